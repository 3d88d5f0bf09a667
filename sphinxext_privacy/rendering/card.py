"""The style ``card``: a list of boxes, each with the name, the facts and the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_privacy.rendering.definition import details

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.rendering.entry import ShownEntry


def cards(entries: Sequence[ShownEntry]) -> nodes.Element:
    """Make the list of cards; without a style sheet it is a bullet list."""
    items = []
    for entry in entries:
        name = nodes.strong('', '', *entry.full_titles)
        title = nodes.paragraph('', '', *entry.targets(), name, classes=['privacy-card-title'])
        items.append(entry.placed(nodes.list_item('', title, *details(entry), classes=['privacy-card'])))
    return nodes.bullet_list('', *items, bullet='-')
