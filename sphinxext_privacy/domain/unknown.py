"""Names in the facts of entries that nothing bears."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinxext_privacy.domain.index import Index
    from sphinxext_privacy.domain.records import EntryRecord

_NAMING: Final = {
    name: tuple(item for item in kind.fields if item.refers_to and item.type != 'contact')
    for name, kind in KINDS.items()
}
"""By kind, the fields that name other entries."""
_NO_IDS: Final = frozenset({'first-party'})
"""What may stand in the place of an id."""


def unknown_names(
    index: Index, docname: str, record: EntryRecord, absent: AbstractSet[str]
) -> Iterator[tuple[str, str, str]]:
    """Give field, name, and what was probably meant, for each name in *record* that nothing bears.

    *absent* are other projects whose notices could not be had: why, was told when their file was looked for.
    """
    for item in _NAMING[record.kind]:
        value = record.facts.get(item.name)
        if value is None:
            continue
        kinds = [name for name in KINDS if KINDS[name].is_object] if item.refers_to == '*' else [item.refers_to]
        for target in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            if not target or target in _NO_IDS:
                continue
            notices = (record.notice,) if record.notice else ()
            if any(index.resolve(name, target, docname, notices) for name in kinds):
                continue
            if kinds == ['notice'] and target.partition('/')[0] in absent:
                continue
            yield item.name, target, _hint(index, target, kinds)


def _hint(index: Index, target: str, kinds: list[str]) -> str:
    within = [ident for ident in index.foreign if ident.startswith(f'{target}/')] if kinds == ['notice'] else []
    if within:
        return f'the file of that name holds {", ".join(within)}.'
    known = {ident for kind, ident, _ in index.objects() if kind in kinds}
    for kind in kinds:
        known.update(index.register.ids(kind))
        known.update(index.foreign_ids(kind))
    near = nearest(target, known)
    return f'did you mean {near!r}?' if near else ''
