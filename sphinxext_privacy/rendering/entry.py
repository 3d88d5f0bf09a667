"""An entry as it is shown: what its page states, joined with what the register knows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar, cast

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.model.fields import Field, Kind
    from sphinxext_privacy.model.values import Facts, Value
    from sphinxext_privacy.nodes import privacy_entry
    from sphinxext_privacy.register.load import Record
    from sphinxext_privacy.rendering.context import Context

IN_BRACKETS: Final = N_('{phrase} ({remark})')

SHOWN: Final[dict[str, tuple[Field, ...]]] = {
    kind.name: tuple(
        item
        for item in kind.fields
        if item.name not in {kind.title_field, 'short-name', 'terms', 'text'} and not item.machine
    )
    for kind in KINDS.values()
}
"""The fields of each kind that an entry shows below or beside its name."""

ElementT = TypeVar('ElementT', bound=nodes.Element)


class FactsOfEntry:
    """What holds of an entry, for the values and names of any style."""

    kind: Kind
    context: Context
    notice: str
    """Id of the notice it belongs to; empty where there is none."""
    docname: str
    """The page it was written on."""
    idents: tuple[str, ...]
    records: list[Record | None]
    """What the register knows of each id."""
    stated: Facts
    """What the page states."""
    facts: list[Facts]
    """What holds of each thing that the entry is about."""
    place: tuple[str, int]
    """File and line of the entry."""

    # -- facts --------------------------------------------------------------------------------------------------

    def fact(self, name: str, position: int = 0) -> Value | None:
        """Give the fact *name* of the entry, or of the *position*-th of several."""
        return self.facts[position].get(name)

    def has(self, name: str) -> bool:
        """Tell whether anything states the fact *name*."""
        return any(name in facts for facts in self.facts)

    def location(self, name: str, position: int = 0) -> tuple[str, int]:
        """Give the file and line that state the fact *name*."""
        record = self.records[position]
        if name not in self.stated and record is not None and name in record.facts:
            return self.context.register_path(record.source), record.lines.get(name, record.line)
        return self.place

    def translated(self, text: str) -> str:
        """Give prose of the register as the catalogue of the page of this entry translates it."""
        return self.context.domain.translated(text, self.docname)

    def prose(self, name: str, position: int = 0) -> list[Node]:
        """Give the prose of the field *name*."""
        text = self.fact(name, position)
        if not isinstance(text, str):
            return []
        if name not in self.stated:
            text = self.translated(text)
        return self.written(text, name, position)

    def written(self, text: str, name: str, position: int = 0) -> list[Node]:
        """Give *text*, which the field *name* states, with the markup that its author may have written."""
        return self.context.inline(text, *self.location(name, position))

    def shown_fields(self) -> list[Field]:
        """Give the fields that have a value and are for readers, but for the name itself."""
        stated = self.facts[0].keys() if len(self.facts) == 1 else {name for facts in self.facts for name in facts}
        return [item for item in SHOWN[self.kind.name] if item.name in stated]

    # -- names --------------------------------------------------------------------------------------------------

    def title(self, position: int = 0) -> list[Node]:
        """Give the name of the entry, or of the *position*-th of several."""
        name = self.kind.title_field
        if name in self.stated and len(self.idents) > 1:
            return self.context.linked_title(self.kind.name, self.idents[position])
        if self.fact(name, position) is not None:
            item = self.kind.by_name[name]
            if item.type == 'prose':
                return self.prose(name, position)
            if item.type == 'date':
                return [nodes.Text(self.context.domain.date_in_words(str(self.fact(name, position))))]
            if item.type == 'key':
                return [nodes.Text(self.context.key_label(item, str(self.fact(name, position))))]
            return [nodes.Text(str(self.fact(name, position)))]
        return [nodes.Text(self.context.index.title(self.kind.name, self.idents[position]))]

    def short_name(self, position: int = 0) -> list[Node]:
        """Give the name used in running text."""
        short = self.fact('short-name', position)
        return [nodes.Text(str(short))] if short is not None else self.title(position)

    def full_title(self, position: int = 0) -> list[Node]:
        """Give the name, with the short name after it where there is one."""
        name = self.title(position)
        short = self.fact('short-name', position)
        if isinstance(short, str) and short not in ''.join(node.astext() for node in name):
            return self.context.fill(IN_BRACKETS, {'phrase': name, 'remark': [nodes.Text(short)]})
        return name

    @cached_property
    def full_titles(self) -> list[Node]:
        """The names of all that the entry is about, joined in words."""
        return self.context.join([self.full_title(position) for position in range(len(self.idents))])


class ShownEntry(FactsOfEntry):
    """A placeholder joined with the register, ready for any style."""

    def __init__(self, node: privacy_entry, context: Context) -> None:
        """Join *node* with the register; what the page states wins."""
        self.node = node
        self.context = context
        self.record = record = node.record(context.domain)
        self.kind = KINDS[record.kind]
        self.notice = record.notice
        self.docname = cast('str', node['docname'])
        self.place = (node.source or self.docname, node.line or 0)
        index = context.index
        typed = record.typed
        self.idents = record.idents
        if typed and index.register.get(self.kind.name, typed) is not None:
            self.idents = (typed,)
        self.records = [index.register.get(self.kind.name, ident) for ident in self.idents]
        self.stated = record.facts
        if len(self.idents) == 1:
            self.stated = index.stated(self.kind.name, self.idents[0], typed, record.facts)
        self.facts = [{**(record.facts if record else {}), **self.stated} for record in self.records]

    @cached_property
    def style(self) -> str:
        """The style it is shown in: its own, that of the settings, or that of its kind.

        A table within a table becomes a definition list: several builders cannot write it.
        """
        styles = self.context.config.privacy_styles
        style: str = self.record.style or styles.get(self.kind.directive, '') or self.kind.style
        return 'definition' if style == 'table' and self._would_nest() else style

    def _would_nest(self) -> bool:
        body = self.node.part('body')
        if body is not None and next(iter(body.findall(nodes.table)), None) is not None:
            return True
        above: nodes.Element | None = self.node.parent
        while above is not None and not isinstance(above, nodes.entry):
            above = above.parent
        return above is not None

    def prose(self, name: str, position: int = 0) -> list[Node]:
        """Give the prose of the field *name*: parsed with its page, or now."""
        if name in self.stated:
            part = self.node.part(name)
            if part is not None:
                paragraph = cast('nodes.Element', part[0])
                return [child.deepcopy() for child in paragraph.children]
        return super().prose(name, position)

    # -- nodes --------------------------------------------------------------------------------------------------

    @property
    def anchors(self) -> list[str]:
        """The HTML ids of the entry on this page, one for each id."""
        return [self.context.domain.page_anchor(self.docname, anchor) for anchor in self.record.anchors]

    def targets(self) -> list[Node]:
        """Give the targets that references lead to, one for each id."""
        return [nodes.target('', '', ids=[anchor]) for anchor in self.anchors]

    def placed(self, node: ElementT) -> ElementT:
        """Say of *node* that it comes from where the entry stands: ``linkcheck`` tells readers so."""
        node.source, node.line = self.node.source, self.node.line
        return node

    def body(self) -> list[Node]:
        """Give the blocks of the body."""
        part = self.node.part('body')
        if part is not None:
            return list(part.children)
        source = self.node.source or self.docname
        paragraphs = self.node.paragraphs(self.record)
        return [nodes.paragraph('', '', *self.context.inline(text, source, line)) for line, text in paragraphs]
