"""The style ``bullet``: each entry one item of a list, in sentences, as notices are written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rendering.entry import IN_BRACKETS
from sphinxext_privacy.rendering.facts import value_of
from sphinxext_privacy.rendering.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.rendering.entry import ShownEntry

OPTIONAL: Final = N_('optional')
OPT_IN: Final = N_('opt-in only')
SOME_CASES: Final = N_('in some cases only')
NO_PERSONAL_DATA: Final = N_('They receive no personal data.')
NAME_AND_PURPOSE: Final = N_('{name} {purpose}')
WITH_CONDITION: Final = N_('{phrase}, {condition}')
LABELLED: Final = N_('{label}: {value}')
TWO_SENTENCES: Final = N_('{sentence} {next_sentence}')


class Wording(NamedTuple):
    """What a bullet of one kind says beside name and body; the rest shows in the other styles."""

    remarks: tuple[tuple[str, str], ...] = ()
    """Flags that stand in brackets after the name, with their words."""
    sentences: tuple[str, ...] = ()
    """Fields that follow as sentences with their label."""


WORDINGS: Final[dict[str, Wording]] = {
    'processor': Wording((('optional', OPTIONAL),), ('retention', 'opt-out')),
    'data': Wording((('optional', OPTIONAL),), ('examples', 'visibility', 'retention')),
    'purpose': Wording((('opt-in', OPT_IN),), ('legitimate-interest', 'withdraw', 'retention')),
    'right': Wording((('conditional', SOME_CASES),), ('url', 'email', 'authority', 'authority-url')),
    'measure': Wording(),
}


def bullets(entries: Sequence[ShownEntry]) -> nodes.Element:
    """Make the list of *entries*."""
    items = [entry.placed(nodes.list_item('', *_item(entry))) for entry in entries]
    return nodes.bullet_list('', *items, bullet='-')


def _item(entry: ShownEntry) -> list[Node]:
    """Make the blocks of one item: a paragraph, and what its body has beyond a first paragraph."""
    blocks = entry.body()
    sentences: list[list[Node]] = []
    # In the single form the body goes on in the sentence's own paragraph; what hangs below a bullet that an
    # author wrote stays below it.
    if blocks and not entry.node.get('item') and isinstance(blocks[0], nodes.paragraph):
        sentences.append(list(blocks.pop(0).children))
    facts = _sentences(entry)
    closing = terms(entry) if entry.kind.name == 'processor' else []
    if not blocks:
        if facts or closing:
            sentences = [entry.context.sentence(sentence) for sentence in sentences]
        sentences += facts + closing
        after: list[Node] = []
    else:
        after = [nodes.paragraph('', '', *_joined(entry, [*facts, *closing]))] if facts or closing else []
    lead = phrase(entry)
    stated_purpose = entry.kind.name == 'processor' and entry.has('purpose')
    if sentences or stated_purpose:
        lead = entry.context.sentence(lead)
    paragraph = nodes.paragraph('', '', *entry.targets(), *_joined(entry, [lead, *sentences]))
    return [paragraph, *blocks, *after]


def _joined(entry: ShownEntry, sentences: list[list[Node]]) -> list[Node]:
    found: list[Node] = []
    for sentence in sentences:
        places = {'sentence': found, 'next_sentence': sentence}
        found = entry.context.fill(TWO_SENTENCES, places) if found else list(sentence)
    return found


def phrase(entry: ShownEntry) -> list[Node]:
    """Give the name with its purpose, remarks in brackets and the condition."""
    context = entry.context
    content = entry.full_titles
    if entry.kind.name in {'processor', 'cookie'} and entry.has('purpose'):
        content = context.fill(NAME_AND_PURPOSE, {'name': content, 'purpose': _trimmed(value(entry, 'purpose'))})
    remarks = [
        context.label(words)
        for name, words in WORDINGS.get(entry.kind.name, Wording()).remarks
        if entry.fact(name) is True
    ]
    for remark in remarks:
        content = context.fill(IN_BRACKETS, {'phrase': content, 'remark': [nodes.Text(remark)]})
    if 'condition' in entry.kind.by_name and entry.has('condition'):
        condition = _trimmed(value(entry, 'condition'))
        content = context.fill(WITH_CONDITION, {'phrase': content, 'condition': condition})
    return content


def value(entry: ShownEntry, name: str) -> list[Node]:
    """Give the value of the field *name* in words."""
    return value_of(entry, entry.kind.by_name[name])


def _trimmed(content: list[Node]) -> list[Node]:
    """Take the full stop from the end of *content*: the sentence goes on after it."""
    if content and isinstance(content[-1], nodes.Text) and content[-1].endswith(('.', '。')):
        return [*content[:-1], nodes.Text(str(content[-1])[:-1])]
    return content


def _sentences(entry: ShownEntry) -> list[list[Node]]:
    """Give the facts that a reader expects in a bullet, each as a sentence."""
    found: list[list[Node]] = []
    context = entry.context
    if entry.kind.name == 'right' and entry.has('how'):
        found.append(context.sentence(value(entry, 'how')))
    if entry.kind.name == 'processor' and entry.fact('no-personal-data') is True:
        found.append([nodes.Text(context.label(NO_PERSONAL_DATA))])
    wording = WORDINGS.get(entry.kind.name)
    if wording is not None:
        names = wording.sentences
    else:
        names = tuple(item.name for item in entry.shown_fields() if item.name not in {'purpose', 'condition'})
    for name in names:
        if not entry.has(name):
            continue
        item = entry.kind.by_name[name]
        label: list[Node] = [nodes.Text(context.label(item.label))]
        content = context.fill(LABELLED, {'label': label, 'value': value(entry, name)})
        found.append(context.sentence(content))
    return found
