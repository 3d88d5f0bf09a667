"""Fixtures and options of the tests."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Final, Protocol

import pytest
from hypothesis import settings as hypothesis_settings

from tests.helpers.family import SETTINGS as FAMILY_SETTINGS
from tests.helpers.family import Shown, asked, family_files
from tests.helpers.parents import parent_files
from tests.helpers.project import HAS_MYST, Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WITHOUT_SPHINX: Final = frozenset(
    (
        'test_catalogues', 'test_changes', 'test_contributing', 'test_docs_trees', 'test_editor_snippets',
        'test_how_to', 'test_map_drawing', 'test_map_order', 'test_model', 'test_phrases', 'test_picture',
        'test_register', 'test_register_schema', 'test_register_toml', 'test_register_yaml', 'test_release',
        'test_words',
    )
)  # fmt: skip
"""The modules that build nothing, or do not look at what Sphinx makes of it: the newest version is enough for them."""


WHATEVER_SPHINX: Final = frozenset(
    (
        'test_accessibility', 'test_collector', 'test_dates', 'test_docs', 'test_feed', 'test_latex_pdf',
        'test_live', 'test_losses', 'test_map_writers', 'test_notices', 'test_parents', 'test_parents_facts',
        'test_parents_files', 'test_pdf_documents', 'test_pdf_structure', 'test_privacy_json', 'test_reports',
        'test_style_sheet', 'test_terms', 'test_tutorial',
    )
)  # fmt: skip
"""The modules whose outcome hardly depends on the version of Sphinx: the oldest and the newest are enough."""


THE_SAME_IN_BETWEEN: Final = frozenset(
    (
        'test_bad_input',
        'test_bad_input_pages',
        'test_bad_input_places',
        'test_bad_overviews',
        'test_bad_settings',
        'test_incremental_edits',
        'test_overviews',
        'test_overviews_lists',
        'test_overviews_pictures',
        'test_overviews_whole',
        'test_pdf_builder',
        'test_pdf_publish',
        'test_pdf_writer',
    )
)
"""The modules that the oldest and the newest version of Sphinx are enough for, and one in between."""

# How long an example takes says how busy the machine is.
hypothesis_settings.register_profile('tests', deadline=None)
hypothesis_settings.load_profile('tests')


class ProjectMaker(Protocol):
    """Makes projects in folders of their own."""

    def __call__(
        self, files: Mapping[str, str] | Mapping[str, str | bytes], /, *, bare: bool = False, **settings: Any
    ) -> Project:
        """Make a project of *files* and *settings*."""


class Asker(Protocol):
    """Asks for an overview."""

    def __call__(self, directive: str, options: Mapping[str, str], caption: str = '', **files: str) -> Shown:
        """Show *directive*; *files* are pages that differ, by name, with ``_`` for a hyphen and without the suffix."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption('--update-snapshots', action='store_true', help='write the stored doctrees anew')
    parser.addoption(
        '--core',
        nargs='?',
        const='most',
        choices=('old', 'most', 'few'),
        help='leave out modules that do not depend on the version of Sphinx, those that hardly do, or also those that '
        'one version in between the oldest and the newest is enough for',
    )
    parser.addoption('--seed', type=int, default=0, help='first seed of the random edits')


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line('markers', 'myst: the test needs myst-parser')
    config.addinivalue_line('markers', 'each_sphinx: the test runs with every version of Sphinx, whatever its module')


def pytest_collection_finish() -> None:
    # What is loaded by now stays: the collector of garbage need not look at it again after each build.
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    core = config.getoption('--core')
    if core:
        left_out = [item for item in items if _is_left_out(item, core)]
        items[:] = [item for item in items if not _is_left_out(item, core)]
        # They are counted in the closing line.
        config.hook.pytest_deselected(items=left_out)
    if not HAS_MYST:
        for item in items:
            if item.get_closest_marker('myst'):
                item.add_marker(pytest.mark.skip(reason='myst-parser is not installed'))


def _is_left_out(item: pytest.Item, core: str) -> bool:
    """Tell whether the version of Sphinx matters too little to a test; to those of rules and exports it does not."""
    name = item.path.stem
    if item.get_closest_marker('each_sphinx'):
        return False
    if name in WITHOUT_SPHINX or name.startswith(('test_rules_', 'test_export_')):
        return True
    return (core != 'old' and name in WHATEVER_SPHINX) or (core == 'few' and name in THE_SAME_IN_BETWEEN)


@pytest.fixture
def make_project(tmp_path: Path) -> ProjectMaker:
    made: list[Project] = []

    def make(
        files: Mapping[str, str] | Mapping[str, str | bytes], /, *, bare: bool = False, **settings: Any
    ) -> Project:
        project = Project(tmp_path / f'project-{len(made)}', files, settings, bare=bare)
        made.append(project)
        return project

    return make


@pytest.fixture
def parent(make_project: ProjectMaker) -> Project:
    """Make the project whose notice others add to."""
    return make_project(parent_files(), privacy_register=['register.yaml'])


@pytest.fixture
def family(make_project: ProjectMaker) -> Project:
    """Make the project of a root notice and three that add to it."""
    return make_project(family_files(), **FAMILY_SETTINGS)


@pytest.fixture(scope='module')
def _family_of_questions(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp('family'), family_files(), FAMILY_SETTINGS)


@pytest.fixture
def ask(_family_of_questions: Project) -> Asker:
    """Build the family with one overview, and give the page that holds it.

    All questions of a module are asked of one project, which is built on: that it is then what a clean build makes, is
    the matter of other tests.
    """
    project = _family_of_questions

    def shown(directive: str, options: Mapping[str, str], caption: str = '', **files: str) -> Shown:
        wanted = family_files() | {name.replace('_', '-') + '.md': text for name, text in files.items()}
        project.write({name: text for name, text in wanted.items() if project.read(name) != text})
        # Also the question of before is asked again.
        project.write({'overviews.md': asked((directive, options, caption))})
        build = project.build()
        assert build.warnings == []
        return Shown(build)

    return shown


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the machine is set to out of the builds."""
    for name in ('SOURCE_DATE_EPOCH', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES'):
        monkeypatch.delenv(name, raising=False)
