"""Rules about data that come from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_privacy.rules.sources import Exemption, read_exemption
from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    Case(
        'G14-SCOPE',
        fails='.. collected-data:: email\n   :source: third-party, non-public\n\n.. collected-data:: name\n',
        passes=(
            '.. collected-data:: email\n   :source: third-party, non-public\n\n'
            '.. collected-data:: name\n   :source: data-subject\n'
        ),
        at='.. collected-data:: name',
        says=('where these data come from',),
    ),
    Case(
        'G14-SCOPE',
        name='statement',
        fails=(
            '.. collected-data:: email\n   :source: third-party, non-public\n\n'
            '.. collected-data:: name\n\n'
            '.. privacy-statement:: source\n   :data: email\n\n'
            '   A broker.\n'
        ),
        passes=(
            '.. collected-data:: email\n   :source: third-party, non-public\n\n'
            '.. collected-data:: name\n\n'
            '.. privacy-statement:: source\n   :data: name\n\n'
            '   From you.\n'
        ),
        at='.. collected-data:: name',
    ),
    Case(
        'G14-SCOPE',
        name='prose',
        fails=(
            'We collect data about you\nfrom other sources.\n\n.. collected-data:: email\n   :source: data-subject\n'
        ),
        passes='We collect data from you.\n\n.. collected-data:: email\n   :source: data-subject\n',
        at='We collect data',
        says=('It says “collect data about you from other sources”',),
    ),
    Case(
        'G14-SCOPE',
        name='prose of a statement',
        fails='We may get your name from third parties.\n',
        passes='.. privacy-statement:: source\n\n   We get your name from third parties, such as your employer.\n',
        at='We may get',
    ),
    Case(
        'G14-SCOPE',
        name='inherited',
        options=':addendum-to: {other}',
        others='.. privacy-notice:: {other}\n\n.. collected-data:: email\n   :source: third-party, non-public\n',
        fails='.. collected-data:: name\n',
        passes='.. collected-data:: name\n   :source: observed\n',
        at='.. collected-data:: name',
    ),
    Case(
        'G14-1-D-CATEGORIES',
        fails='.. collected-data:: email\n   :source: third-party, non-public\n',
        passes=(
            '.. collected-data:: email\n   :source: third-party, non-public\n   :category: email-address\n\n'
            '.. collected-data:: name\n'
        ),
        at='.. collected-data:: email',
    ),
    Case(
        'G14-2-F-SOURCE',
        fails='.. collected-data:: email\n   :source: third-party, non-public\n',
        passes='.. collected-data:: email\n   :source: third-party, non-public\n   :source-name: Acme Ltd\n',
        at='.. collected-data:: email',
        says=('not named',),
    ),
    Case(
        'G14-2-F-SOURCE',
        name='access',
        fails='.. collected-data:: email\n   :source: third-party\n   :source-url: https://example.org/\n',
        passes='.. collected-data:: email\n   :source: public\n   :source-url: https://example.org/\n',
        at='.. collected-data:: email',
        says=('publicly accessible',),
    ),
    Case(
        'G14-2-F-SOURCE',
        name='statement',
        fails=(
            '.. collected-data:: email\n   :source: third-party, non-public\n\n'
            '.. privacy-statement:: rights\n\n'
            '   You have rights.\n'
        ),
        passes=(
            '.. collected-data:: email\n   :source: third-party, non-public\n\n'
            '.. privacy-statement:: source\n   :data: email\n\n'
            '   From your employer.\n'
        ),
        at='.. collected-data:: email',
    ),
    Case(
        'G14-3-WHEN',
        fails='.. collected-data:: email\n   :source: third-party, non-public\n',
        passes='.. collected-data:: email\n   :source: third-party, non-public\n   :informed: within-a-month\n',
        at='.. collected-data:: email',
    ),
    Case(
        'G14-5-EXEMPT',
        fails='.. collected-data:: email\n   :source: third-party, non-public\n   :informed: exempt\n',
        passes=(
            '.. collected-data:: email\n   :source: third-party, non-public\n   :informed: exempt\n'
            '   :exemption: a — You know already.\n'
        ),
        at='.. collected-data:: email',
        says=('which point',),
    ),
    Case(
        'G14-5-EXEMPT',
        name='reason',
        fails=(
            '.. collected-data:: email\n   :source: third-party, non-public\n   :informed: exempt\n   :exemption: (b)\n'
        ),
        passes=(
            '.. collected-data:: email\n   :source: third-party, non-public\n   :informed: exempt\n'
            '   :exemption: (b) - there are too many\n'
        ),
        at='.. collected-data:: email',
        says=('Why point (b)',),
    ),
    Case(
        'G14-5-EXEMPT',
        name='draft',
        fails=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :status: draft\n\n'
            '.. collected-data:: email\n   :source: third-party, non-public\n   :informed: exempt\n'
            '   :exemption: b — There are too many.\n'
        ),
        passes=(
            '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :status: active\n\n'
            '.. collected-data:: email\n   :source: third-party, non-public\n   :informed: exempt\n'
            '   :exemption: b — There are too many.\n'
        ),
        at='.. collected-data:: email',
        says=('it is a draft',),
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)


@pytest.mark.parametrize(
    ('text', 'point', 'reason'),
    [
        ('b — too many', 'b', 'too many'),
        ('(c) – a law', 'c', 'a law'),
        ('Art. 14(5)(d): secrecy', 'd', 'secrecy'),
        ('a -- known', 'a', 'known'),
        ('A', 'a', ''),
        ('e — nothing', '', ''),
        ('club — nothing', '', ''),
        ('', '', ''),
    ],
)
def test_exemption(text: str, point: str, reason: str) -> None:
    assert read_exemption(text) == Exemption(point, reason)
