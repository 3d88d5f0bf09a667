"""How long data are kept: what authors type, and the words for it.

An author writes one of::

    P90D                              a period (ISO 8601)
    P90D after account deletion       a period that begins with an event
    until 2027-12-31                  the end, as a date
    until account deletion            the end, as an event
    session
    not stored
    indefinite

and anything else is prose. The key words are taken in capital or small letters, durations as ISO 8601 has
them: in capitals.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sphinxext_privacy.dates.parse import parse_date
from sphinxext_privacy.messages import N_
from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.words.dates import date_words
from sphinxext_privacy.words.lists import join_words
from sphinxext_privacy.words.locales import locale_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel import Locale

Kind = Literal['period', 'until-date', 'until-event', 'not-stored', 'indefinite', 'session', 'criteria']
Unit = Literal['year', 'month', 'week', 'day', 'hour', 'minute', 'second']

MESSAGES: Final = {
    'period-after': N_('{period} after {event}'),
    'until-date': N_('until {date}'),
    'until-event': N_('until {event}'),
    'not-stored': N_('not stored'),
    'indefinite': N_('indefinitely'),
    'session': N_('until the end of the session'),
}
"""Our words for whole retentions."""

_KEYWORDS: Final[dict[str, Kind]] = {
    'session': 'session',
    'not stored': 'not-stored',
    'indefinite': 'indefinite',
}

# Nine digits are more than any period needs, and less than what decimals of Python round.
_NUMBER: Final = '([0-9]{1,9}(?:[.,][0-9]{1,9})?)'
# ISO 8601 gives weeks alone; of the others each may be missing, but not all, and something follows "T".
_DURATION: Final = pattern(
    f'P(?=.)(?:{_NUMBER}W|(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}D)?'
    f'(?:T(?=.)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?)'
)
_UNITS: Final[tuple[Unit, ...]] = ('week', 'year', 'month', 'day', 'hour', 'minute', 'second')

# A first word that is meant as a duration whatever follows, right or wrong: "P90D", "p90d", "-P1D", "P1Y6M,".
_LIKE_DURATION: Final = pattern(r'(?i)[-+]?P[-+]?T?[-+]?\d[\d.,]*[YMWDHS][-+\d.,;:YMWDTHS]*')
# The same where nothing or "after" follows: "P90X", "PT", "90D". Else it is prose: "P2P messages", "3D
# scans"; and so is "24h after the visit", which readers understand.
_LIKE_DURATION_ALONE: Final = pattern(r'(?i:PT?|[-+]?P[-+T]?\d[-+\d.,:A-Z]*)|T?(?:\d[\d.,]*[YMWDHS])+')
_LIKE_DATE: Final = pattern(r'\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|\d{8}')


class Retention(NamedTuple):
    """How long something is kept, as an author stated it; what was not stated is empty.

    Reading :attr:`text` again gives an equal retention.
    """

    kind: Kind
    duration: str = ''
    """ISO 8601, as it was typed."""
    event: str = ''
    """Prose: what a period begins with, or what ends the storing."""
    date: str = ''
    """ISO 8601."""
    text: str = ''
    """The whole, as it was typed; in all kinds but ``criteria`` with single spaces."""


@lru_cache(maxsize=1024)
def parse_retention(text: str) -> Retention:
    """Read how long something is kept.

    :param text: what an author typed; the forms stand at the top of this module. ``90 days`` and all else
        that is not one of them is prose.
    :raises ValueError: if *text* is empty, or is plainly meant as a duration or a date and is none: ``P90X``,
        ``P``, ``p90d``, ``90D`` (but ``90d`` reads as prose), ``P90D or longer``, ``until 2027-13-45``,
        ``until 31.12.2027``; the message says what is right.
    """
    prose = text.strip()
    if not prose:
        raise ValueError('it is empty: write a duration such as P90D, or prose')
    text = ' '.join(prose.split())
    if kind := _KEYWORDS.get(text.lower()):
        return Retention(kind, text=text)
    first, _, rest = text.partition(' ')
    second, _, event = rest.partition(' ')
    if first.lower() == 'until':
        return _parse_until(rest, text)
    after = second.lower() == 'after'
    if _LIKE_DURATION.fullmatch(first) or ((not rest or after) and _LIKE_DURATION_ALONE.fullmatch(first)):
        parse_duration(first)
        if rest and not after:
            raise ValueError(f'{text!r} goes on behind the duration: write "{first} after" and an event, or prose')
        if after and not event:
            raise ValueError(f'{text!r} names no event: write it behind "after"')
        return Retention('period', duration=first, event=event, text=text)
    return Retention('criteria', text=prose)


def _parse_until(end: str, text: str) -> Retention:
    if not end:
        raise ValueError(f'{text!r} has no end: write a date such as 2027-12-31, or an event')
    if _LIKE_DATE.fullmatch(end):
        return Retention('until-date', date=parse_date(end).isoformat(), text=text)
    return Retention('until-event', event=end, text=text)


def parse_duration(iso: str) -> tuple[tuple[Unit, Decimal], ...]:
    """Read a duration of ISO 8601 in the form with designators.

    :param iso: such as ``P90D``, ``P1Y6M``, ``P2W``, ``PT12H``, ``P1DT12H`` or ``PT1.5H``.
    :return: the parts that are given, largest first.
    :raises ValueError: if *iso* has another form; the message says what is right.
    """
    match = _DURATION.fullmatch(iso)
    parts: list[tuple[Unit, Decimal]] = []
    if match is not None:
        for unit, number in zip(_UNITS, match.groups(), strict=True):
            if number is not None:
                parts.append((unit, Decimal(number.replace(',', '.'))))
    if not parts:
        raise ValueError(
            f'{iso!r} is not a duration of ISO 8601: write P90D for 90 days, P1Y6M for a year and 6 months, '
            'P2W for 2 weeks, PT12H for 12 hours'
        )
    if any(number.as_tuple().exponent for _, number in parts[:-1]):
        raise ValueError(f'{iso!r} is not a duration of ISO 8601: only its last number may have decimals')
    return tuple(parts)


_DAYS: Final[dict[Unit, Decimal]] = {
    'year': Decimal('365.25'),
    'month': Decimal('30.4375'),
    'week': Decimal(7),
    'day': Decimal(1),
    'hour': 1 / Decimal(24),
    'minute': 1 / Decimal(1440),
    'second': 1 / Decimal(86400),
}


def days_of(iso: str) -> Decimal:
    """Give the length of a duration of ISO 8601 in days, a year as 365.25 days.

    :raises ValueError: if *iso* is not a duration.
    """
    return sum((_DAYS[unit] * number for unit, number in parse_duration(iso)), Decimal(0))


def retention_order(text: str) -> str:
    """Give what retentions are sorted by: the shorter first, a year as 365.25 days; what is no length comes after.

    :param text: what an author typed; any text.
    :return: a text that sorts so among others of this function.
    """
    try:
        parsed = parse_retention(text)
    except ValueError:
        return f'3 {text}'
    if parsed.kind == 'not-stored':
        return '0'
    if parsed.kind == 'session':
        return '1'
    if parsed.kind == 'period':
        return f'2 {days_of(parsed.duration):025.9f} {parsed.event}'
    return f'4 {parsed.text}' if parsed.kind == 'indefinite' else f'3 {parsed.date or parsed.text}'


@lru_cache(maxsize=1024)
def duration_words(iso: str, language: str) -> str:
    """Give a duration in the words of a language: "90 days", "1 year and 6 months".

    Units and their plurals are CLDR's. The parts are joined as a list in prose, not in CLDR's style for
    measurements ("1 year, 6 months"), as they stand within a sentence.

    :param iso: a duration of ISO 8601.
    :param language: a language code of Sphinx.
    :raises ValueError: if *iso* is not a duration.
    """
    parts = parse_duration(iso)
    locale = locale_for(language)
    # "P0Y6M" is six months; "P0D" is zero days.
    shown = [part for part in parts if part[1]] or [parts[-1]]
    return join_words([_unit_words(number, unit, locale) for unit, number in shown], language)


def _unit_words(number: Decimal, unit: Unit, locale: Locale) -> str:
    # As an integer where it is one: CLDR counts "1.0" as a plural.
    value = int(number) if number == number.to_integral_value() else number.normalize()
    plural = locale.plural_form(value)
    # Not ``babel.units.format_unit``: to 2.18 it does not know that CLDR leaves out a long form that is the
    # same as the short one, and prints "3 duration-month": https://github.com/python-babel/babel/issues/1217.
    # There is no public way to the patterns.
    # Babel's numbers take longer to load than all words that are shown without them.
    from babel.numbers import format_decimal

    lengths = locale._data['unit_patterns'][f'duration-{unit}']
    forms = [lengths.get(length, {}).get(form) for length in ('long', 'short') for form in (plural, 'other')]
    text: str = next(filter(None, forms))
    return text.replace('{0}', format_decimal(value, locale=locale, decimal_quantization=False))


def retention_words(
    retention: Retention, language: str, translate: Callable[[str], str], *, date_format: str = ''
) -> str:
    """Give a retention in the words of a language: "90 days after account deletion".

    The author's own words, the event and the criteria, are taken as they are; where they have a translation,
    give a retention with the translated ones (:func:`dataclasses.replace`).

    :param retention: what was read.
    :param language: a language code of Sphinx.
    :param translate: gives one of :data:`MESSAGES` in the language, with the same placeholders.
    :param date_format: the format of dates, as for :func:`~sphinxext_privacy.words.dates.date_words`.
    """
    match retention.kind:
        case 'criteria':
            return retention.text
        case 'period':
            period = duration_words(retention.duration, language)
            if not retention.event:
                return period
            return str(translate(MESSAGES['period-after'])).format(period=period, event=retention.event)
        case 'until-date':
            date = date_words(parse_date(retention.date), format=date_format, language=language)
            return str(translate(MESSAGES['until-date'])).format(date=date)
        case 'until-event':
            return str(translate(MESSAGES['until-event'])).format(event=retention.event)
        case kind:
            return str(translate(MESSAGES[kind]))
