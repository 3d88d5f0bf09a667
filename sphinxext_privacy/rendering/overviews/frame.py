"""What all overviews share: caption, headings, ids, and the words for one that has nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.overviews import OVERVIEWS
from sphinxext_privacy.rendering.compose import BLOCK_CLASS
from sphinxext_privacy.rendering.table import as_definitions

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.nodes import privacy_overview
    from sphinxext_privacy.rendering.context import Context

EMPTY: Final = N_('{caption}: nothing is stated.')
NO_MATCH: Final = N_('{caption}: no entry matches.')
PART: Final = N_('{caption}: {part}')

ElementT = TypeVar('ElementT', bound=nodes.Element)


class Frame:
    """One overview on one page."""

    def __init__(self, node: privacy_overview, context: Context) -> None:
        """*context* is that of the page it stands on."""
        self.node = node
        self.context = context
        self.record = node.record(context.domain)
        self.overview = OVERVIEWS[self.record.directive]

    @property
    def title_field(self) -> str:
        """The field that names the entries of an overview of one kind."""
        return KINDS[self.overview.kinds[0]].title_field

    @property
    def title_label(self) -> str:
        """The label of that field: a message."""
        return KINDS[self.overview.kinds[0]].by_name[self.title_field].label

    def caption(self, part: str = '') -> list[Node]:
        """Give what stands above it: the words of the author or ours; and which *part* of it this is."""
        content = self.node.caption() or [nodes.Text(self.context.label(self.overview.caption))]
        if not part:
            return content
        return self.context.fill(PART, {'caption': content, 'part': [nodes.Text(part)]})

    def heading(self, part: str = '') -> list[Node]:
        """Give a heading for what is no table: where the author wrote a caption, or there are several parts."""
        if part:
            return [self.rubric(self.caption(part) if self.record.caption else [nodes.Text(part)])]
        return [self.rubric(self.caption())] if self.record.caption else []

    def rubric(self, content: list[Node]) -> nodes.rubric:
        """Make a heading one level below the section that the overview stands in."""
        level = 1
        above: nodes.Element | None = self.node.parent
        while above is not None:
            level += isinstance(above, nodes.section)
            above = above.parent
        return nodes.rubric('', '', *content, **{'heading-level': min(level, 6), 'classes': ['privacy-heading']})

    def anchor(self, number: int = 0) -> str:
        """Give the HTML id of the overview, or of its further tables."""
        anchor = self.context.domain.page_anchor(self.context.docname, self.record.anchor)
        return f'{anchor}-{number + 1}' if number else anchor

    def marked(self, block: ElementT, style: str) -> ElementT:
        """Give *block* the classes of ours, and the place that it comes from."""
        block['classes'] = [
            BLOCK_CLASS,
            f'{BLOCK_CLASS}-{style}',
            'privacy-overview',
            f'privacy-{self.overview.directive.removeprefix("privacy-")}',
            *block['classes'],
        ]
        block.source, block.line = self.node.source, self.node.line
        return block

    def tabled(self, table: nodes.table, caption: list[Node], number: int = 0) -> list[Node]:
        """Give *table* its caption, id and classes; within a table it becomes a list of definitions.

        Several builders cannot write a table in a cell of another.
        """
        above: nodes.Element | None = self.node.parent
        while above is not None and not isinstance(above, nodes.entry):
            above = above.parent
        if above is not None:
            heading = nodes.paragraph('', '', nodes.strong('', '', *caption))
            return [heading, self.marked(as_definitions(table), 'definition')]
        table.insert(0, nodes.title('', '', *caption))
        table['ids'] = [self.anchor(number)]
        return [self.marked(table, 'table')]

    def empty(self) -> list[Node]:
        """Say that there is nothing to show: nothing is stated, or nothing of it is what was asked for."""
        words = self.context.fill(NO_MATCH if self.record.where else EMPTY, {'caption': self.caption()})
        return [nodes.paragraph('', '', *words, classes=['privacy-overview', 'privacy-empty'])]
