"""Data that come from elsewhere than the person (GDPR 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_ACCESS: Final = frozenset({'public', 'non-public'})
"""The sources that say whether anybody can reach them."""
_POINTS: Final = frozenset('abcd')
_DASHES: Final = ('—', '–', '--', ' - ', ':')


@FAMILY.rule(
    'G14-SCOPE',
    'gdpr-14',
    'GDPR 14(1)',
    'warning',
    text=N_('Where any data come from elsewhere than the person, it is stated of all data where they come from.'),
    wrong=N_('It is not stated where these data come from, while others come from elsewhere than the person.'),
    remedy=N_('State it in `:source:` of the data.'),
)
def scope(notice: Notice) -> Iterator[Outcome]:
    """Ask for the source of all data, once one of them comes from elsewhere, or prose says so of none in particular."""
    if notice.from_elsewhere:
        for entry in notice.of('data'):
            said = stated(entry, 'source') or notice.statements('source', entry)
            yield met(entry) if said else wanting(entry)
        return
    found = next(notice.passages_with('other-sources'), None)
    if found is None:
        return
    said = notice.statements('source')
    yield from (met(entry) for entry in said)
    if not said:
        passage, words = found
        yield wanting(passage, N_('It says “{words}”, but no data have such a source.'), words=words)


@FAMILY.rule(
    'G14-1-D-CATEGORIES',
    'gdpr-14',
    'GDPR 14(1)(d)',
    'error',
    text=N_('Data that come from elsewhere have a category.'),
    wrong=N_('The data come from elsewhere than the person, and have no category of the vocabulary.'),
    remedy=N_('Give one in `:category:`.'),
)
def categories(notice: Notice) -> Iterator[Outcome]:
    """Ask for the category of data that come from elsewhere."""
    known = VOCABULARIES['data-categories'].labels
    for entry in notice.from_elsewhere:
        yield met(entry) if entry.facts.get('category') in known else wanting(entry)


@FAMILY.rule(
    'G14-2-F-SOURCE',
    'gdpr-14',
    'GDPR 14(2)(f)',
    'error',
    text=N_('The source of data that come from elsewhere is named, and whether it is publicly accessible.'),
    wrong=N_('The source of the data is not named.'),
    remedy=N_('Name it in `:source-name:`, and add `public` or `non-public` to `:source:`.'),
)
def source(notice: Notice) -> Iterator[Outcome]:
    """Ask for the name of each source elsewhere, and whether anybody can reach it."""
    for entry in notice.from_elsewhere:
        if notice.statements('source', entry):
            yield met(entry)
        elif not stated(entry, 'source-name', 'source-url'):
            yield wanting(entry)
        elif _ACCESS.isdisjoint(ids(entry, 'source')):
            yield wanting(entry, N_('It is not stated whether the source of the data is publicly accessible.'))
        else:
            yield met(entry)


@FAMILY.rule(
    'G14-3-WHEN',
    'gdpr-14',
    'GDPR 14(3)',
    'warning',
    text=N_('It is stated when persons are told of data that come from elsewhere.'),
    wrong=N_('It is not stated when the person is told of these data, which come from elsewhere.'),
    remedy=N_('State it in `:informed:`.'),
)
def when(notice: Notice) -> Iterator[Outcome]:
    """Ask when persons are told of data that come from elsewhere."""
    for entry in notice.from_elsewhere:
        yield met(entry) if stated(entry, 'informed') else wanting(entry)


@FAMILY.rule(
    'G14-5-EXEMPT',
    'gdpr-14',
    'GDPR 14(5)',
    'error',
    text=N_('Where persons are not told of data, the exemption and its reason are stated; by point (b) all is public.'),
    wrong=N_('It is not stated which point of Art. 14(5) exempts from telling the person.'),
    remedy=N_('State point and reason in `:exemption:`, as `b — the reason`.'),
)
def exempt(notice: Notice) -> Iterator[Outcome]:
    """Ask for point and reason of each exemption, and that a notice with point (b) is no draft."""
    for entry in notice.of('data'):
        if entry.facts.get('informed') != 'exempt':
            continue
        exemption = read_exemption(str(entry.facts.get('exemption') or ''))
        if not exemption.point:
            yield wanting(entry)
        elif not exemption.reason:
            yield wanting(entry, N_('Why point ({point}) of Art. 14(5) applies is not stated.'), point=exemption.point)
        elif exemption.point == 'b' and notice.fact('status') == 'draft':
            yield wanting(entry, N_('By point (b) of Art. 14(5) the notice must be public, and it is a draft.'))
        else:
            yield met(entry)


class Exemption(NamedTuple):
    """An exemption as it was typed; each part is empty where it was not stated."""

    point: str
    """Letter of Art. 14(5)."""
    reason: str


def read_exemption(text: str) -> Exemption:
    """Read ``b — reason``; ``(b)`` and ``Art. 14(5)(b)`` are points too."""
    cuts = [(at, dash) for dash in _DASHES if (at := text.find(dash)) >= 0]
    at, dash = min(cuts, default=(len(text), ''))
    head = text[:at].strip(' ().').casefold()
    point = head[-1:] if not head[-2:-1].isalpha() else ''
    if point not in _POINTS:
        return Exemption('', '')
    return Exemption(point, text[at + len(dash) :].strip(' —–-:'))
