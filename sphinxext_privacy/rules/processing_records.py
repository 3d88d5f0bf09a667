"""What the record of processing activities holds beyond a notice (GDPR 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.notice import stated
from sphinxext_privacy.rules.outcome import any_of, met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


@FAMILY.rule(
    'G30-SUBJECTS',
    'ropa',
    'GDPR 30(1)(c)',
    'error',
    text=N_('It is stated what kinds of persons the data are about.'),
    wrong=N_('It is not stated what kinds of persons this is about.'),
    remedy=N_('State them in `:subjects:` of the purpose, or of all data that are used for it.'),
)
def subjects(notice: Notice) -> Iterator[Outcome]:
    """Ask for the persons of each purpose or of its data; without purposes, of all data."""
    if notice.text('subjects'):
        yield met()
        return
    data = notice.of('data')
    purposes = notice.of('purpose')
    if not data and not purposes:
        yield wanting()
    for purpose in purposes:
        used = notice.related(purpose, 'data') or data
        told = stated(purpose, 'subjects') or (used and all(stated(entry, 'subjects') for entry in used))
        yield met(purpose) if told else wanting(purpose)
    if not purposes:
        yield from (met(entry) if stated(entry, 'subjects') else wanting(entry) for entry in data)


@FAMILY.rule(
    'G30-ERASURE',
    'ropa',
    'GDPR 30(1)(f)',
    'error',
    text=N_('It is stated of each category of data when it is erased.'),
    wrong=N_('It is not stated when the data are erased.'),
    remedy=N_('State it in `:retention:` of the data, or of the purpose they are used for.'),
)
def erasure(notice: Notice) -> Iterator[Outcome]:
    """Ask for the retention of all data."""
    for entry in notice.of('data'):
        kept = (
            stated(entry, 'retention')
            or any(stated(purpose, 'retention') for purpose in notice.related(entry, 'purpose'))
            or notice.statements('retention', entry)
        )
        yield met(entry) if kept else wanting(entry)


@FAMILY.rule(
    'G30-MEASURES',
    'ropa',
    'GDPR 30(1)(g), 32(1)',
    'error',
    text=N_('The measures that protect the data are described.'),
    wrong=N_('No measure that protects the data is described.'),
    remedy=N_('Add a `security-measure`.'),
)
def measures(notice: Notice) -> Iterator[Outcome]:
    """Ask for a measure."""
    said = [*notice.of('measure'), *notice.statements('security')]
    yield from any_of(said)
