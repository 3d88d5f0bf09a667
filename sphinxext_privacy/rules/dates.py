"""The dates of a notice: whether they are stated, and whether it was looked at lately.

Only what the notice states of itself counts: the date of a notice that it adds to is not its own, and what a build
makes up for readers where there is none is no decision of the author.
"""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

A_YEAR: Final = 12
"""The months after which CCPA wants a policy to be updated."""


@FAMILY.rule(
    'N-DATE',
    'gdpr-common',
    'GDPR 12(1); CCPA 1798.130(a)(5), 11 CCR 7011(e)(4)',
    'warning',
    text=N_('The notice states from when on it holds and when it was last changed.'),
    wrong=N_('It is not stated when it was last changed.'),
    remedy=N_('State `:effective:` and `:updated:`, and set `:updated:` anew with each material change.'),
)
def dated(notice: Notice) -> Iterator[Outcome]:
    """Ask for both dates, and that no entry of the history is later, but for mere corrections."""
    if _day(notice, 'effective'):
        yield met()
    else:
        yield wanting(None, N_('It is not stated from when on it holds.'))
    updated = _day(notice, 'updated')
    if not updated:
        yield wanting()
        return
    yield met()
    for change in notice.own('change'):
        date = str(change.facts.get('date', ''))
        if date > updated and change.facts.get('kind') != 'corrected':
            yield wanting(
                change, N_('It is later than the date on which the notice was last changed, {date}.'), date=updated
            )


@FAMILY.rule(
    'N-REVIEW',
    'changes',
    'Complianz docs-need-updating; CCPA 1798.130(a)(5)',
    'warning',
    text=N_('The notice was reviewed in the last months, as many as `privacy_review_months` says.'),
    wrong=N_('It is not stated when it was last reviewed.'),
    remedy=N_('Review it, and state `:reviewed:`, also where nothing had to be changed.'),
)
def reviewed(notice: Notice) -> Iterator[Outcome]:
    """Ask for a review that is not too long ago; a change is one. Drafts and what was superseded need none."""
    yield from _looked_at(notice, notice.project.review_months)


@FAMILY.rule(
    'CA-130-UPDATE',
    'ccpa',
    'CCPA 1798.130(a)(5)',
    'error',
    text=N_('The notice was updated or reviewed in the last 12 months.'),
    wrong=N_('It is not stated when it was last updated or reviewed.'),
    remedy=N_('Review it, and state `:updated:`, or `:reviewed:` where nothing had to be changed.'),
)
def updated_yearly(notice: Notice) -> Iterator[Outcome]:
    """Ask for an update or a review in the last 12 months, or in fewer where the project asks for these.

    The law does not wait longer where the project does.
    """
    yield from _looked_at(notice, min(notice.project.review_months, A_YEAR))


@FAMILY.rule(
    'CA-7011-4',
    'ccpa',
    '11 CCR 7011(e)(4)',
    'error',
    text=N_('The date on which the notice was last updated is stated.'),
    wrong=N_('The date on which it was last updated is not stated.'),
    remedy=N_('State `:updated:`.'),
)
def last_updated(notice: Notice) -> Iterator[Outcome]:
    """Ask for the date of the last change."""
    yield met() if _day(notice, 'updated') else wanting()


# -- what the rules ask --------------------------------------------------------------------------------------------


def months_before(day: dt.date, months: int) -> dt.date:
    """Give the same day *months* before *day*, or the last of its month where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return day.min
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(notice: Notice, name: str) -> str:
    value = notice.own_facts.get(name)
    return value if isinstance(value, str) else ''


def _looked_at(notice: Notice, months: int) -> Iterator[Outcome]:
    today = notice.project.today
    if today is None or not notice.is_active:
        return
    # Dates of ISO 8601 sort as text.
    last = max(_day(notice, 'updated'), _day(notice, 'reviewed'))
    if not last:
        yield wanting()
    elif last < months_before(today, months).isoformat():
        yield wanting(
            None, N_('It was last reviewed on {date}, more than {months} months ago.'), date=last, months=str(months)
        )
    else:
        yield met()
