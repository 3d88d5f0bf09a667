"""What processing rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinxext_privacy.exports.jsonld.concepts import concept, dpv

if TYPE_CHECKING:
    from sphinxext_privacy.exports.jsonld.graph import Graph
    from sphinxext_privacy.exports.jsonld.values import Node
    from sphinxext_privacy.exports.records import ExportedEntry

INTERESTS: Final = 'legitimate-interests'

HOLDERS: Final = {'controller': 'eu-gdpr:A6-1-f-controller', 'third-party': 'eu-gdpr:A6-1-f-third-party'}
"""The legal basis of legitimate interests, by whose interest it is."""


def legal_bases(graph: Graph, entry: ExportedEntry, ident: str) -> list[Node]:
    """Give the legal bases of a purpose; those that more is stated of are nodes of their own, below *ident*."""
    account = graph.account
    keys = tuple(dict.fromkeys(account.texts(entry, 'legal-basis')))
    detail = graph.fact_words(entry, 'legal-basis-detail')
    found = []
    for key in keys:
        basis, words = _basis(graph, entry, key)
        # Of several, nobody says which one the detail is about.
        told = [*words, *([detail] if len(keys) == 1 else [])]
        if any(told):
            basis = {'type': 'dpv:LegalBasis', 'skos:broader': basis, 'dct:description': told}
        found.append(graph.part(ident, f'legal-basis/{quote(key, safe="")}', basis))
    if detail and len(keys) != 1:
        found.append(graph.part(ident, 'legal-basis', {'type': 'dpv:LegalBasis', 'dct:description': detail}))
    if INTERESTS not in keys:
        for name in ('legitimate-interest', 'legitimate-interest-of'):
            account.lose(entry, name, f'{INTERESTS!r} is not among the legal bases')
    return [basis for basis in found if basis]


def _basis(graph: Graph, entry: ExportedEntry, key: str) -> tuple[Node, list[Node | str]]:
    if key != INTERESTS:
        return concept('legal-bases', key, 'dpv:LegalBasis'), []
    holder = graph.account.text(entry, 'legitimate-interest-of')
    if holder and holder not in HOLDERS:
        graph.account.lose(entry, 'legitimate-interest-of', f'no identifier for {holder!r}')
    basis = HOLDERS.get(holder) or dpv('legal-bases', key)
    return {'id': basis}, [graph.fact_words(entry, 'legitimate-interest')]
