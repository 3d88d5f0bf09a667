"""The bodies of entries that stand on other pages, with their markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_privacy.domain.harvest import linked_document
from sphinxext_privacy.model.values import is_address
from sphinxext_privacy.nodes import PARAGRAPH_BREAK, privacy_entry, privacy_overview

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rendering.context import Context


class Bodies:
    """Takes bodies from the doctrees of their pages, each read once."""

    def __init__(self, context: Context, anchor: str) -> None:
        """*context* is that of the page that shows them, *anchor* what the ids of figures and tables start with."""
        self.context = context
        self.anchor = anchor
        self._numbers = 0
        self._found: dict[str, dict[int, privacy_entry]] = {}

    def of(self, entry: NoticeEntry) -> list[Node]:
        """Give the blocks of the body of *entry*."""
        docname, position = entry.body_at
        node = self._on(docname).get(position) if docname else None
        part = node.part('body') if node is not None else None
        if part is None:
            paragraphs = entry.body.split(PARAGRAPH_BREAK) if entry.body else []
            return [nodes.paragraph('', '', self.context.words(' '.join(text.split()))) for text in paragraphs]
        return self._settled(part.deepcopy(), docname)

    def _on(self, docname: str) -> dict[int, privacy_entry]:
        if docname not in self._found:
            doctree = self.context.env.get_doctree(docname)
            self._found[docname] = {node['position']: node for node in doctree.findall(privacy_entry)}
        return self._found[docname]

    def _settled(self, part: nodes.Element, docname: str) -> list[Node]:
        """Make the body *part* stand on another page: links lead there, what only its own page has is text."""
        found: list[nodes.Element] = [item for item in part.findall(nodes.Element) if isinstance(item, _ELSEWHERE)]
        for node in found:
            if node.parent is not None and not _is_address(node):
                node.parent.replace(node, self._elsewhere(node, docname))
        for node in part.findall(nodes.Element):
            if isinstance(node, _NUMBERED) and node['ids']:
                # With ``numfig``, Sphinx wants an id of whatever has a caption.
                self._numbers += 1
                node['ids'] = [f'{self.anchor}-{self._numbers}']
            else:
                node['ids'] = []
        return list(part.children)

    def _elsewhere(self, node: nodes.Element, docname: str) -> list[Node]:
        """Give what stands in the place of *node*, which leads somewhere from the page *docname*."""
        text: list[Node] = [nodes.Text(node.astext())] if node.astext() else []
        if isinstance(node, (nodes.footnote_reference, nodes.citation_reference)):
            # The note stays on its own page, and a number alone says nothing.
            return []
        if isinstance(node, addnodes.pending_xref):
            return self._reference(node, docname) or text
        # An entry in the body of another is listed by itself.
        inline = isinstance(node, nodes.Inline) or isinstance(node.parent, nodes.TextElement)
        return text if inline and not isinstance(node, (privacy_entry, privacy_overview)) else []

    def _reference(self, node: addnodes.pending_xref, docname: str) -> list[Node]:
        """Resolve a reference to an entry, a date or a document as its own page does, to be shown on this one."""
        context, domain = self.context, self.context.domain
        typ, target = node['reftype'], node['reftarget']
        words = [nodes.inline('', node.astext())] if node.get('refexplicit') and node.astext() else []
        linked = linked_document(node, docname)
        if linked in context.env.all_docs:
            title = nodes.inline('', domain.document_title(linked) or linked)
            return [domain.link_to(linked, '', context.docname, [*words] or [title])]
        if node.get('refdomain') == 'privacy' and typ == 'updated':
            date = domain.resolve_date(docname, target)
            return [date] if date is not None else []
        if node.get('refdomain') == 'privacy':
            found = context.index.resolve(typ, target, docname)
        else:
            found = next(iter(context.index.resolve_any(target, docname)), None) if typ in _UNSPECIFIC else None
        if found is None:
            return []
        return domain.make_reference(found, context.docname, [*words]) if words else context.linked(found)


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
)
"""What leads somewhere, or is led to."""
