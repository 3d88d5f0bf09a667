"""The JSON Schema of the register: it says the same as the loader."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from sphinxext_privacy.model.kinds import BY_TABLE, KINDS
from sphinxext_privacy.model.schema import register_schema
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.register.load import load_register

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxext_privacy.model.fields import Field

SCHEMA = register_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

WORDS: list[object] = ['words', 'with, a comma', 'two\nlines', 'no', '1']
NO_WORDS: list[object] = [1, 1.5, True, '', ' \n', ['a'], {'a': 'b'}, {}]
ADDRESSES: list[object] = [
    'https://a.example/b?c#d',
    'HTTP://a.example',
    'mailto:a@b.example?subject=c',
    'a/b.html',
    '/a#b',
]
NO_ADDRESSES: list[object] = [
    *('javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,a', 'ftp://a.example', '//a.example'),
    *('https://', 'mailto:a', 'https://a.example/<b>', 'https://a.example/"b"', 'c:\\d', 'x:y'),
]

# Values that are right and wrong for each type of field; keys are made from the vocabularies.
RIGHT: dict[str, list[object]] = {
    'prose': WORDS,
    'blocks': WORDS,
    'text': WORDS,
    'phone': WORDS,
    'terms': WORDS,
    'retention': ['P90D', 'P90D after account deletion', 'until 2027-12-31', 'session', '90 days or so'],
    'texts': ['a', 'a, b\nc', ['a, b', 'c'], []],
    'id': ['a', 'A.b_c-1', 'pypi/fastly'],
    'ids': ['a', 'a, b\nc,', ['a', 'pypi/fastly'], []],
    'link': [
        *ADDRESSES,
        *('Title <https://a.example>', 'A “title”, and more <a.html>', '<a.html>'),
        *({'title': 'Title', 'url': 'https://a.example'}, {'url': 'a.html'}),
    ],
    'url': ADDRESSES,
    'email': ['a@b.example', 'mailto:a.c+d@e.b.example'],
    'contact': [
        *('Ewa, ewa@a.example', 'psf', 'None Such Ltd', 'none:'),
        *({'name': 'Ewa'}, {'name': 'E', 'address': 'A\nB', 'country': 'PL', 'email': 'a@b.example', 'phone': '+1'}),
        {'website': 'https://a.example'},
    ],
    'countries': ['US', 'US, EU', ['NO', 'UK', 'EEA'], []],
    'date': ['2026-02-10', ' 2026-02-10 '],
    'flag': [True, False, 'yes', 'no', 'on', 'off', 'true', 'false'],
    'number': [16, '16'],
}
WRONG: dict[str, list[object]] = {
    'prose': NO_WORDS,
    'blocks': NO_WORDS,
    'text': NO_WORDS,
    'phone': NO_WORDS,
    'terms': NO_WORDS,
    'retention': NO_WORDS,
    'texts': [1, '', [1], [''], [['a']], {'a': 'b'}],
    'id': [1, 'a b', 'a, b', 'a/b/c', ['a'], '-a'],
    'ids': [1, 'a b', 'a, b/c/d', ['a b'], ['a, b'], [1], [['a']], {'a': 'b'}, ', '],
    'link': [
        # What ends in <…> has a title.
        *(address for address in NO_ADDRESSES if not str(address).endswith('>')),
        *NO_WORDS,
        *('Privacy Policy', 'Title <>', 'Title <javascript:alert(1)>', 'Title https://a.example'),
        *({'title': 'Title'}, {'url': 'javascript:alert(1)'}, {'url': ''}, {'url': 'a.html', 'titel': 'Title'}),
        *({'title': 1, 'url': 'a.html'}, {'title': ['Title'], 'url': 'a.html'}),
    ],
    'url': NO_ADDRESSES + NO_WORDS,
    'email': ['a', 'a@b', 'a b@c.example', '<a@b.example>', *NO_WORDS],
    'contact': [
        *(1, '', ['a'], {'fax': '1'}, {'email': 'a'}, {'country': 'Poland'}, {'country': ['PL']}, {'phone': 1}),
        *('none', ' None — we are three people\n'),
    ],
    'countries': [1, 'USA', 'US; EU', ['US, EU'], ['Poland'], {'US': 'EU'}, ''],
    'date': ['10.02.2026', '2026-2-10', '20260210', 2026, True, '', ['2026-02-10']],
    'flag': ['perhaps', 2, 1, '', [True], {}],
    'number': [-1, 1.5, 'one', '-1', True, [1]],
}
# What only the loader sees.
MORE: dict[str, list[object]] = {
    'date': ['2026-02-30', '2026-13-01'],
    'retention': ['P90X', 'until 2026-02-30'],
    'url': ['https://a..example/', 'https://a.example:port/', 'https://[::1'],
    'prose': ['bell\x07'],
    'blocks': ['bell\x07'],
}

FIELDS = [
    pytest.param(table, item, id=f'{table}-{item.name}') for table, kind in BY_TABLE.items() for item in kind.fields
]


def keys_of(item: Field, values: dict[str, list[object]]) -> list[object]:
    if item.type not in {'key', 'keys'}:
        return values[item.type]
    first, second = list(VOCABULARIES[item.vocabulary].labels)[:2]
    if values is RIGHT:
        return [first, second] if item.type == 'key' else [first, f'{first}, {second}', [first, second], []]
    wrong: list[object] = [f'{first}x', 'No such key', 1, '', {first: second}]
    return [*wrong, [first], f'{first}, {second}'] if item.type == 'key' else [*wrong, [f'{first}, {second}'], [1]]


def loader_minds(folder: Path, register: object) -> bool:
    # YAML holds JSON.
    (folder / 'register.yaml').write_text(json.dumps(register), encoding='utf-8')
    return bool(load_register(['register.yaml'], folder).problems)


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    # Plain data, which a file can hold.
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert register_schema() == SCHEMA


def test_schema_holds_the_field_table() -> None:
    definitions: Any = SCHEMA['$defs']
    assert list(SCHEMA['properties']) == list(BY_TABLE)  # type: ignore[call-overload]
    for kind in BY_TABLE.values():
        properties = definitions[kind.name]['properties']
        assert list(properties) == [item.name for item in kind.fields]
        for item in kind.fields:
            assert properties[item.name]['description'].startswith(item.help)
            assert item.law in properties[item.name]['description']


def test_every_type_of_a_register_field_has_examples() -> None:
    types = {item.type for kind in BY_TABLE.values() for item in kind.fields} - {'key', 'keys'}
    assert types <= RIGHT.keys() == WRONG.keys()
    # "lines" and "negative" are for options only.
    assert {item.type for kind in KINDS.values() for item in kind.fields} - types - {'key', 'keys'} <= {
        *('negative', 'number', 'lines')
    }


@pytest.mark.parametrize(('table', 'item'), FIELDS)
def test_schema_and_loader_agree(tmp_path: Path, table: str, item: Field) -> None:
    for value in keys_of(item, RIGHT):
        register = {table: {'an-id': {item.name: value}}}
        assert list(VALIDATOR.iter_errors(register)) == [], value
        assert not loader_minds(tmp_path, register), value
    for value in [*keys_of(item, WRONG), None]:
        register = {table: {'an-id': {item.name: value}}}
        assert not VALIDATOR.is_valid(register), value
        assert loader_minds(tmp_path, register), value
    for value in MORE.get(item.type, []):
        assert loader_minds(tmp_path, {table: {'an-id': {item.name: value}}}), value


@pytest.mark.parametrize(
    'register',
    [
        *(None, {}, {'processors': None}, {'processors': {}}, {'processors': {'a': {}}}),
        {table: {'A.b-c_1': {}} for table in BY_TABLE},
    ],
)
def test_right_shapes(tmp_path: Path, register: object) -> None:
    assert VALIDATOR.is_valid(register)
    assert not loader_minds(tmp_path, register)


@pytest.mark.parametrize(
    'register',
    [
        *([], 'a', 1, {'processor': {}}, {'processors': []}, {'processors': 'a'}, {'processors': {'a': None}}),
        *({'processors': {'a': 'b'}}, {'processors': {'a': []}}, {'processors': {'a b': {}}}),
        *({'processors': {'a': {'nam': 'b'}}}, {'processors': {'a': {'style': 'card'}}}, {'notices': {}}),
    ],
)
def test_wrong_shapes(tmp_path: Path, register: object) -> None:
    assert not VALIDATOR.is_valid(register)
    assert loader_minds(tmp_path, register)


def test_patterns_are_the_same_elsewhere() -> None:
    """Editors use the patterns of ECMA 262, which has no possessive quantifiers, no (?P<…>) and no \\Z."""

    def patterns(node: Any) -> list[str]:
        if isinstance(node, dict):
            found = [node['pattern']] if isinstance(node.get('pattern'), str) else []
            return found + [pattern for value in node.values() for pattern in patterns(value)]
        return [pattern for value in node for pattern in patterns(value)] if isinstance(node, list) else []

    for pattern in patterns(SCHEMA):
        assert not re.search(r'\(\?[^:=!]|[*+?]\+|\\[AZ]', pattern), pattern
