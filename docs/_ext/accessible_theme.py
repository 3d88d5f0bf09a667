"""What Sphinx and the theme leave out for readers with a screen reader or with a keyboard alone.

Captions of the navigation are headings for which no level is said, and code that is wider than its box can be scrolled
with a mouse only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SCRIPT: Final = 'scrollable.js'
CAPTION: Final = '<p class="caption" role="heading">'
CAPTION_WITH_LEVEL: Final = '<p class="caption" role="heading" aria-level="2">'
"""The level that browsers take where none is said (WAI-ARIA, role heading)."""

PARTS: Final = ('body', 'furo_navigation_tree')
"""Where a page may have lists of contents with a caption."""

AFTER_THE_THEME: Final = 900


def say_levels(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say the level of each caption of a page."""
    for part in PARTS:
        if part in context:
            context[part] = context[part].replace(CAPTION, CAPTION_WITH_LEVEL)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Mend the pages, and add the script that lets boxes be scrolled."""
    app.connect('html-page-context', say_levels, priority=AFTER_THE_THEME)
    app.add_js_file(SCRIPT, loading_method='defer')
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
