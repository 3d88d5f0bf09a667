"""What each key of a vocabulary is called elsewhere: in W3C DPV, TILT, fideslang, and in the laws.

The table is ``crosswalk.json``: vocabulary → key → scheme → identifier. A mapping is a judgement; where a scheme has
nothing that fits, it has none.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

Scheme = Literal['dpv', 'tilt', 'fides', 'gdpr', 'ccpa']

FILE: Final = 'crosswalk.json'
RETENTION_KINDS: Final = 'retention-kinds'
"""The table of kinds of retentions, which are no vocabulary: authors do not type them."""


@cache
def crosswalk() -> dict[str, dict[str, dict[str, str]]]:
    """Give the whole table."""
    text = files('sphinxext_privacy.model').joinpath(FILE).read_text(encoding='utf-8')
    return cast('dict[str, dict[str, dict[str, str]]]', json.loads(text))


def identifier(vocabulary: str, key: str, scheme: Scheme) -> str:
    """Give the identifier of a key in *scheme*; empty where it has none, or the key is not one of the vocabulary."""
    return crosswalk()[vocabulary].get(key, {}).get(scheme, '')
