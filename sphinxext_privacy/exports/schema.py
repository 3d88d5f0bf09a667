"""The JSON Schema of ``privacy.json``, made from the field table.

It allows keys that it does not name: later versions may write more, and what reads the file passes over them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.privacy_json import FORMAT
from sphinxext_privacy.exports.records import TABLES
from sphinxext_privacy.model import tables
from sphinxext_privacy.model.ids import ID, REFERENCE
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.schema import URL
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.model.fields import Field

Schema = dict[str, Any]

TYPES: Final[dict[str, tuple[str, str]]] = {
    'prose': ('words', 'text'),
    'blocks': ('words', 'text'),
    'text': ('words', 'text'),
    'texts': ('texts', 'list of texts'),
    'lines': ('texts', 'list of texts'),
    'id': ('id', 'text'),
    'ids': ('ids', 'list of texts'),
    'link': ('link', 'table: `title`, `url`'),
    'url': ('url', 'text'),
    'email': ('words', 'text'),
    'phone': ('words', 'text'),
    'contact': ('contact', 'table: `text`, or `name`, `address`, `country`, `email`, `phone`, `website`'),
    'countries': ('texts', 'list of texts'),
    'date': ('date', 'text, `YYYY-MM-DD`'),
    'retention': ('words', 'text, as it is typed'),
    'flag': ('flag', '`true` or `false`'),
    'key': ('words', 'text'),
    'keys': ('texts', 'list of texts'),
    'number': ('number', 'number'),
    'negative': ('negative', 'text'),
    'terms': ('words', 'text'),
}
"""Type of a field → the definition of its values, and what they are in JSON, in words."""


def privacy_json_schema() -> dict[str, object]:
    """Give the JSON Schema (2020-12) of ``privacy.json``."""
    return {
        '$schema': 'https://json-schema.org/draft/2020-12/schema',
        'title': 'Privacy notices of a project, by sphinxext-privacy',
        'description': 'What the notices of a project state. Relative addresses start at the root of its site.',
        **described_object(
            {
                'format': {'description': 'Name and version of this format.', 'const': FORMAT},
                'project': {'description': 'Name of the project.', 'type': 'string'},
                'language': {'description': 'Language of all words.', 'type': 'string'},
                'notices': {
                    'description': 'The notices of the project, sorted by id.',
                    'type': 'array',
                    'items': reference('notice'),
                },
            },
            {'format', 'project', 'language', 'notices'},
        ),
        '$defs': {
            'notice': _notice(),
            'entries': {
                'description': 'One list for each kind of entry, in the order of the notice.',
                'type': 'object',
                'properties': {
                    table: {'description': KINDS[kind].help, 'type': 'array', 'items': reference(kind)}
                    for kind, table in TABLES.items()
                },
            },
            **{kind: _entry(kind) for kind in TABLES},
            'source': {
                'description': 'Where it is stated: a file, relative to the docs, and a line.',
                **described_object(
                    {'file': reference('words'), 'line': {'type': 'integer', 'minimum': 0}}, {'file', 'line'}
                ),
            },
            'words': {'type': 'string', 'pattern': r'\S'},
            'texts': _list(reference('words')),
            'id': _matching(REFERENCE.pattern),
            'ids': _list(reference('id')),
            'url': _matching(URL),
            'link': {
                'type': 'object',
                'properties': {item.name: _described(item) for item in tables.LINK.values()},
                'anyOf': [{'required': ['title']}, {'required': ['url']}],
            },
            'contact': {
                'type': 'object',
                'properties': {
                    'text': {'description': 'Words, or the id of a controller.', **reference('words')},
                    **{item.name: _described(item) for item in tables.CONTACT.values()},
                    # One address is in one country.
                    'country': {'description': tables.CONTACT['country'].help, **reference('words')},
                },
                'minProperties': 1,
            },
            'date': _matching('[0-9]{4}-[0-9]{2}-[0-9]{2}') | {'format': 'date'},
            'flag': {'type': 'boolean'},
            'number': {'type': 'integer', 'minimum': 0},
            'negative': {'type': 'string', 'pattern': '^none'},
        },
    }


def _notice() -> Schema:
    return described_object(
        {
            'id': {'description': 'Id of the notice.', **_matching(ID.pattern)},
            'title': {'description': 'Its title for readers.', 'type': 'string'},
            'url': {'description': 'Where it can be read.', **reference('url')},
            'facts': {'description': 'What it states about itself.', **_facts(KINDS['notice'].fields)},
            'source': reference('source'),
            'parents': {
                'description': 'Ids of the notices it adds to, nearest first, through all generations.',
                'type': 'array',
                'items': reference('id'),
            },
            'controllers': {
                'description': 'Ids of those who are responsible, wherever that is stated.',
                'type': 'array',
                'items': reference('id'),
            },
            'own': {'description': 'What it states itself.', **reference('entries')},
            'resolved': {
                'description': 'The same with all that it inherits, its own facts first.',
                **reference('entries'),
            },
        },
        {'id', 'title', 'url', 'facts', 'source', 'parents', 'controllers', 'own', 'resolved'},
    )


def _entry(kind: str) -> Schema:
    return {
        'description': KINDS[kind].help,
        **described_object(
            {
                'id': {'description': 'Id of the entry.', **_matching(ID.pattern)},
                'title': {'description': 'Its name for readers.', 'type': 'string'},
                'notice': {'description': 'Id of the notice that states it.', **_matching(r'[^\s]+')},
                'facts': {'description': 'What holds of it.', **_facts(KINDS[kind].fields)},
                'body': {'description': 'The prose below it, as text.', **reference('words')},
                'url': {'description': 'Where it can be read.', **reference('url')},
                'source': reference('source'),
            },
            {'id', 'title', 'notice', 'facts'},
        ),
    }


def _facts(fields: Iterable[Field]) -> Schema:
    return {'type': 'object', 'properties': {item.name: _described(item) for item in fields}}


def _described(item: Field) -> Schema:
    law = f' Law: {item.law}.' if item.law else ''
    return {'description': f'{item.help}{law}', **_value(item)}


def _value(item: Field) -> Schema:
    definition = reference(TYPES[item.type][0])
    if not item.vocabulary:
        return definition
    # A value outside the vocabulary is a warning for its author, and stays as prose.
    choice: Schema = {'anyOf': [{'enum': list(VOCABULARIES[item.vocabulary].labels)}, reference('words')]}
    return _list(choice) if item.type == 'keys' else choice


def reference(name: str) -> Schema:
    """Give what stands for the definition *name*."""
    return {'$ref': f'#/$defs/{name}'}


def described_object(properties: Schema, required: set[str]) -> Schema:
    """Give the schema of an object; the *required* keys are listed in the order of *properties*."""
    return {'type': 'object', 'properties': properties, 'required': [name for name in properties if name in required]}


def _list(item: Schema) -> Schema:
    return {'type': 'array', 'minItems': 1, 'items': item}


def _matching(pattern: str) -> Schema:
    return {'type': 'string', 'pattern': f'^(?:{pattern})$'}
