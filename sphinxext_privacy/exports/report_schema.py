"""The JSON Schema of ``report.json``.

It allows keys that it does not name: later versions may write more, and what reads the file passes over them.
"""

from __future__ import annotations

from typing import Final, get_args

from sphinxext_privacy.exports.report_json import FORMAT
from sphinxext_privacy.exports.schema import Schema, described_object, reference
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.schema import URL
from sphinxext_privacy.rules.judge import State
from sphinxext_privacy.rules.outcome import SEVERITIES
from sphinxext_privacy.rules.rule import Profile

_TEXT: Final[Schema] = {'type': 'string'}
_WORDS: Final[Schema] = {'type': 'string', 'pattern': r'\S'}
_FINGERPRINT: Final[Schema] = {'type': 'string', 'pattern': '^[0-9a-f]{16}$'}


def report_json_schema() -> dict[str, object]:
    """Give the JSON Schema (2020-12) of ``report.json``."""
    return {
        '$schema': 'https://json-schema.org/draft/2020-12/schema',
        'title': 'What the rules of sphinxext-privacy say of the notices of a project',
        'description': 'Where requirements are met, and what is missing or wrong. It is no legal advice.',
        **_object(
            format=('Name and version of this format.', {'const': FORMAT}),
            project=('Name of the project.', _TEXT),
            language=('Language of all words.', _TEXT),
            about=('What this is, in words.', _WORDS),
            rules=('The rules that ran, in the order of the reference.', _list('rule')),
            notices=('The notices of the project, sorted by id; last what belongs to none.', _list('notice')),
            stale=('Fingerprints of the baseline that nothing has any more.', {'type': 'array', 'items': _FINGERPRINT}),
        ),
        '$defs': {
            'rule': _object(
                id=('Id of the rule.', _WORDS),
                profile=('The profile that it belongs to.', {'enum': list(get_args(Profile))}),
                law=('What it rests on.', _WORDS),
                severity=('How grave its findings are by default.', reference('severity')),
                text=('What must be so.', _WORDS),
                remedy=('What would satisfy it.', _WORDS),
            ),
            'notice': _object(
                id=('Id of the notice; empty for entries that belong to none.', _TEXT),
                title=('Its title for readers.', _TEXT),
                place=('Where it is declared.', reference('place')),
                rows=('What each rule that ran says of it.', _list('row')),
            ),
            'row': _object(
                rule=('Id of the rule.', _WORDS),
                state=(
                    'Whether it is met. `not-applicable`: the rule asks for nothing here, or found nothing wrong.',
                    {'enum': list(get_args(State))},
                ),
                met=('Where it is met.', _list('place')),
                findings=('Where it is not met.', _list('finding')),
            ),
            'finding': _object(
                {'rule', 'severity', 'law', 'message', 'remedy', 'place', 'fingerprint'},
                rule=('Id of the rule.', _WORDS),
                severity=('How grave it is in this project.', reference('severity')),
                law=('What the rule rests on.', _WORDS),
                message=('What is wrong.', _WORDS),
                remedy=('What would satisfy it.', _WORDS),
                place=('What it is about.', reference('place')),
                fingerprint=('The same as long as the same is wrong with the same thing.', _FINGERPRINT),
                accepted=('The reason with which it is accepted.', _WORDS),
            ),
            'place': _object(
                {'subject', 'notice', 'kind', 'id'},
                subject=('Directive and id, as authors know it.', _WORDS),
                notice=('Id of the notice that states it; may be empty.', _TEXT),
                kind=('What it is.', {'enum': list(KINDS)}),
                id=('Its id; empty for entries that belong to no notice.', _TEXT),
                url=(
                    'Where it can be read: relative to the root of the site, or in another project.',
                    {'type': 'string', 'pattern': f'^(?:{URL})$'},
                ),
                source=('Where it is stated.', reference('source')),
            ),
            'source': _object(
                file=('Relative to the docs.', _WORDS),
                line=('Number of the line.', {'type': 'integer', 'minimum': 0}),
            ),
            'severity': {'enum': list(SEVERITIES)},
        },
    }


def _object(required: set[str] | None = None, /, **properties: tuple[str, Schema]) -> Schema:
    """Make the schema of an object: of each key what it means, and its values; all are *required* by default."""
    made = {name: {'description': text, **value} for name, (text, value) in properties.items()}
    return described_object(made, set(made) if required is None else required)


def _list(name: str) -> Schema:
    return {'type': 'array', 'items': reference(name)}
