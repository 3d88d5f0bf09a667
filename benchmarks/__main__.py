"""Command line: measure, print the table, and judge it if asked to."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.builds import BuildError
from benchmarks.forms import FORMS
from benchmarks.report import make_rows, write_report
from benchmarks.scenarios import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence


def make_parser() -> argparse.ArgumentParser:
    """Describe the options."""
    parser = argparse.ArgumentParser(prog='python -m benchmarks', description=__doc__)
    parser.add_argument('--entries', type=int, nargs='+', default=[1_000, 5_000], help='sizes of the projects')
    parser.add_argument('--rounds', type=int, default=5, help='builds of each kind (default: %(default)s)')
    parser.add_argument('--quick', action='store_true', help='200 entries, one round: to see that it works')
    parser.add_argument('--forms', nargs='+', choices=FORMS, default=FORMS, help='what to compare (default: all)')
    parser.add_argument('--folder', type=Path, help='keep the projects in this new folder')
    parser.add_argument('--write', type=Path, metavar='FILE', help='write the table to this file as well')
    parser.add_argument('--check', action='store_true', help='exit with 1 if a target is missed')
    parser.add_argument(
        '--tolerance',
        type=float,
        default=0.05,
        metavar='SHARE',
        help='share of its limit by which --check lets a target be missed (default: %(default)s)',
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status: 1 if a target is missed, 2 if a build failed."""
    options = make_parser().parse_args(arguments)
    if options.quick:
        options.entries, options.rounds = [200], 1
    sizes = sorted(set(options.entries))
    with tempfile.TemporaryDirectory(prefix='benchmarks-') as temporary:
        folder = options.folder or Path(temporary)
        plan = Plan(folder, sizes, options.forms, options.rounds, lambda line: print(line, file=sys.stderr))
        try:
            results = plan.run()
        except BuildError as error:
            print(error, file=sys.stderr)
            return 2
    rows = make_rows(results, sizes)
    report = write_report(rows, options.rounds)
    print(report, end='')
    if options.write:
        options.write.write_text(report, encoding='utf-8')
    missed = [row for row in rows if not row.met(options.tolerance)]
    for row in missed:
        print('missed:', *row.cells()[:3], 'target', row.limit, file=sys.stderr)
    return int(options.check and bool(missed))


if __name__ == '__main__':
    sys.exit(main())
