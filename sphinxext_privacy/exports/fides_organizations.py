"""Organizations of ``fides.yml``: those who are responsible, with how they can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.fides_keys import fides_key
from sphinxext_privacy.exports.merged import Merged
from sphinxext_privacy.model.kinds import CONTROLLER
from sphinxext_privacy.model.values import parse_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice

_REACHED: Final = ('address', 'email', 'phone')
"""What both a controller and a contact have, and a place."""
_OFFICES: Final = {'dpo': 'data_protection_officer', 'representative': 'representative'}
"""Field of a controller → key of an organization."""


class Organizations:
    """The controllers of all notices."""

    def __init__(self, exported: Exported, account: Account) -> None:
        """Find them; nothing is read of them yet."""
        self._account = account
        self._entries: dict[str, list[ExportedEntry]] = {}
        responsible: dict[str, None] = {}
        for notice in exported.notices:
            for entry in notice.resolved:
                if entry.kind == 'controller':
                    self._entries.setdefault(entry.ident, []).append(entry)
            responsible.update(dict.fromkeys(notice.controllers))
        self._keys = _keys(ident for ident in responsible if ident in self._entries)

    def of(self, notice: ExportedNotice) -> tuple[str, ...]:
        """Give the ids of those who are responsible for *notice* and are described."""
        return tuple(ident for ident in dict.fromkeys(notice.controllers) if ident in self._keys)

    def key(self, ident: str) -> str:
        """Give the key of a controller."""
        return self._keys[ident]

    def name(self, ident: str) -> str:
        """Give the name of a controller."""
        return Merged(self._entries[ident], self._account).title

    def is_joint(self, ident: str) -> bool:
        """Tell whether a controller is stated to be responsible together with others."""
        return any(self._account.text(entry, 'role') == 'joint' for entry in self._entries[ident])

    def written(self) -> list[dict[str, Any]]:
        """Give them as they stand in the file."""
        return [self._written(ident) for ident in self._keys]

    def _written(self, ident: str) -> dict[str, Any]:
        merged = Merged(self._entries[ident], self._account)
        made: dict[str, Any] = {'fides_key': self._keys[ident], 'name': merged.title}
        if bodies := merged.bodies():
            made['description'] = '\n\n'.join(bodies)
        made['controller'] = self._reached(merged)
        for name, key in _OFFICES.items():
            if contact := self._contact(merged, name):
                made[key] = contact
        return made

    def _reached(self, merged: Merged) -> dict[str, str]:
        stated = {name: merged.text(name) for name in _REACHED}
        return {'name': merged.title, **{name: value for name, value in stated.items() if value}}

    def _contact(self, merged: Merged, field: str) -> dict[str, str]:
        contact = merged.contact(field)
        if described := self._entries.get(contact.text):
            # The contact is a controller of the register.
            return self._reached(Merged(described, self._account))
        for part in ('country', 'website'):
            if getattr(contact, part):
                merged.lose(field, f'its {part} has no place')
        stated = {'name': contact.name, **{part: getattr(contact, part) for part in _REACHED}}
        if contact.text:
            place = 'name' if parse_value(CONTROLLER.by_name['email'], contact.text).problems else 'email'
            if stated[place]:
                merged.lose(field, f'{contact.text!r} has no place beside the {place}')
            stated[place] = stated[place] or contact.text
        return {part: value for part, value in stated.items() if value}


def _keys(idents: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for ident in idents:
        found[ident] = fides_key(ident, found.values())
    return found
