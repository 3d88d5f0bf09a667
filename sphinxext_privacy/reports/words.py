"""The words of a report, for its page and its files: messages of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.judge import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.outcome import Severity

ABOUT: Final = N_(
    'This report tells what the rules look for, where it is stated, and whether what is stated agrees. It cannot tell '
    'whether it is true or enough, and it is no legal advice.'
)
TITLE: Final = N_('Privacy report')
FINDINGS: Final = N_('Findings')
ACCEPTED: Final = N_('Accepted findings')
COVERAGE: Final = N_('Coverage')
STALE: Final = N_('Accepted findings that are no longer there')
NOTHING: Final = N_('Nothing was found.')
COUNTS: Final = N_('Errors: {errors}. Warnings: {warnings}. To note: {notes}. Accepted: {accepted}. Rules: {profiles}.')
NO_NOTICE: Final = N_('Entries that belong to no notice')

RULE: Final = N_('Rule')
SUBJECT: Final = N_('Where')
WRONG: Final = N_('What is wrong')
REMEDY: Final = N_('What would satisfy it')
REASON: Final = N_('Why it is accepted')
LAW: Final = N_('Law')
REQUIREMENT: Final = N_('Requirement')
MET_BY: Final = N_('Met by')

SEVERITIES: Final[dict[Severity, str]] = {
    'error': N_('error'),
    'warning': N_('warning'),
    'info': N_('note'),
}
"""What the severities are called."""
MISSING: Final = N_('missing')
CONTRADICTED: Final = N_('wrong')
IS_ACCEPTED: Final = N_('accepted')
NOT_APPLICABLE: Final = N_('not applicable')
FAULTLESS: Final = N_('nothing wrong was found')
MISSING_ABOVE: Final = N_('missing in what it inherits')
CONTRADICTED_ABOVE: Final = N_('wrong in what it inherits')
AT: Final = N_('{state}: {places}')
MORE: Final = N_('{count} more')
CONSISTENCY: Final = N_('consistency')

MESSAGES: Final = (
    ABOUT, TITLE, FINDINGS, ACCEPTED, COVERAGE, STALE, NOTHING, COUNTS, NO_NOTICE, RULE, SUBJECT, WRONG, REMEDY, REASON,
    LAW, REQUIREMENT, MET_BY, *SEVERITIES.values(), MISSING, CONTRADICTED, IS_ACCEPTED, NOT_APPLICABLE, FAULTLESS,
    MISSING_ABOVE, CONTRADICTED_ABOVE, AT, MORE, CONSISTENCY,
)  # fmt: skip
"""All of them."""

MOST: Final = 6
"""Most places that one cell of the coverage names."""


def segments(message: str, values: tuple[tuple[str, str], ...] = ()) -> Iterator[tuple[str, bool]]:
    """Give the parts of *message*, with its places filled, and whether each is code: what stands between backticks."""
    for position, part in enumerate(message.split('`')):
        if part:
            yield fill(part, values), bool(position % 2)
