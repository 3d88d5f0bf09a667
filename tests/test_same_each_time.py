"""Where nothing changed, nothing is done; and what is built twice, or by several processes, is the same."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
import sphinx

from sphinxext_privacy.assets import STYLE_SHEET
from sphinxext_privacy.domain.document import DocumentRecord
from sphinxext_privacy.domain.privacy import PrivacyDomain
from tests.helpers.family import SETTINGS as FAMILY_SETTINGS
from tests.helpers.family import asked, family_files
from tests.helpers.incremental import assert_clean, vendor_files
from tests.helpers.rich import SETTINGS, rich_files

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project


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


NEEDED_LATER: Final = (
    'checks.judging',
    'domain.harvest',
    'domain.records',
    'exports.account',
    'notices.select',
    'pdf.writer',
    'register.load',
    'rendering',
    'rules',
    'words.countries',
    'words.dates',
    'words.periods',
)
"""Modules that only builds need that read or write something."""


def test_nothing_changed_loads_little(make_project: ProjectMaker) -> None:
    """Loading is most of what a build costs in which nothing changed."""
    project = make_project(vendor_files(), privacy_register=['register.yaml'], privacy_controller='acme')
    code = (
        'import sys\n'
        'from sphinx.cmd.build import main\n'
        'status = main(["-q", "-W", *sys.argv[1:]])\n'
        'print(*(name for name in sys.modules if name.startswith("sphinxext_privacy.")), file=sys.stderr)\n'
        'sys.exit(status)\n'
    )
    command = [sys.executable, '-c', code, str(project.source), str(project.folder / 'out')]

    def loaded() -> set[str]:
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        names = [name.removeprefix('sphinxext_privacy.') for name in made.stderr.split()]
        return {name for name in NEEDED_LATER if any(f'{other}.'.startswith(f'{name}.') for other in names)}

    assert loaded() >= {'register.load', 'rendering', 'domain.harvest'}
    assert loaded() == set()


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
