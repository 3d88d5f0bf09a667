"""Options as authors typed them: every name is let through, so that we can say ourselves what is wrong.

docutils refuses a whole directive for one unknown or wrong option, and MyST drops the option; both would
lose facts, and each words it in its own way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinxext_privacy.model.fields import COMMON

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_privacy.model.fields import Kind


def _as_typed(value: str | None) -> str:
    """Give the text of an option; an option without a value is an empty text."""
    return '' if value is None else value.strip()


class OptionSpec(dict[str, 'Callable[[str], Any]']):
    """Names the options of a kind for tools that list them, and accepts any other name as well."""

    def __init__(self, kind: Kind) -> None:
        """Take the names from the field table."""
        super().__init__({item.name: _as_typed for item in (*kind.fields, *COMMON)})

    def __missing__(self, name: str) -> Callable[[str], Any]:
        """Accept *name*; the directive reports it."""
        return _as_typed


def option_line(name: str, block: str, line: int) -> int:
    """Find the line of the option *name* in the source *block* of a directive that starts at *line*."""
    pattern = re.compile(rf'\s*:?{re.escape(name)}\s*:', re.IGNORECASE)
    for offset, text in enumerate(block.splitlines()):
        if offset and pattern.match(text):
            return line + offset
    return line
