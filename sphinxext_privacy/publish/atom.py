"""Atom (RFC 4287) from plain data; nothing here knows Sphinx."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Final, NamedTuple

NAMESPACE: Final = 'http://www.w3.org/2005/Atom'
MEDIA_TYPE: Final = 'application/atom+xml'
GENERATOR: Final = 'sphinxext-privacy'
_MARK: Final = f'<generator>{GENERATOR}</generator>'.encode()
_HEAD: Final = 64 * 1024
"""Within how many bytes the generator stands: before the entries."""
_FORBIDDEN: Final = re.compile('[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
"""What XML cannot hold, not even escaped; and the carriage return, which readers of XML make a new line of."""


class Entry(NamedTuple):
    """One entry of a feed."""

    id: str
    title: str
    date: str
    """ISO date."""
    url: str
    """Where readers find it."""
    html: str
    """What it says; may be empty."""
    term: str
    """Its category as a key; empty where it has none."""
    label: str
    """Its category in words."""


class Feed(NamedTuple):
    """One feed."""

    id: str
    title: str
    language: str
    url: str
    """Where it stands itself."""
    page: str
    """The page it is about."""
    authors: tuple[str, ...]
    """Names of those who are responsible; Atom asks for one at least."""
    entries: tuple[Entry, ...]
    """Newest first; there is one at least."""


def feed_bytes(feed: Feed) -> bytes:
    """Give *feed* as a file."""
    root = ET.Element('feed', {'xmlns': NAMESPACE, 'xml:lang': feed.language})
    _add(root, 'id', feed.id)
    _add(root, 'title', feed.title)
    _add(root, 'updated', _instant(feed.entries[0].date))
    ET.SubElement(root, 'link', {'rel': 'self', 'type': MEDIA_TYPE, 'href': feed.url})
    ET.SubElement(root, 'link', {'rel': 'alternate', 'type': 'text/html', 'href': feed.page})
    for author in feed.authors:
        _add(ET.SubElement(root, 'author'), 'name', author)
    _add(root, 'generator', GENERATOR)
    for entry in feed.entries:
        _add_entry(root, entry)
    ET.indent(root)
    text = ET.tostring(root, encoding='unicode')
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def is_ours(data: bytes) -> bool:
    """Tell whether the file that begins with *data* was made here."""
    return _MARK in data[:_HEAD]


def _add_entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, 'entry')
    _add(element, 'id', entry.id)
    _add(element, 'title', entry.title)
    _add(element, 'updated', _instant(entry.date))
    ET.SubElement(element, 'link', {'rel': 'alternate', 'type': 'text/html', 'href': entry.url})
    if entry.term:
        ET.SubElement(element, 'category', {'term': _clean(entry.term), 'label': _clean(entry.label)})
    if entry.html:
        _add(element, 'content', entry.html, type='html')


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _clean(text)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub('', text)


def _instant(date: str) -> str:
    """Give the first moment of a day: Atom knows no dates without a time."""
    return f'{date}T00:00:00Z'
