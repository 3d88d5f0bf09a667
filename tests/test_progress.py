"""How far a check has come: shown on a terminal, and nowhere else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from sphinx import locale

from sphinxext_privacy.checks import progress as checked
from sphinxext_privacy.cli.main import main
from sphinxext_privacy.cli.progress import WIDTH, Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ProjectMaker


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        """Give what stands on the terminal in the end, after all that was written over."""
        shown = []
        for written in self.getvalue().split('\n'):
            line = ''
            for part in written.split('\r'):
                line = part + line[len(part) :]
            shown.append(line.rstrip())
        return shown


@pytest.fixture(autouse=True)
def _words_of_sphinx() -> Iterator[None]:
    yield
    locale.translators.clear()


def notices(count: int) -> dict[str, str]:
    """Give pages with a notice each, of which every one has a finding."""
    pages = {
        f'n{number}.rst': f'N\n=\n\n.. privacy-notice:: n{number}\n   :updated: 2026-02-10\n\n.. processor:: A\n'
        f'   :data: nothing\n'
        for number in range(count)
    }
    return {'index.rst': 'Start\n=====\n\n.. toctree::\n   :glob:\n\n   n*\n', **pages}


def test_a_step_takes_the_place_of_the_one_before() -> None:
    terminal = Terminal()
    shown = Progress(terminal)
    shown.write('Running Sphinx v9.0\n')
    shown.write('\x1b[01mreading sources... \x1b[39;49;00m[ 50%] ')
    shown.write('\x1b[32ma\x1b[39;49;00m')
    shown.write('\r')
    assert terminal.lines() == ['reading sources... [ 50%]']
    # Sphinx before 9 writes it with what is read, and fills the line.
    shown.write(f'reading sources... [100%] {"b" * 80}   \r')
    assert terminal.lines() == [f'reading sources... [100%] {"b" * 80}'[:WIDTH]]
    above = shown.above()
    above.write('a.rst:1: WARNING: a word\n')
    above.flush()
    shown.write('checking notices... [  1%] ')
    shown.write('build succeeded.\n')
    assert terminal.lines() == ['a.rst:1: WARNING: a word', 'checking notices... [  1%]']
    shown.clear()
    assert terminal.lines() == ['a.rst:1: WARNING: a word', '']
    assert (shown.isatty(), above.isatty()) == (True, True)


def test_elsewhere_nothing_is_shown() -> None:
    stream = io.StringIO()
    shown = Progress(stream)
    shown.write('reading sources... [ 50%] a')
    shown.flush()
    shown.clear()
    assert stream.getvalue() == ''


@pytest.mark.parametrize(('options', 'is_shown'), [([], True), (['-q'], False), (['-Q'], False)])
def test_check_on_a_terminal(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, options: list[str], *, is_shown: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr('sys.stderr', terminal)
    monkeypatch.setattr(checked, 'MANY', 3)
    project = make_project(notices(3))
    assert main(['check', str(project.source), *options]) == 1
    written = terminal.getvalue()
    assert ('reading sources... [100%]' in written) is is_shown
    assert ('checking notices... [100%]' in written) is is_shown
    assert terminal.lines() == ['']


def test_check_elsewhere(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checked, 'MANY', 3)
    project = make_project(notices(3))
    assert main(['check', str(project.source)]) == 1
    assert capsys.readouterr().err == ''


def test_builds_show_it_where_notices_are_many(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, 'MANY', 3)
    few, many = make_project(notices(2)).build('text'), make_project(notices(3)).build('text')
    assert 'checking notices' not in few.status
    assert 'checking notices... [100%]' in many.status
    assert (len(few.warnings), len(many.warnings)) == (2, 3)
