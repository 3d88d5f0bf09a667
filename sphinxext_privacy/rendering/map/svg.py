"""Drawings as SVG: without styles or scripts, in the colour of the text around."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from sphinxext_privacy.rendering.map.drawing import ARROW, SIZE
from sphinxext_privacy.rendering.map.metrics import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.rendering.map.drawing import Arrow, Box, Drawing, Stroke, Words
    from sphinxext_privacy.rendering.map.graph import MapGraph

_NAMESPACE: Final = 'http://www.w3.org/2000/svg'
_EM: Final = 16.0
"""Units of a drawing that make an em of the page."""
_FAINT: Final = '0.7'
"""Opacity of lines: fainter than words, and still in contrast with the page."""
_CLEAR: Final = '0.9'
"""Opacity of borders: they have the colour of links, which many themes make rather faint already."""
_SLENDER: Final = 3.0
"""Half the width of an arrow."""
_CORNER: Final = 4
_RLM: Final = '\u200f'
"""Around text from the right: what stands at its ends, such as a full stop, then belongs to it in each viewer."""


def number(value: float) -> str:
    """Give *value* as short as can be."""
    text = f'{value:.2f}'.rstrip('0').rstrip('.')
    return '0' if text == '-0' else text


def picture(
    drawing: Drawing, graph: MapGraph, name: str, ident: str, title: str, description: str, *, links: bool
) -> str:
    """Give *drawing* as an element of a page.

    :param name: ``wide`` or ``narrow``.
    :param ident: what the ids in it start with.
    :param title: its name, for screen readers.
    :param description: what it shows, for screen readers.
    :param links: whether boxes lead to their entries.
    """
    linked = links and any(node.href for layer in graph.layers for node in layer.nodes)
    attributes = {
        'class': f'privacy-map-{name}',
        'viewBox': f'0 0 {number(drawing.width)} {number(drawing.height)}',
        'width': f'{number(drawing.width / _EM)}em',
        # A picture has no parts for those who cannot see it; links have to be reached.
        'role': 'group' if linked else 'img',
        'aria-labelledby': f'{ident}-{name}-title',
        'aria-describedby': f'{ident}-{name}-description',
        'direction': 'ltr',
        'fill': 'currentColor',
    }
    if name == 'wide':
        # Without the style sheet, only one of the two is shown.
        attributes['display'] = 'none'
    parts = [
        f'<title id={quoteattr(f"{ident}-{name}-title")}>{escape(clean(title))}</title>',
        f'<desc id={quoteattr(f"{ident}-{name}-description")}>{escape(clean(description))}</desc>',
        # Not on the element itself: its width is in the letters of the page.
        _element('g', {'font-size': number(SIZE)}, ''.join(_parts(drawing, graph, links=linked))),
    ]
    return _element('svg', {'xmlns': _NAMESPACE, **attributes}, ''.join(parts))


def standalone(drawing: Drawing, graph: MapGraph, title: str, description: str, fonts: Sequence[str]) -> bytes:
    """Give *drawing* as a file: black on white, as nothing tells such a file what is around it."""
    width, height = number(drawing.width), number(drawing.height)
    families = ', '.join([*(f"'{name}'" for name in fonts if "'" not in name), 'sans-serif'])
    attributes = {
        'xmlns': _NAMESPACE,
        'viewBox': f'0 0 {width} {height}',
        'width': width,
        'height': height,
        'role': 'img',
        'direction': 'ltr',
        'color': '#000',
        'fill': 'currentColor',
        'font-size': number(SIZE),
        'font-family': families,
    }
    parts = [
        f'<title>{escape(clean(title))}</title>',
        f'<desc>{escape(clean(description))}</desc>',
        _element('rect', {'width': width, 'height': height, 'fill': '#fff'}),
        *_parts(drawing, graph, links=False),
    ]
    svg = _element('svg', attributes, ''.join(parts))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'.encode()


def _element(name: str, attributes: dict[str, str], content: str = '') -> str:
    written = ''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())
    return f'<{name}{written}>{content}</{name}>' if content else f'<{name}{written}/>'


def _parts(drawing: Drawing, graph: MapGraph, *, links: bool) -> list[str]:
    """Draw the lines first, then each layer with its heading."""
    lines = {'class': 'privacy-map-lines', 'opacity': _FAINT, 'aria-hidden': 'true'}
    strokes = {'fill': 'none', 'stroke': 'currentColor', 'stroke-width': '1.5', 'd': _strokes(drawing.strokes)}
    arrows = {'d': ''.join(map(_arrow, drawing.arrows))}
    parts = []
    if drawing.strokes:
        parts.append(_element('g', lines, _element('path', strokes) + _element('path', arrows)))
    for layer, heading in enumerate(drawing.headings):
        boxes = [
            _box(box, graph.layers[layer].nodes[box.node].href if links else '')
            for box in drawing.boxes
            if box.layer == layer
        ]
        parts.append(_element('g', {'class': 'privacy-map-layer'}, _text(heading) + ''.join(boxes)))
    return parts


def _strokes(strokes: Sequence[Stroke]) -> str:
    path = []
    for stroke in strokes:
        start, end = (' '.join(map(number, point)) for point in (stroke.start, stroke.end))
        if stroke.control is None:
            path.append(f'M{start}L{end}')
        else:
            path.append(f'M{start}Q{" ".join(map(number, stroke.control))} {end}')
    return ''.join(path)


def _arrow(arrow: Arrow) -> str:
    back = number(arrow.x - arrow.towards * ARROW)
    return f'M{number(arrow.x)} {number(arrow.y)}L{back} {number(arrow.y - _SLENDER)}V{number(arrow.y + _SLENDER)}Z'


def _box(box: Box, href: str) -> str:
    border = {
        'x': number(box.x),
        'y': number(box.y),
        'width': number(box.width),
        'height': number(box.height),
        'rx': str(_CORNER),
        # Nothing is to be seen of it, but all of the box can be clicked.
        'fill-opacity': '0',
        'stroke': 'currentColor',
        'stroke-opacity': _CLEAR,
    }
    content = _element('rect', border) + _text(box.words)
    if href:
        return _element('a', {'class': 'privacy-map-node', 'href': href}, content)
    return _element('g', {'class': 'privacy-map-node'}, content)


def _text(words: Words) -> str:
    attributes = {'text-anchor': 'end'} if words.rtl else {}
    if words.bold:
        attributes['font-weight'] = 'bold'
    lines = []
    for line, baseline in zip(words.lines, words.baselines, strict=True):
        shown = line.rstrip(' ')
        text = f'{_RLM}{shown}{_RLM}' if words.rtl else shown
        lines.append(_element('tspan', {'x': number(words.start), 'y': number(baseline)}, escape(text)))
        if shown != line:
            # For those who hear, copy or search the label; links are underlined, but not where a line has ended.
            lines.append(_element('tspan', {'font-size': '0'}, ' '))
    return _element('text', attributes, ''.join(lines))
