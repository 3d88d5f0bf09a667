"""From what the rules say of the notices to the records of a report."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_privacy.checks.report import subject_of
from sphinxext_privacy.domain.places import line_of
from sphinxext_privacy.labels import translate
from sphinxext_privacy.notices import EVERY
from sphinxext_privacy.notices.select import listed_notices
from sphinxext_privacy.reports.records import (
    Place,
    Report,
    ReportedFinding,
    ReportedNotice,
    ReportedRow,
    ReportedRule,
)
from sphinxext_privacy.reports.words import CONSISTENCY, MESSAGES, NO_NOTICE
from sphinxext_privacy.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.domain.records import OverviewRecord
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.judge import Finding, Judged, Row
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Passage
    from sphinxext_privacy.rules.rule import Rule


class Reports:
    """Makes the records of each notice once: digests, pages and files share them."""

    def __init__(self, domain: PrivacyDomain, address_of: Callable[[str], str] | None = None) -> None:
        """*address_of* gives the public address of a document, for files that are read elsewhere."""
        self.domain = domain
        self.address_of = address_of
        self._rules: dict[str, ReportedRule] = {}
        self._made: dict[str, ReportedNotice] = {}
        self._files: dict[str, str] = {}

    @cached_property
    def _judged(self) -> dict[str, Judged]:
        return {judged.notice.ident: judged for judged in self.domain.verdict.notices}

    def whole(self) -> Report:
        """Give the report on all notices."""
        # Last comes what belongs to no notice.
        idents = sorted(self._judged, key=lambda ident: (not ident, ident))
        notices = tuple(self.notice(self._judged[ident]) for ident in idents)
        rules = tuple(self._rules[ident] for ident in RULES if ident in self._rules)
        words = {message: translate(message) for message in MESSAGES}
        return Report(rules, notices, self.domain.verdict.stale, words)

    def about(self, overview: OverviewRecord) -> tuple[ReportedNotice, ...]:
        """Give what the rules say of the notices that an overview is about."""
        idents = listed_notices(self.domain.notices, overview)
        if EVERY in overview.notices:
            # What belongs to no notice is a part of the project too.
            idents = (*idents, '')
        return tuple(self.notice(self._judged[ident]) for ident in dict.fromkeys(idents) if ident in self._judged)

    def notice(self, judged: Judged) -> ReportedNotice:
        """Give what the rules say of one notice."""
        notice = judged.notice
        if notice.ident not in self._made:
            title = notice.title if notice.ident else translate(NO_NOTICE)
            rows = tuple(self._row(notice, row) for row in judged.rows)
            self._made[notice.ident] = ReportedNotice(notice.ident, title, self._place(notice, None, None), rows)
        return self._made[notice.ident]

    def _row(self, notice: Notice, row: Row) -> ReportedRow:
        return ReportedRow(
            self._rule(row.rule),
            row.state,
            tuple(dict.fromkeys(self._place(notice, outcome.entry, outcome.passage) for outcome in row.met)),
            tuple(self._finding(finding) for finding in row.findings),
        )

    def _finding(self, finding: Finding) -> ReportedFinding:
        return ReportedFinding(
            self._rule(finding.rule),
            finding.severity,
            self._place(finding.notice, finding.entry, finding.passage, finding.option),
            translate(finding.message),
            finding.values,
            translate(finding.remedy),
            finding.fingerprint,
            finding.accepted,
        )

    def _rule(self, rule: Rule) -> ReportedRule:
        if rule.id not in self._rules:
            law = translate(CONSISTENCY) if rule.law == CONSISTENCY else rule.law
            self._rules[rule.id] = ReportedRule(
                rule.id, rule.profile, law, rule.severity, translate(rule.text), translate(rule.remedy)
            )
        return self._rules[rule.id]

    # -- places -------------------------------------------------------------------------------------------------

    def _place(self, notice: Notice, entry: NoticeEntry | None, passage: Passage | None, option: str = '') -> Place:
        subject = subject_of(notice, entry)
        if entry is None:
            declared = self.domain.index.notices.get(notice.ident, [])
            kind, ident, stated = 'notice', notice.ident, notice.ident
            docname, anchor = notice.docname, declared[0].anchor if declared else ''
            url, source, line = '', notice.source, notice.line
        else:
            kind, ident, stated = entry.kind, entry.ident, entry.notice
            docname, anchor, url = entry.docname, entry.anchor, entry.url
            source, line = entry.source, entry.line
        if passage is not None:
            source, line = passage.source, passage.line
            if passage.docname != docname:
                docname, anchor = passage.docname, ''
        elif not url:
            line = line_of(self.domain.env, docname, source, line, option)
        file = '' if url else self._file(source, docname)
        if docname and self.address_of is not None:
            address = self.address_of(docname)
            url = f'{address}#{self.domain.page_anchor(docname, anchor)}' if anchor else address or './'
        return Place(subject, stated, kind, ident, docname, anchor, url, file, line if file else 0)

    def _file(self, source: str, docname: str) -> str:
        """Give the path of a file from the docs; those of the register are named as they stand beside ``conf.py``."""
        key = source or f'\0{docname}'
        if key not in self._files:
            path = source or (str(self.domain.env.doc2path(docname)) if docname else '')
            beside = self.domain.base / path
            if path and beside.exists():
                path = str(beside)
            self._files[key] = Path(os.path.relpath(path, self.domain.env.srcdir)).as_posix() if path else ''
        return self._files[key]
