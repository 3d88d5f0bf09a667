"""What a published form is: files beside the pages of an HTML build."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.publish import BUILDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinxext_privacy.domain.privacy import PrivacyDomain


class Published(NamedTuple):
    """One file, as a page names it in its head."""

    file: str
    """Path below the output folder."""
    title: str


class Form(NamedTuple):
    """One form in which notices are published."""

    name: str
    """As it stands in ``privacy_publish``."""
    media_type: str
    files: Callable[[PrivacyDomain], Mapping[str, Sequence[Published]]]
    """Gives the files that each page names, by docname."""
    connect: Callable[[Sphinx], None]
    """Connects what makes the files."""
    scripts: Callable[[PrivacyDomain], Mapping[str, Sequence[str]]] | None = None
    """Gives the data that each page holds itself, as text that may stand in a script element, by docname."""


def is_wanted(app: Sphinx, name: str) -> bool:
    """Tell whether this build publishes the form *name*."""
    return app.builder.name in BUILDERS and name in app.config.privacy_publish
