"""``fides.yml``: a manifest that the models of fideslang take, that names nothing unknown, and that invents nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from fideslang.default_taxonomy import DEFAULT_TAXONOMY
from fideslang.models import ContactDetails, Organization, PrivacyDeclaration, System, Taxonomy
from fideslang.relationships import get_referenced_missing_keys
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AnyUrl

from sphinxext_privacy.exports.account import Account, Filled
from sphinxext_privacy.exports.fides import FILE, manifest
from sphinxext_privacy.exports.fides_keys import fides_key, numbered
from sphinxext_privacy.exports.forms import form_named
from sphinxext_privacy.exports.yaml_text import yaml_text
from sphinxext_privacy.model.crosswalk import crosswalk
from sphinxext_privacy.model.values import Contact, Link
from tests.helpers.exported import everything, exported
from tests.helpers.held import untrue
from tests.helpers.rich import SETTINGS, rich_files
from tests.helpers.stated import entry, notice, project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.records import Exported, ExportedEntry
    from tests.conftest import ProjectMaker

FORM: Final = form_named('fides')

# Numbers, truth values and nothing in the core schema of YAML 1.2, which PyYAML does not know.
_CORE: Final = re.compile(
    r'[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)'
    r'|\.nan|\.NaN|\.NAN|null|Null|NULL|~|true|True|TRUE|false|False|FALSE|'
)


def made(stated: Exported) -> tuple[dict[str, Any], Account]:
    """Give the file as data, after all that can be checked of it; empty where there is none."""
    account = Account()
    files = dict(FORM.files(stated, account))
    assert files.keys() <= {FILE}
    if not files:
        return {}, account
    text = files[FILE]
    assert isinstance(text, str)
    assert text.endswith('\n')
    data = yaml.safe_load(text)
    assert data == manifest(stated, Account())
    check_text(text)
    check_data(data)
    return data, account


def check_text(text: str) -> None:
    for event in yaml.parse(text):
        assert not isinstance(event, yaml.AliasEvent)
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and isinstance(yaml.safe_load(event.value), str):
            assert not _CORE.fullmatch(event.value)


def check_data(data: dict[str, Any]) -> None:
    """Check that models take all of it as it is: they pass over keys that they do not know."""
    organizations = [_taken(Organization, found) for found in data.get('organization', [])]
    for found in data.get('organization', []):
        for name in ('controller', 'data_protection_officer', 'representative'):
            _taken(ContactDetails, found.get(name, {}))
    systems = [_taken(System, found, but=('privacy_declarations',)) for found in data.get('system', [])]
    for found in data.get('system', []):
        names = [_taken(PrivacyDeclaration, made).name for made in found['privacy_declarations']]
        assert len(set(names)) == len(names)
    keys = [made.fides_key for made in (*organizations, *systems)]
    assert len(set(keys)) == len(keys)
    merged = Taxonomy(
        data_category=DEFAULT_TAXONOMY.data_category,
        data_use=DEFAULT_TAXONOMY.data_use,
        data_subject=DEFAULT_TAXONOMY.data_subject,
        organization=[*DEFAULT_TAXONOMY.organization, *organizations],
        system=systems,
    )
    assert get_referenced_missing_keys(merged) == set()


def _taken(model: type[Any], data: dict[str, Any], but: tuple[str, ...] = ()) -> Any:
    assert data.keys() <= model.model_fields.keys()
    taken = model.model_validate(data)
    dumped = taken.model_dump(mode='json')
    for name, value in data.items():
        if isinstance(value, dict):
            assert value.items() <= dumped[name].items()
        elif name not in but:
            # Addresses are written out in full there: with the slash after the host, and no sign as it is.
            assert dumped[name] == (str(AnyUrl(value)) if name == 'privacy_policy' else value)
    return taken


def systems(stated: Exported) -> dict[str, dict[str, Any]]:
    """Give the systems by key."""
    data, _ = made(stated)
    return {found['fides_key']: found for found in data.get('system', [])}


def lost(stated: Exported) -> dict[tuple[str, str], dict[str, str]]:
    """Give what is told lost, by kind and id."""
    _, account = made(stated)
    return {(item.kind, item.ident): item.facts for item in account.losses(stated)}


ACME: Final = entry(
    'controller',
    'acme',
    'Acme Foundation',
    address='1 Long Street, Berlin',
    country=('DE',),
    email='privacy@acme.example',
    dpo=Contact(name='Dora', email='dpo@acme.example', country='DE'),
)
IP: Final = entry('data', 'ip', 'IP address', category='ip-address', subjects=('visitor',), retention='P30D')
MAIL: Final = entry('data', 'mail', 'E-mail', category='email-address', subjects=('subscriber',))
ERRORS: Final = entry(
    'purpose',
    'errors',
    'Find errors',
    kind='error-monitoring',
    legal_basis=('legitimate-interests',),
    data=('ip',),
)
SENTRY: Final = entry(
    'processor',
    'sentry',
    'Sentry',
    body='Some data may be stored there.',
    legal_name='Functional Software, Inc.',
    role='processor',
    purpose='to aggregate error information',
    purposes=('errors',),
    data=('ip',),
    agreement=Link('Addendum', 'https://sentry.example/dpa/'),
    policy=Link('', 'https://sentry.example/privacy/'),
    address='45 Street',
    country=('US',),
    transfer_mechanism=('scc',),
    retention='P90D',
)


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


# -- declarations -----------------------------------------------------------------------------------------------


def declared(stated: Exported, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = systems(stated)[key]['privacy_declarations']
    return found


def test_either_side_is_enough() -> None:
    """Each pair may be stated by one of the two; the other need not name it."""
    ip = entry('data', 'ip', 'IP', category='ip-address', purposes=('n/errors',))
    errors = entry('purpose', 'errors', 'Errors', kind='error-monitoring', processors=('sentry',))
    sentry = entry('processor', 'sentry', 'Sentry', data=('ip',))
    stated = project(notice('n', ip, errors, sentry, service='S'))
    assert [made['data_categories'] for made in declared(stated, 'processor-sentry')] == [['user.device.ip_address']]
    assert len(declared(stated, 'service-n')) == 1
    # All ids are held by a declaration.
    told = lost(stated)
    assert not {'purposes', 'data', 'processors'} & {name for facts in told.values() for name in facts}


def test_the_only_purpose_of_a_recipient_is_that_of_its_data() -> None:
    """Unless they serve others: then nobody states what this recipient does with them."""
    ip, mail = (entry('data', name, name, category=f'{name}-address') for name in ('ip', 'email'))
    errors, news = (entry('purpose', name, name, kind='error-monitoring') for name in ('errors', 'news'))
    sentry = entry('processor', 'sentry', 'Sentry', data=('ip', 'email'), purposes=('errors',))
    for_news = replace(mail, facts={**mail.facts, 'purposes': ('news',)})
    ((made),) = declared(project(notice('n', ip, for_news, errors, news, sentry)), 'processor-sentry')
    assert made['data_categories'] == ['user.device.ip_address']
    both = replace(sentry, facts={**sentry.facts, 'purposes': ('errors', 'news')})
    assert declared(project(notice('n', ip, mail, errors, news, both)), 'processor-sentry') == []


@pytest.mark.parametrize('missing', ['data-processor', 'purpose-processor'])
def test_nothing_is_concluded(missing: str) -> None:
    """Where one of these pairs is not stated, the recipient does not get the data for the purpose."""
    pairs = {
        'data-purpose': (('purpose', 'errors'), 'data', 'ip'),
        'data-processor': (('processor', 'sentry'), 'data', 'ip'),
        'purpose-processor': (('processor', 'sentry'), 'purposes', 'errors'),
    }
    ip = entry('data', 'ip', 'IP', category='ip-address')
    found: dict[tuple[str, str], ExportedEntry] = {
        ('purpose', 'errors'): entry('purpose', 'errors', 'Errors', kind='error-monitoring'),
        ('processor', 'sentry'): entry('processor', 'sentry', 'Sentry'),
    }
    for name, (key, field, target) in pairs.items():
        if name != missing:
            found[key] = replace(found[key], facts={**found[key].facts, field: (target,)})
    stated = project(notice('n', ip, *found.values()))
    assert declared(stated, 'processor-sentry') == []
    told = lost(stated)
    for name, (key, field, target) in pairs.items():
        if name != missing:
            assert told[key][field].startswith(f'{target!r} is in no declaration with it')
    _, account = made(stated)
    assert ('system/0/privacy_declarations', '') in {(item.path, item.value) for item in account.filled}


@pytest.mark.parametrize(
    ('kind', 'category'), [(None, 'ip-address'), ('no such key', 'ip-address'), ('security', None), ('security', 'x')]
)
def test_no_declaration_without_a_use_and_a_category(kind: str | None, category: str | None) -> None:
    ip = entry('data', 'ip', 'IP', **({'category': category} if category else {}))
    use = entry('purpose', 'use', 'Use', data=('ip',), retention='P1D', **({'kind': kind} if kind else {}))
    stated = project(notice('n', ip, use, service='S'))
    assert declared(stated, 'service-n') == []
    told = lost(stated)
    assert told['purpose', 'use']['label'] == 'it is in no declaration'
    assert told['purpose', 'use']['retention'] == 'it is in no declaration'
    if kind == 'no such key':
        assert told['purpose', 'use']['kind'] == "no identifier for 'no such key'; it is in no declaration"
    if category == 'x':
        assert told['data', 'ip']['category'] == "no identifier for 'x'; it is in no declaration"


def test_what_a_recipient_states_for_no_declaration_is_told() -> None:
    recipient = entry('processor', 'r', 'R', retention='P1D', subjects=('visitor',))
    told = lost(project(notice('n', recipient)))
    assert told['processor', 'r'] == dict.fromkeys(('retention', 'subjects'), 'it is in no declaration')


def test_an_id_without_an_entry_is_told() -> None:
    use = entry('purpose', 'use', 'Use', kind='security', data=('ip', 'other/nobody'), processors=('gone',))
    told = lost(project(notice('n', entry('data', 'ip', 'IP', category='ip-address'), use, service='S')))
    assert told['purpose', 'use']['data'] == "no entry 'other/nobody'"
    assert told['purpose', 'use']['processors'] == "no entry 'gone'"


def test_data_that_differ_are_declared_apart() -> None:
    """One declaration says of all its categories that they are about the same persons, and kept as long."""
    mail = entry('data', 'mail', 'E-mail', category='email-address', subjects=('subscriber',), legal_basis=('consent',))
    name = entry('data', 'name', 'Name', category='name', subjects=('subscriber',), legal_basis=('consent',))
    use = entry('purpose', 'use', 'Use', kind='newsletter', data=('mail', 'name', 'ip'))
    found = declared(project(notice('n', mail, name, IP, use, service='S')), 'service-n')
    assert found == [
        {
            'name': 'Use',
            'data_categories': ['user.contact.email', 'user.name'],
            'data_use': 'marketing.communications.email',
            'data_subjects': ['prospect'],
            'legal_basis_for_processing': 'Consent',
        },
        {
            'name': 'Use (2)',
            'data_categories': ['user.device.ip_address'],
            'data_use': 'marketing.communications.email',
            'data_subjects': ['visitor'],
            'retention_period': 'P30D',
        },
    ]


def test_each_legal_basis_is_a_declaration() -> None:
    use = entry('purpose', 'use', 'Use', kind='newsletter', data=('ip',), legal_basis=('consent', 'contract'))
    found = declared(project(notice('n', IP, use, service='S')), 'service-n')
    assert [(made['name'], made['legal_basis_for_processing']) for made in found] == [
        ('Use', 'Consent'),
        ('Use (2)', 'Contract'),
    ]


def test_what_data_and_purpose_agree_on() -> None:
    data = entry(
        'data', 'd', 'D', category='name', subjects=('visitor', 'employee'), legal_basis=('consent', 'contract')
    )
    use = entry(
        'purpose', 'use', 'Use', kind='security', data=('d',), subjects=('employee',), legal_basis=('contract',)
    )
    stated = project(notice('n', data, use, service='S'))
    (found,) = declared(stated, 'service-n')
    assert found['data_subjects'] == ['employee']
    assert found['legal_basis_for_processing'] == 'Contract'
    reasons = lost(stated)['data', 'd']
    assert reasons['subjects'].startswith("'visitor' is not stated of all")
    assert reasons['legal-basis'].startswith("'consent' is not stated of all")


def test_what_contradicts_is_not_declared() -> None:
    data = entry('data', 'd', 'D', category='name', subjects=('visitor',))
    use = entry('purpose', 'use', 'Use', kind='security', data=('d',), subjects=('employee',))
    stated = project(notice('n', data, use, service='S'))
    (found,) = declared(stated, 'service-n')
    assert 'data_subjects' not in found
    assert 'subjects' in lost(stated)['data', 'd']
    assert 'subjects' in lost(stated)['purpose', 'use']


def test_retention() -> None:
    """That of the purpose before that of the data; of a recipient only what is said of it."""
    use = entry('purpose', 'use', 'Use', kind='security', data=('ip',), retention='P1Y')
    recipient = entry('processor', 'r', 'R', data=('ip',), purposes=('use',))
    stated = project(notice('n', IP, use, recipient, service='S'))
    assert declared(stated, 'service-n')[0]['retention_period'] == 'P1Y'
    assert 'retention_period' not in declared(stated, 'processor-r')[0]
    assert lost(stated)['data', 'ip']['retention'] == 'for a purpose that states its own, that one is told'


def test_special_data() -> None:
    data = entry('data', 'd', 'D', category='health', special=True, art9_condition=('explicit-consent', 'health-care'))
    use = entry('purpose', 'use', 'Use', kind='security', data=('d',), legal_basis=('consent',))
    found = declared(project(notice('n', data, use, service='S')), 'service-n')
    assert [made['special_category_legal_basis'] for made in found] == [
        'Explicit consent',
        'Health or social care (with a basis in law)',
    ]
    assert all(made['processes_special_category_data'] for made in found)


def test_conditions_that_belong_to_no_basis_are_lost() -> None:
    data = entry('data', 'd', 'D', category='health', art9_condition=('explicit-consent', 'health-care'))
    use = entry('purpose', 'use', 'Use', kind='security', data=('d',), legal_basis=('consent', 'contract'))
    stated = project(notice('n', data, use, service='S'))
    found = declared(stated, 'service-n')
    assert len(found) == 2
    assert not any({'special_category_legal_basis', 'processes_special_category_data'} & made.keys() for made in found)
    assert 'art9-condition' in lost(stated)['data', 'd']


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
