"""The style ``table``: a row for each entry, a column for each field that any of them has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rendering.bullet import LABELLED
from sphinxext_privacy.rendering.facts import value_of
from sphinxext_privacy.rendering.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.rendering.entry import ShownEntry

NOTES: Final = N_('Notes')
WIDE: Final = 6
"""Most facts that have a column of their own: more can be read neither on a phone nor on paper."""
FIRST: Final[dict[str, tuple[str, ...]]] = {
    'controller': ('address', 'country', 'email', 'phone', 'website', 'dpo'),
    'data': ('purposes', 'legal-basis', 'retention', 'source', 'provision', 'visibility'),
    'purpose': ('legal-basis', 'data', 'processors', 'retention', 'legitimate-interest', 'condition'),
    'processor': ('purpose', 'data', 'country', 'agreement', 'policy', 'retention'),
    'cookie': ('provider', 'purpose', 'category', 'duration', 'party', 'kind'),
    'right': ('how', 'url', 'email', 'law', 'authority', 'authority-url'),
}
"""The fields that keep their column where a table would be too wide; the others go to the last column."""
LONG: Final = 12
"""Rows from which a table may break across pages in LaTeX."""


def table(entries: Sequence[ShownEntry]) -> nodes.Element:
    """Make the table of *entries*, all of one kind; the names are row headers."""
    kind = entries[0].kind
    context = entries[0].context
    shown = {item.name for entry in entries for item in entry.shown_fields()}
    columns = [item for item in kind.fields if item.name in shown]
    rest: list[Field] = []
    if len(columns) > WIDE:
        first = FIRST.get(kind.name, tuple(item.name for item in columns[:WIDE]))
        rest = [item for item in columns if item.name not in first]
        columns = [item for item in columns if item.name in first]
    rows = []
    notes = [_notes(entry, rest) for entry in entries]
    any_notes = any(notes)
    for entry, note in zip(entries, notes, strict=True):
        cells: list[list[Node]] = [[nodes.paragraph('', '', *entry.targets(), *entry.full_titles)]]
        for item in columns:
            content = value_of(entry, item)
            cells.append([nodes.paragraph('', '', *content)] if content else [])
        if any_notes:
            cells.append(note)
        rows.append(entry.placed(nodes.row('', *(nodes.entry('', *cell) for cell in cells))))
    titles = [kind.by_name[kind.title_field].label, *(item.label for item in columns)]
    if any_notes:
        titles.append(NOTES)
    return grid([context.label(title) for title in titles], rows)


def _notes(entry: ShownEntry, rest: Sequence[Field]) -> list[Node]:
    """Give the last cell: facts without a column, the body, and words about the agreement that were written."""
    context = entry.context
    facts = []
    for item in rest:
        content = value_of(entry, item)
        if content:
            label: list[Node] = [nodes.Text(context.label(item.label))]
            facts.append(nodes.paragraph('', '', *context.fill(LABELLED, {'label': label, 'value': content})))
    written = 'terms' in entry.kind.by_name and entry.has('terms')
    sentences = terms(entry) if written else []
    return [*facts, *entry.body(), *(nodes.paragraph('', '', *sentence) for sentence in sentences)]


def grid(titles: Sequence[str | list[Node]], rows: Sequence[nodes.row]) -> nodes.table:
    """Make a table with a header row and row headers in the first column."""
    heads: list[list[Node]] = [[nodes.Text(title)] if isinstance(title, str) else title for title in titles]
    header = nodes.row('', *(nodes.entry('', nodes.paragraph('', '', *head)) for head in heads))
    width = 100 // len(titles)
    columns = [nodes.colspec('', colwidth=width) for _ in titles]
    # The writers make row headers of the cells of a stub column, and not of cells marked one by one.
    columns[0]['stub'] = 1
    group = nodes.tgroup('', *columns, nodes.thead('', header), nodes.tbody('', *rows), cols=len(titles))
    made = nodes.table('', group)
    if len(rows) >= LONG:
        made['classes'].append('longtable')
    return made


def as_definitions(table: nodes.table) -> nodes.definition_list:
    """Say what a table of :func:`grid` says without one: each row as a definition, its cells under their titles."""
    head, *rows = table.findall(nodes.row)
    titles = [cell.children[0] for cell in head.children]
    items = []
    for row in rows:
        first, *cells = row.children
        fields = [
            nodes.field('', nodes.field_name('', '', *_content(title.deepcopy())), nodes.field_body('', *cell.children))
            for title, cell in zip(titles[1:], cells, strict=True)
            if cell.children
        ]
        term = nodes.term('', '', *_content(first.children[0]))
        listed = [nodes.field_list('', *fields)] if fields else []
        items.append(nodes.definition_list_item('', term, nodes.definition('', *listed)))
    return nodes.definition_list('', *items, classes=['simple'])


def _content(block: Node) -> list[Node]:
    return list(block.children)
