"""``report.md``: what the rules say of each notice, to be read in a review."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.reports import words
from sphinxext_privacy.rules.judge import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_privacy.exports.records import Exported
    from sphinxext_privacy.reports.records import Place, Report, ReportedFinding, ReportedNotice, ReportedRow

FILE: Final = 'report.md'

_SPECIAL: Final = re.compile(r'[\\`*\[\]<>&~]|(?<!\w)_|_(?!\w)')
_BACKTICKS: Final = re.compile('`+')


def report_markdown(exported: Exported) -> str:
    """Give the file as text: Markdown with tables, as code hosts show it."""
    report = exported.report
    blocks = [f'# {_plain(report.say(words.TITLE))}: {_plain(exported.project)}', _plain(report.say(words.ABOUT))]
    for notice in report.notices:
        blocks += _notice(report, notice)
    if report.stale:
        blocks.append(f'## {_plain(report.say(words.STALE))}')
        blocks.append('\n'.join(f'- {code(fingerprint)}' for fingerprint in report.stale))
    return '\n\n'.join(blocks) + '\n'


def _notice(report: Report, notice: ReportedNotice) -> Iterator[str]:
    ident = f' ({code(notice.ident)})' if notice.ident else ''
    yield f'## {_plain(notice.title)}{ident}'
    at = f' {code(notice.place.at)}' if notice.place.at and notice.ident else ''
    yield f'{_plain(report.counts(notice))}{at}'
    yield f'### {_plain(report.say(words.FINDINGS))}'
    if notice.findings:
        yield '\n'.join(_finding(report, finding) for finding in notice.findings)
    else:
        yield _plain(report.say(words.NOTHING))
    if notice.accepted:
        yield f'### {_plain(report.say(words.ACCEPTED))}'
        yield '\n'.join(_finding(report, finding) for finding in notice.accepted)
    if notice.rows:
        yield f'### {_plain(report.say(words.COVERAGE))}'
        titles = [_plain(report.say(title)) for title in (words.LAW, words.RULE, words.REQUIREMENT, words.MET_BY)]
        yield _table(titles, [_row(report, row) for row in notice.rows])


def _finding(report: Report, finding: ReportedFinding) -> str:
    """Give the lines of one finding: what is wrong and where, and below it the law with the remedy or the reason."""
    severity = _plain(report.say(words.SEVERITIES[finding.severity]))
    head = f'- **{severity}** {_place(finding.place)}: {_message(finding.wrong, finding.values)}'
    if finding.accepted:
        last = f'{_plain(report.say(words.REASON))}: {_plain(finding.accepted)}'
    else:
        last = _message(finding.remedy)
    return f'{head}\n  {code(finding.rule.ident)}, {_plain(finding.rule.law)}. {last}'


def _row(report: Report, row: ReportedRow) -> list[str]:
    lines = []
    for word, places in row.lines:
        named = [_place(place) for place in places[: words.MOST]]
        if len(places) > words.MOST:
            named.append(_plain(fill(report.say(words.MORE), (('count', str(len(places) - words.MOST)),))))
        text = ', '.join(named)
        if word:
            state = _plain(report.say(word))
            # Bold is what asks for a look.
            state = f'**{state}**' if row.findings or row.state == 'missing' else state
            text = fill(report.say(words.AT), (('state', state), ('places', text))) if named else state
        lines.append(text)
    return [_plain(row.rule.law), code(row.rule.ident), _message(row.rule.text), '<br>'.join(lines)]


def _place(place: Place) -> str:
    return f'{_plain(place.subject)} ({code(place.at)})' if place.at else _plain(place.subject)


def _message(message: str, values: tuple[tuple[str, str], ...] = ()) -> str:
    """Give a message with its places filled; what an author wrote is no markup."""
    return ''.join(code(part) if is_code else _plain(part) for part, is_code in words.segments(message, values))


def _plain(text: str) -> str:
    """Give *text* on one line, so that it shows as it is."""
    # What stands at either end may be the space before some code.
    return _SPECIAL.sub(r'\\\g<0>', re.sub(r'\s+', ' ', text))


def code(text: str) -> str:
    """Give *text* as code, whatever backticks it holds."""
    text = ' '.join(text.split())
    longest = max((len(found) for found in _BACKTICKS.findall(text)), default=0)
    fence = '`' * (longest + 1)
    return f'{fence} {text} {fence}' if longest else f'{fence}{text}{fence}'


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [titles, ['---'] * len(titles), *rows]
    # A bar ends a cell, within code too.
    return '\n'.join(f'| {" | ".join(cell.replace("|", chr(92) + "|") for cell in line)} |' for line in lines)
