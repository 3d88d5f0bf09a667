"""The order of the boxes in their layers: as few crossings as a simple method finds.

The method is that of K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
structures" (1981): layer by layer, there and back, nodes are put in the order of the means of their neighbours; then
neighbours change places where that helps. P. Eades and N. C. Wormald, "Edge crossings in drawings of bipartite graphs"
(1994), have shown for two layers, of which one is given, that such an order has no crossing where there is one without.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Pairs = tuple[tuple[int, int], ...]
"""Links between two neighbouring layers, by the numbers of their nodes."""

_SWEEPS: Final = 12


def ordered(sizes: Sequence[int], links: Sequence[Pairs]) -> list[list[int]]:
    """Give the nodes of each layer in a good order; among orders as good, in the one that is nearest to the given.

    :param sizes: how many nodes each layer has.
    :param links: those between each layer and the next.
    """
    best = [list(range(size)) for size in sizes]
    fewest = crossings(best, links)
    for down in (True, False):
        layers = [list(range(size)) for size in sizes]
        for sweep in range(_SWEEPS):
            if fewest == 0:
                return best
            _sweep(layers, links, down=down == (sweep % 2 == 0))
            _exchange(layers, links)
            found = crossings(layers, links)
            if found < fewest:
                best, fewest = [list(layer) for layer in layers], found
    return best


def crossings(layers: Sequence[Sequence[int]], links: Sequence[Pairs]) -> int:
    """Count the pairs of links that cross."""
    return sum(
        _crossings(_positions(upper), _positions(lower), pairs)
        for upper, lower, pairs in zip(layers[:-1], layers[1:], links, strict=True)
    )


def _crossings(upper: Mapping[int, int], lower: Mapping[int, int], pairs: Pairs) -> int:
    count = 0
    seen: list[int] = []
    for _start, end in sorted((upper[start], lower[end]) for start, end in pairs):
        # Those that start further up and end further down; links from one node come in the order of their ends.
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count


def _positions(layer: Iterable[int]) -> dict[int, int]:
    return {node: position for position, node in enumerate(layer)}


def _sweep(layers: list[list[int]], links: Sequence[Pairs], *, down: bool) -> None:
    """Order each layer by the one before it, or by the one after it."""
    numbers = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
    for number in numbers:
        pairs = links[number - 1] if down else tuple((end, start) for start, end in links[number])
        layers[number] = by_means(layers[number - 1 if down else number + 1], layers[number], pairs)


def by_means(fixed: Sequence[int], layer: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Order *layer* by the mean positions of the neighbours in *fixed*; nodes without neighbours stay where they are.

    Means are fractions: sums of floats could differ from machine to machine.
    """
    positions = _positions(fixed)
    neighbours: dict[int, list[int]] = {}
    for start, end in pairs:
        neighbours.setdefault(end, []).append(positions[start])
    linked = sorted(
        (node for node in layer if node in neighbours),
        key=lambda node: Fraction(sum(neighbours[node]), len(neighbours[node])),
    )
    taken = iter(linked)
    return [next(taken) if node in neighbours else node for node in layer]


def _exchange(layers: list[list[int]], links: Sequence[Pairs]) -> None:
    """Let neighbours change places as long as that makes fewer crossings."""
    fewest = crossings(layers, links)
    improved = True
    while improved and fewest:
        improved = False
        for layer in layers:
            for position in range(len(layer) - 1):
                layer[position : position + 2] = reversed(layer[position : position + 2])
                found = crossings(layers, links)
                if found < fewest:
                    fewest, improved = found, True
                else:
                    layer[position : position + 2] = reversed(layer[position : position + 2])
