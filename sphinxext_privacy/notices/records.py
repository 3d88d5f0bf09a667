"""What a notice says of one thing, wherever that is stated; and notices of other projects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_privacy.domain.records import Reference
    from sphinxext_privacy.model.values import Facts, Value


class Marked(NamedTuple):
    """Prose of a field that holds markup: where that stands."""

    docname: str
    position: int
    """Place among the entries of the page."""
    name: str
    """The field."""
    digest: str
    """Digest of the markup."""
    references: tuple[Reference, ...]
    """What it refers to."""


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """One entry of a notice, with all that holds of it there."""

    kind: str
    ident: str
    title: str
    """Its name as text: stated, of the register or of a vocabulary, else its id."""
    notice: str
    """Id of the notice that states it."""
    facts: Facts
    """What holds of it: stated on a page, in the register, or inherited, in this order."""
    stated: Facts = field(default_factory=dict)
    """What its own page states, a part of :attr:`facts`."""
    body: str = ''
    """The text of its body."""
    body_at: tuple[str, int] = ('', 0)
    """Page of its body, and its place among the entries there; for an inherited body, those of the parent."""
    docname: str = ''
    """The page it stands on first; empty where that is in another project."""
    anchor: str = ''
    """Its HTML id on that page."""
    source: str = ''
    """The file it stands in, where that is not the file of the page."""
    line: int = 0
    position: int = 0
    """Its place among the entries of the page."""
    url: str = ''
    """Where it stands in another project; empty for those of this one."""
    accept: tuple[str, ...] = ()
    """Findings that are accepted there: ``RULE — reason``."""
    marked: tuple[Marked, ...] = ()
    """Those of :attr:`facts` that hold markup on their page, one for each field."""

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id: what makes two entries one."""
        return self.kind, self.ident


@dataclass(frozen=True, slots=True)
class ForeignNotice:
    """A notice of another project, as its ``privacy.json`` gives it."""

    ident: str
    """The id that its entries know it by here; it may be known under others too."""
    title: str
    url: str
    """Where it can be read."""
    facts: Mapping[str, Value] = field(default_factory=dict)
    entries: tuple[NoticeEntry, ...] = ()
    """Its own entries and what it inherits."""
    digest: str = ''
    """Digest of all this, for the pages that show some of it."""
