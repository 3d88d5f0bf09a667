"""Regular expressions that are compiled when they are first used.

Sphinx loads the extension in every project that names it, in builds that touch no notice too; compiling some thirty
expressions would be a third of what that costs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from re import Pattern

__all__ = ['pattern']


class _Late:
    """Stands for a compiled expression, and takes over each method of it that is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        # Found without this method from now on: the second use costs what that of a compiled expression does.
        setattr(self, name, found)
        return found


def pattern(text: str, flags: int = 0) -> Pattern[str]:
    """Give what behaves as ``re.compile(text, flags)`` does, and compiles *text* only when it is needed.

    A wrong expression raises :exc:`re.error` at its first use. Functions of :mod:`re` do not take the result.
    """
    return cast('Pattern[str]', _Late(text, flags))
