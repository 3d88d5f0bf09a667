"""``tilt/<notice>.json``: documents that fit the schema of TILT, say what is stated, and tell what had to be filled."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from sphinxext_privacy.exports.account import BODY, NO_PLACE, Account, LeftOut
from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.exports.tilt import FORM, tilt_file
from sphinxext_privacy.exports.tilt_values import (
    country_code,
    email_in,
    fee,
    is_date,
    is_email,
    is_phone,
    language_code,
    place,
    reference,
    time_to_live,
    uri,
)
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from tests.helpers.exported import PERIODS, URLS, WORDS, everything, exported
from tests.helpers.markup import RST
from tests.helpers.rich import SETTINGS, rich_files

if TYPE_CHECKING:
    from sphinxext_privacy.model.values import Facts, Value
    from tests.conftest import ProjectMaker

DATA: Final = Path(__file__).parents[1].parent / 'shared' / 'data' / 'tilt'


@pytest.fixture(scope='module')
def schema() -> Any:
    if not DATA.is_dir():
        pytest.skip(f'{DATA} is not there')
    return json.loads((DATA / 'tilt-schema.json').read_text(encoding='utf-8'))


@pytest.fixture(scope='module')
def validator(schema: Any) -> Draft7Validator:
    checker = Draft7Validator.FORMAT_CHECKER
    assert {'email', 'uri-reference'} <= checker.checkers.keys()
    found = Draft7Validator(schema, format_checker=checker)
    found.check_schema(schema)
    assert found.is_valid(json.loads((DATA / 'tilt.json').read_text(encoding='utf-8')))
    assert not found.is_valid(json.loads((DATA / 'tilt-NOT-valid.json').read_text(encoding='utf-8')))
    return found


def wrong(validator: Draft7Validator, document: Any) -> list[str]:
    """Say what does not fit the schema, once it is sure that its patterns come to an end."""
    for data in document['dataDisclosed']:
        for basis in data['legalBases']:
            assert re.fullmatch(r'GDPR-[69]-[12]-[a-j]', basis['reference'])
    return [f'{"/".join(map(str, error.path))}: {error.message}' for error in validator.iter_errors(document)]


def documents(made: Exported, account: Account | None = None) -> dict[str, Any]:
    """Give the documents by file; they are made alike twice."""
    files = dict(FORM.files(made, account or Account()))
    assert files == dict(FORM.files(made, Account()))
    for text in files.values():
        assert isinstance(text, str)
        assert text.endswith('}\n')
    return {name: json.loads(text) for name, text in files.items()}


def entry(kind: str, ident: str, title: str, body: str = '', /, **facts: Value) -> ExportedEntry:
    named = {name.rstrip('_').replace('_', '-'): value for name, value in facts.items()}
    return ExportedEntry(kind, ident, title, 'n', named, body, source=Source('n.md', 5))


ACME: Final = entry('controller', 'acme', 'Acme', country=('DE',), email='privacy@acme.example', name='Acme')
DATED: Final[Facts] = {'updated': '2026-02-10'}


def notice(*entries: ExportedEntry, ident: str = 'n', facts: Facts = DATED, **more: Any) -> ExportedNotice:
    own = tuple(item for item in entries if item.notice == ident)
    made = ExportedNotice(ident, 'N', f'{ident}.html', facts, Source(f'{ident}.md', 1), (), (), own, entries)
    return replace(made, **more)


def project(*notices: ExportedNotice, language: str = 'en') -> Exported:
    return Exported('Project', language, notices, base_url='https://docs.example/')


def document(*entries: ExportedEntry, account: Account | None = None, **more: Any) -> Any:
    """Give the document of a notice with a controller and *entries*."""
    (found,) = documents(project(notice(ACME, *entries, **more)), account).values()
    return found


def filled(account: Account) -> dict[str, tuple[str, str]]:
    return {item.path: (item.value, item.origin) for item in account.filled}


def lost(account: Account, *entries: ExportedEntry, **more: Any) -> dict[tuple[str, str], dict[str, str]]:
    """Give why each fact is lost, by kind and id."""
    made = project(notice(ACME, *entries, **more))
    return {(item.kind, item.ident): item.facts for item in account.losses(made)}


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


# -- data -------------------------------------------------------------------------------------------------------


def data_of(*entries: ExportedEntry, account: Account | None = None, **facts: Value) -> Any:
    """Give the data of a notice that has one datum, with *facts*."""
    return document(entry('data', 'ip', 'IP address', **facts), *entries, account=account)['dataDisclosed'][0]


def test_data_of_which_nothing_is_stated() -> None:
    account = Account()
    assert data_of(account=account) == {
        '_id': 'ip',
        'category': 'IP address',
        'purposes': [],
        'legalBases': [],
        'legitimateInterests': [],
        'recipients': [],
        'storage': [],
        'nonDisclosure': {
            'legalRequirement': False,
            'contractualRegulation': False,
            'obligationToProvide': False,
            'consequences': '',
        },
    }
    assert sum(path.startswith('dataDisclosed') for path in filled(account)) == 4


@pytest.mark.parametrize(
    ('facts', 'legal', 'contractual', 'obliged', 'number'),
    [
        ({'provision': 'statutory'}, True, False, True, 0),
        ({'provision': 'contractual'}, False, True, True, 0),
        ({'provision': 'contract-prerequisite'}, False, True, True, 0),
        ({'provision': 'voluntary'}, False, False, False, 0),
        ({'provision': 'perhaps'}, False, False, False, 3),
        ({'optional': True}, False, False, False, 2),
        ({'optional': False}, False, False, True, 2),
    ],
)
def test_whether_data_must_be_given(
    facts: dict[str, Value], legal: bool, contractual: bool, obliged: bool, number: int
) -> None:
    account = Account()
    found = data_of(account=account, consequence='You cannot.', **facts)['nonDisclosure']
    assert list(found.values()) == [legal, contractual, obliged, 'You cannot.']
    assert sum('nonDisclosure' in path for path in filled(account)) == number
    item = entry('data', 'ip', 'IP address', **facts)
    why = {'perhaps': "no identifier for 'perhaps'", 'contract-prerequisite': 'only that a contract asks for it'}
    told = lost(account, item).get(('data', 'ip'), {})
    assert told.get('provision') == why.get(str(facts.get('provision')))


@pytest.mark.parametrize(
    ('stated', 'ttl', 'words'),
    [
        ('P90D', 'P90D', '90 days'),
        ('P1Y6M', 'P1Y6M', '1 year and 6 months'),
        ('PT12H', 'PT12H', '12 hours'),
        ('P2W', 'P14D', '2 weeks'),
        ('P1,5W after login', 'P10.5D', '1.5 weeks after login'),
        ('P10W', 'P70D', '10 weeks'),
        ('until 2027-12-31', '', 'until December 31, 2027'),
        ('until you leave', '', 'until you leave'),
        ('session', '', 'until the end of the session'),
        ('not stored', '', 'not stored'),
        ('indefinite', '', 'indefinitely'),
        ('as long as the law asks', '', 'as long as the law asks'),
        ('P90X', '', 'P90X'),
    ],
)
def test_retentions(stated: str, ttl: str, words: str) -> None:
    (found,) = data_of(retention=stated)['storage']
    assert found.pop('aggregationFunction') == 'max'
    assert found == ({'temporal': [{'description': words, 'ttl': ttl}]} if ttl else {'purposeConditional': [words]})


@pytest.mark.parametrize('stated', PERIODS)
def test_periods_are_in_the_units_of_tilt(stated: str) -> None:
    for item in data_of(retention=stated)['storage']:
        for period in item.get('temporal', ()):
            number = r'[0-9]+(?:[.,][0-9]+)?'
            assert re.fullmatch(
                rf'P({number}Y)?({number}M)?({number}D)?(T({number}H)?({number}M)?({number}S)?)?', period['ttl']
            )


def test_what_a_purpose_says_of_its_basis() -> None:
    account = Account()
    several = entry(
        'purpose',
        'billing',
        'Billing',
        'We bill.',
        data=('ip', 'gone'),
        legal_basis=('contract', 'legal-obligation'),
        legal_basis_detail='the tax code',
        condition='if you buy',
    )
    plain = entry('purpose', 'shop', 'Shop', data=('ip',), legal_basis=('contract', 'whim'))
    found = data_of(several, plain, account=account)
    # It is not stated which of the two it is about.
    assert found['purposes'][0]['description'] == 'We bill.\nCondition: if you buy\nLegal basis in detail: the tax code'
    assert [basis['reference'] for basis in found['legalBases']] == ['GDPR-6-1-b', 'GDPR-6-1-c']
    told = lost(account, several, plain)
    tie = 'that it is the basis of this purpose and not of another'
    assert told['purpose', 'billing'] == {'data': "no entry 'gone'", 'legal-basis': tie}
    assert told['purpose', 'shop'] == {'legal-basis': f"no identifier for 'whim'; {tie}"}


def test_nothing_is_concluded_from_two_relations() -> None:
    account = Account()
    purpose = entry('purpose', 'hosting', 'Hosting', data=('ip',), processors=('cloud',))
    cloud = entry('processor', 'cloud', 'Cloud', name='Cloud', country=('DE',))
    assert data_of(purpose, cloud, account=account)['recipients'] == []
    unknown = 'it is not stated which data of the notice it receives'
    told = lost(account, purpose, cloud)
    assert told['processor', 'cloud'] == {'name': unknown, 'country': unknown}
    assert told['purpose', 'hosting'] == {'processors': NO_PLACE}


def test_recipients() -> None:
    account = Account()
    banks = entry('processor', 'banks', 'Banks', data=('ip',), reason='they change', category='payment', name='Banks')
    unlike = entry('processor', 'x', 'X', data=('ip', 'n/gone'), category='dentist', address='Here', country=('ZZ',))
    role = entry('processor', 'y', 'Y', data=('ip',), role='joint-controller', country=('EU',))
    bare = entry('processor', 'z', 'Z', data=('ip',))
    assert data_of(banks, unlike, role, bare, account=account)['recipients'] == [
        {'category': 'Banks'},
        {'name': 'X', 'address': 'Here', 'category': 'dentist'},
        {'name': 'Y', 'country': 'EU', 'category': 'Joint controller'},
        {'name': 'Z', 'category': ''},
    ]
    assert filled(account)['dataDisclosed/0/recipients/3/category'] == ('', 'nothing states it')
    told = lost(account, banks, unlike)
    assert told['processor', 'x'] == {'data': "no entry 'n/gone'", 'country': "no code of two letters for 'ZZ'"}
    assert told['processor', 'banks'] == {
        'category': 'what stands for its name is its category',
        'reason': NO_PLACE,
    }


def test_that_there_are_no_recipients_is_lost() -> None:
    account = Account()
    facts = {**DATED, 'recipients': 'none'}
    document(account=account, facts=facts)
    assert lost(account, facts=facts)['notice', 'n'] == {'recipients': 'an empty list of recipients says nothing'}


@pytest.mark.parametrize(
    ('keys', 'public', 'words'),
    [
        (('third-party', 'non-public'), [False], 'A third party; Sources that are not public'),
        (('public', 'non-public'), [True, False], 'Publicly accessible sources; Sources that are not public'),
        (('third-party',), [False], 'A third party'),
    ],
)
def test_sources(keys: tuple[str, ...], public: list[bool], words: str) -> None:
    account = Account()
    data = entry('data', 'ip', 'IP address', source=keys, source_url='https://x.example/')
    (found,) = document(data, account=account)['sources']
    assert [item['publiclyAvailable'] for item in found['sources']] == public
    assert {item['description'] for item in found['sources']} == {words}
    # Whether a third party can be reached by everybody is not stated.
    assert ('sources/0/sources/0/publiclyAvailable' in filled(account)) is (keys == ('third-party',))
    assert lost(account, data) == {}


# -- transfers --------------------------------------------------------------------------------------------------


def transfers_of(account: Account | None = None, **facts: Value) -> Any:
    return document(entry('processor', 'cloud', 'Cloud', **facts), account=account)['thirdCountryTransfers']


@pytest.mark.parametrize(
    ('facts', 'why'),
    [
        ({'country': ('DE', 'EEA', 'NO', 'MQ')}, 'no country outside the EEA is stated'),
        ({'country': ('Atlantis', 'ZZ')}, 'no country outside the EEA is stated'),
        ({}, 'no country outside the EEA is stated'),
        ({'country': ('US',), 'no-personal-data': True}, 'it is stated that there is no transfer'),
        ({'country': ('US',), 'transfer-mechanism': ('none-needed',)}, 'it is stated that there is no transfer'),
    ],
)
def test_no_transfer(facts: dict[str, Value], why: str) -> None:
    account = Account()
    assert transfers_of(account, **{'transfer-detail': 'some words', **facts}) == []
    told = lost(account, entry('processor', 'cloud', 'Cloud', transfer_detail='some words'))
    assert told['processor', 'cloud']['transfer-detail'] == why


def test_a_transfer_that_rests_on_nothing_that_is_stated() -> None:
    account = Account()
    facts: dict[str, Value] = {
        'country': ('US', 'UK', 'US'),
        'transfer-mechanism': ('derogation-consent', 'Privacy Shield'),
        'safeguard-url': Link('', 'https://x.example/'),
    }
    assert transfers_of(account, **facts) == [{'country': 'US'}, {'country': 'GB'}]
    told = lost(account, entry('processor', 'cloud', 'Cloud', **facts))
    assert told['processor', 'cloud'] == {
        'transfer-mechanism': "no identifier for 'derogation-consent'; no identifier for 'Privacy Shield'",
        'safeguard-url': 'it is not stated what the transfer rests on',
    }


def test_several_mechanisms() -> None:
    (found,) = transfers_of(
        country=('US',), transfer_mechanism=('bcr', 'certification', 'scc-authority'), transfer_detail='ask us'
    )
    assert found == {
        'country': 'US',
        'appropriateGuarantees': {
            'available': True,
            'description': 'Cloud: Binding corporate rules; Approved certification\nTransfer in detail: ask us',
        },
        'standardDataProtectionClause': {
            'available': True,
            'description': 'Cloud: Standard data protection clauses of an authority\nTransfer in detail: ask us',
        },
    }


def test_adequacy_alone_is_taken_as_it_is_stated() -> None:
    assert [sorted(item) for item in transfers_of(country=('IN', 'JP'), transfer_mechanism=('adequacy',))] == [
        ['adequacyDecision', 'country'],
        ['adequacyDecision', 'country'],
    ]
    # Another mechanism may be what a country without a decision rests on.
    assert [sorted(item) for item in transfers_of(country=('IN', 'JP'), transfer_mechanism=('adequacy', 'scc'))] == [
        ['country', 'standardDataProtectionClause'],
        ['adequacyDecision', 'country', 'standardDataProtectionClause'],
    ]
    assert [sorted(item) for item in transfers_of(country=('IN',), transfer_mechanism=('adequacy', 'scc'))] == [
        ['adequacyDecision', 'country', 'standardDataProtectionClause'],
    ]
    derogation = ('adequacy', 'derogation-consent')
    assert [sorted(item) for item in transfers_of(country=('IN', 'JP'), transfer_mechanism=derogation)] == [
        ['country'],
        ['adequacyDecision', 'country'],
    ]


def test_a_country_within_is_lost_where_no_data_go_there() -> None:
    account = Account()
    cloud = entry('processor', 'cloud', 'Cloud', country=('US', 'DE'))
    assert document(cloud, account=account)['thirdCountryTransfers'] == [{'country': 'US'}]
    assert lost(account, cloud) == {('processor', 'cloud'): {'country': 'only countries outside the EEA have a place'}}
    account = Account()
    cloud = entry('processor', 'cloud', 'Cloud', country=('US', 'DE'), data=('ip',))
    found = document(cloud, entry('data', 'ip', 'IP address'), account=account)
    assert found['thirdCountryTransfers'] == [{'country': 'US'}]
    assert lost(account, cloud) == {}


# -- rights, decisions, changes ---------------------------------------------------------------------------------


def test_rights_of_one_field() -> None:
    account = Account()
    rights = (
        entry('right', 'fix', 'Correction', key='rectification', url=Link('Form', 'form.html'), law='GDPR 16'),
        entry('right', 'drop', 'Deletion', 'All of it.', key='erasure', email='a@x.example', conditional=True),
        entry('right', 'gone', 'More', key='erasure', how='Ring.', email='b@x.example', conditional=False),
        entry('right', 'odd', 'Odd', key='fly'),
        entry('right', 'own', 'Own', label='Own'),
    )
    facts = {**DATED, 'request-channel': 'Write to us.'}
    found = document(*rights, account=account, facts=facts)
    assert found['rightToRectificationOrDeletion'] == {
        'available': True,
        'description': 'Correction\nWrite to us.\nLaw: GDPR 16\n\n'
        'Deletion\nWrite to us.\nAll of it.\nIn some cases only\n\n'
        'More\nRing.',
        'url': 'https://docs.example/form.html',
        'email': 'a@x.example',
    }
    told = lost(account, *rights, facts=facts)
    assert told == {
        ('right', 'fix'): {'url': 'the words of the link have no place'},
        ('right', 'gone'): {'email': 'there is a place for one address only'},
        ('right', 'odd'): {'key': "no identifier for 'fly'"},
        ('right', 'own'): {'label': 'it is not stated which right it is'},
    }


def test_every_right_has_its_field_or_is_lost() -> None:
    for key in VOCABULARIES['rights'].labels:
        account = Account()
        right = entry('right', 'x', 'X', key=key)
        found = document(right, account=account)
        field = place('rights', key)
        told = lost(account, right).get(('right', 'x'))
        if field:
            assert found[field]['available'] is True
            assert told is None
        else:
            assert told == {'key': f'no identifier for {key!r}'}
        # The id says which right it is, too.
        account = Account()
        named = entry('right', key, 'X', label='X')
        assert document(named, account=account) == found
        assert lost(account, named).get(('right', key)) == ({'label': f'no identifier for {key!r}'} if told else None)


def test_whether_there_is_access() -> None:
    account = Account()
    assert document(account=account)['accessAndDataPortability'] == {'available': False}
    assert filled(account)['accessAndDataPortability/available'][0] == 'false'
    account = Account()
    portability = entry('right', 'move', 'Move', key='portability')
    assert document(portability, account=account)['accessAndDataPortability'] == {'available': True}
    assert filled(account)['accessAndDataPortability/available'] == ('true', 'rightToDataPortability/available')


def test_fees() -> None:
    account = Account()
    facts = {**DATED, 'request-fee': '0'}
    access = entry('right', 'access', 'Access', key='access')
    assert 'administrativeFee' not in document(access, account=account, facts=facts)['accessAndDataPortability']
    assert lost(account, facts=facts)['notice', 'n'] == {'request-fee': 'no amount with a currency'}
    assert fee('12.50 CHF') == (12.5, 'CHF')
    assert fee('free') is None


def test_complaints() -> None:
    account = Account()
    rights = (
        entry('right', 'a', 'Complain', key='complain', url=Link('', 'https://a.example/')),
        entry(
            'right', 'b', 'Again', key='complain', authority='Office', authority_url=Link('It', 'https://b.example/')
        ),
        entry('right', 'c', 'Thrice', key='complain', authority='Bureau'),
    )
    found = document(*rights, account=account)['rightToComplain']
    assert found == {
        'available': True,
        'description': 'Complain\n\nAgain\n\nThrice',
        'url': 'https://a.example/',
        'supervisoryAuthority': {'name': 'Office'},
    }
    assert lost(account, *rights) == {
        ('right', 'b'): {'authority-url': 'the words of the link have no place; there is a place for one address only'},
        ('right', 'c'): {'authority': 'there is a place for one authority only'},
    }
    account = Account()
    assert document(rights[0], account=account)['rightToComplain']['supervisoryAuthority'] == {'name': ''}
    assert filled(account)['rightToComplain/supervisoryAuthority/name'] == ('', 'nothing states it')


def test_decisions() -> None:
    assert document()['automatedDecisionMaking'] == {}
    account = Account()
    facts = {**DATED, 'automated-decisions': 'none'}
    assert document(account=account, facts=facts)['automatedDecisionMaking'] == {'inUse': False}
    assert lost(account, facts=facts) == {}
    account = Account()
    entries = (
        entry('decision', 'a', 'Scores', logic='points', significance='no credit', consequences='no car'),
        entry('decision', 'b', 'Filter', 'It learns.'),
    )
    assert document(*entries, account=account, facts=facts)['automatedDecisionMaking'] == {
        'inUse': True,
        'logicInvolved': 'Scores\npoints\n\nFilter\nIt learns.',
        'scopeAndIntendedEffects': 'no credit\nno car',
    }
    assert lost(account, facts=facts) == {('notice', 'n'): {'automated-decisions': 'a decision is stated'}}
    account = Account()
    document(entries[1], account=account)
    assert filled(account)['automatedDecisionMaking/scopeAndIntendedEffects'] == ('', 'nothing states it')


def test_changes_of_purpose() -> None:
    account = Account()
    only = 'only new and changed purposes have a place'
    entries = (
        entry('data', 'ip', 'IP address'),
        entry('purpose', 'ads', 'Advertising', data=('ip',)),
        # As a change names it, this may be the purpose or the right.
        entry('purpose', 'both', 'Both'),
        entry('right', 'both', 'Both'),
        entry(
            'change', 'a', 'a', 'We advertise.', kind='added', entries=('ads', 'ip'), **{'takes-effect': '2027-01-01'}
        ),
        entry('change', 'b', 'b', kind='changed', entries=('n/ads',), date='2026-05-05'),
        entry('change', 'c', 'c', kind='removed', entries=('ads',)),
        entry('change', 'd', 'd', kind='added', entries=('both',)),
        entry('change', 'e', 'e', 'A comma.', kind='corrected'),
    )
    assert document(*entries, account=account)['changesOfPurpose'] == [
        {
            'description': 'We advertise.',
            'affectedDataCategories': ['IP address'],
            'plannedDateOfChange': '2027-01-01',
        },
        {
            'description': 'Advertising',
            'affectedDataCategories': ['IP address'],
            'plannedDateOfChange': '2026-05-05',
        },
    ]
    told = lost(account, *entries)
    assert told['change', 'a'] == {'kind': NO_PLACE, 'entries': 'only purposes have a place'}
    assert told['change', 'b'] == {'kind': NO_PLACE}
    assert told['change', 'c'] == told['change', 'd'] == {'kind': NO_PLACE, 'entries': only}
    assert told['change', 'e'] == {'kind': NO_PLACE, BODY: only}


# -- values -----------------------------------------------------------------------------------------------------


def pattern_of(schema: Any, *path: str) -> re.Pattern[str]:
    for step in path:
        schema = schema['properties'][step]
    return re.compile(schema['pattern'])


def test_languages_and_countries_fit_their_patterns(schema: Any) -> None:
    language, country = pattern_of(schema, 'meta', 'language'), pattern_of(schema, 'controller', 'country')
    two = [first + second for first in map(chr, range(97, 123)) for second in map(chr, range(97, 123))]
    assert [code for code in two if language_code(code)] == [code for code in two if language.search(code)]
    assert language_code('pt_BR') == 'pt'
    assert [language_code(code) for code in ('sr@latin', 'zh-Hant', 'DE', 'cak', '')] == ['sr', 'zh', 'de', '', '']
    codes = [code.upper() for code in two if country_code(code.upper())]
    assert len(codes) > 240
    assert all(country.search(country_code(code)) for code in codes)
    assert [country_code(code) for code in ('UK', 'EU', 'EEA', 'de', 'ZZ')] == ['GB', 'EU', '', '', '']


def test_every_legal_basis_has_a_reference(schema: Any) -> None:
    items = schema['properties']['dataDisclosed']['items']['anyOf'][0]['properties']['legalBases']['items']['anyOf'][0]
    known = re.compile(items['properties']['reference']['pattern'])
    for vocabulary in ('legal-bases', 'art9-conditions'):
        for key in VOCABULARIES[vocabulary].labels:
            found = reference(vocabulary, key)
            assert re.fullmatch(r'GDPR-[69]-[12]-[a-j]', found)
            assert known.search(found)


def test_dates_and_phone_numbers_fit_their_patterns(schema: Any) -> None:
    date = pattern_of(schema, 'meta', 'created')
    phone = pattern_of(schema, 'dataProtectionOfficer', 'phone')
    for text in ('2026-02-10', '0001-01-01', '9999-12-31', '2024-02-29'):
        assert is_date(text)
        assert date.search(text)
    assert not any(map(is_date, ('', '2026', '2026-13-01', '10.02.2026', '2026-02-10T00:00:00', '2026-02-10\n')))
    for text in ('+49 30 124', '0049/30/124', '(030) 124', '++1', '030-1.2'):
        assert is_phone(text)
        assert phone.search(text)
    assert not any(map(is_phone, ('', 'ring', '030 124 ext. 5', '124\n', '٣')))


@given(
    st.text(alphabet=st.characters(codec='utf-8') | st.sampled_from('/:?#[]@%a.0 ')) | st.sampled_from((*URLS, *WORDS))
)
@settings(deadline=None, max_examples=50)
def test_addresses(text: str) -> None:
    found = uri(text)
    assert Draft7Validator.FORMAT_CHECKER.conforms(found, 'uri-reference')
    assert uri(found) == found
    assert found.isascii()


def test_addresses_are_kept_as_they_are() -> None:
    for text in ('https://user@x.example:8080/a%20b?c=d&e#f', 'mailto:a@x.example', './', 'n.html#a', 'https://[::1]/'):
        assert uri(text) == text
    assert uri('https://x.example/ü 50%?<b>') == 'https://x.example/%C3%BC%2050%25?%3Cb%3E'
    assert [uri(text) for text in ('https://[x/', 'a#b#c', 'https://x.example:port/')] == ['', '', '']


def test_email_addresses() -> None:
    assert is_email('a.b+c@x.example')
    assert not any(
        map(is_email, ('', 'a@b', 'a b@x.example', 'a@x.example, b@x.example', 'a@x.example.', '@x.example'))
    )
    assert email_in('Dora <dora@x.example>, room 5') == 'dora@x.example'
    assert email_in('mailto:dora@x.example') == 'dora@x.example'
    assert email_in('a@x.example or b@x.example') == ''
    assert email_in('Ask at the door') == ''


@pytest.mark.parametrize(('iso', 'ttl'), [('P52W', 'P364D'), ('P0W', 'P0D'), ('P0,5W', 'P3.5D'), ('P100W', 'P700D')])
def test_weeks(iso: str, ttl: str) -> None:
    assert time_to_live(iso) == ttl
