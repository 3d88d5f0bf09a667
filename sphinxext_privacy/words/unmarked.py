"""Prose of authors without its inline markup, where it stands as text only."""

from __future__ import annotations

import re
from typing import Final

from sphinxext_privacy.patterns import pattern

# Characters that start or end a construct of reST or of MyST with any of its extensions.
MARKUP: Final = pattern(r'[*_`\[\]<>{}|\\~^#=+$&@\x00]|::|:\S|//|\.\.\.|--|\((?:c|r|tm|p)\)|\+-|\bwww\.', re.IGNORECASE)

_ROLE: Final = r'(?:\{[\w:.+-]+\}|:[\w:.+-]+:)?'
_CONSTRUCTS: Final = tuple(
    pattern(text)
    for text in (
        rf'{_ROLE}`([^`<>]*?)\s*<[^`<>]*>`_{{0,2}}',
        r'!?\[([^\]]*)\]\([^()]*\)',
        rf'{_ROLE}`{{1,2}}([^`]*)`{{1,2}}_{{0,2}}',
        r'\*\*(\S|\S.*?\S)\*\*',
        r'(?<![\w*])[*_](\S|\S.*?\S)[*_](?![\w*])',
    )
)


def unmarked(text: str) -> str:
    """Take the inline markup of reST or Markdown out of a name, where it stands as text only."""
    if MARKUP.search(text):
        for construct in _CONSTRUCTS:
            text = construct.sub(r'\1', text)
    return text
