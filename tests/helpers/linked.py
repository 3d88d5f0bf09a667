"""What linked data must be: whole when it is expanded, in terms of DPV as they are meant, and without loose ends."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from pyld import jsonld

TERMS: Final = Path(__file__).parents[2] / '../shared/data/dpv/dpv-2.3-terms.json'
DPV: Final = 'https://w3id.org/dpv'
ROOT: Final = 'https://site.example/docs/'
"""Where a file without a base of its own lies."""

_DPV: Final = f'{DPV}#'
_FOAF: Final = 'http://xmlns.com/foaf/0.1/'
PAGES: Final = (f'{_FOAF}page', f'{_FOAF}homepage')
"""What leads to pages, which need no node."""

RANGES: Final = {
    'hasAlgorithmicLogic': 'AlgorithmicLogic',
    'hasApplicability': 'Applicability',
    'hasApplicableLaw': 'Law',
    'hasAuthority': 'Authority',
    'hasConsentControl': 'ConsentControl',
    'hasConsequence': 'Consequence',
    'hasContext': 'Context',
    'hasCountry': 'Country',
    'hasDataController': 'DataController',
    'hasDataImporter': 'DataImporter',
    'hasDataProcessor': 'DataProcessor',
    'hasDataProtectionOfficer': 'DataProtectionOfficer',
    'hasDataSource': 'DataSource',
    'hasDuration': 'Duration',
    'hasEntity': 'LegalEntity',
    'hasEntityControl': 'EntityInvolvement',
    'hasEntityInvolvement': 'EntityInvolvement',
    'hasFee': 'FeeRequirement',
    'hasHumanInvolvement': 'HumanInvolvement',
    'hasImpact': 'Impact',
    'hasJointDataControllers': 'JointDataControllers',
    'hasLegalBasis': 'LegalBasis',
    'hasLegalMeasure': 'LegalMeasure',
    'hasNecessity': 'Necessity',
    'hasNonPersonalDataProcess': 'NonPersonalDataProcess',
    'hasNotice': 'Notice',
    'hasNoticeStatus': 'NoticeStatus',
    'hasOrganisationalMeasure': 'OrganisationalMeasure',
    'hasPersonalData': 'PersonalData',
    'hasPhysicalMeasure': 'PhysicalMeasure',
    'hasPolicy': 'Policy',
    'hasProcess': 'Process',
    'hasProcessing': 'Processing',
    'hasPurpose': 'Purpose',
    'hasRecipientDataController': 'DataController',
    'hasRecipientThirdParty': 'ThirdParty',
    'hasRepresentative': 'Representative',
    'hasRight': 'Right',
    'hasService': 'Service',
    'hasStorageCondition': 'StorageCondition',
    'hasTechnicalMeasure': 'TechnicalMeasure',
    'isExercisedAt': 'RightExerciseNotice',
}
"""The class of what a property leads to, as DPV 2.3 says (``dcam:rangeIncludes``)."""


@cache
def terms() -> dict[str, Any]:
    """Give the terms of DPV by their identifiers."""
    found: dict[str, Any] = json.loads(TERMS.read_text(encoding='utf-8'))['terms']
    return found


def refuse(url: str, *_: object) -> object:
    """Load nothing: a document must hold all that it needs."""
    raise AssertionError(url)


def expanded(document: Any, base: str = ROOT) -> list[Any]:
    """Give a document in expanded form, without any network."""
    found: list[Any] = jsonld.expand(document, {'base': base, 'documentLoader': refuse})
    return found


def checked(document: Any, base: str = ROOT) -> dict[str, Any]:
    """Check a document, and give its nodes in expanded form, by their identifiers."""
    graph = expanded(document, base)
    assert len(graph) == len(document['@graph'])
    for source, node in zip(document['@graph'], graph, strict=True):
        _check_whole(source, node, document['@context'])
    nodes = {node['@id']: node for node in graph}
    assert len(nodes) == len(graph)
    for node in graph:
        _check_node(node, nodes)
    statements = {statement for node in graph for statement in _statements(node)}
    quads = jsonld.to_rdf(document, {'base': base, 'documentLoader': refuse})['@default']
    # What is no well-formed IRI or language would be left out here.
    assert len(quads) == len(statements)
    return nodes


def _check_whole(source: Any, found: Any, context: dict[str, Any]) -> None:
    """Check that each key and each value is there after the expansion."""
    for key, value in source.items():
        name = context.get(key, key) if isinstance(context.get(key, key), str) else key
        prefix, colon, rest = name.partition(':')
        assert name.startswith('@') or (colon and prefix in context), name
        full = name if name.startswith('@') else f'{context[prefix]}{rest}'
        assert full in found, key
        values = value if isinstance(value, list) else [value]
        there = found[full] if isinstance(found[full], list) else [found[full]]
        assert len(values) == len(there), key
        assert values
        for one, other in zip(values, there, strict=True):
            assert one not in ('', {}, None)
            if isinstance(one, dict):
                _check_whole(one, other, context)


def _check_node(node: Any, nodes: dict[str, Any]) -> None:
    for kind in node.get('@type', ()):
        if kind.startswith(DPV):
            assert terms()[kind]['kind'] == 'class', kind
    for name, values in node.items():
        if name.startswith('@'):
            continue
        assert re.match(r'https?://', name), name
        if name.startswith(DPV):
            assert terms()[name]['kind'] == 'property', name
        for value in values:
            if '@value' not in value:
                _check_object(name, value, nodes)


def _check_object(name: str, value: Any, nodes: dict[str, Any]) -> None:
    ident = value.get('@id')
    if ident is not None:
        assert re.match(r'[a-z]+:', ident), ident
        if ident.startswith(DPV):
            assert terms()[ident]['kind'] == 'class', ident
        elif name not in PAGES:
            assert ident in nodes, ident
    wanted = RANGES.get(name.removeprefix(_DPV)) if name.startswith(_DPV) else None
    if wanted:
        described = nodes.get(ident, value) if ident else value
        kinds = [ident] if ident and ident.startswith(DPV) else described['@type']
        assert any(f'{_DPV}{wanted}' in wider(kind) for kind in kinds), (name, kinds)
    _check_node(value, nodes)


@cache
def wider(term: str) -> frozenset[str]:
    """Give a term with all that is wider, in both ways in which DPV says so."""
    known = terms().get(term, {})
    above = [*known.get('broader', ()), *filter(None, known.get('dpvtype', '').split(';'))]
    return frozenset({term}).union(*(wider(other) for other in above))


def _statements(node: Any) -> set[tuple[str, str, str]]:
    subject = node.get('@id', f'_:{id(node)}')
    found = {(subject, '@type', kind) for kind in node.get('@type', ())}
    for name, values in node.items():
        if name.startswith('@'):
            continue
        for value in values:
            if '@value' in value:
                found.add((subject, name, json.dumps(value, sort_keys=True)))
            else:
                found.add((subject, name, value.get('@id', f'_:{id(value)}')))
                found |= _statements(value)
    return found
