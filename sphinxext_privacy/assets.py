"""The style sheet: copied once, linked from pages that hold a block only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.domain.records import EntryRecord

STYLE_SHEET: Final = 'sphinxext-privacy.css'
_SOURCE: Final = Path(__file__).with_name('static') / STYLE_SHEET


def holds_block(domain: PrivacyDomain, docname: str) -> bool:
    """Tell whether the page shows a list, a table or a picture that the style sheet is for."""
    document = domain.documents.get(docname)
    styles = domain.env.config.privacy_styles
    return document is not None and (
        bool(document.overviews) or any(_is_block(record, styles) for record in document.entries)
    )


def _is_block(record: EntryRecord, styles: Mapping[str, str]) -> bool:
    style = record.style or styles.get(KINDS[record.kind].directive, '')
    return style != 'hidden' and not KINDS[record.kind].is_prose


def copy_style_sheet(app: Sphinx, domain: PrivacyDomain) -> None:
    """Put the style sheet beside the theme's, before any page is written: its checksum goes into the pages."""
    if app.builder.format != 'html':
        return
    target = Path(app.outdir) / '_static' / STYLE_SHEET
    content = _SOURCE.read_bytes()
    if target.is_file() and target.read_bytes() == content:
        return
    if not any(holds_block(domain, docname) for docname in domain.documents):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and moved, so that a server never sends half of it.
    temporary = target.with_name(f'.{STYLE_SHEET}.{os.getpid()}')
    temporary.write_bytes(content)
    temporary.replace(target)


def link_style_sheet(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the style sheet from a page that holds a block (event ``html-page-context``)."""
    if doctree is None:
        return
    domain = cast('PrivacyDomain', app.env.domains['privacy'])
    whole = app.builder.name == 'singlehtml'
    pages = domain.documents if whole else (pagename,)
    if any(holds_block(domain, page) for page in pages):
        app.add_css_file(STYLE_SHEET)
