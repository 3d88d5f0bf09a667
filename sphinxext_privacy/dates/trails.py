"""The output of ``git log``, and in it the trail of each file.

git answers for one file at a time which commit last changed it. Here one walk over all commits follows many
files, each by itself, with the same answers.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

LOG_OPTIONS: Final = (
    '--format=commit %H %cd %P',
    '--date=short',  # with %cd as %cs, which git knows from 2.25 only
    '-z',  # names as they are, ended by NUL
    '--raw',
    '--no-abbrev',
    '--no-color',
    '--no-ext-diff',
    '--no-renames',
    '--no-textconv',
    '-O/dev/null',  # cancels diff.orderFile
    # Every commit with what it changed against each parent, so that each file can be followed by itself.
    '-m',
    '--full-history',
    '--sparse',
)


class State(NamedTuple):
    """What git keeps of one file in one commit."""

    mode: str
    blob: str


@dataclass(slots=True)
class Commit:
    """One commit, with what it changed below the paths that were asked for."""

    identifier: str
    date: str
    parents: tuple[str, ...]
    changes: list[dict[str, State]] = field(default_factory=list)
    """What differs from a parent: parents in order, without those from which nothing differs."""


def read_tokens(stream: IO[bytes]) -> Iterator[str]:
    """Split *stream* at NUL; what is not ended by one was cut off."""
    rest = b''
    while chunk := stream.read(1 << 16):
        *whole, rest = (rest + chunk).split(b'\0')
        yield from map(os.fsdecode, whole)


def read_commits(tokens: Iterator[str]) -> Iterator[Commit]:
    """Read the output of ``git log`` with the options above.

    A merge comes once for each parent from which it differs, or once without changes::

        commit HASH DATE PARENT PARENT NUL
        LF :OLD-MODE NEW-MODE OLD-BLOB NEW-BLOB STATUS NUL PATH NUL :... NUL PATH NUL
    """
    commit: Commit | None = None
    starts = False
    for token in tokens:
        facts = token.lstrip('\n')
        if facts.startswith(':') and commit is not None:
            if starts:
                commit.changes.append({})
                starts = False
            _, mode, _, blob, _ = facts.split(' ')
            commit.changes[-1][next(tokens, '')] = State(mode, blob)
        elif facts:
            _, identifier, date, *parents = facts.split(' ')
            starts = True
            if commit is None or commit.identifier != identifier:
                if commit is not None:
                    yield commit
                commit = Commit(identifier, date, tuple(filter(None, parents)))
    if commit is not None:
        yield commit


def follow(wanted: dict[str, State], commits: Iterable[Commit]) -> Iterator[tuple[str, Commit]]:
    """Follow each file back to the commit that gave it the state it has in the first of *commits*.

    As ``git log -- FILE`` does it: at a merge that took the file as it is from a parent, the trail goes to
    the first such parent alone; a merge that made the file anew is the commit looked for.

    :param wanted: each file with its state. The caller takes out what was found; when nothing is left the
        walk ends.
    :param commits: the output of git, a commit before its parents; where a parent comes first, files whose
        trail leads there are not found.
    """
    waiting: dict[str, set[str]] = {}
    started = False
    for commit in commits:
        if not started:
            waiting[commit.identifier] = set(wanted)
            started = True
        files = waiting.pop(commit.identifier, None)
        if files is None:
            continue
        for name in {name for change in commit.changes for name in change if name in files}:
            files.discard(name)
            states = [change.get(name) for change in commit.changes]
            # A trail that was followed on trial (below) and was the wrong one ends here.
            if name not in wanted or wanted[name] not in states:
                continue
            if len(states) < len(commit.parents):
                # From at least one parent nothing differs, and git does not say from which. All are tried:
                # along the others, the first commit that touched the file made another state of it.
                same = commit.parents
            else:
                pairs = zip(commit.parents, states, strict=False)
                same = tuple(parent for parent, state in pairs if state is None)[:1]
            if not same:
                yield name, commit
            for parent in same:
                waiting.setdefault(parent, set()).add(name)
        if files and commit.parents:
            # Most often the set moves on as it is, whatever its size.
            others = waiting.setdefault(commit.parents[0], files)
            if others is not files:
                others |= files
        if not wanted:
            return
