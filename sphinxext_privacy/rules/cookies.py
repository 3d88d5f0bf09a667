"""Cookies and other storage on the device of readers (ePrivacy 5(3)).

A cookie that is not strictly necessary must rest on consent. A cookie names no purpose by its id, so consent is looked
for where authors state it, in this order:

#. ``condition`` of the cookie, with words for consent: ``only if you agree``;
#. a purpose that rests on ``consent`` or is ``opt-in``, and that its ``provider`` takes part in, or whose id or label
   is the ``purpose`` of the cookie, or whose kind is what the category of the cookie is for;
#. a ``privacy-statement`` on ``cookies``, with words for consent; in a language that has no list of these, any.
"""

from __future__ import annotations

from collections import defaultdict
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

FAMILY: Final[Family] = Family()

_PARTIES: Final = frozenset(VOCABULARIES['cookie-parties'].labels)
_OURS: Final = 'first-party'
_NECESSARY: Final = 'strictly-necessary'
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    'functional': ('personalise',),
    'analytics': ('analytics', 'performance-monitoring'),
    'marketing': ('advertise', 'personalised-advertising'),
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
    agreed = _Agreed(notice)
    general = [entry for entry in notice.statements('cookies') if _speaks_of_consent(entry.body, notice)]
    for entry in needing:
        if _speaks_of_consent(' '.join(texts(entry.facts.get('condition'))), notice):
            yield met(entry)
            continue
        found = agreed.behind(entry) or general
        yield from (met(other) for other in found)
        if not found:
            yield wanting(entry)


class _Agreed:
    """The purposes of a notice that rest on consent, by what a cookie can have in common with them."""

    def __init__(self, notice: Notice) -> None:
        self._found: defaultdict[tuple[str, str], list[NoticeEntry]] = defaultdict(list)
        for entry in notice.of('purpose'):
            if 'consent' in ids(entry, 'legal-basis') or entry.facts.get('opt-in') is True:
                keys = {('kind', str(entry.facts.get('kind')))}
                keys.update(('name', name.casefold()) for name in (entry.ident, entry.title))
                keys.update(('provider', other.ident) for other in notice.related(entry, 'processor'))
                for key in keys:
                    self._found[key].append(entry)

    def behind(self, cookie: NoticeEntry) -> list[NoticeEntry]:
        """Give those that *cookie* is for, once each."""
        if not self._found:
            return []
        keys = [('provider', provider) for provider in ids(cookie, 'provider')]
        keys.append(('name', ' '.join(texts(cookie.facts.get('purpose'))).casefold()))
        keys += [('kind', kind) for kind in _KINDS.get(str(cookie.facts.get('category')), ())]
        return list({entry.key: entry for key in keys for entry in self._found.get(key, ())}.values())


def _speaks_of_consent(words: str, notice: Notice) -> bool:
    """Tell whether *words* are about consent; in a language without a list of such words, whether there are any."""
    if not words:
        return False
    phrases = notice.project.phrases
    if phrases is None or 'by-consent' not in phrases.own:
        return True
    return bool(phrases.find('by-consent', words))
