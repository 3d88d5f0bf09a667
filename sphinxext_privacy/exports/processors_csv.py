"""``processors.csv``: all recipients of a project, one a row: the list of sub-processors that customers ask for.

What several notices say of one recipient is joined. What not all of them say has those that do behind it, in brackets.
A notice that only inherits a recipient says nothing of it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urldefrag

from sphinxext_privacy.exports.cells import Cells
from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.homes import Homes
from sphinxext_privacy.exports.spreadsheets import Column, Sheet, csv_text
from sphinxext_privacy.labels import translate
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import PROCESSOR
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.notices.relations import Relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice

FILE: Final = 'processors.csv'
TITLE: Final = N_('Recipients')
IDENT: Final = N_('Id')
NOTICES: Final = N_('Notices')

FIELDS: Final = (
    'legal-name', 'role', 'category', 'purpose', 'purposes', 'data', 'country', 'transfer-mechanism', 'transfer-detail',
    'safeguard-url', 'agreement', 'policy', 'website', 'address', 'retention', 'since', 'until', 'reviewed',
)  # fmt: skip
"""The fields with a column, in the order of the columns: before them the name and the id, after them the notices."""


class _Told(NamedTuple):
    """A recipient as one notice tells of it."""

    entry: ExportedEntry
    titles: Mapping[str, tuple[ExportedEntry, ...]]
    """The purposes and the data that are stated to belong to it, in the order of the notice."""


def recipients(exported: Exported, account: Account) -> Sheet:
    """Give the recipients as a table, sorted by name."""
    cells, homes = Cells(exported, account), Homes(exported)
    found: dict[str, list[_Told]] = {}
    for notice in exported.notices:
        for told in _told_by(notice, homes, cells):
            found.setdefault(told.entry.ident, []).append(told)
    rows = sorted((_row(ident, told, homes, cells) for ident, told in found.items()), key=_order)
    headings = [PROCESSOR.by_name['name'].label, IDENT, *(PROCESSOR.by_name[name].label for name in FIELDS), NOTICES]
    columns = tuple(Column(translate(heading), 20) for heading in headings)
    title = translate(TITLE)
    return Sheet(cells.labelled(title, exported.project), title, exported.language, columns, tuple(rows))


def _told_by(notice: ExportedNotice, homes: Homes, cells: Cells) -> Iterator[_Told]:
    relations = Relations(notice.resolved)
    for entry in notice.resolved:
        if entry.kind != 'processor' or not homes.is_home(notice, entry):
            continue
        titles = {}
        for name, kind in (('purposes', 'purpose'), ('data', 'data')):
            # For the account: what it names and nobody describes.
            cells.account.entries(entry, name, relations)
            titles[name] = relations.related(entry, kind)
        for purpose in titles['purposes']:
            cells.account.entries(purpose, 'processors', relations)
        yield _Told(entry, titles)


def _row(ident: str, told: Sequence[_Told], homes: Homes, cells: Cells) -> tuple[str, ...]:
    by = [item.entry.notice for item in told]
    name = cells.said((who, cells.account.title(item.entry)) for who, item in zip(by, told, strict=True))
    values = [
        cells.said((who, _value(item, field, cells)) for who, item in zip(by, told, strict=True)) for field in FIELDS
    ]
    return name, ident, *values, cells.lines(_notice(item.entry, homes, cells) for item in told)


def _value(told: _Told, name: str, cells: Cells) -> str:
    """Give what one notice says in the field *name*."""
    entry, account = told.entry, cells.account
    if name in told.titles:
        titles = cells.keys(map(account.title, told.titles[name]))
        if name == 'data' and account.flag(entry, 'no-personal-data'):
            return cells.keys([translate(PROCESSOR.by_name['no-personal-data'].label), titles])
        return titles
    match PROCESSOR.by_name[name].type:
        case 'key':
            return cells.key(entry, name)
        case 'keys':
            return cells.keys(cells.key_list(entry, name))
        case 'countries':
            return cells.parts(cells.countries(account.texts(entry, name)))
        case 'link':
            return cells.link_of(entry, name)
        case 'retention':
            return cells.period(entry, name)
        case _:
            return account.text(entry, name)


def _notice(entry: ExportedEntry, homes: Homes, cells: Cells) -> str:
    """Give the notice that names a recipient: its title, id and address."""
    here = homes.notices.get(entry.notice)
    notice = here or cells.exported.elsewhere.get(entry.notice)
    if here is not None:
        # The title and the address of a notice are these where they are stated.
        cells.account.text(here, 'title')
        cells.account.text(here, 'url')
    # What a notice of another project inherits from a third one is known by its entries only.
    title, url = (notice.title, notice.url) if notice is not None else (entry.notice, urldefrag(entry.url).url)
    return cells.link(Link(cells.remarked(title, [entry.notice]), url))


def _order(row: tuple[str, ...]) -> tuple[str, ...]:
    """Give what a row is sorted by: its name, in the same way in each language."""
    name, ident = row[0], row[1]
    return unicodedata.normalize('NFKD', name).casefold(), name, ident


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    yield FILE, csv_text(recipients(exported, account))


FORM: Final = Form('processors', 'The recipients of all notices, one a row, as CSV.', _files, (FILE,))
