"""Rules about decisions that no human takes part in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'G22-2-GROUND',
        fails='.. automated-decision:: credit\n   :solely: yes\n',
        passes='.. automated-decision:: credit\n   :solely: yes\n   :ground: law\n',
        at='.. automated-decision::',
    ),
    Case(
        'G22-2-GROUND',
        name='with a human',
        fails='.. automated-decision:: credit\n   :solely:\n',
        passes='.. automated-decision:: credit\n   :solely: no\n',
        at='.. automated-decision::',
    ),
    Case(
        'G22-3-SAFEGUARDS',
        fails='.. automated-decision:: credit\n   :ground: contract\n   :safeguards: contest\n',
        passes=(
            '.. automated-decision:: credit\n   :ground: contract\n'
            '   :safeguards: contest, express-view, human-intervention\n'
        ),
        at='.. automated-decision::',
        says=('lacks human-intervention, express-view',),
    ),
    Case(
        'G22-3-SAFEGUARDS',
        name='law',
        fails='.. automated-decision:: credit\n   :ground: explicit-consent\n',
        passes='.. automated-decision:: credit\n   :ground: law\n',
        at='.. automated-decision::',
    ),
    Case(
        'G22-4-SPECIAL',
        fails=(
            '.. collected-data:: illness\n   :category: health\n   :art9-condition: health-care\n\n'
            '.. privacy-statement:: automated-decisions\n   :data: illness\n\n'
            '   A program decides.\n'
        ),
        passes=(
            '.. collected-data:: illness\n   :category: health\n   :art9-condition: explicit-consent\n\n'
            '.. privacy-statement:: automated-decisions\n   :data: illness\n\n'
            '   A program decides.\n'
        ),
        at='.. collected-data:: ',
    ),
    Case(
        'G22-4-SPECIAL',
        name='named by the decision',
        fails=(
            '.. automated-decision:: credit\n   :data: illness\n\n'
            '.. collected-data:: illness\n   :category: health\n   :art9-condition: health-care\n'
        ),
        passes=(
            '.. automated-decision:: credit\n   :solely: no\n   :data: illness\n\n'
            '.. collected-data:: illness\n   :category: health\n   :art9-condition: health-care\n'
        ),
        at='.. collected-data:: ',
    ),
    Case(
        'G22-4-SPECIAL',
        name='with a human',
        fails=(
            '.. automated-decision:: credit\n   :solely: yes\n\n'
            '.. collected-data:: illness\n   :category: health\n\n'
            '.. privacy-statement:: automated-decisions\n   :data: illness\n\n'
            '   A program decides.\n'
        ),
        passes=(
            '.. automated-decision:: credit\n   :solely: no\n\n'
            '.. collected-data:: illness\n   :category: health\n\n'
            '.. privacy-statement:: automated-decisions\n   :data: illness\n\n'
            '   A program helps.\n'
        ),
        at='.. collected-data:: ',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
