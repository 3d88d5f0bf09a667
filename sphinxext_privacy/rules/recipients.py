"""Who receives data (GDPR 13(1)(e))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.notice import lacking, options, stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


def recipients_of(notice: Notice) -> Iterator[NoticeEntry]:
    """Give the entries of those who receive personal data."""
    return (entry for entry in notice.of('processor') if entry.facts.get('no-personal-data') is not True)


@FAMILY.rule(
    'G13-1-E-RECIPIENTS',
    'gdpr-common',
    'GDPR 13(1)(e), 14(1)(e)',
    'error',
    text=N_('Recipients or categories of recipients are stated, or that there are none.'),
    wrong=N_('It is not stated who receives data, nor that nobody does.'),
    remedy=N_('Add a processor for each recipient, or state `:recipients: none` in the notice.'),
)
def recipients(notice: Notice) -> Iterator[Outcome]:
    """Ask for a recipient, a statement on them, or that there is none."""
    said = [*recipients_of(notice), *notice.statements('recipients')]
    yield from (met(entry) for entry in said)
    if notice.denies('recipients'):
        yield met()
    elif not said:
        yield wanting()


@FAMILY.rule(
    'G13-1-E-LINK',
    'gdpr-common',
    'GDPR 13(1)(e), 30(1)(d)',
    'warning',
    text=N_('Each recipient says which data it receives, and for what purpose.'),
    wrong=N_('It is not stated which data it receives, nor for what purpose.'),
    remedy=N_('Give its `:data:`, and its `:purposes:` or its `:purpose:`.'),
)
def link(notice: Notice) -> Iterator[Outcome]:
    """Ask each recipient for data and a purpose, stated on either side; a purpose in words counts."""
    for entry in recipients_of(notice):
        data = notice.related(entry, 'data') or notice.named(entry, 'data')
        purpose = stated(entry, 'purpose') or notice.related(entry, 'purpose') or notice.named(entry, 'purposes')
        if data and purpose:
            yield met(entry)
        elif data:
            yield wanting(entry, N_('It is not stated for what purpose it receives data.'))
        elif purpose:
            yield wanting(entry, N_('It is not stated which data it receives.'))
        else:
            yield wanting(entry)


@FAMILY.rule(
    'G13-1-E-NAMED',
    'gdpr-common',
    'GDPR 13(1)(e); WP260 annex',
    'warning',
    text=N_('A recipient that is given as a category only says so, and why it is not named.'),
    wrong=N_('It stands for recipients that are not named.'),
    remedy=N_('Name the recipients one by one, or give the `:category:` and the `:reason:`.'),
)
def named(notice: Notice) -> Iterator[Outcome]:
    """Ask recipients without a name of their own for what they do, and why they are not named."""
    for entry in recipients_of(notice):
        name = str(entry.facts.get('legal-name') or entry.facts.get('name') or entry.facts.get('short-name') or '')
        missing = lacking(entry, 'category', 'reason')
        if missing and (not name or notice.phrase('generic-recipient', name)):
            said = N_('It stands for recipients that are not named. Not stated: {fields}.')
            yield wanting(entry, said, fields=options(missing))
        else:
            yield met(entry)
