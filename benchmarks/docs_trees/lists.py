"""The two files in which Sphinx lists what all pages hold: the inventory and the search index."""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Any, Final

from benchmarks.docs_trees.notice import DOMAIN, EXTENSION, INDICES

if TYPE_CHECKING:
    from pathlib import Path

INVENTORY: Final = 'objects.inv'
SEARCH_INDEX: Final = 'searchindex.js'

_ENTRY: Final = re.compile(r'(?P<name>.+?)\s+(?P<domain>[^\s:]+):(?P<role>\S+)\s+-?\d+\s+(?P<uri>\S*)\s+.*')
_SETTER: Final = re.compile(r'\s*Search\.setIndex\((.*)\)\s*;?\s*', re.DOTALL)


def read_inventory(path: Path, docname: str) -> list[str]:
    """Give the lines of ``objects.inv``, without those of the notice and of our domain."""
    content = path.read_bytes()
    *header, packed = content.split(b'\n', 4)
    lines = zlib.decompress(packed).decode().splitlines()
    return [*(line.decode() for line in header), *sorted(line for line in lines if not _is_ours(line, docname))]


def _is_ours(line: str, docname: str) -> bool:
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        return False
    page = entry['uri'].split('#')[0].removesuffix('.html').removesuffix('/')
    return entry['domain'] == DOMAIN or page == docname or entry['name'] in INDICES


def read_search_index(path: Path, docname: str) -> dict[str, Any]:
    """Give ``searchindex.js`` by names of documents, not by their numbers, without the notice and our domain."""
    written = _SETTER.fullmatch(path.read_text(encoding='utf-8'))
    if written is None:
        raise ValueError(f'{path.name} is not as Sphinx writes it')
    index: dict[str, Any] = json.loads(written[1])
    names: list[str] = index.pop('docnames')
    files = dict(zip(names, index.pop('filenames'), strict=True))
    titles = dict(zip(names, index.pop('titles'), strict=True))
    kinds = {number: tuple(kind[:2]) for number, kind in index.pop('objnames').items()}
    index.pop('objtypes')
    found: dict[str, Any] = {
        'documents': {name: (files[name], titles[name]) for name in names if name != docname},
        'objects': sorted(_objects(index.pop('objects'), names, kinds, docname)),
        'envversion': {name: number for name, number in index.pop('envversion').items() if name != EXTENSION},
    }
    for table in ('terms', 'titleterms'):
        found[table] = _without(
            {word: [names[number] for number in _list(numbers)] for word, numbers in index.pop(table).items()}, docname
        )
    for table in ('alltitles', 'indexentries'):
        found[table] = _without(
            {title: [(names[place[0]], *place[1:]) for place in places] for title, places in index.pop(table).items()},
            docname,
        )
    return found | index


def _list(value: Any) -> list[int]:
    return value if isinstance(value, list) else [value]


def _without(table: dict[str, list[Any]], docname: str) -> dict[str, list[Any]]:
    """Take the notice out of a table of words, with the words that stand nowhere else."""
    found = {}
    for word, places in table.items():
        kept = [place for place in places if (place if isinstance(place, str) else place[0]) != docname]
        if kept:
            found[word] = sorted(kept, key=repr)
    return found


def _objects(
    objects: dict[str, Any], names: list[str], kinds: dict[str, tuple[str, ...]], docname: str
) -> list[tuple[str, ...]]:
    found = []
    for prefix, entries in objects.items():
        for number, kind, *rest in entries:
            if names[number] != docname and kinds[str(kind)][0] != DOMAIN:
                found.append((prefix, names[number], *kinds[str(kind)], *map(str, rest)))
    return found
