"""What a form takes of the facts, and what it has to fill in: kept while it is written, so that nothing is lost unseen.

A fact that a form did not ask for has no place in it. So a serialiser reads facts through an :class:`Account` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.exports.records import ExportedNotice
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.records import Exported, ExportedEntry, Source
    from sphinxext_privacy.model.values import Value
    from sphinxext_privacy.notices.relations import Relations

NO_PLACE: Final = 'has no place'
BODY: Final = 'body'
"""What the prose below an entry is called, beside its fields."""

Key = tuple[str, str, str, 'Source | None']


class Lost(NamedTuple):
    """The facts of one entry that a form does not hold."""

    notice: str
    """Id of the notice that states it."""
    kind: str
    ident: str
    facts: dict[str, str]
    """Name of the fact → why it is lost, in words."""


class Filled(NamedTuple):
    """A field that a form requires, and that was filled as nobody stated it."""

    file: str
    path: str
    """Where in the file: keys and numbers, joined with slashes."""
    value: str
    """The value, as text; empty where there was nothing to fill it from and the form takes that."""
    origin: str
    """What it was filled from, in words."""


class LeftOut(NamedTuple):
    """A file, or a part of one, that could not be written without inventing something."""

    file: str
    why: str


class Account:
    """What one form made of the notices."""

    def __init__(self) -> None:
        """Begin with nothing taken."""
        self._taken: set[tuple[Key, str]] = set()
        self._lost: dict[tuple[Key, str], list[str]] = {}
        self._unplaced: dict[tuple[Key, str], str] = {}
        self.filled: list[Filled] = []
        self.left_out: list[LeftOut] = []

    # -- reading facts ------------------------------------------------------------------------------------------

    def fact(self, item: ExportedEntry | ExportedNotice, name: str) -> Value | None:
        """Give the fact *name* of an entry or notice, which the form then holds; ``None`` where it is not stated."""
        self._taken.add((_key(item), name))
        return item.facts.get(name)

    def text(self, item: ExportedEntry | ExportedNotice, name: str) -> str:
        """Give a fact that is a text, a number or a key; empty where it is not stated."""
        value = self.fact(item, name)
        return '' if value is None or isinstance(value, (bool, tuple)) else str(value)

    def texts(self, item: ExportedEntry | ExportedNotice, name: str) -> tuple[str, ...]:
        """Give a fact that is a list."""
        value = self.fact(item, name)
        return value if isinstance(value, tuple) and not hasattr(value, '_fields') else ()

    def flag(self, item: ExportedEntry | ExportedNotice, name: str) -> bool | None:
        """Give a fact that is yes or no; ``None`` where it is not stated."""
        value = self.fact(item, name)
        return value if isinstance(value, bool) else None

    def link(self, item: ExportedEntry | ExportedNotice, name: str) -> Link:
        """Give a fact that is a link; both parts are empty where it is not stated."""
        value = self.fact(item, name)
        return value if isinstance(value, Link) else Link('', '')

    def entries(
        self, item: ExportedEntry | ExportedNotice, name: str, relations: Relations[ExportedEntry]
    ) -> list[ExportedEntry]:
        """Give the entries that a fact names by their ids; names that none of *relations* bears are lost."""
        kind = KINDS['notice' if isinstance(item, ExportedNotice) else item.kind].by_name[name].refers_to
        single = self.text(item, name)
        found = []
        for target in (single,) if single else self.texts(item, name):
            named = relations.find(kind, target)
            if named is None:
                self.lose(item, name, f'no entry {target!r}')
            else:
                found.append(named)
        return found

    def title(self, item: ExportedEntry) -> str:
        """Give the name of an entry for readers, with the field that states it."""
        self._taken.add((_key(item), KINDS[item.kind].title_field))
        return item.title

    def body(self, item: ExportedEntry) -> str:
        """Give the prose below an entry."""
        self._taken.add((_key(item), BODY))
        return item.body

    # -- what becomes of them -----------------------------------------------------------------------------------

    def lose(self, item: ExportedEntry | ExportedNotice, name: str, why: str) -> None:
        """Say that the fact *name*, or a part of it, is not in the form after all; *why*, in words."""
        reasons = self._lost.setdefault((_key(item), name), [])
        if why not in reasons:
            reasons.append(why)

    def unplaced(self, item: ExportedEntry | ExportedNotice, name: str, why: str) -> None:
        """Say *why* the fact *name* is lost, should nothing in the form take it; the first reason counts."""
        self._unplaced.setdefault((_key(item), name), why)

    def fill(self, file: str, path: str, value: str, origin: str) -> None:
        """Say that a required field was filled with *value*, which comes from *origin*, in words."""
        self.filled.append(Filled(file, path, value, origin))

    def leave_out(self, file: str, why: str) -> None:
        """Say that *file*, or a part of it, was not written; *why*, in words."""
        self.left_out.append(LeftOut(file, why))

    def losses(self, exported: Exported) -> Iterator[Lost]:
        """Give what is lost of all that *exported* states, in its order; each entry once."""
        for key, names in stated_facts(exported).items():
            facts = {name: why for name in names if (why := self._why(key, name))}
            if facts:
                yield Lost(key[0], key[1], key[2], facts)

    def _why(self, key: Key, name: str) -> str:
        if reasons := self._lost.get((key, name)):
            return '; '.join(reasons)
        return '' if (key, name) in self._taken else self._unplaced.get((key, name), NO_PLACE)


def stated_facts(exported: Exported) -> dict[Key, tuple[str, ...]]:
    """Give the names of all facts that are stated, by entry, in the order of the notices; an entry comes once."""
    found: dict[Key, dict[str, None]] = {}
    for notice in exported.notices:
        items: tuple[ExportedEntry | ExportedNotice, ...] = (notice, *notice.resolved)
        for item in items:
            names = found.setdefault(_key(item), {})
            names.update(dict.fromkeys(item.facts))
            if not isinstance(item, ExportedNotice) and item.body:
                names[BODY] = None
    return {key: tuple(names) for key, names in found.items()}


def _key(item: ExportedEntry | ExportedNotice) -> Key:
    if isinstance(item, ExportedNotice):
        return item.ident, 'notice', item.ident, item.source
    return item.notice, item.kind, item.ident, item.source
