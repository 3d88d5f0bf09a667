"""From the tree of a register file to records: each value is read as its field asks for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.model import tables
from sphinxext_privacy.model.fields import COMMON
from sphinxext_privacy.model.ids import cookie_slug, is_id, slug
from sphinxext_privacy.model.kinds import BY_TABLE, COOKIE
from sphinxext_privacy.model.values import LISTS, UNSHOWABLE, Contact, Link, parse_value
from sphinxext_privacy.model.vocabularies import nearest
from sphinxext_privacy.register.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as AnyMapping

    from sphinxext_privacy.diagnostics import Subtype
    from sphinxext_privacy.model.fields import Field, Kind
    from sphinxext_privacy.model.values import Facts, Parsed, Value
    from sphinxext_privacy.register.tree import Node

_COMMON: Final = frozenset(item.name for item in COMMON)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(',', ':'))

# YAML 1.1 takes the code of Norway for a bool; whatever else is no code is found by its value.
_ALSO: Final = {'flag': 'bool', 'number': 'int', 'date': 'date', 'countries': 'bool'}
_NAMES: Final = {
    'int': 'a number',
    'float': 'a number',
    'bool': 'yes or no',
    'date': 'a date',
}


class RegisterProblem(NamedTuple):
    """What is wrong at one place of the register."""

    subtype: Subtype
    message: str
    path: str
    """As it stands in the setting."""
    line: int
    column: int

    @property
    def location(self) -> str:
        """The place, as warnings show it."""
        return f'{self.path}:{self.line}:{self.column}'


@dataclass(slots=True)
class Record:
    """One entry of the register. Nothing of it is changed once it is made."""

    kind: str
    id: str
    facts: Facts
    lines: dict[str, int]
    """Name of a field → the line of its key."""
    source: str
    """Path of the file as it stands in the setting."""
    line: int
    column: int
    _digest: str = field(default='', init=False, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """Digest of the facts, whatever their order and place."""
        if not self._digest:
            self._digest = hashlib.sha256(_ENCODER.encode(self.facts).encode()).hexdigest()
        return self._digest


class Records:
    """The records of one file, and what is wrong in it."""

    def __init__(self, root: Node | None, source: str) -> None:
        self.source = source
        self.records: list[Record] = []
        self.problems: list[RegisterProblem] = []
        self._parsed: dict[tuple[str, str, str], Parsed] = {}
        if isinstance(root, Mapping):
            for name, table in root.pairs:
                self._table(name, table)
        elif root is not None and not _is_null(root):
            self._note('register', f'the file must hold tables: {", ".join(BY_TABLE)}', root)

    def _note(self, subtype: Subtype, message: str, node: Node) -> None:
        self.problems.append(RegisterProblem(subtype, message, self.source, node.line, node.column))

    def _table(self, name: Scalar, table: Node) -> None:
        kind = BY_TABLE.get(name.text)
        if kind is None:
            self._note('register', f'there is no table {name.text!r}; {_hint(name.text, BY_TABLE)}', name)
        elif isinstance(table, Mapping):
            for ident, node in table.pairs:
                self._record(kind, ident, node)
        elif not _is_null(table):
            self._note('register', f'{name.text} must be a table of ids', table)

    def _record(self, kind: Kind, ident: Scalar, node: Node) -> None:
        name = ident.text
        if not is_id(name):
            # The one that the directive makes of that name, so that references to it stay right.
            made = cookie_slug(name) if kind is COOKIE else slug(name)
            self._note('id', f'{name!r} is not an id; write {made!r}', ident)
            return
        facts: Facts = {}
        lines: dict[str, int] = {}
        if isinstance(node, Mapping):
            fields = kind.by_name
            for key, value in node.pairs:
                item = fields.get(key.text)
                if item is None:
                    self._unknown(key, fields, f'{kind.table} have')
                    continue
                fact = self._fact(item, value)
                if fact is not None:
                    facts[item.name] = fact
                    lines[item.name] = key.line
        elif _is_null(node):
            self._note('value', f'{name!r} has no facts', node)
        else:
            self._note('register', f'{name!r} must be a table of facts', node)
            return
        self.records.append(Record(kind.name, name, facts, lines, self.source, ident.line, ident.column))

    def _unknown(self, key: Scalar, fields: AnyMapping[str, Field], owner: str) -> None:
        if key.text in _COMMON:
            message = f'{key.text!r} is an option of a directive and not a key of the register'
        else:
            message = f'{owner} no key {key.text!r}; {_hint(key.text, fields)}'
        self._note('register', message, key)

    def _fact(self, item: Field, node: Node) -> Value | None:
        """Read the value *node* of the field *item*; give ``None`` where there is nothing to keep."""
        if isinstance(node, Scalar):
            parsed = self._scalar(item, node)
            return None if parsed is None else parsed.value
        if isinstance(node, Mapping):
            if item.type == 'link':
                return self._link(item, node)
            if item.type == 'contact':
                return self._contact(item, node)
            self._note('register', f'{item.name} takes {_taken(item)}, not a table', node)
            return None
        if item.type in LISTS:
            return self._items(item, node)
        self._note('register', f'{item.name} takes {_taken(item)}, not a list', node)
        return None

    def _scalar(self, item: Field, node: Scalar) -> Parsed | None:
        """Read one text; what the file takes for a number and such is kept as it is written."""
        if node.type == 'null' or not node.text.strip():
            self._note('value', f'{item.name} has no value', node)
            return None
        character = UNSHOWABLE.search(node.text)
        if character is not None:
            message = f'{item.name} holds the character U+{ord(character[0]):04X}, which cannot be shown'
            self._note('value', message, node)
            return None
        # The same keys, countries and ids stand in a register again and again. Nothing else of a field
        # has a say in how its text is read.
        asked = (item.type, item.vocabulary, node.text)
        parsed = self._parsed.get(asked)
        if parsed is None:
            parsed = self._parsed[asked] = parse_value(item, node.text)
        for problem in parsed.problems:
            self._note(problem.subtype, f'{item.name}: {problem.message}', node)
        if node.type != 'str' and not parsed.problems and node.type != _ALSO.get(item.type):
            what = 'write yes or no' if item.type == 'flag' else 'put it in quotes'
            message = f'{item.name}: {node.text} is taken for {_NAMES[node.type]}; {what}'
            self._note('value', message, node)
        return parsed

    def _items(self, item: Field, node: Sequence) -> Value | None:
        """Read a list; each item of it is one value."""
        found: list[str] = []
        for part in node.items:
            if not isinstance(part, Scalar):
                self._note('register', f'{item.name} takes words in a list, nothing deeper', part)
                continue
            parsed = self._scalar(item, part)
            if parsed is None or parsed.value is None:
                continue
            if item.type == 'texts':
                # A comma does not separate here: it belongs to the words.
                found.append(' '.join(part.text.split()))
            elif isinstance(parsed.value, tuple):
                found += parsed.value
                if len(parsed.value) > 1:
                    message = f'{item.name}: {part.text!r} is several values; make each an item of the list'
                    self._note('value', message, part)
        if item.type == 'countries':
            from sphinxext_privacy.words.countries import each_once

            return each_once(found) or None
        return tuple(found) or None

    def _parts(
        self, item: Field, node: Mapping, fields: AnyMapping[str, Field]
    ) -> Iterable[tuple[str, Scalar, Parsed]]:
        """Read the table that stands in place of a link or of a contact."""
        for key, value in node.pairs:
            part = fields.get(key.text)
            if part is None:
                self._unknown(key, fields, f'{item.name} has')
            elif not isinstance(value, Scalar):
                self._note('register', f'{item.name}: {part.name} takes {_taken(part)}', value)
            else:
                parsed = self._scalar(part, value)
                if parsed is not None:
                    yield part.name, value, parsed

    def _link(self, item: Field, node: Mapping) -> Link | None:
        texts = {
            name: parsed.value
            for name, _, parsed in self._parts(item, node, tables.LINK)
            if isinstance(parsed.value, str)
        }
        if not any(key.text == 'url' for key, _ in node.pairs):
            self._note('url', f'{item.name} has no url', node)
        link = Link(texts.get('title', ''), texts.get('url', ''))
        return link if any(link) else None

    def _contact(self, item: Field, node: Mapping) -> Contact | None:
        texts: dict[str, str] = {}
        for name, value, parsed in self._parts(item, node, tables.CONTACT):
            if isinstance(parsed.value, str):
                texts[name] = parsed.value
            elif isinstance(parsed.value, tuple):
                texts[name] = ', '.join(str(code) for code in parsed.value)
                if len(parsed.value) > 1:
                    self._note('value', f'{item.name}: {name} takes one country', value)
        return Contact(**texts) if texts else None


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.type == 'null'


def _taken(item: Field) -> str:
    """Say what a field takes."""
    if item.type in LISTS:
        return 'words or a list of words'
    return {'flag': 'yes or no', 'number': 'a number', 'date': 'a date'}.get(item.type, 'words')


def _hint(name: str, names: AnyMapping[str, object]) -> str:
    near = nearest(name, names)
    return f'did you mean {near!r}?' if near else f'there are: {", ".join(names)}'
