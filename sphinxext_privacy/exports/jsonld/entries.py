"""What is stated of an entry as such, wherever it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.exports.jsonld.concepts import concept, dpv, is_exact, named
from sphinxext_privacy.exports.jsonld.entities import contacts
from sphinxext_privacy.model.crosswalk import identifier

if TYPE_CHECKING:
    from sphinxext_privacy.exports.jsonld.graph import Graph
    from sphinxext_privacy.exports.jsonld.values import Node
    from sphinxext_privacy.exports.records import ExportedEntry

MEASURES: Final = {
    'encryption-in-transit': 'Technical',
    'encryption-at-rest': 'Technical',
    'access-control': 'Technical',
    'multi-factor-authentication': 'Technical',
    'pseudonymisation': 'Technical',
    'anonymisation': 'Technical',
    'backup': 'Technical',
    'activity-monitoring': 'Technical',
    'vulnerability-testing': 'Technical',
    'penetration-testing': 'Technical',
    'staff-training': 'Organisational',
    'incident-management': 'Organisational',
    'physical-access-control': 'Physical',
    'processor-contract': 'Legal',
}
"""The sort of each kind of measure."""

STORES: Final = ('local-storage', 'session-storage', 'indexed-db', 'service-worker-cache')
"""The kinds of cookies that are storage of another kind."""


def labelled(graph: Graph, entry: ExportedEntry) -> Node:
    """Give name and prose of an entry."""
    return {
        'skos:prefLabel': graph.words(entry, graph.account.title(entry)),
        'dct:description': graph.words(entry, graph.account.body(entry)),
    }


def categorised(graph: Graph, entry: ExportedEntry, field: str, vocabulary: str) -> Node:
    """Give the concept that an entry is one of; where that does not tell its key, the key too."""
    key = graph.account.text(entry, field)
    if not key:
        return {}
    found = dpv(vocabulary, key)
    return {
        'skos:broader': {'id': found} if found else None,
        'dct:type': None if is_exact(vocabulary, key) else {'type': 'skos:Concept', **named(vocabulary, key)},
    }


def data(graph: Graph, entry: ExportedEntry) -> Node:
    """Give what is stated of a category of data."""
    account = graph.account
    source = {'dct:title': account.text(entry, 'source-name'), 'foaf:page': _page(graph, entry, 'source-url')}
    access = [
        *graph.concepts(entry, 'visibility', 'dct:RightsStatement'),
        graph.described(entry, 'access', 'dct:RightsStatement'),
    ]
    return {
        'type': ['dpv:PersonalData', *_special(graph, entry)],
        **labelled(graph, entry),
        **categorised(graph, entry, 'category', 'data-categories'),
        'skos:example': graph.fact_words(entry, 'examples'),
        'dpv:hasDataSource': [
            *graph.concepts(entry, 'source', 'dpv:DataSource'),
            {'type': 'dpv:DataSource', **source} if any(source.values()) else None,
        ],
        'dpv:hasNecessity': _necessities(graph, entry),
        'dpv:hasLegalBasis': [
            *graph.concepts(entry, 'legal-basis', 'dpv:LegalBasis'),
            *graph.concepts(entry, 'art9-condition', 'dpv:LegalBasis'),
        ],
        'dpv:hasDataSubject': graph.concepts(entry, 'subjects', 'dpv:DataSubject'),
        'dpv:hasStorageCondition': [
            graph.storage(entry, 'retention'),
            graph.described(entry, 'stored-in', 'dpv:StorageLocation'),
        ],
        'dct:accessRights': access,
        'dpv:hasContext': graph.described(entry, 'condition', 'dpv:Context'),
    }


def _special(graph: Graph, entry: ExportedEntry) -> list[str]:
    special = graph.account.flag(entry, 'special')
    if special is False:
        graph.account.lose(entry, 'special', 'only a special category has a place')
    return ['dpv:SpecialCategoryPersonalData'] if special else []


def _necessities(graph: Graph, entry: ExportedEntry) -> list[Node | None]:
    consequence = graph.described(entry, 'consequence', 'dpv:Consequence')
    stated: list[Node | None] = list(graph.concepts(entry, 'provision', 'dpv:Necessity'))
    if consequence:
        # It follows from not giving the data, so it is told of the need to give them.
        known = stated[0] if stated else None
        narrower = known if known and 'id' not in known else {'type': 'dpv:Necessity', 'skos:broader': known}
        stated = [{**narrower, 'dpv:hasConsequence': consequence}]
    return [*stated, optional(graph, entry)]


def optional(graph: Graph, entry: ExportedEntry) -> Node | None:
    """Give whether something is optional for the person."""
    stated = graph.account.flag(entry, 'optional')
    return None if stated is None else {'id': 'dpv:Optional' if stated else 'dpv:Required'}


def purpose(graph: Graph, entry: ExportedEntry) -> Node:
    """Give what is stated of a purpose."""
    return {
        'type': 'dpv:Purpose',
        **labelled(graph, entry),
        **categorised(graph, entry, 'kind', 'purposes'),
        'dpv:hasContext': graph.described(entry, 'condition', 'dpv:Context'),
    }


def cookie(graph: Graph, entry: ExportedEntry) -> Node:
    """Give what is stated of a cookie or of other storage."""
    account = graph.account
    kind = account.text(entry, 'kind')
    kinds = [
        {'type': 'skos:Concept', **named(vocabulary, key)}
        for vocabulary, key in (
            # A cookie is told by its class.
            ('cookie-kinds', '' if kind == 'http-cookie' else kind),
            ('cookie-categories', account.text(entry, 'category')),
            ('cookie-parties', account.text(entry, 'party')),
        )
        if key
    ]
    return {
        'type': _storage_kind(kind),
        'dct:title': account.title(entry),
        'dct:type': kinds,
        'dpv:hasStorageCondition': graph.storage(entry, 'duration'),
        'dct:description': graph.words(entry, account.body(entry)),
    }


def _storage_kind(kind: str) -> str:
    """Give the class of a cookie or of other storage; what is not known to be storage may be anything."""
    if kind == 'http-cookie':
        return 'tech:Cookie'
    return 'tech:LocalStorage' if kind in STORES else 'dpv:Technology'


def right(graph: Graph, entry: ExportedEntry) -> Node:
    """Give what is stated of a right of the person."""
    account = graph.account
    authority = {
        'dpv:hasName': account.text(entry, 'authority'),
        'foaf:homepage': graph.page(entry, 'authority-url'),
    }
    email = contacts(account.text(entry, 'email'))
    exercise = {
        'dct:description': graph.fact_words(entry, 'how'),
        'foaf:page': graph.page(entry, 'url'),
        'dpv:isImplementedByEntity': {'type': 'dpv:Entity', 'dpv:hasContact': email} if any(email) else None,
    }
    return {
        'type': 'dpv:DataSubjectRight',
        **labelled(graph, entry),
        **categorised(graph, entry, 'key', 'rights'),
        'dpv:hasApplicableLaw': _law(graph, entry),
        'dpv:hasAuthority': {'type': 'dpv:DataProtectionAuthority', **authority} if any(authority.values()) else None,
        'dpv:isExercisedAt': {'type': 'dpv:RightExerciseNotice', **exercise} if any(exercise.values()) else None,
        'dpv:hasDataSubject': graph.concepts(entry, 'subjects', 'dpv:DataSubject'),
    }


def _law(graph: Graph, entry: ExportedEntry) -> Node | None:
    account = graph.account
    stated = account.text(entry, 'law')
    if stated:
        return {'type': 'dpv:Law', 'dct:title': graph.words(entry, stated)}
    # The concept of a right of the GDPR tells its law; those of the CCPA have none.
    of_california = identifier('rights', account.text(entry, 'key'), 'ccpa')
    return concept('regimes', 'ccpa', 'dpv:Law') if of_california else None


def measure(graph: Graph, entry: ExportedEntry) -> Node:
    """Give what is stated of a measure."""
    return {
        'type': f'dpv:{measure_sort(graph, entry)}Measure',
        **labelled(graph, entry),
        **categorised(graph, entry, 'kind', 'security-measures'),
    }


def measure_sort(graph: Graph, entry: ExportedEntry) -> str:
    """Give the sort of a measure, with which its class begins, and the property that leads to it."""
    return MEASURES.get(graph.account.text(entry, 'kind'), 'TechnicalOrganisational')


def statement(graph: Graph, entry: ExportedEntry) -> Node:
    """Give what is stated in prose."""
    topic = graph.account.text(entry, 'topic')
    return {
        'type': 'foaf:Document',
        'dct:subject': {'type': 'skos:Concept', **named('topics', topic)} if topic else None,
        'dct:description': [
            graph.words(entry, graph.account.body(entry)),
            graph.fact_words(entry, 'text'),
        ],
    }


def _page(graph: Graph, entry: ExportedEntry, name: str) -> Node | None:
    url = graph.account.text(entry, name)
    return {'id': graph.address(url)} if url else None
