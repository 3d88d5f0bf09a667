"""``fides.yml``: a manifest that the models of fideslang take, that names nothing unknown, and that invents nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from fideslang.default_taxonomy import DEFAULT_TAXONOMY
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_privacy.exports.account import Account, Filled
from sphinxext_privacy.exports.fides import FILE
from sphinxext_privacy.exports.fides_keys import fides_key, numbered
from sphinxext_privacy.exports.yaml_text import yaml_text
from sphinxext_privacy.model.crosswalk import crosswalk
from sphinxext_privacy.model.values import Contact
from tests.helpers.exported import everything, exported
from tests.helpers.fides import ACME, ERRORS, FORM, IP, MAIL, SENTRY, check_data, check_text, lost, made
from tests.helpers.held import untrue
from tests.helpers.rich import SETTINGS, rich_files
from tests.helpers.stated import entry, notice, project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.records import Exported, ExportedEntry
    from tests.conftest import ProjectMaker


def test_the_file() -> None:
    stated = project(
        notice('n', ACME, IP, MAIL, ERRORS, SENTRY, controllers=('acme',), service='acme.example', controller=('acme',))
    )
    account = Account()
    (text,) = dict(FORM.files(stated, account)).values()
    assert (
        text
        == """\
organization:
- fides_key: acme
  name: Acme Foundation
  controller:
    name: Acme Foundation
    address: '1 Long Street, Berlin'
    email: privacy@acme.example
  data_protection_officer:
    name: Dora
    email: dpo@acme.example
system:
- fides_key: service-n
  organization_fides_key: acme
  name: acme.example
  system_type: Service
  privacy_policy: https://docs.example/n.html
  privacy_declarations:
  - name: Find errors
    data_categories:
    - user.device.ip_address
    data_use: essential.service.operations.improve
    data_subjects:
    - visitor
    legal_basis_for_processing: Legitimate interests
    retention_period: P30D
- fides_key: processor-sentry
  organization_fides_key: acme
  name: Sentry
  system_type: Third Party
  description: |-
    to aggregate error information

    Some data may be stored there.
  legal_name: Functional Software, Inc.
  legal_address: '45 Street'
  privacy_policy: https://sentry.example/privacy/
  dpa_location: https://sentry.example/dpa/
  does_international_transfers: true
  legal_basis_for_transfers:
  - SCCs
  responsibility:
  - Processor
  privacy_declarations:
  - name: Find errors
    data_categories:
    - user.device.ip_address
    data_use: essential.service.operations.improve
    data_subjects:
    - visitor
    legal_basis_for_processing: Legitimate interests
    retention_period: P90D
"""
    )
    made(stated)
    assert account.filled == [
        Filled(FILE, 'system/0/system_type', 'Service', 'the notice, which names a service'),
        Filled(FILE, 'system/1/system_type', 'Third Party', 'the entry, which is that of a recipient'),
    ]
    assert account.left_out == []
    shared = "'visitor' is told as 'visitor', and other keys are too"
    nowhere = 'has no place'
    unused = 'it is in no declaration'
    assert {(item.kind, item.ident): item.facts for item in account.losses(stated)} == {
        ('controller', 'acme'): {'country': nowhere, 'dpo': 'its country has no place'},
        ('data', 'ip'): {'label': nowhere, 'subjects': shared},
        ('data', 'mail'): {'label': nowhere, 'category': unused, 'subjects': unused},
        ('processor', 'sentry'): {
            'agreement': 'only its address has a place',
            'country': nowhere,
            'transfer-mechanism': "'scc' is told as 'SCCs', and other keys are too",
        },
    }


# -- organizations ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('contact', 'expected'),
    [
        (Contact(text='dpo@acme.example'), {'email': 'dpo@acme.example'}),
        (Contact(text='Write to Dora'), {'name': 'Write to Dora'}),
        (Contact(text='office'), {'name': 'The Office', 'phone': '+49 30 1'}),
        (
            Contact(name='Dora', phone='+49 30 2', website='https://dora.example/'),
            {'name': 'Dora', 'phone': '+49 30 2'},
        ),
        (Contact(website='https://dora.example/'), None),
    ],
)
def test_contacts(contact: Contact, expected: dict[str, str] | None) -> None:
    acme = replace(ACME, facts={**ACME.facts, 'dpo': contact})
    office = entry('controller', 'office', 'The Office', phone='+49 30 1')
    stated = project(notice('n', acme, office, controllers=('acme',)))
    data, _ = made(stated)
    (found,) = data['organization']
    assert found.get('data_protection_officer') == expected
    assert ('dpo' in lost(stated).get(('controller', 'acme'), {})) is bool(contact.website)


def test_several_controllers() -> None:
    first = entry('controller', 'a', 'A')
    joint = entry('controller', 'b', 'B', role='joint')
    alone = entry('controller', 'c', 'C')
    idents = ('a', 'b', 'c', 'gone')
    stated = project(notice('n', first, joint, alone, controllers=idents, controller=idents, service='S'))
    data, _ = made(stated)
    assert [found['fides_key'] for found in data['organization']] == ['a', 'b', 'c']
    (found,) = data['system']
    assert (found['organization_fides_key'], found['joint_controller_info']) == ('a', 'B')
    assert lost(stated)['notice', 'n']['controller'] == (
        "no entry 'gone'; a system belongs to one organization, the first"
    )


def test_who_is_responsible_for_nothing_is_no_organization() -> None:
    assert made(project(notice('n', ACME, service='S')))[0].keys() == {'system'}


# -- whether there is a file ------------------------------------------------------------------------------------


def test_an_empty_project() -> None:
    data, account = made(project())
    assert data == {}
    assert account.left_out == []


def test_a_notice_without_anything() -> None:
    data, account = made(project(notice('n')))
    assert data == {}
    assert [item.file for item in account.left_out] == [FILE]


# -- keys and text ----------------------------------------------------------------------------------------------


def test_keys() -> None:
    assert fides_key('a.b_c-D', []) == 'a.b_c-D'
    assert fides_key('a b/ç', []) == 'a-b--'
    assert fides_key('', []) == '-'
    assert fides_key('a', ['a', 'a-2']) == 'a-3'
    assert numbered('U', ['U', 'U (2)']) == 'U (3)'


@given(st.lists(st.text() | st.text('ab \n\t:#-\u2028\x85\ufeff\x07\r')))
def test_any_text_is_read_back(texts: list[str]) -> None:
    data = {'texts': texts, 'nested': [{'text': text, 'again': [texts]} for text in texts]}
    text = yaml_text(data)
    assert yaml.safe_load(text) == data
    check_text(text)


@pytest.mark.parametrize(
    'text', ['null', '1e5', '0o7', '2026-02-10', 'y', 'N', 'no', 'Off', '1:30', '1_000', '.5', '~', '', '- a', '+49 30']
)
def test_what_looks_like_something_else_is_quoted(text: str) -> None:
    assert yaml_text({'a': text}) == f"a: '{text}'\n"


# -- the vocabularies -------------------------------------------------------------------------------------------


def test_identifiers_are_of_the_taxonomy() -> None:
    """All that the crosswalk names, and none of it is deprecated."""
    kinds: dict[str, list[Any]] = {
        'data-categories': DEFAULT_TAXONOMY.data_category,
        'purposes': DEFAULT_TAXONOMY.data_use,
        'data-subjects': DEFAULT_TAXONOMY.data_subject,
    }
    for vocabulary, known in kinds.items():
        keys = {item.fides_key for item in known if not item.version_deprecated}
        assert {row['fides'] for row in crosswalk()[vocabulary].values() if 'fides' in row} <= keys


# -- all of them ------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=50)
@given(exported())
def test_any_notice(stated: Exported) -> None:
    data, account = made(stated)
    # Sorted keys would be another file, so the text itself must be the same.
    assert list(FORM.files(stated, Account())) == list(FORM.files(stated, Account()))
    assert len(_required(data)) == len(account.filled)
    assert set(_required(data)) == {item.path for item in account.filled}


def _required(data: dict[str, Any]) -> list[str]:
    """Give the places of what the models require and nobody states."""
    found = []
    for number, system in enumerate(data.get('system', [])):
        found.append(f'system/{number}/system_type')
        if not system['privacy_declarations']:
            found.append(f'system/{number}/privacy_declarations')
    return found


def test_everything() -> None:
    data, _ = made(everything())
    assert [found['fides_key'] for found in data['system']] == ['service-n', 'processor-one']


def test_every_fact_is_held_or_told() -> None:
    """Each pair is stated from one side only, as the other may then say what it likes."""
    whole = everything()
    (only,) = whole.notices
    stated = tuple(_told_once(only.resolved))
    assert untrue(FORM, replace(whole, notices=(replace(only, resolved=stated),))) == []


def _told_once(entries: tuple[ExportedEntry, ...]) -> Iterator[ExportedEntry]:
    again: dict[str, tuple[str, ...]] = {'data': ('purposes',), 'purpose': ('processors',), 'processor': ()}
    for item in entries:
        facts = {name: value for name, value in item.facts.items() if name not in again.get(item.kind, ())}
        yield replace(item, facts=facts)


def test_a_build(make_project: ProjectMaker) -> None:
    files = rich_files()
    files['shop.rst'] = (
        ':orphan:\n\nShop\n====\n\n.. privacy-notice:: shop\n   :service: The shop\n\n'
        '.. collected-data:: ip-address\n\n'
        '.. purpose:: hosting\n   :kind: host-service\n   :data: ip-address\n\n'
        '.. processor:: cloud\n   :purposes: hosting\n   :data: ip-address\n   :purpose: to *host* it\n'
    )
    text = make_project(files, **SETTINGS).build('privacy').text(FILE)
    data = yaml.safe_load(text)
    check_text(text)
    check_data(data)
    found = {system['fides_key']: system for system in data['system']}
    assert found['service-shop']['organization_fides_key'] == 'acme'
    assert found['service-shop']['privacy_declarations'] == [
        {
            'name': 'Hosting the service',
            'data_categories': ['user.device.ip_address'],
            'data_use': 'essential.service.operations',
            'legal_basis_for_processing': 'Legitimate interests',
            'retention_period': 'P90D',
        }
    ]
    cloud = found['processor-cloud']
    assert 'to host it' in cloud['description'].split('\n\n')
    assert cloud['legal_basis_for_transfers'] == ['SCCs']
    assert {
        'name': 'Hosting the service',
        'data_categories': ['user.device.ip_address'],
        'data_use': 'essential.service.operations',
        'legal_basis_for_processing': 'Legitimate interests',
        'retention_period': 'P30D after the last visit',
    }.items() <= next(made for made in cloud['privacy_declarations'] if made['name'].startswith('Hosting')).items()
