"""Who takes part: controllers, those who can be asked, and recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.exports.jsonld.concepts import dpv, named
from sphinxext_privacy.model.values import Contact, is_address
from sphinxext_privacy.model.vocabularies import is_processing_agreement
from sphinxext_privacy.words.countries import is_country

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_privacy.exports.jsonld.graph import Graph
    from sphinxext_privacy.exports.jsonld.values import Node
    from sphinxext_privacy.exports.records import ExportedEntry

RECEIVING: Final = {
    'processor': 'dpv:hasDataProcessor',
    'sub-processor': 'dpv:hasDataProcessor',
    'independent-controller': 'dpv:hasRecipientDataController',
    'joint-controller': 'dpv:hasRecipientDataController',
    'third-party': 'dpv:hasRecipientThirdParty',
}
"""The property that leads to a recipient, by its role."""

_TOLD: Final = frozenset({'processor', 'sub-processor', 'independent-controller', 'third-party'})
"""The roles that a class tells; of joint controllers, DPV has the group only."""

_UNIONS: Final = {'EU': 'loc:EU', 'EEA': 'loc:EEA'}


def controller(graph: Graph, entry: ExportedEntry, colleague: Callable[[str], Node | None]) -> Node:
    """Give what is stated of a controller; *colleague* gives the node of another controller, by its id."""
    account = graph.account
    arrangement = graph.described(entry, 'arrangement', 'dpv:JointDataControllersAgreement')
    return {
        'dpv:hasName': account.title(entry),
        'skos:altLabel': account.text(entry, 'short-name'),
        'dpv:hasAddress': account.text(entry, 'address'),
        **countries(account.texts(entry, 'country')),
        'dpv:hasContact': contacts(account.text(entry, 'email'), account.text(entry, 'phone')),
        'foaf:homepage': graph.page(entry, 'website'),
        'dpv:hasRepresentative': _contact(graph, entry, 'representative', 'eu-gdpr:Representative', colleague),
        'dpv:hasDataProtectionOfficer': _contact(graph, entry, 'dpo', 'dpv:DataProtectionOfficer', colleague),
        'dpv:hasLegalMeasure': arrangement,
        'dct:description': [
            graph.fact_words(entry, 'responsibilities'),
            graph.words(entry, account.body(entry)),
        ],
    }


def _contact(
    graph: Graph, entry: ExportedEntry, name: str, kind: str, colleague: Callable[[str], Node | None]
) -> Node | None:
    stated = graph.account.fact(entry, name)
    if not isinstance(stated, Contact):
        return None
    other = colleague(stated.text) if not any(stated[1:]) else None
    if other:
        graph.classify(other['id'], kind)
        return other
    return {
        'type': kind,
        'dpv:hasName': stated.name,
        'dpv:hasAddress': stated.address,
        **countries((stated.country,) if stated.country else ()),
        'dpv:hasContact': contacts(stated.email, stated.phone),
        'foaf:homepage': {'id': graph.address(stated.website)} if stated.website else None,
        'dct:description': graph.words(entry, stated.text),
    }


def contacts(email: str, phone: str = '') -> list[str]:
    """Give how somebody can be reached, as it is stated."""
    return [f'mailto:{email}' if '@' in email and not is_address(email) else email, phone]


def countries(codes: Iterable[str]) -> Node:
    """Give where somebody is: countries, unions, or places in words."""
    found: dict[str, list[Node]] = {'dpv:hasCountry': [], 'dpv:hasLocation': []}
    for code in codes:
        if country := country_of(code):
            found['dpv:hasCountry'].append({'id': country})
        elif code in _UNIONS:
            found['dpv:hasLocation'].append({'id': _UNIONS[code]})
        else:
            found['dpv:hasLocation'].append({'type': 'dpv:Location', 'skos:prefLabel': code})
    return found


def country_of(code: str) -> str:
    """Give the concept of a country; empty where the code is none."""
    # Authors may write the United Kingdom as everybody does.
    code = 'GB' if code == 'UK' else code
    return f'loc:{code}' if is_country(code) else ''


def recipient(graph: Graph, entry: ExportedEntry) -> Node:
    """Give what is stated of a recipient as such, and not of what it receives."""
    account = graph.account
    role, category = account.text(entry, 'role'), account.text(entry, 'category')
    agreement = 'dpv:DataProcessingAgreement' if is_processing_agreement(role) else 'dpv:LegalAgreement'
    kinds: list[Node] = []
    if role and role not in _TOLD:
        kinds.append({'type': 'skos:Concept', **named('recipient-roles', role)})
    if category:
        kinds.append({'type': 'skos:Concept', **named('recipient-categories', category)})
    return {
        'type': _recipient_kind(role),
        'dct:type': kinds,
        'dpv:hasName': account.title(entry),
        'skos:altLabel': account.text(entry, 'short-name'),
        'rov:legalName': account.text(entry, 'legal-name'),
        'dpv:hasAddress': account.text(entry, 'address'),
        **countries(account.texts(entry, 'country')),
        'foaf:homepage': graph.page(entry, 'website'),
        'dpv:hasIdentifier': list(account.texts(entry, 'domains')),
        'dpv:hasPolicy': graph.linked(entry, 'policy', 'dpv:Policy'),
        'dpv:hasLegalMeasure': graph.linked(entry, 'agreement', agreement),
        'skos:note': graph.fact_words(entry, 'reason'),
    }


def _recipient_kind(role: str) -> str:
    if role == 'joint-controller':
        return 'dpv:DataController'
    return dpv('recipient-roles', role) or 'dpv:Recipient'
