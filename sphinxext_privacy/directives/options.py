"""Options as authors typed them: every name is let through, so that we can say ourselves what is wrong.

docutils refuses a whole directive for one unknown or wrong option, and MyST drops the option; both would
lose facts, and each words it in its own way.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.model.fields import COMMON
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from sphinxext_privacy.model.fields import Kind

CONTROL: Final = pattern(r'[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]')
"""Characters that no output may hold: control characters, but for those that are white space."""
_WITHIN: Final = (' ', '\t', '.. ', ':::', '```', '~~~')
"""How lines begin that stand in something within a body, or begin it."""
_OPTION: Final = pattern(r'[ \t]*:([^:\s]+):(?:\s|$)')
_YAML_KEY: Final = pattern(r'["\']?([^"\':\s]+)["\']?[ \t]*:(?:\s|$)')
_REST_HEAD: Final = pattern(r'\.\.[ \t]+[A-Za-z][\w:-]*::(?:\s|$)')
_HEAD: Final = pattern(r'\.\.[ \t]+[A-Za-z][\w:-]*::(?:\s|$)|(?::{3,}|`{3,}|~{3,})[ \t]*\{[A-Za-z][\w:-]*\}')


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
    offset, start, column = 0, block.find('\n'), 0
    while start >= 0:
        offset, end = offset + 1, block.find('\n', start + 1)
        line = block[start + 1 : end if end >= 0 else None]
        match = _OPTION.match(line)
        if match is None and not line[:1].isspace():
            break
        indent = len(line) - len(line.lstrip())
        # What stands deeper is the value of the option before it.
        if match is not None and indent == (column or indent):
            column = indent
            name = match[1].lower()
            if name in seen:
                found.append((name, offset))
            seen.add(name)
        start = end
    return found


def option_in_text(lines: Iterable[str], known: Container[str]) -> tuple[str, int] | None:
    """Find an option of *known* in the first paragraph of the body *lines*, with its offset in lines.

    There it is text: above it is an empty line, or a sentence. Those of a directive within the body are its own.
    """
    begun = False
    for offset, line in enumerate(lines):
        if line.startswith(_WITHIN) or (begun and not line.strip()):
            break
        begun = begun or bool(line.strip())
        match = _OPTION.match(line)
        if match is not None and match[1].lower() in known:
            return match[1].lower(), offset
    return None


def option_line(name: str, block: str, line: int) -> int:
    """Find the line of the option *name* in the source *block* of a directive that starts at *line*."""
    return line + _offset_of(name, block.splitlines())


def option_line_in(path: str, line: int, name: str) -> int:
    """Find the line of the option *name* of the directive that is said to stand at *line* of the file *path*.

    Gives *line* where no directive stands, or where it does not have that option: an entry may be a bullet of a list,
    or stand in the register.
    """
    try:
        lines = _lines(path, Path(path).stat().st_mtime_ns)
    except (OSError, ValueError):
        return line
    # MyST before version 5 may be wrong by one line.
    for start in (line, line - 1, line + 1):
        if 0 < start <= len(lines) and _HEAD.search(lines[start - 1]):
            offset = _offset_of(name, lines[start - 1 :])
            if offset:
                return start + offset
    return line


def _offset_of(name: str, lines: Sequence[str]) -> int:
    """Give how many lines below the first of *lines*, where a directive begins, its option *name* stands; else 0.

    Where it stands twice, the last one counts, as it does for MyST.
    """
    if len(lines) > 1 and _bare(lines[1])[1].startswith('---'):
        return _offset_in_yaml(name, lines)
    is_rest = _REST_HEAD.search(lines[0]) is not None if lines else False
    found = column = 0
    for offset, line in enumerate(lines):
        if not offset:
            continue
        indent, text = _bare(line)
        match = _OPTION.match(text)
        if match is not None and indent == (column or indent):
            column = indent
            found = offset if match[1].lower() == name else found
        elif not text or not is_rest:
            # In reST, the argument and the value of an option may go on.
            break
    return found


def _offset_in_yaml(name: str, lines: Sequence[str]) -> int:
    found = 0
    column = -1
    for offset, line in enumerate(lines):
        if offset < 2:
            continue
        indent, text = _bare(line)
        if text.startswith('---'):
            break
        match = _YAML_KEY.match(text)
        if match is not None and column in {-1, indent}:
            column = indent
            found = offset if match[1].lower() == name else found
    return found


def _bare(line: str) -> tuple[int, str]:
    """Give the column at which the words of *line* begin in a quote, a list or a table, and what stands from there."""
    text = line.lstrip(' \t>|')
    return len(line) - len(text), text
