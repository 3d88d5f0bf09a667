"""Decisions that no human takes part in (GDPR 22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.rules.notice import ids
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.rules.special_data import conditions, is_special

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_GROUNDS: Final = frozenset(VOCABULARIES['decision-grounds'].labels)
_WITH_SAFEGUARDS: Final = frozenset({'contract', 'explicit-consent'})
_SAFEGUARDS: Final = tuple(VOCABULARIES['decision-safeguards'].labels)
_CONDITIONS: Final = frozenset({'explicit-consent', 'substantial-public-interest'})
"""Points (a) and (g) of Art. 9(2)."""


@FAMILY.rule(
    'G22-2-GROUND',
    'gdpr-common',
    'GDPR 22(2)',
    'error',
    text=N_('A decision without a human rests on a contract, a law or explicit consent.'),
    wrong=N_('No human takes part in the decision, and it is not stated what it rests on.'),
    remedy=N_('State `contract`, `law` or `explicit-consent` in `:ground:`.'),
)
def ground(notice: Notice) -> Iterator[Outcome]:
    """Ask for the ground of each decision without a human."""
    for entry in notice.of('decision'):
        if entry.facts.get('solely') is True:
            yield met(entry) if entry.facts.get('ground') in _GROUNDS else wanting(entry)


@FAMILY.rule(
    'G22-3-SAFEGUARDS',
    'gdpr-common',
    'GDPR 22(3)',
    'error',
    text=N_('Whom a decision without a human is about can ask for a human, state a view and contest the decision.'),
    wrong=N_('Not all that the person can do about the decision is stated.'),
    remedy=N_('State `human-intervention`, `express-view` and `contest` in `:safeguards:`.'),
)
def safeguards(notice: Notice) -> Iterator[Outcome]:
    """Ask for the three safeguards of decisions that rest on a contract or consent."""
    for entry in notice.of('decision'):
        if entry.facts.get('ground') not in _WITH_SAFEGUARDS or entry.facts.get('solely') is False:
            continue
        offered = ids(entry, 'safeguards')
        missing = [key for key in _SAFEGUARDS if key not in offered]
        if missing:
            yield wanting(entry, N_('What the person can do lacks {safeguards}.'), safeguards=', '.join(missing))
        else:
            yield met(entry)


@FAMILY.rule(
    'G22-4-SPECIAL',
    'gdpr-common',
    'GDPR 22(4)',
    'error',
    text=N_('A decision without a human uses special categories of data only with explicit consent or by a law.'),
    wrong=N_('A decision without a human uses these data, and neither point (a) nor (g) of Art. 9(2) is stated.'),
    remedy=N_('State `explicit-consent` or `substantial-public-interest` in `:art9-condition:` of the data.'),
)
def special(notice: Notice) -> Iterator[Outcome]:
    """Ask for one of two conditions of special data that a decision names, or a statement on automated decisions.

    Where a human takes part in a decision, nothing is asked; nor of a statement where that is so of all decisions.
    """
    decisions = notice.of('decision')
    deciding = [entry for entry in decisions if entry.facts.get('solely') is not False]
    said = () if decisions and not deciding else notice.statements('automated-decisions')
    named = {ident for entry in (*deciding, *said) for ident in ids(entry, 'data')}
    for entry in notice.of('data'):
        if entry.ident in named and is_special(entry):
            yield wanting(entry) if _CONDITIONS.isdisjoint(conditions(entry)) else met(entry)
