"""Names and ids: everything that is named exists, and is of some use (X-REF, X-ORPHAN, X-SHARED, X-PARENT)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.ids import slug
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


@FAMILY.rule(
    'X-REF',
    'consistency',
    'consistency',
    'error',
    text=N_('Every id that is used exists.'),
    wrong=N_('An id is declared nowhere.'),
    remedy=N_('Declare it on a page or in the register, or name another.'),
)
def references(notice: Notice) -> Iterator[Outcome]:
    """Find ids that stand for nothing."""
    for entry, field, target, hint in notice.unknown:
        values = {'field': field, 'id': target}
        if hint:
            yield wanting(entry, N_('`{field}` names {id}, which is declared nowhere; {hint}'), hint=hint, **values)
        else:
            yield wanting(entry, N_('`{field}` names {id}, which is declared nowhere.'), **values)


@FAMILY.rule(
    'X-ORPHAN',
    'consistency',
    'consistency',
    'warning',
    text=N_(
        'Data, purposes and recipients that belong together name each other, and cookies have a purpose, '
        'where at least half of those of a notice do.'
    ),
    wrong=N_('Nothing is said to belong to it.'),
    remedy=N_('Name it with `:data:`, `:purposes:` or `:processors:`, here or there.'),
)
def orphans(notice: Notice) -> Iterator[Outcome]:
    """Find what stands alone where others of its kind do not: a notice that relates nothing is silent on purpose.

    So is one that relates a few: its author has only begun, and would be told of all the rest. Entries that belong to
    no notice have nothing to do with each other.
    """
    if not notice.ident:
        return
    yield from _alone(notice, 'data', 'purpose', N_('No purpose names it, as others do with theirs.'))
    yield from _alone(notice, 'purpose', 'data', N_('No data are named for it, as they are for others.'))
    yield from _alone(notice, 'processor', 'data', N_('It is not said which data it receives, as it is of others.'))
    cookies = notice.own('cookie')
    if any(stated(cookie, 'purpose') for cookie in cookies):
        message = N_('It is not said what it is for, as it is of others; say it with `:purpose:`.')
        answered = [stated(cookie, 'purpose') or bool(cookie.body) for cookie in cookies]
        yield from _unlike_most(cookies, answered, message)


def _alone(notice: Notice, kind: str, other: str, message: str) -> Iterator[Outcome]:
    """Find entries of *kind* without one of *other*, where the notice itself states such and others have one."""
    if not notice.own(other):
        return
    own = notice.own(kind)
    linked = {entry.key for entry in own if notice.related(entry, other)}
    if linked:
        answered = [entry.key in linked or _accounted(notice, entry, other) for entry in own]
        yield from _unlike_most(own, answered, message)


def _unlike_most(entries: Sequence[NoticeEntry], answered: Sequence[bool], message: str) -> Iterator[Outcome]:
    """Find the entries that are not *answered* for, where at least half of them are."""
    if 2 * sum(answered) >= len(entries):
        for entry, is_answered in zip(entries, answered, strict=True):
            yield met(entry) if is_answered else wanting(entry, message)


def _accounted(notice: Notice, entry: NoticeEntry, other: str) -> bool:
    """Tell whether what *entry* lacks is said in another way: by name, in words, or by a recipient between the two."""
    if entry.kind == 'data':
        recipients = notice.related(entry, 'processor')
        said = stated(entry, 'purposes') or bool(notice.statements('purposes', entry))
        return said or any(stated(recipient, 'purpose', 'purposes') for recipient in recipients)
    if entry.kind == 'processor':
        between = notice.related(entry, 'purpose')
        said = stated(entry, 'data') or entry.facts.get('no-personal-data') is True
    else:
        between = notice.related(entry, 'processor')
        said = stated(entry, 'data')
    return said or any(notice.related(link, other) for link in between)


@FAMILY.rule(
    'X-SHARED',
    'consistency',
    'consistency',
    'error',
    text=N_('What a recipient receives is collected.'),
    wrong=N_('It receives data that are not said to be collected.'),
    remedy=N_('Add a `collected-data` with this id, or describe the data in the register.'),
)
def shared(notice: Notice) -> Iterator[Outcome]:
    """Find data that a recipient gets and that neither the notice, nor one it adds to, nor the register describes."""
    data = notice.of('data')
    if not data or not notice.ident:
        # A notice that states no data at all is silent on purpose.
        return
    known = {entry.ident for entry in data}
    unknown = {(entry.key, target.rpartition('/')[2]) for entry, _, target, _ in notice.unknown}
    for entry in notice.of('processor'):
        missing = [
            ident
            for ident in ids(entry, 'data')
            if ident not in known and slug(ident) not in known and ('data', ident) not in notice.project.registered
        ]
        for ident in missing:
            if (entry.key, ident) not in unknown:
                yield wanting(
                    entry, N_('It receives {data}, which is not said to be collected.'), option='data', data=ident
                )
        if not missing and stated(entry, 'data'):
            yield met(entry)


@FAMILY.rule(
    'X-PARENT',
    'consistency',
    'consistency',
    'error',
    text=N_('A notice that says it is an addendum names the notice it adds to.'),
    wrong=N_('The notice says that it adds to another one, and names none.'),
    remedy=N_('Name it with `:addendum-to:` of the notice.'),
)
def parent(notice: Notice) -> Iterator[Outcome]:
    """Find words such as "an addendum to" where the notice has no parent."""
    if 'addendum-to' in notice.own_facts:
        yield met()
        return
    for passage, words in notice.says('addendum'):
        if passage.entry is None or passage.entry.kind != 'change':
            yield wanting(passage, N_('This says “{words}”, but the notice names none.'), words=words)
