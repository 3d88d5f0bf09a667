"""What is kept of the entries, overviews, references and passages of a document: plain records, never nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinxext_privacy.model.values import Facts


class Reference(NamedTuple):
    """A role or link that names an entry, or may name one."""

    type: str
    """Object type, ``updated``, ``any`` for links that do not say what they link to, or ``doc`` or
    ``ref``: a document, or the label of a place in one, that an entry links to."""
    target: str


class MarkedField(NamedTuple):
    """Prose of a field that holds markup, which its text among the facts does not show."""

    name: str
    digest: str
    """Digest of the markup that overviews can show."""
    references: tuple[Reference, ...] = ()
    """What it refers to."""


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
    marked: tuple[MarkedField, ...] = ()
    """The fields whose prose holds markup, which stays in the doctree of the page."""

    def place(self, docname: str) -> tuple[str, int] | str:
        """Give where it stands, as warnings take it; *docname* is its page."""
        return f'{self.source}:{self.line}' if self.source else (docname, self.line)


class OverviewRecord(NamedTuple):
    """One overview: what it is asked to show. What it shows follows from all other records."""

    directive: str
    notice: str
    """Id of the notice of the page at this place; empty where there is none."""
    notices: tuple[str, ...]
    """The notices asked for, ``*`` for all; empty: that of the page."""
    scope: str
    style: str
    columns: tuple[str, ...]
    """Fields to show; empty: those of the directive."""
    sort: tuple[str, ...]
    where: tuple[tuple[str, str], ...]
    group: str
    caption: str
    """Words of the author above it, without their markup; empty: those of the directive."""
    anchor: str
    """HTML id on its page."""
    source: str
    """The file it stands in, where that is not the file of the document."""
    line: int


class ImageRecord(NamedTuple):
    """An image of a page with entries."""

    uri: str
    described: bool
    """Whether it has a text alternative, or is said to be mere decoration."""


class PassageRecord(NamedTuple):
    """A paragraph, heading, list item, cell or image of a page with entries."""

    line: int
    text: str
    """Empty for a paragraph of a plain body, which stands in the record of its entry, and for an image alone."""
    position: int = -1
    """Place of the entry in whose body it stands; -1 for text outside of entries."""
    bare_urls: tuple[str, ...] = ()
    """Addresses that stand in it without words of their own."""
    source: str = ''
    """The file it stands in, where that is not the file of the document."""
    images: tuple[ImageRecord, ...] = ()
    """The images in it."""


Content = tuple[tuple[EntryRecord, ...], tuple[Reference, ...], tuple[OverviewRecord, ...], tuple[PassageRecord, ...]]
"""What is kept of one document, each in the order of the page."""
