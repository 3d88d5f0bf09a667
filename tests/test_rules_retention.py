"""Rules about how long data are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_privacy.rules.phrases import phrases_of
from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

DATA = '.. collected-data:: Address\n   :id: address\n'

CASES = (
    Case(
        'G13-2-A-RETENTION',
        fails=DATA,
        passes=f'{DATA}   :retention: P90D\n',
        at='.. collected-data::',
        says=("collected-data 'address'", 'how long it is kept', '`:retention:`'),
    ),
    Case(
        'G13-2-A-RETENTION',
        name='purpose',
        fails=f'{DATA}   :purposes: news\n\n.. purpose:: News\n   :id: news\n',
        passes=f'{DATA}   :purposes: news\n\n.. purpose:: News\n   :id: news\n   :retention: until you unsubscribe\n',
        at='.. collected-data::',
    ),
    Case(
        'G13-2-A-RETENTION',
        name='statement',
        fails=f'{DATA}\n.. collected-data:: Name\n\n.. privacy-statement:: retention\n   :data: name\n\n   90 days.\n',
        passes=f'{DATA}\n.. privacy-statement:: retention\n\n   We keep data for 90 days.\n',
        at='.. collected-data::',
    ),
    Case(
        'G13-2-A-RETENTION',
        name='each kind',
        fails=DATA,
        passes='\n'.join(
            f'.. collected-data:: Number {number}\n   :retention: {text}\n'
            for number, text in enumerate(
                ('P1Y after the event', 'until 2027-12-31', 'not stored', 'indefinite', 'session', 'as tax law says')
            )
        ),
        at='.. collected-data::',
    ),
    Case(
        'G13-2-A-GENERIC',
        fails=f'{DATA}   :retention: as long as necessary for our purposes\n',
        passes=f'{DATA}   :retention: as long as you have an account\n',
        at='.. collected-data::',
        says=('“as long as necessary for our purposes” does not let a reader work out',),
    ),
    Case(
        'G13-2-A-GENERIC',
        name='event',
        fails='.. purpose:: News\n   :retention: until no longer needed\n',
        passes='.. purpose:: News\n   :retention: until you unsubscribe\n',
        at='.. purpose::',
    ),
    Case(
        'G13-2-A-GENERIC',
        name='recipient',
        fails='.. processor:: Fastly\n   :retention: as required by law\n',
        passes='.. processor:: Fastly\n   :retention: P30D\n',
        at='.. processor::',
    ),
    Case(
        'G13-2-A-GENERIC',
        name='statement',
        fails='.. privacy-statement:: retention\n\n   We keep personal data only for as long as necessary.\n',
        passes=(
            '.. privacy-statement:: retention\n\n   We keep personal data only for as long as necessary.\n'
            '   Invoices are kept for ten years.\n'
        ),
        at='.. privacy-statement::',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)


@pytest.mark.parametrize(
    'text',
    [
        'as long as necessary',
        'As long as it is needed for the purposes for which it was collected.',
        'as long as required by law',
        'as long as reasonably necessary for our legitimate business purposes',
        'no longer than is necessary for the purposes',
        'when it is no longer necessary for the purpose',
        'for a reasonable time',
        'according to our retention policy',
    ],
)
def test_generic_criteria_are_found(text: str) -> None:
    assert phrases_of('en').find('generic-retention', text)


@pytest.mark.parametrize(
    'text',
    [
        'as long as necessary to answer your question',
        'as long as necessary, at most 90 days',
        'while the contract runs, then as long as tax law (10 years) requires',
        'We keep your data for 90 days. Then we keep it as long as necessary.',
        'until the end of the event',
    ],
)
def test_criteria_that_say_more_are_left(text: str) -> None:
    assert phrases_of('en').find('generic-retention', text) == ''
