"""Systems of ``fides.yml``: the service that a notice is about, and each recipient of data.

A recipient that several notices of one controller name is one system, with what all of them state. That of another
controller is a system of its own, as a system belongs to one organization.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.fides_declarations import Declarations
from sphinxext_privacy.exports.fides_keys import fides_key, numbered
from sphinxext_privacy.exports.fides_storage import storage
from sphinxext_privacy.exports.homes import Homes
from sphinxext_privacy.exports.identifiers import Identifiers
from sphinxext_privacy.exports.merged import Merged
from sphinxext_privacy.model.values import is_web_address
from sphinxext_privacy.model.vocabularies import is_processing_agreement
from sphinxext_privacy.notices.relations import Relations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.fides_declarations import Declaration
    from sphinxext_privacy.exports.fides_organizations import Organizations
    from sphinxext_privacy.exports.homes import Placed
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice

System = dict[str, Any]
Slot = tuple[str, str, str]
"""What makes two systems one: ``service`` or ``processor``, the id, and the id of the controller."""

_TYPES: Final = {
    'service': ('Service', 'the notice, which names a service'),
    'processor': ('Third Party', 'the entry, which is that of a recipient'),
}
_NO_TRANSFER: Final = 'none-needed'
_SILENT: Final = ''


class Systems:
    """The systems of all notices, services first."""

    def __init__(self, file: str, exported: Exported, organizations: Organizations, account: Account) -> None:
        """Make them; *file* is where *account* is told that they stand."""
        self._file = file
        self._exported = exported
        self._organizations = organizations
        self._account = account
        self._identifiers = Identifiers('fides', account)
        self._declarations = Declarations(account, self._identifiers)
        self._services: dict[Slot, ExportedNotice] = {}
        self._recipients: dict[Slot, list[tuple[ExportedNotice, ExportedEntry]]] = {}
        self.written: list[System] = []
        for notice in exported.notices:
            self._find(notice)
        self._write()
        self._declarations.account_for_names(exported)

    # -- which there are ----------------------------------------------------------------------------------------

    def _find(self, notice: ExportedNotice) -> None:
        owner = self._owner(notice)
        recipients = [entry for entry in notice.resolved if entry.kind == 'processor']
        has_service = bool(notice.facts.get('service'))
        if has_service:
            self._services['service', notice.ident, owner] = notice
        for entry in recipients:
            self._recipients.setdefault(('processor', entry.ident, owner), []).append((notice, entry))
        account = self._account
        told = {owner, *(self._joint(notice) if has_service else ())}
        for named in account.entries(notice, 'controller', Relations(notice.resolved)):
            if not has_service and not recipients:
                account.lose(notice, 'controller', 'the notice has no system')
            elif named.ident not in told:
                account.lose(notice, 'controller', 'a system belongs to one organization, the first')

    def _owner(self, notice: ExportedNotice) -> str:
        """Give the id of the controller that the systems of *notice* belong to; empty where none is described."""
        return next(iter(self._organizations.of(notice)), '')

    def _joint(self, notice: ExportedNotice) -> tuple[str, ...]:
        """Give the ids of those who are responsible together with the first."""
        return tuple(ident for ident in self._organizations.of(notice)[1:] if self._organizations.is_joint(ident))

    def _cookies(self) -> dict[Slot, list[ExportedEntry]]:
        """Give the storage that each system sets."""
        found: dict[Slot, list[ExportedEntry]] = {}
        for item in Homes(self._exported).entries('cookie'):
            provider = self._account.text(item.entry, 'provider')
            if not provider:
                continue
            setting = self._setting(item, provider)
            for slot in setting:
                found.setdefault(slot, []).append(item.entry)
            if not setting:
                missing = 'no service is stated' if provider == 'first-party' else f'no entry {provider!r}'
                self._account.lose(item.entry, 'provider', missing)
        return found

    def _setting(self, item: Placed, provider: str) -> dict[Slot, None]:
        ident = provider.rpartition('/')[2]
        slots = {
            ('service', notice.ident, self._owner(notice))
            if provider == 'first-party'
            else ('processor', ident, self._owner(notice)): None
            for notice in item.notices
        }
        return {slot: None for slot in slots if slot in self._services or slot in self._recipients}

    # -- what they are ------------------------------------------------------------------------------------------

    def _write(self) -> None:
        cookies = self._cookies()
        for slot, notice in self._services.items():
            made = {**self._service(notice), **storage(cookies.get(slot, []), self._account)}
            self._add(slot, made, self._declarations.of(notice))
        for slot, stated in self._recipients.items():
            merged = Merged([entry for _, entry in stated], self._account)
            made = {**self._recipient(merged), **storage(cookies.get(slot, []), self._account)}
            self._add(slot, made, [found for place in stated for found in self._declarations.of(*place)])

    def _add(self, slot: Slot, made: System, declarations: Iterable[Declaration]) -> None:
        kind, ident, owner = slot
        place = f'system/{len(self.written)}'
        system: System = {'fides_key': fides_key(f'{kind}-{ident}', [known['fides_key'] for known in self.written])}
        if owner:
            system['organization_fides_key'] = self._organizations.key(owner)
        system_type, origin = _TYPES[kind]
        self._account.fill(self._file, f'{place}/system_type', system_type, origin)
        system |= {'name': made.pop('name'), 'system_type': system_type, **made}
        system['privacy_declarations'] = _told_apart(declarations)
        if not system['privacy_declarations']:
            why = 'nothing: no purpose with a kind and data with a category are stated for it together'
            self._account.fill(self._file, f'{place}/privacy_declarations', '', why)
        self.written.append(system)

    def _service(self, notice: ExportedNotice) -> System:
        account = self._account
        made: System = {'name': account.text(notice, 'service')}
        account.text(notice, 'url')
        if address := self._web_address(notice.url):
            made['privacy_policy'] = address
        else:
            account.lose(notice, 'url', 'it is no web address')
        if joint := [self._organizations.name(ident) for ident in self._joint(notice)]:
            made['joint_controller_info'] = '; '.join(joint)
        measures = [account.title(entry) for entry in notice.resolved if entry.kind == 'measure']
        if measures:
            made['data_security_practices'] = '; '.join(measures)
        return made

    def _recipient(self, merged: Merged) -> System:
        made: System = {'name': merged.title}
        if description := '\n\n'.join((*merged.each('purpose'), *merged.bodies())):
            made['description'] = description
        for name, key in (('legal-name', 'legal_name'), ('address', 'legal_address')):
            if value := merged.text(name):
                made[key] = value
        for name, key in (('policy', 'privacy_policy'), ('agreement', 'dpa_location')):
            link = merged.link(name)
            if name == 'agreement' and not self._processes(merged):
                merged.lose(name, 'it is no data processing agreement, as its role is not that of a processor')
                continue
            if address := self._web_address(link.url):
                made[key] = address
                if link.title:
                    merged.lose(name, 'only its address has a place')
            else:
                merged.lose(name, 'it has no web address')
        return {**made, **self._personal_data(merged), **self._transfers(merged), **self._roles(merged)}

    def _processes(self, merged: Merged) -> bool:
        """Tell whether it processes data for whom it serves, in any notice, as far as notices say."""
        return any(is_processing_agreement(self._account.text(entry, 'role')) for entry in merged.entries)

    def _personal_data(self, merged: Merged) -> System:
        """Say whether it processes personal data; that it does not, only where each notice that names it says so."""
        name = 'no-personal-data'
        stated = {self._account.flag(entry, name) for entry in merged.entries}
        if stated == {True}:
            return {'processes_personal_data': False}
        if True in stated:
            merged.lose(name, 'not all notices that name it state this')
        return {'processes_personal_data': True} if False in stated else {}

    def _transfers(self, merged: Merged) -> System:
        """Say what transfers rest on; that there are none, only where each notice that names it says so."""
        found: dict[str, None] = {}
        stated: set[str] = set()
        for entry in merged.entries:
            keys = self._account.texts(entry, 'transfer-mechanism')
            stated.update(keys or {_SILENT})
            grounds = [key for key in keys if key != _NO_TRANSFER]
            mapped = self._identifiers.of(entry, 'transfer-mechanism', 'transfer-mechanisms', grounds)
            found.update(dict.fromkeys(mapped))
        if stated == {_NO_TRANSFER}:
            return {'does_international_transfers': False}
        if _NO_TRANSFER in stated:
            merged.lose('transfer-mechanism', f'{_NO_TRANSFER!r} is not all that is stated of it')
        return {'does_international_transfers': True, 'legal_basis_for_transfers': list(found)} if found else {}

    def _roles(self, merged: Merged) -> System:
        found: dict[str, None] = {}
        for entry in merged.entries:
            role = self._account.text(entry, 'role')
            found.update(dict.fromkeys(self._identifiers.of(entry, 'role', 'recipient-roles', [role] if role else [])))
        return {'responsibility': list(found)} if found else {}

    def _web_address(self, url: str) -> str:
        """Give *url* where programs can follow it; empty where it is relative, or no page."""
        absolute = self._exported.absolute(url) if url else ''
        return absolute if is_web_address(absolute) else ''


def _told_apart(declarations: Iterable[Declaration]) -> list[Declaration]:
    """Give each declaration once, with a name that no other of the system has."""
    found: list[Declaration] = []
    for declaration in declarations:
        if declaration not in found:
            found.append(declaration)
    names: list[str] = []
    for declaration in found:
        names.append(numbered(declaration['name'], names))
    return [{**declaration, 'name': name} for declaration, name in zip(found, names, strict=True)]
