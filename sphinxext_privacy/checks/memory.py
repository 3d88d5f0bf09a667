"""What the rules found, as it is remembered between builds and told in each.

A notice is judged again when something changed that its findings depend on: its own words and lines, or any fact of the
project; of the register, the facts of its own entries, and what rules compare over all notices. All that is told stays
with the environment, so that a build in which one page changed tells what a clean one does. Nothing here loads a rule:
most builds need none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxext_privacy import __version__ as version
from sphinxext_privacy.config import RULE_SETTINGS
from sphinxext_privacy.diagnostics import warn, warn_of_rule
from sphinxext_privacy.domain.places import location

if TYPE_CHECKING:
    from sphinxext_privacy.diagnostics import Subtype
    from sphinxext_privacy.domain.places import Location
    from sphinxext_privacy.domain.privacy import PrivacyDomain

ACCEPTANCE: Final = ''
"""Stands for a rule where something is wrong with what is accepted."""


class Told(NamedTuple):
    """One line of the log, without what may move: the line of an entry is looked up when it is told."""

    rule: str
    grave: bool
    message: str
    docname: str
    position: int
    """Place of the entry on the page; -1: :attr:`line` counts."""
    line: int
    source: str
    option: str = ''
    """The option that it is about, whose line is looked up too; empty where it is about no single one."""


class Memory(NamedTuple):
    """What was found in the last build."""

    facts: str
    """Digest of all facts of the project but those of the register, and of the settings that matter to rules."""
    register: str
    """Fingerprint of the register."""
    words: dict[str, tuple[str, tuple[int, int]]]
    """By page: digest of its words and lines, and how much of it is translated."""
    day: str
    """The day of the build, where a rule asked for it; else empty."""
    narrow: dict[str, tuple[Told, ...]]
    """By notice: what it says itself."""
    wide: dict[str, tuple[Told, ...]]
    """By notice: how it agrees with others."""
    fingerprints: dict[str, frozenset[tuple[str, str]]]
    """By notice: the rules and fingerprints of those of its findings that the baseline knows."""
    looked_at: bytes = b''
    """Which notices looked at which record of the register, packed."""
    compared: frozenset[tuple[str, str]] = frozenset()
    """Records of the register with facts that were compared with those of other notices."""
    beside: tuple[tuple[Subtype, str, str], ...] = ()
    """What is wrong with the baseline and the lock file: subtype, message and place."""

    @property
    def told(self) -> list[Told]:
        """All that is told, by notice; what several notices have of one line of the register comes once."""
        found = (told for ident in sorted(self.narrow) for told in (*self.narrow[ident], *self.wide.get(ident, ())))
        return list(dict.fromkeys(found))


def today() -> dt.date:
    """Give the day of the build, in UTC: that of ``SOURCE_DATE_EPOCH`` where it is set."""
    epoch = os.environ.get('SOURCE_DATE_EPOCH', '')
    return dt.datetime.fromtimestamp(int(epoch) if epoch.isdigit() else time.time(), tz=dt.UTC).date()


def remember(domain: PrivacyDomain) -> bool:
    """Judge what has to be judged again; tell whether the findings are others than those of the last build."""
    before: Memory | None = domain.data.get('findings')
    facts = _digest_of_facts(domain)
    words = {name: (record.words, record.progress) for name, record in sorted(domain.documents.items())}
    kept = before if before is not None and before.facts == facts and before.day in {'', today().isoformat()} else None
    same_register = kept is not None and kept.register == domain.fingerprint
    if kept is not None and same_register and kept.words == words:
        return False
    from sphinxext_privacy.checks.judging import judged, rejudged

    memory = rejudged(domain, kept, words, None if same_register else domain.edit) if kept is not None else None
    if memory is None:
        memory = judged(domain, facts, words)
    domain.data['findings'] = memory
    return before is None or (before.told, before.beside) != (memory.told, memory.beside)


def tell(domain: PrivacyDomain, *, findings: bool = True) -> None:
    """Log what was found: a warning for each finding, or a line to read where its level is ``info``.

    Without *findings*, only what is wrong with acceptances, the baseline and the lock file.
    """
    memory: Memory | None = domain.data.get('findings')
    if memory is None:
        return
    for told in memory.told:
        if findings or told.rule == ACCEPTANCE:
            log(domain, told)
    for subtype, message, place in memory.beside:
        if subtype == 'lock' and not domain.tells_lock:
            continue
        warn(subtype, '%s', message, location=place, mistake=False)


def log(domain: PrivacyDomain, told: Told) -> None:
    """Log one finding."""
    place = _location(domain, told)
    if told.rule == ACCEPTANCE:
        warn('rule', '%s', told.message, location=place)
    else:
        warn_of_rule(told.rule, '%s', told.message, location=place, grave=told.grave)


def baseline_path(domain: PrivacyDomain) -> Path | None:
    """Give the file of accepted findings; ``None`` where the project has none."""
    name = domain.env.config.privacy_baseline
    return Path(domain.base) / name if name else None


def _digest_of_facts(domain: PrivacyDomain) -> str:
    config = domain.env.config
    files = [domain.base / name for name in (config.privacy_baseline, config.privacy_lock) if name]
    parts: tuple[Any, ...] = (
        version,
        config.language,
        [getattr(config, name) for name in (*RULE_SETTINGS, 'privacy_controller', 'privacy_publish')],
        [path.read_bytes() if path.is_file() else b'' for path in files],
        [(ident, notice.digest) for ident, notice in domain.foreign.items()],
        [(name, record.digest) for name, record in sorted(domain.documents.items())],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _location(domain: PrivacyDomain, told: Told) -> Location:
    line, source = told.line, told.source
    if told.position >= 0:
        record = domain.documents[told.docname].entries[told.position]
        line, source = record.line, record.source
    return location(domain.env, told.docname, source, line, told.option)
