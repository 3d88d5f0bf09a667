"""Those who can be written to have one address in all notices (X-CONTACT)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import CONTROLLER
from sphinxext_privacy.model.values import Contact
from sphinxext_privacy.rules.agreement import disagree
from sphinxext_privacy.rules.outcome import wanting
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.rules.vendors import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice, Project
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_PARTS: Final = ('email', 'phone')


class _Reached(NamedTuple):
    """How somebody is reached, as one notice has it."""

    notice: Notice
    entry: NoticeEntry
    field: str
    """The fact that says so."""
    part: str
    value: str


@FAMILY.rule(
    'X-CONTACT',
    'consistency',
    'consistency',
    'warning',
    text=N_('A controller and its data protection officer are reached at one address in all notices.'),
    wrong=N_('The address is another one in another notice.'),
    remedy=N_('State it once, in the register.'),
    wide=True,
    across={'controller': frozenset(CONTROLLER.by_name)},
    joint=True,
)
def contacts(notice: Notice) -> Iterator[Outcome]:
    """Compare the addresses of one controller, and of one data protection officer, between notices."""
    yield from notice.project.once(_differing).get(notice.ident, ())


def _differing(project: Project) -> dict[str, list[Outcome]]:
    first: dict[tuple[str, ...], _Reached] = {}
    found: defaultdict[str, list[Outcome]] = defaultdict(list)
    for ident in sorted(project.notices):
        for who, reached in _reached(project.notices[ident]):
            earlier = first.setdefault((*who, reached.part), reached)
            if earlier.notice is reached.notice or _told_elsewhere(earlier, reached):
                continue
            if disagree(CONTROLLER.by_name[reached.part], earlier.value, reached.value):
                found[ident].append(
                    wanting(
                        reached.notice.found_in(reached.entry, reached.field),
                        N_('`{field}` is reached at {here} here, but at {there} in the notice {notice}.'),
                        field=reached.field if reached.field == 'dpo' else CONTROLLER.directive,
                        here=reached.value,
                        there=earlier.value,
                        notice=earlier.notice.ident,
                    )
                )
    return dict(found)


def _reached(notice: Notice) -> Iterator[tuple[tuple[str, str], _Reached]]:
    """Give role and name of those that can be reached, with the address."""
    for entry in notice.own('controller'):
        name = folded_name(str(entry.facts.get('name') or entry.title))
        for part in _PARTS:
            if value := entry.facts.get(part):
                yield ('controller', name), _Reached(notice, entry, part, part, str(value))
        officer = entry.facts.get('dpo')
        if isinstance(officer, Contact):
            for part in _PARTS:
                if value := getattr(officer, part):
                    known = folded_name(officer.name) or name
                    yield ('dpo', known), _Reached(notice, entry, 'dpo', part, value)


def _told_elsewhere(one: _Reached, other: _Reached) -> bool:
    """Tell whether two places state facts of one entry: X-REGISTRY and X-LAYERS look at these."""
    same = one.entry.key == other.entry.key
    return same and one.field in one.entry.stated and other.field in other.entry.stated
