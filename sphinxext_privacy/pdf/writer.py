"""The Typst writer, put together: a visitor for every node of docutils and Sphinx."""

from __future__ import annotations

from sphinxext_privacy.pdf.blocks import Blocks
from sphinxext_privacy.pdf.inlines import Inlines
from sphinxext_privacy.pdf.lists import Lists
from sphinxext_privacy.pdf.objects import Objects
from sphinxext_privacy.pdf.tables import Tables


class TypstTranslator(Blocks, Lists, Tables, Objects, Inlines):
    """Turns a resolved document into the body of a Typst document.

    Other extensions add visitors with ``app.add_node(X, typst=(visit, depart))``: they write code with ``put``,
    ``open`` and ``close``, and text with ``text``, which quotes it.
    """
