"""``privacy.json``: all notices of a project for programs, and for notices of other projects that add to them.

Entries stand in lists, in the order of the notice: what is shown of them elsewhere then has the order that the author
chose, and statements need no id of their own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.form import Form, Publication
from sphinxext_privacy.exports.records import TABLES
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.values import Contact, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source
    from sphinxext_privacy.model.values import Facts, Value

FORMAT: Final = 'sphinxext-privacy/1'
"""Name and version of the format. The number is raised when what reads it would misunderstand a file."""
FILE: Final = 'privacy.json'

# Within a script element, "</script>" would end it, and older scripts take these two for the end of a line.
_ESCAPED: Final = str.maketrans({'<': r'\u003c', '\u2028': r'\u2028', '\u2029': r'\u2029'})


def privacy_json(exported: Exported) -> dict[str, Any]:
    """Give the content of the file as plain data."""
    return {
        'format': FORMAT,
        'project': exported.project,
        'language': exported.language,
        'notices': [_notice(notice) for notice in exported.notices],
    }


def privacy_json_text(exported: Exported) -> str:
    """Give the file as text, which may stand in a script element too."""
    return json_text(privacy_json(exported))


def json_text(data: Any) -> str:
    """Give plain data as the text of a file, which may stand in a script element too."""
    return json.dumps(data, indent=2, ensure_ascii=False).translate(_ESCAPED) + '\n'


def _notice(notice: ExportedNotice) -> dict[str, Any]:
    return {
        'id': notice.ident,
        'title': notice.title,
        'url': notice.url,
        'facts': _facts(notice.facts),
        'source': _source(notice.source),
        'parents': list(notice.parents),
        'controllers': list(notice.controllers),
        'own': _tables(notice.own),
        'resolved': _tables(notice.resolved),
    }


def _tables(entries: Iterable[ExportedEntry]) -> dict[str, Any]:
    found: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES.values()}
    for entry in entries:
        found[TABLES[entry.kind]].append(_entry(entry))
    # A table without entries says nothing.
    return {table: listed for table, listed in found.items() if listed}


def _entry(entry: ExportedEntry) -> dict[str, Any]:
    found = {'id': entry.ident, 'title': entry.title, 'notice': entry.notice, 'facts': _facts(entry.facts)}
    if entry.body:
        found['body'] = entry.body
    if entry.url:
        found['url'] = entry.url
    if entry.source is not None:
        found['source'] = _source(entry.source)
    return found


def _source(source: Source) -> dict[str, Any]:
    return {'file': source.file, 'line': source.line}


def _facts(facts: Facts) -> dict[str, Any]:
    return {name: json_value(value) for name, value in facts.items()}


def json_value(value: Value) -> Any:
    """Give a value as it stands in JSON."""
    # Both are tuples too.
    if isinstance(value, (Link, Contact)):
        return {name: part for name, part in value._asdict().items() if part}
    return list(value) if isinstance(value, tuple) else value


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    yield FILE, privacy_json_text(exported)


FORM: Final = Form(
    'json',
    'All notices with all that they state, for programs and for notices of other projects.',
    _files,
    (FILE,),
    loses=False,
    publication=Publication('application/json', N_('As data: {notice}'), lambda notice: FILE),
)
