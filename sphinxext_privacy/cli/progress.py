"""How far Sphinx has come with reading, on one line of a terminal."""

from __future__ import annotations

import re
from typing import Final, TextIO

_COLOUR: Final = re.compile(r'\x1b\[[\d;]*m')
_STEP: Final = re.compile(r'(?P<words>\S.*\[ *\d+%\].*?)\s*')
WIDTH: Final = 79
"""Columns that a line may take, so that the terminal does not wrap it."""


class Progress:
    """Takes what Sphinx says of a build, and shows of it the steps that have a percentage, each in place of the last.

    It is the ``status`` of a :class:`sphinx.application.Sphinx`. Where *stream* is no terminal, nothing is shown.
    """

    def __init__(self, stream: TextIO) -> None:
        """Take the *stream* to show steps on."""
        self._stream = stream
        self._shown = 0

    def isatty(self) -> bool:
        """Tell whether the stream is a terminal."""
        return self._stream.isatty()

    def write(self, text: str) -> int:
        """Show *text* if it is a step; gives how many characters were taken."""
        match = _STEP.fullmatch(_COLOUR.sub('', text).strip())
        if match is not None and self.isatty():
            self._put(match['words'][:WIDTH])
        return len(text)

    def flush(self) -> None:
        """Write out what waits in the stream."""
        self._stream.flush()

    def clear(self) -> None:
        """Take away what is shown: the line is free for what comes next."""
        if self._shown:
            self._put('')
            self._stream.write('\r')

    def above(self) -> Warnings:
        """Give a stream for whole lines, which take the place of the step that is shown."""
        return Warnings(self, self._stream)

    def _put(self, words: str) -> None:
        self._stream.write(f'\r{words.ljust(self._shown)}')
        self._stream.flush()
        self._shown = len(words)


class Warnings:
    """Writes lines to the terminal that shows progress."""

    def __init__(self, progress: Progress, stream: TextIO) -> None:
        """Take the *progress* that the *stream* shows."""
        self._progress = progress
        self._stream = stream

    def isatty(self) -> bool:
        """Tell whether the stream is a terminal."""
        return self._stream.isatty()

    def write(self, text: str) -> int:
        """Write *text*, where a step stood."""
        self._progress.clear()
        return self._stream.write(text)

    def flush(self) -> None:
        """Write out what waits in the stream."""
        self._stream.flush()
