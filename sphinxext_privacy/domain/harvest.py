"""From the doctree of one document to its record."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinxext_privacy.domain.records import DocumentRecord, EntryRecord, Reference
from sphinxext_privacy.model.ids import anchor
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.nodes import PARAGRAPH_BREAK, privacy_entry, privacy_part

if TYPE_CHECKING:
    from sphinxext_privacy.model.values import Facts

_UNSPECIFIC = frozenset({'any', 'myst'})


def harvest(document: nodes.document, path: str) -> DocumentRecord | None:
    """Take the record of *document*, whose file is *path*; ``None`` where it states and refers to nothing.

    What the placeholders held moves to the record, with the notice and the anchors of each entry.
    """
    placeholders: list[privacy_entry] = []
    references: list[Reference] = []
    for node in document.findall(_is_ours_or_reference):
        if isinstance(node, privacy_entry):
            placeholders.append(node)
        elif isinstance(node, addnodes.pending_xref):
            if node.get('refdomain') == 'privacy':
                references.append(Reference(node['reftype'], node['reftarget']))
            elif node.get('reftype') in _UNSPECIFIC and node.get('refdomain') in {'', None}:
                references.append(Reference('any', node['reftarget']))
        elif isinstance(node, nodes.reference) and node.get('id_link'):
            # What MyST makes of [](#id); it becomes a pending reference later in reading.
            references.append(Reference('any', node.get('refuri', '').removeprefix('#')))
    if not placeholders and not references:
        return None
    _assign_notices(placeholders)
    _assign_anchors(placeholders)
    entries = tuple(_record(node, path) for node in placeholders)
    for position, node in enumerate(placeholders):
        node.move_to(position)
    named = tuple(dict.fromkeys(references))
    shown = [(*entry[:5], entry.style, entry.anchors) for entry in entries]
    digest = hashlib.sha256(repr((shown, named)).encode()).hexdigest()[:32]
    undated = any(entry.kind == 'notice' and 'updated' not in entry.facts for entry in entries)
    undated = undated or any(reference.type == 'updated' for reference in named)
    return DocumentRecord(entries, named, undated=undated, digest=digest)


def _is_ours_or_reference(node: nodes.Node) -> bool:
    return isinstance(node, (privacy_entry, addnodes.pending_xref, nodes.reference))


def _assign_notices(placeholders: list[privacy_entry]) -> None:
    """Give each entry the notice that was declared last before it, or else the first one of the document."""
    declared = [node['idents'][0] for node in placeholders if node['kind'] == 'notice']
    current = declared[0] if declared else ''
    for node in placeholders:
        if node['kind'] == 'notice':
            current = node['idents'][0]
            node['notice'] = current
        elif not node['notice']:
            node['notice'] = current


def _assign_anchors(placeholders: list[privacy_entry]) -> None:
    """Number the showings of one entry on one page; the number depends on this page alone."""
    taken: set[str] = set()
    for node in placeholders:
        anchors = []
        for ident in node['idents']:
            free = (anchor(node['kind'], ident, occurrence) for occurrence in count(1))
            anchors.append(next(found for found in free if found not in taken))
            taken.add(anchors[-1])
        node['anchors'] = tuple(anchors)


def _record(node: privacy_entry, path: str) -> EntryRecord:
    facts: Facts = dict(node.facts)
    body = PARAGRAPH_BREAK.join(text for _, text in node.plain)
    for child in node.children:
        if not isinstance(child, privacy_part):
            continue
        if child['name'] == 'body':
            body = child.astext()
        elif child['name'] in KINDS[node['kind']].by_name:
            facts[child['name']] = child.astext()
    source = node.source or ''
    return EntryRecord(
        kind=node['kind'],
        idents=node['idents'],
        typed=node['typed'],
        notice=node['notice'],
        facts=facts,
        style=node['style'],
        anchors=node['anchors'],
        source='' if source == path else source,
        line=node.line or 0,
        body=body,
        accept=cast('tuple[str, ...]', node.get('accept', ())),
    )
