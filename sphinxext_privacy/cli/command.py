"""What a command is, and how it fails."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

NOTHING_TO_SAY: Final = 0
FINDINGS: Final = 1
WRONG_USE: Final = 2

EXIT_STATUS: Final = {
    NOTHING_TO_SAY: 'nothing to say',
    FINDINGS: 'there are findings',
    WRONG_USE: 'wrong use: an unknown option, a file that is not there, docs that cannot be read',
}
"""The exit status of all commands, in words."""


class Command(NamedTuple):
    """One command."""

    name: str
    help: str
    """One line, for the list of commands."""
    description: str
    """What it does, in a few sentences."""
    arguments: Callable[[argparse.ArgumentParser], None]
    """Declares what it takes. Nothing heavy is loaded for that."""
    run: Callable[[argparse.Namespace], int]
    """Does it, and gives the exit status."""


class WrongUse(Exception):
    """A command cannot do what was asked; the message, one line, says why."""


def complain(message: str) -> None:
    """Say something that is no result."""
    print(message, file=sys.stderr)
