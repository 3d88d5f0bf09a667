"""What the PDFs of the last build were made of: one small file beside them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = '.noticepdf'


class State:
    """By the path of each PDF: the stamp of its inputs, and the digest of what typst was given."""

    def __init__(self, outdir: Path) -> None:
        """Read what the last build left in *outdir*."""
        self.outdir = outdir
        self._path = outdir / FILE
        self.files: dict[str, dict[str, str]] = {}
        try:
            data: Any = json.loads(self._path.read_text(encoding='utf-8'))
        except (OSError, ValueError):
            data = {}
        if isinstance(data, dict):
            for name, item in data.items():
                if isinstance(item, dict) and all(isinstance(value, str) for value in item.values()):
                    self.files[name] = item

    def is_current(self, file: str, stamp: str) -> bool:
        """Tell whether the PDF is there and none of its inputs changed."""
        return self.files.get(file, {}).get('inputs') == stamp and (self.outdir / file).is_file()

    def is_same(self, file: str, content: str) -> bool:
        """Tell whether the PDF is there and was made of the same code."""
        return self.files.get(file, {}).get('content') == content and (self.outdir / file).is_file()

    def note(self, file: str, inputs: str, content: str) -> None:
        """Keep what a PDF was made of."""
        self.files[file] = {'inputs': inputs, 'content': content}

    def forget(self, file: str) -> None:
        """Drop a PDF that could not be made or is not wanted any more."""
        self.files.pop(file, None)
        (self.outdir / file).unlink(missing_ok=True)

    def save(self) -> None:
        """Write the file where it changed; without PDFs there is none."""
        if not self.files:
            self._path.unlink(missing_ok=True)
            return
        text = json.dumps(self.files, indent=1, sort_keys=True) + '\n'
        if self._path.is_file() and self._path.read_text(encoding='utf-8') == text:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(text, encoding='utf-8')


def digest(*parts: object) -> str:
    """Give one short digest of *parts*."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode('utf-8', 'surrogatepass')
        hashed.update(len(data).to_bytes(8, 'big') + data)
    return hashed.hexdigest()[:32]


def stable(value: object) -> str:
    """Give *value* as text that is the same in each run: sets have no order, and objects a place in memory."""
    if isinstance(value, dict):
        return f'{{{", ".join(sorted(f"{stable(key)}: {stable(item)}" for key, item in value.items()))}}}'
    if isinstance(value, (list, tuple)):
        return f'[{", ".join(map(stable, value))}]'
    if isinstance(value, (set, frozenset)):
        return f'{{{", ".join(sorted(map(stable, value)))}}}'
    if value is None or isinstance(value, (str, int, float)):
        return repr(value)
    return type(value).__name__
