"""What authors stated or set wrongly, counted while Sphinx reads docs."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, is_suppressed_warning

from sphinxext_privacy.diagnostics import MISTAKE, WARNING_TYPE
from sphinxext_privacy.diagnostics import logger as ours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class MistakeTally(logging.Handler):
    """Takes each warning of this extension that is about a mistake, whether it is shown or not."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__(logging.WARNING)
        self._records: dict[int, logging.LogRecord] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning; what Sphinx holds back for a while comes twice."""
        if getattr(record, MISTAKE, False):
            self._records[id(record)] = record

    def told(self, suppressed: Sequence[str]) -> list[str]:
        """Give the subtypes of all that were noted, but for those that ``suppress_warnings`` names."""
        subtypes = [str(getattr(record, 'subtype', '')) for record in self._records.values()]
        return [name for name in subtypes if not is_suppressed_warning(WARNING_TYPE, name, suppressed)]

    @contextmanager
    def of_settings(self) -> Iterator[None]:
        """Note what is told while Sphinx starts, when it throws away the handlers of its own logger."""
        with self._at(ours.logger):
            yield

    @contextmanager
    def of_build(self) -> Iterator[None]:
        """Note what is told in a build, also by the processes that read pages: Sphinx hands that to its own logger."""
        with self._at(logging.getLogger(NAMESPACE)):
            yield

    @contextmanager
    def _at(self, logger: logging.Logger) -> Iterator[None]:
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)
