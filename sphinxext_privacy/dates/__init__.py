"""Dates: read from text, asked of git, taken from the build."""
