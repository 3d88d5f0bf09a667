"""The graph that is written: its nodes, what they are called, and the account that is kept of the facts."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from sphinxext_privacy.exports.jsonld.concepts import concept
from sphinxext_privacy.exports.jsonld.durations import duration
from sphinxext_privacy.exports.jsonld.values import Node, iri, tidied
from sphinxext_privacy.exports.records import ExportedNotice
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.words.locales import language_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedEntry
    from sphinxext_privacy.model.values import Link


class Graph:
    """What is written of some notices.

    An entry is one node, however many notices have it. What a notice makes of it (which data a purpose has there) is
    a node of that notice.
    """

    def __init__(self, exported: Exported, account: Account, notices: Iterable[ExportedNotice]) -> None:
        """Begin with no node; *notices* are those that will be written."""
        self.exported = exported
        self.account = account
        self.language = language_tag(exported.language)
        self._nodes: dict[str, Node] = {}
        self._written: set[str] = set()
        self._bearers: dict[str, ExportedEntry] = {}
        for notice in notices:
            for entry in notice.resolved:
                # What a notice states itself has the first claim on its address: where two parents state one thing,
                # a notice that adds to both has more to say of it than either.
                if entry.notice == notice.ident:
                    self.ident(entry, notice)

    def nodes(self) -> list[Node]:
        """Give all nodes, in the order in which they were begun."""
        return [tidied({'id': ident, 'type': [], **node}) for ident, node in self._nodes.items()]

    # -- names --------------------------------------------------------------------------------------------------

    def notice_ident(self, notice: ExportedNotice) -> str:
        """Give what a notice is called: its page may hold others too, and be stated for several."""
        page, _, _ = self.address(notice.url).partition('#')
        return f'{page}#privacy-notice-{notice.ident}'

    def ident(self, entry: ExportedEntry, notice: ExportedNotice) -> str:
        """Give what an entry of *notice* is called: the address where it stands."""
        plain = self._place(entry, notice)
        others = (f'{plain}/in/{notice.ident}/{number}' for number in count(2))
        names = chain((plain, f'{plain}/in/{notice.ident}'), others)
        return next(name for name in names if self._bearers.setdefault(name, entry) == entry)

    def _place(self, entry: ExportedEntry, notice: ExportedNotice) -> str:
        page, _, fragment = self.address(entry.url or notice.url).partition('#')
        if fragment and not fragment.startswith('privacy-notice-'):
            return f'{page}#{fragment}'
        # Of the register alone: it stands nowhere, and is called as it would be where the notice stands that names it.
        # Without the id of that notice, which other projects may know by another.
        return f'{page}#privacy-{entry.kind}-{entry.ident}'

    def address(self, url: str) -> str:
        """Give an address as an IRI; relative ones start at the root of the site."""
        return iri(self.exported.absolute(url))

    # -- nodes --------------------------------------------------------------------------------------------------

    def begin(self, ident: str) -> Node:
        """Take the place of a node, so that those it refers to come after it."""
        return self._nodes.setdefault(ident, {})

    def put(self, ident: str, facts: Node) -> Node:
        """Write a node, and give what refers to it."""
        kinds = facts.pop('type', [])
        for kind in [kinds] if isinstance(kinds, str) else kinds:
            self.classify(ident, kind)
        self.begin(ident).update(facts)
        return {'id': ident}

    def classify(self, ident: str, kind: str) -> None:
        """Say that a node is of one more class."""
        kinds = self.begin(ident).setdefault('type', [])
        if kind not in kinds:
            kinds.append(kind)

    def entry(self, entry: ExportedEntry, notice: ExportedNotice, make: Callable[[], Node]) -> Node:
        """Write the node of an entry of *notice*, and give what refers to it; *make* gives its facts.

        That is done once, however many notices have it.
        """
        ident = self.ident(entry, notice)
        if ident not in self._written:
            self._written.add(ident)
            self.begin(ident)
            self.put(ident, make())
        return {'id': ident}

    def part(self, ident: str, name: str, facts: Node | None) -> Node | None:
        """Write a node that is a part of what the node *ident* says, and give what refers to it.

        Nodes of several notices refer to it. ``None`` where nothing is stated of it.
        """
        if not facts or 'id' in facts:
            return facts
        whole = iri(f'{ident}/{name}')
        return self.put(whole, dict(facts))

    # -- values -------------------------------------------------------------------------------------------------

    def words(self, item: ExportedEntry | ExportedNotice, text: str) -> Node | str:
        """Give words in the language of the notice; that of another project does not say its language."""
        if not text or item.source is None:
            return text
        return {'@value': text, '@language': self.language}

    def fact_words(self, item: ExportedEntry | ExportedNotice, name: str) -> Node | str:
        """Give a fact that is words."""
        return self.words(item, self.account.text(item, name))

    def described(self, item: ExportedEntry | ExportedNotice, name: str, kind: str) -> Node | None:
        """Give a thing of the class *kind* that a fact describes in words."""
        text = self.fact_words(item, name)
        return {'type': kind, 'dct:description': text} if text else None

    def concepts(self, item: ExportedEntry | ExportedNotice, name: str, kind: str) -> list[Node]:
        """Give the concepts of a fact that is one key or several; those that DPV lacks are of the class *kind*."""
        known = KINDS['notice' if isinstance(item, ExportedNotice) else item.kind].by_name[name]
        single = self.account.text(item, name)
        keys = (single,) if single else self.account.texts(item, name)
        return [concept(known.vocabulary, key, kind) for key in dict.fromkeys(keys)]

    def duration(self, item: ExportedEntry | ExportedNotice, name: str) -> Node | None:
        """Give a fact that says how long."""
        text = self.account.text(item, name)
        return duration(text, lambda words: self.words(item, words)) if text else None

    def storage(self, entry: ExportedEntry, name: str) -> Node | None:
        """Give the condition under which data are stored, from a fact that says how long."""
        found = self.duration(entry, name)
        return {'type': 'dpv:StorageDuration', 'dpv:hasDuration': found} if found else None

    def negative(self, item: ExportedNotice, name: str, kind: str) -> Node | None:
        """Give a thing of the class *kind* that a notice says there is none of."""
        stated = self.account.text(item, name)
        if not stated:
            return None
        _, _, reason = stated.partition(' — ')
        found = {
            'type': kind,
            'dpv:hasApplicability': {'id': 'dpv:NotApplicable'},
            'dct:description': self.words(item, reason),
        }
        return tidied(found)

    def page(self, item: ExportedEntry | ExportedNotice, name: str) -> Node | None:
        """Give the page that a fact links to."""
        link: Link = self.account.link(item, name)
        title = {'dct:title': self.words(item, link.title)} if link.title else {}
        if link.url:
            return {'id': self.address(link.url), **title}
        return {'type': 'foaf:Document', **title} if title else None

    def linked(self, item: ExportedEntry | ExportedNotice, name: str, kind: str) -> Node | None:
        """Give a thing of the class *kind* that can be read where a fact links to."""
        page = self.page(item, name)
        return {'type': kind, 'foaf:page': page} if page else None
