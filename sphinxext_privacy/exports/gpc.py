"""``gpc.json``: whether the Global Privacy Control is honoured, as sites publish it below ``/.well-known/``.

The file speaks for a whole site, now. So it is written only where all notices in force that say something of the
signal say the same; and it has a date, that of the statement, which no field gives: that of the notice stands for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.privacy_json import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedNotice

FILE: Final = 'gpc.json'

_NOT_IN_FORCE: Final = {
    'draft': 'the notice is a draft',
    'superseded': 'the notice is superseded',
}
"""Status of a notice that says nothing of today → why, in words."""


class _Statement(NamedTuple):
    notice: ExportedNotice
    honoured: bool
    date: str
    """Empty where none is known."""
    origin: str
    """Where the date is from, in words."""


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    stated = [notice for notice in exported.notices if isinstance(notice.facts.get('gpc'), bool)]
    in_force = [notice for notice in stated if account.text(notice, 'status') not in _NOT_IN_FORCE]
    if not stated:
        return
    why = _refusal(in_force)
    statements = [] if why else [_statement(notice, account) for notice in in_force]
    if statements and not any(statement.date for statement in statements):
        why = 'no date is known of the notices that state it'
    for notice in stated:
        if reason := _NOT_IN_FORCE.get(account.text(notice, 'status')) or why:
            account.lose(notice, 'gpc', reason)
    if why:
        account.leave_out(FILE, why)
        return
    last = max(statements, key=lambda statement: statement.date)
    for statement in statements:
        if statement.date != last.date:
            _lose_date(statement.notice, account)
    account.fill(FILE, 'lastUpdate', last.date, last.origin)
    yield FILE, json_text({'gpc': last.honoured, 'lastUpdate': last.date})


def _refusal(in_force: list[ExportedNotice]) -> str:
    """Say why the notices do not say one thing of the whole site; empty where they do."""
    if not in_force:
        return 'only notices that are not in force state it'
    said = {value: [notice.ident for notice in in_force if notice.facts['gpc'] is value] for value in (True, False)}
    if all(said.values()):
        yes, no = (', '.join(repr(ident) for ident in said[value]) for value in (True, False))
        return f'notices contradict each other: yes in {yes}, no in {no}'
    return ''


def _statement(notice: ExportedNotice, account: Account) -> _Statement:
    honoured = account.flag(notice, 'gpc') is True
    # One date is enough: the others have no place here.
    if 'updated' in notice.facts:
        date, origin = account.text(notice, 'updated'), 'the date of the last material change'
    elif notice.date:
        date, origin = notice.date, 'the date of the last change in git'
    elif 'effective' in notice.facts:
        date, origin = account.text(notice, 'effective'), 'the date from which it holds'
    else:
        date, origin = '', ''
    return _Statement(notice, honoured, date, f'{origin} of the notice {notice.ident!r}')


def _lose_date(notice: ExportedNotice, account: Account) -> None:
    name = 'updated' if 'updated' in notice.facts else 'effective'
    if name in notice.facts and (name == 'updated' or not notice.date):
        account.lose(notice, name, 'another notice that states it is younger')


FORM: Final = Form(
    'gpc',
    'Whether the Global Privacy Control signal is honoured, for the address /.well-known/gpc.json of a site.',
    _files,
    (FILE,),
)
