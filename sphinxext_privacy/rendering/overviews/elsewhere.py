"""Prose that stands on other pages, with its markup: bodies and fields of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinxext_privacy.domain.harvest import linked_document
from sphinxext_privacy.model.values import is_address
from sphinxext_privacy.nodes import PARAGRAPH_BREAK, privacy_entry, privacy_overview

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.notices.records import Marked, NoticeEntry
    from sphinxext_privacy.rendering.context import Context


class Bodies:
    """Gives the bodies of entries, for one overview."""

    def __init__(self, context: Context, anchor: str) -> None:
        """*context* is that of the page that shows them, *anchor* what the ids of figures and tables start with."""
        self.context = context
        self.anchor = anchor
        self._numbers = 0

    def of(self, entry: NoticeEntry) -> list[Node]:
        """Give the blocks of the body of *entry*."""
        docname, position = entry.body_at
        part = self.context.doctrees.part(docname, position, 'body') if docname else None
        if part is None:
            paragraphs = entry.body.split(PARAGRAPH_BREAK) if entry.body else []
            return [nodes.paragraph('', '', self.context.words(' '.join(text.split()))) for text in paragraphs]
        numbered = {id(node) for node in part.findall(nodes.Element) if isinstance(node, _NUMBERED) and node['ids']}
        settle(part, docname, self.context)
        for block in part.findall(nodes.Element):
            if id(block) in numbered:
                # With ``numfig``, Sphinx wants an id of whatever has a caption.
                self._numbers += 1
                block['ids'] = [f'{self.anchor}-{self._numbers}']
        return list(part.children)


def prose_at(place: Marked, context: Context) -> list[Node]:
    """Give the inline nodes of a field that holds markup, for the page of *context*."""
    part = context.doctrees.part(place.docname, place.position, place.name)
    if part is None:
        return []
    settle(part, place.docname, context)
    paragraph = cast('nodes.Element', part[0])
    found = list(paragraph.children)
    # It and the part know each other, and would keep what is taken out of them.
    paragraph.children = []
    return found


def settled(content: list[Node], docname: str, context: Context) -> list[Node]:
    """Give inline nodes of the page *docname* as those of the page of *context*."""
    if not any(isinstance(node, nodes.Element) for node in content):
        return content
    holder = nodes.inline('', '', *content)
    settle(holder, docname, context)
    return list(holder.children)


def settle(part: nodes.Element, docname: str, context: Context) -> None:
    """Make *part*, of the page *docname*, stand on another: links lead there, what only its own page has is text.

    Nothing in it has an id any more, as that of its own page is another one's.
    """
    found = [item for item in part.findall(nodes.Element) if isinstance(item, _ELSEWHERE)]
    for node in found:
        if node.parent is not None and not _is_address(node):
            node.parent.replace(node, _elsewhere(node, docname, context))
    for element in part.findall(nodes.Element):
        element['ids'] = []
        if isinstance(element, (nodes.math, nodes.math_block)):
            # Sphinx before 9 asks there which pages need what shows formulas.
            context.env.domains['math'].data['has_equations'][context.page] = True


def _elsewhere(node: nodes.Element, docname: str, context: Context) -> list[Node]:
    """Give what stands in the place of *node*, which leads somewhere from the page *docname*."""
    text: list[Node] = [nodes.Text(node.astext())] if node.astext() else []
    if isinstance(node, (nodes.footnote_reference, nodes.citation_reference)):
        # The note stays on its own page, and a number alone says nothing.
        return []
    if isinstance(node, addnodes.pending_xref):
        return _reference(node, docname, context) or text
    # An entry in the body of another is listed by itself.
    inline = isinstance(node, nodes.Inline) or isinstance(node.parent, nodes.TextElement)
    return text if inline and not isinstance(node, (privacy_entry, privacy_overview)) else []


def _reference(node: addnodes.pending_xref, docname: str, context: Context) -> list[Node]:
    """Resolve a reference to an entry, a date or a document as its own page does, to be shown on this one."""
    domain = context.domain
    typ, target = node['reftype'], node['reftarget']
    words = [nodes.inline('', node.astext())] if node.get('refexplicit') and node.astext() else []
    linked = linked_document(node, docname)
    if linked in context.env.all_docs:
        title = nodes.inline('', domain.document_title(linked) or linked)
        return [domain.link_to(linked, _section(node, linked, domain), context.page, [*words] or [title])]
    if node.get('refdomain') == 'std' and typ == 'ref':
        return _labelled(target, words, context)
    if node.get('refdomain') == 'privacy' and typ == 'updated':
        date = domain.resolve_date(docname, target)
        return [date] if date is not None else []
    if node.get('refdomain') == 'privacy':
        found = context.index.resolve(typ, target, docname)
    else:
        found = next(iter(context.index.resolve_any(target, docname)), None) if typ in _UNSPECIFIC else None
    if found is None:
        return _labelled(target.lower(), words, context) if typ in _UNSPECIFIC else []
    return domain.make_reference(found, context.page, [*words]) if words else context.linked(found)


def _labelled(label: str, words: list[nodes.inline], context: Context) -> list[Node]:
    """Link to a label of Sphinx, with *words* or else the title of what it stands before."""
    docname, ident, title = context.domain.labelled(label)
    if not docname or not (words or title):
        return []
    return [context.domain.link_to(docname, ident, context.page, [*words] or [nodes.inline('', title)])]


def _section(node: addnodes.pending_xref, docname: str, domain: PrivacyDomain) -> str:
    """Give the HTML id of the section of a document that a link of MyST leads to; empty for none."""
    target: str = node.get('reftargetid') or ''
    slugs = domain.env.metadata[docname].get('myst_slugs', {})
    if target in slugs:
        return str(slugs[target][1])
    labelled = domain.labelled(target)
    return labelled[1] if labelled[0] == docname else target


def _is_address(node: nodes.Element) -> bool:
    """Tell whether *node* leads to the same place from any page."""
    return isinstance(node, nodes.reference) and is_address(node.get('refuri', ''))


_UNSPECIFIC = frozenset({'any', 'myst'})
_NUMBERED = (nodes.figure, nodes.table, nodes.container)
_ELSEWHERE = (
    privacy_entry,
    privacy_overview,
    addnodes.pending_xref,
    addnodes.download_reference,
    nodes.reference,
    nodes.footnote_reference,
    nodes.footnote,
    nodes.citation_reference,
    nodes.target,
    nodes.problematic,
    addnodes.index,
)
"""What leads somewhere, or is led to."""
