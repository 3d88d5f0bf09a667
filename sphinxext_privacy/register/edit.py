"""How a register differs from that of an earlier build, where only facts of its records do.

Whatever follows from such an edit follows from the records that differ. With a record more or less, a name may mean
something else anywhere, and everything has to be looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_privacy.register.load import Register
    from sphinxext_privacy.register.records import Record


class Edit(NamedTuple):
    """The records that differ between two registers that have the same ones."""

    before: str
    """Fingerprint of the earlier register."""
    fields: Mapping[tuple[str, str], frozenset[str]]
    """The fields that differ, by kind and id of the records."""
    moved: frozenset[str]
    """The files, of the earlier register, of which records or facts stand at another line now."""


def edit_between(before: Register, after: Register) -> Edit | None:
    """Give how *after* differs from *before*; ``None`` where they have not the same records in the same order."""
    if [*before.records] != [*after.records]:
        return None
    fields: dict[tuple[str, str], frozenset[str]] = {}
    moved: set[str] = set()
    for key, new in after.records.items():
        old = before.records[key]
        if changed := _differing(old, new):
            fields[key] = changed
        if (old.source, old.line, old.lines) != (new.source, new.line, new.lines):
            moved.add(old.source)
    return Edit(before.fingerprint, fields, frozenset(moved))


def _differing(old: Record, new: Record) -> frozenset[str]:
    """Give the names of the fields that differ; with another order, all that there are."""
    # A link is equal to the tuple of its parts, and yes to 1: their representations are not.
    changed = {
        name for name in old.facts.keys() | new.facts.keys() if repr(old.facts.get(name)) != repr(new.facts.get(name))
    }
    if [name for name in old.facts if name in new.facts] != [name for name in new.facts if name in old.facts]:
        changed |= old.facts.keys() | new.facts.keys()
    return frozenset(changed)
