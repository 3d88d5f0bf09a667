"""What a report depends on beyond what other pages show: whether rules could find something else than before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_privacy.checks.memory import today
from sphinxext_privacy.config import RULE_SETTINGS

if TYPE_CHECKING:
    from sphinxext_privacy.domain.privacy import PrivacyDomain


def rules_state(domain: PrivacyDomain) -> tuple[object, ...]:
    """Give all that rules look at and that is not known otherwise, without running one or unpacking a record."""
    config = domain.env.config
    words = [(name, record.words, record.bodies, record.progress) for name, record in sorted(domain.documents.items())]
    settings = [(name, getattr(config, name)) for name in RULE_SETTINGS]
    beside = sorted(config.privacy_publish), sorted(config.privacy_parents)
    files = [_content(domain, name) for name in (config.privacy_baseline, config.privacy_lock)]
    return words, settings, beside, files, today().isoformat()


def _content(domain: PrivacyDomain, name: str) -> bytes | None:
    try:
        return (Path(domain.base) / name).read_bytes() if name else None
    except OSError:
        # What is wrong with it is told when the rules run.
        return None
