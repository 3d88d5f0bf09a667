"""What a notice brings together: what is done for a purpose, with what a recipient gets, with a cookie, by a decision.

Each is a process of that notice: another one that has the same entries may bring them together in another way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.exports.jsonld.bases import legal_bases
from sphinxext_privacy.exports.jsonld.concepts import concept, named
from sphinxext_privacy.exports.jsonld.entities import RECEIVING, country_of
from sphinxext_privacy.exports.jsonld.entries import optional
from sphinxext_privacy.exports.jsonld.values import Node, tidied, valid
from sphinxext_privacy.words.countries import EEA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.exports.jsonld.members import Members
    from sphinxext_privacy.exports.records import ExportedEntry

NO_TRANSFER: Final = 'none-needed'


def purpose_process(members: Members, entry: ExportedEntry) -> Node:
    """Write what is done for a purpose, and give what refers to it."""
    graph, account = members.graph, members.graph.account
    ident = members.ident(entry)
    involvement = account.flag(entry, 'opt-in')
    if involvement is False:
        account.lose(entry, 'opt-in', 'only an opt-in has a place')
    facts: Node = {
        'type': 'dpv:Process',
        'dpv:hasPurpose': members.node(entry),
        'dpv:hasLegalBasis': legal_bases(graph, entry, ident),
        'dpv:hasPersonalData': members.nodes(members.related(entry, 'data')),
        **receivers(members, members.related(entry, 'processor')),
        'dpv:hasDataSubject': graph.concepts(entry, 'subjects', 'dpv:DataSubject'),
        'dpv:hasStorageCondition': graph.part(ident, 'retention', graph.storage(entry, 'retention')),
        'dpv:hasEntityInvolvement': {'id': 'dpv:OptingInToProcess'} if involvement else None,
        'dpv:hasConsentControl': graph.part(
            ident, 'withdraw', graph.described(entry, 'withdraw', 'dpv:WithdrawConsent')
        ),
        'dct:valid': valid(account.text(entry, 'from')),
    }
    return graph.put(members.process(entry), facts)


def receivers(members: Members, entries: Iterable[ExportedEntry]) -> Node:
    """Give recipients by the properties that lead to them; those that get no personal data are not among them."""
    found: dict[str, list[Node]] = {}
    for entry in entries:
        if not members.is_without_data(entry):
            role = members.graph.account.text(entry, 'role')
            found.setdefault(RECEIVING.get(role, 'dpv:hasRecipient'), []).append(members.node(entry))
    return found


def receipt(members: Members, entry: ExportedEntry) -> Node | None:
    """Write what a recipient gets and why, and give what refers to it; ``None`` where nothing is stated of that."""
    graph, account = members.graph, members.graph.account
    ident = members.ident(entry)
    wanted = graph.fact_words(entry, 'purpose')
    opt_out = graph.linked(entry, 'opt-out', 'dpv:OptingOutFromProcess')
    facts: Node = {
        'dct:description': graph.words(entry, account.body(entry)),
        'dpv:hasPurpose': graph.part(
            ident, 'purpose', {'type': 'dpv:Purpose', 'skos:prefLabel': wanted} if wanted else None
        ),
        'dpv:hasPersonalData': members.nodes(members.related(entry, 'data')),
        'dpv:hasProcessing': [
            *graph.concepts(entry, 'handling', 'dpv:Processing'),
            _transfer(members, entry, ident),
        ],
        'dpv:hasLegalBasis': _no_transfer(members, entry),
        'dpv:hasStorageCondition': graph.part(ident, 'retention', graph.storage(entry, 'retention')),
        'dpv:hasDataSubject': graph.concepts(entry, 'subjects', 'dpv:DataSubject'),
        'dpv:hasContext': graph.part(ident, 'condition', graph.described(entry, 'condition', 'dpv:Context')),
        'dpv:hasNecessity': optional(graph, entry),
        'dpv:hasEntityControl': graph.part(ident, 'opt-out', opt_out),
        'dct:valid': valid(account.text(entry, 'since'), account.text(entry, 'until')),
    }
    nothing = members.is_without_data(entry)
    if nothing:
        facts['dpv:hasPurpose'] = [facts['dpv:hasPurpose'], *members.nodes(members.related(entry, 'purpose'))]
        facts['dpv:hasRecipient'] = members.node(entry)
    elif not tidied(facts):
        return None
    else:
        facts |= receivers(members, [entry])
    kind = 'dpv:NonPersonalDataProcess' if nothing else 'dpv:Process'
    return graph.put(members.process(entry), {'type': kind, **facts})


def _mechanisms(members: Members, entry: ExportedEntry) -> list[str]:
    stated = members.graph.account.texts(entry, 'transfer-mechanism')
    return [key for key in dict.fromkeys(stated) if key != NO_TRANSFER]


def _transfer(members: Members, entry: ExportedEntry, ident: str) -> Node | None:
    """Give the transfer to other countries, where its author says what it rests on.

    That a recipient is in some country does not say so: whether data leave the EEA depends on where they were.
    """
    graph, account = members.graph, members.graph.account
    mechanisms = _mechanisms(members, entry)
    page, detail = graph.page(entry, 'safeguard-url'), graph.fact_words(entry, 'transfer-detail')
    if not (mechanisms or page or detail):
        return None
    node = members.node(entry)
    graph.classify(node['id'], 'dpv:DataImporter')
    places = [country_of(code) for code in account.texts(entry, 'country') if code not in EEA]
    facts: Node = {
        'type': 'dpv:CrossBorderTransfer',
        'dpv:hasDataImporter': node,
        'dpv:hasThirdCountry': [{'id': place} for place in places if place],
        'dpv:hasLegalBasis': [concept('transfer-mechanisms', key, 'dpv:DataTransferLegalBasis') for key in mechanisms],
        'dpv:hasOrganisationalMeasure': {'type': 'dpv:SafeguardForDataTransfer', 'foaf:page': page} if page else None,
        'dct:description': detail,
    }
    return graph.part(ident, 'transfer', facts)


def _no_transfer(members: Members, entry: ExportedEntry) -> Node | None:
    account = members.graph.account
    if NO_TRANSFER not in account.texts(entry, 'transfer-mechanism'):
        return None
    if any(name in entry.facts for name in ('safeguard-url', 'transfer-detail')) or _mechanisms(members, entry):
        account.lose(entry, 'transfer-mechanism', f'{NO_TRANSFER!r}, while it says what a transfer rests on')
        return None
    return {
        'type': 'dpv:DataTransferLegalBasis',
        'dpv:hasApplicability': {'id': 'dpv:NotApplicable'},
        **named('transfer-mechanisms', NO_TRANSFER),
    }


def cookie_process(members: Members, entry: ExportedEntry) -> Node:
    """Write what a cookie is used for, and give what refers to it."""
    graph = members.graph
    ident = members.ident(entry)
    wanted = graph.fact_words(entry, 'purpose')
    opt_out = graph.linked(entry, 'opt-out', 'dpv:OptingOutFromProcess')
    facts: Node = {
        'type': 'dpv:Process',
        'dpv:isImplementedUsingTechnology': members.node(entry),
        'dpv:hasPurpose': graph.part(
            ident, 'purpose', {'type': 'dpv:Purpose', 'skos:prefLabel': wanted} if wanted else None
        ),
        'tech:hasProvider': _provider(members, entry),
        'dpv:hasContext': graph.part(ident, 'condition', graph.described(entry, 'condition', 'dpv:Context')),
        'dpv:hasEntityControl': graph.part(ident, 'opt-out', opt_out),
    }
    return graph.put(members.process(entry), facts)


def _provider(members: Members, entry: ExportedEntry) -> Node | None:
    account = members.graph.account
    stated = account.text(entry, 'provider')
    if not stated:
        return None
    if stated == 'first-party':
        return {'type': 'tech:Provider', 'skos:notation': stated}
    found = next(iter(members.stated(entry, 'provider')), None)
    if found is None:
        return None
    node = members.node(found)
    members.graph.classify(node['id'], 'tech:Provider')
    return node


def decision_process(members: Members, entry: ExportedEntry) -> Node:
    """Write an automated decision, and give what refers to it."""
    graph, account = members.graph, members.graph.account
    ident = members.ident(entry)
    kind, solely = account.text(entry, 'kind'), account.flag(entry, 'solely')
    facts: Node = {
        'type': 'dpv:Process',
        'dct:title': graph.words(entry, account.title(entry)),
        'dct:description': graph.words(entry, account.body(entry)),
        'dct:type': {'type': 'skos:Concept', 'skos:prefLabel': graph.words(entry, kind)} if kind else None,
        'dpv:hasContext': {'id': 'dpv:AutomatedDecisionMaking'},
        'dpv:hasPersonalData': members.nodes(members.stated(entry, 'data')),
        'dpv:hasAlgorithmicLogic': graph.part(ident, 'logic', graph.described(entry, 'logic', 'dpv:AlgorithmicLogic')),
        'dpv:hasImpact': graph.part(ident, 'significance', graph.described(entry, 'significance', 'dpv:Impact')),
        'dpv:hasConsequence': graph.part(
            ident, 'consequences', graph.described(entry, 'consequences', 'dpv:Consequence')
        ),
        'dpv:hasLegalBasis': graph.concepts(entry, 'ground', 'dpv:LegalBasis'),
        'dpv:hasRight': graph.concepts(entry, 'safeguards', 'dpv:Right'),
        'dpv:hasHumanInvolvement': (
            None if solely is None else {'id': 'dpv:HumanNotInvolved' if solely else 'dpv:HumanInvolved'}
        ),
    }
    return graph.put(members.process(entry), facts)


def statement_process(members: Members, entry: ExportedEntry) -> Node | None:
    """Write what a statement says of processing, and give what refers to it; ``None`` where it is only prose."""
    graph = members.graph
    about = members.stated(entry, 'data')
    software = graph.page(entry, 'software')
    nothing = members.is_without_data(entry)
    if not (about or software or nothing):
        return None
    facts: Node = {
        'type': 'dpv:NonPersonalDataProcess' if nothing else 'dpv:Process',
        'dpv:hasPersonalData': members.nodes(about),
        'dpv:isImplementedUsingTechnology': {'type': 'tech:Software', 'foaf:page': software} if software else None,
        'dct:source': members.node(entry),
    }
    return graph.put(members.process(entry), facts)
