"""Ids: what they look like, and how one is made from a name."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final

from docutils.nodes import make_id

from sphinxext_privacy.patterns import pattern

ID: Final = pattern(r'[A-Za-z0-9][A-Za-z0-9._-]*')
"""An id as authors write it."""

_DATE: Final = pattern(r'[0-9]{4}-[0-9]{2}-[0-9]{2}')

REFERENCE: Final = pattern(r'(?:[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._*-]*')
"""An id with the id of a notice before it, where it must be exact: ``pypi/fastly``."""


def is_id(text: str) -> bool:
    """Tell whether *text* can be an id."""
    return ID.fullmatch(text) is not None


def is_visible(text: str) -> bool:
    """Tell whether readers would see anything of *text*."""
    return any(character.isprintable() and not character.isspace() for character in text)


def split_ids(text: str) -> tuple[str, ...]:
    """Give the ids in *text* (separated by commas) where it is several ids, else an empty tuple.

    Ids have no capital letter here, so that a name with a comma (``Intercom, Inc.``) stays a name.
    """
    parts = tuple(part.strip() for part in text.split(','))
    if len(parts) > 1 and all(is_id(part) and part == part.lower() for part in parts):
        return parts
    return ()


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Make an ASCII id from *name* that depends on nothing else.

    Letters that have no ASCII form (Greek, Chinese …) would leave nothing, or only a part that another
    name shares; such names get a digest of the whole name.
    """
    if _DATE.fullmatch(name):
        # Without a letter, nothing would be left of it.
        return name
    made = make_id(name)
    letters = sum(character.isalnum() for character in name)
    kept = sum(character.isalnum() for character in made)
    # ``make_id`` also drops leading digits, which are ASCII and may be all that tells two names apart.
    if made and name[:1].isascii() and not name[:1].isalpha():
        lead = re.match(r'[\W_]*([0-9]+)', name)
        if lead:
            made = f'{lead.group(1)}-{made}'
            kept += len(lead.group(1))
    if made and kept * 2 >= letters:
        return made
    digest = hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]
    return f'{made}-{digest}' if made else f'x{digest}'


def cookie_slug(name: str) -> str:
    """Make an id from the *name* of a cookie: ``_ga`` and ``_ga_*`` are two cookies and need two ids."""
    return slug(name.replace('*', ' any '))


def anchor(object_type: str, ident: str, occurrence: int = 1) -> str:
    """Give the HTML id of the *occurrence*-th showing of an entry in one document.

    Dots and capital letters of the id do not survive: LaTeX and style sheets do badly with them.
    """
    base = f'privacy-{object_type}-{make_id("x" + ident)[1:].strip("-")}'
    return base if occurrence == 1 else f'{base}-{occurrence}'
