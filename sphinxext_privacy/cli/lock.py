"""``sphinx-privacy lock``: writes down what each notice says, or tells whether that is still what was written down."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_privacy.cli.command import FINDINGS, NOTHING_TO_SAY, Command, WrongUse, complain
from sphinxext_privacy.cli.project import add_docs_argument, add_reading_options, docs_of, read_docs, said_now

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinxext_privacy.changes.review import Wanting
    from sphinxext_privacy.changes.said import State
    from sphinxext_privacy.cli.project import Docs
    from sphinxext_privacy.exports.records import Exported


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_docs_argument(parser)
    parser.add_argument(
        '-o',
        '--output',
        metavar='FILE',
        help='the lock file; without it, that of privacy_lock in conf.py, else privacy.lock beside the pages',
    )
    parser.add_argument('--check', action='store_true', help='write nothing, and tell whether the file is up to date')
    parser.add_argument(
        '--force',
        action='store_true',
        help='write the file also where people were not told of a change, where the old file cannot be read, and '
        'where the register holds mistakes',
    )
    add_reading_options(parser)


def _run(options: argparse.Namespace) -> int:
    from sphinxext_privacy.changes.lockfile import LockError, lock_text, read_lock
    from sphinxext_privacy.lifecycle import domain_of

    docs = replace(docs_of(options), findings=False, lock=False)
    with read_docs(docs) as app:
        exported, state = said_now(app, docs)
        mistakes = len(domain_of(app.env).register.problems)
        path = Path(options.output) if options.output else lock_path(app)
        named = bool(app.config.privacy_lock)
    if not state.notices:
        raise WrongUse(f'{docs.folder}: there is no privacy-notice')
    if mistakes and not options.force:
        # What cannot be read would be recorded as no longer stated.
        complain(f'{docs.folder}: mistakes in the register: {mistakes}; mend them first, or go on with --force')
        return FINDINGS
    text = lock_text(state)
    data = _data(path)
    before = None
    if data is not None:
        try:
            before = read_lock(data)
        except LockError as error:
            if options.check or not options.force:
                for problem in error.problems:
                    complain(f'{_shown(path)}:{problem.line}: {problem.message}')
                return FINDINGS
    is_current = data is not None and data.replace(b'\r\n', b'\n') == text.encode()
    wanting = _review(before, state)
    _report(wanting, exported, docs, path, data or b'')
    waits = any(item.is_finding for item in wanting)
    if options.check:
        return _check(path, before, state, is_current=is_current, waits=waits, quiet=options.quiet)
    if waits and not options.force:
        complain(f'{_shown(path)}: not written; tell people first, or write it as it is with --force')
        return FINDINGS
    if not is_current:
        _write(path, text)
    if not options.quiet and not options.silent:
        print(f'{_shown(path)}: {"up to date" if is_current else "written"}, notices: {len(state.notices)}')
        if not named and not options.output:
            print(f"For builds to compare with it, set privacy_lock = '{path.name}' in conf.py.")
    return NOTHING_TO_SAY


def lock_path(app: Sphinx) -> Path:
    """Give the lock file of the project: as ``privacy_lock`` says, beside ``conf.py``."""
    from sphinxext_privacy.changes.lockfile import FILE

    stated = app.config.privacy_lock
    return Path(app.confdir) / stated if stated else Path(app.srcdir) / FILE


def _data(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise WrongUse(f'{_shown(path)}: this file cannot be read: {error.strerror}') from error


def _write(path: Path, text: str) -> None:
    from sphinxext_privacy.files import write_if_changed

    try:
        write_if_changed(path, text.encode())
    except OSError as error:
        raise WrongUse(f'{_shown(path)}: this file cannot be written: {error.strerror}') from error


def _review(before: State | None, after: State) -> tuple[Wanting, ...]:
    from sphinxext_privacy.changes.review import review_states

    return review_states(before, after) if before is not None else ()


def _report(wanting: Sequence[Wanting], exported: Exported, docs: Docs, path: Path, data: bytes) -> None:
    """Say what is wanting, at the notices that must change; of those that are gone, in the lock file."""
    from sphinxext_privacy.changes.lockfile import line_of_notice
    from sphinxext_privacy.changes.report import describe
    from sphinxext_privacy.changes.review import LACKS

    sources = {notice.ident: notice.source for notice in exported.notices}
    told: tuple[object, ...] = ()
    for item in wanting:
        source = sources.get(item.notice)
        place = f'{_shown(path)}:{line_of_notice(data, item.notice)}'
        if source is not None:
            place = f'{_shown(docs.folder / source.file)}:{source.line}'
        complain(f'{place}: {item.notice}: {LACKS[item.lack]}')
        if item.changes and item.changes != told:
            for change in item.changes:
                complain(f'    {describe(change)}')
        told = item.changes


def _check(path: Path, before: State | None, after: State, *, is_current: bool, waits: bool, quiet: bool) -> int:
    from sphinxext_privacy.changes.compare import compare_states
    from sphinxext_privacy.changes.report import collected

    shown = _shown(path)
    if is_current:
        if not quiet:
            print(f'{shown}: up to date')
        return NOTHING_TO_SAY
    if before is None:
        complain(f'{shown}: there is no such file; "sphinx-privacy lock" writes it')
        return FINDINGS
    changes = [change for change, _ in collected(compare_states(before, after))]
    material = sum(change.material is not None for change in changes)
    then = 'tell people first, then "sphinx-privacy lock"' if waits else '"sphinx-privacy lock"'
    complain(
        f'{shown}: not up to date (changes that matter to people: {material}, others: {len(changes) - material}); '
        f'{then} writes it anew'
    )
    return FINDINGS


def _shown(path: Path) -> str:
    """Give *path* from where the command runs, if it lies below."""
    full = Path(os.path.normpath(Path.cwd() / path))
    return (full.relative_to(Path.cwd()) if full.is_relative_to(Path.cwd()) else full).as_posix()


COMMAND = Command(
    'lock',
    'write down what each notice says, or check that nothing else is said now',
    'Writes a lock file: what each notice says, one fact a line, with its date. Later builds compare with it, so that '
    'people are told of what matters to them: a change of that kind needs a newer date of the notice and a '
    'privacy-change, and until then the file is not written anew.',
    _arguments,
    _run,
)
