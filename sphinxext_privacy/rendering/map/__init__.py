"""The picture of what flows to whom: boxes in layers, and lines between them.

Plain data in, SVG or LaTeX out: nothing here knows of Sphinx. There are two drawings of each graph: one with the layers
beside each other, for wide pages and for print, and one with the layers below each other, for phones. The style sheet
shows the one that fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.rendering.map.drawing import mirrored
from sphinxext_privacy.rendering.map.graph import MapGraph, MapLayer, MapNode, too_large
from sphinxext_privacy.rendering.map.latex import latex
from sphinxext_privacy.rendering.map.narrow import narrow
from sphinxext_privacy.rendering.map.plan import planned
from sphinxext_privacy.rendering.map.svg import picture, standalone
from sphinxext_privacy.rendering.map.wide import wide

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ['MapGraph', 'MapLayer', 'MapNode', 'to_latex', 'to_standalone_svg', 'to_svg', 'too_large']


def to_svg(graph: MapGraph, *, ident: str, title: str, description: str, links: bool = True, rtl: bool = False) -> str:
    """Give the picture as an element of an HTML page, which is XML as well.

    :param ident: what ids in it start with; unique on the page.
    :param title: name of the picture.
    :param description: text alternative.
    :param links: whether boxes link to their entries.
    :param rtl: whether the page is read from the right: the layers then run from there.
    """
    plan = planned(graph)
    drawings = {'narrow': narrow(plan), 'wide': wide(plan)}
    pictures = [
        picture(mirrored(drawing) if rtl else drawing, plan.graph, name, ident, title, description, links=links)
        for name, drawing in drawings.items()
    ]
    return f'<div class="privacy-map">{"".join(pictures)}</div>'


def to_standalone_svg(
    graph: MapGraph, *, title: str, description: str, rtl: bool = False, fonts: Sequence[str] = ()
) -> bytes:
    """Give the picture as a file, in black on white, with layers beside each other and without links.

    :param fonts: families of fonts, where they can be told, the best first.
    """
    plan = planned(graph)
    drawing = wide(plan)
    return standalone(mirrored(drawing) if rtl else drawing, plan.graph, title, description, fonts)


def to_latex(graph: MapGraph, escape: Callable[[str], str], *, rtl: bool = False) -> str:
    """Give the picture as LaTeX that needs no package.

    :param escape: makes LaTeX of plain text.
    """
    drawing = wide(planned(graph))
    return latex(mirrored(drawing) if rtl else drawing, escape)
