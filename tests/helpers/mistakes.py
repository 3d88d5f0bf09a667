"""Pages with something wrong in them: what is told, and what readers see all the same."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from tests.helpers.project import HAS_MYST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build

REGISTER: Final = """\
controllers:
  acme:
    name: Acme
processors:
  cloud:
    name: Cloud Hosting
  fastly:
    name: Fastly
    policy: https://fastly.example/privacy
"""

MYST_BEFORE_5: Final = HAS_MYST and int(version('myst-parser').partition('.')[0]) < 5


def build_with(make_project: ProjectMaker, files: Mapping[str, str], builder: str = 'text', **settings: Any) -> Build:
    project = make_project({'register.yaml': REGISTER}, privacy_register=['register.yaml'], **settings)
    for name, content in files.items():
        # In bytes: the ends of lines are to stay as they are.
        (project.source / name).parent.mkdir(parents=True, exist_ok=True)
        (project.source / name).write_bytes(content.encode())
    return project.build(builder)


def seen_on(build: Build, docname: str = 'index') -> str:
    """Give the words of a page, on one line and without emphasis."""
    return ' '.join(build.page(docname).replace('*', '').split())


def told_by(build: Build) -> list[tuple[str, str, str]]:
    return sorted((warned.location, f'{warned.type}.{warned.subtype}', warned.message) for warned in build.warned)


def assert_told(build: Build, *expected: tuple[str, str, str]) -> None:
    """Check place, type and part of the message of all warnings."""
    told = told_by(build)
    wanted = sorted(expected)
    assert [item[:2] for item in told] == [(place, f'privacy.{subtype}') for place, subtype, _ in wanted]
    for (_, _, message), (_, _, says) in zip(told, wanted, strict=True):
        assert says in message
