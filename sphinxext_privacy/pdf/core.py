"""What all parts of the Typst writer share: the code that was written, where it comes from, what is missing.

The writer makes code, not markup: each paragraph, heading or table is a call, each text a string. Expressions
stand one a line, so that the line of an error in typst leads back to a node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.pdf.markup import INVISIBLE, direction, is_private, quote, words

if TYPE_CHECKING:
    from pathlib import Path

    from docutils.nodes import Element, Node
    from sphinx.builders import Builder

Visitors = tuple[Any, Any]
"""What enters a node and what leaves it; ``Any``, as docutils states a type of its own for each name."""

RTL_LANGUAGES: Final = frozenset({'ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi'})


class Shape(NamedTuple):
    """What a table is like, so that it is found again in the PDF."""

    columns: int
    stubs: int
    """Columns of row headers."""


class TypstCore(SphinxTranslator):
    """Keeps the code; knows nothing of single kinds of nodes."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        """Write *document* for *builder*."""
        super().__init__(document, builder)
        self.lines: list[str] = []
        self.places: list[tuple[int, Node]] = []
        """Line of the code, and the node that it was written for."""
        self.docname: str = document.get('docname', '')
        self.docnames: set[str] = set(document.get('docnames', [self.docname]))
        """The pages that are in this PDF."""
        self.missing: frozenset[str] = frozenset(document.get('missing', ()))
        """Characters that no font has."""
        self.print_urls: bool = bool(self.config.noticepdf_print_urls)
        self.rtl = (self.config.language or 'en').partition('_')[0] in RTL_LANGUAGES
        self.shapes: list[Shape] = []
        """The tables, in the order in which they stand."""
        self.images: dict[str, Path] = {}
        """Files of images by the names that the code has for them."""
        self.headings = 0
        self.known = self._collect_labels()
        """Places that links can lead to, with the name under which each is written."""
        self._placed: set[str] = set()
        self._unknown: set[str] = set()
        self._elsewhere: set[str] = set()

    def _collect_labels(self) -> dict[str, str]:
        """Give the places of the document, and the name under which each is written.

        What repeats, such as a heading in the list of sections or the head of a table on its next page, holds no
        places of its own: they are those of the section and of the table.
        """
        found: dict[str, str] = {self.docname: self.docname}
        docname = self.docname
        for node in self.document.findall(nodes.Element):
            if node.tagname == 'start_of_file':
                docname = node['docname']
                found[docname] = docname
            names = [f'{docname}:{ident}' for ident in idents(node)]
            for part in _repeated(node):
                for inner in part.findall(nodes.Element):
                    names += [f'{docname}:{ident}' for ident in idents(inner)]
            one_place = isinstance(node, (nodes.section, nodes.table))
            for name in names:
                found.setdefault(name, names[0] if one_place else name)
        return found

    # -- code ---------------------------------------------------------------------------------------------------

    def put(self, code: str, node: Node | None = None) -> None:
        """Write one line of code, which comes from *node*."""
        if node is not None:
            self.places.append((len(self.lines), node))
        self.lines.append(code)

    def open(self, call: str, node: Node | None = None) -> None:
        """Begin a call whose last argument is the content that follows; *call* ends right before it."""
        self.put(f'{call}[#{{', node)

    def close(self, rest: str = ')') -> None:
        """End a call that :meth:`open` began."""
        self.put(f'}}]{rest}')

    @property
    def astext_code(self) -> str:
        """The code of the whole document."""
        return ''.join(f'{line}\n' for line in self.lines)

    # -- text ---------------------------------------------------------------------------------------------------

    def text(self, text: str, node: Node | None = None) -> None:
        """Write running text."""
        for item in words(self.shown(text, node)):
            self.put(item, node)

    def shown(self, text: str, node: Node | None = None) -> str:
        """Put a code point in place of each character that no font has or no PDF/A takes, and warn."""
        lost = sorted(set(text) & self.missing)
        if not lost:
            return text
        for character in lost:
            text = text.replace(character, '' if character in INVISIBLE else f'[U+{ord(character):04X}]')
        seen = [character for character in lost if character not in INVISIBLE and not is_private(character)]
        if seen:
            self.warn('no font has %s; name one that does in noticepdf_fonts', _listed(seen), node=node)
        private = [character for character in lost if is_private(character)]
        if private:
            message = '%s is for private use, which PDFs for archives cannot hold; say it in words'
            self.warn(message, _listed(private), node=node)
        return text

    def warn(self, message: str, *args: object, node: Node | None) -> None:
        """Warn about *node*."""
        warn('pdf', message, *args, location=located(node))

    # -- places -------------------------------------------------------------------------------------------------

    def label(self, ident: str, docname: str = '') -> str:
        """Give the name of a place in the PDF."""
        return f'{docname or self.docname}:{ident}' if ident else docname or self.docname

    def anchors(self, node: Element) -> None:
        """Write the ids of *node*."""
        for ident in idents(node):
            self.anchor(self.label(ident))

    def anchor(self, name: str) -> None:
        """Write a place that links lead to; the first of a name counts."""
        name = self.claim(name)
        if name:
            self.put(f'anchor({quote(name)})')

    def claim(self, name: str) -> str:
        """Give the name under which a place is to be written now; empty if it is written already."""
        name = self.known.get(name, name)
        if name in self._placed:
            return ''
        self._placed.add(name)
        return name

    def first_elsewhere(self, docname: str) -> bool:
        """Tell whether *docname*, which is not in this PDF, was not asked for before."""
        fresh = docname not in self._elsewhere
        self._elsewhere.add(docname)
        return fresh

    # -- direction ----------------------------------------------------------------------------------------------

    def turn(self, node: Element) -> str:
        """Give a rule for text that runs against the direction of the document; empty for the rest."""
        found = direction(node.astext())
        against = 'ltr' if self.rtl else 'rtl'
        return f'set text(dir: {against})' if found == against else ''

    # -- nodes that nothing is known of -------------------------------------------------------------------------

    def unknown_visit(self, node: Node) -> None:
        """Warn once for each class; what is inside is written."""
        name = type(node).__name__
        if name not in self._unknown:
            self._unknown.add(name)
            self.warn('the PDF writer does not know the class %r of nodes; what they hold is shown', name, node=node)
        if isinstance(node, nodes.Element):
            self.anchors(node)

    def unknown_departure(self, node: Node) -> None:
        """Do nothing."""


def idents(node: Element) -> list[str]:
    """Give the ids of *node*."""
    return list(node.get('ids', []))


def _repeated(node: Element) -> list[Element]:
    """Give the parts of *node* that a PDF can show more than once."""
    if isinstance(node, nodes.section):
        return [child for child in node.children[:1] if isinstance(child, nodes.title)]
    if isinstance(node, nodes.table):
        return [
            part
            for child in node.children
            if isinstance(child, nodes.tgroup)
            for part in child.children
            if isinstance(part, nodes.thead)
        ]
    return []


def located(node: Node | None) -> Node | None:
    """Give the nearest node around *node* that knows its file and line."""
    while node is not None and (getattr(node, 'source', None) is None or getattr(node, 'line', None) is None):
        if node.parent is None or isinstance(node, nodes.document):
            break
        node = node.parent
    return node


def _listed(characters: list[str]) -> str:
    shown = ', '.join(f'“{item}” (U+{ord(item):04X})' for item in characters[:8])
    return f'{shown} and {len(characters) - 8} more' if len(characters) > 8 else shown


def wrapped(function: str) -> Visitors:
    """Give visitors that hand what a node holds to a function of the elements."""

    def visit(self: TypstCore, node: Element) -> None:
        self.anchors(node)
        self.open(f'{function}(', node)

    def depart(self: TypstCore, node: Element) -> None:
        self.close()

    return visit, depart


def passed() -> Visitors:
    """Give visitors that write the ids of a node and what it holds."""

    def visit(self: TypstCore, node: Element) -> None:
        self.anchors(node)

    def depart(self: TypstCore, node: Element) -> None:
        pass

    return visit, depart


def left_out() -> Visitors:
    """Give visitors for a node that no reader sees."""

    def visit(self: TypstCore, node: Element) -> None:
        self.anchors(node)
        raise nodes.SkipNode

    def depart(self: TypstCore, node: Element) -> None:
        pass

    return visit, depart
