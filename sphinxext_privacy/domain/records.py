"""What is kept of each document: plain records, never nodes."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, NamedTuple, cast

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

    def place(self, docname: str) -> tuple[str, int] | str:
        """Give where it stands, as warnings take it; *docname* is its page."""
        return f'{self.source}:{self.line}' if self.source else (docname, self.line)


class Reference(NamedTuple):
    """A role or link that names an entry, or may name one."""

    type: str
    """Object type, ``updated``, ``any`` for links that do not say what they link to, or ``doc``: a document that the
    body of an entry links to."""
    target: str


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


class DocumentRecord:
    """Everything the domain knows of one document.

    In the environment its entries and references are one string of bytes, and stay so until something asks for
    them: a build in which nothing changed would otherwise make thousands of objects only to drop them.
    """

    __slots__ = ('_packed', '_unpacked', 'bodies', 'digest', 'progress', 'reports', 'shows_bodies', 'undated', 'words')

    def __init__(
        self,
        entries: tuple[EntryRecord, ...] = (),
        references: tuple[Reference, ...] = (),
        overviews: tuple[OverviewRecord, ...] = (),
        passages: tuple[PassageRecord, ...] = (),
        *,
        undated: bool = False,
        digest: str = '',
        bodies: str = '',
        shows_bodies: bool = False,
        reports: bool = False,
        words: str = '',
        progress: tuple[int, int] = (0, 0),
    ) -> None:
        """*entries*, *references*, *overviews* and *passages* in the order of the page."""
        self._packed: bytes | None = None
        self._unpacked: _Content | None = (entries, references, overviews, passages)
        self.undated = undated
        """Whether it shows a date that it does not state itself, which may change while no page does."""
        self.digest = digest
        """Digest of what other pages can show of this one, and of what it names itself; without bodies."""
        self.bodies = bodies
        """Digest of the bodies of its entries, which few overviews show."""
        self.shows_bodies = shows_bodies
        """Whether an overview on it shows bodies of entries, which may stand on any page."""
        self.reports = reports
        """Whether a report on it tells what rules find, which looks at more of other pages than what they show."""
        self.words = words
        """Digest of its passages, of what it accepts and where, which rules look at and reports tell."""
        self.progress = progress
        """How many messages it has, and how many of them are translated in this build."""

    def __getstate__(self) -> _State:
        """Give the state with what it holds packed."""
        if self._packed is None:
            self._packed = pickle.dumps(self._unpacked, protocol=pickle.HIGHEST_PROTOCOL)
        kept = (self.undated, self.digest, self.bodies, self.shows_bodies, self.reports)
        return self._packed, *kept, self.words, self.progress

    def __setstate__(self, state: _State) -> None:
        """Take the state, and unpack nothing yet."""
        self._packed, self.undated, self.digest, self.bodies, self.shows_bodies = state[:5]
        self.reports, self.words, self.progress = state[5:]
        self._unpacked = None

    def __eq__(self, other: object) -> bool:
        """Tell whether both hold the same."""
        if not isinstance(other, DocumentRecord):
            return NotImplemented
        return (self._content, self.undated) == (other._content, other.undated)

    __hash__ = None  # type: ignore[assignment]

    def pack(self) -> None:
        """Drop what is unpacked, where it is kept packed as well: it is unpacked again when something asks for it."""
        if self._packed is not None:
            self._unpacked = None

    @property
    def _content(self) -> _Content:
        if self._unpacked is None:
            assert self._packed is not None
            self._unpacked = cast('_Content', pickle.loads(self._packed))
        return self._unpacked

    @property
    def entries(self) -> tuple[EntryRecord, ...]:
        """The entries, in the order of the page."""
        return self._content[0]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The roles and links that name entries, or may."""
        return self._content[1]

    @property
    def overviews(self) -> tuple[OverviewRecord, ...]:
        """The overviews, in the order of the page."""
        return self._content[2]

    @property
    def passages(self) -> tuple[PassageRecord, ...]:
        """What readers see, in the order of the page; nothing of pages without entries."""
        return self._content[3]


_Content = tuple[tuple[EntryRecord, ...], tuple[Reference, ...], tuple[OverviewRecord, ...], tuple[PassageRecord, ...]]
_State = tuple[bytes, bool, str, str, bool, bool, str, tuple[int, int]]
