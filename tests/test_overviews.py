"""Overviews of a whole project: the right rows in the right order, everywhere and at once after each edit."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from sphinxext_privacy.assets import STYLE_SHEET
from sphinxext_privacy.model.overviews import OVERVIEWS
from sphinxext_privacy.nodes import privacy_overview
from tests.helpers.family import NOTICES, PAGE_BUILDERS, SETTINGS, WITH_MARKUP, Shown, asked, family_files, words
from tests.helpers.latex import words_not_in
from tests.helpers.links import Pages, latex_labels, latex_links
from tests.helpers.rich import DOT

if TYPE_CHECKING:
    from tests.conftest import Asker, ProjectMaker
    from tests.helpers.project import Build, Project

pytestmark = pytest.mark.myst


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


def test_names_link_to_their_entries(ask: Asker) -> None:
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


def test_caption_and_headers(ask: Asker) -> None:
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
def test_nested(make_project: ProjectMaker, builder: str) -> None:
    """In a box, a list item, a cell of a table, a definition, and the body of an entry in each of its styles."""
    files = family_files() | {f'nested-{directive}.rst': _nested(directive) for directive in OVERVIEWS}
    del files['overviews.md']
    names = '\n'.join(f'nested-{directive}' for directive in OVERVIEWS)
    files['index.md'] = files['index.md'].replace('overviews', names)
    build = make_project(files, **SETTINGS).build(builder, fatal=True)
    assert build.warnings == []
    if builder == 'html':
        for directive in OVERVIEWS:
            shown = Shown(build, f'nested-{directive}')
            assert len(shown.find('//*[contains(@class, "privacy-overview")]')) >= 5, directive
            assert shown.find('//table//table[contains(@class, "privacy-overview")]') == [], directive


def _nested(directive: str) -> str:
    nested = NESTED.replace('OVERVIEW', f'{directive}::\n{{}}   :notice: *')
    text = ''
    for part in nested.split('{}'):
        # Options stand as deep as the directive does.
        text += part if not text else ' ' * _depth(text) + part
    return text


def _depth(text: str) -> int:
    return text.rstrip('\n').rpartition('\n')[2].index('.. ')


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
