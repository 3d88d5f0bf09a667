"""``fides.yml``: recipients as systems, and the cookies that they store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_privacy.model.values import Link
from tests.helpers.fides import ACME, ERRORS, IP, SENTRY, lost, made, systems
from tests.helpers.stated import entry, notice, project

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import ExportedEntry


# -- systems ----------------------------------------------------------------------------------------------------


def test_nothing_stated_is_nothing_said() -> None:
    """What is not stated has no key, whatever the models take it for."""
    found = systems(project(notice('n', entry('processor', 'r', 'R'), service='S'), base_url=''))
    assert found == {
        'service-n': {
            'fides_key': 'service-n', 'name': 'S', 'system_type': 'Service', 'privacy_declarations': [],
        },
        'processor-r': {
            'fides_key': 'processor-r', 'name': 'R', 'system_type': 'Third Party', 'privacy_declarations': [],
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ('mechanisms', 'expected'),
    [
        (('none-needed',), {'does_international_transfers': False}),
        (('adequacy',), {'does_international_transfers': True, 'legal_basis_for_transfers': ['Adequacy Decision']}),
        (
            ('scc', 'scc-authority', 'bcr', 'none-needed'),
            {'does_international_transfers': True, 'legal_basis_for_transfers': ['SCCs', 'BCRs']},
        ),
        (('no such key',), {}),
        (('no such key', 'none-needed'), {}),
    ],
)
def test_transfers(mechanisms: tuple[str, ...], expected: dict[str, Any]) -> None:
    stated = project(notice('n', entry('processor', 'r', 'R', transfer_mechanism=mechanisms)))
    found = systems(stated)['processor-r']
    names = ('does_international_transfers', 'legal_basis_for_transfers')
    assert {name: found[name] for name in names if name in found} == expected
    told = lost(stated).get(('processor', 'r'), {})
    assert ('transfer-mechanism' in told) is (mechanisms not in {('none-needed',), ('adequacy',)})


def test_a_country_is_no_transfer() -> None:
    assert 'does_international_transfers' not in systems(
        project(notice('n', entry('processor', 'r', 'R', country=('US',))))
    )['processor-r']  # fmt: skip


@pytest.mark.parametrize(('stated', 'expected'), [(True, False), (False, True), (None, None)])
def test_no_personal_data(stated: bool | None, expected: bool | None) -> None:
    facts: dict[str, Any] = {} if stated is None else {'no_personal_data': stated}
    found = systems(project(notice('n', entry('processor', 'r', 'R', **facts))))['processor-r']
    assert found.get('processes_personal_data') is expected


@pytest.mark.parametrize('url', ['terms.html#part', 'mailto:privacy@r.example', './'])
def test_a_policy_that_programs_cannot_follow(url: str) -> None:
    stated = project(notice('n', entry('processor', 'r', 'R', policy=Link('Policy', url))), base_url='')
    assert 'privacy_policy' not in systems(stated)['processor-r']
    assert lost(stated)['processor', 'r']['policy'] == 'it has no web address'


@pytest.mark.parametrize(
    ('role', 'is_processing'), [('', True), ('sub-processor', True), ('independent-controller', False)]
)
def test_an_agreement_with_who_is_no_processor(role: str, *, is_processing: bool) -> None:
    agreement = Link('', 'https://r.example/terms/')
    facts = {'role': role} if role else {}
    stated = project(notice('n', entry('processor', 'r', 'R', agreement=agreement, **facts)))
    assert ('dpa_location' in systems(stated)['processor-r']) is is_processing
    why = 'it is no data processing agreement, as its role is not that of a processor'
    assert lost(stated).get(('processor', 'r'), {}).get('agreement') == (None if is_processing else why)


def test_one_recipient_of_several_notices_is_one_system() -> None:
    data = entry('data', 'd', 'D', notice='a', category='name')
    use = entry('purpose', 'u', 'U', notice='a', kind='support', data=('d',))
    other = entry('data', 'd', 'D', notice='b', category='email-address')
    other_use = entry('purpose', 'u', 'U', notice='b', kind='support', data=('d',))
    first = entry('processor', 'r', 'R', notice='a', purpose='to a', legal_name='R Ltd', data=('d',), purposes=('u',))
    second = entry('processor', 'r', 'R', notice='b', purpose='to b', legal_name='R Inc', data=('d',), purposes=('u',))
    stated = project(notice('a', data, use, first), notice('b', other, other_use, second))
    (found,) = systems(stated).values()
    assert found['description'] == 'to a\n\nto b'
    assert found['legal_name'] == 'R Ltd'
    assert [(made['name'], made['data_categories']) for made in found['privacy_declarations']] == [
        ('U', ['user.name']),
        ('U (2)', ['user.contact.email']),
    ]
    assert [
        item.facts for item in made(stated)[1].losses(stated) if (item.notice, item.kind) == ('b', 'processor')
    ] == [{'legal-name': 'another notice states something else'}]


@pytest.mark.parametrize('other', [{}, {'no_personal_data': False, 'transfer_mechanism': ('adequacy',)}])
def test_one_notice_does_not_deny_for_another(other: dict[str, Any]) -> None:
    first = entry('processor', 'r', 'R', notice='a', no_personal_data=True, transfer_mechanism=('none-needed',))
    second = entry('processor', 'r', 'Another R', notice='b', **other)
    stated = project(notice('a', first), notice('b', second))
    (found,) = systems(stated).values()
    assert found.get('processes_personal_data') is (True if other else None)
    assert found.get('does_international_transfers') is (True if other else None)
    told = {item.notice: item.facts for item in made(stated)[1].losses(stated)}
    assert told['a'] == {
        'no-personal-data': 'not all notices that name it state this',
        'transfer-mechanism': "'none-needed' is not all that is stated of it",
    }
    assert told['b']['name'] == 'another notice states something else'


def test_what_is_inherited_is_written_once() -> None:
    whole = (ACME, IP, ERRORS, SENTRY)
    data, _ = made(project(notice('child', *whole, controllers=('acme',)), notice('n', *whole, controllers=('acme',))))
    assert [found['fides_key'] for found in data['organization']] == ['acme']
    (found,) = data['system']
    assert len(found['privacy_declarations']) == 1


def test_a_recipient_of_two_controllers_is_two_systems() -> None:
    """A system belongs to one organization, and what one has it do is not what the other does."""
    other = entry('controller', 'other', 'Other')
    found = systems(
        project(
            notice('a', ACME, replace(SENTRY, notice='a'), controllers=('acme',)),
            notice('b', other, replace(SENTRY, notice='b'), controllers=('other',)),
        )
    )
    assert {key: system['organization_fides_key'] for key, system in found.items()} == {
        'processor-sentry': 'acme',
        'processor-sentry-2': 'other',
    }


def test_measures() -> None:
    measures = [entry('measure', ident, label) for ident, label in (('a', 'Encryption'), ('b', 'Backups'))]
    found = systems(project(notice('n', *measures, service='S')))['service-n']
    assert found['data_security_practices'] == 'Encryption; Backups'


# -- cookies ----------------------------------------------------------------------------------------------------


def stored(*cookies: ExportedEntry) -> tuple[dict[str, dict[str, Any]], dict[tuple[str, str], dict[str, str]]]:
    """Give what each system stores, and what is told lost."""
    recipient = entry('processor', 'r', 'R')
    stated = project(notice('n', recipient, *cookies, service='S'))
    names = ('uses_cookies', 'cookie_max_age_seconds', 'uses_non_cookie_access')
    found = systems(stated).items()
    return {key: {name: made[name] for name in names if name in made} for key, made in found}, lost(stated)


def test_storage() -> None:
    found, told = stored(
        entry('cookie', 'a', 'a', kind='http-cookie', provider='r', duration='P1D'),
        entry('cookie', 'b', 'b', kind='http-cookie', provider='n/r', duration='PT1H'),
        entry('cookie', 'c', 'c', kind='local-storage', provider='r', duration='P90D'),
        entry('cookie', 'd', 'd', kind='http-cookie', provider='first-party', duration='session'),
    )
    assert found == {
        'service-n': {'uses_cookies': True, 'cookie_max_age_seconds': 0},
        'processor-r': {'uses_cookies': True, 'cookie_max_age_seconds': 86400, 'uses_non_cookie_access': True},
    }
    assert told['cookie', 'a'] == {'name': 'has no place'}
    assert told['cookie', 'b']['duration'] == 'only the longest of a system has a place'
    assert told['cookie', 'c'] == {
        'name': 'has no place',
        'kind': 'only that it is no cookie has a place',
        'duration': 'has no place',
    }


def test_the_longest_of_which_one_is_unknown() -> None:
    found, told = stored(
        entry('cookie', 'a', 'a', kind='http-cookie', provider='r', duration='P1D'),
        entry('cookie', 'b', 'b', kind='http-cookie', provider='r', duration='indefinite'),
    )
    assert found['processor-r'] == {'uses_cookies': True}
    assert 'duration' in told['cookie', 'a']
    assert told['cookie', 'b']['duration'] == 'the duration is no period'


def test_storage_of_nobody() -> None:
    found, told = stored(
        entry('cookie', 'a', 'a', kind='http-cookie', duration='P1D'),
        entry('cookie', 'b', 'b', kind='http-cookie', provider='gone', duration='P1D'),
        entry('cookie', 'c', 'c', provider='r', duration='P1D'),
        entry('cookie', 'd', 'd', provider='r', kind='flash'),
    )
    assert found == {'service-n': {}, 'processor-r': {}}
    assert told['cookie', 'b']['provider'] == "no entry 'gone'"
    assert told['cookie', 'c']['provider'] == 'its kind is not stated, and the provider stands with that only'
    assert told['cookie', 'd']['kind'] == "no identifier for 'flash'"
