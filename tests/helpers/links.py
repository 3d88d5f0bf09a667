"""Ids and links in what was built."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from lxml import etree, html

if TYPE_CHECKING:
    from pathlib import Path

_BRACED: Final = r'((?:[^{}\[\]]|\{[^{}]*\})*)'
_LABEL: Final = re.compile(rf'\\label\{{{_BRACED}\}}')
_LINK: Final = re.compile(rf'\\(?:hyperref\[{_BRACED}\]|sphinxstyleindexpageref\{{{_BRACED}\}})')


class Pages:
    """The HTML pages of a folder: their ids, and where their links lead."""

    def __init__(self, folder: Path) -> None:
        self.ids: dict[str, Counter[str]] = {}
        self.links: dict[str, set[str]] = {}
        for path in sorted((*folder.rglob('*.html'), *folder.rglob('*.xhtml'))):
            name = path.relative_to(folder).as_posix()
            content = path.read_bytes()
            tree = etree.fromstring(content) if name.endswith('.xhtml') else html.fromstring(content)
            self.ids[name] = Counter(tree.xpath('//@id'))
            self.links[name] = set(tree.xpath('//*[local-name() = "a"]/@href'))
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file()}

    def duplicates(self) -> list[str]:
        """Give each id that a page holds more than once."""
        return [f'{page}#{ident}' for page, ids in self.ids.items() for ident, number in ids.items() if number > 1]

    def inner(self) -> list[tuple[str, str, str]]:
        """Give page, file and id of each link within the folder."""
        found = []
        for page, links in self.links.items():
            for link in sorted(links):
                parts = urlsplit(link)
                if parts.scheme or parts.netloc:
                    continue
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
                if not parts.path:
                    path = page
                elif parts.path.endswith('/') or path == '.':
                    path = posixpath.normpath(posixpath.join(path, 'index.html'))
                found.append((page, path, unquote(parts.fragment)))
        return found

    def broken(self) -> list[str]:
        """Give each link within the folder that leads nowhere."""
        wrong = []
        for page, path, fragment in self.inner():
            missing = path not in self.files or (fragment and path in self.ids and fragment not in self.ids[path])
            if missing:
                wrong.append(f'{page}: {path}#{fragment}')
        return wrong


def _name(text: str) -> str:
    """Give the name of a label, however it is written."""
    return re.sub(r'\\detokenize|[{}]', '', text)


def latex_labels(text: str) -> Counter[str]:
    """Give the labels of a LaTeX document."""
    return Counter(map(_name, _LABEL.findall(text)))


def latex_links(text: str) -> set[str]:
    """Give the labels that a LaTeX document refers to, in its text and in its indices."""
    return {_name(''.join(groups)) for groups in _LINK.findall(text)}
