"""Whether what was built step by step is what a clean build makes; and a project for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.assets import STYLE_SHEET
from tests.helpers.rich import VENDOR_PAGES

if TYPE_CHECKING:
    from tests.helpers.project import Build, Project

COMPARED: Final = {
    # Indices of ours and of Sphinx, and pages; what is left of removed pages, Sphinx leaves.
    'html': ('**/*.html', 'objects.inv', f'_static/{STYLE_SHEET}'),
    'text': ('**/*.txt',),
}


def differences(incremental: Build, clean: Build) -> list[str]:
    """Give the files of the clean build that differ in the other."""
    patterns = COMPARED[clean.builder]
    built = incremental.files(*patterns)
    return [name for name, data in clean.files(*patterns).items() if built.get(name) != data]


def assert_clean(project: Project, build: Build) -> None:
    assert differences(build, project.clean(build.builder)) == []


def assert_all_the_same(project: Project, why: str = '') -> None:
    """Build on, and compare with a clean build: files, what rules found, and what pages are known to show."""
    incremental, clean = project.build(doctrees='shared'), project.clean()
    assert differences(incremental, clean) == [], why
    assert incremental.told == clean.told, why
    assert incremental.digests == clean.digests, why
    project.forget(clean)


def vendor_files() -> dict[str, str]:
    """Give four notices that share a vendor, a notice that does not, and a page that only names the vendor."""
    names = (*VENDOR_PAGES, 'other', 'refers', 'plain')
    files = {
        'register.yaml': """\
controllers:
  acme:
    name: Acme
processors:
  cloud:
    name: Cloud
    agreement: Terms <https://cloud.example/agreement>
  lonely:
    name: Lonely
    agreement: Terms <https://lonely.example/agreement>
""",
        'index.rst': 'Home\n====\n\n.. toctree::\n\n' + ''.join(f'   {name}\n' for name in names),
        'other.rst': 'Other\n=====\n\n.. privacy-notice:: other\n   :updated: 2026-02-10\n\n.. processor:: lonely\n',
        'refers.rst': 'Refers\n======\n\nWe use no vendor here.\n',
        'plain.rst': 'Plain\n=====\n\nNothing of ours.\n',
    }
    for page in VENDOR_PAGES:
        files[f'{page}.rst'] = (
            f'{page}\n========\n\n.. privacy-notice:: {page}\n   :updated: 2026-02-10\n\n.. processor:: cloud\n'
        )
    return files
