"""Check that the changelog has its form, and, with a tag, that the version can be published under it.

The form is that of Keep a Changelog: ``## 1.2.3 - 2026-02-10``, newest first, with ``### Added`` and the like below.
What is not released yet has ``(unreleased)`` in place of the date.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
CHANGELOG: Final = ROOT / 'CHANGELOG.md'
VERSION_FILE: Final = ROOT / 'sphinxext_privacy' / '_version.py'

SECTIONS: Final = ('Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security')
"""What a version can have, in this order."""

_VERSION: Final = re.compile(r'## (?P<number>\d+\.\d+\.\d+) (?:- (?P<date>\d{4}-\d{2}-\d{2})|\(unreleased\))')


class Release(NamedTuple):
    """One version of the changelog."""

    number: str
    date: str
    """As it is written; empty where it is not released yet."""

    @property
    def parts(self) -> tuple[int, ...]:
        """What versions are sorted by."""
        return tuple(map(int, self.number.split('.')))


def package_version() -> str:
    """Give the version from the one place where it is written, without loading the package."""
    found = re.search(r"^__version__ = '(.+)'$", VERSION_FILE.read_text(encoding='utf-8'), re.MULTILINE)
    if found is None:
        sys.exit(f'error: no version in {VERSION_FILE}')
    return found[1]


def releases(text: str) -> list[Release]:
    """Give the versions of a changelog, as they stand in it; headings of another form are left out."""
    found = (_VERSION.fullmatch(line) for line in text.splitlines())
    return [Release(match['number'], match['date'] or '') for match in found if match]


def form_problems(text: str) -> list[str]:
    """Tell where a changelog has another form."""
    lines = text.splitlines()
    found = [] if lines and lines[0] == '# Changelog' else ['line 1: the title is "# Changelog"']
    begun = False  # above the first version stands what the file is
    filled = True
    order = -1  # the place among the sections, -1 above the first one of a version
    for number, line in enumerate(lines, 1):
        place = f'line {number}'
        if line.startswith('## '):
            found += _empty(place, filled)
            begun, filled, order = True, False, -1
            match = _VERSION.fullmatch(line)
            if match is None:
                found.append(f'{place}: neither "## 1.2.3 - 2026-02-10" nor "## 1.2.3 (unreleased)": {line}')
            elif match['date'] and not _is_date(match['date']):
                found.append(f'{place}: {match["date"]} is no day')
        elif line.startswith('### '):
            found += _empty(place, filled or order < 0)
            filled = False
            name = line.removeprefix('### ')
            if name not in SECTIONS:
                found.append(f'{place}: no section is called "{name}", but {", ".join(SECTIONS)}')
            elif SECTIONS.index(name) <= order:
                found.append(f'{place}: "{name}" stands too late, or twice')
            else:
                order = SECTIONS.index(name)
        elif line.startswith('- '):
            filled = filled or order >= 0
            if order < 0:
                found.append(f'{place}: an entry without a section')
        elif begun and line.strip() and not line.startswith('  '):
            found.append(f'{place}: neither an entry nor a line of one: {line}')
    return [*found, *_empty('the end', filled), *_order_problems(releases(text))]


def _empty(place: str, filled: bool) -> list[str]:
    return [] if filled else [f'before {place}: nothing is said']


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _order_problems(found: list[Release]) -> list[str]:
    problems = [] if found else ['no version']
    for newer, older in pairwise(found):
        if newer.parts <= older.parts:
            problems.append(f'{newer.number} stands above {older.number}')
        if not older.date:
            problems.append(f'{older.number} is unreleased, but {newer.number} is above it')
        elif newer.date and newer.date < older.date:
            problems.append(f'{newer.number} is older than {older.number}')
    return problems


def version_problems(text: str, version: str) -> list[str]:
    """Tell whether the newest version of a changelog is another one than that of the package."""
    newest = next(iter(releases(text)), None)
    if newest is None or newest.number == version:
        return []
    return [f'the newest version is {newest.number}, but the package has {version}']


def tag_problems(text: str, version: str, tag: str) -> list[str]:
    """Tell what keeps *version* from being published under *tag*."""
    found = [] if tag == f'v{version}' else [f'the tag of {version} is v{version}, and not {tag}']
    newest = next(iter(releases(text)), None)
    if newest is not None and not newest.date:
        found.append(f'{newest.number} has no date in the changelog')
    return found


def main(tags: list[str]) -> int:
    """Check the changelog, and the tag where one is given."""
    text, version = CHANGELOG.read_text(encoding='utf-8'), package_version()
    found = [*form_problems(text), *version_problems(text, version)]
    for tag in tags:
        found += tag_problems(text, version, tag)
    for problem in found:
        print(f'error: {problem}', file=sys.stderr)
    if not found:
        print(f'{CHANGELOG.name}: {version}, {releases(text)[0].date or "unreleased"}')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
