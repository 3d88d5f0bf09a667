"""The order of boxes and of lanes in the picture: few crossings, and always the same."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_privacy.rendering.map.graph import MapGraph, MapLayer, MapNode, too_large, without_empty
from sphinxext_privacy.rendering.map.lanes import Run, lanes_for
from sphinxext_privacy.rendering.map.levels import levelled
from sphinxext_privacy.rendering.map.ordering import by_means, crossings, ordered
from sphinxext_privacy.rendering.map.plan import planned
from tests.helpers.maps import SAMPLES, graphs, layered, spread

if TYPE_CHECKING:
    from sphinxext_privacy.rendering.map.ordering import Pairs


@st.composite
def layerings(draw: st.DrawFn) -> tuple[list[int], list[Pairs]]:
    sizes = draw(st.lists(st.integers(1, 7), min_size=2, max_size=4))
    links = [
        tuple(sorted(draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, after - 1)), max_size=14))))
        for size, after in pairwise(sizes)
    ]
    return sizes, links


def counted(layers: list[list[int]], links: list[Pairs]) -> int:
    """Count crossings the long way."""
    count = 0
    for upper, lower, pairs in zip(layers[:-1], layers[1:], links, strict=True):
        places = [(upper.index(start), lower.index(end)) for start, end in pairs]
        count += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(places, 2))
    return count


@settings(deadline=None)
@given(layerings())
def test_crossings_are_counted(case: tuple[list[int], list[Pairs]]) -> None:
    sizes, links = case
    layers = [list(reversed(range(size))) if number % 2 else list(range(size)) for number, size in enumerate(sizes)]
    assert crossings(layers, links) == counted(layers, links)


@settings(deadline=None)
@given(layerings())
def test_never_more_crossings_than_given(case: tuple[list[int], list[Pairs]]) -> None:
    sizes, links = case
    given_order = [list(range(size)) for size in sizes]
    found = ordered(sizes, links)
    assert [sorted(layer) for layer in found] == given_order
    assert counted(found, links) <= counted(given_order, links)
    assert ordered(sizes, links) == found


@settings(deadline=None)
@given(layerings())
def test_given_order_stays_where_it_is_good(case: tuple[list[int], list[Pairs]]) -> None:
    sizes, links = case
    found = ordered(sizes, links)
    # Renamed so that what was found is what is given.
    new = [{old: position for position, old in enumerate(layer)} for layer in found]
    renamed = [
        tuple(sorted((new[number][start], new[number + 1][end]) for start, end in pairs))
        for number, pairs in enumerate(links)
    ]
    again = ordered(sizes, renamed)
    assert counted(again, renamed) <= counted(found, links)
    if counted(found, links) == 0:
        assert again == [list(range(size)) for size in sizes]


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_means_find_an_order_without_crossings(widths: list[int], random) -> None:
    """Each node has a stretch of its own of the layer that is given: in whatever order they come, none crosses."""
    pairs: list[tuple[int, int]] = []
    first = 0
    for node, width in enumerate(widths):
        pairs += [(first + step, node) for step in range(width + 1)]
        first += width
    fixed = list(range(first + 1))
    layer = list(range(len(widths)))
    random.shuffle(layer)
    found = by_means(fixed, layer, pairs)
    assert crossings([fixed, found], [tuple(pairs)]) == 0


def test_as_few_as_possible() -> None:
    """In small graphs it finds the best that there is."""
    links: list[Pairs] = [((0, 2), (1, 0), (1, 3), (2, 1)), ((0, 1), (1, 2), (2, 0), (3, 1))]
    sizes = [3, 4, 3]
    best = min(
        counted([list(first), list(second), list(third)], links)
        for first in permutations(range(3))
        for second in permutations(range(4))
        for third in permutations(range(3))
    )
    assert counted(ordered(sizes, links), links) == best == 0


# -- heights and lanes ------------------------------------------------------------------------------------------

HEIGHTS = st.lists(st.tuples(st.integers(4, 90), st.integers(-100, 900)), min_size=1, max_size=10)


@settings(deadline=None)
@given(HEIGHTS, st.integers(0, 300))
def test_levels(items: list[tuple[int, int]], spare: int) -> None:
    heights = [float(height) for height, _ in items]
    room = sum(heights) + 12 * (len(heights) - 1) + spare
    tops = levelled(heights, 12, [float(wanted) for _, wanted in items], room)
    assert tops[0] >= 0
    assert tops[-1] + heights[-1] <= room
    for (top, height), after in zip(zip(tops, heights, strict=True), tops[1:], strict=False):
        assert top + height + 12 <= after


def test_levels_are_as_wanted_where_there_is_room() -> None:
    assert levelled([10, 10], 5, [20, 60], 100) == [20, 60]
    assert levelled([10, 10], 5, [30, 30], 100) == [22, 37]


RUNS = st.lists(
    st.builds(
        Run,
        st.integers(0, 400).map(float),
        st.lists(st.integers(0, 400).map(float), min_size=1, max_size=4).map(tuple),
        st.just(-1),
        st.sampled_from((-1, 1)),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(RUNS)
def test_lanes(runs: list[Run]) -> None:
    lanes = lanes_for(runs)
    assert lanes == lanes_for(runs)
    for (first, lane), (second, other) in combinations(zip(runs, lanes, strict=True), 2):
        if lane == other:
            assert first.bottom + 10 <= second.top or second.bottom + 10 <= first.top
    assert set(lanes) == set(range(len(set(lanes))))


def test_lanes_cross_least() -> None:
    """Of two that go down, side by side, the one that starts first is further away from where they come from."""
    assert lanes_for([Run(0, (100,), -1, 1), Run(20, (120,), -1, 1)]) == [1, 0]
    assert lanes_for([Run(20, (120,), -1, 1), Run(0, (100,), -1, 1)]) == [0, 1]
    # Far apart, both have the same.
    assert lanes_for([Run(0, (10,), -1, 1), Run(40, (60,), -1, 1)]) == [0, 0]


# -- graphs -----------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(graphs())
def test_plan(graph: MapGraph) -> None:
    plan = planned(graph)
    assert planned(graph) == plan
    for number, layer in enumerate(plan.graph.layers):
        assert sorted(plan.nodes(number)) == list(range(len(layer.nodes)))
    # Each link can be followed, from place to place.
    for start, end in plan.graph.links:
        position = {plan.columns[start[0]].index(start)}
        for number in range(start[0], end[0]):
            position = {after for before, after in plan.links[number] if before in position}
            if number + 1 < end[0]:
                position = {at for at in position if plan.columns[number + 1][at] == start}
        assert plan.columns[end[0]].index(end) in position


def test_empty_layers_are_left_out() -> None:
    graph = layered(2, 0, 1, links=(((0, 1), (2, 0)), ((0, 1), (2, 0))))
    assert without_empty(graph) == MapGraph((graph.layers[0], graph.layers[2]), (((0, 1), (1, 0)),))


@pytest.mark.parametrize(
    'link', [((0, 0), (0, 1)), ((1, 0), (0, 0)), ((0, 2), (1, 0)), ((0, 0), (2, 0)), ((0, -1), (1, 0))]
)
def test_wrong_links(link: tuple[tuple[int, int], tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match='no such link'):
        without_empty(layered(2, 1, links=(link,)))


def test_too_large() -> None:
    assert not any(map(too_large, SAMPLES.values()))
    assert too_large(spread(40, 60, 30))
    assert too_large(layered(15))
    every = tuple(((layer, a), (layer + 1, b)) for layer in (0, 1) for a in range(9) for b in range(9))
    assert too_large(layered(9, 9, 9, links=every))
    assert not too_large(MapGraph((MapLayer('Data', (MapNode('a'),)),), ()))
