"""The placeholders that stand in doctrees between reading and writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import translatable_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.model.values import Facts


class privacy_entry(nodes.General, nodes.Element, addnodes.translatable):
    """An entry as its author stated it; the composing transform replaces it before any writer runs.

    Attributes: ``kind``; ``idents`` (ids, more than one where one entry is about several processors); ``typed``
    (the text that was taken as a name and may be an id of the register); ``facts`` (what the author stated);
    ``style`` (empty: the default); ``notice`` (as stated; the notice of the document once harvested);
    ``docname``; ``item`` (whether it was a bullet of a list); ``anchors`` (HTML ids, set when harvested);
    ``accept``. Prose that holds markup, and the body, hang below as :class:`privacy_part`.
    """

    @property
    def facts(self) -> Facts:
        """The facts stated here, by field name."""
        return cast('Facts', self['facts'])

    def part(self, name: str) -> privacy_part | None:
        """Give the parsed prose of the field *name*, or of the ``body``."""
        for child in self.children:
            if isinstance(child, privacy_part) and child['name'] == name:
                return child
        return None

    def _messages(self) -> list[str]:
        fields = KINDS[self['kind']].by_name
        parsed = {child['name'] for child in self.children if isinstance(child, privacy_part)}
        messages = [translatable_part(fields[name], value) for name, value in self.facts.items() if name not in parsed]
        return [message for message in messages if message]

    def preserve_original_messages(self) -> None:
        """Do nothing: the originals are kept when the first translation is applied, which spares a copy."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Put *translated_message* in the place of each prose that equals *original_message*."""
        if 'originals' not in self:
            self['originals'] = self._messages()
        fields = KINDS[self['kind']].by_name
        for name, value in self.facts.items():
            if isinstance(value, str) and translatable_part(fields[name], value) == original_message:
                self.facts[name] = value.replace(original_message, translated_message)

    def extract_original_messages(self) -> Sequence[str]:
        """Give the prose stated in options, before translation."""
        return cast('list[str]', self['originals']) if 'originals' in self else self._messages()


class privacy_part(nodes.Part, nodes.Element):
    """Parsed prose below an entry: the ``body`` (blocks), or one field (a single paragraph).

    Attribute: ``name``, of the field or ``body``.
    """
