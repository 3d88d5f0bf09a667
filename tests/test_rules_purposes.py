"""Rules about purposes and their legal bases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

DATA = '.. collected-data:: Address\n   :id: address\n'
NEWS = '.. purpose:: Newsletter\n   :id: news\n'
SUPPORT = '.. purpose:: Support\n   :id: support\n'
ADDENDUM = '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :addendum-to: {other}\n\n'
REGISTER = 'purposes: {billing: {label: Billing}}\n'


def statement(topic: str, data: str = '') -> str:
    return f'\n.. privacy-statement:: {topic}\n' + (f'   :data: {data}\n' if data else '') + '\n   So it is.\n\n'


CASES = (
    Case('G13-1-C-PURPOSE', fails='Nothing.', passes=NEWS, says=('No purpose is stated',)),
    Case(
        'G13-1-C-PURPOSE',
        name='data',
        fails=f'{DATA}\n{NEWS}',
        passes=f'{DATA}   :purposes: news\n\n{NEWS}',
        at='.. collected-data::',
        says=("collected-data 'address'", 'serves no purpose'),
    ),
    Case(
        'G13-1-C-PURPOSE',
        name='inverse',
        fails=f'{DATA}\n{NEWS}',
        passes=f'{DATA}\n{NEWS}   :data: address\n',
        at='.. collected-data::',
    ),
    Case(
        'G13-1-C-PURPOSE',
        name='register',
        fails=f'{DATA}   :purposes: gone\n\n{NEWS}',
        passes=f'{DATA}   :purposes: billing\n\n{NEWS}',
        at='.. collected-data::',
    ),
    Case(
        'G13-1-C-PURPOSE',
        name='inherited',
        fails=f'{DATA}   :purposes: gone\n',
        passes=f'{ADDENDUM}{DATA}   :purposes: help\n',
        others='.. privacy-notice:: {other}\n\n.. purpose:: Help\n   :id: help\n',
    ),
    Case(
        'G13-1-C-PURPOSE',
        name='statement',
        fails=f'{DATA}{statement("purposes", "other")}.. collected-data:: Other\n',
        passes=f'{DATA}{statement("purposes", "address")}',
        at='.. collected-data:: Address',
    ),
    Case(
        'G13-1-C-PURPOSE',
        name='once for all data',
        fails=f'{DATA}\n.. collected-data:: Name\n',
        passes=f'{DATA}\n.. collected-data:: Name\n{statement("purposes")}',
    ),
    Case(
        'G13-1-C-BASIS',
        fails=NEWS,
        passes=f'{NEWS}   :legal-basis: consent\n',
        at='.. purpose::',
        says=("purpose 'news': No legal basis is stated.", '`:legal-basis:`'),
    ),
    Case(
        'G13-1-C-BASIS',
        name='unknown',
        fails=f'{NEWS}   :legal-basis: our wish\n',
        passes=f'{NEWS}   :legal-basis: contract\n',
        at='.. purpose::',
        says=('our wish is none of the legal bases',),
    ),
    Case(
        'G13-1-C-BASIS',
        name='of data',
        fails=f'{NEWS}   :data: address, name\n\n{DATA}   :legal-basis: consent\n\n.. collected-data:: Name\n',
        passes=f'{NEWS}   :data: address\n\n{DATA}   :legal-basis: consent\n',
        at='.. purpose::',
    ),
    Case(
        'G13-1-C-BASIS',
        name='statement',
        fails=f'{NEWS}   :data: address, name\n\n{DATA}\n.. collected-data:: Name\n{statement("legal-basis", "name")}',
        passes=f'{NEWS}   :data: address\n\n{DATA}{statement("legal-basis", "address")}',
        at='.. purpose::',
    ),
    Case('G13-1-C-BASIS', name='general', fails=NEWS, passes=f'{NEWS}{statement("legal-basis")}', at='.. purpose::'),
    Case(
        # What is inherited lacks a basis too, and that is found where it is stated.
        'G13-1-C-BASIS',
        name='inherited',
        fails=f'{ADDENDUM}{NEWS}',
        passes=f'{NEWS}   :legal-basis: consent\n',
        at='.. purpose::',
        others='.. privacy-notice:: {other}\n   :regimes: gdpr\n\n.. purpose:: Help\n',
    ),
    Case(
        'G13-1-C-MULTI',
        fails=f'{NEWS}   :legal-basis: consent, contract\n',
        passes=f'{NEWS}   :legal-basis: consent\n',
        at='.. purpose::',
    ),
    Case(
        'G13-1-C-MULTI',
        name='told apart',
        fails=f'{NEWS}   :legal-basis: consent, contract\n   :data: address\n\n{DATA}',
        passes=f'{NEWS}   :legal-basis: consent, contract\n   :data: address\n\n{DATA}   :legal-basis: consent\n',
        at='.. purpose::',
    ),
    Case(
        'G13-1-C-LAW',
        fails=f'{NEWS}   :legal-basis: legal-obligation\n',
        passes=f'{NEWS}   :legal-basis: legal-obligation\n   :legal-basis-detail: HGB § 257\n',
        at='.. purpose::',
        says=('the law is not named',),
    ),
    Case(
        'G13-1-C-LAW',
        name='data',
        fails=f'{DATA}   :legal-basis: public-task\n   :purposes: news\n\n{NEWS}   :legal-basis: consent\n',
        passes=f'{DATA}   :legal-basis: consent\n   :purposes: news\n\n{NEWS}   :legal-basis: consent\n',
        at='.. collected-data::',
    ),
    Case(
        'G13-1-C-LAW',
        name='statement',
        fails=f'{NEWS}   :legal-basis: public-task\n',
        passes=f'{NEWS}   :legal-basis: public-task\n{statement("legal-basis")}',
        at='.. purpose::',
    ),
    Case(
        'G13-1-D-LI',
        fails=f'{NEWS}   :legal-basis: legitimate-interests\n',
        passes=(
            f'{NEWS}   :legal-basis: legitimate-interests\n   :legitimate-interest: telling news\n'
            '   :legitimate-interest-of: controller\n'
        ),
        at='.. purpose::',
        says=('which, nor whose',),
    ),
    Case(
        'G13-1-D-LI',
        name='whose',
        fails=f'{NEWS}   :legal-basis: legitimate-interests\n   :legitimate-interest: telling news\n',
        passes=f'{NEWS}   :legal-basis: legitimate-interests\n{statement("legitimate-interests")}',
        at='.. purpose::',
        says=('not stated whose',),
    ),
    Case(
        'G13-1-D-LI',
        name='which',
        fails=f'{NEWS}   :legal-basis: legitimate-interests\n   :legitimate-interest-of: controller\n',
        passes=f'{NEWS}   :legal-basis: consent\n',
        at='.. purpose::',
        says=('not stated which',),
    ),
    Case(
        'G13-1-D-LI',
        name='data of a purpose that rests on it',
        fails=f'{DATA}   :legal-basis: legitimate-interests\n   :purposes: support\n\n{SUPPORT}',
        passes=(
            f'{DATA}   :legal-basis: legitimate-interests\n   :purposes: support\n\n{SUPPORT}'
            '   :legitimate-interest: help\n   :legitimate-interest-of: third-party\n'
        ),
        at='.. collected-data::',
    ),
    Case(
        'G13-1-D-LI',
        name='once for a purpose and its data',
        fails=(
            f'{DATA}   :legal-basis: legitimate-interests\n   :purposes: support\n\n'
            f'{SUPPORT}   :legal-basis: legitimate-interests\n'
        ),
        passes=SUPPORT,
        at='.. purpose::',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES, REGISTER)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)
