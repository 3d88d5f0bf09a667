"""Command line: time and memory of notices as PDFs, next to WeasyPrint and LaTeX."""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.builds import BuildError
from benchmarks.content import ENTRIES_PER_PAGE
from benchmarks.documents import WAYS, Spent, Way, write_notices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TARGETS: Final[dict[Way, float]] = {'weasyprint': 0.70, 'latexpdf': 0.15}
"""How much of the CPU time of the other way noticepdf may take."""
NAMES: Final[dict[Way, str]] = {'noticepdf': 'noticepdf', 'weasyprint': 'HTML and WeasyPrint', 'latexpdf': 'latexpdf'}


@dataclass(slots=True)
class Measured:
    """The costs of every round, by number of notices and way."""

    costs: defaultdict[tuple[int, Way], list[Spent]] = field(default_factory=lambda: defaultdict(list))

    def cpu(self, notices: int, way: Way) -> float | None:
        """Give the median of the seconds; None if it was not run."""
        found = [spent.cpu for spent in self.costs.get((notices, way), [])]
        return median(found) if found else None

    def memory(self, notices: int, way: Way) -> float | None:
        """Give the median of the peaks of memory; None if it was not run."""
        found = [spent.memory for spent in self.costs.get((notices, way), [])]
        return median(found) if found else None

    def ratio(self, notices: int, way: Way) -> float | None:
        """Give the median over the rounds of what noticepdf takes of the time of another way."""
        ours, theirs = self.costs.get((notices, 'noticepdf'), []), self.costs.get((notices, way), [])
        # a round is set against the same round of the other: both met the same load on the machine
        pairs = list(zip(ours, theirs, strict=False))
        return median(first.cpu / second.cpu for first, second in pairs) if pairs else None


def make_parser() -> argparse.ArgumentParser:
    """Describe the options."""
    parser = argparse.ArgumentParser(prog='python -m benchmarks.pdf', description=__doc__)
    parser.add_argument('--notices', type=int, nargs='+', default=[1, 10, 100], help='sizes of the projects')
    parser.add_argument(
        '--rounds', type=int, default=5, help='rounds with one notice; fewer with more (default: %(default)s)'
    )
    parser.add_argument('--ways', nargs='+', choices=WAYS, default=WAYS, help='what to compare (default: all)')
    parser.add_argument('--quick', action='store_true', help='one notice, one round: to see that it works')
    parser.add_argument('--write', type=Path, metavar='FILE', help='write the table to this file as well')
    parser.add_argument('--check', action='store_true', help='exit with 1 if a target is missed')
    return parser


def measure(folder: Path, sizes: Sequence[int], ways: Sequence[Way], rounds: int) -> Measured:
    """Make the PDFs of each size in each way, the ways in turn."""
    measured = Measured()
    for size in sizes:
        project = write_notices(folder / f'notices-{size}', size)
        # what is there is there; and caches of fonts are filled before it counts
        for way in ways if size == sizes[0] else ():
            project.make(way)
        for number in range(rounds_of(size, rounds)):
            for way in ways:
                spent = project.make(way)
                measured.costs[size, way].append(spent)
                print(f'{size} {way} {number + 1}: {spent.cpu:.2f} s, {spent.memory:.0f} MB', file=sys.stderr)
                if missing := project.not_shown(way) if not number else []:
                    raise BuildError(f'{way}: {len(missing)} facts are not shown, such as {missing[:3]}')
    return measured


def rounds_of(notices: int, rounds: int) -> int:
    """Give how often a size is measured: LaTeX takes its time for many."""
    return max(1, rounds // len(str(notices)))


def write_table(measured: Measured, sizes: Sequence[int], ways: Sequence[Way], rounds: int) -> str:
    """Write the table, and what it was measured with."""
    others = [way for way in ways if way != 'noticepdf']
    header = ['notices', *(NAMES[way] for way in ways), *(f'÷ {NAMES[way]}' for way in others), 'targets', 'met?']
    lines = [header, ['--:'] * (len(header) - 2) + ['---', '---'], *_rows(measured, sizes, ways)]
    table = '\n'.join(f'| {" | ".join(cells)} |' for cells in lines)
    shown = ', '.join(f'{notices}: {rounds_of(notices, rounds)}' for notices in sizes)
    return (
        f'{table}\n\nMeasured with {", ".join(_versions(ways))}, on {os.cpu_count()} cores: CPU time of whole '
        'processes, from nothing to all files, and the peak memory of the largest of them; the ways in turn, medians '
        f'(rounds: {shown}). Each notice has {ENTRIES_PER_PAGE} entries, the same source in each way.\n'
    )


def _rows(measured: Measured, sizes: Sequence[int], ways: Sequence[Way]) -> Iterator[list[str]]:
    others = [way for way in ways if way != 'noticepdf']
    limits = ', '.join(f'≤ {TARGETS[way]:.2f}' for way in others)
    for size in sizes:
        shares = {way: measured.ratio(size, way) for way in others}
        known = [share <= TARGETS[way] for way, share in shares.items() if share is not None]
        cells = [_cell(measured.cpu(size, way), measured.memory(size, way)) for way in ways]
        ratios = ['—' if share is None else f'{share:.2f}' for share in shares.values()]
        yield [f'{size}', *cells, *ratios, limits or '—', 'yes' if all(known) else '**no**']


def _cell(cpu: float | None, memory: float | None) -> str:
    return '—' if cpu is None or memory is None else f'{cpu:.1f} s, {memory:.0f} MB'


def _versions(ways: Sequence[Way]) -> Iterator[str]:
    yield f'Python {platform.python_version()}'
    yield f'Sphinx {version("sphinx")}'
    if 'noticepdf' in ways:
        yield f'typst {version("typst")}'
    if 'weasyprint' in ways:
        yield f'WeasyPrint {version("weasyprint")}'
    if 'latexpdf' in ways:
        said = subprocess.run(['lualatex', '--version'], capture_output=True, check=True, encoding='utf-8').stdout
        found = re.search(r'Version ([\d.]+)', said)
        yield f'LuaTeX {found[1] if found else "(unknown)"}'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status: 1 if a target is missed, 2 if something was not made."""
    options = make_parser().parse_args(arguments)
    if options.quick:
        options.notices, options.rounds = [1], 1
    sizes = sorted(set(options.notices))
    with tempfile.TemporaryDirectory(prefix='benchmarks-') as folder:
        try:
            measured = measure(Path(folder), sizes, options.ways, options.rounds)
        except (BuildError, FileNotFoundError) as error:
            print(error, file=sys.stderr)
            return 2
    table = write_table(measured, sizes, options.ways, options.rounds)
    print(table, end='')
    if options.write:
        options.write.write_text(table, encoding='utf-8')
    missed = [
        (size, way) for size in sizes for way, limit in TARGETS.items() if (measured.ratio(size, way) or 0) > limit
    ]
    for size, way in missed:
        print(f'missed: {size} notices, noticepdf ÷ {NAMES[way]}', file=sys.stderr)
    return int(options.check and bool(missed))


if __name__ == '__main__':
    sys.exit(main())
