"""What is built step by step is what is built at once, byte for byte; and nothing more is done than must be."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.helpers.family import SETTINGS as FAMILY_SETTINGS
from tests.helpers.family import asked, family_files
from tests.helpers.incremental import assert_clean, vendor_files
from tests.helpers.markup import MARKUPS, Markup

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Project


def pages(markup: Markup) -> dict[str, str]:
    """Give a small project: a notice, one that adds to it, and a page that only refers to them."""
    d = markup.directive
    return {
        'register.yaml': 'processors:\n  cloud:\n    name: Cloud\n    policy: https://cloud.example/policy\n',
        'index.rst': 'Home\n====\n\n.. toctree::\n   :hidden:\n   :glob:\n\n   *\n',
        f'first{markup.suffix}': markup.page(
            'First',
            d('privacy-notice', 'first', {'updated': '2026-02-10'}),
            d('processor', 'cloud'),
            d('collected-data', '', {}, markup.bullets(['Shoe size'])),
        ),
        f'second{markup.suffix}': markup.page(
            'Second',
            d('privacy-notice', 'second', {'updated': '2026-02-11', 'addendum-to': 'first'}),
            d('processor', 'Other', {'data': 'shoe-size', 'style': 'table'}),
        ),
        f'refers{markup.suffix}': markup.page(
            'Refers',
            f'{markup.role("privacy:data", "shoe-size")}, {markup.role("privacy:processor", "cloud")}, '
            f'{markup.role("privacy:updated", "first")}, {markup.role("any", "other")}.',
        ),
        f'plain{markup.suffix}': markup.page('Plain', 'Nothing of ours.'),
    }


@pytest.fixture(params=MARKUPS)
def markup(request: pytest.FixtureRequest) -> Markup:
    name: MarkupName = request.param
    return Markup(name)


@pytest.fixture
def small(make_project: ProjectMaker, markup: Markup) -> Project:
    return make_project(pages(markup), bare=True, privacy_register=['register.yaml'])


def test_an_object_that_moves(small: Project, markup: Markup) -> None:
    """Those who refer to it are written again, though Sphinx itself does not see to that."""
    small.build()
    small.rename(f'first{markup.suffix}', f'moved{markup.suffix}')
    build = small.build()
    assert 'href="moved.html#privacy-data-shoe-size"' in build.page('refers')
    assert 'href="moved.html#privacy-data-shoe-size"' in build.page('second')
    assert_clean(small, build)


def test_an_object_that_is_removed(small: Project, markup: Markup) -> None:
    small.build()
    small.replace(f'first{markup.suffix}', 'Shoe size', 'Hat size')
    build = small.build()
    assert 'refers' in build.written
    assert ('privacy', 'shoe-size') not in {(warned.type, warned.message) for warned in build.warned}
    assert [warned.subtype for warned in build.warned if warned.location.startswith('refers')] == ['data']
    assert_clean(small, build)


def test_prose_of_the_register_that_refers_to_what_moves(small: Project, markup: Markup) -> None:
    """No page states that reference, but one that shows the prose has to follow."""
    role = markup.role('privacy:processor', 'other')
    small.replace('register.yaml', 'name: Cloud', f'name: Cloud\n    purpose: "beside {role}"')
    assert 'href="second.html#privacy-processor-other"' in small.build().page('first')
    small.rename(f'second{markup.suffix}', f'moved{markup.suffix}')
    build = small.build()
    assert 'href="moved.html#privacy-processor-other"' in build.page('first')
    assert_clean(small, build)


@pytest.mark.parametrize('where', ['page', 'register'])
def test_a_document_that_a_fact_links_to(make_project: ProjectMaker, where: str) -> None:
    """A document that is of no other interest: its title is shown, and it may come and go."""
    facts = '   :policy: policy.rst\n' if where == 'page' else ''
    register = 'processors:\n  cloud:\n    name: Cloud\n' + ('    policy: policy.rst\n' if where == 'register' else '')
    files = {
        'register.yaml': register,
        'index.rst': 'Home\n====\n\n.. toctree::\n   :glob:\n   :hidden:\n\n   *\n',
        'notice.rst': f'Notice\n======\n\n.. processor:: cloud\n   :style: definition\n{facts}',
        'policy.rst': 'First title\n===========\n',
    }
    project = make_project(files, bare=True, privacy_register=['register.yaml'])
    assert 'First title' in project.build().page('notice')
    project.write({'policy.rst': 'Second title\n============\n'})
    build = project.build()
    assert build.read == ('policy',)
    assert 'Second title' in build.page('notice')
    project.remove('policy.rst')
    build = project.build()
    assert 'Second title' not in build.page('notice')
    assert [warned.subtype for warned in build.warned] == ['url']
    assert_clean(project, build)
    project.write({'policy.rst': 'Third title\n===========\n'})
    build = project.build()
    assert 'Third title' in build.page('notice')
    assert_clean(project, build)
    assert project.build().written == ()


def test_a_page_that_is_deleted(small: Project, markup: Markup) -> None:
    """Also where nothing else changes: the index and the inventory forget it, and the next build has nothing to do."""
    small.build()
    small.remove(f'second{markup.suffix}')
    build = small.build()
    assert 'second.html' not in build.page('privacy-processors')
    assert_clean(small, build)
    assert small.build().counts == '0 added, 0 changed, 0 removed'


def test_a_page_that_is_deleted_and_leaves_no_trace(make_project: ProjectMaker) -> None:
    """No other page names it, nor any table of contents."""
    files = {
        'index.rst': 'Home\n====\n\n.. processor:: One\n',
        'gone.rst': ':orphan:\n\nGone\n====\n\n.. processor:: Two\n',
    }
    project = make_project(files, bare=True)
    project.build()
    project.remove('gone.rst')
    build = project.build()
    assert build.counts == '0 added, 0 changed, 1 removed'
    assert_clean(project, build)
    again = project.build()
    assert again.counts == '0 added, 0 changed, 0 removed'
    assert again.written == ()


def test_a_register_that_comes_goes_and_breaks(small: Project) -> None:
    register = small.read('register.yaml')
    small.build()
    for text in ('processors: [', register.replace('Cloud', 'Cumulus'), None, register, 'other: {}\n', register):
        if text is None:
            small.remove('register.yaml')
        else:
            small.write({'register.yaml': text})
        build = small.build()
        assert build.read == ()
        assert_clean(small, build)
        clean = small.clean()
        assert [w for w in build.warnings if 'register.yaml' in w] == [
            w for w in clean.warnings if 'register.yaml' in w
        ]


@pytest.mark.parametrize(
    ('name', 'value', 'shows'),
    [
        ('privacy_styles', {'collected-data': 'table'}, 'privacy-block-table'),
        ('privacy_processor_terms', 'Their {policy} holds.', '>privacy policy</a> holds.'),
        ('privacy_date_format', '%d.%m.%Y', '10.02.2026'),
        ('privacy_register', [], '>cloud'),
    ],
)
def test_a_setting_that_changes(small: Project, name: str, value: object, shows: str) -> None:
    """No page is read again for it."""
    assert shows not in small.build().page('first')
    small.configure(**{name: value})
    build = small.build()
    assert build.read == ()
    assert shows in build.page('first')
    assert 'plain' not in build.written
    assert_clean(small, build)


def test_the_controller_that_changes(make_project: ProjectMaker) -> None:
    register = (
        'controllers:\n  one: {name: First Corp}\n  two: {name: Second Corp}\n'
        'processors:\n  cloud: {name: Cloud, agreement: "Terms <https://cloud.example>"}\n'
    )
    files = {'register.yaml': register, 'index.rst': 'Page\n====\n\n.. processor:: cloud\n'}
    project = make_project(files, bare=True, privacy_register=['register.yaml'], privacy_controller='one')
    assert 'between Cloud and First Corp' in project.build().page('index')
    project.configure(privacy_controller='two')
    build = project.build()
    assert build.read == ()
    assert 'between Cloud and Second Corp' in build.page('index')
    assert_clean(project, build)


def test_a_date_that_git_gives(make_project: ProjectMaker) -> None:
    """It changes with a commit, and no page does: those that show it are written."""
    files = {
        'index.rst': 'Home\n====\n\n.. toctree::\n\n   notice\n   refers\n   plain\n',
        'notice.rst': 'Notice\n======\n\n.. privacy-notice:: dated\n',
        'refers.rst': 'Refers\n======\n\nAs of :privacy:updated:`dated`.\n',
        'plain.rst': 'Plain\n=====\n\nWords.\n',
    }
    project = make_project(files, bare=True)
    git(project, 'init', '--quiet')
    commit(project, '2026-02-10')
    first = project.build()
    assert first.warnings == []
    assert 'February 10, 2026' in first.page('notice')
    assert project.build().written == ()
    project.replace('notice.rst', 'Notice\n======', 'A notice\n========')
    commit(project, '2026-03-11')
    again = project.build()
    assert again.read == ('notice',)
    assert 'March 11, 2026' in again.page('refers')
    # What was committed before is committed once more, under another date.
    git(project, 'commit', '--quiet', '--amend', '--no-edit', day='2026-04-12')
    build = project.build()
    assert build.read == ()
    assert build.written == ('index', 'notice', 'refers')
    assert 'April 12, 2026' in build.page('notice')
    assert_clean(project, build)


def commit(project: Project, day: str) -> None:
    git(project, 'add', '--all')
    git(project, 'commit', '--quiet', '--message', 'Words', day=day)


def git(project: Project, *arguments: str, day: str = '2026-01-01') -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith('GIT_')}
    environment |= {
        'GIT_CONFIG_GLOBAL': os.devnull,
        'GIT_CONFIG_SYSTEM': os.devnull,
        'GIT_AUTHOR_DATE': f'{day}T12:00:00+00:00',
        'GIT_COMMITTER_DATE': f'{day}T12:00:00+00:00',
        'GIT_AUTHOR_NAME': 'A',
        'GIT_AUTHOR_EMAIL': 'a@acme.example',
        'GIT_COMMITTER_NAME': 'C',
        'GIT_COMMITTER_EMAIL': 'c@acme.example',
    }
    subprocess.run(['git', *arguments], cwd=project.source, env=environment, check=True, capture_output=True)


def test_entries_in_an_included_file(make_project: ProjectMaker, markup: Markup) -> None:
    """A file that two notices include: its entries belong to both, and an edit of it reaches both."""
    files = {'index.rst': 'Home\n====\n\n.. toctree::\n   :glob:\n\n   notice-*\n'}
    for name in ('notice-a', 'notice-b'):
        notice = markup.directive('privacy-notice', name, {'updated': '2026-02-10'})
        files[f'{name}{markup.suffix}'] = markup.page(name, notice, markup.directive('include', 'shared.txt'))
    files['shared.txt'] = markup.directive('processor', 'Shared vendor', {'policy': 'https://shared.example/one'})
    project = make_project(files, bare=True)
    first = project.build()
    assert first.warnings == []
    project.replace('shared.txt', 'shared.example/one', 'shared.example/two')
    build = project.build()
    assert build.read == ('notice-a', 'notice-b')
    assert all('shared.example/two' in build.page(name) for name in ('notice-a', 'notice-b'))
    assert_clean(project, build)


def test_builders_that_share_their_environment(small: Project, markup: Markup) -> None:
    """Each knows for itself what it has written: with one memory for both, the second would see no change."""
    for builder in ('html', 'text'):
        small.build(builder, doctrees='shared')
    small.replace('register.yaml', 'cloud.example/policy', 'cloud.example/changed')
    small.replace(f'first{markup.suffix}', 'Shoe size', 'Shoe size {#other-size}')
    for builder in ('html', 'text', 'html', 'text'):
        assert_clean(small, small.build(builder, doctrees='shared'))
    small.write({'register.yaml': 'processors: {}\n'})
    for builder in ('text', 'html'):
        assert_clean(small, small.build(builder, doctrees='shared'))


def test_a_build_that_was_broken_off(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it should have written is written by the next one."""
    project = make_project(vendor_files(), bare=True, privacy_register=['register.yaml'], privacy_controller='acme')
    project.build()
    project.replace('register.yaml', 'cloud.example/agreement', 'cloud.example/changed')
    with monkeypatch.context() as patched:
        patched.setattr('sphinx.builders.html.StandaloneHTMLBuilder.handle_page', stop)
        with pytest.raises(ValueError, match='broken off'):
            project.build()
    build = project.build()
    assert 'cloud.example/changed' in build.page('vendor-1')
    assert_clean(project, build)
    assert project.build().written == ()


def stop(*args: object, **options: object) -> None:
    raise ValueError('broken off')


def test_warnings_of_the_register_come_each_time(small: Project) -> None:
    small.write({'register.yaml': 'processors:\n  cloud: {colour: blue}\n'})
    first = [warned.location for warned in small.build().warned]
    assert first == ['register.yaml:2:11']
    assert [warned.location for warned in small.build().warned] == first


@pytest.mark.myst
@pytest.mark.parametrize(
    ('old', 'new', 'shows'),
    [
        ('*of their own*', '**of their own**', '<strong>of their own</strong>'),
        ('harbor.example/records', 'harbor.example/notes', 'href="https://harbor.example/notes"'),
        ('They keep', 'They hold', 'They hold'),
        ('# Privacy at Meadow', '# Privacy of Meadow', '>Privacy of Meadow<'),
        ('We moved to Harbor Cloud.', 'We moved to {privacy:processor}`pigeon`.', 'We moved to <a class'),
    ],
)
def test_what_a_whole_notice_shows_of_other_pages(make_project: ProjectMaker, old: str, new: str, shows: str) -> None:
    """The markup of bodies, where their links lead, and the titles of parents."""
    project = make_project(
        {
            **family_files(asked(('privacy-whole-notice', {'notice': 'shop'}))),
            'shop.md': family_files()['shop.md'].replace(':data: ip-address, payment\n', ''),
        },
        bare=True,
        **FAMILY_SETTINGS,
    )
    assert shows not in project.build().page('overviews')
    project.replace('meadow.md', old, new)
    build = project.build()
    assert build.read == ('meadow',)
    assert shows in build.page('overviews')
    assert_clean(project, build)


@pytest.mark.myst
def test_a_document_that_the_body_of_an_entry_links_to(make_project: ProjectMaker) -> None:
    """A whole notice on another page shows its title, and is no page that Sphinx would think of."""
    project = make_project(
        {
            **family_files(asked(('privacy-whole-notice', {'notice': 'shop'}))),
            'help.md': '# First title\n',
        },
        bare=True,
        **FAMILY_SETTINGS,
    )
    project.replace('shop.md', 'Abacus Pay takes all payments.', 'See {doc}`help`.')
    assert 'First title' in project.build().page('overviews')
    project.replace('help.md', 'First title', 'Second title')
    build = project.build()
    assert 'Second title' in build.page('overviews')
    assert 'First title' not in build.page('overviews')
    assert_clean(project, build)
