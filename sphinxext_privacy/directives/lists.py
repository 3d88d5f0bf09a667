"""The compact list form: a bullet list as body, one entry a bullet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.directives.misplaced import TRAILING_ID, look_below, look_into, shown_words
from sphinxext_privacy.model.ids import is_id, is_visible, slug
from sphinxext_privacy.nodes import privacy_part
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from sphinxext_privacy.directives.base import EntryDirective
    from sphinxext_privacy.model.values import Facts

_ITEM: Final = pattern(r'[-*+][ ]+(?P<text>\S.*)')


def read_list(directive: EntryDirective, facts: Facts) -> list[nodes.Node]:
    """Make one entry of each bullet in the body of *directive*; all share *facts*.

    Content before and after the list stays where it is. A body without a bullet list is a warning, and is
    shown as it stands.
    """
    if 'id' in directive.common:
        directive.warn(
            'option', '%s: a list has no id; write {#id} after a bullet', directive.kind.directive, option='id'
        )
    if not directive.content:
        directive.warn('missing', '%s needs an argument or a bullet list', directive.kind.directive)
        return []
    plain = _plain_items(directive)
    if plain is not None:
        entries: list[nodes.Node] = []
        for text, line in plain:
            match = TRAILING_ID.search(text)
            words = text[: match.start()] if match else text
            look_into(directive, words, line)
            entries += _entry(directive, facts, words, match['id'] if match else None, None, [], line)
        return entries
    blocks = directive.parse_body()
    found: list[nodes.Node] = []
    is_list = False
    for block in blocks:
        if not isinstance(block, nodes.bullet_list):
            found.append(block)
            continue
        is_list = True
        for item in block.children:
            if isinstance(item, nodes.list_item):
                found += _read_item(directive, facts, item)
            else:
                found.append(item)
    if not is_list:
        directive.warn(
            'list',
            '%s without an argument needs a bullet list; its content is shown as it is',
            directive.kind.directive,
        )
    return found


def _plain_items(directive: EntryDirective) -> list[tuple[str, int]] | None:
    """Read a list of plain one-line bullets without a parser; ``None`` where it is not one."""
    _, first = directive.content_source()
    found: list[tuple[str, int]] = []
    texts: list[str] = []
    for index, line in enumerate(directive.content):
        if not line.strip():
            continue
        match = _ITEM.fullmatch(line.rstrip())
        if match is None:
            return None
        text = match['text']
        found.append((text, first + index))
        texts.append(TRAILING_ID.sub('', text))
    # Another bullet character starts another list, and a blank line between bullets changes nothing for us.
    if not directive.is_plain(texts):
        return None
    return found


def _entry(
    directive: EntryDirective,
    facts: Facts,
    name: str,
    typed: str | None,
    label: nodes.paragraph | None,
    body: list[nodes.Node],
    line: int,
) -> list[nodes.Node]:
    """Make the entry of one bullet: *name* is its words, *label* the same parsed where it holds markup.

    *typed* is what stands between the braces of its id, ``None`` where it has none. Of a bullet without words, only
    what hangs below it is left.
    """
    if not is_visible(name):
        directive.warn('missing', '%s: this bullet has no words', directive.kind.directive, line=line)
        return body
    # Without an id of its own, a bullet may be the id of a register entry, as the argument of a directive may.
    directive.typed = name if typed is None and is_id(name) else ''
    title = directive.kind.title_field
    parsed = {key: paragraph.deepcopy() for key, paragraph in directive.parsed.items()}
    if label is not None:
        parsed[title] = label
    ident = slug(name) if typed is None else typed.strip()
    if typed is not None and is_id(ident) and ident != typed:
        message = '%s: {#%s} holds blanks; write {#%s}'
        directive.warn('id', message, directive.kind.directive, typed, ident, line=line)
    if not is_id(ident):
        made = slug(ident or name)
        directive.warn('id', '%s: %r is not an id; %r is used', directive.kind.directive, ident, made, line=line)
        ident = made
    entry = directive.placeholder((ident,), {title: name, **facts}, parsed)
    if body:
        entry += privacy_part('', *body, name='body')
    entry['item'] = True
    entry.line = line
    return [entry]


def _read_item(directive: EntryDirective, facts: Facts, item: nodes.list_item) -> list[nodes.Node]:
    """Make the entry of one parsed bullet: its first paragraph is the label, the rest its body."""
    children = list(item.children)
    line = item.line or directive.lineno
    if children and isinstance(children[0], nodes.paragraph):
        label = children.pop(0)
        assert isinstance(label, nodes.paragraph)
        line = label.line or line
    else:
        label = nodes.paragraph('', '')
    typed = _take_id(label)
    told = look_into(directive, shown_words(label), line)
    look_below(directive, children, line, told=told)
    name = ' '.join(label.astext().split())
    simple = all(isinstance(child, nodes.Text) for child in label.children)
    if directive.kind.by_name[directive.kind.title_field].type != 'prose' or simple:
        return _entry(directive, facts, name, typed, None, children, line)
    return _entry(directive, facts, name, typed, label, children, line)


def _take_id(label: nodes.paragraph) -> str | None:
    """Take the id from the end of a parsed bullet, and give what stands between its braces; ``None`` if there is none.

    Code at the end is shown as it is, whatever it looks like.
    """
    count = 0
    while count < len(label.children) and isinstance(label.children[-count - 1], nodes.Text):
        count += 1
    last = label.children[len(label.children) - count :]
    text = ''.join(node.astext() for node in last)
    match = TRAILING_ID.search(text)
    if match is None:
        return None
    for node in last:
        label.remove(node)
    label += nodes.Text(text[: match.start()])
    label.rawsource = TRAILING_ID.sub('', label.rawsource)
    return match['id']
