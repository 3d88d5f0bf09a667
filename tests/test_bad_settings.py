"""What is wrong in ``conf.py`` is told in each build, and the right part of it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.helpers.markup import RST
from tests.helpers.mistakes import REGISTER, build_with, seen_on

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker


# -- settings -----------------------------------------------------------------------------------------------------

_STYLES: Final = 'known are: bullet, definition, table, card, hidden'

SETTINGS: Final[list[tuple[str, Any, str]]] = [
    ('privacy_register', 5, '5 is not a list of file names'),
    ('privacy_register', {'a': 1}, "{'a': 1} is not a list of file names"),
    ('privacy_register', ['register.yaml', 3], '3 is not a file name'),
    ('privacy_controller', ['acme'], "['acme'] is not an id"),
    ('privacy_controller', 3, '3 is not an id'),
    ('privacy_controller', 'not an id!', "'not an id!' is not an id"),
    ('privacy_controller', 'acne', "there is no controller 'acne'; did you mean 'acme'?"),
    ('privacy_styles', ['table'], "['table'] is not a table of directive names and styles"),
    ('privacy_styles', 'table', "'table' is not a table of directive names and styles"),
    ('privacy_styles', {'procesor': 'table'}, "'procesor' is not a directive; did you mean 'processor'?"),
    ('privacy_styles', {3: 'table'}, '3 is not a directive; known are: privacy-notice, controller,'),
    ('privacy_styles', {'cookie': 'tabel'}, "'tabel' is not a style; did you mean 'table'?"),
    ('privacy_styles', {'cookie': 3}, f'3 is not a style; {_STYLES}'),
    ('privacy_styles', {'cookie': ['table']}, "['table'] is not a style; did you mean 'table'?"),
    ('privacy_rules', {'X-REFF': 'off'}, "'X-REFF' is not a rule; did you mean 'X-REF'?"),
    ('privacy_rules', {'x_refs': 'off'}, "'x_refs' is not a rule; did you mean 'X-REF'?"),
    ('privacy_processor_terms', ['x'], "['x'] is not text"),
    ('privacy_processor_terms', 3, '3 is not text'),
    (
        'privacy_processor_terms',
        'See the {polic} of {processor}',
        "'{polic}' is not one of {agreement}, {policy}, {processor}, {controller}",
    ),
    ('privacy_date_format', ['%Y'], "['%Y'] is not text"),
    ('privacy_date_format', '%H:%M', "'%H:%M' is not a format of a date: %H %M cannot stand"),
    ('privacy_date_fallback', 'svn', "'svn' is not one of git, build, none"),
    ('privacy_date_fallback', ['git'], "['git'] is not one of git, build, none"),
    ('privacy_date_fallback', {}, '{} is not one of git, build, none'),
]


@pytest.mark.parametrize(('name', 'value', 'says'), SETTINGS, ids=lambda value: str(value)[:30])
def test_setting(make_project: ProjectMaker, name: str, value: Any, says: str) -> None:
    page = RST.page(
        'Page',
        RST.directive('privacy-notice', 'main', {'updated': '2026-02-10'}),
        RST.directive('processor', 'fastly'),
        RST.directive('cookie', '_ga', {'duration': 'P1Y'}),
    )
    settings = {'privacy_register': ['register.yaml'], 'privacy_controller': 'acme', name: value}
    project = make_project({'index.rst': page, 'register.yaml': REGISTER}, **settings)
    build = project.build('text')
    # With a register that cannot be read, the controller is not known either.
    told = [
        warned for warned in build.warned if name != 'privacy_register' or 'privacy_controller' not in warned.message
    ]
    assert [(warned.type, warned.subtype) for warned in told] == [('privacy', 'config')]
    assert told[0].message.startswith(name)
    line = next(n for n, text in enumerate(project.read('conf.py').splitlines(), 1) if text.startswith(name))
    assert told[0].location == f'conf.py:{line}'
    assert 'in conf.py: ' in told[0].message
    assert says in told[0].message
    assert build.exit == 0
    seen = seen_on(build)
    assert 'Last updated February 10, 2026' in seen
    assert '_ga' in seen
    assert '1 year' in seen
    if name != 'privacy_register':
        assert 'Fastly. Their use of this information is subject to the Fastly privacy policy.' in seen
    # What is wrong is told in each build, and nothing is built again for it.
    again = project.build('text')
    assert (again.read, again.written) == ((), ())


def test_misspelt_names_of_settings(make_project: ProjectMaker) -> None:
    """Sphinx takes any name in ``conf.py`` for a variable; only what is nearly a setting is told."""
    misspelt: dict[str, Any] = {
        'privacy_regime': ['gdpr'],
        'noticepdf_document': ['a'],
        'privacy_team': 'us',
        'privacy_date': '2026',
    }
    page = {'index.rst': RST.page('Page', RST.directive('processor', 'Acme Vendor'))}
    project = make_project(page, extensions=['sphinxext_privacy'], **misspelt)
    lines = project.read('conf.py').splitlines()
    build = project.build('text')
    assert {warned.type for warned in build.warned} == {'privacy'}
    told = [(warned.location, warned.subtype, warned.message) for warned in build.warned]
    assert sorted(told, key=lambda one: one[2]) == [
        (
            f'conf.py:{next(number for number, line in enumerate(lines, 1) if line.startswith(name))}',
            'config',
            f'conf.py: there is no setting {name!r}; did you mean {near!r}?',
        )
        for name, near in (('noticepdf_document', 'noticepdf_documents'), ('privacy_regime', 'privacy_regimes'))
    ]


@pytest.mark.myst
def test_colon_fence_forgotten(make_project: ProjectMaker) -> None:
    """MyST shows such directives as text, without a word."""
    page = (
        '# Page\n\nWords.\n\n:::{privacy:processor} Acme\n:purpose: to host\n:::\n\n:::{cookie} _ga\n:::\n\n'
        ':::{note}\nNot ours.\n:::\n\n````md\n:::{processor} Acme\n:::\n````\n'
    )
    quiet = '# Other\n\n`:::{processor}`\n\n````md\n:::{processor} Acme\n:::\n````\n'
    files = {'index.md': page, 'quiet.md': f'---\norphan: true\n---\n\n{quiet}'}
    project = make_project(files, myst_enable_extensions=None)
    build = project.build('text')
    told = (
        "':::{privacy:processor}' is shown as text; for directives between colons, add 'colon_fence' to "
        'myst_enable_extensions in conf.py'
    )
    assert [(warned.location, warned.type, warned.subtype, warned.message) for warned in build.warned] == [
        (
            'index.md:5',
            'privacy',
            'config',
            told,
        )
    ]
    project.configure(myst_enable_extensions=['colon_fence'])
    assert project.build('text').warnings == []
    project.configure(myst_enable_extensions=None)
    project.write({'index.md': f'---\nmyst:\n  enable_extensions: [colon_fence]\n---\n\n{page}'})
    assert project.build('text').warnings == []


def test_setting_that_is_none(make_project: ProjectMaker) -> None:
    """``None`` is what settings are set to that are computed and not there."""
    project = make_project({'index.rst': RST.page('Page', RST.directive('processor', 'Acme Vendor'))})
    names = (
        'privacy_register',
        'privacy_controller',
        'privacy_styles',
        'privacy_processor_terms',
        'privacy_date_format',
        'privacy_date_fallback',
    )
    project.write({'conf.py': project.read('conf.py') + ''.join(f'{name} = None\n' for name in names)})
    build = project.build('text')
    assert [(warned.subtype, warned.message.split()[0]) for warned in build.warned] == [
        ('config', name) for name in names
    ]
    assert 'Acme Vendor' in seen_on(build)


def test_settings_taken_away_on_the_command_line(make_project: ProjectMaker) -> None:
    page = RST.page('Page', RST.directive('privacy-notice', 'main', {'updated': '2026-02-10'}))
    settings: dict[str, Any] = {
        'privacy_register': ['no.yaml'],
        'privacy_regimes': ['gdpr'],
        'privacy_publish': ['nothing'],
    }
    project = make_project({'index.rst': page}, **settings)
    build = project.build('text', overrides=dict.fromkeys(settings, ''))
    assert build.warnings == []


def test_setting_of_the_command_line_has_no_place(make_project: ProjectMaker) -> None:
    project = make_project({'index.rst': RST.page('Page')}, privacy_date_fallback='git')
    (warned,) = project.build('text', overrides={'privacy_date_fallback': 'svn'}).warned
    assert (warned.subtype, warned.location) == ('config', '')


def test_right_part_of_a_setting_stays(make_project: ProjectMaker) -> None:
    page = RST.page('Page', RST.directive('processor', 'fastly', {'country': 'US'}))
    styles = {'processor': 'definition', 'cookies': 'table', 'cookie': 3}
    build = build_with(make_project, {'index.rst': page}, privacy_styles=styles)
    assert [warned.subtype for warned in build.warned] == ['config', 'config']
    assert 'Fastly Privacy policy: https://fastly.example/privacy Country: United States' in seen_on(build)


def test_role_in_the_sentence_is_no_placeholder(make_project: ProjectMaker) -> None:
    page = RST.page('Page', RST.directive('processor', 'fastly'))
    terms = 'See the {policy} and {ref}`genindex`.'
    build = build_with(make_project, {'index.rst': page}, privacy_processor_terms=terms)
    assert [warned for warned in build.warned if warned.subtype == 'config'] == []
