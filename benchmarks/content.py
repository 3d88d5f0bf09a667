"""The facts that every form of the benchmark project shows, drawn from a seeded generator."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

SEED: Final = 20
ENTRIES_PER_PAGE: Final = 20
VENDORS: Final = 200
"""Vendors that the entries share; real registers hold tens, so this is a large one."""
RARE_EVERY: Final = 100
"""One page in this many shows the rare vendor: the one that is edited."""
MARKUP_EVERY: Final = 4
"""One entry in this many has a link in its paragraph; the others are plain words."""

CATEGORIES: Final = ('hosting', 'analytics', 'email', 'support', 'monitoring')
COUNTRIES: Final = (('US', 'United States'), ('DE', 'Germany'), ('IE', 'Ireland'), ('CA', 'Canada'))
DATA: Final = (
    ('ip-address', 'IP address'),
    ('user-agent', 'HTTP User-Agent'),
    ('email-address', 'Email address'),
)
PERIODS: Final = (('P30D', '30 days'), ('P90D', '90 days'), ('P2Y', '2 years'))
WORDS: Final = tuple(
    word
    for line in (
        'the visitor sends a request and our service keeps what it needs to answer it for as long as the',
        'account stands while other records are removed after some days or when a person asks by letter',
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Vendor:
    """What is true of a vendor wherever it is shown."""

    id: str
    name: str
    legal_name: str
    category: str
    country: tuple[str, str]
    agreement: tuple[str, str]
    policy: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A vendor as one page shows it."""

    vendor: Vendor
    purpose: str
    data: tuple[tuple[str, str], ...]
    retention: tuple[str, str]
    paragraph: str

    def shown(self) -> tuple[str, ...]:
        """Give the words that every form shows."""
        vendor = self.vendor
        words = (vendor.name, vendor.legal_name, vendor.category, vendor.country[1], vendor.agreement[1])
        return (*words, self.purpose, *(label for _, label in self.data), self.retention[1])


@dataclass(frozen=True, slots=True)
class Page:
    """A notice with its entries, and a paragraph before them that refers to two."""

    name: str
    introduction: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a project of one size shows."""

    vendors: tuple[Vendor, ...]
    pages: tuple[Page, ...]

    @property
    def rare(self) -> Vendor:
        """Give the vendor that few pages show."""
        return self.vendors[-1]

    def pages_with_rare(self) -> frozenset[str]:
        """Give the names of the pages that show it."""
        return frozenset(page.name for page in self.pages if any(entry.vendor is self.rare for entry in page.entries))


def prose(random: Random, words: int) -> str:
    """Make one sentence."""
    return ' '.join(random.choices(WORDS, k=words)).capitalize() + '.'


def make_content(entries: int) -> Content:
    """Draw the facts of a project of this many entries; the same number gives the same facts."""
    random = Random(SEED)
    vendors = tuple(_make_vendor(random, number) for number in range(VENDORS + 1))
    pages = tuple(
        _make_page(random, number, min(ENTRIES_PER_PAGE, entries - first), vendors)
        for number, first in enumerate(range(0, entries, ENTRIES_PER_PAGE))
    )
    return Content(vendors, pages)


def _make_vendor(random: Random, number: int) -> Vendor:
    name = f'Vendor {number:03}'
    site = f'https://vendor-{number:03}.example.org'
    return Vendor(
        id=f'vendor-{number:03}',
        name=name,
        legal_name=f'{name} Incorporated',
        category=random.choice(CATEGORIES),
        country=random.choice(COUNTRIES),
        agreement=('Data Processing Terms', f'{site}/terms'),
        policy=('Privacy Policy', f'{site}/privacy'),
    )


def _make_page(random: Random, number: int, size: int, vendors: tuple[Vendor, ...]) -> Page:
    shown = [vendors[(number * ENTRIES_PER_PAGE + place) % VENDORS] for place in range(size)]
    if number % RARE_EVERY == 0:
        shown[-1] = vendors[-1]
    return Page(
        name=f'page-{number:04}',
        introduction=prose(random, 40),
        entries=tuple(_make_entry(random, vendor, place) for place, vendor in enumerate(shown)),
    )


def _make_entry(random: Random, vendor: Vendor, place: int) -> Entry:
    paragraph = prose(random, 30)
    if place % MARKUP_EVERY == 0:
        paragraph += f' See [their help pages](https://{vendor.id}.example.org/help).'
    return Entry(
        vendor=vendor,
        purpose=f'to {random.choice(WORDS)} and {random.choice(WORDS)}',
        data=tuple(sorted(random.sample(DATA, 2))),
        retention=random.choice(PERIODS),
        paragraph=paragraph,
    )
