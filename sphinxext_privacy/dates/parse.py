"""Dates as authors type them."""

from __future__ import annotations

import datetime
from typing import Final

from sphinxext_privacy.patterns import pattern

# ``date.fromisoformat`` also takes 20260210 and 2026-W07-2, and "\d" the digits of every script.
_DATE: Final = pattern('([0-9]{4})-([0-9]{2})-([0-9]{2})')


def parse_date(text: str) -> datetime.date:
    """Read a calendar date of ISO 8601 in its extended form.

    :param text: the date as typed, such as ``2026-02-10``; space around it is ignored.
    :raises ValueError: if *text* has another form, or names a day that no calendar has;
        the message says what is right.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'{text!r} is not a date: write year-month-day in digits, such as 2026-02-10')
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError as error:
        raise ValueError(f'{text!r} is not a date: {error}') from None


def is_date(text: str) -> bool:
    """Tell whether *text* is a date that :func:`parse_date` reads."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
