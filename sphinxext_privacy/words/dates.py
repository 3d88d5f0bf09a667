"""Dates in words."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final, cast

import babel.dates

from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.words.locales import locale_for

if TYPE_CHECKING:
    from collections.abc import Callable

# Those of Sphinx's formats that say something about a day. Of the rest, %H, %I, %M, %S, %p, %X, %Z and %z
# need a time of day; %U and %W fail in Sphinx, and %-W is given as the week of the month.
_DAY_FORMATS: Final = frozenset(
    ('%a', '%A', '%b', '%B', '%c', '%-d', '%d', '%-j', '%j', '%-m', '%m', '%w', '%x', '%y', '%Y', '%%')
)
_FORMAT: Final = pattern('%(?:-?.)?', re.DOTALL)


def date_format_problem(format: str) -> str:  # noqa: A002 - the word that Sphinx and Babel use
    """Say what is wrong with the format of a date, or give an empty string.

    :param format: a format as for Sphinx's ``today_fmt``.
    """
    wrong = sorted({found for found in _FORMAT.findall(format) if found not in _DAY_FORMATS})
    if not wrong:
        return ''
    right = ' '.join(sorted(_DAY_FORMATS))
    return f'{" ".join(wrong)} cannot stand in the format of a date; these can: {right}'


def date_words(date: datetime.date, *, format: str, language: str) -> str:  # noqa: A002
    """Give a date in the words of a language.

    :param date: the date.
    :param format: empty for the long form that CLDR has for the language ("February 10, 2026"), or a format
        as for Sphinx's ``today_fmt``. One with a problem (:func:`date_format_problem`) counts as empty.
    :param language: a language code of Sphinx.
    """
    # A datetime is a date too, but would be printed in another time zone than its own.
    day = datetime.date(date.year, date.month, date.day)
    locale = locale_for(language)
    if not format or date_format_problem(format):
        return babel.dates.format_date(day, 'long', locale=locale)
    # Here, as the rest of this module does without Sphinx.
    from sphinx.util.i18n import format_date

    # Sphinx prints %y as the year of the ISO week: 25 for 2024-12-30.
    format = re.sub('%[%y]', lambda found: f'{day.year % 100:02}' if found[0] == '%y' else '%%', format)  # noqa: A001
    # Without a time of day there is no time zone to convert to; Sphinx allows for such dates in all versions,
    # but declares datetimes only.
    return cast('Callable[..., str]', format_date)(format, date=day, language=str(locale))
