"""The comparison of docs without the extension and with it: it finds what is planted, and nothing else."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.docs_trees.__main__ import main
from benchmarks.docs_trees.agreed import Agreed, first_difference
from benchmarks.docs_trees.lists import read_inventory, read_search_index
from benchmarks.docs_trees.notice import NUMBER_OF_FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONF = "project = 'Tiny'\nhtml_theme = 'basic'\n"
REST_PAGES = {
    'index.rst': 'Tiny\n====\n\n.. toctree::\n\n   other\n   alone\n',
    'alone.rst': 'Alone\n=====\n',
    'other.rst': 'Other\n=====\n\n.. py:function:: useful(thing)\n\nWords, and more: :py:func:`gone`.\n',
}
MYST_PAGES = {'index.md': '# Tiny\n\n```{toctree}\nother\n```\n', 'other.md': '# Other\n\nWords.\n'}

UNSTEADY = """
import uuid

def setup(app):
    def add(app, pagename, templatename, context, doctree):
        context['body'] = context.get('body', '') + f'<p id="{uuid.uuid4()}">{uuid.uuid4()} is a number</p>'

    def list_all(app, exception):
        (app.outdir / 'sitemap.txt').write_text(' '.join(sorted(app.env.all_docs)))
        (app.outdir / f'data.{uuid.uuid4()}.js').write_text('')

    app.connect('html-page-context', add)
    app.connect('build-finished', list_all)
"""
"""Two builds differ in pages and in the name of a file; a file that Sphinx knows nothing of lists all pages."""
MINDING = """
from sphinx.util import logging

def setup(app):
    def read(app, docname, source):
        if docname == 'other' and 'sphinxext_privacy' in app.extensions:
            source[0] += '\\n\\n.. py:function:: planted()\\n'
            logging.getLogger('conf').warning('planted too')

    def write(app, exception):
        name = 'new' if 'sphinxext_privacy' in app.extensions else 'old'
        (app.outdir / f'{name}.txt').write_text('')

    app.connect('source-read', read)
    app.connect('build-finished', write)
"""
"""Everything changes that could: a page, warnings, lists of pages and the names of files."""
BREAKING = """
def setup(app):
    def look(app):
        if 'sphinxext_privacy' in app.extensions:
            raise RuntimeError('nothing of ours here')

    app.connect('builder-inited', look)
"""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')
    return folder


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_docs_that_nothing_changes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str], builder: str) -> None:
    """Warnings of their own and parts that no two builds agree on do not count."""
    docs = write(tmp_path / 'docs', {'conf.py': CONF + UNSTEADY, **REST_PAGES})
    status = main([str(docs), '--builder', builder, '--', '-n'])
    report = capsys.readouterr().out
    assert status == 0, report
    assert '3, with the notice in reStructuredText (.rst)' in report
    assert 'warnings       1 lines without the extension, 0 new' in report
    assert 'unsteady       index' in report
    assert 'not compared   sitemap.txt (lists the notice)' in report
    assert 'objects.inv    the same' in report
    assert 'searchindex.js the same' in report
    assert f'facts          {NUMBER_OF_FACTS} of {NUMBER_OF_FACTS}; the style sheet is linked' in report
    assert report.endswith('Nothing else changes.\n')
    # The docs themselves are left alone.
    assert {path.name for path in docs.iterdir()} == {'conf.py', *REST_PAGES}


@pytest.mark.myst
def test_the_notice_is_in_markdown_where_the_docs_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The docs need what is beside them, and say only with it which extensions they have."""
    conf = "import shared\nextensions = shared.extensions\nproject = 'Tiny'\nhtml_theme = 'basic'"
    files = {f'docs/{name}': text for name, text in MYST_PAGES.items()}
    write(tmp_path / 'all', {'docs/conf.py': conf, 'shared.py': "extensions = ['myst_parser']\n", **files})
    options = ['--root', str(tmp_path / 'all'), '--keep', str(tmp_path / 'kept')]
    status = main([str(tmp_path / 'all' / 'docs'), *options, '--', '-W'])
    report = capsys.readouterr().out
    assert status == 0, report
    assert 'with the notice in MyST (.md)' in report
    assert 'warnings       0 lines without the extension, 0 new' in report
    assert f'facts          {NUMBER_OF_FACTS} of {NUMBER_OF_FACTS}' in report
    assert {path.name for path in (tmp_path / 'kept').iterdir()} >= {'first', 'second', 'ours', 'tree'}


def test_docs_that_something_changes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = write(tmp_path / 'docs', {'conf.py': CONF + MINDING, **REST_PAGES})
    assert main([str(docs), '--', '-W', '--keep-going']) == 1
    lines = capsys.readouterr().out.splitlines()
    assert '  ! exit status 0 became 1' in lines
    assert '  warnings       0 lines without the extension, 1 new' in lines
    assert '  ! new warning: WARNING: planted too' in lines
    assert any(line.startswith('  ! other.html: line ') for line in lines)
    assert any(line.startswith('  ! genindex.html: line ') for line in lines)
    assert any(line.startswith("  ! objects.inv: 'planted py:function 1 other.html#$") for line in lines)
    assert "  ! searchindex.js: 'terms plant' is new" in lines
    assert '  ! old.txt: is not there any more' in lines
    assert '  ! new.txt: came on top' in lines
    # The page that is left alone is not named.
    assert not any('alone' in line for line in lines)
    assert lines[-1] == 'Something else changes.'


def test_docs_that_break_with_the_extension(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = write(tmp_path / 'docs', {'conf.py': CONF + BREAKING, **REST_PAGES})
    assert main([str(docs)]) == 1
    report = capsys.readouterr().out
    assert 'not with it' in report
    assert 'nothing of ours here' in report


def test_a_notice_that_the_docs_leave_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = CONF + "include_patterns = ['index.rst', 'other.rst', 'alone.rst', 'within/*.rst']\n"
    docs = write(tmp_path / 'docs', {'conf.py': conf, **REST_PAGES})
    assert main([str(docs)]) == 1
    report = capsys.readouterr().out
    assert '! no page of the notice was written' in report
    assert f'facts          0 of {NUMBER_OF_FACTS}' in report
    assert main([str(docs), '--at', 'within']) == 0, capsys.readouterr().out


def test_settings_from_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One ``conf.py`` may serve several docs, and an extension may choose among them."""
    chosen = "def setup(app):\n    app.srcdir = type(app.srcdir)(app.srcdir / 'pages')\n"
    pages = {f'man/pages/{name}': text for name, text in REST_PAGES.items()}
    write(tmp_path, {'shared/conf.py': CONF + chosen, **pages})
    status = main([str(tmp_path / 'man'), '--root', str(tmp_path), '--', '-c', 'shared', '-W'])
    report = capsys.readouterr().out
    assert status == 0, report
    assert f'facts          {NUMBER_OF_FACTS} of {NUMBER_OF_FACTS}' in report


def test_a_builder_that_writes_no_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = write(tmp_path / 'docs', {'conf.py': CONF, **REST_PAGES})
    assert main([str(docs), '--builder', 'latex']) == 0
    report = capsys.readouterr().out
    assert 'facts          not looked for' in report
    assert '0 HTML and ' in report
    assert 'objects.inv' not in report


@pytest.mark.parametrize(
    ('files', 'message'),
    [
        ({}, 'conf.py'),
        ({'conf.py': 'raise RuntimeError("no such docs")\n', **REST_PAGES}, 'no such docs'),
        ({'conf.py': "extensions = ['sphinxext_privacy']\n", **REST_PAGES}, 'sphinxext_privacy already'),
    ],
)
def test_docs_that_cannot_be_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], message: str
) -> None:
    (tmp_path / 'docs').mkdir()
    docs = write(tmp_path / 'docs', files)
    assert main([str(docs)]) == 2
    written = capsys.readouterr()
    assert message in written.err
    assert written.out == ''


# -- what two builds agree on ---------------------------------------------------------------------------------


def test_a_text_without_gaps_fits_itself_only() -> None:
    agreed = Agreed.of('one\ntwo\n', 'one\ntwo\n')
    assert agreed.gaps == 0
    assert agreed.fits('one\ntwo\n')
    assert not agreed.fits('one\ntwo\n\n')


@pytest.mark.parametrize(
    ('text', 'fits'),
    [
        ('<p id="cc">at 12:03:59 o’clock</p>\n<p>end</p>', True),
        ('<p id="">at o’clock</p>\n<p>end</p>', False),
        ('<p id="cc">on 12:03:59 o’clock</p>\n<p>end</p>', False),
        ('<p id="cc">at 12:03:59 o’clock</p>\n<p>the end</p>', False),
        ('<p id="cc">at 12:03:59 o’clock</p>\n<p>end</p>\n', False),
        ('', False),
    ],
)
def test_gaps_stand_where_two_texts_differ(text: str, fits: bool) -> None:
    first = '<p id="aa">at 12:03:10 o’clock</p>\n<p>end</p>'
    second = '<p id="bb">at 12:03:11 o’clock</p>\n<p>end</p>'
    agreed = Agreed.of(first, second)
    assert agreed.gaps == 2
    assert agreed.fits(first)
    assert agreed.fits(second)
    assert agreed.fits(text) is fits


def test_parts_do_not_overlap() -> None:
    agreed = Agreed(('ab', 'b', 'bc'))
    assert agreed.fits('abbbc')
    assert not agreed.fits('abbc')
    assert not Agreed(('ab', 'bc')).fits('abc')


def test_the_first_difference_is_shown() -> None:
    assert first_difference('a\nb\n', 'a\nc\n') == "line 2: 'b' became 'c'"
    assert first_difference('a\n', 'a\nb\n') == '1 lines became 2'


# -- lists of all pages -----------------------------------------------------------------------------------------


def test_an_inventory_without_what_is_ours(tmp_path: Path) -> None:
    lines = [
        'useful py:function 1 other.html#$ -',
        'notice std:doc -1 notice.html Notice',
        'notice privacy:notice 1 notice/#privacy-notice-main -',
        'else privacy:data 1 elsewhere.html#privacy-data-else -',
        'privacy-data std:label -1 privacy-data.html Index of personal data',
        'notices std:doc -1 notices.html Not the notice',
    ]
    header = b'# Sphinx inventory version 2\n# Project: Tiny\n# Version: \n# The remainder is compressed\n'
    (tmp_path / 'objects.inv').write_bytes(header + zlib.compress('\n'.join(lines).encode()))
    found = read_inventory(tmp_path / 'objects.inv', 'notice')
    assert found[4:] == [lines[5], lines[0]]
    assert found[1] == '# Project: Tiny'


def test_a_search_index_without_what_is_ours(tmp_path: Path) -> None:
    def write_index(names: list[str], **content: Any) -> Path:
        base = {
            'docnames': names,
            'filenames': [f'{name}.rst' for name in names],
            'titles': [name.title() for name in names],
            'objnames': {'0': ['py', 'function', 'Python function'], '1': ['privacy', 'data', 'personal data']},
            'objtypes': {'0': 'py:function', '1': 'privacy:data'},
            'envversion': {'sphinx': 65},
        }
        path = tmp_path / f'{len(names)}.js'
        path.write_text(f'Search.setIndex({json.dumps(base | content)})', encoding='utf-8')
        return path

    plain = write_index(
        ['a', 'z'],
        objects={'': [[1, 0, 1, '', 'useful']]},
        terms={'word': [0, 1], 'useful': 1},
        titleterms={'z': 1},
        alltitles={'Z': [[1, None]]},
        indexentries={'useful()': [[1, 'useful', False]]},
    )
    # The notice stands between the others, so that their numbers change.
    ours = write_index(
        ['a', 'notice', 'z'],
        objects={'': [[2, 0, 1, '', 'useful'], [1, 1, 1, 'privacy-data-address', 'address']]},
        terms={'word': [0, 1, 2], 'useful': 2, 'notic': 1},
        titleterms={'z': 2, 'notic': 1},
        alltitles={'Z': [[2, None]], 'Notice': [[1, None]]},
        indexentries={'useful()': [[2, 'useful', False]]},
        envversion={'sphinx': 65, 'sphinxext_privacy': 3},
    )
    expected = read_search_index(plain, 'notice')
    assert read_search_index(ours, 'notice') == expected
    assert expected['terms'] == {'word': ['a', 'z'], 'useful': ['z']}
    assert expected['objects'] == [('', 'z', 'py', 'function', '1', '', 'useful')]
    assert read_search_index(ours, 'a') != expected
