"""A drawing before it is SVG or LaTeX: boxes, headings, lines and arrows. 16 units make an em of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sphinxext_privacy.rendering.map.metrics import is_rtl
from sphinxext_privacy.rendering.map.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SIZE: Final = 14.0
"""Size of letters."""
LINE: Final = 18.0
"""From one line of a label to the next."""
PADDING: Final = 8.0
"""Between a box and its words."""
ARROW: Final = 7.0
"""Length of the head of an arrow."""
_ASCENT: Final = 0.35
"""How far below the middle of a line its letters stand, in em."""
RADIUS: Final = 6.0
"""Of curves, where there is room."""
_HAIR: Final = 0.5
"""What is nearer than this is at the same place."""


class Words(NamedTuple):
    """One label or heading."""

    x: float
    """Left end of the column that it stands in."""
    width: float
    """Width of that column."""
    baselines: tuple[float, ...]
    lines: tuple[str, ...]
    rtl: bool
    """Whether it runs from the right: lines then start there."""
    bold: bool

    @property
    def start(self) -> float:
        """Give where lines start."""
        return self.x + self.width if self.rtl else self.x


class Box(NamedTuple):
    """One node."""

    x: float
    y: float
    width: float
    height: float
    words: Words
    layer: int
    node: int


class Stroke(NamedTuple):
    """A straight line, or a curve that is drawn towards *control*."""

    start: tuple[float, float]
    end: tuple[float, float]
    control: tuple[float, float] | None = None


class Track(NamedTuple):
    """The way of all links of one node through the space beside the boxes: out, along a lane, and off to each target.

    It branches like a railway: who follows it in its direction sees where it leads, and two that cross do not touch.
    """

    start: tuple[float, float]
    """Where it leaves its box."""
    lane: float
    """Where it runs up and down."""
    ends: tuple[tuple[float, float], ...]
    """Where it arrives."""
    radius: float
    """Of its curves."""


class Arrow(NamedTuple):
    """The head of an arrow; it points to the right or to the left."""

    x: float
    y: float
    towards: Literal[1, -1]


class Drawing(NamedTuple):
    """A whole picture; the origin is at the top left."""

    width: float
    height: float
    headings: tuple[Words, ...]
    """One for each layer."""
    boxes: tuple[Box, ...]
    """Layer by layer, in reading order."""
    tracks: tuple[Track, ...]
    arrows: tuple[Arrow, ...]

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """Give all lines of the tracks."""
        return _merged(stroke for track in self.tracks for stroke in strokes_of(track))


def words_in(text: str, x: float, y: float, width: float, *, bold: bool = False) -> Words:
    """Place *text* in a column of *width*, with *y* at the top."""
    lines = wrap(text, width / SIZE, bold=bold)
    baselines = tuple(y + LINE * (number + 0.5) + SIZE * _ASCENT for number in range(len(lines)))
    return Words(x, width, baselines, lines, is_rtl(text), bold)


def box_height(text: str, width: float) -> float:
    """Give the height of a box of *width* around a label."""
    return LINE * len(wrap(text, (width - 2 * PADDING) / SIZE)) + 2 * PADDING - 2


def box_around(text: str, x: float, y: float, width: float, layer: int, node: int) -> Box:
    """Make the box of a node, with its top left corner at *x* and *y*."""
    words = words_in(text, x + PADDING, y + PADDING - 1, width - 2 * PADDING)
    return Box(x, y, width, box_height(text, width), words, layer, node)


def strokes_of(track: Track) -> list[Stroke]:
    """Draw *track*."""
    (x, y), lane = track.start, track.lane
    found: list[Stroke] = []
    tops = [end for end in track.ends if end[1] < y - _HAIR]
    bottoms = [end for end in track.ends if end[1] > y + _HAIR]
    if len(tops) + len(bottoms) < len(track.ends):
        found.append(Stroke((x, y), (lane, y)))
    for ends, sign in ((tops, -1.0), (bottoms, 1.0)):
        if not ends:
            continue
        turn = min(track.radius, min(abs(end[1] - y) for end in ends) / 2, abs(lane - x))
        out = lane - turn if x < lane else lane + turn
        found.append(Stroke((x, y), (out, y)))
        found.append(Stroke((out, y), (lane, y + sign * turn), (lane, y)))
        furthest = max(abs(end[1] - y) for end in ends)
        found.append(Stroke((lane, y + sign * turn), (lane, y + sign * (furthest - turn))))
    for end_x, end_y in sorted(track.ends):
        side = 1.0 if end_x > lane else -1.0
        inner = end_x - side * ARROW / 2
        distance = abs(end_y - y)
        if distance <= _HAIR:
            found.append(Stroke((lane, end_y), (inner, end_y)))
            continue
        sign = 1.0 if end_y > y else -1.0
        turn = min(track.radius, distance / 2, abs(lane - x))
        found.append(Stroke((lane, end_y - sign * turn), (lane + side * turn, end_y), (lane, end_y)))
        found.append(Stroke((lane + side * turn, end_y), (inner, end_y)))
    return found


def _merged(strokes: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Leave out what is drawn already: straight lines that lie on others become one."""
    curves: list[Stroke] = []
    level: dict[tuple[str, float], list[tuple[float, float]]] = {}
    for stroke in strokes:
        (x, y), (end_x, end_y) = stroke.start, stroke.end
        if stroke.control is not None:
            curves.append(stroke)
        elif y == end_y:
            level.setdefault(('y', y), []).append((min(x, end_x), max(x, end_x)))
        else:
            level.setdefault(('x', x), []).append((min(y, end_y), max(y, end_y)))
    found: list[Stroke] = []
    for (axis, at), spans in sorted(level.items()):
        for first, last in _united(spans):
            if last - first > 0:
                points = ((first, at), (last, at)) if axis == 'y' else ((at, first), (at, last))
                found.append(Stroke(*points))
    return (*found, *dict.fromkeys(curves))


def _united(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join spans that overlap or touch."""
    found: list[tuple[float, float]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def mirrored(drawing: Drawing) -> Drawing:
    """Give the same drawing for pages that are read from the right."""

    def point(at: tuple[float, float]) -> tuple[float, float]:
        return drawing.width - at[0], at[1]

    def turned(words: Words) -> Words:
        return words._replace(x=drawing.width - words.x - words.width)

    return drawing._replace(
        headings=tuple(map(turned, drawing.headings)),
        boxes=tuple(
            box._replace(x=drawing.width - box.x - box.width, words=turned(box.words)) for box in drawing.boxes
        ),
        tracks=tuple(
            Track(point(track.start), drawing.width - track.lane, tuple(map(point, track.ends)), track.radius)
            for track in drawing.tracks
        ),
        arrows=tuple(
            Arrow(drawing.width - arrow.x, arrow.y, -1 if arrow.towards == 1 else 1) for arrow in drawing.arrows
        ),
    )
