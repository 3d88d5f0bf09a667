"""``privacy.jsonld``: it expands without loss, says what the notices say, and tells what it leaves out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_privacy.exports.account import Account
from sphinxext_privacy.exports.jsonld import FILE, FORM, embedded, privacy_jsonld
from sphinxext_privacy.exports.jsonld.bases import HOLDERS
from sphinxext_privacy.exports.jsonld.concepts import ELSEWHERE
from sphinxext_privacy.exports.jsonld.context import CONTEXT, PREFIXES
from sphinxext_privacy.exports.jsonld.entries import MEASURES
from sphinxext_privacy.exports.jsonld.values import iri, xsd_duration
from sphinxext_privacy.exports.records import Elsewhere, Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.model.crosswalk import crosswalk
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.words.locales import language_tag
from tests.helpers.exported import everything, exported
from tests.helpers.linked import DPV, ROOT, TERMS, checked, terms, wider
from tests.helpers.rich import SETTINGS, rich_files

if TYPE_CHECKING:
    from sphinxext_privacy.exports.account import Lost
    from sphinxext_privacy.model.values import Facts
    from tests.conftest import ProjectMaker

pytestmark = pytest.mark.skipif(not TERMS.exists(), reason='the terms of DPV are not there')

BASE: Final = 'https://docs.example/'


def written(made: Exported) -> tuple[dict[str, Any], list[Lost]]:
    """Give the document and what is lost."""
    account = Account()
    document = privacy_jsonld(made, account)
    assert account.filled == []
    assert account.left_out == []
    return document, list(account.losses(made))


def nodes_of(made: Exported) -> dict[str, Any]:
    """Give the nodes as they are written, by their names."""
    return {node['id']: node for node in written(made)[0]['@graph']}


def entry(kind: str, ident: str, title: str, facts: Facts, body: str = '', notice: str = 'n') -> ExportedEntry:
    url = f'{notice}.html#privacy-{kind}-{ident}'
    return ExportedEntry(kind, ident, title, notice, facts, body, url, Source(f'{notice}.md', 5))


def project(*entries: ExportedEntry, language: str = 'en', base: str = BASE, **facts: Any) -> Exported:
    """Give a project with one notice."""
    stated = {name.replace('_', '-'): value for name, value in facts.items()}
    controllers = tuple(item.ident for item in entries if item.kind == 'controller')
    notice = ExportedNotice('n', 'N', 'n.html', stated, Source('n.md', 1), (), controllers, entries, entries)
    return Exported('P', language, (notice,), base_url=base)


def words(text: str) -> dict[str, str]:
    return {'@value': text, '@language': 'en'}


# -- any notice ---------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=30)
@given(exported())
def test_any_notice(made: Exported) -> None:
    (first,) = FORM.files(made, Account())
    assert first == next(iter(FORM.files(made, Account())))
    name, text = first
    assert name == FILE
    assert isinstance(text, str)
    assert text.endswith('}\n')
    assert '<' not in text
    document = json.loads(text)
    nodes = checked(document)
    assert document == written(made)[0]
    kinds = [node for node in nodes.values() if f'{DPV}#PrivacyNotice' in node.get('@type', ())]
    assert len(kinds) == len(made.notices)


@settings(deadline=None, max_examples=20)
@given(exported(), st.data())
def test_any_page(made: Exported, data: st.DataObject) -> None:
    if not made.notices:
        return
    notice = data.draw(st.sampled_from(made.notices))
    document = embedded(made, notice, '../')
    assert document == embedded(made, notice, '../')
    nodes = checked(document, f'{ROOT}deep/page.html')
    whole = checked(written(replace(made, notices=(notice,)))[0])
    # Only what leads to other notices differs: what they are called is known to the project only.
    others = {ident for ident in nodes if ident not in whole}
    assert all(nodes[ident]['@type'] == [f'{DPV}#PrivacyNotice'] for ident in others)
    assert nodes.keys() - others == whole.keys()


def test_a_page_does_not_depend_on_other_notices() -> None:
    parent = ExportedNotice('p', 'P', 'sub/p.html', {}, Source('p.md', 1), (), (), (), ())
    child = ExportedNotice(
        'c', 'C', 'sub/deep/c.html#here', {'addendum-to': ('p',)}, Source('c.md', 1), ('p',), (), (), ()
    )
    made = Exported('P', 'en', (child, parent))
    page = embedded(made, child, '../../')
    assert page['@context']['@base'] == '../../'
    others = (child, replace(parent, title='Other', date='2026-01-01'))
    assert page == embedded(replace(made, notices=others), child, '../../')
    nodes = checked(page, f'{ROOT}sub/deep/c.html')
    assert list(nodes) == [f'{ROOT}sub/deep/c.html#privacy-notice-c', f'{ROOT}sub/p.html#privacy-notice-p']
    # All names are whole addresses then.
    assert '@base' not in embedded(replace(made, base_url=BASE), child, BASE)['@context']


def test_no_notice() -> None:
    document, lost = written(Exported('P', 'en', ()))
    assert document == {'@context': CONTEXT, '@graph': []}
    assert lost == []


def test_a_build(make_project: ProjectMaker) -> None:
    build = make_project(rich_files(), **SETTINGS, html_baseurl=BASE).build('privacy')
    document = json.loads(build.text(FILE))
    nodes = checked(document, BASE)
    there = {ident.removeprefix(BASE) for ident in nodes}
    data = json.loads(build.text('privacy.json'))
    held = {item['url'] for notice in data['notices'] for table in notice['own'].values() for item in table}
    # Decisions are processes, and are named within their notices.
    assert {url for url in held if '#privacy-decision-' not in url} <= there
    assert {f'main.html#privacy-notice-main/decision-process/{name}' for name in ('scoring',)} <= there


# -- what is said -------------------------------------------------------------------------------------------------


def small() -> Exported:
    return project(
        entry('controller', 'acme', 'Acme', {'name': 'Acme', 'country': ('DE',), 'email': 'privacy@acme.example'}),
        entry('data', 'email', 'Email address', {'category': 'email-address', 'retention': 'P2W after deletion'}),
        entry('data', 'crash', 'Crash reports', {'category': 'error-report', 'source': ('observed',)}),
        entry(
            'purpose',
            'news',
            'News',
            {'legal-basis': ('consent', 'legitimate-interests'), 'legitimate-interest': 'to tell', 'data': ('email',)},
        ),
        entry(
            'processor',
            'cloud',
            'Cloud',
            {
                'role': 'processor',
                'data': ('crash',),
                'country': ('US', 'DE'),
                'transfer-mechanism': ('scc',),
                'policy': Link('Policy', 'https://cloud.example/policy'),
            },
            'It keeps them.',
        ),
        entry('right', 'access', 'Access', {'key': 'access', 'url': Link('', 'me.html')}),
        entry('right', 'sale', 'No sale', {'key': 'opt-out'}),
        service='acme.example',
        updated='2026-02-10',
        effective='2026-03-01',
        regimes=('gdpr', 'lgpd'),
        status='active',
        dpo='none — we are small',
    )


SMALL: Final[list[dict[str, Any]]] = [
    {
        'id': 'https://docs.example/n.html#privacy-notice-n',
        'type': 'dpv:PrivacyNotice',
        'dct:identifier': 'n',
        'dct:title': words('N'),
        'dct:language': 'en',
        'foaf:page': {'id': 'https://docs.example/n.html'},
        'dct:modified': {'@value': '2026-02-10', '@type': 'xsd:date'},
        'dct:valid': {'@value': 'start=2026-03-01', '@type': 'dct:Period'},
        'dpv:hasNoticeStatus': {'id': 'dpv:NoticeLatest'},
        'dpv:hasApplicableLaw': [{'id': 'legal-eu:law-GDPR'}, {'type': 'dpv:Law', 'skos:notation': 'lgpd'}],
        'dpv:hasService': {'type': 'dpv:Service', 'dct:title': words('acme.example')},
        'dpv:hasDataController': {'id': 'https://docs.example/n.html#privacy-controller-acme'},
        'dpv:hasDataProtectionOfficer': {
            'type': 'dpv:DataProtectionOfficer',
            'dpv:hasApplicability': {'id': 'dpv:NotApplicable'},
            'dct:description': words('we are small'),
        },
        'dpv:hasProcess': [
            {'id': 'https://docs.example/n.html#privacy-notice-n/purpose-process/news'},
            {'id': 'https://docs.example/n.html#privacy-notice-n/processor-process/cloud'},
        ],
        'dpv:hasPersonalData': {'id': 'https://docs.example/n.html#privacy-data-crash'},
        'dpv:hasDataProcessor': {'id': 'https://docs.example/n.html#privacy-processor-cloud'},
        'dpv:hasRight': [
            {'id': 'https://docs.example/n.html#privacy-right-access'},
            {'id': 'https://docs.example/n.html#privacy-right-sale'},
        ],
    },
    {
        'id': 'https://docs.example/n.html#privacy-controller-acme',
        'type': 'dpv:DataController',
        'dpv:hasName': 'Acme',
        'dpv:hasCountry': {'id': 'loc:DE'},
        'dpv:hasContact': 'mailto:privacy@acme.example',
    },
    {
        'id': 'https://docs.example/n.html#privacy-purpose-news',
        'type': 'dpv:Purpose',
        'skos:prefLabel': words('News'),
    },
    {
        'id': 'https://docs.example/n.html#privacy-purpose-news/legal-basis/legitimate-interests',
        'type': 'dpv:LegalBasis',
        'skos:broader': {'id': 'eu-gdpr:A6-1-f'},
        'dct:description': words('to tell'),
    },
    {
        'id': 'https://docs.example/n.html#privacy-data-email',
        'type': 'dpv:PersonalData',
        'skos:prefLabel': words('Email address'),
        'skos:broader': {'id': 'pd:EmailAddress'},
        'dpv:hasStorageCondition': {
            'type': 'dpv:StorageDuration',
            'dpv:hasDuration': {
                'type': 'dpv:TemporalDuration',
                'rdf:value': {'@value': 'P14D', '@type': 'xsd:duration'},
                'time:hasBeginning': {'type': 'time:Instant', 'skos:prefLabel': words('deletion')},
            },
        },
    },
    {
        'id': 'https://docs.example/n.html#privacy-notice-n/purpose-process/news',
        'type': 'dpv:Process',
        'dpv:hasPurpose': {'id': 'https://docs.example/n.html#privacy-purpose-news'},
        'dpv:hasLegalBasis': [
            {'id': 'eu-gdpr:A6-1-a'},
            {'id': 'https://docs.example/n.html#privacy-purpose-news/legal-basis/legitimate-interests'},
        ],
        'dpv:hasPersonalData': {'id': 'https://docs.example/n.html#privacy-data-email'},
    },
    {
        'id': 'https://docs.example/n.html#privacy-data-crash',
        'type': 'dpv:PersonalData',
        'skos:prefLabel': words('Crash reports'),
        'skos:broader': {'id': 'pd:Interaction'},
        'dct:type': {'type': 'skos:Concept', 'skos:notation': 'error-report'},
        'dpv:hasDataSource': {
            'type': 'dpv:DataSource',
            'skos:broader': {'id': 'dpv:DataSubjectDataSource'},
            'skos:notation': 'observed',
        },
    },
    {
        'id': 'https://docs.example/n.html#privacy-processor-cloud',
        'type': ['dpv:DataProcessor', 'dpv:DataImporter'],
        'dpv:hasName': 'Cloud',
        'dpv:hasCountry': [{'id': 'loc:US'}, {'id': 'loc:DE'}],
        'dpv:hasPolicy': {
            'type': 'dpv:Policy',
            'foaf:page': {'id': 'https://cloud.example/policy', 'dct:title': words('Policy')},
        },
    },
    {
        'id': 'https://docs.example/n.html#privacy-right-access',
        'type': 'dpv:DataSubjectRight',
        'skos:prefLabel': words('Access'),
        'skos:broader': {'id': 'eu-gdpr:A15'},
        'dpv:isExercisedAt': {
            'type': 'dpv:RightExerciseNotice',
            'foaf:page': {'id': 'https://docs.example/me.html'},
        },
    },
    {
        'id': 'https://docs.example/n.html#privacy-right-sale',
        'type': 'dpv:DataSubjectRight',
        'skos:prefLabel': words('No sale'),
        'dct:type': {'type': 'skos:Concept', 'skos:notation': 'opt-out'},
        'dpv:hasApplicableLaw': {'id': 'legal-us:law-CA-CCPA'},
    },
    {
        'id': 'https://docs.example/n.html#privacy-processor-cloud/transfer',
        'type': 'dpv:CrossBorderTransfer',
        'dpv:hasDataImporter': {'id': 'https://docs.example/n.html#privacy-processor-cloud'},
        'dpv:hasThirdCountry': {'id': 'loc:US'},
        'dpv:hasLegalBasis': {'id': 'eu-gdpr:A46-2-c'},
    },
    {
        'id': 'https://docs.example/n.html#privacy-notice-n/processor-process/cloud',
        'type': 'dpv:Process',
        'dct:description': words('It keeps them.'),
        'dpv:hasPersonalData': {'id': 'https://docs.example/n.html#privacy-data-crash'},
        'dpv:hasProcessing': {'id': 'https://docs.example/n.html#privacy-processor-cloud/transfer'},
        'dpv:hasDataProcessor': {'id': 'https://docs.example/n.html#privacy-processor-cloud'},
    },
]


def test_a_small_notice() -> None:
    document, lost = written(small())
    assert document['@context'] == CONTEXT
    assert document['@graph'] == SMALL
    assert lost == []
    checked(document)


def test_an_agreement_is_one_on_processing_with_processors_only() -> None:
    agreement = Link('Terms', 'https://x.example/terms')
    roles = ('', 'processor', 'independent-controller', 'joint-controller', 'third-party')
    made = project(
        *(
            entry('processor', f'x-{role}', role, {'agreement': agreement, **({'role': role} if role else {})})
            for role in roles
        )
    )
    nodes = nodes_of(made)
    kinds = [nodes[f'{BASE}n.html#privacy-processor-x-{role}']['dpv:hasLegalMeasure']['type'] for role in roles]
    assert kinds == ['dpv:DataProcessingAgreement'] * 2 + ['dpv:LegalAgreement'] * 3
    checked(written(made)[0])


def test_what_is_in_no_purpose_is_at_the_notice() -> None:
    made = project(
        entry('data', 'a', 'A', {}),
        entry('data', 'b', 'B', {'purposes': ('p', 'elsewhere/q')}),
        entry('purpose', 'p', 'P', {'processors': ('x',)}),
        entry('processor', 'x', 'X', {'role': 'third-party'}),
        entry('processor', 'y', 'Y', {'data': ('b', 'zzz')}),
        entry('processor', 'z', 'Z', {'no-personal-data': True, 'purposes': ('p',)}),
        entry('measure', 'm', 'M', {'kind': 'staff-training'}),
        entry('measure', 'o', 'O', {}),
        recipients='none',
    )
    nodes, lost = nodes_of(made), written(made)[1]
    at = f'{BASE}n.html#privacy-'
    notice = nodes[f'{at}notice-n']
    assert notice['dpv:hasPersonalData'] == {'id': f'{at}data-a'}
    # What contradicts each other is not judged here.
    assert notice['dpv:hasRecipient'] == [
        {'type': 'dpv:Recipient', 'dpv:hasApplicability': {'id': 'dpv:NotApplicable'}},
        {'id': f'{at}processor-y'},
    ]
    assert notice['dpv:hasOrganisationalMeasure'] == {'id': f'{at}measure-m'}
    assert notice['dpv:hasTechnicalOrganisationalMeasure'] == {'id': f'{at}measure-o'}
    assert notice['dpv:hasNonPersonalDataProcess'] == {'id': f'{at}notice-n/processor-process/z'}
    assert nodes[f'{at}notice-n/purpose-process/p'] == {
        'id': f'{at}notice-n/purpose-process/p',
        'type': 'dpv:Process',
        'dpv:hasPurpose': {'id': f'{at}purpose-p'},
        'dpv:hasPersonalData': {'id': f'{at}data-b'},
        'dpv:hasRecipientThirdParty': {'id': f'{at}processor-x'},
    }
    assert nodes[f'{at}notice-n/processor-process/z'] == {
        'id': f'{at}notice-n/processor-process/z',
        'type': 'dpv:NonPersonalDataProcess',
        'dpv:hasPurpose': {'id': f'{at}purpose-p'},
        'dpv:hasRecipient': {'id': f'{at}processor-z'},
    }
    # Nothing is stated of what it gets.
    assert f'{at}notice-n/processor-process/x' not in nodes
    assert {(item.kind, item.ident): item.facts for item in lost} == {
        ('data', 'b'): {'purposes': "no entry 'elsewhere/q'"},
        ('processor', 'y'): {'data': "no entry 'zzz'"},
    }
    checked(written(made)[0])


def test_a_country_is_no_transfer() -> None:
    made = project(
        entry('processor', 'x', 'X', {'country': ('US', 'UK', 'EU', 'Atlantis')}),
        entry('processor', 'y', 'Y', {'country': ('US',), 'transfer-mechanism': ('none-needed',)}),
    )
    document, lost = written(made)
    text = json.dumps(document)
    assert 'Transfer"' not in text
    assert 'hasThirdCountry' not in text
    node = nodes_of(made)[f'{BASE}n.html#privacy-processor-x']
    assert node['dpv:hasCountry'] == [{'id': 'loc:US'}, {'id': 'loc:GB'}]
    assert node['dpv:hasLocation'] == [{'id': 'loc:EU'}, {'type': 'dpv:Location', 'skos:prefLabel': 'Atlantis'}]
    assert nodes_of(made)[f'{BASE}n.html#privacy-notice-n/processor-process/y']['dpv:hasLegalBasis'] == {
        'type': 'dpv:DataTransferLegalBasis',
        'dpv:hasApplicability': {'id': 'dpv:NotApplicable'},
        'skos:notation': 'none-needed',
    }
    assert lost == []


def test_legal_bases() -> None:
    facts: Facts = {'legal-basis-detail': 'Section 5', 'legitimate-interest': 'to earn'}
    one = project(entry('purpose', 'p', 'P', {'legal-basis': ('legal-obligation',), **facts}))
    at = f'{BASE}n.html#privacy-purpose-p/legal-basis'
    assert nodes_of(one)[f'{at}/legal-obligation'] == {
        'id': f'{at}/legal-obligation',
        'type': 'dpv:LegalBasis',
        'skos:broader': {'id': 'eu-gdpr:A6-1-c'},
        'dct:description': words('Section 5'),
    }
    # No legal basis is made of an interest.
    (lost,) = written(one)[1]
    assert lost.facts == {'legitimate-interest': "'legitimate-interests' is not among the legal bases"}
    bases = ('contract', 'legitimate-interests', 'good will')
    holder: Facts = {'legitimate-interest-of': 'third-party'}
    several = project(entry('purpose', 'p', 'P', {'legal-basis': bases, **facts, **holder}))
    nodes = nodes_of(several)
    assert nodes[f'{BASE}n.html#privacy-notice-n/purpose-process/p']['dpv:hasLegalBasis'] == [
        {'id': 'eu-gdpr:A6-1-b'},
        {'id': f'{at}/legitimate-interests'},
        {'id': f'{at}/good%20will'},
        {'id': at},
    ]
    assert nodes[f'{at}/legitimate-interests']['skos:broader'] == {'id': 'eu-gdpr:A6-1-f-third-party'}
    assert nodes[f'{at}/good%20will']['skos:prefLabel'] == 'good will'
    assert nodes[at] == {'id': at, 'type': 'dpv:LegalBasis', 'dct:description': words('Section 5')}
    assert written(several)[1] == []


def test_controllers() -> None:
    dora = Contact(name='Dora', country='FR', email='dora@acme.example')
    made = project(
        entry('controller', 'a', 'A', {'role': 'joint', 'dpo': Contact(text='c'), 'representative': dora}),
        entry('controller', 'b', 'B', {'role': 'joint'}),
        entry('controller', 'c', 'C', {'role': 'sole', 'dpo': Contact(text='ask at the desk')}),
    )
    (notice,) = made.notices
    made = replace(made, notices=(replace(notice, controllers=('b', 'a')),))
    nodes = nodes_of(made)
    at = f'{BASE}n.html#privacy-controller-'
    top = nodes[f'{BASE}n.html#privacy-notice-n']
    assert top['dpv:hasDataController'] == [{'id': f'{at}b'}, {'id': f'{at}a'}]
    assert top['dpv:hasJointDataControllers'] == {
        'type': 'dpv:JointDataControllers',
        'dpv:hasDataController': [{'id': f'{at}a'}, {'id': f'{at}b'}],
    }
    assert top['dpv:hasEntity'] == {'id': f'{at}c'}
    assert nodes[f'{at}c']['type'] == ['dpv:DataProtectionOfficer', 'dpv:LegalEntity']
    assert nodes[f'{at}a']['dpv:hasDataProtectionOfficer'] == {'id': f'{at}c'}
    assert nodes[f'{at}a']['dpv:hasRepresentative'] == {
        'type': 'eu-gdpr:Representative',
        'dpv:hasName': 'Dora',
        'dpv:hasCountry': {'id': 'loc:FR'},
        'dpv:hasContact': 'mailto:dora@acme.example',
    }
    assert nodes[f'{at}c']['dpv:hasDataProtectionOfficer'] == {
        'type': 'dpv:DataProtectionOfficer',
        'dct:description': words('ask at the desk'),
    }
    (lost,) = written(made)[1]
    assert (lost.ident, lost.facts) == ('c', {'role': "no identifier for 'sole'"})
    checked(written(made)[0])


def family() -> Exported:
    """Give a notice, one that adds to it and to one elsewhere, and what each says of the same things."""
    email = entry('data', 'email', 'Email', {'purposes': ('run',)}, notice='p')
    run = entry('purpose', 'run', 'Run', {}, notice='p')
    host = entry('processor', 'host', 'Host', {'purposes': ('run',)}, notice='c')
    alone = ExportedEntry('controller', 'acme', 'Acme', 'p', {'name': 'Acme'}, '', 'p.html', Source('register.yaml', 2))
    far = ExportedEntry(
        'right', 'object', 'Widersprechen', 'far/f', {'key': 'object'}, 'Worte.', 'https://far.example/f.html#privacy-x'
    )
    changes = (entry('change', '2026-02-10', '2026-02-10', {'entries': ('email', 'gone', 'p')}, 'More.', notice='p'),)
    own = (email, run, alone, *changes)
    parent = ExportedNotice('p', 'Parent', 'p.html', {}, Source('p.md', 1), (), ('acme',), own, own)
    child = ExportedNotice(
        'c',
        'Child',
        'c.html',
        {'addendum-to': ('p', 'far/f', 'none')},
        Source('c.md', 1),
        ('p', 'far/f'),
        ('acme',),
        (host,),
        (host, *own, far),
    )
    elsewhere = {'far/f': Elsewhere('Hinweis', 'https://far.example/f.html')}
    return Exported('P', 'pt_BR', (child, parent), base_url=BASE, elsewhere=elsewhere)


def test_what_is_inherited_is_written_once() -> None:
    made = family()
    document, lost = written(made)
    checked(document)
    nodes = nodes_of(made)
    assert list(nodes) == list(dict.fromkeys(nodes))
    child, parent = nodes[f'{BASE}c.html#privacy-notice-c'], nodes[f'{BASE}p.html#privacy-notice-p']
    assert child['dct:requires'] == [
        {'id': f'{BASE}p.html#privacy-notice-p'},
        {
            'type': 'dpv:PrivacyNotice',
            'dct:title': 'Hinweis',
            'foaf:page': {'id': 'https://far.example/f.html'},
        },
    ]
    # The register alone describes it, so it stands nowhere.
    assert child['dpv:hasDataController'] == {'id': f'{BASE}p.html#privacy-controller-acme'}
    assert parent['dpv:hasDataController'] == child['dpv:hasDataController']
    # Only the addendum has the recipient, so it is in no process of the parent.
    assert 'dpv:hasRecipient' in nodes[f'{BASE}c.html#privacy-notice-c/purpose-process/run']
    assert 'dpv:hasRecipient' not in nodes[f'{BASE}p.html#privacy-notice-p/purpose-process/run']
    assert parent['skos:changeNote'] == {'id': f'{BASE}p.html#privacy-change-2026-02-10'}
    assert 'skos:changeNote' not in child
    assert nodes[f'{BASE}p.html#privacy-change-2026-02-10']['dct:references'] == [
        {'id': f'{BASE}p.html#privacy-data-email'},
        {'id': f'{BASE}p.html#privacy-notice-p'},
    ]
    # Which language another project writes in is not known here.
    right = nodes['https://far.example/f.html#privacy-x']
    assert (right['skos:prefLabel'], right['dct:description']) == ('Widersprechen', 'Worte.')
    assert child['dct:title'] == {'@value': 'Child', '@language': 'pt-BR'}
    assert child['dct:language'] == 'pt-BR'
    assert {(item.kind, item.ident): item.facts for item in lost} == {
        ('notice', 'c'): {'addendum-to': "no notice 'none' besides"},
        ('change', '2026-02-10'): {'entries': "no entry 'gone'"},
    }


def test_what_two_parents_say_of_one_thing_is_not_said_of_either() -> None:
    """A notice that adds to both has more to say of it; the entry bears the address of the first."""
    cloud = entry('processor', 'cloud', 'Cloud', {'country': ('DE',)}, notice='p')
    more = replace(cloud, facts={'country': ('DE',), 'address': 'Berlin'})
    parent = ExportedNotice('p', 'Parent', 'p.html', {}, Source('p.md', 1), (), (), (cloud,), (cloud,))
    child = ExportedNotice('c', 'Child', 'c.html', {}, Source('c.md', 1), ('p',), (), (), (more,))
    nodes = nodes_of(Exported('P', 'en', (child, parent), base_url=BASE))
    assert 'dpv:hasAddress' not in nodes[f'{BASE}p.html#privacy-processor-cloud']
    assert nodes[f'{BASE}p.html#privacy-processor-cloud/in/c']['dpv:hasAddress'] == 'Berlin'


def test_statements() -> None:
    tool: Facts = {'topic': 'analytics', 'no-personal-data': True, 'software': Link('Tool', 'https://tool.example/')}
    two = [
        replace(entry('statement', 'analytics', 'A', tool, 'We count.'), url=f'{page}.html#privacy-statement-analytics')
        for page in ('a', 'b')
    ]
    prose = entry('statement', 'children', 'C', {'topic': 'children', 'text': 'We ask none.'})
    made = project(*two, prose)
    nodes = nodes_of(made)
    top = nodes[f'{BASE}n.html#privacy-notice-n']
    assert top['dpv:hasNonPersonalDataProcess'] == [
        {'id': f'{BASE}n.html#privacy-notice-n/statement-process/analytics'},
        {'id': f'{BASE}n.html#privacy-notice-n/statement-process/analytics/2'},
    ]
    assert 'dpv:hasProcess' not in top
    assert nodes[f'{BASE}n.html#privacy-notice-n/statement-process/analytics']['dct:source'] == {
        'id': f'{BASE}a.html#privacy-statement-analytics'
    }
    assert nodes[f'{BASE}n.html#privacy-statement-children'] == {
        'id': f'{BASE}n.html#privacy-statement-children',
        'type': 'foaf:Document',
        'dct:subject': {'type': 'skos:Concept', 'skos:notation': 'children'},
        'dct:description': words('We ask none.'),
    }
    assert written(made)[1] == []
    checked(written(made)[0])


def test_cookies() -> None:
    made = project(
        entry('cookie', 'a', 'sid', {'kind': 'http-cookie', 'provider': 'first-party', 'duration': 'session'}),
        entry('cookie', 'b', 'db', {'kind': 'indexed-db', 'provider': 'nobody', 'purpose': 'Counts visits'}),
        entry('cookie', 'c', 'px', {'kind': 'pixel', 'provider': 'ad'}),
        entry('processor', 'ad', 'Ad', {}),
    )
    nodes = nodes_of(made)
    at = f'{BASE}n.html#privacy-'
    assert [nodes[f'{at}cookie-{name}']['type'] for name in 'abc'] == [
        'tech:Cookie',
        'tech:LocalStorage',
        'dpv:Technology',
    ]
    assert nodes[f'{at}cookie-a']['dpv:hasStorageCondition']['dpv:hasDuration'] == {
        'type': 'dpv:UntilEventDuration',
        'skos:notation': 'session',
    }
    processes = [nodes[f'{at}notice-n/cookie-process/{name}'] for name in 'abc']
    assert [process.get('tech:hasProvider') for process in processes] == [
        {'type': 'tech:Provider', 'skos:notation': 'first-party'},
        None,
        {'id': f'{at}processor-ad'},
    ]
    assert nodes[f'{at}cookie-b/purpose']['skos:prefLabel'] == words('Counts visits')
    (lost,) = written(made)[1]
    assert (lost.ident, lost.facts) == ('b', {'provider': "no entry 'nobody'"})


@pytest.mark.parametrize(
    ('stated', 'expected'),
    [
        ('P90D', {'type': 'dpv:TemporalDuration', 'rdf:value': {'@value': 'P90D', '@type': 'xsd:duration'}}),
        # A third of a month has no length that XML Schema could say.
        ('P0.3M', {'type': 'dpv:TemporalDuration', 'rdf:value': 'P0.3M'}),
        ('not stored', {'type': 'dpv:TemporalDuration', 'rdf:value': {'@value': 'PT0S', '@type': 'xsd:duration'}}),
        ('indefinite', {'id': 'dpv:EndlessDuration'}),
        (
            'until 2027-12-31',
            {'type': 'dpv:UntilTimeDuration', 'rdf:value': {'@value': '2027-12-31', '@type': 'xsd:date'}},
        ),
        ('until you leave', {'type': 'dpv:UntilEventDuration', 'rdf:value': words('you leave')}),
        ('90 days', {'type': 'dpv:Duration', 'dct:description': words('90 days')}),
        ('P90X', {'type': 'dpv:Duration', 'dct:description': words('P90X')}),
    ],
)
def test_durations(stated: str, expected: dict[str, Any]) -> None:
    node = nodes_of(project(entry('data', 'd', 'D', {'retention': stated})))[f'{BASE}n.html#privacy-data-d']
    assert node['dpv:hasStorageCondition'] == {'type': 'dpv:StorageDuration', 'dpv:hasDuration': expected}


@pytest.mark.parametrize(
    ('iso', 'expected'),
    [
        ('P1Y6M', 'P1Y6M'),
        ('P2W', 'P14D'),
        ('P1.5W', 'P10DT12H'),
        ('P0W', 'PT0S'),
        ('P1.5Y', 'P1Y6M'),
        ('P0,5D', 'PT12H'),
        ('P1.0D', 'P1D'),
        ('P1Y0.25D', 'P1YT6H'),
        ('PT1.5H', 'PT1H30M'),
        ('PT0,25M', 'PT15S'),
        ('PT0,5S', 'PT0.5S'),
        ('PT0.001M', 'PT0.06S'),
        ('P999999999Y', 'P999999999Y'),
        ('P1.3M', ''),
        ('P0.1Y', ''),
        ('P1Y0.5M', ''),
    ],
)
def test_durations_of_xml_schema(iso: str, expected: str) -> None:
    assert xsd_duration(iso) == expected


@pytest.mark.parametrize(
    ('address', 'expected'),
    [
        ('https://x.example/Straße?a=1&b=%20#c', 'https://x.example/Straße?a=1&b=%20#c'),
        ('a b<c>.html#d#e', 'a%20b%3Cc%3E.html#d%23e'),
        ('100%', '100%25'),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert iri(address) == expected


@pytest.mark.parametrize(
    ('language', 'tag'),
    [
        ('en', 'en'),
        ('pt_BR', 'pt-BR'),
        ('zh_TW.Big5', 'zh-TW'),
        ('sr@latin', 'sr-Latn'),
        ('ca@valencia', 'ca'),
        ('tlh', 'tlh'),
    ],
)
def test_languages(language: str, tag: str) -> None:
    assert language_tag(language) == tag


# -- what is not said ---------------------------------------------------------------------------------------------

TOLD_ELSEWHERE: Final = {
    # The notice and its entries have them as attributes too.
    ('notice', 'title'), ('notice', 'url'), ('notice', 'controller'),
    # Either side of a relation is enough.
    ('data', 'purposes'), ('purpose', 'data'),
    ('purpose', 'processors'), ('processor', 'purposes'),
}  # fmt: skip
IN_PART: Final = {
    # Of these, the notice of ``everything`` says two things that do not go together.
    ('notice', 'addendum-to'), ('processor', 'no-personal-data'), ('statement', 'no-personal-data'),
}  # fmt: skip


def test_each_fact_is_there_or_is_told_as_lost() -> None:
    """What is lost makes no difference to the file, and all else does."""
    made = everything()
    (notice,) = made.notices
    # Its date from git would be there without the one that is stated.
    notice = replace(notice, date='')
    whole, losses = written(replace(made, notices=(notice,)))
    lost = {(item.kind, name) for item in losses for name in item.facts}
    told = 0
    items: tuple[ExportedEntry | ExportedNotice, ...] = (notice, *notice.resolved)
    for item in items:
        kind = 'notice' if isinstance(item, ExportedNotice) else item.kind
        for name in item.facts:
            if (kind, name) in TOLD_ELSEWHERE or name == KINDS[kind].title_field:
                assert (kind, name) not in lost
                continue
            facts = {other: value for other, value in item.facts.items() if other != name}
            if isinstance(item, ExportedNotice):
                changed = replace(item, facts=facts)
            else:
                less = replace(item, facts=facts)
                entries = tuple(less if other is item else other for other in notice.resolved)
                changed = replace(notice, own=entries, resolved=entries)
            same = written(replace(made, notices=(changed,)))[0] == whole
            assert same == ((kind, name) in lost) or (kind, name) in IN_PART, (kind, name)
            told += not same
    assert told > 100
    assert {name for kind, name in lost if kind == 'data'} == {
        'informed', 'exemption', 'surprising', 'ccpa-category', 'sold-or-shared',
    }  # fmt: skip


def test_a_no_without_a_place_is_lost() -> None:
    made = project(
        entry('data', 'd', 'D', {'special': False, 'optional': False}),
        entry('purpose', 'p', 'P', {'opt-in': False}),
        entry('processor', 'x', 'X', {'no-personal-data': True, 'data': ('d',)}),
        entry(
            'processor',
            'y',
            'Y',
            {'transfer-mechanism': ('none-needed', 'scc'), 'safeguard-url': Link('', 'https://y.example/')},
        ),
        regimes=('ropa',),
    )
    nodes, lost = nodes_of(made), written(made)[1]
    assert nodes[f'{BASE}n.html#privacy-data-d']['dpv:hasNecessity'] == {'id': 'dpv:Required'}
    assert {(item.kind, item.ident): item.facts for item in lost} == {
        ('notice', 'n'): {'regimes': "'ropa' is no law"},
        ('data', 'd'): {'special': 'only a special category has a place'},
        ('purpose', 'p'): {'opt-in': 'only an opt-in has a place'},
        ('processor', 'x'): {'no-personal-data': 'data are named too'},
        ('processor', 'y'): {'transfer-mechanism': "'none-needed', while it says what a transfer rests on"},
    }


# -- the vocabulary -----------------------------------------------------------------------------------------------


def test_all_concepts_are_of_dpv() -> None:
    concepts = [*HOLDERS.values(), *(found for table in ELSEWHERE.values() for found in table.values())]
    full = [f'{PREFIXES[prefix]}{name}' for prefix, _, name in (concept.partition(':') for concept in concepts)]
    full += [ids['dpv'] for table in crosswalk().values() for ids in table.values() if 'dpv' in ids]
    assert all(terms()[found]['kind'] == 'class' for found in full)
    assert all(table.keys() <= VOCABULARIES[name].labels.keys() for name, table in ELSEWHERE.items())
    assert all(iri in {key.partition('#')[0] + '#' for key in terms()} for iri in PREFIXES.values() if DPV in iri)


def test_the_sort_of_each_measure() -> None:
    assert MEASURES.keys() == VOCABULARIES['security-measures'].labels.keys()
    for key, sort in MEASURES.items():
        # DPV counts contracts with processors among the legal bases only.
        if key != 'processor-contract':
            assert f'{DPV}#{sort}Measure' in wider(crosswalk()['security-measures'][key]['dpv'])
