"""Recipients that are described under two ids: by their names and hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from sphinxext_privacy.model.values import Link
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.rules.hosts import OWN, host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Project

_FORM: Final = pattern(
    r'[\s,]+(?:inc|incorporated|llc|ltd|limited|plc|corp|corporation|co|gmbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|ab|oy|'
    r'aps|pbc|lp|llp|pty|pte|kk|ltda|s\.a|b\.v|gmbh & co\.? kg)\.?$'
)
_LETTERS: Final = pattern(r'[\W_]+')
MARKS: Final = frozenset({'name', 'short-name', *OWN})
"""The facts that tell a recipient from all others."""
_OTHERS: Final = {'name': ('name', 'short-name'), 'short-name': ('name',), 'host': ('host',)}
"""What is compared with what: products of one company may have one short name."""


def folded_name(name: str) -> str:
    """Give *name* so that it is the same however it is written: without case, blanks, marks and legal form."""
    text = normalize('NFKC', name).casefold().strip()
    while (shorter := _FORM.sub('', text)) != text:
        text = shorter
    return _LETTERS.sub('', text)


def same_vendors(project: Project) -> tuple[tuple[NoticeEntry, NoticeEntry], ...]:
    """Give pairs of recipients with two ids that seem to be one: a name or a host is the same.

    The first of each pair is the one that stands first.
    """
    first: dict[tuple[str, str], NoticeEntry] = {}
    found: dict[tuple[str, str], tuple[NoticeEntry, NoticeEntry]] = {}
    ours = _own_hosts(project)
    entries = [places[0] for (kind, _), places in project.described.items() if kind == 'processor']
    for entry in sorted(entries, key=lambda entry: (entry.docname, entry.position, entry.ident)):
        for mark in _marks(entry, ours):
            for other in _OTHERS[mark[0]]:
                earlier = first.get((other, mark[1]))
                if earlier is not None and earlier.ident != entry.ident:
                    found.setdefault((earlier.ident, entry.ident), (earlier, entry))
            first.setdefault(mark, entry)
    return tuple(found.values())


def _own_hosts(project: Project) -> frozenset[str]:
    """Give the hosts of the services themselves: many recipients may be reached at these."""
    return frozenset(
        _bare(host) for notice in project.notices.values() for host in texts(notice.own_facts.get('domains'))
    )


def _bare(host: str) -> str:
    return host.casefold().removeprefix('*.').removeprefix('www.')


def _marks(entry: NoticeEntry, ours: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give what tells a recipient from all others."""
    for name in ('name', 'short-name'):
        folded = folded_name(str(entry.facts.get(name, '')))
        if len(folded) > 2:
            yield name, folded
    hosts = {_bare(domain) for domain in texts(entry.facts.get('domains'))}
    website = entry.facts.get('website')
    # A page of a site on which many have pages is nobody's host.
    if isinstance(website, Link) and website.url.rstrip('/').count('/') == 2:
        hosts.add(_bare(host_of(website.url)))
    yield from (('host', host) for host in sorted(hosts - ours - {''}))
