"""What is composed on HTML pages goes when they are written, and no page and no extension misses it before."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, Any, Final

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_privacy.lifecycle import domain_of
from sphinxext_privacy.nodes import privacy_entry, privacy_overview
from tests.helpers.entries import soup_of
from tests.helpers.links import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from tests.conftest import ProjectMaker

NOTICE: Final = """\
Notice
======

.. privacy-notice:: NAME
   :updated: 2026-02-10

.. processor:: Mailer
   :style: definition
   :purpose: to send you *news*

   They keep your address.

   .. processor:: Sorter
      :style: definition
      :purpose: to sort

.. processor:: Cloud
   :style: definition
   :purpose: to keep it

Between.

.. processor-list::
   :notice: NAME
"""
NAMES: Final = ('first', 'second', 'third')
FILES: Final = {
    'index.rst': 'Start\n=====\n\n.. toctree::\n\n   first\n   second\n   third\n',
    **{f'{name}.rst': NOTICE.replace('NAME', name) for name in NAMES},
}


@pytest.fixture
def _no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    gc.collect()


def composed(doctree: nodes.document) -> list[nodes.Element]:
    """Give the lists and tables that were composed on a page."""
    return [node for node in doctree.findall(nodes.Element) if 'privacy-block' in node.get('classes', [])]


def left(references: list[weakref.ref[nodes.Node]]) -> int:
    """Count the nodes that are there, but for those that were read with a page: they hang on it as ever."""
    found = 0
    for reference in references:
        node = reference()
        while node is not None and node.parent is not None:
            node = node.parent
        # The writer of docutils keeps the columns of the last table.
        found += node is not None and not isinstance(node, (nodes.document, nodes.colspec))
    return found


@pytest.mark.usefixtures('_no_collector')
def test_it_goes_by_itself(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, list[weakref.ref[nodes.Node]]] = {}
    alive: dict[str, int] = {}
    write = StandaloneHTMLBuilder.write_doc

    def write_doc(self: StandaloneHTMLBuilder, docname: str, doctree: nodes.document) -> None:
        for name in (*known,)[:-1]:
            alive[name] = left(known[name])
        known[docname] = [weakref.ref(leaf) for block in composed(doctree) for leaf in block.findall()]
        assert docname == 'index' or len(known[docname]) > 30
        write(self, docname, doctree)

    monkeypatch.setattr(StandaloneHTMLBuilder, 'write_doc', write_doc)
    build = make_project(FILES).build()
    assert build.warnings == []
    assert alive == {'first': 0, 'index': 0}
    # The last ones go at the end.
    assert {name: left(references) for name, references in known.items()} == dict.fromkeys(known, 0)


def test_who_keeps_a_page_has_the_placeholders(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, nodes.document] = {}
    texts: dict[str, str] = {}
    handle = StandaloneHTMLBuilder.handle_page

    def handle_page(self: StandaloneHTMLBuilder, pagename: str, *arguments: Any, **named: Any) -> None:
        handle(self, pagename, *arguments, **named)
        if pagename in kept:
            texts[pagename] = kept[pagename].astext()

    write = StandaloneHTMLBuilder.write_doc

    def write_doc(self: StandaloneHTMLBuilder, docname: str, doctree: nodes.document) -> None:
        kept[docname] = doctree
        write(self, docname, doctree)

    monkeypatch.setattr(StandaloneHTMLBuilder, 'handle_page', handle_page)
    monkeypatch.setattr(StandaloneHTMLBuilder, 'write_doc', write_doc)
    build = make_project(FILES).build()
    for name in NAMES:
        assert {'Mailer', 'to sort', 'to keep it'} <= set(texts[name].splitlines())
        document = kept[name]
        assert composed(document) == []
        assert len(list(document.findall(privacy_entry))) == 4
        assert len(list(document.findall(privacy_overview))) == 1
        for node in document.findall(nodes.Element):
            assert all(child.parent is node for child in node.children)
        assert 'Between.' in document.astext()
        assert 'to sort' in build.page(name)


def test_pages_that_other_processes_write_stay_whole(make_project: ProjectMaker) -> None:
    more = {f'more-{number}.rst': NOTICE.replace('NAME', f'more-{number}') for number in range(8)}
    index = FILES['index.rst'] + ''.join(f'   more-{number}\n' for number in range(8))
    project = make_project({**FILES, **more, 'index.rst': index})
    one, two = project.clean(), project.clean(parallel=2)
    assert one.files('*.html') == two.files('*.html')


def test_a_page_that_is_looked_at_while_another_is_written(make_project: ProjectMaker) -> None:
    project = make_project(FILES)
    wanted = project.clean().files('*.html')
    project.write(
        {
            'conf.py': project.read('conf.py')
            + """
def look(app, pagename, templatename, context, doctree):
    if doctree is not None:
        for name in ('first', 'second', 'third'):
            assert 'to keep it' in app.env.get_and_resolve_doctree(name, app.builder).astext()
        assert pagename == 'index' or 'to keep it' in doctree.astext()

def setup(app):
    app.connect('html-page-context', look, priority=0)
    app.connect('html-page-context', look, priority=990)
"""
        }
    )
    build = project.clean()
    assert build.warnings == []
    assert build.files('*.html') == wanted


def test_after_a_build_nothing_is_unpacked(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    domains: list[PrivacyDomain] = []
    build = Sphinx.build

    def last(app: Sphinx, exception: Exception | None) -> None:
        domains.append(domain_of(app.env))

    def watched(self: Sphinx, *arguments: Any, **named: Any) -> None:
        self.connect('build-finished', last, priority=900)
        build(self, *arguments, **named)

    monkeypatch.setattr(Sphinx, 'build', watched)
    project = make_project(FILES)
    project.build()
    project.replace('second.rst', 'Between.', 'Between them.')
    project.build()
    assert len(domains) == 2
    for domain in domains:
        records = [domain.documents[name] for name in NAMES]
        assert [record._unpacked for record in records] == [None, None, None]
        # They are there when something asks for them, such as another extension.
        assert [len(record.entries) for record in records] == [4, 4, 4]
        assert len(domain.index.showings('processor', 'mailer')) == 3


@pytest.mark.parametrize('theme', ['furo', 'alabaster', 'pydata_sphinx_theme'])
def test_tables_in_themes_that_wrap_them(make_project: ProjectMaker, theme: str) -> None:
    """Prose of the register that needs a parser makes the page earlier, when such themes copy ids and classes."""
    pytest.importorskip(theme, reason=f'{theme} is not installed')
    files = {
        'index.rst': RST_PAGE,
        'register.yaml': 'processors: {mailer: {name: Mailer, purpose: to send *news*, country: SE}}\n',
    }
    project = make_project(files, privacy_register=['register.yaml'], html_theme=theme)
    early = project.build(fatal=True)
    assert Pages(early.out).duplicates() == []
    tables = soup_of(early).select('table.privacy-block')
    assert len(tables) == 2
    assert soup_of(early).select('.privacy-block table.privacy-block') == []
    project.replace('register.yaml', '*news*', 'news')
    late = soup_of(project.build(fatal=True)).select('table.privacy-block')
    assert [table.attrs for table in late] == [table.attrs for table in tables]


RST_PAGE: Final = """\
Notice
======

.. privacy-notice:: shop
   :updated: 2026-02-10

.. processor:: mailer
   :style: table

.. processor-list::
"""
