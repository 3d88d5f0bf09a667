"""One thing that several notices state: what each adds, and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.model.values import Value

_ELSE: Final = 'another notice states something else'


class Merged:
    """Entries of one kind and id as one: the first to state a fact is heard, and others that differ are told lost."""

    def __init__(self, entries: Sequence[ExportedEntry], account: Account) -> None:
        """Take *entries*, in the order in which they are heard; there is at least one."""
        self.entries = entries
        self._account = account

    @property
    def title(self) -> str:
        """The name for readers."""
        titles = [(entry, self._account.title(entry)) for entry in self.entries]
        found = next((title for _, title in titles if title), '')
        for entry, title in titles:
            if title not in {'', found}:
                self._account.lose(entry, KINDS[entry.kind].title_field, _ELSE)
        return found

    def text(self, name: str) -> str:
        """Give a fact that is a text or a key; empty where none states it."""
        value = self._first(name)
        return '' if value is None or isinstance(value, (bool, tuple)) else str(value)

    def link(self, name: str) -> Link:
        """Give a fact that is a link; both parts are empty where none states it."""
        value = self._first(name)
        return value if isinstance(value, Link) else Link('', '')

    def contact(self, name: str) -> Contact:
        """Give a fact that is a contact; all parts are empty where none states it."""
        value = self._first(name)
        return value if isinstance(value, Contact) else Contact()

    def each(self, name: str) -> tuple[str, ...]:
        """Give all texts that any states for a fact, each once."""
        return tuple(dict.fromkeys(filter(None, [self._account.text(entry, name) for entry in self.entries])))

    def bodies(self) -> tuple[str, ...]:
        """Give the prose below each of them, each once."""
        return tuple(dict.fromkeys(filter(None, [self._account.body(entry) for entry in self.entries])))

    def lose(self, name: str, why: str) -> None:
        """Say of all of them that the fact, or a part of it, is not in the form."""
        for entry in self.entries:
            self._account.lose(entry, name, why)

    def _first(self, name: str) -> Value | None:
        found: Value | None = None
        for entry in self.entries:
            value = self._account.fact(entry, name)
            if found is None:
                found = value
            elif value is not None and value != found:
                self._account.lose(entry, name, _ELSE)
        return found
