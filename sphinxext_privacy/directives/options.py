"""Options as authors typed them: every name is let through, so that we can say ourselves what is wrong.

docutils refuses a whole directive for one unknown or wrong option, and MyST drops the option; both would
lose facts, and each words it in its own way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.model.fields import COMMON
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from sphinxext_privacy.model.fields import Kind

CONTROL: Final = pattern(r'[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]')
"""Characters that no output may hold: control characters, but for those that are white space."""
_OPTION: Final = pattern(r'[ \t]*:([^:\s]+):(?:\s|$)')


def _as_typed(value: str | None) -> str:
    """Give the text of an option; an option without a value is an empty text."""
    return '' if value is None else value.strip()


class OptionSpec(dict[str, 'Callable[[str], Any]']):
    """Names the options of a kind for tools that list them, and accepts any other name as well."""

    def __init__(self, kind: Kind) -> None:
        """Take the names from the field table."""
        super().__init__({item.name: _as_typed for item in (*kind.fields, *COMMON)})

    def __missing__(self, name: str) -> Callable[[str], Any]:
        """Accept *name*; the directive reports it."""
        return _as_typed


def block_from_file(path: str, line: int) -> str:
    """Give the source of a directive that starts at *line* of the file *path*, with what follows it."""
    try:
        return '\n'.join(_lines(path, Path(path).stat().st_mtime_ns)[line - 1 :])
    except (OSError, ValueError):
        return ''


@lru_cache(maxsize=1)
def _lines(path: str, changed: int) -> list[str]:
    return Path(path).read_text(encoding='utf-8-sig').splitlines()


def given_twice(block: str) -> list[tuple[str, int]]:
    """Find options that stand twice at the head of a directive's source *block*, each with its offset in lines.

    docutils refuses such directives, where MyST takes the last one without a word.
    """
    found: list[tuple[str, int]] = []
    seen: set[str] = set()
    offset, start = 0, block.find('\n')
    while start >= 0:
        offset, end = offset + 1, block.find('\n', start + 1)
        line = block[start + 1 : end if end >= 0 else None]
        match = _OPTION.match(line)
        if match is None and not line[:1].isspace():
            break
        if match is not None:
            name = match[1].lower()
            if name in seen:
                found.append((name, offset))
            seen.add(name)
        start = end
    return found


def option_in_text(lines: Iterable[str], known: Container[str]) -> tuple[str, int] | None:
    """Find an option of *known* in the first paragraph of the body *lines*, with its offset in lines.

    There it is text: above it is an empty line, or a sentence.
    """
    begun = False
    for offset, line in enumerate(lines):
        if line.strip():
            begun = True
            match = _OPTION.match(line)
            if match is not None and match[1].lower() in known:
                return match[1].lower(), offset
        elif begun:
            break
    return None


def option_line(name: str, block: str, line: int) -> int:
    """Find the line of the option *name* in the source *block* of a directive that starts at *line*."""
    pattern = re.compile(rf'\s*:?{re.escape(name)}\s*:', re.IGNORECASE)
    for offset, text in enumerate(block.splitlines()):
        if offset and pattern.match(text):
            return line + offset
    return line
