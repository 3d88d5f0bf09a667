"""What the rules cost: all of them over many notices, as a share of the HTML build that they run in.

One process builds the project and takes the time of judging apart, so that both are measured under the same load.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from benchmarks.content import ENTRIES_PER_PAGE
from benchmarks.projects import write_project

REGIMES: Final = 'gdpr,ccpa,lgpd,fadp,ropa'
"""Every profile."""
LARGEST_SHARE: Final = 0.05
"""What the rules may take of the build."""

DRIVER: Final = """
import json, sys, time
from sphinx.cmd.build import main
from sphinxext_privacy.checks import memory

spent = 0.0
judge = memory.remember


def timed(domain):
    global spent
    start = time.process_time()
    try:
        return judge(domain)
    finally:
        spent += time.process_time() - start


memory.remember = timed
start = time.process_time()
status = main(sys.argv[1:])
print(json.dumps({'status': status, 'rules': spent, 'build': time.process_time() - start}))
"""


class Share(NamedTuple):
    """Seconds of CPU time."""

    rules: float
    build: float


def measure(folder: Path, regimes: str) -> Share:
    """Build the project in *folder* once, from nothing; with *regimes*, separated by commas, or none."""
    with tempfile.TemporaryDirectory() as out:
        options = (
            ['-b', 'html', '-Q', '-E', '-D', f'privacy_regimes={regimes}'] if regimes else ['-b', 'html', '-Q', '-E']
        )
        command = [sys.executable, '-c', DRIVER, *options, '-d', f'{out}/doctrees', str(folder), f'{out}/html']
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(output.splitlines()[-1])
    if found['status'] != 0:
        raise SystemExit(f'the build failed: {output}')
    return Share(found['rules'], found['build'])


def main() -> int:
    """Measure, and print a line for the rules that always run and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--notices', type=int, default=1000, help='how many notices (default: 1000)')
    parser.add_argument('--rounds', type=int, default=1, help='builds of each kind (default: 1)')
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / 'project'
        write_project(folder, 'register', options.notices * ENTRIES_PER_PAGE)
        for label, regimes in (('consistency alone', ''), ('all rules', REGIMES)):
            shares = [measure(folder, regimes) for _ in range(options.rounds)]
            rules, build = median(share.rules for share in shares), median(share.build for share in shares)
            share = median(share.rules / share.build for share in shares)
            missed = missed or share > LARGEST_SHARE
            print(f'{label}: {share:.1%} of the build ({rules:.2f} of {build:.1f} s), {options.notices} notices')
    return int(missed)


if __name__ == '__main__':
    sys.exit(main())
