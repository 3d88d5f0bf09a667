"""The transforms that run when pages are written: placeholders become standard nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import translatable_part
from sphinxext_privacy.nodes import privacy_entry
from sphinxext_privacy.rendering.compose import compose
from sphinxext_privacy.rendering.context import Context
from sphinxext_privacy.rendering.entry import ShownEntry

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.domain.privacy import PrivacyDomain


class ComposeEntries(SphinxPostTransform):
    """Replaces every placeholder by standard nodes, before references are resolved."""

    # MyST resolves its references at 9, Sphinx at 10; what is composed may hold some of either.
    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Compose each run of neighbouring entries at once; inner ones before those that hold them."""
        placeholders = list(self.document.findall(privacy_entry))
        if not placeholders:
            return
        domain = cast('PrivacyDomain', self.env.domains['privacy'])
        builder = domain.builder
        # For the message catalogues the placeholders themselves hold what is to be translated.
        if builder is None or builder.name == 'gettext':
            return
        contexts: dict[str, Context] = {}
        for run in reversed(list(_runs(placeholders))):
            entries = []
            for node in run:
                docname = node['docname']
                if docname not in contexts:
                    contexts[docname] = Context(domain, builder, self.document, docname)
                entries.append(ShownEntry(node, contexts[docname]))
            parent = run[0].parent
            made = compose(entries)
            for node in run[1:]:
                parent.remove(node)
            parent.replace(run[0], made)


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
        seen: set[tuple[str, int, str]] = set()
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
                        line = known.lines.get(item.name, known.line)
                        if (known.source, line, text) not in seen:
                            seen.add((known.source, line, text))
                            self._hang(node, text, str(self.env.srcdir / known.source), line)

    @staticmethod
    def _hang(node: privacy_entry, text: str, source: str, line: int) -> None:
        paragraph = nodes.paragraph(text, text)
        paragraph.source, paragraph.line = source, line
        # Sphinx leaves out what has no id; it gives ids to nodes when it reads them.
        paragraph.uid = ''  # type: ignore[attr-defined]
        node += paragraph
