"""Docs for commands: Sphinx reads a folder, and writes nothing into it."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from sphinxext_privacy.cli.command import WrongUse
from sphinxext_privacy.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinxext_privacy.changes.said import State
    from sphinxext_privacy.exports.records import Exported

EXTENSION: Final = 'sphinxext_privacy'
USUAL: Final = ('.', 'docs', 'doc', 'docs/source')
"""Where docs are looked for if none are named."""


class NotEnabled(WrongUse):
    """The docs do without this extension."""


@dataclass(frozen=True, slots=True)
class Docs:
    """Which docs to read, and how."""

    folder: Path
    confdir: Path
    doctrees: Path | None = None
    """Where what was read is kept for the next time; nowhere if it is not given."""
    settings: Mapping[str, str] | None = None
    jobs: int = 1
    warnings: bool = True
    """Whether warnings are shown."""
    findings: bool = True
    """Whether what rules find is shown as warnings."""
    lock: bool = True
    """Whether what is wrong with the lock file is shown as warnings."""
    mistakes: list[str] = field(default_factory=list)
    """The subtypes of the warnings about mistakes that were told when the docs were read, shown or not."""
    progress: bool = False
    """Whether a terminal shows how far reading has come."""

    def with_setting(self, name: str, value: str) -> Docs:
        """Give the same with another value for a setting of ``conf.py``."""
        return replace(self, settings={**(self.settings or {}), name: value})


def add_docs_argument(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take the folder of the docs."""
    parser.add_argument(
        'docs',
        nargs='?',
        metavar='DOCS',
        help='the folder of the docs; without it, the first of these that holds a conf.py: '
        + ', '.join('this folder' if name == '.' else name for name in USUAL),
    )


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take the options of sphinx-build that say how docs are read."""
    group = parser.add_argument_group('reading the docs', 'The same as those of sphinx-build.')
    group.add_argument(
        '-c', '--conf-dir', metavar='PATH', help='the folder with conf.py, if it is not that of the docs'
    )
    group.add_argument(
        '-d', '--doctree-dir', metavar='PATH', help='keep what was read there, to be faster the next time'
    )
    group.add_argument(
        '-D',
        '--define',
        metavar='SETTING=VALUE',
        action='append',
        default=[],
        type=_setting,
        help='another value for a setting of conf.py',
    )
    group.add_argument(
        '-j', '--jobs', metavar='N', default=1, type=_jobs, help='read with N processes, or as many as possible: auto'
    )
    group.add_argument('-q', '--quiet', action='store_true', help='only findings and warnings')
    group.add_argument('-Q', '--silent', action='store_true', help='only findings')


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition('=')
    if not equals or not name:
        raise argparse.ArgumentTypeError(f'{text!r} is not SETTING=VALUE')
    return name, value


def _jobs(text: str) -> int:
    if text == 'auto':
        return os.cpu_count() or 1
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'{text!r} is neither a number from 1 on nor "auto"')
    return int(text)


def docs_of(options: argparse.Namespace) -> Docs:
    """Give the docs that the command line names; raises :exc:`WrongUse`."""
    if options.docs is not None:
        folder = Path(options.docs)
        if not folder.is_dir():
            raise WrongUse(f'{folder}: there is no such folder')
    else:
        place = options.conf_dir or ''
        known = [Path(name) for name in USUAL if (Path(place or name) / 'conf.py').is_file()]
        if not known:
            raise WrongUse('there is no conf.py here or in a folder "docs"; name the folder of the docs')
        folder = known[0]
    confdir = Path(options.conf_dir) if options.conf_dir else folder
    if not (confdir / 'conf.py').is_file():
        raise WrongUse(f'{confdir}: there is no conf.py')
    doctrees = Path(options.doctree_dir) if options.doctree_dir else None
    settings, warnings = dict(options.define), not options.silent
    return Docs(folder, confdir, doctrees, settings, options.jobs, warnings, progress=warnings and not options.quiet)


@contextmanager
def read_docs(docs: Docs) -> Iterator[Sphinx]:
    """Read *docs* as Sphinx does, and give the application; raises :exc:`WrongUse`.

    ``conf.py`` runs, as in every build. What Sphinx itself writes goes into a temporary folder.
    """
    progress = Progress(sys.stderr) if docs.progress and sys.stderr.isatty() else None
    path, bytecode = sys.path.copy(), sys.dont_write_bytecode
    # Modules beside conf.py would be compiled into the docs.
    sys.dont_write_bytecode = True
    try:
        with tempfile.TemporaryDirectory(prefix='sphinx-privacy-', ignore_cleanup_errors=True) as scratch:
            yield _read(docs, Path(scratch), progress)
    finally:
        if progress is not None:
            progress.clear()
        sys.path[:] = path
        sys.dont_write_bytecode = bytecode


def _read(docs: Docs, scratch: Path, progress: Progress | None) -> Sphinx:
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.console import nocolor
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from sphinxext_privacy.cli.mistakes import MistakeTally

    if not sys.stderr.isatty():
        nocolor()
    tally = MistakeTally()
    try:
        with patch_docutils(str(docs.confdir)), docutils_namespace():
            with tally.of_settings():
                app = Sphinx(
                    str(docs.folder),
                    str(docs.confdir),
                    str(scratch / 'out'),
                    str(docs.doctrees or scratch / 'doctrees'),
                    # Writes no page.
                    'privacy',
                    dict(docs.settings or {}),
                    status=cast('IO[str]', progress),
                    warning=cast('IO[str]', progress.above() if progress else sys.stderr) if docs.warnings else None,
                    parallel=docs.jobs,
                )
            from sphinxext_privacy.lifecycle import domain_of

            if EXTENSION in app.extensions:
                domain = domain_of(app.env)
                domain.tells_findings, domain.tells_lock = docs.findings, docs.lock
            with tally.of_build():
                app.build()
            docs.mistakes.extend(tally.told(app.config.suppress_warnings))
    except SphinxError as error:
        message = one_line(str(error))
        # Our builder is not there.
        if message.startswith('Builder name privacy'):
            raise NotEnabled(f'{docs.folder}: {EXTENSION!r} is not among the extensions in conf.py') from error
        raise WrongUse(f'{docs.folder}: {message}') from error
    except Exception as error:
        # conf.py and extensions can raise anything.
        raise WrongUse(f'{docs.folder}: {type(error).__name__}: {one_line(str(error))}') from error
    return app


def one_line(text: str) -> str:
    """Give a message in one line: where it ends in the lines of a traceback, the first and the last one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if any(line.startswith('Traceback ') for line in lines):
        return f'{lines[0].rstrip(":")}: {lines[-1]}'
    return ' '.join(lines)


def said_now(app: Sphinx, docs: Docs) -> tuple[Exported, State]:
    """Give what the notices of *app* say; raises :exc:`WrongUse` where a part of it cannot be known."""
    from sphinxext_privacy.changes.said import state_of
    from sphinxext_privacy.exports.gather import gather
    from sphinxext_privacy.lifecycle import domain_of

    lacking = lacking_parents(app)
    if lacking:
        raise WrongUse(
            f'{docs.folder}: the notices of {", ".join(lacking)} cannot be had, so what is said is not known'
        )
    exported = gather(domain_of(app.env), app.builder.get_target_uri, report=False)
    return exported, state_of(exported)


def lacking_parents(app: Sphinx) -> list[str]:
    """Give the names in ``privacy_parents`` of which nothing is known in this build; there was a warning."""
    from sphinxext_privacy.lifecycle import domain_of

    known = {name.partition('/')[0] for name in domain_of(app.env).foreign}
    return [name for name in app.config.privacy_parents if name not in known]
