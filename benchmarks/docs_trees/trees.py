"""The docs on disk: a copy for each build, always at the same place, with the extension and the notice or without."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.docs_trees.notice import MYST, NAME, REGISTER, REGISTER_TEXT, REST, SETTINGS

if TYPE_CHECKING:
    from benchmarks.docs_trees.builds import Facts

LEFT_OUT: Final = shutil.ignore_patterns(
    '_build', '.venv*', 'venv*', '.tox', '.nox', 'node_modules', '__pycache__', '.mypy_cache', '.ruff_cache'
)
"""What earlier builds and tools leave in a repository."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Docs, and the folder around them that they are copied with."""

    root: Path
    """The folder to copy."""
    docs: Path
    """The folder that Sphinx builds, relative to *root*."""

    @classmethod
    def find(cls, docs: Path, root: Path | None) -> Tree:
        """Look whether both folders are there, one within the other."""
        docs = docs.resolve()
        root = root.resolve() if root else docs
        if not docs.is_dir():
            raise ValueError(f'{docs} is no folder')
        if not docs.is_relative_to(root):
            raise ValueError(f'{docs} is not within {root}')
        return cls(root, docs.relative_to(root))

    def copy(self, target: Path) -> Path:
        """Copy the tree to *target*, in place of what is there, and give the docs in it."""
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(self.root, target, symlinks=True, ignore=LEFT_OUT)
        return target / self.docs


def add_notice(facts: Facts, folder: str) -> str:
    """Add the extension to ``conf.py``, and the notice in *folder* of the docs; give the name of its document.

    It is written in the markup that the docs are written in: MyST where they load myst-parser.
    """
    with (facts.conf / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(SETTINGS)
    (facts.conf / REGISTER).write_text(REGISTER_TEXT, encoding='utf-8')
    path = facts.source / folder / f'{NAME}{facts.suffix}'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MYST if facts.myst else REST, encoding='utf-8')
    return (Path(folder) / NAME).as_posix()
