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
    from collections.abc import Callable, Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rendering.overviews.frame import Frame

_Key = tuple[str, str]
_Shape = tuple['Sequence[str | list[Node]]', 'Callable[[set[_Key]], list[list[Node]]]']
"""The titles of the columns after the first, and what gives their cells for the keys that a row belongs to."""

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
    shape = _crossed if len(columns) <= WIDE else _named
    titles, cells = shape(frame, columns, against)
    body = []
    for item in rows:
        row = [_name(frame, item), *cells(related[item.key])]
        blocks = ([nodes.paragraph('', '', *cell)] if cell else [] for cell in row)
        body.append(nodes.row('', *(nodes.entry('', *block) for block in blocks)))
    made = grid([context.label(KINDS['data'].by_name['label'].label), *titles], body)
    caption = frame.caption()
    if against == 'purpose' and not frame.record.caption:
        caption = [nodes.Text(context.label(DATA_AND_PURPOSES))]
    return frame.tabled(made, caption)


def _name(frame: Frame, entry: NoticeEntry) -> list[Node]:
    return ListedEntry(entry, frame.context).linked_name()


def _crossed(frame: Frame, columns: Sequence[NoticeEntry], against: str) -> _Shape:
    """Make a column for each recipient or purpose."""
    yes = frame.context.label(YES)

    def cells(related: set[_Key]) -> list[list[Node]]:
        return [[nodes.Text(yes)] if entry.key in related else [] for entry in columns]

    return [_name(frame, entry) for entry in columns], cells


def _named(frame: Frame, columns: Sequence[NoticeEntry], against: str) -> _Shape:
    """Name in one cell what would be too many columns."""
    context, kind = frame.context, KINDS[against]

    def cells(related: set[_Key]) -> list[list[Node]]:
        return [context.join([_name(frame, entry) for entry in columns if entry.key in related])]

    return [context.label(kind.by_name[kind.title_field].label)], cells
