"""Turn the LaTeX files that Sphinx wrote into PDFs in a folder of their own, and judge LaTeX's log."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# What LaTeX only notes down, though a reader would miss a letter or land nowhere.
SILENT_LOSS = re.compile(
    r'Missing character: .*|(?:LaTeX|Package hyperref) Warning: (?:Hyper r|R)eference .* undefined.*'
)
# An error, with the lines after it that say where it is.
ERROR = re.compile(r'^!.*(?:\n.*){0,8}', re.MULTILINE)


def find_problems(log: Path, pattern: re.Pattern[str]) -> list[str]:
    """Give the places in a log that match, each once."""
    text = log.read_text(encoding='utf-8', errors='replace') if log.is_file() else ''
    return list(dict.fromkeys(pattern.findall(text)))


def main(source: Path, target: Path) -> int:
    """Run LaTeX for all, and report."""
    # -silent keeps thousands of lines about packages out of the output; the log file has them all.
    environment = {**os.environ, 'LATEXMKOPTS': '-silent -halt-on-error'}
    made = subprocess.run(['make', '--silent', 'all-pdf'], cwd=source, env=environment, check=False)
    problems = [] if made.returncode == 0 else [f'make ended with {made.returncode}; the logs are in {source}']
    target.mkdir(parents=True, exist_ok=True)
    # Only what belongs to a LaTeX file: images may be PDFs too.
    for tex in sorted(source.glob('*.tex')):
        log, pdf = tex.with_suffix('.log'), tex.with_suffix('.pdf')
        problems += find_problems(log, SILENT_LOSS if made.returncode == 0 else ERROR)
        if made.returncode == 0:
            print(f'PDF: {Path(shutil.copy2(pdf, target)).as_posix()}')
    for problem in problems:
        print(f'error: {problem}', file=sys.stderr)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(*map(Path, sys.argv[1:])))
