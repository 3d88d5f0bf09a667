"""Sphinx projects on disk: written once, edited between builds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks.content import SEED, Content, make_content, prose
from benchmarks.forms import EXTENSIONS, REGISTER, REGISTERED, SETTINGS, TABLE, TABLES, Form, write_page, write_register

if TYPE_CHECKING:
    from pathlib import Path

_KEPT: Final = re.compile(r'^(:(?:retention|Kept): )(.*)$', re.MULTILINE)
PROSE_PAGES: Final = 500
CONF: Final = """\
project = 'Benchmark'
extensions = {extensions}
myst_enable_extensions = ['colon_fence', 'fieldlist']
html_theme = 'alabaster'
html_sidebars = {{'**': []}}
exclude_patterns = ['_build']
"""
"""Settings of all forms; without the menu of all pages, which would cost more than the pages themselves."""


@dataclass(frozen=True, slots=True)
class Project:
    """A source folder, and where its builds go."""

    source: Path
    pages: tuple[str, ...]

    @property
    def html(self) -> Path:
        """Give the folder of the pages built."""
        return self.source / '_build' / 'html'

    @property
    def doctrees(self) -> Path:
        """Give the folder of the environment and the doctrees."""
        return self.source / '_build' / 'doctrees'

    def doctree_bytes(self) -> int:
        """Give the size of all doctrees."""
        return sum(path.stat().st_size for path in self.doctrees.rglob('*.doctree'))

    def environment_bytes(self) -> int:
        """Give the size of the pickled environment."""
        return (self.doctrees / 'environment.pickle').stat().st_size

    def not_shown(self, content: Content) -> list[str]:
        """Name what the pages built do not show though they should."""
        texts = {
            page.name: (self.html / f'{page.name}.html').read_text(encoding='utf-8').lower() for page in content.pages
        }
        return [
            f'{page.name}: {words}'
            for page in content.pages
            for entry in page.entries
            for words in entry.shown()
            if words.lower() not in texts[page.name]
        ]

    def stamps(self) -> dict[tuple[str, str], int]:
        """Give the time at which each page was last read and last written."""
        folders = {'read': (self.doctrees, '.doctree'), 'written': (self.html, '.html')}
        return {
            (what, page): (folder / (page + suffix)).stat().st_mtime_ns
            for what, (folder, suffix) in folders.items()
            for page in self.pages
        }

    def edit_prose(self, number: int) -> None:
        """Add a sentence to the first paragraph of the first page."""
        path = self.source / f'{self.pages[0]}.md'
        text = path.read_text(encoding='utf-8')
        path.write_text(text.replace(' See ', f' Edited {number} times. See ', 1), encoding='utf-8')

    def edit_fact(self, number: int) -> None:
        """Change how long the first vendor of the first page keeps data, which a table over everything shows."""
        path = self.source / f'{self.pages[0]}.md'
        days = 400 + number

        def changed(line: re.Match[str]) -> str:
            return f'{line[1]}P{days}D' if line[2].startswith('P') else f'{line[1]}{days} days'

        text = path.read_text(encoding='utf-8')
        path.write_text(_KEPT.sub(changed, text, count=1), encoding='utf-8')

    def edit_register(self, content: Content, number: int) -> None:
        """Change the address of one agreement in the register."""
        path = self.source / REGISTER
        url = content.rare.agreement[1]
        text = write_register(content).replace(f'<{url}>', f'<{url}-{number}>')
        path.write_text(text, encoding='utf-8')


def write_project(folder: Path, form: Form, entries: int) -> Project:
    """Write the project of one form and size; without entries, a project with one empty page."""
    content = make_content(entries)
    pages = {page.name: write_page(form, page) for page in content.pages}
    settings = SETTINGS[form] if entries else ''
    if entries and form in TABLES:
        pages[TABLE] = TABLES[form]
    project = _write(folder, form, settings, pages)
    if entries and form in REGISTERED:
        (folder / REGISTER).write_text(write_register(content), encoding='utf-8')
    return project


def write_prose_project(folder: Path, form: Form) -> Project:
    """Write a project of prose alone, with the extension of one form loaded."""
    random = Random(SEED)
    pages = {
        f'prose-{number:03}': f'# Page {number}\n\n'
        + ''.join(f'## Part {part}\n\n{prose(random, 60)}\n\n' for part in range(4))
        for number in range(PROSE_PAGES)
    }
    return _write(folder, form, '', pages)


def _write(folder: Path, form: Form, settings: str, pages: dict[str, str]) -> Project:
    folder.mkdir(parents=True)
    conf = CONF.format(extensions=['myst_parser', *EXTENSIONS[form]])
    index = '# Benchmark\n\n'
    if pages:
        index += '```{toctree}\n:titlesonly:\n\n' + ''.join(f'{name}\n' for name in pages) + '```\n'
    files = {'conf.py': conf + settings, 'index.md': index}
    files |= {f'{name}.md': text for name, text in pages.items()}
    for name, text in files.items():
        (folder / name).write_text(text, encoding='utf-8')
    return Project(folder, tuple(pages))
