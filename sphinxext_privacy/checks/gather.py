"""From the domain to the notices that rules look at."""

from __future__ import annotations

import datetime as dt
import os
import time
from typing import TYPE_CHECKING

from sphinxext_privacy.domain.unknown import unknown_names
from sphinxext_privacy.model.kinds import NOTICE
from sphinxext_privacy.nodes import PARAGRAPH_BREAK
from sphinxext_privacy.notices.controllers import other_controllers
from sphinxext_privacy.notices.select import listed_notices
from sphinxext_privacy.rules.notice import Notice, Project, Shown, Unknown
from sphinxext_privacy.rules.outcome import Passage
from sphinxext_privacy.rules.phrases import phrases_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.notices.records import NoticeEntry


def today() -> dt.date:
    """Give the day of the build, in UTC: that of ``SOURCE_DATE_EPOCH`` where it is set."""
    epoch = os.environ.get('SOURCE_DATE_EPOCH', '')
    return dt.datetime.fromtimestamp(int(epoch) if epoch.isdigit() else time.time(), tz=dt.UTC).date()


def gather(domain: PrivacyDomain, *, unlinked: tuple[str, ...] | None = None) -> Project:
    """Give the notices of the project, and what rules must know beside them.

    *unlinked*: the pages of a finished HTML build that link to no notice.
    """
    config = domain.env.config
    language = config.language or 'en'
    project = Project(
        language=language,
        today=today(),
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
    project.notices.update((ident, gathering.notice(ident)) for ident in gathering.idents())
    project.described = {key: tuple(entries) for key, entries in gathering.described.items()}
    return project


class _Gathering:
    """Joins the records of pages by notice."""

    def __init__(self, domain: PrivacyDomain, project: Project) -> None:
        self.domain = domain
        self.project = project
        self.described: dict[tuple[str, str], list[NoticeEntry]] = {}
        self.at: dict[tuple[str, int], NoticeEntry] = {}
        self.places: dict[str, list[NoticeEntry]] = {}
        self.pages: dict[str, list[str]] = {}
        self.shown: dict[str, list[Shown]] = {}
        known = {ident.partition('/')[0] for ident in domain.index.foreign if '/' in ident}
        self.absent = frozenset(domain.env.config.privacy_parents) - known
        for ident in self.idents():
            self.places[ident] = list(domain.notices.places(ident))
            for entry in self.places[ident]:
                self.at.setdefault((entry.docname, entry.position), entry)
                self.described.setdefault(entry.key, []).append(entry)
        for docname in sorted(domain.documents):
            document = domain.documents[docname]
            for ident in domain.index.notices_of(docname):
                self.pages.setdefault(ident, []).append(docname)
            for overview in document.overviews:
                seen = Shown(overview.directive, overview.scope, docname, overview.line)
                for ident in listed_notices(domain.notices, overview):
                    self.shown.setdefault(ident, []).append(seen)

    def idents(self) -> tuple[str, ...]:
        """Give the ids of all notices; the last is empty where entries belong to none."""
        alone = any(not entry.notice for record in self.domain.documents.values() for entry in record.entries)
        return (*self.domain.notices.all(), *([''] if alone else []))

    def notice(self, ident: str) -> Notice:
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
        places = self.places.get(ident, [])
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
            parents=parents,
            parents_elsewhere=frozenset(parents) - frozenset(index.notices),
            above=tuple(self._above(ident, parents)),
            passages=tuple(self._passages(ident)),
            unknown=tuple(self._unknown(ident)),
            overviews=tuple(self.shown.get(ident, ())),
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
        for docname in self.pages.get(ident, ()):
            record = self.domain.documents[docname]
            alone = len(self.domain.index.notices_of(docname)) == 1
            paragraphs: dict[int, Iterator[str]] = {}
            for line, text, position, urls, source in record.passages:
                entry = self.at.get((docname, position)) if position >= 0 else None
                words = text
                if not words:
                    body = record.entries[position].body.split(PARAGRAPH_BREAK)
                    words = next(paragraphs.setdefault(position, iter(body)), '')
                if entry is None and position < 0 and not alone:
                    # Of several notices of a page, the text between the entries belongs to the one before it.
                    if self._notice_at(docname, line) == ident:
                        yield Passage(docname, line, words, None, urls, source)
                elif entry is None or entry.notice == ident:
                    yield Passage(docname, line, words, entry, urls, source)

    def _notice_at(self, docname: str, line: int) -> str:
        """Give the notice that is declared last before *line* of a page, or first on it."""
        declared = [entry for entry in self.domain.documents[docname].entries if entry.kind == 'notice']
        before = [entry for entry in declared if entry.line <= line and not entry.source]
        chosen = before[-1:] or declared[:1]
        return chosen[0].idents[0] if chosen else self.domain.index.notices_of(docname)[0]

    def _unknown(self, ident: str) -> Iterator[Unknown]:
        for entry in self.places.get(ident, ()):
            record = self.domain.documents[entry.docname].entries[entry.position]
            if record.idents[0] in {entry.ident, *self.domain.index.idents(record)[:1]}:
                for field, target, hint in unknown_names(self.domain.index, entry.docname, record, self.absent):
                    yield Unknown(entry, field, target, hint)
