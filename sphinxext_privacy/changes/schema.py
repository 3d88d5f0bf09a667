"""The JSON Schema of the changes that ``sphinx-privacy diff --format json`` prints.

It allows keys that it does not name: later versions may write more, and what reads the data passes over them.
"""

from __future__ import annotations

from typing import Any, Final, get_args

from sphinxext_privacy.changes.compare import What
from sphinxext_privacy.changes.material import REASONS
from sphinxext_privacy.changes.report import FORMAT
from sphinxext_privacy.changes.review import LACKS
from sphinxext_privacy.model.kinds import KINDS

Schema = dict[str, Any]

WHAT: Final[dict[What, str]] = {
    'added': 'it was not there before',
    'removed': 'it is no longer there',
    'renamed': 'it has another id, and says the same',
    'changed': 'a fact of it is another one',
}

assert set(WHAT) == set(get_args(What))


def changes_schema() -> dict[str, object]:
    """Give the JSON Schema (2020-12) of the changes."""
    return {
        '$schema': 'https://json-schema.org/draft/2020-12/schema',
        'title': 'What changed in privacy notices, by sphinxext-privacy',
        'description': 'The differences of two states of the notices of a project.',
        **_object(
            {
                'format': {'description': 'Name and version of this format.', 'const': FORMAT},
                'material': {'description': 'Whether anything changed that matters to people.', 'type': 'boolean'},
                'changes': {
                    'description': 'What changed, that which matters to people first.',
                    'type': 'array',
                    'items': {'$ref': '#/$defs/change'},
                },
                'wanting': {
                    'description': 'What is wanting for people to be told.',
                    'type': 'array',
                    'items': {'$ref': '#/$defs/wanting'},
                },
            },
            {'format', 'material', 'changes', 'wanting'},
        ),
        '$defs': {'change': _change(), 'wanting': _wanting(), 'words': {'type': 'string', 'pattern': r'\S'}},
    }


def _change() -> Schema:
    return {
        'description': 'One difference.',
        **_object(
            {
                'notice': {'description': 'Id of the notice.', '$ref': '#/$defs/words'},
                'what': _choice('What happened', WHAT),
                'kind': {'description': 'Kind of the entry, `notice` for the notice itself.', 'enum': list(KINDS)},
                'id': {'description': 'Id of the entry, after a renaming the new one.', '$ref': '#/$defs/words'},
                'name': {'description': 'Name of the entry.', '$ref': '#/$defs/words'},
                'field': {
                    'description': 'The field that differs, `body` for the prose of the entry.',
                    '$ref': '#/$defs/words',
                },
                'before': _value('What it said before, as in `privacy.json`; after a renaming, the old id.'),
                'after': _value('What it says now; after a renaming, the new id.'),
                'material': {
                    'description': f'Why it matters to people ({_list(REASONS)}); null where it does not.',
                    'enum': [*REASONS, None],
                },
                'stated-in': {'description': 'Id of the notice that states it.', '$ref': '#/$defs/words'},
            },
            {'notice', 'what', 'kind', 'id', 'material', 'stated-in'},
        ),
    }


def _wanting() -> Schema:
    return {
        'description': 'One thing that is wanting.',
        **_object(
            {
                'notice': {'description': 'Id of the notice.', '$ref': '#/$defs/words'},
                'lack': _choice('What is wanting', LACKS),
                'before': {'description': 'Date of the notice before, empty where it had none.', 'type': 'string'},
                'after': {'description': 'Its date now.', 'type': 'string'},
            },
            {'notice', 'lack', 'before', 'after'},
        ),
    }


def _choice(title: str, words: dict[Any, str]) -> Schema:
    return {'description': f'{title}: {_list(words)}.', 'enum': list(words)}


def _list(words: dict[Any, str]) -> str:
    return '; '.join(f'`{name}`: {text}' for name, text in words.items())


def _value(description: str) -> Schema:
    return {'description': description, 'type': ['string', 'boolean', 'integer', 'array', 'object']}


def _object(properties: Schema, required: set[str]) -> Schema:
    return {'type': 'object', 'properties': properties, 'required': [name for name in properties if name in required]}
