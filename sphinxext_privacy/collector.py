"""Python's garbage collector, kept from running where all that is made is in use.

It looks through all objects of the process whenever many new ones were made; in a build these are hundreds of thousands
that stay.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW_OBJECTS: Final = 50_000
"""So many objects may be left over before the collector runs while pages are written."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from running."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class HeldBackCollector:
    """Lets the collector run seldom while pages are written, and all of it at once.

    The tree of a page is in use until the page is written, and garbage then, and cyclic. It hangs on the tree that was
    read, which is as old as the process, so that a collector of generations looks through each of them again and
    again, and finds nothing until it looks through everything. What was composed on HTML pages, the most of them, is
    not left to it: see :mod:`sphinxext_privacy.composed`.
    """

    def __init__(self) -> None:
        """Change nothing yet."""
        self._holds = False

    def hold(self) -> None:
        """Keep the collector from running by itself, unless somebody else does."""
        if gc.isenabled():
            gc.disable()
            self._holds = True

    def collect_if_due(self) -> None:
        """Let the collector run if enough was made; to be called between two pages."""
        # What was made since the last time, less what went of itself: counted also while the collector does not run.
        if self._holds and gc.get_count()[0] > NEW_OBJECTS:
            gc.collect()

    def release(self) -> None:
        """Let the collector run by itself again, if it was held."""
        if self._holds:
            gc.enable()
            self._holds = False


HELD_BACK: Final = HeldBackCollector()
"""That of this process, of which there is one."""
