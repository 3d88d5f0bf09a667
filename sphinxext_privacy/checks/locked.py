"""What changed since the lock file was written, for the rules on changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.changes.lockfile import LockError, read_lock
from sphinxext_privacy.changes.review import review_states
from sphinxext_privacy.changes.said import state_of
from sphinxext_privacy.exports.gather import gather
from sphinxext_privacy.site import page_address

if TYPE_CHECKING:
    from sphinxext_privacy.changes.review import Wanting
    from sphinxext_privacy.changes.said import State
    from sphinxext_privacy.domain.privacy import PrivacyDomain


class LockProblem(NamedTuple):
    """What keeps a build from comparing with the lock file."""

    message: str
    location: str


def reviews(domain: PrivacyDomain) -> dict[str, tuple[Wanting, ...]]:
    """Give what is wanting in each notice that the lock file knows; nothing where there is none that can be read.

    Where notices of another project cannot be had, what is said is not known: that is no change.
    """
    path = lock_path(domain)
    before = _read(path)[0] if path is not None else None
    known = {name.partition('/')[0] for name in domain.foreign}
    config = domain.env.config
    if before is None or not known.issuperset(config.privacy_parents):
        return {}
    now = state_of(gather(domain, lambda docname: page_address(config, docname), report=False))
    found: dict[str, list[Wanting]] = {ident: [] for ident in now.notices if ident in before.notices}
    for item in review_states(before, now):
        found[item.notice].append(item)
    return {ident: tuple(items) for ident, items in found.items()}


def lock_problems(domain: PrivacyDomain) -> list[LockProblem]:
    """Give what is wrong with the lock file."""
    path = lock_path(domain)
    return _read(path)[1] if path is not None else []


def lock_path(domain: PrivacyDomain) -> Path | None:
    """Give the lock file of the project; ``None`` where it has none."""
    name = domain.env.config.privacy_lock
    return Path(domain.base) / name if name else None


def _read(path: Path) -> tuple[State | None, list[LockProblem]]:
    try:
        return read_lock(path.read_bytes()), []
    except FileNotFoundError:
        return None, [LockProblem('there is no such file; `sphinx-privacy lock` writes it', f'{path}:1')]
    except OSError as error:
        return None, [LockProblem(f'this file cannot be read: {error.strerror}', f'{path}:1')]
    except LockError as error:
        return None, [LockProblem(problem.message, f'{path}:{problem.line}') for problem in error.problems]
