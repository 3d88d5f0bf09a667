"""The context of the linked data: prefixes only, so that the keys can be read without it."""

from __future__ import annotations

from typing import Final

PREFIXES: Final = {
    'dpv': 'https://w3id.org/dpv#',
    'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
    'legal-eu': 'https://w3id.org/dpv/legal/eu#',
    'legal-gb': 'https://w3id.org/dpv/legal/gb#',
    'legal-us': 'https://w3id.org/dpv/legal/us#',
    'loc': 'https://w3id.org/dpv/loc#',
    'pd': 'https://w3id.org/dpv/pd#',
    'tech': 'https://w3id.org/dpv/tech#',
    'dcat': 'http://www.w3.org/ns/dcat#',
    'dct': 'http://purl.org/dc/terms/',
    'foaf': 'http://xmlns.com/foaf/0.1/',
    'rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
    'rov': 'http://www.w3.org/ns/regorg#',
    'skos': 'http://www.w3.org/2004/02/skos/core#',
    'time': 'http://www.w3.org/2006/time#',
    'xsd': 'http://www.w3.org/2001/XMLSchema#',
}
"""The vocabularies: DPV 2.3 with its extensions, and those of W3C and DCMI that it builds on."""

CONTEXT: Final = {'@version': 1.1, **PREFIXES, 'id': '@id', 'type': '@type'}


def compact(iri: str) -> str:
    """Give an identifier of one of the vocabularies with its prefix; other addresses as they are."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f'{prefix}:{iri.removeprefix(namespace)}'
    return iri
