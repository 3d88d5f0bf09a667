"""Rules about cookies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'C-DURATION',
        fails='.. cookie:: sid\n',
        passes='.. cookie:: sid\n   :duration: session\n',
        at='.. cookie::',
    ),
    Case(
        'C-THIRD',
        fails='.. cookie:: sid\n   :provider: acme\n\n.. processor:: acme\n',
        passes='.. cookie:: sid\n   :provider: acme\n   :party: third\n\n.. processor:: acme\n',
        at='.. cookie::',
        says=('first-party or a third-party',),
    ),
    Case(
        'C-THIRD',
        name='provider',
        fails='.. cookie:: sid\n   :party: third\n',
        passes='.. cookie:: sid\n   :provider: first-party\n',
        at='.. cookie::',
        says=('who sets it',),
    ),
    Case(
        'C-PURPOSE',
        fails='.. cookie:: sid\n',
        passes='.. cookie:: sid\n   :purpose: to sign you in\n   :category: security\n',
        at='.. cookie::',
        says=('Neither',),
    ),
    Case(
        'C-PURPOSE',
        name='category',
        fails='.. cookie:: sid\n   :purpose: to sign you in\n',
        passes='.. cookie:: sid\n   :purpose: to sign you in\n   :category: functional\n',
        at='.. cookie::',
        says=('Its category',),
    ),
    Case(
        'C-PURPOSE',
        name='purpose',
        fails='.. cookie:: sid\n   :category: functional\n',
        passes='.. cookie:: sid\n   :purpose: to sign you in\n   :category: functional\n',
        at='.. cookie::',
        says=('Its purpose',),
    ),
    Case(
        'C-CONSENT',
        fails='.. cookie:: sid\n   :category: analytics\n',
        passes='.. cookie:: sid\n   :category: strictly-necessary\n',
        at='.. cookie::',
        says=('rests on consent',),
    ),
    Case(
        'C-CONSENT',
        name='condition',
        fails='.. cookie:: sid\n   :category: functional\n   :condition: on your first visit\n',
        passes='.. cookie:: sid\n   :category: functional\n   :condition: once you agree\n',
        at='.. cookie::',
    ),
    Case(
        'C-CONSENT',
        name='provider',
        fails=(
            '.. cookie:: sid\n   :category: security\n   :provider: acme\n\n'
            '.. processor:: acme\n\n'
            '.. purpose:: guard\n   :legal-basis: contract\n   :processors: acme\n'
        ),
        passes=(
            '.. cookie:: sid\n   :category: security\n   :provider: acme\n\n'
            '.. processor:: acme\n\n'
            '.. purpose:: guard\n   :legal-basis: consent\n   :processors: acme\n'
        ),
        at='.. cookie::',
    ),
    Case(
        'C-CONSENT',
        name='kind',
        fails=(
            '.. cookie:: sid\n   :category: analytics\n\n'
            '.. purpose:: count\n   :kind: analytics\n   :legal-basis: contract\n'
        ),
        passes=(
            '.. cookie:: sid\n   :category: analytics\n\n.. purpose:: count\n   :kind: analytics\n   :opt-in: yes\n'
        ),
        at='.. cookie::',
    ),
    Case(
        'C-CONSENT',
        name='name',
        fails=(
            '.. cookie:: sid\n   :category: analytics\n   :purpose: Count visits\n\n'
            '.. purpose:: Greet visitors\n   :legal-basis: consent\n'
        ),
        passes=(
            '.. cookie:: sid\n   :category: analytics\n   :purpose: Count visits\n\n'
            '.. purpose:: Count visits\n   :legal-basis: consent\n'
        ),
        at='.. cookie::',
    ),
    Case(
        'C-CONSENT',
        name='statement',
        fails=(
            '.. cookie:: sid\n   :category: analytics\n\n'
            '.. privacy-statement:: cookies\n\n'
            '   We use cookies to count visits.\n'
        ),
        passes=(
            '.. cookie:: sid\n   :category: analytics\n\n'
            '.. privacy-statement:: cookies\n\n'
            '   We set them with your consent only.\n'
        ),
        at='.. cookie::',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
