"""What authors get wrong in overviews: each mistake is told with its kind and place, and the page stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from sphinxext_privacy.model.overviews import OVERVIEWS
from tests.helpers.family import Shown, words
from tests.helpers.markup import MARKUPS, Markup
from tests.helpers.mistakes import MYST_BEFORE_5

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Build

REGISTER: Final = """\
processors:
  cloud:
    name: Cloud Hosting
    country: US
    category: hosting
  mailer:
    name: Mailer
    country: DE
"""
BOTH: Final = ('Cloud Hosting', 'Mailer')


@pytest.fixture(params=MARKUPS)
def markup(request: pytest.FixtureRequest) -> Markup:
    name: MarkupName = request.param
    return Markup(name)


def built(make_project: ProjectMaker, markup: Markup, text: str, **files: str) -> Build:
    """Build a notice of two recipients, and *text* below it."""
    page = markup.page(
        'Page',
        markup.directive('privacy-notice', 'mine', {'updated': '2026-02-10'}),
        markup.directive('processor', 'cloud', {'data': 'email'}),
        markup.directive('processor', 'mailer', {'purpose': 'to send', 'data': 'email'}),
        markup.directive('collected-data', 'Email'),
        text,
        'The end.',
    )
    more = {name.replace('_', '.'): content for name, content in files.items()}
    project = make_project(
        {f'index{markup.suffix}': page, 'register.yaml': REGISTER, **more}, privacy_register=['register.yaml']
    )
    build = project.build()
    assert build.exit == 0
    assert 'The end.' in build.page('index')
    return build


def line_of(markup: Markup, build: Build, start: str) -> int:
    """Give the number of the line that holds *start* in the source of the page."""
    source = (build.out.parent.parent / 'source' / f'index{markup.suffix}').read_text(encoding='utf-8')
    (number,) = [number for number, line in enumerate(source.splitlines(), 1) if start in line]
    return number


class Case(NamedTuple):
    """An overview with one thing wrong in it."""

    options: Mapping[str, str]
    subtype: str
    at: str
    """Text of the line that the warning is about; empty: the directive."""
    says: str
    """The message after the name of the directive."""
    names: tuple[str, ...] = BOTH
    """What is listed all the same."""
    directive: str = 'processor-list'


FIELDS: Final = ', '.join(OVERVIEWS['processor-list'].fields)

CASES: Final = {
    'option far from any': Case(
        {'zzz': 'x'},
        'option',
        ':zzz:',
        " has no option 'zzz'; it knows: notice, scope, style, columns, sort, where, group",
    ),
    'option misspelt': Case(
        {'colums': 'data'}, 'option', ':colums:', " has no option 'colums'; did you mean 'columns'?"
    ),
    'option of another overview': Case(
        {'group': 'country'},
        'option',
        ':group:',
        " has no option 'group'; it knows: notice, scope, columns",
        (),
        'privacy-matrix',
    ),
    'no value': Case({'columns': ''}, 'option', ':columns:', ": option 'columns' needs a value"),
    'no value of notice': Case({'notice': ''}, 'option', ':notice:', ": option 'notice' needs a value"),
    'scope misspelt': Case(
        {'scope': 'inherted'}, 'vocabulary', ':scope:', ": scope has no 'inherted'; did you mean 'inherited'?"
    ),
    'scope far from any': Case(
        {'scope': 'xyzzy'}, 'vocabulary', ':scope:', ": scope has no 'xyzzy'; there are: own, inherited, all"
    ),
    'style misspelt': Case(
        {'style': 'tabel'}, 'vocabulary', ':style:', ": style has no 'tabel'; did you mean 'table'?"
    ),
    'style of entries': Case(
        {'style': 'hidden'},
        'vocabulary',
        ':style:',
        ": style has no 'hidden'; there are: table, bullet, definition, card",
    ),
    'column misspelt': Case(
        {'columns': 'country, purpos'},
        'overview',
        ':columns:',
        ": columns: there is no field 'purpos'; did you mean 'purpose'?",
    ),
    'column far from any': Case(
        {'columns': 'xyzzy'}, 'overview', ':columns:', f": columns: there is no field 'xyzzy'; there are: {FIELDS}"
    ),
    'sort': Case({'sort': '-nmae'}, 'overview', ':sort:', ": sort: there is no field 'nmae'; did you mean 'name'?"),
    'columns with other separators': Case(
        {'columns': 'name; country'},
        'overview',
        ':columns:',
        ": columns: there is no field 'name; country'; put commas between them: name, country",
    ),
    'sort with other separators': Case(
        {'sort': 'country -name'},
        'overview',
        ':sort:',
        ": sort: there is no field 'country -name'; put commas between them: country, -name",
    ),
    'several groups with other separators': Case(
        {'group': 'foo; bar'}, 'overview', ':group:', ": group takes one field, not 'foo; bar'; none is used"
    ),
    'several conditions': Case(
        {'where': 'country: US; category: hosting'},
        'overview',
        ':where:',
        ": where: 'country: US; category: hosting' is several conditions; put commas between them",
    ),
    'several values of a condition': Case(
        {'where': 'country: US DE'},
        'overview',
        ':where:',
        ": where: 'US DE' is several values; a condition has one",
        (),
    ),
    'group': Case(
        {'group': 'contry'}, 'overview', ':group:', ": group: there is no field 'contry'; did you mean 'country'?"
    ),
    'where: field': Case(
        {'where': 'contry: US'}, 'overview', ':where:', ": where: there is no field 'contry'; did you mean 'country'?"
    ),
    'where: no colon': Case(
        {'where': 'country US'}, 'overview', ':where:', ': where: \'country US\' is not "field: value"'
    ),
    'where: no value': Case(
        {'where': 'country:'}, 'overview', ':where:', ': where: \'country:\' is not "field: value"'
    ),
    'where: value': Case(
        {'where': 'category: hostin'},
        'vocabulary',
        ':where:',
        ": where: 'hostin' is not one of the recipient-categories; did you mean 'hosting'?",
        (),
    ),
    'notice misspelt': Case(
        {'notice': 'mien'}, 'notice', ':notice:', ": there is no notice 'mien'; did you mean 'mine'?", ()
    ),
    'notice far from any': Case({'notice': 'xyzzy'}, 'notice', ':notice:', ": there is no notice 'xyzzy'", ()),
    'one notice of two': Case({'notice': 'mine, xyzzy'}, 'notice', ':notice:', ": there is no notice 'xyzzy'"),
    'notice that is no id': Case(
        {'notice': 'my notice!'}, 'id', ':notice:', ": 'my notice!' is not the id of a notice"
    ),
    'matrix against what it cannot': Case(
        {'columns': 'country'},
        'overview',
        ':columns:',
        ": columns: there is no field 'country'; there are: processor, purpose",
        (),
        'privacy-matrix',
    ),
    'control character': Case(
        {'notice': 'mi\x07ne'}, 'value', ':notice:', ": option 'notice' holds a control character, which is left out"
    ),
}


@pytest.mark.parametrize('name', CASES)
def test_wrong(make_project: ProjectMaker, markup: Markup, name: str) -> None:
    case = CASES[name]
    options = {key: f'"{value}"' if markup.name == 'md' and value else value for key, value in case.options.items()}
    if '\x07' in case.options.get('notice', ''):
        # YAML has no such characters.
        options = dict(case.options)
    build = built(make_project, markup, markup.directive(case.directive, 'The list', options))
    line = line_of(markup, build, case.at or 'The list')
    (warned,) = build.warned
    assert (warned.type, warned.subtype) == ('privacy', case.subtype)
    assert warned.message == f'{case.directive}{case.says}'
    assert warned.location == f'index{markup.suffix}:{line}'
    shown = Shown(build, 'index')
    assert len(shown.find('//*[contains(@class, "privacy-overview")]')) == 1
    if case.directive == 'processor-list' and case.options.keys() != {'group'}:
        listed = shown.items(case.options.get('style', '')) if not shown.tables else shown.names()
        assert tuple(listed) == case.names


def test_the_first_of_several_groups_is_used(make_project: ProjectMaker, markup: Markup) -> None:
    directive = markup.directive('processor-list', 'The list', {'group': 'foo, country, category'})
    build = built(make_project, markup, directive)
    (warned,) = build.warned
    assert warned.message == "processor-list: group takes one field, not 'foo, country, category'; 'country' is used"
    assert warned.location == f'index{markup.suffix}:{line_of(markup, build, ":group:")}'
    assert len(Shown(build, 'index').find('//*[contains(@class, "privacy-overview")]')) == 2


def test_everything_wrong_at_once(make_project: ProjectMaker, markup: Markup) -> None:
    """All of it is told, each at its line, and the list is that of the defaults."""
    options = {'scope': 'x', 'style': 'x', 'columns': 'x', 'sort': 'x', 'where': 'x', 'group': 'x', 'other': 'x'}
    build = built(make_project, markup, markup.directive('processor-list', '', options))
    assert sorted((warned.subtype, warned.location.rpartition(':')[2]) for warned in build.warned) == sorted(
        (subtype, str(line_of(markup, build, f':{name}:')))
        for subtype, names in (
            ('vocabulary', ('scope', 'style')),
            ('overview', ('columns', 'sort', 'where', 'group')),
            ('option', ('other',)),
        )
        for name in names
    )
    assert tuple(Shown(build, 'index').names()) == BOTH


@pytest.mark.parametrize('directive', sorted(OVERVIEWS))
def test_no_notice_on_the_page(make_project: ProjectMaker, markup: Markup, directive: str) -> None:
    page = markup.page('Page', 'Words.', markup.directive(directive, 'The list'), 'The end.')
    build = make_project({f'index{markup.suffix}': page}).build()
    (warned,) = build.warned
    assert (warned.subtype, warned.message) == (
        'notice',
        f'{directive}: this page declares no notice before it; name one with :notice:, or all with :notice: *',
    )
    assert warned.location == f'index{markup.suffix}:{line_of(markup, build, "The list")}'
    assert len(Shown(build, 'index').find('//*[contains(@class, "privacy-empty")]')) == 1
    assert 'The end.' in build.page('index')


def test_content(make_project: ProjectMaker, markup: Markup) -> None:
    """An overview has no body; it is told, and the page stands."""
    build = built(make_project, markup, markup.directive('processor-list', 'The list', {'scope': 'own'}, 'A body.'))
    assert len(build.warned) == 1
    assert 'no content' in build.warned[0].message or 'content' in build.warned[0].message.lower()
    # Older versions of Sphinx put ".rst" after the names of files in what MyST tells.
    location, _, line = build.warned[0].location.replace('.md.rst', '.md').rpartition(':')
    assert location == f'index{markup.suffix}'
    assert int(line) >= line_of(markup, build, 'The list')


@pytest.mark.myst
def test_an_asterisk_without_quotes(make_project: ProjectMaker) -> None:
    """YAML takes it for a reference, so that MyST 4 refuses the options; or it is read as it stands."""
    markup = Markup('md')
    build = built(make_project, markup, ':::{processor-list} The list\n:notice: *\n:::')
    line = line_of(markup, build, 'The list')
    for warned in build.warned:
        assert warned.location in {f'index.md:{line}', f'index.md:{line + 1}'}
    assert tuple(Shown(build, 'index').names()) == BOTH


def test_an_option_given_twice(make_project: ProjectMaker, markup: Markup) -> None:
    text = markup.directive('processor-list', 'The list', {'scope': 'own'})
    text = text.replace(
        ':scope: own', ':scope: own\n:scope: all' if markup.name == 'md' else ':scope: own\n   :scope: all'
    )
    build = built(make_project, markup, text)
    if markup.name == 'md' and MYST_BEFORE_5:
        # It gives neither the source of options nor the first of the two.
        assert build.warnings == []
        return
    assert len(build.warned) == 1, build.warnings
    assert build.warned[0].location.startswith(f'index{markup.suffix}:')


def test_very_long_values(make_project: ProjectMaker, markup: Markup) -> None:
    """They are not printed whole, and take no time."""
    long = 'x' * 200_000
    options = {'columns': long, 'where': f'country: {long}' if markup.name == 'rst' else f'"country: {long}"'}
    build = built(make_project, markup, markup.directive('processor-list', 'The list', options))
    assert [warned.subtype for warned in build.warned] == ['overview', 'value']
    assert all(len(warned.message) < 3000 for warned in build.warned)


def test_a_long_caption(make_project: ProjectMaker, markup: Markup) -> None:
    build = built(make_project, markup, markup.directive('processor-list', 'word ' * 5000))
    assert build.warnings == []
    assert Shown(build, 'index').caption() == ' '.join(['word'] * 5000)


def test_a_control_character_in_a_caption(make_project: ProjectMaker, markup: Markup) -> None:
    build = built(make_project, markup, markup.directive('processor-list', 'The\x07 list'))
    assert [warned.subtype for warned in build.warned] == ['value']
    assert Shown(build, 'index').caption() == 'The list'


def test_markup_in_a_caption_that_is_wrong(make_project: ProjectMaker, markup: Markup) -> None:
    build = built(make_project, markup, markup.directive('processor-list', f'The {markup.role("nosuch", "list")}'))
    assert len(build.warned) == 1
    assert 'nosuch' in build.warned[0].message
    # MyST counts one line too many in text that a directive hands to it.
    line = line_of(markup, build, 'nosuch')
    assert build.warned[0].location.replace('.md.rst', '.md') in {
        f'index{markup.suffix}:{line}',
        f'index.md:{line + 1}',
    }


def test_in_an_included_file(make_project: ProjectMaker, markup: Markup) -> None:
    """Warnings lead to that file, and its own lines."""
    part = 'Words.\n\n' + markup.directive('processor-list', 'The list', {'scope': 'own', 'style': 'tabel'})
    part += '\n\n' + markup.directive('processor-list', 'Another', {'notice': 'nowhere'}) + '\n'
    build = built(make_project, markup, markup.directive('include', 'part.txt'), part_txt=part)
    lines = part.splitlines()
    style = next(number for number, line in enumerate(lines, 1) if ':style:' in line)
    other = next(number for number, line in enumerate(lines, 1) if ':notice:' in line)
    # docutils names included files as seen from the working folder.
    assert [(warned.subtype, warned.location.rpartition('/')[2]) for warned in build.warned] == [
        ('vocabulary', f'part.txt:{style}'),
        ('notice', f'part.txt:{other}'),
    ]
    assert tuple(Shown(build, 'index').names()) == BOTH


def test_every_warning_can_be_suppressed(make_project: ProjectMaker, markup: Markup) -> None:
    page = markup.page('Page', markup.directive('processor-list', '', {'columns': 'x', 'scope': 'y', 'z': 'z'}))
    project = make_project({f'index{markup.suffix}': page}, suppress_warnings=['privacy'])
    assert project.build(fatal=True).warnings == []


def test_nothing_of_a_filter_is_run(make_project: ProjectMaker, markup: Markup) -> None:
    """It is text that is compared, whatever it looks like."""
    wanted = "__import__('os').getcwd()"
    options = {'where': f'name: {wanted}' if markup.name == 'rst' else f'"name: {wanted}"'}
    build = built(make_project, markup, markup.directive('processor-list', 'The list', options))
    assert build.warnings == []
    (empty,) = Shown(build, 'index').find('//*[contains(@class, "privacy-empty")]')
    assert words(empty) == 'The list: no entry matches.'


def test_notices_in_a_circle(make_project: ProjectMaker, markup: Markup) -> None:
    """Each circle is told once; all in it inherit from each other, and the pages stand."""
    parents = {'one': 'two', 'two': 'three', 'three': 'one', 'alone': 'alone', 'child': 'one', 'orphan': 'nowhere'}
    files = {
        f'{name}{markup.suffix}': markup.page(
            name.title(),
            markup.directive('privacy-notice', name, {'updated': '2026-02-10', 'addendum-to': parent}),
            markup.directive('processor', f'Of {name}'),
            markup.directive('processor-list', '', {'scope': 'all'}),
        )
        for name, parent in parents.items()
    }
    files[f'index{markup.suffix}'] = markup.page('Home', markup.toctree(*parents))
    build = make_project(files).build()
    place = f'{markup.suffix}:{5 if markup.name == "md" else 6}'
    assert sorted((warned.subtype, warned.location, warned.message) for warned in build.warned) == [
        ('notice', f'alone{place}', f'{CIRCLE} alone → alone'),
        ('notice', f'one{place}', f'{CIRCLE} one → two → three → one'),
        (
            'x-ref',
            f'orphan{place}',
            f"privacy-notice 'orphan': `addendum-to` names nowhere, which is declared nowhere. {ADVICE}",
        ),
    ]
    for name, names in {
        'one': ['Of one', 'Of two', 'Of three'],
        'three': ['Of three', 'Of one', 'Of two'],
        'alone': ['Of alone'],
        'child': ['Of child', 'Of one', 'Of two', 'Of three'],
        'orphan': ['Of orphan'],
    }.items():
        assert Shown(build, name).names() == names


ADVICE: Final = 'Declare it on a page or in the register, or name another. (X-REF: consistency)'
CIRCLE: Final = 'privacy-notice: notices add to each other in a circle:'


@pytest.mark.parametrize(
    ('condition', 'subtype', 'says'),
    [
        ('country: United States', 'value', "'United States' is not an ISO 3166-1 alpha-2 code"),
        ('since: 2026', 'date', '2026'),
        ('optional: perhaps', 'value', "'perhaps' is not yes or no"),
        ('category: hostin', 'vocabulary', "did you mean 'hosting'?"),
    ],
)
def test_a_value_that_no_field_can_have(
    make_project: ProjectMaker, markup: Markup, condition: str, subtype: str, says: str
) -> None:
    """Nothing could ever match it; the list says that no entry does, and not that nothing is stated."""
    options = {'where': condition if markup.name == 'rst' else f'"{condition}"'}
    build = built(make_project, markup, markup.directive('processor-list', 'The list', options))
    ((found, message),) = [(warned.subtype, warned.message) for warned in build.warned]
    assert found == subtype
    assert says in message
    assert build.warned[0].location.startswith(f'index{markup.suffix}:')
    (empty,) = Shown(build, 'index').find('//*[contains(@class, "privacy-empty")]')
    assert words(empty) == 'The list: no entry matches.'
