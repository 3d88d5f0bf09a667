"""Rules about the record of processing activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'G30-SUBJECTS',
        regimes='ropa',
        fails='.. purpose:: help\n',
        passes='.. purpose:: help\n   :subjects: user\n',
        at='.. purpose::',
    ),
    Case(
        'G30-SUBJECTS',
        regimes='ropa',
        name='data of a purpose',
        fails=(
            '.. purpose:: help\n   :data: name, email\n\n'
            '.. collected-data:: name\n   :subjects: user\n\n'
            '.. collected-data:: email\n'
        ),
        passes=(
            '.. purpose:: help\n   :data: name\n\n'
            '.. collected-data:: name\n   :subjects: user\n\n'
            '.. collected-data:: email\n'
        ),
        at='.. purpose::',
    ),
    Case(
        'G30-SUBJECTS',
        regimes='ropa',
        name='data alone',
        fails='.. collected-data:: name\n   :subjects: user\n\n.. collected-data:: email\n',
        passes='.. collected-data:: name\n   :subjects: user\n',
        at='.. collected-data:: email',
    ),
    Case(
        'G30-SUBJECTS',
        regimes='ropa',
        name='notice',
        fails='Nothing.',
        passes='.. privacy-notice:: {id}\n   :regimes: ropa\n   :subjects: our users\n',
    ),
    Case(
        'G30-ERASURE',
        regimes='ropa',
        fails='.. collected-data:: email\n',
        passes='.. collected-data:: email\n   :retention: P90D\n',
        at='.. collected-data:: ',
    ),
    Case(
        'G30-ERASURE',
        regimes='ropa',
        name='purpose',
        fails='.. collected-data:: email\n\n.. purpose:: help\n   :retention: P90D\n',
        passes='.. collected-data:: email\n\n.. purpose:: help\n   :data: email\n   :retention: P90D\n',
        at='.. collected-data:: ',
    ),
    Case(
        'G30-ERASURE',
        regimes='ropa',
        name='statement',
        fails=(
            '.. collected-data:: email\n\n'
            '.. collected-data:: name\n\n'
            '.. privacy-statement:: retention\n   :data: name\n\n'
            '   A year.\n'
        ),
        passes='.. collected-data:: email\n\n.. privacy-statement:: retention\n\n   A year.\n',
        at='.. collected-data:: email',
    ),
    Case(
        'G30-MEASURES',
        regimes='ropa',
        fails='Nothing.',
        passes='.. security-measure:: backups\n   :kind: backup\n',
    ),
    Case(
        'G30-MEASURES',
        regimes='ropa',
        name='statement',
        fails='Nothing.',
        passes='.. privacy-statement:: security\n\n   We make backups.\n',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
