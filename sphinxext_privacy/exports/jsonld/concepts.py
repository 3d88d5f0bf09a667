"""Keys of our vocabularies as concepts of DPV.

A key that DPV has no concept for is kept as the notation of a concept that has no name there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.exports.jsonld.context import compact
from sphinxext_privacy.model.crosswalk import crosswalk
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from sphinxext_privacy.exports.jsonld.values import Node

ELSEWHERE: Final = {
    'decision-grounds': {'contract': 'dpv:Contract', 'explicit-consent': 'dpv:ExplicitlyExpressedConsent'},
    'decision-safeguards': {
        'human-intervention': 'eu-gdpr:A22-3-a',
        'express-view': 'eu-gdpr:A22-3-b',
        'contest': 'eu-gdpr:A22-3-c',
    },
    'handling': {'stored': 'dpv:Store'},
    'regimes': {'gdpr': 'legal-eu:law-GDPR', 'uk-gdpr': 'legal-gb:law-GDPR', 'ccpa': 'legal-us:law-CA-CCPA'},
    'statuses': {'active': 'dpv:NoticeLatest', 'superseded': 'dpv:NoticeStale'},
}
"""Concepts of vocabularies that the crosswalk leaves out."""


def dpv(vocabulary: str, key: str) -> str:
    """Give the concept of a key, with its prefix; empty where DPV has none, or the key is not of the vocabulary."""
    if vocabulary in ELSEWHERE:
        return ELSEWHERE[vocabulary].get(key, '')
    return compact(crosswalk().get(vocabulary, {}).get(key, {}).get('dpv', ''))


def is_exact(vocabulary: str, key: str) -> bool:
    """Tell whether the concept of a key is that of no other key."""
    found = dpv(vocabulary, key)
    return bool(found) and not any(
        dpv(vocabulary, other) == found for other in VOCABULARIES[vocabulary].labels if other != key
    )


def named(vocabulary: str, key: str) -> Node:
    """Give what tells a key that DPV has no concept for, or one for several keys: the key itself.

    A value outside the vocabulary is its author's word for it.
    """
    return {'skos:notation': key} if key in VOCABULARIES[vocabulary].labels else {'skos:prefLabel': key}


def concept(vocabulary: str, key: str, kind: str) -> Node:
    """Give the concept of a key: that of DPV, or one of our own of the class *kind*."""
    found = dpv(vocabulary, key)
    if is_exact(vocabulary, key):
        return {'id': found}
    narrower: Node = {'skos:broader': {'id': found}} if found else {}
    return {'type': kind, **narrower, **named(vocabulary, key)}
