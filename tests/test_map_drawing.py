"""The drawings: boxes hold their words, nothing overlaps, and lines lead from box to box."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_privacy.rendering.map.drawing import ARROW, SIZE, mirrored
from sphinxext_privacy.rendering.map.metrics import clean, clusters, is_rtl, width_of
from sphinxext_privacy.rendering.map.narrow import narrow
from sphinxext_privacy.rendering.map.plan import planned
from sphinxext_privacy.rendering.map.wide import wide
from sphinxext_privacy.rendering.map.wrap import wrap
from tests.helpers.maps import SAMPLES, TEXTS, graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_privacy.rendering.map.drawing import Box, Drawing, Track, Words
    from sphinxext_privacy.rendering.map.graph import MapGraph
    from sphinxext_privacy.rendering.map.plan import Plan

DRAWN = {'narrow': narrow, 'wide': wide}
MAKERS = pytest.mark.parametrize('make', DRAWN.values(), ids=DRAWN)


# -- words ------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(TEXTS, st.floats(1, 30))
def test_lines(text: str, width: float) -> None:
    lines = wrap(text, width)
    assert ''.join(lines).replace('-', '') == clean(text).replace('\u00ad', '').replace('-', '')
    for line in lines:
        assert width_of(line.rstrip(' ')) <= width + 1e-9 or len(clusters(line.rstrip(' '))) == 1


@pytest.mark.parametrize(
    ('text', 'lines'),
    [
        ('', ('',)),
        ('  Email\n address ', ('Email ', 'address')),
        ('Browser and device', ('Browser and ', 'device')),
        ('Donau\u00addampf\u00adschiff\u00adfahrt', ('Donaudampf-', 'schifffahrt')),
        ('privacy.office@example.org', ('privacy.', 'office@', 'example.org')),
        ('セキュリティの確保、および', ('セキュリティの', '確保、および')),
        ('e\u0301' * 4, ('e\u0301' * 4,)),
        ('a\u202eb\x00c', ('abc',)),
    ],
)
def test_where_lines_end(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 7.4) == lines


def test_no_letter_alone() -> None:
    assert [len(line) for line in wrap('n' * 21, 10.1 * width_of('n'))] == [10, 9, 2]


def test_direction() -> None:
    assert [is_rtl(text) for text in ('Email', '1 עברית', 'عنوان', '«Пример»', '123', '')] == [
        False, True, True, False, False, False,
    ]  # fmt: skip


# -- drawings ---------------------------------------------------------------------------------------------------


def words_fit(words: Words) -> bool:
    """Tell whether all lines are as wide as their column at most; a single letter may be wider."""
    return all(
        width_of(line.rstrip(' '), bold=words.bold) * SIZE <= words.width + 1e-6 or len(clusters(line.rstrip(' '))) == 1
        for line in words.lines
    )


def check(drawing: Drawing, graph: MapGraph) -> None:
    assert sorted((box.layer, box.node) for box in drawing.boxes) == [
        (number, node) for number, layer in enumerate(graph.layers) for node in range(len(layer.nodes))
    ]
    assert [box.layer for box in drawing.boxes] == sorted(box.layer for box in drawing.boxes)
    assert len(drawing.headings) == len(graph.layers)
    for box in drawing.boxes:
        assert 0 < box.x < box.x + box.width < drawing.width
        assert 0 < box.y < box.y + box.height < drawing.height
        assert words_fit(box.words)
        assert box.x < box.words.x
        assert box.words.x + box.words.width < box.x + box.width
        assert all(box.y + 0.7 * SIZE < line < box.y + box.height - 0.3 * SIZE for line in box.words.baselines)
    for first, second in combinations(drawing.boxes, 2):
        apart_x = first.x + first.width < second.x or second.x + second.width < first.x
        apart_y = first.y + first.height < second.y or second.y + second.height < first.y
        assert apart_x or apart_y
    for heading in drawing.headings:
        assert words_fit(heading)
        assert all(0 < line < drawing.height for line in heading.baselines)
    for stroke in drawing.strokes:
        for x, y in (stroke.start, stroke.end):
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height
        (x, y), (end_x, end_y) = stroke.start, stroke.end
        # No line runs through a box.
        for box in drawing.boxes:
            right_of = min(x, end_x) >= box.x + box.width or max(x, end_x) <= box.x
            below = min(y, end_y) >= box.y + box.height or max(y, end_y) <= box.y
            assert right_of or below, (stroke, box)


def _rounded(drawing: Drawing) -> str:
    """Give a drawing as text, without what is lost when a number is taken from another and back."""
    return re.sub(r'-?\d+\.\d+', lambda number: f'{float(number[0]):.6f}', repr(drawing))


@MAKERS
@settings(deadline=None)
@given(graph=graphs())
def test_any_graph(make: Callable[[Plan], Drawing], graph: MapGraph) -> None:
    plan = planned(graph)
    drawing = make(plan)
    check(drawing, plan.graph)
    assert make(planned(graph)) == drawing
    check(mirrored(drawing), plan.graph)
    assert _rounded(mirrored(mirrored(drawing))) == _rounded(drawing)


@MAKERS
@pytest.mark.parametrize('name', SAMPLES)
def test_samples(make: Callable[[Plan], Drawing], name: str) -> None:
    plan = planned(SAMPLES[name])
    drawing = make(plan)
    check(drawing, plan.graph)
    assert drawing.width <= (320 if make is narrow else 690)


@MAKERS
@settings(deadline=None)
@given(graph=graphs())
def test_tracks_are_the_links(make: Callable[[Plan], Drawing], graph: MapGraph) -> None:
    """Whoever follows the lines from a box comes to those it is linked with, and to no other."""
    plan = planned(graph)
    drawing = make(plan)
    boxes = {(box.layer, box.node): box for box in drawing.boxes}
    arrows = {(arrow.x, arrow.y) for arrow in drawing.arrows}
    found = set()
    for place, box in boxes.items():
        ways = [track for track in drawing.tracks if on_border(box, *track.start)]
        # Through the columns between, where there are any.
        for way in ways:
            ways += [
                track for track in drawing.tracks if any(0 <= x - track.start[0] < ARROW and y == track.start[1]
                for x, y in way.ends if (x, y) not in arrows) and track not in ways
            ]  # fmt: skip
        for end in (end for way in ways for end in way.ends if end in arrows):
            (reached,) = [other for other, target in boxes.items() if on_border(target, *end)]
            found.add((place, reached))
    assert found == set(plan.graph.links)
    assert arrows == {end for track in drawing.tracks for end in track.ends} & arrows


@MAKERS
@settings(deadline=None)
@given(graph=graphs())
def test_tracks_stay_apart(make: Callable[[Plan], Drawing], graph: MapGraph) -> None:
    """Two tracks cross, or join on the way to the same box, but never lie on each other."""
    for first, second in combinations(make(planned(graph)).tracks, 2):
        if abs(first.lane - second.lane) < 3:
            assert bottom(first) < top(second) or bottom(second) < top(first)
        for y, left, right, end in levels(first):
            for other_y, other_left, other_right, other_end in levels(second):
                # One that goes on past a column starts a little before the other ends.
                if abs(y - other_y) < 2 and left + ARROW < other_right and other_left + ARROW < right:
                    assert end is not None
                    assert end == other_end


def on_border(box: Box, x: float, y: float) -> bool:
    return box.y < y < box.y + box.height and x in {box.x, box.x + box.width}


def top(track: Track) -> float:
    return min(y for _, y in (track.start, *track.ends))


def bottom(track: Track) -> float:
    return max(y for _, y in (track.start, *track.ends))


def levels(track: Track) -> Iterator[tuple[float, float, float, tuple[float, float] | None]]:
    """Give what is level of a track: height, from where, to where, and where it ends."""
    x, y = track.start
    yield y, min(x, track.lane), max(x, track.lane), None
    for end in track.ends:
        yield end[1], min(end[0], track.lane), max(end[0], track.lane), end
