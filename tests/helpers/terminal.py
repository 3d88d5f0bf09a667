"""The terminal of a reader: commands run in a folder, and what they print is kept."""

from __future__ import annotations

import gettext
import io
import locale
import os
import shlex
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Final

import check_jsonschema
import sphinx.locale
from sphinx.cmd import build
from sphinx.util.console import nocolor

from sphinxext_privacy.cli import main as privacy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def _check_jsonschema(arguments: Sequence[str]) -> int:
    try:
        check_jsonschema.main(list(arguments))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    return 0


PROGRAMS: Final[Mapping[str, Callable[[Sequence[str]], int]]] = {
    'check-jsonschema': _check_jsonschema,
    'sphinx-build': build.main,
    'sphinx-privacy': privacy.main,
}
"""What runs in the process of the tests, where it is all that a line asks for: to start Python takes longer."""

ENVIRONMENT: Final = {
    'GIT_CONFIG_GLOBAL': os.devnull,
    'GIT_CONFIG_SYSTEM': os.devnull,
    'GIT_AUTHOR_NAME': 'A',
    'GIT_AUTHOR_EMAIL': 'a@shop.example',
    'GIT_COMMITTER_NAME': 'A',
    'GIT_COMMITTER_EMAIL': 'a@shop.example',
    'GIT_PAGER': '',
    'PYTHONIOENCODING': 'utf-8',
}


class Terminal:
    """Runs lines of ``sh`` in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.variables: dict[str, str] = {}
        """What is in the environment of the commands beside the usual."""
        self.output = ''
        """What the last line printed, with paths from the folder on."""

    def run(self, line: str, *, apart: bool = False) -> int:
        """Run a line, and give its exit status; *apart* is in a process of its own."""
        words, target = _words(line)
        if not apart and words and words[0] in PROGRAMS:
            status = self._run_here(words, target)
        else:
            status = self._run_apart(line)
        self.output = self.output.replace('\r\n', '\n').replace(f'{self.folder}/', '')
        return status

    def _run_here(self, words: list[str], target: str) -> int:
        path, spoken = sys.path.copy(), locale.setlocale(locale.LC_ALL)
        told = io.StringIO()
        printed = io.StringIO() if target else told
        nocolor()
        try:
            with chdir(self.folder), redirect_stdout(printed), redirect_stderr(told):
                status = PROGRAMS[words[0]](words[1:])
        finally:
            sys.path[:] = path
            locale.setlocale(locale.LC_ALL, spoken)
            sphinx.locale.translators.clear()
            # Python keeps each catalogue that it ever read.
            getattr(gettext, '_translations', {}).clear()
        if target:
            (self.folder / target).write_text(printed.getvalue(), encoding='utf-8')
        self.output = told.getvalue()
        return status

    def _run_apart(self, line: str) -> int:
        programs = Path(sys.executable).parent
        done = subprocess.run(
            ['bash', '-e', '-c', line],
            cwd=self.folder,
            env={**os.environ, **ENVIRONMENT, 'PATH': f'{programs}{os.pathsep}{os.environ["PATH"]}', **self.variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding='utf-8',
            check=False,
        )
        self.output = done.stdout
        return done.returncode


def _words(line: str) -> tuple[list[str], str]:
    """Give the words of a line, and the file that its output goes into; no words where only a shell understands it."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words, target = list(lexer), ''
    if words[-2:-1] == ['>']:
        *words, _, target = words
    return ([] if any(set(word) & set('|&;<>$`*?') for word in words) else words), target
