"""Short ways to make linked data of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.account import Account
from sphinxext_privacy.exports.jsonld import privacy_jsonld
from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source

if TYPE_CHECKING:
    from sphinxext_privacy.exports.account import Lost
    from sphinxext_privacy.model.values import Facts

BASE: Final = 'https://docs.example/'


def written(made: Exported) -> tuple[dict[str, Any], list[Lost]]:
    """Give the document and what is lost."""
    account = Account()
    document = privacy_jsonld(made, account)
    assert account.filled == []
    assert account.left_out == []
    return document, list(account.losses(made))


def nodes_of(made: Exported) -> dict[str, Any]:
    """Give the nodes as they are written, by their names."""
    return {node['id']: node for node in written(made)[0]['@graph']}


def entry(kind: str, ident: str, title: str, facts: Facts, body: str = '', notice: str = 'n') -> ExportedEntry:
    url = f'{notice}.html#privacy-{kind}-{ident}'
    return ExportedEntry(kind, ident, title, notice, facts, body, url, Source(f'{notice}.md', 5))


def project(*entries: ExportedEntry, language: str = 'en', base: str = BASE, **facts: Any) -> Exported:
    """Give a project with one notice."""
    stated = {name.replace('_', '-'): value for name, value in facts.items()}
    controllers = tuple(item.ident for item in entries if item.kind == 'controller')
    notice = ExportedNotice('n', 'N', 'n.html', stated, Source('n.md', 1), (), controllers, entries, entries)
    return Exported('P', language, (notice,), base_url=base)


def words(text: str) -> dict[str, str]:
    return {'@value': text, '@language': 'en'}
