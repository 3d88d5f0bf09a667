"""Why data are used, and on which legal basis (GDPR 13(1)(c)-(d))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rules.bases import resting, said_of
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_BASES: Final = VOCABULARIES['legal-bases'].labels


@FAMILY.rule(
    'G13-1-C-PURPOSE',
    'gdpr-common',
    'GDPR 13(1)(c), 14(1)(c)',
    'error',
    text=N_('At least one purpose is stated, and all data serve at least one.'),
    wrong=N_('It serves no purpose that is stated.'),
    remedy=N_('Add a purpose, and name it in the `:purposes:` of the data, or the data in its `:data:`.'),
)
def purpose(notice: Notice) -> Iterator[Outcome]:
    """Ask for a purpose of all data; of a notice without any, once."""
    data = notice.of('data')
    serving = [(entry, notice.related(entry, 'purpose') or notice.named(entry, 'purposes')) for entry in data]
    if not notice.of('purpose') and not notice.statements('purposes') and not any(found for _, found in serving):
        yield wanting(None, N_('No purpose is stated.'))
        return
    yield from (met(entry) for entry in (*notice.of('purpose'), *notice.statements('purposes')))
    for entry, found in serving:
        yield met(entry) if found or notice.statements('purposes', about=entry) else wanting(entry)


@FAMILY.rule(
    'G13-1-C-BASIS',
    'gdpr-common',
    'GDPR 13(1)(c), 6(1), 14(1)(c)',
    'error',
    text=N_('Every purpose has a legal basis.'),
    wrong=N_('No legal basis is stated.'),
    remedy=N_('Give one of the six keys of Art. 6(1) in `:legal-basis:`.'),
)
def basis(notice: Notice) -> Iterator[Outcome]:
    """Ask for a basis of each purpose, or of all data that it is about."""
    for entry in notice.of('purpose'):
        bases = ids(entry, 'legal-basis')
        if (
            any(key in _BASES for key in bases)
            or _bases_of_data(notice, entry)
            or said_of(notice, 'legal-basis', entry)
        ):
            yield met(entry)
        elif bases:
            yield wanting(
                entry,
                N_('{basis} is none of the legal bases of Art. 6(1).'),
                basis=', '.join(texts(entry.facts.get('legal-basis'))),
            )
        else:
            yield wanting(entry)


def _bases_of_data(notice: Notice, entry: NoticeEntry) -> bool:
    """Tell whether all data of a purpose state a basis of their own."""
    data = notice.related(entry, 'data')
    return bool(data) and all(any(key in _BASES for key in ids(one, 'legal-basis')) for one in data)


@FAMILY.rule(
    'G13-1-C-MULTI',
    'gdpr-common',
    'GDPR 13(1)(c), 6(1), 14(1)(c)',
    'info',
    text=N_('Where a purpose has several legal bases, it is stated which data rest on which.'),
    wrong=N_('It has several legal bases, and it is not stated which data rest on which.'),
    remedy=N_('Give each of its data a `:legal-basis:` of its own, or make a purpose of each.'),
)
def several(notice: Notice) -> Iterator[Outcome]:
    """Find purposes with several bases whose data state none."""
    for entry in notice.of('purpose'):
        bases = ids(entry, 'legal-basis')
        if len(bases) > 1:
            told = _bases_of_data(notice, entry) or said_of(notice, 'legal-basis', entry)
            yield met(entry) if told else wanting(entry)


@FAMILY.rule(
    'G13-1-C-LAW',
    'gdpr-common',
    'GDPR 6(3), 13(1)(c)',
    'warning',
    text=N_('A legal obligation or a public task names the law.'),
    wrong=N_('It rests on a legal obligation or a public task, and the law is not named.'),
    remedy=N_('Name the law in the `:legal-basis-detail:` of the purpose.'),
)
def law(notice: Notice) -> Iterator[Outcome]:
    """Ask for the law of what rests on one."""
    for entry, purposes in resting(notice, 'legal-obligation', 'public-task'):
        told = any(stated(one, 'legal-basis-detail') for one in purposes) or said_of(notice, 'legal-basis', entry)
        yield met(entry) if told else wanting(entry)


@FAMILY.rule(
    'G13-1-D-LI',
    'gdpr-common',
    'GDPR 13(1)(d), 14(2)(b)',
    'error',
    text=N_('Where legitimate interests are the basis, it is stated which interest, and whose.'),
    wrong=N_('It rests on legitimate interests, and it is not stated which, nor whose.'),
    remedy=N_('Give the `:legitimate-interest:` and the `:legitimate-interest-of:` of the purpose.'),
)
def interest(notice: Notice) -> Iterator[Outcome]:
    """Ask for the interest and for who has it."""
    for entry, purposes in resting(notice, 'legitimate-interests'):
        which = any(stated(one, 'legitimate-interest') for one in purposes)
        whose = any(stated(one, 'legitimate-interest-of') for one in purposes)
        if (which and whose) or said_of(notice, 'legitimate-interests', entry):
            yield met(entry)
        elif which:
            yield wanting(entry, N_('It rests on legitimate interests, and it is not stated whose.'))
        elif whose:
            yield wanting(entry, N_('It rests on legitimate interests, and it is not stated which.'))
        else:
            yield wanting(entry)
