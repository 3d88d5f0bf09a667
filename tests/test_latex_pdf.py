"""What LuaLaTeX makes of the sources that are written for it: every word is found, and every link leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import family, latex, pdf, rich

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker

pytestmark = pytest.mark.skipif(bool(latex.missing_programs()), reason=f'{latex.missing_programs()} is not installed')


def test_everything(make_project: ProjectMaker) -> None:
    """Each entry, in each style."""
    build = make_project(rich.rich_files(), **rich.SETTINGS, **latex.SETTINGS).build('latex', keep=True)
    path = latex.to_pdf(build)
    with pdf.pikepdf.open(path) as opened:
        places, links = pdf.destinations(opened), pdf.links(opened)
    targets = {link.removeprefix('#') for link in links if link.startswith('#')}
    assert len(targets) > 100
    assert targets - places == set()
    assert latex.words_not_in(path, build.after['index']) == set()


@pytest.mark.myst
def test_overviews(make_project: ProjectMaker) -> None:
    build = make_project(family.family_files(), **family.SETTINGS, **latex.SETTINGS).build('latex', keep=True)
    assert latex.words_not_in(latex.to_pdf(build), build.after['index']) == set()
