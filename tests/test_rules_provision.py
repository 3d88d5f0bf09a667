"""Rules about whether people must give their data, and about automated decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

DATA = '.. collected-data:: Address\n   :id: address\n'
DECISION = '.. automated-decision:: Credit check\n'

CASES = (
    Case(
        'G13-2-E-PROVISION',
        fails=f'{DATA}   :source: data-subject\n',
        passes=f'{DATA}   :source: data-subject\n   :provision: voluntary\n',
        at='.. collected-data::',
        says=("collected-data 'address'", 'whether people must give it', '`:provision:`'),
    ),
    Case(
        'G13-2-E-PROVISION',
        name='without a source',
        fails=DATA,
        passes=f'{DATA}   :source: observed\n',
        at='.. collected-data::',
        says=('not stated where it comes from, nor whether people must give it',),
    ),
    Case(
        'G13-2-E-PROVISION',
        name='optional',
        fails=f'{DATA}   :optional: no\n',
        passes=f'{DATA}   :optional: yes\n',
        at='.. collected-data::',
    ),
    Case(
        'G13-2-E-PROVISION',
        name='statement',
        fails=f'{DATA}\n.. collected-data:: Name\n\n.. privacy-statement:: provision\n   :data: name\n\n   You must.\n',
        passes=f'{DATA}\n.. privacy-statement:: provision\n\n   You need not.\n',
        at='.. collected-data::',
    ),
    Case(
        'G13-2-E-CONSEQUENCE',
        fails=f'{DATA}   :provision: contractual\n',
        passes=f'{DATA}   :provision: contractual\n   :consequence: We cannot deliver.\n',
        at='.. collected-data::',
        says=('what follows', '`:consequence:`'),
    ),
    Case(
        'G13-2-E-CONSEQUENCE',
        name='voluntary',
        fails=f'{DATA}   :provision: statutory\n',
        passes=f'{DATA}   :provision: voluntary\n',
        at='.. collected-data::',
    ),
    Case(
        'G13-2-E-CONSEQUENCE',
        name='statement',
        fails=f'{DATA}   :provision: contract-prerequisite\n',
        passes=(
            f'{DATA}   :provision: contract-prerequisite\n\n'
            '.. privacy-statement:: provision\n\n   Without it we make no contract.\n'
        ),
        at='.. collected-data::',
    ),
    Case(
        'G13-2-F-ADM',
        fails='Nothing.',
        passes=DECISION,
        says=('whether automated decisions are made', '`:automated-decisions: none`'),
    ),
    Case(
        'G13-2-F-ADM',
        name='negative',
        fails='Nothing.',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :automated-decisions: none\n',
    ),
    Case(
        'G13-2-F-ADM',
        name='statement',
        fails='Nothing.',
        passes='.. privacy-statement:: automated-decisions\n\n   No machine decides.\n',
    ),
    Case(
        'G13-2-F-LOGIC',
        fails=f'{DECISION}   :logic: By postcode.\n',
        passes=f'{DECISION}   :logic: By postcode.\n   :significance: High.\n   :consequences: No credit.\n',
        at='.. automated-decision::',
        says=('Not stated: `:significance:`, `:consequences:`.',),
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
