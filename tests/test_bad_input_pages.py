"""What authors get wrong in the words of pages, and between pages; much of it, and signs of all sorts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup

from tests.helpers.markup import MARKUPS, RST, Markup
from tests.helpers.mistakes import assert_told, build_with, seen_on, told_by

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName


# -- bullets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_bullet_without_words(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    body = '- First *datum*\n-\n- {#third}\n- Last datum'
    page = markup.page('Page', markup.directive('collected-data', '', {'retention': 'P1Y'}, body), 'After it.')
    lines = page.splitlines()
    build = build_with(make_project, {f'index{markup.suffix}': page})
    told = sorted((int(warned.location.rpartition(':')[2]), warned.subtype) for warned in build.warned)
    assert told == [(lines.index(line) + 1, 'missing') for line in lines if line.strip() in {'-', '- {#third}'}]
    assert 'First datum. Kept: 1 year. Last datum. Kept: 1 year. After it.' in seen_on(build)


@pytest.mark.parametrize('name', MARKUPS)
def test_bullets_with_something_else_than_an_id(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    body = '- A *datum* {#no id}\n- Some datum {#}\n- Last datum {#last}'
    page = markup.page('Page', markup.directive('collected-data', '', {}, body), 'After it.')
    line = next(number for number, text in enumerate(page.splitlines(), 1) if 'no id' in text)
    build = build_with(make_project, {f'index{markup.suffix}': page}, 'html')
    assert_told(
        build,
        (f'index{markup.suffix}:{line}', 'id', "collected-data: 'no id' is not an id; 'no-id' is used"),
        (f'index{markup.suffix}:{line + 1}', 'id', "collected-data: '' is not an id; 'some-datum' is used"),
    )
    soup = BeautifulSoup(build.page('index'), 'lxml')
    items = [' '.join(item.get_text().split()) for item in soup.select('.privacy-data > li')]
    assert items == ['A datum', 'Some datum', 'Last datum']
    assert [str(target['id']).removeprefix('privacy-data-') for target in soup.select('.privacy-data .target')] == [
        'no-id',
        'some-datum',
        'last',
    ]


@pytest.mark.parametrize('name', MARKUPS)
def test_plain_bullet_without_words(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    page = markup.page('Page', markup.directive('purpose', '', {}, '- First\n- {#second}\n- Last'), 'After it.')
    build = build_with(make_project, {f'index{markup.suffix}': page})
    line = next(number for number, line in enumerate(page.splitlines(), 1) if '{#second}' in line)
    assert_told(build, (f'index{markup.suffix}:{line}', 'missing', 'purpose: this bullet has no words'))
    assert 'First Last After it.' in seen_on(build)


@pytest.mark.parametrize('name', MARKUPS)
def test_bullet_that_begins_with_no_words_keeps_what_hangs_below(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    code = '```\n  print()\n  ```' if name == 'md' else '::\n\n      print()'
    page = markup.page('Page', markup.directive('collected-data', '', {}, f'- {code}\n\n- Last datum'), 'After it.')
    build = build_with(make_project, {f'index{markup.suffix}': page})
    assert [warned.subtype for warned in build.warned] == ['missing']
    assert [words for words in ('print()', 'Last datum', 'After it.') if words not in seen_on(build)] == []


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize(
    ('bullet', 'said', 'shown'),
    [
        ('Zip {#zip}.', {'Zip': "'{#zip}' stands in the text; an id stands at the end of a bullet"}, 'Zip {#zip}.'),
        ('Name {#name} and surname', {'Name': 'of the list: {#name}'}, 'Name {#name} and surname'),
        ('A *zip* {#zip} code', {'zip': 'of the list: {#zip}'}, 'A zip {#zip} code'),
        ('Zip {#zip} {#code}', {'Zip': "'{#zip}' stands in the text"}, 'Zip {#zip}'),
        ('Zip { #zip}', {'Zip': "'{ #zip}' stands in the text"}, 'Zip { #zip}'),
        ('Zip {#zip', {'Zip': "'{#zip' stands in the text"}, 'Zip {#zip'),
        ('Zip {#a#b}', {'Zip': 'of the list: {#a-b}'}, 'Zip {#a#b}'),
        ('Phone {# phone}', {'Phone': '{# phone} holds blanks; write {#phone}'}, 'Phone'),
        ('Three {#three}\n  and more', {'Three': 'of the list: {#three}, and an empty line below the list'}, 'more'),
        ('Two\n  {#two} words', {'{#two}': "'{#two}' stands in the text"}, 'Two {#two} words'),
        ('Outer {#outer}\n\n  - Inner {#inner}', {'Inner': "'{#inner}' stands in the text"}, 'Inner {#inner}'),
        ('Outer\n\n  More words. {#outer}', {'More': "'{#outer}' stands in the text"}, 'More words. {#outer}'),
    ],
)
def test_ids_that_readers_would_see(
    make_project: ProjectMaker, name: MarkupName, bullet: str, said: dict[str, str], shown: str
) -> None:
    markup = Markup(name)
    body = f'- First datum {{#first}}\n- {bullet}\n\n- Last datum'
    page = markup.page('Page', markup.directive('collected-data', '', {'retention': 'P1Y'}, body), 'After it.')
    lines = page.splitlines()
    build = build_with(make_project, {f'index{markup.suffix}': page})
    places = {next(number for number, line in enumerate(lines, 1) if at in line): says for at, says in said.items()}
    assert_told(build, *((f'index{markup.suffix}:{line}', 'id', says) for line, says in places.items()))
    assert [words for words in ('First datum', shown, 'Last datum', 'After it.') if words not in seen_on(build)] == []


@pytest.mark.myst
def test_line_right_below_a_list(make_project: ProjectMaker) -> None:
    """Markdown takes it for more words of the last bullet."""
    page = '# Page\n\n:::{collected-data}\n- Two\n- Three {#email-address}\nSome text after\n:::\n'
    build = build_with(make_project, {'index.md': page})
    assert_told(
        build, ('index.md:5', 'id', "'{#email-address}' stands in the text; an id stands at the end of a bullet")
    )
    assert 'and an empty line below the list' in build.warned[0].message
    assert 'Three {#email-address} Some text after' in seen_on(build)


@pytest.mark.parametrize('name', MARKUPS)
def test_braces_that_are_text(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    code = '```\n  {#code}\n  ```' if name == 'md' else '::\n\n      {#code}'
    body = (
        f'- Order {{order}}\n- The form {markup.literal("{#form}")} of ids\n- It is {markup.literal("{#last}")}\n'
        f'- Code\n\n  {code}\n\n- Set {{a, b}} # 3 {{#set}}\n- Issue #3 {{3}}\n- Time: now'
    )
    page = markup.page('Page', markup.directive('collected-data', '', {}, body), 'After it.')
    build = build_with(make_project, {f'index{markup.suffix}': page})
    assert build.warnings == []
    wanted = ('Order {order}', '{#form}', '{#last}', '{#code}', 'Set {a, b} # 3 Issue #3 {3}', 'Time: now')
    assert [words for words in wanted if words not in ' '.join(seen_on(build).split())] == []


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize(
    'bullet',
    [
        'Zip\n  :Retention: P90D',
        'Zip {#zip}\n  :retention: P90D\n  :source: observed',
        'A *zip* code\n  of five digits\n  :retention: P90D',
        'Zip\n\n  :retention: P90D',
        'A *zip* {#zip}\n\n  :retention: P90D\n  :style: card',
    ],
)
def test_options_in_a_bullet(make_project: ProjectMaker, name: MarkupName, bullet: str) -> None:
    markup = Markup(name)
    body = f'- First datum\n- {bullet}\n- Last datum'
    page = markup.page('Page', markup.directive('collected-data', '', {'source': 'observed'}, body), 'After it.')
    line = next(number for number, line in enumerate(page.splitlines(), 1) if 'P90D' in line)
    build = build_with(make_project, {f'index{markup.suffix}': page})
    told = [one for one in told_by(build) if one[1].startswith('privacy.')]
    assert [one[:2] for one in told] == [(f'index{markup.suffix}:{line}', 'privacy.option')]
    assert told[0][2].startswith("collected-data: 'retention' stands in the text; options stand right below the first")
    assert [words for words in ('First datum', 'P90D', 'Last datum', 'After it.') if words not in seen_on(build)] == []


@pytest.mark.parametrize('name', MARKUPS)
def test_options_in_a_bullet_that_are_none(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    image = markup.directive('image', 'https://acme.example/a.png', {'alt': 'Retention', 'name': 'acme'})
    nested = image.replace('\n', '\n  ')
    body = f'- First datum\n\n  {nested}\n\n- Second datum\n  :as we say: so\n- Retention: a year\n- Last: :data: x'
    page = markup.page('Page', markup.directive('collected-data', '', {}, body), 'After it.')
    build = build_with(make_project, {f'index{markup.suffix}': page})
    assert [warned.subtype for warned in build.warned if warned.type == 'privacy'] == []


# -- characters ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_control_characters_are_left_out(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    options = {'purpose': 'to \x1bhost\x07', 'policy': 'Ours <https://acme.example/\x01x>', 'optional': '\x02'}
    page = markup.page('Page', markup.directive('processor', 'Acme\x01 Vendor', options), 'After it.')
    build = build_with(make_project, {f'index{markup.suffix}': page}, 'html')
    lines = page.splitlines()
    start = next(number for number, line in enumerate(lines, 1) if 'Vendor' in line)
    path = f'index{markup.suffix}'
    assert_told(
        build,
        (f'{path}:{start}', 'value', 'processor: the argument holds a control character, which is left out'),
        (f'{path}:{start + 1}', 'value', "processor: option 'purpose' holds a control character, which is left out"),
        (f'{path}:{start + 2}', 'value', "processor: option 'policy' holds a control character, which is left out"),
        (f'{path}:{start + 3}', 'value', "processor: option 'optional' holds a control character, which is left out"),
    )
    shown = build.page('index')
    assert 'Acme Vendor to host (optional).' in BeautifulSoup(shown, 'lxml').get_text()
    assert 'href="https://acme.example/x"' in shown
    assert not re.search(r'[\x00-\x08\x0b\x0c\x0e-\x1f]', shown)


@pytest.mark.parametrize('name', MARKUPS)
def test_marks_of_direction(make_project: ProjectMaker, name: MarkupName) -> None:
    """In words they belong there; in an address they hide where it leads."""
    markup = Markup(name)
    arabic = '\u200fشركة المثال\u200f'
    first = markup.directive('processor', arabic, {'policy': 'سياسة <https://acme.example/\u202egnp.exe>'})
    second = markup.directive('processor', '\u200f\u202e', {'policy': 'https://acme.example'}, 'A body.')
    page = markup.page('Page', first, second, 'After it.')
    build = build_with(make_project, {f'index{markup.suffix}': page}, 'html')
    told = {(warned.subtype, warned.message[:20]) for warned in build.warned}
    assert {subtype for subtype, _ in told} == {'url', 'list'}
    shown = build.page('index')
    assert arabic in shown
    assert 'سياسة' in shown
    assert 'acme.example/' not in shown
    assert 'After it.' in shown


@pytest.mark.parametrize('name', MARKUPS)
def test_names_of_any_letters(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    names = [
        '株式会社例',
        '👩‍👩‍👧',
        'Ünïcödé & Söhne',
        '1Password',
        '"Quoted"',
        '---',
        'a, b',
        '<script>',
        "O'Brien",
        '%s %(x)s',
    ]
    blocks = [markup.directive('processor', f'{argument}', {'purpose': 'to host'}) for argument in names]
    build = build_with(make_project, {f'index{markup.suffix}': markup.page('Page', *blocks)}, 'html', smartquotes=False)
    told = [warned.message for warned in build.warned]
    assert told == ["processor: the register has no 'a'", "processor: the register has no 'b'"]
    items = [item.get_text() for item in BeautifulSoup(build.page('index'), 'lxml').select('.privacy-processor li')]
    assert items == [f'{"a and b" if argument == "a, b" else argument} to host.' for argument in names]


# -- much ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_thousands_of_bullets(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    bullets = '\n'.join(f'- item-{number}' for number in range(3_000))
    register = 'processors:\n' + ''.join(f'  item{number}:\n    name: Name {number}\n' for number in range(500))
    page = markup.page('Page', markup.directive('processor', '', {'country': 'XX'}, bullets), 'After it.')
    project = make_project({f'index{markup.suffix}': page, 'r.yaml': register}, privacy_register=['r.yaml'])
    build = project.build('html')
    subtypes = Counter(warned.subtype for warned in build.warned)
    # Each of the first five hundred looks like an id of the register.
    assert subtypes['value'] == 1
    assert subtypes['id'] >= 500
    shown = build.page('index')
    assert shown.count('class="target"') == 3_000
    assert 'item-2999' in shown
    assert 'After it.' in shown


_MUCH: Final = 1_000_000
_LESS: Final = 100_000


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize(
    ('option', 'value', 'subtype'),
    [
        ('purpose', 'word ' * (_MUCH // 5), ''),
        ('policy', 'x' * _MUCH, 'url'),
        ('policy', 'x <' * (_LESS // 3), 'url'),
        ('policy', 'https://' + 'a.' * (_LESS // 2), ''),
        ('category', 'a' * _LESS, 'vocabulary'),
        ('subjects', 'user, ' * (_LESS // 6), ''),
        ('since', '1' * _LESS, 'date'),
        ('retention', 'P' + '9' * _LESS + 'D', 'value'),
        ('retention', '1D' * (_LESS // 2), 'value'),
        ('country', 'U' * _LESS, 'value'),
        ('data', 'a' * _LESS, 'x-ref'),
        ('a' * _LESS, 'x', 'option'),
    ],
    ids=lambda value: value[:10] if isinstance(value, str) else None,
)
def test_a_megabyte(make_project: ProjectMaker, name: MarkupName, option: str, value: str, subtype: str) -> None:
    markup = Markup(name)
    page = markup.page('Page', markup.directive('processor', 'Acme Vendor', {option: value}), 'After it.')
    build = build_with(make_project, {f'index{markup.suffix}': page}, 'html')
    assert [warned.subtype for warned in build.warned] == ([subtype] if subtype else [])
    assert all(len(warned.message) < 5000 for warned in build.warned)
    assert 'After it.' in build.page('index')


# -- several pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_conflicting_facts(make_project: ProjectMaker, name: MarkupName) -> None:
    """Facts about the thing itself conflict, those about one use of it do not."""
    markup = Markup(name)
    vendor = markup.directive
    pages = {
        'index': markup.page(
            'Page', markup.toctree('other'), vendor('processor', 'Vendor', {'country': 'US', 'purpose': 'to a'})
        ),
        'other': markup.page(
            'Other', vendor('processor', 'Vendor', {'country': 'FR', 'purpose': 'to b', 'role': 'processor'})
        ),
    }
    build = build_with(make_project, {f'{docname}{markup.suffix}': text for docname, text in pages.items()})
    line = {docname: _line_of(text, 'country') for docname, text in pages.items()}
    expected = "processor 'vendor': `country` is FR here, but US on the page index. State it once, in the register"
    assert_told(build, (f'other{markup.suffix}:{line["other"]}', 'x-registry', expected))
    assert 'Vendor to a.' in seen_on(build, 'index')
    assert 'Vendor to b.' in seen_on(build, 'other')


@pytest.mark.parametrize('name', MARKUPS)
def test_two_notices_with_one_id(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    pages = {
        'index': markup.page(
            'Page', markup.directive('privacy-notice', 'main', {'updated': '2026-01-01'}), markup.toctree('other')
        ),
        'other': markup.page('Other', markup.directive('privacy-notice', 'main', {'updated': '2026-02-02'})),
    }
    build = build_with(make_project, {f'{docname}{markup.suffix}': text for docname, text in pages.items()})
    line = {docname: _line_of(text, 'updated') for docname, text in pages.items()}
    expected = "privacy-notice 'main': `updated` is 2026-02-02 here, but 2026-01-01 on the page index."
    assert_told(build, (f'other{markup.suffix}:{line["other"]}', 'x-registry', expected))


@pytest.mark.parametrize('name', MARKUPS)
def test_two_entries_with_one_id(make_project: ProjectMaker, name: MarkupName) -> None:
    """Both are shown."""
    markup = Markup(name)
    page = markup.page('Page', markup.directive('collected-data', '', {}, '- One datum {#same}\n- Another {#same}'))
    build = build_with(make_project, {f'index{markup.suffix}': page})
    line = next(number for number, line in enumerate(page.splitlines(), 1) if 'One datum' in line)
    says = f"collected-data: the id 'same' stands for another entry in index:{line}; give this one an id of its own"
    assert_told(build, (f'index{markup.suffix}:{line + 1}', 'duplicate', says))
    assert seen_on(build).endswith('One datum Another')


def _line_of(text: str, name: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if re.search(rf'\b{name}\b[}}:]', line))


def test_circle_of_parents(make_project: ProjectMaker) -> None:
    notice = RST.directive
    page = RST.page(
        'Page',
        notice('privacy-notice', 'first', {'updated': '2026-01-01', 'addendum-to': 'second'}),
        notice('privacy-notice', 'second', {'updated': '2026-01-01', 'addendum-to': 'first, second'}),
        notice('processor', 'fastly', {'data': 'email-address', 'style': 'definition'}),
    )
    build = build_with(make_project, {'index.rst': page})
    words = 'privacy-notice: notices add to each other in a circle: '
    assert build.warnings == [
        f'index.rst:6: {words}first → second → first [privacy.notice]',
        f'index.rst:10: {words}second → second [privacy.notice]',
    ]
    assert 'Fastly' in seen_on(build)


@pytest.mark.parametrize('name', MARKUPS)
def test_roles_that_name_nothing(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    words = ' and '.join(markup.role(f'privacy:{role}', 'nothing') for role in ('processor', 'data', 'updated'))
    page = markup.page('Page', f'See {words}.')
    build = build_with(make_project, {f'index{markup.suffix}': page})
    line = next(number for number, line in enumerate(page.splitlines(), 1) if 'See' in line)
    assert told_by(build) == [
        (f'index{markup.suffix}:{line}', 'ref.data', 'no personal data in this project has the id nothing'),
        (f'index{markup.suffix}:{line}', 'ref.processor', 'no recipient in this project has the id nothing'),
        (f'index{markup.suffix}:{line}', 'ref.updated', 'no notice in this project has the id nothing'),
    ]
    assert seen_on(build).endswith('See nothing and nothing and nothing.')
