"""What a feed shows of entries: their prose and facts as HTML, which has no page around it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util.logging import suppress_logging

from sphinxext_privacy.lifecycle import domain_of
from sphinxext_privacy.nodes import privacy_entry
from sphinxext_privacy.rendering.context import Context
from sphinxext_privacy.rendering.definition import fields
from sphinxext_privacy.rendering.entry import ShownEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx

    from sphinxext_privacy.model.fields import Field


class FedEntry(ShownEntry):
    """An entry without what the title in the feed says."""

    def shown_fields(self) -> list[Field]:
        """Give the fields that have a value, but for the kind of a change."""
        return [item for item in super().shown_fields() if item.name != 'kind']


def content_of(app: Sphinx, docname: str, positions: AbstractSet[int], address: Callable[[str], str]) -> dict[int, str]:
    """Give the entries at *positions* of a page as HTML.

    *address* makes of an address on that page one that holds elsewhere. Images and downloads are their text:
    feeds have no files.
    """
    document = app.env.get_doctree(docname)
    placeholders = [node for node in document.findall(privacy_entry) if node['position'] in positions]
    # The page itself was written before, and what is wrong was said then.
    with _writing(app, docname), suppress_logging():
        context = Context(domain_of(app.env), app.builder, document, docname)
        holders = {node['position']: _blocks(FedEntry(node, context)) for node in placeholders}
        document.children = []
        document.extend(holders.values())
        app.env.apply_post_transforms(document, docname)
        for holder in holders.values():
            _stand_alone(holder, address)
        return {position: _html(app, holder) for position, holder in holders.items()}


def _blocks(entry: FedEntry) -> nodes.container:
    return nodes.container('', *entry.body(), *fields(entry))


def _stand_alone(holder: nodes.container, address: Callable[[str], str]) -> None:
    """Make of what was on a page what can stand anywhere."""
    for image in list(holder.findall(nodes.image)):
        image.replace_self(nodes.inline('', image.get('alt', '')))
    for download in list(holder.findall(addnodes.download_reference)):
        download.replace_self(nodes.inline('', '', *download.children))
    for mark in list(holder.findall(nodes.footnote_reference)):
        link = nodes.reference('', mark.astext(), refid=mark['refid'], internal=True)
        mark.replace_self(nodes.superscript('', '', link))
    for node in holder.findall(nodes.Element):
        # Within the page of a reader, ids of several entries could be the same.
        node['ids'] = []
        node['backrefs'] = []
    for reference in holder.findall(nodes.reference):
        if 'refuri' in reference:
            reference['refuri'] = address(reference['refuri'])
        elif 'refid' in reference:
            reference['refuri'] = address(f'#{reference.attributes.pop("refid")}')


def _html(app: Sphinx, holder: nodes.container) -> str:
    builder: Any = app.builder
    return ''.join(builder.render_partial(child)['fragment'] for child in list(holder.children)).strip()


@contextmanager
def _writing(app: Sphinx, docname: str) -> Iterator[None]:
    """Let builder and environment be as they are while the page *docname* is written."""
    builder: Any = app.builder
    known, before = app.env.temp_data.get('docname'), builder.current_docname
    app.env.temp_data['docname'] = builder.current_docname = docname
    builder.secnumbers = app.env.toc_secnumbers.get(docname, {})
    builder.fignumbers = app.env.toc_fignumbers.get(docname, {})
    try:
        yield
    finally:
        builder.current_docname = before
        if known is None:
            app.env.temp_data.pop('docname', None)
        else:
            app.env.temp_data['docname'] = known
