"""``privacy-summary``: the first layer of a layered notice, of stated facts alone.

What it answers, and in which order: guidelines of the Article 29 Working Party on transparency (WP260 rev.01),
paragraphs 35 and 36.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.notices.relations import Relations
from sphinxext_privacy.notices.select import candidates, listed_notices, texts
from sphinxext_privacy.rendering.bullet import LABELLED
from sphinxext_privacy.rendering.entry import IN_BRACKETS
from sphinxext_privacy.rendering.facts import PARTS, in_turn, negative, value_of
from sphinxext_privacy.rendering.overviews.listed import ListedEntry
from sphinxext_privacy.rendering.table import grid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.rendering.overviews.frame import Frame

QUESTION: Final = N_('Question')
ANSWER: Final = N_('Answer')
WHO: Final = N_('Who is responsible?')
WHAT: Final = N_('What is collected?')
WHY: Final = N_('What is it used for, and on which basis?')
RECEIVERS: Final = N_('Who receives it, and where?')
DEVICE: Final = N_('What is stored on your device?')
HOW_LONG: Final = N_('How long is it kept?')
RIGHTS: Final = N_('What are your rights, and how do you use them?')
SURPRISES: Final = N_('What might you not expect?')
CHANGED: Final = N_('When was this last changed?')
OBJECT: Final = N_('Your right to object')
OBJECT_TO: Final = N_('These uses rest on legitimate interests or on a public task: {purposes}.')
OPTIONAL: Final = N_('optional')
NAMED: Final = N_('{name}: {value}')

OBJECTIONABLE: Final = frozenset({'legitimate-interests', 'public-task'})
"""Legal bases against which GDPR 21(1) gives a right to object; 21(4) wants it shown apart."""


def summary(frame: Frame) -> list[Node]:
    """Make the table of questions and answers, and the block about the right to object."""
    rows = []
    for question, answer in ANSWERS:
        lines = answer(frame)
        if lines:
            cells = [
                nodes.entry('', nodes.paragraph('', frame.context.label(question))),
                nodes.entry('', *_answer(lines)),
            ]
            rows.append(nodes.row('', *cells))
    apart = _right_to_object(frame)
    if not rows:
        return [*frame.empty(), *apart]
    made = grid([frame.context.label(QUESTION), frame.context.label(ANSWER)], rows)
    # A question is short, and an answer is not.
    for spec, width in zip(made.findall(nodes.colspec), (30, 70), strict=True):
        spec['colwidth'] = width
    return [*frame.tabled(made, frame.caption()), *apart]


def _answer(lines: list[list[Node]]) -> list[Node]:
    """Make a list of several lines: readers hear how many there are, and no builder joins them."""
    paragraphs = [nodes.paragraph('', '', *line) for line in lines]
    if len(paragraphs) == 1:
        return [*paragraphs]
    return [nodes.bullet_list('', *(nodes.list_item('', paragraph) for paragraph in paragraphs), bullet='-')]


def _entries(frame: Frame, kind: str) -> list[ListedEntry]:
    context = frame.context
    return [ListedEntry(entry, context) for entry in candidates(context.domain.notices, frame.record, (kind,))]


def _value(entry: ListedEntry, name: str) -> list[Node]:
    return value_of(entry, entry.kind.by_name[name])


def _ways(entry: ListedEntry, names: Sequence[str]) -> list[list[Node]]:
    """Give the values of the fields *names* that are stated, without a full stop where another one follows."""
    found = [_value(entry, name) for name in names if entry.has(name)]
    for way in found[:-1]:
        last = way[-1] if way else None
        if isinstance(last, nodes.Text) and last.endswith(('.', '。')):
            way[-1] = nodes.Text(last[:-1])
    return found


def _remark(entry: ListedEntry, content: list[Node], *names: str) -> list[Node]:
    """Put the values of fields in brackets after *content*."""
    values = [value for value in (_value(entry, name) for name in names) if value]
    if not values:
        return content
    return entry.context.fill(IN_BRACKETS, {'phrase': content, 'remark': in_turn(PARTS, values, entry.context)})


def _labelled(entry: ListedEntry, name: str) -> list[Node]:
    """Give a field with its label."""
    label: list[Node] = [nodes.Text(entry.context.label(entry.kind.by_name[name].label))]
    return entry.context.fill(LABELLED, {'label': label, 'value': _value(entry, name)})


# -- answers -----------------------------------------------------------------------------------------------------


def _who(frame: Frame) -> list[list[Node]]:
    context = frame.context
    found: list[list[Node]] = []
    for entry in _entries(frame, 'controller'):
        found.append(_remark(entry, entry.linked_name(short_name=False), 'email', 'address'))
        found += [_labelled(entry, name) for name in ('representative', 'dpo') if entry.has(name)]
    if found:
        return found
    # Those of the parents, or of the settings: whatever the scope, somebody is responsible.
    about = listed_notices(context.domain.notices, frame.record)
    for ident in dict.fromkeys(ident for notice in about for ident in context.index.controllers(notice)):
        resolved = context.index.resolve('controller', ident, context.docname)
        if resolved is not None:
            found.append(context.linked(resolved))
    return found


def _what(frame: Frame) -> list[list[Node]]:
    notices = frame.context.domain.notices
    listed = candidates(notices, frame.record, ('data', 'purpose'))
    # A purpose may name its data, or data their purposes; either says the same.
    listed += [entry for entry in notices.named(listed, ('purpose',)) if entry.kind == 'purpose']
    relations = Relations(listed)
    purposes = [entry for entry in listed if entry.kind == 'purpose']
    names = {entry.key: ListedEntry(entry, frame.context).linked_name() for entry in purposes}
    found = []
    for entry in _entries(frame, 'data'):
        content = entry.linked_name()
        if entry.fact('optional') is True:
            remark: list[Node] = [nodes.Text(frame.context.label(OPTIONAL))]
            content = frame.context.fill(IN_BRACKETS, {'phrase': content, 'remark': remark})
        uses = [_copied(names[key]) for key in names if key in relations.of(entry.entry.key, 'purpose')]
        if uses:
            content = frame.context.fill(NAMED, {'name': content, 'value': frame.context.join(uses)})
        found.append(content)
    return found


def _copied(content: list[Node]) -> list[Node]:
    return [node.deepcopy() for node in content]


def _why(frame: Frame) -> list[list[Node]]:
    return [_remark(entry, entry.linked_name(), 'legal-basis') for entry in _entries(frame, 'purpose')]


def _receivers(frame: Frame) -> list[list[Node]]:
    context = frame.context
    found = [_remark(entry, entry.linked_name(), 'country') for entry in _entries(frame, 'processor')]
    if not found:
        for notice in listed_notices(context.domain.notices, frame.record):
            stated = context.domain.notices.fact(notice, 'recipients')
            if stated is not None:
                found.append([nodes.Text(negative('recipients', str(stated)))])
    return found


def _device(frame: Frame) -> list[list[Node]]:
    return [_remark(entry, entry.linked_name(), 'category', 'duration') for entry in _entries(frame, 'cookie')]


def _how_long(frame: Frame) -> list[list[Node]]:
    found = []
    for kind in ('data', 'purpose', 'processor'):
        for entry in _entries(frame, kind):
            if entry.has('retention'):
                places = {'name': entry.linked_name(), 'value': _value(entry, 'retention')}
                found.append(frame.context.fill(NAMED, places))
    return found


def _rights(frame: Frame) -> list[list[Node]]:
    context = frame.context
    found = []
    for entry in _entries(frame, 'right'):
        content = entry.linked_name()
        ways = _ways(entry, ('how', 'url', 'email', 'authority'))
        if ways:
            content = context.fill(NAMED, {'name': content, 'value': in_turn(PARTS, ways, context)})
        found.append(content)
    for notice in listed_notices(context.domain.notices, frame.record):
        itself = ListedEntry(context.domain.notices.itself(notice), context)
        if itself.has('request-channel'):
            found.append(itself.prose('request-channel'))
    return found


def _surprises(frame: Frame) -> list[list[Node]]:
    found = []
    for entry in _entries(frame, 'data'):
        flags = [name for name in ('surprising', 'special', 'sold-or-shared') if entry.fact(name) is True]
        if not flags:
            continue
        named = [entry.kind.by_name[name].label for name in flags if name != 'surprising']
        labels: list[list[Node]] = [[nodes.Text(frame.context.label(label))] for label in named]
        content = entry.linked_name()
        if labels:
            content = frame.context.fill(IN_BRACKETS, {'phrase': content, 'remark': frame.context.join(labels)})
        found.append(content)
    return found + [entry.linked_name() for entry in _entries(frame, 'decision')]


def _changed(frame: Frame) -> list[list[Node]]:
    domain = frame.context.domain
    found: list[list[Node]] = []
    about = listed_notices(domain.notices, frame.record)
    for notice in about:
        if notice in domain.index.notices:
            date = domain.dates.of(notice, frame.context.docname)
            if date:
                line: list[Node] = [nodes.Text(domain.date_in_words(date))]
                if len(about) > 1:
                    line = frame.context.fill(NAMED, {'name': frame.context.notice_link(notice), 'value': line})
                found.append(line)
    return found


ANSWERS: Final[tuple[tuple[str, Callable[[Frame], list[list[Node]]]], ...]] = (
    (WHO, _who),
    (WHAT, _what),
    (WHY, _why),
    (RECEIVERS, _receivers),
    (DEVICE, _device),
    (HOW_LONG, _how_long),
    (RIGHTS, _rights),
    (SURPRISES, _surprises),
    (CHANGED, _changed),
)


def _right_to_object(frame: Frame) -> list[Node]:
    """Show the right to object apart from all other information (GDPR 21(4)), where a use can be objected to."""
    context = frame.context
    concerned = [
        entry for entry in _entries(frame, 'purpose') if OBJECTIONABLE.intersection(texts(entry.fact('legal-basis')))
    ]
    rights = [entry for entry in _entries(frame, 'right') if 'object' in {entry.fact('key'), entry.idents[0]}]
    if not concerned:
        return []
    names = context.join([entry.linked_name() for entry in concerned])
    blocks: list[Node] = [nodes.paragraph('', '', *context.fill(OBJECT_TO, {'purposes': names}))]
    items = []
    for entry in rights:
        ways = _ways(entry, ('how', 'url', 'email'))
        content = entry.linked_name()
        if ways:
            content = context.fill(NAMED, {'name': content, 'value': in_turn(PARTS, ways, context)})
        items.append(nodes.list_item('', nodes.paragraph('', '', *context.sentence(content))))
    if items:
        # A list, as the text builder joins the paragraphs of such a block into one.
        blocks.append(nodes.bullet_list('', *items, bullet='-'))
    title = nodes.title('', context.label(OBJECT))
    return [nodes.admonition('', title, *blocks, classes=['privacy-right-to-object', 'note'])]
