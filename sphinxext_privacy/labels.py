"""The message catalogue: our own words, in the language of the build.

English messages are the keys. Words of an author never pass through here; they are translated
with the catalogue of their document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Callable

CATALOGUE = 'sphinxext_privacy'

_get: Callable[[str], str] = get_translation(CATALOGUE)


def translate(message: str) -> str:
    """Give *message* in the language of the build.

    Always a plain ``str``: the lazy proxies of Sphinx neither sort nor serialise.
    """
    return str(_get(message)) if message else ''
