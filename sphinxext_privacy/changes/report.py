"""A comparison in words (Markdown) and as data (JSON): what matters to people first."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.changes.material import REASONS
from sphinxext_privacy.changes.review import LACKS
from sphinxext_privacy.exports.privacy_json import json_value
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinxext_privacy.changes.compare import Change
    from sphinxext_privacy.changes.review import Wanting
    from sphinxext_privacy.model.values import Value

FORMAT: Final = 'sphinxext-privacy-changes/1'
"""Name and version of the format of the data."""

LONGEST: Final = 400
"""How much of a value is shown in words."""

CALLED: Final = {
    'notice': 'notice',
    'controller': 'controller',
    'data': 'category of data',
    'purpose': 'purpose',
    'processor': 'recipient',
    'cookie': 'cookie',
    'right': 'right',
    'measure': 'security measure',
    'decision': 'automated decision',
    'statement': 'statement',
    'change': 'entry of the history',
}
"""What entries of each kind are called in reports."""

assert CALLED.keys() == KINDS.keys()


def material_first(changes: Sequence[Change]) -> list[Change]:
    """Give *changes* in the order of reports."""
    return sorted(changes, key=lambda change: not change.material)


# -- as data ----------------------------------------------------------------------------------------------------


def changes_json_text(changes: Sequence[Change], wanting: Sequence[Wanting]) -> str:
    """Give the comparison as JSON."""
    return json.dumps(changes_json(changes, wanting), indent=2, ensure_ascii=False) + '\n'


def changes_json(changes: Sequence[Change], wanting: Sequence[Wanting]) -> dict[str, Any]:
    """Give the comparison as plain data."""
    return {
        'format': FORMAT,
        'material': any(change.material for change in changes),
        'changes': [_change(change) for change in material_first(changes)],
        'wanting': [
            {'notice': item.notice, 'lack': item.lack, 'before': item.before, 'after': item.after} for item in wanting
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {
        'notice': change.notice,
        'what': change.what,
        'kind': change.kind,
        'id': change.ident,
        'name': change.name,
        'field': change.field,
        'before': None if change.before is None else json_value(change.before),
        'after': None if change.after is None else json_value(change.after),
        'material': change.material,
        'stated-in': change.stated_in,
    }
    # What does not apply to a change is left out, but for the answer that is asked for.
    return {name: value for name, value in found.items() if name == 'material' or value not in (None, '')}


# -- in words ---------------------------------------------------------------------------------------------------


def changes_markdown(changes: Sequence[Change], wanting: Sequence[Wanting]) -> str:
    """Give the comparison as Markdown. What notices say stands in it as code, so that nothing of it is markup."""
    if not changes:
        return 'Nothing changed.\n'
    shown = collected(changes)
    lines: list[str] = []
    material = [item for item in shown if item[0].material]
    for title, listed in (
        ('What matters to people', material),
        ('Other changes', [item for item in shown if not item[0].material]),
    ):
        if listed:
            lines += [f'# {title}', '', *_sections(listed)]
    if wanting:
        lines += ['# What is wanting', '', *(f'- {_code(item.notice)}: {_lack(item)}' for item in wanting), '']
    if not material:
        lines[:0] = ['Nothing that matters to people changed.', '']
    return '\n'.join(lines)


def collected(changes: Sequence[Change]) -> list[tuple[Change, list[str]]]:
    """Give each change once, with the notices that inherit it."""
    found: dict[Change, tuple[Change, list[str]]] = {}
    own = {change._replace(notice='', name='') for change in changes if change.stated_in == change.notice}
    for change in sorted(changes, key=lambda change: change.stated_in != change.notice):
        sense = change._replace(notice='', name='')
        if change.stated_in != change.notice and sense in own:
            found[sense][1].append(change.notice)
        else:
            found[sense if sense in own else change] = (change, [])
    return sorted(found.values(), key=lambda item: item[0].notice)


def _sections(listed: Sequence[tuple[Change, list[str]]]) -> Iterator[str]:
    for notice in dict.fromkeys(change.notice for change, _ in listed):
        yield f'## {_code(notice)}'
        yield ''
        for change, heirs in listed:
            if change.notice == notice:
                also = f' (also holds for {", ".join(map(_code, heirs))})' if heirs else ''
                yield f'- {describe(change, markdown=True)}{also}'
        yield ''


def describe(change: Change, *, markdown: bool = False) -> str:
    """Say what changed, in one line; as Markdown or as plain text."""
    mark = _code if markdown else _plain
    reason = f' – {REASONS[change.material]}' if change.material else ''
    return f'{_said(change, mark)}{reason}'


def _said(change: Change, mark: Callable[[str], str]) -> str:
    called = CALLED[change.kind]
    named = change.name and change.name != change.ident
    entry = f'{called} {mark(change.name)} ({mark(change.ident)})' if named else f'{called} {mark(change.ident)}'
    if change.what == 'renamed':
        return f'{entry} has another id; it was {mark(_words(change.before))}'
    if change.what != 'changed':
        return f'{entry} was {change.what}'
    label = 'the text' if change.field == 'body' else KINDS[change.kind].by_name[change.field].label
    before = 'was not stated' if change.before is None else f'was {mark(_words(change.before))}'
    after = 'is no longer stated' if change.after is None else f'is now {mark(_words(change.after))}'
    return f'{entry}: {label} {before}, {after}'


def _lack(item: Wanting) -> str:
    dates = f'{item.before or "no date"} before, {item.after or "no date"} now'
    return f'{LACKS[item.lack]} ({dates})'


def _words(value: Value | None) -> str:
    if isinstance(value, Link):
        return f'{value.title} <{value.url}>' if value.title and value.url else value.title or value.url
    if isinstance(value, Contact):
        return ', '.join(part for part in value if part)
    if isinstance(value, bool):
        return 'yes' if value else 'no'
    return ', '.join(value) if isinstance(value, tuple) else str(value)


def _plain(text: str) -> str:
    text = ' '.join(text.split())
    return text if len(text) <= LONGEST else f'{text[:LONGEST]}…'


def _code(text: str) -> str:
    """Give *text* as code of Markdown: what stands in notices is not the business of a renderer."""
    text = _plain(text)
    longest = max((len(run) for run in re.findall('`+', text)), default=0)
    fence = '`' * (longest + 1)
    space = ' ' if not text or text[0] == '`' or text[-1] == '`' else ''
    return f'{fence}{space}{text}{space}{fence}'
