"""Which pages must be written again: a digest of all that a page shows and does not itself state."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_privacy.domain.index import Found, Index
    from sphinxext_privacy.domain.records import DocumentRecord, EntryRecord


def _sha(parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


class PageDigests:
    """Computes the digests of pages of one build.

    What a page itself states needs no digest: when it changes, the page is read and written anyway. What
    counts is the register, other pages, the settings, and dates that come from outside.
    """

    def __init__(
        self,
        index: Index,
        settings: str,
        titles: Callable[[str], str],
        date_of: Callable[[str, str], str],
    ) -> None:
        """*titles* gives the title of a document, *date_of* the date of a notice (by notice id and docname)."""
        self.index = index
        self.settings = settings
        self.titles = titles
        self.date_of = date_of
        self._notices: dict[str, str] = {}
        self._registered: dict[tuple[str, str], str] = {}

    def page(self, docname: str, document: DocumentRecord) -> str:
        """Give the digest of the page *docname*."""
        index = self.index
        parts: list[object] = [self.settings]
        for record in document.entries:
            parts.append(record.style)
            own = dict.fromkeys((*index.idents(record), record.typed))
            parts.extend(self._register_state(record.kind, ident) for ident in own)
            parts.extend(self._target_state(kind, target, docname, record) for kind, target in index.named(record))
            parts.append(self._notice_state(record.notice))
            if record.kind == 'notice':
                parts.append(self.date_of(record.idents[0], docname))
        parts.extend(self._reference_state(item.type, item.target, docname) for item in document.references)
        return _sha(parts)

    def _register_state(self, kind: str, ident: str) -> str:
        key = (kind, ident)
        if key not in self._registered:
            known = self.index.register.get(kind, ident) if ident else None
            self._registered[key] = known.digest if known is not None else ''
        return self._registered[key]

    def _target_state(self, kind: str, target: str, docname: str, record: EntryRecord) -> object:
        kinds = KINDS if kind == '*' else (kind,)
        notices = (record.notice,) if record.notice else None
        return [self._found_state(self.index.resolve(name, target, docname, notices), name) for name in kinds]

    def _found_state(self, found: Found | None, kind: str) -> object:
        if found is None:
            return None
        showing = found.showing
        title = found.title
        if kind == 'notice' and showing is not None:
            title = f'{title}\0{self.titles(showing.docname)}'
        place = (showing.docname, showing.anchor) if showing is not None else None
        return (found.ident, title, place, self._register_state(kind, found.ident))

    def _notice_state(self, ident: str) -> str:
        """Digest what entries of a notice show of it: the controllers, by name."""
        if ident not in self._notices:
            index = self.index
            controllers = index.controllers(ident)
            shown = []
            for controller in controllers:
                places = index.showings('controller', controller)
                shown.append(
                    (
                        controller,
                        self._register_state('controller', controller),
                        [place.record.facts for place in places],
                    )
                )
            self._notices[ident] = _sha((index.ancestors(ident), shown))
        return self._notices[ident]

    def _reference_state(self, kind: str, target: str, docname: str) -> object:
        if kind == 'any':
            return [self._found_state(found, found.kind) for found in self.index.resolve_any(target, docname)]
        if kind == 'updated':
            notices = self.index.notices_of(docname) if target == '.' else (target,)
            return [self.date_of(notice, docname) for notice in notices or ('',)]
        return self._found_state(self.index.resolve(kind, target, docname), kind) if kind in KINDS else None
