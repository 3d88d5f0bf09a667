"""PDFs that LuaLaTeX makes, and the words that are found in them."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.project import Build

SETTINGS: Final[dict[str, Any]] = {'latex_elements': {'preamble': r'\hyphenpenalty=10000\exhyphenpenalty=10000'}}
"""Settings with which words stay whole."""
PROGRAMS: Final = {'latexmk': 'latexmk', 'lualatex': 'LuaLaTeX', 'pdftotext': 'pdftotext (poppler-utils)'}


def missing_programs() -> str:
    """Name the first of the programs that is not installed."""
    return next((name for program, name in PROGRAMS.items() if shutil.which(program) is None), '')


def to_pdf(build: Build) -> Path:
    """Make the PDF of what the builder ``latex`` wrote; every sign has its letter, and every reference its place."""
    command = ['latexmk', '-lualatex', '-interaction=nonstopmode', '-halt-on-error', 'example.tex']
    process = subprocess.run(command, cwd=build.out, capture_output=True, check=False, timeout=300)
    assert process.returncode == 0, process.stdout.decode('utf-8', 'replace')[-3000:]
    log = (build.out / 'example.log').read_text(encoding='utf-8', errors='replace').replace('\n', '')
    assert 'Missing character' not in log
    assert 'undefined references' not in log
    return build.out / 'example.pdf'


def words_not_in(path: Path, document: nodes.document) -> set[str]:
    """Give the words that a reader of *document* sees, and that are not in a PDF."""
    done = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, check=True)
    found = _squeezed(done.stdout.decode())
    return {word for word in _shown_words(document) if _squeezed(word) not in found}


def _shown_words(document: nodes.document) -> set[str]:
    words: set[str] = set()
    for leaf in document.findall(nodes.Text):
        if not isinstance(leaf.parent, (nodes.comment, nodes.raw, nodes.math, nodes.math_block)):
            words.update(leaf.split())
    return words


def _squeezed(text: str) -> str:
    """Take out what depends on where lines break, and ligatures of a font."""
    return re.sub(r'[\s\u00ad\u200b-]', '', unicodedata.normalize('NFKC', text))
