"""Register files to a register: reading the files and joining their records."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.collector import collector_paused
from sphinxext_privacy.register.fingerprint import contents, fingerprint_of
from sphinxext_privacy.register.records import Record, Records, RegisterProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sphinxext_privacy.register.tree import Source

__all__ = ['Record', 'Register', 'RegisterProblem', 'load_register']


def _read_yaml(text: str) -> Source:
    from sphinxext_privacy.register.yaml_source import read_yaml

    return read_yaml(text)


def _read_toml(text: str) -> Source:
    from sphinxext_privacy.register.toml_source import read_toml

    return read_toml(text)


# Each format is loaded when a file of it is read.
_READERS: Final = {'.yaml': _read_yaml, '.yml': _read_yaml, '.toml': _read_toml}


@dataclass(frozen=True)
class Register:
    """What the register files state, and what is wrong in them. Nothing of it is changed once it is made.

    It can be pickled, and is then read many times faster than from its files: while :attr:`fingerprint` is what
    :mod:`sphinxext_privacy.register.fingerprint` gives, a kept register is as good as a new one.
    """

    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    """(name of the kind, id) → record, in the order of the files."""
    problems: tuple[RegisterProblem, ...] = ()
    """In the order of the files, then of line and column."""
    fingerprint: str = ''
    """Digest of the files themselves, with comments and all, and of what this version makes of them."""

    @cached_property
    def digest(self) -> str:
        """Digest of all that can be shown; comments, order of keys and places do not matter."""
        made = hashlib.sha256()
        for (kind, ident), record in sorted(self.records.items(), key=lambda pair: pair[0]):
            # An id has neither a space nor a new line.
            made.update(f'{kind} {ident} {record.digest}\n'.encode())
        return made.hexdigest()

    @cached_property
    def _ids(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for kind, ident in self.records:
            found.setdefault(kind, []).append(ident)
        return {kind: tuple(idents) for kind, idents in found.items()}

    def get(self, kind: str, ident: str) -> Record | None:
        """Give the record of *kind* with the id *ident*."""
        return self.records.get((kind, ident))

    def ids(self, kind: str) -> tuple[str, ...]:
        """Give the ids of all records of *kind*, in the order of the files."""
        return self._ids.get(kind, ())


def load_register(files: Sequence[str], base: Path) -> Register:
    """Read the register *files*, whose paths are relative to *base*.

    Never raises for what the files hold or for a file that cannot be read: that is told in
    :attr:`Register.problems`, and what is right is kept.
    """
    found_files = contents(files, base)
    records: dict[tuple[str, str], Record] = {}
    problems: list[RegisterProblem] = []
    seen: set[str] = set()
    for path, content in found_files:
        if path in seen:
            problems.append(RegisterProblem('register', 'the file is named twice', path, 1, 1))
            continue
        seen.add(path)
        with collector_paused():
            found, wrong = _read(path, content)
        for record in found:
            first = records.setdefault((record.kind, record.id), record)
            if first is not record:
                message = f'{record.id!r} is already in {first.source}:{first.line}, which is used'
                wrong.append(RegisterProblem('register', message, path, record.line, record.column))
        # A mistake behind an anchor shows at each of its aliases: once is enough.
        problems += sorted(set(wrong), key=lambda problem: (problem.line, problem.column, problem))
    return Register(records, tuple(problems), fingerprint_of(found_files))


def _read(path: str, content: bytes | str) -> tuple[list[Record], list[RegisterProblem]]:
    """Give the records of one file and what is wrong in it."""
    reader = _READERS.get(PurePath(path).suffix.lower())
    if isinstance(content, str):
        return [], [RegisterProblem('register', content, path, 1, 1)]
    if reader is None:
        message = f'a register file ends in {", ".join(_READERS)}, not in {PurePath(path).suffix!r}'
        return [], [RegisterProblem('register', message, path, 1, 1)]
    content = content.removeprefix(b'\xef\xbb\xbf')
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        line = before.count('\n') + 1
        column = len(before) - before.rfind('\n')
        message = f'the byte 0x{content[error.start]:02X} is not UTF-8; save the file as UTF-8'
        return [], [RegisterProblem('register', message, path, line, column)]
    source = reader(text)
    read = Records(source.root, path)
    problems = [
        RegisterProblem('register', mistake.message, path, mistake.line, mistake.column) for mistake in source.mistakes
    ]
    return read.records, problems + read.problems
