"""Entries to nodes: which style, and which entries share one list or table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rendering.bullet import bullets
from sphinxext_privacy.rendering.card import cards
from sphinxext_privacy.rendering.definition import definitions
from sphinxext_privacy.rendering.single import notice, statement
from sphinxext_privacy.rendering.table import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils import nodes
    from docutils.nodes import Node

    from sphinxext_privacy.rendering.entry import ShownEntry

STYLES: Final[dict[str, Callable[[Sequence[ShownEntry]], nodes.Element]]] = {
    'bullet': bullets,
    'definition': definitions,
    'table': table,
    'card': cards,
}
BLOCK_CLASS: Final = 'privacy-block'
"""Class of every list and table that is ours; roles have classes of their own."""

SINGLE: Final[dict[str, Callable[[ShownEntry], list[Node]]]] = {'notice': notice, 'statement': statement}


def groups(entries: Sequence[ShownEntry]) -> list[list[ShownEntry]]:
    """Split a run of neighbouring *entries* into those that share one list or table."""
    found: list[list[ShownEntry]] = []
    for entry in entries:
        last = found[-1][-1] if found else None
        joins = last is not None and last.kind is entry.kind and last.style == entry.style and not entry.kind.is_prose
        # An author gave one of them a class, and not the other.
        joins = joins and last is not None and last.node['classes'] == entry.node['classes']
        if joins:
            found[-1].append(entry)
        else:
            found.append([entry])
    return found


def compose(entries: Sequence[ShownEntry]) -> list[Node]:
    """Make the nodes of a run of neighbouring *entries*.

    Hidden entries show nothing, but references to them still lead to their place.
    """
    found: list[Node] = []
    for entry in entries:
        if entry.style == 'hidden':
            found.extend(entry.targets())
    for group in groups([entry for entry in entries if entry.style != 'hidden']):
        first = group[0]
        if first.kind.is_prose:
            found.extend(SINGLE[first.kind.name](first))
            continue
        block = STYLES[first.style](group)
        block['classes'] = [
            BLOCK_CLASS,
            f'{BLOCK_CLASS}-{first.style}',
            f'privacy-{first.kind.name}',
            *block['classes'],
            *first.node['classes'],
        ]
        found.append(block)
    return found
