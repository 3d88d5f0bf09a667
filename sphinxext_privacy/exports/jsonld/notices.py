"""The node of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.exports.jsonld.concepts import concept
from sphinxext_privacy.exports.jsonld.entries import measure_sort
from sphinxext_privacy.exports.jsonld.history import change
from sphinxext_privacy.exports.jsonld.members import Members
from sphinxext_privacy.exports.jsonld.processes import (
    cookie_process,
    decision_process,
    purpose_process,
    receipt,
    receivers,
    statement_process,
)
from sphinxext_privacy.exports.jsonld.values import Node, date, tidied, valid
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from sphinxext_privacy.exports.jsonld.graph import Graph
    from sphinxext_privacy.exports.records import ExportedNotice

KIND: Final = 'dpv:PrivacyNotice'

LAWS: Final = frozenset(VOCABULARIES['regimes'].labels) - {'ropa'}
"""The profiles of rules that are the law of some place."""


def write_notice(graph: Graph, notice: ExportedNotice) -> None:
    """Write a notice with all that it states and inherits."""
    ident = graph.notice_ident(notice)
    graph.begin(ident)
    members = Members(graph, notice)
    facts: Node = {
        'type': KIND,
        **_about(graph, notice),
        'dct:requires': _parents(graph, notice),
        **_controllers(members),
        **_negatives(graph, notice),
        'dpv:hasNotice': _requests(graph, notice),
    }
    for name, value in _contents(members).items():
        # A negative stays beside what contradicts it: both were said.
        there = facts.get(name)
        facts[name] = [there, *value] if there else value
    graph.put(ident, facts)


def _about(graph: Graph, notice: ExportedNotice) -> Node:
    account = graph.account
    # Both are read to say that they are held: the notice has them from there.
    account.text(notice, 'title')
    account.text(notice, 'url')
    updated = account.text(notice, 'updated') or notice.date
    service = {
        'dct:title': graph.fact_words(notice, 'service'),
        'dpv:hasIdentifier': list(account.texts(notice, 'domains')),
    }
    languages = account.texts(notice, 'languages')
    return {
        'dct:identifier': notice.ident,
        'dct:title': graph.words(notice, notice.title),
        'dct:language': list(dict.fromkeys((graph.language, *languages))),
        'foaf:page': {'id': graph.address(notice.url)},
        'dct:modified': date(updated),
        'dct:valid': valid(account.text(notice, 'effective')),
        'dcat:version': account.text(notice, 'version'),
        'dpv:hasNoticeStatus': graph.concepts(notice, 'status', 'dpv:NoticeStatus'),
        'dpv:hasApplicableLaw': _laws(graph, notice),
        'dpv:hasService': {'type': 'dpv:Service', **service} if any(service.values()) else None,
        'dpv:hasDataSubject': graph.described(notice, 'subjects', 'dpv:DataSubject'),
    }


def _laws(graph: Graph, notice: ExportedNotice) -> list[Node]:
    found: list[Node] = []
    for key in dict.fromkeys(graph.account.texts(notice, 'regimes')):
        if key in LAWS:
            found.append(concept('regimes', key, 'dpv:Law'))
        else:
            graph.account.lose(notice, 'regimes', f'{key!r} is no law')
    return found


def _parents(graph: Graph, notice: ExportedNotice) -> list[Node]:
    """Give the notices that this one adds to.

    It says only what it adds, and needs the others to be complete. That is neither a part nor a version of them.
    """
    known = {other.ident: other for other in graph.exported.notices}
    found: list[Node] = []
    for target in dict.fromkeys(graph.account.texts(notice, 'addendum-to')):
        if target in known and target != notice.ident:
            found.append({'id': graph.notice_ident(known[target])})
        elif target in graph.exported.elsewhere:
            # What it is called there is not known here.
            title, url = graph.exported.elsewhere[target]
            found.append({'type': KIND, 'dct:title': title, 'foaf:page': {'id': graph.address(url)}})
        else:
            graph.account.lose(notice, 'addendum-to', f'no notice {target!r} besides')
    return found


def write_parents(graph: Graph, notice: ExportedNotice) -> None:
    """Write of the notices that this one adds to only what they are, where they are not written themselves."""
    known = {other.ident: other for other in graph.exported.notices}
    for target in graph.account.texts(notice, 'addendum-to'):
        if target in known and target != notice.ident:
            graph.put(graph.notice_ident(known[target]), {'type': KIND, 'dct:identifier': target})


def _controllers(members: Members) -> Node:
    """Give those who are responsible, and others that are only described."""
    graph, account = members.graph, members.graph.account
    entries = {entry.ident: entry for entry in members.of('controller')}
    nodes = {ident: members.node(entry) for ident, entry in entries.items()}
    responsible = [ident for ident in dict.fromkeys(members.notice.controllers) if ident in entries]
    members.stated(members.notice, 'controller')
    joint: list[Node] = []
    for ident, entry in entries.items():
        role = account.text(entry, 'role')
        graph.classify(nodes[ident]['id'], 'dpv:DataController' if ident in responsible else 'dpv:LegalEntity')
        if role == 'joint' and ident in responsible:
            joint.append(nodes[ident])
        elif role == 'joint':
            account.lose(entry, 'role', f'not a controller of {members.notice.ident!r}')
        elif role:
            account.lose(entry, 'role', f'no identifier for {role!r}')
    group = {'type': 'dpv:JointDataControllers', 'dpv:hasDataController': joint}
    return {
        'dpv:hasDataController': [nodes[ident] for ident in responsible],
        'dpv:hasJointDataControllers': group if joint else None,
        'dpv:hasEntity': [node for ident, node in nodes.items() if ident not in responsible],
    }


def _negatives(graph: Graph, notice: ExportedNotice) -> Node:
    """Give what the notice says that there is none of."""
    return {
        'dpv:hasRecipient': graph.negative(notice, 'recipients', 'dpv:Recipient'),
        'dpv:hasContext': graph.negative(notice, 'automated-decisions', 'dpv:AutomatedDecisionMaking'),
        'dpv:hasRepresentative': graph.negative(notice, 'representative', 'eu-gdpr:Representative'),
        'dpv:hasDataProtectionOfficer': graph.negative(notice, 'dpo', 'dpv:DataProtectionOfficer'),
    }


def _requests(graph: Graph, notice: ExportedNotice) -> Node | None:
    """Give how rights are used, in general."""
    fee = graph.account.text(notice, 'request-fee')
    # DPV has a concept for what costs nothing, but says that a fee of zero is another thing.
    amount = fee if fee == '0' else graph.words(notice, fee)
    facts: Node = {
        'dct:description': [
            graph.fact_words(notice, 'request-channel'),
            graph.fact_words(notice, 'authorized-agent'),
        ],
        'dpv:hasFee': {'type': 'dpv:FeeRequirement', 'rdf:value': amount} if fee else None,
    }
    return {'type': 'dpv:RightExerciseNotice', **facts} if tidied(facts) else None


def _contents(members: Members) -> dict[str, list[Node]]:
    """Give what the notice states and inherits, by the properties that lead to it.

    Data and recipients that are not said to serve a purpose hang at the notice itself.
    """
    graph = members.graph
    purposes, recipients = members.of('purpose'), members.of('processor')
    aimless = [entry for entry in members.of('data') if not members.related(entry, 'purpose')]
    found: dict[str, list[Node]] = {
        'dpv:hasProcess': [purpose_process(members, entry) for entry in purposes],
        'dpv:hasNonPersonalDataProcess': [],
        'dpv:hasPersonalData': members.nodes(aimless),
        **receivers(members, [entry for entry in recipients if not members.related(entry, 'purpose')]),
        'dpv:hasRight': members.nodes(members.of('right')),
    }
    for entry in recipients:
        _add_process(members, found, receipt(members, entry), without_data=members.is_without_data(entry))
    found['dpv:hasProcess'] += [cookie_process(members, entry) for entry in members.of('cookie')]
    found['dpv:hasProcess'] += [decision_process(members, entry) for entry in members.of('decision')]
    for entry in members.of('measure'):
        found.setdefault(f'dpv:has{measure_sort(graph, entry)}Measure', []).append(members.node(entry))
    found['dct:hasPart'] = members.nodes(members.of('statement'))
    for entry in members.of('statement'):
        made = statement_process(members, entry)
        _add_process(members, found, made, without_data=members.is_without_data(entry))
    # The history of a notice that this one adds to is that of the other.
    own = [entry for entry in members.of('change') if entry.notice == members.notice.ident]
    found['skos:changeNote'] = [change(members, entry) for entry in own]
    return found


def _add_process(members: Members, found: dict[str, list[Node]], made: Node | None, *, without_data: bool) -> None:
    if made:
        found['dpv:hasNonPersonalDataProcess' if without_data else 'dpv:hasProcess'].append(made)
