"""How far the rules have come, where there is much to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.util.display import status_iterator

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx.config import Config

MANY: Final = 100
"""From so many notices on, progress is shown: to judge fewer takes about a second."""


def shown_while_checked(idents: Collection[str], config: Config) -> Iterable[str]:
    """Give *idents*, the ids of notices; while they are many, Sphinx shows the share of those that were given."""
    if len(idents) < MANY:
        return idents
    # Sphinx before 7.3 keeps it elsewhere.
    verbosity = getattr(config, 'verbosity', 0)
    return status_iterator(idents, 'checking notices... ', 'darkgreen', len(idents), verbosity)
