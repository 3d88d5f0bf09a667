"""``report.sarif``: what the rules found, as code hosts and editors read it (SARIF 2.1.0)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sphinxext_privacy._version import __version__
from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.privacy_json import json_text
from sphinxext_privacy.reports.words import ABOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported
    from sphinxext_privacy.reports.records import Place, ReportedFinding, ReportedRule
    from sphinxext_privacy.rules.outcome import Severity

FILE: Final = 'report.sarif'
SCHEMA: Final = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
BASE: Final = 'DOCS'
"""What paths are relative to: the folder of the docs, which is known to who reads the file."""
FINGERPRINT: Final = 'sphinxextPrivacy/v1'
LEVELS: Final[dict[Severity, str]] = {'error': 'error', 'warning': 'warning', 'info': 'note'}

_BRACKET: Final = re.compile(r'[\[\]\\]')
_LANGUAGE: Final = re.compile('[a-zA-Z]{2}(?:-[a-zA-Z]{2})?')


def report_sarif(exported: Exported) -> dict[str, Any]:
    """Give the content of the file as plain data."""
    report = exported.report
    positions = {rule.ident: number for number, rule in enumerate(report.rules)}
    run: dict[str, Any] = {
        'tool': {
            'driver': {
                'name': 'sphinxext-privacy',
                'version': __version__,
                'fullDescription': {'text': report.say(ABOUT)},
                'rules': [_rule(rule) for rule in report.rules],
            }
        },
        'originalUriBaseIds': {BASE: {'description': {'text': 'The folder of the docs.'}}},
        'columnKind': 'unicodeCodePoints',
        'results': [
            _result(finding, positions[finding.rule.ident])
            for notice in report.notices
            for row in notice.rows
            for finding in row.findings
        ],
    }
    language = exported.language.replace('_', '-')
    if _LANGUAGE.fullmatch(language):
        run['language'] = language
    return {'$schema': SCHEMA, 'version': '2.1.0', 'runs': [run]}


def report_sarif_text(exported: Exported) -> str:
    """Give the file as text."""
    return json_text(report_sarif(exported))


def _rule(rule: ReportedRule) -> dict[str, Any]:
    text = f'{rule.text} {rule.remedy} ({rule.law})'
    return {
        'id': rule.ident,
        'shortDescription': {'text': rule.text},
        'fullDescription': {'text': f'{rule.text} ({rule.law})'},
        'help': {'text': text, 'markdown': text},
        'defaultConfiguration': {'level': LEVELS[rule.severity]},
        'properties': {'law': rule.law, 'tags': ['privacy', rule.profile]},
    }


def _result(finding: ReportedFinding, position: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        'ruleId': finding.rule.ident,
        'ruleIndex': position,
        'level': LEVELS[finding.severity],
        'message': {'text': _text(f'{finding.place.subject}: {finding.message} {finding.remedy}')},
        'locations': [_location(finding.place)],
        'partialFingerprints': {FINGERPRINT: finding.fingerprint},
    }
    if finding.accepted:
        found['suppressions'] = [{'kind': 'external', 'status': 'accepted', 'justification': finding.accepted}]
    return found


def _text(text: str) -> str:
    """Give the text of a message, in which ``[words](target)`` would be a link."""
    return _BRACKET.sub(r'\\\g<0>', text) if '](' in text else text


def _location(place: Place) -> dict[str, Any]:
    name = f'{place.notice}/{place.kind}/{place.ident}' if place.kind != 'notice' else place.notice
    found: dict[str, Any] = {}
    if place.file:
        physical: dict[str, Any] = {'artifactLocation': {'uri': quote(place.file), 'uriBaseId': BASE}}
        if place.line > 0:
            physical['region'] = {'startLine': place.line}
        found['physicalLocation'] = physical
    found['logicalLocations'] = [{'fullyQualifiedName': name}]
    return found


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    yield FILE, report_sarif_text(exported)


FORM: Final = Form('report-sarif', 'What the rules found, as SARIF 2.1.0.', _files, (FILE,), loses=False)
