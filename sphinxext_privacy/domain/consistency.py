"""What only all documents together can show: names that nothing bears, notices that add to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.config import setting_place
from sphinxext_privacy.domain.places import location
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES, nearest
from sphinxext_privacy.notices import EVERY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.diagnostics import Subtype
    from sphinxext_privacy.domain.index import Index, Showing
    from sphinxext_privacy.domain.places import Location
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.domain.records import EntryRecord, OverviewRecord


class Problem(NamedTuple):
    """What is wrong, as warnings take it."""

    subtype: Subtype
    message: str
    arguments: tuple[object, ...]
    location: Location | None = None


def problems(domain: PrivacyDomain) -> Iterator[Problem]:
    """Give the ids that two entries share and the names that nothing bears.

    Of the register, it matters only which records there are.
    """
    index, env = domain.index, domain.env
    for kind, ident, places in index.objects():
        yield from _duplicates(index, kind, ident, places)
    yield from _default_controllers(domain, index)
    yield from _circles(index, env)
    yield from _parents(index, tuple(domain.env.config.privacy_parents))
    for docname in sorted(domain.documents):
        for record in domain.documents[docname].entries:
            yield from _names(index, env, docname, record)
        for overview in domain.documents[docname].overviews:
            yield from _notices(index, env, docname, overview)


def _default_controllers(domain: PrivacyDomain, index: Index) -> Iterator[Problem]:
    for ident in index.default_controllers if any(page.entries for page in index.documents.values()) else ():
        if index.register.get('controller', ident) is None and not index.showings('controller', ident):
            near = nearest(ident, [*index.register.ids('controller')])
            hint = f'; did you mean {near!r}?' if near else ''
            place = setting_place(domain.base, domain.env.config, 'privacy_controller')
            message = 'privacy_controller in conf.py: there is no controller %r%s'
            yield Problem('config', message, (ident, hint), place or None)


def _duplicates(index: Index, kind: str, ident: str, places: list[Showing]) -> Iterator[Problem]:
    """Find one id that two different entries of a notice bear: by their names, which are nowhere said to be equal."""
    title = KINDS[kind].by_name.get(KINDS[kind].title_field)
    if title is None or title.shared or title.type != 'prose':
        return
    first: dict[str, Showing] = {}
    for showing in places:
        record = showing.record
        named = index.stated(kind, ident, record.typed, record.facts).get(title.name)
        if named is None:
            continue
        earlier = first.setdefault(record.notice, showing)
        if earlier.record.facts[title.name] != named:
            yield Problem(
                'duplicate',
                '%s: the id %r stands for another entry in %s:%s; give this one an id of its own',
                (KINDS[kind].directive, ident, earlier.docname, earlier.record.line),
                record.place(showing.docname),
            )


def _circles(index: Index, env: BuildEnvironment) -> Iterator[Problem]:
    """Find notices that add to each other; each circle is told once, at the first of them."""
    told: set[frozenset[str]] = set()
    for ident in sorted(index.notices):
        circle = _circle(index, ident)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            place = index.notices[ident][0]
            for item in index.notices[ident]:
                if 'addendum-to' in item.record.facts:
                    place = item
                    break
            way = ' → '.join((*circle, ident))
            at = location(env, place.docname, place.record.source, place.record.line, 'addendum-to')
            yield Problem('notice', 'privacy-notice: notices add to each other in a circle: %s', (way,), at)


def _circle(index: Index, ident: str) -> tuple[str, ...]:
    """Give the shortest way from a notice along those that it adds to and back to it; empty where there is none."""
    seen: set[str] = set()
    waiting: list[tuple[str, ...]] = [(ident,)]
    while waiting:
        way = waiting.pop(0)
        parents = index.notice_fact(way[-1], 'addendum-to')
        for parent in parents if isinstance(parents, tuple) else ():
            if parent == ident:
                return way
            if parent not in seen:
                seen.add(parent)
                waiting.append((*way, parent))
    return ()


def _parents(index: Index, parents: tuple[str, ...]) -> Iterator[Problem]:
    """Find names of other projects that a notice of this one bears too."""
    for name in parents:
        for place in index.notices.get(name, [])[:1]:
            yield Problem(
                'parent',
                'privacy_parents in conf.py: %r is also a notice of this project, which is meant by that name',
                (name,),
                place.record.place(place.docname),
            )


def _names(index: Index, env: BuildEnvironment, docname: str, record: EntryRecord) -> Iterator[Problem]:
    kind = KINDS[record.kind]
    if record.notice in index.foreign:
        at = location(env, docname, record.source, record.line, 'notice')
        message = '%s: %r is a notice of another project, and its entries stand there'
        yield Problem('notice', message, (kind.directive, record.notice), at)
    elif record.notice and record.notice not in index.notices:
        near = nearest(record.notice, list(index.notices))
        hint = f'; did you mean {near!r}?' if near else ''
        at = location(env, docname, record.source, record.line, 'notice')
        yield Problem('notice', '%s: there is no notice %r%s', (kind.directive, record.notice, hint), at)
    yield from _typed(index, docname, record)


def _notices(index: Index, env: BuildEnvironment, docname: str, overview: OverviewRecord) -> Iterator[Problem]:
    """Find an overview over a notice that there is not, or over none."""
    known = [*index.notices, *index.foreign]
    for ident in overview.notices:
        if ident != EVERY and ident not in known:
            near = nearest(ident, known)
            hint = f'; did you mean {near!r}?' if near else ''
            at = location(env, docname, overview.source, overview.line, 'notice')
            yield Problem('notice', '%s: there is no notice %r%s', (overview.directive, ident, hint), at)
    if not overview.notices and not overview.notice:
        message = '%s: this page declares no notice before it; name one with :notice:, or all with :notice: *'
        at = location(env, docname, overview.source, overview.line)
        yield Problem('notice', message, (overview.directive,), at)


def _typed(index: Index, docname: str, record: EntryRecord) -> Iterator[Problem]:
    """Find an argument that was probably meant to be an id of the register, or a key."""
    kind = KINDS[record.kind]
    title = kind.by_name.get(kind.title_field)
    if title is None:
        return
    known = index.register.ids(record.kind)
    at = record.place(docname)
    for ident in record.idents if len(record.idents) > 1 else ():
        # Several ids stand for nothing but entries of the register.
        if index.register.get(record.kind, ident) is None:
            near = nearest(ident, list(known))
            hint = f'; did you mean {near!r}?' if near else ''
            yield Problem('id', '%s: the register has no %r%s', (kind.directive, ident, hint), at)
    typed = record.typed
    if not typed or typed != record.facts.get(kind.title_field) or index.register.get(record.kind, typed) is not None:
        return
    title = kind.by_name[kind.title_field]
    if title.type == 'key':
        keys = VOCABULARIES[title.vocabulary].labels
        if typed not in keys:
            near = nearest(typed, [*keys, *known])
            hint = f'did you mean {near!r}?' if near else f'the keys are: {", ".join(keys)}'
            yield Problem(
                'vocabulary',
                '%s: %r is not one of the %s; %s',
                (kind.directive, typed, title.vocabulary, hint),
                at,
            )
        return
    if typed != typed.lower() or index.has_vocabulary_title(record.kind, typed):
        return
    near = index.misspelt(record.kind, typed)
    if near:
        yield Problem(
            'id',
            '%s: the register has no %r; did you mean %r? Give the name with :%s: if it stands here alone',
            (kind.directive, typed, near, title.name),
            at,
        )
