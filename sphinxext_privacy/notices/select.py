"""Which entries an overview lists: notices, scope, filter, order, groups. Nothing here is evaluated as code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.model.values import FALSE, TRUE, Contact, Link
from sphinxext_privacy.notices import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinxext_privacy.domain.records import OverviewRecord
    from sphinxext_privacy.model.values import Value
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.notices.resolve import Notices


class Group(NamedTuple):
    """Entries that have one value of the field that splits an overview."""

    value: str
    """The value; empty where the entries state none, or nothing splits them."""
    entries: tuple[NoticeEntry, ...]


def listed_notices(notices: Notices, overview: OverviewRecord) -> tuple[str, ...]:
    """Give the ids of the notices that an overview is about."""
    if EVERY in overview.notices:
        return notices.all()
    return overview.notices or ((overview.notice,) if overview.notice else ())


def candidates(notices: Notices, overview: OverviewRecord, kinds: Sequence[str]) -> list[NoticeEntry]:
    """Give the entries of *kinds* that the overview can list, before any filter."""
    about = listed_notices(notices, overview)
    found: dict[tuple[str, ...], NoticeEntry] = {}
    for notice in about:
        for entry in notices.scoped(notice, overview.scope):
            if entry.kind in kinds:
                # Two notices that add to one inherit the same entry.
                place = (*entry.key, entry.notice, entry.docname, entry.url, str(entry.position))
                found.setdefault(place, entry)
    return list(found.values())


def values(entry: NoticeEntry, name: str) -> tuple[str, ...]:
    """Give the values of the field *name* of *entry*, as authors type them."""
    if name == 'notice':
        return (entry.notice,)
    if name == 'id':
        return (entry.ident,)
    if name == 'text':
        return (entry.body,) if entry.body else ()
    return texts(entry.facts.get(name))


def texts(value: Value | None) -> tuple[str, ...]:
    """Give a fact as texts."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ('yes' if value else 'no',)
    if isinstance(value, Link):
        return tuple(part for part in value if part)
    if isinstance(value, Contact):
        return tuple(part for part in value if part)
    if isinstance(value, tuple):
        return value
    return (str(value),)


def matches(entry: NoticeEntry, conditions: Iterable[tuple[str, str]]) -> bool:
    """Tell whether *entry* has every value asked for; capital letters make no difference."""
    for name, wanted in conditions:
        found = {value.casefold() for value in values(entry, name)}
        folded = wanted.casefold()
        if isinstance(entry.facts.get(name), bool) and folded in TRUE | FALSE:
            folded = 'yes' if folded in TRUE else 'no'
        if folded not in found:
            return False
    return True


def ordered(
    entries: Iterable[NoticeEntry], names: Sequence[str], words: Callable[[NoticeEntry, str], str]
) -> list[NoticeEntry]:
    """Sort by the fields *names*, by the *words* for them; ``-name`` is from last to first.

    Entries without a value come last, and those that are equal keep their order.
    """
    found = list(entries)
    for name in reversed(names):
        field, last_first = name.removeprefix('-'), name.startswith('-')
        stated = [entry for entry in found if words(entry, field)]
        silent = [entry for entry in found if not words(entry, field)]
        found = sorted(stated, key=lambda entry: words(entry, field).casefold(), reverse=last_first) + silent
    return found


def grouped(
    entries: Sequence[NoticeEntry],
    words: Callable[[str], str],
    values_of: Callable[[NoticeEntry], tuple[str, ...]],
) -> list[Group]:
    """Split by the values of a field; an entry with several stands in several groups.

    Groups come in the order of the words that readers see, those that state nothing last.
    """
    found: dict[str, list[NoticeEntry]] = {}
    for entry in entries:
        for value in values_of(entry) or ('',):
            found.setdefault(value, []).append(entry)
    order = sorted(found, key=lambda value: (not value, words(value).casefold(), value))
    return [Group(value, tuple(found[value])) for value in order]
