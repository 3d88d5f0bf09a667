"""Names and ids: everything that is named exists, and is of some use (X-REF, X-ORPHAN, X-SHARED, …)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.outcome import wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


@FAMILY.rule(
    'X-REF',
    'consistency',
    'consistency',
    'error',
    text=N_('Every id that is used exists.'),
    wrong=N_('An id is declared nowhere.'),
    remedy=N_('Declare it on a page or in the register, or name another.'),
)
def references(notice: Notice) -> Iterator[Outcome]:
    """Find ids that stand for nothing."""
    for entry, field, target, hint in notice.unknown:
        values = {'field': field, 'id': target}
        if hint:
            yield wanting(entry, N_('`{field}` names {id}, which is declared nowhere; {hint}'), hint=hint, **values)
        else:
            yield wanting(entry, N_('`{field}` names {id}, which is declared nowhere.'), **values)
