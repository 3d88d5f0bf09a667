"""Hosts of addresses, and the part of a name that somebody owns."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.notices.select import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry

_SECOND: Final = frozenset({'ac', 'co', 'com', 'edu', 'gob', 'gov', 'gouv', 'go', 'ne', 'net', 'or', 'org'})
"""What stands before a country in names of which the country gives out the third part, such as ``co.uk``."""
OWN: Final = frozenset({'domains', 'website'})
"""The facts of a recipient that tell its own hosts."""

CONTRACTS: Final = frozenset(
    {
        'adobesign.com',
        'commonpaper.com',
        'docusign.com',
        'docusign.net',
        'drata.com',
        'dropboxsign.com',
        'echosign.com',
        'hellosign.com',
        'ironcladapp.com',
        'juro.com',
        'pandadoc.com',
        'safebase.io',
        'signnow.com',
        'vanta.com',
        'yousign.app',
    }
)
"""Owned parts of hosts at which companies let others sign or fetch their contracts."""


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Give the host of a web address in small letters; empty for everything else."""
    if not url.lower().startswith(('http://', 'https://')):
        return ''
    try:
        return (urlsplit(url).hostname or '').rstrip('.')
    except ValueError:
        return ''


def owned_part(host: str) -> str:
    """Give the part of *host* that somebody owns: ``example.com`` of ``www.example.com``, ``a.co.uk`` of ``b.a.co.uk``.

    A simple rule of thumb, which needs no list of suffixes.
    """
    labels = host.casefold().removeprefix('*.').strip('.').split('.')
    if len(labels) < 3 or labels[-1].isdigit():
        return '.'.join(labels)
    third = len(labels[-1]) == 2 and labels[-2] in _SECOND
    return '.'.join(labels[-3:] if third else labels[-2:])


def own_hosts(entry: NoticeEntry) -> frozenset[str]:
    """Give the owned parts of the hosts that are those of a recipient itself: of its domains and its website."""
    found = {owned_part(domain) for domain in texts(entry.facts.get('domains'))}
    website = entry.facts.get('website')
    if isinstance(website, Link):
        found.add(owned_part(host_of(website.url)))
    return frozenset(found - {''})


def addresses_of(value: object) -> Iterator[str]:
    """Give the addresses in a value of a link, URL or contact."""
    if isinstance(value, Link):
        yield value.url
    elif isinstance(value, Contact):
        yield value.website
    elif isinstance(value, str):
        yield value
