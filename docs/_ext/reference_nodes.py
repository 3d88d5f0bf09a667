"""The nodes that the reference pages are made of."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes

Row = Sequence[Sequence[nodes.Node]]
"""The cells of a row of a table: blocks, or inline nodes."""


def words(text: str) -> list[nodes.Node]:
    """Give *text* with what stands between backticks as literals."""
    found: list[nodes.Node] = []
    for position, part in enumerate(text.split('`')):
        if part:
            found.append(nodes.literal(part, part) if position % 2 else nodes.Text(part))
    return found


def code(text: str) -> nodes.literal:
    """Give *text* as code."""
    return nodes.literal(text, text)


def label_link(label: str, text: str) -> addnodes.pending_xref:
    """Link *text* to a label of these docs; Sphinx warns where there is no such label."""
    content = nodes.inline(text, text)
    return addnodes.pending_xref(
        '', content, refdomain='std', reftype='ref', reftarget=label, refexplicit=True, refwarn=True
    )


def grid(titles: Sequence[str], widths: Sequence[int], rows: Sequence[Row]) -> nodes.table:
    """Make a table; the content of a cell is either blocks or inline nodes."""
    head = nodes.row('', *(nodes.entry('', nodes.paragraph(title, title)) for title in titles))
    body = [nodes.row('', *(nodes.entry('', *_blocks(cell)) for cell in row)) for row in rows]
    columns = [nodes.colspec('', colwidth=width) for width in widths]
    columns[0]['stub'] = 1
    group = nodes.tgroup('', *columns, nodes.thead('', head), nodes.tbody('', *body), cols=len(titles))
    # Long tables may break across the pages of a PDF; short ones may not.
    classes = ['colwidths-given', 'reference', *(['longtable'] if len(rows) > 10 else [])]
    return nodes.table('', group, classes=classes)


def _blocks(cell: Sequence[nodes.Node]) -> list[nodes.Node]:
    if all(isinstance(node, nodes.paragraph) for node in cell):
        return list(cell)
    return [nodes.paragraph('', '', *cell)]


def field_list(pairs: Sequence[tuple[str, Sequence[nodes.Node]]]) -> nodes.field_list:
    """Make a list of names and values."""
    found = nodes.field_list('', classes=['reference-facts'])
    for name, value in pairs:
        body = nodes.field_body('', nodes.paragraph('', '', *value))
        found += nodes.field('', nodes.field_name(name, name), body)
    return found
