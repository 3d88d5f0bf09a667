"""``thirdCountryTransfers`` of a TILT document: where data leave the European Economic Area, and what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.tilt_sheet import LABELLED, key_words
from sphinxext_privacy.exports.tilt_values import country_code, place
from sphinxext_privacy.labels import translate
from sphinxext_privacy.rules.adequacy import decision_for
from sphinxext_privacy.words.countries import EEA

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.exports.tilt_sheet import Sheet

_FACTS: Final = ('transfer-mechanism', 'safeguard-url', 'transfer-detail')
_VOCABULARY: Final = 'transfer-mechanisms'
_DECISION: Final = place(_VOCABULARY, 'adequacy')
_NO_TRANSFER: Final = 'none-needed'


def transfers(sheet: Sheet) -> list[dict[str, Any]]:
    """Give each transfer of each recipient that states a country outside the EEA.

    A transfer has no place for its recipient; the words for what it rests on name it.
    """
    found: list[dict[str, Any]] = []
    for recipient in sheet.of('processor'):
        for transfer in _of(sheet, recipient):
            if transfer not in found:
                found.append(transfer)
    return found


def _of(sheet: Sheet, recipient: ExportedEntry) -> list[dict[str, Any]]:
    if recipient.facts.get('no-personal-data') is True or _NO_TRANSFER in _texts(recipient, 'transfer-mechanism'):
        sheet.unplaced(recipient, _FACTS, 'it is stated that there is no transfer')
        return []
    abroad = [code for code in map(country_code, _texts(recipient, 'country')) if code and code not in EEA]
    if not abroad:
        sheet.unplaced(recipient, _FACTS, 'no country outside the EEA is stated')
        return []
    if len(sheet.countries(recipient)) > len(set(abroad)) and not sheet.related(recipient, 'data'):
        # Those within have a place beside the data.
        sheet.account.lose(recipient, 'country', 'only countries outside the EEA have a place')
    keys = _texts(recipient, 'transfer-mechanism')
    decided = abroad
    if len(keys) > 1:
        # A country without a decision may rest on what else is stated.
        decided = [code for code in abroad if decision_for(code)] or abroad
    grounds = _grounds(sheet, recipient)
    return [
        {
            'country': code,
            **{field: words for field, words in grounds.items() if field != _DECISION or code in decided},
        }
        for code in dict.fromkeys(abroad)
    ]


def _texts(entry: ExportedEntry, name: str) -> tuple[str, ...]:
    """Give a list without reading it: what is read counts as held."""
    value = entry.facts.get(name)
    return value if isinstance(value, tuple) else ()


def _grounds(sheet: Sheet, recipient: ExportedEntry) -> dict[str, dict[str, Any]]:
    """Give what the transfers to a recipient rest on, by the fields of TILT."""
    words: dict[str, list[str]] = {}
    for key in sheet.account.texts(recipient, 'transfer-mechanism'):
        if field := place(_VOCABULARY, key):
            words.setdefault(field, []).append(key_words(_VOCABULARY, key))
        else:
            sheet.account.lose(recipient, 'transfer-mechanism', f'no identifier for {key!r}')
    if not words:
        sheet.unplaced(recipient, _FACTS, 'it is not stated what the transfer rests on')
        return {}
    name, more = sheet.account.title(recipient), _more(sheet, recipient)
    return {field: {'available': True, 'description': _described(name, said, more)} for field, said in words.items()}


def _described(name: str, grounds: list[str], more: list[str]) -> str:
    return '\n'.join([translate(LABELLED).format(label=name, value='; '.join(grounds)), *more])


def _more(sheet: Sheet, recipient: ExportedEntry) -> list[str]:
    """Give what else is stated of the transfer, a line each."""
    link = sheet.account.link(recipient, 'safeguard-url')
    address = sheet.exported.absolute(link.url) if link.url else ''
    safeguards = ' '.join(filter(None, (link.title, address)))
    lines = [sheet.labelled(recipient, 'transfer-detail')]
    if safeguards:
        lines.append(sheet.labelled(recipient, 'safeguard-url', safeguards))
    return list(filter(None, lines))
