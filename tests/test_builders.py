"""Every builder of Sphinx: no warning, no link that leads nowhere, nothing of ours left over."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from sphinxext_privacy.assets import STYLE_SHEET
from sphinxext_privacy.model.fields import STYLES
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.nodes import privacy_entry, privacy_part
from tests.helpers.links import Pages, latex_labels, latex_links
from tests.helpers.project import Project
from tests.helpers.rich import LINKS, SETTINGS, STYLE_PAGES, VENDOR_PAGES, rich_files
from tests.helpers.visits import visited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build
    from tests.helpers.visits import Visits

PAGES = ('html', 'dirhtml', 'singlehtml', 'epub')
BUILDERS = (*PAGES, 'latex', 'text', 'man', 'texinfo', 'xml', 'pseudoxml', 'gettext', 'dummy', 'changes')


class Rich:
    """The project that uses everything, built once with each builder."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder, rich_files(), SETTINGS)
        self.builds: dict[str, Build] = {}

    def build(self, builder: str) -> Build:
        """Give what *builder* made; a warning is an error."""
        if builder not in self.builds:
            self.builds[builder] = self.project.build(builder, fatal=True, keep=True)
        return self.builds[builder]


@pytest.fixture(scope='module')
def rich(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    return Rich(tmp_path_factory.mktemp('rich'))


def text_of(build: Build) -> str:
    """Give all that was written, as far as it is text."""
    texts = [data.decode('utf-8', 'replace') for name, data in build.files().items() if not name.endswith('.epub')]
    for path in build.out.glob('*.epub'):
        with zipfile.ZipFile(path) as archive:
            texts += [archive.read(name).decode('utf-8', 'replace') for name in archive.namelist()]
    return '\n'.join(texts)


def plain(text: str) -> str:
    """Take out what LaTeX and line breaks put into words."""
    return ' '.join(text.replace(r'\sphinxhyphen{}', '-').split())


@pytest.mark.parametrize('builder', BUILDERS)
def test_no_warning_and_nothing_left_over(rich: Rich, builder: str) -> None:
    build = rich.build(builder)
    assert build.warnings == []
    assert build.exit == 0
    # Nothing is said to have changed in some version.
    assert build.files() or builder in {'dummy', 'changes'}
    written = text_of(build)
    for name in ('privacy_entry', 'privacy_part', 'privacy-part', 'translated_messages'):
        assert name not in written
    # The catalogues are made of the placeholders themselves, and "changes" resolves nothing.
    if builder not in {'gettext', 'changes'}:
        assert build.after
        for document in build.after.values():
            assert not list(document.findall(privacy_entry))
            assert not list(document.findall(privacy_part))


@pytest.mark.parametrize('builder', PAGES)
def test_ids_and_links(rich: Rich, builder: str) -> None:
    build = rich.build(builder)
    pages = Pages(build.out)
    assert pages.duplicates() == []
    assert pages.broken() == []
    ours = {fragment for _, _, fragment in pages.inner() if fragment.startswith('privacy-')}
    assert {ident.split('-in-')[0] for ident in ours} >= {
        'privacy-notice-main',
        'privacy-controller-acme',
        'privacy-data-email',
        'privacy-purpose-hosting',
        'privacy-processor-cloud',
        'privacy-cookie-session',
        'privacy-right-access',
    }


@pytest.mark.parametrize('builder', ['html', 'latex', 'text'])
def test_everything_is_shown(rich: Rich, builder: str) -> None:
    """Each entry in each style has its words in the output; a hidden one has not, but a place to link to."""
    build = rich.build(builder)
    written = text_of(build)
    for kind in KINDS.values():
        if kind.name not in {'notice', 'statement', 'change'}:
            assert f'Full {kind.name}' in written
    for page in VENDOR_PAGES:
        assert f'to serve {page}' in plain(written)
    if builder == 'html':
        hidden = build.page('styles/hidden')
        assert 'id="privacy-processor-cloud"' in hidden
        assert 'Full processor' not in hidden
        assert f'href="../_static/{STYLE_SHEET}' in build.page('styles/table')
        assert STYLE_SHEET not in build.page('plain')
        for style in set(STYLES) - {'hidden'}:
            assert f'privacy-block-{style}' in build.page(f'styles/{style}')


def test_an_entry_stands_once_in_each_page_that_shows_it(rich: Rich) -> None:
    """A page with the same entry several times has an id for each; singlehtml has one for each page too."""
    html = rich.build('html')
    assert html.page('nested').count('id="privacy-processor-cloud') == 3
    single = rich.build('singlehtml').page('index')
    for page in VENDOR_PAGES:
        assert single.count(f'id="privacy-processor-cloud-in-{page}"') == 1


def test_documents_whose_names_differ_in_a_slash_stay_apart(make_project: ProjectMaker) -> None:
    page = 'Page\n====\n\n.. processor:: Vendor\n'
    index = 'Home\n====\n\n.. toctree::\n\n   a/b\n   a-b\n'
    project = make_project({'index.rst': index, 'a/b.rst': page, 'a-b.rst': page})
    ids = Pages(project.build('singlehtml').out).ids['index.html']
    assert {ident for ident in ids if ident.startswith('privacy-')} == {
        'privacy-processor-vendor-in-a--b',
        'privacy-processor-vendor-in-a-b',
    }


# -- LaTeX ---------------------------------------------------------------------------------------------------


def test_latex_links_have_labels(rich: Rich) -> None:
    build = rich.build('latex')
    source = build.text('example.tex')
    labels = latex_labels(source)
    assert [label for label, number in labels.items() if number > 1] == []
    links = latex_links(source)
    assert links - labels.keys() == set()
    for page in (*VENDOR_PAGES, 'main', 'nested', *STYLE_PAGES):
        assert f'{page}:privacy-processor-cloud' in labels
    assert 'main:privacy-data-email' in links


# -- linkcheck -----------------------------------------------------------------------------------------------


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visits]:
    monkeypatch.setenv('NO_PROXY', '127.0.0.1')
    with visited() as server:
        yield server


def test_linkcheck_visits_every_agreement_and_policy(make_project: ProjectMaker, visits: Visits) -> None:
    project = make_project(rich_files(visits.base), **SETTINGS)
    build = project.build('linkcheck', fatal=True)
    assert build.warnings == []
    assert build.exit == 0
    assert set(LINKS) - visits.paths == set()
    results = [json.loads(line) for line in build.text('output.json').splitlines()]
    assert {result['status'] for result in results if result['uri'].startswith('http')} == {'working'}


def test_linkcheck_tells_where_a_broken_link_stands(make_project: ProjectMaker, visits: Visits) -> None:
    policy = f'Policy <{visits.base}/gone>'
    files = {
        'index.rst': f'Page\n====\n\nWords.\n\n.. processor:: Vendor\n   :policy: {policy}\n',
    }
    project = make_project(files)
    build = project.build('linkcheck')
    assert build.exit == 1
    assert '/gone' in visits.paths
    results = [json.loads(line) for line in build.text('output.json').splitlines()]
    broken = [result for result in results if result['status'] == 'broken']
    assert [(result['filename'], result['lineno']) for result in broken] == [('index.rst', 6)]
