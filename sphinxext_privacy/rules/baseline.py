"""The file of accepted findings: each with the reason why it is accepted."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinxext_privacy.rules.judge import Finding


class Accepted(NamedTuple):
    """One accepted finding, as the file has it."""

    reason: str
    """Why it is accepted."""
    rule: str = ''
    """Its rule, and what it is about: for people, and for a file that is written anew."""
    notice: str = ''
    entry: str = ''


class BaselineError(Exception):
    """The file cannot be read as it is."""

    def __init__(self, message: str, line: int = 0) -> None:
        """*line* is 0 where it is about the whole file."""
        super().__init__(message)
        self.message = message
        self.line = line


def read_baseline(path: Path) -> dict[str, Accepted]:
    """Read what *path* accepts, by fingerprint.

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
    found: dict[str, Accepted] = {}
    for number, item in enumerate(listed, 1):
        fingerprint, reason = item.get('fingerprint'), item.get('reason')
        if not isinstance(fingerprint, str) or not fingerprint:
            raise BaselineError(f'{path.name!r}: the accepted finding {number} has no fingerprint')
        if not isinstance(reason, str) or not reason.strip():
            raise BaselineError(
                f'{path.name!r}: the accepted finding {number} ({item.get("rule", "?")}) gives no reason'
            )
        about = (value if isinstance(value := item.get(name), str) else '' for name in ('rule', 'notice', 'entry'))
        found[fingerprint] = Accepted(reason.strip(), *about)
    return found


def read_baseline_or_error(path: Path) -> tuple[dict[str, Accepted], BaselineError | None]:
    """Read *path*; give what is wrong with it beside, and nothing accepted then."""
    try:
        return read_baseline(path), None
    except BaselineError as error:
        return {}, error


def baseline_text(findings: Iterable[Finding], kept: Mapping[str, Accepted], default: str) -> str:
    """Give the file that accepts *findings*, and what is *kept*, sorted.

    *kept* holds what was accepted already, by fingerprint: its reasons stay; *default* stands for the others.
    """
    lines = ['# Accepted findings of the privacy rules. Each needs a reason; delete what is mended.', '']
    found = {
        finding.fingerprint: Accepted(
            kept[finding.fingerprint].reason if finding.fingerprint in kept else default,
            finding.rule.id,
            finding.notice.ident,
            '/'.join(finding.entry.key) if finding.entry else '',
        )
        for finding in findings
    }
    rows = sorted({**kept, **found}.items(), key=lambda row: (row[1].notice, row[1].rule, row[1].entry, row[0]))
    for fingerprint, accepted in rows:
        lines.append('[[accepted]]')
        about = {'rule': accepted.rule, 'notice': accepted.notice, 'entry': accepted.entry}
        lines += [f'{name} = {_text(value)}' for name, value in about.items() if value or name == 'notice']
        lines.append(f'fingerprint = {_text(fingerprint)}')
        lines.append(f'reason = {_text(accepted.reason)}')
        lines.append('')
    return '\n'.join(lines).rstrip('\n') + '\n'


def _text(value: str) -> str:
    # What JSON makes of a text is a basic string of TOML, but for one character that TOML does not take as it is.
    return json.dumps(value, ensure_ascii=False).replace('\x7f', '\\u007f')
