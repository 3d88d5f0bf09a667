"""How long data are kept, as ``storage`` of a TILT document has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.tilt_sheet import LABELLED
from sphinxext_privacy.exports.tilt_values import time_to_live
from sphinxext_privacy.labels import translate
from sphinxext_privacy.words.periods import parse_retention, retention_words

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.exports.tilt_sheet import Sheet

_FUNCTION: Final = 'max'
"""What several periods of one item come to. Each item here has one at most, so that all functions give the same."""


def storage(sheet: Sheet, data: ExportedEntry, path: str) -> list[dict[str, Any]]:
    """Give how long *data* are kept: as it states, and then as each of its purposes states.

    What is no period has no field of its own; it is a condition, in words.
    """
    found: list[dict[str, Any]] = []
    for entry in (data, *sheet.related(data, 'purpose')):
        text = sheet.account.text(entry, 'retention')
        if not text:
            continue
        words, ttl = _read(text, sheet.exported.language)
        if entry is not data:
            words = translate(LABELLED).format(label=sheet.account.title(entry), value=words)
        function = sheet.fill(
            f'{path}/{len(found)}/aggregationFunction', _FUNCTION, 'there is one period, so that each function gives it'
        )
        kept = {'temporal': [{'description': words, 'ttl': ttl}]} if ttl else {'purposeConditional': [words]}
        found.append({**kept, 'aggregationFunction': function})
    return found


def _read(text: str, language: str) -> tuple[str, str]:
    """Give a retention in words, and the period in it; that is empty where there is none."""
    try:
        parsed = parse_retention(text)
    except ValueError:
        return text, ''
    ttl = time_to_live(parsed.duration) if parsed.duration else ''
    return retention_words(parsed, language, translate), ttl
