"""The roles: a name in running text that links to the entry, and the date of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.roles import XRefRole

from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from sphinx.util.typing import RoleFunction

OBJECT_TYPES: Final = tuple(kind.name for kind in KINDS.values() if kind.is_object)

ROLES: Final[dict[str, RoleFunction | XRefRole]] = {
    **{name: XRefRole(innernodeclass=nodes.inline, warn_dangling=True) for name in OBJECT_TYPES},
    'updated': XRefRole(innernodeclass=nodes.inline, warn_dangling=True),
}
