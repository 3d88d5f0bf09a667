"""``privacy.json``: it says what the notices state, fits its schema, and is the same each time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from sphinxext_privacy.exports.privacy_json import FORMAT, privacy_json, privacy_json_text
from sphinxext_privacy.exports.records import TABLES, Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.exports.schema import TYPES, privacy_json_schema
from sphinxext_privacy.model.fields import FieldType
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from tests.helpers.markup import MARKUPS, RST, Markup
from tests.helpers.rich import SETTINGS, rich_files

if TYPE_CHECKING:
    from sphinxext_privacy.model.values import Facts
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Build

SCHEMA = privacy_json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def read_json(build: Build) -> Any:
    """Give the file of a build; it is as it must be."""
    text = build.text('privacy.json')
    data = json.loads(text)
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    assert text.endswith('}\n')
    assert '<' not in text
    unescaped = re.sub(r'\\u(003c|2028|2029)', lambda found: chr(int(found[1], 16)), text)
    assert unescaped == json.dumps(data, indent=2, ensure_ascii=False) + '\n'
    for notice in data['notices']:
        for tables in (notice['own'], notice['resolved']):
            for kind, table in TABLES.items():
                for entry in tables.get(table, []):
                    assert entry['facts'].keys() <= KINDS[kind].by_name.keys()
        assert notice['facts'].keys() <= KINDS['notice'].by_name.keys()
    return data


REGISTER = """\
controllers:
  acme:
    name: The Acme Foundation
    short-name: Acme
    dpo: {name: Ewa, email: ewa@acme.example, website: about.rst}
  other:
    name: Other
processors:
  cloud:
    name: Cloud
    purpose: "to *host* it"
    policy: policy.rst#data
    agreement: Terms <https://cloud.example/terms>
    country: [US, EU]
    domains: a.example, b.example
    optional: no
statements:
  deletion:
    topic: retention
    text: We delete *everything*.
"""


def files(markup: Markup) -> dict[str, str]:
    d = markup.directive
    return {
        'register.yaml': REGISTER,
        'index.rst': 'Home\n====\n\n.. toctree::\n   :hidden:\n   :glob:\n\n   *\n',
        'about.rst': 'About\n=====\n',
        'policy.rst': 'Policy\n======\n',
        f'whole{markup.suffix}': markup.page(
            'Whole notice',
            d(
                'privacy-notice',
                'whole',
                {
                    'updated': '2026-02-10',
                    'domains': 'a.example, b.example',
                    'minimum-age': '16',
                    'dpo': 'none — small',
                },
            ),
            d('processor', 'cloud', {'data': 'shoe-size, hat-size', 'handling': 'stored, no such'}, 'They store it.'),
            d('collected-data', '', {'retention': 'P90D after **the end**'}, markup.bullets(['Shoe *size*'])),
            d('privacy-statement', 'deletion'),
            d('privacy-statement', 'retention', {}, 'First words.\n\nSecond </script> words.'),
            d('automated-decision', 'Scores', {'solely': ''}),
            d('privacy-change', '2026-02-10', {'kind': 'added', 'entries': 'cloud'}, 'Cloud.'),
        ),
        f'short{markup.suffix}': markup.page(
            'Short notice',
            d('privacy-notice', 'short', {'addendum-to': 'whole', 'url': 'https://acme.example/short'}),
            d('processor', 'cloud', {'purpose': 'to show it'}),
            d('cookie', 'sid_*', {'style': 'hidden', 'duration': 'session'}),
        ),
    }


SETTINGS_HERE: dict[str, Any] = {
    'privacy_register': ['register.yaml'],
    'privacy_controller': 'acme',
    'privacy_date_fallback': 'none',
    # The two kinds of wrong values above are warnings of their own.
    'suppress_warnings': ['privacy.x-ref', 'privacy.x-shared', 'privacy.vocabulary'],
}


@pytest.fixture(params=MARKUPS)
def markup(request: pytest.FixtureRequest) -> Markup:
    name: MarkupName = request.param
    return Markup(name)


def test_the_whole_file(make_project: ProjectMaker, markup: Markup) -> None:
    build = make_project(files(markup), **SETTINGS_HERE).build('privacy', fatal=True)
    data = read_json(build)
    assert {name: data[name] for name in ('format', 'project', 'language')} == {
        'format': FORMAT,
        'project': 'Example',
        'language': 'en',
    }
    short, whole = data['notices']
    assert {name: whole[name] for name in whole if name not in {'own', 'resolved'}} == {
        'id': 'whole',
        'title': 'Whole notice',
        'url': 'whole.html',
        'facts': {
            'domains': ['a.example', 'b.example'],
            'updated': '2026-02-10',
            'minimum-age': 16,
            'dpo': 'none — small',
        },
        'source': {'file': f'whole{markup.suffix}', 'line': whole['source']['line']},
        'parents': [],
        'controllers': ['acme'],
    }
    # Stated nowhere but in the register, and named by nothing but the setting.
    dpo = {'name': 'Ewa', 'email': 'ewa@acme.example', 'website': 'about.html'}
    acme = {
        'id': 'acme',
        'title': 'The Acme Foundation',
        'notice': 'whole',
        'facts': {'name': 'The Acme Foundation', 'short-name': 'Acme', 'dpo': dpo},
        'url': 'whole.html',
        'source': {'file': 'register.yaml', 'line': 2},
    }
    cloud = whole['own']['processors'][0]
    lines = files(markup)[f'whole{markup.suffix}'].splitlines()
    place = next(number for number, line in enumerate(lines, 1) if 'processor' in line)
    assert cloud == {
        'id': 'cloud',
        'title': 'Cloud',
        'notice': 'whole',
        'facts': {
            'name': 'Cloud',
            'purpose': 'to host it',
            'data': ['shoe-size', 'hat-size'],
            'handling': ['stored', 'no such'],
            'agreement': {'title': 'Terms', 'url': 'https://cloud.example/terms'},
            'policy': {'url': 'policy.html#data'},
            'country': ['US', 'EU'],
            'optional': False,
            'domains': ['a.example', 'b.example'],
        },
        'body': 'They store it.',
        'url': 'whole.html#privacy-processor-cloud',
        'source': {'file': f'whole{markup.suffix}', 'line': place},
    }
    own = whole['own']
    assert own['controllers'] == [acme]
    assert own['data'][0]['facts'] == {'label': 'Shoe size', 'retention': 'P90D after the end'}
    assert own['decisions'][0]['facts'] == {'label': 'Scores', 'solely': True}
    assert own['changes'][0]['facts'] == {'date': '2026-02-10', 'kind': 'added', 'entries': ['cloud']}
    assert own['changes'][0]['body'] == 'Cloud.'
    deletion, retention = own['statements']
    assert deletion['facts'] == {'topic': 'retention', 'text': 'We delete everything.'}
    assert retention['body'] == 'First words.\n\nSecond </script> words.'
    assert whole['resolved'] == own
    # What it adds to comes after its own, and its own facts win.
    assert short['url'] == short['facts']['url'] == 'https://acme.example/short'
    assert short['parents'] == ['whole']
    assert short['controllers'] == ['acme']
    assert short['own'].keys() == {'processors', 'cookies'}
    assert short['own']['cookies'][0]['title'] == 'sid_*'
    resolved = short['resolved']
    assert resolved['controllers'] == [acme]
    assert resolved['processors'][0]['notice'] == 'short'
    assert resolved['processors'][0]['facts']['purpose'] == 'to show it'
    assert resolved['processors'][0]['facts']['data'] == ['shoe-size', 'hat-size']
    assert resolved['processors'][0]['body'] == 'They store it.'
    assert resolved['statements'] == own['statements']


def test_everything_that_the_language_has(make_project: ProjectMaker) -> None:
    project = make_project(rich_files(), **SETTINGS)
    build = project.build('privacy')
    data = read_json(build)
    assert data['notices']
    ours = {'privacy.json', 'report.json', 'report.md', 'report.sarif', 'losses.json', 'losses.md'}
    assert ours <= build.files().keys()
    assert project.build('privacy', out='parallel', parallel=2).text('privacy.json') == build.text('privacy.json')
    assert str(project.folder) not in build.text('privacy.json')


def test_written_only_where_changed(make_project: ProjectMaker) -> None:
    project = make_project(files(RST), **SETTINGS_HERE)
    first = project.build('privacy').stamps()
    assert project.build('privacy').stamps() == first
    project.replace('register.yaml', 'name: Cloud', 'name: Cumulus')
    build = project.build('privacy')
    assert build.stamps() != first
    assert build.read == ()
    assert build.text('privacy.json') == project.clean('privacy').text('privacy.json')
    project.remove('short.rst')
    build = project.build('privacy')
    assert [notice['id'] for notice in read_json(build)['notices']] == ['whole']
    assert build.files() == project.clean('privacy').files()


@pytest.mark.parametrize(
    ('settings', 'url'),
    [
        ({}, 'notes/whole.html'),
        ({'html_file_suffix': '.htm'}, 'notes/whole.htm'),
        ({'html_link_suffix': ''}, 'notes/whole'),
        ({'html_link_suffix': '/'}, 'notes/whole/'),
    ],
)
def test_addresses_are_those_of_the_html_pages(make_project: ProjectMaker, settings: dict[str, Any], url: str) -> None:
    d = RST.directive
    texts = {
        'index.rst': RST.page(
            'Home', d('privacy-notice', 'home', {'updated': '2026-02-10'}), RST.toctree('notes/whole')
        ),
        'notes/whole.rst': RST.page('Whole', d('privacy-notice', 'whole', {'updated': '2026-02-10'})),
    }
    project = make_project(texts, **settings)
    home, whole = read_json(project.build('privacy', fatal=True))['notices']
    assert whole['url'] == url
    assert home['url'] == ('./' if settings.get('html_link_suffix') == '/' else url.replace('notes/whole', 'index'))


def test_two_notices_on_one_page(make_project: ProjectMaker) -> None:
    d = RST.directive
    first, second = (d('privacy-notice', name, {'updated': '2026-02-10'}) for name in ('first', 'second'))
    build = make_project({'index.rst': RST.page('Home', first, second)}).build('privacy')
    assert [notice['url'] for notice in read_json(build)['notices']] == [
        'index.html',
        'index.html#privacy-notice-second',
    ]


def test_no_notice(make_project: ProjectMaker) -> None:
    assert read_json(make_project({'index.rst': 'Home\n====\n'}).build('privacy', fatal=True))['notices'] == []


@pytest.mark.parametrize('named', ['acme', 'one/acme'])
def test_the_controller_that_another_notice_describes(make_project: ProjectMaker, named: str) -> None:
    d = RST.directive
    files = {
        'index.rst': RST.page('Home', RST.toctree('one', 'two')),
        'one.rst': RST.page('One', d('privacy-notice', 'one', {'updated': '2026-02-10'}), d('controller', 'Acme')),
        'two.rst': RST.page('Two', d('privacy-notice', 'two', {'updated': '2026-02-10', 'controller': named})),
    }
    one, two = read_json(make_project(files).build('privacy', fatal=True))['notices']
    assert two['own'] == {}
    assert two['controllers'] == ['acme']
    assert two['resolved']['controllers'] == one['own']['controllers']


def test_included_files_and_translations(make_project: ProjectMaker) -> None:
    d = RST.directive
    texts = {
        'register.yaml': 'data:\n  size: {label: "Shoe *size*"}\n',
        'shared.txt': d('processor', 'Cloud', {'purpose': 'to host'}),
        'index.rst': RST.page(
            'Home',
            d('privacy-notice', 'home', {'updated': '2026-02-10'}),
            d('include', 'shared.txt'),
            d('collected-data', 'size'),
        ),
        'locale/de/LC_MESSAGES/index.po': 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Shoe *size*"\nmsgstr "*Schuhgröße*"\n\nmsgid "to host"\nmsgstr "zum Hosten"\n',
    }
    project = make_project(texts, language='de', locale_dirs=['locale'], privacy_register=['register.yaml'])
    data = read_json(project.build('privacy'))
    own = data['notices'][0]['own']
    assert data['language'] == 'de'
    assert own['data'][0]['title'] == own['data'][0]['facts']['label'] == 'Schuhgröße'
    assert own['processors'][0]['facts']['purpose'] == 'zum Hosten'
    assert own['processors'][0]['source'] == {'file': 'shared.txt', 'line': 1}


# -- the serialiser and the schema by themselves -------------------------------------------------------------


def test_text_is_safe_to_embed() -> None:
    body = '</script><!-- \u2028 & \U0001f600'
    entry = ExportedEntry('statement', 'changes', 'T', 'n', {'topic': 'changes'}, body, 'a.html', Source('a.rst', 3))
    made = ExportedNotice('n', 'N', 'a.html', {}, Source('a.rst', 1), (), (), (entry,), (entry,))
    exported = Exported('P', 'en', (made,))
    text = privacy_json_text(exported)
    assert '<' not in text
    assert '\u2028' not in text
    assert '\U0001f600' in text
    assert json.loads(text) == privacy_json(exported)
    assert VALIDATOR.is_valid(json.loads(text))


def test_empty_parts_are_left_out() -> None:
    facts: Facts = {'website': Link('', 'https://a.example'), 'dpo': Contact(name='Ewa')}
    entry = ExportedEntry('controller', 'a', 'A', 'n', facts)
    made = ExportedNotice('n', 'N', 'a.html', {}, Source('a.rst', 1), (), (), (entry,), ())
    own = privacy_json(Exported('P', 'en', (made,)))['notices'][0]['own']
    assert own == {
        'controllers': [
            {
                'id': 'a',
                'title': 'A',
                'notice': 'n',
                'facts': {'website': {'url': 'https://a.example'}, 'dpo': {'name': 'Ewa'}},
            }
        ]
    }


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    definitions: Any = SCHEMA['$defs']
    for kind, item in KINDS.items():
        properties = definitions[kind]['properties']['facts']['properties']
        assert list(properties) == [field.name for field in item.fields]
        for field in item.fields:
            assert properties[field.name]['description'].startswith(field.help)
    assert TYPES.keys() == set(FieldType.__args__)  # type: ignore[attr-defined]
    assert {name for name, _ in TYPES.values()} <= definitions.keys()


@pytest.mark.parametrize(
    ('path', 'value'),
    [
        *((('format',), 'sphinxext-privacy/2'), (('notices',), {}), (('notices', 0, 'id'), 'a b')),
        *((('notices', 0, 'parents'), 'a'), (('notices', 0, 'facts', 'updated'), '10.02.2026')),
        *((('notices', 0, 'facts', 'minimum-age'), '16'), (('notices', 0, 'facts', 'gpc'), 'yes')),
        *((('notices', 0, 'facts', 'domains'), 'a.example'), (('notices', 0, 'url'), 'javascript:alert(1)')),
        (('notices', 0, 'own', 'processors', 0, 'facts', 'policy'), 'https://a.example'),
        (('notices', 0, 'own', 'processors', 0, 'facts', 'policy'), {'url': 'data:,a'}),
        *((('notices', 0, 'own', 'processors', 0, 'id'), 1), (('notices', 0, 'own', 'processors'), {})),
    ],
)
def test_what_the_schema_refuses(path: tuple[Any, ...], value: object) -> None:
    def data() -> Any:
        processor = {'id': 'a', 'title': 'A', 'notice': 'n', 'facts': {}, 'more': 1}
        notice: dict[str, Any] = {'id': 'n', 'title': 'N', 'url': 'a.html', 'facts': {}}
        notice |= {
            'source': {'file': 'a.rst', 'line': 1},
            'parents': [],
            'controllers': [],
            'own': {'processors': [processor]},
            'resolved': {},
            'more': 1,
        }
        return {'format': FORMAT, 'project': 'P', 'language': 'en', 'notices': [notice], 'more': 1}

    changed = place = data()
    assert VALIDATOR.is_valid(changed)
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(changed)
