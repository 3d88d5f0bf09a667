"""The bytes of register files, and the digest that tells whether they are those of the last build."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from sphinxext_privacy._version import __version__ as version

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def fingerprint(files: Sequence[str], base: Path) -> str:
    """Give the digest of the bytes of *files*, in no more time than reading them takes."""
    return fingerprint_of(contents(files, base))


def contents(files: Sequence[str], base: Path) -> list[tuple[str, bytes | str]]:
    """Give each of *files*, whose paths are relative to *base*: its path as messages show it, and its bytes.

    Of a file that cannot be read, words that say why are in the place of the bytes.
    """
    return [(_shown(name, base), _content(base / name)) for name in files]


def fingerprint_of(found: Iterable[tuple[str, bytes | str]]) -> str:
    """Give the digest of what :func:`contents` found, which is another one with each version of this extension."""
    made = hashlib.sha256(f'{version}\n'.encode())
    for path, content in found:
        data = content.encode() if isinstance(content, str) else content
        kind = 'words' if isinstance(content, str) else 'bytes'
        made.update(f'{len(path)} {path} {kind} {len(data)}\n'.encode(errors='surrogateescape'))
        made.update(data)
    return made.hexdigest()


def _shown(name: str, base: Path) -> str:
    path = PurePath(name)
    if path.is_absolute() and path.is_relative_to(base):
        path = path.relative_to(base)
    return path.as_posix()


def _content(path: Path) -> bytes | str:
    """Give the bytes of a file, or words that say why it cannot be read."""
    try:
        if path.is_dir():
            return 'this is a folder and not a file'
        if path.exists() and not path.is_file():
            return 'this is not a file'
        return path.read_bytes()
    except FileNotFoundError:
        return 'the file does not exist; privacy_register in conf.py names it'
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return f'the file cannot be read: {reason}'
