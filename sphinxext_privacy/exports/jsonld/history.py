"""The history of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.exports.jsonld.concepts import named
from sphinxext_privacy.exports.jsonld.values import Node, date, valid

if TYPE_CHECKING:
    from sphinxext_privacy.exports.jsonld.members import Members
    from sphinxext_privacy.exports.records import ExportedEntry


def change(members: Members, entry: ExportedEntry) -> Node:
    """Write a change of the notice, and give what refers to it."""
    graph, account = members.graph, members.graph.account
    kind = account.text(entry, 'kind')
    about: list[Node] = []
    for target in account.texts(entry, 'entries'):
        found = members.bearers(target)
        about += found
        if not found:
            account.lose(entry, 'entries', f'no entry {target!r}')

    def facts() -> Node:
        return {
            'type': 'foaf:Document',
            'dct:date': date(account.text(entry, 'date')),
            'dct:type': {'type': 'skos:Concept', **named('change-kinds', kind)} if kind else None,
            'rdf:value': graph.words(entry, account.body(entry)),
            'dct:references': about,
            'dct:valid': valid(account.text(entry, 'takes-effect')),
            'skos:note': graph.fact_words(entry, 'notified'),
        }

    return graph.entry(entry, members.notice, facts)
