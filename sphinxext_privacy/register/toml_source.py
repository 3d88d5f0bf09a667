"""TOML text to a tree: the values come from ``tomllib``, their places from a scan of the same text."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.register.toml_scan import Scan, Spot, Unreadable, scan_key
from sphinxext_privacy.register.tree import (
    MAX_DEPTH,
    TOO_DEEP,
    Mapping,
    Mistake,
    Scalar,
    Sequence,
    Source,
    left_out,
)

if TYPE_CHECKING:
    from sphinxext_privacy.register.tree import Node, ScalarType

MAX_RETRIES: Final = 20
"""How many wrong statements of a file are stepped over, each for the time of one reading."""

_PLACE: Final = re.compile(r' \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$')
_HEADER: Final = re.compile(r'(?m)^[ \t]*+\[{1,2}')
_TYPES: Final[dict[type, ScalarType]] = {bool: 'bool', int: 'int', float: 'float'}


class _Places:
    """Turns offsets of a text into lines and columns, and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer('\n', text))]

    def of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        return self.starts[min(line, len(self.starts)) - 1] + column - 1


class _Reader:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = _Places(text)
        self.mistakes: list[Mistake] = []

    def read(self) -> Node | None:
        """Give the tree of the text, without what is wrong."""
        scan = Scan(self.text)
        if scan.duplicates and scan.stopped is None:
            for duplicate in scan.duplicates:
                line = self.places.of(duplicate.first)[0]
                message = f'{duplicate.name!r} stands twice; the first, in line {line}, is used'
                self.mistakes.append(Mistake(message, *self.places.of(duplicate.offset)))
                hole = scan.hole(duplicate.offset)
                if hole is not None:
                    self.blank(*hole)
            scan = Scan(self.text)
        for _ in range(MAX_RETRIES):
            try:
                data = tomllib.loads(self.text)
            except (ValueError, RecursionError) as error:
                mistake = self.described(error, scan)
                offset = self.places.offset(mistake.line, mistake.column)
                hole = scan.hole(offset)
                if hole is None:
                    return self.rescued(mistake, offset, scan)
                what = 'table' if self.text[hole[0]] == '[' else 'value'
                message = f'{mistake.message}; the {what} is left out'
                self.mistakes.append(mistake._replace(message=message))
                self.blank(*hole)
                scan = Scan(self.text)
            else:
                return self.node(data, scan.root, 0) if data else None
        return self.rescued(mistake, offset, scan)

    def blank(self, start: int, end: int) -> None:
        """Take out a part of the text without moving the rest."""
        self.text = self.text[:start] + re.sub(r'[^\n]', ' ', self.text[start:end]) + self.text[end:]

    def described(self, error: Exception, scan: Scan) -> Mistake:
        """Say what an error of the parser means, and where."""
        if isinstance(error, RecursionError):
            return Mistake(TOO_DEEP, *self.places.of(scan.deep or 0))
        message = str(error)
        place = _PLACE.search(message)
        if place is None:
            return Mistake(f'this is not TOML: {message}', 1, 1)
        message = f'this is not TOML: {message[: place.start()]}'
        if place['line'] is None:
            return Mistake(message, *self.places.of(len(self.text)))
        return Mistake(message, int(place['line']), int(place['column']))

    def rescued(self, mistake: Mistake, failed: int, scan: Scan) -> Node | None:
        """Give what stands before the table that holds *mistake*, whose end cannot be told.

        A table can be added to further down, so that a record that a header of the rest names may be
        incomplete; it is dropped.
        """
        if scan.stopped is not None:
            failed = min(failed, scan.stopped)
        cut = max((offset for offset in scan.headers if offset <= failed), default=0)
        doubtful: set[tuple[str, str]] = set()
        for header in _HEADER.finditer(self.text, cut):
            try:
                parts, _ = scan_key(self.text, header.end())
            except Unreadable:
                continue
            if len(parts) > 1:
                doubtful.add((parts[0][0], parts[1][0]))
        kept = self.text[:cut]
        root: Node | None = None
        with suppress(ValueError, RecursionError):
            root = self.node(tomllib.loads(kept), Scan(kept).root, 0)
        if isinstance(root, Mapping):
            root = _without(root, doubtful)
        loss = left_out(None if root is None else self.places.of(cut)[0])
        self.mistakes.append(mistake._replace(message=f'{mistake.message}; {loss}'))
        return root

    def node(self, value: Any, spot: Spot, depth: int) -> Node | None:
        """Give the node of *value*, ``None`` where it is too deep."""
        line, column = self.places.of(spot.start)
        if isinstance(value, str):
            return Scalar(value, 'str', line, column)
        if isinstance(value, dict | list):
            if depth == MAX_DEPTH:
                self.mistakes.append(Mistake(f'{TOO_DEEP}; the value is left out', line, column))
                return None
            if isinstance(value, list):
                return self.sequence(value, spot, depth)
            return self.mapping(value, spot, depth)
        text = self.text[spot.start : spot.end] if spot.end > spot.start else str(value)
        return Scalar(text, _TYPES.get(type(value), 'date'), line, column)

    def mapping(self, value: dict[str, Any], spot: Spot, depth: int) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        for name, inner in value.items():
            # The scan knows every key that tomllib knows; should it not, the table is near enough.
            offset, place = spot.keys.get(name) or (spot.start, Spot(spot.start))
            node = self.node(inner, place, depth + 1)
            if node is not None:
                pairs.append((Scalar(name, 'str', *self.places.of(offset)), node))
        return Mapping(tuple(pairs), *self.places.of(spot.start))

    def sequence(self, value: list[Any], spot: Spot, depth: int) -> Sequence:
        spots = spot.items if len(spot.items) == len(value) else [Spot(spot.start)] * len(value)
        nodes = [self.node(inner, place, depth + 1) for inner, place in zip(value, spots, strict=True)]
        return Sequence(tuple(node for node in nodes if node is not None), *self.places.of(spot.start))


def _without(root: Mapping, records: set[tuple[str, str]]) -> Mapping | None:
    """Give *root* without *records*, named by table and id; ``None`` where nothing is left."""
    tables: list[tuple[Scalar, Node]] = []
    for name, table in root.pairs:
        if isinstance(table, Mapping):
            kept = tuple(pair for pair in table.pairs if (name.text, pair[0].text) not in records)
            if kept:
                tables.append((name, table._replace(pairs=kept)))
        else:
            tables.append((name, table))
    return root._replace(pairs=tuple(tables)) if tables else None


def read_toml(text: str) -> Source:
    """Read the TOML of *text*."""
    # As tomllib does it itself, which would otherwise see other offsets; no line or column changes.
    reader = _Reader(re.sub('\r+\n', '\n', text))
    root = reader.read()
    return Source(root, tuple(reader.mistakes))
