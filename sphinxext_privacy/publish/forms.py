"""All forms in which notices can be published: one line for each, and those of the exports."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from sphinxext_privacy.exports.forms import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinxext_privacy.publish.form import Form

MODULES: Final = {
    'pdf': 'sphinxext_privacy.pdf.publish',
    'feed': 'sphinxext_privacy.publish.feed',
}
"""The module of each form that only HTML builds have, which calls it ``FORM``."""

FORMS: Final = (*PUBLISHED, *MODULES)
"""The name of each form, as it stands in ``privacy_publish``, in the order of the links."""

NOTES: Final = 'privacy-*.published'
"""What notes of published files look like."""

FEEDS: Final = '*.atom'
"""What the files of feeds look like."""


def form_named(name: str) -> Form:
    """Give the form *name*, one of :data:`FORMS`; its module is loaded when it is first asked for."""
    if name in MODULES:
        return cast('Form', import_module(MODULES[name]).FORM)
    from sphinxext_privacy.publish.exported import published

    return published(name)


def left_over(app: Sphinx) -> Iterator[str]:
    """Give the forms of which an earlier build left files, and that the project no longer wants."""
    if 'feed' not in app.config.privacy_publish and any(Path(app.outdir).glob(FEEDS)):
        yield 'feed'
    if any(Path(app.doctreedir).glob(NOTES)):
        from sphinxext_privacy.publish.exported import left_over as exported

        yield from exported(app)
