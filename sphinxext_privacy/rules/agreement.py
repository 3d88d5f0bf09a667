"""Whether two values of one field, written by different people in different projects, say different things.

Where a program cannot tell, they do not: prose may be that of another language.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final
from unicodedata import normalize
from urllib.parse import urlsplit, urlunsplit

from sphinxext_privacy.model.values import LISTS, Contact, Link, is_address
from sphinxext_privacy.words.periods import parse_duration, parse_retention
from sphinxext_privacy.words.unmarked import unmarked

if TYPE_CHECKING:
    from collections.abc import Hashable

    from sphinxext_privacy.model.fields import Field, FieldType
    from sphinxext_privacy.model.values import Value

_PARTS: Final[dict[str, FieldType]] = {'country': 'countries', 'email': 'email', 'phone': 'phone', 'website': 'url'}
"""How the parts of a contact are read; the others are words."""

_UNITS: Final = {
    'year': ('months', 12),
    'month': ('months', 1),
    'week': ('seconds', 7 * 86400),
    'day': ('seconds', 86400),
    'hour': ('seconds', 3600),
    'minute': ('seconds', 60),
    'second': ('seconds', 1),
}


def disagree(item: Field, one: Value, other: Value) -> bool:
    """Tell whether two values of the field *item* contradict each other, however they are spelled."""
    if isinstance(one, Contact) and isinstance(other, Contact):
        return any(
            _differ(_PARTS.get(name, 'text'), getattr(one, name), getattr(other, name)) for name in Contact._fields
        )
    return _differ(item.type, one, other)


def _differ(kind: FieldType, one: Value, other: Value) -> bool:
    found = _comparable(kind, one), _comparable(kind, other)
    return None not in found and found[0] != found[1]


def _comparable(kind: FieldType, value: Value) -> Hashable | None:
    """Give what is equal for two values that say the same; ``None`` for what cannot be compared."""
    if isinstance(value, Link):
        return _comparable('url', value.url)
    if isinstance(value, tuple):
        return frozenset(_word(kind, text) for text in value)
    if not isinstance(value, str):
        return value
    if kind == 'url':
        # A document of this project is a page somewhere, nobody here knows at which address.
        return _address(value) if is_address(value) else None
    if kind == 'retention':
        return _retention(value)
    if kind in LISTS:
        return frozenset({_word(kind, value)}) if value else None
    return _word(kind, value) or None


def _word(kind: FieldType, text: str) -> str:
    match kind:
        case 'countries':
            return 'GB' if text == 'UK' else text
        case 'id' | 'ids':
            # ``notice/id`` names the same entry.
            return text.rpartition('/')[2]
        case 'email' | 'texts':
            return text.casefold()
        case 'phone':
            return ''.join(letter for letter in text if letter.isdigit() or letter == '+')
        case _:
            return normalize('NFC', ' '.join(unmarked(text).split()))


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme.lower() == 'mailto':
        return url.casefold()
    return urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), path=parts.path or '/'))


def _retention(text: str) -> Hashable | None:
    try:
        parsed = parse_retention(text)
    except ValueError:
        return None
    if parsed.kind in {'criteria', 'until-event'}:
        return None
    lengths = {'months': Decimal(), 'seconds': Decimal()}
    for unit, number in parse_duration(parsed.duration) if parsed.duration else ():
        name, length = _UNITS[unit]
        lengths[name] += number * length
    return parsed.kind, parsed.date, *lengths.values()
