"""``privacy-matrix``: data against recipients or purposes, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.relations import Relations
from sphinxext_privacy.notices.select import candidates
from sphinxext_privacy.rendering.overviews.listed import ListedEntry
from sphinxext_privacy.rendering.table import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rendering.overviews.frame import Frame

YES: Final = N_('Yes')
DATA_AND_PURPOSES: Final = N_('Data and purposes')
WIDE: Final = 6
"""Most columns that can be read on a phone and on paper; with more, the cells name what would be a column."""


def matrix(frame: Frame) -> list[Node]:
    """Make the table; only what is stated counts, on either side."""
    context = frame.context
    against = next(iter(frame.record.columns), 'processor')
    notices = context.domain.notices
    data = candidates(notices, frame.record, ('data',))
    others = candidates(notices, frame.record, (against,))
    named = notices.named([*data, *others], ('data', against))
    data += [entry for entry in named if entry.kind == 'data']
    others += [entry for entry in named if entry.kind == against]
    relations = Relations([*data, *others])
    related = {item.key: relations.of(item.key, against) for item in data}
    columns = [entry for entry in others if any(entry.key in keys for keys in related.values())]
    rows = [item for item in data if related[item.key]]
    if not rows:
        return frame.empty()
    made = (_crossed if len(columns) <= WIDE else _named)(frame, rows, columns, related, against)
    caption = frame.caption()
    if against == 'purpose' and not frame.record.caption:
        caption = [nodes.Text(context.label(DATA_AND_PURPOSES))]
    return frame.tabled(made, caption)


def _name(frame: Frame, entry: NoticeEntry) -> list[Node]:
    return ListedEntry(entry, frame.context).linked_name()


def _crossed(
    frame: Frame,
    rows: Sequence[NoticeEntry],
    columns: Sequence[NoticeEntry],
    related: dict[tuple[str, str], set[tuple[str, str]]],
    against: str,
) -> nodes.table:
    """Make a column for each recipient or purpose."""
    context = frame.context
    made = []
    for item in rows:
        cells: list[list[Node]] = [[nodes.paragraph('', '', *_name(frame, item))]]
        for entry in columns:
            yes = entry.key in related[item.key]
            cells.append([nodes.paragraph('', context.label(YES))] if yes else [])
        made.append(nodes.row('', *(nodes.entry('', *cell) for cell in cells)))
    title = context.label(KINDS['data'].by_name['label'].label)
    return grid([[nodes.Text(title)], *(_name(frame, entry) for entry in columns)], made)


def _named(
    frame: Frame,
    rows: Sequence[NoticeEntry],
    columns: Sequence[NoticeEntry],
    related: dict[tuple[str, str], set[tuple[str, str]]],
    against: str,
) -> nodes.table:
    """Name in one cell what would be too many columns."""
    context = frame.context
    made = []
    for item in rows:
        names = [_name(frame, entry) for entry in columns if entry.key in related[item.key]]
        cells = [_name(frame, item), context.join(names)]
        made.append(nodes.row('', *(nodes.entry('', nodes.paragraph('', '', *cell)) for cell in cells)))
    kinds = KINDS['data'], KINDS[against]
    return grid([context.label(kind.by_name[kind.title_field].label) for kind in kinds], made)
