"""What a finished PDF is to say of its structure, and typst does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.pdf.fileobjects import Objects
from sphinxext_privacy.pdf.nestedlists import put_into_items
from sphinxext_privacy.pdf.rowheaders import tag_row_headers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.pdf.core import Shape


def retagged(data: bytes, shapes: Sequence[Shape]) -> bytes:
    """Give the PDF with row headers in its tables, whose *shapes* are known, and nested lists in their items.

    What holds nothing is left out.

    A file that is not as typst writes it today stays as it is.
    """
    objects = Objects(data)
    if not objects.known or objects.joined() != data:
        return data
    tag_row_headers(objects, shapes)
    put_into_items(objects)
    # Bullets that are not shown, and empty lines of code.
    objects.drop_empty(b'Lbl', b'P')
    objects.end_streams()
    return objects.joined()
