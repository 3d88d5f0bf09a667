"""The head of a page: links to what is published of its notices, and data of them."""

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


class Script(NamedTuple):
    """Data in the head of a page."""

    media_type: str
    text: str


class Head(NamedTuple):
    """What the head of one page names and holds."""

    links: list[Link]
    scripts: list[Script]


Heads = dict[str, Head]

_KNOWN: Final[WeakKeyDictionary[Index, Heads]] = WeakKeyDictionary()
"""The heads of a state of a project: every page asks for them."""


def heads_by_page(app: Sphinx) -> Heads:
    """Give what the heads of the pages of this build name and hold, by docname; pages without any are left out."""
    domain = domain_of(app.env)
    wanted = [form_named(name) for name in FORMS if is_wanted(app, name)]
    if not wanted:
        # Another builder than those of pages, or nothing to publish.
        return {}
    index = domain.index
    if index not in _KNOWN:
        heads: Heads = {}
        for form in wanted:
            for docname, files in form.files(domain).items():
                head = heads.setdefault(docname, Head([], []))
                head.links.extend(Link(form.media_type, item.title, item.file) for item in files)
            for docname, texts in form.scripts(domain).items() if form.scripts is not None else ():
                head = heads.setdefault(docname, Head([], []))
                head.scripts.extend(Script(form.media_type, text) for text in texts)
        _KNOWN[index] = heads
    return _KNOWN[index]


def add_to_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name in the head of the page what is published of its notices (event ``html-page-context``)."""
    head = heads_by_page(app).get(pagename) if doctree is not None else None
    if head is None:
        return
    tags = [context.get('metatags', '')]
    for link in head.links:
        address = relative_uri(app.builder.get_target_uri(pagename), link.file)
        tags.append(
            f'<link rel="alternate" type="{link.media_type}" '
            f'title="{html.escape(link.title)}" href="{html.escape(address)}" />\n'
        )
    tags += [f'<script type="{script.media_type}">\n{script.text}</script>\n' for script in head.scripts]
    context['metatags'] = ''.join(tags)
