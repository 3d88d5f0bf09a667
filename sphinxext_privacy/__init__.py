"""Structured privacy notices in Sphinx: directives, a register, checks at build time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxext_privacy._version import __version__

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ['__version__', 'setup']

ENVIRONMENT_VERSION = 5
"""Raised whenever the shape of the records or of a placeholder changes."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    from pathlib import Path

    from sphinxext_privacy import assets, composed, config, hints, labels, lifecycle, transforms
    from sphinxext_privacy.directives import DIRECTIVES
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.exports.builder import PrivacyBuilder
    from sphinxext_privacy.nodes import privacy_entry, privacy_overview, privacy_part
    from sphinxext_privacy.pdf import setup_pdf
    from sphinxext_privacy.publish import setup_publish

    app.require_sphinx((7, 2))
    config.declare(app)
    app.add_message_catalog(labels.CATALOGUE, str(Path(__file__).with_name('locale')))
    for node in (privacy_entry, privacy_part, privacy_overview):
        app.add_node(node)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_domain(PrivacyDomain)
    app.add_post_transform(transforms.ComposeEntries)
    app.add_post_transform(transforms.ComposeForHTML)
    app.add_post_transform(transforms.ExposeRegisterProse)
    app.add_builder(PrivacyBuilder)
    setup_pdf(app)
    setup_publish(app)
    # Before Sphinx checks the types of settings itself, which it does at 800 without a warning type.
    app.connect('config-inited', config.clean, priority=400)
    app.connect('config-inited', hints.misspelt_settings)
    app.connect('builder-inited', hints.unread_markdown)
    app.connect('builder-inited', lifecycle.start)
    app.connect('doctree-read', hints.unread_fences)
    app.connect('env-updated', lifecycle.rewrite_dependents)
    app.connect('html-page-context', assets.link_style_sheet)
    app.connect('html-page-context', _mark_tables)
    app.connect('html-page-context', composed.note_written)
    app.connect('build-finished', lifecycle.finish)
    return {
        'version': __version__,
        'env_version': ENVIRONMENT_VERSION,
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }


def _mark_tables(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Complete our tables in the body of a page (event ``html-page-context``)."""
    body = context.get('body')
    if doctree is not None and isinstance(body, str) and '<table' in body and 'privacy-block' in body:
        from sphinxext_privacy.tables import accessible_tables

        context['body'] = accessible_tables(body)
