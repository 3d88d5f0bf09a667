"""What rules on purposes and on rights ask of legal bases alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.rules.notice import ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice


def resting(notice: Notice, *bases: str) -> Iterator[tuple[NoticeEntry, tuple[NoticeEntry, ...]]]:
    """Give what rests on one of *bases*, each with the purposes that can say more of that.

    These are purposes, and data that state such a basis where none of their purposes does.
    """
    if notice.bases.isdisjoint(bases):
        return
    for purpose in notice.of('purpose'):
        if not _none_of(purpose, bases):
            yield purpose, (purpose,)
    for data in notice.of('data'):
        if _none_of(data, bases):
            continue
        purposes = notice.related(data, 'purpose')
        if all(_none_of(purpose, bases) for purpose in purposes):
            yield data, purposes


def _none_of(entry: NoticeEntry, bases: tuple[str, ...]) -> bool:
    stated = ids(entry, 'legal-basis')
    return not any(basis in stated for basis in bases)


def said_of(notice: Notice, topic: str, entry: NoticeEntry) -> tuple[NoticeEntry, ...]:
    """Give the statements on *topic* that hold of *entry*, which may be of any kind.

    A statement that names data holds of these, and of what has to do with no other data.
    """
    found = notice.statements(topic)
    if not found or entry.kind == 'data':
        return notice.statements(topic, about=entry)
    about: set[str] | None = None
    held: list[NoticeEntry] = []
    for statement in found:
        named = ids(statement, 'data')
        if named:
            if about is None:
                about = {data.ident for data in notice.related(entry, 'data')}
            if not about or not about.issubset(named):
                continue
        held.append(statement)
    return tuple(held)
