"""The doctrees of other pages, for what is shown of them with its markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.nodes import privacy_entry

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.nodes import privacy_part


class Doctrees:
    """Gives parsed prose of entries on any page; reads each doctree once, and only where somebody asks."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Read nothing yet."""
        self._env = env
        self._found: dict[str, dict[int, privacy_entry]] = {}

    def part(self, docname: str, position: int, name: str) -> privacy_part | None:
        """Give a copy of the prose of the field *name*, or of the ``body``, of the entry at a place of a page."""
        if docname not in self._found:
            doctree = self._env.get_doctree(docname)
            self._found[docname] = {node['position']: node for node in doctree.findall(privacy_entry)}
        node = self._found[docname].get(position)
        part = node.part(name) if node is not None else None
        return part.deepcopy() if part is not None else None
