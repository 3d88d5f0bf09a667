"""The files of three builds: what stays the same, byte for byte, and what does not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.docs_trees.agreed import Agreed, first_difference
from benchmarks.docs_trees.lists import INVENTORY, SEARCH_INDEX
from benchmarks.docs_trees.notice import INDICES, NAME, STYLE_SHEET

OF_SPHINX: Final = frozenset(('.buildinfo', '.buildinfo.bak', INVENTORY, SEARCH_INDEX))
"""Digests of the settings, and the two lists that are compared by what they hold."""
ARCHIVES: Final = frozenset(('.epub',))
"""Files that hold others, which lie beside them and are compared there."""
PAGES: Final = frozenset(('.html', '.xhtml'))

_DIGEST: Final = re.compile(r'[0-9a-f][0-9a-f-]{6,}[0-9a-f]')
"""What makes the name of a file another one in each build."""


@dataclass
class Files:
    """What was found."""

    pages: int = 0
    """Pages of HTML compared."""
    others: int = 0
    """Other files compared."""
    unsteady: list[str] = field(default_factory=list)
    """Files in which two builds without the extension differ."""
    lists: list[str] = field(default_factory=list)
    """Files of other kinds that name the notice, such as a map of the site: they are not compared."""
    differences: list[str] = field(default_factory=list)
    """Files that are there no more, differ or came on top."""


def compare_files(first: Path, second: Path, ours: Path) -> Files:
    """Compare the output of two builds without the extension with that of *ours*."""
    before, again, after = _names(first), _names(second), _names(ours)
    found = Files()
    for name in sorted(before & after):
        _compare(found, name, first, second, ours)
    # Where two builds without the extension write files of other names, their number has to be the same.
    unsteady = {_shape(name) for name in before ^ again}
    found.differences += [f'{name}: is not there any more' for name in _missing(before, after, unsteady)]
    on_top = {name for name in after if not _is_ours(name)}
    found.differences += [f'{name}: came on top' for name in _missing(on_top, before, unsteady)]
    return found


def _compare(found: Files, name: str, first: Path, second: Path, ours: Path) -> None:
    """Compare one file."""
    is_page = Path(name).suffix in PAGES
    old, new = _text(first / name), _text(ours / name)
    if not is_page and NAME in new:
        found.lists.append(name)
        return
    found.pages += is_page
    found.others += not is_page
    agreed = Agreed.of(old, _text(second / name) if (second / name).is_file() else '')
    if agreed.gaps:
        found.unsteady.append(name)
    if not agreed.fits(new):
        found.differences.append(f'{name}: {first_difference(old, new)}')


def _missing(names: set[str], there: set[str], unsteady: set[str]) -> list[str]:
    """Give those *names* that are not *there*; unsteady names by their shape and number."""
    spare = Counter(_shape(name) for name in there - names)
    missing = []
    for name in sorted(names - there):
        shape = _shape(name)
        if shape in unsteady and spare[shape]:
            spare[shape] -= 1
        else:
            missing.append(name)
    return missing


def _names(folder: Path) -> set[str]:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file()}
    return {name for name in names - OF_SPHINX if Path(name).suffix not in ARCHIVES}


def _shape(name: str) -> str:
    return _DIGEST.sub('*', name)


def _is_ours(name: str) -> bool:
    """Tell whether a file belongs to the notice: its page, its source, an index of the domain, the style sheet."""
    parts = {part.split('.')[0] for part in Path(name).parts}
    return name == STYLE_SHEET or bool(parts & {NAME, *INDICES})


def _text(path: Path) -> str:
    return path.read_bytes().decode('utf-8', 'surrogateescape')
