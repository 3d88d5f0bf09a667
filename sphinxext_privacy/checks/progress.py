"""How far the rules have come, where there is much to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.progress import shown_while_done

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx.config import Config

MANY: Final = 100
"""From so many notices on, progress is shown: to judge fewer takes about a second."""


def shown_while_checked(idents: Collection[str], config: Config) -> Iterable[str]:
    """Give *idents*, the ids of notices; while they are many, Sphinx shows the share of those that were given."""
    if len(idents) < MANY:
        return idents
    return shown_while_done(idents, 'checking notices... ', config, str)
