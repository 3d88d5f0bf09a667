"""Tables of exports, read back from their files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook

from sphinxext_privacy.exports.account import BODY
from sphinxext_privacy.exports.spreadsheets import BOM
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.words.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice
    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Facts, Value

RISKY: Final = '=+-@＝＋－＠'


def read_csv(text: str) -> list[list[str]]:
    """Give the cells of a CSV file; it is as it must be."""
    assert text.startswith(BOM)
    assert text.endswith('\n')
    assert '\r' not in text
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=''), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert len(set(rows[0])) == len(rows[0])
    assert not any(cell.lstrip()[:1] in set(RISKY) for row in rows for cell in row)
    return rows


def read_workbook(data: bytes) -> list[list[str]]:
    """Give the cells of a workbook; each is a text."""
    book = load_workbook(io.BytesIO(data))
    assert len(book.worksheets) == 1
    rows = list(book.worksheets[0].iter_rows())
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} <= {'s'}
    assert not any(cell.hyperlink for row in rows for cell in row)
    return [[str(cell.value or '') for cell in row] for row in rows]


def told_apart(made: Exported) -> Exported:
    """Give *made* with other words in each fact that is words."""

    def facts_of(item: ExportedEntry | ExportedNotice, kind: str) -> Facts:
        return {name: _apart(KINDS[kind].by_name[name], value) for name, value in item.facts.items()}

    def apart(entry: ExportedEntry) -> ExportedEntry:
        return replace(entry, facts=facts_of(entry, entry.kind), body=f'body of the {entry.kind}')

    notices = []
    for notice in made.notices:
        facts = facts_of(notice, 'notice')
        title, url = str(facts.get('title', notice.title)), str(facts.get('url', notice.url))
        entries = tuple(map(apart, notice.resolved))
        notices.append(replace(notice, title=title, url=url, facts=facts, own=entries, resolved=entries))
    return replace(made, notices=tuple(notices))


def _apart(item: Field, value: Value) -> Value:
    words = f'{item.label} {item.law} {item.name}'.strip()
    if item.type == 'retention':
        return f'P90D after {words}'
    if item.type == 'link':
        return Link(words, f'https://vendor.example/{item.name}')
    return (
        words if item.type in {'prose', 'blocks', 'text', 'terms', 'email', 'phone'} and not item.vocabulary else value
    )


def stated(made: Exported) -> Iterator[tuple[str, str, list[str]]]:
    """Give kind, name and the words of each fact of the entries of *made*; facts that decide only have none."""
    titles = {(entry.kind, entry.ident): entry.title for notice in made.notices for entry in notice.resolved}
    for notice in made.notices:
        for name, value in notice.facts.items():
            yield 'notice', name, list(_words(KINDS['notice'].by_name[name], value, titles))
        for entry in notice.resolved:
            kind = KINDS[entry.kind]
            for name, value in entry.facts.items():
                # The title is what stands for the field that states it.
                own = name == kind.title_field
                yield kind.name, name, [entry.title] if own else list(_words(kind.by_name[name], value, titles))
            if entry.body:
                yield kind.name, BODY, [entry.body]


def _words(item: Field, value: Any, titles: dict[tuple[str, str], str]) -> Iterator[str]:
    match item.type:
        case 'flag':
            return
        case 'key':
            yield VOCABULARIES[item.vocabulary].labels[value]
        case 'keys':
            yield from (VOCABULARIES[item.vocabulary].labels[key] for key in value)
        case 'countries':
            yield from (country_name(code, 'en', str) for code in value)
        case 'id' | 'ids':
            idents = (value,) if isinstance(value, str) else value
            yield from (titles.get((item.refers_to, ident), ident) for ident in idents)
        case 'retention':
            yield value.replace('P90D', '90 days')
        case 'contact':
            assert isinstance(value, Contact)
            yield from (part for part in value._replace(country='') if part)
        case 'negative':
            yield value.partition('none')[2]
        case _:
            yield from map(str, value) if isinstance(value, tuple) else [str(value)]
