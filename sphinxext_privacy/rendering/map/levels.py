"""Heights of the boxes of a column, so that lines are as level as the order and the boxes allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def levelled(heights: Sequence[float], gap: float, wanted: Sequence[float], room: float) -> list[float]:
    """Give the tops of boxes that stand below each other in *room*.

    As near to the *wanted* tops as can be, by the sum of squares: what overlaps is pooled, and each pool has the mean
    of what its members want (isotonic regression by the pool adjacent violators algorithm).

    :param heights: of the boxes, from above.
    :param gap: the least space between two of them.
    """
    offsets = [0.0]
    for height in heights[:-1]:
        offsets.append(offsets[-1] + height + gap)
    slack = max(room - offsets[-1] - heights[-1], 0.0)
    pools: list[tuple[float, int]] = []
    for top, offset in zip(wanted, offsets, strict=True):
        pools.append((top - offset, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (mean, count), (other, more) = pools[-2:]
            pools[-2:] = [((mean * count + other * more) / (count + more), count + more)]
    shifts = [min(max(mean, 0.0), slack) for mean, count in pools for _ in range(count)]
    return [float(int(shift)) + offset for shift, offset in zip(shifts, offsets, strict=True)]
