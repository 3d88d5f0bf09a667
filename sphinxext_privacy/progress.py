"""How far long work has come, as Sphinx shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx.util.display import status_iterator

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sphinx.config import Config

Item = TypeVar('Item')


def shown_while_done(
    items: Collection[Item], summary: str, config: Config, named: Callable[[Item], str]
) -> Iterator[Item]:
    """Give *items* one by one, and let Sphinx show *summary*, the name of each, and the share of those given."""
    # Sphinx before 7.3 keeps it elsewhere.
    verbosity = getattr(config, 'verbosity', 0)
    return status_iterator(items, summary, 'darkgreen', len(items), verbosity, named)
