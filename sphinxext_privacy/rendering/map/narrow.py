"""The drawing for narrow pages: one layer below the other, with lines on the right and on the left of the boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from sphinxext_privacy.rendering.map.drawing import (
    ARROW,
    LINE,
    RADIUS,
    Arrow,
    Drawing,
    Track,
    box_around,
    box_height,
    words_in,
)
from sphinxext_privacy.rendering.map.lanes import Run, lanes_for, pitch_of

if TYPE_CHECKING:
    from sphinxext_privacy.rendering.map.drawing import Box, Words
    from sphinxext_privacy.rendering.map.graph import Place
    from sphinxext_privacy.rendering.map.plan import Plan

WIDTH: Final = 320.0
_GAP: Final = 8.0
"""Between boxes of a layer."""
_SECTION: Final = 20.0
"""Between layers."""
_PITCH: Final = 8.0
_TIGHT: Final = 5.0
"""From one lane to the next, where there are few or many."""
_FEW: Final = 5
_BEFORE: Final = 4.0 + ARROW
"""Between the boxes and the first lane."""
_PORT: Final = 7.0
"""How far above the middle of a box lines arrive, and below it leave, if both are on the same side."""
_EDGE: Final = 1.0
_BELOW: Final = 4.0
"""Between a heading and its boxes."""

Side = Literal[-1, 1]


def _side(layer: int) -> Side:
    """Give the side on which lines leave a layer: they then arrive at the next one on the side where none leave."""
    return 1 if layer % 2 == 0 else -1


def narrow(plan: Plan) -> Drawing:
    """Draw *plan*."""
    tracks: dict[Place, list[Place]] = {}
    for start, end in plan.graph.links:
        tracks.setdefault(start, []).append(end)
    room: dict[Side, int] = {side: _most_at_once(plan, tracks, side) for side in (-1, 1)}
    first = _Layout(plan, tracks, room)
    return _Layout(plan, tracks, {side: max(first.lanes[side].values(), default=-1) + 1 for side in room}).drawing()


def _most_at_once(plan: Plan, tracks: dict[Place, list[Place]], side: Side) -> int:
    """Give how many tracks run beside the same layer on a side."""
    return max(
        (
            sum(
                start[0] <= layer <= max(end[0] for end in ends)
                for start, ends in tracks.items()
                if _side(start[0]) == side
            )
            for layer in range(len(plan.graph.layers))
        ),
        default=0,
    )


class _Layout:
    """One attempt, with room for a number of lanes on each side."""

    def __init__(self, plan: Plan, tracks: dict[Place, list[Place]], room: dict[Side, int]) -> None:
        self.plan = plan
        self.tracks = tracks
        self.pitch: dict[Side, float] = {side: pitch_of(count, _FEW, _PITCH, _TIGHT) for side, count in room.items()}
        gutters = {
            side: _BEFORE + self.pitch[side] * (count - 1) + _EDGE if count else 0.0 for side, count in room.items()
        }
        layers = range(len(plan.graph.layers))
        self.left = [gutters[-1] + _EDGE if self._beside(layer, -1) else _EDGE for layer in layers]
        self.right = [WIDTH - _EDGE - (gutters[1] if self._beside(layer, 1) else 0.0) for layer in layers]
        self.inner: dict[Side, float] = {-1: gutters[-1] + _EDGE, 1: WIDTH - _EDGE - gutters[1]}
        self.headings: list[Words] = []
        self.boxes: dict[Place, Box] = {}
        self.height = self._stack()
        self.lanes: dict[Side, dict[Place, int]] = {side: self._lanes(side) for side in (-1, 1)}

    def _beside(self, layer: int, side: Side) -> bool:
        """Tell whether a track runs beside a layer on a side."""
        return any(
            _side(start[0]) == side and start[0] <= layer <= max(end[0] for end in ends)
            for start, ends in self.tracks.items()
        )

    def _stack(self) -> float:
        """Make the headings and boxes, from above; give the height of all."""
        y = 0.0
        for number, layer in enumerate(self.plan.graph.layers):
            x, width = self.left[number], self.right[number] - self.left[number]
            heading = words_in(layer.title, x, y, width, bold=True)
            self.headings.append(heading)
            y += LINE * len(heading.lines) + _BELOW
            for node in self.plan.nodes(number):
                label = layer.nodes[node].label
                self.boxes[number, node] = box_around(label, x, y, width, number, node)
                y += box_height(label, width) + _GAP
            y += _SECTION - _GAP
        return max(y - _SECTION, 0.0) + _EDGE

    def _port(self, place: Place, side: Side, shift: float) -> tuple[float, float]:
        """Give where lines arrive (*shift* upwards) or leave (downwards) at a box."""
        box = self.boxes[place]
        leaving = place in self.tracks and _side(place[0]) == side
        arriving = any(place in ends and _side(start[0]) == side for start, ends in self.tracks.items())
        y = box.y + box.height / 2 + (shift if leaving and arriving else 0.0)
        return (box.x if side == -1 else box.x + box.width), y

    def _track(self, start: Place, lane: float) -> Track:
        side = _side(start[0])
        ends = tuple(self._port(end, side, -_PORT) for end in self.tracks[start])
        return Track(self._port(start, side, _PORT), lane, ends, min(self.pitch[side], RADIUS))

    def _lanes(self, side: Side) -> dict[Place, int]:
        """Give the lane of each track on a side, from the boxes outwards."""
        starts = sorted(
            (start for start in self.tracks if _side(start[0]) == side),
            key=lambda start: self.boxes[start].y,
            reverse=True,
        )
        tracks = [self._track(start, 0.0) for start in starts]
        # The boxes are on the left of the lanes: on the other side all is mirrored.
        runs = [Run(track.start[1], tuple(y for _, y in track.ends), -1, -1) for track in tracks]
        return dict(zip(starts, lanes_for(runs), strict=True))

    def drawing(self) -> Drawing:
        """Make the drawing."""
        tracks: list[Track] = []
        arrows: set[Arrow] = set()
        for side, lanes in self.lanes.items():
            for start, lane in lanes.items():
                x = self.inner[side] + side * (_BEFORE + self.pitch[side] * lane)
                track = self._track(start, x)
                tracks.append(track)
                arrows |= {Arrow(end_x, end_y, -1 if side == 1 else 1) for end_x, end_y in track.ends}
        order = sorted((number, position) for position, (number, _) in enumerate(self.boxes))
        boxes = list(self.boxes.values())
        return Drawing(
            WIDTH,
            self.height,
            tuple(self.headings),
            tuple(boxes[position] for _, position in order),
            tuple(tracks),
            tuple(sorted(arrows)),
        )
