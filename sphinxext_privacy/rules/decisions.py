"""What machines decide about people (GDPR 13(2)(f))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.notice import NOT_STATED, lacking, options
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


@FAMILY.rule(
    'G13-2-F-ADM',
    'gdpr-common',
    'GDPR 13(2)(f), 14(2)(g), 22',
    'warning',
    text=N_('It is stated whether automated decisions are made.'),
    wrong=N_('It is not stated whether automated decisions are made.'),
    remedy=N_('Add an automated-decision for each, or state `:automated-decisions: none` in the notice.'),
)
def automated(notice: Notice) -> Iterator[Outcome]:
    """Ask for a decision, a statement on them, or that there is none."""
    said = [*notice.of('decision'), *notice.statements('automated-decisions')]
    yield from (met(entry) for entry in said)
    if notice.denies('automated-decisions'):
        yield met()
    elif not said:
        yield wanting()


@FAMILY.rule(
    'G13-2-F-LOGIC',
    'gdpr-common',
    'GDPR 13(2)(f), 14(2)(g)',
    'error',
    text=N_('An automated decision that is stated explains its logic, its significance and its consequences.'),
    wrong=N_('The decision is not explained.'),
    remedy=N_('Give its `:logic:`, `:significance:` and `:consequences:`.'),
)
def logic(notice: Notice) -> Iterator[Outcome]:
    """Ask each decision for all three."""
    for entry in notice.of('decision'):
        missing = lacking(entry, 'logic', 'significance', 'consequences')
        yield wanting(entry, NOT_STATED, fields=options(missing)) if missing else met(entry)
