"""Lists of facts in HTML: the same bytes as node by node, whatever theme, translator or extension is there."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from docutils import nodes
from sphinx.util.docutils import new_document

from sphinxext_privacy.rendering import definition
from sphinxext_privacy.rendering.ready_made import privacy_field_list, ready_made, standard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project

SNIPPETS: Final = Path(__file__).parent / 'snippets'
STYLES: Final = {'processor': 'definition', 'collected-data': 'definition', 'purpose': 'card', 'cookie': 'card'}
THEMES: Final = ('alabaster', 'furo', 'pydata_sphinx_theme', 'python_docs_theme', 'sphinx_rtd_theme')
PAGE: Final = """\
Notice
======

.. privacy-notice:: shop
   :updated: 2026-02-10

.. processor:: Mailer & Sons
   :style: definition
   :purpose: to send you "news"
   :country: US
   :website: Their site <https://mailer.example>

.. processor:: Cloud
   :style: definition
   :purpose: to keep <what> you *sent* us
   :country: DE
   :website: https://cloud.example

.. processor:: Phone
   :style: card
   :purpose: to call you
   :country: IE
   :website: https://phone.example

   They call once.
"""


def node_by_node(facts: Iterable[tuple[str, list[Node]]]) -> nodes.field_list:
    """Make the list in the way of all other builders."""
    return standard((label, nodes.paragraph('', '', *content)) for label, content in facts)


def searched(build: Build) -> object:
    """Give what the search looks through, where there is one; Sphinx 7.2 has its words in the order of the page."""
    if not (build.out / 'searchindex.js').is_file():
        return None
    return json.loads(build.text('searchindex.js').removeprefix('Search.setIndex(').removesuffix(')'))


def both(project: Project, monkeypatch: pytest.MonkeyPatch, builder: str = 'html') -> Build:
    """Build a project in both ways, which give the same bytes; give the build in the fast way."""
    build = project.clean(builder)
    with monkeypatch.context() as patch:
        patch.setattr(definition, 'ready_made', node_by_node)
        slow = project.clean(builder)
    kinds = ('**/*.html', '**/*.xhtml')
    files, wanted = build.files(*kinds), slow.files(*kinds)
    assert files.keys() == wanted.keys()
    assert [name for name in wanted if files[name] != wanted[name]] == []
    assert searched(build) == searched(slow)
    assert b'<dl class="field-list' in b''.join(files.values())
    return build


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'epub'])
def test_the_gallery_is_written_as_node_by_node(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    files = {path.name: path.read_text(encoding='utf-8') for path in SNIPPETS.glob('*.rst')}
    files['index.rst'] = 'Start\n=====\n\n.. toctree::\n   :glob:\n\n   *\n'
    files['register.yaml'] = (SNIPPETS / 'register.yaml').read_text(encoding='utf-8')
    made = 0

    def counted(facts: Iterable[tuple[str, list[Node]]]) -> privacy_field_list:
        nonlocal made
        made += 1
        return ready_made(facts)

    monkeypatch.setattr(definition, 'ready_made', counted)
    both(make_project(files, privacy_register=['register.yaml'], privacy_styles=STYLES), monkeypatch, builder)
    assert made > 20


def test_many_pages_as_one(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert both(make_project({'index.rst': PAGE}), monkeypatch, 'singlehtml').warnings == []


@pytest.mark.parametrize('theme', THEMES)
def test_in_each_theme(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    if importlib.util.find_spec(theme) is None:
        pytest.skip(f'{theme} is not installed')
    assert both(make_project({'index.rst': PAGE}, html_theme=theme), monkeypatch).warnings == []


def with_code(make_project: ProjectMaker, code: str) -> Project:
    """Make a project with more in its conf.py."""
    project = make_project({'index.rst': PAGE})
    project.write({'conf.py': project.read('conf.py') + code})
    return project


TRANSLATORS: Final = {
    'another element for values': """
    def visit_paragraph(self, node):
        self.body.append('<p data-of="' + type(node.parent).__name__ + '">')
""",
    'more before labels': """
    def visit_field_name(self, node):
        self.body.append('<!-- ' + node.astext() + ' -->')
        super().visit_field_name(node)
""",
    'values twice': """
    def depart_field_body(self, node):
        self.body.append('<!-- ' + node.astext() + ' -->')
        super().depart_field_body(node)
""",
    'no labels': """
    def visit_field_name(self, node):
        raise SkipNode
""",
    'other words': """
    def visit_Text(self, node):
        self.body.append(self.encode(node.astext().upper()))
""",
}
"""Methods of a translator of some theme, by what it does."""


@pytest.mark.parametrize('methods', TRANSLATORS.values(), ids=TRANSLATORS)
def test_whatever_the_translator_does(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, methods: str
) -> None:
    code = f"""
from docutils.nodes import SkipNode
from sphinx.writers.html5 import HTML5Translator

class Translator(HTML5Translator):
{methods}

def setup(app):
    app.set_translator('html', Translator, override=True)
"""
    assert both(with_code(make_project, code), monkeypatch).warnings == []


EXTENSIONS: Final = {
    'other words': """
    for leaf in list(doctree.findall(nodes.Text)):
        leaf.parent.replace(leaf, [nodes.Text('+'), nodes.emphasis('', leaf.upper())])
""",
    'a class': """
    for link in doctree.findall(nodes.reference):
        link.parent['classes'].append('with-link')
""",
    'an id': """
    for number, link in enumerate(doctree.findall(nodes.reference)):
        link.parent['ids'].append(f'link-{number}')
""",
    'a link less': """
    for link in list(doctree.findall(nodes.reference)):
        link.parent.remove(link)
""",
}
"""What the function of an extension does with pages when all is resolved, by what comes of it."""


@pytest.mark.parametrize('body', EXTENSIONS.values(), ids=EXTENSIONS)
def test_whatever_other_extensions_do(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    code = f"""
from docutils import nodes

def change(app, doctree, docname):
{body}

def setup(app):
    app.connect('doctree-resolved', change)
"""
    project = with_code(make_project, code)
    # A label is no leaf of its own here, so it keeps its words.
    if 'findall(nodes.Text)' in body:
        page = project.clean().page('index')
        assert '<dt class="field-odd">Purpose<span class="colon">:</span></dt>' in page
        assert '+<em>TO CALL YOU</em>' in page
    else:
        both(project, monkeypatch)


def test_what_others_put_into_a_list_is_shown(make_project: ProjectMaker) -> None:
    code = """
from docutils import nodes

def change(app, doctree, docname):
    for fields in doctree.findall(nodes.field_list):
        fields.insert(1, nodes.paragraph('', 'In between.'))
        fields.append(nodes.paragraph('', 'At the end.'))
        fields.pop(0)

def setup(app):
    app.connect('doctree-resolved', change)
"""
    page = with_code(make_project, code).clean().page('index')
    assert page.count('<p>In between.</p>') == page.count('<p>At the end.</p>') == 3
    assert 'to call you' not in page
    assert 'https://phone.example' in page


class Seen(nodes.SparseNodeVisitor):
    """Notes the names of what it visits, but for text."""

    def __init__(self, document: nodes.document) -> None:
        super().__init__(document)
        self.names: list[str] = []

    def visit_field_list(self, node: nodes.Element) -> None:
        self.names.append('field_list')

    def visit_field_name(self, node: nodes.Element) -> None:
        self.names.append(node.astext())

    def visit_paragraph(self, node: nodes.Element) -> None:
        self.names.append(node.astext())


@pytest.mark.parametrize('way', ['walk', 'walkabout'])
def test_visitors_see_a_field_list(way: str) -> None:
    document = new_document('page')
    document += ready_made([('Name', [nodes.Text('Mailer')]), ('Purpose', [nodes.Text('to call')])])
    seen = Seen(document)
    getattr(document, way)(seen)
    assert seen.names == ['field_list', 'Name', 'Mailer', 'Purpose', 'to call']
    copy = document.deepcopy()
    copied = Seen(copy)
    getattr(copy, way)(copied)
    assert copied.names == seen.names
