"""A project with a notice, and one whose notice adds to it by its ``privacy.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.helpers.markup import RST
from tests.test_privacy_json import read_json

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import Markup
    from tests.helpers.project import Build, Project

SITE: Final = 'https://policies.example/privacy/'
D = RST.directive

PARENT_REGISTER: Final = """\
controllers:
  psf:
    name: Python Software Foundation
    short-name: PSF
data:
  ip-address:
    label: Your address on the net
processors:
  fastly:
    name: Fastly
    agreement: Terms <https://fastly.example/terms>
    policy: policy.rst
"""


def parent_files() -> dict[str, str]:
    return {
        'register.yaml': PARENT_REGISTER,
        'index.rst': RST.page('Policies', RST.toctree('psf', 'events', 'policy')),
        'policy.rst': RST.page('Policy', 'Words.'),
        'psf.rst': RST.page(
            'PSF Privacy Notice',
            D('privacy-notice', 'psf', {'updated': '2026-02-10', 'controller': 'psf'}),
            D('processor', 'fastly', {'data': 'ip-address'}),
            D('collected-data', 'ip-address'),
            D('privacy-statement', 'changes', {}, 'We tell you.'),
        ),
        'events.rst': RST.page(
            'Events',
            D('privacy-notice', 'events', {'updated': '2026-03-01', 'addendum-to': 'psf'}),
            D('cookie', 'ticket', {'duration': 'session', 'domains': 'a.example'}),
        ),
    }


def child_files(markup: Markup = RST) -> dict[str, str]:
    d, role = markup.directive, markup.role
    return {
        'index.rst': RST.page('Home', RST.toctree('pypi', 'refers', 'plain')),
        f'pypi{markup.suffix}': markup.page(
            'PyPI notice',
            d('privacy-notice', 'pypi', {'updated': '2026-02-11', 'addendum-to': 'psf'}),
            d('processor', 'Mailer', {'agreement': 'Terms <https://mailer.example/>'}),
            d('processor', 'Host', {'data': 'ip-address', 'style': 'definition'}),
            f'{role("privacy:processor", "fastly")}, {role("privacy:notice", "psf")}.',
        ),
        f'refers{markup.suffix}': markup.page(
            'Refers', f'{role("privacy:data", "psf/ip-address")}, as of {role("privacy:updated", "psf")}.'
        ),
        'plain.rst': RST.page('Plain', 'Nothing of ours.'),
    }


def child_of(make_project: ProjectMaker, data: str, files: dict[str, str] | None = None, **more: Any) -> Project:
    """Give a project with the file *data* beside its ``conf.py``."""
    options = {'privacy_parents': {'psf': (SITE, 'psf.json')}, **more}
    project = make_project(files or child_files(), bare=True, **options)
    project.write({'psf.json': data})
    return project


def parent_text(parent: Project) -> str:
    build = parent.build('privacy', fatal=True)
    read_json(build)
    return build.text('privacy.json')


def ours(build: Build) -> list[tuple[str, str, str]]:
    """Give subtype, location and message of each of our warnings."""
    return [(item.subtype, item.location, item.message) for item in build.warned if item.type == 'privacy']


def compare(project: Project, build: Build) -> None:
    clean = project.clean()
    files = build.files('**/*.html', 'objects.inv')
    assert [name for name, data in clean.files('**/*.html', 'objects.inv').items() if files.get(name) != data] == []
    assert ours(build) == [item for item in ours(clean) if item in ours(build)]
