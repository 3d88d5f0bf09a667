"""What a rule says of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_privacy.domain.records import ImageRecord
    from sphinxext_privacy.notices.records import NoticeEntry

Severity = Literal['error', 'warning', 'info']
SEVERITIES: tuple[Severity, ...] = ('error', 'warning', 'info')
"""From the gravest on."""


class Passage(NamedTuple):
    """A paragraph, heading, list item, cell or image that readers of a page see."""

    docname: str
    line: int
    text: str
    """Empty where it is an image alone."""
    entry: NoticeEntry | None = None
    """The entry in whose body it stands; ``None`` for the text of the page outside directives."""
    bare_urls: tuple[str, ...] = ()
    """Addresses that stand in it as text: links without words, or no links at all."""
    source: str = ''
    """The file it stands in, where that is not the file of the page."""
    images: tuple[ImageRecord, ...] = ()
    """The images in it."""


class Outcome(NamedTuple):
    """One place where what a rule asks for is met, or wanting."""

    met: bool
    entry: NoticeEntry | None = None
    """The entry that meets it, or lacks something; ``None``: the notice itself."""
    passage: Passage | None = None
    """The words that it is about, where these count."""
    message: str = ''
    """What is wrong, a message of the catalogue with places for :attr:`values`; empty: what the rule itself says."""
    values: tuple[tuple[str, str], ...] = ()
    """What its places hold: ids, words of the author, keys. They also tell findings of one entry apart."""
    severity: Severity | None = None
    """How grave it is, where that is not as grave as the rule says."""
    remedy: str = ''
    """What would satisfy it, where that is not what the rule says: a message of the catalogue."""
    option: str = ''
    """The option of the entry or notice that it is about; empty where it is about no single one."""


def met(subject: NoticeEntry | Passage | None = None) -> Outcome:
    """Say that *subject* states what the rule asks for; without one, the directive of the notice does."""
    entry, passage = _parts(subject)
    return Outcome(True, entry, passage)


def wanting(
    subject: NoticeEntry | Passage | None = None, message: str = '', /, *, option: str = '', **values: str
) -> Outcome:
    """Say that *subject* lacks what the rule asks for, or contradicts it; without one, the whole notice does.

    *message* says in words what is wrong where the rule's own message does not: a message marked with ``N_``, whose
    places take *values*. *option* is the one that is wrong, which is told at its line; where one of the values is
    called ``field``, it is that.
    """
    entry, passage = _parts(subject)
    option = option or values.get('field', '')
    return Outcome(False, entry, passage, message, tuple(sorted(values.items())), option=option)


def any_of(entries: Iterable[NoticeEntry], message: str = '', /) -> Iterator[Outcome]:
    """Say that each of *entries* states what the rule asks for; where there is none, the notice lacks it.

    *message* says what is wrong then, where the rule's own message does not.
    """
    found = tuple(entries)
    yield from (met(entry) for entry in found)
    if not found:
        yield wanting(None, message)


def _parts(subject: NoticeEntry | Passage | None) -> tuple[NoticeEntry | None, Passage | None]:
    return (subject.entry, subject) if isinstance(subject, Passage) else (subject, None)
