"""Notices of other projects: inherited, linked, named; and what is said where that cannot be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from sphinxext_privacy.exports.records import TABLES
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.parents.naming import known_notices
from sphinxext_privacy.parents.reading import read
from tests.helpers.markup import MARKUPS, RST, Markup
from tests.helpers.parents import SITE, child_files, child_of, compare, ours, parent_text
from tests.helpers.rich import SETTINGS, rich_files
from tests.test_privacy_json import read_json

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Project

D = RST.directive


@pytest.fixture(params=MARKUPS)
def markup(request: pytest.FixtureRequest) -> Markup:
    name: MarkupName = request.param
    return Markup(name)


# -- inheritance ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize('parallel', [1, 2])
def test_an_addendum_to_a_notice_of_another_project(
    make_project: ProjectMaker, parent: Project, markup: Markup, parallel: int
) -> None:
    project = child_of(make_project, parent_text(parent), child_files(markup))
    build = project.build(fatal=True, parallel=parallel)
    assert build.warnings == []
    page = build.page('pypi')
    assert f'href="{SITE}psf.html#privacy-processor-fastly"' in page
    assert f'href="{SITE}psf.html#privacy-data-ip-address"' in page
    assert f'href="{SITE}psf.html"' in page
    assert '>PSF Privacy Notice<' in page
    # The controller of the parent, by its short name.
    assert 'between Mailer and PSF' in page
    refers = build.page('refers')
    assert 'Your address on the net' in refers
    assert 'February 10, 2026' in refers


def test_the_same_facts_arrive(make_project: ProjectMaker, parent: Project) -> None:
    """From project to file, from there to the notices of another project, and on to its own file."""
    text = parent_text(parent)
    there = {notice['id']: notice for notice in json.loads(text)['notices']}
    data = read_json(child_of(make_project, text).build('privacy', fatal=True))
    pypi = data['notices'][0]
    assert pypi['parents'] == ['psf']
    assert pypi['controllers'] == ['psf']
    for table, entries in there['psf']['resolved'].items():
        inherited = [entry for entry in pypi['resolved'][table] if entry['notice'] == 'psf']
        assert inherited == [{**placed(entry), 'url': f'{SITE}{entry["url"]}'} for entry in entries]


@pytest.mark.parametrize('also', [{'addendum-to': 'psf'}, {}], ids=['addendum', 'alone'])
def test_a_controller_of_another_project_by_its_whole_name(
    make_project: ProjectMaker, parent: Project, also: dict[str, str]
) -> None:
    """It is the same in each form, however its id is written."""
    text = parent_text(parent)
    made = {}
    for named in ('psf', 'psf/psf'):
        notice = D('privacy-notice', 'app', {'updated': '2026-02-11', 'controller': named, 'service': 'App', **also})
        files = child_of(make_project, text, {'index.rst': RST.page('App', notice)}).build('privacy').files()
        made[named] = {
            name: data.replace(b'psf/psf', b'psf')
            for name, data in files.items()
            if name in {'privacy.json', 'privacy.jsonld', 'ropa.csv', 'fides.yml', 'losses.json'}
        }
    assert made['psf/psf'] == made['psf']
    assert all(b'Python Software Foundation' in made['psf'][name] for name in made['psf'] if name != 'losses.json')


def test_linked_data_of_both_projects_fit(make_project: ProjectMaker, parent: Project) -> None:
    """What both name is called the same, also where this project knows the other notice by another id."""
    files = {'index.rst': RST.page('App', D('privacy-notice', 'app', {'updated': '2026-02-11', 'addendum-to': 'org'}))}
    project = child_of(make_project, parent_text(parent), files, privacy_parents={'org': (SITE, 'psf.json')})
    project.replace('index.rst', 'addendum-to: org', 'addendum-to: org/psf')
    parent.configure(html_baseurl=SITE)
    there, here = (
        {node['id']: node for node in json.loads(made.build('privacy').files()['privacy.jsonld'])['@graph']}
        for made in (parent, project)
    )
    controller = f'{SITE}psf.html#privacy-controller-psf'
    assert there[f'{SITE}psf.html#privacy-notice-psf']['dpv:hasDataController'] == {'id': controller}
    assert here['index.html#privacy-notice-app']['dpv:hasDataController'] == {'id': controller}
    assert {name for name in here if name.startswith(SITE)} <= there.keys()
    assert here['index.html#privacy-notice-app']['dct:requires'] == {
        'type': 'dpv:PrivacyNotice',
        'dct:title': 'PSF Privacy Notice',
        'foaf:page': {'id': f'{SITE}psf.html'},
    }


def placed(entry: dict[str, Any]) -> dict[str, Any]:
    """Give an entry as another project writes it: without its source, which is no file of that project."""
    facts = dict(entry['facts'])
    for value in facts.values():
        if isinstance(value, dict) and value.get('url', '').startswith('policy'):
            value['url'] = SITE + value['url']
    return {name: value for name, value in {**entry, 'facts': facts}.items() if name != 'source'}


def test_everything_that_the_language_has(make_project: ProjectMaker) -> None:
    """Every fact of every kind is read as it was."""
    data = read_json(make_project(rich_files(), **SETTINGS).build('privacy'))
    found = read(json.dumps(data).encode(), SITE)
    assert [problem for problem in found.problems if 'address' not in problem.message] == []
    checked = 0
    for written, notice in zip(data['notices'], found.notices, strict=True):
        entries = [(kind, entry) for kind, table in TABLES.items() for entry in written['resolved'].get(table, [])]
        assert [(kind, entry['id'], entry['title']) for kind, entry in entries] == [
            (entry.kind, entry.ident, entry.title) for entry in notice.entries
        ]
        for (kind, entry), got in zip(entries, notice.entries, strict=True):
            assert got.facts.keys() == entry['facts'].keys(), kind
            for name, value in entry['facts'].items():
                here: Any = got.facts[name]
                if isinstance(here, (Link, Contact)):
                    here = {part: text.removeprefix(SITE) for part, text in here._asdict().items() if text}
                elif isinstance(here, tuple):
                    here = list(here)
                assert here == value or (KINDS[kind].by_name[name].type == 'url' and here == SITE + value)
                checked += 1
    assert checked > 50


def test_notices_of_one_file_by_name(make_project: ProjectMaker, parent: Project) -> None:
    """By the name of the setting, by their own id, and by both."""
    for name in ('events', 'policies/events'):
        files = child_files()
        files['pypi.rst'] = RST.page(
            'PyPI',
            D('privacy-notice', 'pypi', {'updated': '2026-02-11', 'addendum-to': name}),
            ':privacy:cookie:`ticket`, :privacy:processor:`fastly`, :privacy:notice:`policies/psf`, '
            ':privacy:notice:`events`',
        )
        files['refers.rst'] = 'Refers\n======\n'
        project = child_of(
            make_project,
            parent_text(parent),
            files,
            privacy_parents={'policies': (SITE.rstrip('/'), 'psf.json')},
            suppress_warnings=['privacy.parent'],
        )
        build = project.build(fatal=True)
        page = build.page('pypi')
        for place in ('events.html#privacy-cookie-ticket', 'psf.html#privacy-processor-fastly', 'psf.html"'):
            assert f'href="{SITE}{place}' in page
        resolved = read_json(project.build('privacy'))['notices'][0]['resolved']
        # What two ancestors state is there once.
        assert [(entry['id'], entry['notice']) for entry in resolved['statements']] == [('changes', 'policies/psf')]
        assert [entry['notice'] for entry in resolved['cookies']] == ['policies/events']


def test_names(parent: Project) -> None:
    found = read(parent_text(parent).encode(), SITE).notices
    assert list(known_notices({'psf': found})) == ['events', 'psf', 'psf/events', 'psf/psf']
    assert list(known_notices({'a': found})) == ['a/events', 'a/psf', 'events', 'psf']
    both = known_notices({'a': found, 'events': found[:1]})
    assert list(both) == ['a/events', 'a/psf', 'events', 'events/events', 'psf']
    assert [(entry.ident, entry.notice) for entry in both['events'].entries if entry.kind in {'cookie', 'data'}] == [
        ('ip-address', 'events/psf'),
        ('ticket', 'events'),
    ]
    assert both['psf'] is both['a/psf']
    assert list(known_notices({'only': found[1:]})) == ['only', 'only/psf', 'psf']
    assert known_notices({'a': found})['a/events'].facts['addendum-to'] == ('a/psf',)
    assert known_notices({'a': found[:1]})['a'].facts.get('addendum-to') is None


def test_a_notice_of_this_project_is_meant_first(make_project: ProjectMaker, parent: Project) -> None:
    files = child_files()
    files['plain.rst'] = RST.page('Own', D('privacy-notice', 'psf', {'updated': '2026-01-01'}))
    files['refers.rst'] = 'Refers\n======\n\n:privacy:notice:`psf`, :privacy:notice:`psf/psf`\n'
    files['pypi.rst'] = files['pypi.rst'].replace(':privacy:processor:`fastly`', '')
    build = child_of(make_project, parent_text(parent), files).build()
    assert ours(build) == [
        (
            'parent',
            'plain.rst:4',
            "privacy_parents in conf.py: 'psf' is also a notice of this project, which is meant by that name",
        ),
    ]
    assert 'href="plain.html#privacy-notice-psf"' in build.page('refers')
    assert f'href="{SITE}psf.html"' in build.page('refers')
    assert 'between Mailer' not in build.page('pypi')


def test_names_come_from_the_parent(make_project: ProjectMaker, parent: Project) -> None:
    """An id of the parent's is shown by its name there, on the page and in lists."""
    files = child_files()
    files['pypi.rst'] += '\n' + RST.directive('processor', 'fastly') + '\n' + RST.directive('processor-list') + '\n'
    build = child_of(make_project, parent_text(parent), files).build(fatal=True)
    page = build.page('pypi')
    assert page.count('Fastly') >= 2
    assert '>fastly<' not in page


def test_foreign_prose_is_no_markup(make_project: ProjectMaker) -> None:
    """What another project wrote is shown as it stands, wherever it is shown."""
    script = '.. raw:: html\n\n   <script>alert(1)</script>'
    facts: dict[str, tuple[str, dict[str, Any]]] = {
        'statements': ('s', {'topic': 'changes', 'text': script}),
        'data': (
            'd',
            {'label': '*Not* emphasis', 'retention': 'as *long* as ``needed``', 'examples': '`a <https://b.example>`_'},
        ),
        'controllers': ('c', {'name': 'C', 'dpo': {'text': '*d* :privacy:data:`d`'}}),
    }
    resolved = {
        table: [{'id': ident, 'title': ident, 'notice': 'psf', 'url': f'psf.html#{ident}', 'facts': stated}]
        for table, (ident, stated) in facts.items()
    }
    notice = {'id': 'psf', 'title': 'PSF', 'url': 'psf.html', 'resolved': resolved}
    data = {'format': 'sphinxext-privacy/1', 'notices': [notice]}
    files = {
        'index.rst': RST.page(
            'Child',
            D('privacy-notice', 'child', {'updated': '2026-02-11', 'addendum-to': 'psf'}),
            D('privacy-whole-notice'),
            D('retention-list', '', {'scope': 'all'}),
            D('privacy-summary', '', {'scope': 'all'}),
        )
    }
    build = child_of(make_project, json.dumps(data), files).build()
    page = build.page('index')
    assert '<script>alert' not in page
    assert '<em>' not in page
    assert 'href="https://b.example"' not in page
    for shown in (
        '.. raw:: html',
        '&lt;script&gt;',
        'as *long* as ``needed``',
        '*d* :privacy:data:`d`',
        '*Not* emphasis',
    ):
        assert shown in page


def test_no_notice_of_that_name(make_project: ProjectMaker, parent: Project) -> None:
    """The name of a file with several notices stands for none of them; each is known after a slash."""
    options: dict[str, Any] = {'privacy_parents': {'policies': (SITE, 'psf.json')}}
    child = child_of(make_project, parent_text(parent), **options)
    assert ours(child.build()) == []
    child.replace('pypi.rst', ':addendum-to: psf', ':addendum-to: policies/psf')
    assert ours(child.build()) == []
    child.replace('pypi.rst', 'policies/psf', 'policies')
    ((subtype, _, message),) = ours(child.build())
    assert subtype == 'x-ref'
    assert message == (
        "privacy-notice 'pypi': `addendum-to` names policies, which is declared nowhere; "
        f'the file of that name holds policies/events, policies/psf. {ADVICE}'
    )


# -- what is said --------------------------------------------------------------------------------------------

ADVICE: Final = 'Declare it on a page or in the register, or name another. (X-REF: consistency)'


def test_a_parent_that_is_missing(make_project: ProjectMaker, parent: Project) -> None:
    files = child_files()
    files['pypi.rst'] = files['pypi.rst'].replace(':addendum-to: psf', ':addendum-to: psff, event')
    build = child_of(make_project, parent_text(parent), files).build()
    assert ours(build) == [
        (
            'x-ref',
            'pypi.rst:6',
            f"privacy-notice 'pypi': `addendum-to` names {words} {ADVICE}",
        )
        for words in (
            "psff, which is declared nowhere; did you mean 'psf'?",
            "event, which is declared nowhere; did you mean 'events'?",
        )
    ]


def test_an_entry_in_a_notice_of_another_project(make_project: ProjectMaker, parent: Project) -> None:
    files = child_files() | {'plain.rst': RST.page('Plain', D('processor', 'Cloud', {'notice': 'psf'}))}
    build = child_of(make_project, parent_text(parent), files).build()
    assert ours(build) == [
        ('notice', 'plain.rst:5', "processor: 'psf' is a notice of another project, and its entries stand there"),
    ]


def test_circles(make_project: ProjectMaker) -> None:
    files = {'index.rst': RST.page('Home', RST.toctree(*'abcd'))}
    for name, parents in {'a': 'c', 'b': 'a', 'c': 'b', 'd': 'd, a'}.items():
        files[f'{name}.rst'] = RST.page(
            name, D('privacy-notice', name, {'updated': '2026-01-01', 'addendum-to': parents})
        )
    build = make_project(files).build()
    words = 'privacy-notice: notices add to each other in a circle:'
    assert ours(build) == [
        ('notice', 'a.rst:6', f'{words} a → c → b → a'),
        ('notice', 'd.rst:6', f'{words} d → d'),
    ]


# -- incremental builds --------------------------------------------------------------------------------------


def test_a_file_that_changes(make_project: ProjectMaker, parent: Project) -> None:
    text = parent_text(parent)
    project = child_of(make_project, text)
    project.build()
    assert project.build().written == ()
    # Another form of the same.
    project.write({'psf.json': json.dumps(json.loads(text))})
    build = project.build()
    assert (build.read, build.written) == ((), ())
    edits = [
        ('psf.html#privacy-processor-fastly', 'moved.html#privacy-processor-fastly', {'pypi'}),
        ('"short-name": "PSF"', '"short-name": "the Foundation"', {'pypi'}),
        ('Your address on the net', 'Your IP address', {'pypi', 'refers'}),
        ('"updated": "2026-02-10"', '"updated": "2026-05-05"', {'refers'}),
        ('"project": "Example"', '"project": "Other"', set()),
        ('We tell you.', 'We tell everybody.', set()),
    ]
    for old, new, changed in edits:
        assert old in text
        text = text.replace(old, new)
        project.write({'psf.json': text})
        build = project.build()
        assert build.read == ()
        # The root document is written along by Sphinx.
        assert set(build.written) - {'index'} == changed, new
        compare(project, build)
        assert project.build().written == ()
    project.remove('psf.json')
    build = project.build()
    assert [item.subtype for item in build.warned if item.type == 'privacy' and item.subtype == 'parent'] == ['parent']
    assert SITE not in build.page('pypi')
    compare(project, build)
    project.write({'psf.json': text})
    compare(project, project.build())


def test_prose_of_the_register_that_refers_to_a_foreign_entry(make_project: ProjectMaker, parent: Project) -> None:
    files = child_files() | {'register.yaml': 'data:\n  size: {label: "beside :privacy:processor:`fastly`"}\n'}
    files['plain.rst'] = RST.page('Plain', D('collected-data', 'size'))
    text = parent_text(parent)
    project = child_of(make_project, text, files, privacy_register=['register.yaml'])
    assert f'{SITE}psf.html#privacy-processor-fastly' in project.build(fatal=True).page('plain')
    project.write({'psf.json': text.replace('psf.html#', 'moved.html#')})
    build = project.build()
    assert f'{SITE}moved.html#privacy-processor-fastly' in build.page('plain')
    compare(project, build)
