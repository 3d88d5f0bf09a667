"""Files of other projects: had or not, from disk or web, and what may be wrong in them."""

from __future__ import annotations

import json
import os
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinxext_privacy.exports.privacy_json import FORMAT
from sphinxext_privacy.exports.records import TABLES
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.parents.fetching import without_credentials
from sphinxext_privacy.parents.naming import known_notices
from sphinxext_privacy.parents.reading import LIMIT, Read, read
from tests.helpers.markup import RST
from tests.helpers.parents import SITE, child_files, child_of, ours, parent_text
from tests.test_privacy_json import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Project

D = RST.directive


# -- what is said --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('value', 'message'),
    [
        (['psf'], "privacy_parents in conf.py: ['psf'] is not a table of names and pairs of an address and a file"),
        ({'a b': (SITE, 'a')}, "privacy_parents in conf.py: 'a b' is not an id"),
        ({1: (SITE, 'a')}, 'privacy_parents in conf.py: 1 is not an id'),
        ({'a': SITE}, f"privacy_parents['a'] in conf.py: {SITE!r} is not a pair: the address of the site, and a file"),
        ({'a': (SITE,)}, 'is not a pair: the address of the site, and a file or its address'),
        ({'a': ('a.example', 'a')}, "'a.example' is not the https or http address of a site"),
        ({'a': ('javascript://a', 'a')}, "'javascript://a' is not the https or http address of a site"),
        ({'a': (None, 'a')}, 'None is not the https or http address of a site'),
        ({'a': (SITE, '')}, "'' is not the path of a file, or its https or http address"),
        ({'a': (SITE, 'file:///etc/passwd')}, "'file:///etc/passwd' is not the path of a file"),
        ({'a': (SITE, 3)}, '3 is not the path of a file'),
    ],
)
def test_a_setting_that_is_wrong(make_project: ProjectMaker, value: Any, message: str) -> None:
    """What is right beside it stays."""
    good = {'good': (SITE, 'none.json')} if isinstance(value, dict) else {}
    build = make_project({'index.rst': 'Home\n====\n'}, privacy_parents={**good, **value} if good else value).build()
    told = ours(build)
    assert (told[0][0], told[0][1].partition(':')[0]) == ('config', 'conf.py')
    assert message in told[0][2]
    assert [subtype for subtype, *_ in told[1:]] == ['parent'] * len(good)


def test_the_address_of_the_site(make_project: ProjectMaker, parent: Project) -> None:
    """A slash at its end or not, and no password in links."""
    text = parent_text(parent)
    for base in ('https://me:secret@policies.example/privacy', 'https://policies.example/privacy/'):
        build = child_of(make_project, text, privacy_parents={'psf': [base, 'psf.json']}).build(fatal=True)
        assert f'href="{SITE}psf.html"' in build.page('pypi')


@pytest.mark.parametrize(
    ('data', 'reason'),
    [
        (None, 'there is no such file'),
        (b'\xff', 'the file is not UTF-8'),
        (b'', 'the file is not JSON: '),
        (b'{"notices": ', 'the file is not JSON: '),
        (b'[]', 'the file is no privacy.json: it names no format'),
        (b'{"format": "sphinxext-privacy/2"}', "the file has the format 'sphinxext-privacy/2', and this version reads"),
        (b'{"format": {}}', 'the file has the format a table, and this version reads'),
        (b'[' * 100_000, 'the file is nested too deeply'),
        (b'1' * 10_000, 'the file is not JSON: '),
        (b' ' * (LIMIT + 1), 'it has more than 10 MB'),
    ],
    ids=['absent', 'utf-8', 'empty', 'cut', 'list', 'version', 'table', 'deep', 'digits', 'large'],
)
def test_a_file_that_cannot_be_had(make_project: ProjectMaker, data: bytes | None, reason: str) -> None:
    """One warning, and the build goes on: that the notice is missing is not told once more."""
    files = child_files() | {'refers.rst': 'Refers\n======\n'}
    files['pypi.rst'] = files['pypi.rst'].partition(':privacy:')[0]
    files['pypi.rst'] = files['pypi.rst'].replace('   :data: ip-address\n', '')
    project = child_of(make_project, '', files)
    if data is None:
        project.remove('psf.json')
    else:
        project.write({'psf.json': data})
    build = project.build()
    ((subtype, location, message),) = ours(build)
    assert (subtype, location.partition(':')[0]) == ('parent', 'conf.py')
    assert message.startswith(f"privacy_parents in conf.py: the notices of 'psf' cannot be had from psf.json: {reason}")
    assert message.endswith('. This build does without what they state')
    assert 'Mailer' in build.page('pypi')


def notice_with(**parts: Any) -> dict[str, Any]:
    return {'format': FORMAT, 'notices': [{'id': 'psf', 'title': 'PSF', 'url': 'psf.html', 'resolved': {}, **parts}]}


def entry_with(table: str, **parts: Any) -> dict[str, Any]:
    return notice_with(resolved={table: [{'id': 'a', 'title': 'A', 'notice': 'psf', 'url': 'psf.html#a', **parts}]})


ENTRY: Final = 'notices[0].resolved.processors[0]'


@pytest.mark.parametrize(
    ('data', 'path', 'message'),
    [
        ({'format': FORMAT}, 'notices', 'this must be a list of tables'),
        ({'format': FORMAT, 'notices': [1]}, 'notices[0]', 'this must be a table, not 1'),
        ({'format': FORMAT, 'notices': [{'id': 'a b'}]}, 'notices[0].id', "'a b' is not an id"),
        (notice_with(facts=[]), 'notices[0].facts', 'this must be a table of facts'),
        (notice_with(facts={'updated': '10.02.2026'}), 'notices[0].facts.updated', '10.02.2026'),
        (notice_with(facts={'gpc': 'yes'}), 'notices[0].facts.gpc', "'yes' is not true or false"),
        (notice_with(facts={'minimum-age': True}), 'notices[0].facts.minimum-age', 'True is not a whole number'),
        (notice_with(facts={'domains': 'a'}), 'notices[0].facts.domains', "'a' is not a list"),
        (notice_with(facts={'domains': ['a', 1]}), 'notices[0].facts.domains[1]', '1 is not text'),
        (notice_with(facts={'dpo': 'perhaps'}), 'notices[0].facts.dpo', "'perhaps' is not"),
        (notice_with(facts={'service': ' '}), 'notices[0].facts.service', 'this is empty'),
        (notice_with(facts={'service': 'a\x07'}), 'notices[0].facts.service', 'U+0007, which cannot be shown'),
        (notice_with(facts={'service': '\ud800'}), 'notices[0].facts.service', 'U+D800, which cannot be shown'),
        (notice_with(controllers=['a b']), 'notices[0].controllers[0]', "'a b' is not an id"),
        (notice_with(url='javascript:alert(1)'), 'notices[0].url', 'is not an https, http or mailto address'),
        (notice_with(url='file:///etc/passwd'), 'notices[0].url', 'is not an https, http or mailto address'),
        (notice_with(url='//evil.example/'), 'notices[0].url', 'has no scheme'),
        (notice_with(url='mailto:a@b.example'), 'notices[0].url', 'is not the address of a page'),
        (notice_with(resolved=[]), 'notices[0].resolved', 'this must be a table of entries'),
        (notice_with(resolved={'processors': {}}), 'notices[0].resolved.processors', 'this must be a list of tables'),
        (entry_with('processors', id=None), f'{ENTRY}.id', 'None is not an id'),
        (entry_with('processors', title=['A']), f'{ENTRY}.title', 'a list is not text'),
        (entry_with('processors', notice='a b'), f'{ENTRY}.notice', "'a b' is not the id of a notice"),
        (entry_with('processors', body=1), f'{ENTRY}.body', '1 is not text'),
        (entry_with('processors', facts={'policy': 'a'}), f'{ENTRY}.facts.policy', "'a' is not a table with"),
        (entry_with('processors', facts={'policy': {'url': 'data:,a'}}), f'{ENTRY}.facts.policy.url', 'is not'),
        (entry_with('processors', facts={'data': ['a b']}), f'{ENTRY}.facts.data[0]', "'a b' is not an id"),
        (entry_with('processors', facts={'purpose': {}}), f'{ENTRY}.facts.purpose', 'a table is not text'),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file(make_project: ProjectMaker, data: Any, path: str, message: str) -> None:
    """It is left out, with one warning that names its place; what is right beside it stays."""
    text = json.dumps(data)
    files = {'index.rst': 'Home\n====\n'}
    told = ours(child_of(make_project, text, files).build())
    assert told[0][:2] == ('parent', f'psf.json:{path}')
    assert message in told[0][2]
    assert all('holds no notice' in item[2] for item in told[1:])
    found = read(text.encode(), SITE)
    assert found.usable
    if path.startswith('notices[0].') and path != 'notices[0].id':
        assert [notice.ident for notice in found.notices] == ['psf']


def test_many_problems(make_project: ProjectMaker) -> None:
    data = notice_with(resolved={'processors': [{'id': 1}] * 300})
    told = ours(child_of(make_project, json.dumps(data), {'index.rst': 'Home\n====\n'}).build())
    assert len(told) == 21
    assert told[-1] == ('parent', 'psf.json:1', 'there are 280 more problems in this file')


# -- reading by itself ---------------------------------------------------------------------------------------


def test_unknown_keys_are_passed_over() -> None:
    data = entry_with('processors', facts={'name': 'A', 'new-fact': {'deep': [1]}}, new=1) | {'new': []}
    data['notices'][0]['resolved']['new-table'] = [1]
    data['notices'][0]['facts'] = {'new': 1}
    found = read(json.dumps(data).encode('utf-8-sig'), SITE)
    assert found.problems == ()
    assert found.notices[0].entries[0].facts == {'name': 'A'}


def test_addresses_are_joined() -> None:
    facts = {
        'policy': {'title': 'P', 'url': '../p.html'},
        'website': {'url': '/w'},
        'opt-out': {'url': 'mailto:a@b.example'},
    }
    (entry,) = read(json.dumps(entry_with('processors', facts=facts)).encode(), SITE).notices[0].entries
    assert entry.url == f'{SITE}psf.html#a'
    assert entry.facts['policy'] == Link('P', 'https://policies.example/p.html')
    assert entry.facts['website'] == Link('', 'https://policies.example/w')
    assert entry.facts['opt-out'] == Link('', 'mailto:a@b.example')


@pytest.mark.parametrize('url', [None, 'mailto:a@b.example'])
@pytest.mark.parametrize('of_notice', [f'{SITE}psf.html', None])
def test_an_entry_without_an_address(make_project: ProjectMaker, url: str | None, of_notice: str | None) -> None:
    """It is read where its notice is, or the site: without an address it would be one of this project."""
    data = entry_with('processors', notice='third', url=url)
    data['notices'][0]['url'] = of_notice
    (notice,) = read(json.dumps(data).encode(), SITE).notices
    assert [entry.url for entry in notice.entries] == [notice.url] == [of_notice or SITE]
    project = child_of(make_project, json.dumps(data))
    files = project.build('privacy').files('privacy.json')
    (known,) = json.loads(files['privacy.json'])['notices'][0]['resolved']['processors'][-1:]
    assert (known['notice'], known['url'], 'source' in known) == ('psf/third', notice.url, False)


NAMES: Final = sorted(
    {'id', 'title', 'notice', 'facts', 'url', 'body', 'resolved', 'controllers', 'text', 'website', *TABLES.values()}
    | {item.name for kind in KINDS.values() for item in kind.fields}
)
JSON_VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(['a', 'psf', 'https://a.example', 'http://[', '../a', 'P90D', '2026-02-10', 'none', '\ud800']),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=30,
)  # fmt: skip
NOTICES: Final = st.lists(
    st.fixed_dictionaries(
        {'id': st.sampled_from(['psf', 'b', 'a b'])},
        optional={
            'facts': st.dictionaries(st.sampled_from([item.name for item in KINDS['notice'].fields]), JSON_VALUES),
            'url': JSON_VALUES,
            'resolved': st.dictionaries(
                st.sampled_from(sorted(TABLES.values())),
                st.lists(
                    st.fixed_dictionaries(
                        {'id': st.sampled_from(['a', 'b'])},
                        optional={'facts': st.dictionaries(st.sampled_from(NAMES), JSON_VALUES), 'url': JSON_VALUES},
                    ),
                    max_size=3,
                ),
                max_size=4,
            ),
        },
    ),
    max_size=3,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JSON_VALUES | st.fixed_dictionaries({'format': st.just(FORMAT), 'notices': JSON_VALUES | NOTICES}))
def test_any_value_is_read(value: Any) -> None:
    found = read(json.dumps(value).encode(), SITE)
    assert isinstance(found, Read)
    assert found.usable or found.problems
    for notice in known_notices({'psf': found.notices}).values():
        assert notice.digest
        for url in (notice.url, *(entry.url for entry in notice.entries)):
            assert not url or url.lower().startswith(('https://', 'http://'))
        for entry in notice.entries:
            json.dumps(entry.facts, ensure_ascii=False).encode()
            for fact in entry.facts.values():
                if isinstance(fact, Link) and fact.url:
                    assert fact.url.lower().startswith(('https://', 'http://', 'mailto:'))


@given(st.binary(max_size=60))
def test_any_bytes_are_read(data: bytes) -> None:
    assert not read(data, SITE).usable


# -- from the web --------------------------------------------------------------------------------------------


class Server(ThreadingHTTPServer):
    """Answers as it is told to, and counts."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(('127.0.0.1', 0), Handler)
        self.data = b''
        self.status = 200
        self.headers: dict[str, str] = {}
        self.delay = 0.0
        self.asked: list[dict[str, str]] = []
        self.released = threading.Event()

    def url(self, credentials: str = '') -> str:
        return f'http://{credentials}127.0.0.1:{self.server_address[1]}/privacy.json'


class Handler(BaseHTTPRequestHandler):
    protocol_version: ClassVar[str] = 'HTTP/1.0'  # type: ignore[misc]

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append(dict(self.headers))
        server.released.wait(server.delay)
        etag = server.headers.get('ETag')
        fresh = etag is not None and self.headers.get('If-None-Match') == etag
        self.send_response(304 if fresh else server.status)
        for name, value in server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if not fresh:
            # Who asked may not wait for all of it.
            with suppress(ConnectionError):
                self.wfile.write(server.data)

    def log_message(self, *args: Any) -> None:
        """Print nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv('NO_PROXY', '127.0.0.1')
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={'poll_interval': 0.02})
    thread.start()
    yield made
    made.released.set()
    made.shutdown()
    made.server_close()
    thread.join()


def web_child(make_project: ProjectMaker, location: str, **more: Any) -> Project:
    files = {
        'index.rst': RST.page('Home', D('privacy-notice', 'pypi', {'updated': '2026-02-11', 'addendum-to': 'psf'}))
    }
    return make_project(files, privacy_parents={'psf': (SITE, location)}, **more)


def age(project: Project, days: float) -> None:
    """Make the copies older."""
    past = time.time() - days * 86400
    for path in project.folder.glob('doctrees/*/privacy-parents/*.json'):
        os.utime(path, (past, past))


def test_fetched_once_in_five_days(make_project: ProjectMaker, parent: Project, server: Server) -> None:
    server.data = parent_text(parent).encode()
    server.headers = {'ETag': '"one"', 'Last-Modified': 'Tue, 10 Feb 2026 00:00:00 GMT'}
    project = web_child(make_project, server.url())
    for _ in range(2):
        assert project.build(fatal=True).warnings == []
    assert len(server.asked) == 1
    assert 'Sphinx' in server.asked[0]['User-Agent']
    # Older than the limit: asked whether it is still right, and it is.
    age(project, 6)
    project.build(fatal=True)
    assert server.asked[1]['If-None-Match'] == '"one"'
    assert server.asked[1]['If-Modified-Since'] == 'Tue, 10 Feb 2026 00:00:00 GMT'
    project.build(fatal=True)
    assert len(server.asked) == 2
    # And now it is not.
    server.headers['ETag'] = '"two"'
    server.data = server.data.replace(b'"psf"', b'"other"')
    age(project, 6)
    assert [subtype for subtype, *_ in ours(project.build())] == ['x-ref']
    assert len(server.asked) == 3
    # Another address is another file.
    server.data = parent_text(parent).encode()
    project.configure(privacy_parents={'psf': (SITE, f'{server.url()}?two')})
    project.build(fatal=True)
    assert len(server.asked) == 4


def test_the_settings_of_intersphinx(make_project: ProjectMaker, parent: Project, server: Server) -> None:
    server.data = parent_text(parent).encode()
    extensions = ['sphinxext_privacy', 'sphinx.ext.intersphinx']
    options = {'extensions': extensions, 'user_agent': 'Me/1'}
    project = web_child(make_project, server.url(), **options, intersphinx_cache_limit=0)
    for count in (1, 2):
        project.build(fatal=True)
        assert len(server.asked) == count
    assert server.asked[0]['User-Agent'] == 'Me/1'
    project.configure(intersphinx_cache_limit=-1)
    age(project, 1000)
    project.build(fatal=True)
    assert len(server.asked) == 2


BROKEN: Final[dict[str, tuple[dict[str, Any], str]]] = {
    'absent': ({'status': 404}, 'the server answers 404 Not Found'),
    'broken': ({'status': 500}, 'the server answers 500 Internal Server Error'),
    'no JSON': ({'data': b'<!doctype html>'}, 'the file is not JSON: Expecting value: line 1 column 1 (char 0)'),
    'version': (
        {'data': b'{"format": "other/9"}'},
        f"the file has the format 'other/9', and this version reads {FORMAT!r}",
    ),
    'large': ({'data': b' ' * (LIMIT + 100_000)}, 'the file has more than 10 MB'),
    'slow': ({'delay': 3.0}, 'there was no answer within 1.0 seconds'),
    'file': (
        {'status': 302, 'headers': {'Location': 'file:///etc/passwd'}},
        'it leads to an address that is neither https nor http',
    ),
    'circle': (
        {'status': 302, 'headers': {'Location': '/privacy.json'}},
        'it leads from one address to the next without end',
    ),
    'encoding': (
        {'data': b'abc', 'headers': {'Content-Encoding': 'gzip'}},
        'the answer is wrong (ContentDecodingError)',
    ),
}


@pytest.mark.parametrize('case', BROKEN)
@pytest.mark.parametrize('kept', [False, True])
def test_what_a_server_may_do(
    make_project: ProjectMaker, parent: Project, server: Server, case: str, kept: bool
) -> None:
    """One warning; where there is a copy, it is used."""
    parts, reason = BROKEN[case]
    options: dict[str, Any] = {
        'extensions': ['sphinxext_privacy', 'sphinx.ext.intersphinx'],
        'intersphinx_timeout': 1.0,
    }
    project = web_child(make_project, server.url('me:secret@'), **options)
    if kept:
        server.data = parent_text(parent).encode()
        project.build(fatal=True)
        age(project, 6.5)
    for name, value in parts.items():
        setattr(server, name, value)
    build = project.build()
    ((subtype, location, message),) = ours(build)
    assert (subtype, location.partition(':')[0]) == ('parent', 'conf.py')
    start = f"privacy_parents in conf.py: the notices of 'psf' cannot be had from {server.url()}: "
    assert message.startswith(f'{start}{reason}. ')
    day = time.strftime('%Y-%m-%d', time.localtime(time.time() - 6.5 * 86400))
    last = f'The copy of {day} is used, which is 6 days old' if kept else 'This build does without what they state'
    assert message.endswith(last)
    assert 'secret' not in build.status
    resolved = read_json(project.build('privacy', doctrees='html'))['notices'][0]['resolved']
    assert ('processors' in resolved) is kept
    # A copy stays until there is a better one.
    assert ours(project.build())[0][2] == message


def test_a_server_that_is_not_there(make_project: ProjectMaker, server: Server) -> None:
    with ThreadingHTTPServer(('127.0.0.1', 0), Handler) as other:
        address = f'http://127.0.0.1:{other.server_address[1]}/privacy.json'
    ((subtype, location, message),) = ours(web_child(make_project, address).build())
    assert (subtype, location.partition(':')[0]) == ('parent', 'conf.py')
    assert f'cannot be had from {address}: the server cannot be reached' in message


def test_a_copy_that_is_damaged(make_project: ProjectMaker, parent: Project, server: Server) -> None:
    server.data = parent_text(parent).encode()
    project = web_child(make_project, server.url())
    project.build(fatal=True)
    (path,) = project.folder.glob('doctrees/*/privacy-parents/*.json')
    for count, damaged in enumerate((b'', b'[]\n{}', b'{"etag": 1, "modified": ""}\n', path.read_bytes()[:-20]), 2):
        path.write_bytes(damaged)
        assert project.build(fatal=True).warnings == []
        assert len(server.asked) == count


@pytest.mark.parametrize(
    ('url', 'shown'),
    [
        ('https://a.example/b?c', 'https://a.example/b?c'),
        ('https://me:secret@a.example:8/b', 'https://a.example:8/b'),
        ('docs/privacy.json', 'docs/privacy.json'),
    ],
)
def test_passwords_are_not_shown(url: str, shown: str) -> None:
    assert without_credentials(url) == shown
