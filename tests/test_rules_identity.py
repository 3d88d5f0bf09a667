"""Rules about who is responsible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'G13-1-A-IDENTITY',
        fails='Who we are is not said.',
        passes='.. controller:: acme\n   :name: Acme Ltd\n',
        says=('not stated who the controller is',),
    ),
    Case(
        'G13-1-A-IDENTITY',
        name='statement',
        fails='.. privacy-statement:: rights\n\n   You have rights.\n',
        passes='.. privacy-statement:: controller\n\n   Acme Ltd is responsible.\n',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
