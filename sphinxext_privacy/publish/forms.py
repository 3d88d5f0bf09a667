"""All forms in which notices can be published: one line for each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from sphinxext_privacy.publish.form import Form

FORMS: Final = {
    'pdf': 'sphinxext_privacy.pdf.publish',
    'feed': 'sphinxext_privacy.publish.feed',
}
"""The module of each form, which calls it ``FORM``, by its name in ``privacy_publish``, in the order of the links."""

FILES: Final = {'feed': '*.atom'}
"""What the files look like of each form whose files go when the project no longer wants it."""


def form_named(name: str) -> Form:
    """Give the form *name*, one of :data:`FORMS`; its module is loaded when it is first asked for."""
    return cast('Form', import_module(FORMS[name]).FORM)
