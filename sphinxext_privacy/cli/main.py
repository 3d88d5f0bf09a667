"""``sphinx-privacy``: finds the command, and runs it."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Final

from sphinxext_privacy._version import __version__
from sphinxext_privacy.cli import check, diff, lock, schema
from sphinxext_privacy.cli.command import EXIT_STATUS, WRONG_USE, WrongUse, complain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.cli.command import Command

PROGRAM: Final = 'sphinx-privacy'

COMMANDS: Final[tuple[Command, ...]] = (check.COMMAND, lock.COMMAND, diff.COMMAND, schema.COMMAND)
"""Every command, in the order of the reference. A new one is a module of its own, and one word here."""


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of the command line."""
    statuses = '; '.join(f'{status}: {words}' for status, words in EXIT_STATUS.items())
    parser = argparse.ArgumentParser(
        PROGRAM, description='Works with the privacy notices of Sphinx docs.', epilog=f'Exit status: {statuses}.'
    )
    parser.add_argument('--version', action='version', version=f'{PROGRAM} {__version__}')
    commands = parser.add_subparsers(title='commands', dest='command', metavar='COMMAND', required=True)
    for command in COMMANDS:
        made = commands.add_parser(
            command.name, help=command.help, description=command.description, epilog=f'Exit status: {statuses}.'
        )
        command.arguments(made)
        made.set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv*, by default that of the process; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # What is printed holds what notices say, in any language.
        if hasattr(stream, 'reconfigure'):
            stream.reconfigure(encoding='utf-8')
    try:
        options = make_parser().parse_args(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else WRONG_USE
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except WrongUse as error:
        complain(f'{PROGRAM} {options.command}: {error}')
        return WRONG_USE
    except BrokenPipeError:
        # Who reads the output has enough of it; Python would complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_USE
    except KeyboardInterrupt:
        return WRONG_USE
    return status
