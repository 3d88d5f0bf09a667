"""A web server that answers everything, and keeps what it was asked for."""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Visits(http.server.ThreadingHTTPServer):
    """Answers everything, and keeps what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        self.paths: set[str] = set()
        super().__init__(('127.0.0.1', 0), Handler)

    @property
    def base(self) -> str:
        return f'http://127.0.0.1:{self.server_address[1]}'


class Handler(http.server.BaseHTTPRequestHandler):
    server: Visits

    def do_HEAD(self) -> None:
        self.server.paths.add(self.path)
        self.send_response(404 if 'gone' in self.path else 200)
        self.send_header('Content-Length', '0')
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def visited() -> Iterator[Visits]:
    """Give a server while it runs."""
    with Visits() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
