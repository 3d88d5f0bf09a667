"""Notices that got another id: what they say is compared all the same, so that no change slips past with a new id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.changes.pairing import PLACED
from sphinxext_privacy.changes.renames import with_ids
from sphinxext_privacy.changes.wording import same_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_privacy.changes.said import Said, State

NAMES: Final = ('service', 'title', 'url')
"""Facts of a notice that tell which one it is, whatever its id."""
ALIKE: Final = 0.5
"""How much of the entries of two notices must be the same ones for the one to be the other."""


def successors(before: State, after: State) -> dict[str, str]:
    """Give the new id of each notice that *after* has under another id: old → new.

    It has the service, the title or the address of one that is gone, or at least half of the entries of both. That is a
    guess, and one to the safe side: what such a notice says is compared with what the other one said.
    """
    gone = [before.notices[ident] for ident in sorted(before.notices.keys() - after.notices.keys())]
    new = [after.notices[ident] for ident in sorted(after.notices.keys() - before.notices.keys())]
    scores = [(_likeness(old, other), old.ident, other.ident) for old in gone for other in new]
    found: dict[str, str] = {}
    for score, old, other in sorted(scores, key=lambda item: -item[0]):
        if score and old not in found and other not in found.values():
            found[old] = other
    return found


def under_new_ids(state: State, new: Mapping[str, str]) -> State:
    """Give *state* as if its notices had always had their *new* ids (old → new)."""
    if not new:
        return state
    notices = [_under_new_ids(said, new) for said in state.notices.values()]
    return replace(state, notices={said.ident: said for said in notices})


def _under_new_ids(said: Said, new: Mapping[str, str]) -> Said:
    def now(kind: str, ident: str) -> str:
        return new.get(ident, ident) if kind == 'notice' else ident

    entries = [
        replace(entry, notice=new.get(entry.notice, entry.notice), facts=with_ids(entry.kind, entry.facts, now))
        for entry in said.entries
    ]
    facts = with_ids('notice', said.facts, now)
    return replace(said, ident=new.get(said.ident, said.ident), facts=facts, entries=tuple(entries))


def _likeness(old: Said, new: Said) -> float:
    first, second = _entries(old), _entries(new)
    shared = len(first & second) / len(first | second) if first and second else 0.0
    for name in NAMES:
        before, after = old.facts.get(name), new.facts.get(name)
        if isinstance(before, str) and isinstance(after, str) and same_words(before, after):
            return 1 + shared
    return shared if shared >= ALIKE else 0.0


def _entries(said: Said) -> set[tuple[str, str]]:
    """Give kind and id of what the notice states itself; of topics and dates, only where there is nothing else."""
    own = {(entry.kind, entry.ident) for entry in said.entries if entry.notice == said.ident}
    return {key for key in own if key[0] not in PLACED} or own
