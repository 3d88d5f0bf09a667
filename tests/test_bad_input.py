"""What authors get wrong: each mistake is told with its kind and place, and the rest of the page stands."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pytest
from sphinx.errors import SphinxWarning

from tests.helpers.markup import MARKUPS, RST, Markup
from tests.helpers.mistakes import REGISTER, assert_told, build_with, seen_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName

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
    # Something else than commas between several values.
    _wrong('country', 'US; GB', 'value', 'put commas between them: US, GB', shown=('US; GB',)),
    _wrong('country', 'us gb', 'value', 'put commas between them: us, gb', shown=('us gb',)),
    _wrong('data', 'email-address; name', 'id', 'if it is several, put commas between them: email-address, name'),
    _wrong('data', 'email name', 'id', 'if it is several, put commas between them: email, name'),
    _wrong('subjects', 'user; child', 'vocabulary', 'put commas between them: user, child', shown=('user; child',)),
    _wrong('handling', 'stored sent', 'vocabulary', 'put commas between them: stored, sent', shown=('stored sent',)),
    _wrong('handling', 'stored; stroed', 'vocabulary', "'stored; stroed' is not one of the handling; ", shown=()),
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
        warnings=(Expected('notice', ':notice:', "processor: there is no notice 'elsewhere'"),),
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
        'list in the first line',
        'collected-data',
        '- First datum',
        warnings=(Expected('list', START, 'collected-data: a list begins on a line of its own, below an empty line'),),
        shown=('First datum',),
    ),
    Case(
        'option below an empty line',
        'processor',
        'Acme Vendor',
        {'country': 'US'},
        ':purpose: to host\n\nThe body.',
        (Expected('option', ':purpose:', "processor: 'purpose' stands in the text; options stand right below"),),
        ('Acme Vendor', 'The body.'),
    ),
    Case(
        'option of a list below an empty line',
        'collected-data',
        '',
        {'source': 'observed'},
        ':Retention: P1Y\n\n- First datum',
        (Expected('option', ':Retention:', "collected-data: 'retention' stands in the text"),),
        ('First datum',),
    ),
    Case(
        'directive with options in the body',
        'processor',
        'Acme Vendor',
        {'country': 'US'},
        '.. image:: https://acme.example/a.png\n   :name: acme\n\n:purpose: of the body',
        shown=('of the body',),
    ),
    Case(
        'field list that is no option',
        'processor',
        'Acme Vendor',
        {'country': 'US'},
        ':since we met: they host\n\n:purpose: of the body',
        shown=('since we met', 'of the body'),
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
        warnings=(Expected('id', '{#not an id}', "collected-data: 'not an id' is not an id; 'not-an-id' is used"),),
        shown=('First datum', 'Second datum'),
        hidden=('{#',),
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
        'statement without a topic',
        'privacy-statement',
        body='We keep it.',
        warnings=(
            Expected('missing', START, 'privacy-statement needs a topic, or the id of a statement of the register'),
        ),
        shown=('We keep it.',),
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
        warnings=(Expected('x-ref', ':purposes:', '`purposes` names securty, which is declared nowhere.'),),
        shown=('Acme Vendor', 'securty'),
    ),
    Case(
        'recipient that is misspelt',
        'purpose',
        'Hosting of the site',
        {'processors': 'fasty, cloud', 'style': 'definition'},
        warnings=(Expected('x-ref', ':processors:', "names fasty, which is declared nowhere; did you mean 'fastly'?"),),
        shown=('fasty and Cloud Hosting',),
    ),
    Case(
        'controller that is not declared',
        'privacy-notice',
        'main',
        {'controller': 'acne', 'updated': '2026-02-10'},
        warnings=(Expected('x-ref', ':controller:', "names acne, which is declared nowhere; did you mean 'acme'?"),),
        shown=('Last updated February 10, 2026',),
    ),
    Case(
        'parent that is not declared',
        'privacy-notice',
        'main',
        {'addendum-to': 'psf', 'updated': '2026-02-10'},
        warnings=(Expected('x-ref', ':addendum-to:', '`addendum-to` names psf, which is declared nowhere.'),),
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
        warnings=(Expected('terms', ':terms:', 'terms: {agrement} is not known; the placeholders are {agreement}, '),),
        shown=('Fastly. See the {agrement} and the privacy policy.',),
    ),
    Case(
        'placeholder without a fact',
        'processor',
        'fastly',
        {'terms': 'See the {agreement} with {controller}'},
        warnings=(
            Expected('terms', ':terms:', 'terms: no agreement is stated for {agreement}'),
            Expected('terms', ':terms:', 'terms: no controller is stated for {controller}'),
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


# -- one mistake in one directive ---------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize('case', CASES, ids=lambda case: case.name)
def test_mistake_is_told_and_the_page_stands(make_project: ProjectMaker, name: MarkupName, case: Case) -> None:
    markup = Markup(name)
    page = _page(markup, case)
    build = build_with(make_project, {f'index{markup.suffix}': page})
    expected = [
        (f'index{markup.suffix}:{_line(page, case, wrong.at)}', wrong.subtype, wrong.says) for wrong in case.warnings
    ]
    assert_told(build, *expected)
    assert build.exit == 0
    seen = seen_on(build)
    assert [words for words in ('Before it.', 'After it.', *case.shown) if words not in seen] == []
    assert [words for words in case.hidden if words in seen] == []


@pytest.mark.parametrize('name', MARKUPS)
def test_a_country_with_two_codes_is_shown_once(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    register = f'{REGISTER}  listed:\n    name: Listed\n    country: [UK, fr, gb, FR]\n'
    page = markup.page(
        'Page',
        markup.directive('privacy-notice', 'main', {'updated': '2026-02-10'}),
        markup.directive('processor', 'Acme Vendor', {'country': 'us, uk, GB', 'style': 'definition'}),
        markup.directive('processor', 'listed', {'style': 'definition'}),
    )
    files = {f'index{markup.suffix}': page, 'register.yaml': register}
    build = build_with(make_project, files)
    assert build.warnings == []
    seen = seen_on(build)
    assert 'United States and United Kingdom' in seen
    assert 'France and United Kingdom' in seen
    build = build_with(make_project, files, 'privacy')
    (notice,) = json.loads(build.text('privacy.json'))['notices']
    assert [entry['facts']['country'] for entry in notice['own']['processors']] == [['US', 'GB'], ['FR', 'GB']]


def test_files_for_programs_are_right_all_the_same(make_project: ProjectMaker) -> None:
    """What is wrong is no fact: the build below checks that ``privacy.json`` fits its schema."""
    pages = {}
    for number, case in enumerate(CASES):
        notice = RST.directive('privacy-notice', f'n{number}', {'updated': '2026-02-10'})
        pages[f'p{number}.rst'] = _page(RST, case).replace('Before it.', notice)
    build = build_with(
        make_project, {'index.rst': RST.page('Home', RST.toctree(*(name[:-4] for name in pages))), **pages}, 'privacy'
    )
    assert build.exit == 0
    changes = [
        change
        for notice in json.loads(build.text('privacy.json'))['notices']
        for change in notice['own'].get('changes', [])
    ]
    assert [(change['title'], change['facts']) for change in changes] == [('yesterday', {'kind': 'added'})]


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
    build = build_with(make_project, {f'index{markup.suffix}': page}, suppress_warnings=['privacy.value'])
    assert [warned.subtype for warned in build.warned] == ['date']
