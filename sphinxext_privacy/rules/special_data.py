"""Special categories of data, and data on criminal convictions (GDPR 9 and 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_ACCESS_NEEDS: Final = 'disability'
"""Special or not, as the case may be: the category holds access needs as well."""
_SPECIAL: Final = frozenset(
    (
        'ethnicity',
        'religion',
        'political-opinion',
        'trade-union',
        'health',
        'genetic',
        'biometric',
        'sexual-orientation',
    )
)


def is_special(entry: NoticeEntry) -> bool:
    """Tell whether data are a special category: by their category, or because it is stated."""
    category = entry.facts.get('category')
    if category in _SPECIAL:
        return True
    return bool(entry.facts.get('special', category == _ACCESS_NEEDS))


def conditions(entry: NoticeEntry) -> frozenset[str]:
    """Give the conditions of Art. 9(2) that data state."""
    return frozenset(ids(entry, 'art9-condition')) & VOCABULARIES['art9-conditions'].labels.keys()


@FAMILY.rule(
    'G9-CONDITION',
    'gdpr-common',
    'GDPR 9(1), 9(2)',
    'error',
    text=N_('Data of a special category have a condition of Art. 9(2) beside their legal basis.'),
    wrong=N_('The data are of a special category, and no condition of Art. 9(2) is stated.'),
    remedy=N_('State it in `:art9-condition:` of the data.'),
)
def condition(notice: Notice) -> Iterator[Outcome]:
    """Ask for a condition of each special category of data."""
    for entry in notice.of('data'):
        if is_special(entry):
            yield met(entry) if conditions(entry) else wanting(entry)


@FAMILY.rule(
    'G9-INFERABLE',
    'gdpr-common',
    'GDPR 9(1)',
    'warning',
    text=N_('It is stated of data that can tell of health, belief or the like whether they are a special category.'),
    wrong=N_('The data can tell of health, belief or the like, and it is not stated whether they are special.'),
    remedy=N_('State `:art9-condition:`, or `:special: no` where nothing is inferred.'),
)
def inferable(notice: Notice) -> Iterator[Outcome]:
    """Ask of data from which special ones can be inferred whether they are."""
    for entry in notice.of('data'):
        if _can_tell(entry, notice):
            yield met(entry) if 'special' in entry.facts or conditions(entry) else wanting(entry)


def _can_tell(entry: NoticeEntry, notice: Notice) -> bool:
    """Tell whether special data can be inferred: from food, access needs, and photographs that people sign in with."""
    category = entry.facts.get('category')
    if category == 'photograph':
        return any(purpose.facts.get('kind') == 'authenticate' for purpose in notice.related(entry, 'purpose'))
    return category in {'dietary-preference', _ACCESS_NEEDS}


@FAMILY.rule(
    'G10-CRIMINAL',
    'gdpr-common',
    'GDPR 10',
    'error',
    text=N_('The law that allows the use of data on criminal convictions is named.'),
    wrong=N_('The data are about criminal convictions or offences, and the law that allows their use is not named.'),
    remedy=N_('Name a purpose in `:purposes:` of the data, and the law in `:legal-basis-detail:` of that purpose.'),
)
def criminal(notice: Notice) -> Iterator[Outcome]:
    """Ask for the law behind the purposes of data on convictions."""
    for entry in notice.of('data'):
        if entry.facts.get('category') == 'criminal':
            purposes = notice.related(entry, 'purpose')
            named = any(stated(purpose, 'legal-basis-detail') for purpose in purposes)
            yield met(entry) if named or notice.statements('legal-basis', entry) else wanting(entry)
