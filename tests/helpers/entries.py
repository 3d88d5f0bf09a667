"""A page of entries as readers see it, with a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bs4 import BeautifulSoup

from tests.helpers.markup import RST

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build

REGISTER: Final = """\
controllers:
  acme:
    name: Acme Foundation
    short-name: Acme
processors:
  cloud:
    name: Cloud Hosting
    short-name: Cloud
    country: US
    retention: P30D
    website: Cloud <https://cloud.example>
  mailer:
    name: Mailer
data:
  photo:
    label: Your photograph
    category: photograph
"""


def build_page(make_project: ProjectMaker, page: str, *, suffix: str = '.rst', **settings: Any) -> Build:
    files = {f'index{suffix}': page, 'register.yaml': REGISTER}
    return make_project(files, **{'privacy_register': ['register.yaml'], **settings}).build('html')


def soup_of(build: Build) -> BeautifulSoup:
    return BeautifulSoup(build.page('index'), 'lxml')


def text_of(tag: Tag) -> str:
    return ' '.join(tag.get_text().split())


def bullets_of(make_project: ProjectMaker, *blocks: str, **settings: Any) -> list[str]:
    """Give the words of each bullet of a page of *blocks*, of whose build nothing is warned."""
    build = build_page(make_project, RST.page('Page', *blocks), **settings)
    assert build.warnings == []
    return [text_of(item) for item in soup_of(build).select('.privacy-block > li')]
