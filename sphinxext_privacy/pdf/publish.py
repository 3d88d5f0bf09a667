"""PDFs beside HTML pages: made when the pages are, and linked from those of their notices."""

from __future__ import annotations

import importlib.util
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.osutil import relative_uri
from sphinx.util.tags import Tags

from sphinxext_privacy.labels import translate
from sphinxext_privacy.lifecycle import domain_of
from sphinxext_privacy.messages import N_
from sphinxext_privacy.publish.form import Form, Published, is_wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.pdf.builder import NoticePdfBuilder
    from sphinxext_privacy.pdf.plan import Planned

logger = logging.getLogger(__name__)

LINK_TEXT: Final = N_('This notice as a PDF')
LINK_CLASS: Final = 'privacy-pdf'


def connect(app: Sphinx) -> None:
    """Do nothing unless the settings ask for it."""
    app.connect('builder-inited', _check)
    app.connect('doctree-resolved', _show_links)
    app.connect('build-finished', _make)


def _check(app: Sphinx) -> None:
    """Say before all the work that typst is missing (event ``builder-inited``)."""
    if is_wanted(app, 'pdf') and importlib.util.find_spec('typst') is None:
        from sphinxext_privacy.pdf.engine import INSTALL

        logger.error('privacy_publish: %s', INSTALL)
        app.statuscode = 1


def _planned(app: Sphinx, docname: str) -> list[Planned]:
    """Give the PDFs of the notices that the page declares, and those about none that begin with it."""
    from sphinxext_privacy.pdf.plan import plan

    domain = domain_of(app.env)
    return [
        item
        for item in plan(domain)
        if any(showing.docname == docname for showing in domain.index.notices.get(item.notice, []))
        or (not item.notice and item.pages[0] == docname)
    ]


def _address(app: Sphinx, docname: str, planned: Planned) -> str:
    return relative_uri(app.builder.get_target_uri(docname), planned.file)


def _show_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add a link below the line with the date of each notice (event ``doctree-resolved``)."""
    if not is_wanted(app, 'pdf'):
        return
    from sphinxext_privacy.pdf.assemble import notice_lines

    domain = domain_of(app.env)
    for planned in _planned(app, docname):
        if not planned.notice:
            continue
        anchors = {domain.page_anchor(place.docname, place.anchor) for place in domain.index.notices[planned.notice]}
        for line in notice_lines(doctree, anchors)[:1]:
            reference = nodes.reference('', translate(LINK_TEXT), refuri=_address(app, docname, planned), internal=True)
            parent = line.parent
            parent.insert(parent.index(line) + 1, nodes.paragraph('', '', reference, classes=[LINK_CLASS]))


def _files(domain: PrivacyDomain) -> dict[str, list[Published]]:
    """Give the PDFs that each page names: those of the notices that it declares, and those about none at its start."""
    from sphinxext_privacy.pdf.plan import plan

    found: dict[str, list[Published]] = {}
    for planned in plan(domain):
        title = planned.title or domain.notice_title(planned.notice) or domain.document_title(planned.pages[0])
        title = title or domain.env.config.project
        declared = [place.docname for place in domain.index.notices.get(planned.notice, [])]
        for docname in dict.fromkeys(declared if planned.notice else planned.pages[:1]):
            found.setdefault(docname, []).append(Published(planned.file, title))
    return found


def _make(app: Sphinx, exception: Exception | None) -> None:
    """Make the PDFs whose notices changed (event ``build-finished``)."""
    if exception is not None or not is_wanted(app, 'pdf') or importlib.util.find_spec('typst') is None:
        return
    with _acting(app) as builder:
        try:
            builder.maker.make()
            builder.maker.tidy()
        finally:
            builder.cleanup()


@contextmanager
def _acting(app: Sphinx) -> Iterator[NoticePdfBuilder]:
    """Let the builder of PDFs be that of the project: transforms ask which one it is."""
    from sphinxext_privacy.pdf.builder import NoticePdfBuilder

    domain = domain_of(app.env)
    before, tags = app.builder, app.tags
    own = {before.name, before.format, f'format_{before.format}', f'builder_{before.name}'}
    app.tags = Tags([tag for tag in tags if tag not in own])
    try:
        builder = NoticePdfBuilder(app, app.env)
        app.builder = domain.builder = builder
        builder.init()
        yield builder
    finally:
        app.builder = domain.builder = before
        app.tags = tags


FORM: Final = Form('pdf', 'application/pdf', _files, connect)
