"""The picture of the README: it is there, in light and in dark, and shows what the README and the code say now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from PIL import Image

from tests.helpers.project import Project
from tests.helpers.scripts import ROOT, in_checkout, script

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

pytestmark = [pytest.mark.myst, in_checkout]

README: Final = (ROOT / 'README.md').read_text(encoding='utf-8')


@pytest.fixture(scope='module')
def picture() -> ModuleType:
    return script('picture')


@pytest.fixture(scope='module')
def made(picture: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Give the example of the README as plain text, and its data."""
    files = picture.example()
    settings: dict[str, Any] = {}
    exec(compile(files.pop('conf.py'), 'conf.py', 'exec'), {}, settings)
    project = Project(tmp_path_factory.mktemp('example'), files, settings)
    shown = project.build('text', fatal=True).page('index')
    return shown, project.build('privacy', fatal=True).text('privacy.json')


def test_it_is_up_to_date(picture: ModuleType, made: tuple[str, str]) -> None:
    note = picture.digest(*made)
    assert set(picture.PICTURES) == {'light', 'dark'}
    stale = [path.name for path in picture.PICTURES.values() if picture.noted(path) != note]
    assert stale == [], 'run "python .ci/picture.py", and look at the pictures'


def test_whatever_it_shows_makes_it_stale(
    picture: ModuleType, made: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, data = made
    before = picture.digest(shown, data)
    # How lines are broken is not what is shown.
    assert picture.digest(shown.replace(' ', '\n'), data) == before
    assert picture.digest(shown.replace('servers', 'machines'), data) != before
    assert picture.digest(shown, data.replace('Data Processing Terms', 'Terms')) != before
    sheet = tmp_path / 'sheet.css'
    sheet.write_text('p { color: inherit }', encoding='utf-8')
    monkeypatch.setattr(picture, 'SHEET', sheet)
    assert picture.digest(shown, data) != before
    monkeypatch.undo()
    (tmp_path / 'README.md').write_text(README.replace('- Full name', '- Name'), encoding='utf-8')
    monkeypatch.setattr(picture, 'ROOT', tmp_path)
    assert picture.digest(shown, data) != before


def test_the_readme_has_it(picture: ModuleType) -> None:
    (shown,) = re.findall(r'(?s)<picture>.+?</picture>', README)
    light, dark = (picture.PICTURES[scheme].relative_to(ROOT).as_posix() for scheme in ('light', 'dark'))
    assert f'media="(prefers-color-scheme: dark)" srcset="{dark}"' in shown
    assert f'src="{light}" width="{picture.WIDTH}" alt="Source beside result.' in shown
    sizes = set()
    for path in picture.PICTURES.values():
        assert path.stat().st_size < 150_000
        with Image.open(path) as image:
            sizes.add(image.size)
    ((width, height),) = sizes
    assert width == picture.WIDTH * picture.SCALE
    # All of it is on the screen at once.
    assert height < 750 * picture.SCALE
