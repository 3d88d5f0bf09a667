"""From notices to findings: which rules run, how grave each finding is, and which findings are accepted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sphinxext_privacy.model.vocabularies import nearest
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rules.rule import CONSISTENCY, REGIMES
from sphinxext_privacy.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.baseline import Accepted
    from sphinxext_privacy.rules.notice import Notice, Project
    from sphinxext_privacy.rules.outcome import Outcome, Passage, Severity
    from sphinxext_privacy.rules.rule import Profile, Rule

_DASHES: Final = ('—', '–', '--', '-', ':')

Level = Literal['error', 'warning', 'info', 'off']
State = Literal['met', 'missing', 'accepted', 'not-applicable']


class Finding(NamedTuple):
    """One place where a rule is not met."""

    rule: Rule
    severity: Severity
    notice: Notice
    entry: NoticeEntry | None
    """The entry it is about; ``None``: the notice."""
    passage: Passage | None
    message: str
    """What is wrong: a message of the catalogue, with places for :attr:`values`."""
    values: tuple[tuple[str, str], ...]
    remedy: str
    """What would satisfy it: a message of the catalogue."""
    fingerprint: str
    """The same as long as the same is wrong with the same thing, wherever it stands."""
    accepted: str = ''
    """The reason with which it is accepted; empty where it is not."""
    option: str = ''
    """The option that it is about; empty where it is about no single one."""


def fill(message: str, values: tuple[tuple[str, str], ...]) -> str:
    """Put *values* into the places of *message*, which may be translated; a place that a translation lost stays out."""
    for name, value in values:
        message = message.replace(f'{{{name}}}', value)
    return message


class Wrong(NamedTuple):
    """An acceptance that says nothing: of a rule that there is not, or without a reason."""

    notice: Notice
    entry: NoticeEntry | None
    text: str
    rule: str
    unknown: bool
    """Whether there is no such rule; else the reason is missing."""
    near: str = ''
    """The rule that was probably meant; may be empty."""


class Row(NamedTuple):
    """What one rule says of one notice: a line of the coverage table."""

    rule: Rule
    state: State
    met: tuple[Outcome, ...]
    findings: tuple[Finding, ...]


@dataclass
class Judged:
    """Everything that the rules say of one notice."""

    notice: Notice
    rows: list[Row] = field(default_factory=list)
    """One for each rule that ran, in the order of the table."""
    wrong: list[Wrong] = field(default_factory=list)
    """Its acceptances that say nothing."""
    fingerprints: set[str] = field(default_factory=set)
    """Of all its findings."""

    @property
    def findings(self) -> Iterator[Finding]:
        """Give the findings that are not accepted."""
        return (finding for row in self.rows for finding in row.findings if not finding.accepted)

    @property
    def accepted(self) -> Iterator[Finding]:
        """Give the findings that are accepted."""
        return (finding for row in self.rows for finding in row.findings if finding.accepted)


class Verdict(NamedTuple):
    """What the rules say of all notices."""

    notices: tuple[Judged, ...]
    """Sorted by id."""
    stale: tuple[str, ...]
    """Fingerprints of the baseline that nothing has any more, as far as the rules that ran can tell."""
    ran: frozenset[str]
    """The rules that looked at any notice."""

    @property
    def findings(self) -> Iterator[Finding]:
        """Give all findings that are not accepted."""
        return (finding for judged in self.notices for finding in judged.findings)


def profiles_of(notice: Notice, regimes: Sequence[str]) -> frozenset[Profile]:
    """Give the profiles that run on *notice*: consistency, and those of the regimes of the project and of its own."""
    if not notice.ident:
        # What belongs to no notice has nothing that a notice must state.
        return frozenset({CONSISTENCY})
    wanted = (*regimes, *texts(notice.fact('regimes')))
    return frozenset({CONSISTENCY}).union(*(REGIMES.get(name, frozenset()) for name in wanted))


def judge(
    project: Project,
    *,
    regimes: Sequence[str] = (),
    levels: Mapping[str, Level] | None = None,
    baseline: Mapping[str, Accepted] | None = None,
    each: Callable[[Collection[str]], Iterable[str]] = iter,
) -> Verdict:
    """Run the rules over all notices of *project*.

    *regimes*: the names in ``privacy_regimes``. *levels*: the level that ``privacy_rules`` gives a rule. *baseline*:
    the findings that the project accepts, by fingerprint. *each* gives the ids of all notices again, one by one, and
    can tell meanwhile how far that has come.
    """
    judging = Judging(regimes, levels or {}, baseline or {})
    judged = tuple(judging.notice(project.notices[ident]) for ident in each(sorted(project.notices)))
    seen = {fingerprint for item in judged for fingerprint in item.fingerprints}
    ran = judging.running(project)
    return Verdict(judged, stale(baseline or {}, seen, ran), ran)


def stale(baseline: Mapping[str, Accepted], known: AbstractSet[str], ran: AbstractSet[str]) -> tuple[str, ...]:
    """Give the fingerprints of *baseline* that no finding has; findings have those that are *known*.

    What a rule would find that is not among those that *ran* is not known.
    """
    return tuple(
        sorted(
            fingerprint
            for fingerprint, accepted in baseline.items()
            if fingerprint not in known and (accepted.rule in ran or accepted.rule not in RULES)
        )
    )


class Judging:
    """Runs rules over one notice after the other."""

    def __init__(
        self,
        regimes: Sequence[str] = (),
        levels: Mapping[str, Level] | None = None,
        baseline: Mapping[str, Accepted] | None = None,
    ) -> None:
        """Take the settings of a project; see :func:`judge`."""
        self.regimes = regimes
        self.levels = levels or {}
        self.baseline = baseline or {}
        self._running: dict[frozenset[Profile], tuple[tuple[Rule, Severity], ...]] = {}

    def _rules(self, profiles: frozenset[Profile]) -> tuple[tuple[Rule, Severity], ...]:
        if profiles not in self._running:
            found: list[tuple[Rule, Severity]] = []
            for rule in RULES.values():
                level: Level = self.levels.get(rule.id, rule.severity if rule.on else 'off')
                wanted = rule.always or rule.profile in profiles or (not rule.on and rule.id in self.levels)
                if wanted and level != 'off':
                    found.append((rule, level))
            self._running[profiles] = tuple(found)
        return self._running[profiles]

    def running(self, project: Project) -> frozenset[str]:
        """Give the rules that look at any notice of *project*, as far as what they look at is there."""
        profiles = {profiles_of(notice, self.regimes) for notice in project.notices.values()}
        rules = (rule for running in profiles for rule, _ in self._rules(running))
        return frozenset(rule.id for rule in rules if not rule.late or project.unlinked is not None)

    def notice(self, notice: Notice, wanted: Callable[[Rule], bool] | None = None) -> Judged:
        """Run the rules of a notice over it, or those of them that are *wanted*."""
        judged = Judged(notice)
        accepted = self._accepted(judged)
        for rule, severity in self._rules(profiles_of(notice, self.regimes)):
            if wanted is not None and not wanted(rule):
                continue
            outcomes = list(rule.check(notice))
            if not outcomes:
                judged.rows.append(Row(rule, 'not-applicable', (), ()))
                continue
            met = tuple(outcome for outcome in outcomes if outcome.met)
            lacking = [outcome for outcome in outcomes if not outcome.met]
            if not lacking:
                judged.rows.append(Row(rule, 'met', met, ()))
                continue
            findings = tuple(
                self._finding(rule, severity, judged, outcome, accepted)
                for outcome in lacking
                # What it inherits is judged where it is stated.
                if outcome.entry is None or outcome.entry.notice == notice.ident or outcome.passage is not None
            )
            open_ = len(findings) < len(lacking) or any(not finding.accepted for finding in findings)
            judged.rows.append(Row(rule, 'missing' if open_ else 'accepted', met, findings))
        return judged

    def _finding(
        self,
        rule: Rule,
        severity: Severity,
        judged: Judged,
        outcome: Outcome,
        accepted: Mapping[tuple[str, tuple[str, str] | None], str],
    ) -> Finding:
        entry, notice = outcome.entry, judged.notice
        fingerprint = fingerprint_of(rule.id, notice.ident, outcome)
        judged.fingerprints.add(fingerprint)
        reason = accepted.get((rule.id, entry.key if entry is not None else None), '')
        reason = reason or accepted.get((rule.id, None), '')
        if not reason and fingerprint in self.baseline:
            reason = self.baseline[fingerprint].reason
        message = outcome.message or rule.wrong
        return Finding(
            rule,
            outcome.severity or severity,
            notice,
            entry,
            outcome.passage,
            message,
            outcome.values,
            outcome.remedy or rule.remedy,
            fingerprint,
            reason,
            outcome.option,
        )

    def _accepted(self, judged: Judged) -> dict[tuple[str, tuple[str, str] | None], str]:
        """Give the reasons of what the notice accepts, by rule and entry; ``None``: whatever of the notice."""
        notice = judged.notice
        found: dict[tuple[str, tuple[str, str] | None], str] = {}
        places: list[tuple[NoticeEntry | None, tuple[str, ...]]] = [(None, notice.accept)]
        places += [(entry, entry.accept) for entry in notice.entries if entry.accept and entry.notice == notice.ident]
        for entry, lines in places:
            for line in lines:
                ident, reason = split_acceptance(line)
                if ident not in RULES:
                    judged.wrong.append(Wrong(notice, entry, line, ident, True, nearest_rule(ident)))
                elif not reason:
                    judged.wrong.append(Wrong(notice, entry, line, ident, False))
                else:
                    found[ident, entry.key if entry is not None else None] = reason
        return found


def split_acceptance(line: str) -> tuple[str, str]:
    """Read ``RULE — reason``; the id comes in capital letters, either part may be empty."""
    ident, _, rest = line.strip().partition(' ')
    rest = rest.strip()
    for dash in _DASHES:
        if rest.startswith(dash):
            rest = rest[len(dash) :].strip()
            break
    if ident.endswith((':', '—')):
        ident = ident[:-1]
    return ident.upper(), rest


def nearest_rule(ident: str) -> str:
    """Give the id of the rule that *ident* was probably meant to be; empty where none is near."""
    return nearest(ident, list(RULES))


def fingerprint_of(rule: str, notice: str, outcome: Outcome) -> str:
    """Give 16 hexadecimal digits that stay while the same is wrong with the same thing, wherever it stands."""
    entry, passage = outcome.entry, outcome.passage
    parts = [rule, notice, *(entry.key if entry is not None else ('', '')), outcome.message, repr(outcome.values)]
    if passage is not None:
        parts.append(' '.join(passage.text.split()).casefold())
    return hashlib.sha256('\n'.join(parts).encode()).hexdigest()[:16]
