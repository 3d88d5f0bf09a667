"""Short ways to write what serialisers get, where a test says exactly what a notice states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from sphinxext_privacy.model.values import Facts


def entry(
    kind: str, ident: str, title: str = '', /, *, notice: str = 'n', body: str = '', **facts: Any
) -> ExportedEntry:
    """Give an entry; names of facts have underscores for their hyphens."""
    made = _facts(kind, facts)
    name = title or ident.title()
    stated: Facts = {KINDS[kind].title_field: name, **made} if title else made
    return ExportedEntry(kind, ident, name, notice, stated, body, f'n.html#{ident}', Source(f'{notice}.rst', 5))


def notice(
    ident: str, /, *entries: ExportedEntry, date: str = '', controllers: tuple[str, ...] = (), **facts: Any
) -> ExportedNotice:
    """Give a notice with *entries*, of which those that name it are its own."""
    own = tuple(entry for entry in entries if entry.notice == ident)
    made = _facts('notice', facts)
    source = Source(f'{ident}.rst', 1)
    return ExportedNotice(ident, ident, f'{ident}.html', made, source, (), controllers, own, entries, date)


def project(*notices: ExportedNotice, base_url: str = 'https://docs.example/') -> Exported:
    """Give the notices of a project."""
    return Exported('Project', 'en', notices, base_url=base_url)


def _facts(kind: str, facts: dict[str, Any]) -> Facts:
    given = {name.rstrip('_').replace('_', '-'): value for name, value in facts.items()}
    assert given.keys() <= KINDS[kind].by_name.keys()
    return {item.name: given[item.name] for item in KINDS[kind].fields if item.name in given}
