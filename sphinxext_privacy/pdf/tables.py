"""The Typst writer: tables and pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinxext_privacy.pdf.core import Shape, TypstCore, idents, left_out, passed
from sphinxext_privacy.pdf.markup import array, quote, visible
from sphinxext_privacy.pdf.widths import columns_of

if TYPE_CHECKING:
    from docutils.nodes import Element

_LENGTH: Final = re.compile(r'([0-9]*\.?[0-9]+)\s*([a-z%]*)')
_UNITS: Final = {'pt': 1.0, 'px': 0.75, '': 0.75, 'cm': 28.3465, 'mm': 2.83465, 'in': 72.0, 'pc': 12.0, 'q': 0.708661}
_LONG: Final = 600
"""Letters in a row, or in a small table, from which it may break across pages."""
_KEPT_ROWS: Final = 6
"""Rows of a table that is small."""


class Tables(TypstCore):
    """Tables, images, figures."""

    def __init__(self, *arguments: Any) -> None:
        """Start outside of any table."""
        super().__init__(*arguments)
        self._stubs: list[list[bool]] = []
        self._in_head = 0
        self._rows: list[tuple[int, int]] = []
        """Rows of the header, and of all, of the tables that are open."""

    # -- tables -------------------------------------------------------------------------------------------------

    def visit_table(self, node: Element) -> None:
        self.anchors(node)
        for head in node.findall(nodes.thead):
            for part in head.findall(nodes.Element):
                self.anchors(part)
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        self.put('grid-of(', node)
        if title is not None:
            self.open('caption: ', title)
            self.anchors(title)
            self._number('table', node)
            for child in title.children:
                child.walkabout(self)
            self.close(',')
        classes = node.get('classes', ())
        if 'privacy-block' in classes:
            self.put('entries: true,')
        if _is_small(node):
            self.put('kept: true,')
        align = node.get('align')
        if align in {'left', 'center', 'right'}:
            self.put(f'align: {align},')

    def depart_table(self, node: Element) -> None:
        self.put(')')

    def visit_tgroup(self, node: Element) -> None:
        columns = [child for child in node.children if isinstance(child, nodes.colspec)]
        self._stubs.append([bool(column.get('stub')) for column in columns])
        self.shapes.append(Shape(len(columns), len([stub for stub in self._stubs[-1] if stub])))
        rows = [row for part in _parts(node) for row in part.children if isinstance(row, nodes.row)]
        head = sum(isinstance(row.parent, nodes.thead) for row in rows)
        for number, row in enumerate(rows):
            row['number'] = number
        self._rows.append((head, len(rows)))
        table = node.parent
        given = 'colwidths-given' in table.get('classes', ())
        widths, fits = columns_of(node, [float(column.get('colwidth', 1)) for column in columns] if given else None)
        self.put(f'columns: {widths}, head: {head}, rows: {len(rows)},', node)
        # A word is broken only where it would not fit otherwise.
        broken = [str(number) for number, fit in enumerate(fits) if not fit]
        self.put(f'broken: {array(broken)},')
        if table.get('width', '').endswith('%'):
            self.put(f'width: {table["width"]},')

    def depart_tgroup(self, node: Element) -> None:
        self._stubs.pop()
        self._rows.pop()

    visit_colspec, depart_colspec = left_out()

    def visit_thead(self, node: Element) -> None:
        if not _says_something(node):
            # Markdown cannot write a table without a header; an empty one heads nothing.
            raise nodes.SkipNode
        self._in_head += 1
        # What repeats is for eyes only, and a link cannot be that.
        linked = any(isinstance(part, (nodes.reference, nodes.footnote_reference)) for part in node.findall())
        self.put('table.header(repeat: false, ' if linked else 'table.header(', node)

    def depart_thead(self, node: Element) -> None:
        self._in_head -= 1
        self.put('),')

    visit_tbody, depart_tbody = passed()

    def visit_row(self, node: Element) -> None:
        # Where each cell stands matters for row headers only, so cells that reach down from above are not counted.
        node['column'] = 0

    def depart_row(self, node: Element) -> None:
        pass

    def visit_entry(self, node: Element) -> None:
        row = node.parent
        stub = self._is_stub(node)
        arguments = []
        if node.get('morecols'):
            arguments.append(f'colspan: {int(node["morecols"]) + 1}')
        if node.get('morerows'):
            arguments.append(f'rowspan: {int(node["morerows"]) + 1}')
            last = row['number'] + int(node['morerows']) + 1
            line = dict(zip(self._rows[-1], ('head-line', 'end-line'), strict=True)).get(last)
            if line:
                arguments.append(f'stroke: (bottom: {line})')
        if len(row.astext()) < _LONG:
            arguments.append('breakable: false')
        self.put(f'table.cell({"".join(f"{item}, " for item in arguments)}[#{{', node)
        for owner in (row, node):
            if owner is node or row.index(node) == 0:
                self.anchors(owner)
        if stub or self._in_head:
            self.put('set text(weight: "bold")')
        turn = self.turn(node)
        if turn:
            self.put(turn)

    def depart_entry(self, node: Element) -> None:
        self.put('}]),')

    def _is_stub(self, node: Element) -> bool:
        row = node.parent
        column = int(row.get('column', 0))
        row['column'] = column + int(node.get('morecols', 0)) + 1
        stubs = self._stubs[-1]
        # A row that begins below a cell of the first column has fewer cells than columns.
        cells = sum(int(cell.get('morecols', 0)) + 1 for cell in row.findall(nodes.entry) if cell.parent is row)
        column += max(len(stubs) - cells, 0)
        return column < len(stubs) and stubs[column]

    # -- figures ------------------------------------------------------------------------------------------------

    def visit_figure(self, node: Element) -> None:
        self.anchors(node)
        align = node.get('align')
        self.put(f'illustration({f"align: {align}, " if align in {"left", "center", "right"} else ""}', node)
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        if caption is not None:
            self.open('caption: ', caption)
            self.anchors(caption)
            self._number('figure', node)
            for child in caption.children:
                child.walkabout(self)
            self.close(',')
        legends = [child for child in node.children if isinstance(child, nodes.legend)]
        if legends:
            self.open('legend: ', legends[0])
            for legend in legends:
                legend.walkabout(self)
            self.close(',')
        self.put('[#{')
        for child in node.children:
            if child is not caption and child not in legends:
                child.walkabout(self)
        self.put('}])')
        raise nodes.SkipNode

    def visit_caption(self, node: Element) -> None:
        """Write the caption of a listing or a list of pages."""
        self.anchors(node)
        self.open('block-title(', node)

    def depart_caption(self, node: Element) -> None:
        self.close()

    def _number(self, kind: str, node: Element) -> None:
        """Write the number of a figure or table, where the project numbers them."""
        if not self.config.numfig:
            return
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        for ident in idents(node):
            if ident in numbers:
                shown = self.config.numfig_format.get(kind, '%s') % '.'.join(map(str, numbers[ident]))
                self.text(f'{shown} ', node)
                return

    # -- images -------------------------------------------------------------------------------------------------

    def visit_image(self, node: Element) -> None:
        self.anchors(node)
        uri: str = node.get('uri', '')
        alt = node.get('alt')
        if alt is None:
            alt = Path(uri).name
            self.warn('the image %r has no alt text', uri, node=node)
        alt = visible(' '.join(self.shown(alt, node).split()))
        path = Path(self.builder.srcdir) / uri
        if '://' in uri or uri.startswith('data:'):
            self.warn('the image %r is not a file of the project; the PDF shows its alt text', uri[:80], node=node)
        elif not path.is_file():
            self.warn('there is no image %r; the PDF shows its alt text', uri, node=node)
        elif path.suffix.lower() not in {'.svg', '.png', '.jpg', '.jpeg', '.webp', '.gif'}:
            self.warn('the format of the image %r is none of SVG, PNG, JPEG, WebP, GIF', uri, node=node)
        else:
            name = f'image-{len(self.images)}{path.suffix.lower()}'
            name = next((known for known, file in self.images.items() if file == path), name)
            self.images[name] = path
            self.put(f'picture({quote(name)}, alt: {quote(alt)}, {self._size(node, path)})', node)
            raise nodes.SkipNode
        if not isinstance(_parent_of_image(node), nodes.TextElement):
            self.put('parbreak()')
        self.text(alt, node)
        raise nodes.SkipNode

    def _size(self, node: Element, path: Path) -> str:
        """Give how large an image is, and whether it stands within a line."""
        found = []
        for name in ('width', 'height'):
            length = _length(str(node.get(name, '')))
            if length and not (name == 'height' and length.endswith('%')):
                found.append(f'{name}: {length}')
        if not found and str(node.get('scale', '')).rstrip('%').isdigit():
            from sphinx.util.images import get_image_size

            size = get_image_size(path)
            if size is not None:
                found.append(f'width: {size[0] * 0.75 * int(str(node["scale"]).rstrip("%")) / 100:g}pt')
        if isinstance(_parent_of_image(node), nodes.TextElement):
            found.append('within: true')
        elif node.get('align') in {'left', 'center', 'right'}:
            found.append(f'align: {node["align"]}')
        return ', '.join(found)


def _parts(group: Element) -> list[Element]:
    """Give the header and the body of a table; a header that says nothing is none."""
    return [
        part
        for part in group.children
        if isinstance(part, nodes.tbody) or (isinstance(part, nodes.thead) and _says_something(part))
    ]


def _says_something(head: Element) -> bool:
    return bool(head.astext().strip()) or any(head.findall(nodes.image))


def _parent_of_image(node: Element) -> Element:
    """Give what an image stands in, whether it is a link or not."""
    parent: Element = node.parent
    return parent.parent if isinstance(parent, nodes.reference) else parent


def _is_small(table: Element) -> bool:
    """Tell whether a table is so small that it stands on one page."""
    rows = sum(isinstance(part.parent, nodes.tbody) for part in table.findall(nodes.row))
    tall = any(isinstance(part, (nodes.image, nodes.literal_block, nodes.math_block)) for part in table.findall())
    return rows <= _KEPT_ROWS and len(table.astext()) < _LONG and not tall


def _length(text: str) -> str:
    """Give a length of docutils as one of typst; empty where it is none."""
    match = _LENGTH.fullmatch(text.strip().lower())
    if match is None:
        return ''
    number, unit = float(match[1]), match[2]
    if unit == '%':
        return f'{min(number, 100):g}%'
    if unit in {'em', 'rem'}:
        return f'{number:g}em'
    if unit in {'ex', 'ch'}:
        return f'{number / 2:g}em'
    return f'{number * _UNITS[unit]:g}pt' if unit in _UNITS else ''
