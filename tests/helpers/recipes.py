"""Pages that tell what to do, done as they are read: changes, new files, commands and their output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.helpers.pages import DOCS, ROOT, blocks

if TYPE_CHECKING:
    from tests.helpers.pages import Block

PAGES: Final = DOCS / 'contributing'

COPIED: Final = ('.ci', 'docs', 'sphinxext_privacy', 'tests')
"""What recipes work on."""


def steps(name: str) -> list[Block]:
    """Give the blocks of the page *name*, in their order."""
    return blocks(PAGES / name)


class Workshop:
    """A copy of the repository in which recipes are followed."""

    def __init__(self, folder: Path) -> None:
        """Copy what recipes work on, with the place to try things of the page on set-up."""
        self.folder = folder
        self.output = ''
        """What the last command printed."""
        for name in COPIED:
            if (ROOT / name).is_dir():
                # With what Python compiled, which would take long to do again.
                shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns('snapshots'))
        shutil.copy2(ROOT / 'pyproject.toml', folder)
        (conf,) = (step for step in steps('setup.md') if step.path == 'try/conf.py')
        self.do(conf)

    def follow(self, name: str) -> list[Block]:
        """Do all that the page *name* says, and give what was done."""
        done = list(steps(name))
        for step in done:
            self.do(step)
        return done

    def do(self, step: Block) -> None:
        """Do what one block says; output that is shown has to be that of the command before it."""
        if step.path:
            path = self.folder / step.path
            path.parent.mkdir(parents=True, exist_ok=True)
            old = path.read_text(encoding='utf-8') if step.language == 'diff' else ''
            path.write_text(patched(step, old) if step.language == 'diff' else step.text, encoding='utf-8')
        elif step.language == 'sh':
            self.output = self.run(step)
        else:
            assert step.language == 'text', f'{step}: what is {step.language} for?'
            assert step.text.rstrip() in self.output, f'{step}: the output is\n{self.output}'

    def run(self, step: Block) -> str:
        """Run the commands of a block in the copy, and give what they print."""
        programs = Path(sys.executable).parent
        environment = {
            **os.environ,
            'PATH': f'{programs}{os.pathsep}{os.environ["PATH"]}',
            'PYTHONPATH': str(self.folder),
            'PYTHONIOENCODING': 'utf-8',
            'PYTEST_ADDOPTS': '',
        }
        made = subprocess.run(
            ['bash', '-e', '-c', step.text],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding='utf-8',
            check=False,
        )
        assert made.returncode == 0, f'{step}: {made.stdout}'
        # Sphinx gives whole paths.
        return made.stdout.replace(f'{self.folder}/', '')


def patched(step: Block, text: str) -> str:
    """Put a change into *text*: lines that stay begin with a space, new ones with ``+``, old ones with ``-``.

    The lines that stay and the old ones must stand there together, once.
    """
    lines = step.text.splitlines(keepends=True)
    assert all(line[0] in ' +-' for line in lines if line.strip()), f'{step} is no change'
    old = ''.join(line[1:] for line in lines if line[0] in ' -')
    new = ''.join(line[1:] for line in lines if line[0] in ' +')
    assert text.count(old) == 1, f'{step}: these lines stand {text.count(old)} times in {step.path}\n{old}'
    return text.replace(old, new)
