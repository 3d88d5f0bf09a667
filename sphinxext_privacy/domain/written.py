"""What is kept of the pages that a builder wrote: digests of what they show, and which records are among that."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Final, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from sphinxext_privacy.register.edit import Edit

Key = tuple[str, str]
"""Kind and id of a record."""
ANY: Final[Key] = ('', '')
"""Stands for every record of the register."""
LABEL: Final = 'label:'
"""What stands before a label of Sphinx among the addresses of documents that pages link to."""


class Written(NamedTuple):
    """What the pages of one builder showed when they were written last."""

    whole: str = ''
    """Digest of all that the digests of pages are made of."""
    beside: str = ''
    """The same without the register."""
    register: str = ''
    """Fingerprint of the register."""
    linked: str = '[]'
    """The documents that facts link to, with their titles; they may be of no interest otherwise."""
    pages: dict[str, str] = {}
    """Digest of each page, by docname."""
    looked_at: bytes = b''
    """Which pages looked at which record: see :func:`packed`."""


def packed(looked_at: Mapping[str, AbstractSet[Key]]) -> bytes:
    """Pack the records that each page or notice looked at.

    It is unpacked where the register was edited: a build in which nothing changed would not need it.
    """
    by_key: dict[Key, list[str]] = {}
    for name in sorted(looked_at):
        for key in sorted(looked_at[name]):
            by_key.setdefault(key, []).append(name)
    return pickle.dumps(by_key, protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(looked_at: bytes) -> dict[str, set[Key]]:
    """Give again what was packed."""
    found: dict[str, set[Key]] = {}
    for key, names in _by_key(looked_at).items():
        for name in names:
            found.setdefault(name, set()).add(key)
    return found


def concerned(looked_at: bytes, edit: Edit) -> set[str]:
    """Give the pages or notices that looked at a record that is another one now."""
    by_key = _by_key(looked_at)
    # A report tells the lines of the register too.
    keys: Iterable[Key] = (ANY, *edit.fields) if edit.fields or edit.moved else ()
    return {name for key in keys for name in by_key.get(key, ())}


def _by_key(looked_at: bytes) -> dict[Key, list[str]]:
    return cast('dict[Key, list[str]]', pickle.loads(looked_at)) if looked_at else {}
