"""``report.md``: what the rules say of each notice, to be read in a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.markdown import code, plain, table
from sphinxext_privacy.reports import words
from sphinxext_privacy.rules.judge import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported
    from sphinxext_privacy.reports.records import Place, Report, ReportedFinding, ReportedNotice, ReportedRow

FILE: Final = 'report.md'


def report_markdown(exported: Exported) -> str:
    """Give the file as text: Markdown with tables, as code hosts show it."""
    report = exported.report
    blocks = [f'# {plain(report.say(words.TITLE))}: {plain(exported.project)}', plain(report.say(words.ABOUT))]
    for notice in report.notices:
        blocks += _notice(report, notice)
    if report.stale:
        blocks.append(f'## {plain(report.say(words.STALE))}')
        blocks.append('\n'.join(f'- {code(fingerprint)}' for fingerprint in report.stale))
    return '\n\n'.join(blocks) + '\n'


def _notice(report: Report, notice: ReportedNotice) -> Iterator[str]:
    ident = f' ({code(notice.ident)})' if notice.ident else ''
    yield f'## {plain(notice.title)}{ident}'
    at = f' {code(notice.place.at)}' if notice.place.at and notice.ident else ''
    yield f'{plain(report.counts(notice))}{at}'
    yield f'### {plain(report.say(words.FINDINGS))}'
    if notice.findings:
        yield '\n'.join(_finding(report, finding) for finding in notice.findings)
    else:
        yield plain(report.say(words.NOTHING))
    if notice.accepted:
        yield f'### {plain(report.say(words.ACCEPTED))}'
        yield '\n'.join(_finding(report, finding) for finding in notice.accepted)
    if notice.rows:
        yield f'### {plain(report.say(words.COVERAGE))}'
        titles = [plain(report.say(title)) for title in (words.LAW, words.RULE, words.REQUIREMENT, words.MET_BY)]
        yield table(titles, [_row(report, row) for row in notice.rows])


def _finding(report: Report, finding: ReportedFinding) -> str:
    """Give the lines of one finding: what is wrong and where, and below it the law with the remedy or the reason."""
    severity = plain(report.say(words.SEVERITIES[finding.severity]))
    head = f'- **{severity}** {_place(finding.place)}: {_message(finding.wrong, finding.values)}'
    if finding.accepted:
        last = f'{plain(report.say(words.REASON))}: {plain(finding.accepted)}'
    else:
        last = _message(finding.remedy)
    return f'{head}\n  {code(finding.rule.ident)}, {plain(finding.rule.law)}. {last}'


def _row(report: Report, row: ReportedRow) -> list[str]:
    lines = []
    for word, places in row.lines:
        named = [_place(place) for place in places[: words.MOST]]
        if len(places) > words.MOST:
            named.append(plain(fill(report.say(words.MORE), (('count', str(len(places) - words.MOST)),))))
        text = ', '.join(named)
        if word:
            state = plain(report.say(word))
            # Bold is what asks for a look.
            state = f'**{state}**' if row.findings or row.state == 'missing' else state
            text = fill(report.say(words.AT), (('state', state), ('places', text))) if named else state
        lines.append(text)
    return [plain(row.rule.law), code(row.rule.ident), _message(row.rule.text), '<br>'.join(lines)]


def _place(place: Place) -> str:
    return f'{plain(place.subject)} ({code(place.at)})' if place.at else plain(place.subject)


def _message(message: str, values: tuple[tuple[str, str], ...] = ()) -> str:
    """Give a message with its places filled; what an author wrote is no markup."""
    return ''.join(code(part) if is_code else plain(part) for part, is_code in words.segments(message, values))


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    yield FILE, report_markdown(exported)


FORM: Final = Form('report-markdown', 'What the rules say, to be read in a review.', _files, (FILE,), loses=False)
