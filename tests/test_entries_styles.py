"""Entries on pages: words in bullets, lists, and what styles show of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinxext_privacy.model.kinds import KINDS
from tests.helpers.entries import build_page, bullets_of, soup_of, text_of
from tests.helpers.markup import MARKUPS, RST, Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName


# -- words in bullets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('directive', 'argument', 'options', 'shown'),
    [
        ('processor', 'Vendor', {}, 'Vendor'),
        ('processor', 'Vendor', {'purpose': 'to host'}, 'Vendor to host.'),
        ('processor', 'Vendor', {'optional': ''}, 'Vendor (optional)'),
        ('processor', 'Vendor', {'optional': 'yes', 'purpose': 'to host'}, 'Vendor to host (optional).'),
        ('processor', 'Vendor', {'optional': 'no'}, 'Vendor'),
        ('processor', 'Vendor', {'condition': 'if you call us'}, 'Vendor, if you call us'),
        (
            'processor',
            'Vendor',
            {'purpose': 'to host', 'optional': '', 'condition': 'if you call us.'},
            'Vendor to host (optional), if you call us.',
        ),
        ('processor', 'Vendor', {'no-personal-data': ''}, 'Vendor. They receive no personal data.'),
        ('processor', 'Vendor', {'no-personal-data': 'no'}, 'Vendor'),
        ('processor', 'Vendor', {'retention': 'P90D after deletion'}, 'Vendor. Kept: 90 days after deletion.'),
        ('processor', 'Vendor', {'retention': 'not stored'}, 'Vendor. Kept: not stored.'),
        ('processor', 'Vendor', {'opt-out': 'Settings <https://v.example>'}, 'Vendor. Opt out: Settings.'),
        # What is left to the other styles.
        ('processor', 'Vendor', {'country': 'US', 'role': 'processor', 'category': 'cdn'}, 'Vendor'),
        ('collected-data', 'Full name', {}, 'Full name'),
        ('collected-data', 'Full name', {'optional': ''}, 'Full name (optional)'),
        ('collected-data', 'Full name', {'condition': 'if you pay'}, 'Full name, if you pay'),
        ('collected-data', 'Full name', {'visibility': 'public'}, 'Full name. Visibility: Public.'),
        ('collected-data', 'Full name', {'examples': 'Ada, Grace'}, 'Full name. Examples: Ada, Grace.'),
        ('collected-data', 'Full name', {'retention': 'session'}, 'Full name. Kept: until the end of the session.'),
        ('collected-data', 'Full name', {'legal-basis': 'consent', 'special': ''}, 'Full name'),
        ('collected-data', 'email-address', {}, 'Email address'),
        ('collected-data', 'photo', {}, 'Your photograph'),
        ('purpose', 'To write to you', {}, 'To write to you'),
        ('purpose', 'To write to you', {'opt-in': ''}, 'To write to you (opt-in only)'),
        ('purpose', 'To write to you', {'opt-in': 'no'}, 'To write to you'),
        (
            'purpose',
            'To write to you',
            {'opt-in': '', 'withdraw': 'Call us', 'retention': 'P1Y'},
            'To write to you (opt-in only). How to withdraw consent: Call us. Data kept: 1 year.',
        ),
        (
            'purpose',
            'To be safe',
            {'legitimate-interest': 'safety', 'condition': 'at night'},
            'To be safe, at night. Legitimate interest: safety.',
        ),
        ('data-right', 'erasure', {}, 'Erasure'),
        ('data-right', 'erasure', {'conditional': ''}, 'Erasure (in some cases only)'),
        ('data-right', 'erasure', {'conditional': 'no'}, 'Erasure'),
        (
            'data-right',
            'Be heard',
            {'how': 'Write to us', 'email': 'a@b.example'},
            'Be heard. Write to us. E-mail: a@b.example.',
        ),
        (
            'data-right',
            'complain',
            {'authority': 'CNIL', 'authority-url': 'https://www.cnil.fr'},
            (
                'Complain to a supervisory authority. Supervisory authority: CNIL. '
                'Web address of the authority: https://www.cnil.fr.'
            ),
        ),
        ('security-measure', 'backup', {}, 'Backups'),
        ('security-measure', 'We lock doors', {'kind': 'physical-access-control'}, 'We lock doors'),
        (
            'cookie',
            '_ga',
            {'style': 'bullet', 'purpose': 'counts', 'duration': 'P2Y'},
            '_ga counts. Duration: 2 years.',
        ),
    ],
)
def test_words_of_a_bullet(
    make_project: ProjectMaker, directive: str, argument: str, options: dict[str, str], shown: str
) -> None:
    assert bullets_of(make_project, RST.directive(directive, argument, options)) == [shown]


# -- lists --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_list_shares_its_options(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    body = '- Full name\n- email-address\n- Your **pet** {#pet}\n- photo\n- Other {#other-data}'
    page = markup.page(
        'Page',
        markup.directive('collected-data', '', {'retention': 'P1Y'}, body),
        f'See {markup.role("privacy:data", "pet")} and {markup.role("privacy:data", "other-data")}.',
    )
    build = build_page(make_project, page, suffix=markup.suffix)
    assert build.warnings == []
    items = soup_of(build).select('.privacy-data > li')
    assert [text_of(item) for item in items] == [
        f'{label}. Kept: 1 year.' for label in ('Full name', 'Email address', 'Your pet', 'Your photograph', 'Other')
    ]
    assert [target['id'] for target in soup_of(build).select('.privacy-data span.target')] == [
        f'privacy-data-{ident}' for ident in ('full-name', 'email-address', 'pet', 'photo', 'other-data')
    ]
    assert 'See Your pet and Other.' in text_of(soup_of(build))


@pytest.mark.parametrize('name', MARKUPS)
def test_list_keeps_what_is_nested(make_project: ProjectMaker, name: MarkupName) -> None:
    """And what stands before and after it."""
    markup = Markup(name)
    body = '\n\n'.join(
        [
            'These:',
            markup.bullets(['First\n\nMore words.', 'Second {#second}\n\n- inner one\n- inner two']),
            'So much.',
        ]
    )
    page = markup.page('Page', markup.directive('purpose', '', {}, body))
    build = build_page(make_project, page, suffix=markup.suffix)
    assert build.warnings == []
    soup = soup_of(build)
    assert [text_of(item) for item in soup.select('.privacy-purpose > li')] == [
        'First More words.',
        'Second inner one inner two',
    ]
    assert [text_of(item) for item in soup.select('.privacy-purpose > li > ul > li')] == ['inner one', 'inner two']
    text = text_of(soup)
    assert text.index('These:') < text.index('First') < text.index('So much.')
    assert soup.select('#privacy-purpose-second') != []


def test_list_of_processors(make_project: ProjectMaker) -> None:
    shown = bullets_of(make_project, RST.directive('processor', '', {'optional': ''}, '- cloud\n- Someone Else, Inc.'))
    assert shown == ['Cloud Hosting (optional). Kept: 30 days.', 'Someone Else, Inc. (optional)']


# -- styles -------------------------------------------------------------------------------------------------------


def test_styles_of_the_project(make_project: ProjectMaker) -> None:
    """The style of the entry wins, then the setting, then that of the kind."""
    page = RST.page(
        'Page',
        RST.directive('processor', 'One'),
        RST.directive('processor', 'Two', {'style': 'bullet'}),
        RST.directive('collected-data', 'Three'),
        RST.directive('cookie', 'Four'),
        RST.directive('automated-decision', 'Five'),
    )
    build = build_page(make_project, page, privacy_styles={'processor': 'card', 'automated-decision': 'table'})
    assert build.warnings == []
    found = [
        (
            text_of(block.select_one('li, dt, tbody th') or block),
            next(name for name in block['class'] if '-block-' in name),
        )
        for block in soup_of(build).select('.privacy-block')
    ]
    assert found == [
        ('One', 'privacy-block-card'),
        ('Two', 'privacy-block-bullet'),
        ('Three', 'privacy-block-bullet'),
        ('Four', 'privacy-block-table'),
        ('Five', 'privacy-block-table'),
    ]


@pytest.mark.parametrize('style', ['bullet', 'definition', 'table', 'card'])
@pytest.mark.parametrize('name', MARKUPS)
def test_neighbours_join(make_project: ProjectMaker, name: MarkupName, style: str) -> None:
    """Those of one kind and style, also across a comment; anything else parts them."""
    markup = Markup(name)
    other = 'card' if style != 'card' else 'definition'

    def vendor(argument: str, options: Mapping[str, str] = {}) -> str:
        return markup.directive('processor', argument, {'style': style, **options})

    comment = '% a comment' if name == 'md' else '.. a comment'
    page = markup.page(
        'Page',
        vendor('A1'),
        vendor('A2'),
        comment,
        vendor('A3'),
        'Words.',
        vendor('B1'),
        markup.directive('collected-data', 'C1', {'style': style}),
        vendor('D1'),
        vendor('E1', {'style': other}),
        vendor('E2', {'style': other}),
        vendor('F1'),
        vendor('G1', {'style': 'hidden'}),
        vendor('F2'),
        markup.section('Section', vendor('H1')),
    )
    build = build_page(make_project, page, suffix=markup.suffix)
    assert build.warnings == []
    found = [
        ' '.join(re.findall(r'\b[A-H][0-9]\b', block.get_text())) for block in soup_of(build).select('.privacy-block')
    ]
    assert found == ['A1 A2 A3', 'B1', 'C1', 'D1', 'E1 E2', 'F1 F2', 'H1']
    assert soup_of(build).select('#privacy-processor-g1') != []


def test_hidden_entries_show_nothing(make_project: ProjectMaker) -> None:
    """References still lead to their place, and they have their name."""
    blocks = [
        RST.directive(
            kind.directive,
            '2026-02-10' if kind.name == 'change' else f'Secret {kind.name}',
            {'style': 'hidden'},
            '' if kind.name in {'notice', 'statement'} else 'A secret body.',
        )
        for kind in KINDS.values()
        if kind.name not in {'notice', 'statement'}
    ]
    page = RST.page('Page', *blocks, f'See {RST.role("privacy:processor", "secret-processor")}.')
    build = build_page(make_project, page)
    assert build.warnings == []
    soup = soup_of(build)
    assert soup.select('.privacy-block') == []
    body = soup.select_one('[role=main]')
    assert body is not None
    assert text_of(body).replace('¶', '') == 'Page See Secret processor.'
    link = soup.select_one('a[href="#privacy-processor-secret-processor"]')
    assert link is not None
    assert soup.select('#privacy-processor-secret-processor') != []


def test_table_has_a_column_for_each_field_that_is_stated(make_project: ProjectMaker) -> None:
    page = RST.page(
        'Page',
        RST.directive('cookie', '_ga', {'duration': 'P2Y', 'provider': 'first-party'}),
        RST.directive('cookie', 'theme', {'kind': 'local-storage'}, 'Remembers *colours*.'),
        RST.directive('cookie', 'bare'),
    )
    build = build_page(make_project, page)
    assert build.warnings == []
    (table,) = soup_of(build).select('table.privacy-cookie')
    assert [text_of(cell) for cell in table.select('thead th')] == ['Cookie', 'Kind', 'Provider', 'Duration', 'Notes']
    rows = [[text_of(cell) for cell in row.find_all(['th', 'td'])] for row in table.select('tbody tr')]
    assert rows == [
        ['_ga', '', 'First party', '2 years', ''],
        ['theme', 'Local storage', '', '', 'Remembers colours.'],
        ['bare', '', '', '', ''],
    ]
    assert [text_of(cell) for cell in table.select('tbody th')] == ['_ga', 'theme', 'bare']


def test_definition_without_facts_has_no_field_list(make_project: ProjectMaker) -> None:
    build = build_page(make_project, RST.page('Page', RST.directive('processor', 'Vendor', {'style': 'definition'})))
    (block,) = soup_of(build).select('.privacy-processor')
    assert text_of(block) == 'Vendor'
    assert block.select('dl') == []


@pytest.mark.parametrize('style', ['bullet', 'definition', 'table', 'card'])
def test_ids_differ_on_one_page(make_project: ProjectMaker, style: str) -> None:
    entry = RST.directive('processor', 'cloud', {'style': style})
    build = build_page(make_project, RST.page('Page', entry, 'Between.', entry, entry))
    assert build.warnings == []
    found = re.findall(r'id="(privacy-processor-cloud[^"]*)"', build.page('index'))
    assert found == ['privacy-processor-cloud', 'privacy-processor-cloud-2', 'privacy-processor-cloud-3']


@pytest.mark.parametrize('style', ['definition', 'card', 'table'])
def test_several_processors_show_the_facts_of_each(make_project: ProjectMaker, style: str) -> None:
    register = (
        'processors:\n'
        '  a: {name: Ay, country: US, role: processor}\n'
        '  b: {name: Bee, country: FR, role: processor}\n'
        '  c: {name: Cee}\n'
    )
    page = RST.page('Page', RST.directive('processor', 'a, b, c', {'style': style, 'retention': 'P1Y'}))
    build = make_project({'index.rst': page, 'r.yaml': register}, privacy_register=['r.yaml']).build('html')
    assert build.warnings == []
    text = text_of(soup_of(build).select('.privacy-processor')[0])
    assert 'Ay, Bee, and Cee' in text
    assert 'United States and France' in text
    # The same for all of them, once.
    assert text.count('Processor') == 1
    assert '1 year' in text
    for ident in 'abc':
        assert soup_of(build).select(f'#privacy-processor-{ident}') != []
