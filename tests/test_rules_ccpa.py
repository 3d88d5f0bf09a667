"""Rules of CCPA: what is collected and sold, which rights there are, and how they are used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from sphinxext_privacy.rules.ccpa_data import SENSITIVE, SENSITIVE_LETTER
from sphinxext_privacy.rules.ccpa_rights import is_toll_free
from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.judge import Row

CROSSWALK: Final = Path(__file__).parent.parent.parent / 'shared' / 'data' / 'crosswalk.json'

WHOLE: Final = """\
.. collected-data:: email
   :ccpa-category: A
   :source: data-subject
   :sold-or-shared: no
   :retention: P30D
   :purposes: news

.. purpose:: news
"""
"""Data of which everything is stated."""
SOLD: Final = '.. collected-data:: email\n   :sold-or-shared: yes\n\n'
HEALTH: Final = '.. collected-data:: health\n   :category: health\n   :purposes: care\n\n.. purpose:: care\n\n'
RIGHTS: Final = ''.join(f'.. data-right:: {key}\n\n' for key in ('know', 'delete', 'correct', 'non-retaliation'))
CALL: Final = '.. controller:: acme\n   :name: Acme\n   :phone: +1 800 555 0100\n\n'
SALE: Final = '.. privacy-statement:: sale\n\n   Nothing is sold.\n'


def case(rule: str, name: str, fails: str, passes: str, **more: object) -> Case:
    """Give a case of a notice under CCPA."""
    return Case(rule, fails, passes, name=name, regimes='ccpa', **more)  # type: ignore[arg-type]


CASES: Final = (
    # -- what is collected ----------------------------------------------------------------------------------------
    case(
        'CA-100-A1',
        '',
        '.. collected-data:: email\n   :source: observed\n',
        WHOLE,
        at='.. collected-data:: email',
        says=('Not stated: `:ccpa-category:`, `:purposes:`, `:sold-or-shared:`.',),
    ),
    case(
        'CA-100-A1',
        'a letter that there is not, and purposes that name their data',
        '.. collected-data:: email\n   :ccpa-category: M\n   :sold-or-shared: no\n\n'
        '.. purpose:: news\n   :data: email\n',
        '.. collected-data:: email\n   :ccpa-category: (a), f\n   :sold-or-shared: no\n\n'
        '.. purpose:: news\n   :data: email\n',
        at='.. collected-data:: email',
        says=('Not stated: `:ccpa-category:`. ',),
    ),
    case(
        'CA-100-A1',
        'statements',
        '.. collected-data:: email\n   :ccpa-category: A\n\n' + SALE,
        f'.. collected-data:: email\n   :ccpa-category: A\n\n{SALE}\n'
        '.. privacy-statement:: purposes\n   :data: email\n\n   For letters.\n',
        at='.. collected-data:: email',
        says=('Not stated: `:purposes:`.',),
    ),
    case(
        'CA-100-A1',
        'no data',
        'Words.\n',
        '.. privacy-statement:: analytics\n   :no-personal-data: yes\n\n   We count pages.\n',
        says=('not stated which categories',),
    ),
    case(
        'CA-100-A1',
        'inherited',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :addendum-to: {other}\n\n.. collected-data:: shoes\n',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :addendum-to: {other}\n',
        at='.. collected-data:: shoes',
        others=f'.. privacy-notice:: {{other}}\n\n{WHOLE}',
    ),
    case(
        'CA-100-A2',
        'by its category',
        HEALTH.replace(':purposes: care', ':purposes: care\n   :sold-or-shared: no'),
        HEALTH.replace(':purposes: care', ':purposes: care\n   :sold-or-shared: no\n   :ccpa-category: C, L'),
        at='.. collected-data:: health',
        says=('does not hold `L`',),
    ),
    case(
        'CA-100-A2',
        'by its letter',
        '.. collected-data:: faith\n   :ccpa-category: L\n   :sold-or-shared: no\n',
        '.. collected-data:: messages\n   :category: message-content\n',
        at='.. collected-data:: faith',
        says=('Not stated: `:purposes:`.',),
    ),
    case('CA-100-A3', '', '.. collected-data:: email\n', WHOLE, at='.. collected-data:: email'),
    case(
        'CA-100-A3',
        'by purposes',
        '.. collected-data:: email\n   :purposes: a, b\n\n.. purpose:: a\n   :retention: P1Y\n\n.. purpose:: b\n',
        '.. collected-data:: email\n   :purposes: a, b\n\n.. purpose:: a\n   :retention: P1Y\n\n'
        '.. purpose:: b\n   :retention: until you leave\n',
        at='.. collected-data:: email',
    ),
    case(
        'CA-100-A3',
        'a statement about other data',
        '.. collected-data:: email\n\n.. collected-data:: shoes\n\n'
        '.. privacy-statement:: retention\n   :data: shoes\n\n   A year.\n',
        '.. collected-data:: email\n\n.. privacy-statement:: retention\n\n   A year.\n',
        at='.. collected-data:: email',
    ),
    case(
        'CA-130-A5B',
        '',
        '.. collected-data:: email\n   :ccpa-category: A\n\n.. processor:: post\n   :name: Post\n',
        f'{WHOLE}\n.. processor:: post\n   :name: Post\n',
        at='.. collected-data:: email',
        says=('Not stated: `:purposes:`, `:source:`.',),
    ),
    case(
        'CA-130-A5B',
        'recipients',
        WHOLE,
        f'.. privacy-notice:: {{id}}\n   :regimes: ccpa\n   :recipients: none — all is done by us\n\n{WHOLE}',
        says=('neither which third parties',),
    ),
    case(
        'CA-130-A5B',
        'statements',
        WHOLE,
        f'{WHOLE}\n.. privacy-statement:: recipients\n\n   The post.\n',
    ),
    case(
        'CA-130-A5C',
        'sales',
        '.. collected-data:: email\n\n.. collected-data:: name\n   :sold-or-shared: no\n\n'
        '.. processor:: post\n   :name: Post\n   :data: email\n',
        f'.. collected-data:: email\n\n{SALE}\n.. processor:: post\n   :name: Post\n   :data: email\n',
        says=('neither that data are sold',),
    ),
    case(
        'CA-130-A5C',
        'disclosed',
        f'{SOLD}.. processor:: post\n   :name: Post\n',
        f'{SOLD}.. purpose:: news\n   :data: email\n   :processors: post\n\n.. processor:: post\n   :name: Post\n',
        says=('neither which data are disclosed',),
    ),
    case(
        'CA-130-A5C',
        'nobody gets data',
        WHOLE,
        f'{WHOLE}\n.. processor:: post\n   :name: Post\n   :no-personal-data: yes\n',
        says=('neither which data are disclosed',),
    ),
    case(
        'CA-130-A5C',
        'denied',
        WHOLE,
        f'.. privacy-notice:: {{id}}\n   :regimes: ccpa\n   :recipients: none\n\n{WHOLE}',
    ),
    case('CA-7012', '', WHOLE, f'{WHOLE}\n.. privacy-summary::\n', says=('No overview shows at a glance',)),
    case(
        'CA-7012',
        'sales',
        '.. collected-data:: email\n\n.. collected-data-list::\n',
        f'.. collected-data:: email\n\n.. collected-data-list::\n\n{SALE}',
        says=('not stated of all data',),
    ),
    case(
        'CA-7012',
        'scope',
        f'{WHOLE}\n.. collected-data-list::\n   :scope: inherited\n',
        f'{WHOLE}\n.. collected-data-list::\n   :scope: own\n',
    ),
    # -- rights, and how they are used ----------------------------------------------------------------------------
    case('CA-130-A1', '', f'{CALL}{RIGHTS}', f'{CALL}\n.. data-right:: know\n   :url: https://acme.example/ask\n'),
    case(
        'CA-130-A1',
        'not toll-free',
        CALL.replace('800', '212') + RIGHTS,
        CALL.replace('+1 ', '1-').replace('\n\n', '\n   :email: ask@acme.example\n\n'),
        says=('None of the telephone numbers is toll-free',),
    ),
    case(
        'CA-130-A1',
        'channel',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :request-channel: ask us\n\nWords.\n',
        f'.. privacy-notice:: {{id}}\n   :regimes: ccpa\n   :request-channel: ask us\n\n{CALL}',
    ),
    case(
        'CA-130-A1',
        'online only',
        f'.. privacy-notice:: {{id}}\n   :regimes: ccpa\n   :online-only: yes\n\n{RIGHTS}',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :online-only: yes\n\n'
        '.. data-right:: know\n   :url: mailto:ask@acme.example\n',
        says=('no e-mail address for requests',),
    ),
    case(
        'CA-130-A5A',
        '',
        '.. data-right:: know\n',
        RIGHTS,
        says=('These rights are not described: delete, correct, non-retaliation.',),
    ),
    case(
        'CA-130-A5A',
        'of sale and of sensitive data',
        SOLD + HEALTH + RIGHTS,
        f'{SOLD}{HEALTH}{RIGHTS}.. data-right:: opt-out\n\n.. data-right:: limit\n',
        says=('not described: opt-out, limit.',),
    ),
    case(
        'CA-130-A5A',
        'statement',
        '.. privacy-statement:: contact\n\n   Write to us.\n',
        '.. privacy-statement:: rights\n\n   You have rights.\n',
    ),
    case('CA-106', '', '.. data-right:: know\n', '.. data-right:: correct\n'),
    case('CA-106', 'statement', 'Words.', '.. privacy-statement:: rights\n\n   You can have it put right.\n'),
    case('CA-125', '', '.. data-right:: know\n', '.. data-right:: non-retaliation\n'),
    case('CA-125', 'statement', 'Words.', '.. privacy-statement:: rights\n\n   Nobody is treated worse.\n'),
    case(
        'CA-135-LINKS',
        'no right',
        SOLD,
        f'{SOLD}.. data-right:: opt-out\n   :url: https://acme.example/opt-out\n',
        says=('no link to opt out',),
    ),
    case(
        'CA-135-LINKS',
        'a right without a link',
        f'{HEALTH}.. data-right:: limit\n',
        f'{HEALTH}.. data-right:: limit\n   :url: https://acme.example/limit\n',
        at='.. data-right:: limit',
        says=('no link to limit',),
    ),
    case(
        'CA-135-LINKS',
        'one of two rights has a link',
        f'{SOLD}.. data-right:: opt-out\n\n.. data-right:: By post\n   :key: opt-out\n',
        f'{SOLD}.. data-right:: opt-out\n\n.. data-right:: By form\n   :key: opt-out\n   :url: https://acme.example\n',
        at='.. data-right:: opt-out',
    ),
    case(
        'CA-135-LINKS',
        'signal',
        SOLD + HEALTH,
        f'.. privacy-notice:: {{id}}\n   :regimes: ccpa\n   :gpc: yes\n\n{SOLD}{HEALTH}',
        count=2,
    ),
    case('CA-135-LINKS', 'nothing to opt out of', SOLD, WHOLE),
    case(
        'CA-7011-F',
        '',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :gpc: yes\n\n.. data-right:: opt-out\n',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :gpc: yes\n\n'
        '.. data-right:: opt-out\n   :how: turn the signal on in your browser\n',
    ),
    case('CA-7011-F', 'sale', SOLD, SOLD + SALE),
    case('CA-7011-F', 'nothing sold', SOLD, WHOLE),
    case(
        'CA-7011-H',
        '',
        'Words.\n',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :authorized-agent: with a signed permission\n',
    ),
    case(
        'CA-7011-I',
        '',
        SOLD,
        f'{SOLD}.. privacy-statement:: children\n\n   We ask parents.\n',
        options=':children: directed',
    ),
    case('CA-7011-I', 'not sold', SOLD, WHOLE, options=':children: directed'),
    case(
        'CA-7011-I',
        'grown up',
        f'.. privacy-notice:: {{id}}\n   :regimes: ccpa\n   :children: directed\n   :minimum-age: 13\n\n{SOLD}',
        f'.. privacy-notice:: {{id}}\n   :regimes: ccpa\n   :children: directed\n   :minimum-age: 16\n\n{SOLD}',
    ),
    case('CA-7011-J', '', '.. controller:: acme\n   :name: Acme\n', CALL),
    case('CA-7011-J', 'statement', 'Words.', '.. privacy-statement:: contact\n\n   Write to us.\n'),
    # -- dates ----------------------------------------------------------------------------------------------------
    case('CA-7011-4', '', 'Words.\n', '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :updated: 2026-01-15\n'),
    case(
        'CA-7011-4',
        'not that of another notice',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :addendum-to: {other}\n',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :addendum-to: {other}\n   :updated: 2026-01-15\n',
        others='.. privacy-notice:: {other}\n   :updated: 2026-01-15\n',
    ),
    case(
        'CA-130-UPDATE',
        '',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :updated: 2025-02-27\n',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :updated: 2025-02-28\n',
        says=('2025-02-27, more than 12 months ago',),
    ),
    case(
        'CA-130-UPDATE',
        'reviewed',
        'Words.\n',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :updated: 2020-01-01\n   :reviewed: 2026-02-01\n',
        says=('not stated when it was last updated',),
    ),
    case(
        'CA-130-UPDATE',
        'superseded',
        'Words.\n',
        '.. privacy-notice:: {id}\n   :regimes: ccpa\n   :status: superseded\n',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judgement]:
    folder: Path = tmp_path_factory.mktemp('rules')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('SOURCE_DATE_EPOCH', '1772236800')  # 2026-02-28
        # The law does not wait longer where the project does.
        yield Judgement(folder, CASES, privacy_review_months=24)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)


def rows(judgement: Judgement, slug: str) -> dict[str, Row]:
    """Give what each rule says of a notice that passes."""
    return {row.rule.id: row for row in judgement.judged[f'{slug}-passes'].rows}


def test_what_was_met_can_be_told(judgement: Judgement) -> None:
    """The entries that state it, for the table of what a notice covers."""
    row = rows(judgement, 'ca-130-a5c-disclosed')['CA-130-A5C']
    assert [outcome.entry.key for outcome in row.met if outcome.entry] == [('data', 'email'), ('processor', 'post')]
    row = rows(judgement, 'ca-100-a1-no-data')['CA-100-A1']
    assert [outcome.entry.kind for outcome in row.met if outcome.entry] == ['statement']


def test_rules_do_not_apply_where_there_is_nothing_to_judge(judgement: Judgement) -> None:
    states = {ident: row.state for ident, row in rows(judgement, 'ca-100-a1-no-data').items()}
    for ident in ('CA-100-A2', 'CA-100-A3', 'CA-130-A5B', 'CA-130-A5C', 'CA-135-LINKS', 'CA-7011-F', 'CA-7012'):
        assert states[ident] == 'not-applicable', ident


@pytest.mark.parametrize(
    ('number', 'free'),
    [
        ('+1 800 555 0100', True),
        ('1-888-PRIVACY', True),
        ('(877) 555-0100', True),
        ('001 833 555 0100', True),
        ('+800 1234 5678', True),
        ('+1 212 555 0100', False),
        ('+82 2 555 0100', False),
        ('+49 800 555 0100', False),
        ('0800 555 0100', False),
    ],
)
def test_toll_free_numbers(number: str, free: bool) -> None:
    assert is_toll_free(number) is free


def test_sensitive_categories_are_those_of_the_crosswalk() -> None:
    if not CROSSWALK.is_file():
        pytest.skip('there is no crosswalk beside the repository')
    rows = json.loads(CROSSWALK.read_text(encoding='utf-8'))['data_categories']
    marked = {row['key'] for row in rows if SENSITIVE_LETTER in row['ccpa_1798_140_v_1']}
    # Messages to the business itself are not sensitive: 1798.140(ae)(1)(E).
    assert marked - {'message-content'} == SENSITIVE
