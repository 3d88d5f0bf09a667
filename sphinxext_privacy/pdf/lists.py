"""The Typst writer: lists of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.pdf.core import TypstCore, passed, wrapped
from sphinxext_privacy.pdf.markup import quote

if TYPE_CHECKING:
    from docutils.nodes import Element

_COUNTERS: Final = {'arabic': '1', 'loweralpha': 'a', 'upperalpha': 'A', 'lowerroman': 'i', 'upperroman': 'I'}
_SIMPLE: Final = (nodes.paragraph, nodes.Invisible, nodes.bullet_list, nodes.enumerated_list)


class Lists(TypstCore):
    """Bullets, numbers, definitions, fields, options."""

    # -- bullets and numbers ------------------------------------------------------------------------------------

    def visit_bullet_list(self, node: Element) -> None:
        self.anchors(node)
        if not node.children:
            raise nodes.SkipNode
        if 'privacy-block-card' in node.get('classes', ()):
            self.put('cards(', node)
        else:
            self.put(f'bullets(tight: {_tight(node)}, nested: {_nested(node)}, ', node)

    def depart_bullet_list(self, node: Element) -> None:
        self.put(')')

    def visit_enumerated_list(self, node: Element) -> None:
        self.anchors(node)
        if not node.children:
            raise nodes.SkipNode
        counter = _COUNTERS.get(node.get('enumtype', 'arabic'), '1')
        prefix, suffix = node.get('prefix', ''), node.get('suffix', '.')
        self.put(
            f'numbers(tight: {_tight(node)}, nested: {_nested(node)}, start: {int(node.get("start", 1))}, '
            f'numbering: counted({quote(prefix)}, {quote(counter)}, {quote(suffix)}), ',
            node,
        )

    depart_enumerated_list = depart_bullet_list

    def visit_list_item(self, node: Element) -> None:
        card = 'privacy-card' in node.get('classes', ())
        self.put(f'card({_kept(node)}, [#{{' if card else '[#{', node)
        self.anchors(node)

    def depart_list_item(self, node: Element) -> None:
        self.put('}]),' if 'privacy-card' in node.get('classes', ()) else '}],')

    def visit_acks(self, node: Element) -> None:
        self.anchors(node)

    def depart_acks(self, node: Element) -> None:
        pass

    def visit_hlist(self, node: Element) -> None:
        """Write the columns one below the other: they are columns on a screen only to save space."""
        self.anchors(node)

    def depart_hlist(self, node: Element) -> None:
        pass

    visit_hlistcol, depart_hlistcol = passed()

    # -- definitions --------------------------------------------------------------------------------------------

    def visit_definition_list(self, node: Element) -> None:
        self.anchors(node)
        if not node.children:
            raise nodes.SkipNode
        entries = 'privacy-block' in node.get('classes', ())
        self.put(f'definitions(entries: {str(entries).lower()}, ', node)

    def depart_definition_list(self, node: Element) -> None:
        self.put(')')

    visit_glossary, depart_glossary = passed()

    def visit_definition_list_item(self, node: Element) -> None:
        """Write the terms and all definitions as one item: there can be several of both."""
        self.put('(', node)
        self.put('[#{')
        self.anchors(node)
        terms = [child for child in node.children if isinstance(child, (nodes.term, nodes.classifier))]
        for number, term in enumerate(terms):
            if number and isinstance(term, nodes.term):
                self.put('linebreak()')
            term.walkabout(self)
        definitions = [child for child in node.children if child not in terms]
        if not any(child.children for child in definitions):
            self.put('}], true, none),')
            raise nodes.SkipNode
        self.put(f'}}], {_kept(node)}, [#{{')
        for number, child in enumerate(definitions):
            if number:
                self.put('parbreak()')
            child.walkabout(self)
        self.put('}]),')
        raise nodes.SkipNode

    visit_term, depart_term = passed()
    visit_definition, depart_definition = passed()

    # -- fields -------------------------------------------------------------------------------------------------

    def visit_field_list(self, node: Element) -> None:
        self.anchors(node)
        if not node.children:
            raise nodes.SkipNode
        self.put(f'facts(kept: {_kept(node)}, ', node)

    def depart_field_list(self, node: Element) -> None:
        self.put(')')

    def visit_field(self, node: Element) -> None:
        alone = not isinstance(node.parent, nodes.field_list)
        self.put('facts((' if alone else '(', node)

    def depart_field(self, node: Element) -> None:
        alone = not isinstance(node.parent, nodes.field_list)
        self.put('))' if alone else '),')

    def visit_field_name(self, node: Element) -> None:
        self.put('[#{', node)
        self.anchors(node)

    def depart_field_name(self, node: Element) -> None:
        self.put('}],')

    visit_field_body = visit_field_name
    depart_field_body = depart_field_name

    # -- options of programs ------------------------------------------------------------------------------------

    def visit_option_list(self, node: Element) -> None:
        self.anchors(node)
        self.put('definitions(entries: false, ', node)

    depart_option_list = depart_definition_list

    def visit_option_list_item(self, node: Element) -> None:
        self.put('(', node)

    def depart_option_list_item(self, node: Element) -> None:
        self.put('),')

    def visit_option_group(self, node: Element) -> None:
        self.put('[#{', node)
        self.anchors(node)

    def depart_option_group(self, node: Element) -> None:
        self.put('}], true,')

    visit_description = visit_option_group

    def depart_description(self, node: Element) -> None:
        self.put('}],')

    def visit_option(self, node: Element) -> None:
        if node.parent.index(node):
            self.text(', ', node)

    def depart_option(self, node: Element) -> None:
        pass

    visit_option_string, depart_option_string = wrapped('literal-strong')

    def visit_option_argument(self, node: Element) -> None:
        self.put(f'raw({quote(node.get("delimiter", " "))})', node)
        self.open('literal-emph(', node)

    def depart_option_argument(self, node: Element) -> None:
        self.close()

    # -- grammars -----------------------------------------------------------------------------------------------

    def visit_productionlist(self, node: Element) -> None:
        self.anchors(node)
        self.open('parsed-listing(', node)

    def depart_productionlist(self, node: Element) -> None:
        self.close()

    def visit_production(self, node: Element) -> None:
        self.anchors(node)
        if node.parent.index(node):
            self.put('linebreak()')
        # Older versions of Sphinx keep the name apart from the rule.
        name = node.get('tokenname', '')
        if name and not node.astext().startswith(name):
            self.put(f'strong({quote(name)})', node)
            self.put('" ::= "')

    def depart_production(self, node: Element) -> None:
        pass


def _nested(node: Element) -> str:
    return 'true' if isinstance(node.parent, nodes.list_item) else 'false'


def _kept(node: Element) -> str:
    """Tell whether an entry is so short that it stands on one page: a third of it at most."""
    blocks = [part for part in node.findall(nodes.TextElement) if not isinstance(part.parent, nodes.TextElement)]
    lines = sum(1 + part.astext().count('\n') + len(part.astext()) // 75 for part in blocks)
    lines -= len(list(node.findall(nodes.field_name)))
    return 'true' if lines <= 16 and not any(node.findall(nodes.image)) else 'false'


def _tight(node: Element) -> str:
    """Tell whether the items of a list are short: one paragraph each, maybe with a list of such below."""
    for item in node.children:
        parts = [child for child in item.children if not isinstance(child, nodes.Invisible)]
        paragraphs = [child for child in parts if isinstance(child, nodes.paragraph)]
        if len(paragraphs) > 1 or any(not isinstance(child, _SIMPLE) for child in parts):
            return 'false'
        if len(item.astext()) > 160:
            return 'false'
    return 'true'
