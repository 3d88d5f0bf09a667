"""The date of the last commit of a file, asked of git.

For each file the answer is that of ``git log -1 --format=%cs -- FILE``: the committer's date in the
committer's own zone, so that all machines get the same one. A few files of a repository are asked for one by
one; for more, one ``git log`` is read for all of them, newest commit first, and stopped when each has its
date.

A configuration that came with a repository cannot make git run a program, and nothing is fetched.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from sphinxext_privacy.dates.parse import parse_date
from sphinxext_privacy.dates.trails import (
    CHANGES_OPTIONS,
    HEADER_OPTIONS,
    State,
    follow,
    read_commits,
    read_tokens,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from sphinxext_privacy.dates.trails import Commit

Problem = Literal['', 'no-git', 'no-repository', 'not-committed', 'shallow']

TIMEOUT: Final = 60.0
"""How many seconds one git process may take."""

# For one file git passes by whole branches that did not change it; a walk for many pays from here on.
_FEW_FILES: Final = 5

# More paths than this cost git more time than a look at the whole folder that holds them, and a command
# line has an end (32,767 characters on Windows).
_MOST_PATHS: Final = 50
_MOST_CHARACTERS: Final = 8_000

# A hook of git sets these for its own repository. The pathspec switches contradict ``--literal-pathspecs``.
_FOREIGN_VARIABLES: Final = (
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_COMMON_DIR',
    'GIT_DIR',
    'GIT_GLOB_PATHSPECS',
    'GIT_GRAFT_FILE',
    'GIT_ICASE_PATHSPECS',
    'GIT_INDEX_FILE',
    'GIT_NAMESPACE',
    'GIT_NOGLOB_PATHSPECS',
    'GIT_OBJECT_DIRECTORY',
    'GIT_PREFIX',
    'GIT_SHALLOW_FILE',
    'GIT_WORK_TREE',
)

_GLOBAL_OPTIONS: Final = (
    '--no-pager',
    '--literal-pathspecs',  # "[draft].md" is a name, not a pattern
    *('-c', 'core.fsmonitor=false'),  # may name a program
    *('-c', 'diff.relative=false'),
    *('-c', 'log.diffMerges=separate'),
    *('-c', 'log.follow=false'),
    *('-c', 'log.showRoot=true'),  # else the first commit of all touches nothing
    *('-c', 'log.showSignature=false'),  # runs a program
)


@dataclass(frozen=True, slots=True)
class CommitDate:
    """The date of the last commit that touched a file, or why there is none.

    ``problem`` is one of:

    * ``''``: the date is right;
    * ``'no-git'``: git is not installed, failed, refused (``safe.directory``) or took too long;
    * ``'no-repository'``: the file lies in no work tree of git;
    * ``'not-committed'``: the file is not part of the commit that is checked out;
    * ``'shallow'``: the date is that of the oldest commit a shallow clone holds; the file may be older.
    """

    date: datetime.date | None
    problem: Problem = ''
    detail: str = ''
    """What git said, for a person to read; empty where there is nothing to add."""


class _GitError(Exception):
    """git could not be run or did not answer; the text says why."""


class _NoRepositoryError(Exception):
    """The folder lies in no work tree of git; the text says why, where git says it."""


def last_commit_dates(files: Sequence[Path], *, timeout: float = TIMEOUT) -> dict[Path, CommitDate]:
    """Find when each file was last changed by a commit that the checked-out commit descends from.

    A link in the file system stands for the file it leads to. Renames are not followed. Changes that are not
    committed are not seen. The variables ``GIT_DIR`` and ``GIT_WORK_TREE`` are ignored: the place of the
    file decides which repository is asked.

    :param files: paths, absolute or relative to the working directory; the files need not exist.
    :param timeout: how many seconds one git process may take.
    :return: each path as it was given, with its date or what is the matter. Nothing is raised.
    """
    dates: dict[Path, CommitDate] = {}
    roots: dict[Path, Path | None] = {}
    by_root: dict[Path, dict[str, list[Path]]] = {}
    for file in files:
        real = Path(os.path.realpath(file))
        root = _find_root(real.parent, roots)
        if root is None:
            dates[file] = CommitDate(None, 'no-repository')
        else:
            by_root.setdefault(root, {}).setdefault(real.relative_to(root).as_posix(), []).append(file)
    git = _git()
    for root, names in by_root.items():
        if git is None:
            missing = CommitDate(None, 'no-git', 'git is not installed, or not on the PATH')
            found = dict.fromkeys(names, missing)
        else:
            found = _Repository(git, root, timeout).dates(list(names))
        dates.update((file, found[name]) for name, given in names.items() for file in given)
    return {file: dates[file] for file in files}


def _git() -> str | None:
    """Find git; the path is absolute, as git runs in other folders than this one."""
    git = shutil.which('git')
    return None if git is None else str(Path(git).absolute())


def _find_root(folder: Path, known: dict[Path, Path | None]) -> Path | None:
    """Find the nearest folder, from *folder* upwards, that holds a ``.git``; *known* keeps the answers."""
    passed = []
    root = None
    for candidate in (folder, *folder.parents):
        if candidate in known:
            root = known[candidate]
            break
        passed.append(candidate)
        # A folder in a clone; a file in a worktree and in a submodule.
        if os.path.lexists(candidate / '.git'):
            root = candidate
            break
    known.update(dict.fromkeys(passed, root))
    return root


class _Repository:
    """One repository, asked about some of its files."""

    def __init__(self, git: str, root: Path, timeout: float) -> None:
        self.git = git
        self.root = root
        self.timeout = timeout
        self.environment = {
            **{key: value for key, value in os.environ.items() if key not in _FOREIGN_VARIABLES},
            'GIT_ALLOW_PROTOCOL': 'none',  # a partial clone would fetch what it lacks
            'GIT_NO_LAZY_FETCH': '1',
            'GIT_OPTIONAL_LOCKS': '0',
            'GIT_TERMINAL_PROMPT': '0',
            'LANGUAGE': '',
            'LC_ALL': 'C',  # two messages are read
        }

    def dates(self, names: list[str]) -> dict[str, CommitDate]:
        """Find the dates of the files *names*, paths from the root with slashes."""
        found: dict[str, CommitDate] = {}
        try:
            prefix, boundary = self._place()
            limits = _limits(names)
            states = self._committed(limits)
            # git names files from the top of its work tree, which lies higher where the ``.git`` found here
            # is not one that git takes.
            wanted: dict[str, State] = {}
            for name in names:
                if state := states.get(prefix + name):
                    wanted[prefix + name] = state
                else:
                    found[name] = CommitDate(None, 'not-committed')
            # The second order has each commit before its parents, but git reads all commits before the first.
            for order in ((), ('--topo-order',)):
                if len(wanted) > _FEW_FILES:
                    for full_name, commit in self._last_commits(wanted, limits, order):
                        del wanted[full_name]
                        found[full_name.removeprefix(prefix)] = _commit_date(commit, boundary)
            for full_name in wanted:
                name = full_name.removeprefix(prefix)
                found[name] = _commit_date(self._last_commit(name), boundary)
        except _NoRepositoryError as error:
            return dict.fromkeys(names, CommitDate(None, 'no-repository', str(error)))
        except _GitError as error:
            failed = CommitDate(None, 'no-git', str(error))
            return {name: found.get(name, failed) for name in names}
        return found

    def _place(self) -> tuple[str, frozenset[str]]:
        """Give the path from the top of the work tree to the root, and the boundary of a shallow clone."""
        out = self._ask('rev-parse', '--is-inside-work-tree', '--show-prefix', '--git-path', 'shallow')
        inside, _, rest = out.removesuffix('\n').partition('\n')
        if inside != 'true':
            raise _NoRepositoryError
        prefix, _, shallow = rest.rpartition('\n')
        try:
            return prefix, frozenset((self.root / shallow).read_text(encoding='ascii').split())
        except FileNotFoundError:
            return prefix, frozenset()
        except (OSError, ValueError) as error:
            raise _GitError(f'the list of the commits where the shallow clone ends: {error}') from error

    def _committed(self, limits: list[str]) -> dict[str, State]:
        """Give the state of each file below *limits* in the commit that is checked out."""
        try:
            out = self._ask('ls-tree', '-r', '-z', '--full-name', 'HEAD', '--', *limits)
        except _GitError as error:
            # The branch has no commit yet.
            if 'Not a valid object name HEAD' in str(error):
                return {}
            raise
        states = {}
        for entry in out.split('\0')[:-1]:
            facts, _, name = entry.partition('\t')
            mode, _, blob = facts.split(' ')
            states[name] = State(mode, blob)
        return states

    def _last_commit(self, name: str) -> Commit:
        """Ask git for one file, which must be part of the checked-out commit."""
        out = self._ask('log', '-1', *HEADER_OPTIONS, 'HEAD', '--', name)
        for commit in read_commits(iter(out.split('\0'))):
            return commit
        raise _GitError('git does not tell the commit that last changed the file')

    def _last_commits(
        self, wanted: dict[str, State], limits: list[str], order: tuple[str, ...]
    ) -> Iterator[tuple[str, Commit]]:
        """Read commits, newest first, and give each file of *wanted* with the one that made its state."""
        command = [
            self.git,
            *_GLOBAL_OPTIONS,
            'log',
            *HEADER_OPTIONS,
            *CHANGES_OPTIONS,
            *order,
            'HEAD',
            '--',
            *limits,
        ]
        # git would stop for ever if nobody emptied a pipe for its messages.
        with tempfile.TemporaryFile() as messages:
            try:
                process = subprocess.Popen(
                    command,
                    cwd=self.root,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=messages,
                    bufsize=0,
                )
            except OSError as error:
                raise _GitError(f'git cannot be run: {error}') from error
            late = threading.Event()
            timer = threading.Timer(self.timeout, _stop, (process, late))
            timer.daemon = True
            timer.start()
            try:
                assert process.stdout is not None
                commits = read_commits(read_tokens(process.stdout))
                yield from follow(wanted, commits)
                # Where the walk ended before git, it does not matter how git ends.
                status = process.wait() if next(commits, None) is None else 0
            finally:
                timer.cancel()
                process.kill()
                process.communicate()
            if late.is_set() and wanted:
                raise _GitError(self._too_late())
            if status:
                messages.seek(0)
                raise _GitError(_said(messages.read(), status))

    def _ask(self, *arguments: str) -> str:
        """Run git to its end and give what it prints."""
        try:
            process = subprocess.run(
                [self.git, *_GLOBAL_OPTIONS, *arguments],
                cwd=self.root,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=self.timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _GitError(self._too_late()) from error
        except OSError as error:
            raise _GitError(f'git cannot be run: {error}') from error
        if process.returncode:
            said = _said(process.stderr, process.returncode)
            raise (_NoRepositoryError if 'not a git repository' in said else _GitError)(said)
        return os.fsdecode(process.stdout)

    def _too_late(self) -> str:
        return f'git did not answer within {self.timeout:g} seconds'


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _said(messages: bytes, status: int) -> str:
    """Give the first line that git printed, or the *status* it ended with."""
    lines = messages.decode('utf-8', 'replace').strip().splitlines()
    # A hint or a warning can stand before the reason.
    lines.sort(key=lambda line: not line.startswith('fatal: '))
    return lines[0] if lines else f'git ended with status {status}'


def _limits(names: list[str]) -> list[str]:
    """Give the paths to limit git to: *names*, or the folder of them all where they are many."""
    if len(names) <= _MOST_PATHS and sum(map(len, names)) <= _MOST_CHARACTERS:
        return names
    return [posixpath.commonpath(names) or '.']


def _commit_date(commit: Commit, boundary: frozenset[str]) -> CommitDate:
    try:
        date = parse_date(commit.date)
    except ValueError as error:
        # git keeps any number of seconds, so the year can have five digits.
        return CommitDate(None, 'no-git', f'commit {commit.identifier}: {error}')
    return CommitDate(date, 'shallow' if commit.identifier in boundary else '')
