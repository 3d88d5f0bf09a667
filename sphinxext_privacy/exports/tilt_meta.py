"""``meta`` of a TILT document: what it is, of which day, and whether it is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.tilt_values import is_date, language_code, uri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.records import ExportedEntry, ExportedNotice
    from sphinxext_privacy.exports.tilt_sheet import Sheet

_STATUSES: Final = {'active': 'active', 'draft': 'inactive', 'superseded': 'inactive'}


def meta(sheet: Sheet, name: str) -> dict[str, Any]:
    """Give the object, without its hash; *name* is that of the controller."""
    modified = _modified(sheet)
    return {
        '_id': sheet.fill('meta/_id', sheet.notice.ident, 'the id of the notice'),
        'name': name,
        'created': _created(sheet, modified),
        'modified': modified,
        'version': _version(sheet),
        'language': _language(sheet),
        'status': _status(sheet),
        'url': _url(sheet),
    }


# -- dates ------------------------------------------------------------------------------------------------------


def _modified(sheet: Sheet) -> str:
    for item, name, origin in _dated(sheet):
        if is_date(str(item.facts.get(name, ''))):
            date = sheet.account.text(item, name)
            return sheet.fill('meta/modified', date, origin) if origin else date
        if not origin and is_date(sheet.notice.date):
            return sheet.fill('meta/modified', sheet.notice.date, 'the last change of the page in git')
    sheet.missing.append('no date is stated')
    return ''


def _dated(sheet: Sheet) -> Iterator[tuple[ExportedEntry | ExportedNotice, str, str]]:
    """Give what dates the notice: item, fact, and what that is in words where it is not the date of the notice."""
    yield sheet.notice, 'updated', ''
    yield sheet.notice, 'effective', 'effective of the notice'
    yield from ((change, 'date', 'the last privacy-change') for change in _changes(sheet)[-1:])
    yield sheet.notice, 'reviewed', 'reviewed of the notice'


def _created(sheet: Sheet, modified: str) -> str:
    """Give the earliest day on which there was such a notice, as far as it says."""
    for change in _changes(sheet)[:1]:
        if str(change.facts['date']) < modified:
            return sheet.fill('meta/created', sheet.account.text(change, 'date'), 'the first privacy-change')
    return sheet.fill('meta/created', modified, 'meta/modified')


def _changes(sheet: Sheet) -> list[ExportedEntry]:
    """Give the history of the notice itself, the oldest first."""
    own = [entry for entry in sheet.of('change') if entry.notice == sheet.notice.ident]
    return sorted((entry for entry in own if is_date(_date(entry))), key=_date)


def _date(change: ExportedEntry) -> str:
    return str(change.facts.get('date', ''))


# -- the rest ---------------------------------------------------------------------------------------------------


def _version(sheet: Sheet) -> int:
    text = sheet.account.text(sheet.notice, 'version')
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text):
        return int(text)
    sheet.account.lose(sheet.notice, 'version', 'no whole number')
    return int(sheet.fill('meta/version', '1', 'no whole number is stated'))


def _language(sheet: Sheet) -> str:
    code = language_code(sheet.exported.language)
    if not code:
        sheet.missing.append(f'no code of two letters for the language {sheet.exported.language!r}')
    if any(language_code(stated) != code for stated in sheet.account.texts(sheet.notice, 'languages')):
        sheet.account.lose(sheet.notice, 'languages', 'only the language of the build has a place')
    return code


def _status(sheet: Sheet) -> str:
    stated = sheet.account.text(sheet.notice, 'status')
    if not stated:
        return sheet.fill('meta/status', 'active', 'it is not stated to be a draft, or to be superseded')
    if stated not in _STATUSES:
        sheet.account.lose(sheet.notice, 'status', f'no identifier for {stated!r}')
        return sheet.fill('meta/status', 'inactive', f'it is not stated to be active, but {stated!r}')
    if stated != 'active':
        sheet.account.lose(sheet.notice, 'status', 'only that it is not active')
    return _STATUSES[stated]


def _url(sheet: Sheet) -> str:
    stated = sheet.account.text(sheet.notice, 'url') or sheet.notice.url
    return uri(sheet.exported.absolute(stated)) or sheet.fill('meta/url', '', 'it has no address')
