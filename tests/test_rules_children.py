"""Rules about the consent of children."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'G8-CHILDREN',
        fails='.. purpose:: news\n   :legal-basis: consent\n',
        passes=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :children: not-directed\n\n'
            '.. purpose:: news\n   :legal-basis: consent\n'
        ),
        says=('directed to children',),
    ),
    Case(
        'G8-CHILDREN',
        name='age',
        fails=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :children: directed\n\n'
            '.. purpose:: news\n   :legal-basis: consent\n'
        ),
        passes=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :children: directed\n   :minimum-age: 16\n\n'
            '.. purpose:: news\n   :legal-basis: consent\n'
        ),
        says=('age from which they can consent',),
    ),
    Case(
        'G8-CHILDREN',
        name='statement',
        fails='.. purpose:: news\n   :legal-basis: consent\n',
        passes=(
            '.. purpose:: news\n   :legal-basis: consent\n\n'
            '.. privacy-statement:: children\n\n'
            '   Children cannot sign up.\n'
        ),
    ),
    Case(
        'G8-CHILDREN',
        name='no consent',
        fails='.. purpose:: news\n   :legal-basis: consent\n',
        passes='.. purpose:: news\n   :legal-basis: contract\n',
    ),
    Case(
        'G8-CHILDREN',
        name='inherited',
        options=':addendum-to: {other}',
        others='.. privacy-notice:: {other}\n   :children: not-directed\n',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n\n.. purpose:: news\n   :legal-basis: consent\n',
        passes='.. purpose:: news\n   :legal-basis: consent\n',
    ),
    Case(
        'G8-AGE',
        fails=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :minimum-age: 12\n\n'
            '.. purpose:: news\n   :legal-basis: consent\n'
        ),
        passes=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :minimum-age: 13\n\n'
            '.. purpose:: news\n   :legal-basis: consent\n'
        ),
        says=('is 12,',),
    ),
    Case(
        'G8-AGE',
        name='most',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :children: directed\n   :minimum-age: 18\n\n',
        passes=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :children: not-directed\n   :minimum-age: 18\n\n'
            '.. purpose:: news\n   :legal-basis: consent\n'
        ),
        says=('above 16',),
    ),
    Case(
        'G8-AGE',
        name='nobody consents',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :children: directed\n   :minimum-age: 9\n\n',
        passes=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :minimum-age: 9\n\n'
            '.. purpose:: news\n   :legal-basis: contract\n'
        ),
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
