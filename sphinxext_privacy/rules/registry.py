"""One thing has one set of facts: in all places, layers and notices (X-REGISTRY, X-LAYERS, X-CONTACT)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.resolve import WITHOUT_ID
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rules.agreement import disagree
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.places import several_places, single_places
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.rules.vendors import MARKS, same_vendors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.model.values import Facts, Value
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice, Project
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_SHARED: Final = {
    name: {item.name: item for item in kind.fields if item.shared or name == 'notice'} for name, kind in KINDS.items()
}
"""By kind, the facts about a thing itself, which are the same wherever it is named."""
_OF_VENDOR: Final = (
    'legal-name',
    'address',
    'country',
    'agreement',
    'policy',
    'transfer-mechanism',
    'safeguard-url',
)
"""The facts of a recipient that cannot differ where it is described under two ids."""
_LONGEST: Final = 60


def _shown(value: Value) -> str:
    """Give a value as a message shows it."""
    text = ', '.join(texts(value))
    return text if len(text) <= _LONGEST else f'{text[: _LONGEST - 1]}…'


@FAMILY.rule(
    'X-REGISTRY',
    'consistency',
    'consistency',
    'error',
    text=N_('Each recipient, controller and cookie has one set of facts in all notices.'),
    wrong=N_('A fact is stated otherwise elsewhere.'),
    remedy=N_('State it once, in the register if the entry has a place there.'),
    wide=True,
    across={'processor': MARKS},
    joint=True,
)
def one_set_of_facts(notice: Notice) -> Iterator[Outcome]:
    """Compare what several places state of one entry, and what is stated of one recipient under two ids."""
    yield from notice.project.once(_differing).get(notice.ident, ())


def _differing(project: Project) -> dict[str, list[Outcome]]:
    """Find, by notice, what is stated otherwise than in a place before it."""
    found: defaultdict[str, list[Outcome]] = defaultdict(list)
    for notice, outcome in (*_places_that_differ(project), *_vendors_that_differ(project)):
        found[notice].append(outcome)
    return dict(found)


def _places_that_differ(project: Project) -> Iterator[tuple[str, Outcome]]:
    for (kind, _), places in project.once(several_places).items():
        if kind in WITHOUT_ID:
            continue
        first: dict[str, NoticeEntry] = {}
        for entry in places:
            layers_above = _above(project, entry)
            if layers_above:
                project.compared.add(entry.key)
            for name in entry.stated.keys() & _SHARED[kind].keys():
                # What a notice states otherwise than one that it adds to is a matter of layers.
                if any(name in above.facts for above in layers_above):
                    continue
                earlier = first.setdefault(name, entry)
                here, there = entry.stated[name], earlier.stated[name]
                if earlier is not entry and disagree(_SHARED[kind][name], here, there):
                    yield entry.notice, _otherwise(entry, name, here, there, earlier.docname)


def _otherwise(entry: NoticeEntry, name: str, here: Value, there: Value, page: str) -> Outcome:
    return wanting(
        entry,
        N_('`{field}` is {here} here, but {there} on the page {page}.'),
        field=name,
        here=_shown(here),
        there=_shown(there),
        page=page,
    )


def _above(project: Project, entry: NoticeEntry) -> tuple[NoticeEntry, ...]:
    """Give the entry as the notices state it that its notice adds to."""
    notice = project.notices.get(entry.notice)
    return notice.layers.get(entry.key, ()) if notice is not None and notice.parents else ()


def _vendors_that_differ(project: Project) -> Iterator[tuple[str, Outcome]]:
    for one, other in project.once(same_vendors):
        project.compared.update((one.key, other.key))
        for name in _OF_VENDOR:
            there, here = one.facts.get(name), other.facts.get(name)
            if here is None or there is None or not disagree(_SHARED['processor'][name], here, there):
                continue
            notice = project.notices.get(other.notice)
            yield (
                other.notice,
                wanting(
                    notice.found_in(other, name) if notice is not None else other,
                    N_('`{field}` is {here} here, but {there} in {other}, which seems to be the same recipient.'),
                    field=name,
                    here=_shown(here),
                    there=_shown(there),
                    other=one.ident,
                ),
            )


@FAMILY.rule(
    'X-LAYERS',
    'consistency',
    'WP260 para 35',
    'error',
    text=N_('A notice does not contradict the notices that it adds to.'),
    wrong=N_('A fact is stated otherwise in a notice that this one adds to.'),
    remedy=N_('Leave it out here, or correct it there.'),
    wide=True,
)
def layers(notice: Notice) -> Iterator[Outcome]:
    """Compare what a notice states of a thing with what the notices state that it adds to, also in other projects."""
    if not notice.above:
        return
    places = notice.project.once(single_places)
    for entry in notice.entries:
        if entry.notice != notice.ident or entry.kind in WITHOUT_ID:
            continue
        above = notice.layers.get(entry.key)
        if not above:
            continue
        found: list[Outcome] = []
        for place in places.get(entry.key, ()):
            if place.notice == notice.ident:
                found.extend(_against(notice, place, place.stated, above))
        known = notice.project.registered.get(entry.key)
        if known is not None:
            # What a page of the notice states is nearer than the register.
            left = {name: value for name, value in known.facts.items() if name not in entry.stated}
            found.extend(_against(notice, entry, left, above))
        yield from found or [met(entry)]


def _against(notice: Notice, entry: NoticeEntry, facts: Facts, above: tuple[NoticeEntry, ...]) -> Iterator[Outcome]:
    """Give what *facts* of an entry contradict in the nearest of the layers *above* that state it."""
    for name in facts:
        item = _SHARED[entry.kind].get(name)
        if item is None:
            continue
        told: set[str] = set()
        for other in above:
            there = other.facts.get(name)
            if there is None or other.notice in told or not disagree(item, facts[name], there):
                continue
            if any(name in nearer.facts and _adds_to(notice, nearer, other) for nearer in above):
                continue
            told.add(other.notice)
            values = {'field': name, 'here': _shown(facts[name]), 'there': _shown(there), 'notice': other.notice}
            yield _contradiction(notice.found_in(entry, name), other, values)


def _adds_to(notice: Notice, nearer: NoticeEntry, other: NoticeEntry) -> bool:
    between = notice.project.notices.get(nearer.notice)
    return between is not None and other.notice in between.layer_names


def _contradiction(entry: NoticeEntry, other: NoticeEntry, values: dict[str, str]) -> Outcome:
    if not other.url:
        return wanting(entry, N_('`{field}` is {here} here, but {there} in the notice {notice}.'), **values)
    return wanting(
        entry,
        N_('`{field}` is {here} here, but {there} in the notice {notice} of another project, {url}.'),
        url=other.url,
        **values,
    )
