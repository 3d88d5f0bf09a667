"""The tutorial: each file that it has readers write, and each command that it has them run, in its order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.helpers.pages import DOCS, blocks

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip('myst_parser', reason='the notice of the tutorial is written in Markdown')
pytest.importorskip('typst', reason='the tutorial makes a PDF')

TUTORIAL: Final = DOCS / 'tutorial.md'
_FILE: Final = re.compile(r'(?P<how>Write|Replace|[Aa]dd to) `(?P<path>docs/[\w./]+)`:\Z')
_CHANGE: Final = re.compile(r'Change `(?P<old>\w+)` to `(?P<new>\w+)` in\s+`(?P<path>docs/[\w./]+)`')
_INSTALLS: Final = ('mkdir ', 'python3 -m venv ', '. .venv/', 'pip install ')
"""How the lines of the first step begin: the tests run in an environment that has all."""


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line as readers do, with the programs of this environment."""
    program, *arguments = line.split()
    module = {'sphinx-build': 'sphinx', 'sphinx-privacy': 'sphinxext_privacy'}[program]
    command = [sys.executable, '-m', module, *arguments]
    environment = {**os.environ, 'PYTHONIOENCODING': 'utf-8'}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding='utf-8', check=False)


def test_each_step(tmp_path: Path) -> None:
    printed, status, installed = '', 0, 0
    checked: list[str] = []
    for step in blocks(TUTORIAL):
        for change in _CHANGE.finditer(step.words):
            path = tmp_path / change['path']
            text = path.read_text(encoding='utf-8')
            assert text.count(change['old']) == 1
            path.write_text(text.replace(change['old'], change['new']), encoding='utf-8')
        named = _FILE.search(step.words)
        if step.language == 'sh':
            printed = ''
            for line in step.text.splitlines():
                if line.startswith(_INSTALLS):
                    installed += 1
                    continue
                done = run(line, tmp_path)
                printed += done.stdout + done.stderr
                status = done.returncode
                checked.append(f'{line}: {status}')
                assert 'Traceback' not in done.stderr, line
        elif step.language == 'text':
            assert '% shown: ' in step.before
            assert step.text in printed.replace('\r\n', '\n')
        else:
            assert named is not None, str(step)
            path = tmp_path / named['path']
            path.parent.mkdir(exist_ok=True)
            before = path.read_text(encoding='utf-8') + '\n' if named['how'].lower() == 'add to' else ''
            assert path.exists() == (named['how'] != 'Write')
            path.write_text(before + step.text, encoding='utf-8')
    assert installed == len(_INSTALLS)
    assert checked == [
        'sphinx-build -b html docs docs/_build/html: 0',
        'sphinx-privacy check docs: 1',
        'sphinx-privacy check docs: 0',
        'sphinx-build -W -b html docs docs/_build/html: 0',
        'sphinx-build -W -b html docs docs/_build/html: 0',
        'sphinx-privacy lock docs: 0',
        'sphinx-privacy lock --check docs: 1',
    ]
    site = tmp_path / 'docs' / '_build' / 'html'
    page = (site / 'privacy.html').read_text(encoding='utf-8')
    assert 'Data Processing Agreement' in page
    assert (site / 'shop.pdf').read_bytes().startswith(b'%PDF')
    assert (site / 'privacy.json').is_file()


def test_as_many_findings_as_the_page_says(tmp_path: Path) -> None:
    """The fourth step names a number."""
    words = {16: 'sixteen'}
    for step in blocks(TUTORIAL):
        named = _FILE.search(step.words)
        if step.text == 'sphinx-privacy check docs\n':
            found = run(step.text, tmp_path).stdout.splitlines()
            assert f'There are {words[len(found) - 1]} lines' in TUTORIAL.read_text(encoding='utf-8')
            return
        if named is not None:
            path = tmp_path / named['path']
            path.parent.mkdir(exist_ok=True)
            with path.open('a' if named['how'].lower() == 'add to' else 'w', encoding='utf-8') as file:
                file.write(step.text)
