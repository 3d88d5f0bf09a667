"""Addresses: links that are safe, have words, and lead to whom they should (X-URL, X-DPA-URL)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.rules.hosts import CONTRACTS, OWN, addresses_of, host_of, own_hosts, owned_part
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.rules.vendors import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice, Project
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_ADDRESSES: Final = {
    name: tuple(item.name for item in kind.fields if item.type in {'link', 'url', 'contact'})
    for name, kind in KINDS.items()
}
_PROSE: Final = {name: tuple(item.name for item in kind.fields if item.type == 'prose') for name, kind in KINDS.items()}
_HERE: Final = frozenset({'localhost', '127.0.0.1', '::1'})
_BARE: Final = pattern(r'(?:(?<!\S)|(?<=\())https?://[^\s<>"\'()]*[^\s<>"\'().,;:!?]')
"""An address in prose that no markup makes a link of."""
_BLOG: Final = pattern(r'/blogs?(?:/|$)|^https?://blog\.', re.IGNORECASE)


@FAMILY.rule(
    'X-URL',
    'consistency',
    'consistency',
    'warning',
    text=N_('Addresses are links with words, and safe.'),
    wrong=N_('An address is not safe.'),
    remedy=N_('Write an https address, and in prose a link with words.'),
)
def addresses(notice: Notice) -> Iterator[Outcome]:
    """Find http addresses in facts, and addresses in the words of entries that are links without words, or none."""
    for name in _ADDRESSES[NOTICE.name]:
        for url in addresses_of(notice.own_facts.get(name)):
            if _unsafe(url):
                yield wanting(None, N_('The address {url} in `{field}` is not safe.'), url=url, field=name)
    for entry in notice.entries:
        if entry.notice != notice.ident:
            continue
        for name in _ADDRESSES[entry.kind]:
            if name in entry.facts:
                for url in addresses_of(entry.facts[name]):
                    if _unsafe(url):
                        at = notice.found_in(entry, name)
                        yield wanting(at, N_('The address {url} in `{field}` is not safe.'), url=url, field=name)
        for name in _PROSE[entry.kind]:
            value = entry.facts.get(name)
            if isinstance(value, str) and '://' in value:
                at = notice.found_in(entry, name)
                for url in _BARE.findall(value):
                    yield wanting(at, N_('The address {url} stands in `{field}` without words.'), url=url, field=name)
    for passage in notice.passages:
        if passage.entry is not None:
            for url in passage.bare_urls:
                yield wanting(passage, N_('The address {url} stands in the text without words.'), url=url)


def _unsafe(url: str) -> bool:
    if not url.lower().startswith('http:'):
        return False
    host = host_of(url)
    return host not in _HERE and not host.endswith('.localhost')


@FAMILY.rule(
    'X-DPA-URL',
    'consistency',
    'consistency',
    'info',
    text=N_('Links of a recipient lead to that recipient, and that of its contract to a contract.'),
    wrong=N_('A link of a recipient seems to lead elsewhere.'),
    remedy=N_(
        'Name the address of the recipient, its hosts in `:domains:`, or who the contract is with in `:legal-name:`.'
    ),
    wide=True,
    across={'processor': OWN},
)
def recipient_links(notice: Notice) -> Iterator[Outcome]:
    """Find agreements that stand in a blog or with somebody else, and policies of another recipient.

    A contract may well be kept where others are signed, or by a company whose name the recipient or the link bears.
    """
    for entry in notice.of('processor'):
        found = False
        for name in ('agreement', 'policy'):
            link = entry.facts.get(name)
            host = host_of(link.url) if isinstance(link, Link) else ''
            if not host or not isinstance(link, Link):
                continue
            said = _wrong(notice.project, entry, name, link, owned_part(host))
            if said is not None:
                found = True
                message, values = said
                yield wanting(notice.found_in(entry, name), message, field=name, **values)
        if not found and 'agreement' in entry.facts:
            yield met(entry)


def _wrong(project: Project, entry: NoticeEntry, name: str, link: Link, host: str) -> tuple[str, dict[str, str]] | None:
    """Say what is wrong with the address of a link of a recipient, if anything is."""
    if name == 'agreement' and _BLOG.search(link.url):
        return N_('The link in `{field}` leads to a blog, {url}.'), {'url': link.url}
    own = own_hosts(entry)
    policy = entry.facts.get('policy')
    if name == 'agreement' and isinstance(policy, Link) and host_of(policy.url):
        own |= {owned_part(host_of(policy.url))}
    names = [str(entry.facts.get(item, '')) for item in ('name', 'short-name', 'legal-name')]
    if host in own or (name == 'agreement' and (host in CONTRACTS or _is_named(host, *names))):
        return None
    others = sorted(project.once(_owners).get(host, set()) - {entry.ident})
    if others:
        values = {'host': host, 'other': others[0]}
        return N_('The link in `{field}` leads to {host}, which belongs to {other}.'), values
    if name == 'agreement' and own and not _is_named(host, link.title):
        return N_('The link in `{field}` leads to {host}, not to the recipient.'), {'host': host}
    return None


def _is_named(host: str, *names: str) -> bool:
    """Tell whether one of *names* holds the name in *host*: that of "salesforce.com" stands in "Salesforce, Inc."."""
    label = folded_name(host.partition('.')[0])
    return len(label) > 2 and any(label in folded_name(name) for name in names)


def _owners(project: Project) -> dict[str, set[str]]:
    """Give by host the recipients whose own it is, over the whole project."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in project.stating('processor', OWN):
        for host in own_hosts(entry):
            found[host].add(entry.ident)
    return dict(found)
