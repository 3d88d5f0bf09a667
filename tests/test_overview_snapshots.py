"""Every list in every scope and style: one snapshot of its nodes, and all its words in each output."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from docutils import nodes
from lxml import html

from sphinxext_privacy.model.overviews import OVERVIEWS, SCOPES, STYLES
from tests.helpers.doctrees import normalised
from tests.helpers.family import SETTINGS, asked, family_files
from tests.helpers.pdf import joined, squeezed, text_of

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker

pytestmark = pytest.mark.myst

SNAPSHOTS: Final = Path(__file__).parent / 'snapshots' / 'overviews'
LISTS: Final = tuple(name for name, overview in OVERVIEWS.items() if overview.shape in {'list', 'retention'})
OTHERS: Final = ('privacy-summary', 'privacy-matrix', 'privacy-map')


def page(directive: str) -> str:
    """Give a page with one overview in all scopes, and all styles where it has any."""
    options: list[dict[str, str]] = [
        {'notice': 'shop', 'scope': scope, **({'style': style} if directive in LISTS else {})}
        for scope in SCOPES
        for style in (STYLES if directive in LISTS else ('',))
    ]
    return asked(*((directive, option) for option in options))


@pytest.mark.parametrize('directive', [*LISTS, *OTHERS, 'privacy-whole-notice'])
def test_nodes(directive: str, make_project: ProjectMaker, request: pytest.FixtureRequest) -> None:
    text = page(directive) if directive != 'privacy-whole-notice' else asked((directive, {'notice': 'shop'}))
    build = make_project(family_files(text), **SETTINGS).build('dummy', keep=True)
    assert build.warnings == []
    found = normalised(build.after['overviews'])
    path = SNAPSHOTS / f'{directive}.xml'
    if request.config.getoption('--update-snapshots'):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding='utf-8')
    assert found == path.read_text(encoding='utf-8'), 'run pytest --update-snapshots if that is meant'


def spoken(document: nodes.document) -> list[str]:
    """Give the text of each leaf that readers see."""
    return [str(leaf) for leaf in document.findall(nodes.Text) if not isinstance(leaf.parent, nodes.raw)]


def test_words_in_every_output(make_project: ProjectMaker) -> None:
    """What the snapshots hold is what readers get: as a page, as text, through LaTeX and as a PDF."""
    files = family_files(asked(('processor-list', {'notice': 'shop'})))
    for directive in (*LISTS, *OTHERS):
        files[f'all-{directive}.md'] = page(directive)
    files['index.md'] = files['index.md'].replace(
        'overviews', 'overviews\n' + '\n'.join(f'all-{name}' for name in (*LISTS, *OTHERS))
    )
    settings: dict[str, Any] = {
        **SETTINGS,
        'noticepdf_documents': [{'pages': ['index'], 'toctree': True, 'file': 'whole'}],
        'smartquotes': False,
        'latex_documents': [('index', 'whole.tex', 'Whole', 'Meadow', 'manual')],
    }
    project = make_project(files, **settings)
    kept = project.build('dummy', keep=True)
    assert kept.warnings == []
    texts = {name: spoken(kept.after[f'all-{name}']) for name in (*LISTS, *OTHERS)}
    assert all(len(found) > 10 for found in texts.values())
    pages, plain = project.build('html', fatal=True), project.build('text', fatal=True)
    latex = re.sub(r'\\sphinxhyphen|[{}\\]', '', project.build('latex', fatal=True).text('whole.tex'))
    document = squeezed(joined(text_of(project.build('noticepdf', fatal=True).out / 'whole.pdf')))
    for name, found in texts.items():
        shown = squeezed(html.fromstring(pages.page(f'all-{name}')).text_content())
        read = squeezed(re.sub(r'[|+=*]', '', plain.page(f'all-{name}')))
        for text in found:
            for word in text.split():
                assert squeezed(word) in shown, (name, 'html', text)
                assert squeezed(word) in read, (name, 'text', text)
                assert squeezed(word) in squeezed(latex), (name, 'latex', text)
                assert squeezed(word) in document, (name, 'noticepdf', text)
