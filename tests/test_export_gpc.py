"""``gpc.json``: one answer for a whole site, or none."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings

from sphinxext_privacy.exports.account import Account, Filled
from sphinxext_privacy.exports.forms import form_named
from tests.helpers.exported import everything, exported
from tests.helpers.forms import made_by, validator_of
from tests.helpers.held import untrue
from tests.helpers.rich import SETTINGS, rich_files
from tests.helpers.stated import notice, project

if TYPE_CHECKING:
    from jsonschema import Draft7Validator

    from sphinxext_privacy.exports.records import Exported
    from tests.conftest import ProjectMaker

FORM: Final = form_named('gpc')


@pytest.fixture(scope='module')
def validator() -> Draft7Validator:
    """Give the schema of the file."""
    return validator_of('gpc/gpc.schema.json')


def made(stated: Exported) -> tuple[Any, Account]:
    return made_by(FORM, 'gpc.json', stated)


def test_the_file(validator: Draft7Validator) -> None:
    account = Account()
    found = dict(FORM.files(project(notice('n', gpc=True, updated='2026-02-10', date='2026-02-10')), account))
    assert found == {'gpc.json': '{\n  "gpc": true,\n  "lastUpdate": "2026-02-10"\n}\n'}
    validator.validate(json.loads(found['gpc.json']))
    assert account.filled == [
        Filled('gpc.json', 'lastUpdate', '2026-02-10', "the date of the last material change of the notice 'n'")
    ]
    assert account.left_out == []


def test_no_is_an_answer_too() -> None:
    data, _ = made(project(notice('n', gpc=False, updated='2026-02-10')))
    assert data == {'gpc': False, 'lastUpdate': '2026-02-10'}


def test_without_a_statement_there_is_no_file() -> None:
    data, account = made(project(notice('n', updated='2026-02-10')))
    assert data is None
    assert account.left_out == []


def test_the_date_is_that_of_who_states_it() -> None:
    """The last of several, and never one of a notice that says nothing of the signal."""
    data, account = made(
        project(
            notice('a', gpc=True, updated='2025-01-01'),
            notice('b', gpc=True, date='2025-06-01'),
            notice('c', updated='2026-02-10'),
        )
    )
    assert data == {'gpc': True, 'lastUpdate': '2025-06-01'}
    assert account.filled[0].origin == "the date of the last change in git of the notice 'b'"


def test_a_date_that_is_not_used_is_told() -> None:
    stated = project(notice('a', gpc=True, updated='2025-01-01'), notice('b', gpc=True, effective='2025-06-01'))
    data, account = made(stated)
    assert data == {'gpc': True, 'lastUpdate': '2025-06-01'}
    assert [(lost.ident, lost.facts) for lost in account.losses(stated)] == [
        ('a', {'updated': 'another notice that states it is younger'})
    ]


def test_a_date_of_effect_is_the_last_resort() -> None:
    data, account = made(project(notice('n', gpc=True, effective='2027-01-01', updated='2026-02-10')))
    assert data['lastUpdate'] == '2026-02-10'
    data, account = made(project(notice('n', gpc=True, effective='2027-01-01')))
    assert data['lastUpdate'] == '2027-01-01'
    assert account.filled[0].origin == "the date from which it holds of the notice 'n'"


def test_no_date() -> None:
    stated = project(notice('n', gpc=True))
    data, account = made(stated)
    assert data is None
    assert [item.why for item in account.left_out] == ['no date is known of the notices that state it']
    assert next(account.losses(stated)).facts == {'gpc': 'no date is known of the notices that state it'}


def test_contradiction() -> None:
    stated = project(
        notice('a', gpc=True, updated='2026-02-10'),
        notice('b', gpc=False, updated='2026-02-11'),
        notice('c', gpc=True, updated='2026-02-12'),
    )
    data, account = made(stated)
    why = "notices contradict each other: yes in 'a', 'c', no in 'b'"
    assert data is None
    assert [item.why for item in account.left_out] == [why]
    assert [lost.facts['gpc'] for lost in account.losses(stated)] == [why] * 3


@pytest.mark.parametrize('status', ['draft', 'superseded'])
def test_a_notice_that_is_not_in_force(status: str) -> None:
    """It says nothing of what the site does now, and the file has no place for the status."""
    old = notice('a', gpc=False, updated='2026-02-10', status=status)
    data, account = made(project(old))
    assert data is None
    assert [item.why for item in account.left_out] == ['only notices that are not in force state it']
    stated = project(old, notice('b', gpc=True, updated='2026-01-01', status='active'))
    data, account = made(stated)
    assert data == {'gpc': True, 'lastUpdate': '2026-01-01'}
    assert next(account.losses(stated)).facts['gpc'] in {'the notice is a draft', 'the notice is superseded'}


@settings(deadline=None, max_examples=25)
@given(exported())
def test_any_notice(validator: Draft7Validator, stated: Exported) -> None:
    data, account = made(stated)
    if data is not None:
        validator.validate(data)
        assert [item.path for item in account.filled] == ['lastUpdate']
    says = any('gpc' in notice.facts for notice in stated.notices)
    assert says == (data is not None or bool(account.left_out))
    assert made(stated)[0] == data


def test_every_fact_is_held_or_told() -> None:
    whole = everything()
    (only,) = whole.notices
    # The status says nothing where the notice is in force.
    facts = {name: value for name, value in only.facts.items() if name != 'status'}
    assert untrue(FORM, replace(whole, notices=(replace(only, facts=facts),))) == []


def test_a_build(validator: Draft7Validator, make_project: ProjectMaker) -> None:
    files = rich_files()
    files['gpc.rst'] = (
        ':orphan:\n\nSignals\n=======\n\n.. privacy-notice:: signals\n   :updated: 2026-02-10\n   :gpc:\n'
    )
    build = make_project(files, **SETTINGS).build('privacy')
    data = json.loads(build.text('gpc.json'))
    validator.validate(data)
    # Those of the other pages are drafts.
    assert data == {'gpc': True, 'lastUpdate': '2026-02-10'}


def test_an_empty_project() -> None:
    assert made(project())[0] is None
