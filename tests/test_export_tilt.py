"""``tilt/<notice>.json``: documents that fit the schema of TILT, say what is stated, and tell what had to be filled."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from sphinxext_privacy.exports.account import BODY, NO_PLACE, Account
from sphinxext_privacy.exports.tilt import tilt_file
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from tests.helpers.exported import everything, exported
from tests.helpers.rich import SETTINGS, rich_files
from tests.helpers.tilt import (
    ACME,
    DATA,
    document,
    documents,
    entry,
    filled,
    load_schema,
    notice,
    project,
    wrong,
)

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import Exported
    from sphinxext_privacy.model.values import Facts
    from tests.conftest import ProjectMaker


@pytest.fixture(scope='module')
def schema() -> Any:
    return load_schema()


@pytest.fixture(scope='module')
def validator(schema: Any) -> Draft7Validator:
    checker = Draft7Validator.FORMAT_CHECKER
    assert {'email', 'uri-reference'} <= checker.checkers.keys()
    found = Draft7Validator(schema, format_checker=checker)
    found.check_schema(schema)
    assert found.is_valid(json.loads((DATA / 'tilt.json').read_text(encoding='utf-8')))
    assert not found.is_valid(json.loads((DATA / 'tilt-NOT-valid.json').read_text(encoding='utf-8')))
    return found


# -- all documents fit the schema -------------------------------------------------------------------------------


@st.composite
def complete(draw: st.DrawFn) -> Exported:
    """Give notices of which most state what cannot be filled from anything else."""
    made = draw(exported())
    notices = []
    for one in made.notices:
        if draw(st.integers(0, 9)):
            known = [item for item in one.resolved if item.kind != 'controller' or item.ident != 'acme']
            facts = {**ACME.facts, **draw(st.sampled_from([{}, {'dpo': Contact(text='acme')}]))}
            made_acme = replace(ACME, facts=facts, notice=one.ident)
            one = replace(one, resolved=(made_acme, *known), date=one.date or '2026-02-10')
            if draw(st.booleans()):
                one = replace(one, controllers=('acme', *one.controllers))
        notices.append(one)
    return replace(made, notices=tuple(notices))


@given(made=complete())
@settings(deadline=None, max_examples=40)
def test_any_notice_fits_the_schema(validator: Draft7Validator, made: Exported) -> None:
    account = Account()
    found = documents(made, account)
    assert [problem for each in found.values() for problem in wrong(validator, each)] == []
    # Each notice has a document, or there is a reason.
    assert found.keys() | {item.file for item in account.left_out} == {tilt_file(one.ident) for one in made.notices}
    assert {item.file for item in account.filled} == found.keys()
    for item in account.filled:
        value = at(found[item.file], item.path)
        assert (json.dumps(value) if isinstance(value, (bool, int)) else value) == item.value


def at(tree: Any, path: str) -> Any:
    """Give what stands at a path in a document."""
    for step in path.split('/'):
        tree = tree[int(step)] if isinstance(tree, list) else tree[step]
    return tree


def distinct() -> Exported:
    """Give the notice that states everything, with words that differ from field to field."""
    made = everything()
    (one,) = made.notices
    free = {'prose', 'blocks', 'text', 'terms'}

    def words(kind: str, facts: Facts) -> Facts:
        types = {item.name: item.type for item in KINDS[kind].fields}
        return {name: f'{kind}/{name}' if types[name] in free else value for name, value in facts.items()}

    entries = tuple(
        replace(item, facts=words(item.kind, item.facts), body=f'{item.kind}/{BODY}') for item in one.resolved
    )
    recipient = next(item for item in entries if item.kind == 'processor')
    # These two say that there is no transfer, and no name.
    for name in ('no-personal-data', 'reason'):
        del recipient.facts[name]
    return replace(made, notices=(replace(one, facts=words('notice', one.facts), own=entries, resolved=entries),))


def test_what_is_not_told_as_lost_stands_in_the_document(validator: Draft7Validator) -> None:
    made, account = distinct(), Account()
    (found,) = documents(made, account).values()
    assert wrong(validator, found) == []
    told = {(item.kind, item.ident): item.facts for item in account.losses(made)}
    text = json.dumps(found)
    (one,) = made.notices
    held = 0
    for item in one.resolved:
        why = told.get((item.kind, item.ident), {})
        for name, value in {**item.facts, BODY: item.body}.items():
            if value != f'{item.kind}/{name}' or name == KINDS[item.kind].title_field:
                continue
            assert (value in text) is (name not in why), f'{value}: {why.get(name)}'
            held += value in text
    assert held > 15
    for name, value in one.facts.items():
        if value == f'notice/{name}':
            assert (value in text) is (name not in told['notice', 'n']), name


def test_a_notice_that_states_everything(validator: Draft7Validator) -> None:
    account = Account()
    (found,) = documents(everything(), account).values()
    assert wrong(validator, found) == []
    # Nothing is filled of what there is a field for.
    assert filled(account).keys() == {
        'meta/_id',
        'meta/created',
        'meta/version',
        'meta/_hash',
        'accessAndDataPortability/available',
        'dataDisclosed/0/storage/0/aggregationFunction',
        'dataDisclosed/0/storage/1/aggregationFunction',
    }


def test_a_real_project(make_project: ProjectMaker, validator: Draft7Validator) -> None:
    build = make_project(rich_files(), **SETTINGS).build('privacy')
    names = {name for name in build.files() if name.startswith('tilt/')}
    losses = next(form for form in json.loads(build.text('losses.json'))['forms'] if form['name'] == 'tilt')
    missing = {item['file'] for item in losses['left-out']}
    assert names
    assert names | missing == {tilt_file(item['id']) for item in json.loads(build.text('privacy.json'))['notices']}
    for name in names:
        assert wrong(validator, json.loads(build.text(name))) == []
    main = json.loads(build.text('tilt/main.json'))
    assert main['controller']['name'] == 'Acme Foundation'
    assert main['dataProtectionOfficer'] == {
        'name': 'Dora Officer',
        'address': '1 Long Street, Berlin',
        'country': 'DE',
        'email': 'dpo@acme.example',
    }


def test_no_notice() -> None:
    assert documents(project()) == {}


def test_the_hash_is_that_of_all_else() -> None:
    found = document(entry('data', 'ip', 'Straße <日本>'))
    stated = found['meta'].pop('_hash')
    text = json.dumps(found, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    assert stated == sha256(text.encode()).hexdigest()


# -- a small notice ---------------------------------------------------------------------------------------------

SMALL: Final = (
    entry(
        'controller',
        'acme',
        'Acme Foundation',
        name='Acme Foundation',
        short_name='Acme',
        address='1 Long Street, Berlin',
        country=('DE',),
        email='privacy@acme.example',
        dpo=Contact(name='Dora', email='dpo@acme.example', phone='+49 30 124'),
    ),
    entry(
        'data',
        'ip-address',
        'IP address',
        label='IP address',
        category='ip-address',
        purposes=('hosting',),
        source=('observed',),
        provision='contractual',
        consequence='You cannot read the pages.',
        retention='P2W after the visit',
    ),
    entry(
        'data',
        'email',
        'E-mail address',
        label='E-mail address',
        purposes=('n/newsletter', 'spam'),
        source=('third-party', 'public'),
        source_name='Meetup',
        source_url='https://meetup.example/ü',
        legal_basis=('contract',),
        art9_condition=('explicit-consent',),
        optional=True,
    ),
    entry(
        'purpose',
        'hosting',
        'Hosting',
        'We serve the pages.',
        label='Hosting',
        legal_basis=('legitimate-interests',),
        legitimate_interest='to run a service',
        legitimate_interest_of='controller',
    ),
    entry(
        'purpose',
        'newsletter',
        'Newsletter',
        label='Newsletter',
        legal_basis=('consent',),
        legal_basis_detail='your registration',
        withdraw='Follow the link in each letter.',
        retention='until you leave',
        from_='2026-03-01',
    ),
    entry('purpose', 'research', 'Research', label='Research', legal_basis=('consent',)),
    entry(
        'processor',
        'cloud',
        'Cloud',
        name='Cloud',
        legal_name='Cloud Hosting, Inc.',
        category='hosting',
        role='processor',
        data=('ip-address', 'email'),
        country=('US', 'IE'),
        transfer_mechanism=('scc',),
        safeguard_url=Link('Clauses', 'clauses.html'),
    ),
    entry('processor', 'mailer', 'Mailer', name='Mailer', country=('IN', 'UK'), transfer_mechanism=('adequacy', 'bcr')),
    entry('right', 'access', 'See your data', label='See your data', key='access', how='Write to us.'),
    entry('right', 'object', 'Object', label='Object', key='object'),
    entry(
        'right',
        'complain',
        'Complain',
        label='Complain',
        key='complain',
        authority_url=Link('Berlin Commissioner', 'https://authority.example/'),
    ),
    entry('change', '2026-01-05', '2026-01-05', 'A first notice.', date='2026-01-05', kind='added'),
)

SMALL_DOCUMENT: Final = {
    'meta': {
        '_id': 'n',
        'name': 'Acme Foundation',
        'created': '2026-01-05',
        'modified': '2026-02-10',
        'version': 3,
        'language': 'en',
        'status': 'active',
        'url': 'https://docs.example/n.html',
    },
    'controller': {
        'name': 'Acme Foundation',
        'address': '1 Long Street, Berlin',
        'country': 'DE',
        'representative': {'name': 'Acme Foundation', 'email': 'privacy@acme.example'},
    },
    'dataProtectionOfficer': {
        'name': 'Dora',
        'address': '1 Long Street, Berlin',
        'country': 'DE',
        'email': 'dpo@acme.example',
        'phone': '+49 30 124',
    },
    'dataDisclosed': [
        {
            '_id': 'ip-address',
            'category': 'IP address',
            'purposes': [{'purpose': 'Hosting', 'description': 'We serve the pages.'}],
            'legalBases': [{'reference': 'GDPR-6-1-f', 'description': 'Legitimate interests'}],
            'legitimateInterests': [
                {'exists': True, 'reasoning': 'to run a service\nWhose interest: The controller'},
            ],
            'recipients': [
                {'name': 'Cloud (Cloud Hosting, Inc.)', 'country': 'US', 'category': 'Hosting'},
                {'name': 'Cloud (Cloud Hosting, Inc.)', 'country': 'IE', 'category': 'Hosting'},
            ],
            'storage': [
                {
                    'temporal': [{'description': '2 weeks after the visit', 'ttl': 'P14D'}],
                    'aggregationFunction': 'max',
                }
            ],
            'nonDisclosure': {
                'legalRequirement': False,
                'contractualRegulation': True,
                'obligationToProvide': True,
                'consequences': 'You cannot read the pages.',
            },
        },
        {
            '_id': 'email',
            'category': 'E-mail address',
            'purposes': [{'purpose': 'Newsletter', 'description': 'Newsletter'}],
            'legalBases': [
                {
                    'reference': 'GDPR-6-1-b',
                    'description': 'Performance of a contract, or steps before one',
                },
                {'reference': 'GDPR-6-1-a', 'description': 'Consent: your registration'},
                {'reference': 'GDPR-9-2-a', 'description': 'Explicit consent'},
            ],
            'legitimateInterests': [],
            'recipients': [
                {'name': 'Cloud (Cloud Hosting, Inc.)', 'country': 'US', 'category': 'Hosting'},
                {'name': 'Cloud (Cloud Hosting, Inc.)', 'country': 'IE', 'category': 'Hosting'},
            ],
            'storage': [{'purposeConditional': ['Newsletter: until you leave'], 'aggregationFunction': 'max'}],
            'nonDisclosure': {
                'legalRequirement': False,
                'contractualRegulation': False,
                'obligationToProvide': False,
                'consequences': '',
            },
        },
    ],
    'thirdCountryTransfers': [
        {
            'country': 'US',
            'standardDataProtectionClause': {
                'available': True,
                'description': 'Cloud: Standard data protection clauses of the Commission\n'
                'Safeguards: Clauses https://docs.example/clauses.html',
            },
        },
        {
            'country': 'IN',
            'appropriateGuarantees': {'available': True, 'description': 'Mailer: Binding corporate rules'},
        },
        {
            'country': 'GB',
            'adequacyDecision': {'available': True, 'description': 'Mailer: Adequacy decision'},
            'appropriateGuarantees': {'available': True, 'description': 'Mailer: Binding corporate rules'},
        },
    ],
    'accessAndDataPortability': {
        'available': True,
        'description': 'See your data\nWrite to us.',
        'administrativeFee': {'amount': 10, 'currency': 'EUR'},
    },
    'sources': [
        {
            '_id': 'email',
            'dataCategory': 'E-mail address',
            'sources': [
                {
                    'description': 'A third party; Publicly accessible sources: Meetup',
                    'url': 'https://meetup.example/%C3%BC',
                    'publiclyAvailable': True,
                }
            ],
        }
    ],
    'rightToInformation': {},
    'rightToRectificationOrDeletion': {},
    'rightToDataPortability': {},
    'rightToWithdrawConsent': {'available': True, 'description': 'Newsletter: Follow the link in each letter.'},
    'rightToComplain': {
        'url': 'https://authority.example/',
        'available': True,
        'description': 'Complain',
        'supervisoryAuthority': {'name': 'Berlin Commissioner'},
    },
    'automatedDecisionMaking': {'inUse': False},
    'changesOfPurpose': [
        {
            'description': 'Newsletter',
            'affectedDataCategories': ['E-mail address'],
            'plannedDateOfChange': '2026-03-01',
        }
    ],
}
SMALL_FACTS: Final[Facts] = {
    'updated': '2026-02-10',
    'version': '3',
    'request-fee': '10 EUR',
    'automated-decisions': 'none — we look at each case',
}


def test_a_small_notice(validator: Draft7Validator) -> None:
    account = Account()
    made = project(notice(*SMALL, facts=SMALL_FACTS))
    found = documents(made, account)['tilt/n.json']
    assert wrong(validator, found) == []
    digest = found['meta'].pop('_hash')
    assert found == SMALL_DOCUMENT
    # In the order of the schema.
    assert list(found) == [*SMALL_DOCUMENT]
    nothing = ('', 'nothing states it')
    no = ('false', 'nothing states it')
    one_period = ('max', 'there is one period, so that each function gives it')
    assert filled(account) == {
        'meta/_id': ('n', 'the id of the notice'),
        'meta/created': ('2026-01-05', 'the first privacy-change'),
        'meta/status': ('active', 'it is not stated to be a draft, or to be superseded'),
        'meta/_hash': (digest, 'all else that is in the document'),
        'controller/representative/name': ('Acme Foundation', 'name of the controller'),
        'controller/representative/email': ('privacy@acme.example', 'email of the controller'),
        'dataProtectionOfficer/address': ('1 Long Street, Berlin', 'address of the controller'),
        'dataProtectionOfficer/country': ('DE', 'country of the controller'),
        'dataDisclosed/0/storage/0/aggregationFunction': one_period,
        'dataDisclosed/1/purposes/0/description': ('Newsletter', 'label of the purpose'),
        'dataDisclosed/1/storage/0/aggregationFunction': one_period,
        'dataDisclosed/1/nonDisclosure/legalRequirement': no,
        'dataDisclosed/1/nonDisclosure/contractualRegulation': no,
        'dataDisclosed/1/nonDisclosure/consequences': nothing,
    }
    unused = 'no data of the notice are stated to be used for it'
    assert {(item.kind, item.ident): item.facts for item in account.losses(made)} == {
        ('notice', 'n'): {'automated-decisions': 'the reason has no place'},
        ('controller', 'acme'): {'short-name': NO_PLACE},
        ('data', 'ip-address'): {'category': NO_PLACE, 'source': 'only sources other than the person have a place'},
        ('data', 'email'): {'purposes': "no entry 'spam'"},
        ('purpose', 'research'): {'label': unused, 'legal-basis': unused},
        ('processor', 'cloud'): {'role': NO_PLACE},
        ('right', 'object'): {'label': "no identifier for 'object'", 'key': "no identifier for 'object'"},
        ('change', '2026-01-05'): {
            'kind': NO_PLACE,
            BODY: 'only new and changed purposes have a place',
        },
    }
