"""The file of accepted findings: each with the reason why it is accepted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.register.toml_source import read_toml
from sphinxext_privacy.register.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as AnyMapping
    from pathlib import Path

    from sphinxext_privacy.register.tree import Node
    from sphinxext_privacy.rules.judge import Finding


class Accepted(NamedTuple):
    """One accepted finding, as the file has it."""

    reason: str
    """Why it is accepted."""
    rule: str = ''
    """Its rule, and what it is about: for people, and for a file that is written anew."""
    notice: str = ''
    entry: str = ''
    line: int = 1
    """Line of its fingerprint."""


class BaselineProblem(NamedTuple):
    """What is wrong with the file."""

    message: str
    line: int = 1


class Baseline(NamedTuple):
    """What the file accepts, and what is wrong with it."""

    accepted: dict[str, Accepted]
    """By fingerprint."""
    problems: tuple[BaselineProblem, ...] = ()


def read_baseline(path: Path) -> Baseline:
    """Read the file *path*; one wrong entry does not take the others with it."""
    try:
        text = path.read_text(encoding='utf-8')
    except FileNotFoundError:
        message = f'there is no file {path.name!r}; `sphinx-privacy check --write-baseline` makes it'
        return Baseline({}, (BaselineProblem(message),))
    except (OSError, UnicodeDecodeError) as error:
        return Baseline({}, (BaselineProblem(f'{path.name!r} cannot be read: {error}'),))
    # It knows the line of each value, and steps over what is no TOML.
    root, mistakes = read_toml(text)
    problems = [BaselineProblem(f'{path.name!r}: {mistake.message}', mistake.line) for mistake in mistakes]
    found: dict[str, Accepted] = {}
    for number, item in enumerate(_listed(root, path.name, problems), 1):
        texts = {key.text: value for key, value in item.pairs if isinstance(value, Scalar) and value.type == 'str'}
        fingerprint, reason = texts.get('fingerprint'), texts.get('reason')
        if fingerprint is None or not fingerprint.text:
            wrong = f'the accepted finding {number} has no fingerprint'
        elif reason is None or not reason.text.strip():
            of_rule = texts['rule'].text if 'rule' in texts else '?'
            wrong = f'the accepted finding {number} ({of_rule}) gives no reason'
        else:
            rule, notice, entry = (texts[name].text if name in texts else '' for name in ('rule', 'notice', 'entry'))
            found[fingerprint.text] = Accepted(reason.text.strip(), rule, notice, entry, fingerprint.line)
            continue
        if not mistakes:
            # Otherwise that is what was left out.
            problems.append(BaselineProblem(f'{path.name!r}: {wrong}; it is left out', item.line))
    return Baseline(found, tuple(problems))


def _listed(root: Node | None, name: str, problems: list[BaselineProblem]) -> list[Mapping]:
    """Give the tables of the accepted findings; what is none goes to *problems*."""
    pairs = root.pairs if isinstance(root, Mapping) else ()
    for key, value in pairs:
        if key.text != 'accepted':
            continue
        items = value.items if isinstance(value, Sequence) else (value,)
        wrong = [item for item in items if not isinstance(item, Mapping)] if isinstance(value, Sequence) else [value]
        for item in wrong:
            message = f'{name!r}: `accepted` is no list of tables; write each below [[accepted]]'
            problems.append(BaselineProblem(message, item.line))
        return [item for item in items if isinstance(item, Mapping)]
    return []


def baseline_text(findings: Iterable[Finding], kept: AnyMapping[str, Accepted], default: str) -> str:
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
