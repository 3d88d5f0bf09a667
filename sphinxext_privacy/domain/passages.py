"""What readers of a page see, as text with its lines: for the rules that look at words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.domain.records import ImageRecord, PassageRecord
from sphinxext_privacy.nodes import privacy_entry, privacy_part
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_URL: Final = pattern(r'(?:https?://|\bwww\.)[^\s<>"\'“”‘’]*[^\s<>"\'“”‘’.,;:!?)\]]')
_UNSEEN: Final = (nodes.Invisible, nodes.literal_block, nodes.raw, nodes.math_block)


def passages_of(
    document: nodes.document, path: str, placeholders: Sequence[privacy_entry]
) -> tuple[PassageRecord, ...]:
    """Give the passages of *document*, whose file is *path*, in its order.

    The body of an entry is told by the place of the entry among *placeholders*; options are no passages.
    """
    positions = {id(node): position for position, node in enumerate(placeholders)}
    return tuple(_below(document, path, positions, -1))


def _below(parent: nodes.Element, path: str, positions: dict[int, int], position: int) -> Iterator[PassageRecord]:
    for node in parent.children:
        if isinstance(node, privacy_entry):
            inside = positions[id(node)]
            # The words of a plain body stand in the record of the entry already.
            yield from (
                PassageRecord(line, '', inside, _urls_in(text), _other(node.source, path)) for line, text in node.plain
            )
            body = node.part('body')
            if body is not None:
                yield from _below(body, path, positions, inside)
        elif isinstance(node, nodes.TextElement):
            if isinstance(node, _UNSEEN):
                continue
            text, images = node.astext().strip(), tuple(node.findall(nodes.image))
            if text or images:
                # A link around an image knows no line, its image does.
                line = _line(node if node.line or not images else images[0])
                other = _other(_source(node), path)
                block = not isinstance(node, nodes.paragraph)
                found = tuple(_image(image, block=block) for image in images)
                yield PassageRecord(line, text, position, _bare_urls(node), other, found)
        elif isinstance(node, nodes.image):
            yield PassageRecord(_line(node), '', position, (), _other(_source(node), path), (_image(node, block=True),))
        elif isinstance(node, nodes.Element) and not isinstance(node, (*_UNSEEN, privacy_part)):
            yield from _below(node, path, positions, position)


def _image(node: nodes.image, *, block: bool) -> ImageRecord:
    # A directive with an empty ``:alt:`` says that the image is decoration; the brackets of ``![](…)`` must stand
    # there, and say nothing. Only MyST from version 5 on keeps the source of directives.
    decoration = 'alt' in node and (block or bool(node.rawsource))
    return ImageRecord(node.get('uri', ''), bool(node.get('alt', '').strip()) or decoration)


def _bare_urls(node: nodes.TextElement) -> tuple[str, ...]:
    """Give the addresses that *node* shows as they are, as links or not."""
    return tuple(_shown_urls(node))


def _shown_urls(node: nodes.Element) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield from _urls_in(str(child))
        elif isinstance(child, nodes.reference):
            if (text := child.astext()) and text in {(url := child.get('refuri', '')), url.partition('://')[2]}:
                yield url
        elif isinstance(child, nodes.Element) and not isinstance(child, (nodes.literal, nodes.raw)):
            yield from _shown_urls(child)


def _urls_in(text: str) -> tuple[str, ...]:
    return tuple(_URL.findall(text)) if '://' in text or 'www.' in text else ()


def _line(node: nodes.Node | None) -> int:
    """Give the line of *node*, or of the nearest around it that knows one."""
    while node is not None:
        if node.line:
            return int(node.line)
        node = node.parent
    return 0


def _source(node: nodes.Node | None) -> str:
    while node is not None:
        if node.source:
            return str(node.source)
        node = node.parent
    return ''


def _other(source: str | None, path: str) -> str:
    return '' if not source or source == path else source
