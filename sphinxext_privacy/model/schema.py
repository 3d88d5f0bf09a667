"""The JSON Schema of the register, made from the field table: for editors, and for checks without Sphinx.

It accepts what the loader accepts without a word, in the usual spelling: country codes in capital letters,
keys and yes or no in small ones. The loader sees more: days that no calendar has, wrong durations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.model import tables
from sphinxext_privacy.model.ids import ID, REFERENCE
from sphinxext_privacy.model.kinds import BY_TABLE
from sphinxext_privacy.model.values import FALSE, TRUE
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.words.countries import AREAS, COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.model.fields import Field, Kind

Schema = dict[str, Any]

# Patterns are searched for in JSON Schema, so that each has its anchors; only what Python and ECMA 262 share.
_NO: Final = r'\x00-\x20\x7f<>"\\^`{|}'
URL: Final = (
    rf'(?:[Hh][Tt][Tt][Pp][Ss]?://[^/?#{_NO}][^{_NO}]*'
    rf'|[Mm][Aa][Ii][Ll][Tt][Oo]:[^@{_NO}]+@[^@{_NO}]+\.[^@{_NO}]+'
    rf'|(?!//)(?![A-Za-z][A-Za-z0-9+.-]*:)[^{_NO}]+)'
)
_NONE: Final = r'[Nn][Oo][Nn][Ee](?:\s*(?:—|–|--?|:)\s*\S[\s\S]*)?'
_EMAIL: Final = r'(?:mailto:)?[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>".]+'


def register_schema() -> dict[str, object]:
    """Give the JSON Schema (2020-12) of a register file."""
    kinds = BY_TABLE.values()
    return {
        '$schema': 'https://json-schema.org/draft/2020-12/schema',
        'title': 'Register of sphinxext-privacy',
        'description': 'Facts that privacy notices share: tables of entries, whose keys are their ids.',
        # A file or a table with nothing but comments is null in YAML.
        'type': ['object', 'null'],
        'properties': {kind.table: _table(kind) for kind in kinds},
        'additionalProperties': False,
        '$defs': {
            **{kind.name: _record(kind) for kind in kinds},
            'words': _words(),
            'flag': {
                'description': 'Yes or no.',
                'anyOf': [{'type': 'boolean'}, {'enum': sorted((TRUE | FALSE) - {''})}],
            },
            'number': {'anyOf': [{'type': 'integer', 'minimum': 0}, _matching('[0-9]+')]},
            'date': _matching('[0-9]{4}-[0-9]{2}-[0-9]{2}') | {'format': 'date'},
            'email': _matching(_EMAIL),
            'url': _matching(URL),
            'link': {
                'anyOf': [
                    {
                        'description': '`Title <url>`, or a bare URL.',
                        **_matching(rf'(?:[\s\S]*<\s*{URL}\s*>|{URL})'),
                    },
                    _object(tables.LINK.values()) | {'required': ['url']},
                ],
            },
            'contact': _contact(),
            'id': _matching(REFERENCE.pattern),
            'ids': _several(_matching(REFERENCE.pattern), REFERENCE.pattern),
            'texts': {
                'anyOf': [
                    {'description': 'Separated by commas or new lines.', '$ref': '#/$defs/words'},
                    {'type': 'array', 'items': {'$ref': '#/$defs/words'}},
                ],
            },
            'countries': _choices(_countries()),
        },
    }


def _table(kind: Kind) -> Schema:
    return {
        'description': _described(kind),
        'type': ['object', 'null'],
        'propertyNames': {'pattern': f'^{ID.pattern}$'},
        'additionalProperties': {'$ref': f'#/$defs/{kind.name}'},
    }


def _record(kind: Kind) -> Schema:
    return {'description': _described(kind), **_object(kind.fields)}


def _object(fields: Iterable[Field]) -> Schema:
    return {
        'type': 'object',
        'properties': {item.name: {'description': _described(item), **_value(item)} for item in fields},
        'additionalProperties': False,
    }


def _contact() -> Schema:
    table = _object(tables.CONTACT.values())
    # One address is in one country.
    table['properties']['country'] = {'description': tables.CONTACT['country'].help, 'enum': _countries()}
    words = {'description': 'Words, or the id of a controller.', '$ref': '#/$defs/words'}
    # That there is none is stated in the notice.
    return {'anyOf': [words | {'not': {'pattern': rf'^\s*{_NONE}\s*$'}}, table]}


def _countries() -> list[str]:
    return sorted(COUNTRIES | AREAS.keys())


def _value(item: Field) -> Schema:
    """Give the schema of the values of a field."""
    match item.type:
        case 'key':
            return {'enum': list(VOCABULARIES[item.vocabulary].labels)}
        case 'keys':
            return _choices(VOCABULARIES[item.vocabulary].labels)
        case 'prose' | 'blocks' | 'text' | 'phone' | 'retention' | 'terms':
            return {'$ref': '#/$defs/words'}
        case 'lines' | 'negative':
            raise TypeError(f'no table of the register has a field of the type {item.type!r}')
        case name:
            return {'$ref': f'#/$defs/{name}'}


def _words() -> Schema:
    return {'type': 'string', 'pattern': r'\S'}


def _matching(pattern: str) -> Schema:
    return {'type': 'string', 'pattern': rf'^\s*(?:{pattern})\s*$'}


def _choices(keys: Iterable[str]) -> Schema:
    """Give the schema of one or several of *keys*."""
    choice = {'enum': list(keys)}
    # The single key is in the pattern as well; it stands alone for the sake of editors, which offer it.
    return {'anyOf': [choice, *_several(choice, '|'.join(choice['enum']))['anyOf']]}


def _several(single: Schema, pattern: str) -> Schema:
    """Give the schema of values in one text and in a list."""
    text = {
        'description': 'Separated by commas or new lines.',
        'type': 'string',
        'pattern': rf'^[\s,]*(?:{pattern})(?:\s*[,\n][\s,]*(?:{pattern}))*[\s,]*$',
    }
    return {'anyOf': [text, {'type': 'array', 'items': single}]}


def _described(item: Field | Kind) -> str:
    return f'{item.help} Law: {item.law}.' if item.law else item.help
