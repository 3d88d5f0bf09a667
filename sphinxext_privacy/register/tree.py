"""What a register file holds, whatever its format: scalars, sequences and mappings, each with its place.

Lines and columns count from 1; columns count characters.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

ScalarType = Literal['str', 'int', 'float', 'bool', 'null', 'date']

MAX_DEPTH: Final = 100
"""Depth beyond which a file is not read; a register has a depth of four."""
TOO_DEEP: Final = f'lists and tables stand in each other more than {MAX_DEPTH} deep'


class Scalar(NamedTuple):
    """One value: its text as the author wrote it (without quotes), and what the format takes it for."""

    text: str
    type: ScalarType
    line: int
    column: int


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """A table: pairs of a key and a value in the order of the file; no two keys have the same text."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


class Mistake(NamedTuple):
    """What is wrong at one place of a file."""

    message: str
    line: int
    column: int


class Source(NamedTuple):
    """What could be read of a file, and what could not."""

    root: Node | None
    """``None`` where the file is empty or nothing of it can be used."""
    mistakes: tuple[Mistake, ...]


def left_out(line: int | None) -> str:
    """Say what a mistake that ends the reading of a file costs: all from *line* on, or the whole file."""
    return 'nothing of the file is used' if line is None else f'what follows from line {line} on is left out'
