"""The results as a page fragment in Markdown."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from benchmarks.targets import TARGETS, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.scenarios import Results

PACKAGES: Final = {'Sphinx': 'sphinx', 'myst-parser': 'myst-parser', 'sphinx-needs': 'sphinx-needs'}
DASH: Final = '—'


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a target at one size, and what was measured."""

    target: Target
    entries: int
    ours: float | None
    rival: float | None

    @property
    def limit(self) -> float | None:
        """Give the largest value that meets the target."""
        return self.target.limit(self.entries)

    def met(self, tolerance: float = 0.0) -> bool:
        """Tell whether the target is met, or missed by no more than this share of it."""
        return self.limit is None or self.ours is None or self.ours <= self.limit * (1 + tolerance)

    def cells(self) -> list[str]:
        """Give the cells as text."""
        unit = self.target.unit
        verdict = DASH if self.limit is None or self.ours is None else 'yes' if self.met() else '**no**'
        size = f'{self.entries:,}' if self.target.sized else DASH
        values = [_words(self.ours, unit), _words(self.rival, unit)]
        limit = DASH if self.limit is None else f'≤ {_words(self.limit, unit)}'
        return [self.target.label, size, *values, limit, verdict]


def make_rows(results: Results, sizes: Sequence[int]) -> list[Row]:
    """Set what was measured against each target, at each size."""
    return [row for target in TARGETS for row in _rows_of(target, results, sizes)]


def _rows_of(target: Target, results: Results, sizes: Sequence[int]) -> Iterator[Row]:
    for entries in sizes if target.sized else (0,):
        ours = target.measure(results, entries, target.form)
        rival = target.measure(results, entries, target.rival) if target.rival else None
        if ours is not None or rival is not None:
            yield Row(target, entries, ours, rival)


def write_report(rows: Sequence[Row], rounds: int) -> str:
    """Write the table, and what it was measured with."""
    header = ['scenario', 'entries', 'ours ÷ floor', 'sphinx-needs ÷ floor', 'target', 'met?']
    lines = [header, ['---', '--:', '--:', '--:', '--:', '---'], *(row.cells() for row in rows)]
    table = '\n'.join(f'| {" | ".join(cells)} |' for cells in lines)
    return f'{table}\n\n{_measured_with(rounds)}\n'


def _measured_with(rounds: int) -> str:
    versions = [f'Python {platform.python_version()}']
    versions += [f'{name} {_version(package)}' for name, package in PACKAGES.items()]
    return (
        f'Measured with {", ".join(versions)}, on {os.cpu_count()} cores: CPU time of whole processes, '
        f'the forms in turn, each in the best of at least {rounds} rounds. “Floor” is the same content written by hand '
        'in plain MyST. Rows that are no ratio to it say so: milliseconds (ms) above it, pages, an exponent, '
        'or a ratio to what the row names.'
    )


def _words(value: float | None, unit: str) -> str:
    if value is None:
        return DASH
    if unit in {'ms', 'pages'}:
        return f'{value:.0f} {unit}'
    return f'{value:.2f}'


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return '(not installed)'
