"""Words that claim, promise or leave something open: lists for each language, kept as data.

A file ``phrases/<language>.toml`` holds one list of regular expressions for each topic; small and capital letters are
the same, and a space stands for any white space, as a text is searched in one line. Its table ``parts`` names what
stands in several of them as ``{name}``, and its table ``words`` says for a topic which words a text must hold: to look
for these takes no time.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinxext_privacy.rules.outcome import Passage

FOLDER: Final = Path(__file__).with_name('phrases')
ENGLISH: Final = 'en'

_BREAK: Final = pattern(r'(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])')
_PART: Final = pattern(r'\{([a-z_]+)\}')


_SHARP_S: Final = '(?:ß|ss)'
"""In capital letters it mostly stands as two."""


class Phrases:
    """The lists of one language; topics that it has no list for are never found."""

    def __init__(
        self,
        topics: Mapping[str, Iterable[str]],
        words: Mapping[str, Iterable[str]] = {},
        own: Iterable[str] = (),
    ) -> None:
        """*topics*: the expressions of each topic. *words*: without all of one of these, a text holds nothing of it.

        *own*: the topics that the language itself has a list for.
        """
        self.own = frozenset(own)
        """Topics that can be told by their words in this language; of others only what is quoted in English is."""
        # Most texts hold none of the words of a topic; what is never looked for is never compiled.
        self._patterns = {
            topic: pattern('|'.join(f'(?:{text})' for text in listed).replace('ß', _SHARP_S), re.IGNORECASE)
            for topic, listed in topics.items()
            if listed
        }
        self._words = {
            topic: tuple(tuple(word.casefold().split('+')) for word in listed) for topic, listed in words.items()
        }

    @property
    def topics(self) -> frozenset[str]:
        """The topics that there are lists for."""
        return frozenset(self._patterns)

    def possible(self, topic: str, text: str) -> bool:
        """Tell whether *text*, in small letters and with single spaces, may hold words on the list of *topic*."""
        if topic not in self._patterns:
            return False
        for together in self._words.get(topic, ((),)):
            for word in together:
                if word not in text:
                    break
            else:
                return True
        return False

    def find(self, topic: str, text: str) -> str:
        """Give the first words of *text* that are on the list of *topic*, on one line; empty where there are none."""
        expression = self._patterns.get(topic)
        match = expression.search(squeezed(text)) if expression is not None else None
        return match[0].strip() if match else ''

    def passages(self, topic: str, passages: Iterable[Passage]) -> Iterator[tuple[Passage, str]]:
        """Give the *passages* with words that are on the list of *topic*, at the line of these words, and the words."""
        expression = self._patterns.get(topic)
        for passage in passages if expression is not None else ():
            text = squeezed(passage.text)
            if expression is None or not self.possible(topic, text.casefold()):
                continue
            match = expression.search(text)
            if match:
                line = passage.line + _line_at(passage.text, text[: match.start()])
                yield passage._replace(line=line), match[0].strip()


def squeezed(text: str) -> str:
    """Give *text* on one line with single spaces; with none where lines break in a script without blanks."""
    text = ' '.join(text.split())
    return text if text.isascii() else _BREAK.sub('', text)


def folded(text: str) -> str:
    """Give *text* as :func:`squeezed` does, in small letters."""
    return squeezed(text).casefold()


def _line_at(text: str, before: str) -> int:
    """Give the number of the line of *text*, from 0 on, on which the first letter after *before* stands.

    *before* is the beginning of the squeezed text.
    """
    left = len(before.replace(' ', ''))
    for number, line in enumerate(text.split('\n')):
        left -= sum(map(len, line.split()))
        if left < 0:
            return number
    return 0


def languages() -> tuple[str, ...]:
    """Give the languages that have lists."""
    return tuple(sorted(path.stem for path in FOLDER.glob('*.toml')))


@cache
def phrases_of(language: str) -> Phrases:
    """Give the lists of *language* (``de``, ``pt_BR``); without its own, those of English.

    A language with its own lists keeps the English ones beside them: notices quote English.
    """
    topics, words = listed_in(ENGLISH)
    names = dict.fromkeys((language.partition('_')[0], language))
    own = set(topics) if ENGLISH in names else set()
    for name in names:
        if name != ENGLISH and name in languages():
            more, hints = listed_in(name)
            for topic, listed in more.items():
                if topic in topics and not (topic in words and topic in hints):
                    # Without words for both, none rule anything out.
                    words.pop(topic, None)
                    hints.pop(topic, None)
                topics[topic] = topics.get(topic, []) + listed
                own.add(topic)
            for topic, listed in hints.items():
                words[topic] = words.get(topic, []) + listed
    return Phrases(topics, words, own)


def listed_in(language: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Give the expressions of the file of *language* by topic, their parts put in, and the words of the topics."""
    with (FOLDER / f'{language}.toml').open('rb') as stream:
        content = tomllib.load(stream)
    parts: dict[str, str] = content.pop('parts', {})
    words: dict[str, list[str]] = content.pop('words', {})
    return {topic: [_whole(text, parts) for text in listed] for topic, listed in content.items()}, words


def _whole(text: str, parts: Mapping[str, str]) -> str:
    """Put *parts* in the place of their names, and theirs in turn."""
    found = _PART.search(text)
    while found is not None:
        text = text.replace(found[0], f'(?:{parts[found[1]]})')
        found = _PART.search(text)
    return text
