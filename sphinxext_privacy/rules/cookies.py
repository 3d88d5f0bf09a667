"""Cookies and other storage on the device of readers (ePrivacy 5(3)).

A cookie that is not strictly necessary must rest on consent. A cookie names no purpose by its id, so consent is looked
for where authors state it, in this order:

#. ``condition`` of the cookie, with words for consent: ``only if you agree``;
#. a purpose that rests on ``consent`` or is ``opt-in``, and that its ``provider`` takes part in, or whose id or label
   is the ``purpose`` of the cookie, or whose kind is what the category of the cookie is for;
#. a ``privacy-statement`` on ``cookies``, with words for consent; in a language that has no list of these, any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final = Family()

_PARTIES: Final = frozenset(VOCABULARIES['cookie-parties'].labels)
_OURS: Final = 'first-party'
_NECESSARY: Final = 'strictly-necessary'
_KINDS: Final[dict[str, frozenset[str]]] = {
    'functional': frozenset({'personalise'}),
    'analytics': frozenset({'analytics', 'performance-monitoring'}),
    'marketing': frozenset({'advertise', 'personalised-advertising'}),
}
"""The kinds of purposes that each category of cookies is for."""


@FAMILY.rule(
    'C-DURATION',
    'cookies',
    'ePrivacy 5(3); CJEU C-673/17',
    'error',
    text=N_('It is stated of each cookie how long it stays.'),
    wrong=N_('It is not stated how long it stays on the device.'),
    remedy=N_('State a period such as `P1Y`, or `session`, in `:duration:`.'),
)
def duration(notice: Notice) -> Iterator[Outcome]:
    """Ask for the duration of each cookie."""
    for entry in notice.of('cookie'):
        yield met(entry) if stated(entry, 'duration') else wanting(entry)


@FAMILY.rule(
    'C-THIRD',
    'cookies',
    'ePrivacy 5(3); CJEU C-673/17',
    'error',
    text=N_('It is stated of each cookie who sets it, and whether that is a third party.'),
    wrong=N_('It is not stated whether it is a first-party or a third-party cookie.'),
    remedy=N_('State `first` or `third` in `:party:`, and the recipient or `first-party` in `:provider:`.'),
)
def third_parties(notice: Notice) -> Iterator[Outcome]:
    """Ask for party and provider of each cookie; ``first-party`` as the provider says both."""
    for entry in notice.of('cookie'):
        if entry.facts.get('provider') == _OURS:
            yield met(entry)
        elif entry.facts.get('party') not in _PARTIES:
            yield wanting(entry)
        elif not stated(entry, 'provider'):
            yield wanting(entry, N_('It is not stated who sets it.'))
        else:
            yield met(entry)


@FAMILY.rule(
    'C-PURPOSE',
    'cookies',
    'ePrivacy 5(3)',
    'error',
    text=N_('Each cookie has a purpose and a category.'),
    wrong=N_('Neither its purpose nor its category is stated.'),
    remedy=N_('State both, in `:purpose:` and `:category:`.'),
)
def purpose(notice: Notice) -> Iterator[Outcome]:
    """Ask for purpose and category of each cookie."""
    for entry in notice.of('cookie'):
        aimed, sorted_ = stated(entry, 'purpose'), stated(entry, 'category')
        if aimed and sorted_:
            yield met(entry)
        elif aimed:
            yield wanting(entry, N_('Its category is not stated.'))
        elif sorted_:
            yield wanting(entry, N_('Its purpose is not stated.'))
        else:
            yield wanting(entry)


@FAMILY.rule(
    'C-CONSENT',
    'cookies',
    'ePrivacy 5(3)',
    'warning',
    text=N_('Cookies that are not strictly necessary rest on consent.'),
    wrong=N_('It is not strictly necessary, and nothing states that it rests on consent.'),
    remedy=N_('State when it is set in `:condition:`, or name its provider in a purpose with `:legal-basis: consent`.'),
)
def consent(notice: Notice) -> Iterator[Outcome]:
    """Look for the consent behind each cookie that is not strictly necessary; see the top of this module."""
    needing = [entry for entry in notice.of('cookie') if entry.facts.get('category') not in {None, _NECESSARY}]
    if not needing:
        return
    agreed = [entry for entry in notice.of('purpose') if _rests_on_consent(entry)]
    general = [entry for entry in notice.statements('cookies') if _speaks_of_consent(entry.body, notice)]
    for entry in needing:
        if _speaks_of_consent(' '.join(texts(entry.facts.get('condition'))), notice):
            yield met(entry)
            continue
        found = [other for other in agreed if _is_behind(other, entry, notice)] or general
        yield from (met(other) for other in found)
        if not found:
            yield wanting(entry)


def _rests_on_consent(entry: NoticeEntry) -> bool:
    return 'consent' in ids(entry, 'legal-basis') or entry.facts.get('opt-in') is True


def _is_behind(entry: NoticeEntry, cookie: NoticeEntry, notice: Notice) -> bool:
    """Tell whether a purpose is what the cookie is for."""
    if entry.facts.get('kind') in _KINDS.get(str(cookie.facts.get('category')), ()):
        return True
    aim = ' '.join(texts(cookie.facts.get('purpose'))).casefold()
    if aim and aim in {entry.ident.casefold(), entry.title.casefold()}:
        return True
    providers = ids(cookie, 'provider')
    return any(other.ident in providers for other in notice.related(entry, 'processor'))


def _speaks_of_consent(words: str, notice: Notice) -> bool:
    """Tell whether *words* are about consent; in a language without a list of such words, whether there are any."""
    phrases = notice.project.phrases
    if phrases is None or 'by-consent' not in phrases.own:
        return bool(words)
    return bool(phrases.find('by-consent', words))
