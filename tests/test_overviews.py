"""Overviews of a whole project: the right rows in the right order, everywhere and at once after each edit."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any, Final

import pytest
from lxml import html

from sphinxext_privacy.assets import STYLE_SHEET
from sphinxext_privacy.model.overviews import OVERVIEWS
from sphinxext_privacy.nodes import privacy_overview
from sphinxext_privacy.rendering.map import MapGraph, to_svg
from sphinxext_privacy.rendering.overviews import flow
from tests.helpers.family import NOTICES, SETTINGS, Shown, asked, family_files, words
from tests.helpers.latex import words_not_in
from tests.helpers.links import Pages, latex_labels, latex_links
from tests.helpers.markup import MD, RST
from tests.helpers.rich import DOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project

pytestmark = pytest.mark.myst

PAGE_BUILDERS = ('html', 'dirhtml', 'singlehtml', 'epub')


@pytest.fixture
def family(make_project: ProjectMaker) -> Project:
    return make_project(family_files(), **SETTINGS)


@pytest.fixture
def ask(make_project: ProjectMaker) -> Callable[..., Shown]:
    """Build the family with one overview, and give the page that holds it."""

    def shown(directive: str, options: Mapping[str, str], caption: str = '', **files: str) -> Shown:
        replaced = {name.replace('_', '-') + '.md': text for name, text in files.items()}
        page = asked((directive, options, caption))
        build = make_project(family_files(page) | replaced, **SETTINGS).build()
        assert build.warnings == []
        return Shown(build)

    return shown


# -- one edit shows everywhere -------------------------------------------------------------------------------


def stamps(build: Build) -> dict[str, int]:
    return {name.removesuffix('.html'): stamp for name, stamp in build.stamps().items() if name.endswith('.html')}


def test_a_vendor_that_moves(family: Project) -> None:
    """One edit of the register: no page is read, every overview shows it, and just the pages that show it are new."""
    pages = {
        'lists': asked(('processor-list', {'notice': '*'})),
        'bullets': asked(('transfer-list', {'notice': 'shop', 'scope': 'all', 'style': 'bullet'})),
        'in-short': asked(('privacy-summary', {'notice': 'shop', 'scope': 'all'})),
        'picture': asked(('privacy-map', {'notice': 'catalogue'})),
        'whole': asked(('privacy-whole-notice', {'notice': 'shop'})),
        'data': asked(('collected-data-list', {'notice': '*'})),
        'purposes': asked(('processor-list', {'notice': '*', 'columns': 'purpose'})),
        'own-of-the-room': asked(('processor-list', {'notice': 'reading-room'})),
        'grid': asked(('privacy-matrix', {'notice': 'meadow'})),
    }
    family.write({f'{name}.md': text for name, text in pages.items()})
    first = family.build()
    before = stamps(first)
    family.replace('register.yaml', 'category: email\n    country: US', 'category: email\n    country: CA')
    build = family.build()
    assert build.read == ()
    # The page of the notice that states the vendor, and Sphinx writes the root document along.
    expected = {'index', 'overviews', 'lists', 'bullets', 'in-short', 'picture', 'whole', 'catalogue'}
    assert set(build.written) == expected
    after = stamps(build)
    documents = {name for name in before if f'{name}.md' in family_files() or name in pages}
    assert {name for name in documents if before[name] == after[name]} == documents - expected
    for name in expected - {'index', 'catalogue'}:
        assert 'Canada' in build.page(name), name
    assert Shown(build, 'lists').rows()[1][3] == 'Canada'
    assert family.build().written == ()


def test_a_page_that_is_deleted_and_comes_back(family: Project) -> None:
    family.write({'overviews.md': asked(('processor-list', {'notice': '*', 'sort': 'name'}))})
    assert Shown(family.build()).names() == ['Abacus Pay', 'Harbor Cloud', 'Harbor Cloud', 'Pigeon Mail']
    text = family.read('shop.md')
    family.remove('shop.md')
    assert Shown(family.build()).names() == ['Harbor Cloud', 'Pigeon Mail']
    family.write({'store.md': text})
    shown = Shown(family.build())
    assert shown.names() == ['Abacus Pay', 'Harbor Cloud', 'Harbor Cloud', 'Pigeon Mail']
    assert shown.find('//table//a[contains(@href, "shop.html")]') == []
    assert len(shown.find('//table//a[contains(@href, "store.html")]')) > 2


def test_a_chain_that_changes(family: Project) -> None:
    """What a notice adds to decides what it inherits, at once."""
    family.write({'overviews.md': asked(('processor-list', {'notice': 'shop', 'scope': 'inherited'}))})
    assert Shown(family.build()).names() == ['Pigeon Mail']
    family.replace('shop.md', ':addendum-to: catalogue\n', ':addendum-to: meadow\n')
    build = family.build()
    # Harbor stands in the shop itself; Meadow has nothing else.
    assert [words(item) for item in Shown(build).find('//*[contains(@class, "privacy-empty")]')] == [
        'Recipients: nothing is stated.'
    ]


# -- lists -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('directive', 'scope', 'names'),
    [
        ('processor-list', 'own', ['Abacus Pay', 'Harbor Cloud']),
        ('processor-list', 'inherited', ['Pigeon Mail']),
        ('processor-list', 'all', ['Abacus Pay', 'Harbor Cloud', 'Pigeon Mail']),
        ('collected-data-list', 'own', ['Payment details']),
        ('collected-data-list', 'inherited', ['Name', 'Loans', 'E-mail address', 'IP address']),
        ('collected-data-list', 'all', ['Payment details', 'Name', 'Loans', 'E-mail address', 'IP address']),
        ('purpose-list', 'own', []),
        ('purpose-list', 'all', ['to keep your account', 'to send you the newsletter', 'to keep our services safe']),
        ('cookie-list', 'own', []),
        ('cookie-list', 'all', ['session']),
        ('data-right-list', 'own', []),
        ('data-right-list', 'inherited', ['Access', 'Object']),
        ('transfer-list', 'own', ['Abacus Pay', 'Harbor Cloud']),
        ('transfer-list', 'all', ['Abacus Pay', 'Harbor Cloud', 'Pigeon Mail']),
        ('retention-list', 'own', ['Harbor Cloud']),
        ('retention-list', 'all', ['Harbor Cloud', 'E-mail address', 'session', 'IP address']),
        ('privacy-change-list', 'own', ['January 20, 2026']),
        ('privacy-change-list', 'inherited', ['March 1, 2026', 'June 15, 2025']),
        ('privacy-change-list', 'all', ['March 1, 2026', 'January 20, 2026', 'June 15, 2025']),
    ],
)
def test_scopes(make_project: ProjectMaker, directive: str, scope: str, names: list[str]) -> None:
    """The same entries in the same order in each style, in HTML and as text."""
    styles = ('table', 'bullet', 'definition', 'card')
    page = asked(*((directive, {'notice': 'shop', 'scope': scope, 'style': style}) for style in styles))
    project = make_project(family_files(page), **SETTINGS)
    build = project.build()
    assert build.warnings == []
    shown = Shown(build)
    text = project.build('text').page('overviews')
    if not names:
        assert len(shown.find('//*[contains(@class, "privacy-empty")]')) == 4
        assert text.count('nothing is stated.') == 4
        return
    assert shown.names() == names
    assert shown.items('definition') == names
    for style in ('bullet', 'card'):
        items = shown.items(style)
        assert len(items) == len(names)
        assert all(item.startswith(name) for item, name in zip(items, names, strict=True)), items
    lines = text.splitlines()
    for start in ('| {}', '* {}', '{}', '* **{}**'):
        found = [number for name in names for number, line in enumerate(lines) if _starts(line, start.format(name))]
        # Rows of a table that have to break over lines are no concern here.
        assert start == '| {}' or len(found) >= len(names), start
        assert start == '{}' or found == sorted(found)


def _starts(line: str, words: str) -> bool:
    return line.startswith(words) and not line[len(words) : len(words) + 1].isalnum()


def test_own_facts_win(ask: Callable[..., Shown]) -> None:
    """The shop says of Harbor what it does for the shop, and inherits what it leaves out."""
    shown = ask('processor-list', {'notice': 'shop', 'scope': 'all', 'columns': 'purpose, data, purposes, notice'})
    assert shown.rows()[2] == [
        'Harbor Cloud',
        'to run the shop',
        'IP address and Payment details',
        'to keep our services safe',
        'The shop',
    ]


def test_an_entry_that_stands_twice_is_one_row(ask: Callable[..., Shown]) -> None:
    """Its first place counts; what only the second states is filled in, before what the register says of it."""
    twice = '\n:::{processor} abacus\n:role: processor\n:country: FR\n:::\n'
    shown = ask(
        'processor-list',
        {'notice': 'shop', 'columns': 'purpose, role, country'},
        shop=family_files()['shop.md'] + twice,
    )
    assert shown.rows()[1:] == [
        ['Abacus Pay', 'to take payments', 'Processor', 'France'],
        ['Harbor Cloud', 'to run the shop', '', 'Germany'],
    ]


@pytest.mark.parametrize(
    ('sort', 'names'),
    [
        ('name', ['Abacus Pay', 'Harbor Cloud', 'Harbor Cloud', 'Pigeon Mail']),
        ('-name', ['Pigeon Mail', 'Harbor Cloud', 'Harbor Cloud', 'Abacus Pay']),
        ('country, name', ['Harbor Cloud', 'Harbor Cloud', 'Pigeon Mail', 'Abacus Pay']),
        ('-country, -name', ['Abacus Pay', 'Pigeon Mail', 'Harbor Cloud', 'Harbor Cloud']),
        # Those that state none come last, whichever way.
        ('retention, name', ['Harbor Cloud', 'Harbor Cloud', 'Abacus Pay', 'Pigeon Mail']),
        ('-retention, -name', ['Harbor Cloud', 'Harbor Cloud', 'Pigeon Mail', 'Abacus Pay']),
        ('notice', ['Harbor Cloud', 'Pigeon Mail', 'Abacus Pay', 'Harbor Cloud']),
    ],
)
def test_sort(ask: Callable[..., Shown], sort: str, names: list[str]) -> None:
    assert ask('processor-list', {'notice': '*', 'sort': sort}).names() == names


def test_dates_are_sorted_as_dates(ask: Callable[..., Shown]) -> None:
    """Not by the names of months."""
    changes = ask('privacy-change-list', {'notice': '*'})
    assert changes.names() == ['March 1, 2026', 'January 20, 2026', 'June 15, 2025']


@pytest.mark.parametrize(
    ('directive', 'where', 'names'),
    [
        ('processor-list', 'country: US', ['Pigeon Mail', 'Abacus Pay']),
        ('processor-list', 'country: us', ['Pigeon Mail', 'Abacus Pay']),
        ('processor-list', 'country: US, country: IE', ['Abacus Pay']),
        ('processor-list', 'category: email', ['Pigeon Mail']),
        ('processor-list', 'data: payment, id: harbor', ['Harbor Cloud']),
        ('processor-list', 'notice: meadow', ['Harbor Cloud']),
        ('processor-list', 'name: pigeon mail', ['Pigeon Mail']),
        ('processor-list', 'country: CA', []),
        ('collected-data-list', 'optional: yes', ['E-mail address']),
        ('collected-data-list', 'optional: true', ['E-mail address']),
        ('collected-data-list', 'special: no', ['Payment details']),
        ('collected-data-list', 'purposes: accounts', ['Name', 'Loans', 'E-mail address', 'Payment details']),
        ('purpose-list', 'legal-basis: consent', ['to send you the newsletter']),
        ('retention-list', 'kind: cookie', ['session']),
        ('retention-list', 'retention: session', ['session']),
        ('privacy-change-list', 'kind: added', ['March 1, 2026']),
    ],
)
def test_where(ask: Callable[..., Shown], directive: str, where: str, names: list[str]) -> None:
    shown = ask(directive, {'notice': '*', 'where': where})
    if names:
        assert shown.names() == names
    else:
        assert len(shown.find('//*[contains(@class, "privacy-empty")]')) == 1


def test_group(ask: Callable[..., Shown]) -> None:
    """An entry with several values stands in several groups; those that state none come last."""
    lantern = '\n:::{processor} lantern\n:::\n'
    shown = ask(
        'processor-list',
        {'notice': '*', 'group': 'country', 'columns': 'purpose'},
        'By country',
        reading_room=family_files()['reading-room.md'] + lantern,
    )
    found = [(shown.caption(number), shown.names(number)) for number in range(len(shown.tables))]
    assert found == [
        ('By country: Germany', ['Harbor Cloud', 'Harbor Cloud']),
        ('By country: Ireland', ['Abacus Pay']),
        ('By country: United States', ['Pigeon Mail', 'Abacus Pay']),
        ('By country: Not stated', ['Lantern Statistics']),
    ]
    ids = [ident for table in shown.tables for ident in table.xpath('./@id | ./ancestor::*/@id')]
    assert len([ident for ident in ids if ident.startswith('privacy-overview-')]) == 4
    assert len(ids) == len({*ids}) + ids.count('overviews') - ('overviews' in ids)


@pytest.mark.parametrize('style', ['bullet', 'definition', 'card'])
def test_groups_that_are_no_tables_have_headings(ask: Callable[..., Shown], style: str) -> None:
    shown = ask('processor-list', {'notice': '*', 'group': 'category', 'style': style})
    headings = [words(item) for item in shown.find('//*[contains(@class, "rubric")]')]
    assert headings == ['E-mail', 'Hosting', 'Payment']


def test_columns(ask: Callable[..., Shown]) -> None:
    """Those asked for stand there even where nothing states them, in this order, each once."""
    shown = ask('processor-list', {'notice': 'shop', 'columns': 'id, opt-out, country, id, name'})
    assert shown.rows() == [
        ['Recipient', 'Id', 'Opt out', 'Country'],
        ['Abacus Pay', 'abacus', '', 'United States and Ireland'],
        ['Harbor Cloud', 'harbor', '', 'Germany'],
    ]


# -- links -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('builder', PAGE_BUILDERS)
def test_every_link_leads_somewhere(family: Project, builder: str) -> None:
    """Pages in folders lead to the same places."""
    family.write({'sub/deep/overviews.md': family.read('overviews.md')})
    family.replace('index.md', 'overviews', 'overviews\nsub/deep/overviews')
    build = family.build(builder, fatal=True)
    pages = Pages(build.out)
    assert [ident for ident in pages.duplicates() if '#privacy-' in ident] == []
    # Sphinx leads from a table of contents to "#document-a#section" in a single page.
    assert [link for link in pages.broken() if '#privacy-' in link or builder != 'singlehtml'] == []
    holder = {'html': 'overviews.html', 'dirhtml': 'overviews/index.html', 'epub': 'overviews.xhtml'}
    own = [(path, ident) for page, path, ident in pages.inner() if page == holder.get(builder, 'index.html')]
    targets = {ident.partition('-in-')[0] for _, ident in own}
    assert targets >= {
        'privacy-processor-abacus',
        'privacy-processor-harbor',
        'privacy-processor-pigeon',
        'privacy-data-payment',
        'privacy-data-ip-address',
        'privacy-purpose-accounts',
        'privacy-right-object',
        'privacy-cookie-session',
        'privacy-notice-meadow',
    }
    assert any(ident.startswith('privacy-change-') for ident in targets)


def test_names_link_to_their_entries(ask: Callable[..., Shown]) -> None:
    shown = ask('processor-list', {'notice': '*', 'sort': 'name', 'columns': 'data, notice'})
    links = [[link.get('href') for link in row.xpath('.//a')] for row in shown.find('//tbody/tr')]
    assert links[0] == [
        'shop.html#privacy-processor-abacus',
        'shop.html#privacy-data-payment',
        'catalogue.html#privacy-data-email-address',
        'shop.html#privacy-notice-shop',
    ]
    assert [row[0] for row in links[1:]] == [
        'meadow.html#privacy-processor-harbor',
        'shop.html#privacy-processor-harbor',
        'catalogue.html#privacy-processor-pigeon',
    ]


def test_latex_links_have_labels(family: Project) -> None:
    source = family.build('latex', fatal=True).text('example.tex')
    labels = latex_labels(source)
    assert [label for label, number in labels.items() if number > 1] == []
    links = latex_links(source)
    assert links - labels.keys() == set()
    assert {'shop:privacy-processor-abacus', 'catalogue:privacy-data-email-address'} <= links


# -- places ----------------------------------------------------------------------------------------------------


def test_caption_and_headers(ask: Callable[..., Shown]) -> None:
    """What screen readers need: a caption, and headers of columns and rows."""
    shown = ask('processor-list', {'notice': '*'}, 'All *our* recipients')
    assert shown.caption() == 'All our recipients'
    assert [words(item) for item in shown.tables[0].xpath('./caption//em')] == ['our']
    head, body = shown.tables[0].xpath('./thead')[0], shown.tables[0].xpath('./tbody')[0]
    assert {cell.tag for cell in head.xpath('.//tr/*')} == {'th'}
    assert {cell.get('scope') for cell in head.xpath('.//th')} == {'col'}
    for row in body.xpath('./tr'):
        first, *rest = row
        assert (first.tag, first.get('scope')) == ('th', 'row')
        assert {cell.tag for cell in rest} == {'td'}


def test_captions_of_ours(make_project: ProjectMaker) -> None:
    """Where the author gives none; also of an overview that is no list."""
    page = asked(
        ('processor-list', {'notice': 'shop'}),
        ('privacy-matrix', {'notice': 'shop', 'scope': 'all'}),
        ('privacy-matrix', {'notice': 'shop', 'scope': 'all', 'columns': 'purpose'}),
        ('privacy-summary', {'notice': 'shop'}),
        ('privacy-map', {'notice': 'shop'}),
    )
    shown = Shown(make_project(family_files(page), **SETTINGS).build())
    captions = [shown.caption(number) for number in range(len(shown.tables))]
    assert captions == ['Recipients', 'Data and recipients', 'Data and purposes', 'In short', 'The same as a table']


@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'singlehtml', 'epub'])
def test_numbered_figures(family: Project, builder: str) -> None:
    """With ``numfig``, Sphinx wants an id of all that has a caption, also of a table in the body of an entry."""
    family.configure(numfig=True, privacy_rules={'X-ORPHAN': 'off', 'X-URL': 'off'})
    family.write({'shop.md': family.read('shop.md') + WITH_MARKUP, 'dot.png': DOT})
    assert family.build(builder, fatal=True).warnings == []


def test_two_of_a_kind_have_their_own_ids(make_project: ProjectMaker) -> None:
    page = asked(*[('privacy-map', {'notice': 'shop', 'scope': 'all'})] * 2, *[('processor-list', {'notice': '*'})] * 2)
    pages = Pages(make_project(family_files(page), **SETTINGS).build().out)
    assert [ident for ident in pages.duplicates() if '#privacy-' in ident] == []
    ids = {ident for ident in pages.ids['overviews.html'] if ident.startswith('privacy-overview-')}
    assert {f'privacy-overview-{number}' for number in (1, 2, 3, 4)} <= ids


def test_a_page_that_holds_only_an_overview_has_the_style_sheet(make_project: ProjectMaker) -> None:
    files = family_files(asked(('processor-list', {'notice': '*'})))
    files['plain.md'] = '# Plain\n\nNothing of ours.\n'
    build = make_project(files, **SETTINGS).build()
    assert STYLE_SHEET in build.page('overviews')
    assert STYLE_SHEET not in build.page('plain')


NESTED: Final = """\
Nested
======

.. note::

   .. OVERVIEW

* An item

  .. OVERVIEW

.. list-table::

   * - a cell
     - .. OVERVIEW

A term
   .. OVERVIEW

.. processor:: Holder
   :style: table

   .. OVERVIEW
"""


@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'man', 'texinfo', 'xml', 'epub'])
@pytest.mark.parametrize('directive', sorted(OVERVIEWS))
def test_nested(make_project: ProjectMaker, directive: str, builder: str) -> None:
    """In a box, a list item, a cell of a table, a definition, and the body of an entry in each of its styles."""
    nested = NESTED.replace('OVERVIEW', f'{directive}::\n{{}}   :notice: *')
    text = ''
    for part in nested.split('{}'):
        # Options stand as deep as the directive does.
        text += part if not text else ' ' * _depth(text) + part
    files = family_files() | {'nested.rst': text}
    del files['overviews.md']
    files['index.md'] = files['index.md'].replace('overviews', 'nested')
    build = make_project(files, **SETTINGS).build(builder, fatal=True)
    assert build.warnings == []
    if builder == 'html':
        shown = Shown(build, 'nested')
        assert len(shown.find('//*[contains(@class, "privacy-overview")]')) >= 5
        assert shown.find('//table//table[contains(@class, "privacy-overview")]') == []


def _depth(text: str) -> int:
    return text.rstrip('\n').rpartition('\n')[2].index('.. ')


# -- matrix and map --------------------------------------------------------------------------------------------


def many(data: int, purposes: int, processors: int) -> dict[str, str]:
    """Give a notice in which everything belongs together with everything."""
    uses = ', '.join(f'use-{number}' for number in range(purposes))
    vendors = ', '.join(f'vendor-{number}' for number in range(processors))
    all_data = ', '.join(f'datum-{number}' for number in range(data))
    blocks = [MD.directive('privacy-notice', 'many', {'updated': '2026-01-01'})]
    blocks += [MD.directive('collected-data', f'Datum {number}', {'purposes': uses}) for number in range(data)]
    blocks += [MD.directive('purpose', f'Use {number}', {'processors': vendors}) for number in range(purposes)]
    options = {'data': all_data, 'country': 'US'}
    blocks += [MD.directive('processor', f'Vendor {number}', options) for number in range(processors)]
    return {'many.md': MD.page('Many', *blocks)}


@pytest.mark.parametrize(('vendors', 'columns'), [(6, 7), (7, 2)])
def test_a_wide_matrix_names_what_would_be_columns(make_project: ProjectMaker, vendors: int, columns: int) -> None:
    page = asked(('privacy-matrix', {'notice': 'many'}))
    shown = Shown(make_project(family_files(page) | many(2, 1, vendors), **SETTINGS).build())
    head, *rows = shown.rows()
    assert len(head) == columns
    assert shown.names() == ['Datum 0', 'Datum 1']
    if columns == 2:
        assert head == ['Data', 'Recipient']
        assert all(rows[0][1].count(f'Vendor {number}') == 1 for number in range(vendors))
    else:
        assert head[1:] == [f'Vendor {number}' for number in range(vendors)]
        assert rows[0][1:] == ['Yes'] * vendors


def test_map_and_table_say_the_same(ask: Callable[..., Shown]) -> None:
    """Each box of the picture is a name in the table, and each line of the table is one of the picture."""
    shown = ask('privacy-map', {'notice': 'shop', 'scope': 'all'})
    pictures = shown.find('//*[local-name() = "svg"]')
    assert len(pictures) == 2
    head, *rows = shown.rows()
    assert head == ['Name', 'Purposes', 'Recipients', 'Countries']
    assert rows == [
        ['Payment details', 'to keep your account', 'Abacus Pay and Harbor Cloud', ''],
        ['Name', 'to keep your account', '', ''],
        ['Loans', 'to keep your account', '', ''],
        ['E-mail address', 'to keep your account and to send you the newsletter', 'Abacus Pay and Pigeon Mail', ''],
        ['IP address', 'to keep our services safe', 'Harbor Cloud', ''],
        ['to send you the newsletter', '', 'Pigeon Mail', ''],
        ['to keep our services safe', '', 'Harbor Cloud', ''],
        ['Abacus Pay', '', '', 'United States and Ireland'],
        ['Harbor Cloud', '', '', 'Germany'],
        ['Pigeon Mail', '', '', 'United States'],
    ]
    named = {row[0] for row in rows} | {'United States', 'Ireland', 'Germany'}
    for picture in pictures:
        drawn = ''.join(picture.xpath('.//*[local-name() = "text"]//text()')).replace(' ', '').replace('\n', '')
        for name in named:
            assert name.replace(' ', '') in drawn, name
    links = set(shown.find('//*[local-name() = "svg"]//*[local-name() = "a"]/@href'))
    assert links == set(shown.find('//table//tbody//a/@href'))


def test_lines_of_the_picture(ask: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch) -> None:
    """They are the pairs of the table, but for those between data and recipients that a purpose stands between."""
    graphs: list[MapGraph] = []

    def kept(graph: MapGraph, **options: Any) -> str:
        graphs.append(graph)
        return to_svg(graph, **options)

    monkeypatch.setattr(flow, 'to_svg', kept)
    shown = ask('privacy-map', {'notice': 'shop', 'scope': 'all'})
    (graph,) = graphs
    lines = {tuple(graph.layers[layer].nodes[row].label for layer, row in edge) for edge in graph.links}
    pairs = {
        (row[0], name)
        for row in shown.rows()[1:]
        for cell in row[1:]
        for name in re.split(', and |, | and (?!to )|(?<=account) and ', cell)
        if name
    }
    assert lines == pairs - {('IP address', 'Harbor Cloud'), ('E-mail address', 'Pigeon Mail')}


@pytest.mark.parametrize('builder', ['html', 'latex', 'text'])
def test_too_large_for_a_picture(make_project: ProjectMaker, builder: str) -> None:
    page = asked(('privacy-map', {'notice': 'many'}))
    project = make_project(family_files(page) | many(40, 10, 30), **SETTINGS)
    project.replace('index.md', 'overviews', 'overviews\nmany')
    build = project.build(builder, fatal=True)
    told = 'This is too much for one picture'
    written = build.text('example.tex') if builder == 'latex' else build.page('overviews')
    assert (told in ' '.join(written.split())) == (builder != 'text')
    assert 'Datum 39' in written
    if builder == 'html':
        assert Shown(build).find('//*[local-name() = "svg"]') == []
        assert len(Shown(build).rows()) == 1 + 40 + 10 + 30


def test_nothing_to_draw(ask: Callable[..., Shown]) -> None:
    shown = ask('privacy-map', {'notice': 'reading-room'})
    assert [words(item) for item in shown.find('//*[contains(@class, "privacy-empty")]')] == [
        'Nothing states which data serve which purposes or go to which recipients.'
    ]


# -- summary -----------------------------------------------------------------------------------------------------

ANSWERS: Final = {
    'Who is responsible?': 'Meadow Library Foundation (privacy@meadow.example, 1 Mill Lane, Oldtown) '
    'Data protection officer: Office for data protection, dpo@meadow.example',
    'What is collected?': 'Payment details: to keep your account Name: to keep your account '
    'Loans: to keep your account E-mail address (optional): to keep your account and to send you the newsletter '
    'IP address: to keep our services safe',
    'What is it used for, and on which basis?': 'to keep your account (Performance of a contract, or steps before one) '
    'to send you the newsletter (Consent) to keep our services safe (Legitimate interests)',
    'Who receives it, and where?': 'Abacus Pay (United States and Ireland) Harbor Cloud (Germany) '
    'Pigeon Mail (United States)',
    'What is stored on your device?': 'session (Strictly necessary, until the end of the session)',
    'How long is it kept?': 'E-mail address: until account deletion IP address: 30 days Harbor Cloud: 30 days',
    'What are your rights, and how do you use them?': 'Access: write to us Object: write to us at any time, '
    'privacy@meadow.example Write to us, by letter or by e-mail.',
    'What might you not expect?': 'Payment details',
    'When was this last changed?': 'January 20, 2026',
}


def test_summary(ask: Callable[..., Shown]) -> None:
    shown = ask('privacy-summary', {'notice': 'shop', 'scope': 'all'})
    assert dict(shown.rows()[1:]) == ANSWERS
    assert [row[0] for row in shown.rows()[1:]] == list(ANSWERS)
    (block,) = shown.find('//*[contains(@class, "privacy-right-to-object")]')
    assert words(block) == (
        'Your right to object These uses rest on legitimate interests or on a public task: '
        'to keep our services safe. Object: write to us at any time, privacy@meadow.example.'
    )


def test_summary_of_a_notice_without_recipients(ask: Callable[..., Shown]) -> None:
    """What it says itself, and who is responsible all the same; no word about what nothing states."""
    shown = ask('privacy-summary', {'notice': 'reading-room'})
    assert shown.rows()[1:] == [
        ['Who is responsible?', 'Meadow Library Foundation'],
        ['What is collected?', 'Card number'],
        ['Who receives it, and where?', 'No recipients — nobody outside of Meadow'],
        ['How long is it kept?', 'Card number: not stored'],
        ['What are your rights, and how do you use them?', 'Write to us, by letter or by e-mail.'],
        ['What might you not expect?', 'Opening of the gate'],
        ['When was this last changed?', 'November 5, 2025'],
    ]
    assert shown.find('//*[contains(@class, "privacy-right-to-object")]') == []


@pytest.mark.parametrize(
    ('basis', 'shown'), [('legitimate-interests', True), ('public-task', True), ('consent', False), ('contract', False)]
)
def test_right_to_object(make_project: ProjectMaker, basis: str, shown: bool) -> None:
    files = family_files(asked(('privacy-summary', {'notice': 'meadow'})))
    files['register.yaml'] = files['register.yaml'].replace(
        'legal-basis: legitimate-interests', f'legal-basis: {basis}'
    )
    page = Shown(make_project(files, **SETTINGS).build())
    assert bool(page.find('//*[contains(@class, "privacy-right-to-object")]')) == shown


# -- the whole notice ------------------------------------------------------------------------------------------

WITH_MARKUP: Final = """
:::::{processor} lantern
:purpose: to count
:style: definition

They are *near*, see [the notice](meadow.md), {doc}`catalogue`, [](reading-room.md), [below](#privacy-data-payment),
[](#email-address), {privacy:processor}`pigeon`, {privacy:processor}`these <harbor>`, {privacy:updated}`meadow`,
[a site](https://lantern.example/about), <mailto:us@lantern.example> and a note[^1].

![A dot](dot.png)

```{figure} dot.png
:name: a-figure

A figure of theirs
```

| a | b |
|---|---|
| 1 | 2 |

- one

  :::{processor} Nested vendor
  :purpose: to be nested
  :::

:::{note}
A *remark*.
:::

[^1]: The note.
:::::
"""


@pytest.mark.parametrize('builder', PAGE_BUILDERS)
def test_whole_notice_with_markup(make_project: ProjectMaker, builder: str) -> None:
    """Bodies stand on other pages, also in other folders, with their markup and with links that hold there."""
    files: dict[str, str | bytes] = {**family_files()}
    del files['overviews.md']
    files |= {
        'dot.png': DOT,
        'shop.md': str(files['shop.md']) + WITH_MARKUP,
        'sub/deep/whole.md': asked(('privacy-whole-notice', {'notice': 'shop'})),
        'near.md': asked(('privacy-whole-notice', {'notice': 'shop'})),
    }
    toctree = str(files['index.md']).replace('overviews', 'near\nsub/deep/whole')
    settings = {**SETTINGS, 'privacy_rules': {'X-ORPHAN': 'off', 'X-URL': 'off'}}
    build = make_project(files | {'index.md': toctree}, **settings).build(builder, fatal=True)
    pages = Pages(build.out)
    assert [ident for ident in pages.duplicates() if '#privacy-' in ident] == []
    assert pages.broken() == []
    if builder == 'singlehtml':
        return
    suffix = 'xhtml' if builder == 'epub' else 'html'
    for name in ('near', 'sub/deep/whole'):
        path = f'{name}/index.html' if builder == 'dirhtml' else f'{name}.{suffix}'
        tree = html.fromstring((build.out / path).read_bytes())
        (term,) = [item for item in tree.xpath('//dt') if words(item) == 'Lantern Statistics']
        body = term.getnext()
        # An e-book shows addresses after links.
        text = re.sub(r' \[\w+:[^]]*\]', '', words(body))
        assert (
            'They are near, see the notice, The catalogue, The reading room, below, E-mail address, Pigeon Mail, '
            'these, '
            'March 1, 2026, a site, mailto:us@lantern.example and a note.'
        ) in text
        assert 'A remark.' in text
        assert 'Nested vendor' not in text
        assert [words(item) for item in body.xpath('.//em')] == ['near', 'remark']
        targets = {words(link): link.get('href') for link in body.xpath('.//a')}
        assert targets['the notice'].replace('/index.html', '').rstrip('/').endswith(('meadow', f'meadow.{suffix}'))
        assert targets['a site'] == 'https://lantern.example/about'
        assert targets['mailto:us@lantern.example'].replace('%40', '@') == 'mailto:us@lantern.example'
        assert targets['these'].endswith('#privacy-processor-harbor')
        assert len(body.xpath('.//img')) == 2
        for image in body.xpath('.//img/@src'):
            assert (build.out / path).parent.joinpath(image).resolve().is_file()
        # The vendor in the body of another stands by itself.
        assert len([item for item in tree.xpath('//dt') if words(item) == 'Nested vendor']) == 1


def test_whole_notice_says_where_things_come_from(ask: Callable[..., Shown]) -> None:
    shown = ask('privacy-whole-notice', {'notice': 'shop'})
    headings = [words(item) for item in shown.find('//*[contains(@class, "rubric")]')]
    assert headings == [
        'About this notice',
        'Who is responsible',
        'Personal data',
        'Purposes',
        'Recipients',
        'Cookies and similar storage',
        'Rights',
        'Security measures',
        'Statements',
        'Changes',
    ]
    origins = {
        words(term): [words(item) for item in term.getnext().xpath('.//*[contains(@class, "privacy-origin")]')]
        for term in shown.find('//dl[contains(@class, "privacy-block")]/dt')
    }
    assert origins['Payment details'] == []
    assert origins['Abacus Pay'] == []
    assert origins['E-mail address'] == ['From: The catalogue']
    assert origins['IP address'] == ['From: Privacy at Meadow']
    text = words(shown.tree)
    assert 'They keep records of their own.' in text
    assert 'Small corrections come at once.' in text


# -- all builders ----------------------------------------------------------------------------------------------

BUILDERS: Final = (*PAGE_BUILDERS, 'latex', 'text', 'man', 'texinfo', 'xml', 'pseudoxml', 'gettext', 'dummy')


@pytest.mark.parametrize('builder', BUILDERS)
def test_no_warning_and_nothing_left_over(family: Project, builder: str) -> None:
    build = family.build(builder, fatal=True, keep=True)
    assert build.exit == 0
    assert build.warnings == []
    for data in build.files().values():
        for name in (b'privacy_overview', b'privacy_entry', b'privacy_part'):
            assert name not in data
    if builder != 'gettext':
        assert build.after
        for document in build.after.values():
            assert not list(document.findall(privacy_overview))


@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'man', 'texinfo', 'xml', 'pseudoxml', 'epub'])
def test_everything_is_shown(family: Project, builder: str) -> None:
    """Words of each overview are in the output of each builder."""
    family.write({'overviews.md': family.read('overviews.md').replace('# Overviews', '# Our overviews')})
    build = family.build(builder)
    parts = [data.decode('utf-8', 'replace') for name, data in build.files().items() if not name.endswith('.epub')]
    # Writers break lines, and some write signs in a way of their own.
    written = re.sub(r'\\-|\\sphinxhyphen\{\}', '-', '\n'.join(parts))
    written = ' '.join(re.sub(r'(?<=\S)\s*\n\s*\|?\s*|\\&', ' ', written).split())
    for expected in ('All recipients', 'Where data go', 'In short', 'What flows to whom', 'Standard data protection'):
        assert expected in written, expected
    for expected in ('Clauses', 'Adequacy decision', 'Ireland', 'Lantern', 'January 20, 2026', 'Who is responsible'):
        assert (expected in written) == (expected != 'Lantern'), expected


def test_pdf_of_notices(make_project: ProjectMaker) -> None:
    """Overviews on the page of a notice, in its PDF."""
    pytest.importorskip('typst')
    pikepdf = pytest.importorskip('pikepdf')
    if shutil.which('pdftotext') is None:
        pytest.skip('pdftotext (poppler-utils) is not installed')
    files = family_files()
    shown = files.pop('overviews.md').partition('\n')[2]
    files['shop.md'] += shown
    files['index.md'] = files['index.md'].replace('overviews\n', '')
    project = make_project(files, **SETTINGS, html_baseurl='https://meadow.example/')
    build = project.build('noticepdf', keep=True)
    assert build.exit == 0
    assert build.warnings == []
    paths = {path.name: path for path in build.out.rglob('*.pdf')}
    assert sorted(paths) == [f'{notice}.pdf' for notice in NOTICES]
    assert words_not_in(paths['shop.pdf'], build.after['shop']) == set()
    with pikepdf.open(paths['shop.pdf']) as pdf:
        assert len(pdf.pages) > 3


def test_whole_notice_begins_with_the_notice_itself(ask: Callable[..., Shown]) -> None:
    """With what it has of the notices that it adds to; its history is told from the newest on."""
    shown = ask('privacy-whole-notice', {'notice': 'shop'})
    (first, *_) = shown.find('//dl[contains(@class, "privacy-whole-notice")]')
    said = words(first)
    assert said.startswith('The shop Service')
    assert 'shop.meadow.example' in said
    assert 'Write to us, by letter or by e-mail.' in said
    (*_, last) = shown.find('//dl[contains(@class, "privacy-whole-notice")]')
    dates = [words(term) for term in last.xpath('./dt')]
    assert dates == ['March 1, 2026', 'January 20, 2026', 'June 15, 2025']


def test_no_full_stop_before_a_comma(make_project: ProjectMaker) -> None:
    right = RST.directive('data-right', 'Access', {'how': 'Write to us.', 'email': 'us@acme.example'})
    page = RST.page('Notice', RST.directive('privacy-notice', 'n'), right, RST.directive('privacy-summary'))
    text = make_project({'index.rst': page}).build('text').text('index.txt')
    assert 'Access: Write to us, us@acme.example' in ' '.join(text.split())
