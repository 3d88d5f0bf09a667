"""What notices say at one time, in a form that can be compared, wherever it comes from.

A build, a ``privacy.json`` and a lock file all pass through the same reader, so that equal facts are equal values here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.exports.privacy_json import privacy_json
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.parents.reading import read, read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_privacy.exports.records import Exported
    from sphinxext_privacy.model.values import Facts, Value
    from sphinxext_privacy.parents.reading import Problem, Read, ReadNotice

# The reader makes addresses absolute. Here those of the own site stay as they are; a name that nobody can have.
BASE: Final = 'https://own.invalid/'


class Key(NamedTuple):
    """What makes an entry of one state the same as one of another state."""

    kind: str
    ident: str
    number: int = 1
    """Counts those that only their place tells apart: statements and changes."""


@dataclass(frozen=True, slots=True)
class SaidEntry:
    """One entry of a notice."""

    kind: str
    ident: str
    facts: Facts
    notice: str
    """Id of the notice that states it."""
    body: str = ''
    number: int = 1

    @property
    def key(self) -> Key:
        """Kind and id."""
        return Key(self.kind, self.ident, self.number)

    @property
    def name(self) -> str:
        """Its name for people, where it states one; else its id."""
        title = self.facts.get(KINDS[self.kind].title_field)
        return title if isinstance(title, str) else self.ident


@dataclass(frozen=True, slots=True)
class Said:
    """What one notice says: its facts about itself, and its entries with those that it inherits."""

    ident: str
    facts: Facts = field(default_factory=dict)
    entries: tuple[SaidEntry, ...] = ()

    @property
    def updated(self) -> str:
        """The date that its author stated, ISO 8601; empty where there is none."""
        value = self.facts.get('updated')
        return value if isinstance(value, str) else ''

    @property
    def is_in_force(self) -> bool:
        """Whether people rely on it, as far as it says: it is no draft, and not superseded."""
        return self.facts.get('status') not in {'draft', 'superseded'}

    def by_key(self) -> dict[Key, SaidEntry]:
        """Give its entries by what identifies them."""
        return {entry.key: entry for entry in self.entries}


@dataclass(frozen=True, slots=True)
class State:
    """What all notices of a project say at one time."""

    language: str
    """The language of the words; those of two languages cannot be compared."""
    notices: Mapping[str, Said]


def state_of(exported: Exported) -> State:
    """Give what the notices of a build say."""
    return _state(read_data(privacy_json(exported), BASE))


def state_of_json(data: bytes) -> tuple[State | None, tuple[Problem, ...]]:
    """Read a ``privacy.json``: what it says, ``None`` where it is none, and what is wrong in it."""
    found = read(data, BASE)
    # Where entries can be read does not matter here; theirs are no addresses of pages on the web.
    problems = tuple(problem for problem in found.problems if not problem.path.endswith('].url'))
    return (_state(found) if found.usable else None), problems


def state_of_data(root: object) -> tuple[State, tuple[Problem, ...]]:
    """Do the same with what such a file holds, as plain data."""
    found = read_data(root, BASE)
    return _state(found), found.problems


def _state(found: Read) -> State:
    return State(found.language, {notice.ident: _said(notice) for notice in found.notices})


def _said(notice: ReadNotice) -> Said:
    seen: Counter[tuple[str, str]] = Counter()
    entries = []
    for entry in notice.entries:
        seen[entry.kind, entry.ident] += 1
        number = seen[entry.kind, entry.ident]
        entries.append(SaidEntry(entry.kind, entry.ident, _own(entry.facts), entry.notice, entry.body, number))
    return Said(notice.ident, _own(notice.facts), tuple(sorted(entries, key=lambda entry: entry.key)))


def _own(facts: Facts) -> Facts:
    """Give *facts* with the addresses of the own site as they were."""
    return {name: _relative(value) for name, value in facts.items()}


def _relative(value: Value) -> Value:
    if isinstance(value, Link):
        return value._replace(url=_address(value.url))
    if isinstance(value, Contact):
        return value._replace(website=_address(value.website))
    return _address(value) if isinstance(value, str) else value


def _address(url: str) -> str:
    return (url[len(BASE) :] or './') if url.startswith(BASE) else url
