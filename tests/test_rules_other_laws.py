"""Rules of LGPD and of FADP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

BRAZIL: Final = {
    'purpose': '.. purpose:: news\n',
    'data': '.. collected-data:: email\n   :retention: P1Y\n',
    'controller': '.. controller:: acme\n   :name: Acme\n   :email: ask@acme.example\n'
    '   :responsibilities: all of it\n',
    'processor': '.. processor:: post\n   :name: Post\n',
    'right': '.. data-right:: access\n   :law: LGPD, Art. 18 II\n',
}
SWISS: Final = {
    'controller': '.. controller:: acme\n   :name: Acme\n   :phone: +41 44 555 01 00\n',
    'purpose': '.. purpose:: news\n',
    'processor': '.. processor:: post\n   :name: Post\n   :country: CH\n',
}


def without(parts: dict[str, str], *left_out: str, **others: str) -> str:
    """Give a notice of *parts* but for those left out, with *others* in the place of some."""
    return '\n'.join(text for name, text in {**parts, **others}.items() if name not in left_out)


def brazil(name: str, says: str, fails: str, passes: str = '', at: str = '') -> Case:
    return Case('BR-9', fails, passes or without(BRAZIL), name=name, regimes='lgpd', says=(says,), at=at)


def swiss(name: str, says: str, fails: str, passes: str = '', at: str = '') -> Case:
    return Case('CH-19', fails, passes or without(SWISS), name=name, regimes='fadp', says=(says,), at=at)


def said(topic: str) -> str:
    return f'.. privacy-statement:: {topic}\n\n   Words.\n'


CASES: Final = (
    brazil('purpose', '(I)', without(BRAZIL, 'purpose')),
    brazil('duration', '(II)', without(BRAZIL, data='.. collected-data:: email\n'), at='.. collected-data:: email'),
    Case(
        'BR-9',
        without(BRAZIL, 'controller'),
        without(BRAZIL),
        name='controller',
        regimes='lgpd',
        count=3,
        says=('(III)',),
    ),
    brazil(
        'contact',
        '(IV)',
        without(BRAZIL, controller=BRAZIL['controller'].replace(':email: ask@acme.example', ':country: BR')),
    ),
    brazil('shared', '(V)', without(BRAZIL, 'processor')),
    brazil('responsibilities', '(VI)', without(BRAZIL, controller=SWISS['controller'])),
    brazil('rights', '(VII)', without(BRAZIL, right='.. data-right:: restriction\n   :law: GDPR 18\n')),
    brazil('another article', '(VII)', without(BRAZIL, right='.. data-right:: access\n   :law: LGPD 9\n')),
    brazil(
        'statements',
        '(VI)',
        without(
            {
                topic: said(topic)
                for topic in ('purposes', 'retention', 'controller', 'contact', 'recipients', 'rights')
            },
            data='.. collected-data:: email\n',
        ),
        without(
            {topic: said(topic) for topic in ('purposes', 'retention', 'contact', 'recipients', 'rights')},
            data='.. collected-data:: email\n',
            controller='.. controller:: acme\n   :name: Acme\n   :responsibilities: all of it\n',
        ),
    ),
    brazil(
        'denied',
        '(V)',
        without(BRAZIL, 'processor'),
        '.. privacy-notice:: {id}\n   :regimes: lgpd\n   :recipients: none\n\n' + without(BRAZIL, 'processor'),
    ),
    swiss('controller', 'who the controller is', without(SWISS, controller=said('contact'))),
    swiss('contact', 'No contact', without(SWISS, controller='.. controller:: acme\n   :name: Acme\n')),
    swiss('purpose', 'No purpose', without(SWISS, 'purpose')),
    swiss('recipients', 'neither who gets data', without(SWISS, 'processor')),
    swiss(
        'statements',
        'neither who gets data',
        without(SWISS, 'processor', 'controller', statement=said('controller')),
        without({topic: said(topic) for topic in ('controller', 'purposes', 'recipients')}),
    ),
    swiss(
        'from elsewhere',
        'not which categories',
        without(SWISS, source=said('source')),
        without(SWISS, source=said('source'), data='.. collected-data:: email\n   :source: public\n'),
    ),
    swiss(
        'country',
        'in which country',
        without(SWISS, processor='.. processor:: post\n   :name: Post\n'),
        without(SWISS, processor='.. processor:: post\n   :name: Post\n   :country: FR, UK\n'),
        at='.. processor:: post',
    ),
    swiss(
        'guarantees',
        'no guarantees',
        without(SWISS, processor='.. processor:: post\n   :name: Post\n   :country: CH, US\n'),
        without(
            SWISS, processor='.. processor:: post\n   :name: Post\n   :country: US\n   :transfer-mechanism: adequacy\n'
        ),
        at='.. processor:: post',
    ),
    swiss(
        'the public',
        'in which country',
        without(SWISS, processor='.. processor:: all\n   :name: All\n'),
        without(SWISS, processor='.. processor:: all\n   :name: All\n   :role: public\n'),
        at='.. processor:: all',
    ),
    swiss(
        'transfers',
        'no guarantees',
        without(SWISS, processor='.. processor:: post\n   :name: Post\n   :country: US\n'),
        without(SWISS, processor='.. processor:: post\n   :name: Post\n   :country: US\n', said=said('transfers')),
        at='.. processor:: post',
    ),
    Case('CH-21', 'Words.', '.. automated-decision:: Credit\n', regimes='fadp'),
    Case('CH-21', 'Words.', said('automated-decisions'), name='statement', regimes='fadp'),
    Case(
        'CH-21',
        'Words.',
        '.. privacy-notice:: {id}\n   :regimes: fadp\n   :automated-decisions: none\n',
        name='denied',
        regimes='fadp',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
