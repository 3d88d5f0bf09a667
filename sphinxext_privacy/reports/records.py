"""What a report says, in the language of the build, with nothing of the build left in it but names of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.reports.words import (
    CONTRADICTED,
    CONTRADICTED_ABOVE,
    COUNTS,
    FAULTLESS,
    IS_ACCEPTED,
    MISSING,
    MISSING_ABOVE,
    NOT_APPLICABLE,
)
from sphinxext_privacy.rules.judge import fill
from sphinxext_privacy.rules.outcome import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinxext_privacy.rules.judge import State
    from sphinxext_privacy.rules.outcome import Severity
    from sphinxext_privacy.rules.rule import Profile

FAULTS: Final[frozenset[Profile]] = frozenset({'consistency', 'style', 'html', 'i18n', 'changes'})
"""The profiles whose rules look for what is wrong; the others look for what must be there."""


class Place(NamedTuple):
    """An entry or a notice, and where it is stated."""

    subject: str
    """What authors know it by: directive and id."""
    notice: str
    """Id of the notice that states it."""
    kind: str
    ident: str
    docname: str = ''
    """The page that shows it; empty where that is in another project, or nowhere."""
    anchor: str = ''
    """Its HTML id there; empty for the whole page."""
    url: str = ''
    """Where it can be read: in another project, or from the root of the site where that is known."""
    file: str = ''
    """Relative to the folder of the docs, with slashes; empty where it is stated in another project."""
    line: int = 0

    @property
    def at(self) -> str:
        """File and line as one text; empty where there is no file."""
        return f'{self.file}:{self.line}' if self.file else ''


class ReportedRule(NamedTuple):
    """A rule, in words."""

    ident: str
    profile: Profile
    law: str
    severity: Severity
    """Where the project does not set another level."""
    text: str
    """What must be so."""
    remedy: str
    """What would satisfy it."""


class ReportedFinding(NamedTuple):
    """One place where a rule is not met."""

    rule: ReportedRule
    severity: Severity
    place: Place
    wrong: str
    """What is wrong, with places for :attr:`values`."""
    values: tuple[tuple[str, str], ...]
    remedy: str
    """What would satisfy it: mostly what the rule says."""
    fingerprint: str
    accepted: str = ''
    """The reason with which it is accepted; empty where it is not."""

    @property
    def message(self) -> str:
        """What is wrong, as text."""
        return fill(self.wrong, self.values)


class ReportedRow(NamedTuple):
    """What one rule says of one notice."""

    rule: ReportedRule
    state: State
    met: tuple[Place, ...]
    findings: tuple[ReportedFinding, ...]

    @property
    def lines(self) -> list[tuple[str, tuple[Place, ...]]]:
        """What the coverage says of it: a word for the state (a message; empty: it is met), and the places.

        What is wanting comes first. A notice that lacks something as a whole is told by the word alone.
        """
        found: list[tuple[str, tuple[Place, ...]]] = []
        fault = self.rule.profile in FAULTS
        open_ = [finding for finding in self.findings if not finding.accepted]
        accepted = [finding for finding in self.findings if finding.accepted]
        if self.state == 'missing':
            inherited = (CONTRADICTED_ABOVE if fault else MISSING_ABOVE), ()
            found.append((CONTRADICTED if fault else MISSING, _entries(open_)) if open_ else inherited)
        if accepted:
            found.append((IS_ACCEPTED, _entries(accepted)))
        if self.met:
            found.append(('', self.met))
        return found or [(FAULTLESS if fault else NOT_APPLICABLE, ())]


def _entries(findings: Iterable[ReportedFinding]) -> tuple[Place, ...]:
    """Give the entries that *findings* are about, each once."""
    return tuple(dict.fromkeys(found.place for found in findings if found.place.kind != 'notice'))


class ReportedNotice(NamedTuple):
    """What the rules say of one notice."""

    ident: str
    """Empty for entries that belong to no notice."""
    title: str
    place: Place
    rows: tuple[ReportedRow, ...]

    @property
    def findings(self) -> list[ReportedFinding]:
        """The findings that are not accepted, the gravest first."""
        return _by_severity([found for row in self.rows for found in row.findings if not found.accepted])

    @property
    def accepted(self) -> list[ReportedFinding]:
        """The findings that are accepted, the gravest first."""
        return _by_severity([found for row in self.rows for found in row.findings if found.accepted])

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles whose rules ran."""
        return tuple(dict.fromkeys(row.rule.profile for row in self.rows))

    @property
    def counts(self) -> tuple[tuple[str, str], ...]:
        """What the places of :data:`~sphinxext_privacy.reports.words.COUNTS` hold."""
        grave = Counter(found.severity for found in self.findings)
        return (
            ('errors', str(grave['error'])),
            ('warnings', str(grave['warning'])),
            ('notes', str(grave['info'])),
            ('accepted', str(len(self.accepted))),
            ('profiles', ', '.join(self.profiles)),
        )


def _by_severity(findings: list[ReportedFinding]) -> list[ReportedFinding]:
    return sorted(findings, key=lambda found: SEVERITIES.index(found.severity))


@dataclass(frozen=True, slots=True)
class Report:
    """What the rules say of all notices of a project."""

    rules: tuple[ReportedRule, ...] = ()
    """Those that ran, in the order of the table."""
    notices: tuple[ReportedNotice, ...] = ()
    """Sorted by id; last may come what belongs to no notice."""
    stale: tuple[str, ...] = ()
    """Fingerprints of the baseline that nothing has any more."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The messages of :mod:`~sphinxext_privacy.reports.words` in the language of the build."""

    def say(self, message: str) -> str:
        """Give a message in the language of the build."""
        return self.words.get(message, message)

    def counts(self, notice: ReportedNotice) -> str:
        """Give in words how much was found."""
        return fill(self.say(COUNTS), notice.counts)
