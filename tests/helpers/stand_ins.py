"""Commands of the docs that tests cannot run, and what is looked at in place of it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.helpers.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class StandIn(NamedTuple):
    """What is looked at in place of running a command."""

    reason: str
    """Why it is not run."""
    check: Callable[[list[str], Path], None]
    """Fails if the words of the line cannot be right; gets the folder that it would run in, too."""


def project() -> dict[str, Any]:
    """Read ``pyproject.toml``."""
    return tomllib.loads((ROOT / 'pyproject.toml').read_text(encoding='utf-8'))


def check_requirement(text: str) -> None:
    """Look whether something that is to be installed is this package with extras that it has, or known to it."""
    described = project()
    wanted = Requirement(text.removeprefix('./'))
    if wanted.name == described['project']['name']:
        assert wanted.extras <= set(described['project']['optional-dependencies']), text
        return
    named = [*described['project']['dependencies'], *described['dependency-groups']['test']]
    known = {canonicalize_name(Requirement(item).name) for item in named if isinstance(item, str)}
    assert canonicalize_name(wanted.name) in known, f'{text} is in no environment of the tests'


def _pip(words: list[str], folder: Path) -> None:
    assert words[2:]
    for word in words[2:]:
        check_requirement(word)


def _uv(words: list[str], folder: Path) -> None:
    assert words[2:4] == ['--group', 'docs']
    assert words[4:]
    for word in words[4:]:
        check_requirement(word)


def _apt(words: list[str], folder: Path) -> None:
    """The names are those that the scripts of the project install, where it is not an sdist, which has no scripts."""
    assert words[2] == '--no-install-recommends'
    scripts = ROOT / '.ci' / 'lib.bash'
    if scripts.exists():
        listed = re.search(r'(?m)^LATEX_PACKAGES=\((.+)\)$', scripts.read_text(encoding='utf-8'))
        assert listed is not None
        assert words[3:] == listed[1].split()


def _autobuild(words: list[str], folder: Path) -> None:
    """Its options are in its help, and each path is there, but for the last, which it writes."""
    command = [sys.executable, '-m', 'sphinx_autobuild', '--help']
    told = subprocess.run(command, capture_output=True, encoding='utf-8', check=True).stdout
    options = [word for word in words[1:] if word.startswith('-')]
    assert options
    assert all(re.search(rf'(?m)^ +{option} ', told) for option in options), words
    paths = [word for word in words[1:] if not word.startswith('-')]
    assert all((folder / path).exists() for path in paths[:-1]), words


STAND_INS: Final = {
    'pip install ': StandIn('needs the internet', _pip),
    'uv add ': StandIn('needs the internet', _uv),
    'apt-get install ': StandIn('needs root and the internet', _apt),
    'sphinx-autobuild ': StandIn('does not end by itself; test_live serves a project with it', _autobuild),
}
"""By the words that the line begins with. All other commands run."""


def stand_in(line: str, folder: Path) -> bool:
    """Look at a line that is not run; gives whether it is one."""
    for start, instead in STAND_INS.items():
        if line.startswith(start):
            instead.check(shlex.split(line), folder)
            return True
    return False
