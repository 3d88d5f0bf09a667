"""What a form is: one way to write the notices down for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedNotice


class Publication(NamedTuple):
    """How HTML builds publish a form: beside their pages, with a link in the head of each page of a notice."""

    media_type: str
    title: str
    """Title of the link, with the place ``{notice}``: a message of the catalogue."""
    file_of: Callable[[str], str]
    """Gives the file that holds a notice, by its id."""
    embedded: Callable[[Exported, ExportedNotice, str], Any] | None = None
    """Gives what the page of a notice holds of it as data, where the form is one that pages hold.

    The text is the address of the root of the site: absolute, or as it is from the page.
    """


class Form(NamedTuple):
    """One form."""

    name: str
    """Kebab-case; where it can be published, as it stands in ``privacy_publish``."""
    help: str
    """What it is, for authors, in English."""
    files: Callable[[Exported, Account], Iterator[tuple[str, str | bytes]]]
    """Gives path in the output folder and content of each file, and tells the account what becomes of each fact.

    It is a pure function: no build, no clock, no network.
    """
    paths: tuple[str, ...]
    """The paths of its files, with ``<notice>`` for the id of each notice."""
    loses: bool = True
    """Whether it is told what has no place in it; forms of our own hold all that is theirs to hold."""
    publication: Publication | None = None
