"""What is kept of each document: plain records, never nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinxext_privacy.model.values import Facts


class EntryRecord(NamedTuple):
    """One entry as it was stated on a page, translated, with its markup taken out."""

    kind: str
    idents: tuple[str, ...]
    """Ids; more than one where one entry is about several processors."""
    typed: str
    """The text that was taken as a name and may be an id of the register; else empty."""
    notice: str
    """Id of the notice it belongs to; empty where there is none."""
    facts: Facts
    style: str
    anchors: tuple[str, ...]
    """HTML ids on its page, one for each of ``idents``."""
    source: str
    """The file it stands in, where that is not the file of the document (an included file); else empty."""
    line: int
    body: str
    """Text of the body."""
    accept: tuple[str, ...] = ()


class Reference(NamedTuple):
    """A role or link that names an entry, or may name one."""

    type: str
    """Object type, ``updated``, or ``any`` for links that do not say what they link to."""
    target: str


class DocumentRecord(NamedTuple):
    """Everything the domain knows of one document."""

    entries: tuple[EntryRecord, ...] = ()
    references: tuple[Reference, ...] = ()
    undated: bool = False
    """Whether it shows a date that it does not state itself, which may change while no page does."""
    digest: str = ''
    """Digest of what other pages can show of this one, and of what it names itself."""
