"""What a rule sees: a notice with all that it holds and inherits, its words, and the project around it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.relations import Relations
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rules.outcome import Passage
from sphinxext_privacy.rules.phrases import folded
from sphinxext_privacy.words.unmarked import unmarked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinxext_privacy.changes.review import Wanting
    from sphinxext_privacy.model.values import Facts, Value
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.register.records import Record
    from sphinxext_privacy.rules.phrases import Phrases

ELSEWHERE: Final = frozenset({'third-party', 'public', 'non-public'})
"""The sources of data other than the person; what is observed or inferred comes from the person."""


NOT_STATED: Final = N_('Not stated: {fields}.')
"""A message of several rules; see :func:`options` for its place."""
_PROSE: Final = {
    name: tuple(item.name for item in kind.fields if item.type in {'prose', 'terms', 'blocks'})
    for name, kind in KINDS.items()
}
"""By kind, the fields that hold sentences or parts of them."""

_Made = TypeVar('_Made')


class Unknown(NamedTuple):
    """A name in the facts of an entry that nothing bears."""

    entry: NoticeEntry
    field: str
    target: str
    hint: str
    """What was probably meant, in words; may be empty."""


class Shown(NamedTuple):
    """An overview that shows something of a notice."""

    directive: str
    scope: str
    docname: str
    line: int
    source: str = ''
    """The file it stands in, where that is not the file of the page."""

    def holds(self, notice: str, entry: NoticeEntry) -> bool:
        """Tell whether *entry*, which *notice* states or inherits, is within its scope."""
        return self.scope == 'all' or (self.scope == 'own') == (entry.notice == notice)


@dataclass(eq=False)
class Project:
    """What rules must know beyond one notice."""

    language: str = 'en'
    """Of the build."""
    regimes: tuple[str, ...] = ()
    """What ``privacy_regimes`` names; notices may name more."""
    day: dt.date | None = None
    """The day of the build; ``None``: no rule looks at the calendar. Rules ask for :attr:`today`."""
    dated: bool = False
    """Whether a rule asked for the day: what it found may be otherwise tomorrow."""
    review_months: int = 12
    """After how many months a notice is due for a review."""
    phrases: Phrases | None = None
    """Words that claim or promise something, in the language of the build."""
    notices: Mapping[str, Notice] = field(default_factory=dict)
    """All notices of the project by id."""
    described: Mapping[tuple[str, str], tuple[NoticeEntry, ...]] = field(default_factory=dict)
    """Each entry of the project as each place states it, with the facts of the register, by kind and id."""
    stating: Callable[[str, AbstractSet[str]], Iterable[NoticeEntry]] = lambda kind, names: ()
    """Gives, of what :attr:`described` holds, the entries of a kind that state any of the fields, in any order."""
    compared: set[tuple[str, str]] = field(default_factory=set)
    """What rules that are :attr:`~Rule.joint` compared with other entries of the project, by kind and id."""
    registered: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    """What the register states, by kind and id."""
    services: Mapping[str, str] = field(default_factory=dict)
    """The service of each notice that names one, by the id of the notice."""
    published: frozenset[str] = frozenset()
    """The forms that the build publishes beside the pages, such as ``pdf``."""
    unlinked: tuple[str, ...] | None = None
    """Pages of a finished HTML build that link to no notice; ``None`` where there is no such build."""
    progress: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By page: how many of its messages there are, and how many are translated; empty where nothing is translated."""
    _once: dict[Callable[[Project], Any], Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, make: Callable[[Project], _Made]) -> _Made:
        """Give what *make* makes of the project; it is made once, for all notices."""
        if make not in self._once:
            self._once[make] = make(self)
        return cast('_Made', self._once[make])

    @property
    def today(self) -> dt.date | None:
        """The day that the build counts as today."""
        self.dated = True
        return self.day


@dataclass(eq=False)
class Notice:
    """One notice, resolved."""

    ident: str
    title: str
    facts: Facts
    """What it states of itself, or else what the nearest notice states that it adds to."""
    own_facts: Facts
    """What it states of itself."""
    entries: tuple[NoticeEntry, ...]
    """Its own entries and all that it inherits, with the controllers it names; nothing twice."""
    project: Project
    docname: str = ''
    line: int = 0
    source: str = ''
    """The file it is declared in, where that is not the file of the page."""
    position: int = 0
    """Place of its directive among the entries of the page."""
    parents: tuple[str, ...] = ()
    """Ids of the notices it adds to, nearest first, through all generations."""
    parents_elsewhere: frozenset[str] = frozenset()
    """Those of them that belong to another project."""
    above: tuple[NoticeEntry, ...] = ()
    """The entries of the notices it adds to, as these state them: also those that its own facts take the place of.

    Those of a notice of another project come with all that it inherits there.
    """
    passages: tuple[Passage, ...] = ()
    """What readers see on its own pages, in the order of the pages."""
    unknown: tuple[Unknown, ...] = ()
    """Names in its own entries that nothing bears."""
    overviews: tuple[Shown, ...] = ()
    """Overviews anywhere in the project that are about it."""
    accept: tuple[str, ...] = ()
    """Findings that its directive accepts: ``RULE — reason``."""
    review: tuple[Wanting, ...] | None = None
    """What is wanting since the lock file was written; ``None`` where that does not know the notice."""

    @cached_property
    def _by_kind(self) -> dict[str, tuple[NoticeEntry, ...]]:
        found: defaultdict[str, list[NoticeEntry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.kind].append(entry)
        return {kind: tuple(entries) for kind, entries in found.items()}

    def of(self, kind: str) -> tuple[NoticeEntry, ...]:
        """Give the entries of *kind*, its own and what it inherits."""
        return self._by_kind.get(kind, ())

    def own(self, kind: str) -> tuple[NoticeEntry, ...]:
        """Give the entries of *kind* that it states itself."""
        return tuple(entry for entry in self.of(kind) if entry.notice == self.ident)

    def found_in(self, entry: NoticeEntry, name: str) -> NoticeEntry:
        """Give *entry* as it stands where its field *name* is stated: at that line of the register, or on its page."""
        known = self.project.registered.get(entry.key) if name not in entry.stated else None
        if known is None or name not in known.facts:
            return entry
        return replace(entry, source=known.source, line=known.lines.get(name, known.line))

    @cached_property
    def layers(self) -> dict[tuple[str, str], tuple[NoticeEntry, ...]]:
        """What the notices state that it adds to, by kind and id, the nearest first."""
        found: defaultdict[tuple[str, str], list[NoticeEntry]] = defaultdict(list)
        for entry in self.above:
            found[entry.key].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def layer_names(self) -> frozenset[str]:
        """The ids by which the entries of :attr:`above` know their notices."""
        return frozenset(entry.notice for entry in self.above)

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """What readers see on its own pages, with the prose of its own facts and those of its entries."""
        found = list(self.passages)
        stated = [value for name in _PROSE['notice'] if isinstance(value := self.own_facts.get(name), str)]
        found += [Passage(self.docname, self.line, unmarked(value), None, (), self.source) for value in stated]
        for entry in self.entries:
            if entry.notice == self.ident:
                for name in _PROSE[entry.kind]:
                    if isinstance(value := entry.facts.get(name), str):
                        at = self.found_in(entry, name)
                        found.append(Passage(at.docname, at.line, unmarked(value), entry, (), at.source))
        return tuple(found)

    @cached_property
    def words(self) -> str:
        """All that it says and states itself, in small letters and with single spaces, to look for words in."""
        found = [passage.text for passage in self.passages]
        for facts in (self.own_facts, *(entry.facts for entry in self.entries if entry.notice == self.ident)):
            for value in facts.values():
                if isinstance(value, str):
                    found.append(value)
                elif isinstance(value, tuple):
                    found.extend(value)
        return folded('\n'.join(found))

    def says(self, topic: str) -> Iterator[tuple[Passage, str]]:
        """Give where its own prose holds words on the list of *topic*, at their line, and the words."""
        phrases = self.project.phrases
        if phrases is not None and phrases.possible(topic, self.words):
            yield from phrases.passages(topic, self.prose)

    def passages_with(self, topic: str) -> Iterator[tuple[Passage, str]]:
        """Give the passages of its pages with words on the list of *topic*, at their line, and the words."""
        phrases = self.project.phrases
        if phrases is not None and phrases.possible(topic, self.words):
            yield from phrases.passages(topic, self.passages)

    def fact(self, name: str) -> Value | None:
        """Give what it says of itself in the field *name*; ``None`` where it and its parents say nothing."""
        return self.facts.get(name)

    def text(self, name: str) -> str:
        """Give a fact of the notice as text; empty where nothing is stated."""
        return ', '.join(texts(self.facts.get(name)))

    def denies(self, name: str) -> bool:
        """Tell whether it says ``none`` in the field *name*, with or without a reason."""
        value = self.facts.get(name)
        return isinstance(value, str) and value.split('—')[0].strip().casefold() == 'none'

    def reason(self, name: str) -> str:
        """Give the reason of ``none — reason`` in the field *name*; empty where there is none."""
        value = self.facts.get(name)
        return value.partition('—')[2].strip() if isinstance(value, str) else ''

    def phrase(self, topic: str, text: str) -> str:
        """Give the first words of *text* that are on the list of *topic*; empty where there are none."""
        phrases = self.project.phrases
        return phrases.find(topic, text) if phrases is not None else ''

    @property
    def is_active(self) -> bool:
        """Whether it is in force, as far as it says: a notice, no draft, and not superseded."""
        return bool(self.ident) and self.own_facts.get('status') not in {'draft', 'superseded'}

    @cached_property
    def relations(self) -> Relations[NoticeEntry]:
        """Which data, purposes and recipients belong together, from either side."""
        return Relations(self.entries)

    def related(self, entry: NoticeEntry, kind: str) -> tuple[NoticeEntry, ...]:
        """Give the entries of *kind* that *entry* names or that name it, in the order of the notice."""
        return self.relations.related(entry, kind)

    @cached_property
    def _unknown(self) -> frozenset[tuple[tuple[str, str], str, str]]:
        return frozenset((name.entry.key, name.field, name.target) for name in self.unknown)

    def named(self, entry: NoticeEntry, name: str) -> tuple[str, ...]:
        """Give the ids in the field *name* of *entry* that something bears, be it outside the notice."""
        stated = texts(entry.facts.get(name))
        return tuple(ident for ident in stated if (entry.key, name, ident) not in self._unknown)

    @cached_property
    def _statements(self) -> dict[str, list[NoticeEntry]]:
        found: dict[str, list[NoticeEntry]] = {}
        for entry in self.of('statement'):
            for topic in texts(entry.facts.get('topic')):
                found.setdefault(topic, []).append(entry)
        return found

    def statements(self, topic: str, about: NoticeEntry | None = None) -> tuple[NoticeEntry, ...]:
        """Give the statements on *topic*; with *about*, those that hold of that entry of data.

        A statement that names data is about these alone.
        """
        found = self._statements.get(topic, [])
        if about is None:
            return tuple(found)
        return tuple(entry for entry in found if not (named := ids(entry, 'data')) or about.ident in named)

    @cached_property
    def bases(self) -> frozenset[str]:
        """The keys of all legal bases that its purposes and data rest on."""
        return frozenset(
            key for kind in ('purpose', 'data') for entry in self.of(kind) for key in ids(entry, 'legal-basis')
        )

    @cached_property
    def from_elsewhere(self) -> tuple[NoticeEntry, ...]:
        """The data that come from elsewhere than the person; what is observed or inferred does not."""
        return tuple(entry for entry in self.of('data') if not ELSEWHERE.isdisjoint(ids(entry, 'source')))

    @cached_property
    def rights(self) -> dict[str, NoticeEntry]:
        """Its rights by the key of the vocabulary; a right without a key by its id."""
        found: dict[str, NoticeEntry] = {}
        for entry in self.of('right'):
            found.setdefault(str(entry.facts.get('key') or entry.ident), entry)
        return found


def ids(entry: NoticeEntry, name: str) -> tuple[str, ...]:
    """Give the values of the field *name* of *entry* as texts; ids lose the id of a notice before them."""
    return tuple(value.rpartition('/')[2] for value in texts(entry.facts.get(name)))


def stated(entry: NoticeEntry, *names: str) -> bool:
    """Tell whether any of the fields *names* is stated of *entry*."""
    return any(entry.facts.get(name) not in {None, ''} for name in names)


def lacking(entry: NoticeEntry, *names: str) -> tuple[str, ...]:
    """Give those of the fields *names* that are not stated of *entry*."""
    return tuple(name for name in names if entry.facts.get(name) in {None, ''})


def options(names: Iterable[str]) -> str:
    """Give the fields *names* as options, for a message."""
    return ', '.join(f'`:{name}:`' for name in names)
