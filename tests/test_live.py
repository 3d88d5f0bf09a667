"""The live preview: an edit of a page or of the register shows in the browser by itself."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from tests.helpers.markup import RST
from tests.helpers.project import Project

pytest.importorskip('sphinx_autobuild')
browsers = pytest.importorskip('tests.helpers.browser', reason='axe-playwright-python is not installed')

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

PATIENCE: Final = 60_000
"""Milliseconds after which an edit is taken not to show at all; how long it takes is not what the test is about."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(('127.0.0.1', 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def project(tmp_path: Path) -> Project:
    d = RST.directive
    page = RST.page('Notice', d('privacy-notice', 'shop', {'updated': '2026-02-10'}), d('processor', 'mailer'))
    register = 'processors:\n  mailer:\n    name: Mailer\n    purpose: to send news\n'
    return Project(tmp_path, {'index.rst': page, 'register.yaml': register}, {'privacy_register': ['register.yaml']})


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """Serve the project as the command of the docs does."""
    port = free_port()
    register = str(project.source / 'register.yaml')
    arguments = ['--port', str(port), '--delay', '0', '--watch', register]
    command = [sys.executable, '-m', 'sphinx_autobuild', *arguments, str(project.source), str(project.folder / 'out')]
    # Built where no parent of it has a say.
    with subprocess.Popen(command, cwd=project.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(PATIENCE // 100):
                with socket.socket() as there:
                    if there.connect_ex(('127.0.0.1', port)) == 0:
                        break
                assert server.poll() is None, 'sphinx-autobuild has ended'
                time.sleep(0.1)
            yield f'http://127.0.0.1:{port}/'
        finally:
            server.terminate()


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    command = browsers.find_browser()
    if command is None:
        pytest.skip('no Chromium is installed')
    with browsers.running(command) as browser:
        opened = browser.new_page()
        opened.goto(address)
        yield opened


def test_edits_show_by_themselves(project: Project, page: Page) -> None:
    text = page.get_by_text('Mailer to send news')
    text.wait_for(timeout=PATIENCE)
    project.replace('register.yaml', 'to send news', 'to send letters')
    page.get_by_text('Mailer to send letters').wait_for(timeout=PATIENCE)
    project.replace('index.rst', 'Notice\n======', 'Our notice\n==========')
    page.get_by_role('heading', name='Our notice').wait_for(timeout=PATIENCE)
