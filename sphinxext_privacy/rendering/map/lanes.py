"""Which lane each track takes: as few crossings as possible, and tracks that are far apart share one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART: Final = 10.0
"""Tracks nearer to each other than this do not share a lane."""


class Run(NamedTuple):
    """What a track needs of its lane."""

    start: float
    """Height at which it comes in."""
    ends: tuple[float, ...]
    """Heights at which it goes off."""
    start_side: int
    """Where it comes from: -1 from the left, 1 from the right."""
    end_side: int
    """Where it goes to."""

    @property
    def top(self) -> float:
        """Give the upper end of the lane."""
        return min(self.start, *self.ends)

    @property
    def bottom(self) -> float:
        """Give the lower end of the lane."""
        return max(self.start, *self.ends)


def pitch_of(lanes: int, few: int, wide: float, tight: float) -> float:
    """Give how far apart *lanes* run side by side: *wide*, or where they are more than *few*, as near as *tight*."""
    return wide if lanes <= few else max(tight, wide * few / lanes)


def lanes_for(runs: Sequence[Run]) -> list[int]:
    """Give the number of a lane, from 0 at the left, for each of *runs*."""
    order = _arranged(runs)
    lanes = [0] * len(runs)
    for position, number in enumerate(order):
        near = [lanes[other] for other in order[:position] if _meet(runs[number], runs[other])]
        lanes[number] = max(near, default=-1) + 1
    return lanes


def _meet(first: Run, second: Run) -> bool:
    return first.top < second.bottom + _APART and second.top < first.bottom + _APART


def _arranged(runs: Sequence[Run]) -> list[int]:
    """Order *runs* from the left: each is moved to where it crosses fewest, until none can be moved."""
    before = [[_crossings(first, second) for second in runs] for first in runs]
    order = list(range(len(runs)))
    improved = True
    while improved:
        improved = False
        for number in range(len(runs)):
            here = order.index(number)
            rest = [other for other in order if other != number]
            costs = [
                sum(before[other][number] for other in rest[:place])
                + sum(before[number][other] for other in rest[place:])
                for place in range(len(order))
            ]
            best = min(range(len(costs)), key=lambda place: (costs[place], abs(place - here)))
            if costs[best] < costs[here]:
                order = [*rest[:best], number, *rest[best:]]
                improved = True
    return order


def _crossings(left: Run, right: Run) -> int:
    """Count the crossings of two tracks if one has a lane to the left of the other."""
    count = 0
    for run, other, side in ((left, right, 1), (right, left, -1)):
        if run.start_side == side:
            count += other.top <= run.start <= other.bottom
        if run.end_side == side:
            # Where both go to the same box, one joins the other.
            count += sum(other.top <= end <= other.bottom for end in run.ends if end not in other.ends)
    return count
