"""What is composed on a page, and taken apart when the page is written.

A node knows its parent, and the parent its children, so a page that is written is garbage that only Python's collector
finds. For that it looks through all that is in use, which can take longer than the page took. Nodes that do not know
their parents go by themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxext_privacy.nodes import privacy_entry, privacy_overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docutils import nodes
    from docutils.nodes import Node
    from sphinx.application import Sphinx

_PLACES: Final = 'privacy_places'
"""What a document calls the places in which something was composed, in the order in which it was."""


class _Place(NamedTuple):
    parent: nodes.Element
    children: list[Node]
    """The children that *parent* had before: the placeholders among them."""
    made: Sequence[Node]


def put(document: nodes.document, placeholders: Sequence[nodes.Element], made: Sequence[Node]) -> None:
    """Put what was *made* of neighbouring *placeholders* in their place."""
    parent = placeholders[0].parent
    places: list[_Place] = document.__dict__.setdefault(_PLACES, [])
    places.append(_Place(parent, list(parent.children), made))
    for node in placeholders[1:]:
        parent.remove(node)
    parent.replace(placeholders[0], made)


def made_on(document: nodes.document) -> Iterator[Node]:
    """Give what was put into *document* so far."""
    places: list[_Place] = document.__dict__.get(_PLACES, [])
    for place in places:
        yield from place.made


class WrittenPage:
    """The page that was written last: when the next one is, nobody needs its nodes any more."""

    def __init__(self) -> None:
        """Start without a page."""
        self._document: nodes.document | None = None

    def note(self, document: nodes.document) -> None:
        """Note that *document* is written, and so the one before: what else is done with a page is done by now."""
        self.take_apart()
        self._document = document

    def take_apart(self) -> None:
        """Put back the placeholders, and part the nodes that stood in their place from each other."""
        if self._document is None:
            return
        places: list[_Place] = self._document.__dict__.pop(_PLACES, [])
        self._document = None
        for parent, children, made in reversed(places):
            _part(made)
            parent.children = children
            for child in children:
                if isinstance(child, (privacy_entry, privacy_overview)):
                    _join(child)


WRITTEN: Final = WrittenPage()
"""That of this process, which writes one page after the other."""


def note_written(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Note that the nodes of a page are written as HTML (event ``html-page-context``)."""
    if doctree is not None:
        WRITTEN.note(doctree)


def _part(made: Iterable[Node]) -> None:
    for node in made:
        node.parent = None
        if node.children:
            _part(node.children)


def _join(node: Node) -> None:
    for child in node.children:
        child.parent = node
        _join(child)
