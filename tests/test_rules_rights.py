"""Rules about the rights of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

SIX = ('access', 'rectification', 'erasure', 'restriction', 'object', 'portability')
NEWS = '.. purpose:: Newsletter\n   :id: news\n   :legal-basis: consent\n'
HEALTH = '.. collected-data:: Health\n   :id: health\n   :art9-condition: explicit-consent\n'


def right(key: str, **options: str) -> str:
    """Give a right; in the names of options, ``_`` stands for ``-``."""
    lines = [f'   :{name.replace("_", "-")}: {value}\n' for name, value in options.items()]
    return f'.. data-right:: {key}\n' + ''.join(lines) + '\n'


def statement(topic: str, data: str = '') -> str:
    return f'\n.. privacy-statement:: {topic}\n' + (f'   :data: {data}\n' if data else '') + '\n   So it is.\n\n'


CASES = (
    Case(
        'G13-2-B-RIGHTS',
        fails=''.join(right(key) for key in SIX if key != 'erasure'),
        passes=''.join(right(key) for key in SIX[1:]) + '.. data-right:: Your file\n   :key: access\n',
        says=('The right `erasure` is not stated.',),
    ),
    Case('G13-2-B-RIGHTS', name='none', fails='Nothing.', passes=statement('rights'), count=6),
    Case(
        'G13-2-B-HOW',
        fails=right('access'),
        passes=right('access', how='Write to us.') + right('erasure', url='https://acme.example/delete'),
        at='.. data-right::',
        says=("data-right 'access'", 'how to use the right'),
    ),
    Case(
        'G13-2-B-HOW',
        name='two of a kind',
        fails=right('access', how='Write to us.') + '.. data-right:: Staff\n   :key: access\n',
        passes=right('access', how='Write to us.') + '.. data-right:: Staff\n   :key: access\n   :how: Ask us.\n',
        at='.. data-right:: Staff',
    ),
    Case(
        'G13-2-B-HOW',
        name='channel',
        fails=right('access'),
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-channel: Write to us.\n\n' + right('access'),
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-HOW',
        name='statement',
        fails=right('access'),
        passes=right('access') + statement('rights'),
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-HOW',
        name='authority',
        fails=right('complain'),
        passes=right('complain', authority='Data Protection Authority') + right('informed'),
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-HOW',
        name='withdrawal',
        fails=right('withdraw-consent') + NEWS,
        passes=right('withdraw-consent') + NEWS + '   :withdraw: Unsubscribe.\n',
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-FIT',
        fails=right('portability') + '.. purpose:: Bills\n   :legal-basis: legal-obligation\n',
        passes=right('portability') + '.. purpose:: Bills\n   :legal-basis: contract\n',
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-FIT',
        name='conditional',
        fails=right('portability') + '.. purpose:: Bills\n   :legal-basis: legal-obligation\n',
        passes=right('portability', conditional='yes') + '.. purpose:: Bills\n   :legal-basis: legal-obligation\n',
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-FIT',
        name='explicit consent',
        fails=right('portability') + '.. purpose:: Care\n   :legal-basis: public-task\n',
        passes=right('portability') + '.. purpose:: Care\n   :legal-basis: public-task\n\n' + HEALTH,
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-FIT',
        name='objection',
        fails=right('object') + '.. purpose:: Account\n   :legal-basis: contract\n',
        passes=right('object') + '.. purpose:: Account\n   :legal-basis: legitimate-interests\n',
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-FIT',
        name='marketing',
        fails=right('object') + '.. purpose:: Account\n   :kind: account-management\n   :legal-basis: consent\n',
        passes=right('object') + '.. purpose:: Offers\n   :kind: advertise\n   :legal-basis: consent\n',
        at='.. data-right::',
    ),
    Case(
        'G13-2-B-FIT',
        name='bases unknown',
        fails=right('object') + '.. purpose:: Account\n   :legal-basis: contract\n',
        passes=right('object') + right('portability') + '.. purpose:: Account\n',
        at='.. data-right::',
    ),
    Case(
        'G13-2-C-WITHDRAW',
        fails=NEWS,
        passes=NEWS + '\n' + right('withdraw-consent'),
        says=('Consent is a basis', '`withdraw-consent`'),
    ),
    Case('G13-2-C-WITHDRAW', name='explicit', fails=HEALTH, passes=HEALTH + statement('withdraw-consent')),
    Case('G13-2-C-WITHDRAW', name='other bases', fails=NEWS, passes='.. purpose:: Bills\n   :legal-basis: contract\n'),
    Case(
        'G13-2-C-HOW',
        fails=NEWS,
        passes=NEWS + '   :withdraw: Unsubscribe.\n',
        at='.. purpose::',
        says=("purpose 'news'", 'how to withdraw it', '`:withdraw:`'),
    ),
    Case('G13-2-C-HOW', name='statement', fails=NEWS, passes=NEWS + statement('withdraw-consent'), at='.. purpose::'),
    Case(
        'G13-2-C-HOW',
        name='explicit',
        fails=HEALTH,
        passes=HEALTH + '   :purposes: care\n\n.. purpose:: Care\n   :withdraw: Tell us.\n',
        at='.. collected-data::',
    ),
    Case(
        'G13-2-C-HOW',
        name='once for a purpose and its data',
        fails=HEALTH + '   :purposes: news\n\n' + NEWS,
        passes=HEALTH + '   :purposes: news\n\n' + NEWS + '   :withdraw: Unsubscribe.\n',
        at='.. purpose::',
    ),
    Case(
        'G13-2-D-COMPLAIN',
        fails=right('access'),
        passes=right('complain'),
        says=('complain to a supervisory authority', '`complain`'),
    ),
    Case('G13-2-D-COMPLAIN', name='statement', fails='Nothing.', passes=statement('complaint')),
    Case(
        'G13-2-D-AUTHORITY',
        fails=right('complain'),
        passes=right('complain', authority_url='https://edpb.europa.eu/members'),
        at='.. data-right::',
        says=('find or reach an authority', '`:authority:`'),
    ),
    Case(
        'G13-2-D-AUTHORITY',
        name='statement',
        fails=right('complain'),
        passes=right('complain') + statement('complaint'),
        at='.. data-right::',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)


def test_each_missing_right_is_a_finding_of_its_own(judgement: Judgement) -> None:
    """They can be told apart, so that one can be accepted without the others."""
    found = judgement.of('G13-2-B-RIGHTS', 'g13-2-b-rights-none-fails')
    assert [dict(finding.values)['right'] for finding in found] == list(SIX)
    assert len({finding.fingerprint for finding in found}) == 6
