"""YAML to a tree: with each of the two parsers of PyYAML."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sphinxext_privacy.register import yaml_source
from sphinxext_privacy.register.tree import Mapping, Scalar, Sequence
from sphinxext_privacy.register.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.register.tree import Node

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]

RECORDS = """\
processors:
  a:
    name: A
    policy: {title: P, url: p.html}
  b:
    name: "B"
    data:
      - c
      - d
data:
  e: {label: E}
  f:
    label: >
      F and
      more
"""


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(yaml_source, 'LOADER', request.param)
    return request.param


def plain(node: Node | None) -> Any:
    """Give the texts of a tree in plain lists and dicts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node is None else node.text


def told(text: str) -> list[tuple[int, int, str]]:
    return [(mistake.line, mistake.column, mistake.message) for mistake in read_yaml(text).mistakes]


@pytest.mark.usefixtures('loader')
def test_places_and_types() -> None:
    text = 'a: x\n"b":\n  - 1\n  - -1.5\n  - "1"\n  - no\n  - ~\n  -\n  - 2026-02-10\n'
    text += '  - 12:30:00\n  - !!str 5\n  - |\n    y\n'
    source = read_yaml(text)
    assert source.mistakes == ()
    assert isinstance(source.root, Mapping)
    assert (source.root.line, source.root.column) == (1, 1)
    (a, x), (b, items) = source.root.pairs
    assert (a, x) == (Scalar('a', 'str', 1, 1), Scalar('x', 'str', 1, 4))
    assert b == Scalar('b', 'str', 2, 1)
    assert items == Sequence(
        (
            Scalar('1', 'int', 3, 5),
            Scalar('-1.5', 'float', 4, 5),
            Scalar('1', 'str', 5, 5),
            Scalar('no', 'bool', 6, 5),
            Scalar('~', 'null', 7, 5),
            Scalar('', 'null', 8, 4),
            Scalar('2026-02-10', 'date', 9, 5),
            Scalar('12:30:00', 'int', 10, 5),
            Scalar('5', 'str', 11, 5),
            Scalar('y\n', 'str', 12, 5),
        ),
        3,
        3,
    )


@pytest.mark.usefixtures('loader')
def test_tags() -> None:
    text = 'a: !!python/object/apply:os.system [ls]\nb: !mine {x: &x 1}\nc: [1, !!binary aGk=, *x]\n'
    text += '!!python/name:a d: 1\ne: !!map 1\nf: 1\n'
    assert told(text) == [
        (1, 4, 'the tag !!python/object/apply:os.system is not known in a register; its value is left out'),
        (2, 4, 'the tag !mine is not known in a register; its value is left out'),
        (3, 8, 'the tag !!binary is not known in a register; its value is left out'),
        (4, 1, 'the tag !!python/name:a is not known in a register; its value is left out'),
        (5, 4, 'the tag !!map is not known in a register; its value is left out'),
    ]
    assert plain(read_yaml(text).root) == {'c': ['1', '1'], 'f': '1'}


@pytest.mark.usefixtures('loader')
def test_aliases() -> None:
    text = 'a: &a {x: 1}\nb: [*a, *none]\nc: &c [2, *c]\nd: &a 3\ne: *a\n'
    assert told(text) == [
        (2, 9, 'the alias *none has no anchor before it; it is left out'),
        (3, 11, 'the alias *c stands inside of its own anchor; it is left out'),
    ]
    assert plain(read_yaml(text).root) == {'a': {'x': '1'}, 'b': [{'x': '1'}], 'c': ['2'], 'd': '3', 'e': '3'}


@pytest.mark.usefixtures('loader')
@pytest.mark.parametrize('depth', [9, 40])
def test_billion_laughs(depth: int) -> None:
    lines = ['l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]']
    lines += [f'l{level}: &l{level} [{", ".join([f"*l{level - 1}"] * 10)}]' for level in range(1, depth)]
    lines.append('last: 1')
    start = time.process_time()
    source = read_yaml('\n'.join(lines))
    assert time.process_time() - start < 1
    ((message, line, column),) = source.mistakes
    assert message.startswith('the aliases of the file stand for more than 100000 values')
    assert (line, column) == (5, 45)
    assert plain(source.root)['last'] == '1'


@pytest.mark.usefixtures('loader')
def test_long_text_repeated() -> None:
    text = f'a: &a "{"x " * 100_000}"\nb: [{", ".join(["*a"] * 1000)}]\n'
    source = read_yaml(text)
    assert [(mistake.line, mistake.column) for mistake in source.mistakes] == [(2, 129)]


@pytest.mark.usefixtures('loader')
def test_merge_keys() -> None:
    text = (
        'a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {y: 0, <<: *a}\nd:\n  <<: [*a, *b]\n  w: 5\n'
        'e: {<<: 6, v: 7, <<: [*a, 8]}\nf: {"<<": 9}\ng: [<<]\nh: {<<: *none, u: 1}\n'
    )
    assert plain(read_yaml(text).root) == {
        'a': {'x': '1', 'y': '2'},
        'b': {'y': '3', 'z': '4'},
        'c': {'x': '1', 'y': '0'},
        'd': {'x': '1', 'y': '2', 'z': '4', 'w': '5'},
        'e': {'x': '1', 'y': '2', 'v': '7'},
        'f': {'<<': '9'},
        'g': ['<<'],
        'h': {'u': '1'},
    }
    assert [mistake[:2] for mistake in told(text)] == [(7, 9), (7, 22), (10, 9)]
    assert told(text)[0][2] == '<< takes a table or a list of tables'


@pytest.mark.usefixtures('loader')
def test_keys() -> None:
    text = 'a: 1\n? [x]\n: 2\n{y: 3}: 4\nb: 5\n"a": 6\n1: 7\n"1": 8\n'
    assert told(text) == [
        (2, 3, 'a key must be words'),
        (4, 1, 'a key must be words'),
        (6, 1, "'a' stands twice; the first, in line 1, is used"),
        (8, 1, "'1' stands twice; the first, in line 7, is used"),
    ]
    assert plain(read_yaml(text).root) == {'a': '1', 'b': '5', '1': '7'}


@pytest.mark.usefixtures('loader')
def test_several_documents() -> None:
    assert told('a: 1\n---\nb: [\n') == [(2, 1, 'a second document begins here; only the first is read')]
    assert plain(read_yaml('a: 1\n---\nb: 2\n').root) == {'a': '1'}


@pytest.mark.usefixtures('loader')
@pytest.mark.parametrize('text', ['[' * 200_000, '{a: ' * 200_000, '- ' * 50_000, '? ' * 50_000])
def test_deep_nesting(text: str) -> None:
    start = time.process_time()
    source = read_yaml(f'a: 1\nb:\n {text}')
    assert time.process_time() - start < 2
    ((message, line, _),) = source.mistakes
    assert 'more than 100 deep' in message
    assert message.endswith('what follows from line 2 on is left out') or source.root is None
    assert line == 3


# A file with an error, where the error is told, and the ids that are kept.
BROKEN = {
    'quote': ('processors:\n  a: {name: A}\n  b:\n    name: "B\n  c: {name: C}\n', 6, ['a']),
    'bracket': ('processors:\n  a: {name: A}\n  b: {name: [B}\n', 3, ['a']),
    # The key was meant to belong to "b", which it ends.
    'indented less': ('processors:\n  a:\n    name: A\n  b:\n    name: B\n   role: x\n  c: {}\n', 6, ['a']),
    'indented less, at the end': ('processors:\n  a:\n    name: A\n  b:\n    name: B\n role: x\n', 6, ['a']),
    'indented less, with a link': (
        'processors:\n  a: {name: A}\n  b:\n    policy:\n      title: T\n      url: u\n role: x\n',
        7,
        ['a'],
    ),
    'not indented': ('  processors:\n    a: {}\n    b:\n      name: B\nrole: x\n', 5, ['a']),
    'indented more': ('processors:\n  a: {name: A}\n  b:\n    name: B\n      role: x\n', 5, ['a']),
    'tab': ('processors:\n  a: {name: A}\n  b: {}\n  c:\n\tname: C\n', 5, ['a']),
    'next table': ('processors:\n  a: {name: A}\n  b: {name: B}\ndata: [\n', 5, ['a', 'b']),
    'behind a table': ('processors:\n  a: {name: A}\n  b: {name: B}\n]\n', 4, ['a']),
    'second document': ('processors:\n  a: {name: A}\n  b: {name: B}\n...\n]\n', 5, ['a']),
    'indented less, then on': ('processors:\n  a:\n    name: A\n  b:\n    name: B\n  role: x\n    c: d\n', 7, ['a']),
    'not indented, then on': ('processors:\n  a:\n    name: A\n  b:\n    name: B\nrole: x\n    c: d\n', 7, ['a']),
    'first record': ('processors:\n  a:\n    name: "A\n', 4, []),
    'only table': ('processors: [\n', 2, []),
    'list': ('- a\n- [\n', 3, []),
    'text': ('a: "\n', 2, []),
}


@pytest.mark.usefixtures('loader')
@pytest.mark.parametrize('name', BROKEN)
def test_error_keeps_the_records_before(name: str) -> None:
    text, line, ids = BROKEN[name]
    source = read_yaml(text)
    assert [mistake.line for mistake in source.mistakes] == [line]
    message = source.mistakes[0].message
    assert message.startswith('this is not YAML: ')
    assert message.endswith('is left out' if ids else '; nothing of the file is used')
    assert list((plain(source.root) or {}).get('processors', {})) == ids


@pytest.mark.usefixtures('loader')
@pytest.mark.parametrize(
    ('text', 'hint'),
    [
        ('data:\n\ta: {}\n', ' (indent with spaces, not with tabs); nothing'),
        ('data:\n  a: {}\n  b:\n\t  label: B\n', ' (indent with spaces, not with tabs); '),
        ('data:\n  a: {}\n  b:\n    label:B\n    name: B\n', ' (is a space missing after a colon, '),
        ('data:\n  a: {}\n  b:\n    label: B: C\n', ', are quotes missing around a text with a colon, '),
        ('data:\n  a: {}\n  b:\n   label: B\n    name: B\n', ', or is it not indented alike?); what'),
        ('data:\n  a: {}\n  b: "\t\n', 'end of stream; '),
        ('data:\n  a:\n    label: A\n   source: x\n', ' (is this line not indented alike? it begins in the column '),
        ('data:\n  a:\n    label: A\n  - b\n', ' (is this line not indented alike? '),
        ('data:\n  a:\n    examples:\n      - a\n     - b\n', ' (is this line not indented alike? '),
        (' data:\n   a: {}\npurposes: {}\n', ' (is this line not indented alike? '),
        ('data:\n  a:\n    label: "A" B\n', ' (what follows a closing quote? '),
    ],
)
def test_error_says_what_most_often_helps(text: str, hint: str) -> None:
    assert [hint in mistake.message for mistake in read_yaml(text).mistakes] == [True]


@pytest.mark.usefixtures('loader')
@pytest.mark.parametrize(
    ('text', 'line', 'column', 'words'),
    [
        ('a: b: c\n', 1, 5, 'mapping values are not allowed'),
        ('a: é\x07\n', 1, 5, 'a file cannot hold the character U+0007'),
        ('a: 1\nb: !x!y z\n', 2, 4, 'undefined tag handle'),
        ('%YAML 7.0\n---\na: 1\n', 1, 1, 'found incompatible YAML document'),
    ],
)
def test_error_place(text: str, line: int, column: int, words: str) -> None:
    ((found_line, found_column, message),) = told(text)
    assert (found_line, found_column) == (line, column)
    assert words in message


def test_both_parsers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (RECORDS, '', '# x\n', '&a [*a]', '? a\n', 'x: ! 1\n', '!!str\n', "\"\\x41\": 'b''c'\n"):
        sources = []
        for loader in LOADERS:
            monkeypatch.setattr(yaml_source, 'LOADER', loader)
            sources.append(read_yaml(text))
        assert sources.count(sources[0]) == len(sources)


@example('::\x85:')
@given(st.text(alphabet='ab:-[]{},&*!#|>\'"% \n\t<?~\x00\x85\u2028\ufeff😀', max_size=40))
def test_no_text_raises(text: str) -> None:
    read_yaml(text)


def plain_load(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


# Not all that PyYAML writes does it read again: line separators of Unicode, for one.
WORDS = 'ab1~ \n#:,-[]{}"\'\\!&*é😀'
values = st.recursive(
    st.text(alphabet=WORDS, max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet=WORDS, max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(alphabet=WORDS, max_size=4), values, max_size=4), st.booleans())
def test_texts_as_pyyaml_reads_them(data: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
    assert plain(read_yaml(text).root) == plain_load(text) == data


@given(
    st.integers(0, RECORDS.count('\n')),
    st.integers(0, 8),
    st.sampled_from(['x: 1', '"', '[', 'y', '- z', '}', '&']),
)
def test_no_record_is_kept_in_part(line: int, indent: int, junk: str) -> None:
    lines = RECORDS.splitlines()
    lines.insert(line, ' ' * indent + junk)
    source = read_yaml('\n'.join(lines))
    assume(any('this is not YAML' in mistake.message for mistake in source.mistakes))
    whole = plain(read_yaml(RECORDS).root)
    for table, records in (plain(source.root) or {}).items():
        for ident, record in records.items():
            assert record == whole[table][ident]
