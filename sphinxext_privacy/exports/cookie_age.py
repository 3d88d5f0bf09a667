"""How long a cookie may stay on the device, in seconds: what forms for machines hold of its duration."""

from __future__ import annotations

from decimal import ROUND_CEILING
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.words.periods import parse_duration, parse_retention

if TYPE_CHECKING:
    from sphinxext_privacy.words.periods import Unit

_SECONDS: Final[dict[Unit, int]] = {
    'year': 31557600,
    'month': 2629800,
    'week': 604800,
    'day': 86400,
    'hour': 3600,
    'minute': 60,
    'second': 1,
}
CONVENTION: Final = 'a year is taken as 365.25 days, and a month as a twelfth of that'
"""That of the whole project. Browsers are given seconds, and neither a year nor a month has a fixed number of them."""


class Age(NamedTuple):
    """The most seconds that a cookie stays."""

    seconds: int | None
    """0 where it stays until the end of the session; ``None`` where nothing says a number of seconds."""
    note: str = ''
    """Why there is no number, or what it does not say: in words, empty where there is nothing to add."""


def cookie_age(duration: str) -> Age:
    """Give the age that *duration*, the field of a cookie, states.

    A period that begins with an event is none: how long after it was set a cookie goes depends on the event.
    """
    if not duration:
        return Age(None, 'no duration is stated')
    try:
        stated = parse_retention(duration)
    except ValueError:
        return Age(None, 'the duration is no period')
    if stated.kind == 'session':
        return Age(0)
    if stated.kind != 'period':
        return Age(None, 'the duration is no period')
    if stated.event:
        return Age(None, 'the duration begins with an event, and not when the cookie is set')
    parts = parse_duration(stated.duration)
    exact = sum(number * _SECONDS[unit] for unit, number in parts)
    # Up, so that no part of a second becomes the 0 that means a session.
    seconds = int(exact.to_integral_value(ROUND_CEILING)) if exact else 0
    if not seconds:
        return Age(None, 'a duration of nothing would read as a session')
    varying = any(number for unit, number in parts if unit in {'year', 'month'})
    return Age(seconds, CONVENTION if varying else '')
