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

HEADER_OPTIONS: Final = (
    '--format=commit %H %cd %P',
    '--date=short',  # with %cd as %cs, which git knows from 2.25 only
    '-z',  # names as they are, ended by NUL
    '--no-color',
)
"""What makes ``git log`` print commits so that they can be read here."""

CHANGES_OPTIONS: Final = (
    '--raw',
    '--no-abbrev',
    '--no-ext-diff',
    '--no-renames',
    '--no-textconv',
    '-O/dev/null',  # cancels diff.orderFile
    # Every commit with what it changed against each parent, so that each file can be followed by itself.
    '-m',
    '--full-history',
    '--sparse',
)
"""The same for what they changed."""


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

    Not every file is found. A clock that went wrong can bring a commit before its child in the order of
    dates: the walk ends where a trail leads to such a commit. And of a merge of three or more it cannot
    always be told from which it took a file.

    :param wanted: each file with its state. The caller takes out what was found; when nothing is left the
        walk ends.
    :param commits: the output of git, from the checked-out commit on.
    """
    waiting: dict[str, set[str]] = {}
    passed: set[str] = set()
    for commit in commits:
        if not passed:
            waiting[commit.identifier] = set(wanted)
        passed.add(commit.identifier)
        files = waiting.pop(commit.identifier, None)
        if files is None:
            continue
        for name in {name for change in commit.changes for name in change if name in files}:
            files.discard(name)
            parents = _parents_to_follow(commit, name, wanted.get(name))
            if parents is None:
                yield name, commit
            else:
                for parent in parents:
                    waiting.setdefault(parent, set()).add(name)
        if files and commit.parents:
            # Most often the set moves on as it is, whatever its size.
            others = waiting.setdefault(commit.parents[0], files)
            if others is not files:
                others |= files
        if not wanted or not passed.isdisjoint(commit.parents):
            return


def _parents_to_follow(commit: Commit, name: str, state: State | None) -> tuple[str, ...] | None:
    """Tell where the trail of a file goes on from a commit in which it differs from a parent.

    :param state: the state of the file that is looked for; ``None`` where it was found already.
    :return: the parents; none where the trail ends; ``None`` if this is the commit looked for.
    """
    states = [change.get(name) for change in commit.changes]
    # A trail that was followed on trial (below) and was the wrong one ends here.
    if state is None or state not in states:
        return ()
    if len(states) >= len(commit.parents):
        pairs = zip(commit.parents, states, strict=False)
        return tuple(parent for parent, changed in pairs if changed is None)[:1] or None
    # From at least one parent nothing differs, and git does not say from which. With two parents both are
    # tried: along the wrong one, the first commit that touched the file made another state of it. With more,
    # several can be right, and the first of them is the one that counts.
    return commit.parents if len(commit.parents) == 2 else ()
