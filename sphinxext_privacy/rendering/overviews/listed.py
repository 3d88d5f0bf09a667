"""An entry as an overview shows it: its name, which links to it, and its facts in words."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.overviews import EXTRA
from sphinxext_privacy.model.values import LISTS
from sphinxext_privacy.rendering.entry import FactsOfEntry
from sphinxext_privacy.rendering.facts import value_of
from sphinxext_privacy.rendering.overviews.elsewhere import prose_at, settled
from sphinxext_privacy.words.periods import retention_order

if TYPE_CHECKING:
    from typing import Self

    from docutils.nodes import Node

    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Value
    from sphinxext_privacy.notices.records import Marked, NoticeEntry
    from sphinxext_privacy.rendering.context import Context

LINKS: Final = (nodes.reference, addnodes.pending_xref)
KIND_NAMES: Final = {
    'data': N_('Personal data'),
    'purpose': N_('Purpose'),
    'processor': N_('Recipient'),
    'cookie': N_('Cookie'),
}
"""What the things are called that can be kept for a time."""


class ListedEntry(FactsOfEntry):
    """An entry of a notice, seen from another place."""

    def __init__(self, entry: NoticeEntry, context: Context) -> None:
        """*context* is that of the page of the overview."""
        self.entry = entry
        self.context = context
        self.kind = KINDS[entry.kind]
        self.notice = entry.notice
        self.docname = entry.docname or context.docname
        self.idents = (entry.ident,)
        self.records = [None if entry.url else context.index.register.get(entry.kind, entry.ident)]
        self.stated = entry.stated
        self.facts = [entry.facts]
        self.marked: tuple[Marked, ...] = entry.marked
        self.place = (entry.source or context.source_of(entry.docname), entry.line)

    def prose(self, name: str, position: int = 0) -> list[Node]:
        """Give the prose of the field *name*: with the markup that it has on its page, or as text."""
        for place in self.marked:
            if place.name == name:
                return prose_at(place, self.context)
        text = self.fact(name)
        known = self.records[0]
        if isinstance(text, str) and (known is None or known.facts.get(name) != text or name in self.stated):
            # A translation may hold markup where the original has none.
            translated = self.entry.docname and self.context.domain.is_translated(self.entry.docname)
            return self.written(text, name) if translated else [self.context.words(text)]
        return super().prose(name)

    def written(self, text: str, name: str, position: int = 0) -> list[Node]:
        """Give *text*; what another project wrote, or a notice says of itself, is never read as markup here."""
        if self.entry.url or self.entry.kind == 'notice':
            return [self.context.words(text)]
        known = self.records[0]
        if self.docname == self.context.docname or (known is not None and known.facts.get(name) == self.fact(name)):
            return super().written(text, name, position)
        # Criteria of a retention, or a contact, in the markup of their own page.
        found = self.context.inline(text, *self.location(name, position), self.docname)
        return settled(found, self.docname, self.context)

    def linked_name(self, *, short_name: bool = True) -> list[Node]:
        """Give its name, linked to where it stands; with the short name in brackets, unless not wanted."""
        content = self.full_titles if short_name else self.title()
        if self.entry.url:
            return [nodes.reference('', '', *content, refuri=self.entry.url, internal=False)]
        if not self.entry.docname:
            return content
        domain = self.context.domain
        anchor = domain.page_anchor(self.entry.docname, self.entry.anchor)
        return [domain.link_to(self.entry.docname, anchor, self.context.page, _unlinked(content))]

    def value(self, name: str) -> list[Node]:
        """Give the value of a column in words; empty where nothing states it."""
        if name in self.kind.by_name and (name not in EXTRA or name in self.entry.facts):
            return value_of(self, self.kind.by_name[name])
        if name == 'notice' and self.notice:
            return self.context.notice_link(self.notice)
        if name == 'id':
            return [nodes.Text(self.entry.ident)]
        if name == 'text' and self.entry.body:
            return [self.context.words(' '.join(self.entry.body.split()))]
        return []

    def one_value(self, item: Field, value: str) -> list[Node]:
        """Give one of the values of a field that may have several, in words."""
        other = self._plain()
        many = item.type in LISTS
        kept: Value = (value,) if many else value
        if item.type == 'flag':
            kept = value == 'yes'
        elif item.type in {'link', 'contact'}:
            return [nodes.Text(value)]
        other.facts = [{**self.facts[0], item.name: kept}]
        other.stated = {**self.stated, item.name: kept}
        return value_of(other, item)

    def words(self, name: str) -> str:
        """Give the value of a column, or the name, as text."""
        entry = self._plain() if self.marked else self
        content = entry.full_titles if name == self.kind.title_field else entry.value(name)
        return ''.join(node.astext() for node in content)

    def _plain(self) -> Self:
        """Give the same without the markup of its page: nothing is sorted by that, and no picture holds it."""
        other = copy(self)
        other.marked = ()
        # The names are kept once they are made.
        vars(other).pop('full_titles', None)
        return other

    def order(self, name: str) -> str:
        """Give what a column, or the name, is sorted by: its words, but of a date or a period its place in time."""
        item = self.kind.by_name.get(name)
        if item is not None and name in self.entry.facts:
            if item.type == 'date':
                return str(self.entry.facts[name])
            if item.type == 'retention':
                return retention_order(str(self.entry.facts[name]))
        return self.words(name)


def _unlinked(content: list[Node]) -> list[Node]:
    """Take links out of a name, which is a link itself: prose of authors may hold some."""
    if not any(isinstance(node, nodes.Element) for node in content):
        return content
    # A copy: the same name may stand in several places.
    holder = nodes.inline('', '', *(node.deepcopy() for node in content))
    for node in [item for item in holder.findall(nodes.Element) if isinstance(item, LINKS)]:
        if node.parent is not None:
            node.parent.replace(node, node.children)
    return list(holder.children)


class KeptEntry(ListedEntry):
    """An entry of any kind as a list of retentions shows it."""

    def value(self, name: str) -> list[Node]:
        """Give the value of a column; of cookies, the duration is how long they are kept."""
        if name == 'kind':
            return [nodes.Text(self.context.label(KIND_NAMES[self.kind.name]))]
        if name == 'retention' and self.kind.name == 'cookie':
            return value_of(self, self.kind.by_name['duration'])
        return super().value(name)

    def order(self, name: str) -> str:
        """Give what a column is sorted by."""
        return super().order('duration' if name == 'retention' and self.kind.name == 'cookie' else name)
