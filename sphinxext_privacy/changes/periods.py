"""Whether something is kept longer than before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.changes.wording import small_edit
from sphinxext_privacy.words.periods import days_of, parse_retention

if TYPE_CHECKING:
    from sphinxext_privacy.words.periods import Retention

_ROUNDING: Final = Decimal('1.02')
"""P90D and P3M, P365D and P1Y are one and the same to people; months and years have no fixed number of days."""

_ORDER: Final = {'not-stored': 0, 'session': 1, 'period': 2, 'until-date': 2, 'until-event': 2, 'criteria': 2}


def is_longer(before: str, after: str) -> bool:
    """Tell whether *after* is a longer time than *before*, or may be one: words cannot be measured.

    Both are as authors type them; empty where nothing is stated.
    """
    if small_edit(before, after):
        return False
    first, second = _parsed(before), _parsed(after)
    if first is None or second is None:
        return True
    # What ends with the session or is not stored at all is shorter than all else; nothing is longer than for ever.
    if first.kind == 'indefinite' or second.kind == 'indefinite':
        return first.kind != 'indefinite'
    ranks = _ORDER[first.kind], _ORDER[second.kind]
    if min(ranks) < 2:
        return ranks[1] > ranks[0]
    if first.kind != second.kind:
        return True
    if first.kind == 'until-date':
        return second.date > first.date
    if first.kind == 'period' and small_edit(first.event, second.event):
        return days_of(second.duration) > days_of(first.duration) * _allowance(first, second)
    return not (first.kind == 'until-event' and small_edit(first.event, second.event))


def _parsed(text: str) -> Retention | None:
    try:
        return parse_retention(text)
    except ValueError:
        return None


def _allowance(first: Retention, second: Retention) -> Decimal:
    """Give how much longer the second may be: something only where one counts days and the other months or years."""
    calendar = [any(unit in retention.duration.partition('T')[0] for unit in 'YM') for retention in (first, second)]
    return _ROUNDING if calendar[0] != calendar[1] else Decimal(1)
