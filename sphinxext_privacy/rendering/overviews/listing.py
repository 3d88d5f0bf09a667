"""Overviews that list entries: as a table, as bullets, as definitions or as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.notices.select import Group, candidates, grouped, matches, ordered, values
from sphinxext_privacy.rendering.bullet import LABELLED, TWO_SENTENCES
from sphinxext_privacy.rendering.definition import field_list
from sphinxext_privacy.rendering.overviews.listed import KIND_NAMES, KeptEntry, ListedEntry
from sphinxext_privacy.rendering.table import grid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.domain.records import OverviewRecord
    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.overviews import Overview
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.notices.resolve import Notices
    from sphinxext_privacy.rendering.overviews.frame import Frame

NAME: Final = N_('Name')
NOT_STATED: Final = N_('Not stated')


def chosen(notices: Notices, overview: Overview, record: OverviewRecord) -> list[NoticeEntry]:
    """Give the entries that an overview shows, in the order of the notices."""
    return [
        entry
        for entry in candidates(notices, record, overview.kinds)
        if (not overview.needs or any(name in entry.facts for name in overview.needs))
        and matches(entry, _conditions(overview, record, entry))
    ]


def _conditions(overview: Overview, record: OverviewRecord, entry: NoticeEntry) -> list[tuple[str, str]]:
    """Give the conditions as fields of the kind of *entry*: a list of retentions has its own names for two."""
    if overview.shape != 'retention':
        return list(record.where)
    found = []
    for name, wanted in record.where:
        if name == 'kind':
            if wanted != entry.kind:
                return [('id', '')]
        else:
            found.append(('duration' if name == 'retention' and entry.kind == 'cookie' else name, wanted))
    return found


def listing(frame: Frame) -> list[Node]:
    """Make the nodes of an overview that lists entries."""
    overview, record, context = frame.overview, frame.record, frame.context
    make = KeptEntry if overview.shape == 'retention' else ListedEntry
    found = chosen(context.domain.notices, overview, record)
    shown = {id(entry): make(entry, context) for entry in found}
    if not found:
        return frame.empty()

    def order(entry: NoticeEntry, name: str) -> str:
        return shown[id(entry)].order(name)

    entries = ordered(found, record.sort or overview.sort, order)
    columns = _columns(frame, [shown[id(entry)] for entry in entries])
    parts = _groups(frame, entries, shown)
    made: list[Node] = []
    for number, (title, part) in enumerate(parts):
        listed = [shown[id(entry)] for entry in part.entries]
        made += STYLES[record.style](frame, title, listed, columns, number)
    return made


def _groups(frame: Frame, entries: Sequence[NoticeEntry], shown: dict[int, ListedEntry]) -> list[tuple[str, Group]]:
    """Split the entries, each part with its title; empty where nothing splits them."""
    name = frame.record.group

    def words(value: str) -> str:
        for entry in entries:
            if value in _values(frame, entry, name):
                return _group_title(frame, shown[id(entry)], name, value)
        return ''

    if not name:
        return [('', Group('', tuple(entries)))]
    made = grouped(entries, words, lambda entry: _values(frame, entry, name))
    return [(words(part.value) if part.value else frame.context.label(NOT_STATED), part) for part in made]


def _values(frame: Frame, entry: NoticeEntry, name: str) -> tuple[str, ...]:
    if frame.overview.shape == 'retention' and name == 'kind':
        return (entry.kind,)
    if frame.overview.shape == 'retention' and name == 'retention' and entry.kind == 'cookie':
        return values(entry, 'duration')
    return values(entry, name)


def _group_title(frame: Frame, listed: ListedEntry, name: str, value: str) -> str:
    """Give the words for one value of a field, as the field itself would show it alone."""
    context = frame.context
    if frame.overview.shape == 'retention' and name == 'kind':
        return context.label(KIND_NAMES[value])
    if name == 'notice':
        return context.domain.notice_title(value) or value
    item = listed.kind.by_name.get(name)
    if item is None:
        return value
    return ''.join(node.astext() for node in listed.one_value(item, value))


def _columns(frame: Frame, listed: Sequence[ListedEntry]) -> list[Field]:
    """Give the columns: those asked for, or those of the directive that any entry has something in."""
    overview, record = frame.overview, frame.record
    fields = overview.fields
    names = list(record.columns or overview.columns)
    if not record.columns:
        # What splits the overview stands above each of its parts.
        names = [name for name in names if name != record.group and any(entry.value(name) for entry in listed)]
        if 'notice' not in {*names, record.group} and len({entry.notice for entry in listed}) > 1:
            names.append('notice')
    own = frame.title_field if len(overview.kinds) == 1 else ''
    return [fields[name] for name in dict.fromkeys(names) if name != own]


# -- styles ------------------------------------------------------------------------------------------------------


def _table(
    frame: Frame, title: str, listed: Sequence[ListedEntry], columns: Sequence[Field], number: int
) -> list[Node]:
    context = frame.context
    rows = []
    for entry in listed:
        cells: list[list[Node]] = [[nodes.paragraph('', '', *entry.linked_name())]]
        for item in columns:
            content = entry.value(item.name)
            cells.append([nodes.paragraph('', '', *content)] if content else [])
        rows.append(nodes.row('', *(nodes.entry('', *cell) for cell in cells)))
    name = NAME if len(frame.overview.kinds) > 1 else frame.title_label
    made = grid([context.label(name), *(context.label(item.label) for item in columns)], rows)
    return frame.tabled(made, frame.caption(title), number)


def _sentences(entry: ListedEntry, columns: Sequence[Field]) -> list[list[Node]]:
    context = entry.context
    found = []
    for item in columns:
        content = entry.value(item.name)
        if content:
            label: list[Node] = [nodes.Text(context.label(item.label))]
            found.append(context.sentence(context.fill(LABELLED, {'label': label, 'value': content})))
    return found


def _bullet(
    frame: Frame, title: str, listed: Sequence[ListedEntry], columns: Sequence[Field], number: int
) -> list[Node]:
    items = []
    for entry in listed:
        sentences = _sentences(entry, columns)
        content = entry.linked_name()
        if sentences:
            content = entry.context.sentence(content)
        for sentence in sentences:
            content = entry.context.fill(TWO_SENTENCES, {'sentence': content, 'next_sentence': sentence})
        items.append(nodes.list_item('', nodes.paragraph('', '', *content)))
    return [*frame.heading(title), frame.marked(nodes.bullet_list('', *items, bullet='-'), 'bullet')]


def _fields(entry: ListedEntry, columns: Sequence[Field]) -> list[Node]:
    return field_list(entry.context, ((item.label, entry.value(item.name)) for item in columns))


def _definition(
    frame: Frame, title: str, listed: Sequence[ListedEntry], columns: Sequence[Field], number: int
) -> list[Node]:
    items = [
        nodes.definition_list_item(
            '', nodes.term('', '', *entry.linked_name()), nodes.definition('', *_fields(entry, columns))
        )
        for entry in listed
    ]
    made = nodes.definition_list('', *items, classes=['simple'])
    return [*frame.heading(title), frame.marked(made, 'definition')]


def _card(frame: Frame, title: str, listed: Sequence[ListedEntry], columns: Sequence[Field], number: int) -> list[Node]:
    items = []
    for entry in listed:
        name = nodes.paragraph('', '', nodes.strong('', '', *entry.linked_name()), classes=['privacy-card-title'])
        items.append(nodes.list_item('', name, *_fields(entry, columns), classes=['privacy-card']))
    return [*frame.heading(title), frame.marked(nodes.bullet_list('', *items, bullet='-'), 'card')]


STYLES: Final[dict[str, Callable[[Frame, str, Sequence[ListedEntry], Sequence[Field], int], list[Node]]]] = {
    'table': _table,
    'bullet': _bullet,
    'definition': _definition,
    'card': _card,
}
