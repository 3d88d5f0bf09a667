"""Chromium, without a window, on sites that are served from this machine and see no other."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request, Response, Route

COMMANDS: Final = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome')

Scheme = Literal['light', 'dark']

_FLAGS: Final = (
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
)


def find_browser() -> str | None:
    """Give the path of the installed Chromium, if there is one."""
    return next(filter(None, map(shutil.which, COMMANDS)), None)


@contextmanager
def running(command: str) -> Iterator[Browser]:
    """Run the browser *command*; nothing is downloaded, and a sandbox would not work for root."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=command, args=_FLAGS, chromium_sandbox=False)
        try:
            yield browser
        finally:
            browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A handler that keeps no log on the terminal."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve *folder* on the loopback interface, and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f'http://127.0.0.1:{server.server_address[1]}/'
        finally:
            server.shutdown()
            thread.join()


class Finding(NamedTuple):
    """Something serious that axe found."""

    rule: str
    ours: bool
    """Whether it is in a block, a line or a reference of this extension."""
    colours: str
    """The two colours, where it is about contrast: they tell whose rule made them."""
    html: str

    @property
    def cause(self) -> tuple[str, str]:
        """What it has in common with the same finding elsewhere."""
        return self.rule, self.colours


class Window:
    """A page in a browser of a given width, in light or dark, and what it asked the network for."""

    def __init__(self, browser: Browser, base: str, width: int, scheme: Scheme = 'light') -> None:
        """Open a window for the site at the address *base*."""
        self.base = base
        self.requests: list[str] = []
        self.failed: list[str] = []
        self._context = browser.new_context(
            viewport={'width': width, 'height': 900},
            is_mobile=width < 500,
            color_scheme=scheme,
            reduced_motion='reduce',
        )
        self._context.on('request', self._take_request)
        self._context.on('response', self._take_response)
        # Whatever wants to go elsewhere is noted, and stays here.
        self._context.route(lambda url: not url.startswith(base), _stop)
        self.page: Page = self._context.new_page()
        self._tabs: dict[str, Page] = {}

    def tab(self, address: str) -> Page:
        """Give a page of the site in a tab of its own, which stays open: for what only looks at it."""
        if address not in self._tabs:
            self._tabs[address] = self._context.new_page()
            self._tabs[address].goto(self.base + address, wait_until='load')
        return self._tabs[address]

    def close(self) -> None:
        """Close the window, and forget what the site stored."""
        self._context.close()

    def _take_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _take_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(response.url)

    def open(self, address: str) -> None:
        """Go to a page of the site, and wait until it is loaded."""
        self.page.goto(self.base + address, wait_until='load')

    def findings(self, *, contrast: bool = True) -> list[Finding]:
        """Give what axe finds on the page that is serious; *contrast* takes most of the time."""
        options = {'resultTypes': ['violations'], 'rules': {'color-contrast': {'enabled': contrast}}}
        results = Axe().run(self.page, options=options).response
        ran = {result['id'] for kind in ('violations', 'incomplete', 'passes') for result in results[kind]}
        assert 'link-name' in ran
        assert ('color-contrast' in ran) == contrast
        return [
            self._finding(result['id'], node)
            for result in results['violations']
            if result['impact'] in {'serious', 'critical'}
            for node in result['nodes']
        ]

    def _finding(self, rule: str, node: dict[str, Any]) -> Finding:
        ours = self.page.evaluate(
            'target => document.querySelector(target).closest(\'[class*="privacy-"]\') !== null', node['target'][0]
        )
        data = [check['data'] for check in node['any'] if isinstance(check['data'], dict)]
        colours = ' on '.join(str(data[0].get(name)) for name in ('fgColor', 'bgColor')) if data else ''
        return Finding(rule, ours, colours, node['html'])


def roles(page: Page) -> list[tuple[str, str]]:
    """Give role and name of each part of the page that the browser tells assistive technology about."""
    session = page.context.new_cdp_session(page)
    parts = session.send('Accessibility.getFullAXTree')['nodes']
    session.detach()
    return [
        (part['role']['value'], ' '.join(str(part.get('name', {}).get('value', '')).split()))
        for part in parts
        if not part['ignored']
    ]


def _stop(route: Route) -> None:
    route.abort()
