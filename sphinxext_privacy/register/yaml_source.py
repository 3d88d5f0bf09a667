"""YAML text to a tree.

The tree is made from the events of the parser and not with ``yaml.compose``: this is quicker, needs no
recursion, and what stood before a syntax error is not lost. No object is ever constructed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from sphinxext_privacy.register.tree import (
    MAX_DEPTH,
    TOO_DEEP,
    Mapping,
    Mistake,
    Scalar,
    Sequence,
    Source,
    left_out,
)

if TYPE_CHECKING:
    from sphinxext_privacy.register.tree import Node, ScalarType

LOADER: Final[Any] = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
"""The parser of libyaml where PyYAML was built with it: twenty times quicker."""

MAX_ALIASED: Final = 100_000
"""How much aliases may add to a file: one for each value, and one more for every 64 characters of it."""

_TAG: Final = 'tag:yaml.org,2002:'
_TYPES: Final[dict[str, ScalarType]] = {
    f'{_TAG}str': 'str',
    f'{_TAG}int': 'int',
    f'{_TAG}float': 'float',
    f'{_TAG}bool': 'bool',
    f'{_TAG}null': 'null',
    f'{_TAG}timestamp': 'date',
}
_COLLECTIONS: Final = {
    yaml.MappingStartEvent: f'{_TAG}map',
    yaml.SequenceStartEvent: f'{_TAG}seq',
}
_IMPLICIT: Final[dict[str, list[tuple[str, Any]]]] = yaml.SafeLoader.yaml_implicit_resolvers
"""First character → the types that a plain scalar can have, as YAML 1.1 resolves them."""

_NO_KEY: Final = Scalar('', 'null', 0, 0)
_BAD_KEY: Final = Scalar('', 'null', 0, 1)
_MERGE: Final = Scalar('<<', 'null', 0, 2)


class _Stop(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.mistake = Mistake(message, line, column)


class _Frame:
    """A collection whose end was not seen yet."""

    __slots__ = ('anchor', 'column', 'items', 'key', 'line', 'pairs', 'refused', 'size')

    def __init__(self, event: Any, *, refused: bool) -> None:
        self.line: int = event.start_mark.line + 1
        self.column: int = event.start_mark.column + 1
        self.anchor: str | None = event.anchor
        self.refused = refused
        self.size = 1
        self.key = _NO_KEY
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] | None = [] if type(event) is yaml.MappingStartEvent else None

    def wants_key(self) -> bool:
        return self.pairs is not None and self.key is _NO_KEY


class _Builder:
    """Makes the tree of one document from its events."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.stack: list[_Frame] = []
        self.root: Node | None = None
        # An anchor whose value is still open has no entry in the first; a value of ``None`` was left out.
        self.anchors: dict[str, tuple[Node | None, int]] = {}
        self.opened: set[str] = set()
        self.aliased = 0

    def note(self, message: str, mark: Any) -> None:
        self.mistakes.append(Mistake(message, mark.line + 1, mark.column + 1))

    def scalar(self, event: Any) -> None:
        mark = event.start_mark
        text: str = event.value
        node: Scalar | None
        if event.tag is None:
            plain = event.implicit[0] and text[:1] in _IMPLICIT
            node = Scalar(text, _plain_type(text) if plain else 'str', mark.line + 1, mark.column + 1)
            if plain and text == '<<' and self.stack and self.stack[-1].wants_key():
                node = _MERGE
        elif event.tag in _TYPES:
            node = Scalar(text, _TYPES[event.tag], mark.line + 1, mark.column + 1)
        else:
            self.refuse(event)
            node = None
        size = 1 + len(text) // 64
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, size)
        self.add(node, size, mark)

    def start(self, event: Any) -> None:
        if len(self.stack) == MAX_DEPTH:
            mark = event.start_mark
            raise _Stop(TOO_DEEP, mark.line + 1, mark.column + 1)
        refused = event.tag is not None and event.tag != _COLLECTIONS[type(event)]
        if refused:
            self.refuse(event)
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
            self.opened.add(event.anchor)
        self.stack.append(_Frame(event, refused=refused))

    def end(self) -> None:
        frame = self.stack.pop()
        node: Node | None = None if frame.refused else self.finished(frame)
        if frame.anchor is not None:
            self.opened.discard(frame.anchor)
            self.anchors[frame.anchor] = (node, frame.size)
        self.add(node, frame.size, frame)

    def alias(self, event: Any) -> None:
        name: str = event.anchor
        node: Node | None = None
        size = 0
        if name in self.anchors:
            node, size = self.anchors[name]
            within = self.aliased <= MAX_ALIASED
            self.aliased += size
            if self.aliased > MAX_ALIASED:
                node, size = None, 0
                if within:
                    self.note(
                        f'the aliases of the file stand for more than {MAX_ALIASED} values; '
                        'this one and those that follow are left out',
                        event.start_mark,
                    )
        elif name in self.opened:
            self.note(f'the alias *{name} stands inside of its own anchor; it is left out', event.start_mark)
        else:
            self.note(f'the alias *{name} has no anchor before it; it is left out', event.start_mark)
        self.add(node, size, event.start_mark)

    def refuse(self, event: Any) -> None:
        tag = event.tag.replace(_TAG, '!!')
        self.note(f'the tag {tag} is not known in a register; its value is left out', event.start_mark)

    def add(self, node: Node | None, size: int, place: Any) -> None:
        """Put *node* where it belongs; ``None`` stands for a value that was left out."""
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        frame.size += size
        if frame.pairs is None:
            if node is not None:
                frame.items.append(node)
        elif frame.key is _NO_KEY:
            if isinstance(node, Scalar):
                frame.key = node
                return
            frame.key = _BAD_KEY
            if node is not None:
                self.mistakes.append(Mistake('a key must be words', node.line, node.column))
        else:
            if node is not None and frame.key is _MERGE:
                self.merge(frame, node, place)
            elif node is not None and frame.key is not _BAD_KEY:
                frame.pairs.append((frame.key, node))
            frame.key = _NO_KEY

    def merge(self, frame: _Frame, node: Node, place: Any) -> None:
        """Keep the pairs that ``<<`` brings, for the end of the table: its own keys win."""
        tables = node.items if isinstance(node, Sequence) else (node,)
        for table in tables:
            if isinstance(table, Mapping):
                frame.items.append(table)
            else:
                self.mistakes.append(Mistake('<< takes a table or a list of tables', *_place(place)))

    def finished(self, frame: _Frame) -> Node:
        """Make the node of a collection whose end was reached."""
        if frame.pairs is None:
            return Sequence(tuple(frame.items), frame.line, frame.column)
        pairs = {key.text: (key, value) for key, value in frame.pairs}
        if len(pairs) < len(frame.pairs):
            pairs = {}
            for key, value in frame.pairs:
                first, _ = pairs.setdefault(key.text, (key, value))
                if first is not key:
                    message = f'{key.text!r} stands twice; the first, in line {first.line}, is used'
                    self.mistakes.append(Mistake(message, key.line, key.column))
        for table in frame.items:
            if isinstance(table, Mapping):
                for key, value in table.pairs:
                    pairs.setdefault(key.text, (key, value))
        return Mapping(tuple(pairs.values()), frame.line, frame.column)

    def rescue(self, line: int) -> int | None:
        """End what is open at an error in *line*, without what may be incomplete.

        A register is tables of records. The record that is open goes. Where none is open, the last one
        goes: a line that is indented wrongly ends a record although it was meant to belong to it. The
        records before were ended by the key of another record. Gives the line of the first thing that
        was dropped, or ``None`` if nothing is left.
        """
        dropped: int | None = None
        if not self.stack and isinstance(self.root, Mapping):
            self.root, dropped = _without_last(self.root, 1)
        below = False
        while self.stack:
            frame = self.stack.pop()
            if len(self.stack) > 1:
                below = True
                continue
            if frame.pairs is None or frame.refused:
                dropped = frame.line
                below = True
                self.add(None, 0, frame)
                continue
            pending = frame.key is not _NO_KEY
            if pending:
                dropped = frame.key.line or line
            node = self.finished(frame)
            # A key for which nothing is open yet may be a wrongly indented key of the last record, too.
            if isinstance(node, Mapping) and (not below if pending else dropped is None):
                node, last = _without_last(node, 1 - len(self.stack))
                dropped = last or dropped
            self.add(node, 0, frame)
        if isinstance(self.root, Mapping) and any(_is_filled(value) for _, value in self.root.pairs):
            return dropped
        self.root = None
        return None


def _without_last(node: Mapping, levels: int) -> tuple[Mapping, int | None]:
    """Give *node* without the last table that is *levels* below its own values, and the line of what went.

    Values behind it that are no tables go as well: they may be wrongly indented facts of it.
    """
    # Keys that ``<<`` brought stand behind, but are not the last in the file.
    pairs = sorted(node.pairs, key=lambda pair: pair[0].line)
    line: int | None = None
    while pairs:
        key, value = pairs.pop()
        line = key.line
        if isinstance(value, Mapping):
            if levels:
                kept, inner = _without_last(value, levels - 1)
                line = inner or line
                if kept.pairs:
                    pairs.append((key, kept))
            break
    return node._replace(pairs=tuple(pairs)), line


def _is_filled(node: Node) -> bool:
    return isinstance(node, Mapping) and bool(node.pairs)


def _place(place: Any) -> tuple[int, int]:
    """Give line and column of a frame or of a mark of the parser."""
    return (place.line, place.column) if isinstance(place, _Frame) else (place.line + 1, place.column + 1)


def _plain_type(text: str) -> ScalarType:
    """Tell what YAML 1.1 takes a scalar without quotes for."""
    for tag, pattern in _IMPLICIT.get(text[:1], ()):
        if pattern.match(text):
            return _TYPES.get(tag, 'str')
    return 'str'


def _described(error: Exception, text: str) -> Mistake:
    """Say what an error of the parser means, and where."""
    if isinstance(error, _Stop):
        return error.mistake
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        message = ' '.join(part for part in (error.context, error.problem) if part)
        if mark is not None and 'nesting depth' in message:
            # libyaml reads ahead, and has a limit of its own in newer versions.
            return Mistake(TOO_DEEP, mark.line + 1, mark.column + 1)
        if mark is not None:
            return Mistake(
                f'this is not YAML: {message}{_hint(message, text, mark.line, mark.column)}',
                mark.line + 1,
                mark.column + 1,
            )
        return Mistake(f'this is not YAML: {message}', 1, 1)
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml counts bytes, the Python parser counts characters; the character tells both.
        code = error.character if isinstance(error.character, int) else ord(error.character)
        offset = max(text.find(chr(code)), 0)
        line = text.count('\n', 0, offset) + 1
        return Mistake(f'a file cannot hold the character U+{code:04X}', line, offset - text.rfind('\n', 0, offset))
    return Mistake(f'this is not YAML: {error}', 1, 1)


def _hint(message: str, text: str, line: int, column: int) -> str:
    """Give what most often helps, where the words of the parser do not say it; *line* and *column* count from 0."""
    typed = text.split('\n')[line : line + 1]
    if typed and '\t' in typed[0][: -len(typed[0].lstrip()) or None]:
        return ' (indent with spaces, not with tabs)'
    if 'mapping values are not allowed' in message:
        return (
            ' (is a space missing after a colon, are quotes missing around a text with a colon, '
            'or is it not indented alike?)'
        )
    if 'while parsing a block' in message or 'document start' in message:
        if typed and typed[0][:column].strip():
            return ' (what follows a closing quote? a text that holds quotes stands in quotes of the other kind)'
        return ' (is this line not indented alike? it begins in the column of the lines that it belongs to)'
    return ''


def _build(builder: _Builder, text: str) -> None:
    """Read the first document of *text*."""
    loader = LOADER(text)
    try:
        documents = 0
        while True:
            event = loader.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                builder.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                builder.start(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                builder.end()
            elif kind is yaml.AliasEvent:
                builder.alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    builder.note('a second document begins here; only the first is read', event.start_mark)
                    return
            elif kind is yaml.StreamEndEvent or event is None:
                return
    finally:
        loader.dispose()


def read_yaml(text: str) -> Source:
    """Read the YAML of *text*; the first document of it where there are several."""
    builder = _Builder()
    try:
        _build(builder, text)
    except (yaml.YAMLError, ValueError, RecursionError, _Stop) as error:
        mistake = _described(error, text)
        loss = left_out(builder.rescue(mistake.line))
        builder.mistakes.append(mistake._replace(message=f'{mistake.message}; {loss}'))
    return Source(builder.root, tuple(builder.mistakes))
