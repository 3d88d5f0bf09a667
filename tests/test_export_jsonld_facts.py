"""``privacy.jsonld``: what is said of each fact of a notice."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_privacy.exports.jsonld.values import iri, xsd_duration
from sphinxext_privacy.exports.records import Elsewhere, Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.words.locales import language_tag
from tests.helpers.jsonld import BASE, entry, nodes_of, project, words, written
from tests.helpers.linked import checked

if TYPE_CHECKING:
    from sphinxext_privacy.model.values import Facts


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
