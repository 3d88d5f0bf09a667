"""The lock file: what each notice said when its date was set, as TOML with one fact a line.

::

    format = "sphinxext-privacy-lock/1"
    language = "en"

    [notices."python.org"]
    updated = "2026-02-10"
    processors.fastly.country = ["US"]

Each line says by itself what it is about, so that a difference of two files can be read line by line.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxext_privacy.changes.said import State, state_of_data
from sphinxext_privacy.exports.privacy_json import FORMAT as JSON_FORMAT
from sphinxext_privacy.exports.records import TABLES
from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.parents.reading import LIMIT
from sphinxext_privacy.register.toml_scan import Scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.changes.said import Said, SaidEntry
    from sphinxext_privacy.model.values import Value
    from sphinxext_privacy.register.toml_scan import Spot

NAME: Final = 'sphinxext-privacy-lock'
FORMAT: Final = f'{NAME}/1'
"""Name and version of the format: the first line."""
FILE: Final = 'privacy.lock'

_EXTRA: Final = ('body', 'notice')
"""What is kept of an entry beside its facts: its words, and who states it where that is another notice."""
_KINDS: Final = {table: kind for kind, table in TABLES.items()}

# No fact may be called as what stands beside it.
assert not any(name in kind.by_name for kind in KINDS.values() for name in _EXTRA if kind is not NOTICE)
assert not NOTICE.by_name.keys() & _KINDS.keys()

_BARE: Final = re.compile(r'[A-Za-z0-9_-]+')
_NUMBERED: Final = re.compile(r'(?P<ident>[^#]+)(?:#(?P<number>[1-9][0-9]{0,5}))?')
_PLACE: Final = re.compile(r' \(at (?:line (?P<line>\d+), column \d+|end of document)\)$')
_CONFLICT: Final = re.compile(r'(?m)^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$')
# JSON escapes what TOML escapes, but for these: TOML wants the first escaped, and editors break lines at the others.
_ESCAPED: Final = str.maketrans({character: f'\\u{ord(character):04x}' for character in '\x7f\x85\u2028\u2029'})


class LockProblem(NamedTuple):
    """What is wrong at one place of a lock file."""

    line: int
    message: str


class LockError(Exception):
    """A lock file cannot be used. What of it could be read would show changes that nobody made."""

    def __init__(self, *problems: LockProblem) -> None:
        """Take what is wrong."""
        super().__init__('; '.join(f'line {problem.line}: {problem.message}' for problem in problems))
        self.problems = problems


# -- writing ----------------------------------------------------------------------------------------------------


def lock_text(state: State) -> str:
    """Give the file. The same state gives the same text."""
    lines = [f'format = {_string(FORMAT)}', f'language = {_string(state.language)}']
    for ident in sorted(state.notices):
        lines += ['', f'[notices.{_key(ident)}]', *_notice_lines(state.notices[ident])]
    return '\n'.join(lines) + '\n'


def line_of_notice(data: bytes, ident: str) -> int:
    """Give the line of a lock file at which the notice *ident* begins; the first one where it is written otherwise."""
    lines = data.decode('utf-8-sig', 'replace').splitlines()
    head = f'[notices.{_key(ident)}]'
    return next((number for number, line in enumerate(lines, 1) if line.strip() == head), 1)


def _notice_lines(said: Said) -> Iterator[str]:
    for name, value in sorted(said.facts.items()):
        yield f'{_key(name)} = {_toml(value)}'
    for entry in sorted(said.entries, key=lambda entry: (TABLES[entry.kind], entry.key)):
        yield from _entry_lines(entry, said.ident)


def _entry_lines(entry: SaidEntry, notice: str) -> Iterator[str]:
    number = f'#{entry.number}' if entry.number > 1 else ''
    path = f'{TABLES[entry.kind]}.{_key(entry.ident + number)}'
    facts = dict(entry.facts)
    if entry.body:
        facts['body'] = entry.body
    if entry.notice != notice:
        facts['notice'] = entry.notice
    if not facts:
        yield f'{path} = {{}}'
    for name, value in sorted(facts.items()):
        yield f'{path}.{_key(name)} = {_toml(value)}'


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPED)


def _toml(value: Value) -> str:
    # Both are tuples too.
    if isinstance(value, (Link, Contact)):
        parts = ', '.join(f'{name} = {_string(part)}' for name, part in value._asdict().items() if part)
        return f'{{ {parts} }}'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, tuple):
        return f'[{", ".join(_string(part) for part in value)}]'
    return str(value) if isinstance(value, int) else _string(value)


# -- reading ----------------------------------------------------------------------------------------------------


def read_lock(data: bytes) -> State:
    """Read a lock file; raises :exc:`LockError` where anything in it is wrong."""
    if len(data) > LIMIT:
        raise LockError(LockProblem(1, f'the file has more than {LIMIT // 1024 // 1024} MB'))
    try:
        text = data.decode('utf-8-sig').replace('\r\n', '\n')
    except UnicodeDecodeError as error:
        raise LockError(LockProblem(data[: error.start].count(b'\n') + 1, 'the file is not UTF-8')) from error
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        line = text.count('\n', 0, conflict.start()) + 1
        message = 'a merge left a conflict here; "sphinx-privacy lock --force" writes the file anew'
        raise LockError(LockProblem(line, message))
    try:
        root = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LockError(_described(error, text)) from error
    return _Reader(text, root).read()


def _described(error: Exception, text: str) -> LockProblem:
    if isinstance(error, RecursionError):
        return LockProblem(1, 'the file is nested too deeply')
    place = _PLACE.search(str(error))
    message = str(error)[: place.start()] if place is not None else str(error)
    line = int(place['line']) if place is not None and place['line'] else max(1, len(text.splitlines()))
    return LockProblem(line, f'this is not TOML: {message}')


class _Reader:
    """Turns what a file holds into data as those of ``privacy.json``, which are checked by their own reader."""

    def __init__(self, text: str, root: dict[str, Any]) -> None:
        self.text = text
        self.root = root
        self.scan = Scan(text).root
        self.problems: list[LockProblem] = []
        self.places: dict[str, tuple[str, ...]] = {}
        """Path in the data → path in this file."""

    def read(self) -> State:
        if self.root.get('format') != FORMAT:
            shown = self.root.get('format', 'no format')
            raise LockError(
                LockProblem(self._line(('format',)), f'{shown!r} is not {FORMAT!r}, which this version reads')
            )
        language = self.root.get('language')
        if not isinstance(language, str):
            self._note(('language',), 'the language of the words is missing')
        self._only(self.root, (), {'format', 'language', 'notices'})
        data = {'format': JSON_FORMAT, 'language': language, 'notices': self._notices()}
        state, problems = state_of_data(data)
        for problem in problems:
            self._note(self._place(problem.path), problem.message)
        if self.problems:
            raise LockError(*sorted(self.problems))
        return state

    def _notices(self) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for ident, table in self._tables(self.root.get('notices', {}), ('notices',)):
            path = ('notices', ident)
            self._only(table, path, NOTICE.by_name.keys() | _KINDS.keys())
            here = f'notices[{len(made)}]'
            self.places[here] = path
            resolved = {
                name: self._entries(name, table[name], path, f'{here}.resolved.{name}')
                for name in _KINDS
                if name in table
            }
            facts = {name: value for name, value in table.items() if name in NOTICE.by_name}
            self.places.update({f'{here}.facts.{name}': (*path, name) for name in facts})
            made.append({'id': ident, 'facts': facts, 'resolved': resolved})
        return made

    def _entries(self, table: str, held: object, path: tuple[str, ...], here: str) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        fields = KINDS[_KINDS[table]].by_name
        found = []
        for name, item in self._tables(held, (*path, table)):
            match = _NUMBERED.fullmatch(name)
            if match is None:
                self._note((*path, table, name), f'{name!r} is not an id')
                continue
            found.append((match['ident'], int(match['number'] or 1), name, item))
        # Their numbers are given anew by the reader, in this order.
        for ident, _, name, item in sorted(found, key=lambda entry: entry[:2]):
            place = (*path, table, name)
            self._only(item, place, fields.keys() | set(_EXTRA))
            entry = {'id': ident, 'facts': {key: value for key, value in item.items() if key in fields}}
            entry |= {key: item[key] for key in _EXTRA if key in item}
            position = f'{here}[{len(made)}]'
            self.places[position] = place
            self.places.update({f'{position}.facts.{key}': (*place, key) for key in entry['facts']})
            self.places.update({f'{position}.{key}': (*place, key) for key in _EXTRA})
            made.append(entry)
        return made

    def _tables(self, held: object, path: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
        if not isinstance(held, dict):
            self._note(path, 'this must be a table')
            return
        for name, item in held.items():
            if isinstance(item, dict):
                yield name, item
            else:
                self._note((*path, name), 'this must be a table')

    def _only(self, table: dict[str, Any], path: tuple[str, ...], known: set[str]) -> None:
        for name in table.keys() - known:
            self._note((*path, name), f'{name!r} is not known; a newer version may have written it')

    def _note(self, path: tuple[str, ...], message: str) -> None:
        self.problems.append(LockProblem(self._line(path), message))

    def _place(self, path: str) -> tuple[str, ...]:
        """Give the nearest place in this file of a path in the data."""
        while path and path not in self.places:
            path = re.sub(r'(?:\.[^.\[\]]*|\[\d+\])$', '', path) if re.search(r'[.\[]', path) else ''
        return self.places.get(path, ())

    def _line(self, path: tuple[str, ...]) -> int:
        offset, spot = 0, self.scan
        for name in path:
            found: tuple[int, Spot] | None = spot.keys.get(name)
            if found is None:
                break
            offset, spot = found
        return self.text.count('\n', 0, offset) + 1
