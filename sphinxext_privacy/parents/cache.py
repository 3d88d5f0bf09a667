"""Copies of fetched files, with the doctrees: for builds without the web, and to ask only now and then."""

from __future__ import annotations

import hashlib
import json
import os
import time
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.parents.fetching import Answer

if TYPE_CHECKING:
    from pathlib import Path


class Kept(NamedTuple):
    """A copy."""

    data: bytes
    answer: Answer
    """What the server said of it, to ask whether it is still right."""
    checked: float
    """When that was last found out, in seconds since the epoch."""

    @property
    def age(self) -> float:
        """Days since then."""
        return max(0.0, time.time() - self.checked) / 86400


class Cache:
    """The copy of one address: a line about it, and the file as it came. Its time is that of the last check."""

    def __init__(self, folder: Path, url: str) -> None:
        self._url = hashlib.sha256(url.encode()).hexdigest()
        self._path = folder / f'{self._url[:32]}.json'

    def load(self) -> Kept | None:
        """Give the copy, if there is one."""
        try:
            head, _, data = self._path.read_bytes().partition(b'\n')
            checked = self._path.stat().st_mtime
            about = json.loads(head)
            etag, modified = about['etag'], about['modified']
        except (OSError, ValueError, LookupError, TypeError):
            return None
        if not isinstance(etag, str) or not isinstance(modified, str):
            return None
        return Kept(data, Answer(None, etag, modified), checked)

    def store(self, answer: Answer) -> None:
        """Keep what was fetched."""
        assert answer.data is not None
        head = json.dumps({'etag': answer.etag, 'modified': answer.modified}).encode()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(f'.{os.getpid()}')
        temporary.write_bytes(head + b'\n' + answer.data)
        temporary.replace(self._path)

    def touch(self) -> None:
        """Note that the copy is right as of now."""
        os.utime(self._path)
