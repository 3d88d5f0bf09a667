"""The mark for messages of the catalogue, for modules that must not know Sphinx."""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark *message* for the catalogue where it cannot be translated yet; gives it back as it is."""
    return message
