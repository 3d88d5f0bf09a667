"""What LuaLaTeX makes of the sources that are written for it: every word is found, and every link leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers import family, latex, rich

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker

pytestmark = pytest.mark.skipif(bool(latex.missing_programs()), reason=f'{latex.missing_programs()} is not installed')


def test_everything(make_project: ProjectMaker) -> None:
    """Each entry, in each style."""
    pikepdf = pytest.importorskip('pikepdf')
    build = make_project(rich.rich_files(), **rich.SETTINGS, **latex.SETTINGS).build('latex', keep=True)
    path = latex.to_pdf(build)
    with pikepdf.open(path) as pdf:
        places, targets = pdf_destinations(pdf), pdf_links(pdf)
    assert len(targets) > 100
    assert targets - places == set()
    assert latex.words_not_in(path, build.after['index']) == set()


@pytest.mark.myst
def test_overviews(make_project: ProjectMaker) -> None:
    build = make_project(family.family_files(), **family.SETTINGS, **latex.SETTINGS).build('latex', keep=True)
    assert latex.words_not_in(latex.to_pdf(build), build.after['index']) == set()


def pdf_destinations(pdf: Any) -> set[str]:
    """Give the named destinations of a PDF."""
    names: set[str] = set()
    waiting = [pdf.Root.Names.Dests] if '/Names' in pdf.Root and '/Dests' in pdf.Root.Names else []
    while waiting:
        node = waiting.pop()
        names.update(str(name) for name in list(node.get('/Names', []))[::2])
        waiting.extend(node.get('/Kids', []))
    return names


def pdf_links(pdf: Any) -> set[str]:
    """Give the names that links within a PDF lead to."""
    found = set()
    for page in pdf.pages:
        for annotation in page.get('/Annots', []):
            action = annotation.get('/A', {})
            if annotation.get('/Subtype') == '/Link' and action.get('/S', '/GoTo') == '/GoTo':
                found.add(str(action.get('/D', annotation.get('/Dest'))))
    return found
