"""The Typst writer: the document, sections, paragraphs and what stands between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.locale import _ as word_of_sphinx
from sphinx.locale import admonitionlabels

from sphinxext_privacy.pdf.core import TypstCore, idents, left_out, passed, wrapped
from sphinxext_privacy.pdf.markup import quote, visible

if TYPE_CHECKING:
    from docutils.nodes import Element

    from sphinxext_privacy.pdf.core import Visitors

_ALONE: Final = (nodes.list_item, nodes.entry, nodes.field_body, nodes.definition, nodes.description, nodes.footnote)


_SHORT: Final = 240
"""Letters of a paragraph that can be all there is between a heading and a table."""
_KEPT_LINES: Final = 13
"""Lines of code from which it may break across pages."""
_SHOWN: Final = (nodes.table, nodes.field_list, nodes.literal_block)


def _introduces(node: Element) -> bool:
    """Tell whether a paragraph announces what follows, which then begins on the same page.

    It ends with a colon, it is a heading in all but name, or it stands alone between a heading and a table.
    """
    following = node.next_node(descend=False, siblings=True)
    if following is None or isinstance(following, nodes.section):
        return False
    if node.astext().rstrip().endswith((':', '：')):
        return True
    if len(node.children) == 1 and isinstance(node[0], nodes.strong):
        return True
    before = node.parent.index(node) - 1
    alone = before >= 0 and isinstance(node.parent[before], nodes.title)
    return alone and isinstance(following, _SHOWN) and len(node.astext()) <= _SHORT


def _follows_mark(node: Element) -> bool:
    """Tell whether a paragraph begins in the line of the number of its footnote, or of the name of its field."""
    if not isinstance(node.parent, (nodes.footnote, nodes.field_body)):
        return False
    return all(isinstance(child, nodes.label) for child in node.parent.children[: node.parent.index(node)])


def _has_pdf_title(section: Element) -> bool:
    """Tell whether the title of a section is that of the whole PDF."""
    first = section.children[0] if section.children else None
    return isinstance(first, nodes.title) and bool(first.get('is_pdf_title'))


def admonition(name: str) -> Visitors:
    """Give visitors for an admonition whose title is that of its class."""

    def visit(self: TypstCore, node: Element) -> None:
        self.anchors(node)
        self.open(f'admonition({quote(name)}, title: {quote(str(admonitionlabels[name]))}, ', node)

    def depart(self: TypstCore, node: Element) -> None:
        self.close()

    return visit, depart


class Blocks(TypstCore):
    """Sections, titles, paragraphs, admonitions, code."""

    def __init__(self, *arguments: Any) -> None:
        """Start before the first section."""
        super().__init__(*arguments)
        self.depth = 0
        self._level = 0
        self._turned: list[bool] = []
        self._heading_labels: list[str] = []

    # -- document and sections ----------------------------------------------------------------------------------

    visit_document, depart_document = passed()
    visit_compound, depart_compound = passed()
    visit_container, depart_container = passed()
    visit_only, depart_only = passed()
    visit_toctree, depart_toctree = left_out()
    visit_comment, depart_comment = left_out()
    visit_substitution_definition, depart_substitution_definition = left_out()
    visit_meta, depart_meta = left_out()
    visit_highlightlang, depart_highlightlang = left_out()
    visit_tabular_col_spec, depart_tabular_col_spec = left_out()
    visit_legend, depart_legend = wrapped('legend')
    visit_rubric, depart_rubric = wrapped('rubric')
    visit_subtitle, depart_subtitle = wrapped('subtitle')
    visit_centered, depart_centered = wrapped('centered')
    visit_attribution, depart_attribution = wrapped('attribution')
    visit_block_quote, depart_block_quote = wrapped('quotation')
    visit_sidebar, depart_sidebar = wrapped('sidebar')
    visit_decoration, depart_decoration = passed()
    visit_header, depart_header = passed()
    visit_footer, depart_footer = passed()

    def visit_start_of_file(self, node: Element) -> None:
        self._outer = [*getattr(self, '_outer', []), self.docname]
        self.docname = node['docname']
        self.anchor(self.docname)

    def depart_start_of_file(self, node: Element) -> None:
        self.docname = self._outer.pop()

    def visit_section(self, node: Element) -> None:
        # What stands below the title of the PDF is not below a heading.
        self.depth += not _has_pdf_title(node)
        # A link to an empty section still has to lead to it.
        if not (node.children and isinstance(node[0], nodes.title)):
            self.anchors(node)

    def depart_section(self, node: Element) -> None:
        self.depth -= not _has_pdf_title(node)

    def visit_title(self, node: Element) -> None:
        parent = node.parent
        if isinstance(parent, nodes.table):
            # Written with the table.
            raise nodes.SkipNode
        if not isinstance(parent, (nodes.section, nodes.document)):
            self.anchors(node)
            self.open('block-title(', node)
            return
        if node.get('is_pdf_title'):
            # Stands above everything, in larger letters.
            self.anchors(parent)
            self.anchors(node)
            raise nodes.SkipNode
        # Readers' programs, and the standard, take levels one at a time.
        self._level = min(max(self.depth, 1), self._level + 1)
        self.headings += 1
        turn = self.turn(node)
        places = [*idents(parent), *idents(node)]
        self._heading_labels.append(self.claim(self.label(places[0])) if places else '')
        self.open(f'[#chapter({self._level}, ', node)
        if turn:
            self.put(turn)

    def depart_title(self, node: Element) -> None:
        if not isinstance(node.parent, (nodes.section, nodes.document)):
            self.close()
            return
        name = self._heading_labels.pop()
        self.close(f')#label({quote(name)})]' if name else ')]')

    # -- paragraphs ---------------------------------------------------------------------------------------------

    def visit_paragraph(self, node: Element) -> None:
        self._begin_paragraph(node)

    def depart_paragraph(self, node: Element) -> None:
        self._end_paragraph(node)

    visit_compact_paragraph = visit_paragraph
    depart_compact_paragraph = depart_paragraph

    def _begin_paragraph(self, node: Element) -> None:
        if _introduces(node):
            self.open('introduction(', node)
        if not self._is_alone(node) and not _follows_mark(node):
            self.put('parbreak()')
        turn = self.turn(node)
        self._turned.append(bool(turn))
        if turn:
            self.open(f'turned({quote(turn.rpartition(" ")[2].rstrip(")"))}, ', node)
        self.anchors(node)

    def _end_paragraph(self, node: Element) -> None:
        if self._turned.pop():
            self.close()
        if not self._is_alone(node):
            self.put('parbreak()')
        if _introduces(node):
            self.close()

    @staticmethod
    def _is_alone(node: Element) -> bool:
        parent = node.parent
        if not isinstance(parent, _ALONE):
            return False
        seen = [
            child
            for child in parent.children
            if not isinstance(child, (nodes.label, nodes.Invisible)) or isinstance(child, nodes.raw)
        ]
        return len(seen) == 1

    def visit_line_block(self, node: Element) -> None:
        self.anchors(node)
        nested = isinstance(node.parent, nodes.line_block)
        self.open('lines(nested: true, ' if nested else 'lines(', node)

    def depart_line_block(self, node: Element) -> None:
        self.close()

    def visit_line(self, node: Element) -> None:
        self.anchors(node)
        if not node.astext().strip():
            self.put('linebreak()')

    def depart_line(self, node: Element) -> None:
        self.put('linebreak()' if node.next_node(nodes.line, descend=False, siblings=True) else '')

    def visit_transition(self, node: Element) -> None:
        self.anchors(node)
        # MyST draws one above the footnotes, which are at the foot of the pages here.
        if 'footnotes' not in node.get('classes', ()):
            self.put('transition()', node)
        raise nodes.SkipNode

    def visit_topic(self, node: Element) -> None:
        self.anchors(node)
        # The list of sections in the page itself; the PDF has one of its own, with page numbers.
        if 'contents' in node.get('classes', ()):
            for part in node.findall(nodes.Element):
                if part is not node:
                    self.anchors(part)
            raise nodes.SkipNode
        self.open('topic(', node)

    def depart_topic(self, node: Element) -> None:
        self.close()

    # -- code ---------------------------------------------------------------------------------------------------

    def visit_literal_block(self, node: Element) -> None:
        self.anchors(node)
        if any(isinstance(child, nodes.Element) and not isinstance(child, nodes.inline) for child in node.children):
            self._parsed_literal(node)
        else:
            # A formula ends with the end of its line.
            code = visible(self.shown(node.astext().rstrip('\n'), node))
            self.put(f'listing(kept: {str(len(code.splitlines()) < _KEPT_LINES).lower()}, {quote(code)})', node)
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block
    visit_math_block = visit_literal_block

    def _parsed_literal(self, node: Element) -> None:
        """Write code that holds links or emphasis: line for line."""
        self.open('parsed-listing(', node)
        self._preserve = True
        for child in node.children:
            child.walkabout(self)
        self._preserve = False
        self.close()

    _preserve = False

    def text(self, text: str, node: nodes.Node | None = None) -> None:
        """Write running text, or that of a parsed listing."""
        if not self._preserve:
            super().text(text, node)
            return
        for number, line in enumerate(visible(self.shown(text, node)).split('\n')):
            if number:
                self.put('linebreak()')
            if line:
                # Breaking spaces at the start of a line, or next to each other, are not kept.
                self.put(quote(line.expandtabs().replace('  ', '\u00a0 ').replace('  ', '\u00a0 ')), node)

    # -- admonitions --------------------------------------------------------------------------------------------

    visit_attention, depart_attention = admonition('attention')
    visit_caution, depart_caution = admonition('caution')
    visit_danger, depart_danger = admonition('danger')
    visit_error, depart_error = admonition('error')
    visit_hint, depart_hint = admonition('hint')
    visit_important, depart_important = admonition('important')
    visit_note, depart_note = admonition('note')
    visit_tip, depart_tip = admonition('tip')
    visit_warning, depart_warning = admonition('warning')
    visit_seealso, depart_seealso = admonition('seealso')
    visit_admonition, depart_admonition = wrapped('plain-admonition')
    visit_versionmodified, depart_versionmodified = wrapped('version-change')

    # -- document information -----------------------------------------------------------------------------------

    def visit_docinfo(self, node: Element) -> None:
        self.anchors(node)
        self.open('docinfo(', node)

    def depart_docinfo(self, node: Element) -> None:
        self.close()

    def visit_author(self, node: Element) -> None:
        self.anchors(node)
        self.put('parbreak()')
        if not isinstance(node.parent, nodes.authors):
            self.put(f'strong({quote(str(word_of_sphinx(node.tagname.capitalize())))})')
            self.put('": "')

    def depart_author(self, node: Element) -> None:
        self.put('parbreak()')

    visit_address, depart_address = visit_author, depart_author
    visit_contact, depart_contact = visit_author, depart_author
    visit_copyright, depart_copyright = visit_author, depart_author
    visit_date, depart_date = visit_author, depart_author
    visit_organization, depart_organization = visit_author, depart_author
    visit_revision, depart_revision = visit_author, depart_author
    visit_status, depart_status = visit_author, depart_author
    visit_version, depart_version = visit_author, depart_author
    visit_authors, depart_authors = passed()
