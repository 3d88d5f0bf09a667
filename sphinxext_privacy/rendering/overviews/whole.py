"""``privacy-whole-notice``: all entries of a notice, with those that it inherits, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.select import listed_notices
from sphinxext_privacy.rendering.definition import field_list
from sphinxext_privacy.rendering.facts import value_of
from sphinxext_privacy.rendering.overviews.elsewhere import Bodies
from sphinxext_privacy.rendering.overviews.listed import ListedEntry

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rendering.overviews.frame import Frame

HEADINGS: Final = {
    'controller': N_('Who is responsible'),
    'data': N_('Personal data'),
    'purpose': N_('Purposes'),
    'processor': N_('Recipients'),
    'cookie': N_('Cookies and similar storage'),
    'right': N_('Rights'),
    'measure': N_('Security measures'),
    'decision': N_('Automated decisions'),
    'statement': N_('Statements'),
    'change': N_('Changes'),
}
FROM: Final = N_('From: {notice}')
ABOUT: Final = N_('About this notice')


def whole_notice(frame: Frame) -> list[Node]:
    """Make a part for each kind of entry that the notice has."""
    notices = frame.context.domain.notices
    bodies = Bodies(frame.context, f'{frame.anchor()}-part')
    made: list[Node] = []
    for notice in listed_notices(notices, frame.record):
        entries = notices.whole(notice)
        made += _about(frame, notice)
        for kind, heading in HEADINGS.items():
            listed = [ListedEntry(entry, frame.context) for entry in entries if entry.kind == kind]
            if not listed:
                continue
            if kind == 'change':
                # As a history is read, whichever pages tell of it.
                listed.sort(key=lambda entry: entry.order('date'), reverse=True)
            made.append(frame.rubric([nodes.Text(frame.context.label(heading))]))
            items = [_item(frame, entry, notice, bodies) for entry in listed]
            made.append(frame.marked(nodes.definition_list('', *items, classes=['simple']), 'definition'))
    return [*frame.heading(), *made] if made else frame.empty()


def _about(frame: Frame, notice: str) -> list[Node]:
    """Show what the notice states of itself, and what it has of the notices that it adds to."""
    context = frame.context
    itself = context.domain.notices.itself(notice)
    if not itself.facts:
        return []
    entry = ListedEntry(itself, context)
    rows = field_list(context, ((item.label, value_of(entry, item)) for item in entry.shown_fields()))
    term = nodes.term('', '', *context.notice_link(notice))
    item = nodes.definition_list_item('', term, nodes.definition('', *rows))
    made = frame.marked(nodes.definition_list('', item, classes=['simple']), 'definition')
    return [frame.rubric([nodes.Text(context.label(ABOUT))]), made] if rows else []


def _item(frame: Frame, entry: ListedEntry, notice: str, bodies: Bodies) -> nodes.definition_list_item:
    context = frame.context
    facts = ((item.label, value_of(entry, item)) for item in entry.shown_fields())
    blocks = field_list(context, facts)
    blocks += _text(entry, bodies)
    if entry.entry.notice != notice:
        # Which part of a notice is another one's, readers and lawyers want to know.
        content = context.fill(FROM, {'notice': context.notice_link(entry.entry.notice)})
        blocks.append(nodes.paragraph('', '', *content, classes=['privacy-origin']))
    return nodes.definition_list_item('', nodes.term('', '', *entry.linked_name()), nodes.definition('', *blocks))


def _text(entry: ListedEntry, bodies: Bodies) -> list[Node]:
    """Give the body of an entry, or the text that the register has for a statement."""
    stated: NoticeEntry = entry.entry
    found = bodies.of(stated)
    text = entry.fact('text') if entry.kind is KINDS['statement'] else None
    if not found and isinstance(text, str):
        context = entry.context
        if stated.url:
            # Whatever another project wrote, it is no markup of this one.
            return [nodes.paragraph('', '', context.words(' '.join(part.split()))) for part in text.split('\n\n')]
        found = list(context.blocks(context.translated_blocks(text), *entry.location('text')))
    return found
