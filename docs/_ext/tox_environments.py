"""The environments of tox, in a table that is made from its configuration."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reference_nodes import Row, code, grid, words
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PATH: Final = Path(__file__).parent.parent.parent / 'tox.ini'
SECTION: Final = 'testenv:'


def environments() -> dict[str, tuple[str, bool]]:
    """Give the environments by name: what each does, and whether it runs unless others are named."""
    parser = ConfigParser(interpolation=None)
    parser.read(PATH, encoding='utf-8')
    listed = parser['tox']['env_list'].split()
    named = [section.removeprefix(SECTION) for section in parser.sections() if section.startswith(SECTION)]
    found = {}
    for name in dict.fromkeys([*listed, *named]):
        section = f'{SECTION}{name}' if name in named else 'testenv'
        text = parser[section]['description'].replace('"', '`')
        found[name] = (f'{text[0].upper()}{text[1:]}.', name in listed)
    return found


class ToxEnvironments(SphinxDirective):
    """All environments."""

    def run(self) -> list[nodes.Node]:
        """Make their table."""
        self.env.note_dependency(str(PATH))
        self.env.note_dependency(__file__)
        rows: list[Row] = [
            [[code(name)], words(text), words('yes' if runs else 'if you name it')]
            for name, (text, runs) in environments().items()
        ]
        return [grid(('Environment', 'What it does', 'Runs by itself'), (25, 55, 20), rows)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive('tox-environments', ToxEnvironments)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
