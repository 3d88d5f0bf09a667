"""The transforms that run when pages are written: placeholders become standard nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_privacy.collector import HELD_BACK
from sphinxext_privacy.composed import made_on, put
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import translatable_part
from sphinxext_privacy.nodes import PARAGRAPH_BREAK, privacy_entry, privacy_overview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node
    from sphinx.builders import Builder

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.register.load import Record
    from sphinxext_privacy.rendering.context import Context
    from sphinxext_privacy.rendering.doctrees import Doctrees


PARSED: Final = frozenset({'privacy-whole-notice'})
"""Overviews that show bodies of other pages, which have not been through the transforms of this one."""


class ComposeEntries(SphinxPostTransform):
    """Replaces every placeholder by standard nodes, before references are resolved.

    HTML pages can wait for :class:`ComposeForHTML`, unless prose is left that only a parser can read.
    """

    # MyST resolves its references at 9, Sphinx at 10; what is composed may hold some of either.
    default_priority = 8
    waits: ClassVar[bool] = True
    """Whether there is a later transform that a page can be left to."""

    def run(self, **kwargs: Any) -> None:
        """Compose each run of neighbouring entries at once; inner ones before those that hold them."""
        HELD_BACK.collect_if_due()
        placeholders = list(self.document.findall(privacy_entry))
        overviews = list(self.document.findall(privacy_overview))
        if not placeholders and not overviews:
            return
        domain = cast('PrivacyDomain', self.env.domains['privacy'])
        builder = domain.builder
        # For the message catalogues the placeholders themselves hold what is to be translated.
        if builder is None or builder.name == 'gettext':
            return
        if self.waits and builder.format == 'html' and not _needs_parser(placeholders, overviews, domain):
            return
        HELD_BACK.hold()
        page = self.env.docname if builder.format == 'html' and builder.name != 'singlehtml' else ''
        contexts = _Contexts(domain, builder, self.document, page, ready_made=not self.waits)
        # Those first: an overview may stand in the body of an entry.
        for overview in overviews:
            self._compose_overview(overview, contexts)
        self._compose(placeholders, contexts)

    def _compose_overview(self, node: privacy_overview, contexts: _Contexts) -> None:
        from sphinxext_privacy.rendering.compose import BLOCK_CLASS
        from sphinxext_privacy.rendering.overviews.compose import compose_overview

        labels = _labels([node])
        made = compose_overview(node, contexts[node['docname']])
        for block in made:
            if isinstance(block, nodes.Element) and BLOCK_CLASS in block['classes']:
                block['classes'] += node['classes']
        put(self.document, [node], [*labels, *made])
        _settle(labels)
        _drop_doubled(labels, contexts.builder)

    def _compose(self, placeholders: list[privacy_entry], contexts: _Contexts) -> None:
        # Loaded where there is something to render, which is not so in every project that loads the extension.
        from sphinxext_privacy.rendering.compose import compose
        from sphinxext_privacy.rendering.entry import ShownEntry

        targets: list[nodes.target] = []
        doubled: list[nodes.target] = []
        for run in reversed(list(_runs(placeholders))):
            entries = [ShownEntry(node, contexts[node['docname']]) for node in run]
            labels = _labels(run)
            made = [*labels, *compose(entries)]
            put(self.document, run, made)
            targets += [node for node in made if isinstance(node, nodes.target)]
            doubled += labels
        _settle(targets)
        _drop_doubled(doubled, contexts.builder)


class _Contexts(dict[str, 'Context']):
    """Makes the context of each page once; more than one page is in a document that joins them."""

    def __init__(
        self, domain: PrivacyDomain, builder: Builder, document: nodes.document, page: str, *, ready_made: bool
    ) -> None:
        super().__init__()
        self.builder = builder
        self._page = page
        self._made_of = domain, builder, document
        self._ready_made = ready_made
        self._doctrees: Doctrees | None = None

    def __missing__(self, docname: str) -> Context:
        from sphinxext_privacy.rendering.context import Context

        self[docname] = context = Context(
            *self._made_of, docname, page=self._page, ready_made=self._ready_made, doctrees=self._doctrees
        )
        self._doctrees = context.doctrees
        return context


class ComposeForHTML(ComposeEntries):
    """Replaces the placeholders of an HTML page after all that other transforms do to it.

    Each of them looks through the whole page, of which what is composed here is the largest part, and finds
    nothing to do there: references between entries are made as such, and what was parsed with the page stands
    below the placeholders, where it has been resolved. ``linkcheck``, which looks for links at 800, is no HTML.
    """

    default_priority = 790
    formats = ('html',)
    waits = False

    def run(self, **kwargs: Any) -> None:
        """Tidy up what themes did to tables that had to be composed earlier, and compose the rest."""
        for node in made_on(self.document):
            for table in node.findall(nodes.table):
                _tidy_wrapper(table)
        super().run(**kwargs)


def _tidy_wrapper(table: nodes.table) -> None:
    """Take from the wrapper of a table what is the table's: some themes copy all of it, and ids stand there twice."""
    wrapper = table.parent
    if isinstance(wrapper, nodes.container) and wrapper.children == [table]:
        for name in ('ids', 'classes'):
            wrapper[name] = [item for item in wrapper[name] if item not in table[name]]


def _needs_parser(placeholders: list[privacy_entry], overviews: list[privacy_overview], domain: PrivacyDomain) -> bool:
    """Tell whether prose is left that only a parser can read, in what is shown of entries here or elsewhere.

    So it is with prose that was parsed with other pages: it has not been through the transforms of this one.
    """
    if any(overview.record(domain).directive in PARSED for overview in overviews):
        return True
    unparsed = domain.unparsed
    if any(unparsed.any_in(node.record(domain), node['docname'], node.parsed) for node in placeholders):
        return True
    return any(unparsed.any_listed(overview.record(domain)) for overview in overviews)


def _labels(placeholders: Sequence[nodes.Element]) -> list[nodes.target]:
    """Give the targets right before *placeholders*, whose ids docutils moves to what comes next."""
    ids = [ident for node in placeholders for ident in node['ids']]
    return [nodes.target('', '', ids=ids)] if ids else []


def _settle(targets: list[nodes.target]) -> None:
    """Give the ids of *targets* right before a section, a table or such to it, as docutils does while reading.

    LaTeX counts on that, and would leave such targets out.
    """
    for target in targets:
        following: Node | None = target
        while isinstance(following, nodes.target):
            following = following.next_node(ascend=True)
        labelled = isinstance(following, (nodes.section, nodes.table, nodes.figure, nodes.literal_block))
        captioned = isinstance(following, nodes.container) and following.get('literal_block')
        if isinstance(following, nodes.Element) and (labelled or captioned):
            following['ids'] += target['ids']
            target.parent.remove(target)


def _drop_doubled(labels: list[nodes.target], builder: Builder) -> None:
    """Drop *labels* that still stand for themselves, where the writer makes them of the author's targets as well."""
    for label in labels if builder.format == 'latex' else ():
        if label.parent is not None and label in label.parent.children:
            label.parent.remove(label)


def _runs(placeholders: list[privacy_entry]) -> list[list[privacy_entry]]:
    """Group *placeholders* into runs of neighbours; a comment between two of them parts nothing."""
    found: list[list[privacy_entry]] = []
    for node in placeholders:
        if found and _previous(node) is found[-1][-1]:
            found[-1].append(node)
        else:
            found.append([node])
    return found


def _previous(node: privacy_entry) -> Node | None:
    siblings = node.parent.children
    position = siblings.index(node) - 1
    while position >= 0 and isinstance(siblings[position], nodes.comment):
        position -= 1
    return siblings[position] if position >= 0 else None


class ExposeRegisterProse(SphinxPostTransform):
    """Hands the prose of the register to translators, with the pages that show it."""

    default_priority = 8
    builders = ('gettext',)

    def run(self, **kwargs: Any) -> None:
        """Give each placeholder its prose again, and hang that of the register below it, at its own lines."""
        domain = cast('PrivacyDomain', self.env.domains['privacy'])
        self.base = domain.base
        self.seen: set[tuple[str, int, str]] = set()
        for node in list(self.document.findall(privacy_entry)):
            record = node.record(domain)
            stated = domain.index.stated(record.kind, record.idents[0], record.typed, record.facts)
            paragraphs = node.paragraphs(record)
            if 'originals' in node:
                # The record is translated; the originals of its body stand last among those of the entry.
                originals = node['originals']
                split = len(originals) - len(paragraphs)
                texts = originals[split:]
                node['originals'] = originals[:split]
                paragraphs = [(line, text) for (line, _), text in zip(paragraphs, texts, strict=True)]
            node['facts'] = stated
            for line, text in paragraphs:
                self._hang(node, text, node.source or '', line)
            for known in [domain.index.register.get(record.kind, ident) for ident in domain.index.idents(record)]:
                for item in KINDS[record.kind].fields if known is not None else ():
                    value = known.facts.get(item.name) if known is not None else None
                    text = translatable_part(item, value) if value is not None and item.name not in stated else ''
                    if text and known is not None:
                        self._hang_registered(node, known, item.name, text)
            for kind, target in domain.index.named(record):
                self._hang_name(domain, node, kind, target, (record.notice,) if record.notice else None)
        document = domain.documents.get(self.env.docname)
        for reference in document.references if document is not None else ():
            if reference.type in KINDS:
                self._hang_name(domain, self.document, reference.type, reference.target)

    def _hang_name(
        self, domain: PrivacyDomain, node: nodes.Element, kind: str, target: str, notices: tuple[str, ...] | None = None
    ) -> None:
        """Hang the name of an entry that stands on no page: this one shows it all the same."""
        for name in KINDS if kind == '*' else (kind,):
            found = domain.index.resolve(name, target, self.env.docname, notices)
            unshown = found is not None and found.showing is None
            known = domain.index.register.get(name, found.ident) if found is not None and unshown else None
            title = KINDS[name].by_name.get(KINDS[name].title_field)
            if known is not None and title is not None:
                text = translatable_part(title, known.facts.get(title.name, ''))
                if text:
                    self._hang_registered(node, known, title.name, text)

    def _hang_registered(self, node: nodes.Element, known: Record, name: str, text: str) -> None:
        line = known.lines.get(name, known.line)
        for block in text.split(PARAGRAPH_BREAK):
            if (known.source, line, block) not in self.seen:
                self.seen.add((known.source, line, block))
                self._hang(node, block, str(self.base / known.source), line)

    @staticmethod
    def _hang(node: nodes.Element, text: str, source: str, line: int) -> None:
        paragraph = nodes.paragraph(text, text)
        paragraph.source, paragraph.line = source, line
        # Sphinx leaves out what has no id; it gives ids to nodes when it reads them.
        paragraph.uid = ''  # type: ignore[attr-defined]
        node += paragraph
