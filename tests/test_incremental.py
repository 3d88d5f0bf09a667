"""What is built step by step is what is built at once, byte for byte; and nothing more is done than must be."""

from __future__ import annotations

import os
import subprocess
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
import sphinx
from sphinx.errors import ExtensionError

from sphinxext_privacy.assets import STYLE_SHEET
from sphinxext_privacy.domain.privacy import PrivacyDomain
from sphinxext_privacy.domain.records import DocumentRecord
from sphinxext_privacy.rules.judge import Judging
from tests.helpers.edits import FACTS_OF_REGISTER, Editor
from tests.helpers.family import SETTINGS as FAMILY_SETTINGS
from tests.helpers.family import asked, family_files
from tests.helpers.markup import MARKUPS, Markup
from tests.helpers.rich import SETTINGS, VENDOR_PAGES, rich_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from sphinxext_privacy.rules.judge import Judged, Verdict
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.rule import Rule
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Build, Project

COMPARED: Final = {
    # Indices of ours and of Sphinx, and pages; what is left of removed pages, Sphinx leaves.
    'html': ('**/*.html', 'objects.inv', f'_static/{STYLE_SHEET}'),
    'text': ('**/*.txt',),
}
STEPS: Final = 9


def differences(incremental: Build, clean: Build) -> list[str]:
    """Give the files of the clean build that differ in the other."""
    patterns = COMPARED[clean.builder]
    built = incremental.files(*patterns)
    return [name for name, data in clean.files(*patterns).items() if built.get(name) != data]


# -- incremental = clean -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('builders', 'seed'),
    [(builders, seed) for builders in ('html', 'text', 'html+text') for seed in range(3 if builders != 'text' else 1)],
)
def test_random_edits(make_project: ProjectMaker, builders: str, seed: int, request: pytest.FixtureRequest) -> None:
    """Builders that share their environment are used in turn."""
    seed += request.config.getoption('--seed')
    random = Random(f'{builders} {seed}')
    project = make_project({}, bare=True)
    editor = Editor(project, random)
    for step in range(STEPS):
        if step:
            editor.edit()
        builder = random.choice(builders.split('+'))
        incremental = project.build(builder, doctrees='shared')
        clean = project.clean(builder)
        edits = '\n'.join(editor.done)
        assert incremental.told == clean.told, f'seed {seed}, step {step}, after\n{edits}'
        assert differences(incremental, clean) == [], f'seed {seed}, step {step}, {builder}, after\n{edits}'
        assert incremental.files('**/*.html', '**/*.txt').keys() >= clean.files('**/*.html', '**/*.txt').keys()
        project.forget(clean)


@pytest.mark.parametrize('seed', range(3))
def test_random_edits_of_the_register(make_project: ProjectMaker, seed: int, request: pytest.FixtureRequest) -> None:
    """Where only facts of the register differ, only what depends on these is looked at again, and nothing is missed."""
    seed += request.config.getoption('--seed')
    random = Random(f'register {seed}')
    project = make_project({}, bare=True)
    editor = Editor(project, random)
    editor.sources.settings |= {
        'privacy_regimes': random.choice((['gdpr'], ['gdpr', 'ccpa', 'ropa'])),
        'privacy_rules': {'X-DPA-URL': 'warning'},
    }
    for page in editor.sources.pages.values():
        # What would have every digest computed again.
        page.references = [reference for reference in page.references if 'updated' not in reference]
        page.entries = [entry for entry in page.entries if entry.directive != 'privacy-report']
    project.build(doctrees='shared')
    for _ in range(STEPS):
        editor.edit(FACTS_OF_REGISTER if random.random() < 0.9 else ())
        assert_all_the_same(project, '\n'.join([f'seed {seed}, after', *editor.done]))


def assert_all_the_same(project: Project, why: str = '') -> None:
    """Build on, and compare with a clean build: files, what rules found, and what pages are known to show."""
    incremental, clean = project.build(doctrees='shared'), project.clean()
    assert differences(incremental, clean) == [], why
    assert incremental.told == clean.told, why
    assert incremental.digests == clean.digests, why
    project.forget(clean)


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


def assert_clean(project: Project, build: Build) -> None:
    assert differences(build, project.clean(build.builder)) == []


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


# -- one vendor, four notices ----------------------------------------------------------------------------------


def test_one_vendor_in_four_notices(make_project: ProjectMaker) -> None:
    """A new address of its agreement: nothing is read, and just those that show it are written, with the new one."""
    project = make_project(vendor_files(), privacy_register=['register.yaml'], privacy_controller='acme')
    first = project.build()
    assert first.warnings == []
    old, new = 'https://cloud.example/agreement', 'https://cloud.example/terms-2027'
    project.replace('register.yaml', old, new)
    build = project.build()
    assert build.counts == '0 added, 0 changed, 0 removed'
    assert build.read == ()
    # Whenever Sphinx writes a page, it writes the root document too.
    assert build.written == ('index', *VENDOR_PAGES)
    for page in VENDOR_PAGES:
        assert new in build.page(page)
        assert old not in build.page(page)
    before, after = first.stamps(), build.stamps()
    for page in ('other', 'refers', 'plain'):
        assert before[f'{page}.html'] == after[f'{page}.html']
    assert project.build().written == ()


def vendor_files() -> dict[str, str]:
    """Give four notices that share a vendor, a notice that does not, and a page that only names the vendor."""
    names = (*VENDOR_PAGES, 'other', 'refers', 'plain')
    files = {
        'register.yaml': """\
controllers:
  acme:
    name: Acme
processors:
  cloud:
    name: Cloud
    agreement: Terms <https://cloud.example/agreement>
  lonely:
    name: Lonely
    agreement: Terms <https://lonely.example/agreement>
""",
        'index.rst': 'Home\n====\n\n.. toctree::\n\n' + ''.join(f'   {name}\n' for name in names),
        'other.rst': 'Other\n=====\n\n.. privacy-notice:: other\n   :updated: 2026-02-10\n\n.. processor:: lonely\n',
        'refers.rst': 'Refers\n======\n\nWe use no vendor here.\n',
        'plain.rst': 'Plain\n=====\n\nNothing of ours.\n',
    }
    for page in VENDOR_PAGES:
        files[f'{page}.rst'] = (
            f'{page}\n========\n\n.. privacy-notice:: {page}\n   :updated: 2026-02-10\n\n.. processor:: cloud\n'
        )
    return files


def test_remarks_and_order_of_the_register_change_nothing(make_project: ProjectMaker) -> None:
    project = make_project(vendor_files(), privacy_register=['register.yaml'], privacy_controller='acme')
    project.build()
    register = project.read('register.yaml')
    project.write({'register.yaml': '# A remark.\n\n' + register + '  unused: {name: Unused}\n'})
    build = project.build()
    assert build.read == ()
    assert build.written == ()


@pytest.mark.parametrize(
    ('old', 'new', 'judged'),
    [
        # An address that is the matter of two notices.
        ('https://cloud.example/agreement', 'https://cloud.example/blog/1', {'vendor-1', 'vendor-2'}),
        ('https://cloud.example/agreement', 'http://cloud.example/agreement', {'vendor-1', 'vendor-2'}),
        # The same host, the same name: the matter of all.
        ('country: DE', 'website: https://lonely.example', None),
        ('name: Lonely', 'name: Cloud', None),
        # What is told of the vendors that are one is told of the second.
        ('https://second.example/agreement', 'https://second.example/terms', None),
        # One of the findings that stand at lines of the register is that of both vendors.
        ('# A remark.', '# A remark.\n# Another one.', None),
        ('# A remark.', '# A longer remark.', set()),
        ('name: Officer', 'name: Office', None),
    ],
)
def test_an_edit_of_the_register_concerns_some(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, old: str, new: str, judged: set[str] | None
) -> None:
    """Only these notices are judged again, all of them where the fact is compared with others (``None``)."""
    project = make_project(
        edited_files(),
        bare=True,
        privacy_register=['register.yaml'],
        privacy_rules={'X-DPA-URL': 'warning'},
        privacy_baseline='accepted.toml',
    )
    first = project.build(doctrees='shared')
    assert {told.rule for told in first.told} == {'X-URL', 'X-REGISTRY'}
    seen: list[str] = []
    plain = Judging.notice

    def watched(judging: Judging, notice: Notice, wanted: Callable[[Rule], bool] | None = None) -> Judged:
        seen.append(notice.ident)
        return plain(judging, notice, wanted)

    monkeypatch.setattr(Judging, 'notice', watched)
    project.replace('register.yaml', old, new)
    build = project.build(doctrees='shared')
    assert build.read == ()
    assert set(seen) == ({'vendor-1', 'vendor-2', 'other', 'twins'} if judged is None else judged)
    clean = project.clean()
    assert differences(build, clean) == []
    assert build.told == clean.told
    assert build.digests == clean.digests


def test_names_that_nothing_bears_are_told_as_long_as_they_are_there(make_project: ProjectMaker) -> None:
    """Also where another page or a fact of the register is edited, and never after that."""
    files = vendor_files()
    files['other.rst'] += '\n.. processor:: cloud, lonely\n'
    project = make_project(files, bare=True, privacy_register=['register.yaml'], privacy_controller='acme')
    assert project.build().warnings == []
    steps: tuple[tuple[str, str, str, list[str]], ...] = (
        ('register.yaml', 'lonely.example/agreement', 'lonely.example/terms', []),
        ('register.yaml', '  lonely:', '  alone:', ['id']),
        ('plain.rst', 'Nothing', 'Still nothing', ['id']),
        ('vendor-1.rst', '.. processor:: cloud', 'Words.\n\n.. processor:: cloud', ['id']),
        ('register.yaml', 'cloud.example/agreement', 'cloud.example/terms', ['id']),
        ('register.yaml', '  alone:', '  lonely:', []),
        ('vendor-1.rst', 'Words.', 'Other words.', []),
        ('vendor-1.rst', '   :updated:', '   :addendum-to: vendor-1\n   :updated:', ['notice']),
    )
    for name, old, new, subtypes in steps:
        project.replace(name, old, new)
        build = project.build()
        found = [warned.subtype for warned in build.warned if not warned.subtype.startswith('x-')]
        assert found == subtypes, (name, new)
        assert build.warnings == project.clean().warnings, (name, new)


def test_where_documents_agreed_nothing_is_looked_up_again(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(vendor_files(), bare=True, privacy_register=['register.yaml'], privacy_controller='acme')
    project.build()

    def refuse(*_: object) -> None:
        raise AssertionError('nothing of this is needed')

    monkeypatch.setattr('sphinxext_privacy.domain.consistency.problems', refuse)
    project.replace('register.yaml', 'lonely.example/agreement', 'lonely.example/terms')
    assert project.build().written == ('index', 'other')
    project.replace('vendor-1.rst', '.. processor:: cloud', 'Words.\n\n.. processor:: cloud')
    assert project.build().read == ('vendor-1',)
    project.replace('vendor-1.rst', '.. processor:: cloud', '.. processor:: lonely')
    with pytest.raises(ExtensionError, match='nothing of this is needed'):
        project.build()


def test_an_accepted_finding_that_is_gone_with_the_words_of_a_page(make_project: ProjectMaker) -> None:
    """No fact has changed, and the baseline is told to forget it all the same."""
    page = 'Home\n====\n\n.. privacy-notice:: alone\n   :updated: 2026-02-10\n\n.. processor:: Cloud\n\n   See {}.\n'
    files = {'index.rst': page.format('https://cloud.example/help'), 'accepted.toml': ''}
    project = make_project(files, bare=True, privacy_baseline='accepted.toml')
    verdicts: list[Verdict] = []
    project.build(verdicts=verdicts)
    (known,) = verdicts[0].findings
    project.write({'accepted.toml': f'[[accepted]]\nfingerprint = "{known.fingerprint}"\nreason = "So be it."\n'})
    assert project.build().warnings == []
    project.write({'index.rst': page.format('their help')})
    build = project.build()
    assert [known.fingerprint in warning for warning in build.warnings] == [True]
    assert build.warnings == project.clean().warnings


def test_a_finding_in_the_register_that_moves(make_project: ProjectMaker) -> None:
    """It is told at its new line, though no fact is another one."""
    project = make_project(
        edited_files(), bare=True, privacy_register=['register.yaml'], privacy_rules={'X-REGISTRY': 'off'}
    )
    assert [warned.location for warned in project.build().warned] == ['register.yaml:14']
    project.replace('register.yaml', '# A remark.', '# A remark.\n# Another one.')
    build = project.build()
    assert [warned.location for warned in build.warned] == ['register.yaml:15']
    assert build.warnings == project.clean().warnings


def edited_files() -> dict[str, str]:
    """Give two notices with one vendor, one with another, whose address is not safe, and one with a vendor twice."""
    files = {
        'register.yaml': """\
# A remark.
controllers:
  acme:
    name: Acme
    dpo: {name: Officer, email: dpo@acme.example}
processors:
  cloud:
    name: Cloud
    country: DE
    agreement: Terms <https://cloud.example/agreement>
  lonely:
    name: Lonely
    website: https://lonely.example
    policy: http://lonely.example/policy
  one:
    name: Twin
    agreement: Terms <https://first.example/agreement>
  two:
    name: Twin, Inc.
    agreement: Terms <https://second.example/agreement>
""",
        'accepted.toml': '',
        'index.rst': 'Home\n====\n\n.. toctree::\n   :glob:\n   :hidden:\n\n   *\n',
    }
    entries = {'vendor-1': ['cloud'], 'vendor-2': ['cloud'], 'other': ['lonely'], 'twins': ['one', 'two']}
    for page, idents in entries.items():
        notice = f'.. privacy-notice:: {page}\n   :updated: 2026-02-10\n   :controller: acme\n'
        text = '\n'.join([notice, *(f'.. processor:: {ident}\n' for ident in idents)])
        files[f'{page}.rst'] = f'{page}\n========\n\n{text}'
    return files


def test_a_finding_that_an_edit_of_the_register_brings_back(make_project: ProjectMaker) -> None:
    """The baseline knows it, and is told to forget it while it is gone."""
    project = make_project(
        edited_files(), bare=True, privacy_register=['register.yaml'], privacy_baseline='accepted.toml'
    )
    verdicts: list[Verdict] = []
    project.build(verdicts=verdicts)
    known = next(finding for finding in verdicts[0].findings if finding.rule.id == 'X-URL')
    project.write({'accepted.toml': f'[[accepted]]\nfingerprint = "{known.fingerprint}"\nreason = "It moves."\n'})
    project.build()
    for old, new in (('http:', 'https:'), ('policy: https:', 'policy: http:')):
        project.replace('register.yaml', f'{old}//lonely.example/policy', f'{new}//lonely.example/policy')
        build = project.build()
        assert build.warnings == project.clean().warnings
        assert any(known.fingerprint in warning for warning in build.warnings) == (new == 'https:')


# -- nothing changed, nothing done ---------------------------------------------------------------------------


@pytest.mark.parametrize(('builder', 'fallback'), [('html', 'git'), ('text', 'none')])
def test_nothing_changed(make_project: ProjectMaker, builder: str, fallback: str) -> None:
    project = make_project(rich_files(), **SETTINGS, privacy_date_fallback=fallback)
    first = project.build(builder)
    before = first.stamps()
    build = project.build(builder)
    assert build.counts == '0 added, 0 changed, 0 removed'
    assert not build.config_changed
    assert build.read == build.written == ()
    assert build.warnings == []
    after = build.stamps()
    # Sphinx writes its own indices, search pages and static files each time from version 8.
    ours = [name for name in before if name.removesuffix('.html').removesuffix('.txt') in PAGE_NAMES]
    ours += [name for name in before if name.endswith(STYLE_SHEET)]
    assert len(ours) > 12
    assert [name for name in ours if before[name] != after[name]] == []
    assert first.files('**/privacy-*.html', 'objects.inv') == build.files('**/privacy-*.html', 'objects.inv')


PAGE_NAMES: Final = {name.rpartition('.')[0] for name in rich_files() if name.endswith(('.md', '.rst'))}


def test_nothing_changed_unpacks_nothing(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build with nothing to do reads neither the records nor the register, and lists the same objects."""
    project = make_project(vendor_files(), privacy_register=['register.yaml'], privacy_controller='acme')
    first = project.build().files('objects.inv', 'privacy-processors.html')

    def refuse(*_: object) -> None:
        raise AssertionError('nothing of this is needed')

    monkeypatch.setattr(DocumentRecord, '_content', property(refuse))
    monkeypatch.setattr(PrivacyDomain, 'register', property(refuse))
    again = project.build()
    assert (again.read, again.exit) == ((), 0)
    assert again.files('objects.inv', 'privacy-processors.html') == first
    assert len(first) == 2


def test_warnings_of_the_register_come_each_time(small: Project) -> None:
    small.write({'register.yaml': 'processors:\n  cloud: {colour: blue}\n'})
    first = [warned.location for warned in small.build().warned]
    assert first == ['register.yaml:2:11']
    assert [warned.location for warned in small.build().warned] == first


# -- the same each time --------------------------------------------------------------------------------------


@pytest.fixture
def _at_a_fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1770000000')


@pytest.mark.usefixtures('_at_a_fixed_time')
@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'xml', 'texinfo', 'man'])
def test_two_clean_builds_are_the_same(make_project: ProjectMaker, builder: str) -> None:
    """Also where four processes make the second one."""
    project = make_project(rich_files(), **SETTINGS)
    first, second = project.clean(builder), project.clean(builder, parallel=4)
    assert first.warnings == second.warnings == []
    # The search index of Sphinx 7.2 depends on which process ends first, in any project.
    assert_same_files(first, second, but={'searchindex.js'} if sphinx.version_info < (7, 3) else set())
    folder = str(project.folder).encode()
    # Programs that read XML want to know where it comes from: Sphinx writes the path of each document into it.
    assert [name for name, data in first.files().items() if folder in data and builder != 'xml'] == []


def test_parallel_warnings_are_the_same(make_project: ProjectMaker) -> None:
    """A conflict between pages that two processes read is found, and once; so is what is wrong elsewhere."""
    files = {'index.rst': 'Home\n====\n\n.. toctree::\n   :glob:\n\n   page-*\n'}
    for number in range(12):
        facts = f'   :policy: https://cloud.example/{number % 2}\n   :terms: See {{nothing}}.\n   :role: none\n'
        files[f'page-{number:02}.rst'] = f'Page {number}\n=======\n\n.. processor:: Cloud\n{facts}'
    project = make_project(files | {'register.yaml': 'nothing: {}\n'}, privacy_register=['register.yaml'])
    one, four = project.clean(), project.clean(parallel=4)
    assert {warned.subtype for warned in one.warned} == {'x-registry', 'terms', 'vocabulary', 'register'}
    assert sorted(one.warnings) == sorted(four.warnings)


def test_parallel_after_an_edit(make_project: ProjectMaker) -> None:
    project = make_project(rich_files(), bare=True, **SETTINGS)
    project.build(parallel=4)
    project.replace('register.yaml', 'Cloud Hosting', 'Cumulus Hosting')
    project.replace('nested.rst', 'The end.', 'No end.')
    build = project.build(parallel=4)
    assert build.read == ('nested',)
    assert_clean(project, build)


def assert_same_files(one: Build, other: Build, but: AbstractSet[str] = frozenset()) -> None:
    first, second = one.files(), other.files()
    assert first.keys() == second.keys()
    assert [name for name, data in first.items() if data != second[name] and name not in but] == []


# -- overviews of a whole family of notices ------------------------------------------------------------------


def family(make_project: ProjectMaker) -> Project:
    """Give the project with overviews of all shapes, also one in a folder."""
    files = family_files()
    files['sub/whole.md'] = asked(
        ('privacy-whole-notice', {'notice': 'shop'}),
        ('processor-list', {'notice': '*', 'columns': 'text, notice', 'group': 'country'}),
    )
    files['index.md'] = files['index.md'].replace('overviews', 'overviews\nsub/whole')
    return make_project(files, **FAMILY_SETTINGS)


@pytest.mark.myst
@pytest.mark.usefixtures('_at_a_fixed_time')
@pytest.mark.parametrize('builder', ['html', 'text', 'latex', 'xml'])
def test_overviews_are_the_same_each_time(make_project: ProjectMaker, builder: str) -> None:
    """By one process, two or four."""
    project = family(make_project)
    first = project.clean(builder)
    assert first.warnings == []
    for parallel in (2, 4):
        again = project.clean(builder, parallel=parallel)
        assert again.warnings == []
        assert_same_files(first, again, but={'searchindex.js'} if sphinx.version_info < (7, 3) else set())


@pytest.mark.myst
@pytest.mark.parametrize('builder', ['html', 'text'])
def test_nothing_changed_under_overviews(make_project: ProjectMaker, builder: str) -> None:
    project = family(make_project)
    first = project.build(builder)
    build = project.build(builder)
    assert build.counts == '0 added, 0 changed, 0 removed'
    assert build.read == build.written == ()
    before, after = first.stamps(), build.stamps()
    ours = [name for name in before if name.startswith(('overviews.', 'sub/', 'shop.', 'meadow.'))]
    assert len(ours) >= 4
    assert [name for name in ours if before[name] != after[name]] == []


@pytest.mark.myst
def test_nothing_changed_unpacks_no_overview(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    project = family(make_project)
    project.build()

    def refuse(*_: object) -> None:
        raise AssertionError('nothing of this is needed')

    monkeypatch.setattr(DocumentRecord, '_content', property(refuse))
    monkeypatch.setattr(PrivacyDomain, 'register', property(refuse))
    assert project.build().read == ()


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
