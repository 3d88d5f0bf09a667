"""One build, by the Python of the docs: what it wrote, what it warned of, and what Sphinx knows of the docs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

DRIVER: Final = """
import json, os, platform, sys

# As with "python -m sphinx", not wherever Sphinx is while it reads conf.py.
sys.path[:1] = [os.getcwd()] if sys.path[0] == '' else sys.path[:1]

import docutils, sphinx
from sphinx.application import Sphinx
from sphinx.cmd.build import main

target = sys.argv.pop(1)
build = Sphinx.build


def build_and_tell(app, *arguments, **options):
    result = build(app, *arguments, **options)
    by_page = app.builder.format == 'html' and app.builder.name != 'singlehtml'
    facts = {
        'versions': [sphinx.__version__, docutils.__version__, platform.python_version()],
        'theme': app.config.html_theme,
        'extensions': sorted(app.extensions),
        'suffixes': dict(app.config.source_suffix),
        'root': str(app.env.doc2path(app.config.root_doc)),
        'source': str(app.srcdir),
        'conf': str(app.confdir),
        'out': str(app.outdir),
        'documents': len(app.env.all_docs),
        'pages': {name: str(app.builder.get_outfilename(name)) for name in app.env.all_docs} if by_page else {},
    }
    with open(target, 'w', encoding='utf-8') as file:
        json.dump(facts, file)
    return result


Sphinx.build = build_and_tell
sys.exit(main(sys.argv[1:]))
"""
"""Runs ``sphinx-build``, and tells what Sphinx knew at its end; the docs do not notice."""


class BuildError(Exception):
    """A build that broke off."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What Sphinx knows of the docs."""

    versions: tuple[str, str, str]
    """Of Sphinx, docutils and Python."""
    theme: str
    extensions: tuple[str, ...]
    source: Path
    """Folder of the pages; an extension may have chosen another one than was given."""
    conf: Path
    """Folder of ``conf.py``."""
    suffix: str
    """Suffix of a page that an author adds."""
    documents: int
    """How many there are."""
    pages: dict[str, str]
    """Document → file of its page, relative to the output folder; of builders that write an HTML page of each."""

    @property
    def myst(self) -> bool:
        """Whether the docs load myst-parser."""
        return 'myst_parser' in self.extensions

    @classmethod
    def read(cls, path: Path) -> Facts:
        """Read what the driver wrote."""
        told: dict[str, Any] = json.loads(path.read_text(encoding='utf-8'))
        extensions = tuple(told['extensions'])
        suffix = Path(told['root']).suffix
        if 'myst_parser' in extensions:
            suffix = next((suffix for suffix, kind in told['suffixes'].items() if kind == 'markdown'), '.md')
        pages = {name: os.path.relpath(page, told['out']) for name, page in told['pages'].items()}
        sphinx, docutils, python = told['versions']
        return cls(
            versions=(sphinx, docutils, python),
            theme=told['theme'],
            extensions=extensions,
            source=Path(told['source']),
            conf=Path(told['conf']),
            suffix=suffix,
            documents=told['documents'],
            pages=pages,
        )


@dataclass(frozen=True, slots=True)
class Build:
    """What one build did."""

    out: Path
    status: int
    """Exit status of Sphinx."""
    warnings: tuple[str, ...]
    """Lines of the error output."""
    facts: Facts


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds docs in *folder*, each time at the same paths, so that no build shows where it ran."""

    folder: Path
    python: Sequence[str]
    """The interpreter, with its own options."""
    name: str
    """Sphinx's name of the builder."""
    options: Sequence[str]
    """More options of ``sphinx-build``."""

    @property
    def tree(self) -> Path:
        """Give the place of the copy that is built."""
        return self.folder / 'tree'

    def build(self, docs: Path, kept: str) -> Build:
        """Build *docs* from nothing, and keep the output in the folder *kept*."""
        out, doctrees, told = self.folder / 'out', self.folder / 'doctrees', self.folder / 'facts.json'
        for leftover in (out, doctrees):
            shutil.rmtree(leftover, ignore_errors=True)
        told.unlink(missing_ok=True)
        command = [*self.python, '-c', DRIVER, str(told)]
        command += ['-b', self.name, '-q', '-N', '-j', '1', '-d', str(doctrees), *self.options, str(docs), str(out)]
        process = subprocess.run(command, cwd=self.tree, env=self.environment(), capture_output=True, check=False)
        output = process.stderr.decode('utf-8', 'replace').replace(f'{self.tree}/', '').splitlines()
        if not told.is_file():
            raise BuildError(
                '\n'.join([f'{kept}: the build broke off with status {process.returncode}', *output[-20:]])
            )
        target = self.folder / kept
        out.rename(target)
        lines = tuple(line for line in output if line.strip())
        return Build(target, process.returncode, lines, Facts.read(told))

    def environment(self) -> dict[str, str]:
        """Give the environment variables: those of the caller, with one time and one order of sets for all builds."""
        found = {
            'SOURCE_DATE_EPOCH': _NOW,
            **os.environ,
            'PYTHONHASHSEED': '0',
            # Docs may show the output of commands that are installed with them.
            'PATH': os.pathsep.join([str(Path(self.python[0]).parent), os.environ.get('PATH', '')]),
        }
        found.pop('FORCE_COLOR', None)
        return found


_NOW: Final = str(int(time.time()))
