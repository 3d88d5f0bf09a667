"""Feeds of changes: what they hold, that they are Atom, and when they are written."""

from __future__ import annotations

import gettext
import re
import uuid
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from bs4 import BeautifulSoup
from lxml import etree

import sphinxext_privacy
from sphinxext_privacy.labels import CATALOGUE
from sphinxext_privacy.publish import feed
from sphinxext_privacy.publish.atom import Entry, Feed, feed_bytes
from tests.helpers.markup import MARKUPS, MD, RST

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import Markup, MarkupName
    from tests.helpers.project import Build, Project

feedparser = pytest.importorskip('feedparser')

BASE: Final = 'https://docs.example.org/en/'
ATOM: Final = '{http://www.w3.org/2005/Atom}'
LINK: Final = re.compile(r'<link rel="alternate" type="application/atom\+xml" title="([^"]*)" href="([^"]*)" />')
REGISTER: Final = """\
controllers:
  acme:
    name: Acme & Sons <Ltd>
    short-name: Acme
processors:
  mailer:
    name: Mailer
"""


def files_of(markup: Markup) -> dict[str, str]:
    """Give two notices on two pages, a page with more changes of the first, and one without a notice."""
    d = markup.directive
    name = markup.role('privacy:processor', 'mailer')
    return {
        'index.rst': RST.page('Home', RST.toctree('legal/shop', 'legal/history', 'app', 'about')),
        f'legal/shop{markup.suffix}': markup.page(
            'Shop "&" notice',
            d('privacy-notice', 'shop', {'updated': '2026-02-10'}),
            d('processor', 'mailer'),
            d('privacy-change', '2024-01-05', {}, 'We open.'),
        ),
        f'legal/history{markup.suffix}': markup.page(
            'History',
            d('privacy-change', '2025-06-01', {'notice': 'shop', 'kind': 'removed'}, 'No more 1 < 2 & "so".'),
            d(
                'privacy-change',
                '2026-02-10',
                {
                    'notice': 'shop',
                    'kind': 'added',
                    'entries': 'mailer',
                    'takes-effect': '2026-03-01',
                    'notified': 'by *mail*',
                },
                f'News are sent with {name}.\n\n- one\n- *two*',
            ),
        ),
        f'app{markup.suffix}': markup.page(
            'App notice',
            d('privacy-notice', 'app', {'updated': '2026-02-10', 'controller': 'acme'}),
            d('privacy-change', '2026-01-01', {'kind': 'corrected', 'style': 'hidden'}, 'A word.'),
        ),
        'about.rst': RST.page('About', 'Words.'),
        'register.yaml': REGISTER,
    }


def project_of(make_project: ProjectMaker, name: MarkupName = 'rst', **settings: Any) -> Project:
    defaults = {
        'privacy_publish': ['feed'],
        'privacy_register': ['register.yaml'],
        'privacy_controller': 'acme',
        'html_baseurl': BASE,
    }
    return make_project(files_of(RST if name == 'rst' else MD), **{**defaults, **settings})


def feeds(build: Build) -> dict[str, bytes]:
    return build.files('**/*.atom')


def read(data: bytes) -> Any:
    """Read a feed as the programs of readers do."""
    read_back = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not read_back.bozo, read_back.get('bozo_exception')
    assert read_back.version == 'atom10'
    return read_back


# -- what RFC 4287 asks for -------------------------------------------------------------------------------------

# Element → how often each child may stand in it; sections 4.1.1, 4.1.2 and 3.2.
ONE, ANY, SOME, MAYBE = (1, 1), (0, None), (1, None), (0, 1)
CHILDREN: Final[dict[str, dict[str, tuple[int, int | None]]]] = {
    'feed': {
        'id': ONE,
        'title': ONE,
        'updated': ONE,
        'author': SOME,
        'link': ANY,
        'category': ANY,
        'generator': MAYBE,
        'entry': ANY,
    },
    'entry': {'id': ONE, 'title': ONE, 'updated': ONE, 'link': ANY, 'category': ANY, 'content': MAYBE},
    'author': {'name': ONE, 'uri': MAYBE, 'email': MAYBE},
}
ATTRIBUTES: Final = {
    'link': {'href', 'rel', 'type', 'title', 'hreflang'},
    'category': {'term', 'label', 'scheme'},
    'content': {'type'},
    'feed': {'{http://www.w3.org/XML/1998/namespace}lang'},
}


def problems(data: bytes) -> list[str]:
    """Give what keeps *data* from being a feed of RFC 4287, as far as it uses what our feeds use."""
    root = etree.fromstring(data)
    found = [] if root.tag == f'{ATOM}feed' else [f'root: {root.tag}']
    for element in root.iter():
        name = str(element.tag).removeprefix(ATOM)
        allowed = CHILDREN.get(name, {})
        counts = {str(child.tag).removeprefix(ATOM): 0 for child in element}
        for child in element:
            counts[str(child.tag).removeprefix(ATOM)] += 1
        found += [f'{name}: holds {child}' for child in counts if child not in allowed]
        for child, (least, most) in allowed.items():
            count = counts.get(child, 0)
            if count < least or (most is not None and count > most):
                found.append(f'{name}: {count} {child}')
        found += [f'{name}: {attribute}' for attribute in set(element.keys()) - ATTRIBUTES.get(name, set())]
        if name in {'id', 'title', 'updated', 'name'} and not (element.text or '').strip():
            found.append(f'{name}: empty')
        if allowed and name != 'feed' and element.text and element.text.strip():
            found.append(f'{name}: text')
    found += _bad_values(root)
    return found


def _bad_values(root: Any) -> list[str]:
    found = []
    for updated in root.iter(f'{ATOM}updated'):
        try:
            datetime.strptime(updated.text, '%Y-%m-%dT%H:%M:%S%z')
        except ValueError as error:
            found.append(str(error))
    ids = [item.text for item in root.iter(f'{ATOM}id')]
    # IRIs, and those absolute (4.2.6); no two entries have the same (4.1.1).
    found += [f'id: {ident}' for ident in ids if not re.fullmatch(r'[a-z][a-z+.-]*:\S+', ident)]
    found += ['ids: one twice'] if len(set(ids)) < len(ids) else []
    for holder in (root, *root.iter(f'{ATOM}entry')):
        links = holder.findall(f'{ATOM}link')
        found += ['link: no href' for link in links if not link.get('href')]
        kinds = [(link.get('rel'), link.get('type'), link.get('hreflang')) for link in links]
        found += ['link: one twice'] if len(set(kinds)) < len(kinds) else []
        # 4.1.2: without content there is a link instead.
        if holder is not root and holder.find(f'{ATOM}content') is None:
            found += [] if any(rel == 'alternate' for rel, *_ in kinds) else ['entry: neither content nor link']
    found += ['category: no term' for item in root.iter(f'{ATOM}category') if not item.get('term')]
    for content in root.iter(f'{ATOM}content'):
        found += [] if content.get('type') == 'html' and not len(content) else ['content: type']
    # 4.2.15 leaves the order open; ours is that of time.
    dates = [item.findtext(f'{ATOM}updated') for item in root.iter(f'{ATOM}entry')]
    found += [] if dates == sorted(dates, reverse=True) else ['entries: order']
    found += [] if root.findtext(f'{ATOM}updated') == dates[0] else ['feed: updated']
    return found


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize('settings', [{}, {'html_baseurl': ''}], ids=['base', 'no base'])
def test_feeds_are_atom(make_project: ProjectMaker, name: MarkupName, settings: dict[str, Any]) -> None:
    build = project_of(make_project, name, **settings).build(fatal=True)
    assert build.warnings == []
    assert sorted(feeds(build)) == ['app.atom', 'shop.atom']
    for data in feeds(build).values():
        assert problems(data) == []
        assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"')
        assert data.endswith(b'</feed>\n')
        read(data)


def test_checks_of_atom_find_what_is_wrong() -> None:
    """The checks above are ours: see that they see."""
    good = feed_bytes(Feed('a:b', 'T', 'en', 'f', 'p', ('A',), (Entry('a:c', 'E', '2026-02-10', 'u', 'x', 't', 'T'),)))
    assert problems(good) == []
    for old, new, expected in (
        (b'<id>a:b</id>', b'', 'feed: 0 id'),
        (b'<id>a:c</id>', b'<id>a:b</id>', 'ids: one twice'),
        (b'<id>a:c</id>', b'<id>c</id>', 'id: c'),
        (b'<title>E</title>', b'<title></title>', 'title: empty'),
        (b'<name>A</name>', b'', 'author: 0 name'),
        (b'rel="self" ', b'', ''),
        (b'type="html"', b'type="text/html"', 'content: type'),
        (b'term="t"', b'', 'category: no term'),
        (b'<author>', b'<author lang="de">', 'author: lang'),
        (b'<generator>', b'<generators/><generator>', 'feed: holds generators'),
    ):
        assert old in good
        found = problems(good.replace(old, new, 1))
        assert expected in found if expected else found == []
    assert any('does not match' in item for item in problems(good.replace(b'T00:00:00Z', b'')))


# -- what stands in them ----------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize(('builder', 'end'), [('html', '.html'), ('dirhtml', '/')])
def test_what_a_feed_says(make_project: ProjectMaker, name: MarkupName, builder: str, end: str) -> None:
    build = project_of(make_project, name).build(builder, fatal=True)
    made = read(feeds(build)['shop.atom'])
    assert made.feed.id == f'{BASE}shop.atom'
    assert made.feed.title == 'Shop “&” notice'
    assert made.feed.updated == '2026-02-10T00:00:00Z'
    assert {link.rel: link.href for link in made.feed.links} == {
        'self': f'{BASE}shop.atom',
        'alternate': f'{BASE}legal/shop{end}',
    }
    assert [author.name for author in made.feed.authors] == ['Acme & Sons <Ltd>']
    assert [entry.title for entry in made.entries] == [
        'Added on February 10, 2026',
        'Removed on June 1, 2025',
        'Change of January 5, 2024',
    ]
    assert [entry.get('tags', [{}])[0].get('term') for entry in made.entries] == ['added', 'removed', None]
    assert made.entries[0].tags[0].label == 'Added'
    for entry in made.entries:
        page, _, anchor = entry.link.removeprefix(BASE).partition('#')
        assert f'id="{anchor}"' in build.page(page.removesuffix(end))
    soup = BeautifulSoup(made.entries[0].content[0].value, 'html.parser')
    assert [item.get_text() for item in soup.select('li')] == ['one', 'two']
    assert [item.get_text() for item in soup.select('em')] == ['two', 'mail']
    links = {(link.get_text(), link['href']) for link in soup.select('a')}
    assert links == {('Mailer', f'{BASE}legal/shop{end}#privacy-processor-mailer')}
    assert [item.get_text(' ', strip=True) for item in soup.select('dt, dd')] == [
        'Entries :', 'Mailer', 'Takes effect :', 'March 1, 2026', 'Announced :', 'by mail',
    ]  # fmt: skip
    assert soup.select('[id]') == []
    # Text that looks like markup is text, once it is unpacked.
    removed = BeautifulSoup(made.entries[1].content[0].value, 'html.parser')
    assert removed.get_text() == 'No more 1 < 2 & “so”.'
    # What the page does not show is told all the same.
    assert 'A word.' in read(feeds(build)['app.atom']).entries[0].content[0].value


@pytest.mark.parametrize(('builder', 'end'), [('html', '.html'), ('dirhtml', '/')])
def test_without_an_address_of_the_site(make_project: ProjectMaker, builder: str, end: str) -> None:
    """Addresses are relative to the feed, and ids are names."""
    build = project_of(make_project, html_baseurl='').build(builder, fatal=True)
    made = read(feeds(build)['shop.atom'])
    assert uuid.UUID(made.feed.id).version == 5
    assert {link.rel: link.href for link in made.feed.links} == {'self': 'shop.atom', 'alternate': f'legal/shop{end}'}
    assert made.entries[0].link.startswith(f'legal/history{end}#privacy-change-')
    assert f'href="legal/shop{end}#privacy-processor-mailer"' in made.entries[0].content[0].value
    other = read(feeds(build)['app.atom'])
    ids = [made.feed.id, other.feed.id, *(entry.id for entry in (*made.entries, *other.entries))]
    assert len(set(ids)) == 6


@pytest.mark.parametrize(
    ('url', 'feed_url'),
    [
        # The page of the notice tells where the site is, but another address of it does not.
        ('https://shop.example/docs/legal/shop.html', 'https://shop.example/docs/shop.atom'),
        ('https://shop.example/privacy', 'shop.atom'),
    ],
)
def test_stated_address_of_the_notice(make_project: ProjectMaker, url: str, feed_url: str) -> None:
    project = project_of(make_project, html_baseurl='')
    project.replace('legal/shop.rst', ':updated: 2026-02-10', f':updated: 2026-02-10\n   :url: {url}')
    made = read(feeds(project.build(fatal=True))['shop.atom'])
    assert {link.rel: link.href for link in made.feed.links} == {'self': feed_url, 'alternate': url}
    assert made.feed.id == feed_url if '/' in feed_url else uuid.UUID(made.feed.id).version == 5


def test_links_from_the_front_page_of_a_site(make_project: ProjectMaker) -> None:
    """In ``dirhtml`` the address of the first page is empty."""
    home = RST.page(
        'Notice',
        RST.directive('privacy-notice', 'main', {'updated': '2026-02-10'}),
        RST.directive('privacy-change', '2026-02-10', {}, 'See :doc:`index` and :doc:`about`.'),
        RST.toctree('about'),
    )
    files = {'index.rst': home, 'about.rst': RST.page('About', 'Words.')}
    made = read(feeds(make_project(files, privacy_publish=['feed']).build('dirhtml', fatal=True))['main.atom'])
    assert made.feed.links[1].href == './'
    assert re.findall('href="([^"]*)"', made.entries[0].content[0].value) == ['./', 'about/']
    # No controller is known: the notice speaks for itself.
    assert made.feed.author == 'Notice'


def test_ids_stay(make_project: ProjectMaker) -> None:
    """Also where changes are added on the same day, before or after, and where words are corrected."""
    project = project_of(make_project)
    before = {entry.title: entry.id for entry in read(feeds(project.build())['shop.atom']).entries}
    first = RST.directive('privacy-change', '2026-02-10', {'kind': 'changed', 'notice': 'shop'}, 'Another.')
    last = RST.directive('privacy-change', '2026-02-10', {'kind': 'changed', 'notice': 'shop', 'id': 'own'}, 'More.')
    text = project.read('legal/history.rst').replace('News are sent', 'News will be sent')
    text = text.replace('.. privacy-change:: 2025', f'{first}\n\n.. privacy-change:: 2025')
    project.write({'legal/history.rst': text})
    between = {entry.id for entry in read(feeds(project.build(fatal=True))['shop.atom']).entries}
    project.write({'legal/history.rst': f'{text}\n{last}\n'})
    after = read(feeds(project.build(fatal=True))['shop.atom'])
    assert before.items() <= {entry.title: entry.id for entry in after.entries}.items()
    assert between < {entry.id for entry in after.entries}
    assert len({entry.id for entry in after.entries}) == len(after.entries) == 5
    assert problems(feeds(project.build())['shop.atom']) == []


def test_twins_of_one_day_have_ids_of_their_own(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    text = project.read('app.rst')
    twin = RST.directive('privacy-change', '2026-01-01', {'kind': 'corrected'}, 'Another word.')
    before = read(feeds(project.build())['app.atom']).entries[0].id
    project.write({'app.rst': text.replace('.. privacy-change::', f'{twin}\n\n.. privacy-change::')})
    data = feeds(project.build(fatal=True))['app.atom']
    assert problems(data) == []
    assert [entry.id == before for entry in read(data).entries] == [False, True]


def test_characters_that_xml_cannot_hold(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    project.replace('app.rst', 'A word.', 'A \x01\x08\uffff word]]> \U0001f600 &#1; ّعربي.')
    project.replace('app.rst', 'App notice\n==========', 'App\x08 <notice>\n==============')
    data = feeds(project.build())['app.atom']
    assert problems(data) == []
    made = read(data)
    assert made.feed.title == 'App <notice>'
    text = BeautifulSoup(made.entries[0].content[0].value, 'html.parser').get_text()
    assert ' '.join(text.split()) == 'A word]]> \U0001f600 &#1; ّعربي.'


def test_images_and_downloads_are_their_text(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    body = '.. image:: pixel.png\n      :alt: A cat\n\n   Get :download:`this <pixel.png>`, see [#f]_.\n\n.. [#f] Foot.'
    project.replace('app.rst', 'A word.', body)
    project.write({'pixel.png': b'\x89PNG\r\n\x1a\n'})
    build = project.build(fatal=True)
    html = read(feeds(build)['app.atom']).entries[0].content[0].value
    assert BeautifulSoup(html, 'html.parser').get_text('|', strip=True) == 'A cat|Get|this|, see|1|.'
    (address,) = re.findall('href="([^"]*)"', html)
    assert address.startswith(f'{BASE}app.html#')
    assert f'id="{address.partition("#")[2]}"' in build.page('app')


def test_a_wrong_date_is_warned_of_and_left_out(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    project.replace('legal/shop.rst', '2024-01-05', 'yesterday')
    project.replace('app.rst', '2026-01-01', '2026-02-30')
    build = project.build()
    assert sorted((item.type, item.subtype) for item in build.warned) == [('privacy', 'date')] * 2
    assert list(feeds(build)) == ['shop.atom']
    assert len(read(feeds(build)['shop.atom']).entries) == 2


def test_what_is_wrong_is_said_once(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    project.replace('app.rst', 'A word.', 'See :ref:`nowhere` and :privacy:processor:`nobody`.')
    assert len(project.build().warnings) == 2
    assert project.build().warnings == []


def test_words_of_the_language(make_project: ProjectMaker) -> None:
    build = project_of(make_project).build(language='de')
    locale = Path(sphinxext_privacy.__file__).with_name('locale')
    german = gettext.translation(CATALOGUE, locale, ['de']).gettext
    made = read(feeds(build)['shop.atom'])
    assert made.entries[0].tags[0].label == german('Added') != 'Added'
    expected = german(feed.TITLE).format(kind=german('Added'), date='10. Februar 2026')
    assert made.entries[0].title == expected
    assert made.entries[2].title == german(feed.PLAIN_TITLE).format(date='5. Januar 2024')
    assert german('Takes effect') in made.entries[0].content[0].value
    assert made.feed.title_detail.language == 'de'
    titles = LINK.findall(build.page('app'))
    assert titles[0][0] == german(feed.LINK_TITLE).format(notice='App notice')


# -- links from pages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(('builder', 'app'), [('html', 'app.atom'), ('dirhtml', '../app.atom')])
def test_pages_name_their_feed(make_project: ProjectMaker, builder: str, app: str) -> None:
    build = project_of(make_project).build(builder)
    shop = '../shop.atom' if builder == 'html' else '../../shop.atom'
    expected = [('Changes: Shop “&amp;” notice', shop)]
    assert LINK.findall(build.page('legal/shop')) == expected
    # Where changes of it stand too.
    assert LINK.findall(build.page('legal/history')) == expected
    assert LINK.findall(build.page('app')) == [('Changes: App notice', app)]
    assert 'application/atom+xml' not in build.page('about')
    assert 'application/atom+xml' not in build.page('genindex')


@pytest.mark.parametrize('builder', ['singlehtml', 'epub', 'text'])
def test_nothing_in_other_builds(make_project: ProjectMaker, builder: str) -> None:
    build = project_of(make_project, epub_show_urls='no').build(builder)
    assert feeds(build) == {}
    assert [name for name, data in build.files().items() if b'application/atom' in data] == []


def test_nothing_unless_asked_for(make_project: ProjectMaker) -> None:
    build = project_of(make_project, privacy_publish=[]).build()
    assert feeds(build) == {}
    assert LINK.findall(build.page('app')) == []


def test_pdf_and_feed_together(make_project: ProjectMaker) -> None:
    pytest.importorskip('typst')
    build = project_of(make_project, privacy_publish=['pdf', 'feed']).build(fatal=True)
    assert sorted(build.files('*.pdf', '*.atom')) == ['app.atom', 'app.pdf', 'shop.atom', 'shop.pdf']
    types = re.findall('<link rel="alternate" type="([^"]*)"', build.page('app'))
    assert types == ['application/pdf', 'application/atom+xml']


@pytest.mark.parametrize('value', [['feeds'], 'feeds', 7, {'feed': True}])
def test_wrong_setting(make_project: ProjectMaker, value: Any) -> None:
    build = project_of(make_project, privacy_publish=value).build()
    assert [(item.type, item.subtype) for item in build.warned] == [('privacy', 'config')]
    assert 'privacy_publish in conf.py' in build.warned[0].message
    assert 'feed' in build.warned[0].message
    assert feeds(build) == {}


def test_setting_of_the_command_line(make_project: ProjectMaker) -> None:
    """``-D`` gives text."""
    build = project_of(make_project, privacy_publish=None).build(overrides={'privacy_publish': 'feed'}, fatal=True)
    assert sorted(feeds(build)) == ['app.atom', 'shop.atom']


# -- when they are written --------------------------------------------------------------------------------------


def same_as_clean(project: Project, build: Build) -> bool:
    clean = project.clean()
    patterns = ('*.atom', '**/*.html')
    return build.files(*patterns) == clean.files(*patterns)


def test_same_bytes_anywhere(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever and wherever, in one process or several."""
    first = feeds(project_of(make_project).build(fatal=True))
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1000000000')
    monkeypatch.setenv('TZ', 'Pacific/Kiritimati')
    assert feeds(project_of(make_project).build(parallel=2, fatal=True)) == first


def test_written_where_it_changed(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    before = project.build().stamps()
    again = project.build().stamps()
    assert {name: again[name] for name in ('app.atom', 'shop.atom', 'app.html')}.items() <= before.items()
    project.replace('app.rst', 'A word.', 'Two words.')
    build = project.build()
    after = build.stamps()
    assert [name for name in after if name.endswith('.atom') and after[name] != before[name]] == ['app.atom']
    assert same_as_clean(project, build)
    # The name of an entry changes in the register only.
    project.replace('register.yaml', 'name: Mailer', 'name: Postman')
    build = project.build()
    assert 'Postman' in feeds(build)['shop.atom'].decode()
    assert build.stamps()['app.atom'] == after['app.atom']
    assert same_as_clean(project, build)


def test_feeds_come_and_go(make_project: ProjectMaker) -> None:
    """With their links, also on pages that were not edited."""
    project = project_of(make_project, bare=False)
    text = project.read('legal/history.rst')
    own = project.read('legal/shop.rst')
    without = own.partition('.. privacy-change')[0]
    project.write({'legal/shop.rst': without, 'legal/history.rst': RST.page('History', 'Nothing.')})
    build = project.build()
    assert list(feeds(build)) == ['app.atom']
    assert LINK.findall(build.page('legal/shop')) == []

    project.write({'legal/history.rst': text})
    build = project.build(fatal=True)
    assert list(feeds(build)) == ['app.atom', 'shop.atom']
    assert len(LINK.findall(build.page('legal/shop'))) == 1
    assert 'app' not in build.written
    assert same_as_clean(project, build)

    # Its title stands in the links of all its pages.
    project.replace('legal/shop.rst', 'Shop "&" notice', 'Store "&" notice')
    build = project.build()
    assert LINK.findall(build.page('legal/history'))[0][0] == 'Changes: Store “&amp;” notice'
    assert same_as_clean(project, build)

    project.write({'legal/history.rst': RST.page('History', 'Nothing.')})
    build = project.build()
    assert list(feeds(build)) == ['app.atom']
    assert LINK.findall(build.page('legal/shop')) == []
    assert same_as_clean(project, build)


def test_feeds_of_earlier_builds_go_and_others_stay(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    build = project.build()
    other = b'<feed xmlns="http://www.w3.org/2005/Atom"><generator>hand</generator></feed>'
    (build.out / 'blog.atom').write_bytes(other)
    project.configure(privacy_publish=[])
    build = project.build()
    assert feeds(build) == {'blog.atom': other}
    assert LINK.findall(build.page('app')) == []
    project.configure(privacy_publish=['feed'])
    build = project.build()
    assert sorted(feeds(build)) == ['app.atom', 'blog.atom', 'shop.atom']
    assert len(LINK.findall(build.page('app'))) == 1


def test_removed_notice(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    project.build()
    project.write({'app.rst': RST.page('App notice', 'Words.')})
    build = project.build()
    assert list(feeds(build)) == ['shop.atom']
    assert same_as_clean(project, build)
