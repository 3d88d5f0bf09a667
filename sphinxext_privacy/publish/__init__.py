"""What HTML builds write beside the pages, and how pages link to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ['BUILDERS', 'setup_publish']

BUILDERS: Final = ('html', 'dirhtml')
"""The builders that publish: their output is a site."""


def setup_publish(app: Sphinx) -> None:
    """Declare the setting, and let what it names be published."""
    from sphinxext_privacy.publish import settings

    settings.declare(app)
    app.connect('config-inited', settings.clean, priority=400)
    app.connect('config-inited', _connect, priority=410)
    app.connect('builder-inited', _connect_leftovers)


def _connect(app: Sphinx, config: Config) -> None:
    """Connect the forms that the project wants; others are not even loaded (event ``config-inited``)."""
    if not config.privacy_publish:
        return
    from sphinxext_privacy.publish import heads
    from sphinxext_privacy.publish.forms import form_named

    app.connect('html-page-context', heads.add_to_head)
    for name in config.privacy_publish:
        form_named(name).connect(app)


def _connect_leftovers(app: Sphinx) -> None:
    """Connect what removes files of an earlier build that the project no longer wants (event ``builder-inited``)."""
    from sphinxext_privacy.publish.forms import form_named, left_over

    for name in left_over(app):
        form_named(name).connect(app)
