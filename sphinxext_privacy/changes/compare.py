"""Two states of notices: what differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sphinxext_privacy.changes.material import equal, why_added, why_changed, why_removed
from sphinxext_privacy.changes.pairing import paired
from sphinxext_privacy.changes.renames import find_renames, renamed
from sphinxext_privacy.changes.said import Said, SaidEntry
from sphinxext_privacy.changes.successors import successors, under_new_ids
from sphinxext_privacy.changes.wording import same_words
from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.model.values import translatable_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.changes.material import Reason
    from sphinxext_privacy.changes.said import State
    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Value

What = Literal['added', 'removed', 'renamed', 'changed']

BODY: Final = 'body'
"""The field of a change of an entry's prose."""

WORDS: Final = frozenset({'prose', 'blocks', 'text', 'terms'})
"""Types of fields that are words, where a comma or a capital letter is no change."""


class Change(NamedTuple):
    """One difference between two states."""

    notice: str
    what: What
    kind: str
    """Kind of the entry; ``notice`` for what a notice says of itself, and for a whole notice."""
    ident: str
    """Id of the entry, or of the notice; after a renaming the new one."""
    field: str = ''
    """The field that differs, or ``body``; empty where it is the whole entry."""
    before: Value | None = None
    after: Value | None = None
    """``None`` where nothing is stated; of a renaming, the ids."""
    material: Reason | None = None
    """Why it matters to people; ``None`` where it does not."""
    stated_in: str = ''
    """Id of the notice that states it: another one, where it is inherited."""
    name: str = ''
    """The entry's name for people."""


def compare_states(before: State, after: State) -> tuple[Change, ...]:
    """Give all that differs, by notice, in the order of the ids."""
    words = before.language == after.language or not before.language or not after.language
    renames = successors(before, after)
    former = {new: old for old, new in renames.items()}
    old, new = under_new_ids(before, renames).notices, after.notices
    found: list[Change] = []
    for ident in sorted(new):
        if ident in former:
            found.append(Change(ident, 'renamed', 'notice', ident, '', former[ident], ident, None, ident))
        if ident in old:
            found += compare(old[ident], new[ident], words=words)
        else:
            # Nobody was told anything else before.
            found.append(Change(ident, 'added', 'notice', ident, stated_in=ident))
    for ident in sorted(old.keys() - new.keys()):
        reason: Reason | None = 'notice' if old[ident].is_in_force else None
        found.append(Change(ident, 'removed', 'notice', ident, material=reason, stated_in=ident))
    return tuple(sorted(found, key=lambda change: change.notice))


def compare(before: Said, after: Said, *, words: bool = True) -> tuple[Change, ...]:
    """Give what differs in one notice: its own facts first, then its entries by kind and id.

    Without *words*, prose is not compared: the two are in different languages.
    """
    return tuple(_Comparison(before, after, words=words).changes())


class _Comparison:
    """Compares two states of one notice."""

    def __init__(self, before: Said, after: Said, *, words: bool) -> None:
        self.notice = after.ident
        self.before, self.after = before, after
        self.old = before.by_key()
        self.new = paired(self.old, after.by_key())
        self.words = words
        self.renames = find_renames(self.old, self.new)

    def changes(self) -> Iterator[Change]:
        facts = renamed('notice', self.before.facts, self.renames)
        own = SaidEntry('notice', self.notice, facts, self.notice)
        yield from self._facts(own, replace(own, facts=self.after.facts))
        former = {new: old for old, new in self.renames.items()}
        order = list(KINDS)
        for key in sorted(self.old.keys() | self.new.keys(), key=lambda key: (order.index(key.kind), *key)):
            if key in self.renames:
                continue
            old, new = self.old.get(former.get(key, key)), self.new.get(key)
            if new is None:
                assert old is not None
                yield self._whole('removed', old, why_removed(old))
            elif old is None:
                yield self._whole('added', new, why_added(new))
            else:
                if key in former:
                    change = self._whole('renamed', new, None)
                    yield change._replace(before=old.ident, after=new.ident)
                facts = renamed(key.kind, old.facts, self.renames)
                yield from self._facts(replace(old, facts=facts), new)

    def _whole(self, what: What, entry: SaidEntry, reason: Reason | None) -> Change:
        return Change(
            self.notice, what, entry.kind, entry.ident, material=reason, stated_in=entry.notice, name=entry.name
        )

    def _facts(self, old: SaidEntry, new: SaidEntry) -> Iterator[Change]:
        kind = KINDS[new.kind]
        for item in kind.fields:
            first, second = old.facts.get(item.name), new.facts.get(item.name)
            if _same(item, first, second, words=self.words):
                continue
            yield self._field(new, item.name, first, second, why_changed(kind.name, item.name, old.facts, new.facts))
        if kind is not NOTICE and self.words and not same_words(old.body, new.body):
            yield self._field(new, BODY, old.body or None, new.body or None, None)

    def _field(
        self, entry: SaidEntry, name: str, before: Value | None, after: Value | None, reason: Reason | None
    ) -> Change:
        title = entry.name if entry.kind != 'notice' else ''
        return Change(self.notice, 'changed', entry.kind, entry.ident, name, before, after, reason, entry.notice, title)


def _same(item: Field, before: Value | None, after: Value | None, *, words: bool) -> bool:
    """Tell whether two values of a field are the same, as far as they can be compared."""
    if not words and any(translatable_part(item, value) for value in (before, after) if value is not None):
        return True
    if item.type in WORDS and isinstance(before, str) and isinstance(after, str):
        return same_words(before, after)
    return equal(before, after)
