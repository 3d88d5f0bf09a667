"""``report.json``: what the rules say of each notice, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.privacy_json import json_text
from sphinxext_privacy.reports.words import ABOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported
    from sphinxext_privacy.reports.records import Place, ReportedFinding, ReportedNotice, ReportedRow, ReportedRule

FORMAT: Final = 'sphinxext-privacy-report/1'
"""Name and version of the format. The number is raised when what reads it would misunderstand a file."""
FILE: Final = 'report.json'


def report_json(exported: Exported) -> dict[str, Any]:
    """Give the content of the file as plain data."""
    report = exported.report
    return {
        'format': FORMAT,
        'project': exported.project,
        'language': exported.language,
        'about': report.say(ABOUT),
        'rules': [_rule(rule) for rule in report.rules],
        'notices': [_notice(notice) for notice in report.notices],
        'stale': list(report.stale),
    }


def report_json_text(exported: Exported) -> str:
    """Give the file as text."""
    return json_text(report_json(exported))


def _rule(rule: ReportedRule) -> dict[str, Any]:
    return {
        'id': rule.ident,
        'profile': rule.profile,
        'law': rule.law,
        'severity': rule.severity,
        'text': rule.text,
        'remedy': rule.remedy,
    }


def _notice(notice: ReportedNotice) -> dict[str, Any]:
    return {
        'id': notice.ident,
        'title': notice.title,
        'place': _place(notice.place),
        'rows': [_row(row) for row in notice.rows],
    }


def _row(row: ReportedRow) -> dict[str, Any]:
    return {
        'rule': row.rule.ident,
        'state': row.state,
        'met': [_place(place) for place in row.met],
        'findings': [_finding(finding) for finding in row.findings],
    }


def _finding(finding: ReportedFinding) -> dict[str, Any]:
    found = {
        'rule': finding.rule.ident,
        'severity': finding.severity,
        'law': finding.rule.law,
        'message': finding.message,
        'remedy': finding.remedy,
        'place': _place(finding.place),
        'fingerprint': finding.fingerprint,
    }
    return {**found, 'accepted': finding.accepted} if finding.accepted else found


def _place(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {
        'subject': place.subject,
        'notice': place.notice,
        'kind': place.kind,
        'id': place.ident,
    }
    if place.url:
        found['url'] = place.url
    if place.file:
        found['source'] = {'file': place.file, 'line': place.line}
    return found


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    yield FILE, report_json_text(exported)


FORM: Final = Form('report-json', 'What the rules say, for programs.', _files, (FILE,), loses=False)
