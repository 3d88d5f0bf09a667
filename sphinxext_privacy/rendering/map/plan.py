"""What both drawings need of a graph: its layers in a good order, with a place where a link passes a layer by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.rendering.map.graph import without_empty
from sphinxext_privacy.rendering.map.ordering import ordered

if TYPE_CHECKING:
    from sphinxext_privacy.rendering.map.graph import MapGraph, Place


class Item(NamedTuple):
    """What has a place in a layer: a node, or the links of a node of an earlier layer that pass by."""

    layer: int
    """Layer of the node."""
    node: int


class Plan(NamedTuple):
    """A graph that is ready to be drawn."""

    graph: MapGraph
    columns: tuple[tuple[Item, ...], ...]
    """For each layer what stands in it, in order."""
    links: tuple[tuple[tuple[int, int], ...], ...]
    """Between each layer and the next: positions in both."""

    def nodes(self, layer: int) -> list[int]:
        """Give the nodes of a layer in order."""
        return [item.node for item in self.columns[layer] if item.layer == layer]


def planned(graph: MapGraph) -> Plan:
    """Order the nodes of *graph*."""
    graph = without_empty(graph)
    targets: dict[Place, list[Place]] = {}
    for start, end in graph.links:
        targets.setdefault(start, []).append(end)
    columns = [[Item(number, node) for node in range(len(layer.nodes))] for number, layer in enumerate(graph.layers)]
    for (layer, node), ends in sorted(targets.items()):
        for number in range(layer + 1, max(end[0] for end in ends)):
            columns[number].append(Item(layer, node))
    positions = [{item: position for position, item in enumerate(column)} for column in columns]
    links: list[set[tuple[int, int]]] = [set() for _ in graph.layers[1:]]
    for start, ends in targets.items():
        item = Item(*start)
        for layer, node in ends:
            for number in range(start[0] + 1, layer):
                links[number - 1].add((positions[number - 1][item], positions[number][item]))
            links[layer - 1].add((positions[layer - 1][item], positions[layer][Item(layer, node)]))
    orders = ordered([len(column) for column in columns], [tuple(sorted(pairs)) for pairs in links])
    new = [{old: position for position, old in enumerate(order)} for order in orders]
    return Plan(
        graph,
        tuple(tuple(column[old] for old in order) for column, order in zip(columns, orders, strict=True)),
        tuple(
            tuple(sorted((new[number][start], new[number + 1][end]) for start, end in pairs))
            for number, pairs in enumerate(links)
        ),
    )
