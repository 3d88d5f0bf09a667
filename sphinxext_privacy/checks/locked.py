"""What changed since the lock file was written, for the rules on changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.changes.lockfile import LockError, line_of_notice, read_lock
from sphinxext_privacy.changes.review import LACKS, review_states
from sphinxext_privacy.changes.said import state_of
from sphinxext_privacy.changes.successors import successors, under_new_ids
from sphinxext_privacy.exports.gather import gather
from sphinxext_privacy.site import page_address

if TYPE_CHECKING:
    from sphinxext_privacy.changes.review import Wanting
    from sphinxext_privacy.changes.said import State
    from sphinxext_privacy.domain.privacy import PrivacyDomain

RULE: Final = 'N-CHANGE'
"""The rule that asks for an answer to a change; a notice that is gone has no page at which it could."""


class LockProblem(NamedTuple):
    """What keeps a build from comparing with the lock file, or what is no longer there to be compared."""

    message: str
    location: str


def reviews(domain: PrivacyDomain) -> dict[str, tuple[Wanting, ...]]:
    """Give what is wanting in each notice that the lock file knows, be it under another id.

    Nothing where there is none that can be read. Notices that are gone are told with :func:`lock_problems`.
    """
    lock = _lock(domain)
    if lock is None or lock.state is None:
        return {}
    now = _now(domain)
    if now is None:
        return {}
    known = under_new_ids(lock.state, successors(lock.state, now)).notices
    found: dict[str, list[Wanting]] = {ident: [] for ident in now.notices if ident in known}
    for item in review_states(lock.state, now):
        if item.notice in found:
            found[item.notice].append(item)
    return {ident: tuple(items) for ident, items in found.items()}


def lock_problems(domain: PrivacyDomain) -> list[LockProblem]:
    """Give what is wrong with the lock file, and which of its notices are gone."""
    lock = _lock(domain)
    if lock is None or lock.state is None:
        return lock.problems if lock is not None else []
    if lock.state.notices.keys() <= set(domain.notices.all()) or domain.env.config.privacy_rules.get(RULE) == 'off':
        return []
    now = _now(domain)
    return [
        LockProblem(f'{item.notice}: {LACKS[item.lack]}', f'{lock.path}:{line_of_notice(lock.data, item.notice)}')
        for item in (review_states(lock.state, now) if now is not None else ())
        if item.lack == 'gone'
    ]


def _now(domain: PrivacyDomain) -> State | None:
    """Give what the notices say; ``None`` where notices of another project cannot be had.

    Then what is said is not known: that is no change.
    """
    known = {name.partition('/')[0] for name in domain.foreign}
    config = domain.env.config
    if not known.issuperset(config.privacy_parents):
        return None
    return state_of(gather(domain, lambda docname: page_address(config, docname), report=False))


def lock_path(domain: PrivacyDomain) -> Path | None:
    """Give the lock file of the project; ``None`` where it has none."""
    name = domain.env.config.privacy_lock
    return Path(domain.base) / name if name else None


class _Lock(NamedTuple):
    """The lock file as it is: what notices said, ``None`` where it cannot be read, and why not."""

    path: Path
    data: bytes
    state: State | None
    problems: list[LockProblem]


def _lock(domain: PrivacyDomain) -> _Lock | None:
    """Read the lock file; ``None`` where the project has none."""
    path = lock_path(domain)
    if path is None:
        return None
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        missing = LockProblem('there is no such file; `sphinx-privacy lock` writes it', f'{path}:1')
        return _Lock(path, b'', None, [missing])
    except OSError as error:
        return _Lock(path, b'', None, [LockProblem(f'this file cannot be read: {error.strerror}', f'{path}:1')])
    try:
        return _Lock(path, data, read_lock(data), [])
    except LockError as error:
        return _Lock(path, data, None, [LockProblem(item.message, f'{path}:{item.line}') for item in error.problems])
