"""Rules about who receives data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

FASTLY = '.. processor:: Fastly\n'
DATA = '\n.. collected-data:: Address\n   :id: address\n'
REGISTER = """
processors:
  host: {category: hosting}
data:
  host-logs: {label: Logs}
"""

CASES = (
    Case('G13-1-E-RECIPIENTS', fails='Nothing.', passes=FASTLY, says=('nor that nobody does', '`:recipients: none`')),
    Case(
        'G13-1-E-RECIPIENTS',
        name='without personal data',
        fails=f'{FASTLY}   :no-personal-data: yes\n',
        passes='.. privacy-statement:: recipients\n\n   Hosts receive data.\n',
    ),
    Case(
        'G13-1-E-RECIPIENTS',
        name='negative',
        fails='Nothing.',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :recipients: none\n',
    ),
    Case(
        'G13-1-E-RECIPIENTS',
        name='inherited',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :addendum-to: {other}\n',
        others='.. privacy-notice:: {other}\n\n.. processor:: Fastly\n',
    ),
    Case(
        'G13-1-E-LINK',
        fails=FASTLY,
        passes=f'{FASTLY}   :data: address\n   :purpose: to host the site\n{DATA}',
        at='.. processor::',
        says=("processor 'fastly'", 'which data it receives, nor for what purpose'),
    ),
    Case(
        'G13-1-E-LINK',
        name='data',
        fails=f'{FASTLY}   :purpose: to host the site\n',
        passes=f'{FASTLY}   :no-personal-data: yes\n',
        at='.. processor::',
        says=('not stated which data',),
    ),
    Case(
        'G13-1-E-LINK',
        name='purpose',
        fails=f'{FASTLY}   :data: address\n{DATA}',
        passes=f'{FASTLY}   :data: address\n{DATA}\n.. purpose:: Hosting\n   :processors: fastly\n',
        at='.. processor::',
        says=('not stated for what purpose',),
    ),
    Case(
        'G13-1-E-LINK',
        name='register',
        fails=f'{FASTLY}   :data: gone\n   :purpose: to host the site\n',
        passes=f'{FASTLY}   :data: host-logs\n   :purpose: to host the site\n',
        at='.. processor::',
    ),
    Case(
        'G13-1-E-NAMED',
        fails='.. processor:: Our partners\n   :category: advertising\n',
        passes='.. processor:: Our partners\n   :category: advertising\n   :reason: They change each week.\n',
        at='.. processor::',
        says=('not named. Not stated: `:reason:`.',),
    ),
    Case(
        'G13-1-E-NAMED',
        name='many words',
        fails='.. processor:: Trusted third-party service providers and affiliates\n',
        passes='.. processor:: Partners in Health\n',
        at='.. processor::',
        says=('`:category:`, `:reason:`',),
    ),
    Case(
        'G13-1-E-NAMED',
        name='legal name',
        fails='.. processor:: Partners\n',
        passes='.. processor:: Partners\n   :legal-name: Partners Software GmbH\n',
        at='.. processor::',
    ),
    Case('G13-1-E-NAMED', name='no name', fails='.. processor:: host\n', passes=FASTLY, at='.. processor::'),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES, REGISTER)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
