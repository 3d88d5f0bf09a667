"""What authors get wrong: each mistake is told with its kind and place, and the rest of the page stands."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import SphinxWarning

from tests.helpers.markup import MARKUPS, RST, Markup
from tests.helpers.project import HAS_MYST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Build

REGISTER: Final = """\
controllers:
  acme:
    name: Acme
processors:
  cloud:
    name: Cloud Hosting
  fastly:
    name: Fastly
    policy: https://fastly.example/privacy
"""

MYST_BEFORE_5: Final = HAS_MYST and int(version('myst-parser').partition('.')[0]) < 5

START: Final = ''
"""Stands for the line where the directive begins."""


@dataclass(frozen=True)
class Expected:
    """One warning."""

    subtype: str
    at: str
    """Text in the line that the warning is about, or :data:`START`."""
    says: str
    """Part of the message."""


@dataclass(frozen=True)
class Case:
    """One directive with something wrong in it."""

    name: str
    directive: str
    argument: str = ''
    options: Mapping[str, str] = field(default_factory=dict)
    body: str = ''
    warnings: tuple[Expected, ...] = ()
    shown: tuple[str, ...] = ()
    """What readers see all the same."""
    hidden: tuple[str, ...] = ()
    """What they must not see."""


def _wrong(name: str, value: str, subtype: str, says: str, **more: tuple[str, ...]) -> Case:
    """Give a case of a processor with one wrong option, shown as a definition."""
    options = {'category': 'hosting', name: value, 'country': 'US'}
    if name == 'country':
        options = {'category': 'hosting', name: value}
    shown = ('Acme Vendor', 'Category', 'Hosting', *more.get('shown', ()))
    return Case(
        f'{name}: {value or "(nothing)"}',
        'processor',
        'Acme Vendor',
        {**options, 'style': 'definition'},
        'The body.',
        (Expected(subtype, f':{name}:', says),),
        (*shown, 'The body.'),
        more.get('hidden', ()),
    )


CASES: Final = (
    # Names of options.
    _wrong('purpos', 'to host', 'option', "processor has no option 'purpos'; did you mean 'purpose'?"),
    _wrong('Categroy', 'hosting', 'option', "did you mean 'category'?"),
    _wrong('zzz', 'x', 'option', "processor has no option 'zzz'; it knows: name, short-name, legal-name"),
    _wrong('stile', 'card', 'option', "did you mean 'style'?"),
    # No value.
    _wrong('purpose', '', 'value', "option 'purpose': a value is missing", hidden=('Purpose',)),
    _wrong('policy', '', 'value', "option 'policy': a value is missing", hidden=('Privacy policy',)),
    _wrong('notice', '', 'option', "option 'notice' needs a value"),
    _wrong('id', '', 'option', "option 'id' needs a value"),
    _wrong('accept', '', 'option', "option 'accept' needs a value"),
    # Flags, dates, periods, countries, ids.
    _wrong('optional', 'perhaps', 'value', "option 'optional': 'perhaps' is not yes or no", hidden=('Optional',)),
    _wrong('since', '2026-13-01', 'date', "option 'since': ", hidden=('Since',)),
    _wrong('since', '2026-02-30', 'date', "option 'since': ", hidden=('Since',)),
    _wrong('until', 'soon', 'date', "option 'until': ", hidden=('Until',)),
    _wrong('retention', 'P90X', 'value', "'P90X' is not a duration of ISO 8601", shown=('Kept', 'P90X')),
    _wrong('retention', '90D', 'value', "'90D' is not a duration of ISO 8601", shown=('Kept', '90D')),
    _wrong('retention', 'until 31.12.2027', 'value', "'31.12.2027' is not a date", shown=('Kept', 'until 31.12.2027')),
    _wrong('country', 'XX, US', 'value', "'XX' is not an ISO 3166-1 alpha-2 code", shown=('XX and United States',)),
    _wrong('country', 'Germany', 'value', "'Germany' is not an ISO 3166-1 alpha-2 code", shown=('Germany',)),
    _wrong('data', 'e mail!', 'id', "option 'data': 'e mail!' is not an id", hidden=('Data',)),
    _wrong('data', 'ip-address, {x}', 'id', "'{x}' is not an id", shown=('Data', 'IP address'), hidden=('{x}',)),
    # Links.
    _wrong('policy', 'javascript:alert(1)', 'url', "'javascript:alert(1)' is not an https", hidden=('alert',)),
    _wrong('policy', 'Ours <javascript:alert(1)>', 'url', 'is not an https', shown=('Ours',), hidden=('alert',)),
    _wrong('policy', 'Ours <data:text/html,x>', 'url', 'is not an https', shown=('Ours',), hidden=('text/html',)),
    _wrong('policy', 'Ours <//acme.example/x>', 'url', 'has no scheme; write https://acme', shown=('Ours',)),
    _wrong('policy', '//acme.example/x', 'url', 'has no scheme; write https://acme', hidden=('acme.example',)),
    _wrong('policy', 'https://[::1/x', 'url', "'https://[::1/x' is not an address: ", hidden=('::1',)),
    _wrong('policy', 'https://acme.example:99999/', 'url', 'is not an address: Port out of range'),
    _wrong('policy', 'https:///x', 'url', "'https:///x' has no host name"),
    _wrong('policy', 'https://', 'url', "'https://' has no host name"),
    _wrong(
        'policy', 'Our words', 'url', '\'Our words\' has no address; write "Title <https://…>"', shown=('Our words',)
    ),
    _wrong('policy', 'Ours <>', 'url', 'the address is empty', shown=('Ours',)),
    _wrong('policy', 'mailto:nobody', 'url', 'has no e-mail address after mailto:'),
    _wrong('policy', 'Ours <https://acme.example/a b>', 'url', 'holds a character', shown=('Ours',)),
    # Keys of vocabularies.
    _wrong('role', 'procesor', 'vocabulary', "did you mean 'processor'?", shown=('Role', 'procesor')),
    _wrong('role', 'Joint Controller', 'vocabulary', "did you mean 'joint-controller'?", shown=('Joint Controller',)),
    _wrong('role', 'xyzzy', 'vocabulary', 'the keys are: processor, sub-processor,', shown=('xyzzy',)),
    _wrong(
        'handling', 'stored, stroed', 'vocabulary', "'stroed' is not one of the handling", shown=('Stored; stroed',)
    ),
    _wrong('subjects', 'staff members', 'vocabulary', "'staff members' is not one of", shown=('staff members',)),
    # Options that every directive has.
    Case(
        'style that is not known',
        'processor',
        'Acme Vendor',
        {'style': 'tabel', 'purpose': 'to host'},
        warnings=(Expected('vocabulary', ':style:', "'tabel' is not a style; did you mean 'table'?"),),
        shown=('Acme Vendor to host.',),
    ),
    Case(
        'style far from any',
        'processor',
        'Acme Vendor',
        {'style': 'xyzzy'},
        warnings=(Expected('vocabulary', ':style:', 'the styles are: bullet, definition, table, card, hidden'),),
        shown=('Acme Vendor',),
    ),
    Case(
        'id with a blank',
        'processor',
        'Acme Vendor',
        {'id': 'my vendor'},
        warnings=(Expected('id', ':id:', "processor: 'my vendor' is not an id; 'my-vendor' is used"),),
        shown=('Acme Vendor',),
    ),
    Case(
        'id of a notice with a blank',
        'privacy-notice',
        'My notice!',
        {'updated': '2026-02-10'},
        warnings=(Expected('id', START, "privacy-notice: 'My notice!' is not an id; 'my-notice' is used"),),
        shown=('Last updated February 10, 2026',),
    ),
    Case(
        'notice that is not declared',
        'processor',
        'Acme Vendor',
        {'notice': 'elsewhere', 'purpose': 'to host'},
        warnings=(Expected('notice', START, "processor: there is no notice 'elsewhere'"),),
        shown=('Acme Vendor to host.',),
    ),
    # The argument and the body.
    Case(
        'no argument',
        'cookie',
        '',
        {'purpose': 'counts'},
        'A body.',
        (Expected('missing', START, 'cookie needs an id or a name as its argument'),),
        ('A body.',),
    ),
    Case(
        'no argument, no body',
        'automated-decision',
        warnings=(Expected('missing', START, 'automated-decision needs an id or a name as its argument'),),
    ),
    Case(
        'empty list',
        'collected-data',
        warnings=(Expected('missing', START, 'collected-data needs an argument or a bullet list'),),
    ),
    Case(
        'list form without a list',
        'collected-data',
        body='Only prose here.\n\nAnd more.',
        warnings=(Expected('list', START, 'collected-data without an argument needs a bullet list'),),
        shown=('Only prose here.', 'And more.'),
    ),
    Case(
        'list form with another list',
        'purpose',
        body='1. First purpose\n2. Second purpose',
        warnings=(Expected('list', START, 'purpose without an argument needs a bullet list'),),
        shown=('First purpose', 'Second purpose'),
    ),
    Case(
        'list with an id',
        'collected-data',
        '',
        {'id': 'all', 'retention': 'P1Y'},
        '- First datum\n- Second datum',
        (Expected('option', ':id:', 'collected-data: a list has no id; write {#id} after a bullet'),),
        ('First datum. Kept: 1 year.', 'Second datum. Kept: 1 year.'),
    ),
    Case(
        'id of a bullet that is none',
        'collected-data',
        body='- First datum {#not an id}\n- Second datum',
        shown=('First datum {#not an id}', 'Second datum'),
    ),
    # Other kinds of values.
    Case(
        'minimum age in words',
        'privacy-notice',
        'main',
        {'minimum-age': 'sixteen', 'updated': '2026-02-10'},
        warnings=(Expected('value', ':minimum-age:', "'sixteen' is not a whole number"),),
        shown=('Last updated February 10, 2026',),
    ),
    Case(
        'minimum age in other digits',
        'privacy-notice',
        'main',
        {'minimum-age': '１６', 'updated': '2026-02-10'},
        warnings=(Expected('value', ':minimum-age:', 'is not a whole number'),),
    ),
    Case(
        'negative that is none',
        'privacy-notice',
        'main',
        {'recipients': 'nobody', 'updated': '2026-02-10'},
        warnings=(Expected('value', ':recipients:', '\'nobody\' is not "none" or "none — reason"'),),
        shown=('Last updated February 10, 2026',),
    ),
    Case(
        'date of a notice',
        'privacy-notice',
        'main',
        {'updated': '10.2.2026', 'effective': '2026-03-01'},
        warnings=(
            Expected('date', ':updated:', "option 'updated': '10.2.2026' is not a date"),
            Expected('date', START, "The date of the notice 'main' is not known"),
        ),
        shown=('Effective March 1, 2026',),
        hidden=('Last updated',),
    ),
    Case(
        'e-mail address',
        'controller',
        'Acme Inc.',
        {'email': 'nobody', 'phone': '1'},
        warnings=(Expected('value', ':email:', "'nobody' is not an e-mail address"),),
        shown=('Acme Inc.', 'nobody'),
    ),
    Case(
        'two providers',
        'cookie',
        '_ga',
        {'provider': 'cloud, fastly', 'duration': 'P2Y'},
        warnings=(Expected('value', ':provider:', "'cloud, fastly' is more than one id"),),
        shown=('_ga', '2 years'),
    ),
    Case(
        'change without a date',
        'privacy-change',
        'yesterday',
        {'kind': 'added'},
        'We changed.',
        (Expected('date', START, "privacy-change: 'yesterday' is not a date"),),
        ('yesterday', 'Added', 'We changed.'),
    ),
    Case(
        'topic that is not known',
        'privacy-statement',
        'retentoin',
        {},
        'We keep it.',
        (Expected('vocabulary', START, "'retentoin' is not one of the topics; did you mean 'retention'?"),),
        ('We keep it.',),
    ),
    # Names that nothing bears.
    Case(
        'purpose that is not declared',
        'processor',
        'Acme Vendor',
        {'purposes': 'securty', 'style': 'definition'},
        warnings=(Expected('x-ref', START, '`purposes` names securty, which is declared nowhere.'),),
        shown=('Acme Vendor', 'securty'),
    ),
    Case(
        'recipient that is misspelt',
        'purpose',
        'Hosting of the site',
        {'processors': 'fasty, cloud', 'style': 'definition'},
        warnings=(Expected('x-ref', START, "names fasty, which is declared nowhere; did you mean 'fastly'?"),),
        shown=('fasty and Cloud Hosting',),
    ),
    Case(
        'controller that is not declared',
        'privacy-notice',
        'main',
        {'controller': 'acne', 'updated': '2026-02-10'},
        warnings=(Expected('x-ref', START, "names acne, which is declared nowhere; did you mean 'acme'?"),),
        shown=('Last updated February 10, 2026',),
    ),
    Case(
        'parent that is not declared',
        'privacy-notice',
        'main',
        {'addendum-to': 'psf', 'updated': '2026-02-10'},
        warnings=(Expected('x-ref', START, '`addendum-to` names psf, which is declared nowhere.'),),
    ),
    Case(
        'id of the register that is misspelt',
        'processor',
        'fasty',
        {'purpose': 'to host'},
        warnings=(Expected('id', START, "processor: the register has no 'fasty'; did you mean 'fastly'?"),),
        shown=('fasty to host.',),
    ),
    Case(
        'several ids, one misspelt',
        'processor',
        'cloud, fasty',
        {'purpose': 'to host'},
        warnings=(Expected('id', START, "processor: the register has no 'fasty'; did you mean 'fastly'?"),),
        shown=('Cloud Hosting and fasty to host.',),
    ),
    Case(
        'several ids, one far from any',
        'processor',
        'cloud, xyzzy',
        {'purpose': 'to host'},
        warnings=(Expected('id', START, "processor: the register has no 'xyzzy'"),),
        shown=('Cloud Hosting and xyzzy to host.',),
    ),
    Case(
        'topic in words',
        'privacy-statement',
        'Right of access',
        {},
        'We keep it.',
        (Expected('vocabulary', START, "'Right of access' is not one of the topics; "),),
        ('We keep it.',),
    ),
    # The sentence.
    Case(
        'placeholder that is not known',
        'processor',
        'fastly',
        {'terms': 'See the {agrement} and the {policy}'},
        warnings=(Expected('terms', START, 'terms: {agrement} is not known; the placeholders are {agreement}, '),),
        shown=('Fastly. See the {agrement} and the privacy policy.',),
    ),
    Case(
        'placeholder without a fact',
        'processor',
        'fastly',
        {'terms': 'See the {agreement} with {controller}'},
        warnings=(
            Expected('terms', START, 'terms: no agreement is stated for {agreement}'),
            Expected('terms', START, 'terms: no controller is stated for {controller}'),
        ),
        shown=('Fastly. See the {agreement} with {controller}.',),
    ),
    # Documents.
    Case(
        'document that is not there',
        'processor',
        'Acme Vendor',
        {'policy': 'Our notice <../other/page>', 'style': 'definition', 'country': 'US'},
        warnings=(Expected('url', START, "There is no document '../other/page' in this project"),),
        shown=('Our notice', 'United States'),
    ),
    Case(
        'host name taken for a document',
        'processor',
        'Acme Vendor',
        {'policy': 'www.acme.example', 'country': 'US', 'style': 'definition'},
        warnings=(Expected('url', 'policy', "'www.acme.example' has no scheme; write https://www.acme.example"),),
        shown=('United States',),
    ),
)


def _page(markup: Markup, case: Case) -> str:
    directive = markup.directive(case.directive, case.argument, case.options, case.body)
    return markup.page('Page', 'Before it.', directive, 'After it.')


def _line(text: str, case: Case, at: str) -> int:
    """Give the number of the line that holds *at*, or of the first line of the directive."""
    wanted = at or case.directive
    return next(number for number, line in enumerate(text.splitlines(), 1) if wanted in line)


def _build(make_project: ProjectMaker, files: Mapping[str, str], builder: str = 'text', **settings: Any) -> Build:
    project = make_project({'register.yaml': REGISTER}, privacy_register=['register.yaml'], **settings)
    for name, content in files.items():
        # In bytes: the ends of lines are to stay as they are.
        (project.source / name).parent.mkdir(parents=True, exist_ok=True)
        (project.source / name).write_bytes(content.encode())
    return project.build(builder)


def _seen(build: Build, docname: str = 'index') -> str:
    """Give the words of a page, on one line and without emphasis."""
    return ' '.join(build.page(docname).replace('*', '').split())


def _told(build: Build) -> list[tuple[str, str, str]]:
    return sorted((warned.location, f'{warned.type}.{warned.subtype}', warned.message) for warned in build.warned)


def _assert_told(build: Build, *expected: tuple[str, str, str]) -> None:
    """Check place, type and part of the message of all warnings."""
    told = _told(build)
    wanted = sorted(expected)
    assert [item[:2] for item in told] == [(place, f'privacy.{subtype}') for place, subtype, _ in wanted]
    for (_, _, message), (_, _, says) in zip(told, wanted, strict=True):
        assert says in message


# -- one mistake in one directive ---------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize('case', CASES, ids=lambda case: case.name)
def test_mistake_is_told_and_the_page_stands(make_project: ProjectMaker, name: MarkupName, case: Case) -> None:
    markup = Markup(name)
    page = _page(markup, case)
    build = _build(make_project, {f'index{markup.suffix}': page})
    expected = [
        (f'index{markup.suffix}:{_line(page, case, wrong.at)}', wrong.subtype, wrong.says) for wrong in case.warnings
    ]
    _assert_told(build, *expected)
    assert build.exit == 0
    seen = _seen(build)
    assert [words for words in ('Before it.', 'After it.', *case.shown) if words not in seen] == []
    assert [words for words in case.hidden if words in seen] == []


@pytest.mark.parametrize('name', MARKUPS)
def test_strict_build_fails(make_project: ProjectMaker, name: MarkupName) -> None:
    """The same with ``-W``: newer versions of Sphinx finish the build, older ones stop."""
    markup = Markup(name)
    page = markup.page('Page', markup.directive('processor', 'Acme Vendor', {'country': 'XX'}))
    project = make_project({f'index{markup.suffix}': page})
    try:
        status = project.build('text', fatal=True).exit
    except SphinxWarning:
        status = 1
    assert status == 1


@pytest.mark.parametrize('name', MARKUPS)
def test_warnings_can_be_suppressed(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    page = markup.page('Page', markup.directive('processor', 'Acme Vendor', {'country': 'XX', 'since': 'soon'}))
    build = _build(make_project, {f'index{markup.suffix}': page}, suppress_warnings=['privacy.value'])
    assert [warned.subtype for warned in build.warned] == ['date']


# -- where directives stand ---------------------------------------------------------------------------------------

PLACES: Final = {
    'list item (md)': """\
        # Page

        - item

          :::{processor} Acme Vendor
          :purpos: x
          :country: FR
          :::

        - next item
        """,
    'admonition (md)': """\
        # Page

        ::::{note}
        A note.

        :::{processor} Acme Vendor
        :purpos: x
        :country: FR
        :::
        ::::
        """,
    'table (md)': """\
        # Page

        ::::{list-table}
        * - left
          - :::{processor} Acme Vendor
            :purpos: x
            :country: FR
            :::
        * - below
          - right
        ::::
        """,
    'body of another (md)': """\
        # Page

        ::::{processor} Outer
        :country: US

        Text of the outer one.

        :::{processor} Acme Vendor
        :purpos: x
        :country: FR
        :::
        ::::
        """,
    'only (md)': """\
        # Page

        ::::{only} text

        :::{processor} Acme Vendor
        :purpos: x
        :country: FR
        :::
        ::::
        """,
    'quote (md)': """\
        # Page

        > quoted
        >
        > :::{processor} Acme Vendor
        > :purpos: x
        > :country: FR
        > :::
        """,
    'definition list (md)': """\
        # Page

        Term
        : Definition

          :::{processor} Acme Vendor
          :purpos: x
          :country: FR
          :::
        """,
    'backticks (md)': """\
        # Page

        ```{processor} Acme Vendor
        :purpos: x
        :country: FR
        ```
        """,
    'block of options (md)': """\
        # Page

        ```{processor} Acme Vendor
        ---
        country: FR
        purpos: "x: y"
        ---
        The body.
        ```
        """,
    'prefix of the domain (md)': """\
        # Page

        :::{privacy:processor} Acme Vendor
        :purpos: x
        :country: FR
        :::
        """,
    'reST in Markdown (md)': """\
        # Page

        ```{eval-rst}
        .. processor:: Acme Vendor
           :purpos: x
           :country: FR
        ```
        """,
    'list item (rst)': """\
        Page
        ====

        - item

          .. processor:: Acme Vendor
             :purpos: x
             :country: FR

        - next item
        """,
    'admonition (rst)': """\
        Page
        ====

        .. note::

           A note.

           .. processor:: Acme Vendor
              :purpos: x
              :country: FR
        """,
    'table (rst)': """\
        Page
        ====

        .. list-table::

           * - left
             - .. processor:: Acme Vendor
                  :purpos: x
                  :country: FR
           * - below
             - right
        """,
    'grid table (rst)': """\
        Page
        ====

        +------+-----------------------------+
        | left | .. processor:: Acme Vendor  |
        |      |    :purpos: x               |
        |      |    :country: FR             |
        +------+-----------------------------+
        """,
    'body of another (rst)': """\
        Page
        ====

        .. processor:: Outer
           :country: US

           Text of the outer one.

           .. processor:: Acme Vendor
              :purpos: x
              :country: FR
        """,
    'only (rst)': """\
        Page
        ====

        .. only:: text

           .. processor:: Acme Vendor
              :purpos: x
              :country: FR
        """,
    'argument over two lines (rst)': """\
        Page
        ====

        .. processor:: Acme
           Vendor
           :purpos: x
           :country: FR
        """,
    'option over two lines (rst)': """\
        Page
        ====

        .. processor:: Acme Vendor
           :condition: if you
             write to us
           :purpos: x
           :country: FR
        """,
    'prefix of the domain (rst)': """\
        Page
        ====

        .. privacy:processor:: Acme Vendor
           :purpos: x
           :country: FR
        """,
}


@pytest.mark.parametrize('ends', ['\n', '\r\n'], ids=['LF', 'CRLF'])
@pytest.mark.parametrize('place', PLACES)
def test_line_is_that_of_the_option(make_project: ProjectMaker, place: str, ends: str) -> None:
    suffix = place.rpartition('(')[2].rstrip(')')
    if suffix == 'md':
        pytest.importorskip('myst_parser')
    page = textwrap.dedent(PLACES[place])
    number = next(number for number, line in enumerate(page.splitlines(), 1) if 'purpos:' in line)
    build = _build(make_project, {f'index.{suffix}': page.replace('\n', ends)})
    if suffix == 'md' and MYST_BEFORE_5 and build.warned[0].location == f'index.md:{number - 1}':
        # Where the body of a directive begins with a blank line, all in it was said to stand one line higher.
        number -= 1
    _assert_told(build, (f'index.{suffix}:{number}', 'option', "did you mean 'purpose'?"))
    expected = ('Acme Vendor', *(words for words in ('next item', 'A note.', 'below', 'Text of') if words in page))
    assert [words for words in expected if words not in _seen(build)] == []


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize('indented', [False, True], ids=['page', 'list item'])
def test_file_is_the_included_one(make_project: ProjectMaker, name: MarkupName, *, indented: bool) -> None:
    """Whether a warning comes while pages are read, from all of them together, or while they are written."""
    markup = Markup(name)
    options = {
        'purpos': 'to host',
        'since': 'soon',
        'purposes': 'nowhere',
        'policy': 'Ours <missing/page>',
        'terms': 'See "{nothing}", {policy}',
    }
    part = '\n\n'.join(
        ['Included.', markup.directive('processor', 'Acme Vendor', options), markup.directive('collected-data')]
    )
    include = markup.directive('include', 'parts/part.inc')
    page = markup.page('Page', 'Before it.', markup.bullets(['An item\n\n' + include]) if indented else include)
    build = _build(make_project, {f'sub/index{markup.suffix}': page, 'sub/parts/part.inc': part}, root_doc='sub/index')
    lines = part.splitlines()
    start = next(number for number, line in enumerate(lines, 1) if 'Acme Vendor' in line)
    last = next(number for number, line in enumerate(lines, 1) if 'collected-data' in line)
    expected = {
        (start + 1, 'option'),
        (start + 2, 'date'),
        (start, 'x-ref'),
        (start, 'url'),
        (start, 'terms'),
        (last, 'missing'),
    }
    found = set()
    for warned in build.warned:
        path, _, line = warned.location.rpartition(':')
        # docutils names included files as seen from the working folder.
        assert path.endswith('sub/parts/part.inc'), warned
        found.add((int(line), warned.subtype))
    if name == 'md' and MYST_BEFORE_5 and found != expected:
        # Directives were said to stand one line lower; their options are found all the same.
        by_option = {'option', 'date'}
        expected = {(line if subtype in by_option else line + 1, subtype) for line, subtype in expected}
    assert found == expected
    assert 'Acme Vendor' in _seen(build, 'sub/index')


# -- options in the ways of each markup ---------------------------------------------------------------------------


@pytest.mark.myst
@pytest.mark.skipif(MYST_BEFORE_5, reason='myst-parser before 5 does not give the source of options')
def test_option_given_twice(make_project: ProjectMaker) -> None:
    page = '# Page\n\n:::{processor} Acme Vendor\n:country: US\n:style: definition\n:Country: FR\n\nThe body.\n:::\n'
    build = _build(make_project, {'index.md': page})
    _assert_told(build, ('index.md:6', 'option', "processor: option 'country' is given twice; the last one counts"))
    assert 'France' in _seen(build)
    assert 'United States' not in _seen(build)


def test_option_given_twice_in_rest_is_refused_by_docutils(make_project: ProjectMaker) -> None:
    page = 'Page\n====\n\n.. processor:: Acme Vendor\n   :country: US\n   :country: FR\n\nAfter it.\n'
    build = _build(make_project, {'index.rst': page}, 'html')
    # Older versions of Sphinx give what docutils says no type.
    assert [(warned.location, warned.type or 'docutils') for warned in build.warned] == [('index.rst:4', 'docutils')]
    assert 'After it.' in build.page('index')


@pytest.mark.myst
def test_list_of_yaml_is_told(make_project: ProjectMaker) -> None:
    """MyST gives texts only: what is a list in YAML is not one here."""
    page = '# Page\n\n```{processor} Acme Vendor\n---\ncountry: [US, FR]\npurpose: to host\n---\n```\n\nAfter it.\n'
    build = _build(make_project, {'index.md': page})
    _assert_told(
        build,
        ('index.md:5', 'value', "'[US' is not an ISO 3166-1 alpha-2 code"),
        ('index.md:5', 'value', "'FR]' is not an ISO 3166-1 alpha-2 code"),
    )
    assert 'Acme Vendor to host. After it.' in _seen(build)


@pytest.mark.myst
def test_options_that_are_not_yaml(make_project: ProjectMaker) -> None:
    """MyST says so itself; the entry stands."""
    page = '# Page\n\n:::{processor} Acme Vendor\n:purpose: "to host\n:country: US\n:::\n\nAfter it.\n'
    build = _build(make_project, {'index.md': page})
    assert {warned.type for warned in build.warned} == {'myst'}
    assert 'Acme Vendor After it.' in _seen(build)


@pytest.mark.myst
def test_fence_that_is_not_closed(make_project: ProjectMaker) -> None:
    page = '# Page\n\n:::{processor} Acme Vendor\n:countri: US\n\nThe rest.\n'
    build = _build(make_project, {'index.md': page})
    _assert_told(build, ('index.md:4', 'option', "did you mean 'country'?"))
    assert 'The rest.' in _seen(build)


# -- bullets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_bullet_without_words(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    body = '- First *datum*\n-\n- {#third}\n- Last datum'
    page = markup.page('Page', markup.directive('collected-data', '', {'retention': 'P1Y'}, body), 'After it.')
    lines = page.splitlines()
    build = _build(make_project, {f'index{markup.suffix}': page})
    told = sorted((int(warned.location.rpartition(':')[2]), warned.subtype) for warned in build.warned)
    assert told == [(lines.index(line) + 1, 'missing') for line in lines if line.strip() in {'-', '- {#third}'}]
    assert 'First datum. Kept: 1 year. Last datum. Kept: 1 year. After it.' in _seen(build)


@pytest.mark.parametrize('name', MARKUPS)
def test_plain_bullet_without_words(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    page = markup.page('Page', markup.directive('purpose', '', {}, '- First\n- {#second}\n- Last'), 'After it.')
    build = _build(make_project, {f'index{markup.suffix}': page})
    line = next(number for number, line in enumerate(page.splitlines(), 1) if '{#second}' in line)
    _assert_told(build, (f'index{markup.suffix}:{line}', 'missing', 'purpose: this bullet has no words'))
    assert 'First Last After it.' in _seen(build)


@pytest.mark.parametrize('name', MARKUPS)
def test_bullet_that_begins_with_no_words_keeps_what_hangs_below(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    code = '```\n  print()\n  ```' if name == 'md' else '::\n\n      print()'
    page = markup.page('Page', markup.directive('collected-data', '', {}, f'- {code}\n\n- Last datum'), 'After it.')
    build = _build(make_project, {f'index{markup.suffix}': page})
    assert [warned.subtype for warned in build.warned] == ['missing']
    assert [words for words in ('print()', 'Last datum', 'After it.') if words not in _seen(build)] == []


# -- characters ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_control_characters_are_left_out(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    options = {'purpose': 'to \x1bhost\x07', 'policy': 'Ours <https://acme.example/\x01x>', 'optional': '\x02'}
    page = markup.page('Page', markup.directive('processor', 'Acme\x01 Vendor', options), 'After it.')
    build = _build(make_project, {f'index{markup.suffix}': page}, 'html')
    lines = page.splitlines()
    start = next(number for number, line in enumerate(lines, 1) if 'Vendor' in line)
    path = f'index{markup.suffix}'
    _assert_told(
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
    build = _build(make_project, {f'index{markup.suffix}': page}, 'html')
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
    build = _build(make_project, {f'index{markup.suffix}': markup.page('Page', *blocks)}, 'html', smartquotes=False)
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
    build = _build(make_project, {f'index{markup.suffix}': page}, 'html')
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
    build = _build(make_project, {f'{docname}{markup.suffix}': text for docname, text in pages.items()})
    line = {docname: _line_of(text, 'processor') for docname, text in pages.items()}
    expected = "processor 'vendor': `country` is FR here, but US on the page index. State it once, in the register"
    _assert_told(build, (f'other{markup.suffix}:{line["other"]}', 'x-registry', expected))
    assert 'Vendor to a.' in _seen(build, 'index')
    assert 'Vendor to b.' in _seen(build, 'other')


@pytest.mark.parametrize('name', MARKUPS)
def test_two_notices_with_one_id(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    pages = {
        'index': markup.page(
            'Page', markup.directive('privacy-notice', 'main', {'updated': '2026-01-01'}), markup.toctree('other')
        ),
        'other': markup.page('Other', markup.directive('privacy-notice', 'main', {'updated': '2026-02-02'})),
    }
    build = _build(make_project, {f'{docname}{markup.suffix}': text for docname, text in pages.items()})
    line = {docname: _line_of(text, 'privacy-notice') for docname, text in pages.items()}
    expected = "privacy-notice 'main': `updated` is 2026-02-02 here, but 2026-01-01 on the page index."
    _assert_told(build, (f'other{markup.suffix}:{line["other"]}', 'x-registry', expected))


@pytest.mark.parametrize('name', MARKUPS)
def test_two_entries_with_one_id(make_project: ProjectMaker, name: MarkupName) -> None:
    """Both are shown."""
    markup = Markup(name)
    page = markup.page('Page', markup.directive('collected-data', '', {}, '- One datum {#same}\n- Another {#same}'))
    build = _build(make_project, {f'index{markup.suffix}': page})
    line = next(number for number, line in enumerate(page.splitlines(), 1) if 'One datum' in line)
    says = f"collected-data: the id 'same' stands for another entry in index:{line}; give this one an id of its own"
    _assert_told(build, (f'index{markup.suffix}:{line + 1}', 'duplicate', says))
    assert _seen(build).endswith('One datum Another')


def _line_of(text: str, directive: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if re.search(rf'\b{directive}\b[}}:]', line))


def test_circle_of_parents(make_project: ProjectMaker) -> None:
    notice = RST.directive
    page = RST.page(
        'Page',
        notice('privacy-notice', 'first', {'updated': '2026-01-01', 'addendum-to': 'second'}),
        notice('privacy-notice', 'second', {'updated': '2026-01-01', 'addendum-to': 'first, second'}),
        notice('processor', 'fastly', {'data': 'email-address', 'style': 'definition'}),
    )
    build = _build(make_project, {'index.rst': page})
    words = 'privacy-notice: notices add to each other in a circle: '
    assert build.warnings == [
        f'index.rst:4: {words}first → second → first [privacy.notice]',
        f'index.rst:8: {words}second → second [privacy.notice]',
    ]
    assert 'Fastly' in _seen(build)


@pytest.mark.parametrize('name', MARKUPS)
def test_roles_that_name_nothing(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    words = ' and '.join(markup.role(f'privacy:{role}', 'nothing') for role in ('processor', 'data', 'updated'))
    page = markup.page('Page', f'See {words}.')
    build = _build(make_project, {f'index{markup.suffix}': page})
    line = next(number for number, line in enumerate(page.splitlines(), 1) if 'See' in line)
    assert _told(build) == [
        (f'index{markup.suffix}:{line}', 'ref.data', 'no personal data in this project has the id nothing'),
        (f'index{markup.suffix}:{line}', 'ref.processor', 'no recipient in this project has the id nothing'),
        (f'index{markup.suffix}:{line}', 'ref.updated', 'no notice in this project has the id nothing'),
    ]
    assert _seen(build).endswith('See nothing and nothing and nothing.')


# -- settings -----------------------------------------------------------------------------------------------------

_STYLES: Final = 'known are: bullet, definition, table, card, hidden'

SETTINGS: Final[list[tuple[str, Any, str]]] = [
    ('privacy_register', 5, '5 is not a list of file names'),
    ('privacy_register', {'a': 1}, "{'a': 1} is not a list of file names"),
    ('privacy_register', ['register.yaml', 3], '3 is not a file name'),
    ('privacy_controller', ['acme'], "['acme'] is not an id"),
    ('privacy_controller', 3, '3 is not an id'),
    ('privacy_controller', 'not an id!', "'not an id!' is not an id"),
    ('privacy_controller', 'acne', "there is no controller 'acne'; did you mean 'acme'?"),
    ('privacy_styles', ['table'], "['table'] is not a table of directive names and styles"),
    ('privacy_styles', 'table', "'table' is not a table of directive names and styles"),
    ('privacy_styles', {'procesor': 'table'}, "'procesor' is not a directive; did you mean 'processor'?"),
    ('privacy_styles', {3: 'table'}, '3 is not a directive; known are: privacy-notice, controller,'),
    ('privacy_styles', {'cookie': 'tabel'}, "'tabel' is not a style; did you mean 'table'?"),
    ('privacy_styles', {'cookie': 3}, f'3 is not a style; {_STYLES}'),
    ('privacy_styles', {'cookie': ['table']}, "['table'] is not a style; did you mean 'table'?"),
    ('privacy_processor_terms', ['x'], "['x'] is not text"),
    ('privacy_processor_terms', 3, '3 is not text'),
    (
        'privacy_processor_terms',
        'See the {polic} of {processor}',
        "'{polic}' is not one of {agreement}, {policy}, {processor}, {controller}",
    ),
    ('privacy_date_format', ['%Y'], "['%Y'] is not text"),
    ('privacy_date_format', '%H:%M', "'%H:%M' is not a format of a date: %H %M cannot stand"),
    ('privacy_date_fallback', 'svn', "'svn' is not one of git, build, none"),
    ('privacy_date_fallback', ['git'], "['git'] is not one of git, build, none"),
    ('privacy_date_fallback', {}, '{} is not one of git, build, none'),
]


@pytest.mark.parametrize(('name', 'value', 'says'), SETTINGS, ids=lambda value: str(value)[:30])
def test_setting(make_project: ProjectMaker, name: str, value: Any, says: str) -> None:
    page = RST.page(
        'Page',
        RST.directive('privacy-notice', 'main', {'updated': '2026-02-10'}),
        RST.directive('processor', 'fastly'),
        RST.directive('cookie', '_ga', {'duration': 'P1Y'}),
    )
    settings = {'privacy_register': ['register.yaml'], 'privacy_controller': 'acme', name: value}
    project = make_project({'index.rst': page, 'register.yaml': REGISTER}, **settings)
    build = project.build('text')
    # With a register that cannot be read, the controller is not known either.
    told = [
        warned for warned in build.warned if name != 'privacy_register' or 'privacy_controller' not in warned.message
    ]
    assert [(warned.type, warned.subtype) for warned in told] == [('privacy', 'config')]
    assert told[0].message.startswith(name)
    assert 'in conf.py: ' in told[0].message
    assert says in told[0].message
    assert build.exit == 0
    seen = _seen(build)
    assert 'Last updated February 10, 2026' in seen
    assert '_ga' in seen
    assert '1 year' in seen
    if name != 'privacy_register':
        assert 'Fastly. Their use of this information is subject to the Fastly privacy policy.' in seen
    # What is wrong is told in each build, and nothing is built again for it.
    again = project.build('text')
    assert (again.read, again.written) == ((), ())


def test_setting_that_is_none(make_project: ProjectMaker) -> None:
    """``None`` is what settings are set to that are computed and not there."""
    project = make_project({'index.rst': RST.page('Page', RST.directive('processor', 'Acme Vendor'))})
    names = (
        'privacy_register',
        'privacy_controller',
        'privacy_styles',
        'privacy_processor_terms',
        'privacy_date_format',
        'privacy_date_fallback',
    )
    project.write({'conf.py': project.read('conf.py') + ''.join(f'{name} = None\n' for name in names)})
    build = project.build('text')
    assert [(warned.subtype, warned.message.split()[0]) for warned in build.warned] == [
        ('config', name) for name in names
    ]
    assert 'Acme Vendor' in _seen(build)


def test_right_part_of_a_setting_stays(make_project: ProjectMaker) -> None:
    page = RST.page('Page', RST.directive('processor', 'fastly', {'country': 'US'}))
    styles = {'processor': 'definition', 'cookies': 'table', 'cookie': 3}
    build = _build(make_project, {'index.rst': page}, privacy_styles=styles)
    assert [warned.subtype for warned in build.warned] == ['config', 'config']
    assert 'Fastly Privacy policy: https://fastly.example/privacy Country: United States' in _seen(build)


def test_role_in_the_sentence_is_no_placeholder(make_project: ProjectMaker) -> None:
    page = RST.page('Page', RST.directive('processor', 'fastly'))
    terms = 'See the {policy} and {ref}`genindex`.'
    build = _build(make_project, {'index.rst': page}, privacy_processor_terms=terms)
    assert [warned for warned in build.warned if warned.subtype == 'config'] == []
