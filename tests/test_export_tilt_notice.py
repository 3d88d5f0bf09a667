"""The document of TILT for a notice: whether there is one, its head, and the people that it names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_privacy.exports.account import Account, LeftOut
from sphinxext_privacy.model.values import Contact
from tests.helpers.markup import RST
from tests.helpers.tilt import (
    ACME,
    DATED,
    document,
    documents,
    entry,
    filled,
    lost,
    notice,
    project,
)

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.model.values import Value
    from tests.conftest import ProjectMaker


# -- where there is no document ---------------------------------------------------------------------------------


def left_out(*entries: ExportedEntry, language: str = 'en', **more: Any) -> str:
    account = Account()
    assert documents(project(notice(*entries, **more), language=language), account) == {}
    assert filled(account) == {}
    (item,) = account.left_out
    assert item.file == 'tilt/n.json'
    return item.why


def test_all_that_is_missing_is_told() -> None:
    bare = entry('controller', 'acme', 'Acme', name='Acme', country=('EEA', 'Atlantis'), email='ask')
    assert left_out(bare, language='cak', facts={}) == (
        "no date is stated; no code of two letters for the language 'cak'; "
        'no country of the controller with a code of two letters is stated; no e-mail address is stated'
    )
    assert left_out(facts={}) == 'no date is stated; no controller with a country and an e-mail address is stated'
    assert left_out(replace(ACME, facts={'country': ('DE',)})) == 'no e-mail address is stated'


def test_a_notice_without_a_document_is_lost_as_a_whole() -> None:
    account = Account()
    made = project(notice(entry('data', 'ip', 'IP address', label='IP address')))
    assert documents(made, account) == {}
    why = 'its notice has no document'
    assert {(item.kind, item.ident): item.facts for item in account.losses(made)} == {
        ('notice', 'n'): {'updated': why},
        ('data', 'ip'): {'label': why},
    }


def test_what_another_notice_inherits_is_not_lost() -> None:
    account = Account()
    data = replace(entry('data', 'ip', 'IP address', label='IP address', examples='10.0.0.1'), notice='a')
    made = project(notice(data, ident='a'), notice(ACME, data))
    assert list(documents(made, account)) == ['tilt/n.json']
    (told,) = (item for item in account.losses(made) if item.kind == 'data')
    assert told.facts == {'examples': 'its notice has no document'}


def test_files_that_differ_in_capital_letters_only() -> None:
    account = Account()
    made = project(notice(ACME, ident='PyPI'), notice(ACME, ident='a.b-c_d'), notice(ACME, ident='pypi'))
    assert list(documents(made, account)) == ['tilt/PyPI.json', 'tilt/a.b-c_d.json']
    why = 'where capital letters make no difference, it would take the place of tilt/PyPI.json'
    assert account.left_out == [LeftOut('tilt/pypi.json', why)]


def test_no_id_leads_out_of_the_folder(make_project: ProjectMaker) -> None:
    ids = ('../up', '..', '/etc/passwd', 'C:\\x', 'a/../../b', 'con.json', '.hidden')
    options = {'updated': '2026-02-10'}
    controller = RST.directive('controller', 'Acme', {'country': 'DE', 'email': 'privacy@acme.example'})
    files = {'index.rst': RST.page('Home', RST.toctree(*(f'n{place}' for place, _ in enumerate(ids))))}
    for place_, ident in enumerate(ids):
        files[f'n{place_}.rst'] = RST.page('N', RST.directive('privacy-notice', ident, options), controller)
    build = make_project(files).build('privacy')
    written = [name for name in build.files() if name.endswith('.json') and name.count('/')]
    assert len(written) == len(ids)
    assert all(re.fullmatch(r'tilt/[A-Za-z0-9][A-Za-z0-9._-]*\.json', name) for name in written)
    assert not list(build.out.parent.glob('*.json'))


# -- its head ---------------------------------------------------------------------------------------------------


def meta_of(**more: Any) -> tuple[Any, dict[str, tuple[str, str]]]:
    account = Account()
    history = [
        replace(entry('change', date, date, date=date), notice=of)
        for date, of in (('2024-05-01', 'n'), ('2023-01-01', 'n'), ('2019-01-01', 'parent'))
    ]
    found = document(*more.pop('entries', history), account=account, **more)
    return found['meta'], filled(account)


def test_dates_that_are_not_stated_come_from_others() -> None:
    git = 'the last change of the page in git'
    meta, told = meta_of(facts={'effective': '2025-01-01'}, date='2025-06-01')
    assert (meta['created'], meta['modified']) == ('2023-01-01', '2025-06-01')
    assert told['meta/created'] == ('2023-01-01', 'the first privacy-change')
    assert told['meta/modified'] == ('2025-06-01', git)
    _, told = meta_of(facts={'effective': '2025-01-01'})
    assert told['meta/modified'] == ('2025-01-01', 'effective of the notice')
    _, told = meta_of(facts={'reviewed': '2025-01-01'})
    assert told['meta/modified'] == ('2024-05-01', 'the last privacy-change')
    meta, told = meta_of(facts={'reviewed': '2025-01-01'}, entries=())
    assert told['meta/modified'] == ('2025-01-01', 'reviewed of the notice')
    assert told['meta/created'] == ('2025-01-01', 'meta/modified')
    # What was stated is no filling.
    meta, told = meta_of(facts={'updated': '2022-01-01'}, date='2026-01-01')
    assert (meta['created'], meta['modified']) == ('2022-01-01', '2022-01-01')
    assert 'meta/modified' not in told


@pytest.mark.parametrize(
    ('stated', 'version'), [('7', 7), ('007', 7), ('0', 1), ('1.2', 1), ('v2', 1), ('²', 1), ('9' * 5000, 1)]
)
def test_versions(stated: str, version: int) -> None:
    account = Account()
    facts = {**DATED, 'version': stated}
    assert document(account=account, facts=facts)['meta']['version'] == version
    assert ('meta/version' in filled(account)) is (version == 1)
    assert ('version' in lost(account, facts=facts).get(('notice', 'n'), {})) is (version == 1)


@pytest.mark.parametrize(
    ('stated', 'status', 'why'),
    [
        ('active', 'active', None),
        ('draft', 'inactive', 'only that it is not active'),
        ('superseded', 'inactive', 'only that it is not active'),
        ('withdrawn', 'inactive', "no identifier for 'withdrawn'"),
    ],
)
def test_statuses(stated: str, status: str, why: str | None) -> None:
    account = Account()
    facts = {**DATED, 'status': stated}
    assert document(account=account, facts=facts)['meta']['status'] == status
    assert lost(account, facts=facts).get(('notice', 'n'), {}).get('status') == why
    assert ('meta/status' in filled(account)) is (stated == 'withdrawn')


@pytest.mark.parametrize(('languages', 'kept'), [(('en',), True), (('en_GB',), True), (('en', 'de'), False)])
def test_languages(languages: tuple[str, ...], kept: bool) -> None:
    account = Account()
    facts = {**DATED, 'languages': languages}
    assert document(account=account, facts=facts)['meta']['language'] == 'en'
    assert (('notice', 'n') in lost(account, facts=facts)) is not kept


def people_of(*entries: ExportedEntry, account: Account | None = None, **facts: Value) -> tuple[Any, Any]:
    """Give representative and officer of a notice whose controller states *facts* alone."""
    acme = entry('controller', 'acme', 'Acme', name='Acme', country=('UK',), **facts)
    (found,) = documents(project(notice(acme, *entries)), account).values()
    assert found['controller']['country'] == 'GB'
    return found['controller']['representative'], found['dataProtectionOfficer']


def test_the_controller_stands_for_those_who_are_not_stated() -> None:
    account = Account()
    assert people_of(account=account, email='privacy@acme.example') == (
        {'name': 'Acme', 'email': 'privacy@acme.example'},
        {'name': 'Acme', 'address': '', 'country': 'GB', 'email': 'privacy@acme.example'},
    )
    told = filled(account)
    assert told['controller/address'] == ('', 'nothing states it')
    assert told['dataProtectionOfficer/address'] == ('', 'nothing states it')
    assert told['dataProtectionOfficer/email'] == ('privacy@acme.example', 'email of the controller')


@pytest.mark.parametrize(
    ('entries', 'facts', 'origin'),
    [
        ((), {'email': 'ask', 'dpo': Contact(email='a@x.example')}, 'email of the data protection officer'),
        ((), {'representative': Contact(text='Rita, a@x.example')}, 'email of the representative'),
        (
            (
                entry('right', 'complain', 'Complain', key='complain', email='authority@x.example'),
                entry('right', 'access', 'Access', key='access', email='a@x.example'),
            ),
            {},
            "email of the right 'access'",
        ),
        (
            (
                entry('controller', 'joint', 'Joint', name='Joint', email='joint@x.example'),
                replace(entry('controller', 'mother', 'Mother', name='Mother', email='a@x.example'), notice='p'),
            ),
            {},
            "email of the controller 'mother' of the notice 'p'",
        ),
    ],
)
def test_an_email_address_from_another_contact(
    entries: tuple[ExportedEntry, ...], facts: dict[str, Value], origin: str
) -> None:
    account = Account()
    representative, officer = people_of(*entries, account=account, **facts)
    assert representative['email'] == officer['email'] == 'a@x.example'
    told = filled(account)
    assert origin in {
        told.get(f'{path}/email', ('', ''))[1] for path in ('controller/representative', 'dataProtectionOfficer')
    }


def test_a_person_who_is_said_not_to_exist() -> None:
    account = Account()
    made = project(
        notice(ACME, facts={**DATED, 'dpo': 'none — we are few'}, parents=('p',)),
        notice(ACME, ident='p', facts={**DATED, 'representative': 'none', 'dpo': 'none — not asked'}),
    )
    found = documents(made, account)['tilt/n.json']
    assert found['dataProtectionOfficer']['name'] == 'No data protection officer — we are few'
    # What the parent says holds here, where this notice says nothing.
    assert found['controller']['representative']['name'] == 'No representative'
    origin = 'email of the controller, as it is stated that there is none'
    assert filled(account)['dataProtectionOfficer/email'] == ('privacy@acme.example', origin)
    assert 'dataProtectionOfficer/name' not in filled(account)


def test_contacts() -> None:
    office = entry('controller', 'office', 'Office', address='2 Side Street', country=('FR',), email='o@x.example')
    _, officer = people_of(office, dpo=Contact(text='office'))
    assert officer == {'name': 'Office', 'address': '2 Side Street', 'country': 'FR', 'email': 'o@x.example'}
    _, officer = people_of(email='privacy@acme.example', dpo=Contact(text='Dora in room 5'))
    assert officer['name'] == 'Dora in room 5'
    account = Account()
    facts = {
        'dpo': Contact('our officer', 'Dora', country='Atlantis', email='ask', phone='ring', website='./dora.html')
    }
    acme = replace(ACME, facts={**ACME.facts, **facts})
    documents(project(notice(acme)), account)
    (told,) = (item.facts['dpo'] for item in account.losses(project(notice(acme))) if item.kind == 'controller')
    assert told == (
        "no code of two letters for 'Atlantis'; 'ask' is no e-mail address; 'ring' is no phone number; "
        'the website has no place; its words have no place'
    )


def test_the_first_controller_is_taken() -> None:
    account = Account()
    other = replace(ACME, ident='other', title='Other', facts={**ACME.facts, 'country': ('FR', 'BE')})
    facts = {**DATED, 'controller': ('other', 'acme', 'gone')}
    made = project(notice(ACME, other, facts=facts, controllers=('other', 'acme')))
    found = documents(made, account)['tilt/n.json']
    assert (found['meta']['name'], found['controller']['country']) == ('Other', 'FR')
    told = {item.ident: item.facts for item in account.losses(made)}
    one = 'there is a place for one controller only'
    assert told['n']['controller'] == f"no entry 'gone'; {one}"
    assert told['other'] == {'country': 'there is a place for one country only'}
    assert told['acme'] == dict.fromkeys(ACME.facts, one)
