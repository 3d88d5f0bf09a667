"""``privacy-report``: what the rules find in each notice, and where what they ask for is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_privacy.rendering.entry import IN_BRACKETS
from sphinxext_privacy.rendering.overviews.frame import PART
from sphinxext_privacy.rendering.table import grid
from sphinxext_privacy.reports import words as say
from sphinxext_privacy.rules.judge import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.rendering.overviews.frame import Frame
    from sphinxext_privacy.reports.records import Place, ReportedFinding, ReportedNotice, ReportedRow

CLASSES = ('privacy-overview',)


def report(frame: Frame) -> list[Node]:
    """Say what a report is; for each notice, make the tables of findings, of accepted ones, and of the coverage."""
    context = frame.context
    reported = context.domain.reports.about(frame.record)
    if not reported:
        return frame.empty()
    made: list[Node] = [*frame.heading(), nodes.paragraph('', context.label(say.ABOUT), classes=[*CLASSES])]
    tables = 0
    for notice in reported:
        if len(reported) > 1:
            made.append(frame.rubric([nodes.Text(notice.title)]))
        made.append(nodes.paragraph('', fill(context.label(say.COUNTS), notice.counts), classes=[*CLASSES]))
        for title, table in _tables(frame, notice):
            parts = {'caption': [nodes.Text(context.label(title))], 'part': [nodes.Text(notice.title)]}
            made += frame.tabled(table, context.fill(PART, parts), tables)
            tables += 1
    return made


def _tables(frame: Frame, notice: ReportedNotice) -> list[tuple[str, nodes.table]]:
    """Give the tables about one notice, with their titles; those that would be empty are left out."""
    found = []
    if notice.findings:
        found.append((say.FINDINGS, _findings(frame, notice.findings, accepted=False)))
    if notice.accepted:
        found.append((say.ACCEPTED, _findings(frame, notice.accepted, accepted=True)))
    rows = [_covered(frame, row) for row in notice.rows]
    if rows:
        titles = (say.LAW, say.REQUIREMENT, say.MET_BY)
        found.append((say.COVERAGE, _table(frame, titles, rows, (26, 37, 37))))
    return found


def _table(
    frame: Frame, titles: Sequence[str], rows: Sequence[Sequence[list[Node]]], widths: Sequence[int]
) -> nodes.table:
    """Make a table of *rows*, whose cells are blocks."""
    made = grid(
        [frame.context.label(title) for title in titles],
        [nodes.row('', *(nodes.entry('', *cell) for cell in row)) for row in rows],
    )
    for spec, width in zip(made.findall(nodes.colspec), widths, strict=True):
        spec['colwidth'] = width
    return made


def _findings(frame: Frame, findings: Sequence[ReportedFinding], *, accepted: bool) -> nodes.table:
    """Make a row for each finding: the rule, where, what is wrong, and its remedy or why it is accepted."""
    context = frame.context
    rows: list[list[list[Node]]] = []
    for finding in findings:
        severity: list[Node] = [nodes.Text(context.label(say.SEVERITIES[finding.severity]))]
        rule = context.fill(IN_BRACKETS, {'phrase': [_code(finding.rule.ident)], 'remark': severity})
        last = context.words(finding.accepted) if accepted else None
        rows.append(
            [
                [nodes.paragraph('', '', *rule), nodes.paragraph('', finding.rule.law)],
                [nodes.paragraph('', '', *_place(frame, finding.place))],
                [nodes.paragraph('', '', *_words(finding.wrong, finding.values))],
                [nodes.paragraph('', '', *([last] if last is not None else _words(finding.remedy)))],
            ]
        )
    titles = (say.RULE, say.SUBJECT, say.WRONG, say.REASON if accepted else say.REMEDY)
    return _table(frame, titles, rows, (24, 22, 27, 27))


def _covered(frame: Frame, row: ReportedRow) -> list[list[Node]]:
    """Make the row of one rule: the item of law, what must be so, and where it is."""
    return [
        [nodes.paragraph('', row.rule.law), nodes.paragraph('', '', _code(row.rule.ident))],
        [nodes.paragraph('', '', *_words(row.rule.text))],
        _where(frame, row),
    ]


def _where(frame: Frame, row: ReportedRow) -> list[Node]:
    """Say where a rule is met, or that it is not."""
    context = frame.context
    lines: list[list[Node]] = []
    for word, places in row.lines:
        named = [_place(frame, place) for place in places[: say.MOST]]
        if len(places) > say.MOST:
            named.append(context.fill(say.MORE, {'count': [nodes.Text(str(len(places) - say.MOST))]}))
        if not word:
            lines += named
            continue
        state: list[Node] = [nodes.Text(context.label(word))]
        lines.append(context.fill(say.AT, {'state': state, 'places': context.join(named)}) if named else state)
    paragraphs = [nodes.paragraph('', '', *line) for line in lines]
    if len(paragraphs) == 1:
        return [*paragraphs]
    return [nodes.bullet_list('', *(nodes.list_item('', paragraph) for paragraph in paragraphs), bullet='-')]


def _place(frame: Frame, place: Place) -> list[Node]:
    """Give what a place is called, linked, with file and line for reviewers."""
    context = frame.context
    name: list[Node] = [nodes.Text(place.subject)]
    if place.url:
        name = [nodes.reference('', '', *name, refuri=place.url, internal=False)]
    elif place.docname:
        anchor = context.domain.page_anchor(place.docname, place.anchor) if place.anchor else ''
        name = [context.domain.link_to(place.docname, anchor, context.page, name)]
    return context.fill(IN_BRACKETS, {'phrase': name, 'remark': [_code(place.at)]}) if place.at else name


def _words(message: str, values: tuple[tuple[str, str], ...] = ()) -> list[Node]:
    """Give a message that is translated already, with its places filled, and code as such."""
    return [_code(part) if is_code else nodes.Text(part) for part, is_code in say.segments(message, values)]


def _code(text: str) -> nodes.literal:
    return nodes.literal(text, text)
