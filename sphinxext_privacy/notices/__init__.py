"""Notices as a whole: their own entries, and what they inherit from those that they add to."""
