"""All forms in which notices can be published: one line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.pdf import publish as pdf
from sphinxext_privacy.publish import feed

if TYPE_CHECKING:
    from sphinxext_privacy.publish.form import Form

FORMS: Final[dict[str, Form]] = {form.name: form for form in (pdf.FORM, feed.FORM)}
"""By name, in the order in which pages name them."""
