"""Doctrees as text that is the same in MyST and in reST, and with all versions of Sphinx and docutils."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.nodes import privacy_entry, privacy_overview

if TYPE_CHECKING:
    from sphinxext_privacy.domain.document import DocumentRecord

# What tells of the markup, of the place in the file, or of the version.
_DROPPED: Final = frozenset(
    {
        'anonymous',
        'force',
        'highlight_args',
        'internal',
        'lines',
        'name',
        'refdoc',
        'slug',
        'source',
        'translated',
        'translation_progress',
    }
)
_BOOLEAN: Final = re.compile(r'="(True|False)"')


def normalised(document: nodes.document) -> str:
    """Give *document* as text."""
    tree = document.deepcopy()
    for node in list(tree.findall(nodes.Element)):
        for name in _DROPPED & node.attributes.keys():
            if name != 'name' or isinstance(node, nodes.reference):
                del node[name]
        if isinstance(node, nodes.target) and 'refuri' in node:
            # Links of reST with a name of their own leave one behind.
            node.parent.remove(node)
        _join_texts(node)
    return _BOOLEAN.sub(lambda match: f'="{int(match[1] == "True")}"', tree.pformat())


def _join_texts(node: nodes.Element) -> None:
    """Make one text of neighbouring ones: MyST has one for each line."""
    for position in reversed(range(1, len(node.children))):
        first, second = node.children[position - 1 : position + 1]
        if isinstance(first, nodes.Text) and isinstance(second, nodes.Text):
            node[position - 1 : position + 1] = [nodes.Text(first + second)]


def with_records(document: nodes.document, record: DocumentRecord | None) -> nodes.document:
    """Give a copy of *document* whose placeholders show what was recorded of them."""
    tree = document.deepcopy()
    for node in tree.findall(privacy_entry):
        assert record is not None
        entry = record.entries[node.attributes.pop('position')]
        for name, value in entry._asdict().items():
            # What is marked stands below the placeholder itself.
            if name not in {'source', 'line', 'kind', 'marked'} and value:
                # Code in the body of an entry ends in a new line in MyST only.
                node[name] = re.sub(r'\n{2,}', '\n\n', str(value))
    for overview in tree.findall(privacy_overview):
        assert record is not None
        asked = record.overviews[overview.attributes.pop('position')]
        for name, value in asked._asdict().items():
            if name not in {'source', 'line'} and value:
                overview[name] = str(value)
    return tree
