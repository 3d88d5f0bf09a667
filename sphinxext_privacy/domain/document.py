"""What is kept of each document."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinxext_privacy.domain.records import Content, EntryRecord, OverviewRecord, PassageRecord, Reference

_State = tuple[bytes, bool, str, str, bool, bool, str, tuple[int, int]]


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
        self._unpacked: Content | None = (entries, references, overviews, passages)
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
    def _content(self) -> Content:
        if self._unpacked is None:
            assert self._packed is not None
            self._unpacked = cast('Content', pickle.loads(self._packed))
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
