"""The Typst writer: it knows every node, and no text of an author is ever code."""

from __future__ import annotations

import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx import addnodes

from sphinxext_privacy.pdf.markup import direction, quote, visible, words
from sphinxext_privacy.pdf.widths import columns_of
from sphinxext_privacy.pdf.writer import TypstTranslator
from tests.helpers.pdf import body_of, problems

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import ProjectMaker

pikepdf = pytest.importorskip('pikepdf')
typst = pytest.importorskip('typst')

ABSTRACT = {'document', 'translatable'}


def node_names() -> set[str]:
    found = set(nodes.node_class_names)
    for name in dir(addnodes):
        item = getattr(addnodes, name)
        if isinstance(item, type) and issubclass(item, nodes.Node) and item.__module__ == 'sphinx.addnodes':
            found.add(name)
    return found


@pytest.mark.parametrize('name', sorted(node_names()))
def test_each_node_has_visitors(name: str) -> None:
    assert callable(getattr(TypstTranslator, f'visit_{name}', None))
    # What is skipped when it is entered is never left.
    assert hasattr(TypstTranslator, f'depart_{name}') or skips(getattr(TypstTranslator, f'visit_{name}'))


def skips(visit: Callable[..., Any]) -> bool:
    return 'SkipNode' in visit.__code__.co_names


# -- text is never code --------------------------------------------------------------------------------------


def read(code: str) -> list[str]:
    """Let typst read expressions, and give the strings among them."""
    items = typst.eval(b'', f'({code},).map(item => if type(item) == str {{ item }} else {{ " " }})')
    return list(json.loads(items))


def texts(**options: Any) -> st.SearchStrategy[list[str]]:
    """Give several texts: to start typst takes far longer than to read one."""
    return st.lists(st.text(**options), min_size=1, max_size=10)


@given(texts(max_size=60))
@settings(max_examples=12, deadline=None)
def test_a_literal_is_read_as_it_was_written(made: list[str]) -> None:
    assert read(', '.join(map(quote, made))) == [
        ''.join('\ufffd' if '\ud800' <= item <= '\udfff' else item for item in text) for text in made
    ]


@given(texts(alphabet='"\\#[]{}()$*_`@<>/;\n\t\r\x00\x1f\x7f\u2028\u202e\ud800 aé中', max_size=40))
@settings(max_examples=12, deadline=None)
def test_no_text_ends_its_literal(made: list[str]) -> None:
    codes = [code for text in made for code in (quote(text), *words(text))]
    assert len(read(', '.join(codes))) == len(codes)


@given(texts(max_size=80))
@settings(max_examples=12, deadline=None)
def test_running_text_keeps_its_words(made: list[str]) -> None:
    codes = [words(text) for text in made]
    found = iter(read(', '.join(chain(*codes))) if any(codes) else [])
    for text, own in zip(made, codes, strict=True):
        shown = ''.join(islice(found, len(own)))
        expected = visible(re.sub(r'[ \t\r\n\f\v]+', ' ', text))
        assert [part for part in shown.split(' ') if part] == [part for part in expected.split(' ') if part]


@pytest.mark.parametrize(
    'text',
    [
        '#panic("no")',
        '"; panic("no"); "',
        '\\"); #panic("no")',
        ']#panic("no")[',
        '}]) #panic("no")',
        '#import "@preview/evil:1.0.0"',
        '#read("/etc/passwd")',
        '<label> @reference $math$ *strong* _emph_ `raw` // comment /* comment',
        '= Heading',
        '- item + item / term: text',
        'https://example.org/"#panic()',
    ],
)
def test_text_that_looks_like_code(make_project: ProjectMaker, text: str) -> None:
    """In a paragraph, a heading, a literal, a listing, a caption, alt text, a table, a footnote, metadata."""
    escaped = text.replace('\\', '\\\\').replace('*', '\\*').replace('`', '\\`').replace('_', '\\_')
    project = make_project(
        {
            'index.rst': '',
        },
        noticepdf_documents=[{'pages': ['index'], 'title': text}],
        author=text,
    )
    project.write(
        {
            'index.rst': f'{escaped}\n{"=" * 200}\n\n{escaped}\n\n::\n\n   {text}\n\n'
            f'{escaped} x\n{"-" * 200}\n\nSee [#]_.\n\n.. [#] {escaped}\n\n'
            f'.. list-table:: {escaped}\n\n   * - {escaped}\n'
        }
    )
    build = project.build('noticepdf')
    assert build.exit == 0, build.warnings
    (path,) = build.out.glob('*.pdf')
    found = ''.join(body_of(path).replace('\u00ad\n', '').split())
    found = found.replace('-', '')
    # Smart quotes change quotation marks and dashes.
    wanted = ''.join(text.split()).replace('-', '')
    plain = [part for part in wanted.replace('"', ' ').split() if len(part) > 1]
    for part in plain:
        assert found.count(part) >= 4


# -- text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('text', 'expected'),
    [('', ''), ('12 ½', ''), ('1. Words', 'ltr'), ('“שלום” abc', 'rtl'), ('مرحبا', 'rtl'), ('Ελλάδα', 'ltr')],
)
def test_direction(text: str, expected: str) -> None:
    assert direction(text) == expected


def test_control_characters_are_left_out() -> None:
    assert visible('a\x00b\x1bc\x7f\x85d\te\n') == 'abcd\te\n'


# -- nodes of others -----------------------------------------------------------------------------------------

OTHER = """
from docutils import nodes
from docutils.parsers.rst import Directive

class known(nodes.General, nodes.Element):
    pass

class unknown(nodes.General, nodes.Element):
    pass

class like_a_note(nodes.note):
    pass

class Make(Directive):
    has_content = True
    required_arguments = 1

    def run(self):
        node = {'known': known, 'unknown': unknown, 'like': like_a_note}[self.arguments[0]]()
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]

def visit(self, node):
    self.text('written by a visitor: ')

def depart(self, node):
    pass

def setup(app):
    app.add_node(known, typst=(visit, depart), html=(visit, depart))
    app.add_node(unknown)
    app.add_directive('make', Make)
    return {'parallel_read_safe': True}
"""


def test_other_extensions(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        'Page\n====\n\n.. privacy-notice:: main\n   :updated: 2026-02-10\n\n'
        '.. make:: known\n\n   Words alpha.\n\n.. make:: unknown\n\n   Words beta.\n\n'
        '.. make:: unknown\n\n   Words gamma.\n\n.. make:: like\n\n   Words delta.\n'
    )
    project = make_project(
        {'index.rst': page, 'other_extension.py': OTHER}, extensions=['sphinxext_privacy', 'other_extension']
    )
    monkeypatch.syspath_prepend(str(project.source))
    build = project.build('noticepdf')
    assert [(item.type, item.subtype, item.location) for item in build.warned] == [('privacy', 'pdf', 'index.rst:11')]
    assert "'unknown'" in build.warned[0].message
    path = build.out / 'main.pdf'
    text = ' '.join(body_of(path).split())
    for expected in ('written by a visitor: Words alpha.', 'Words beta.', 'Words gamma.', 'Words delta.'):
        assert text.count(expected) == 1
    assert problems(path) == []


@given(st.lists(st.sampled_from(['a', ' b', 'c ', '  ', '\n', '*d*', '``e``', '“f”', '#x', '|']), max_size=12))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_paragraph_makes_a_pdf(make_project: ProjectMaker, parts: list[str]) -> None:
    text = f'Words {" ".join(parts)}'
    project = make_project(
        {'index.rst': f'Page\n====\n\n.. privacy-notice:: main\n   :updated: 2026-02-10\n\n{text}\n'},
    )
    build = project.build('noticepdf')
    assert build.exit == 0
    assert problems(build.out / 'main.pdf') == []


# -- widths of columns ---------------------------------------------------------------------------------------


def columns(*cells: str) -> tuple[list[float], list[bool]]:
    """Give the shares of the columns of a table with one row, and whether their words fit."""
    row = ''.join(f'   {"*" if not number else " "} - {cell}\n' for number, cell in enumerate(cells))
    document = publish_doctree(f'.. list-table::\n\n{row}')
    widths, fits = columns_of(next(document.findall(nodes.tgroup)))
    return [float(item.removesuffix('fr')) for item in widths.strip('()').split(', ') if 'fr' in item], fits


SENTENCE = 'a sentence that goes on and on until it is far too long for a line of a page of paper, whatever its size'


def test_a_table_that_fits_is_as_wide_as_its_words() -> None:
    assert columns('one', 'two words') == ([], [True, True])


def test_columns_get_what_they_need_and_no_more() -> None:
    shares, fits = columns('one', SENTENCE, f'{SENTENCE}, {SENTENCE}')
    assert fits == [True, True, True]
    assert shares[0] < 6
    assert 1 < shares[2] / shares[1] < 2


def test_a_long_word_is_broken_rather_than_short_ones() -> None:
    shares, fits = columns('Datenschutz' * 8, 'processing', SENTENCE)
    assert fits == [False, True, True]
    assert shares[1] > len('processing')


@pytest.mark.parametrize('code', ['{{git_revision_date_localized}}', 'privacy.vocabulary'])
def test_code_has_room_as_it_is_never_broken(code: str) -> None:
    shares, fits = columns(f'``{code}``', SENTENCE, SENTENCE)
    assert fits == [True, True, True]
    assert shares[0] > len(code)


def test_words_are_whole_where_an_author_gave_them_room() -> None:
    document = publish_doctree('.. list-table::\n   :widths: 10 90\n\n   * - representative\n     - representative\n')
    group = next(document.findall(nodes.tgroup))
    assert columns_of(group, [10, 90]) == ('(10fr, 90fr, )', [False, True])
