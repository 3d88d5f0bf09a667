"""PDFs beside HTML pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.pdf import body_of
from tests.test_pdf_builder import project_of, written

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker

pytest.importorskip('pikepdf')
pytest.importorskip('typst')


@pytest.mark.parametrize(('builder', 'prefix'), [('html', ''), ('dirhtml', '../')])
def test_pages_link_to_their_pdf(make_project: ProjectMaker, builder: str, prefix: str) -> None:
    project = project_of(make_project, privacy_publish=['pdf'])
    build = project.build(builder, fatal=True)
    assert build.warnings == []
    page = build.page('shop')
    assert f'<link rel="alternate" type="application/pdf" title="Shop notice" href="{prefix}shop.pdf" />' in page
    assert f'href="{prefix}shop.pdf">This notice as a PDF</a>' in page
    assert 'application/pdf' not in build.page('about')
    assert sorted(build.files('*.pdf')) == ['app.pdf', 'shop.pdf']
    # The same file, whichever way it is made.
    assert build.files('*.pdf') == project.build('noticepdf').files('*.pdf')


def test_a_page_links_to_the_pdf_that_begins_with_it(make_project: ProjectMaker) -> None:
    """A PDF of the whole docs is about no notice: the head of its first page names it."""
    whole = {'pages': ['index'], 'toctree': True, 'title': 'All of it', 'file': 'all'}
    project = project_of(make_project, privacy_publish=['pdf'], noticepdf_documents=['shop', whole])
    build = project.build('html', fatal=True)
    assert '<link rel="alternate" type="application/pdf" title="All of it" href="all.pdf" />' in build.page('index')
    assert 'This notice as a PDF' not in build.page('index')
    assert 'href="all.pdf"' not in build.page('about')


def test_only_what_changed_is_made_again(make_project: ProjectMaker) -> None:
    project = project_of(make_project, privacy_publish=['pdf'])
    before = project.build('html').stamps()
    assert written(before, project.build('html')) == []
    project.replace('register.yaml', 'to send', 'to deliver')
    build = project.build('html')
    assert written(before, build) == ['app.pdf']
    before = build.stamps()
    project.replace('shop.rst', 'tea', 'coffee')
    assert written(before, project.build('html')) == ['shop.pdf']


def test_pages_are_those_of_html(make_project: ProjectMaker) -> None:
    """Making PDFs changes nothing about the pages, and parts for HTML only are not in the PDF."""
    project = project_of(make_project)
    project.write({'shop.rst': project.read('shop.rst') + '\n.. only:: html\n\n   On the web only.\n'})
    plain = project.build('html', out='plain')
    project.configure(privacy_publish=['pdf'])
    build = project.build('html')
    assert build.page('about') == plain.page('about')
    assert 'On the web only.' in build.page('shop')
    assert 'On the web only.' not in body_of(build.out / 'shop.pdf')


def test_nothing_unless_asked_for(make_project: ProjectMaker) -> None:
    build = project_of(make_project).build('html')
    assert build.files('*.pdf') == {}
    assert 'application/pdf' not in build.page('shop')
    text = project_of(make_project, privacy_publish=['pdf']).build('text')
    assert text.files('*.pdf') == {}
