"""Fixtures and options of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.helpers.project import HAS_MYST, Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class ProjectMaker(Protocol):
    """Makes projects in folders of their own."""

    def __call__(
        self, files: Mapping[str, str] | Mapping[str, str | bytes], /, *, bare: bool = False, **settings: Any
    ) -> Project:
        """Make a project of *files* and *settings*."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption('--update-snapshots', action='store_true', help='write the stored doctrees anew')
    parser.addoption('--seed', type=int, default=0, help='first seed of the random edits')


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line('markers', 'myst: the test needs myst-parser')


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not HAS_MYST:
        for item in items:
            if item.get_closest_marker('myst'):
                item.add_marker(pytest.mark.skip(reason='myst-parser is not installed'))


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


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the machine is set to out of the builds."""
    for name in ('SOURCE_DATE_EPOCH', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES'):
        monkeypatch.delenv(name, raising=False)
