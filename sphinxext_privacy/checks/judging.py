"""Judging the notices whose findings may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.checks.gather import gather, idents_of
from sphinxext_privacy.checks.memory import ACCEPTANCE, Memory, Told, baseline_path, today
from sphinxext_privacy.checks.progress import shown_while_checked
from sphinxext_privacy.checks.report import baseline_of, message_of, subject_of
from sphinxext_privacy.domain.written import concerned, packed, unpacked
from sphinxext_privacy.labels import translate
from sphinxext_privacy.rules.judge import Judging, stale
from sphinxext_privacy.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_privacy.diagnostics import Subtype
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.domain.written import Key
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.register.edit import Edit
    from sphinxext_privacy.register.records import Record
    from sphinxext_privacy.rules.judge import Judged
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Passage
    from sphinxext_privacy.rules.rule import Rule

    Words = dict[str, tuple[str, tuple[int, int]]]

_ORDER: Final = {ident: position for position, ident in enumerate(RULES)}


def judged(domain: PrivacyDomain, facts: str, words: Words) -> Memory:
    """Judge all notices. *facts* and *words* are digests of what is looked at: see :class:`Memory`."""
    work = _Work(domain, Memory(facts, domain.fingerprint, words, '', {}, {}, {}))
    for ident in shown_while_checked(idents_of(domain), domain.env.config):
        work.judge(ident, lambda _: True)
    return work.memory()


def rejudged(domain: PrivacyDomain, memory: Memory, words: Words, edit: Edit | None) -> Memory | None:
    """Judge the notices of pages whose *words* are others than in *memory*, and those that the *edit* concerns.

    ``None`` where that edit, or one of which too little is known, may concern all of them.
    """
    changed = {
        ident
        for name in words
        if memory.words.get(name) != words[name]
        for ident in domain.index.notices_of(name) or ('',)
    }
    work = _Work(domain, memory._replace(register=domain.fingerprint, words=words))
    concerned_ones: set[str] = set()
    if memory.register != domain.fingerprint:
        if edit is None or edit.before != memory.register or _concerns_all(domain, memory, edit):
            return None
        concerned_ones = concerned(memory.looked_at, edit) | _told_there(memory, edit)
    for ident in idents_of(domain):
        if ident in concerned_ones:
            work.judge(ident, lambda rule: not rule.joint)
        elif ident in changed:
            work.judge(ident, lambda rule: not rule.wide)
    return work.memory()


def _concerns_all(domain: PrivacyDomain, memory: Memory, edit: Edit) -> bool:
    """Tell whether the *edit* of the register may change what is found in notices that do not hold what it changes."""
    if domain.env.config.privacy_lock:
        # It knows each notice as a whole.
        return True
    joint = {told.rule for ident in memory.wide for told in memory.wide[ident] if told.source in edit.moved}
    if any(RULES[rule].joint for rule in joint):
        return True
    return any(
        key in memory.compared or any(fields & rule.across.get(key[0], frozenset()) for rule in RULES.values())
        for key, fields in edit.fields.items()
    )


def _told_there(memory: Memory, edit: Edit) -> set[str]:
    """Give the notices of which something is told at a line of the register that is another one now."""
    return {
        ident
        for found in (memory.narrow, memory.wide)
        for ident, all_told in found.items()
        if any(told.source in edit.moved for told in all_told)
    }


class _Work:
    """Judges notices, and keeps what is found with what was found before."""

    def __init__(self, domain: PrivacyDomain, memory: Memory) -> None:
        self.domain = domain
        self.project = gather(domain)
        self._memory = memory
        self._baseline, self._wrong = baseline_of(domain)
        config = domain.env.config
        self._judging = Judging(config.privacy_regimes, config.privacy_rules, self._baseline)
        self._narrow, self._wide = dict(memory.narrow), dict(memory.wide)
        self._fingerprints = dict(memory.fingerprints)
        self._looked_at: dict[str, set[Key]] = {}

    def judge(self, ident: str, wanted: Callable[[Rule], bool]) -> None:
        """Let the rules judge one notice that are *wanted*; what the others found of it stays."""
        asked = _Asked(self.domain.register.records)
        self.project.registered = asked
        notice = self.project.notices[ident]
        found = self._judging.notice(notice, wanted)
        told = [*told_of(self.domain, found)]
        self._narrow[ident] = tuple(one for one in told if one.rule == ACCEPTANCE or not RULES[one.rule].wide)
        agreeing = [one for one in told if one.rule != ACCEPTANCE and RULES[one.rule].wide]
        stays = [one for one in self._wide.get(ident, ()) if not wanted(RULES[one.rule])]
        self._wide[ident] = tuple(sorted([*stays, *agreeing], key=lambda one: _ORDER[one.rule]))
        known = {(row.rule.id, one.fingerprint) for row in found.rows for one in row.findings}
        self._fingerprints[ident] = frozenset(
            [*(one for one in known if one[1] in self._baseline)]
            + [one for one in self._fingerprints.get(ident, ()) if not wanted(RULES[one[0]])]
        )
        self._looked_at[ident] = asked.keys_asked | {entry.key for entry in (*notice.entries, *notice.above)}

    def memory(self) -> Memory:
        """Give all that was found, now and before."""
        known = frozenset(one for found in self._fingerprints.values() for _, one in found)
        memory = self._memory._replace(
            day=today().isoformat() if self.project.dated else self._memory.day,
            narrow=self._narrow,
            wide=self._wide,
            fingerprints=self._fingerprints,
            looked_at=packed(unpacked(self._memory.looked_at) | self._looked_at),
            compared=self._memory.compared | self.project.compared,
        )
        return memory._replace(beside=tuple(self._beside(known)))

    def _beside(self, known: frozenset[str]) -> Iterator[tuple[Subtype, str, str]]:
        """Give what is wrong with the lock file and the baseline; findings have the fingerprints that are *known*."""
        domain = self.domain
        if domain.env.config.privacy_lock:
            from sphinxext_privacy.checks.locked import lock_problems

            for problem in lock_problems(domain):
                yield 'lock', f'privacy_lock in conf.py: {problem.message}', problem.location
        for wrong in self._wrong:
            yield 'rule', f'privacy_baseline in conf.py: {wrong.message}', f'{baseline_path(domain)}:{wrong.line}'
        # While a part of the register cannot be read, nothing tells whether what was found is still so.
        if not self._baseline.keys() <= known and not domain.register.problems:
            # Which rules run depends on all notices; mostly there is no need to look at them.
            for fingerprint in stale(self._baseline, known, self._judging.running(self.project)):
                yield told_as_stale(domain, fingerprint, self._baseline[fingerprint].line)


class _Asked(Mapping['tuple[str, str]', 'Record']):
    """The records of the register, and which of them were asked for."""

    def __init__(self, records: Mapping[Key, Record]) -> None:
        self._records = records
        self.keys_asked: set[Key] = set()

    def __getitem__(self, key: Key) -> Record:
        self.keys_asked.add(key)
        return self._records[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def told_as_stale(domain: PrivacyDomain, fingerprint: str, line: int) -> tuple[Subtype, str, str]:
    """Give subtype, message and place of a warning that nothing has the fingerprint at *line* of the baseline."""
    message = f'privacy_baseline in conf.py: nothing has the fingerprint {fingerprint} any more; delete it there'
    return 'rule', message, f'{baseline_path(domain)}:{line}'


def told_of(domain: PrivacyDomain, judged: Judged) -> Iterator[Told]:
    """Give what is told of one notice."""
    for finding in judged.findings:
        message = (
            f'{subject_of(finding.notice, finding.entry)}: {message_of(finding)} {translate(finding.remedy)} '
            f'({finding.rule.id}: {finding.rule.law})'
        )
        grave = finding.severity != 'info'
        told = _placed(domain, finding.rule.id, grave, message, judged.notice, finding.entry, finding.passage)
        yield told._replace(option=finding.option) if finding.passage is None else told
    for wrong in judged.wrong:
        hint = f'; did you mean {wrong.near!r}?' if wrong.near else ''
        subject = subject_of(wrong.notice, wrong.entry)
        message = f'{subject}: accept: {wrong.text!r} gives no reason; write "{wrong.rule} — reason"'
        if wrong.unknown:
            message = f'{subject}: accept: there is no rule {wrong.rule!r}{hint}'
        yield _placed(domain, ACCEPTANCE, True, message, wrong.notice, wrong.entry, None)._replace(option='accept')


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
