"""Lists of entries: which are in them, in which order, and what is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.helpers.family import SETTINGS, Shown, asked, family_files, words
from tests.helpers.project import Project

if TYPE_CHECKING:
    from tests.conftest import Asker
    from tests.helpers.project import Build

pytestmark = pytest.mark.myst


# -- lists -----------------------------------------------------------------------------------------------------


SCOPES: Final = [
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
]
STYLES: Final = ('table', 'bullet', 'definition', 'card')


@pytest.fixture(scope='module')
def scopes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    """Build a page for each of :data:`SCOPES`, as HTML and as text."""
    files = family_files()
    del files['overviews.md']
    for directive, scope, _ in SCOPES:
        options = {'notice': 'shop', 'scope': scope}
        files[f'{directive}-{scope}.md'] = asked(*((directive, {**options, 'style': style}) for style in STYLES))
    names = '\n'.join(f'{directive}-{scope}' for directive, scope, _ in SCOPES)
    files['index.md'] = files['index.md'].replace('overviews', names)
    project = Project(tmp_path_factory.mktemp('scopes'), files, SETTINGS)
    build = project.build()
    assert build.warnings == []
    return build, project.build('text')


@pytest.mark.parametrize(('directive', 'scope', 'names'), SCOPES)
def test_scopes(scopes: tuple[Build, Build], directive: str, scope: str, names: list[str]) -> None:
    """The same entries in the same order in each style, in HTML and as text."""
    pages, texts = scopes
    shown = Shown(pages, f'{directive}-{scope}')
    text = texts.page(f'{directive}-{scope}')
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


def test_own_facts_win(ask: Asker) -> None:
    """The shop says of Harbor what it does for the shop, and inherits what it leaves out."""
    shown = ask('processor-list', {'notice': 'shop', 'scope': 'all', 'columns': 'purpose, data, purposes, notice'})
    assert shown.rows()[2] == [
        'Harbor Cloud',
        'to run the shop',
        'IP address and Payment details',
        'to keep our services safe',
        'The shop',
    ]


def test_an_entry_that_stands_twice_is_one_row(ask: Asker) -> None:
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
def test_sort(ask: Asker, sort: str, names: list[str]) -> None:
    assert ask('processor-list', {'notice': '*', 'sort': sort}).names() == names


def test_dates_are_sorted_as_dates(ask: Asker) -> None:
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
def test_where(ask: Asker, directive: str, where: str, names: list[str]) -> None:
    shown = ask(directive, {'notice': '*', 'where': where})
    if names:
        assert shown.names() == names
    else:
        assert len(shown.find('//*[contains(@class, "privacy-empty")]')) == 1


def test_group(ask: Asker) -> None:
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
def test_groups_that_are_no_tables_have_headings(ask: Asker, style: str) -> None:
    shown = ask('processor-list', {'notice': '*', 'group': 'category', 'style': style})
    headings = [words(item) for item in shown.find('//*[contains(@class, "rubric")]')]
    assert headings == ['E-mail', 'Hosting', 'Payment']


def test_columns(ask: Asker) -> None:
    """Those asked for stand there even where nothing states them, in this order, each once."""
    shown = ask('processor-list', {'notice': 'shop', 'columns': 'id, opt-out, country, id, name'})
    assert shown.rows() == [
        ['Recipient', 'Id', 'Opt out', 'Country'],
        ['Abacus Pay', 'abacus', '', 'United States and Ireland'],
        ['Harbor Cloud', 'harbor', '', 'Germany'],
    ]
