"""``sphinx-privacy diff``: what changed from one state of the notices to another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_privacy.cli.command import FINDINGS, NOTHING_TO_SAY, Command, WrongUse, complain
from sphinxext_privacy.cli.project import add_reading_options, docs_of, read_docs, said_now

if TYPE_CHECKING:
    import argparse

    from sphinxext_privacy.changes.said import State


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        'before', metavar='A', help='the earlier state: a privacy.json, a lock file, a folder of docs or a git revision'
    )
    parser.add_argument(
        'after', metavar='B', nargs='?', help='the later state; without it, the docs as they are in the working tree'
    )
    parser.add_argument('--docs', metavar='FOLDER', help='the folder of the docs, for revisions and the working tree')
    parser.add_argument(
        '--format', choices=('markdown', 'json'), default='markdown', help='for people, or for programs'
    )
    add_reading_options(parser)


def _run(options: argparse.Namespace) -> int:
    from sphinxext_privacy.changes.compare import compare_states
    from sphinxext_privacy.changes.report import changes_json_text, changes_markdown
    from sphinxext_privacy.changes.review import review_states

    before = _state(options.before, options)
    after = _state(options.after, options) if options.after is not None else _of_docs(options)
    if before.language and after.language and before.language != after.language:
        complain(f'one is in {before.language}, the other in {after.language}: their words are not compared')
    changes = compare_states(before, after)
    wanting = review_states(before, after)
    make = changes_json_text if options.format == 'json' else changes_markdown
    print(make(changes, wanting), end='')
    return FINDINGS if any(change.material for change in changes) else NOTHING_TO_SAY


def _state(name: str, options: argparse.Namespace) -> State:
    """Give the state that *name* stands for: a path, if there is one, else a revision."""
    path = Path(name)
    if path.is_dir():
        options.docs, kept = name, options.docs
        try:
            return _of_docs(options)
        finally:
            options.docs = kept
    if path.exists():
        return _of_file(path)
    from sphinxext_privacy.cli.revisions import state_at

    return state_at(name, options)


def _of_docs(options: argparse.Namespace) -> State:
    docs = replace(docs_of(options), findings=False)
    with read_docs(docs) as app:
        return said_now(app, docs)[1]


def _of_file(path: Path) -> State:
    from sphinxext_privacy.changes.lockfile import NAME, LockError, read_lock
    from sphinxext_privacy.changes.said import state_of_json

    try:
        data = path.read_bytes()
    except OSError as error:
        raise WrongUse(f'{path}: this file cannot be read: {error.strerror}') from error
    if not data.removeprefix(b'\xef\xbb\xbf').lstrip().startswith(b'{'):
        if NAME.encode() not in data:
            raise WrongUse(f'{path}: this is neither a privacy.json nor a lock file')
        try:
            return read_lock(data)
        except LockError as error:
            first = error.problems[0]
            raise WrongUse(f'{path}:{first.line}: {first.message}') from error
    state, problems = state_of_json(data)
    if state is None:
        raise WrongUse(f'{path}: {problems[0].message}')
    for problem in problems:
        complain(f'{path}:{problem.path}: {problem.message}')
    return state


COMMAND = Command(
    'diff',
    'tell what changed in the notices, and whether it matters to people',
    'Compares two states of the notices and prints what changed, that which matters to people first. A path that '
    'exists is taken as one, everything else as a git revision; the conf.py of that revision then runs. The exit '
    'status is 1 where anything matters.',
    _arguments,
    _run,
)
