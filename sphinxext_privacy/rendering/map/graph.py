"""What the picture shows: boxes in layers, and links from each layer to later ones."""

from __future__ import annotations

from typing import Final, NamedTuple

_MOST_NODES: Final = 14
"""Boxes in one layer: each has a line of its own beside the others."""
_MOST_LINKS: Final = 120
"""Links in all."""

Place = tuple[int, int]
"""Number of a layer, and number of a node in it."""


class MapNode(NamedTuple):
    """One box."""

    label: str
    """Plain text in any script."""
    href: str = ''
    """Address of the entry, relative to the page; empty where there is none."""


class MapLayer(NamedTuple):
    """Boxes of one sort."""

    title: str
    nodes: tuple[MapNode, ...]


class MapGraph(NamedTuple):
    """A whole picture."""

    layers: tuple[MapLayer, ...]
    """As things flow: the data first. Layers without nodes are not drawn."""
    links: tuple[tuple[Place, Place], ...]
    """Each from one layer to a later one, which need not be the next."""


def too_large(graph: MapGraph) -> bool:
    """Tell whether nobody could follow the lines of a picture of *graph*."""
    most = max((len(layer.nodes) for layer in graph.layers), default=0)
    return most > _MOST_NODES or len(set(graph.links)) > _MOST_LINKS


def without_empty(graph: MapGraph) -> MapGraph:
    """Leave out layers without nodes and links that are there twice.

    :raises ValueError: if a link leads from nothing, to nothing, or not to a later layer.
    """
    for (layer, node), (later, other) in graph.links:
        known = all(
            0 <= number < len(graph.layers) and 0 <= position < len(graph.layers[number].nodes)
            for number, position in ((layer, node), (later, other))
        )
        if not known or layer >= later:
            raise ValueError(f'no such link: {(layer, node)} to {(later, other)}')
    kept = [number for number, layer in enumerate(graph.layers) if layer.nodes]
    new = {number: position for position, number in enumerate(kept)}
    links = sorted({((new[a], node), (new[b], other)) for (a, node), (b, other) in graph.links})
    return MapGraph(tuple(graph.layers[number] for number in kept), tuple(links))
