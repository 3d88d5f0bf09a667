"""Python's garbage collector, kept from running where all that is made is in use.

It looks through all objects of the process whenever many new ones were made; in a build these are hundreds of thousands
that stay.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[bool]:
    """Keep the collector from running; gives whether it ran before, and will again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield running
    finally:
        if running:
            gc.enable()
