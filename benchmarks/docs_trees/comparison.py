"""What differs between docs without the extension and with it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from benchmarks.docs_trees.files import Files, compare_files
from benchmarks.docs_trees.lists import INVENTORY, SEARCH_INDEX, read_inventory, read_search_index
from benchmarks.docs_trees.notice import links_style_sheet, missing_facts

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.docs_trees.builds import Build

_TIME: Final = re.compile(r'\b\d+(?:\.\d+)? ?(?:s|ms|seconds?)\b')
_ADDRESS: Final = re.compile(r'\b0x[0-9a-f]+\b')


@dataclass
class Comparison:
    """What was found; *problems* is empty where the extension is welcome."""

    warnings: int = 0
    """Lines of warnings that the docs have by themselves."""
    new_warnings: list[str] = field(default_factory=list)
    files: Files = field(default_factory=Files)
    """What was found in the files."""
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
            *self.files.differences,
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
    found.files = compare_files(first.out, second.out, ours.out)
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
