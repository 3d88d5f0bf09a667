"""Running the rules over a project, and what they found in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.checks.gather import gather
from sphinxext_privacy.checks.memory import baseline_path
from sphinxext_privacy.checks.progress import shown_while_checked
from sphinxext_privacy.labels import translate
from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.rules.baseline import Baseline, read_baseline
from sphinxext_privacy.rules.judge import fill, judge

if TYPE_CHECKING:
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.judge import Finding, Verdict
    from sphinxext_privacy.rules.notice import Notice


def verdict_on(domain: PrivacyDomain, *, unlinked: tuple[str, ...] | None = None) -> Verdict:
    """Run the rules with the settings of the project.

    *unlinked*: the pages of a finished HTML build that link to no notice.
    """
    config = domain.env.config
    project = gather(domain, unlinked=unlinked)
    return judge(
        project,
        regimes=config.privacy_regimes,
        levels=config.privacy_rules,
        baseline=baseline_of(domain).accepted,
        each=lambda idents: shown_while_checked(idents, config),
    )


def baseline_of(domain: PrivacyDomain) -> Baseline:
    """Give the findings that the project accepts, and what is wrong with their file."""
    path = baseline_path(domain)
    return Baseline({}) if path is None else read_baseline(path)


def message_of(finding: Finding) -> str:
    """Give what is wrong, in words of the build's language."""
    return fill(translate(finding.message), finding.values)


def subject_of(notice: Notice, entry: NoticeEntry | None) -> str:
    """Give what a finding is about, as authors know it."""
    if entry is None:
        return f'{NOTICE.directive} {notice.ident!r}'
    return f'{KINDS[entry.kind].directive} {entry.ident!r}'
