"""Whether everybody can read the notice: plain words, and images that have words (GDPR 12(1) and 12(7))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.model.values import Facts
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome
    from sphinxext_privacy.rules.phrases import Phrases

FAMILY: Final[Family] = Family()

_LONGEST: Final = 35
"""Words that a sentence may have."""
_QUOTED: Final = 12
"""Words of a sentence that a message quotes."""
_ENDS: Final = ('.', '!', '?', '…')
_CLOSING: Final = '"\'”’»)]'
_PROSE: Final = {
    name: tuple(item.name for item in kind.fields if item.type in {'prose', 'terms', 'blocks'})
    for name, kind in KINDS.items()
}
_LONG: Final = N_('A sentence has {count} words: “{sentence}”')
_VAGUE: Final = N_('“{words}” leaves open what is meant: “{sentence}”')


class Fault(NamedTuple):
    """What makes a text hard to read."""

    line: int
    """Of the text, from 0."""
    message: str
    values: dict[str, str]


@FAMILY.rule(
    'G12-1-PLAIN',
    'style',
    'GDPR 12(1)',
    'info',
    text=N_('Sentences are short, and leave nothing open with words like “may”, “some” or “often”.'),
    wrong=N_('The words are hard to read, or leave open what is meant.'),
    remedy=N_('Say in short sentences what is done, when, and with which data.'),
)
def plain(notice: Notice) -> Iterator[Outcome]:
    """Look at the words of the notice, where there is a list of vague ones in their language.

    One finding for each passage and each field is enough: who mends it reads the rest.
    """
    phrases = notice.project.phrases
    if phrases is None or 'vague' not in phrases.own:
        return
    for passage in notice.passages:
        fault = find_fault(passage.text, phrases)
        if fault:
            yield wanting(passage._replace(line=passage.line + fault.line), fault.message, **fault.values)
    for field, text in _prose('notice', notice.own_facts):
        fault = find_fault(text, phrases)
        if fault:
            yield wanting(None, fault.message, field=field, **fault.values)
    for entry in notice.entries:
        if entry.notice != notice.ident or entry.kind == 'notice':
            continue
        for field, text in _prose(entry.kind, entry.facts):
            fault = find_fault(text, phrases)
            if fault:
                yield wanting(entry, fault.message, field=field, **fault.values)


def _prose(kind: str, facts: Facts) -> Iterator[tuple[str, str]]:
    for name in _PROSE[kind]:
        value = facts.get(name)
        if isinstance(value, str):
            yield name, value


def find_fault(text: str, phrases: Phrases) -> Fault | None:
    """Give the first sentence of *text* that is too long or vague."""
    vague = phrases.find('vague', text)
    if not vague and text.count(' ') + text.count('\n') < _LONGEST:
        # There are too few words for a long sentence.
        return None
    for line, words in _sentences(text):
        quoted = ' '.join(words[:_QUOTED]) + (' …' if len(words) > _QUOTED else '')
        if len(words) > _LONGEST:
            return Fault(line, _LONG, {'count': str(len(words)), 'sentence': quoted})
        if vague and (found := phrases.find('vague', ' '.join(words))):
            return Fault(line, _VAGUE, {'words': found, 'sentence': quoted})
    return None


def _sentences(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the sentences of *text*, each with its line; an abbreviation may cut one short."""
    words: list[str] = []
    first = 0
    for number, line in enumerate(text.split('\n')):
        for word in line.split():
            if not words:
                first = number
            words.append(word)
            if word.rstrip(_CLOSING).endswith(_ENDS):
                yield first, words
                words = []
    if words:
        yield first, words


@FAMILY.rule(
    'G12-7-ICONS',
    'html',
    'GDPR 12(7)',
    'error',
    text=N_('Images on the pages of the notice have a text alternative.'),
    wrong=N_('An image has no text alternative.'),
    remedy=N_('Say in `:alt:` of the image what it shows; an empty one says that it is decoration.'),
)
def images(notice: Notice) -> Iterator[Outcome]:
    """Ask for the text alternatives of images."""
    for passage in notice.passages:
        for uri, described in passage.images:
            if described:
                yield met(passage)
            else:
                yield wanting(passage, N_('The image {image} has no text alternative.'), image=uri)
