"""Links from the head of a page to what is published of its notices."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from sphinx.util.osutil import relative_uri

from sphinxext_privacy.lifecycle import domain_of
from sphinxext_privacy.publish.form import is_wanted
from sphinxext_privacy.publish.forms import FORMS, form_named

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinxext_privacy.domain.index import Index


class Link(NamedTuple):
    """One link in the head of a page."""

    media_type: str
    title: str
    file: str


Links = dict[str, list[Link]]

_KNOWN: Final[WeakKeyDictionary[Index, Links]] = WeakKeyDictionary()
"""The links of a state of a project: every page asks for them."""


def links_by_page(app: Sphinx) -> Links:
    """Give the links of each page of this build, by docname; pages without any are left out."""
    domain = domain_of(app.env)
    wanted = [form_named(name) for name in FORMS if is_wanted(app, name)]
    if not wanted:
        # Another builder than those of pages, or nothing to publish.
        return {}
    index = domain.index
    if index not in _KNOWN:
        links: Links = {}
        for form in wanted:
            for docname, files in form.files(domain).items():
                links.setdefault(docname, []).extend(Link(form.media_type, item.title, item.file) for item in files)
        _KNOWN[index] = links
    return _KNOWN[index]


def add_to_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name in the head of the page what is published of its notices (event ``html-page-context``)."""
    if doctree is None:
        return
    for link in links_by_page(app).get(pagename, ()):
        address = relative_uri(app.builder.get_target_uri(pagename), link.file)
        context['metatags'] = (
            f'{context.get("metatags", "")}<link rel="alternate" type="{link.media_type}" '
            f'title="{html.escape(link.title)}" href="{html.escape(address)}" />\n'
        )
