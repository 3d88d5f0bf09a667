"""Values as linked data has them: addresses, dates, durations."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.words.periods import parse_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_privacy.words.periods import Unit

Node = dict[str, Any]

# What an IRI cannot hold (RFC 3987): such an address would be dropped with all that it says.
_NOT_IN_IRIS: Final = pattern(
    r'%(?![0-9A-Fa-f]{2})|[\x00-\x20<>"{}|\\^`\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
)

_LETTERS: Final[Mapping[Unit, str]] = {'year': 'Y', 'month': 'M', 'day': 'D', 'hour': 'H', 'minute': 'M', 'second': 'S'}
_SECONDS: Final[Mapping[Unit, int]] = {'week': 604_800, 'day': 86_400, 'hour': 3_600, 'minute': 60, 'second': 1}


def iri(address: str) -> str:
    """Give an address as an IRI; what one cannot hold is escaped."""
    place, sharp, fragment = _NOT_IN_IRIS.sub(lambda found: quote(found[0], safe=''), address).partition('#')
    return f'{place}{sharp}{fragment.replace("#", "%23")}'


def tidied(node: Node) -> Node:
    """Give a node without what is empty, at any depth; a list of one is what it lists."""
    found = {key: _tidied(value) for key, value in node.items()}
    return {key: value for key, value in found.items() if value}


def _tidied(value: Any) -> Any:
    if isinstance(value, dict):
        return tidied(value)
    if isinstance(value, list):
        listed = [found for found in map(_tidied, value) if found]
        return listed[0] if len(listed) == 1 else listed
    return value


def typed(value: str, datatype: str) -> Node | None:
    """Give a literal with a type; ``None`` where there is no value."""
    return {'@value': value, '@type': datatype} if value else None


def date(value: str) -> Node | None:
    """Give a date (ISO 8601)."""
    return typed(value, 'xsd:date')


def valid(start: str, end: str = '') -> Node | None:
    """Give the time in which something holds, from one date to another; each may be empty."""
    parts = [f'{name}={value}' for name, value in (('start', start), ('end', end)) if value]
    # The way in which DCMI writes a period: dct:valid with a date alone could be taken for its end.
    return typed('; '.join(parts), 'dct:Period')


def xsd_duration(iso: str) -> str:
    """Give a duration of ISO 8601 as XML Schema has it: no weeks, and decimals for seconds only.

    :return: the same length of time; empty where XML Schema cannot say it exactly (a third of a month).
    :raises ValueError: if *iso* is not a duration.
    """
    parts = dict(parse_duration(iso))
    whole = all(number.as_tuple().exponent == 0 for unit, number in parts.items() if unit != 'second')
    if whole and 'week' not in parts:
        return iso.replace(',', '.')
    # Only the last part has decimals. Years are made of months, and all below months of seconds.
    months = parts.get('year', Decimal(0)) * 12 + parts.get('month', Decimal(0))
    if not _is_whole(months):
        return ''
    seconds = sum((number * _SECONDS[unit] for unit, number in parts.items() if unit in _SECONDS), Decimal(0))
    days, seconds = divmod(seconds, 86_400)
    hours, seconds = divmod(seconds, 3_600)
    minutes, seconds = divmod(seconds, 60)
    dates = _parts((('year', months // 12), ('month', months % 12), ('day', days)))
    times = _parts((('hour', hours), ('minute', minutes), ('second', seconds)))
    return f'P{dates}{"T" if times else ""}{times}' if dates or times else 'PT0S'


def _parts(parts: tuple[tuple[Unit, Decimal], ...]) -> str:
    return ''.join(f'{_number(number)}{_LETTERS[unit]}' for unit, number in parts if number)


def _number(number: Decimal) -> str:
    # Without an exponent, which XML Schema does not know, and without zeros at the end.
    return str(int(number)) if _is_whole(number) else f'{number:f}'.rstrip('0')


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
