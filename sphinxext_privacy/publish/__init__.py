"""What HTML builds write beside the pages, and how pages link to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ['setup_publish']


def setup_publish(app: Sphinx) -> None:
    """Declare the setting, and register all forms in which notices can be published."""
    from sphinxext_privacy.publish import links, settings
    from sphinxext_privacy.publish.forms import FORMS

    settings.declare(app)
    app.connect('config-inited', settings.clean, priority=400)
    app.connect('html-page-context', links.add_to_head)
    for form in FORMS.values():
        form.connect(app)
