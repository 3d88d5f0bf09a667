"""Lists within the items of lists: each is put into the body of its item.

Typst puts them behind the item, and an entry that is a list of facts would have an empty body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinxext_privacy.pdf.fileobjects import Objects


def put_into_items(objects: Objects) -> None:
    """Move each list that follows an item of a list into the body of the item."""
    for number in list(objects.elements(b'L')):
        body = 0
        for kid in objects.kids(number):
            role = objects.role(kid)
            if role == b'LI':
                body = next((part for part in objects.kids(kid) if objects.role(part) == b'LBody'), 0)
            elif role == b'L' and body:
                objects.move(kid, number, body)
