"""The JSON Schemas of the files that the package reads and writes, by name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class NamedSchema(NamedTuple):
    """One schema."""

    file: str
    """What the file with it is called, where it is published."""
    about: str
    """The file that it describes, in words."""
    module: str
    function: str

    def make(self) -> dict[str, object]:
        """Give the schema (JSON Schema 2020-12) as plain data; its module is loaded for that."""
        function = cast('Callable[[], dict[str, object]]', getattr(import_module(self.module), self.function))
        return function()


SCHEMAS: Final = {
    'register': NamedSchema('register.schema.json', 'a register', 'sphinxext_privacy.model.schema', 'register_schema'),
    'json': NamedSchema(
        'privacy.schema.json', 'privacy.json', 'sphinxext_privacy.exports.schema', 'privacy_json_schema'
    ),
    'report': NamedSchema(
        'report.schema.json', 'report.json', 'sphinxext_privacy.exports.report_schema', 'report_json_schema'
    ),
    'changes': NamedSchema(
        'changes.schema.json', 'what diff --format json prints', 'sphinxext_privacy.changes.schema', 'changes_schema'
    ),
}
"""By the name that ``sphinx-privacy schema`` takes."""
