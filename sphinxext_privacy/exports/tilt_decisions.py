"""``automatedDecisionMaking`` and ``changesOfPurpose`` of a TILT document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.account import BODY
from sphinxext_privacy.exports.tilt_sheet import NOWHERE
from sphinxext_privacy.exports.tilt_values import is_date
from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.exports.tilt_sheet import Sheet

DECISIONS: Final = 'automatedDecisionMaking'
_NEGATIVE: Final = 'automated-decisions'
_NEW: Final = frozenset({'added', 'changed'})
_CHANGE: Final = ('entries', 'date', 'takes-effect', BODY)
_OBJECTS: Final = frozenset(name for name, kind in KINDS.items() if kind.is_object)


def decisions(sheet: Sheet) -> dict[str, Any]:
    """Give whether machines decide about people, and how; empty where nothing says either."""
    entries = sheet.of('decision')
    denied = sheet.inherited(_NEGATIVE)
    if not entries:
        if denied != 'none':
            sheet.lose_inherited(_NEGATIVE, 'the reason has no place')
        return {'inUse': False} if denied else {}
    if denied:
        sheet.lose_inherited(_NEGATIVE, 'a decision is stated')
    logic = '\n\n'.join(_logic(sheet, entry) for entry in entries)
    effects = '\n\n'.join(filter(None, (_effects(sheet, entry) for entry in entries)))
    return {
        'inUse': True,
        'logicInvolved': logic,
        'scopeAndIntendedEffects': effects or sheet.fill(f'{DECISIONS}/scopeAndIntendedEffects', '', NOWHERE),
    }


def _logic(sheet: Sheet, decision: ExportedEntry) -> str:
    account = sheet.account
    lines = (account.title(decision), account.text(decision, 'logic'), account.body(decision))
    return '\n'.join(filter(None, lines))


def _effects(sheet: Sheet, decision: ExportedEntry) -> str:
    said = [sheet.account.text(decision, name) for name in ('significance', 'consequences')]
    return '\n'.join(filter(None, said))


def changes_of_purpose(sheet: Sheet) -> list[dict[str, Any]]:
    """Give what is newly used for a purpose: as purposes state since when, and as the history names purposes."""
    return [*_beginnings(sheet), *_announced(sheet)]


def _beginnings(sheet: Sheet) -> Iterator[dict[str, Any]]:
    for purpose in sheet.of('purpose'):
        if is_date(str(purpose.facts.get('from', ''))):
            yield _change(sheet, sheet.account.title(purpose), [purpose], sheet.account.text(purpose, 'from'))


def _announced(sheet: Sheet) -> Iterator[dict[str, Any]]:
    account = sheet.account
    for entry in sheet.of('change'):
        named = _named(entry)
        purposes = [purpose for ident in named if (purpose := _purpose(sheet, ident)) is not None]
        if not purposes or entry.facts.get('kind') not in _NEW:
            sheet.unplaced(entry, _CHANGE, 'only new and changed purposes have a place')
            continue
        if len(account.texts(entry, 'entries')) > len(purposes):
            account.lose(entry, 'entries', 'only purposes have a place')
        words = account.body(entry) or '\n'.join(map(account.title, purposes))
        date = account.text(entry, 'takes-effect') or account.text(entry, 'date')
        yield _change(sheet, words, purposes, date)


def _named(change: ExportedEntry) -> tuple[str, ...]:
    stated = change.facts.get('entries')
    return tuple(dict.fromkeys(ident.rpartition('/')[2] for ident in stated)) if isinstance(stated, tuple) else ()


def _purpose(sheet: Sheet, ident: str) -> ExportedEntry | None:
    """Give the purpose *ident*, unless that may be something else too: changes do not say of which kind it is."""
    found = [entry for entry in sheet.notice.resolved if entry.ident == ident and entry.kind in _OBJECTS]
    return found[0] if len(found) == 1 and found[0].kind == 'purpose' else None


def _change(sheet: Sheet, words: str, purposes: Iterable[ExportedEntry], date: str) -> dict[str, Any]:
    affected = dict.fromkeys(
        sheet.account.title(data) for purpose in purposes for data in sheet.related(purpose, 'data')
    )
    found: dict[str, Any] = {'description': words}
    if affected:
        found['affectedDataCategories'] = list(affected)
    if is_date(date):
        found['plannedDateOfChange'] = date
    return found
