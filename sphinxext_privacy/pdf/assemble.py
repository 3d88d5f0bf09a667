"""The pages of one PDF, resolved and put into one document; and what stands at its top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import new_document
from sphinx.util.nodes import inline_all_toctrees

from sphinxext_privacy.labels import translate
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.rendering.single import LAST_UPDATED

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.pdf.plan import Planned


@dataclass
class Front:
    """What the head of a PDF says."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    """Labels and values, for readers."""
    authors: list[str] = field(default_factory=list)
    date: str = ''
    """ISO date of the notice; empty where none is known."""
    status: str = ''
    """Date or version, for the head of each page."""
    keywords: list[str] = field(default_factory=list)

    def texts(self) -> list[str]:
        """Give all text in it."""
        return [self.title, self.status, *(text for pair in self.facts for text in pair)]


def front(domain: PrivacyDomain, planned: Planned) -> Front:
    """Gather what is known of the notice."""
    title = planned.title or domain.notice_title(planned.notice) or domain.document_title(planned.pages[0])
    made = Front(title or domain.env.config.project)
    ident = planned.notice
    if not ident:
        if domain.env.config.author not in {'', 'Author name not set', 'unknown'}:
            made.authors = [domain.env.config.author]
        return made
    labels = KINDS['notice'].by_name
    index = domain.index

    def add(name: str, value: object) -> None:
        made.facts.append((translate(labels[name].label), str(value)))

    stated = {name: index.notice_fact(ident, name) for name in ('service', 'effective', 'version')}
    for key in index.controllers(ident):
        found = index.resolve('controller', key, planned.pages[0], (ident,))
        made.authors.append(found.title if found is not None else key)
    if stated['service'] is not None:
        add('service', stated['service'])
    if made.authors:
        add('controller', ', '.join(made.authors))
    made.date = domain.dates.of(ident, planned.pages[0])
    if made.date:
        date = domain.date_in_words(made.date)
        add('updated', date)
        made.status = translate(LAST_UPDATED).replace('{date}', date)
    if stated['effective'] is not None:
        add('effective', domain.date_in_words(str(stated['effective'])))
    if stated['version'] is not None:
        add('version', stated['version'])
    made.keywords = [text for text in (title, str(stated['service'] or '')) if text]
    return made


def assemble(builder: Builder, domain: PrivacyDomain, planned: Planned, made: Front) -> nodes.document:
    """Give one resolved document with all pages of a PDF."""
    document = _whole(builder, planned) if planned.toctree else _pages(builder, planned)
    document['docnames'] = list(planned.below(domain))
    _join_title(document, made.title)
    _take_notice_line(document, domain, planned, made)
    builder.post_process_images(document)
    return document


def _pages(builder: Builder, planned: Planned) -> nodes.document:
    env = builder.env
    made: list[nodes.document] = []
    for docname in planned.pages:
        options: dict[str, Any] = {'tags': builder.tags} if _takes_tags() else {}
        made.append(env.get_and_resolve_doctree(docname, builder, **options))
    if len(made) == 1:
        made[0]['docname'] = planned.pages[0]
        return made[0]
    document = new_document(planned.file)
    document['docname'] = planned.pages[0]
    for docname, page in zip(planned.pages, made, strict=True):
        document += addnodes.start_of_file('', *page.children, docname=docname)
    return document


def _takes_tags() -> bool:
    from sphinx import version_info

    return version_info >= (9, 0)


def _whole(builder: Builder, planned: Planned) -> nodes.document:
    """Put the pages of a tree of contents where the tree names them, as the LaTeX builder does."""
    env = builder.env
    document = new_document(planned.file)
    document['docname'] = planned.pages[0]
    traversed: list[str] = list(planned.pages)
    for docname in planned.pages:
        tree = inline_all_toctrees(builder, set(), docname, env.get_doctree(docname), str, traversed)
        document += addnodes.start_of_file('', *tree.children, docname=docname)
    env.resolve_references(document, planned.pages[0], builder)
    return document


def _join_title(document: nodes.document, title: str) -> None:
    """Let the first title be that of the PDF, where both are the same: it stands once."""
    first: nodes.Element = document
    for child in document.children:
        if isinstance(child, addnodes.start_of_file):
            first = child
            break
    sections = [child for child in first.children if isinstance(child, nodes.section)]
    # A second section beside the first one would be on a level with what stands below the first.
    if len(sections) != 1 or not sections[0].children or not isinstance(sections[0][0], nodes.title):
        return
    node = sections[0][0]
    plain = all(
        isinstance(part, (nodes.Text, nodes.inline, nodes.emphasis, nodes.strong, nodes.literal, nodes.target))
        for part in node.findall()
        if part is not node
    )
    if plain and ' '.join(node.astext().split()) == ' '.join(title.split()):
        node['is_pdf_title'] = True


def _take_notice_line(document: nodes.document, domain: PrivacyDomain, planned: Planned, made: Front) -> None:
    """Leave out the line with the date of this notice: the head of the PDF says it."""
    if not planned.notice or not made.date:
        return
    anchors = {domain.page_anchor(place.docname, place.anchor) for place in domain.index.notices[planned.notice]}
    for line in notice_lines(document, anchors):
        line.parent.remove(line)


def notice_lines(document: nodes.document, anchors: set[str]) -> list[nodes.Element]:
    """Give the lines with the dates of the notice that one of *anchors* stands before."""
    found: list[nodes.Element] = []
    for node in document.findall(nodes.Element):
        if 'privacy-notice' in node.get('classes', ()) and isinstance(node, (nodes.paragraph, nodes.line_block)):
            position = node.parent.index(node) - 1
            before = node.parent.children[position] if position >= 0 else None
            if isinstance(before, nodes.target) and anchors & set(before.get('ids', ())):
                found.append(node)
    return found
