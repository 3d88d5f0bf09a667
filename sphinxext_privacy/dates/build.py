"""The date of the build."""

from __future__ import annotations

import datetime
import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLE: Final = 'SOURCE_DATE_EPOCH'
_EPOCH: Final = datetime.date(1970, 1, 1)
_SECONDS_A_DAY: Final = 24 * 60 * 60


def source_date(environ: Mapping[str, str] = os.environ) -> datetime.date | None:
    """Give the date that the environment sets for the build, in UTC, or ``None`` where it sets none.

    See https://reproducible-builds.org/specs/source-date-epoch/.

    :param environ: the environment variables.
    :raises ValueError: if ``SOURCE_DATE_EPOCH`` is set and is not a number of seconds; the specification
        asks that a build does not go on as if it were not set.
    """
    text = environ.get(_VARIABLE)
    if text is None:
        return None
    # ``int`` would take "1_000", " 5 " and digits of other scripts as well.
    if re.fullmatch('-?[0-9]+', text) is None:
        raise ValueError(
            f'{_VARIABLE} is {text!r}: it must be a whole number of seconds since 1970-01-01 00:00 UTC, '
            'as "date +%s" prints'
        )
    try:
        # Not ``fromtimestamp``: its range differs from platform to platform.
        return _EPOCH + datetime.timedelta(days=int(text) // _SECONDS_A_DAY)
    except (OverflowError, ValueError):
        raise ValueError(f'{_VARIABLE} is {text!r}: the date lies outside the years 1 to 9999') from None


def build_date(environ: Mapping[str, str] = os.environ) -> datetime.date:
    """Give the date of the build: that of ``SOURCE_DATE_EPOCH``, or today.

    Both are in UTC, so that two machines that build at one moment show one date.

    :param environ: the environment variables.
    :raises ValueError: if ``SOURCE_DATE_EPOCH`` is set and is not a number of seconds.
    """
    given = source_date(environ)
    return datetime.datetime.now(tz=datetime.UTC).date() if given is None else given
