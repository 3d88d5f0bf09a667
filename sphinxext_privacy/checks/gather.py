"""From the domain to the notices that rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sphinxext_privacy.checks.memory import today
from sphinxext_privacy.domain.unknown import unknown_names
from sphinxext_privacy.model.kinds import NOTICE
from sphinxext_privacy.nodes import PARAGRAPH_BREAK
from sphinxext_privacy.notices.controllers import other_controllers
from sphinxext_privacy.notices.select import listed_notices
from sphinxext_privacy.rules.notice import Notice, Project, Shown, Unknown
from sphinxext_privacy.rules.outcome import Passage
from sphinxext_privacy.rules.phrases import phrases_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxext_privacy.changes.review import Wanting
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.notices.records import NoticeEntry


Key = TypeVar('Key')
Item = TypeVar('Item')


class _Lazily(Mapping[Key, Item]):
    """A table whose keys are known and whose items are made when they are asked for."""

    def __init__(self, keys: Sequence[Key], make: Callable[[Key], Item]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[Key, Item] = {}

    def __getitem__(self, key: Key) -> Item:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class _Described(Mapping[tuple[str, str], 'tuple[NoticeEntry, ...]']):
    """Each entry of the project as each place states it; looked for when it is first asked for."""

    def __init__(self, domain: PrivacyDomain, idents: Sequence[str]) -> None:
        self._domain = domain
        self._idents = idents

    @cached_property
    def _found(self) -> dict[tuple[str, str], tuple[NoticeEntry, ...]]:
        found: dict[tuple[str, str], list[NoticeEntry]] = {}
        for ident in self._idents:
            for entry in self._domain.notices.places(ident):
                found.setdefault(entry.key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def stating(self, kind: str, names: AbstractSet[str]) -> Iterator[NoticeEntry]:
        """Give the entries of a kind that state any of the fields, in a page or in the register, and make no others."""
        index, idents = self._domain.index, frozenset(self._idents)
        known = {
            ident for (name, ident), one in index.register.records.items() if name == kind and names & one.facts.keys()
        }
        for docname, document in self._domain.documents.items():
            for position, record in enumerate(document.entries):
                if (
                    record.kind == kind
                    and record.notice in idents
                    and not (names.isdisjoint(record.facts) and known.isdisjoint(index.idents(record)))
                ):
                    yield from self._domain.notices.at(docname, position)

    def __getitem__(self, key: tuple[str, str]) -> tuple[NoticeEntry, ...]:
        return self._found[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def gather(domain: PrivacyDomain, *, unlinked: tuple[str, ...] | None = None) -> Project:
    """Give the notices of the project, and what rules must know beside them.

    Nothing is put together before it is asked for: a build in which the words of one page changed judges one notice.

    *unlinked*: the pages of a finished HTML build that link to no notice.
    """
    config = domain.env.config
    language = config.language or 'en'
    project = Project(
        language=language,
        regimes=tuple(config.privacy_regimes),
        day=today(),
        review_months=config.privacy_review_months,
        phrases=phrases_of(language),
        published=frozenset(config.privacy_publish),
        unlinked=unlinked,
        registered=domain.register.records,
        services={
            ident: name
            for ident in domain.notices.all()
            if isinstance(name := domain.index.notice_fact(ident, 'service'), str)
        },
        progress={name: record.progress for name, record in domain.documents.items() if record.progress[0]},
    )
    gathering = _Gathering(domain, project)
    idents = idents_of(domain)
    project.notices = _Lazily(idents, gathering.notice)
    described = _Described(domain, idents)
    project.described, project.stating = described, described.stating
    return project


def idents_of(domain: PrivacyDomain) -> tuple[str, ...]:
    """Give the ids of all notices, sorted; the first is empty where entries belong to none."""
    alone = bool(domain.notices.places(''))
    return (*([''] if alone else []), *domain.notices.all())


class _Gathering:
    """Joins the records of pages by notice."""

    def __init__(self, domain: PrivacyDomain, project: Project) -> None:
        self.domain = domain
        self.project = project

    @cached_property
    def absent(self) -> frozenset[str]:
        """The other projects whose notices could not be had."""
        known = {ident.partition('/')[0] for ident in self.domain.index.foreign if '/' in ident}
        return frozenset(self.domain.env.config.privacy_parents) - known

    @cached_property
    def reviews(self) -> dict[str, tuple[Wanting, ...]]:
        """What is wanting in each notice that the lock file knows."""
        if not self.domain.env.config.privacy_lock:
            return {}
        from sphinxext_privacy.checks.locked import reviews

        return reviews(self.domain)

    @cached_property
    def pages(self) -> dict[str, list[str]]:
        """The pages of each notice, in the order of their names."""
        return pages_of_notices(self.domain)

    @cached_property
    def shown(self) -> dict[str, list[Shown]]:
        """The overviews about each notice."""
        found: dict[str, list[Shown]] = {}
        for docname in sorted(self.domain.documents):
            for overview in self.domain.documents[docname].overviews:
                seen = Shown(overview.directive, overview.scope, docname, overview.line, overview.source)
                for ident in listed_notices(self.domain.notices, overview):
                    found.setdefault(ident, []).append(seen)
        return found

    def notice(self, ident: str) -> Notice:
        """Give one notice."""
        domain, index = self.domain, self.domain.index
        declared = index.notices.get(ident, [])
        first = declared[0] if declared else None
        own_facts = {
            item.name: value for item in NOTICE.fields if (value := index.notice_fact(ident, item.name)) is not None
        }
        facts = {
            item.name: value for item in NOTICE.fields if (value := domain.notices.fact(ident, item.name)) is not None
        }
        parents = index.ancestors(ident)
        places = domain.notices.places(ident)
        return Notice(
            ident,
            domain.notice_title(ident) or ident,
            facts,
            own_facts,
            (*domain.notices.whole(ident), *other_controllers(domain.notices, ident)),
            self.project,
            docname=first.docname if first else places[0].docname,
            line=first.record.line if first else places[0].line,
            source=first.record.source if first else places[0].source,
            position=domain.documents[first.docname].entries.index(first.record) if first else places[0].position,
            parents=parents,
            parents_elsewhere=frozenset(parents) - frozenset(index.notices),
            above=tuple(self._above(ident, parents)),
            passages=tuple(self._passages(ident)),
            unknown=tuple(self._unknown(ident)),
            overviews=tuple(self.shown.get(ident, ())),
            review=self.reviews.get(ident),
            accept=tuple(line for showing in declared for line in showing.record.accept),
        )

    def _above(self, ident: str, parents: tuple[str, ...]) -> Iterator[NoticeEntry]:
        """Give the entries of the notices that *ident* adds to.

        Those of another project come with what they inherit there: what they state otherwise than their own parents
        is what holds.
        """
        index = self.domain.index
        named = {
            name
            for local in (ident, *parents)
            if local in index.notices and isinstance(value := index.notice_fact(local, 'addendum-to'), tuple)
            for name in value
        }
        seen: set[str] = set()
        for parent in parents:
            foreign = index.foreign.get(parent)
            if foreign is None:
                yield from self.domain.notices.own(parent)
            elif parent in named and foreign.ident not in seen:
                seen.add(foreign.ident)
                yield from foreign.entries

    def _passages(self, ident: str) -> Iterator[Passage]:
        """Give what readers see on the pages of the notice; an entry of another notice there keeps its words."""
        at: dict[tuple[str, int], NoticeEntry] = {}
        for entry in self.domain.notices.places(ident):
            at.setdefault((entry.docname, entry.position), entry)
        for docname in self.pages.get(ident, ()):
            record = self.domain.documents[docname]
            alone = len(self.domain.index.notices_of(docname)) == 1
            paragraphs: dict[int, Iterator[str]] = {}
            for line, text, position, urls, source, images in record.passages:
                if position < 0:
                    # Of several notices of a page, the text between the entries belongs to the one before it.
                    if alone or self._notice_at(docname, line) == ident:
                        yield Passage(docname, line, text, None, urls, source, images)
                elif (entry_at := at.get((docname, position))) is not None:
                    words = text
                    if not words and not images:
                        body = record.entries[position].body.split(PARAGRAPH_BREAK)
                        words = next(paragraphs.setdefault(position, iter(body)), '')
                    yield Passage(docname, line, words, entry_at, urls, source, images)

    def _notice_at(self, docname: str, line: int) -> str:
        """Give the notice that is declared last before *line* of a page, or first on it."""
        declared = [entry for entry in self.domain.documents[docname].entries if entry.kind == 'notice']
        before = [entry for entry in declared if entry.line <= line and not entry.source]
        chosen = before[-1:] or declared[:1]
        return chosen[0].idents[0] if chosen else self.domain.index.notices_of(docname)[0]

    def _unknown(self, ident: str) -> Iterator[Unknown]:
        for entry in self.domain.notices.places(ident):
            record = self.domain.documents[entry.docname].entries[entry.position]
            if record.idents[0] in {entry.ident, *self.domain.index.idents(record)[:1]}:
                for field, target, hint in unknown_names(self.domain.index, entry.docname, record, self.absent):
                    yield Unknown(entry, field, target, hint)


def pages_of_notices(domain: PrivacyDomain) -> dict[str, list[str]]:
    """Give the pages with entries of each notice, in the order of their names."""
    found: dict[str, list[str]] = {}
    for docname in sorted(domain.documents):
        for ident in domain.index.notices_of(docname):
            found.setdefault(ident, []).append(docname)
    return found
