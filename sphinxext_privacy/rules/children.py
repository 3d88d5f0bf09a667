"""Consent of children (GDPR 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_LEAST: Final = 13
_MOST: Final = 16
"""Between these the Member States set the age from which children can consent."""


@FAMILY.rule(
    'G8-CHILDREN',
    'gdpr-common',
    'GDPR 8, 12(1)',
    'warning',
    text=N_(
        'Where anything rests on consent, it is stated whether the service is directed to children, and from what age.'
    ),
    wrong=N_('Data are used with consent, and it is not stated whether the service is directed to children.'),
    remedy=N_('State `:children:` and `:minimum-age:` of the notice.'),
)
def children(notice: Notice) -> Iterator[Outcome]:
    """Ask whether children are addressed where anything rests on consent, and if so from what age."""
    if 'consent' not in notice.bases:
        return
    said = notice.statements('children')
    yield from (met(entry) for entry in said)
    if said:
        return
    directed = notice.fact('children')
    if directed is None:
        yield wanting()
    elif directed == 'directed' and notice.fact('minimum-age') is None:
        yield wanting(
            None, N_('The service is directed to children, but the age from which they can consent is missing.')
        )
    else:
        yield met()


@FAMILY.rule(
    'G8-AGE',
    'gdpr-common',
    'GDPR 8(1)',
    'error',
    text=N_('The age from which children can consent is from 13 to 16 years.'),
    wrong=N_('The minimum age is not from 13 to 16 years.'),
    remedy=N_('Correct `:minimum-age:` of the notice.'),
)
def age(notice: Notice) -> Iterator[Outcome]:
    """Compare the age with that of the law, where children can consent at all."""
    years = notice.own_facts.get('minimum-age')
    directed = notice.fact('children') == 'directed'
    if not isinstance(years, int) or not (directed or 'consent' in notice.bases):
        return
    if years < _LEAST:
        yield wanting(
            None, N_('The minimum age is {years}, but no law lets children below 13 consent.'), years=str(years)
        )
    elif directed and years > _MOST:
        # Who does not address children may well ask for an age of 18.
        yield wanting(
            None, N_('The service is directed to children, but the minimum age is {years}, above 16.'), years=str(years)
        )
    else:
        yield met()
