"""Which rights people have, and how they use them (GDPR 13(2)(b)-(d))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.bases import resting, said_of
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import any_of, met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_OF_ALL: Final = ('access', 'rectification', 'erasure', 'restriction', 'object', 'portability')
"""The rights that Art. 13(2)(b) lists."""
_MARKETING: Final = frozenset({'advertise', 'personalised-advertising', 'newsletter', 'inform'})
"""Kinds of purposes that may be direct marketing, against which Art. 21(2) gives a right whatever the basis is."""


@FAMILY.rule(
    'G13-2-B-RIGHTS',
    'gdpr-common',
    'GDPR 13(2)(b), 14(2)(c)',
    'error',
    text=N_('The rights of access, rectification, erasure, restriction, objection and portability are each stated.'),
    wrong=N_('A right is not stated.'),
    remedy=N_('Add a data-right with that `:key:`, or a statement on `rights`.'),
)
def rights(notice: Notice) -> Iterator[Outcome]:
    """Ask for each right; a statement on rights states all of them."""
    said = notice.statements('rights')
    yield from (met(entry) for entry in said)
    for key in _OF_ALL:
        entry = notice.rights.get(key)
        if entry is not None:
            yield met(entry)
        elif not said:
            yield wanting(None, N_('The right `{right}` is not stated.'), right=key)


@FAMILY.rule(
    'G13-2-B-HOW',
    'gdpr-common',
    'GDPR 12(2)',
    'warning',
    text=N_('Of each right it is stated how to use it.'),
    wrong=N_('It is not stated how to use the right.'),
    remedy=N_('Give its `:how:`, `:url:` or `:email:`, or the `:request-channel:` of the notice.'),
)
def how(notice: Notice) -> Iterator[Outcome]:
    """Ask for a way to use each right, its own or that of the notice; the right to be informed needs none."""
    for_all = bool(notice.text('request-channel')) or bool(notice.statements('rights'))
    for entry in notice.of('right'):
        key = _key_of(entry)
        if for_all or stated(entry, 'how', 'url', 'email') or _has_own_way(notice, key, entry):
            yield met(entry)
        elif key != 'informed':
            yield wanting(entry)


def _key_of(right: NoticeEntry) -> str:
    return str(right.facts.get('key') or right.ident)


def _has_own_way(notice: Notice, key: str, entry: NoticeEntry) -> bool:
    """Tell whether other fields say how the right *key* is used: of the authority, or of purposes with consent."""
    if key == 'complain':
        return stated(entry, 'authority', 'authority-url')
    if key != 'withdraw-consent':
        return False
    consented = [purpose for purpose in notice.of('purpose') if 'consent' in ids(purpose, 'legal-basis')]
    return bool(consented) and all(stated(purpose, 'withdraw') for purpose in consented)


@FAMILY.rule(
    'G13-2-B-FIT',
    'gdpr-common',
    'GDPR 20(1), 21(1)',
    'info',
    text=N_('Rights that depend on the legal basis fit the bases that are stated.'),
    wrong=N_('The right does not fit the legal bases that are stated.'),
    remedy=N_('Leave it out, or state that it holds in some cases only with `:conditional: yes`.'),
)
def fit(notice: Notice) -> Iterator[Outcome]:
    """Find portability without consent or contract, and objection with nothing to object to; bases must be known."""
    if not notice.bases or notice.statements('legal-basis'):
        return
    for entry in notice.of('right'):
        key = _key_of(entry)
        if key not in _FITS:
            continue
        if entry.facts.get('conditional') is True or _FITS[key](notice):
            yield met(entry)
        elif key == 'portability':
            yield wanting(entry, N_('No purpose rests on consent or a contract, which data portability depends on.'))
        else:
            said = N_('No purpose rests on a public task or legitimate interests, or is direct marketing.')
            yield wanting(entry, said)


def _is_portable(notice: Notice) -> bool:
    return not notice.bases.isdisjoint({'consent', 'contract'}) or bool(_explicitly_consented(notice))


def _is_objectionable(notice: Notice) -> bool:
    if not notice.bases.isdisjoint({'public-task', 'legitimate-interests'}):
        return True
    return any((entry.facts.get('kind') or entry.ident) in _MARKETING for entry in notice.of('purpose'))


_FITS: Final = {'portability': _is_portable, 'object': _is_objectionable}


def _explicitly_consented(notice: Notice) -> list[NoticeEntry]:
    """Give the data of special categories that rest on explicit consent."""
    return [entry for entry in notice.of('data') if 'explicit-consent' in ids(entry, 'art9-condition')]


@FAMILY.rule(
    'G13-2-C-WITHDRAW',
    'gdpr-common',
    'GDPR 13(2)(c), 14(2)(d), 7(3)',
    'error',
    text=N_(
        'Where consent is a basis, the right to withdraw it at any time is stated, and that earlier processing stays '
        'lawful.'
    ),
    wrong=N_('Consent is a basis, and the right to withdraw it is not stated.'),
    remedy=N_('Add a data-right with the `:key:` `withdraw-consent`, or a statement on `withdraw-consent`.'),
)
def withdraw(notice: Notice) -> Iterator[Outcome]:
    """Ask for the right, where anything rests on consent; its words are the author's."""
    if 'consent' in notice.bases or _explicitly_consented(notice):
        yield from _right_or_statement(notice, 'withdraw-consent', 'withdraw-consent')


def _right_or_statement(notice: Notice, key: str, topic: str) -> Iterator[Outcome]:
    right = notice.rights.get(key)
    said = [*([right] if right is not None else []), *notice.statements(topic)]
    yield from any_of(said)


@FAMILY.rule(
    'G13-2-C-HOW',
    'gdpr-common',
    'GDPR 7(3)',
    'warning',
    text=N_('Of each purpose with consent it is stated how to withdraw it, as easily as it was given.'),
    wrong=N_('It rests on consent, and it is not stated how to withdraw it.'),
    remedy=N_('Give the `:withdraw:` of the purpose, or add a statement on `withdraw-consent`.'),
)
def how_to_withdraw(notice: Notice) -> Iterator[Outcome]:
    """Ask for a way to withdraw each consent."""
    consented = [*resting(notice, 'consent')]
    asked = {entry.key for entry, _ in consented}
    for data in _explicitly_consented(notice):
        purposes = notice.related(data, 'purpose')
        if data.key not in asked and not any(purpose.key in asked for purpose in purposes):
            consented.append((data, purposes))
    for entry, purposes in consented:
        told = any(stated(purpose, 'withdraw') for purpose in purposes) or said_of(notice, 'withdraw-consent', entry)
        yield met(entry) if told else wanting(entry)


@FAMILY.rule(
    'G13-2-D-COMPLAIN',
    'gdpr-common',
    'GDPR 13(2)(d), 14(2)(e), 77',
    'error',
    text=N_('The right to complain to a supervisory authority is stated.'),
    wrong=N_('The right to complain to a supervisory authority is not stated.'),
    remedy=N_('Add a data-right with the `:key:` `complain`, or a statement on `complaint`.'),
)
def complain(notice: Notice) -> Iterator[Outcome]:
    """Ask for the right."""
    return _right_or_statement(notice, 'complain', 'complaint')


@FAMILY.rule(
    'G13-2-D-AUTHORITY',
    'gdpr-common',
    'GDPR 13(2)(d), 77',
    'warning',
    text=N_('The right to complain says how to find or reach an authority.'),
    wrong=N_('It is not stated how to find or reach an authority.'),
    remedy=N_('Give its `:authority:` or its `:authority-url:`.'),
)
def authority(notice: Notice) -> Iterator[Outcome]:
    """Ask the right to complain for the name or the address of an authority."""
    right = notice.rights.get('complain')
    if right is not None:
        told = stated(right, 'authority', 'authority-url') or notice.statements('complaint')
        yield met(right) if told else wanting(right)
