"""Ids and options that stand in a bullet of a list where readers see them, and were meant for us."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.directives.options import option_in_text
from sphinxext_privacy.model.fields import COMMON
from sphinxext_privacy.model.ids import is_visible, slug
from sphinxext_privacy.nodes import privacy_entry
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.directives.base import EntryDirective
    from sphinxext_privacy.model.fields import Kind

TRAILING_ID: Final = pattern(r'\s*\{#(?P<id>[^{}#]*)\}\s*$')
"""An id where it belongs: at the end of a bullet."""
_MEANT_AS_ID: Final = pattern(r'\{\s*#[^{}\n]{0,80}\}|\{\s*#[\w.-]*')
"""What was meant as an id, at any place of a text. Words in braces alone may be meant for readers."""
_AS_IT_IS: Final = (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.image)
"""What holds signs that stand for themselves."""
_NOT_OURS: Final = (nodes.FixedTextElement, nodes.math_block, nodes.Invisible, nodes.system_message, privacy_entry)
"""Blocks with such signs, and entries that have looked at their words themselves."""


def shown_words(node: nodes.Node) -> str:
    """Give the words of *node*, line by line as they were typed; of code and formulas, signs that mean nothing."""
    if isinstance(node, nodes.raw):
        # A break of the line within a paragraph, which MyST writes for each format.
        return '\n' if node.get('format') == 'html' and node.astext().endswith('\n') else ''
    if isinstance(node, _AS_IT_IS):
        return re.sub(r'[^\n]', '\ufffc', node.astext())
    if isinstance(node, nodes.Element):
        return ''.join(shown_words(child) for child in node.children)
    return node.astext()


def look_into(directive: EntryDirective, text: str, line: int) -> bool:
    """Warn of an id and of an option in the words *text* of a bullet at *line*; tell whether there is an option."""
    lines = text.split('\n')
    misplaced = option_in_text(lines, _options(directive.kind)) if ':' in text else None
    if misplaced is None:
        _look_for_id(directive, text, line)
        return False
    name, offset = misplaced
    _warn_of_option(directive, name, line + offset)
    # Without the option, the id is at the end.
    _look_for_id(directive, TRAILING_ID.sub('', '\n'.join(lines[:offset])), line)
    return True


def look_below(directive: EntryDirective, blocks: Sequence[nodes.Node], line: int, *, told: bool) -> None:
    """Warn of ids in the *blocks* that hang below a bullet at *line*, and of an option that they begin with.

    *told*: one in the bullet is told already.
    """
    first = blocks[0] if blocks and not told else None
    if isinstance(first, nodes.paragraph):
        misplaced = option_in_text(shown_words(first).split('\n'), _options(directive.kind))
        if misplaced is not None:
            _warn_of_option(directive, misplaced[0], (first.line or line) + misplaced[1])
    elif isinstance(first, nodes.field_list):
        for field in first.findall(nodes.field):
            name = field[0].astext().lower()
            if name in _options(directive.kind):
                _warn_of_option(directive, name, field.line or line)
                break
    for block in blocks:
        _look_for_ids(directive, block, line)


def _look_for_ids(directive: EntryDirective, block: nodes.Node, line: int) -> None:
    if isinstance(block, _NOT_OURS) or not isinstance(block, nodes.Element):
        return
    line = block.line or line
    if isinstance(block, nodes.TextElement):
        _look_for_id(directive, shown_words(block), line)
        return
    for child in block.children:
        _look_for_ids(directive, child, line)


def _look_for_id(directive: EntryDirective, text: str, line: int) -> None:
    match = _MEANT_AS_ID.search(text) if '{' in text else None
    if match is None:
        return
    meant = match[0].strip('{}# \t')
    ident = slug(meant) if is_visible(meant) else 'id'
    message = '%s: %r stands in the text; an id stands at the end of a bullet of the list: {#%s}'
    if '\n' in text[match.end() :]:
        message += ', and an empty line below the list'
    place = line + text.count('\n', 0, match.start())
    directive.warn('id', message, directive.kind.directive, match[0], ident, line=place)


def _warn_of_option(directive: EntryDirective, name: str, line: int) -> None:
    message = '%s: %r stands in the text; options stand right below the first line, and hold for all bullets'
    directive.warn('option', message, directive.kind.directive, name, line=line)


@cache
def _options(kind: Kind) -> frozenset[str]:
    return frozenset({*kind.by_name, *(item.name for item in COMMON)})
