"""Data beside HTML pages: the files, what the heads of pages say of them, and what later builds do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from bs4 import BeautifulSoup

from sphinxext_privacy.exports.forms import PUBLISHED, form_named
from sphinxext_privacy.files import WrittenFiles
from tests.helpers.markup import RST

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxext_privacy.exports.form import Publication
    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project

d = RST.directive
OURS: Final = ('**/*.html', 'privacy.json*', 'tilt/*')
REGISTER: Final = """\
controllers:
  acme:
    name: Acme
    address: 1 Long Street, Berlin
    country: DE
    email: privacy@acme.example
processors:
  mailer:
    name: Mailer
    country: US
"""


def files_of() -> dict[str, str]:
    return {
        'index.rst': RST.page('Home', RST.toctree('legal/shop', 'legal/more', 'app', 'about')),
        'legal/shop.rst': RST.page(
            'Shop "&" </script> notice',
            d('privacy-notice', 'shop', {'updated': '2026-02-10'}),
            d('processor', 'mailer'),
        ),
        'legal/more.rst': RST.page('More', d('processor', 'Cloud', {'notice': 'shop'})),
        'app.rst': RST.page('App notice', d('privacy-notice', 'app', {'updated': '2026-02-10', 'addendum-to': 'shop'})),
        'about.rst': RST.page('About', 'Words.'),
        'register.yaml': REGISTER,
    }


def project_of(make_project: ProjectMaker, *forms: str, **settings: Any) -> Project:
    found = {'privacy_register': ['register.yaml'], 'privacy_controller': 'acme', 'privacy_publish': list(forms)}
    return make_project(files_of(), **{**found, **settings})


SETTINGS: Final[dict[str, Any]] = {
    'privacy_register': ['register.yaml'], 'privacy_controller': 'acme', 'privacy_publish': ['json', 'tilt']
}  # fmt: skip


def publication(name: str) -> Publication:
    found = form_named(name).publication
    assert found is not None
    return found


EMBEDDED: Final = [name for name in PUBLISHED if publication(name).embedded is not None]


def alternates(build: Build, docname: str) -> list[tuple[str, str, str]]:
    """Give type, title and address of what the head of a page names."""
    head = BeautifulSoup(build.page(docname), 'lxml').head
    assert head is not None
    return [
        (str(link['type']), str(link['title']), str(link['href'])) for link in head.select('link[rel=alternate][type]')
    ]


def scripts(build: Build, docname: str, media_type: str) -> list[Any]:
    page = BeautifulSoup(build.page(docname), 'lxml')
    return [json.loads(script.get_text()) for script in page.find_all('script', type=media_type)]


def data_files(build: Build) -> dict[str, bytes]:
    return build.files('privacy.json*', 'tilt/*')


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
@pytest.mark.parametrize('name', PUBLISHED)
def test_files_are_written_and_named(make_project: ProjectMaker, name: str, builder: str) -> None:
    project = project_of(make_project, name)
    build = project.build(builder, fatal=True)
    written = {publication(name).file_of(notice) for notice in ('shop', 'app')}
    assert data_files(build).keys() == written
    media_type = publication(name).media_type
    title = publication(name).title.format(notice='Shop “&” </script> notice')
    to_root = {'html': '', 'dirhtml': '../'}[builder]
    expected = [(media_type, title, f'../{to_root}{publication(name).file_of("shop")}')]
    assert alternates(build, 'legal/shop') == alternates(build, 'legal/more') == expected
    title = publication(name).title.format(notice='App notice')
    assert alternates(build, 'app') == [(media_type, title, f'{to_root}{publication(name).file_of("app")}')]
    assert alternates(build, 'about') == []
    assert alternates(build, 'index') == []


def test_they_are_those_of_the_builder_privacy(make_project: ProjectMaker) -> None:
    project = project_of(make_project, *PUBLISHED)
    there = project.build('privacy', fatal=True).files()
    published = data_files(project.build('html', fatal=True))
    assert published == {name: there[name] for name in published}
    assert len(published) >= len(PUBLISHED)


@pytest.mark.parametrize('base', ['', 'https://docs.example/en'])
@pytest.mark.parametrize('name', EMBEDDED)
def test_pages_hold_data_of_the_notices_that_begin_there(make_project: ProjectMaker, name: str, base: str) -> None:
    project = project_of(make_project, name, html_baseurl=base)
    build = project.build(fatal=True)
    media_type = publication(name).media_type
    for docname, other in (('legal/shop', 'App notice'), ('app', 'Shop "&" </script> notice')):
        (data,) = scripts(build, docname, media_type)
        assert other not in json.dumps(data, ensure_ascii=False).replace('\\"', '"')
        assert data['@context'].get('@base') == (None if base else '../' if '/' in docname else './')
    assert scripts(build, 'legal/more', media_type) == []
    assert '</script> notice' not in build.page('legal/shop').partition('<title>')[0]


@pytest.mark.parametrize('base', ['https://[::1', 'javascript:alert(1)', '/en/', 'https://a.example/"><b>'])
def test_an_address_of_the_site_that_is_none(make_project: ProjectMaker, base: str) -> None:
    """It is as if nothing was stated."""
    files = data_files(project_of(make_project, *PUBLISHED, html_baseurl='').build(fatal=True))
    project = project_of(make_project, *PUBLISHED, html_baseurl=base)
    assert data_files(project.build(fatal=True)) == files
    there = project.build('privacy', fatal=True).files()
    assert files == {name: there[name] for name in files}


@pytest.mark.parametrize('builder', ['singlehtml', 'epub', 'text'])
def test_other_builders_publish_nothing(make_project: ProjectMaker, builder: str) -> None:
    build = project_of(make_project, *PUBLISHED).build(builder)
    assert data_files(build) == {}


def test_what_cannot_be_published_is_told(make_project: ProjectMaker) -> None:
    """It is no mistake, so that there is no warning."""
    said = 'privacy_publish: no tilt for app, shop, as facts that it needs are not stated'
    lacking = make_project(files_of() | {'register.yaml': 'controllers:\n  acme: {name: Acme}\n'}, **SETTINGS).build()
    assert said in lacking.status
    assert lacking.warnings == []
    assert not (lacking.out / 'tilt').exists()
    assert 'privacy_publish: no' not in make_project(files_of(), **SETTINGS).build().status


def test_a_fact_changes_and_comes_again(make_project: ProjectMaker) -> None:
    project = project_of(make_project, *PUBLISHED)
    first = project.build(fatal=True)
    data, files = data_files(first).keys(), first.files(*OURS)
    stamps = first.stamps()
    again = project.build(fatal=True)
    assert again.written == ()
    assert {name: again.stamps()[name] for name in data} == {name: stamps[name] for name in data}
    project.replace('register.yaml', 'country: US', 'country: CA')
    changed = project.build(fatal=True)
    assert changed.read == ()
    assert b'"US"' not in data_files(changed)['privacy.json']
    clean = project.clean(fatal=True)
    assert changed.files(*OURS) == clean.files(*OURS)
    project.replace('register.yaml', 'country: CA', 'country: US')
    assert project.build(fatal=True).files(*OURS) == files


def test_parallel_is_serial(make_project: ProjectMaker) -> None:
    project = project_of(make_project, *PUBLISHED)
    serial, parallel = project.build(fatal=True), project.build(out='two', parallel=2, fatal=True)
    assert serial.files(*OURS) == parallel.files(*OURS)


@pytest.mark.parametrize('forms', [[], ['feed']])
def test_what_is_no_longer_wanted_goes(make_project: ProjectMaker, forms: list[str]) -> None:
    project = project_of(make_project, *PUBLISHED)
    build = project.build(fatal=True)
    (build.out / 'tilt').mkdir(exist_ok=True)
    (build.out / 'tilt' / 'other.json').write_text('{}', encoding='utf-8')
    project.configure(privacy_publish=forms)
    build = project.build(fatal=True)
    assert data_files(build) == {'tilt/other.json': b'{}'}
    assert alternates(build, 'app') == []
    assert 'application/ld+json' not in build.page('app')
    # What stands there later is not ours.
    (build.out / 'privacy.json').write_text('{}', encoding='utf-8')
    assert project.build(fatal=True).files('privacy.json') == {'privacy.json': b'{}'}


def test_a_notice_that_is_no_more(make_project: ProjectMaker) -> None:
    project = project_of(make_project, *PUBLISHED)
    project.build(fatal=True)
    project.remove('app.rst')
    project.replace('index.rst', '   app\n', '')
    build = project.build(fatal=True)
    assert 'tilt/app.json' not in data_files(build)
    assert data_files(build) == data_files(project.clean(fatal=True))


def test_a_new_file_has_the_place_of_an_old_one(tmp_path: Path) -> None:
    """So it is too where ``Shop.json`` and ``shop.json`` are one file."""
    written = WrittenFiles(tmp_path / 'note', tmp_path / 'out')
    written.replace({'shop': b'1', 'other': b'2'})
    written.replace({'shop/new': b'3'})
    assert written.paths() == ['shop/new']
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob('*')) if path.is_file()] == [
        'note',
        'out/shop/new',
    ]


def test_notes_that_cannot_be_read_are_no_notes(make_project: ProjectMaker) -> None:
    project = project_of(make_project, *PUBLISHED)
    build = project.build(fatal=True)
    for path in (project.folder / 'doctrees').rglob('*.published'):
        path.write_text('["no', encoding='utf-8')
    project.configure(privacy_publish=[])
    assert data_files(project.build(fatal=True)) == data_files(build)
