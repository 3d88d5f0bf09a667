"""The laws of Brazil (LGPD) and of Switzerland (FADP), which ask for much of what the GDPR asks for, and for more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.ccpa_data import kept_for
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import any_of, met, wanting
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.words.countries import EEA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

ELSEWHERE: Final = frozenset(('third-party', 'public', 'non-public'))
"""Sources of data that are not the person."""
NEAR: Final = EEA | {'CH', 'GB', 'UK'}
"""Switzerland, and of the countries whose law it holds to be good enough those of Europe's own area, and Britain.

Of others on its list, the notice says so itself: `adequacy`.
"""


@FAMILY.rule(
    'BR-9',
    'lgpd',
    'LGPD 9 I-VII',
    'error',
    text=N_(
        'Purpose, duration, controller, contact, shared use, responsibilities, and the rights of Art. 18 are stated.'
    ),
    wrong=N_('Not all is stated that Art. 9 asks for.'),
    remedy=N_(
        'State it as entries of the notice or as a `privacy-statement`; the responsibilities as `:responsibilities:` '
        'of the controller, and Art. 18 in `:law:` of a right: `LGPD 18`.'
    ),
)
def brazil(notice: Notice) -> Iterator[Outcome]:
    """Ask for each of the seven points; what is said of data is asked of each entry."""
    yield from _some(notice.of('purpose'), notice.statements('purposes'), N_('No purpose is stated (I).'))
    for entry in notice.of('data'):
        if kept_for(notice, entry):
            yield met(entry)
        else:
            yield wanting(entry, N_('It is not stated how long it is used (II).'))
    yield from _some(
        _named(notice), notice.statements('controller'), N_('It is not stated who the controller is (III).')
    )
    yield from _some(
        _reachable(notice), notice.statements('contact'), N_('No contact of the controller is stated (IV).')
    )
    yield from _recipients(notice, N_('It is stated neither with whom data are shared nor that they are not (V).'))
    charged = [entry for entry in notice.of('controller') if stated(entry, 'responsibilities')]
    yield from _some(charged, (), N_('The responsibilities of those who process the data are not stated (VI).'))
    rights = [entry for entry in notice.of('right') if _is_of_article_18(entry)]
    yield from _some(rights, notice.statements('rights'), N_('The rights of Art. 18 are not mentioned (VII).'))


@FAMILY.rule(
    'CH-19',
    'fadp',
    'FADP 19(2)-(4)',
    'error',
    text=N_(
        'Controller, contact, purpose, recipients, categories of data from elsewhere, and for data that go abroad '
        'the country and the guarantees are stated.'
    ),
    wrong=N_('Not all is stated that Art. 19 asks for.'),
    remedy=N_(
        'State it as entries of the notice or as a `privacy-statement`; of recipients `:country:`, and outside of '
        'Europe `:transfer-mechanism:` or `:safeguard-url:`.'
    ),
)
def switzerland(notice: Notice) -> Iterator[Outcome]:
    """Ask for each of these; country and guarantees are asked of each recipient.

    Whether a recipient is abroad is only known from its country. What is made public has no country.
    """
    said = notice.statements('controller')
    yield from _some(_named(notice), said, N_('It is not stated who the controller is.'))
    contacts = [*said, *notice.statements('contact')]
    yield from _some(_reachable(notice), contacts, N_('No contact of the controller is stated.'))
    yield from _some(notice.of('purpose'), notice.statements('purposes'), N_('No purpose is stated.'))
    yield from _recipients(notice, N_('It is stated neither who gets data nor that nobody does.'))
    indirect = [entry for entry in notice.of('data') if ELSEWHERE.intersection(ids(entry, 'source'))]
    yield from (met(entry) for entry in indirect)
    if notice.statements('source') and not notice.of('data'):
        yield wanting(None, N_('It is stated that data come from elsewhere, and not which categories these are.'))
    yield from _abroad(notice)


@FAMILY.rule(
    'CH-21',
    'fadp',
    'FADP 21',
    'error',
    text=N_('Automated individual decisions are announced, or it is stated that there are none.'),
    wrong=N_('It is not stated whether there are automated individual decisions.'),
    remedy=N_('Add an `automated-decision`, or state `:automated-decisions: none` in the notice.'),
)
def automated(notice: Notice) -> Iterator[Outcome]:
    """Ask for the decisions, or that there are none."""
    found = [*notice.of('decision'), *notice.statements('automated-decisions')]
    yield from (met(entry) for entry in found)
    if notice.denies('automated-decisions'):
        yield met()
    elif not found:
        yield wanting()


# -- what the rules ask --------------------------------------------------------------------------------------------


def _some(entries: Sequence[NoticeEntry], statements: Sequence[NoticeEntry], message: str) -> Iterator[Outcome]:
    """Say that any of these states it, or else what is wrong."""
    yield from any_of((*entries, *statements), message)


def _named(notice: Notice) -> list[NoticeEntry]:
    return [entry for entry in notice.of('controller') if stated(entry, 'name')]


def _reachable(notice: Notice) -> list[NoticeEntry]:
    return [entry for entry in notice.of('controller') if stated(entry, 'email', 'phone', 'address', 'website')]


def _recipients(notice: Notice, message: str) -> Iterator[Outcome]:
    if notice.denies('recipients'):
        yield met()
    else:
        yield from _some(notice.of('processor'), notice.statements('recipients'), message)


def _is_of_article_18(entry: NoticeEntry) -> bool:
    law = str(entry.facts.get('law', '')).casefold()
    named = 'lgpd' in law or '13.709' in law or '13709' in law
    return named and '18' in ''.join(sign if sign.isdigit() else ' ' for sign in law).split()


def _abroad(notice: Notice) -> Iterator[Outcome]:
    said = notice.statements('transfers')
    yield from (met(entry) for entry in said)
    for entry in notice.of('processor'):
        if entry.facts.get('no-personal-data') is True or 'public' in {*ids(entry, 'role'), *ids(entry, 'category')}:
            continue
        countries = ids(entry, 'country')
        if not countries:
            if not said:
                yield wanting(entry, N_('It is not stated in which country it processes data.'))
        elif NEAR.issuperset(countries) or stated(entry, 'transfer-mechanism', 'safeguard-url', 'transfer-detail'):
            yield met(entry)
        elif not said:
            yield wanting(entry, N_('It processes data abroad, and no guarantees are stated.'))
