"""Rules about special categories of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'G9-CONDITION',
        fails='.. collected-data:: belief\n   :category: religion\n   :special: no\n',
        passes=(
            '.. collected-data:: belief\n   :category: religion\n   :art9-condition: made-public\n\n'
            '.. collected-data:: email\n   :category: email-address\n'
        ),
        at='.. collected-data:: ',
        says=('no condition of Art. 9(2)',),
    ),
    Case(
        'G9-CONDITION',
        name='stated',
        fails='.. collected-data:: notes\n   :special: yes\n',
        passes='.. collected-data:: notes\n   :special: yes\n   :art9-condition: health-care\n',
        at='.. collected-data:: ',
    ),
    Case(
        'G9-CONDITION',
        name='access needs',
        fails='.. collected-data:: needs\n   :category: disability\n',
        passes='.. collected-data:: needs\n   :category: disability\n   :special: no\n',
        at='.. collected-data:: ',
    ),
    Case(
        'G9-INFERABLE',
        fails='.. collected-data:: food\n   :category: dietary-preference\n',
        passes='.. collected-data:: food\n   :category: dietary-preference\n   :special: no\n',
        at='.. collected-data:: ',
    ),
    Case(
        'G9-INFERABLE',
        name='condition',
        fails='.. collected-data:: needs\n   :category: disability\n',
        passes='.. collected-data:: needs\n   :category: disability\n   :art9-condition: explicit-consent\n',
        at='.. collected-data:: ',
    ),
    Case(
        'G9-INFERABLE',
        name='photograph',
        fails=(
            '.. collected-data:: face\n   :category: photograph\n   :purposes: entry\n\n'
            '.. purpose:: entry\n   :kind: authenticate\n'
        ),
        passes=(
            '.. collected-data:: face\n   :category: photograph\n   :purposes: badge\n\n'
            '.. purpose:: badge\n   :kind: register-event\n'
        ),
        at='.. collected-data:: ',
    ),
    Case(
        'G10-CRIMINAL',
        fails='.. collected-data:: record\n   :category: criminal\n   :purposes: check\n\n.. purpose:: check\n',
        passes=(
            '.. collected-data:: record\n   :category: criminal\n   :purposes: check\n\n'
            '.. purpose:: check\n   :legal-basis-detail: Section 30a of the Act\n'
        ),
        at='.. collected-data:: ',
    ),
    Case(
        'G10-CRIMINAL',
        name='statement',
        fails=(
            '.. collected-data:: record\n   :category: criminal\n\n'
            '.. collected-data:: email\n\n'
            '.. privacy-statement:: legal-basis\n   :data: email\n\n'
            '   By a contract.\n'
        ),
        passes=(
            '.. collected-data:: record\n   :category: criminal\n\n'
            '.. privacy-statement:: legal-basis\n   :data: record\n\n'
            '   By Section 30a of the Act.\n'
        ),
        at='.. collected-data:: record',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
