"""Who is responsible for a notice, where the notice only names them and they are described elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.notices.records import NoticeEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.resolve import Notices


def other_controllers(notices: Notices, notice: str) -> tuple[NoticeEntry, ...]:
    """Give the controllers that *notice* has and does not list among its entries.

    That is one that it names in ``controller``, or the default one, with what the register or another notice states
    of it.
    """
    index = notices.index
    there = {entry.ident for entry in notices.whole(notice) if entry.kind == 'controller'}
    missing = [target for target in dict.fromkeys(index.controllers(notice)) if target.rpartition('/')[2] not in there]
    return tuple(entry for target in missing for entry in _described(notices, notice, target))


def _described(notices: Notices, notice: str, target: str) -> Iterator[NoticeEntry]:
    """Give the first description of a controller, if there is one; ``notice/id`` means that of another notice."""
    index = notices.index
    stating, exact, ident = target.rpartition('/')
    places = [place for place in index.showings('controller', ident) if not exact or place.record.notice == stating]
    if places:
        there = notices.own(places[0].record.notice)
        yield from [entry for entry in there if entry.key == ('controller', ident)][:1]
        return
    known = None if exact else index.register.get('controller', ident)
    if known is not None:
        title = index.title('controller', ident)
        namer = _namer(notices, notice, ident)
        yield NoticeEntry('controller', ident, title, namer, known.facts, source=known.source, line=known.line)
    else:
        foreign = index.foreign_entries('controller', ident)
        if exact:
            there = index.foreign[stating].entries if stating in index.foreign else ()
            foreign = [entry for entry in foreign if entry in there]
        yield from foreign[:1]


def _namer(notices: Notices, notice: str, ident: str) -> str:
    """Give the notice that names the controller: this one, or the nearest that it adds to.

    A default controller is that of the last one which is known: what a notice names in ``addendum-to`` may not exist.
    """
    index = notices.index
    above = [name for name in index.ancestors(notice) if name in index.notices or name in index.foreign]
    chain = (notice, *above)
    for candidate in chain:
        stated = index.notice_fact(candidate, 'controller')
        if isinstance(stated, tuple) and ident in stated:
            return candidate
    return chain[-1]
