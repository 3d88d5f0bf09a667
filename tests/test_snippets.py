"""Every snippet of the documentation gives one doctree in MyST and in reST, and the same as when it was kept.

The doctrees are kept before and after references are resolved. ``pytest --update-snapshots`` writes them anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from sphinxext_privacy.rules.table import RULES
from tests.helpers.doctrees import normalised, with_records
from tests.helpers.markup import MARKUPS
from tests.helpers.project import Project

if TYPE_CHECKING:
    from tests.helpers.markup import MarkupName

HERE: Final = Path(__file__).parent
DOCS: Final = HERE.parent / 'docs'
FOLDERS: Final = (DOCS / 'snippets', HERE / 'snippets')
SNAPSHOTS: Final = HERE / 'snapshots'
REGISTERS: Final = {
    'docs.yaml': DOCS / 'privacy.yaml',
    'docs-snippets.yaml': DOCS / 'snippets' / 'register.yaml',
    'snippets.yaml': HERE / 'snippets' / 'register.yaml',
}

OVERVIEW: Final = 'overview-'
NOTICES: Final = 'overview-notices'
"""What the overviews of the gallery are over; for them, it stands on a page of its own."""

REPORT: Final = 'overview-report'
REPORTED: Final = frozenset({'G13-1-A-IDENTITY', 'X-REF'})
"""The rules that run for it, however many there are."""

SNIPPETS: Final = {path.stem: path.parent for folder in FOLDERS for path in sorted(folder.glob('*.rst'))}


def test_every_snippet_has_a_pair_and_a_snapshot() -> None:
    for folder in FOLDERS:
        in_rst = {path.stem for path in folder.glob('*.rst')}
        in_myst = {path.stem for path in folder.glob('*.md')}
        assert in_rst, f'{folder} holds no snippet'
        assert in_rst ^ in_myst == set(), f'in {folder.name}, these stand in one markup only'
    names = [path.stem for folder in FOLDERS for path in folder.glob('*.rst')]
    assert len(names) == len(set(names)), 'two snippets have one name'


def test_every_snapshot_has_its_snippet(request: pytest.FixtureRequest) -> None:
    kept = {path.name.split('.')[0] for path in SNAPSHOTS.glob('*.xml')}
    if request.config.getoption('--update-snapshots'):
        for name in kept - SNIPPETS.keys():
            for path in SNAPSHOTS.glob(f'{name}.*.xml'):
                path.unlink()
        return
    assert kept ^ SNIPPETS.keys() == set(), 'run pytest --update-snapshots'


@pytest.mark.parametrize('markup', MARKUPS)
@pytest.mark.parametrize('name', SNIPPETS)
def test_snippet(name: str, markup: MarkupName, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    files = {shown: path.read_text(encoding='utf-8') for shown, path in REGISTERS.items()}
    files[f'index.{markup}'] = (SNIPPETS[name] / f'{name}.{markup}').read_text(encoding='utf-8')
    if name.startswith(OVERVIEW) and name != NOTICES:
        files[f'notices.{markup}'] = (SNIPPETS[NOTICES] / f'{NOTICES}.{markup}').read_text(encoding='utf-8')
    settings = {
        'privacy_register': list(REGISTERS),
        'privacy_controller': 'shop',
        'privacy_date_fallback': 'none',
        # What rules find is not asked for here, but for what a report is made of.
        'privacy_rules': {ident: 'off' for ident in RULES if name != REPORT or ident not in REPORTED},
        # A snippet may refer to what stands beside it in the gallery.
        'suppress_warnings': ['privacy.x-ref'],
    }
    build = Project(tmp_path, files, settings).build('dummy', keep=True)
    # No page links to that with the notices, which has no type of warning before Sphinx 8.
    assert [warning for warning in build.warnings if "isn't included in any toctree" not in warning] == []
    found = {
        'before': normalised(with_records(build.before['index'], build.records.get('index'))),
        'after': normalised(build.after['index']),
    }
    for state, text in found.items():
        path = SNAPSHOTS / f'{name}.{state}.xml'
        # Only one of the two writes, so that the other still has to agree.
        if request.config.getoption('--update-snapshots') and markup == 'rst':
            SNAPSHOTS.mkdir(exist_ok=True)
            path.write_text(text, encoding='utf-8')
        assert text == path.read_text(encoding='utf-8'), f'{state} resolution, {markup} gives another doctree'
