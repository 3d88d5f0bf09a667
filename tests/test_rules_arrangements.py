"""Rules about what those who take part have agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'G26-2-ESSENCE',
        fails='.. controller:: acme\n   :role: joint\n\n.. controller:: bolt\n   :role: joint\n',
        passes=(
            '.. controller:: acme\n   :role: joint\n\n'
            '.. controller:: bolt\n   :role: joint\n   :arrangement: Acme answers requests.\n'
        ),
        at='.. controller:: acme',
    ),
    Case(
        'G26-2-ESSENCE',
        name='alone',
        fails='.. controller:: acme\n   :role: joint\n\n.. controller:: bolt\n   :role: joint\n',
        passes='.. controller:: acme\n   :role: sole\n\n.. controller:: bolt\n   :role: joint\n',
        at='.. controller:: acme',
    ),
    Case(
        'G26-2-ESSENCE',
        name='inherited',
        options=':addendum-to: {other}',
        others='.. privacy-notice:: {other}\n\n.. controller:: acme\n   :role: joint\n',
        fails='.. controller:: bolt\n   :role: joint\n',
        passes='.. controller:: bolt\n   :role: joint\n   :arrangement: https://example.org/\n',
        at='.. controller:: bolt',
    ),
    Case(
        'G28-CONTRACT',
        fails='.. processor:: host\n   :role: processor\n',
        passes='.. processor:: host\n   :role: processor\n   :agreement: Terms <https://example.org/dpa>\n',
        at='.. processor::',
    ),
    Case(
        'G28-CONTRACT',
        name='no processor',
        fails='.. processor:: host\n   :role: sub-processor\n',
        passes='.. processor:: shop\n   :role: independent-controller\n',
        at='.. processor::',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
