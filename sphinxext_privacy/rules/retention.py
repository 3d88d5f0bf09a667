"""How long data are kept (GDPR 13(2)(a))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.notice import stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.words.periods import parse_retention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


@FAMILY.rule(
    'G13-2-A-RETENTION',
    'gdpr-common',
    'GDPR 13(2)(a), 14(2)(a)',
    'error',
    text=N_('Of all data it is stated how long they are kept, or which criteria decide that.'),
    wrong=N_('It is not stated how long it is kept.'),
    remedy=N_('Give the `:retention:` of the data or of their purpose, or add a statement on `retention`.'),
)
def retention(notice: Notice) -> Iterator[Outcome]:
    """Ask for a period: of the data, of a purpose of theirs, or of a statement."""
    for entry in notice.of('data'):
        if stated(entry, 'retention') or any(stated(one, 'retention') for one in notice.related(entry, 'purpose')):
            yield met(entry)
        else:
            said = notice.statements('retention', about=entry)
            yield met(said[0]) if said else wanting(entry)


@FAMILY.rule(
    'G13-2-A-GENERIC',
    'gdpr-common',
    'GDPR 13(2)(a), 5(1)(e)',
    'warning',
    text=N_('Criteria for how long data are kept let a reader work the period out.'),
    wrong=N_('The criteria do not let a reader work out how long data are kept.'),
    remedy=N_('Give a period such as `P90D`, the event that ends it, or criteria that can be looked up.'),
)
def generic(notice: Notice) -> Iterator[Outcome]:
    """Find criteria, in fields and in whole statements, that say no more than "as long as necessary"."""
    said = N_('“{words}” does not let a reader work out how long data are kept.')
    for kind in ('data', 'purpose', 'processor'):
        for entry in notice.of(kind):
            text = entry.facts.get('retention')
            if not isinstance(text, str) or not _is_open(text):
                continue
            words = notice.phrase('generic-retention', text)
            yield wanting(entry, said, words=words) if words else met(entry)
    for entry in notice.statements('retention'):
        if words := notice.phrase('generic-retention', entry.body):
            yield wanting(entry, said, words=words)


def _is_open(text: str) -> bool:
    """Tell whether *text* states an end in words: criteria, or an event such as ``until no longer needed``."""
    try:
        return parse_retention(text).kind in {'criteria', 'until-event'}
    except ValueError:
        return True
