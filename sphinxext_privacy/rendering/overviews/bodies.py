"""The bodies of entries that stand on other pages, with their markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_privacy.nodes import PARAGRAPH_BREAK, privacy_entry, privacy_overview

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rendering.context import Context


class Bodies:
    """Takes bodies from the doctrees of their pages, each read once."""

    def __init__(self, context: Context) -> None:
        """*context* is that of the page that shows them."""
        self.context = context
        self._found: dict[str, dict[int, privacy_entry]] = {}

    def of(self, entry: NoticeEntry) -> list[Node]:
        """Give the blocks of the body of *entry*."""
        docname, position = entry.body_at
        node = self._on(docname).get(position) if docname else None
        part = node.part('body') if node is not None else None
        if part is None:
            paragraphs = entry.body.split(PARAGRAPH_BREAK) if entry.body else []
            return [nodes.paragraph('', '', self.context.words(' '.join(text.split()))) for text in paragraphs]
        return [self._settled(block.deepcopy(), docname) for block in part.children]

    def _on(self, docname: str) -> dict[int, privacy_entry]:
        if docname not in self._found:
            doctree = self.context.env.get_doctree(docname)
            self._found[docname] = {node['position']: node for node in doctree.findall(privacy_entry)}
        return self._found[docname]

    def _settled(self, block: Node, docname: str) -> Node:
        """Make *block* stand on another page: links to entries lead there, what only its own page has is text."""
        holder = nodes.Element('', block)
        found: list[nodes.Element] = [item for item in holder.findall(nodes.Element) if isinstance(item, _ELSEWHERE)]
        for node in found:
            if node.parent is None:
                continue
            made: list[Node] = []
            if isinstance(node, (privacy_entry, privacy_overview)):
                # An entry in the body of another is listed by itself.
                made = []
            elif isinstance(node, addnodes.pending_xref) and node.get('refdomain') == 'privacy':
                meant = self.context.index.resolve(node['reftype'], node['reftarget'], docname)
                made = self.context.linked(meant) if meant is not None else [nodes.Text(node.astext())]
            elif isinstance(node, nodes.reference) and 'refuri' in node and '://' in node['refuri']:
                continue
            elif isinstance(node, nodes.Inline) or isinstance(node.parent, nodes.TextElement):
                made = [nodes.Text(node.astext())] if node.astext() else []
            node.parent.replace(node, made)
        for node in holder.findall(nodes.Element):
            node['ids'] = []
        return holder.children[0] if len(holder.children) == 1 else nodes.compound('', *holder.children)


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
