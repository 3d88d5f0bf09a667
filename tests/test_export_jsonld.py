"""``privacy.jsonld``: it expands without loss, says what the notices say, and tells what it leaves out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_privacy.exports.account import Account
from sphinxext_privacy.exports.jsonld import FILE, FORM, embedded
from sphinxext_privacy.exports.jsonld.bases import HOLDERS
from sphinxext_privacy.exports.jsonld.concepts import ELSEWHERE
from sphinxext_privacy.exports.jsonld.context import CONTEXT, PREFIXES
from sphinxext_privacy.exports.jsonld.entries import MEASURES
from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.model.crosswalk import crosswalk
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from tests.helpers.exported import everything, exported
from tests.helpers.jsonld import BASE, entry, nodes_of, project, words, written
from tests.helpers.linked import DPV, ROOT, checked, terms, wider
from tests.helpers.rich import SETTINGS, rich_files

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker


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
