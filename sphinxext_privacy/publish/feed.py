"""A feed of the changes of each notice: which notices have one, what stands in it, and when it is written."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.dates.parse import is_date
from sphinxext_privacy.files import write_if_changed
from sphinxext_privacy.labels import translate
from sphinxext_privacy.lifecycle import domain_of
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.ids import slug
from sphinxext_privacy.model.kinds import CHANGE
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.publish import BUILDERS
from sphinxext_privacy.publish.form import Form, Published, is_wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.publish.addresses import Addresses
    from sphinxext_privacy.publish.atom import Entry, Feed

SUFFIX: Final = '.atom'
LINK_TITLE: Final = N_('Changes: {notice}')
TITLE: Final = N_('{kind} on {date}')
"""Title of an entry: "Added on February 10, 2026"."""
PLAIN_TITLE: Final = N_('Change of {date}')
"""Title of an entry that does not say what kind of a change it is."""


def connect(app: Sphinx) -> None:
    """Write the feeds when the pages are written."""
    app.connect('build-finished', _write_all)


def changes(domain: PrivacyDomain, notice: str) -> list[NoticeEntry]:
    """Give the changes of a notice, newest first; those of one day in the order of the pages.

    What has no date cannot stand in a feed; of a wrong date, its page was warned when it was read.
    """
    found = [entry for entry in domain.notices.own(notice) if entry.kind == CHANGE.name and is_date(_date(entry))]
    return sorted(found, key=_date, reverse=True)


def _date(change: NoticeEntry) -> str:
    return str(change.facts.get('date', ''))


def _name(notice: str) -> str:
    return f'{notice}{SUFFIX}'


def _with_feed(domain: PrivacyDomain) -> list[str]:
    return [notice for notice in domain.notices.all() if changes(domain, notice)]


def _files(domain: PrivacyDomain) -> dict[str, list[Published]]:
    """Give the feeds that each page names: those of all notices that it states something of."""
    feeds = {
        notice: Published(_name(notice), translate(LINK_TITLE).format(notice=domain.notice_title(notice)))
        for notice in _with_feed(domain)
    }
    found = {}
    for docname in domain.documents if feeds else ():
        named = [feeds[notice] for notice in domain.index.notices_of(docname) if notice in feeds]
        if named:
            found[docname] = named
    return found


# -- what stands in a feed --------------------------------------------------------------------------------------


def _feed(app: Sphinx, notice: str) -> Feed:
    from sphinxext_privacy.publish.addresses import Addresses
    from sphinxext_privacy.publish.atom import Feed

    domain = domain_of(app.env)
    addresses = Addresses(domain, app.builder, notice, _name(notice))
    return Feed(
        addresses.id,
        domain.notice_title(notice),
        (app.config.language or 'en').replace('_', '-'),
        addresses.feed,
        addresses.page,
        _authors(domain, notice),
        tuple(_entries(app, notice, addresses)),
    )


def _authors(domain: PrivacyDomain, notice: str) -> tuple[str, ...]:
    """Give the names of the controllers; where none is known, that of the notice stands for its author."""
    docname = domain.index.notices[notice][0].docname
    names = []
    for ident in domain.index.controllers(notice):
        found = domain.index.resolve('controller', ident, docname, (notice,))
        names.append(domain.title_of(found, docname) if found is not None else ident)
    return tuple(names) or (domain.notice_title(notice),)


def _entries(app: Sphinx, notice: str, addresses: Addresses) -> Iterator[Entry]:
    from sphinxext_privacy.publish.atom import Entry

    domain = domain_of(app.env)
    found = changes(domain, notice)
    html = _contents(app, found, addresses)
    ids = _ids(found, addresses)
    for change, ident in zip(found, ids, strict=True):
        kind = str(change.facts.get('kind', ''))
        label = translate(VOCABULARIES['change-kinds'].labels.get(kind, '')) or kind
        date = domain.date_in_words(_date(change))
        yield Entry(
            ident,
            translate(TITLE).format(kind=label, date=date) if kind else translate(PLAIN_TITLE).format(date=date),
            _date(change),
            addresses.of_place(change.docname, change.anchor),
            html[change.docname, change.position],
            kind,
            label,
        )


def _ids(found: list[NoticeEntry], addresses: Addresses) -> list[str]:
    """Give an id for each change, which must stay when others are added, also those of the same day.

    An id that the author stated is enough; without one, the kind of the change and what it is about tell changes of
    one day apart. Only where these are the same too do places count, from the end: new changes mostly stand first.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    ids = []
    for change in reversed(found):
        parts: tuple[str, ...] = (change.ident,)
        if change.ident == slug(_date(change)):
            entries = change.facts.get('entries')
            parts += (str(change.facts.get('kind', '')), *map(str, entries if isinstance(entries, tuple) else ()))
        seen[parts] += 1
        ids.append(addresses.of_entry(*parts, *([f'#{seen[parts]}'] if seen[parts] > 1 else [])))
    return ids[::-1]


def _contents(app: Sphinx, found: list[NoticeEntry], addresses: Addresses) -> dict[tuple[str, int], str]:
    """Give what each change says as HTML, by page and position."""
    from sphinxext_privacy.publish.content import content_of

    pages: dict[str, set[int]] = {}
    for change in found:
        pages.setdefault(change.docname, set()).add(change.position)
    made = {}
    for docname, positions in pages.items():
        html = content_of(app, docname, positions, partial(addresses.from_page, docname))
        made.update({(docname, position): text for position, text in html.items()})
    return made


# -- files ------------------------------------------------------------------------------------------------------


def _write_all(app: Sphinx, exception: Exception | None) -> None:
    """Write the feeds that changed, and remove those that are no more (event ``build-finished``)."""
    if exception is not None or app.builder.name not in BUILDERS:
        return
    outdir = Path(app.outdir)
    wanted = _with_feed(domain_of(app.env)) if is_wanted(app, FORM.name) else []
    _remove_others(outdir, {_name(notice) for notice in wanted})
    for notice in wanted:
        from sphinxext_privacy.publish.atom import feed_bytes

        write_if_changed(outdir / _name(notice), feed_bytes(_feed(app, notice)))


def _remove_others(outdir: Path, names: set[str]) -> None:
    """Remove feeds of an earlier build; a file of the same kind that was not made here stays."""
    for path in outdir.glob(f'*{SUFFIX}'):
        if path.name not in names and path.is_file():
            from sphinxext_privacy.publish.atom import is_ours

            if is_ours(path.read_bytes()):
                path.unlink()


FORM: Final = Form('feed', 'application/atom+xml', _files, connect)
