"""The list of recipients: one a row, with who says what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from sphinxext_privacy.exports.account import NO_PLACE, Account
from sphinxext_privacy.exports.forms import form_named
from sphinxext_privacy.exports.processors_csv import FIELDS, FILE
from sphinxext_privacy.exports.records import Elsewhere, Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.exports.spreadsheets import clean, safe
from sphinxext_privacy.model.values import Link
from tests.helpers.exported import everything, exported
from tests.helpers.markup import MARKUPS, Markup
from tests.helpers.rich import SETTINGS, rich_files
from tests.helpers.tables import read_csv, stated, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.model.values import Value
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName

FORM = form_named('processors')
COLUMNS = ('name', 'id', *FIELDS, 'notices')


def table_of(made: Exported, account: Account | None = None) -> list[list[str]]:
    ((name, text),) = FORM.files(made, account or Account())
    assert name == FILE
    assert isinstance(text, str)
    return read_csv(text)


def rows_of(made: Exported, account: Account | None = None) -> list[dict[str, str]]:
    """Give the cells that hold something, by the name of their column."""
    rows = table_of(made, account)[1:]
    return [{name: cell for name, cell in zip(COLUMNS, row, strict=True) if cell} for row in rows]


def entry(kind: str, ident: str, notice: str, title: str = '', /, **facts: Value) -> ExportedEntry:
    named = {name.replace('_', '-'): value for name, value in facts.items()}
    url = f'https://far.example/{notice}.html#x' if notice == 'far' else f'{notice}.html#x'
    source = None if notice == 'far' else Source('n.md', 1)
    return ExportedEntry(kind, ident, title or ident.capitalize(), notice, named, 'Words.', url, source)


def notice(ident: str, entries: Iterable[ExportedEntry], *parents: str) -> ExportedNotice:
    whole = tuple(entries)
    own = tuple(item for item in whole if item.notice == ident)
    return ExportedNotice(ident, f'Notice {ident}', f'{ident}.html', {}, Source('n.md', 1), parents, (), own, whole)


def project(*notices: ExportedNotice) -> Exported:
    return Exported('P', 'en', notices, base_url='https://p.example/')


# -- a project ------------------------------------------------------------------------------------------------------

REGISTER = """\
processors:
  cloud:
    name: Cloud
    legal-name: Cloud, Inc.
    role: processor
    category: hosting
    country: US, IE
    transfer-mechanism: adequacy, scc
    transfer-detail: by *contract*
    safeguard-url: Clauses <https://cloud.example/scc>
    agreement: Terms <https://cloud.example/terms>
    policy: https://cloud.example/privacy
    website: Cloud <https://cloud.example/>
    address: "1 Road; Dublin"
    retention: P30D after the visit
    since: 2020-01-31
    until: 2027-12-31
    reviewed: 2026-01-01
"""


def project_files(markup: Markup) -> dict[str, str]:
    d = markup.directive
    return {
        'register.yaml': REGISTER,
        'index.rst': 'Home\n====\n\n.. toctree::\n   :hidden:\n   :glob:\n\n   *\n',
        f'shop{markup.suffix}': markup.page(
            'The shop',
            d('privacy-notice', 'shop', {'updated': '2026-02-10'}),
            d('collected-data', 'Name'),
            d('collected-data', 'Mail'),
            d('purpose', 'To sell', {'processors': 'cloud'}),
            d('processor', 'cloud', {'purpose': 'to host **the shop**', 'data': 'name, mail'}),
        ),
        f'blog{markup.suffix}': markup.page(
            'The blog',
            d('privacy-notice', 'blog', {'updated': '2026-02-10', 'addendum-to': 'shop'}),
            d('processor', 'cloud', {'purpose': 'to host the blog', 'condition': 'if you read it'}),
            d('processor', '+Plus', {'id': 'plus', 'no-personal-data': ''}),
        ),
    }


PROJECT: dict[str, Any] = {
    'privacy_register': ['register.yaml'],
    'privacy_date_fallback': 'none',
    'html_baseurl': 'https://acme.example',
    'privacy_rules': {'X-ORPHAN': 'off', 'X-ROLE': 'off'},
}


@pytest.mark.parametrize('name', MARKUPS)
def test_a_whole_list(make_project: ProjectMaker, name: MarkupName) -> None:
    build = make_project(project_files(Markup(name)), **PROJECT).build('privacy')
    headings, plus, cloud = read_csv(build.text(FILE))
    assert headings == [
        'Recipient',
        'Id',
        'Legal name',
        'Role',
        'Category',
        'Purpose',
        'Purposes',
        'Data',
        'Country',
        'Transfer rests on',
        'Transfer in detail',
        'Safeguards',
        'Agreement',
        'Privacy policy',
        'Website',
        'Address',
        'Kept',
        'Since',
        'Until',
        'Reviewed',
        'Notices',
    ]
    blog = 'The blog (blog) <https://acme.example/blog.html>'
    assert plus == ["'+Plus", 'plus', *[''] * 5, 'No personal data', *[''] * 12, blog]
    assert cloud == [
        'Cloud',
        'cloud',
        'Cloud, Inc.',
        'Processor',
        'Hosting',
        'to host the blog (blog)\nto host the shop (shop)',
        'To sell',
        'Name; Mail',
        'United States, Ireland',
        'Adequacy decision; Standard data protection clauses of the Commission',
        'by contract',
        'Clauses <https://cloud.example/scc>',
        'Terms <https://cloud.example/terms>',
        'https://cloud.example/privacy',
        'Cloud <https://cloud.example/>',
        '1 Road; Dublin',
        '30 days after the visit',
        '2020-01-31',
        '2027-12-31',
        '2026-01-01',
        f'{blog}\nThe shop (shop) <https://acme.example/shop.html>',
    ]


def test_in_german(make_project: ProjectMaker) -> None:
    build = make_project(project_files(Markup('rst')), **PROJECT).build('privacy', language='de')
    headings, _, cloud = read_csv(build.text(FILE))
    assert headings[0] == 'Empfänger'
    assert cloud[COLUMNS.index('country')] == 'Vereinigte Staaten, Irland'
    assert cloud[COLUMNS.index('retention')] == '30 Tage nach the visit'


# -- who says what --------------------------------------------------------------------------------------------------


def test_what_all_say_and_what_some_say() -> None:
    made = project(
        notice('a', [entry('processor', 'x', 'a', 'X', country=('US',), retention='P1D', since='2020-01-01')]),
        notice('b', [entry('processor', 'x', 'b', 'X', country=('US',), retention='P2D', purpose='to be (sure)')]),
        notice('c', [entry('processor', 'x', 'c', 'X & Co', country=('US',), retention='P1D', until='until')]),
    )
    (row,) = rows_of(made)
    link = 'Notice {0} ({0}) <https://p.example/{0}.html>'
    assert row == {
        'name': 'X (a, b)\nX & Co (c)',
        'id': 'x',
        'country': 'United States',
        'retention': '1 day (a, c)\n2 days (b)',
        'purpose': 'to be (sure) (b)',
        'since': '2020-01-01 (a)',
        'until': 'until (c)',
        'notices': '\n'.join(link.format(ident) for ident in 'abc'),
    }


def test_who_only_inherits_says_nothing() -> None:
    parent = [entry('processor', 'x', 'a', purpose='to host', data=('mail',)), entry('data', 'mail', 'a')]
    made = project(
        notice('a', parent),
        notice('b', [entry('data', 'name', 'b'), *parent], 'a'),
        notice('c', [entry('processor', 'x', 'c', purpose='to host', data=('mail',)), parent[1]], 'a'),
    )
    account = Account()
    (row,) = rows_of(made, account)
    assert row['purpose'] == 'to host'
    assert row['data'] == 'Mail'
    assert row['notices'].count('\n') == 1
    assert {(item.kind, item.ident): item.facts for item in account.losses(made)} == {
        ('processor', 'x'): {'body': NO_PLACE},
        ('data', 'mail'): {'body': NO_PLACE},
        ('data', 'name'): {'body': NO_PLACE},
    }


def test_of_another_project() -> None:
    far = [entry('processor', 'x', 'far', purpose='to host')]
    made = project(notice('a', far, 'far'), notice('b', [*far, entry('processor', 'x', 'b')], 'far'))
    # An entry is there once in what a notice has; here are both, as a file of another project can say anything.
    (row,) = rows_of(replace(made, notices=made.notices[:1]))
    assert row['purpose'] == 'to host'
    assert row['notices'] == 'far <https://far.example/far.html>'
    known = {'far': Elsewhere('Far away', 'https://far.example/')}
    assert rows_of(replace(made, notices=made.notices[:1], elsewhere=known))[0]['notices'] == (
        'Far away (far) <https://far.example/>'
    )
    (row,) = rows_of(made)
    assert row['purpose'] == 'to host (far)'


def test_purposes_and_data_that_either_side_states() -> None:
    made = project(
        notice(
            'n',
            [
                entry('purpose', 'sell', 'n', processors=('x', 'gone')),
                entry('purpose', 'ship', 'n'),
                entry('purpose', 'rest', 'n', processors=('y',)),
                entry('data', 'name', 'n'),
                entry('data', 'size', 'n'),
                entry('processor', 'x', 'n', purposes=('n/ship', 'nap'), data=('size', 'hat'), no_personal_data=True),
            ],
        )
    )
    account = Account()
    (row,) = rows_of(made, account)
    assert row['purposes'] == 'Sell; Ship'
    assert row['data'] == 'No personal data; Size'
    found = {(item.ident, name): why for item in account.losses(made) for name, why in item.facts.items()}
    assert {key: why for key, why in found.items() if key[1] != 'body'} == {
        ('sell', 'processors'): "no entry 'gone'",
        ('x', 'purposes'): "no entry 'nap'",
        ('x', 'data'): "no entry 'hat'",
        ('rest', 'processors'): NO_PLACE,
    }


def test_the_order_is_the_same_in_each_language() -> None:
    names = ['Zebra', 'apple', 'Öl', 'Apple', 'éclair', 'Oak', 'Ωmega', 'Émile', '日本']
    entries = [entry('processor', f'p{position}', 'n', name) for position, name in enumerate(names)]
    for language in ('en', 'sv', 'de'):
        made = replace(project(notice('n', entries)), language=language)
        assert [row['name'] for row in rows_of(made)] == [
            'Apple', 'apple', 'éclair', 'Émile', 'Oak', 'Öl', 'Zebra', 'Ωmega', '日本',
        ]  # fmt: skip


# -- all of it ------------------------------------------------------------------------------------------------------


def test_an_empty_project() -> None:
    (headings,) = table_of(Exported('P', 'en', ()))
    assert len(headings) == len(COLUMNS)


def test_each_fact_is_there_or_told() -> None:
    made = told_apart(everything())
    account = Account()
    text = '\n'.join(cell for row in table_of(made, account)[1:] for cell in row)
    told = {(item.kind, name) for item in account.losses(made) for name in item.facts}
    held = [(kind, name, words) for kind, name, words in stated(made) if (kind, name) not in told]
    assert [(kind, name) for kind, name, words in held if not all(word in text for word in words)] == []
    assert {name for kind, name, _ in held if kind == 'processor'} == {*FIELDS, 'name', 'no-personal-data'}
    assert {('cookie', 'name'), ('processor', 'terms'), ('processor', 'body')} <= told


@given(exported())
@settings(deadline=None, max_examples=60)
def test_any_notice(made: Exported) -> None:
    table = table_of(made)
    assert table == table_of(made)
    found = {item.ident: item for part in made.notices for item in part.resolved if item.kind == 'processor'}
    assert {row[1] for row in table[1:]} == set(found)
    titles = {safe(clean(item.title)) for part in made.notices for item in part.resolved if item.kind == 'processor'}
    for row in table[1:]:
        assert any(title in row[0] for title in titles)


def test_a_real_build(make_project: ProjectMaker) -> None:
    table = read_csv(make_project(rich_files(), **SETTINGS).build('privacy').text(FILE))
    assert len(table) > 10
    assert len({row[1] for row in table}) == len(table)


def test_links_without_a_title_or_an_address() -> None:
    made = project(
        notice('n', [entry('processor', 'x', 'n', policy=Link('Words', ''), website=Link('', 'mailto:a@a.example'))])
    )
    (row,) = rows_of(made)
    assert (row['policy'], row['website']) == ('Words', 'mailto:a@a.example')
