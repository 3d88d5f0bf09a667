"""Notices as PDFs: the same source, made into documents in each of the ways that are compared."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from benchmarks.builds import BuildError, run
from benchmarks.content import ENTRIES_PER_PAGE, make_content
from benchmarks.projects import write_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.content import Content

Way = Literal['noticepdf', 'weasyprint', 'latexpdf']
"""``noticepdf``: the builder; ``weasyprint``: pages of HTML, and WeasyPrint; ``latexpdf``: Sphinx's, with LuaLaTeX."""
WAYS: Final[tuple[Way, ...]] = get_args(Way)

CONF: Final = """
html_theme = 'basic'
html_css_files = ['print.css']
html_static_path = ['static']
latex_engine = 'lualatex'
latex_use_xindy = False
latex_elements = {{'papersize': 'a4paper', 'pointsize': '10pt', 'fncychap': ''}}
latex_documents = [(name, f'{{name}}.tex', f'Notice {{name}}', 'Author', 'howto') for name in {pages}]
"""
"""Settings beside those that all projects have; each way looks at its own."""
PRINT: Final = """\
@page { size: A4; margin: 28mm 28mm 26mm; @bottom-center { content: counter(page) " / " counter(pages); } }
body { font: 11pt/1.45 serif; }
.related, .sphinxsidebar, .footer, .headerlink { display: none; }
h1, h2, dt { break-after: avoid; }
"""
WEASYPRINT: Final = """\
import pathlib
import sys

import weasyprint

for page in sorted(pathlib.Path(sys.argv[1]).glob('page-*.html')):
    weasyprint.HTML(str(page)).write_pdf(str(page.with_suffix('.pdf')), pdf_variant='pdf/ua-1')
"""
"""One process for all pages; the files are tagged, as those of noticepdf are."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What all processes of one way cost."""

    cpu: float
    """Seconds of user and system time."""
    memory: float
    """Peak resident size of the largest process, in MB."""


@dataclass(frozen=True, slots=True)
class Notices:
    """A project with so many notices, one a page."""

    source: Path
    content: Content

    def make(self, way: Way) -> Spent:
        """Make all PDFs from nothing."""
        shutil.rmtree(self.source / '_build', ignore_errors=True)
        costs = [run(command, bytecode=self.source.parent / 'bytecode') for command in COMMANDS[way](self.source)]
        return Spent(sum(cpu for cpu, _ in costs), max(memory for _, memory in costs))

    def pdfs(self, way: Way) -> dict[str, Path]:
        """Give where the PDF of each notice is."""
        return {page.name: self.source / '_build' / FOLDERS[way] / f'{page.name}.pdf' for page in self.content.pages}

    def not_shown(self, way: Way) -> list[str]:
        """Name what the PDFs do not show though they should."""
        pages = {page.name: page for page in self.content.pages}
        return [
            f'{name}: {words}'
            for name, path in self.pdfs(way).items()
            for text in [_squeezed(_text(path))]
            for entry in pages[name].entries
            for words in entry.shown()
            # addresses are links, and not to be read
            if '://' not in words and _squeezed(words) not in text
        ]


def write_notices(folder: Path, notices: int) -> Notices:
    """Write a project with so many notices of the usual number of entries."""
    entries = notices * ENTRIES_PER_PAGE
    project = write_project(folder, 'register', entries)
    with (folder / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(CONF.format(pages=list(project.pages)))
    (folder / 'static').mkdir()
    (folder / 'static' / 'print.css').write_text(PRINT, encoding='utf-8')
    return Notices(folder, make_content(entries))


def _sphinx(source: Path, builder: str, out: str) -> list[str]:
    command = [sys.executable, '-m', 'sphinx', '-b', builder, '-q', '-W', '-d', str(source / '_build' / 'doctrees')]
    return [*command, str(source), str(source / '_build' / out)]


def _noticepdf(source: Path) -> list[list[str]]:
    return [_sphinx(source, 'noticepdf', 'pdf')]


def _weasyprint(source: Path) -> list[list[str]]:
    pages = str(source / '_build' / 'html')
    return [_sphinx(source, 'html', 'html'), [sys.executable, '-c', WEASYPRINT, pages]]


def _latexpdf(source: Path) -> list[list[str]]:
    made = ['make', '-C', str(source / '_build' / 'latex'), '--silent', 'all-pdf', 'LATEXMKOPTS=-silent']
    return [_sphinx(source, 'latex', 'latex'), made]


COMMANDS: Final[dict[Way, Callable[[Path], list[list[str]]]]] = {
    'noticepdf': _noticepdf,
    'weasyprint': _weasyprint,
    'latexpdf': _latexpdf,
}
"""The processes of each way, one after the other."""
FOLDERS: Final[dict[Way, str]] = {'noticepdf': 'pdf', 'weasyprint': 'html', 'latexpdf': 'latex'}
"""Where each way leaves its files, below ``_build``."""


def _text(path: Path) -> str:
    """Give the words of a PDF."""
    if not path.is_file():
        raise BuildError(f'{path} was not made')
    if shutil.which('pdftotext') is None:
        raise BuildError('pdftotext (poppler-utils) is not installed: nobody would know what the PDFs show')
    done = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, check=True)
    return done.stdout.decode('utf-8')


def _squeezed(text: str) -> str:
    """Take out what depends on where lines break, and case: labels are capitalised."""
    return ''.join(letter for letter in text.lower() if letter.isalnum())
