"""Entries that are shown, or linked to, where nobody expects them: beside what is written, and on pages of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers.links import Pages, latex_labels, latex_links
from tests.helpers.markup import Markup

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker

RST = Markup('rst')
D = RST.directive
DATED = {'updated': '2026-01-01'}


@pytest.mark.each_sphinx
@pytest.mark.parametrize('builder', ['latex', 'texinfo', 'man', 'text', 'singlehtml', 'noticepdf'])
def test_entries_on_pages_that_are_not_written(make_project: ProjectMaker, builder: str) -> None:
    """A LaTeX document has no orphans: what stands there has its name in an overview, and no link."""
    orphan = RST.page('Alone', D('privacy-notice', 'alone', DATED), D('processor', 'Harbor', {'data': 'name'}))
    page = RST.page(
        'Page',
        D('privacy-notice', 'shop', DATED),
        D('processor', 'Acme', {'data': 'alone/name', 'style': 'card'}),
        D('processor-list', '', {'notice': '*'}),
        'See :privacy:processor:`alone/harbor`.',
    )
    data = D('collected-data', 'Name', {'id': 'name'})
    files = {'index.rst': page, 'alone.rst': f':orphan:\n\n{orphan}\n{data}\n'}
    rules = {'X-REF': 'off', 'X-SHARED': 'off', 'X-ORPHAN': 'off'}
    build = make_project(files, privacy_rules=rules, html_baseurl='https://shop.example/').build(builder)
    assert build.exit == 0
    assert build.warnings == []
    if builder == 'latex':
        source = (build.out / 'example.tex').read_text(encoding='utf-8')
        assert 'Harbor' in source
        assert latex_links(source) <= set(latex_labels(source))


@pytest.mark.parametrize('named', [True, False])
def test_a_default_controller_and_a_parent_that_is_not_there(make_project: ProjectMaker, *, named: bool) -> None:
    """Whether the settings name it as one of another project or not."""
    parents = {} if not named else {'gone': ('https://org.example/', 'missing.json')}
    project = make_project(
        {
            'index.rst': RST.page('Page', D('privacy-notice', 'shop', {**DATED, 'addendum-to': 'gone'})),
            'register.yaml': 'controllers: {acme: {name: Acme}}\n',
        },
        privacy_controller='acme',
        privacy_register=['register.yaml'],
        privacy_publish=['json'],
        privacy_parents=parents,
    )
    for builder in ('html', 'privacy'):
        build = project.build(builder)
        assert build.exit == 0
        assert {warned.subtype for warned in build.warned} == {'parent' if named else 'x-ref'}
    notices = json.loads((build.out / 'privacy.json').read_text(encoding='utf-8'))['notices']
    assert [item['id'] for item in notices[0]['resolved']['controllers']] == ['acme']


@pytest.mark.each_sphinx
@pytest.mark.parametrize('builder', ['json', 'pickle'])
@pytest.mark.parametrize('language', ['en', 'de'])
def test_pages_as_data(make_project: ProjectMaker, builder: str, language: str) -> None:
    page = RST.page('Page', D('privacy-notice', 'shop', DATED), D('processor', 'Acme', {'purpose': 'to host'}))
    build = make_project({'index.rst': page}).build(builder, language=language, fatal=True)
    if builder == 'json':
        index = json.loads((build.out / 'privacy-processors.fjson').read_text(encoding='utf-8'))
        words = {
            'en': 'Index of recipients of personal data',
            'de': 'Verzeichnis der Empfänger personenbezogener Daten',
        }
        assert index['indextitle'] == words[language]
        assert 'to host' in json.loads((build.out / 'index.fjson').read_text(encoding='utf-8'))['body']


@pytest.mark.parametrize('builder', ['html', 'singlehtml', 'latex', 'man', 'text', 'epub'])
def test_entries_in_a_list_of_todos(make_project: ProjectMaker, builder: str) -> None:
    """It shows them in documents of its own, without the settings of any parser, on another page than theirs."""
    todo = '.. todo:: Check this.\n\n   .. processor:: harbor\n      :data: name\n      :style: card\n'
    project = make_project(
        {
            'index.rst': RST.page('Home', RST.toctree('all', 'deep/one', 'two')),
            # Written before the page of the entry: Sphinx takes the nodes of that page, as they are then.
            'all.rst': RST.page('All', '.. todolist::\n'),
            'deep/one.rst': RST.page('One', D('privacy-notice', 'shop', DATED), todo),
            'two.rst': RST.page('Two', D('collected-data', 'Name', {'id': 'name', 'notice': 'shop'})),
            'register.yaml': 'processors: {harbor: {name: Harbor, purpose: to keep *the site* up}}\n',
        },
        extensions=['sphinxext_privacy', 'sphinx.ext.todo'],
        todo_include_todos=True,
        privacy_register=['register.yaml'],
        version='1',
        copyright='2026',
    )
    build = project.build(builder)
    assert build.exit == 0
    assert [warned for warned in build.warned if warned.type == 'privacy'] == []
    if builder == 'html':
        assert Pages(build.out).broken() == []
        assert '<em>the site</em>' in build.page('all')
