"""Whether people must give their data (GDPR 13(2)(e))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


@FAMILY.rule(
    'G13-2-E-PROVISION',
    'gdpr-13',
    'GDPR 13(2)(e)',
    'error',
    text=N_('Of data that people give themselves it is stated whether a law or a contract requires that.'),
    wrong=N_('It is not stated whether people must give it.'),
    remedy=N_('Give its `:provision:`, or its `:source:` where people do not give it themselves.'),
)
def provision(notice: Notice) -> Iterator[Outcome]:
    """Ask for it of data from the person; without a source, data count as such, as Art. 13 takes them."""
    for entry in notice.of('data'):
        sources = ids(entry, 'source')
        if sources and 'data-subject' not in sources:
            continue
        told = stated(entry, 'provision') or entry.facts.get('optional') is True
        if told or notice.statements('provision', about=entry):
            yield met(entry)
        elif sources:
            yield wanting(entry)
        else:
            yield wanting(entry, N_('It is not stated where it comes from, nor whether people must give it.'))


@FAMILY.rule(
    'G13-2-E-CONSEQUENCE',
    'gdpr-13',
    'GDPR 13(2)(e)',
    'error',
    text=N_('Of data that people must give it is stated what follows if they do not.'),
    wrong=N_('It is not stated what follows if people do not give it.'),
    remedy=N_('Give its `:consequence:`.'),
)
def consequence(notice: Notice) -> Iterator[Outcome]:
    """Ask for it of data whose provision is not voluntary."""
    for entry in notice.of('data'):
        if stated(entry, 'provision') and entry.facts['provision'] != 'voluntary':
            told = stated(entry, 'consequence') or notice.statements('provision', about=entry)
            yield met(entry) if told else wanting(entry)
