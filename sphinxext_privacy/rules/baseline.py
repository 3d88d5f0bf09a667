"""The file of accepted findings: each with the reason why it is accepted."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinxext_privacy.rules.judge import Finding


class BaselineError(Exception):
    """The file cannot be read as it is."""

    def __init__(self, message: str, line: int = 0) -> None:
        """*line* is 0 where it is about the whole file."""
        super().__init__(message)
        self.message = message
        self.line = line


def read_baseline(path: Path) -> dict[str, str]:
    """Read the fingerprints and reasons in *path*.

    :raises BaselineError: if there is no such file, it is no TOML, or a finding has no fingerprint or no reason.
    """
    try:
        content = tomllib.loads(path.read_text(encoding='utf-8'))
    except FileNotFoundError:
        raise BaselineError(
            f'there is no file {path.name!r}; `sphinx-privacy check --write-baseline` makes it'
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f'{path.name!r} cannot be read: {error}') from error
    except tomllib.TOMLDecodeError as error:
        raise BaselineError(f'{path.name!r} is no TOML: {error}') from error
    listed = content.get('accepted', [])
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise BaselineError(f'{path.name!r}: `accepted` is no list of tables; write each below [[accepted]]')
    found: dict[str, str] = {}
    for number, item in enumerate(listed, 1):
        fingerprint, reason = item.get('fingerprint'), item.get('reason')
        if not isinstance(fingerprint, str) or not fingerprint:
            raise BaselineError(f'{path.name!r}: the accepted finding {number} has no fingerprint')
        if not isinstance(reason, str) or not reason.strip():
            raise BaselineError(
                f'{path.name!r}: the accepted finding {number} ({item.get("rule", "?")}) gives no reason'
            )
        found[fingerprint] = reason.strip()
    return found


def read_baseline_or_error(path: Path) -> tuple[dict[str, str], BaselineError | None]:
    """Read *path*; give what is wrong with it beside, and nothing accepted then."""
    try:
        return read_baseline(path), None
    except BaselineError as error:
        return {}, error


def baseline_text(findings: Iterable[Finding], reasons: dict[str, str], default: str) -> str:
    """Give the file that accepts *findings*, sorted.

    *reasons* are those that are known already, by fingerprint; *default* stands for the others.
    """
    lines = ['# Accepted findings of the privacy rules. Each needs a reason; delete what is mended.', '']
    rows = {
        (
            finding.notice.ident,
            finding.rule.id,
            '/'.join(finding.entry.key) if finding.entry else '',
            finding.fingerprint,
        )
        for finding in findings
    }
    for notice, rule, entry, fingerprint in sorted(rows):
        lines.append('[[accepted]]')
        lines.append(f'rule = {_text(rule)}')
        lines.append(f'notice = {_text(notice)}')
        if entry:
            lines.append(f'entry = {_text(entry)}')
        lines.append(f'fingerprint = {_text(fingerprint)}')
        lines.append(f'reason = {_text(reasons.get(fingerprint, default))}')
        lines.append('')
    return '\n'.join(lines).rstrip('\n') + '\n'


def _text(value: str) -> str:
    # What JSON makes of a text is a basic string of TOML, but for one character that TOML does not take as it is.
    return json.dumps(value, ensure_ascii=False).replace('\x7f', '\\u007f')
