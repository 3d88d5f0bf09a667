"""Running the rules over a project, and telling what they found in a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_privacy.checks.gather import gather
from sphinxext_privacy.diagnostics import warn, warn_of_rule
from sphinxext_privacy.labels import translate
from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.rules.baseline import BaselineError, read_baseline
from sphinxext_privacy.rules.judge import Verdict, fill, judge

if TYPE_CHECKING:
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.judge import Finding
    from sphinxext_privacy.rules.notice import Notice

Location = tuple[str, int | None] | str


def verdict_on(domain: PrivacyDomain, *, unlinked: tuple[str, ...] | None = None) -> Verdict:
    """Run the rules with the settings of the project.

    *unlinked*: the pages of a finished HTML build that link to no notice.
    """
    config = domain.env.config
    project = gather(domain, unlinked=unlinked)
    baseline: dict[str, str] = {}
    if config.privacy_baseline:
        path = Path(domain.base) / config.privacy_baseline
        try:
            baseline = read_baseline(path)
        except BaselineError as error:
            # After the pages have been written, that has been told.
            if unlinked is None:
                location = f'{path}:{error.line}' if error.line else None
                warn('rule', 'privacy_baseline: %s', error.message, location=location)
    return judge(project, regimes=config.privacy_regimes, levels=config.privacy_rules, baseline=baseline)


def tell(verdict: Verdict) -> None:
    """Log what was found: a warning for each finding, or a line to read where its level is ``info``."""
    for finding in verdict.findings:
        subject = subject_of(finding.notice, finding.entry)
        warn_of_rule(
            finding.rule.id,
            '%s: %s %s (%s: %s)',
            subject,
            message_of(finding),
            translate(finding.rule.remedy),
            finding.rule.id,
            finding.rule.law,
            location=location_of(finding),
            grave=finding.severity != 'info',
        )
    for wrong in verdict.wrong:
        location = location_of_entry(wrong.notice, wrong.entry)
        hint = f'; did you mean {wrong.near!r}?' if wrong.near else ''
        subject = subject_of(wrong.notice, wrong.entry)
        if wrong.unknown:
            warn('rule', '%s: accept: there is no rule %r%s', subject, wrong.rule, hint, location=location)
        else:
            message = '%s: accept: %r gives no reason; write "%s — reason"'
            warn('rule', message, subject, wrong.text, wrong.rule, location=location)


def message_of(finding: Finding) -> str:
    """Give what is wrong, in words of the build's language."""
    return fill(translate(finding.message), finding.values)


def subject_of(notice: Notice, entry: NoticeEntry | None) -> str:
    """Give what a finding is about, as authors know it."""
    if entry is None:
        return f'{NOTICE.directive} {notice.ident!r}'
    return f'{KINDS[entry.kind].directive} {entry.ident!r}'


def location_of(finding: Finding) -> Location:
    """Give where the finding stands."""
    passage = finding.passage
    if passage is not None:
        return f'{passage.source}:{passage.line}' if passage.source else (passage.docname, passage.line)
    return location_of_entry(finding.notice, finding.entry)


def location_of_entry(notice: Notice, entry: NoticeEntry | None) -> Location:
    """Give where an entry stands, or the directive of the notice."""
    place = notice if entry is None else entry
    return f'{place.source}:{place.line}' if place.source else (place.docname, place.line)
