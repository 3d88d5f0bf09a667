"""Every warning of the extension: one type, the subtypes in one table, one function."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Literal, get_args

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils.nodes import Node

logger = logging.getLogger(__name__)

WARNING_TYPE: Final = 'privacy'

MISTAKE: Final = 'privacy_mistake'
"""Attribute of the records of the log: whether it is about a mistake of an author."""

LONGEST: Final = 1000
"""How long a part of a message may be."""

Subtype = Literal[
    'config',
    'date',
    'duplicate',
    'id',
    'list',
    'lock',
    'markup',
    'missing',
    'notice',
    'option',
    'overview',
    'parent',
    'pdf',
    'register',
    'rule',
    'terms',
    'url',
    'value',
    'vocabulary',
]

DESCRIPTIONS: Final[dict[Subtype, str]] = {
    'config': 'A setting in conf.py is wrong, so that the default is used, or it is misspelt or missing.',
    'date': 'A date is not ISO 8601, or the date of a notice cannot be found out.',
    'duplicate': 'One id is used for two different entries of a notice.',
    'id': 'An id cannot be used as such, stands where readers see it, or looks like a misspelt id of the register.',
    'list': 'A directive without an argument needs a bullet list, one entry a bullet, below an empty line.',
    'lock': 'The lock file cannot be read, so that nothing is compared with it, or a notice that it knows is gone.',
    'markup': 'Prose from the register or a translation has markup that cannot be read.',
    'missing': 'A fact without which the entry cannot be shown is absent.',
    'notice': 'An entry or an overview names a notice that does not exist, or notices add to each other in a circle.',
    'option': 'A directive does not know the option, the option needs a value, or it stands in the text.',
    'overview': 'An overview asks for a column, a filter or a group that there is not.',
    'parent': 'The notices of another project cannot be had, or their file holds something wrong.',
    'pdf': 'A PDF of a notice lacks a letter, an image, alt text or a link, or there is no PDF to make.',
    'register': 'A register file cannot be read, or holds something that is not known.',
    'rule': 'A finding is accepted of a rule that there is not, or without a reason; or the baseline is out of date.',
    'terms': 'A sentence about the agreement has a placeholder that is unknown or has no fact.',
    'url': 'A link is not an https, http or mailto address or a document of the project.',
    'value': 'The value of an option or a key has a wrong form.',
    'vocabulary': 'A value is not a key of its vocabulary; it is kept as prose.',
}
"""What each subtype means; the reference page is made from it."""

assert set(DESCRIPTIONS) == set(get_args(Subtype))


def warn(
    subtype: Subtype,
    message: str,
    *args: object,
    location: Node | tuple[str, int | None] | str | None = None,
    mistake: bool = True,
) -> None:
    """Log a warning ``[privacy.<subtype>]``; a *mistake* is something wrong in what an author stated or set.

    *message* has ``%s`` places for *args*, of which those that are very long lose their middle. *location* is a
    node, ``(docname, line)``, or text such as ``path:line:column`` that is shown as it is.
    """
    shown = (_shortened(arg) if isinstance(arg, str) else arg for arg in args)
    if location is None and _PLACES:
        location = _PLACES[-1]() or None
    extra = {MISTAKE: mistake}
    logger.warning(message, *shown, type=WARNING_TYPE, subtype=subtype, location=location, extra=extra)


_PLACES: Final[list[Callable[[], str]]] = []


@contextmanager
def placed_at(place: Callable[[], str]) -> Iterator[None]:
    """Let warnings that have no place of their own be about that which *place* gives; nothing: about none."""
    _PLACES.append(place)
    try:
        yield
    finally:
        _PLACES.pop()


def warn_of_rule(
    rule: str, message: str, *args: object, location: tuple[str, int | None] | str | None = None, grave: bool = True
) -> None:
    """Log what the rule *rule* found, as a warning ``[privacy.<rule in small letters>]``.

    What is not *grave* is no warning, but a line of the log. For *args* see :func:`warn`.
    """
    log = logger.warning if grave else logger.info
    shown = (_shortened(arg) if isinstance(arg, str) else arg for arg in args)
    log(message, *shown, type=WARNING_TYPE, subtype=rule.lower(), location=location)


def _shortened(text: str) -> str:
    # What is wrong stands first or last; between them may be a megabyte of what an author typed.
    return text if len(text) <= LONGEST else f'{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}'
