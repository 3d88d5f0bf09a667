"""From the doctree of one document to its record."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinxext_privacy.domain.document import DocumentRecord
from sphinxext_privacy.domain.passages import passages_of
from sphinxext_privacy.domain.records import EntryRecord, MarkedField, OverviewRecord, Reference
from sphinxext_privacy.model.ids import anchor
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.overviews import OVERVIEWS
from sphinxext_privacy.nodes import PARAGRAPH_BREAK, privacy_entry, privacy_overview, privacy_part

if TYPE_CHECKING:
    from sphinxext_privacy.model.values import Facts

_UNSPECIFIC = frozenset({'any', 'myst'})


def harvest(document: nodes.document, path: str, docname: str) -> DocumentRecord | None:
    """Take the record of *document*, whose file is *path*; ``None`` where it states and refers to nothing.

    What the placeholders held moves to the record, with the notice and the anchors of each entry.
    """
    placeholders: list[privacy_entry] = []
    overviews: list[tuple[privacy_overview, str]] = []
    references: list[Reference] = []
    current = ''
    for node in document.findall(_is_ours_or_reference):
        if isinstance(node, privacy_entry):
            placeholders.append(node)
            if node['kind'] == 'notice':
                current = node['idents'][0]
        elif isinstance(node, privacy_overview):
            overviews.append((node, current))
        else:
            reference = _reference(node, docname)
            # Links to documents and sections matter where other pages show them as well.
            if reference is not None and (reference.type not in {'doc', 'ref'} or _is_in_entry(node)):
                references.append(reference)
    if not placeholders and not references and not overviews:
        return None
    words = passages_of(document, path, placeholders) if placeholders else ()
    _assign_notices(placeholders)
    _assign_anchors(placeholders)
    entries = tuple(_record(node, path, docname) for node in placeholders)
    progress = _progress(document, placeholders)
    for position, node in enumerate(placeholders):
        node.move_to(position)
    named = tuple(dict.fromkeys(references))
    declared = next((entry.idents[0] for entry in entries if entry.kind == 'notice'), '')
    asked = tuple(
        _overview(node, position, current or declared, path) for position, (node, current) in enumerate(overviews)
    )
    shown = [(*entry[:5], entry.style, entry.anchors, entry.marked) for entry in entries]
    digest = _sha((shown, named, asked))
    undated = any(entry.kind == 'notice' and 'updated' not in entry.facts for entry in entries)
    undated = undated or any(reference.type == 'updated' for reference in named)
    return DocumentRecord(
        entries,
        named,
        asked,
        words,
        undated=undated,
        digest=digest,
        bodies=_sha([(entry.body, _markup_of(node)) for entry, node in zip(entries, placeholders, strict=True)]),
        shows_bodies=any(shows_bodies(overview) for overview in asked),
        reports=any(OVERVIEWS[overview.directive].shape == 'report' for overview in asked),
        words=_sha((words, [(entry.accept, entry.source, entry.line) for entry in entries], _sources(entries, path))),
        progress=progress,
    )


def _progress(document: nodes.document, placeholders: list[privacy_entry]) -> tuple[int, int]:
    """Give how many messages the document has, and how many of them are translated; none where it has no catalogue."""
    counted: dict[str, int] = document.get('translation_progress', {})
    total, translated = int(counted.get('total', 0)), int(counted.get('translated', 0))
    if translated < total:
        # Sphinx translates the captions of a toctree and what stands for images, and counts neither.
        total -= sum(_is_never_counted(node) for node in document.findall(nodes.Element))
    own = [node.progress for node in placeholders]
    return total + sum(messages for messages, _ in own), translated + sum(done for _, done in own)


def _is_never_counted(node: nodes.Element) -> bool:
    return node.get('translated') is False and isinstance(node, (addnodes.translatable, nodes.image))


def _sources(entries: tuple[EntryRecord, ...], path: str) -> list[str]:
    """Digest the files that *entries* stand in: reports tell lines of options, which no record holds."""
    found: list[str] = []
    for name in sorted({entry.source or path for entry in entries}):
        with suppress(OSError):
            found.append(hashlib.sha256(Path(name).read_bytes()).hexdigest())
    return found


def _sha(parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def linked_document(node: addnodes.pending_xref, docname: str) -> str:
    """Give the name of the document that a link on the page *docname* leads to; empty for other links."""
    if node.get('refdomain') == 'doc':
        # MyST has looked it up already.
        return cast('str', node['reftarget'])
    if node.get('refdomain') == 'std' and node.get('reftype') == 'doc':
        return docname_join(docname, node['reftarget'])
    return ''


def _reference(node: nodes.Node, docname: str) -> Reference | None:
    """Give what *node* on the page *docname* refers to, if that is an entry, a date or a document, or may be."""
    if isinstance(node, addnodes.pending_xref):
        if node.get('refdomain') == 'privacy':
            return Reference(node['reftype'], node['reftarget'])
        if node.get('reftype') in _UNSPECIFIC and node.get('refdomain') in {'', None}:
            return Reference('any', node['reftarget'])
        if node.get('refdomain') == 'std' and node.get('reftype') == 'ref':
            return Reference('ref', node['reftarget'])
        linked = linked_document(node, docname)
        return Reference('doc', linked) if linked else None
    if isinstance(node, nodes.reference) and node.get('id_link'):
        # What MyST makes of [](#id); it becomes a pending reference later in reading.
        return Reference('any', node.get('refuri', '').removeprefix('#'))
    return None


def _is_in_entry(node: nodes.Node) -> bool:
    above: nodes.Element | None = node.parent
    while above is not None and not isinstance(above, privacy_entry):
        above = above.parent
    return above is not None


def _markup_of(node: privacy_entry) -> object:
    """Give the body of an entry with its markup, of which the text shows nothing, for a digest."""
    part = node.part('body')
    return _structure(part) if part is not None else ()


def _structure(node: nodes.Node) -> object:
    if not isinstance(node, nodes.Element):
        return str(node)
    attributes = [pair for pair in node.attributes.items() if pair[1]]
    return node.tagname, attributes, [_structure(child) for child in node.children]


def _inline_structure(node: nodes.Node, *, links: bool) -> list[object]:
    """Give what overviews can show of inline nodes: no ids and no notes; without *links*, only their words."""
    if not isinstance(node, nodes.Element):
        return [str(node)]
    if isinstance(node, _LEFT_OUT):
        return []
    inner = [found for child in node.children for found in _inline_structure(child, links=links)]
    if isinstance(node, nodes.reference) and not (links and 'refuri' in node):
        # What leads to a place of its own page is text elsewhere.
        return inner
    attributes = [(name, value) for name, value in node.attributes.items() if value and name not in _IDS]
    return [(node.tagname, attributes, inner)]


_LEFT_OUT = (nodes.target, addnodes.index, nodes.footnote_reference, nodes.citation_reference)
_IDS = frozenset({'ids', 'names', 'dupnames', 'backrefs'})


def _marked(node: privacy_entry, part: privacy_part, docname: str) -> MarkedField:
    # A name links to its entry wherever others show it, and holds no other link there.
    links = part['name'] != KINDS[node['kind']].title_field
    paragraph = cast('nodes.Element', part[0])
    structure = [found for child in paragraph.children for found in _inline_structure(child, links=links)]
    references = (_reference(item, docname) for item in paragraph.findall(nodes.Element))
    named = dict.fromkeys(reference for reference in references if reference is not None)
    return MarkedField(part['name'], _sha(structure), tuple(named))


def _is_ours_or_reference(node: nodes.Node) -> bool:
    return isinstance(node, (privacy_entry, privacy_overview, addnodes.pending_xref, nodes.reference))


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


def _record(node: privacy_entry, path: str, docname: str) -> EntryRecord:
    facts: Facts = dict(node.facts)
    marked: tuple[MarkedField, ...] = ()
    body = PARAGRAPH_BREAK.join(text for _, text in node.plain)
    for child in node.children:
        if not isinstance(child, privacy_part):
            continue
        if child['name'] == 'body':
            body = child.astext()
        elif child['name'] in KINDS[node['kind']].by_name:
            facts[child['name']] = child.astext()
            marked += (_marked(node, child, docname),)
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
        marked=marked,
    )


def shows_bodies(overview: OverviewRecord) -> bool:
    """Tell whether an overview shows bodies of entries."""
    table = OVERVIEWS[overview.directive]
    names = overview.columns or table.columns
    asked = (*names, *overview.sort, overview.group, *(name for name, _ in overview.where))
    return table.shape == 'whole' or 'text' in asked or '-text' in asked


def _overview(node: privacy_overview, position: int, notice: str, path: str) -> OverviewRecord:
    """Take what an overview is asked for; its place tells it apart from others of the page."""
    source = node.source or ''
    made = OverviewRecord(
        directive=node['directive'],
        notice=notice,
        notices=node['notices'],
        scope=node['scope'],
        style=node['style'],
        columns=node['columns'],
        sort=node['sort'],
        where=node['where'],
        group=node['group'],
        caption=''.join(child.astext() for child in node.caption()),
        anchor=f'privacy-overview-{position + 1}',
        source='' if source == path else source,
        line=node.line or 0,
    )
    node.move_to(position)
    return made
