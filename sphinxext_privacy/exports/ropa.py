"""``ropa.csv`` and ``ropa.xlsx``: the record of processing activities of Art. 30(1) GDPR, from what notices state.

A row is a purpose of a notice, with the data, persons, recipients and periods that are stated to belong to it. What is
stated to belong to no purpose is in a last row of the notice: nothing is put together that nobody put together.

An entry stands in the rows of the notice that states it, and not again in those of the notices that inherit it. Two
things are otherwise. What a notice of another project states has no rows of its own here, so it is in those of the
notice that adds to that one. And where a notice adds data or recipients to a purpose that it inherits, it has a row for
that purpose, which is whole. Controllers and measures hold for all that a notice says, and are in each of its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.exports.cells import Cells
from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.homes import Homes
from sphinxext_privacy.exports.ropa_rows import Row, Rows, is_about, receives_nothing
from sphinxext_privacy.exports.spreadsheets import MOST_UNITS, Column, Sheet, csv_text, cut_cells, workbook
from sphinxext_privacy.labels import translate
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rendering.facts import negative
from sphinxext_privacy.words.countries import EEA, is_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice

CSV: Final = 'ropa.csv'
XLSX: Final = 'ropa.xlsx'

TITLE: Final = N_('Record of processing activities')
TAB: Final = N_('Processing activities')
NOTICE_HEADING: Final = N_('Notice')


class _Heading(NamedTuple):
    """A column: what it holds, and the point of the law that asks for it."""

    words: str
    law: str
    width: int


HEADINGS: Final = {
    'notice': _Heading(NOTICE_HEADING, '', 22),
    'url': _Heading(NOTICE.by_name['url'].label, '', 26),
    'status': _Heading(NOTICE.by_name['status'].label, '', 12),
    'controller': _Heading(N_('Controller'), 'GDPR 30(1)(a)', 30),
    'joint': _Heading(N_('Joint controllers'), 'GDPR 30(1)(a)', 26),
    'representative': _Heading(N_('Representative'), 'GDPR 30(1)(a)', 24),
    'dpo': _Heading(N_('Data protection officer'), 'GDPR 30(1)(a)', 26),
    'purposes': _Heading(N_('Purposes'), 'GDPR 30(1)(b)', 34),
    'subjects': _Heading(N_('Categories of data subjects'), 'GDPR 30(1)(c)', 20),
    'data': _Heading(N_('Categories of personal data'), 'GDPR 30(1)(c)', 36),
    'recipients': _Heading(N_('Categories of recipients'), 'GDPR 30(1)(d)', 44),
    'transfers': _Heading(N_('Transfers to third countries'), 'GDPR 30(1)(e)', 40),
    'retention': _Heading(N_('Time limits for erasure'), 'GDPR 30(1)(f)', 34),
    'measures': _Heading(N_('Technical and organisational measures'), 'GDPR 30(1)(g)', 36),
}
"""The columns, in their order."""

TOPICS: Final = {
    'controller': 'controller',
    'contact': 'controller',
    'representative': 'representative',
    'dpo': 'dpo',
    'recipients': 'recipients',
    'transfers': 'transfers',
    'retention': 'retention',
    'security': 'measures',
}
"""Topic of a statement → the column in which its prose stands. One on purposes has a row of its own."""

OWN_PERSONS: Final = 'what it belongs to states its own'
OWN_RECIPIENTS: Final = 'recipients are stated'
NO_DATA: Final = 'it is stated to receive no personal data'
DATA_AFTER_ALL: Final = 'it names data that it receives'


def record(exported: Exported, account: Account) -> Sheet:
    """Give the record as a table."""
    cells = Cells(exported, account)
    whole = _Whole(exported, cells)
    rows = [
        tuple(row.get(name, '') for name in HEADINGS)
        for notice in exported.notices
        for row in _Record(notice, whole).cells()
    ]
    whole.settle()
    columns = tuple(Column(cells.remarked(translate(item.words), [item.law]), item.width) for item in HEADINGS.values())
    title = cells.labelled(translate(TITLE), exported.project)
    return Sheet(title, translate(TAB), exported.language, columns, tuple(rows))


class _Whole:
    """What must be known of all notices to write one, and what turned out to stand in a row of any of them."""

    def __init__(self, exported: Exported, cells: Cells) -> None:
        self.cells = cells
        self.homes = Homes(exported)
        self.persons_of: set[tuple[str, ...]] = set()
        """Notice, kind and id of the entries, and notice alone, whose persons stand in a row."""
        self.received: set[tuple[str, str, str]] = set()
        """Notice and id of the recipients, and id of the data, that stand in a row as received."""
        self._controllers: dict[str, ExportedEntry] = {}
        for notice in exported.notices:
            for entry in notice.resolved:
                if entry.kind == 'controller':
                    self._controllers.setdefault(entry.ident, entry)

    def controller(self, ident: str, near: dict[str, ExportedEntry]) -> ExportedEntry | None:
        """Give the controller *ident*: as it is described *near*, else anywhere."""
        return near.get(ident) or self._controllers.get(ident)

    def negative(self, notice: ExportedNotice, name: str) -> tuple[ExportedNotice, str]:
        """Give the notice that says that there is none of something, and its text: this one, or one it adds to."""
        for ident in (notice.ident, *notice.parents):
            found = self.homes.notices.get(ident)
            value = found.facts.get(name) if found is not None else None
            if found is not None and isinstance(value, str):
                return found, value
        return notice, ''

    def settle(self) -> None:
        """Tell the account of what was read and stands in no row."""
        for notice in self.homes.notices.values():
            if 'subjects' in notice.facts and (notice.ident,) not in self.persons_of:
                self.cells.account.lose(notice, 'subjects', OWN_PERSONS)
            data = {entry.ident for entry in notice.resolved if entry.kind == 'data'}
            for entry in notice.resolved:
                if self.homes.is_home(notice, entry) and not receives_nothing(entry):
                    self._settle(entry, data)

    def _settle(self, entry: ExportedEntry, data: set[str]) -> None:
        subjects = entry.kind in {'data', 'processor'} and 'subjects' in entry.facts
        if subjects and (entry.notice, *entry.key) not in self.persons_of:
            self.cells.account.lose(entry, 'subjects', OWN_PERSONS)
        if entry.kind == 'processor':
            named = {target.rpartition('/')[2] for target in texts(entry.facts.get('data'))}
            for ident in sorted(named & data):
                if (entry.notice, entry.ident, ident) not in self.received:
                    self.cells.account.lose(entry, 'data', f'{ident!r} serves no purpose that it takes part in')


class _Record:
    """The rows of one notice in words."""

    def __init__(self, notice: ExportedNotice, whole: _Whole) -> None:
        self.notice = notice
        self.whole = whole
        self.words = whole.cells
        self.account = whole.cells.account
        self.rows = Rows(notice, whole.homes)
        self.known = self.rows.known
        self.relations = self.rows.relations
        self._said: set[int] = set()
        """The statements that stand in a row."""

    def cells(self) -> list[dict[str, str]]:
        """Give the cells of each row, by the name of the column."""
        common = self._common()
        statements = [entry for entry in self.notice.resolved if any(is_about(entry, topic) for topic in TOPICS)]
        found = [self._cells(row, common, statements) for row in self.rows.all()]
        self._deny('recipients', found, 'processor')
        # What is said of data that are in no row is said of the notice at least.
        for entry in statements:
            if id(entry) not in self._said and entry in self.rows.own:
                self._state(entry, found[-1])
        for entry in filter(receives_nothing, self.rows.own):
            for name in entry.facts:
                self.account.lose(entry, name, NO_DATA)
        return found

    def _cells(self, row: Row, common: dict[str, str], statements: list[ExportedEntry]) -> dict[str, str]:
        found = {
            **common,
            'purposes': self._purpose(row.purpose) if row.purpose is not None else '',
            'subjects': self._subjects(row),
            'data': self.words.lines(map(self._datum, row.data)),
            'recipients': self.words.lines(self._recipient(entry, row) for entry in row.recipients),
            'transfers': self.words.lines(map(self._transfer, row.recipients)),
            'retention': self.words.lines(self._retention(row)),
        }
        idents = {entry.ident for entry in row.data}
        for entry in statements:
            about = {known.ident for known in self.account.entries(entry, 'data', self.relations)}
            if not self.account.texts(entry, 'data') or about & idents:
                self._said.add(id(entry))
                self._state(entry, found)
        return found

    def _state(self, entry: ExportedEntry, cells: dict[str, str]) -> None:
        """Add a statement to the cell that its topic belongs in, with the data that it is about."""
        about = self.words.parts(map(self.account.title, self.account.entries(entry, 'data', self.relations)))
        text = self._statement(entry)
        self._add(cells, TOPICS[self.account.text(entry, 'topic')], self.words.labelled(about, text) if about else text)

    def _add(self, cells: dict[str, str], name: str, text: str) -> None:
        cells[name] = self.words.lines([cells.get(name, ''), text])

    def _common(self) -> dict[str, str]:
        """Give what is in each row of the notice."""
        account, cells, notice = self.account, self.words, self.notice
        # The title and the address of a notice are these where they are stated.
        account.text(notice, 'title')
        account.text(notice, 'url')
        account.text(notice, 'status')
        account.entries(notice, 'controller', self.relations)
        controllers = [
            self.known['controller'][ident]
            for ident in notice.controllers or self.known['controller']
            if ident in self.known['controller']
        ]
        # The one that is named first keeps the record; of the others, it is joint with those that are stated to be.
        joint = [entry for entry in controllers[1:] if account.text(entry, 'role') == 'joint']
        found = {
            'notice': notice.title,
            'url': cells.exported.absolute(notice.url),
            'status': cells.label('statuses', account.text(notice, 'status')),
            'controller': cells.lines(self._controller(entry) for entry in controllers if entry not in joint),
            'joint': cells.lines(self._controller(entry) for entry in joint),
            'measures': cells.lines(self._measure(entry) for entry in self.known['measure'].values()),
        }
        for name in ('representative', 'dpo'):
            found[name] = cells.said((account.title(entry), self._contact(entry, name)) for entry in controllers)
            self._deny(name, [found])
        return found

    def _deny(self, name: str, rows: Iterable[dict[str, str]], kind: str = '') -> None:
        """Put the words that there is none of something in *rows*; not where entries of *kind* are there after all."""
        source, text = self.whole.negative(self.notice, name)
        if not text:
            return
        if kind and any(not receives_nothing(entry) for entry in self.known[kind].values()):
            if source is self.notice:
                self.account.lose(source, name, OWN_RECIPIENTS)
            return
        self.account.text(source, name)
        for row in rows:
            self._add(row, name, negative(name, text))

    def _controller(self, entry: ExportedEntry) -> str:
        cells = self.words
        return cells.parts([cells.remarked(self.account.title(entry), [cells.key(entry, 'role')]), self._reach(entry)])

    def _reach(self, entry: ExportedEntry) -> str:
        """Give how a controller can be reached."""
        account, cells = self.account, self.words
        return cells.parts(
            [
                account.text(entry, 'address'),
                *cells.countries(account.texts(entry, 'country')),
                account.text(entry, 'email'),
                account.text(entry, 'phone'),
                cells.link_of(entry, 'website'),
            ]
        )

    def _contact(self, entry: ExportedEntry, name: str) -> str:
        cells, value = self.words, self.account.fact(entry, name)
        if not isinstance(value, Contact):
            return '' if value is None else str(value)
        found = self.whole.controller(value.text, self.known['controller'])
        if found is not None:
            return cells.parts([self.account.title(found), self._reach(found)])
        country = cells.countries([value.country] if value.country else [])
        website = cells.link(Link('', value.website))
        return cells.parts([value.text, value.name, value.address, *country, value.email, value.phone, website])

    def _measure(self, entry: ExportedEntry) -> str:
        cells = self.words
        return cells.labelled(
            cells.remarked(self.account.title(entry), [cells.key(entry, 'kind')]), self.account.body(entry)
        )

    def _purpose(self, entry: ExportedEntry) -> str:
        if entry.kind == 'statement':
            return self._statement(entry)
        cells = self.words
        for name in ('data', 'processors'):
            self.account.entries(entry, name, self.relations)
        phrase = cells.remarked(self.account.title(entry), [cells.key(entry, 'kind')])
        return cells.lines([phrase, self.account.body(entry)])

    def _subjects(self, row: Row) -> str:
        """Give whom a row is about: what stands nearest to the purpose says it."""
        nearest = (row.purpose,) if row.purpose is not None and row.purpose.kind == 'purpose' else ()
        for entries in (nearest, row.data, row.recipients):
            found = []
            for entry in entries:
                if entry.facts.get('subjects'):
                    self.whole.persons_of.add((entry.notice, *entry.key))
                    found += self.words.key_list(entry, 'subjects')
            if found:
                return self.words.lines(found)
        self.whole.persons_of.add((self.notice.ident,))
        return self.account.text(self.notice, 'subjects')

    def _datum(self, entry: ExportedEntry) -> str:
        account, cells = self.account, self.words
        account.entries(entry, 'purposes', self.relations)
        special = KINDS['data'].by_name['special'].label if account.flag(entry, 'special') else ''
        phrase = cells.remarked(account.title(entry), [cells.key(entry, 'category'), translate(special)])
        return cells.labelled(phrase, account.text(entry, 'examples'))

    def _recipient(self, entry: ExportedEntry, row: Row) -> str:
        """Give a recipient with the data that it receives; in the row of a purpose, with those that are used for it."""
        account, cells = self.account, self.words
        account.entries(entry, 'purposes', self.relations)
        if account.flag(entry, 'no-personal-data'):
            account.lose(entry, 'no-personal-data', DATA_AFTER_ALL)
        received = account.entries(entry, 'data', self.relations)
        if row.purpose is not None:
            received = [data for data in received if data in row.data]
        self.whole.received |= {(entry.notice, entry.ident, data.ident) for data in received}
        remarks = [
            account.text(entry, 'legal-name'),
            cells.key(entry, 'category'),
            cells.key(entry, 'role'),
            cells.parts(cells.countries(account.texts(entry, 'country'))),
        ]
        phrase = cells.remarked(cells.named(account.title(entry), account.text(entry, 'purpose')), remarks)
        return cells.labelled(phrase, cells.keys(map(account.title, received)))

    def _transfer(self, entry: ExportedEntry) -> str:
        """Give where a recipient takes data outside the EEA, and on what that rests; empty where nothing says it."""
        account, cells = self.account, self.words
        abroad = [code for code in account.texts(entry, 'country') if is_place(code) and code not in EEA]
        value = cells.keys(
            [
                cells.parts(cells.countries(abroad)),
                *cells.key_list(entry, 'transfer-mechanism'),
                account.text(entry, 'transfer-detail'),
                cells.link_of(entry, 'safeguard-url'),
            ]
        )
        return cells.labelled(account.title(entry), value) if value else ''

    def _retention(self, row: Row) -> Iterator[str]:
        cells = self.words
        if row.purpose is not None and row.purpose.kind == 'purpose':
            yield cells.period(row.purpose, 'retention')
        for entry in (*row.data, *row.recipients):
            if period := cells.period(entry, 'retention'):
                yield cells.labelled(self.account.title(entry), period)

    def _statement(self, entry: ExportedEntry) -> str:
        self.account.text(entry, 'topic')
        self.account.entries(entry, 'data', self.relations)
        return self.words.lines([self.account.text(entry, 'text'), self.account.body(entry)])


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str | bytes]]:
    sheet = record(exported, account)
    yield CSV, csv_text(sheet)
    yield XLSX, workbook(sheet)
    for cell in cut_cells(sheet):
        account.leave_out(
            XLSX, f'the end of the text in row {cell.row}, {cell.heading}: a cell takes {MOST_UNITS} characters'
        )


FORM: Final = Form('ropa', 'The record of processing activities of Art. 30(1) GDPR, as tables.', _files, (CSV, XLSX))
