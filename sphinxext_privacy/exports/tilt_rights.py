"""The rights of the person in a TILT document.

A right that nobody stated is an empty object; that of access alone must say whether there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.account import BODY
from sphinxext_privacy.exports.tilt_sheet import LABELLED, NOWHERE, right_key, stated_only
from sphinxext_privacy.exports.tilt_values import fee, place, uri
from sphinxext_privacy.labels import translate
from sphinxext_privacy.model.kinds import RIGHT
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.exports.tilt_sheet import Sheet

ACCESS: Final = 'accessAndDataPortability'
PORTABILITY: Final = 'rightToDataPortability'
WITHDRAWAL: Final = 'rightToWithdrawConsent'
COMPLAINT: Final = 'rightToComplain'
RIGHTS: Final = (
    ACCESS,
    'rightToInformation',
    'rightToRectificationOrDeletion',
    PORTABILITY,
    WITHDRAWAL,
    COMPLAINT,
)
_HELD: Final = ('label', 'key', 'how', 'url', 'email', 'law', 'conditional', 'authority', 'authority-url', BODY)


def rights(sheet: Sheet) -> dict[str, dict[str, Any]]:
    """Give all rights, by the keys of the document."""
    stated: dict[str, list[ExportedEntry]] = {name: [] for name in RIGHTS}
    for right in sheet.of('right'):
        key = right_key(right)
        name = place('rights', key)
        if name in stated:
            sheet.account.text(right, 'key')
            stated[name].append(right)
        else:
            said = 'key' in right.facts or key in VOCABULARIES['rights'].labels
            why = f'no identifier for {key!r}' if said else 'it is not stated which right it is'
            sheet.unplaced(right, _HELD, why)
    found = {name: _right(sheet, name, entries) for name, entries in stated.items()}
    found[ACCESS] = _access(sheet, found[ACCESS], stated[PORTABILITY])
    if stated[COMPLAINT]:
        found[COMPLAINT] = _complaint(sheet, found[COMPLAINT], stated[COMPLAINT])
    return found


def _right(sheet: Sheet, name: str, entries: Sequence[ExportedEntry]) -> dict[str, Any]:
    """Give a right of the document: what several rights of the notice say of it, each after the other."""
    said = [_words(sheet, entry) for entry in entries]
    if name == WITHDRAWAL:
        said += _withdrawals(sheet)
    if not said:
        return {}
    contacts = {
        'url': _first(sheet, entries, 'url', sheet.address),
        'email': _first(sheet, entries, 'email', sheet.email),
    }
    return {'available': True, 'description': '\n\n'.join(said), **stated_only(contacts)}


def _words(sheet: Sheet, right: ExportedEntry) -> str:
    """Give what is stated of a right, a line each: its name, how it is used, and where it holds."""
    account = sheet.account
    how = account.text(right, 'how')
    if not how and right_key(right) != 'complain':
        # What the notice says of all requests.
        how = sheet.inherited('request-channel')
    lines = [account.title(right), how, account.body(right)]
    if account.flag(right, 'conditional'):
        lines.append(translate(RIGHT.by_name['conditional'].label))
    lines.append(sheet.labelled(right, 'law'))
    return '\n'.join(filter(None, lines))


def _withdrawals(sheet: Sheet) -> list[str]:
    """Give how consent to each purpose is withdrawn."""
    return [
        translate(LABELLED).format(label=sheet.account.title(purpose), value=how)
        for purpose in sheet.of('purpose')
        if (how := sheet.account.text(purpose, 'withdraw'))
    ]


def _first(sheet: Sheet, entries: Sequence[ExportedEntry], name: str, read: Callable[[ExportedEntry, str], str]) -> str:
    """Give the first address of several rights; the others are lost."""
    found = ''
    for entry in entries:
        address = read(entry, name) if name in entry.facts else ''
        if found and address and address != found:
            sheet.account.lose(entry, name, 'there is a place for one address only')
        found = found or address
    return found


# -- rights that have fields of their own -----------------------------------------------------------------------


def _access(sheet: Sheet, access: dict[str, Any], portability: Sequence[ExportedEntry]) -> dict[str, Any]:
    """Give the right of access, with what a request costs."""
    if not access:
        path = f'{ACCESS}/available'
        if not portability:
            return {'available': sheet.fill_false(path, 'no right of access is stated, nor one to data portability')}
        sheet.fill(path, 'true', f'{PORTABILITY}/available')
        access = {'available': True}
    if cost := sheet.inherited('request-fee'):
        if read := fee(cost):
            return {**access, 'administrativeFee': {'amount': read[0], 'currency': read[1]}}
        sheet.lose_inherited('request-fee', 'no amount with a currency')
    return access


def _complaint(sheet: Sheet, complaint: dict[str, Any], entries: Sequence[ExportedEntry]) -> dict[str, Any]:
    """Give the right to complain, with the first authority that is stated; its address may be that of the right."""
    account = sheet.account
    stated = [entry for entry in entries if 'authority' in entry.facts or 'authority-url' in entry.facts]
    for other in stated[1:]:
        sheet.unplaced(other, ('authority', 'authority-url'), 'there is a place for one authority only')
    name = url = ''
    for first in stated[:1]:
        link = account.link(first, 'authority-url')
        name = account.text(first, 'authority') or link.title
        url = uri(sheet.exported.absolute(link.url)) if link.url else ''
        if link.title and link.title != name:
            account.lose(first, 'authority-url', 'the words of the link have no place')
        if url and complaint.get('url', url) != url:
            account.lose(first, 'authority-url', 'there is a place for one address only')
    name = name or sheet.fill(f'{COMPLAINT}/supervisoryAuthority/name', '', NOWHERE)
    return {**stated_only({'url': url}), **complaint, 'supervisoryAuthority': {'name': name}}
