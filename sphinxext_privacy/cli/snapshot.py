"""``python -m sphinxext_privacy.cli.snapshot``: what docs say, as a lock file; how ``diff`` reads each revision."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_privacy.changes.lockfile import lock_text
from sphinxext_privacy.changes.said import State
from sphinxext_privacy.cli.command import NOTHING_TO_SAY, WRONG_USE, WrongUse, complain
from sphinxext_privacy.cli.project import (
    NotEnabled,
    add_docs_argument,
    add_reading_options,
    docs_of,
    read_docs,
    said_now,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Write the file that ``--output`` names; gives the exit status."""
    parser = argparse.ArgumentParser('snapshot')
    add_docs_argument(parser)
    parser.add_argument('--output', required=True)
    add_reading_options(parser)
    options = parser.parse_args(argv)
    try:
        docs = docs_of(options)
        try:
            with read_docs(docs) as app:
                state = said_now(app, docs)[1]
        except NotEnabled:
            # Before a project used the extension, it said nothing that could be read.
            state = State('', {})
    except WrongUse as error:
        complain(str(error))
        return WRONG_USE
    Path(options.output).write_text(lock_text(state), encoding='utf-8', newline='\n')
    return NOTHING_TO_SAY


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
