"""Docs as they were at a git revision: exported into a temporary folder and read there, in a process of their own.

The process matters: modules that the ``conf.py`` of one revision imports would else serve for the other one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.changes.lockfile import FILE, read_lock
from sphinxext_privacy.changes.said import State
from sphinxext_privacy.cli.command import WrongUse, complain
from sphinxext_privacy.cli.project import docs_of, one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

UNKNOWN: Final = 'there is neither such a file nor such a revision of git'


def state_at(revision: str, options: argparse.Namespace) -> State:
    """Give what the notices said at *revision*; raises :exc:`WrongUse`."""
    docs = docs_of(options)
    folder = Path(os.path.realpath(docs.folder))
    git = _Git(folder)
    try:
        commit = git.ask('rev-parse', '--verify', '--quiet', '--end-of-options', f'{revision}^{{commit}}', missing=True)
    except WrongUse as error:
        raise WrongUse(f'{revision}: {UNKNOWN} ({error})') from error
    if not commit:
        raise WrongUse(f'{revision}: {UNKNOWN}')
    top = Path(os.path.realpath(git.ask('rev-parse', '--show-toplevel')))
    with tempfile.TemporaryDirectory(prefix='sphinx-privacy-', ignore_cleanup_errors=True) as scratch:
        tree = Path(scratch) / 'tree'
        git.export(commit, tree, Path(scratch) / 'index')
        there = tree / folder.relative_to(top)
        confdir = Path(os.path.realpath(docs.confdir))
        if confdir.is_relative_to(top):
            confdir = tree / confdir.relative_to(top)
        if not (confdir / 'conf.py').is_file() or not there.is_dir():
            complain(f'{revision}: there were no docs in {docs.folder}')
            return State('', {})
        output = Path(scratch) / FILE
        _snapshot(revision, there, confdir, output, options)
        return read_lock(output.read_bytes())


def _snapshot(revision: str, docs: Path, confdir: Path, output: Path, options: argparse.Namespace) -> None:
    # -P, as the folder of the process is no place to import from.
    command = [sys.executable, '-P', '-m', 'sphinxext_privacy.cli.snapshot', str(docs), '--output', str(output)]
    command += ['-Q', '-c', str(confdir), '-j', str(options.jobs)]
    for name, value in options.define:
        command += ['-D', f'{name}={value}']
    done = subprocess.run(command, cwd=docs, capture_output=True, encoding='utf-8', errors='replace', check=False)
    if done.returncode or not output.is_file():
        said = one_line(done.stderr).removeprefix(f'{docs}: ')
        raise WrongUse(f'{revision}: {said or "the docs cannot be read"}')


class _Git:
    """Asks git about the repository that holds a folder."""

    def __init__(self, folder: Path) -> None:
        git = shutil.which('git')
        if git is None:
            raise WrongUse('git is not installed, or not on the PATH')
        self.command = [str(Path(git).absolute()), '--no-pager', '-c', 'core.fsmonitor=false']
        self.folder = folder
        # A hook of git sets these for its own repository; here the folder decides.
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith('GIT_')}

    def ask(self, *arguments: str, missing: bool = False, variables: Mapping[str, str] = {}) -> str:
        """Give the answer of git; empty where it fails and something may be *missing*."""
        done = subprocess.run(
            [*self.command, *arguments],
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            encoding='utf-8',
            errors='replace',
            check=False,
        )
        if done.returncode == 0:
            return done.stdout.strip()
        if missing and not done.stderr.strip():
            return ''
        raise WrongUse(f'git: {one_line(done.stderr).removeprefix("fatal: ")}')

    def export(self, commit: str, tree: Path, index: Path) -> None:
        """Write all files of *commit* into the new folder *tree*, without those of submodules.

        Not with ``git archive``: it leaves out what a project does not want in its archives, and that may be the docs.
        """
        tree.mkdir()
        variables = {'GIT_INDEX_FILE': str(index), 'GIT_WORK_TREE': str(tree), 'GIT_DIR': self._directory()}
        self.ask('read-tree', commit, variables=variables)
        self.ask('checkout-index', '--all', '--force', f'--prefix={tree.as_posix()}/', variables=variables)

    def _directory(self) -> str:
        return self.ask('rev-parse', '--absolute-git-dir')
