"""The style ``definition``: the name as a term, the facts as a list of fields below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_privacy.rendering.facts import value_of
from sphinxext_privacy.rendering.ready_made import ready_made, standard
from sphinxext_privacy.rendering.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.rendering.context import Context
    from sphinxext_privacy.rendering.entry import ShownEntry


def definitions(entries: Sequence[ShownEntry]) -> nodes.Element:
    """Make the definition list of *entries*."""
    items = []
    for entry in entries:
        # The ids stand on the term: LaTeX keeps them there, and on few other nodes.
        term = nodes.term('', '', *entry.full_titles, ids=entry.anchors)
        item = nodes.definition_list_item('', term, nodes.definition('', *details(entry)))
        items.append(entry.placed(item))
    return nodes.definition_list('', *items, classes=['simple'])


def details(entry: ShownEntry) -> list[Node]:
    """Give what stands below the name: the body, the facts, and words about the agreement that were written."""
    found: list[Node] = [*fields(entry), *entry.body()]
    written = 'terms' in entry.kind.by_name and entry.has('terms')
    found.extend(nodes.paragraph('', '', *sentence) for sentence in (terms(entry) if written else ()))
    return found


def fields(entry: ShownEntry) -> list[Node]:
    """Give the facts as a field list; nothing where there is none."""
    return field_list(entry.context, ((item.label, value_of(entry, item)) for item in entry.shown_fields()))


def field_list(context: Context, facts: Iterable[tuple[str, list[Node]]]) -> list[Node]:
    """Make a field list of labels (messages) and values; those without a value are left out."""
    rows = [(context.label(label), content) for label, content in facts if content]
    if not rows:
        return []
    if context.ready_made:
        return [ready_made(rows)]
    return [standard((label, nodes.paragraph('', '', *content)) for label, content in rows)]
