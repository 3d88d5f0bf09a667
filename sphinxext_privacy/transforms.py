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
        """Hang each prose of the register below the placeholder that shows it, at its line of the register."""
        domain = cast('PrivacyDomain', self.env.domains['privacy'])
        seen: set[tuple[str, int, str]] = set()
        for node in list(self.document.findall(privacy_entry)):
            kind = KINDS[node['kind']]
            index = domain.index
            idents = (node['typed'],) if index.register.get(kind.name, node['typed']) else node['idents']
            stated = index.stated(kind.name, idents[0], node['typed'], node.facts)
            if stated is not node.facts:
                node['facts'] = stated
            for ident in idents:
                record = index.register.get(kind.name, ident)
                if record is None:
                    continue
                for item in kind.fields:
                    value = record.facts.get(item.name)
                    text = translatable_part(item, value) if value is not None and item.name not in stated else ''
                    if not text:
                        continue
                    line = record.lines.get(item.name, record.line)
                    if (record.source, line, text) not in seen:
                        seen.add((record.source, line, text))
                        paragraph = nodes.paragraph(text, text)
                        paragraph.source, paragraph.line = record.source, line
                        node += paragraph
