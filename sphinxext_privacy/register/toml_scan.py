"""Where keys and values stand in TOML text: ``tomllib`` gives the values, but no places.

Checking is not the job here. What is not TOML is stepped over, as long as it is certain where it ends, so
that one wrong line does not cost the rest of a file.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from typing import Final, NamedTuple

from sphinxext_privacy.register.tree import MAX_DEPTH

_BLANKS: Final = re.compile(r'[ \t]*+')
_GAP: Final = re.compile(r'(?:[ \t\n]++|#[^\n]*+)*+')
_LINE: Final = re.compile(r'[^\n]*+')
_LINE_END: Final = re.compile(r'[ \t]*+(?:#[^\n]*+)?+(?:\n|\Z)')
_BARE: Final = re.compile(r'[A-Za-z0-9_-]++')
_STRING: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    r'|(?!""")"(?:[^"\\\n]|\\[^\n])*+"'
    r"|(?!''')'[^'\n]*+'",
    re.DOTALL,
)
# Between a date and a time there may be a space.
_OTHER: Final = re.compile(r'\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*+|[^\s,\[\]{}#"\'=]++')
_SIMPLE: Final = re.compile(
    r'(?P<key>[A-Za-z0-9_-]++)[ \t]*+=[ \t]*+(?P<value>"[^"\\\n]++"|[0-9a-z]++)[ \t]*+(?:\n|\Z)'
)
"""The line that registers have most: a bare key and a plain string."""


class Spot:
    """Where a value stands, and where the values in it do; offsets into the text."""

    __slots__ = ('declared', 'end', 'items', 'keys', 'start')

    def __init__(self, start: int, end: int = -1) -> None:
        self.start = start
        self.end = end
        self.declared: int | None = None
        """Where the header of this table stands."""
        self.keys: dict[str, tuple[int, Spot]] = {}
        """Key → where the key stands, and the spot of its value."""
        self.items: list[Spot] = []


class Duplicate(NamedTuple):
    """A key or a table that was there before."""

    name: str
    offset: int
    first: int


class Unreadable(Exception):
    """The text goes on in another way than TOML can."""


class Scan:
    """The places in one text, and its statements: lines ``key = value`` and ``[table]``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Spot(0, len(text))
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.headers: list[int] = []
        self.duplicates: list[Duplicate] = []
        self.stopped: int | None = None
        """Start of the statement whose end cannot be told: a long string or a list that is not closed."""
        self.deep: int | None = None
        """The first value that stands too deep."""
        self._current = self.root
        self._value_at: int | None = None
        position = 0
        while (position := _end(_GAP, text, position)) < len(text):
            self.starts.append(position)
            end = self._statement(position)
            if end is None:
                self.stopped = position
                end = len(text)
            self.ends.append(end)
            position = end

    def hole(self, offset: int) -> tuple[int, int] | None:
        """Give what must go to be rid of a mistake at *offset*: a statement, or a header with its table.

        ``None`` where the end of it cannot be told.
        """
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or (self.stopped is not None and offset >= self.stopped):
            return None
        start = self.starts[index]
        following = bisect_right(self.headers, start)
        if following == 0 or self.headers[following - 1] != start:
            return start, self.ends[index]
        if following < len(self.headers):
            return start, self.headers[following]
        return None if self.stopped is not None else (start, len(self.text))

    def _statement(self, position: int) -> int | None:
        """Scan one statement; give the offset behind it, ``None`` where it cannot be told."""
        text = self.text
        simple = _SIMPLE.match(text, position)
        if simple is not None:
            start, end = simple.span('value')
            self._add(self._current, simple['key'], position, Spot(start, end))
            return simple.end()
        self._value_at = None
        try:
            if text[position] == '[':
                self.headers.append(position)
                self._current = Spot(position)
                end = self._header(position)
            else:
                end = self._pair(self._current, position, 0)
        except Unreadable:
            return self._line_of(position)
        line_end = _LINE_END.match(text, end)
        return line_end.end() if line_end is not None else _end(_LINE, text, end)

    def _line_of(self, position: int) -> int | None:
        """Give the end of the line of a wrong statement, ``None`` where the statement may go on behind it."""
        text = self.text
        start = self._value_at
        end = _end(_LINE, text, position)
        if start is None:
            return end
        if text.startswith(('"""', "'''"), start):
            return None
        if text[start : start + 1] in {'[', '{'}:
            try:
                closed = self._skipped(start)
            except Unreadable:
                return None
            return end if closed <= end else None
        return end

    def _header(self, position: int) -> int:
        many = self.text.startswith('[[', position)
        parts, end = scan_key(self.text, position + 1 + many)
        end = self._expect(']]' if many else ']', end)
        spot = self._inside(self.root, parts[:-1])
        name, offset = parts[-1]
        if many:
            _, array = spot.keys.setdefault(name, (offset, Spot(offset)))
            array.items.append(Spot(offset))
            self._current = array.items[-1]
            return end
        # The header of a table says better where it is than the header of a table inside of it, before.
        _, table = spot.keys.get(name, (0, Spot(offset)))
        if table.declared is not None:
            self.duplicates.append(Duplicate(name, offset, table.declared))
            return end
        table.declared = table.start = offset
        spot.keys[name] = (offset, table)
        self._current = table
        return end

    @staticmethod
    def _inside(spot: Spot, parts: list[tuple[str, int]]) -> Spot:
        """Walk from *spot* along a dotted key, making what is not there."""
        for name, offset in parts:
            _, spot = spot.keys.setdefault(name, (offset, Spot(offset)))
            if spot.items:
                spot = spot.items[-1]
        return spot

    def _add(self, table: Spot, name: str, offset: int, spot: Spot) -> None:
        first, held = table.keys.setdefault(name, (offset, spot))
        if held is not spot:
            self.duplicates.append(Duplicate(name, offset, first))

    def _expect(self, what: str, position: int) -> int:
        position = _end(_BLANKS, self.text, position)
        if not self.text.startswith(what, position):
            raise Unreadable
        return position + len(what)

    def _pair(self, table: Spot, position: int, depth: int) -> int:
        """Scan a key and its value into *table*; give the offset behind them."""
        parts, position = scan_key(self.text, position)
        position = _end(_BLANKS, self.text, self._expect('=', position))
        if depth == 0:
            self._value_at = position
        spot = self._value(position, depth)
        name, offset = parts[-1]
        target = self._inside(table, parts[:-1])
        if depth == 0:
            self._add(target, name, offset, spot)
        else:
            target.keys.setdefault(name, (offset, spot))
        return spot.end

    def _value(self, position: int, depth: int) -> Spot:
        text = self.text
        spot = Spot(position)
        opening = text[position : position + 1]
        if opening in {'[', '{'}:
            if depth == MAX_DEPTH:
                if self.deep is None:
                    self.deep = position
                spot.end = self._skipped(position)
            elif opening == '[':
                spot.end = self._array(spot, position + 1, depth + 1)
            else:
                spot.end = self._inline_table(spot, position + 1, depth + 1)
            return spot
        match = (_STRING if opening in {'"', "'"} else _OTHER).match(text, position)
        if match is None:
            raise Unreadable
        spot.end = match.end()
        return spot

    def _array(self, spot: Spot, position: int, depth: int) -> int:
        text = self.text
        while True:
            position = _end(_GAP, text, position)
            if text.startswith(']', position):
                return position + 1
            item = self._value(position, depth)
            spot.items.append(item)
            position = _end(_GAP, text, item.end)
            if text.startswith(',', position):
                position += 1
            elif not text.startswith(']', position):
                raise Unreadable

    def _inline_table(self, spot: Spot, position: int, depth: int) -> int:
        # New lines, comments and a comma at the end are right from TOML 1.1 on; tomllib decides.
        text = self.text
        while True:
            position = _end(_GAP, text, position)
            if text.startswith('}', position):
                return position + 1
            position = _end(_GAP, text, self._pair(spot, position, depth))
            if text.startswith(',', position):
                position += 1
            elif not text.startswith('}', position):
                raise Unreadable

    def _skipped(self, position: int) -> int:
        """Give the offset behind the bracket that closes the one at *position*."""
        text = self.text
        depth = 0
        while True:
            position = _end(_GAP, text, position)
            match = _STRING.match(text, position)
            if match is not None:
                position = match.end()
                continue
            character = text[position : position + 1]
            if not character:
                raise Unreadable
            depth += (character in '[{') - (character in ']}')
            position += 1
            if depth == 0:
                return position


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Give the offset behind what *pattern*, which also matches nothing, matches at *position*."""
    match = pattern.match(text, position)
    return match.end() if match is not None else position


def scan_key(text: str, position: int) -> tuple[list[tuple[str, int]], int]:
    """Scan a key of one or several parts; give each part with its offset, and the offset behind the key."""
    parts: list[tuple[str, int]] = []
    while True:
        position = _end(_BLANKS, text, position)
        match = _BARE.match(text, position)
        if match is not None:
            name = match[0]
        else:
            match = _STRING.match(text, position)
            if match is None:
                raise Unreadable
            name = _unquoted(match[0])
        parts.append((name, position))
        position = _end(_BLANKS, text, match.end())
        if not text.startswith('.', position):
            return parts, position
        position += 1


def _unquoted(raw: str) -> str:
    if raw.startswith(('"""', "'''")):
        raise Unreadable
    if '\\' not in raw or raw[0] == "'":
        return raw[1:-1]
    try:
        # Escapes are the business of the parser; keys with escapes are rare.
        return next(iter(tomllib.loads(f'{raw}=0')))
    except tomllib.TOMLDecodeError:
        raise Unreadable from None
