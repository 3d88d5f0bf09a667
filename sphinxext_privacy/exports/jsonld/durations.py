"""How long something is kept, as DPV has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.exports.jsonld.values import Node, date, typed, xsd_duration
from sphinxext_privacy.words.periods import parse_retention

if TYPE_CHECKING:
    from collections.abc import Callable


def duration(text: str, words: Callable[[str], Node | str]) -> Node:
    """Give a duration.

    :param text: as an author typed it; any text.
    :param words: gives words of the author as a value.
    """
    try:
        parsed = parse_retention(text)
    except ValueError:
        return _in_words(text, words)
    match parsed.kind:
        case 'period':
            # What XML Schema cannot say stays as ISO 8601 has it.
            length = typed(xsd_duration(parsed.duration), 'xsd:duration') or parsed.duration
            found: Node = {'type': 'dpv:TemporalDuration', 'rdf:value': length}
            if parsed.event:
                found['time:hasBeginning'] = {'type': 'time:Instant', 'skos:prefLabel': words(parsed.event)}
            return found
        case 'until-date':
            return {'type': 'dpv:UntilTimeDuration', 'rdf:value': date(parsed.date)}
        case 'until-event':
            return {'type': 'dpv:UntilEventDuration', 'rdf:value': words(parsed.event)}
        case 'session':
            return {'type': 'dpv:UntilEventDuration', 'skos:notation': 'session'}
        case 'not-stored':
            return {'type': 'dpv:TemporalDuration', 'rdf:value': typed('PT0S', 'xsd:duration')}
        case 'indefinite':
            return {'id': 'dpv:EndlessDuration'}
        case _:
            return _in_words(parsed.text, words)


def _in_words(text: str, words: Callable[[str], Node | str]) -> Node:
    # Not as one that is indeterminate: "90 days" is not, and only its words are known.
    return {'type': 'dpv:Duration', 'dct:description': words(text)}
