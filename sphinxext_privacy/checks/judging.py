"""Judging the notices whose findings may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.checks.gather import gather, idents_of
from sphinxext_privacy.checks.memory import ACCEPTANCE, Memory, Told, baseline_path, today
from sphinxext_privacy.checks.report import baseline_of, message_of, subject_of
from sphinxext_privacy.labels import translate
from sphinxext_privacy.rules.judge import Judging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.diagnostics import Subtype
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.judge import Judged
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Passage


def judged(
    domain: PrivacyDomain,
    memory: Memory,
    words: dict[str, tuple[str, tuple[int, int]]],
    *,
    wide: bool = False,
) -> Memory:
    """Judge the notices of pages whose *words* are others than in *memory*; with *wide*, all, and how they agree."""
    project = gather(domain)
    changed = {
        ident
        for name in words
        if memory.words.get(name) != words[name]
        for ident in domain.index.notices_of(name) or ('',)
    }
    config = domain.env.config
    baseline, _ = baseline_of(domain)
    judging = Judging(config.privacy_regimes, config.privacy_rules, baseline)
    narrow, agreeing, fingerprints = dict(memory.narrow), dict(memory.wide), dict(memory.fingerprints)
    for ident in idents_of(domain):
        if not wide and ident not in changed:
            continue
        notice = project.notices[ident]
        found = judging.notice(notice, wide=False)
        narrow[ident] = tuple(told_of(domain, found))
        known = found.fingerprints & baseline.keys()
        if wide:
            found = judging.notice(notice, wide=True)
            agreeing[ident] = tuple(told for told in told_of(domain, found) if told.rule != ACCEPTANCE)
            known |= found.fingerprints & baseline.keys()
        else:
            known |= fingerprints.get(ident, frozenset())
        fingerprints[ident] = frozenset(known)
    beside = tuple(_beside(domain, frozenset().union(*fingerprints.values())))
    day = today().isoformat() if project.dated else memory.day
    return memory._replace(words=words, day=day, narrow=narrow, wide=agreeing, fingerprints=fingerprints, beside=beside)


def _beside(domain: PrivacyDomain, known: frozenset[str]) -> Iterator[tuple[Subtype, str, str]]:
    """Give what is wrong with the lock file and the baseline; findings have the fingerprints that are *known*."""
    if domain.env.config.privacy_lock:
        from sphinxext_privacy.checks.locked import lock_problems

        for problem in lock_problems(domain):
            yield 'lock', f'privacy_lock in conf.py: {problem.message}', problem.location
    path = baseline_path(domain)
    baseline, error = baseline_of(domain)
    if error is not None:
        yield 'rule', f'privacy_baseline in conf.py: {error.message}', f'{path}:1'
    for fingerprint in sorted(baseline.keys() - known):
        message = f'privacy_baseline in conf.py: nothing has the fingerprint {fingerprint} any more; delete it there'
        yield 'rule', message, f'{path}:1'


def told_of(domain: PrivacyDomain, judged: Judged) -> Iterator[Told]:
    """Give what is told of one notice."""
    for finding in judged.findings:
        message = (
            f'{subject_of(finding.notice, finding.entry)}: {message_of(finding)} {translate(finding.remedy)} '
            f'({finding.rule.id}: {finding.rule.law})'
        )
        yield _placed(
            domain, finding.rule.id, finding.severity != 'info', message, judged.notice, finding.entry, finding.passage
        )
    for wrong in judged.wrong:
        hint = f'; did you mean {wrong.near!r}?' if wrong.near else ''
        subject = subject_of(wrong.notice, wrong.entry)
        message = f'{subject}: accept: {wrong.text!r} gives no reason; write "{wrong.rule} — reason"'
        if wrong.unknown:
            message = f'{subject}: accept: there is no rule {wrong.rule!r}{hint}'
        yield _placed(domain, ACCEPTANCE, True, message, wrong.notice, wrong.entry, None)


def _placed(
    domain: PrivacyDomain,
    rule: str,
    grave: bool,
    message: str,
    notice: Notice,
    entry: NoticeEntry | None,
    passage: Passage | None,
) -> Told:
    if passage is not None:
        return Told(rule, grave, message, passage.docname, -1, passage.line, passage.source)
    place = notice if entry is None else entry
    position = -1
    if place.docname:
        record = domain.documents[place.docname].entries[place.position]
        # What stands in the register, or in another place of the entry, is told there.
        position = place.position if (record.source, record.line) == (place.source, place.line) else -1
    return Told(rule, grave, message, place.docname, position, place.line if position < 0 else 0, place.source)
