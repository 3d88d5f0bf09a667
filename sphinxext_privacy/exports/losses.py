"""``losses.json`` and ``losses.md``: what each form does not hold, and what had to be filled in for it.

In English, as the warnings are: they are read by those who work on the forms, not by readers of a notice.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxext_privacy.exports.account import NO_PLACE, stated_facts
from sphinxext_privacy.exports.markdown import code, plain, table
from sphinxext_privacy.exports.privacy_json import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinxext_privacy.exports.account import Account, Filled, Lost
    from sphinxext_privacy.exports.form import Form
    from sphinxext_privacy.exports.records import Exported

FORMAT: Final = 'sphinxext-privacy-losses/1'
JSON: Final = 'losses.json'
MARKDOWN: Final = 'losses.md'
ABOUT: Final = (
    'Each form has places for some facts and not for others. For each form, this lists the facts that it does not '
    'hold, what was filled in because the form requires it, and what could not be written without inventing '
    'something. privacy.json holds all facts.'
)

NAMED: Final = 12
"""How many entries a line of the table names before it only counts the rest."""


class Losses(NamedTuple):
    """What became of the facts in one form."""

    form: Form
    account: Account
    lost: tuple[Lost, ...]
    left_alone: Mapping[str, int]
    """Kinds of which the form holds nothing → how many entries there are."""


def loss_files(exported: Exported, accounts: Iterable[tuple[Form, Account]]) -> Iterator[tuple[str, str]]:
    """Give path and text of both files, for the forms in *accounts*."""
    found = [_losses(exported, form, account) for form, account in accounts]
    yield JSON, json_text(losses_json(exported, found))
    yield MARKDOWN, losses_markdown(exported, found)


def _losses(exported: Exported, form: Form, account: Account) -> Losses:
    lost = tuple(account.losses(exported))
    gone = Counter(item.kind for item in lost for why in item.facts.values() if why == NO_PLACE)
    facts: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    for (_, kind, *_), names in stated_facts(exported).items():
        facts[kind] += len(names)
        entries[kind] += 1
    alone = {kind: count for kind, count in entries.items() if facts[kind] and gone[kind] == facts[kind]}
    return Losses(form, account, lost, alone)


def losses_json(exported: Exported, found: Iterable[Losses]) -> dict[str, Any]:
    """Give the content of ``losses.json`` as plain data."""
    return {
        'format': FORMAT,
        'project': exported.project,
        'about': ABOUT,
        'forms': [
            {
                'name': losses.form.name,
                'left-out': [item._asdict() for item in losses.account.left_out],
                'filled': [
                    {'file': item.file, 'path': item.path, 'value': item.value, 'from': item.origin}
                    for item in losses.account.filled
                ],
                'lost': [
                    {'notice': item.notice, 'kind': item.kind, 'id': item.ident, 'facts': item.facts}
                    for item in losses.lost
                ],
            }
            for losses in found
        ],
    }


def losses_markdown(exported: Exported, found: Iterable[Losses]) -> str:
    """Give the text of ``losses.md``: the same, with entries that lose the same fact in one line."""
    blocks = [f'# What the forms do not hold: {plain(exported.project)}', plain(ABOUT)]
    for losses in found:
        blocks += _form(losses)
    return '\n\n'.join(blocks) + '\n'


def _form(losses: Losses) -> Iterator[str]:
    account = losses.account
    yield f'## {plain(losses.form.name)}'
    yield plain(losses.form.help)
    if account.left_out:
        yield '### Not written'
        yield '\n'.join(f'- {code(item.file)}: {plain(item.why)}' for item in account.left_out)
    if account.filled:
        yield '### Filled in'
        yield table(['File', 'Field', 'Value', 'From'], [list(row) for row in _filled(account.filled)])
    if losses.lost:
        yield '### Not in it'
        yield table(['Kind', 'Fact', 'Entries', 'Why'], [list(row) for row in _rows(losses)])
    if not (account.left_out or account.filled or losses.lost):
        yield 'It holds everything.'


def _filled(filled: Iterable[Filled]) -> Iterator[tuple[str, str, str, str]]:
    """Give a line for each field; those of the entries of a list, filled alike, are one, with ``*`` for the number."""
    grouped: dict[Filled, list[Filled]] = {}
    for item in filled:
        pattern = '/'.join('*' if part.isdecimal() else part for part in item.path.split('/'))
        grouped.setdefault(item._replace(path=pattern), []).append(item)
    for alike, items in grouped.items():
        path = alike.path if len(items) > 1 else items[0].path
        count = f' ({len(items)} times)' if len(items) > 1 else ''
        yield code(alike.file), f'{code(path)}{count}', _value(alike.value), plain(alike.origin)


def _value(value: str) -> str:
    return code(value) if value else 'nothing'


def _rows(losses: Losses) -> Iterator[tuple[str, str, str, str]]:
    """Give a line for each fact of a kind and reason, and one for each kind of which nothing is held."""
    grouped: dict[tuple[str, str, str], dict[str, None]] = {}
    for item in losses.lost:
        if item.kind not in losses.left_alone:
            for name, why in item.facts.items():
                grouped.setdefault((item.kind, name, why), {})[item.ident] = None
    cells = {(kind, '', NO_PLACE): f'all ({count})' for kind, count in losses.left_alone.items()}
    cells |= {key: _names(list(idents)) for key, idents in grouped.items()}
    for (kind, name, why), entries in sorted(cells.items()):
        yield code(kind), code(name) if name else 'all', entries, plain(why)


def _names(idents: list[str]) -> str:
    more = [f'and {len(idents) - NAMED} more'] if len(idents) > NAMED else []
    return ', '.join([*(code(ident) for ident in idents[:NAMED]), *more])
