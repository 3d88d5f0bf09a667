"""The Typst writer: descriptions of functions, classes and such, as Sphinx documents have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_privacy.pdf.core import TypstCore, passed, wrapped
from sphinxext_privacy.pdf.markup import quote

if TYPE_CHECKING:
    from docutils.nodes import Element


class Objects(TypstCore):
    """Signatures and what stands below them."""

    visit_desc, depart_desc = wrapped('description')
    visit_desc_content, depart_desc_content = wrapped('description-body')
    visit_desc_name, depart_desc_name = wrapped('strong')
    visit_desc_annotation, depart_desc_annotation = wrapped('emph')
    visit_desc_addname, depart_desc_addname = passed()
    visit_desc_classname, depart_desc_classname = passed()
    visit_desc_type, depart_desc_type = passed()
    visit_desc_inline, depart_desc_inline = wrapped('mono')
    visit__desc_classes_injector, depart__desc_classes_injector = passed()
    visit_desc_sig_element, depart_desc_sig_element = passed()
    visit_desc_sig_space, depart_desc_sig_space = passed()
    visit_desc_sig_name, depart_desc_sig_name = passed()
    visit_desc_sig_operator, depart_desc_sig_operator = passed()
    visit_desc_sig_punctuation, depart_desc_sig_punctuation = passed()
    visit_desc_sig_keyword, depart_desc_sig_keyword = passed()
    visit_desc_sig_keyword_type, depart_desc_sig_keyword_type = passed()
    visit_desc_sig_literal_number, depart_desc_sig_literal_number = passed()
    visit_desc_sig_literal_string, depart_desc_sig_literal_string = passed()
    visit_desc_sig_literal_char, depart_desc_sig_literal_char = passed()

    def visit_desc_signature(self, node: Element) -> None:
        self.open('signature(', node)
        self.anchors(node)

    def depart_desc_signature(self, node: Element) -> None:
        self.close()

    def visit_desc_signature_line(self, node: Element) -> None:
        self.anchors(node)

    def depart_desc_signature_line(self, node: Element) -> None:
        if node.next_node(descend=False, siblings=True):
            self.put('linebreak()')

    def visit_desc_returns(self, node: Element) -> None:
        self.anchors(node)
        self.text(' → ', node)

    def depart_desc_returns(self, node: Element) -> None:
        pass

    def _begin_parameters(self, node: Element, opening: str) -> None:
        self.anchors(node)
        self.put(quote(opening), node)

    def visit_desc_parameterlist(self, node: Element) -> None:
        self._begin_parameters(node, '(')

    def depart_desc_parameterlist(self, node: Element) -> None:
        self.put('")"')

    def visit_desc_type_parameter_list(self, node: Element) -> None:
        self._begin_parameters(node, '[')

    def depart_desc_type_parameter_list(self, node: Element) -> None:
        self.put('"]"')

    def visit_desc_parameter(self, node: Element) -> None:
        self._separate(node)
        self.anchors(node)

    def depart_desc_parameter(self, node: Element) -> None:
        pass

    visit_desc_type_parameter = visit_desc_parameter
    depart_desc_type_parameter = depart_desc_parameter

    def visit_desc_optional(self, node: Element) -> None:
        self.anchors(node)
        self.put('"["', node)
        self._separate(node)

    def depart_desc_optional(self, node: Element) -> None:
        self.put('"]"')

    def _separate(self, node: Element) -> None:
        """Write what stands before a parameter that is not the first."""
        parent = node.parent
        if parent.index(node) and isinstance(parent, nodes.Element):
            self.put('", "')
