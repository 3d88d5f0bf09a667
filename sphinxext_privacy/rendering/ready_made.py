"""Lists of facts in HTML pages: written from a form that is rendered once, and not node by node.

Most of a page of entries are fields: a label and a few plain words. docutils has seven nodes for each, which are made,
walked over several times, written one by one and thrown away. All lists with the same labels differ in their values
only. So one of them is written as any field list is, by whatever translator the page has; what stands around its values
is kept, and the others are made of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from sphinx.builders import Builder

_VALUE: Final = '\ue000'
"""Stands for a value: a character without a meaning, which a translator leaves as it is."""

_Form = tuple[str, ...]
"""What stands before the first value, between two of them, and after the last."""

_forms: Final[WeakKeyDictionary[Builder, dict[tuple[str, ...], _Form]]] = WeakKeyDictionary()
"""The forms of each builder by the labels: they depend on its translator and on its settings."""


class privacy_value(nodes.paragraph):
    """The value of a field, in words. Attribute: ``label``, the words before it."""


class privacy_labels(nodes.inline):
    """The words of all labels of a list, which the search of Sphinx finds here."""


class privacy_field_list(nodes.field_list):
    """Stands for a field list: holds a :class:`privacy_value` for each field, and :class:`privacy_labels` at the end.

    Whatever visits it is shown the list that it stands for.
    """

    def walk(self, visitor: nodes.NodeVisitor) -> bool:
        """Let *visitor* walk over the list; the one of docutils that asks whether a list is simple has its answer."""
        if type(visitor).__name__ == 'SimpleListChecker':
            return False
        return bool(self._standard().walk(visitor))

    def walkabout(self, visitor: nodes.NodeVisitor) -> bool:
        """Let *visitor* walk about the list; what writes HTML pages is given the list as it writes it."""
        values = self._values()
        if isinstance(visitor, HTML5Translator) and values:
            form = _form(visitor, self, tuple(value['label'] for value in values))
            # Else the translator does more with a value than to put it in its place.
            if len(form) == len(values) + 1:
                for before, value in zip(form, values, strict=False):
                    visitor.body.append(before)
                    for child in value.children:
                        child.walkabout(visitor)
                visitor.body.append(form[-1])
                return False
        return bool(self._standard().walkabout(visitor))

    def _values(self) -> list[privacy_value]:
        """Give the values, where they are as they were made; none where another extension had a hand in them."""
        *values, labels = self.children or [self]
        as_made = isinstance(labels, privacy_labels) and all(
            isinstance(value, privacy_value) and not value['classes'] and not value['ids'] for value in values
        )
        return cast('list[privacy_value]', values) if as_made else []

    def _standard(self) -> nodes.field_list:
        values = [value for value in self.children if not isinstance(value, privacy_labels)]
        return _in_place_of(self, standard(map(_labelled, values)))


def ready_made(facts: Iterable[tuple[str, list[Node]]]) -> privacy_field_list:
    """Make such a list of labels, in words, and values."""
    values = [privacy_value('', '', *content, label=label) for label, content in facts]
    labels = privacy_labels('', '', nodes.Text(' '.join(value['label'] for value in values)))
    return privacy_field_list('', *values, labels)


def standard(facts: Iterable[tuple[str, Node]]) -> nodes.field_list:
    """Make a field list as docutils has it, of labels and the blocks with the values."""
    return nodes.field_list(
        '', *(nodes.field('', nodes.field_name('', label), nodes.field_body('', value)) for label, value in facts)
    )


def _in_place_of(node: nodes.Element, made: nodes.field_list) -> nodes.field_list:
    """Give *made* the place of *node* in the tree, as what visits it sees it."""
    made.parent = node.parent
    if node.document is not None:
        made.document = node.document
    return made


def _labelled(value: Node) -> tuple[str, Node]:
    """Give the label and the block of a value; what another extension has put in the place of one has no label."""
    if not isinstance(value, privacy_value):
        return '', value
    return value['label'], nodes.paragraph('', '', *value.children, ids=value['ids'], classes=value['classes'])


def _form(translator: HTML5Translator, node: privacy_field_list, labels: tuple[str, ...]) -> _Form:
    forms = _forms.setdefault(translator.builder, {})
    if labels not in forms:
        values = ((label, nodes.paragraph('', '', nodes.Text(_VALUE))) for label in labels)
        sample = _in_place_of(node, standard(values))
        body, translator.body = translator.body, []
        try:
            sample.walkabout(translator)
            forms[labels] = tuple(''.join(translator.body).split(_VALUE))
        finally:
            translator.body = body
            # The sample is garbage until the collector runs, and shall not keep its surroundings till then.
            sample.parent = None
    return forms[labels]
