"""Graphs for the picture of what flows to whom."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from hypothesis import strategies as st

from sphinxext_privacy.rendering.map import MapGraph, MapLayer, MapNode

TITLES: Final = ('Personal data', 'Purposes', 'Recipients', 'Countries')

_LABELS: Final = (
    'Email address',
    'Company, firm, organization, agency, or other entity information',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    'عنوان البريد الإلكتروني (اختياري).',
    'חברה לדוגמה בע״מ',
    'ウェブサイトの運営、セキュリティの確保および不正利用の防止',
    'Общество с ограниченной ответственностью «Пример»',
    'Διεύθυνση ηλεκτρονικού ταχυδρομείου',
    'https://example.org/a/very/long/path?and=more&to=come',
    '<script>alert("1")</script> & \'more\'',
    'WWWWWWWWWWMMMMMMMMMM',
)


def layered(*sizes: int, links: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()) -> MapGraph:
    """Give a graph with layers of these sizes, with all sorts of labels."""
    return MapGraph(
        tuple(
            MapLayer(
                TITLES[number],
                tuple(
                    MapNode(_LABELS[(number * 3 + node) % len(_LABELS)], f'#l{number}n{node}') for node in range(size)
                ),
            )
            for number, size in enumerate(sizes)
        ),
        links,
    )


def spread(*sizes: int, step: int = 3) -> MapGraph:
    """Give a graph in which each node has two links to the next layer, and one leads past a layer."""
    links = {
        ((layer, node), (layer + 1, (node * step + turn) % after))
        for layer, (size, after) in enumerate(pairwise(sizes))
        for node in range(size)
        for turn in (0, 2)
    }
    if len(sizes) > 2:
        links.add(((0, 0), (2, sizes[2] - 1)))
    return layered(*sizes, links=tuple(sorted(links)))


SAMPLES: Final = {
    'one': spread(1, 1, 1),
    'usual': spread(3, 5, 4, 3),
    'many': spread(12, 8, 10, 5),
    'two': spread(4, 3),
    'unlinked': layered(2, 0, 3),
}

TEXTS: Final = st.text(max_size=60) | st.sampled_from(_LABELS)


@st.composite
def graphs(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> MapGraph:
    """Make any graph of up to four layers."""
    sizes = draw(st.lists(st.integers(0, 6), min_size=1, max_size=4))
    layers = tuple(
        MapLayer(
            draw(texts),
            tuple(MapNode(draw(texts), draw(st.sampled_from(('', '#a', 'x.html?a=1&b=2')))) for _ in range(size)),
        )
        for size in sizes
    )
    places = [(layer, node) for layer, size in enumerate(sizes) for node in range(size)]
    possible = [(start, end) for start in places for end in places if start[0] < end[0]]
    links = draw(st.lists(st.sampled_from(possible), max_size=25)) if possible else []
    return MapGraph(layers, tuple(links))
