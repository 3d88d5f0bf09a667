"""Files that others may be reading while they are written."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_if_changed(path: Path, data: bytes) -> None:
    """Write *data* to *path*, unless that is what stands there: who watches the file sees changes only."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # WrittenFiles beside and moved, so that nobody reads half of it.
    temporary = path.with_name(f'.{path.name}.{os.getpid()}')
    temporary.write_bytes(data)
    temporary.replace(path)


class WrittenFiles:
    """What the last build wrote of one kind of files into a folder, so that a later one removes those that are no more.

    It is noted beside the doctrees, as JSON: in the folder itself the note would be published. Files of others stay.
    """

    def __init__(self, note: Path, outdir: Path) -> None:
        """Keep the note in the file *note*, about files in *outdir*."""
        self.note = note
        self.outdir = outdir

    def paths(self) -> list[str]:
        """Give the paths below the folder; none where the note is not there, or is about another folder."""
        try:
            noted: Any = json.loads(self.note.read_text(encoding='utf-8'))
            return [str(path) for path in noted['files']] if noted['outdir'] == str(self.outdir) else []
        except (OSError, ValueError, LookupError, TypeError):
            return []

    def replace(self, made: Mapping[str, bytes]) -> None:
        """Write the files *made* (path → content) where they changed, and remove those that are not among them."""
        # First, as a new file may have the place of an old one: where capital letters make no difference, for one.
        for path in self.paths():
            if path not in made:
                (self.outdir / path).unlink(missing_ok=True)
        for path, data in made.items():
            write_if_changed(self.outdir / path, data)
        if made:
            write_if_changed(self.note, json.dumps({'outdir': str(self.outdir), 'files': sorted(made)}).encode())
        else:
            self.note.unlink(missing_ok=True)
