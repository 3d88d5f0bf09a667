"""Entries that only got another id: they say what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.changes.material import equal
from sphinxext_privacy.changes.pairing import PLACED
from sphinxext_privacy.changes.wording import small_edit
from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinxext_privacy.changes.said import Key, SaidEntry
    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Facts, Value

Renames = dict['Key', 'Key']


def find_renames(before: Mapping[Key, SaidEntry], after: Mapping[Key, SaidEntry]) -> Renames:
    """Give old and new key of each entry that was renamed.

    That is one with a name that differs in its spelling at most, and with all other facts equal. Without a name, the id
    is all that tells what an entry is, and another one is another thing. Ids that facts name may be renamed as well.
    """
    gone = [entry for key, entry in before.items() if key not in after]
    new = [entry for key, entry in after.items() if key not in before]
    old_ids = {(entry.kind, entry.ident) for entry in gone}
    new_ids = {(entry.kind, entry.ident) for entry in new}

    def unknown(kind: str, ident: str) -> str:
        return '' if (kind, ident) in old_ids or (kind, ident) in new_ids else ident

    found: Renames = {}
    for entry in gone:
        for candidate in new:
            if candidate.key not in found.values() and _is_same(entry, candidate, unknown):
                found[entry.key] = candidate.key
                break
    return found


def _is_same(entry: SaidEntry, other: SaidEntry, unknown: Callable[[str, str], str]) -> bool:
    if entry.kind != other.kind or entry.kind in PLACED:
        return False
    name = KINDS[entry.kind].title_field
    first, second = entry.facts.get(name), other.facts.get(name)
    if not isinstance(first, str) or not isinstance(second, str) or not small_edit(first, second):
        return False
    left, right = (with_ids(entry.kind, item.facts, unknown) for item in (entry, other))
    return all(equal(left.get(field), right.get(field)) for field in (left.keys() | right.keys()) - {name})


def renamed(kind: str, facts: Facts, renames: Renames) -> Facts:
    """Give *facts* with the new ids in the place of the old ones."""
    if not renames:
        return facts
    new = {(old.kind, old.ident): key.ident for old, key in renames.items()}
    return with_ids(kind, facts, lambda target, ident: new.get((target, ident), ident))


def with_ids(kind: str, facts: Facts, other: Callable[[str, str], str]) -> Facts:
    """Give *facts* with each id that they name as *other* gives it, by kind and id."""
    fields = KINDS[kind].by_name
    return {name: _with_ids(fields[name], value, other) for name, value in facts.items()}


def _with_ids(item: Field, value: Value, other: Callable[[str, str], str]) -> Value:
    if item.type == 'id' and isinstance(value, str):
        return _one(item, value, other)
    if item.type == 'ids' and isinstance(value, tuple):
        return tuple(_one(item, ident, other) for ident in _idents(value))
    return value


def _idents(value: tuple[object, ...]) -> Iterable[str]:
    return (ident for ident in value if isinstance(ident, str))


def _one(item: Field, ident: str, other: Callable[[str, str], str]) -> str:
    before, slash, last = ident.rpartition('/')
    notice = other('notice', before) if slash else before
    return f'{notice}{slash}{other(item.refers_to, last)}'
