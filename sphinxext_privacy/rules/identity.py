"""Who is responsible: the controller, its representative, its data protection officer (GDPR 13(1)(a)-(b))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.notice import stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final = Family()


@FAMILY.rule(
    'G13-1-A-IDENTITY',
    'gdpr-common',
    'GDPR 13(1)(a), 14(1)(a)',
    'error',
    text=N_('The notice names the controller.'),
    wrong=N_('It is not stated who the controller is.'),
    remedy=N_('Name one with :controller: of the notice and describe it in the register, or add a controller.'),
)
def identity(notice: Notice) -> Iterator[Outcome]:
    """Ask for a controller with a name, in the notice or in one that it adds to."""
    named = [entry for entry in notice.of('controller') if stated(entry, 'name')]
    said = [*named, *notice.statements('controller')]
    yield from (met(entry) for entry in said)
    if not said:
        yield wanting()
