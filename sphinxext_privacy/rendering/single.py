"""Entries that are not lists of facts: the line of a notice, and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.messages import N_

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.rendering.entry import ShownEntry

LAST_UPDATED: Final = N_('Last updated {date}')
EFFECTIVE: Final = N_('Effective {date}')
VERSION: Final = N_('Version {version}')


def notice(entry: ShownEntry) -> list[Node]:
    """Give the lines that say when the notice was updated, from when it holds, and its version."""
    context = entry.context
    domain = context.domain
    lines: list[list[Node]] = []
    updated = domain.dates.of(entry.idents[0], entry.docname)
    if updated:
        lines.append(context.fill(LAST_UPDATED, {'date': [_strong(domain.date_in_words(updated))]}))
    effective = entry.fact('effective')
    if effective is not None:
        lines.append(context.fill(EFFECTIVE, {'date': [_strong(domain.date_in_words(str(effective)))]}))
    version = entry.fact('version')
    if version is not None:
        lines.append(context.fill(VERSION, {'version': [_strong(str(version))]}))
    blocks: list[Node] = list(entry.targets())
    if len(lines) == 1:
        blocks.append(nodes.paragraph('', '', *lines[0], classes=['privacy-notice']))
    elif lines:
        made = [nodes.line('', '', *line) for line in lines]
        blocks.append(nodes.line_block('', *made, classes=['privacy-notice']))
    return [*blocks, *entry.body()]


def _strong(text: str) -> nodes.strong:
    return nodes.strong('', text)


def statement(entry: ShownEntry) -> list[Node]:
    """Give the prose of a statement: its body, or the text that the register has for it."""
    blocks: list[Node] = [*entry.targets(), *entry.body()]
    text = entry.fact('text')
    if not entry.body() and isinstance(text, str):
        source, line = entry.location('text')
        blocks.extend(entry.context.blocks(entry.context.translated_blocks(text), source, line))
    return blocks
