"""Rules about how rights are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'G12-3-TIME',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: P45D\n\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: P30D\n\n',
        says=('P45D',),
    ),
    Case(
        'G12-3-TIME',
        name='month',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: P1M1D after your request\n\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: P1M\n\n',
    ),
    Case(
        'G12-3-TIME',
        name='hours',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: PT721H\n\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: P4W\n\n',
    ),
    Case(
        'G12-3-TIME',
        name='years',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: P1Y\n\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: without undue delay\n\n',
    ),
    Case(
        'G12-3-TIME',
        name='never',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: indefinite\n\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-response: P0D\n\n',
    ),
    Case(
        'G12-5-FREE',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-fee: 15 EUR\n\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-fee: 0\n\n',
        says=('A fee is asked',),
    ),
    Case(
        'G12-5-FREE',
        name='unfounded',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-fee: a reasonable fee\n\n',
        passes=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-fee: 15 EUR for manifestly unfounded requests\n\n'
        ),
    ),
    Case(
        'G12-5-FREE',
        name='words',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-fee: free for one, then 10 EUR\n\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-fee: free of charge\n\n',
    ),
    Case(
        'G21-4-SEPARATE',
        fails=('.. purpose:: logs\n   :legal-basis: legitimate-interests\n\n.. data-right:: object\n   :key: object\n'),
        passes=(
            '.. purpose:: logs\n   :legal-basis: legitimate-interests\n\n'
            '.. data-right:: object\n   :key: object\n   :prominent:\n'
        ),
        at='.. data-right::',
        says=('not shown apart',),
    ),
    Case(
        'G21-4-SEPARATE',
        name='nowhere',
        fails='.. purpose:: ads\n   :kind: advertise\n',
        passes='.. purpose:: help\n   :kind: support\n',
        says=('described nowhere',),
    ),
    Case(
        'G21-4-SEPARATE',
        name='inherited',
        options=':addendum-to: {other}',
        others='.. privacy-notice:: {other}\n\n.. data-right:: object\n   :key: object\n   :prominent:\n',
        fails=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n\n.. purpose:: logs\n   :legal-basis: legitimate-interests\n'
        ),
        passes='.. purpose:: logs\n   :legal-basis: legitimate-interests\n',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
