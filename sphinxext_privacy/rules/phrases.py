"""Words that claim, promise or leave something open: lists for each language, kept as data.

A file ``phrases/<language>.toml`` holds one list of regular expressions for each topic; small and capital letters are
the same, and a space stands for any white space.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_privacy.rules.outcome import Passage

FOLDER: Final = Path(__file__).with_name('phrases')
ENGLISH: Final = 'en'


class Phrases:
    """The lists of one language; topics that it has no list for are never found."""

    def __init__(self, topics: dict[str, list[str]], own: Iterable[str] = ()) -> None:
        """*topics*: the expressions of each topic; *own*: the topics that the language itself has a list for."""
        self.own = frozenset(own)
        """Topics that can be told by their words in this language; of others only what is quoted in English is."""
        self._patterns = {
            topic: re.compile('|'.join(f'(?:{text})' for text in listed).replace(' ', r'\s+'), re.IGNORECASE)
            for topic, listed in topics.items()
            if listed
        }

    @property
    def topics(self) -> frozenset[str]:
        """The topics that there are lists for."""
        return frozenset(self._patterns)

    def find(self, topic: str, text: str) -> str:
        """Give the first words of *text* that are on the list of *topic*, on one line; empty where there are none."""
        pattern = self._patterns.get(topic)
        match = pattern.search(text) if pattern is not None else None
        return ' '.join(match[0].split()) if match else ''

    def passages(self, topic: str, passages: Iterable[Passage]) -> Iterator[tuple[Passage, str]]:
        """Give the *passages* with words that are on the list of *topic*, at the line of these words, and the words."""
        pattern = self._patterns.get(topic)
        for passage in passages if pattern is not None else ():
            match = pattern.search(passage.text) if pattern is not None else None
            if match:
                line = passage.line + passage.text.count('\n', 0, match.start())
                yield passage._replace(line=line), ' '.join(match[0].split())


def languages() -> tuple[str, ...]:
    """Give the languages that have lists."""
    return tuple(sorted(path.stem for path in FOLDER.glob('*.toml')))


@cache
def phrases_of(language: str) -> Phrases:
    """Give the lists of *language* (``de``, ``pt_BR``); without its own, those of English.

    A language with its own lists keeps the English ones beside them: notices quote English.
    """
    topics = _read(ENGLISH)
    names = dict.fromkeys((language.partition('_')[0], language))
    own = set(topics) if ENGLISH in names else set()
    for name in names:
        if name != ENGLISH and name in languages():
            for topic, listed in _read(name).items():
                topics.setdefault(topic, []).extend(listed)
                own.add(topic)
    return Phrases(topics, own)


def _read(language: str) -> dict[str, list[str]]:
    with (FOLDER / f'{language}.toml').open('rb') as stream:
        return tomllib.load(stream)
