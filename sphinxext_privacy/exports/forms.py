"""The forms that the builder writes. A new one is a module of its own, and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.exports.privacy_json import FILE, privacy_json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_privacy.exports.records import Exported


class Form(NamedTuple):
    """One form."""

    name: str
    files: Callable[[Exported], Iterator[tuple[str, str]]]
    """Gives path in the output folder and text of each file."""


def _privacy_json(exported: Exported) -> Iterator[tuple[str, str]]:
    yield FILE, privacy_json_text(exported)


FORMS: Final = (Form('json', _privacy_json),)
"""Every form, in the order in which they are written."""
