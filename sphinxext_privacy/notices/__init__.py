"""Notices as a whole: their own entries, and what they inherit from those that they add to."""

from __future__ import annotations

from typing import Final

EVERY: Final = '*'
"""What authors write for all notices of the project."""
