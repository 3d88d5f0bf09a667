"""``tilt/<notice>.json``: each notice in the Transparency Information Language (TILT), its schema of May 2023.

That schema requires much that a notice need not state. What nobody stated is filled from what is stated, and the
account lists it; where that is not possible, there is no document. So all documents fit the schema, whatever is stated.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.account import BODY, Account
from sphinxext_privacy.exports.form import Form, Publication
from sphinxext_privacy.exports.privacy_json import json_text
from sphinxext_privacy.exports.tilt_data import data_disclosed, sources
from sphinxext_privacy.exports.tilt_decisions import DECISIONS, changes_of_purpose, decisions
from sphinxext_privacy.exports.tilt_meta import meta
from sphinxext_privacy.exports.tilt_people import people, responsible
from sphinxext_privacy.exports.tilt_rights import ACCESS, rights
from sphinxext_privacy.exports.tilt_sheet import Sheet
from sphinxext_privacy.exports.tilt_transfers import transfers
from sphinxext_privacy.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice


def tilt_file(notice: str) -> str:
    """Give the file of a notice: its id is letters, digits, dots and dashes, and leads nowhere else."""
    return f'tilt/{notice}.json'


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    written: dict[str, str] = {}
    for notice in exported.notices:
        file = tilt_file(notice.ident)
        if why := _hindrance(exported, notice, written):
            account.leave_out(file, why)
            _lose_all(notice, account)
        else:
            written[file.casefold()] = file
            yield file, json_text(_document(Sheet(exported, notice, file, account)))


def _hindrance(exported: Exported, notice: ExportedNotice, written: dict[str, str]) -> str:
    """Say why the notice cannot have a document; empty where it can."""
    file = tilt_file(notice.ident)
    if other := written.get(file.casefold()):
        return f'where capital letters make no difference, it would take the place of {other}'
    # Only what there is a document of counts as held: this is not the account of the form.
    trial = Sheet(exported, notice, file, Account())
    _head(trial)
    return '; '.join(trial.missing)


def _lose_all(notice: ExportedNotice, account: Account) -> None:
    """Say why the notice is lost, but for what another one inherits from it."""
    items: tuple[ExportedEntry | ExportedNotice, ...] = (notice, *notice.resolved)
    for item in items:
        for name in (*item.facts, BODY):
            account.unplaced(item, name, 'its notice has no document')


def _head(sheet: Sheet) -> dict[str, Any]:
    """Give what can be missing in such a way that there is no document."""
    controller = responsible(sheet)
    if controller is not None:
        return {'meta': meta(sheet, sheet.account.title(controller)), **people(sheet, controller)}
    found = {'meta': meta(sheet, '')}
    sheet.missing.append('no controller with a country and an e-mail address is stated')
    return found


def _document(sheet: Sheet) -> dict[str, Any]:
    """Give the document as plain data, in the order of the schema."""
    head, stated = _head(sheet), rights(sheet)
    parts = {
        'dataDisclosed': data_disclosed(sheet),
        'thirdCountryTransfers': transfers(sheet),
        ACCESS: stated.pop(ACCESS),
        'sources': sources(sheet),
        **stated,
        DECISIONS: decisions(sheet),
        'changesOfPurpose': changes_of_purpose(sheet),
    }
    digest = sheet.fill('meta/_hash', _digest({**head, **parts}), 'all else that is in the document')
    return {**head, 'meta': {**head['meta'], '_hash': digest}, **parts}


def _digest(document: dict[str, Any]) -> str:
    """Give the SHA-256 of a document without its hash, as JSON with sorted keys and without spaces."""
    text = json.dumps(document, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


FORM: Final = Form(
    'tilt',
    'Each notice in the Transparency Information Language (TILT), for programs that compare what controllers do.',
    _files,
    (tilt_file('<notice>'),),
    publication=Publication('application/json', N_('As TILT: {notice}'), tilt_file),
)
