"""Notices as PDFs: accessible, archivable, made by typst alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ['setup_pdf']


def setup_pdf(app: Sphinx) -> None:
    """Declare the settings, and register the builder.

    Typst itself is loaded by the builder.
    """
    from sphinxext_privacy.pdf import settings
    from sphinxext_privacy.pdf.builder import NoticePdfBuilder

    settings.declare(app)
    app.add_builder(NoticePdfBuilder)
    app.connect('config-inited', settings.clean, priority=400)
