"""The markup of fields that other pages state: links, emphasis and roles stay what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from lxml import html

from sphinxext_privacy.rendering.doctrees import Doctrees
from tests.helpers.family import PAGE_BUILDERS, words
from tests.helpers.incremental import assert_clean, differences
from tests.helpers.links import Pages
from tests.helpers.markup import MARKUPS, RST, Markup
from tests.helpers.rich import DOT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Build, Project

SLUGS: Final[dict[str, Any]] = {'myst_heading_anchors': 2}
FORM: Final = 'https://form.example/'
QUIET: Final[dict[str, Any]] = {
    'privacy_rules': {'X-ORPHAN': 'off', 'X-URL': 'off'},
    'privacy_date_fallback': 'none',
    'html_baseurl': 'https://docs.example/',
    'version': '1',
    'copyright': 'Us',
}


@pytest.fixture(params=MARKUPS)
def markup(request: pytest.FixtureRequest) -> Markup:
    name: MarkupName = request.param
    return Markup(name)


def pages(markup: Markup) -> dict[str, str | bytes]:
    """Give a notice whose options hold markup, in a folder of its own, and a page of each overview elsewhere."""
    d, role, link, emphasis = markup.directive, markup.role, markup.link, '*soon*'
    notice = markup.page(
        'Notice',
        d('privacy-notice', 'shop', {'request-channel': f'By {link("letter", "https://letter.example/")}'}),
        d(
            'data-right',
            f'{emphasis} {link("Access", "https://law.example/")}',
            {'id': 'access', 'how': f'Use {link("our form", FORM)}.'},
        ),
        d('data-right', 'Objection', {'id': 'object', 'how': f'See {role("privacy:data", "mail")} {emphasis}'}),
        d('purpose', 'to write to you', {'id': 'write', 'condition': f'if you {link("ask", "https://ask.example/")}'}),
        d(
            'processor',
            'Pigeon',
            {
                'purpose': f'to carry {link("letters", "https://mail.example/")}',
                'condition': f'{role("doc", "help")} tells',
                'data': 'mail',
            },
        ),
        d('collected-data', 'Mail', {'id': 'mail', 'purposes': 'write'}),
    )
    files: dict[str, str | bytes] = {
        f'index{markup.suffix}': markup.page(
            'Home', markup.toctree('a/notice', 'a/help', 'rights', 'b/c/recipients', 'summary', 'whole', 'flow')
        ),
        f'a/notice{markup.suffix}': notice,
        f'a/help{markup.suffix}': markup.page('The help', 'Help.'),
        f'rights{markup.suffix}': markup.page(
            'Rights', d('data-right-list', '', {'notice': 'shop'}), d('data-right-list', '', {'notice': 'shop'})
        ),
        f'b/c/recipients{markup.suffix}': markup.page(
            'Recipients',
            d('processor-list', '', {'notice': 'shop', 'columns': 'purpose, condition', 'style': 'bullet'}),
            d('purpose-list', '', {'notice': 'shop', 'columns': 'condition', 'style': 'card'}),
            d('processor-list', '', {'notice': 'shop', 'columns': 'data', 'group': 'purpose', 'sort': 'condition'}),
        ),
        f'summary{markup.suffix}': markup.page('Summary', d('privacy-summary', '', {'notice': 'shop'})),
        f'whole{markup.suffix}': markup.page('Whole', d('privacy-whole-notice', '', {'notice': 'shop'})),
        f'flow{markup.suffix}': markup.page(
            'Flow', d('privacy-map', '', {'notice': 'shop'}), d('privacy-matrix', '', {'notice': 'shop'})
        ),
    }
    return files


@pytest.fixture
def project(make_project: ProjectMaker, markup: Markup) -> Project:
    return make_project(pages(markup), bare=True, **QUIET)


def links(build: Build, page: str) -> dict[str, str]:
    """Give the links of the body of a page, by their words."""
    return {words(link): link.get('href', '') for link in body(build, page).xpath('.//a')}


def body(build: Build, page: str) -> HtmlElement:
    return html.fragment_fromstring(build.page(page), create_parent='div')


def test_links_of_fields(project: Project) -> None:
    build = project.build(fatal=True)
    assert links(build, 'rights')['our form'] == FORM
    assert links(build, 'rights')['Mail'] == 'a/notice.html#privacy-data-mail'
    assert [words(item) for item in body(build, 'rights').xpath('(.//table)[1]//em')] == ['soon', 'soon']
    shown = links(build, 'b/c/recipients')
    assert shown['letters'] == 'https://mail.example/'
    assert shown['The help'] == '../../a/help.html'
    assert shown['ask'] == 'https://ask.example/'
    summary = links(build, 'summary')
    assert summary['our form'] == FORM
    assert summary['letter'] == 'https://letter.example/'
    assert words(body(build, 'summary')).count('Objection: See Mail soon') == 1
    whole = links(build, 'whole')
    for name, address in {'our form': FORM, 'letters': 'https://mail.example/', 'The help': 'a/help.html'}.items():
        assert whole[name] == address
    assert whole['letter'] == 'https://letter.example/'


def test_a_name_is_one_link(project: Project) -> None:
    """To its entry, wherever its own page leads it; in a picture it is plain text."""
    build = project.build(fatal=True)
    for page in ('rights', 'summary', 'whole'):
        tree = body(build, page)
        assert tree.xpath('.//a//a') == []
        assert 'law.example' not in build.page(page)
        (name,) = {link.get('href') for link in tree.xpath('.//a') if words(link) == 'soon Access'}
        assert name == 'a/notice.html#privacy-right-access'
    assert 'ask.example' not in build.page('flow')
    # What splits an overview is text as well.
    assert 'to carry letters' in words(body(build, 'b/c/recipients').xpath('.//caption')[0])


@pytest.mark.parametrize('builder', PAGE_BUILDERS)
def test_every_link_leads_somewhere(make_project: ProjectMaker, markup: Markup, builder: str) -> None:
    build = make_project(pages(markup), **QUIET).build(builder, fatal=True)
    found = Pages(build.out)
    assert found.broken() == []
    assert [ident for ident in found.duplicates() if '#privacy-' in ident] == []
    text = ''.join(path.read_text(encoding='utf-8') for path in build.out.rglob('*.*html'))
    # On the own page and in three overviews of four places.
    assert text.count(f'href="{FORM}"') == 5


@pytest.mark.parametrize(('builder', 'pattern'), [('text', '*.txt'), ('latex', '*.tex'), ('noticepdf', '*.pdf')])
def test_other_builders(project: Project, builder: str, pattern: str) -> None:
    build = project.build(builder, fatal=True)
    made = list(build.out.rglob(pattern))
    assert made
    if builder == 'latex':
        assert made[0].read_text(encoding='utf-8').count('form.example') == 5


def test_notes_and_targets_stay_on_their_page(make_project: ProjectMaker) -> None:
    """A named link of reST is a target too; the number of a note says nothing elsewhere; an image is found."""
    notice = RST.page(
        'Notice',
        '.. |dot| image:: /dot.png\n   :alt: A dot',
        RST.directive('privacy-notice', 'shop'),
        RST.directive('data-right', 'Access', {'how': 'Use `our form <https://form.example/>`_ |dot| [1]_ or `b`_'}),
        'See `our form`_.\n\n.. _b: https://b.example/\n\n.. [1] A note.',
    )
    files: dict[str, str | bytes] = {
        'index.rst': RST.page('Home', RST.toctree('a/notice', 'b/rights')),
        'a/notice.rst': notice,
        'dot.png': DOT,
        'b/rights.rst': RST.page('Rights', RST.directive('data-right-list', '', {'notice': 'shop'})),
    }
    for builder in ('html', 'singlehtml', 'latex'):
        build = make_project(files, bare=builder == 'html', **QUIET).build(builder, fatal=True)
        if builder == 'latex':
            continue
        assert Pages(build.out).broken() == []
        assert list(Pages(build.out).duplicates()) == []
        if builder == 'html':
            (cell,) = body(build, 'b/rights').xpath('.//tbody//td')
            assert words(cell).replace(' ', '') == 'Useourformorb'
            assert cell.xpath('.//img/@src') == ['../_images/dot.png']


def test_four_processes_write_what_one_does(project: Project) -> None:
    one, four = project.build(), project.build(out='four', parallel=4)
    assert differences(four, one) == []


def test_formulas_and_terms_of_the_index(make_project: ProjectMaker) -> None:
    """A page that shows a formula of another one loads what draws it, and adds nothing to the index."""
    right = RST.directive('data-right', 'Access', {'how': ':pep:`8` and :math:`a^2`'})
    files: dict[str, str] = {
        'index.rst': RST.page('Home', RST.toctree('notice', 'rights', 'none')),
        'notice.rst': RST.page('Notice', RST.directive('privacy-notice', 'shop'), right),
        'rights.rst': RST.page('Rights', RST.directive('data-right-list', '', {'notice': 'shop'})),
        'none.rst': RST.page('None', 'None.'),
    }
    settings: dict[str, Any] = {'extensions': ['sphinxext_privacy', 'sphinx.ext.mathjax'], **QUIET}
    project = make_project(files, **settings)
    build = project.build(fatal=True)
    assert [name for name in ('notice', 'rights', 'none') if 'mathjax' in build.page(name)] == ['notice', 'rights']
    assert 'PEP 8' in build.page('rights')
    tex = next(project.build('latex', fatal=True).out.glob('*.tex')).read_text(encoding='utf-8')
    assert tex.count('index{Python') == 1


def test_each_doctree_is_read_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    own = Doctrees.part

    def part(self: Doctrees, docname: str, position: int, name: str) -> object:
        if docname not in self._found:
            asked.append(docname)
        return own(self, docname, position, name)

    monkeypatch.setattr(Doctrees, 'part', part)
    project.build()
    # One page each for the lists, the summary and the whole notice.
    assert asked == ['a/notice'] * 4


def test_nothing_is_read_where_no_field_holds_markup(
    make_project: ProjectMaker, markup: Markup, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str] = {
        f'index{markup.suffix}': markup.page(
            'Notice',
            markup.directive('privacy-notice', 'shop'),
            markup.directive('data-right', 'Access', {'how': 'Write to us.'}),
            markup.directive('data-right-list'),
            markup.directive('privacy-summary'),
        )
    }
    monkeypatch.setattr(Doctrees, 'part', None)
    project = make_project(files, bare=True, **QUIET)
    assert 'Write to us' in project.build(fatal=True).page('index')


# -- step by step ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('old', 'new', 'shown_on'),
    [
        ('form.example', 'other.example', {'rights', 'summary', 'whole'}),
        ('letter.example', 'other.example', {'summary', 'whole'}),
        ('mail.example', 'other.example', {'b/c/recipients', 'whole'}),
        ('ask.example', 'other.example', {'b/c/recipients', 'whole'}),
        # Links are taken out of names wherever these lead to their entries.
        ('law.example', 'other.example', set()),
    ],
)
def test_an_address_that_changes(project: Project, markup: Markup, old: str, new: str, shown_on: set[str]) -> None:
    """Pages that show it are written again, and no others."""
    project.build()
    project.replace(f'a/notice{markup.suffix}', old, new)
    build = project.build()
    assert build.read == ('a/notice',)
    assert set(build.written) == {'index', 'a/notice', *shown_on}
    for page in shown_on:
        assert new in build.page(page)
        assert old not in build.page(page)
    assert_clean(project, build)


def test_what_a_field_refers_to(project: Project, markup: Markup) -> None:
    """Names and titles that it shows follow those of entries and documents."""
    project.build()
    project.replace(f'a/help{markup.suffix}', 'The help', 'All help')
    build = project.build()
    assert {'b/c/recipients', 'whole'} <= set(build.written)
    assert 'rights' not in build.written
    assert 'All help' in build.page('b/c/recipients')
    assert_clean(project, build)
    name = 'collected-data} ' if markup.name == 'md' else 'collected-data:: '
    project.replace(f'a/notice{markup.suffix}', f'{name}Mail', f'{name}Letters')
    build = project.build()
    assert links(build, 'rights')['Letters'] == 'a/notice.html#privacy-data-mail'
    assert_clean(project, build)


def test_what_fills_in(make_project: ProjectMaker, markup: Markup) -> None:
    """A field may come from a later place of the notice, or from the notice that it adds to."""
    d, link = markup.directive, markup.link
    files: dict[str, str] = {
        f'index{markup.suffix}': markup.page(
            'Home',
            markup.toctree('one', 'two', 'parent'),
            d('data-right-list', '', {'notice': 'shop', 'scope': 'all', 'columns': 'how'}),
        ),
        f'one{markup.suffix}': markup.page(
            'One',
            d('privacy-notice', 'shop', {'addendum-to': 'parent'}),
            d('data-right', 'Access', {'id': 'access'}),
            d('data-right', 'Erasure', {'id': 'erasure', 'how': 'Ask us.'}),
            d('data-right', 'Objection', {'id': 'object'}),
        ),
        f'two{markup.suffix}': markup.page(
            'Two', d('data-right', 'Access', {'id': 'access', 'notice': 'shop', 'how': link('Form A', f'{FORM}a')})
        ),
        f'parent{markup.suffix}': markup.page(
            'Parent',
            d('privacy-notice', 'parent'),
            d('data-right', 'Access', {'id': 'access', 'how': link('Form P', f'{FORM}p')}),
            d('data-right', 'Erasure', {'id': 'erasure', 'how': link('Form E', f'{FORM}e')}),
            d('data-right', 'Objection', {'id': 'object', 'how': link('Form O', f'{FORM}o')}),
        ),
    }
    build = make_project(files, bare=True, **QUIET).build()
    shown = {words(cell): [*cell.xpath('.//a/@href')] for cell in body(build, 'index').xpath('.//tbody//td')}
    assert shown == {'Form A': [f'{FORM}a'], 'Ask us.': [], 'Form O': [f'{FORM}o']}


def test_translated(make_project: ProjectMaker) -> None:
    """The doctree of the page is translated, and so is what an overview takes from it."""
    files: dict[str, str | bytes] = {
        'index.rst': RST.page('Home', RST.toctree('notice', 'rights')),
        'notice.rst': RST.page(
            'Notice',
            RST.directive('privacy-notice', 'shop'),
            RST.directive('data-right', 'Access', {'how': 'Use `our form <https://form.example/>`__.'}),
            RST.directive('data-right', 'Erasure', {'how': 'Write to us.', 'id': 'erasure'}),
        ),
        'rights.rst': RST.page('Rights', RST.directive('data-right-list', '', {'notice': 'shop'})),
        'locales/de/LC_MESSAGES/notice.po': (
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
            'msgid "Use `our form <https://form.example/>`__."\n'
            'msgstr "Nimm `unser Formular <https://form.example/de>`__."\n\n'
            'msgid "Write to us."\nmsgstr "Schreib an `uns <https://us.example/>`__, siehe :privacy:right:`erasure`."\n'
        ),
    }
    settings: dict[str, Any] = {'language': 'de', 'locale_dirs': ['locales'], **QUIET}
    build = make_project(files, bare=True, **settings).build()
    found = links(build, 'rights')
    assert found['unser Formular'] == f'{FORM}de'
    # A translation may hold markup where the original has none.
    assert found['uns'] == 'https://us.example/'
    assert body(build, 'rights').xpath('.//td//a[@href="notice.html#privacy-right-erasure"]')


def test_places_of_the_docs(make_project: ProjectMaker, markup: Markup) -> None:
    """Labels and sections are found from any page, and their titles are followed."""
    d, role = markup.directive, markup.role
    how = f'{role("ref", "desk")}, {role("ref", "there <desk>")}, {role("ref", "nowhere-named <unnamed>")}'
    body_of = f'*See* {role("ref", "desk")}.'
    if markup.name == 'md':
        how += ', [label](#desk), [](#desk), [section](help.md#the-desk)'
    files: dict[str, str] = {
        f'index{markup.suffix}': markup.page('Home', markup.toctree('a/notice', 'a/help', 'b/rights')),
        f'a/help{markup.suffix}': markup.page(
            'Help',
            'Help.',
            markup.target('desk'),
            markup.section('The desk', 'Here.', markup.target('unnamed'), 'There.'),
        ),
        f'a/notice{markup.suffix}': markup.page(
            'Notice', d('privacy-notice', 'shop'), d('data-right', 'Access', {'how': how}, body_of)
        ),
        f'b/rights{markup.suffix}': markup.page(
            'Rights',
            d('data-right-list', '', {'notice': 'shop'}),
            d('privacy-whole-notice', '', {'notice': 'shop'}),
        ),
    }
    project = make_project(files, bare=True, **QUIET, **SLUGS)
    build = project.build(fatal=True)
    found = links(build, 'b/rights')
    wanted = {'The desk': 'desk', 'there': 'desk', 'nowhere-named': 'unnamed'}
    if markup.name == 'md':
        wanted |= {'label': 'desk', 'section': 'the-desk'}
    assert {name: found[name] for name in wanted} == {name: f'../a/help.html#{ident}' for name, ident in wanted.items()}
    assert build.page('b/rights').count('>The desk<') == (5 if markup.name == 'md' else 3)
    assert Pages(make_project(files, **QUIET, **SLUGS).build(fatal=True).out).broken() == []
    project.replace(f'a/help{markup.suffix}', 'The desk', 'Our desk')
    build = project.build()
    assert '>Our desk<' in build.page('b/rights')
    assert_clean(project, build)


@pytest.mark.myst
def test_what_is_parsed_late(make_project: ProjectMaker, markup: Markup) -> None:
    """Criteria of a retention and a contact in words are prose of their own page, whatever its markup and folder."""
    d, role = markup.directive, markup.role
    other = Markup('md' if markup.name == 'rst' else 'rst')
    more = f'{role("privacy:purpose", "write")}, {markup.link("law", "https://law.example/")}, {role("doc", "help")}'
    if markup.name == 'md':
        more += ', [its page](help.md)'
    files: dict[str, str] = {
        'index.rst': RST.page('Home', RST.toctree('a/notice', 'a/help', 'rst', 'md', 'contact')),
        f'a/help{markup.suffix}': markup.page('The help', 'Help.'),
        f'a/notice{markup.suffix}': markup.page(
            'Notice',
            d('privacy-notice', 'shop'),
            d('purpose', 'to write', {'id': 'write'}),
            d('collected-data', 'Mail', {'id': 'mail', 'retention': f'as long as needed, see {more}'}),
            d('controller', 'Us', {'id': 'us', 'dpo': f'the office, see {more}'}),
        ),
        **{
            f'{name}{one.suffix}': one.page('List', one.directive(directive, '', {'notice': 'shop'}))
            for name, one, directive in (
                (markup.name, markup, 'retention-list'),
                (other.name, other, 'retention-list'),
                ('contact', other, 'privacy-summary'),
            )
        },
    }
    build = make_project(files, bare=True, **QUIET).build(fatal=True)
    wanted = {
        'to write': 'a/notice.html#privacy-purpose-write',
        'law': 'https://law.example/',
        'The help': 'a/help.html',
    }
    if markup.name == 'md':
        wanted['its page'] = 'a/help.html'
    for page in ('rst', 'md', 'contact'):
        found = links(build, page)
        assert {name: found.get(name) for name in wanted} == wanted, page


@pytest.mark.parametrize('field', ['dpo', 'representative'])
def test_a_role_in_a_contact(make_project: ProjectMaker, markup: Markup, field: str) -> None:
    """On its own page too."""
    role = markup.role('privacy:data', 'mail')
    page = markup.page(
        'Notice',
        markup.directive('privacy-notice', 'shop'),
        markup.directive('collected-data', 'Mail', {'id': 'mail'}),
        markup.directive('controller', 'Us', {'id': 'us', field: f'the office for {role}'}),
    )
    build = make_project({f'index{markup.suffix}': page}, bare=True, **QUIET).build(fatal=True)
    assert links(build, 'index')['Mail'] == '#privacy-data-mail'
