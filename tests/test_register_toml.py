"""TOML to a tree: the values of ``tomllib``, each at its place."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sphinxext_privacy.register.toml_scan import scan_key
from sphinxext_privacy.register.toml_source import read_toml
from sphinxext_privacy.register.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_privacy.register.tree import Node

RECORDS = """\
# What we use
[processors.a]
name = "A"
data = ["b", # and
  'c']
[processors.a.policy]
url = "p.html"

[processors.b]
name = '''
B'''
purpose = "to \\"b\\""
policy = {title = "P", url = "p.html"}

[data.e]
label = "E"
"""


def plain(node: Node | None) -> Any:
    """Give the texts of a tree in plain lists and dicts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node is None else node.text


def told(text: str) -> list[tuple[int, int, str]]:
    return [(mistake.line, mistake.column, mistake.message) for mistake in read_toml(text).mistakes]


def test_places_and_types() -> None:
    text = 'a.\'b c\' = "x"\r\n[ "d" . e ]\r\nf=[1, 0x1F,\r\n # [\r\n {g = -1.5e3, h.i = true}]\r\n'
    text += '[[j]]\r\nk = 2026-02-10 10:00:00Z # ]\r\n'
    source = read_toml(text)
    assert source.mistakes == ()
    assert isinstance(source.root, Mapping)
    assert source.root.pairs == (
        (Scalar('a', 'str', 1, 1), Mapping(((Scalar('b c', 'str', 1, 3), Scalar('x', 'str', 1, 11)),), 1, 1)),
        (
            Scalar('d', 'str', 2, 3),
            Mapping(
                (
                    (
                        Scalar('e', 'str', 2, 9),
                        Mapping(
                            (
                                (
                                    Scalar('f', 'str', 3, 1),
                                    Sequence(
                                        (
                                            Scalar('1', 'int', 3, 4),
                                            Scalar('0x1F', 'int', 3, 7),
                                            Mapping(
                                                (
                                                    (Scalar('g', 'str', 5, 3), Scalar('-1.5e3', 'float', 5, 7)),
                                                    (
                                                        Scalar('h', 'str', 5, 15),
                                                        Mapping(
                                                            (
                                                                (
                                                                    Scalar('i', 'str', 5, 17),
                                                                    Scalar('true', 'bool', 5, 21),
                                                                ),
                                                            ),
                                                            5,
                                                            15,
                                                        ),
                                                    ),
                                                ),
                                                5,
                                                2,
                                            ),
                                        ),
                                        3,
                                        3,
                                    ),
                                ),
                            ),
                            2,
                            9,
                        ),
                    ),
                ),
                2,
                3,
            ),
        ),
        (
            Scalar('j', 'str', 6, 3),
            Sequence(
                (
                    Mapping(
                        ((Scalar('k', 'str', 7, 1), Scalar('2026-02-10 10:00:00Z', 'date', 7, 5)),),
                        6,
                        3,
                    ),
                ),
                6,
                3,
            ),
        ),
    )


# A file with mistakes; the line and column of each, words of the last, and what is kept.
BROKEN: dict[str, tuple[str, list[tuple[int, int]], str, Any]] = {
    'no quotes': (
        '[p.a]\nname = Fastly, Inc.\nrole = "r"\n[p.b]\nname = B\n',
        [(2, 8), (5, 8)],
        'Invalid value; the value is left out',
        {'p': {'a': {'role': 'r'}, 'b': {}}},
    ),
    'quote': (
        '[p.a]\nname = "A\nrole = "r"\n',
        [(2, 10)],
        '; the value is left out',
        {'p': {'a': {'role': 'r'}}},
    ),
    'as in YAML': (
        '[p.a]\nname: "A"\nrole = "r"\n',
        [(2, 5)],
        '; the value is left out',
        {'p': {'a': {'role': 'r'}}},
    ),
    'words behind the value': (
        '[p.a]\nname = "A", "B"\nrole = "r" # ok\n',
        [(2, 11)],
        '; the value is left out',
        {'p': {'a': {'role': 'r'}}},
    ),
    'list without commas': (
        '[p.a]\ndata = ["b" "c"] # x\nrole = "r"\n',
        [(2, 13)],
        '; the value is left out',
        {'p': {'a': {'role': 'r'}}},
    ),
    'date': (
        '[p.a]\nsince = 2026-02-30\nrole = "r"\n',
        [(2, 9)],
        'Invalid date or datetime; the value is left out',
        {'p': {'a': {'role': 'r'}}},
    ),
    'escape': (
        '[p.a]\nname = "C:\\q"\nrole = "r"\n',
        [(2, 13)],
        '; the value is left out',
        {'p': {'a': {'role': 'r'}}},
    ),
    'header': (
        '[p.a]\nname = "A"\n[p.b\nname = "B"\n[p.c]\nname = "C"\n',
        [(3, 5)],
        '; the table is left out',
        {'p': {'a': {'name': 'A'}, 'c': {'name': 'C'}}},
    ),
    'key twice': (
        '[p.a]\nname = "A"\nname = "B"\n"name" = "C"\nrole.x = 1\nrole.x = 2\n',
        [(3, 1), (4, 1), (6, 6)],
        "'x' stands twice; the first, in line 5, is used",
        {'p': {'a': {'name': 'A', 'role': {'x': '1'}}}},
    ),
    'table twice': (
        '[p.a]\nname = "A"\n[p.b]\n[p."a"]\nrole = "r"\n[p.c]\n',
        [(4, 4)],
        "'a' stands twice; the first, in line 1, is used",
        {'p': {'a': {'name': 'A'}, 'b': {}, 'c': {}}},
    ),
    'key twice in an inline table': (
        '[p.a]\npolicy = {url = "a", url = "b"}\nrole = "r"\n',
        [(2, 31)],
        '; the value is left out',
        {'p': {'a': {'role': 'r'}}},
    ),
    'key and table': (
        '[p.a]\nx = 1\n[p.a.x]\ny = 1\n[p.b]\n',
        [(3, 7)],
        '; the table is left out',
        {'p': {'a': {'x': '1'}, 'b': {}}},
    ),
    # Where the string or list ends cannot be told; "a" and "d" may be incomplete.
    'long string': (
        '[p.a]\nx = 1\n[p.d.x]\ny = 1\n[p.c]\nx = 1\n[p.b]\nx = """\n[p.a.y]\nz = 1\n[[p.d.z]]\n',
        [(12, 1)],
        'Unterminated string; what follows from line 7 on is left out',
        {'p': {'c': {'x': '1'}}},
    ),
    'list': (
        '[p.a]\nx = 1\n[p.b]\nx = [1,\n[p.c]\nx = 1\n',
        [(5, 2)],
        'what follows from line 3 on is left out',
        {'p': {'a': {'x': '1'}}},
    ),
    'list in the first table': ('[p.a]\nx = [1\n', [(3, 1)], '; nothing of the file is used', None),
    'list above the tables': ('x = [1\n[p.a]\nx = 1\n', [(2, 1)], '; nothing of the file is used', None),
}


@pytest.mark.parametrize('name', BROKEN)
def test_error_costs_little(name: str) -> None:
    text, places, words, kept = BROKEN[name]
    source = read_toml(text)
    assert [(mistake.line, mistake.column) for mistake in source.mistakes] == places
    assert source.mistakes[-1].message.endswith(words)
    assert plain(source.root) == kept


def test_many_errors() -> None:
    text = ''.join(f'[p.a{number}]\nname = A\n' for number in range(40))
    source = read_toml(text)
    assert len(source.mistakes) == 21
    assert source.mistakes[-1].message.endswith('what follows from line 39 on is left out')
    assert plain(source.root) == {'p': {f'a{number}': {} for number in range(19)}}


def test_deep_nesting() -> None:
    assert told('a = ' + '[' * 5000 + ']' * 5000 + '\nb = 1\n')[0][:2] == (1, 105)
    assert plain(read_toml('a = ' + '[' * 5000 + ']' * 5000 + '\nb = 1\n').root) == {'b': '1'}
    source = read_toml('b = 1\na = ' + '[' * 150 + ']' * 150)
    assert [(mistake.line, mistake.column) for mistake in source.mistakes] == [(2, 104)]
    assert plain(source.root)['b'] == '1'
    ((line, column, message),) = told('.'.join(['a'] * 300) + ' = 1')
    assert (line, column) == (1, 199)
    assert 'more than 100 deep' in message


class Writer:
    """Writes data as TOML in one of the many ways that TOML has."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.lines: list[str] = []

    def one(self, *forms: str) -> str:
        form: str = self.draw(st.sampled_from(forms))
        return form

    def blank(self) -> str:
        return self.one('', ' ', '\t ')

    def gap(self) -> str:
        return self.one('', ' ', '\n', ' # ]}"\n', "\n\n # '''\n\t")

    def string(self, text: str) -> str:
        # JSON escapes more than TOML must, and pairs of surrogates, which TOML does not know.
        basic = json.dumps(text, ensure_ascii=False).replace('\x7f', '\\u007f')
        forms = [basic, f'"""{basic[1:-1]}"""', f'"""\n{basic[1:-1]}"""', f'"""\\\n  {basic[1:-1]}"""']
        if basic[1:-1] == text:
            forms.append(f'"""{text}"""')
            if "'" not in text:
                forms += [f"'{text}'", f"'''{text}'''", f"'''\n{text}'''"]
        if text[:1].isspace():
            del forms[3]
        if text and text[0] not in '\\"' and basic[1:-1] == text:
            forms.append(f'"\\u{ord(text[0]):04x}{text[1:]}"' if ord(text[0]) < 0x10000 else basic)
        return self.one(*forms)

    def key(self, name: str) -> str:
        basic = json.dumps(name, ensure_ascii=False).replace('\x7f', '\\u007f')
        forms = [basic]
        if basic[1:-1] == name and "'" not in name:
            forms.append(f"'{name}'")
        if name.isascii() and name.replace('-', '').replace('_', '').isalnum():
            forms.append(name)
        return self.one(*forms)

    def keys(self, names: list[str]) -> str:
        return f'{self.blank()}.{self.blank()}'.join(self.key(name) for name in names)

    def value(self, value: Any) -> str:
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, list):
            inner = f'{self.gap()},{self.gap()}'.join(self.value(item) for item in value)
            comma = self.one('', ',') if value else ''
            return f'[{self.gap()}{inner}{self.gap()}{comma}{self.gap()}]'
        if isinstance(value, dict):
            pairs = (f'{self.key(key)}{self.blank()}={self.blank()}{self.value(inner)}' for key, inner in value.items())
            return f'{{{self.blank()}{f"{self.blank()},{self.blank()}".join(pairs)}{self.blank()}}}'
        if isinstance(value, Raw):
            return value.text
        raise AssertionError(value)

    def table(self, data: dict[str, Any], path: list[str]) -> None:
        """Write a table: first what stands below its header, then what has headers of its own."""
        later: list[tuple[str, Any, str, str]] = []
        for key, value in data.items():
            if isinstance(value, dict) and self.draw(st.booleans()):
                later.append((key, value, '[', ']'))
            elif value and isinstance(value, list) and all(isinstance(item, dict) for item in value):
                later.append((key, value, '[[', ']]'))
            else:
                self.pairs([key], value)
        for key, value, opening, closing in later:
            inner = [*path, key]
            for table in value if isinstance(value, list) else [value]:
                header = f'{self.blank()}{opening}{self.blank()}{self.keys(inner)}{self.blank()}{closing}'
                self.lines.append(header + self.end())
                self.table(table, inner)

    def pairs(self, names: list[str], value: Any) -> None:
        if isinstance(value, dict) and value and self.draw(st.booleans()):
            for key, inner in value.items():
                self.pairs([*names, key], inner)
        else:
            pair = f'{self.keys(names)}{self.blank()}={self.blank()}{self.value(value)}'
            self.lines.append(self.blank() + pair + self.end())

    def end(self) -> str:
        return self.one('', ' ', ' # x = "', '\n', '\n# [a]\n')


class Raw:
    """A value that is not text, as it is written."""

    def __init__(self, text: str) -> None:
        self.text = text


names = st.text(alphabet='ab-_1 .é#="\'\\😀\x7f\t', max_size=4)
texts = st.text(alphabet='ab \n\t#,=[]{}"\'\\é😀\x7f\x01', max_size=8)
raws = st.sampled_from(
    [
        *('0', '-17', '+1_000', '0xBEEF', '0o17', '0b1', '1.5', '-2e-3', '6.02E+23', 'inf', '-nan'),
        *('true', 'false', '2026-02-10', '10:00:00.5', '2026-02-10 10:00:00', '2026-02-10T10:00:00Z'),
        '2026-02-10 10:00:00.123-11:00',
    ]
).map(Raw)
data_of = st.recursive(
    texts | raws,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=10,
)


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    writer = Writer(draw)
    writer.table(draw(st.dictionaries(names, data_of, max_size=4)), [])
    text = '\n'.join(writer.lines) + draw(st.sampled_from(['', '\n']))
    return text.replace('\n', draw(st.sampled_from(['\n', '\r\n'])))


@settings(max_examples=400)
@given(documents())
def test_keys_found_are_the_keys_of_tomllib(text: str) -> None:
    data = tomllib.loads(text)
    source = read_toml(text)
    assert source.mistakes == ()
    if data:
        assert source.root is not None
        # The places are those in the file, which may have carriage returns.
        check(data, source.root, [*text.split('\n'), ''])
    else:
        assert source.root is None


def check(value: Any, node: Node, lines: list[str]) -> None:
    """Check that *node* has *value*, and that this is what stands at its place."""
    rest = '\n'.join([lines[node.line - 1][node.column - 1 :], *lines[node.line :]])
    if isinstance(value, dict):
        assert isinstance(node, Mapping)
        assert [key.text for key, _ in node.pairs] == list(value)
        for key, inner in node.pairs:
            parts, _ = scan_key(lines[key.line - 1], key.column - 1)
            assert parts[0][0] == key.text
            assert key.type == 'str'
            check(value[key.text], inner, lines)
    elif isinstance(value, list):
        assert isinstance(node, Sequence)
        assert len(node.items) == len(value)
        for inner_value, item in zip(value, node.items, strict=True):
            check(inner_value, item, lines)
    elif isinstance(value, str):
        assert isinstance(node, Scalar)
        assert (node.text, node.type) == (value, 'str')
        quote = rest[0]
        assert quote in {'"', "'"}
        ends = [index + 1 for index, character in enumerate(rest) if character == quote and index]
        assert any(read_one(rest[:end]) == value for end in ends)
    else:
        assert isinstance(node, Scalar)
        assert rest.startswith(node.text)
        assert repr(read_one(node.text)) == repr(value)
        kinds = {bool: 'bool', int: 'int', float: 'float'}
        assert node.type == kinds.get(type(value), 'date')


def read_one(text: str) -> Any:
    try:
        return tomllib.loads(f'x = {text}')['x']
    except tomllib.TOMLDecodeError:
        return None


@given(documents(), st.data())
def test_broken_documents(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    junk = data.draw(
        st.sampled_from(['"', "'", '"""', '[', ']', '{', '\n', '=', 'x', '#', '\\', ',', '.', '\r', '\x00'])
    )
    text = text[:place] + junk + text[place + data.draw(st.integers(0, 2)) :]
    assume('\r\r\n' not in text)  # taken for the end of a line
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert read_toml(text).mistakes
    else:
        assert read_toml(text).mistakes == ()


@given(st.text(alphabet='ab=.[]{}"\'\\#,\n\r 1-:T', max_size=30))
def test_no_text_raises(text: str) -> None:
    read_toml(text)


@given(
    st.integers(0, RECORDS.count('\n')),
    st.sampled_from(['x 1', '"', '[', 'y = [', '[z', '}', 'a = """', "'''", 'x = {', ']']),
)
def test_what_is_kept_is_right(line: int, junk: str) -> None:
    lines = RECORDS.splitlines()
    lines.insert(line, junk)
    source = read_toml('\n'.join(lines))
    whole = plain(read_toml(RECORDS).root)
    for table, records in (plain(source.root) or {}).items():
        for ident, record in records.items() if table in whole else ():
            for key, value in record.items():
                right = whole[table].get(ident, {}).get(key)
                # The line may be in a string; a table may have lost a line.
                assert value == right or str(value).startswith(junk) or set(value) <= set(right)
