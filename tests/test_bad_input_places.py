"""What authors get wrong is told with the line where it stands, wherever directives may stand."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

import pytest

from tests.helpers.markup import MARKUPS, Markup
from tests.helpers.mistakes import MYST_BEFORE_5, assert_told, build_with, seen_on

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName


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
    """Of what is wrong by itself, and of an id for which all pages have to be read."""
    suffix = place.rpartition('(')[2].rstrip(')')
    if suffix == 'md':
        pytest.importorskip('myst_parser')
    page = textwrap.dedent(PLACES[place]).replace('country: FR', 'data: other')
    number, later = (
        next(number for number, line in enumerate(page.splitlines(), 1) if name in line)
        for name in ('purpos:', 'data:')
    )
    build = build_with(make_project, {f'index.{suffix}': page.replace('\n', ends)})
    if suffix == 'md' and MYST_BEFORE_5 and build.warned[0].location == f'index.md:{number - 1}':
        # Where the body of a directive begins with a blank line, all in it was said to stand one line higher.
        number -= 1
    assert_told(
        build,
        (f'index.{suffix}:{number}', 'option', "did you mean 'purpose'?"),
        (f'index.{suffix}:{later}', 'x-ref', '`data` names other, which is declared nowhere.'),
    )
    expected = ('Acme Vendor', *(words for words in ('next item', 'A note.', 'below', 'Text of') if words in page))
    assert [words for words in expected if words not in seen_on(build)] == []


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
    build = build_with(
        make_project, {f'sub/index{markup.suffix}': page, 'sub/parts/part.inc': part}, root_doc='sub/index'
    )
    lines = part.splitlines()
    start = next(number for number, line in enumerate(lines, 1) if 'Acme Vendor' in line)
    last = next(number for number, line in enumerate(lines, 1) if 'collected-data' in line)
    expected = {
        (start + 1, 'option'),
        (start + 2, 'date'),
        (start + 3, 'x-ref'),
        (start, 'url'),
        (start + 5, 'terms'),
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
        by_option = {'option', 'date', 'x-ref', 'terms'}
        expected = {(line if subtype in by_option else line + 1, subtype) for line, subtype in expected}
    assert found == expected
    assert 'Acme Vendor' in seen_on(build, 'sub/index')


@pytest.mark.parametrize('name', MARKUPS)
def test_line_of_what_a_list_shares(make_project: ProjectMaker, name: MarkupName) -> None:
    """The options are those of all bullets; each entry is told at its own."""
    markup = Markup(name)
    page = markup.page('Page', markup.directive('collected-data', '', {'purposes': 'nowhere'}, '- One\n- Two'))
    build = build_with(make_project, {f'index{markup.suffix}': page})
    lines = page.splitlines()
    bullets = [number for number, line in enumerate(lines, 1) if line.strip() in {'- One', '- Two'}]
    says = '`purposes` names nowhere, which is declared nowhere.'
    assert_told(build, *((f'index{markup.suffix}:{number}', 'x-ref', says) for number in bullets))


@pytest.mark.parametrize('name', MARKUPS)
def test_line_of_an_option_is_looked_for_among_the_options(make_project: ProjectMaker, name: MarkupName) -> None:
    """What looks like one in the value of another, or in the body, is none."""
    markup = Markup(name)
    options = {'condition': 'where\ndata: is a word,\n:data: too', 'data': 'nowhere'}
    page = markup.page('Page', markup.directive('processor', 'Acme Vendor', options, 'Words.\n\n:data: in the body'))
    build = build_with(make_project, {f'index{markup.suffix}': page})
    line = next(number for number, line in enumerate(page.splitlines(), 1) if line.endswith(' nowhere'))
    assert_told(build, (f'index{markup.suffix}:{line}', 'x-ref', '`data` names nowhere, which is declared nowhere.'))


# -- options in the ways of each markup ---------------------------------------------------------------------------


@pytest.mark.myst
@pytest.mark.skipif(MYST_BEFORE_5, reason='myst-parser before 5 does not give the source of options')
def test_option_given_twice(make_project: ProjectMaker) -> None:
    page = '# Page\n\n:::{processor} Acme Vendor\n:country: US\n:style: definition\n:Country: FR\n\nThe body.\n:::\n'
    build = build_with(make_project, {'index.md': page})
    assert_told(build, ('index.md:6', 'option', "processor: option 'country' is given twice; the last one counts"))
    assert 'France' in seen_on(build)
    assert 'United States' not in seen_on(build)


def test_option_given_twice_in_rest_is_refused_by_docutils(make_project: ProjectMaker) -> None:
    page = 'Page\n====\n\n.. processor:: Acme Vendor\n   :country: US\n   :country: FR\n\nAfter it.\n'
    build = build_with(make_project, {'index.rst': page}, 'html')
    # Older versions of Sphinx give what docutils says no type.
    assert [(warned.location, warned.type or 'docutils') for warned in build.warned] == [('index.rst:4', 'docutils')]
    assert 'After it.' in build.page('index')


@pytest.mark.myst
def test_list_of_yaml_is_told(make_project: ProjectMaker) -> None:
    """MyST gives texts only: what is a list in YAML is not one here."""
    page = '# Page\n\n```{processor} Acme Vendor\n---\ncountry: [US, FR]\npurpose: to host\n---\n```\n\nAfter it.\n'
    build = build_with(make_project, {'index.md': page})
    assert_told(
        build,
        ('index.md:5', 'value', "'[US' is not an ISO 3166-1 alpha-2 code"),
        ('index.md:5', 'value', "'FR]' is not an ISO 3166-1 alpha-2 code"),
    )
    assert 'Acme Vendor to host. After it.' in seen_on(build)


@pytest.mark.myst
def test_options_that_are_not_yaml(make_project: ProjectMaker) -> None:
    """MyST says so itself; the entry stands."""
    page = '# Page\n\n:::{processor} Acme Vendor\n:purpose: "to host\n:country: US\n:::\n\nAfter it.\n'
    build = build_with(make_project, {'index.md': page})
    assert {warned.type for warned in build.warned} == {'myst'}
    assert 'Acme Vendor After it.' in seen_on(build)


@pytest.mark.myst
def test_fence_that_is_not_closed(make_project: ProjectMaker) -> None:
    page = '# Page\n\n:::{processor} Acme Vendor\n:countri: US\n\nThe rest.\n'
    build = build_with(make_project, {'index.md': page})
    assert_told(build, ('index.md:4', 'option', "did you mean 'country'?"))
    assert 'The rest.' in seen_on(build)
