"""What is wanting after a change: people must be told of what matters, and need no new date for what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from sphinxext_privacy.changes.compare import compare_states
from sphinxext_privacy.changes.successors import successors, under_new_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_privacy.changes.compare import Change
    from sphinxext_privacy.changes.said import Said, SaidEntry, State

Lack = Literal['date', 'entry', 'announcement', 'gone', 'needless']

LACKS: Final[dict[Lack, str]] = {
    'date': 'the notice needs a newer date: something changed that matters to people',
    'entry': 'the notice needs a new privacy-change: something changed that matters to people',
    'announcement': 'a new purpose needs a privacy-change that is dated before data are used for it',
    'gone': 'the notice is gone: people rely on it until it says that it is superseded, or another one takes its place',
    'needless': 'the notice has another date, and nothing changed that matters to people',
}
"""What can be wanting, in words. The last one is an information, the others are findings."""

assert set(LACKS) == set(get_args(Lack))


class Wanting(NamedTuple):
    """One thing that is wanting in a notice."""

    notice: str
    lack: Lack
    before: str
    """The date of the notice as it was recorded; empty where there was none."""
    after: str
    """Its date now."""
    changes: tuple[Change, ...] = ()
    """What matters, after the new id of a notice that has one; none for a needless date and a notice that is gone."""

    @property
    def is_finding(self) -> bool:
        """Whether something must be done."""
        return self.lack != 'needless'


def review_states(before: State, after: State) -> tuple[Wanting, ...]:
    """Review all notices that are in both states, be it under another id, and tell which are gone.

    What a notice inherits is a matter of the notice that states it, where that is one of the project and changed alike.
    """
    by_notice: dict[str, list[Change]] = {}
    for change in compare_states(before, after):
        by_notice.setdefault(change.notice, []).append(change)
    elsewhere = _Elsewhere(by_notice)
    known = under_new_ids(before, successors(before, after)).notices
    found = [
        Wanting(ident, 'gone', said.updated, '')
        for ident, said in sorted(known.items())
        if ident not in after.notices and said.is_in_force
    ]
    for ident, said in sorted(after.notices.items()):
        if ident not in known:
            continue
        changes = by_notice.get(ident, [])
        passed_on = [change for change in changes if elsewhere.answers(change, said)]
        own = [change for change in changes if change not in passed_on]
        found += review(known[ident], said, own, answered_elsewhere=passed_on)
    return tuple(found)


def review(
    before: Said, after: Said, changes: Sequence[Change], *, answered_elsewhere: Sequence[Change] = ()
) -> tuple[Wanting, ...]:
    """Say what is wanting in one notice.

    *changes* are those that this notice has to answer for (:func:`~sphinxext_privacy.changes.compare.compare`), the
    others those of notices that it adds to, which allow a new date and do not ask for it. An answer is a newer date,
    and a ``privacy-change`` of the notice itself that is new and not older than the date before.
    """
    material = tuple(change for change in changes if change.material)
    if material:
        # That it has another id is a part of the answer, as what it said stands in the record under the old one.
        material = (*(change for change in changes if is_renaming(change)), *material)
    old, new = before.updated, after.updated
    if not material:
        moved = bool(old and new and old != new)
        told = any(change.material for change in answered_elsewhere)
        return (Wanting(after.ident, 'needless', old, new),) if moved and not told else ()
    return tuple(_answers(before, after, material))


def _answers(before: Said, after: Said, material: tuple[Change, ...]) -> Iterator[Wanting]:
    ident, old, new = after.ident, before.updated, after.updated
    # Dates of ISO 8601 are in the order of their letters.
    if not new or new <= old:
        yield Wanting(ident, 'date', old, new, material)
    if not any(date >= old for date in new_change_dates(before, after)):
        yield Wanting(ident, 'entry', old, new, material)
    late = tuple(
        change
        for change in material
        if change.what == 'added' and change.kind == 'purpose' and not _is_announced(change, before, after)
    )
    if late:
        yield Wanting(ident, 'announcement', old, new, late)


def change_dates(said: Said) -> tuple[str, ...]:
    """Give the dates of the changes that the notice itself tells of, oldest first."""
    return tuple(sorted(_date(entry) for entry in told_changes(said)))


def new_change_dates(before: Said, after: Said) -> tuple[str, ...]:
    """Give the dates of the changes of which it tells now and did not before, oldest first.

    An entry that got other words is not a new one.
    """
    known = list(change_dates(before))
    found = []
    for date in change_dates(after):
        if date in known:
            known.remove(date)
        else:
            found.append(date)
    return tuple(found)


def told_changes(said: Said) -> tuple[SaidEntry, ...]:
    """Give the history that the notice itself states."""
    return tuple(entry for entry in said.entries if entry.kind == 'change' and entry.notice == said.ident)


def is_announced(said: Said, purpose: SaidEntry, before: Said | None = None) -> bool:
    """Tell whether a purpose was announced before data are used for it (GDPR 13(3)).

    That is by a change of the notice, dated before its ``from``, that names it among its ``entries``, or that names
    nothing and was not there *before*. A purpose that does not say from when it holds cannot be judged, and passes.
    """
    start = purpose.facts.get('from')
    if not isinstance(start, str):
        return True
    new = new_change_dates(before, said) if before is not None else change_dates(said)
    for entry in told_changes(said):
        date, named = _date(entry), entry.facts.get('entries')
        if not date or date >= start:
            continue
        if not isinstance(named, tuple):
            if date in new:
                return True
        elif any(name.rpartition('/')[2] == purpose.ident for name in named):
            return True
    return False


def _is_announced(change: Change, before: Said, after: Said) -> bool:
    entry = next(item for item in after.entries if item.kind == change.kind and item.ident == change.ident)
    return is_announced(after, entry, before)


def _date(entry: SaidEntry) -> str:
    value = entry.facts.get('date')
    return value if isinstance(value, str) else ''


class _Elsewhere:
    """What notices changed themselves, so that those that add to them have not to answer for it."""

    def __init__(self, by_notice: dict[str, list[Change]]) -> None:
        changes = [change for listed in by_notice.values() for change in listed if change.stated_in == change.notice]
        self.entries = {_sense(change) for change in changes}
        self.controllers = {
            (change.notice, change.before, change.after) for change in changes if _is_controller(change)
        }

    def answers(self, change: Change, said: Said) -> bool:
        """Tell whether another notice has to answer for *change* of the notice *said*."""
        if change.stated_in != said.ident:
            return _sense(change) in self.entries
        if not _is_controller(change):
            return False
        parents = said.facts.get('addendum-to')
        return isinstance(parents, tuple) and any(
            (parent, change.before, change.after) in self.controllers for parent in parents
        )


def is_renaming(change: Change) -> bool:
    """Tell whether it is that a notice has another id."""
    return change.kind == 'notice' and change.what == 'renamed'


def _is_controller(change: Change) -> bool:
    """Tell whether it is about who is responsible: what a notice says of that may be said by its parents."""
    return change.kind == 'notice' and change.field == 'controller'


def _sense(change: Change) -> Change:
    """Give *change* without the notice that shows it, to find it in the notice that states it."""
    return change._replace(notice='', name='')
