"""The entries of one notice: which of them belong together there, and their nodes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.exports.jsonld import entries
from sphinxext_privacy.exports.jsonld.entities import controller, recipient
from sphinxext_privacy.exports.jsonld.values import iri
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.relations import Relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_privacy.exports.jsonld.graph import Graph
    from sphinxext_privacy.exports.jsonld.values import Node
    from sphinxext_privacy.exports.records import ExportedEntry, ExportedNotice

_FACTS: Final[dict[str, Callable[[Graph, ExportedEntry], Node]]] = {
    'data': entries.data,
    'purpose': entries.purpose,
    'processor': recipient,
    'cookie': entries.cookie,
    'right': entries.right,
    'measure': entries.measure,
    'statement': entries.statement,
}

_MEMBERS: Final = ('data', 'purpose', 'processor')
"""The kinds that entries name."""


class Members:
    """The entries of a notice."""

    def __init__(self, graph: Graph, notice: ExportedNotice) -> None:
        """Take the entries of *notice*, and tell the account of ids that nothing bears."""
        self.graph = graph
        self.notice = notice
        self.home = graph.notice_ident(notice)
        self.relations = Relations(notice.resolved)
        self._processes: dict[str, str] = {}
        for entry in notice.resolved:
            for item in KINDS[entry.kind].fields:
                if item.type == 'ids' and item.refers_to in _MEMBERS:
                    self.stated(entry, item.name)

    def of(self, kind: str) -> list[ExportedEntry]:
        """Give the entries of a kind, in their order."""
        return [entry for entry in self.notice.resolved if entry.kind == kind]

    def related(self, entry: ExportedEntry, kind: str) -> tuple[ExportedEntry, ...]:
        """Give the entries of *kind* that belong to *entry*, in their order: either of the two says so."""
        return self.relations.related(entry, kind)

    def stated(self, item: ExportedEntry | ExportedNotice, name: str) -> list[ExportedEntry]:
        """Give the entries that a field names; what it names and nothing bears is lost."""
        return self.graph.account.entries(item, name, self.relations)

    def bearers(self, target: str) -> list[Node]:
        """Write all that has the id *target*, of whatever kind, and give what refers to it."""
        ident = target.rpartition('/')[2]
        found = [{'id': self.home}] if ident == self.notice.ident else []
        named = (self.relations.find(kind, ident) for kind in KINDS if KINDS[kind].is_object)
        return [*found, *self.nodes(entry for entry in named if entry is not None)]

    def is_without_data(self, entry: ExportedEntry) -> bool:
        """Tell whether an entry says that no personal data are involved, and names none."""
        stated = self.graph.account.flag(entry, 'no-personal-data')
        if not stated:
            return False
        if self.related(entry, 'data') if entry.kind == 'processor' else self.stated(entry, 'data'):
            self.graph.account.lose(entry, 'no-personal-data', 'data are named too')
            return False
        return True

    # -- nodes --------------------------------------------------------------------------------------------------

    def ident(self, entry: ExportedEntry) -> str:
        """Give what an entry is called."""
        return self.graph.ident(entry, self.notice)

    def process(self, entry: ExportedEntry) -> str:
        """Give what the process of an entry is called in this notice."""
        plain = iri(f'{self.home}/{entry.kind}-process/{entry.ident}')
        taken = self._processes
        number = 1
        name = plain
        # Statements may have one id several times.
        while taken.setdefault(name, self.ident(entry)) != self.ident(entry):
            number += 1
            name = f'{plain}/{number}'
        return name

    def node(self, entry: ExportedEntry) -> Node:
        """Write an entry, and give what refers to it."""
        if entry.kind == 'controller':
            return self.graph.entry(entry, self.notice, lambda: controller(self.graph, entry, self._controller))
        return self.graph.entry(entry, self.notice, partial(_FACTS[entry.kind], self.graph, entry))

    def nodes(self, listed: Iterable[ExportedEntry]) -> list[Node]:
        """Write entries, and give what refers to them."""
        return [self.node(entry) for entry in listed]

    def _controller(self, ident: str) -> Node | None:
        found = self.relations.find('controller', ident)
        return self.node(found) if found is not None else None
