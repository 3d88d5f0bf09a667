"""Short ways to write what ``tilt/<notice>.json`` is made of, and to read what is made."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from sphinxext_privacy.exports.account import Account
from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.exports.tilt import FORM

if TYPE_CHECKING:
    from jsonschema import Draft7Validator

    from sphinxext_privacy.model.values import Facts, Value

DATA: Final = Path(__file__).parents[2].parent / 'shared' / 'data' / 'tilt'


def load_schema() -> Any:
    """Give the schema of TILT."""
    if not DATA.is_dir():
        pytest.skip(f'{DATA} is not there')
    return json.loads((DATA / 'tilt-schema.json').read_text(encoding='utf-8'))


def wrong(validator: Draft7Validator, document: Any) -> list[str]:
    """Say what does not fit the schema, once it is sure that its patterns come to an end."""
    for data in document['dataDisclosed']:
        for basis in data['legalBases']:
            assert re.fullmatch(r'GDPR-[69]-[12]-[a-j]', basis['reference'])
    return [f'{"/".join(map(str, error.path))}: {error.message}' for error in validator.iter_errors(document)]


def documents(made: Exported, account: Account | None = None) -> dict[str, Any]:
    """Give the documents by file; they are made alike twice."""
    files = dict(FORM.files(made, account or Account()))
    assert files == dict(FORM.files(made, Account()))
    for text in files.values():
        assert isinstance(text, str)
        assert text.endswith('}\n')
    return {name: json.loads(text) for name, text in files.items()}


def entry(kind: str, ident: str, title: str, body: str = '', /, **facts: Value) -> ExportedEntry:
    named = {name.rstrip('_').replace('_', '-'): value for name, value in facts.items()}
    return ExportedEntry(kind, ident, title, 'n', named, body, source=Source('n.md', 5))


ACME: Final = entry('controller', 'acme', 'Acme', country=('DE',), email='privacy@acme.example', name='Acme')
DATED: Final[Facts] = {'updated': '2026-02-10'}


def notice(*entries: ExportedEntry, ident: str = 'n', facts: Facts = DATED, **more: Any) -> ExportedNotice:
    own = tuple(item for item in entries if item.notice == ident)
    made = ExportedNotice(ident, 'N', f'{ident}.html', facts, Source(f'{ident}.md', 1), (), (), own, entries)
    return replace(made, **more)


def project(*notices: ExportedNotice, language: str = 'en') -> Exported:
    return Exported('Project', language, notices, base_url='https://docs.example/')


def document(*entries: ExportedEntry, account: Account | None = None, **more: Any) -> Any:
    """Give the document of a notice with a controller and *entries*."""
    (found,) = documents(project(notice(ACME, *entries, **more)), account).values()
    return found


def filled(account: Account) -> dict[str, tuple[str, str]]:
    return {item.path: (item.value, item.origin) for item in account.filled}


def lost(account: Account, *entries: ExportedEntry, **more: Any) -> dict[tuple[str, str], dict[str, str]]:
    """Give why each fact is lost, by kind and id."""
    made = project(notice(ACME, *entries, **more))
    return {(item.kind, item.ident): item.facts for item in account.losses(made)}
