"""Pages of the documentation as their readers find them: words, and blocks of code between them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent.parent
DOCS: Final = ROOT / 'docs'

_FENCE: Final = re.compile(r'(?P<fence>`{3,})(?P<directive>\{code-block\} )?(?P<language>[a-z]+)')
_LOOKS_LIKE_ONE: Final = re.compile(r'[\s>]*(?:`{3,}|~{3,})\s*[a-zA-Z]')
_COMMENT: Final = re.compile(r'(?m)^% .*\n')
NOT_CHECKED: Final = '% not checked: '
"""How the comment begins by which a page says that a block is no example that works alone; the reason follows."""


class Block(NamedTuple):
    """A block of code of a page."""

    page: Path
    line: int
    before: str
    """All lines between it and the block before, also comments."""
    language: str
    path: str
    """The file that it is to be put into, by its caption; empty where it has none."""
    text: str

    def __str__(self) -> str:
        return f'{self.page.relative_to(ROOT).as_posix()}:{self.line}'

    @property
    def is_checked(self) -> bool:
        """Whether no comment above the block takes it out of the examples that work alone."""
        return not any(line.startswith(NOT_CHECKED) for line in self.before.splitlines()[-1:])

    @property
    def words(self) -> str:
        """What readers see between it and the block before."""
        return _COMMENT.sub('', self.before).strip()


def blocks(page: Path) -> list[Block]:
    """Give the blocks of code of a page, in its order; those of other directives than ``code-block`` are none."""
    found = []
    lines = page.read_text(encoding='utf-8').splitlines()
    position = start = 0
    while position < len(lines):
        match = _FENCE.fullmatch(lines[position])
        if match is None:
            assert not _LOOKS_LIKE_ONE.match(lines[position]), f'{page.name}:{position + 1}: a block that is not found'
            position += 1
            continue
        end = lines.index(match['fence'], position + 1)
        content, path = lines[position + 1 : end], ''
        if match['directive']:
            assert content[0].startswith(':caption: '), f'{page.name}:{position + 1} names no file'
            assert content[1] == ''
            # A caption is Markdown: underscores around a word are escaped.
            path, content = content[0].removeprefix(':caption: ').replace('\\_', '_'), content[2:]
        before = ''.join(f'{line}\n' for line in lines[start:position])
        text = ''.join(f'{line}\n' for line in content)
        found.append(Block(page, position + 1, before, match['language'], path, text))
        position = start = end + 1
    return found


def quotes(text: str) -> list[str]:
    """Give the words of the quotes in *text*: each paragraph, bullet or line that is broken by hand, without markup."""
    found = ['']
    for line in text.splitlines():
        match = re.fullmatch(r'> ?(?P<bullet>- )?(?P<words>.*?)(?P<broken>\\?)', line)
        if match is None or match['bullet'] or not match['words']:
            found.append('')
        if match is not None:
            found[-1] += f' {match["words"]}'
            if match['broken']:
                found.append('')
    plain = [re.sub(r'\[([^]]+)\]\([^)]+\)', r'\1', ' '.join(words.split())).replace('**', '') for words in found]
    return [words for words in plain if words]
