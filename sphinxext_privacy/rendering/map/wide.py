"""The drawing for wide pages and for print: a column for each layer, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rendering.map.drawing import (
    ARROW,
    LINE,
    PADDING,
    RADIUS,
    SIZE,
    Arrow,
    Drawing,
    Track,
    box_around,
    box_height,
    words_in,
)
from sphinxext_privacy.rendering.map.lanes import Run, lanes_for, pitch_of
from sphinxext_privacy.rendering.map.levels import levelled
from sphinxext_privacy.rendering.map.metrics import clean, width_of
from sphinxext_privacy.rendering.map.wrap import wrap

if TYPE_CHECKING:
    from sphinxext_privacy.rendering.map.drawing import Box, Words
    from sphinxext_privacy.rendering.map.plan import Plan

WIDTH: Final = 690.0
"""The most that the drawing is wide."""
_NARROWEST: Final = 86.0
_WIDEST: Final = 220.0
"""Of columns."""
_WORD: Final = 124.0
"""How wide a column gets for the sake of one long word."""
_GAP: Final = 12.0
"""Between boxes of a column."""
_PASSING: Final = 12.0
"""Room for a line that passes a column by."""
_PITCH: Final = 9.0
_TIGHT: Final = 6.0
"""From one lane to the next, where there are few or many."""
_FEW: Final = 5
_BEFORE: Final = 11.0
_AFTER: Final = 11.0 + ARROW
"""Between the boxes and the first lane, and between the last one and the boxes."""
_SWEEPS: Final = 4
_PORTS: Final = (0.0, 4.0, -4.0, 8.0, -8.0, 12.0, -12.0, 16.0, -16.0)
"""Where lines arrive at a box, from its middle, in the order of what is nicest."""
_CLEAR: Final = 7.0
"""How far lines that arrive stay from those that leave, in the same space between columns."""
_CORNER: Final = 6.0
_EDGE: Final = 1.0
"""Around the drawing, for the outer half of lines."""


def wide(plan: Plan) -> Drawing:
    """Draw *plan*."""
    if not plan.columns:
        return Drawing(2 * _EDGE, 2 * _EDGE, (), (), (), ())
    # The first time, each track gets a lane of its own; then it is known how many lanes there are.
    lanes = [max(len({start for start, _ in pairs}), 1) for pairs in plan.links]
    first = _Layout(plan, lanes)
    return _Layout(plan, [max(space, default=0) + 1 for space in first.lanes]).drawing()


class _Layout:
    """One attempt, with room for a number of lanes between the columns."""

    def __init__(self, plan: Plan, room: list[int]) -> None:
        self.plan = plan
        self.pitches = [pitch_of(count, _FEW, _PITCH, _TIGHT) for count in room]
        spaces = [_BEFORE + pitch * (count - 1) + _AFTER for pitch, count in zip(self.pitches, room, strict=True)]
        self.widths = self._column_widths(WIDTH - sum(spaces) - 2 * _EDGE)
        self.lefts = [_EDGE]
        for width, space in zip(self.widths, spaces, strict=False):
            self.lefts.append(self.lefts[-1] + width + space)
        self.headings = self._headings()
        top = max((LINE * len(words.lines) for words in self.headings), default=0.0) + 8
        self.heights = [
            [
                box_height(plan.graph.layers[number].nodes[item.node].label, self.widths[number])
                if item.layer == number
                else _PASSING
                for item in column
            ]
            for number, column in enumerate(plan.columns)
        ]
        self.room = max((sum(heights) + _GAP * (len(heights) - 1) for heights in self.heights), default=0.0)
        self.tops = [[top + y for y in column] for column in self._levels()]
        self.bottom = top + self.room + _EDGE
        self.arrivals: list[dict[int, float]] = []
        for number in range(len(plan.links)):
            self.arrivals.append(self._arrive(number))
        self.lanes = self._lanes()

    def _column_widths(self, available: float) -> list[float]:
        """Share the width out: columns with longer labels get more of it."""
        least, most = [], []
        for layer in self.plan.graph.layers:
            labels = [clean(node.label) for node in layer.nodes]
            title = clean(layer.title)
            words = max(width_of(word) for label in labels for word in label.split(' '))
            word = max(words + 2 * PADDING / SIZE, *(width_of(part, bold=True) for part in title.split(' '))) * SIZE
            line = max(*(width_of(label) for label in labels), 0.0) * SIZE + 2 * PADDING
            least.append(min(max(word + 1, _NARROWEST), _WORD))
            most.append(min(max(line + 1, width_of(title, bold=True) * SIZE + 1, least[-1]), _WIDEST))
        spare = available - sum(least)
        extra = sum(most) - sum(least)
        # All at their least may be too much already.
        share = min(spare / extra, 1.0) if spare > 0 and extra else 0.0
        shrunk = min(available / sum(least), 1.0)
        return [
            float(int((narrow + (broad - narrow) * share) * shrunk)) for narrow, broad in zip(least, most, strict=True)
        ]

    def _headings(self) -> tuple[Words, ...]:
        layers = self.plan.graph.layers
        lines = [
            len(wrap(layer.title, width / SIZE, bold=True)) for layer, width in zip(layers, self.widths, strict=True)
        ]
        most = max(lines, default=0)
        return tuple(
            words_in(layer.title, left, LINE * (most - count), width, bold=True)
            for layer, left, width, count in zip(layers, self.lefts, self.widths, lines, strict=True)
        )

    # -- from above to below ------------------------------------------------------------------------------------

    def _levels(self) -> list[list[float]]:
        """Give the tops of all items."""
        tops = []
        for heights in self.heights:
            # Spread over the whole height, at first.
            free = self.room - sum(heights)
            gap = free / (len(heights) + 1) if sum(heights) + _GAP * (len(heights) - 1) < self.room else _GAP
            wanted = [gap * (position + 1) + sum(heights[:position]) for position in range(len(heights))]
            tops.append(levelled(heights, _GAP, wanted, self.room))
        for sweep in range(_SWEEPS):
            down = sweep % 2 == 0
            numbers = range(1, len(tops)) if down else range(len(tops) - 2, -1, -1)
            for number in numbers:
                tops[number] = self._by_neighbours(tops, number, down=down)
        return tops

    def _by_neighbours(self, tops: list[list[float]], number: int, *, down: bool) -> list[float]:
        """Put the items of a column beside those that they are linked with."""
        other = number - 1 if down else number + 1
        middles: dict[int, list[float]] = {}
        for start, end in self.plan.links[min(number, other)]:
            mine, theirs = (end, start) if down else (start, end)
            middles.setdefault(mine, []).append(tops[other][theirs] + self.heights[other][theirs] / 2)
        wanted = [
            sum(middles[position]) / len(middles[position]) - height / 2 if position in middles else top
            for position, (top, height) in enumerate(zip(tops[number], self.heights[number], strict=True))
        ]
        return levelled(self.heights[number], _GAP, wanted, self.room)

    # -- tracks -------------------------------------------------------------------------------------------------

    def _middle(self, number: int, position: int) -> float:
        return self.tops[number][position] + self.heights[number][position] / 2

    def _is_box(self, number: int, position: int) -> bool:
        """Tell a node from what passes by."""
        return self.plan.columns[number][position].layer == number

    def _departure(self, number: int, position: int) -> float:
        """Give the height at which lines leave an item: what passes by goes on at the height at which it came."""
        return self._middle(number, position) if self._is_box(number, position) else self.arrivals[number - 1][position]

    def _arrive(self, number: int) -> dict[int, float]:
        """Give the heights at which lines from a column arrive at the items of the next."""
        pairs = self.plan.links[number]
        starts = {start: self._departure(number, start) for start, _ in pairs}
        heights: dict[int, float] = {}
        for end in sorted({end for _, end in pairs}):
            middle = self._middle(number + 1, end)
            reach = self.heights[number + 1][end] / 2 - (_CORNER if self._is_box(number + 1, end) else 1.0)
            sources = [start for start, other in pairs if other == end]
            if len(sources) == 1 and abs(starts[sources[0]] - middle) <= reach:
                # A level line.
                heights[end] = starts[sources[0]]
                continue
            ports = [middle + shift for shift in _PORTS if abs(shift) <= reach]
            free = {port: min(abs(port - height) for height in starts.values()) for port in ports}
            best = max(ports, key=lambda port: free[port])
            heights[end] = next((port for port in ports if free[port] >= _CLEAR), best)
        return heights

    def _starts(self, number: int) -> list[int]:
        return sorted({start for start, _ in self.plan.links[number]})

    def _lanes(self) -> list[list[int]]:
        """Give the lane of each track, space by space."""
        return [
            lanes_for(
                [
                    Run(
                        self._departure(number, start),
                        tuple(self.arrivals[number][end] for other, end in pairs if other == start),
                        -1,
                        1,
                    )
                    for start in self._starts(number)
                ]
            )
            for number, pairs in enumerate(self.plan.links)
        ]

    def drawing(self) -> Drawing:
        """Make the drawing."""
        boxes: list[Box] = []
        for number, column in enumerate(self.plan.columns):
            nodes = self.plan.graph.layers[number].nodes
            boxes += [
                box_around(nodes[item.node].label, self.lefts[number], top, self.widths[number], number, item.node)
                for item, top in zip(column, self.tops[number], strict=True)
                if item.layer == number
            ]
        tracks: list[Track] = []
        arrows: list[Arrow] = []
        for number in range(len(self.plan.links)):
            tracks += self._tracks(number)
            for end, height in self.arrivals[number].items():
                if self._is_box(number + 1, end):
                    arrows.append(Arrow(self.lefts[number + 1], height, 1))
        width = self.lefts[-1] + self.widths[-1] + _EDGE
        return Drawing(width, self.bottom, self.headings, tuple(boxes), tuple(tracks), tuple(arrows))

    def _tracks(self, number: int) -> list[Track]:
        """Give the tracks between a column and the next, and past the next."""
        tracks: list[Track] = []
        right, left = self.lefts[number] + self.widths[number], self.lefts[number + 1]
        for start, lane in zip(self._starts(number), self.lanes[number], strict=True):
            ends = []
            for other, end in self.plan.links[number]:
                if other == start:
                    # What passes by has no arrow, and goes on behind the column.
                    past = 0.0 if self._is_box(number + 1, end) else self.widths[number + 1] + ARROW / 2
                    ends.append((left + past, self.arrivals[number][end]))
            x = right + _BEFORE + self.pitches[number] * lane
            tracks.append(Track((right, self._departure(number, start)), x, tuple(ends), RADIUS))
        return tracks
