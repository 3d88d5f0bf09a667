"""What differs between docs without the extension and with it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.docs_trees.agreed import Agreed, first_difference
from benchmarks.docs_trees.lists import INVENTORY, SEARCH_INDEX, read_inventory, read_search_index
from benchmarks.docs_trees.notice import INDICES, NAME, STYLE_SHEET, links_style_sheet, missing_facts

if TYPE_CHECKING:
    from benchmarks.docs_trees.builds import Build

OF_SPHINX: Final = ('.buildinfo', '.buildinfo.bak', INVENTORY, SEARCH_INDEX)
"""Files that are not compared byte for byte: digests of the settings, and the two lists."""

_TIME: Final = re.compile(r'\b\d+(?:\.\d+)? ?(?:s|ms|seconds?)\b')
_ADDRESS: Final = re.compile(r'\b0x[0-9a-f]+\b')


@dataclass
class Comparison:
    """What was found; *problems* is empty where the extension is welcome."""

    warnings: int = 0
    """Lines of warnings that the docs have by themselves."""
    new_warnings: list[str] = field(default_factory=list)
    pages: int = 0
    """HTML files compared."""
    files: int = 0
    """Other files compared."""
    unsteady: list[str] = field(default_factory=list)
    """Files in which two builds without the extension differ."""
    differences: list[str] = field(default_factory=list)
    """Files that are there no more, differ or came on top."""
    lists: dict[str, list[str]] = field(default_factory=dict)
    """The inventory and the search index, as far as the docs have them, with what differs."""
    has_pages: bool = True
    """Whether the builder writes an HTML page of each document; facts are looked for on such a page only."""
    page_missing: bool = False
    """Whether there is no page of the notice."""
    missing: list[str] = field(default_factory=list)
    """Facts that the page of the notice does not hold."""
    styled: bool = False
    """Whether the page of the notice links our style sheet."""
    status: str = ''
    """How the exit status differs."""

    @property
    def problems(self) -> list[str]:
        """Everything that should not be, in words."""
        return [
            *([self.status] if self.status else []),
            *(f'new warning: {line}' for line in self.new_warnings),
            *self.differences,
            *(f'{name}: {line}' for name, lines in self.lists.items() for line in lines),
            *(
                ['no page of the notice was written: do the settings leave its folder out?']
                if self.page_missing
                else []
            ),
            *(f'the notice lacks: {fact}' for fact in self.missing),
        ]


def compare(first: Build, second: Build, ours: Build, docname: str) -> Comparison:
    """Compare two builds without the extension with *ours*, in which *docname* is the notice."""
    found = Comparison()
    if ours.status not in {first.status, second.status}:
        found.status = f'exit status {first.status} became {ours.status}'
    found.warnings, found.new_warnings = _warnings(first, second, ours)
    _compare_files(found, first.out, second.out, ours.out)
    for name, read in ((INVENTORY, _inventory), (SEARCH_INDEX, _search_index)):
        paths = [build.out / name for build in (first, second, ours)]
        if all(path.is_file() for path in paths):
            found.lists[name] = _differences(*(read(path, docname) for path in paths))
    found.has_pages = bool(first.facts.pages)
    if docname in ours.facts.pages:
        html = (ours.out / ours.facts.pages[docname]).read_text(encoding='utf-8')
        found.missing, found.styled = missing_facts(html), links_style_sheet(html)
    else:
        found.page_missing = found.has_pages
    return found


def _warnings(first: Build, second: Build, ours: Build) -> tuple[int, list[str]]:
    """Give the number of lines that the docs warn by themselves, and those that are new."""
    before = Counter(map(_steady, first.warnings)) | Counter(map(_steady, second.warnings))
    new = []
    for line in ours.warnings:
        if before[_steady(line)]:
            before[_steady(line)] -= 1
        else:
            new.append(line)
    return len(first.warnings), new


def _steady(line: str) -> str:
    return _ADDRESS.sub('0x0', _TIME.sub('0 s', line))


def _compare_files(found: Comparison, first: Path, second: Path, ours: Path) -> None:
    before, after = _files(first), _files(ours)
    for name in sorted(before & after):
        if name.endswith('.html'):
            found.pages += 1
        else:
            found.files += 1
        old, new = _text(first / name), _text(ours / name)
        again = second / name
        agreed = Agreed.of(old, _text(again) if again.is_file() else '')
        if agreed.gaps:
            found.unsteady.append(name)
        if not agreed.fits(new):
            found.differences.append(f'{name}: {first_difference(old, new)}')
    # A file that only one of two builds without the extension wrote says nothing.
    found.differences += [
        f'{name}: is not there any more' for name in sorted(before - after) if (second / name).exists()
    ]
    found.differences += [
        f'{name}: came on top' for name in sorted(after - before) if not _is_ours(name) and not (second / name).exists()
    ]


def _files(folder: Path) -> set[str]:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file()}
    return names - set(OF_SPHINX)


def _is_ours(name: str) -> bool:
    """Tell whether a file belongs to the notice: its page, its source, an index of the domain, the style sheet."""
    parts = {part.split('.')[0] for part in Path(name).parts}
    return name == STYLE_SHEET or bool(parts & {NAME, *INDICES})


def _text(path: Path) -> str:
    return path.read_bytes().decode('utf-8', 'surrogateescape')


def _inventory(path: Path, docname: str) -> dict[str, Any]:
    return dict.fromkeys(read_inventory(path, docname))


def _search_index(path: Path, docname: str) -> dict[str, Any]:
    index = read_search_index(path, docname)
    return {
        f'{table} {key}': value
        for table, content in index.items()
        for key, value in (content.items() if isinstance(content, dict) else [('', content)])
    }


def _differences(first: dict[str, Any], second: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    """Tell which keys are gone, new or have another value, apart from those that no two builds agree on."""
    absent = object()
    steady = {
        key: first.get(key, absent)
        for key in first.keys() | second.keys() | ours.keys()
        if first.get(key, absent) == second.get(key, absent)
    }
    return [
        f'{key!r} {"is new" if value is absent else "is gone" if key not in ours else "differs"}'
        for key, value in sorted(steady.items(), key=lambda pair: pair[0])
        if ours.get(key, absent) != value
    ]
