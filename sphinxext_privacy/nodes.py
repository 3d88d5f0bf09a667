"""The placeholders that stand in doctrees between reading and writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from sphinx import addnodes

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import translatable_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.domain.records import EntryRecord, OverviewRecord
    from sphinxext_privacy.model.values import Facts

PARAGRAPH_BREAK: Final = '\n\n'
"""What parts the paragraphs of a plain body in its record; none of them holds it."""


class _Small(nodes.Element):
    """An element that is pickled without what is empty: its source text, its children, and five lists."""

    def __getstate__(self) -> dict[str, Any]:
        """Give the state without what is empty."""
        lists = self.list_attributes
        attributes = {name: value for name, value in self.attributes.items() if value or name not in lists}
        state = {**self.__dict__, 'attributes': attributes}
        for name in ('rawsource', 'children'):
            if not state[name]:
                del state[name]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the state, and give again what was empty."""
        self.rawsource = ''
        self.children = []
        self.__dict__.update(state)
        for name in self.list_attributes:
            self.attributes.setdefault(name, [])


class privacy_entry(nodes.General, _Small, addnodes.translatable):
    """The place of an entry; the composing transform replaces it before any writer runs.

    While a page is read it holds what the author stated: ``kind``; ``idents`` (ids, more than one where one
    entry is about several processors); ``typed`` (the text that was taken as a name and may be an id of the
    register); ``facts``; ``style`` (empty: the default); ``notice`` (empty: that of the document); ``plain`` (a
    body that is nothing but plain paragraphs: line and text of each); ``accept``. Then all this moves to the
    record of the document, which is a fraction of the size, and ``docname`` and ``position`` lead there.

    Prose that holds markup, and any body that is not plain, stay below it as :class:`privacy_part`. ``item``
    tells that it was a bullet of a list, ``lines`` where the paragraphs of a plain body stand.
    """

    @property
    def facts(self) -> Facts:
        """The facts stated here, by field name."""
        return cast('Facts', self['facts'])

    @property
    def plain(self) -> list[tuple[int, str]]:
        """The paragraphs of a plain body, each with its line."""
        return cast('list[tuple[int, str]]', self.get('plain', []))

    def move_to(self, position: int) -> None:
        """Keep only what the record at *position* among those of the document does not hold."""
        if self.plain:
            self['lines'] = [line for line, _ in self.plain]
        for name in ('idents', 'typed', 'facts', 'style', 'notice', 'anchors', 'accept', 'plain', 'done'):
            self.attributes.pop(name, None)
        self['position'] = position

    def record(self, domain: PrivacyDomain) -> EntryRecord:
        """Give the record of this entry."""
        position: int = self['position']
        return domain.documents[self['docname']].entries[position]

    def paragraphs(self, record: EntryRecord) -> list[tuple[int, str]]:
        """Give the paragraphs of a plain body, each with its line, from the *record* of this entry."""
        lines = cast('list[int]', self.get('lines', []))
        return list(zip(lines, record.body.split(PARAGRAPH_BREAK), strict=True)) if lines else []

    @property
    def parsed(self) -> frozenset[str]:
        """The names of the prose that hangs below it, parsed."""
        return frozenset(child['name'] for child in self.children if isinstance(child, privacy_part))

    def part(self, name: str) -> privacy_part | None:
        """Give the parsed prose of the field *name*, or of the ``body``."""
        for child in self.children:
            if isinstance(child, privacy_part) and child['name'] == name:
                return child
        return None

    def __setitem__(self, key: Any, item: Any) -> None:
        """Set an attribute, but for ``translated``: Sphinx sets that for each message, and has one of a node.

        Where the translation of one message is its original, it sets it and leaves the other messages as they are.
        """
        if key != 'translated':
            super().__setitem__(key, item)
            return
        self.attributes.setdefault('done', 0)
        if item:
            self.attributes['done'] += 1

    def setdefault(self, key: str, failobj: Any = None) -> Any:
        """Give an attribute, and set it where it is not set yet; ``translated`` never is."""
        if key != 'translated':
            return super().setdefault(key, failobj)
        self.attributes.setdefault('done', 0)
        return False

    @property
    def progress(self) -> tuple[int, int]:
        """How many messages there are, and how many of them are translated; none where there is no catalogue."""
        return (len(self.extract_original_messages()), self['done']) if 'done' in self else (0, 0)

    def _messages(self) -> list[str]:
        fields = KINDS[self['kind']].by_name
        parsed = self.parsed
        messages = [translatable_part(fields[name], value) for name, value in self.facts.items() if name not in parsed]
        return [message for message in messages if message] + [on_one_line(text) for _, text in self.plain]

    def preserve_original_messages(self) -> None:
        """Do nothing: the originals are kept when the first translation is applied, which spares a copy."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Put *translated_message* in the place of each prose that equals *original_message*."""
        if 'originals' not in self:
            self['originals'] = self._messages()
        self['done'] = self.get('done', 0) + 1
        fields = KINDS[self['kind']].by_name
        for name, value in self.facts.items():
            if isinstance(value, str) and translatable_part(fields[name], value) == original_message:
                self.facts[name] = value.replace(original_message, translated_message)
        if self.plain:
            self['plain'] = [
                (line, translated_message if on_one_line(text) == original_message else text)
                for line, text in self.plain
            ]

    def extract_original_messages(self) -> Sequence[str]:
        """Give the prose stated in options, before translation."""
        return cast('list[str]', self['originals']) if 'originals' in self else self._messages()


def on_one_line(text: str) -> str:
    """Give the text of a paragraph as Sphinx makes a message of it."""
    return text.replace('\n', ' ')


class privacy_part(nodes.Part, _Small):
    """Parsed prose below an entry: the ``body`` (blocks), or one field (a single paragraph).

    Attribute: ``name``, of the field or ``body``.
    """


class privacy_overview(nodes.General, _Small):
    """The place of an overview; the composing transform replaces it before any writer runs.

    While a page is read it holds what the author asked for (the attributes of
    :class:`~sphinxext_privacy.domain.records.OverviewRecord`); then that moves to the record of the document, and
    ``docname`` and ``position`` lead there. The caption of an author stays below it as :class:`privacy_part`.
    """

    def move_to(self, position: int) -> None:
        """Keep only what the record at *position* among those of the document does not hold."""
        for name in ('directive', 'notices', 'scope', 'style', 'columns', 'sort', 'where', 'group'):
            self.attributes.pop(name, None)
        self['position'] = position

    def record(self, domain: PrivacyDomain) -> OverviewRecord:
        """Give the record of this overview."""
        position: int = self['position']
        return domain.documents[self['docname']].overviews[position]

    def caption(self) -> list[nodes.Node]:
        """Give the caption that the author wrote."""
        for child in self.children:
            if isinstance(child, privacy_part):
                paragraph = cast('nodes.Element', child[0])
                return [node.deepcopy() for node in paragraph.children]
        return []
