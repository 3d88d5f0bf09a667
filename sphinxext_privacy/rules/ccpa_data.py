"""CCPA: what is collected, why, for how long, whether it is sold or shared, and to whom it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.notice import NOT_STATED, ids, lacking, options, stated
from sphinxext_privacy.rules.outcome import any_of, met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

LETTERS: Final = frozenset('ABCDEFGHIJKL')
"""The letters of 1798.140(v)(1)."""
SENSITIVE_LETTER: Final = 'L'
SENSITIVE: Final = frozenset(
    (
        'biometric', 'disability', 'ethnicity', 'genetic', 'government-id', 'health', 'password',
        'precise-location', 'religion', 'sexual-orientation', 'trade-union',
    )
)  # fmt: skip
"""Categories of data that are sensitive personal information, 1798.140(ae).

The content of messages is not among them: it is sensitive only where the business is not the one it is sent to.
"""
GLANCE: Final = frozenset(('privacy-summary', 'collected-data-list'))
"""The overviews that show what is collected where it is collected."""


@FAMILY.rule(
    'CA-100-A1',
    'ccpa',
    'CCPA 1798.100(a)(1)',
    'error',
    text=N_('The categories collected are stated, what they are used for, and whether each is sold or shared.'),
    wrong=N_('It is not stated which categories of data are collected.'),
    remedy=N_(
        'List the data, each with letters of 1798.140(v)(1) as `:ccpa-category:`, with `:purposes:`, and with '
        '`:sold-or-shared: yes` or `no`.'
    ),
)
def collected(notice: Notice) -> Iterator[Outcome]:
    """Ask for category, purposes, and sale of each entry of data; or else that no personal data are involved."""
    data = notice.of('data')
    for entry in data:
        missing = [*_uncategorised(entry), *_purposeless(notice, entry), *_sale_open(notice, entry)]
        yield wanting(entry, NOT_STATED, fields=options(missing)) if missing else met(entry)
    if not data:
        none = [entry for entry in notice.of('statement') if entry.facts.get('no-personal-data') is True]
        yield from any_of(none)


@FAMILY.rule(
    'CA-100-A2',
    'ccpa',
    'CCPA 1798.100(a)(2)',
    'error',
    text=N_('Sensitive personal information is marked as such, with purposes, and whether it is sold or shared.'),
    wrong=N_('Not all is stated that must be of sensitive personal information.'),
    remedy=N_('Put `L` into its `:ccpa-category:`, and state `:purposes:` and `:sold-or-shared:`.'),
)
def sensitive_data(notice: Notice) -> Iterator[Outcome]:
    """Ask for the letter L, purposes, and sale of data that are sensitive."""
    for entry in sensitive(notice):
        missing = [*_purposeless(notice, entry), *_sale_open(notice, entry)]
        if SENSITIVE_LETTER not in _letters(entry):
            yield wanting(entry, N_('It is sensitive personal information, and `:ccpa-category:` does not hold `L`.'))
        elif missing:
            yield wanting(entry, NOT_STATED, fields=options(missing))
        else:
            yield met(entry)


@FAMILY.rule(
    'CA-100-A3',
    'ccpa',
    'CCPA 1798.100(a)(3)',
    'error',
    text=N_('It is stated how long each category is kept, or by which criteria that is decided.'),
    wrong=N_('It is not stated how long it is kept.'),
    remedy=N_('State `:retention:`: a period such as `P90D`, or the criteria in words.'),
)
def retention(notice: Notice) -> Iterator[Outcome]:
    """Ask for a time of each entry of data: its own, or that of all purposes it is used for."""
    for entry in notice.of('data'):
        yield met(entry) if kept_for(notice, entry) else wanting(entry)


@FAMILY.rule(
    'CA-130-A5B',
    'ccpa',
    'CCPA 1798.130(a)(5)(B)',
    'error',
    text=N_('The categories collected are stated, their sources, purposes, and the third parties they go to.'),
    wrong=N_('It is stated neither which third parties get data nor that there are none.'),
    remedy=N_(
        'State `:ccpa-category:`, `:source:` and `:purposes:` of all data; list the recipients, or state '
        '`:recipients: none` in the notice.'
    ),
)
def of_the_last_year(notice: Notice) -> Iterator[Outcome]:
    """Ask for category, source and purposes of each entry of data, and for recipients of the notice.

    Data that go to nobody have no recipients to state: these are asked of the notice, not of each entry.
    """
    for entry in notice.of('data'):
        missing = [*_uncategorised(entry), *_purposeless(notice, entry)]
        if not stated(entry, 'source') and not notice.statements('source', about=entry):
            missing.append('source')
        yield wanting(entry, NOT_STATED, fields=options(missing)) if missing else met(entry)
    if notice.of('data') and not (
        notice.of('processor') or notice.denies('recipients') or notice.statements('recipients')
    ):
        yield wanting()


@FAMILY.rule(
    'CA-130-A5C',
    'ccpa',
    'CCPA 1798.130(a)(5)(C)',
    'error',
    text=N_('It can be told which data are sold or shared, and which are disclosed, or that there are none.'),
    wrong=N_('It is stated neither that data are sold or shared nor that none are.'),
    remedy=N_(
        'State `:sold-or-shared:` of the data, and in `:data:` or `:purposes:` of the recipients what they get; or '
        'state `:recipients: none` in the notice.'
    ),
)
def two_lists(notice: Notice) -> Iterator[Outcome]:
    """Ask for what the lists of data sold or shared, and of data disclosed, are made of."""
    if not notice.of('data'):
        return
    sales = [*sold(notice), *notice.statements('sale')]
    sales = sales or [entry for entry in notice.of('data') if entry.facts.get('sold-or-shared') is False]
    yield from (met(entry) for entry in sales)
    silent = any(not stated(entry, 'sold-or-shared') for entry in notice.of('data'))
    if silent and not sold(notice) and not notice.statements('sale'):
        yield wanting()
    said = notice.statements('recipients')
    yield from (met(entry) for entry in said)
    if notice.denies('recipients'):
        yield met()
    elif not said:
        receivers = [entry for entry in notice.of('processor') if entry.facts.get('no-personal-data') is not True]
        known = [entry for entry in receivers if _receives(notice, entry)]
        yield from (met(entry) for entry in known)
        if not known and (receivers or not notice.of('processor')):
            yield wanting(None, N_('It is stated neither which data are disclosed to recipients nor that none are.'))


@FAMILY.rule(
    'CA-7012',
    'ccpa',
    '11 CCR 7012',
    'warning',
    text=N_('The notice at collection shows what is collected, and whether it is sold or shared.'),
    wrong=N_('No overview shows at a glance what is collected, which a notice at collection needs.'),
    remedy=N_(
        'Place a `privacy-summary` or a `collected-data-list` that is about the notice, and state '
        '`:sold-or-shared:` of all data.'
    ),
)
def at_collection(notice: Notice) -> Iterator[Outcome]:
    """Ask for an overview of the data, and for whether they are sold or shared.

    There is no directive for a notice at collection: a summary, or a list of the data, is one, wherever it stands. It
    links to the entries of the notice, and so to the sections that a notice at collection has to link to; and a page
    on which data are collected can show it beside its form, or link to it. What it has to say of sales comes from the
    data. That it is shown at or before collection cannot be told from a project.
    """
    data = notice.of('data')
    if not data:
        return
    if not any(
        shown.directive in GLANCE and any(shown.holds(notice.ident, entry) for entry in data)
        for shown in notice.overviews
    ):
        yield wanting()
    elif any(_sale_open(notice, entry) for entry in data):
        yield wanting(None, N_('It is not stated of all data whether they are sold or shared.'))
    else:
        yield met()


# -- what the rules ask --------------------------------------------------------------------------------------------


def sold(notice: Notice) -> list[NoticeEntry]:
    """Give the data that are sold or shared."""
    return [entry for entry in notice.of('data') if entry.facts.get('sold-or-shared') is True]


def sensitive(notice: Notice) -> list[NoticeEntry]:
    """Give the data that are sensitive personal information: by their letter, or by their category."""
    return [
        entry
        for entry in notice.of('data')
        if entry.facts.get('category') in SENSITIVE or SENSITIVE_LETTER in _letters(entry)
    ]


def kept_for(notice: Notice, entry: NoticeEntry) -> bool:
    """Tell whether it is stated how long the data *entry* are kept: by themselves, or for each of their purposes."""
    if stated(entry, 'retention'):
        return True
    purposes = notice.related(entry, 'purpose')
    if purposes and all(stated(purpose, 'retention') for purpose in purposes):
        return True
    return bool(notice.statements('retention', about=entry))


def _letters(entry: NoticeEntry) -> frozenset[str]:
    return LETTERS.intersection(letter.strip('()').upper() for letter in ids(entry, 'ccpa-category'))


def _uncategorised(entry: NoticeEntry) -> tuple[str, ...]:
    return () if _letters(entry) else ('ccpa-category',)


def _purposeless(notice: Notice, entry: NoticeEntry) -> tuple[str, ...]:
    # Names of purposes that do not exist are the business of another rule.
    if stated(entry, 'purposes') or notice.relations.of(entry.key, 'purpose'):
        return ()
    return () if notice.statements('purposes', about=entry) else ('purposes',)


def _sale_open(notice: Notice, entry: NoticeEntry) -> tuple[str, ...]:
    missing = lacking(entry, 'sold-or-shared')
    return () if missing and notice.statements('sale', about=entry) else missing


def _receives(notice: Notice, recipient: NoticeEntry) -> bool:
    relations = notice.relations
    if relations.of(recipient.key, 'data'):
        return True
    return any(relations.of(purpose, 'data') for purpose in relations.of(recipient.key, 'purpose'))
