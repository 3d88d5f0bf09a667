"""Rules about who is responsible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

ACME = '.. controller:: acme\n   :name: Acme Ltd\n'
ABROAD = f'{ACME}   :country: US\n'

REGISTER = """
controllers:
  full:
    name: Full Ltd
    representative: {name: Acme Europe, email: eu@acme.example}
    dpo: {name: Jo Doe, email: dpo@acme.example}
    country: US
  bare:
    name: Bare Ltd
    representative: {name: Acme Europe}
    dpo: {name: Jo Doe}
    country: US
  office:
    name: The office
    email: office@acme.example
"""

CASES = (
    Case(
        'G13-1-A-IDENTITY',
        fails='Who we are is not said.',
        passes=ACME,
        says=('not stated who the controller is',),
    ),
    Case(
        'G13-1-A-IDENTITY',
        name='statement',
        fails='.. privacy-statement:: rights\n\n   You have rights.\n',
        passes='.. privacy-statement:: controller\n\n   Acme Ltd is responsible.\n',
    ),
    Case(
        'G13-1-A-CONTACT',
        fails=ACME,
        passes=f'{ACME}   :email: hello@acme.example\n',
        at='.. controller::',
        says=("controller 'acme'", 'how the controller can be contacted', '`:email:`'),
    ),
    Case(
        'G13-1-A-CONTACT', name='website', fails=ACME, passes=f'{ACME}   :website: https://acme.example\n', at='.. con'
    ),
    Case(
        'G13-1-A-CONTACT',
        name='nobody',
        fails='Who we are is not said.',
        passes='.. privacy-statement:: controller\n\n   Acme Ltd, Main Street 1.\n',
    ),
    Case(
        'G13-1-A-POSTAL',
        fails=f'{ACME}   :address: Main Street 1\n',
        passes=f'{ACME}   :address: Main Street 1\n   :country: DE\n',
        at='.. controller::',
    ),
    Case(
        'G13-1-A-REP',
        fails=ABROAD,
        passes=f'{ABROAD}   :representative: Acme Europe, eu@acme.example\n',
        at='.. controller::',
        says=('outside the Union', '`:representative:`'),
    ),
    Case(
        'G13-1-A-REP',
        name='of the United Kingdom',
        regimes='uk-gdpr',
        fails=f'{ACME}   :country: IE\n',
        passes=f'{ACME}   :country: GB\n',
        at='.. controller::',
        says=('outside the United Kingdom',),
    ),
    Case('G13-1-A-REP', name='inside', fails=ABROAD, passes=f'{ACME}   :country: US, IE\n', at='.. controller::'),
    Case(
        'G13-1-A-REP',
        name='no code',
        fails=ABROAD,
        passes=f'{ACME}   :country: Germany\n',
        at='.. controller::',
    ),
    Case(
        'G13-1-A-REP',
        name='statement',
        fails=ABROAD,
        passes=f'{ABROAD}\n.. privacy-statement:: representative\n\n   Acme Europe represents us.\n',
        at='.. controller::',
    ),
    Case(
        'G13-1-A-REP',
        name='reason',
        fails=f'.. privacy-notice:: {{id}}\n   :regimes: gdpr\n   :representative: none\n\n{ABROAD}',
        passes=f'.. privacy-notice:: {{id}}\n   :regimes: gdpr\n   :representative: none — Art. 27(2)(b)\n\n{ABROAD}',
        says=('not stated why there is no representative',),
    ),
    Case(
        'G13-1-A-REP',
        name='contact',
        fails='.. controller:: bare\n',
        passes='.. controller:: full\n',
        at='.. controller::',
        says=('either the name or the contact details are missing',),
    ),
    Case(
        'G13-1-B-DPO',
        fails=ACME,
        passes=f'{ACME}   :dpo: Jo Doe, dpo@acme.example\n',
        says=('`:dpo: none`',),
    ),
    Case(
        'G13-1-B-DPO',
        name='negative',
        fails=ACME,
        passes=f'.. privacy-notice:: {{id}}\n   :regimes: gdpr\n   :dpo: none\n\n{ACME}',
    ),
    Case(
        'G13-1-B-DPO',
        name='statement',
        fails=ACME,
        passes=f'{ACME}\n.. privacy-statement:: dpo\n\n   Write to Jo Doe.\n',
    ),
    Case(
        'G13-1-B-DPO-CONTACT',
        fails='.. controller:: bare\n',
        passes='.. controller:: full\n',
        at='.. controller::',
        says=('named without contact details',),
    ),
    Case(
        'G13-1-B-DPO-CONTACT',
        name='words',
        fails=f'{ACME}   :dpo: Jo Doe\n',
        passes=f'{ACME}   :dpo: Jo Doe, phone 030 1234\n',
        at='.. controller::',
    ),
    Case(
        'G13-1-B-DPO-CONTACT',
        name='id',
        fails=f'{ACME}   :dpo: Jo Doe\n',
        passes=f'{ACME}   :dpo: office\n',
        at='.. controller::',
    ),
    Case(
        'G13-1-B-DPO-CONTACT',
        name='id of the notice',
        fails=f'{ACME}   :dpo: jo\n\n.. controller:: jo\n   :name: Jo Doe\n',
        passes=f'{ACME}   :dpo: jo\n\n.. controller:: jo\n   :name: Jo Doe\n   :phone: +49 30 1234\n',
        at='.. controller:: acme',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES, REGISTER)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)


def test_officer_without_contact_is_found_once(judgement: Judgement) -> None:
    """That an officer cannot be reached is no reason to ask again for one."""
    assert judgement.of('G13-1-B-DPO', 'g13-1-b-dpo-contact-fails') == []


def test_what_is_missing_is_named(judgement: Judgement) -> None:
    """Of two fields, only the one that is missing."""
    (finding,) = judgement.of('G13-1-A-POSTAL', 'g13-1-a-postal-fails')
    assert dict(finding.values) == {'fields': '`:country:`'}
