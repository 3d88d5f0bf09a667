"""``sphinx-privacy schema``: the JSON Schemas of the files, for editors and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinxext_privacy.cli.command import NOTHING_TO_SAY, Command
from sphinxext_privacy.exports.schemas import SCHEMAS

if TYPE_CHECKING:
    import argparse


def _arguments(parser: argparse.ArgumentParser) -> None:
    what = ', '.join(f'{name}: {schema.about}' for name, schema in SCHEMAS.items())
    parser.add_argument(
        'name', metavar='FILE', nargs='?', choices=tuple(SCHEMAS), default='register', help=f'what it describes: {what}'
    )


def _run(options: argparse.Namespace) -> int:
    print(json.dumps(SCHEMAS[options.name].make(), indent=2, ensure_ascii=False))
    return NOTHING_TO_SAY


COMMAND = Command(
    'schema',
    'print the JSON Schema of the register, or of a file that is written',
    'Prints a JSON Schema (2020-12). Editors that know the one of the register complete names in it, explain fields, '
    'and mark mistakes while you type.',
    _arguments,
    _run,
)
