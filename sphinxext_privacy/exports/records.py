"""What every form is made from: notices as they are in public, with nothing of the build left in them.

Addresses lead to the published pages, prose is text in the language of the build, files are relative to the docs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.reports.records import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_privacy.model.values import Facts

TABLES: Final[dict[str, str]] = {name: kind.table or f'{name}s' for name, kind in KINDS.items() if name != 'notice'}
"""Name of a kind → name of its table: that of the register, or its plural where the register has none."""


class Source(NamedTuple):
    """Where something is stated."""

    file: str
    """Relative to the folder of the docs, with slashes."""
    line: int


@dataclass(frozen=True, slots=True)
class ExportedEntry:
    """One entry of a notice."""

    kind: str
    ident: str
    title: str
    notice: str
    """Id of the notice that states it."""
    facts: Facts
    """In the order of the field table."""
    body: str = ''
    url: str = ''
    """Where it can be read: relative to the root of the site, or absolute where that is another one."""
    source: Source | None = None
    """``None`` where it is stated in another project."""

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id: what makes two entries one."""
        return self.kind, self.ident


@dataclass(frozen=True, slots=True)
class ExportedNotice:
    """One notice of the project."""

    ident: str
    title: str
    url: str
    """Where it can be read: as its author states, else relative to the root of the site."""
    facts: Facts
    source: Source
    parents: tuple[str, ...]
    """Ids of the notices it adds to, nearest first, through all generations."""
    controllers: tuple[str, ...]
    """Ids of those who are responsible, wherever that is stated."""
    own: tuple[ExportedEntry, ...]
    """What it states itself, in the order of its pages."""
    resolved: tuple[ExportedEntry, ...]
    """The same with all that it inherits, its own first."""
    date: str = ''
    """Its date for readers (ISO 8601): stated, else that of its last change in git; empty where neither is known."""


class Elsewhere(NamedTuple):
    """A notice of another project."""

    title: str
    url: str
    """Where it can be read."""


@dataclass(frozen=True, slots=True)
class Exported:
    """All notices of a project."""

    project: str
    language: str
    notices: tuple[ExportedNotice, ...]
    """Sorted by id."""
    report: Report = field(default_factory=Report)
    """What the rules say of them."""
    base_url: str = ''
    """Address of the root of the site, with a slash at its end; empty where the project does not say it."""
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    """The notices of other projects, by each id under which they are known in this one."""

    def absolute(self, url: str) -> str:
        """Give *url*, which starts at the root of the site, with the address of the site where that is known."""
        return urljoin(self.base_url, url) if self.base_url else url
