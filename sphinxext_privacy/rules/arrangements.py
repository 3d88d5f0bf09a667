"""What those who take part have agreed on: joint controllers, and processors (GDPR 26 and 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.vocabularies import PROCESSORS
from sphinxext_privacy.rules.notice import stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


@FAMILY.rule(
    'G26-2-ESSENCE',
    'gdpr-common',
    'GDPR 26(2)',
    'error',
    text=N_('The essence of what joint controllers have agreed on is stated.'),
    wrong=N_('The controllers are joint ones, and the essence of what they have agreed on is not stated.'),
    remedy=N_('State it, or a link to it, in `:arrangement:` of one of them.'),
)
def essence(notice: Notice) -> Iterator[Outcome]:
    """Ask for an arrangement where two or more controllers are joint ones."""
    joint = [entry for entry in notice.of('controller') if entry.facts.get('role') == 'joint']
    if len(joint) < 2:
        return
    agreed = [entry for entry in joint if stated(entry, 'arrangement')]
    yield from (met(entry) for entry in agreed)
    if not agreed:
        # One of its own where it has one: what is inherited is judged where it is stated.
        yield wanting(next((entry for entry in joint if entry.notice == notice.ident), joint[0]))


@FAMILY.rule(
    'G28-CONTRACT',
    'gdpr-common',
    'GDPR 28(3)',
    'warning',
    text=N_('The agreement with each processor is named.'),
    wrong=N_('No agreement with the processor is named.'),
    remedy=N_('Name it in `:agreement:`, or accept the finding with the reason why it is not public.'),
)
def contract(notice: Notice) -> Iterator[Outcome]:
    """Ask for the agreement with each recipient that is a processor."""
    for entry in notice.of('processor'):
        if entry.facts.get('role') in PROCESSORS:
            yield met(entry) if stated(entry, 'agreement') else wanting(entry)
