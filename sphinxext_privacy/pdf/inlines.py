"""The Typst writer: what stands within a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes

from sphinxext_privacy.pdf.core import TypstCore, idents, left_out, passed, wrapped
from sphinxext_privacy.pdf.markup import ELSEWHERE, quote, visible
from sphinxext_privacy.site import page_address, site_root

if TYPE_CHECKING:
    from docutils.nodes import Element

_BREAK: Final = re.compile(r'<br\s*/?>', re.IGNORECASE)
_SCHEME: Final = re.compile(r'(?:https?|ftps?|mailto|tel|sms|xmpp|matrix|irc|ircs):', re.IGNORECASE)
_OPTION: Final = re.compile(r'-[^\s-]\S{,18}')


class Inlines(TypstCore):
    """Text, emphasis, links."""

    def __init__(self, *arguments: Any) -> None:
        """Start outside of any link."""
        super().__init__(*arguments)
        self._links: list[str] = []
        self._addresses: set[str] = set()
        self._unprintable = 0
        """Above zero where an address in a footnote would be repeated or out of place."""

    # -- text ---------------------------------------------------------------------------------------------------

    def visit_Text(self, node: nodes.Text) -> None:
        self.text(str(node), node)

    def depart_Text(self, node: nodes.Text) -> None:
        pass

    visit_emphasis, depart_emphasis = wrapped('emph')
    visit_strong, depart_strong = wrapped('strong')
    visit_literal_emphasis, depart_literal_emphasis = wrapped('literal-emph')
    visit_literal_strong, depart_literal_strong = wrapped('literal-strong')
    visit_title_reference, depart_title_reference = wrapped('emph')
    visit_subscript, depart_subscript = wrapped('sub')
    visit_superscript, depart_superscript = wrapped('super')
    visit_manpage, depart_manpage = wrapped('emph')
    visit_classifier, depart_classifier = wrapped('classifier')
    visit_problematic, depart_problematic = wrapped('problem')
    visit_acronym, depart_acronym = passed()
    visit_generated, depart_generated = passed()
    visit_inline, depart_inline = passed()
    visit_substitution_reference, depart_substitution_reference = passed()
    visit_pending_xref, depart_pending_xref = passed()
    visit_pending_xref_condition, depart_pending_xref_condition = passed()
    visit_translatable, depart_translatable = passed()
    visit_pending, depart_pending = left_out()
    visit_index, depart_index = left_out()

    def visit_abbreviation(self, node: Element) -> None:
        self.anchors(node)

    def depart_abbreviation(self, node: Element) -> None:
        """Write what it stands for: paper has no place to point at."""
        explanation = node.get('explanation', '')
        if explanation:
            self.text(f' ({explanation})', node)

    def visit_literal(self, node: Element) -> None:
        self.anchors(node)
        code = f'raw({quote(visible(self.shown(node.astext(), node)))})'
        # An option of a program is not parted from its hyphen.
        self.put(f'box({code})' if _OPTION.fullmatch(node.astext()) else code, node)
        raise nodes.SkipNode

    visit_math = visit_literal

    def visit_raw(self, node: Element) -> None:
        self.anchors(node)
        if 'typst' in node.get('format', '').split():
            self.put(f'eval({quote(node.astext())}, mode: "markup")', node)
        elif 'html' in node.get('format', '').split() and _BREAK.fullmatch(node.astext().strip()):
            # How MyST writes the end of a line that an author asked for.
            self.put('linebreak()', node)
        raise nodes.SkipNode

    def visit_system_message(self, node: Element) -> None:
        """Leave it out: it was a warning when the page was read."""
        raise nodes.SkipNode

    # -- links --------------------------------------------------------------------------------------------------

    def visit_target(self, node: Element) -> None:
        self.anchors(node)

    def depart_target(self, node: Element) -> None:
        pass

    def visit_reference(self, node: Element) -> None:
        self.anchors(node)
        call = self._link(node)
        self._links.append(call)
        if call:
            self.open(f'{call}address(' if _is_address(node.astext()) else call, node)

    def depart_reference(self, node: Element) -> None:
        if not self._links.pop():
            return
        self.close('))' if _is_address(node.astext()) else ')')
        address = self._address(node.get('refuri', ''))
        if self.print_urls and address and not self._unprintable and not _is_shown(address, node):
            self._print(address)

    visit_number_reference = visit_reference
    depart_number_reference = depart_reference
    visit_citation_reference = visit_reference
    depart_citation_reference = depart_reference

    def visit_download_reference(self, node: Element) -> None:
        """Link to the address; a file beside the page is not in the PDF."""
        self.anchors(node)
        uri: str = node.get('refuri') or node.get('reftarget', '')
        call = f'away({quote(uri)}, ' if _SCHEME.match(uri) else ''
        if not call and uri:
            self.warn('the PDF does not hold the file %r; it is named, not linked', uri, node=node)
        self._links.append(call)
        if call:
            self.open(call, node)

    def depart_download_reference(self, node: Element) -> None:
        if self._links.pop():
            self.close()

    def _link(self, node: Element) -> str:
        """Give the call of a link, up to its content; empty where the link would lead nowhere."""
        uri: str = node.get('refuri', '')
        if 'refid' in node or uri.startswith('#'):
            return self._within(self.docname, node.get('refid') or uri[1:], node)
        docname, _, fragment = uri[1:].partition('#')
        if uri.startswith(ELSEWHERE) and docname in self.docnames:
            return self._within(docname, fragment, node)
        address = self._address(uri)
        if address:
            return f'away({quote(address)}, '
        if not uri.startswith(ELSEWHERE):
            if uri:
                self.warn('the link to %r leads nowhere from a PDF', uri, node=node)
        elif self.first_elsewhere(docname):
            self.warn(
                'the page %r is not in this PDF; set html_baseurl, so that the PDF can link to it on the web',
                docname,
                node=node,
            )
        return ''

    def _within(self, docname: str, ident: str, node: Element) -> str:
        name = self.label(ident, docname)
        if name in self.known:
            return f'to({quote(self.known[name])}, '
        self.warn('the link leads nowhere: there is no %r in this PDF', ident, node=node)
        return ''

    def _address(self, uri: str) -> str:
        """Give the address on the web that a link leads to; empty where it leads to none, or within this PDF."""
        if _SCHEME.match(uri):
            return uri
        root = site_root(self.config)
        docname, _, fragment = uri[1:].partition('#')
        if not uri.startswith(ELSEWHERE) or docname in self.docnames or not root:
            return ''
        return f'{root}{page_address(self.config, docname)}{f"#{fragment}" if fragment else ""}'

    def _print(self, uri: str) -> None:
        """Give the address of a link in a footnote; a second link to it has the same one."""
        name = f'address:{uri}'
        if uri in self._addresses:
            self.put(f'footnote(label({quote(name)}))')
            return
        self._addresses.add(uri)
        shown = uri.removeprefix('mailto:')
        self.put(f'[#footnote(link({quote(uri)}, address({quote(self.shown(shown))})))#label({quote(name)})]')

    # -- footnotes ----------------------------------------------------------------------------------------------

    def visit_footnote_reference(self, node: Element) -> None:
        self.anchors(node)
        name = self.label(node.get('refid', ''))
        footnote = self.footnotes.get(name)
        if footnote is None:
            self.warn('there is no footnote %r', node.astext(), node=node)
            self.text(f'[{node.astext()}]', node)
            raise nodes.SkipNode
        number = ''
        if not self.print_urls and len(self.docnames) == 1:
            number = f'numbering: mark({quote(node.astext())}), '
        place = f'note:{name}'
        if name in self._noted:
            self.put(f'footnote({number}label({quote(place)}))', node)
            raise nodes.SkipNode
        self._noted.add(name)
        self.put(f'[#footnote({number}[#{{', node)
        for ident in idents(footnote):
            self.anchor(self.label(ident))
        for child in footnote.children:
            if not isinstance(child, nodes.label):
                child.walkabout(self)
        self.put(f'}}])#label({quote(place)})]')
        raise nodes.SkipNode

    @property
    def footnotes(self) -> dict[str, nodes.footnote]:
        """The footnotes by the name of their place."""
        if self._footnotes is None:
            self._footnotes = {}
            docname = self.docname
            for node in self.document.findall(nodes.Element):
                if node.tagname == 'start_of_file':
                    docname = node['docname']
                elif isinstance(node, nodes.footnote):
                    for ident in idents(node):
                        self._footnotes[self.label(ident, docname)] = node
                elif isinstance(node, nodes.footnote_reference):
                    self._referred.add(self.label(node.get('refid', ''), docname))
        return self._footnotes

    _footnotes: dict[str, nodes.footnote] | None = None

    @property
    def _noted(self) -> set[str]:
        return cast('set[str]', self.__dict__.setdefault('_notes', set()))

    @property
    def _referred(self) -> set[str]:
        return cast('set[str]', self.__dict__.setdefault('_references', set()))

    def visit_footnote(self, node: Element) -> None:
        """Leave it out where a reference has it at the foot of a page."""
        places = {self.label(ident) for ident in idents(node)}
        if self.footnotes and places & self._referred:
            raise nodes.SkipNode
        self.visit_citation(node)

    def depart_footnote(self, node: Element) -> None:
        self.depart_citation(node)

    def visit_citation(self, node: Element) -> None:
        label = node[0].astext() if node.children and isinstance(node[0], nodes.label) else ''
        self.anchors(node)
        self.open(f'citation({quote(visible(self.shown(label, node)))}, ', node)

    def depart_citation(self, node: Element) -> None:
        self.close()

    visit_label, depart_label = left_out()


def _is_address(text: str) -> bool:
    return ' ' not in text and len(text) > 12 and ('@' in text or '://' in text or '/' in text)


def _is_shown(uri: str, node: Element) -> bool:
    """Tell whether the text of a link is its address."""
    shown = node.astext().strip().rstrip('/')
    return shown in {uri.rstrip('/'), uri.removeprefix('mailto:'), uri.partition('//')[2].rstrip('/')}
