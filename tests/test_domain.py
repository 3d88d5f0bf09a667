"""The domain: roles and links, where they lead, what other projects and indices know of the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from sphinx.util.inventory import InventoryFile

from sphinxext_privacy.words.unmarked import unmarked
from tests.helpers.links import Pages
from tests.helpers.markup import MARKUPS, RST, Markup
from tests.helpers.project import HAS_MYST

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Build

REGISTER = """\
controllers:
  acme: {name: Acme Foundation}
processors:
  fastly: {name: Fastly, policy: "https://fastly.example/policy"}
  cloud: {name: Cloud, policy: "https://cloud.example/policy"}
  unshown: {name: Never Shown}
data:
  email: {label: Email *address*}
"""

REGISTERED: dict[str, Any] = {'privacy_register': ['register.yaml']}


@pytest.fixture(params=MARKUPS)
def markup(request: pytest.FixtureRequest) -> Markup:
    name: MarkupName = request.param
    return Markup(name)


def links(build: Build, docname: str) -> list[tuple[str, str]]:
    """Give text and address of the links in the body of a page, without those of headings."""
    tree = html.fromstring(build.page(docname))
    found = tree.xpath('//*[@role="main"]//a[not(contains(@class, "headerlink"))]')
    return [(' '.join(link.text_content().split()), link.get('href')) for link in found]


def home(*docnames: str, words: str = '') -> str:
    """Give a root document in reST."""
    return RST.page('Home', RST.toctree(*docnames, hidden=True), words)


# -- roles ---------------------------------------------------------------------------------------------------


def test_every_role_links(make_project: ProjectMaker, markup: Markup) -> None:
    d, role = markup.directive, markup.role
    page = markup.page(
        'The page',
        d('privacy-notice', 'main', {'updated': '2026-02-10', 'controller': 'acme'}),
        d('controller', 'acme'),
        d('collected-data', 'email'),
        d('purpose', 'Send mail'),
        d('processor', 'fastly'),
        d('cookie', '_ga'),
        d('data-right', 'access'),
    )
    targets = {
        'notice': ('main', 'The page', 'privacy-notice-main'),
        'controller': ('acme', 'Acme Foundation', 'privacy-controller-acme'),
        'data': ('email', 'Email address', 'privacy-data-email'),
        'purpose': ('send-mail', 'Send mail', 'privacy-purpose-send-mail'),
        'processor': ('fastly', 'Fastly', 'privacy-processor-fastly'),
        'cookie': ('_ga', '_ga', 'privacy-cookie-ga'),
        'right': ('access', 'Access', 'privacy-right-access'),
    }
    words = [role(f'privacy:{kind}', target) for kind, (target, _, _) in targets.items()]
    words += [role(f'privacy:{kind}', f'other words <{target}>') for kind, (target, _, _) in targets.items()]
    files = {
        'register.yaml': REGISTER,
        'index.rst': home('page', 'refers'),
        f'page{markup.suffix}': page,
        f'refers{markup.suffix}': markup.page('Refers', ', '.join(words)),
    }
    build = make_project(files, **REGISTERED, nitpicky=True).build()
    assert build.warnings == []
    plain = [(title, f'page.html#{anchor}') for _, title, anchor in targets.values()]
    assert links(build, 'refers') == plain + [('other words', address) for _, address in plain]


def test_what_only_the_register_knows_is_named_and_not_linked(make_project: ProjectMaker) -> None:
    words = ':privacy:processor:`unshown`, :privacy:data:`email`, :privacy:data:`ip-address`.'
    files = {'register.yaml': REGISTER, 'index.rst': home(words=words)}
    build = make_project(files, **REGISTERED, nitpicky=True).build()
    assert build.warnings == []
    assert links(build, 'index') == []
    text = html.fromstring(build.page('index')).text_content()
    assert 'Never Shown, Email address, IP address.' in ' '.join(text.split())


@pytest.mark.parametrize(
    ('text', 'name'),
    [
        ('Plain name', 'Plain name'),
        ('The *books* that **you** borrow', 'The books that you borrow'),
        ('_Both_ kinds of `code` and ``literal``', 'Both kinds of code and literal'),
        ('A [link](https://a.example) and `another <https://b.example>`__', 'A link and another'),
        ('{privacy:data}`email`, :privacy:data:`words <email>`, {ref}`more <there>`', 'email, words, more'),
        ('AT&T, 5 * 3, snake_case_name, a_b, [1], <none>', 'AT&T, 5 * 3, snake_case_name, a_b, [1], <none>'),
    ],
)
def test_names_are_shown_without_their_markup(text: str, name: str) -> None:
    assert unmarked(text) == name


@pytest.mark.parametrize('role', ['processor', 'notice', 'data', 'updated'])
def test_unknown_target(make_project: ProjectMaker, role: str) -> None:
    project = make_project({'index.rst': home(words=f'Words\nand :privacy:{role}:`nobody`.')})
    (warned,) = project.build().warned
    assert (warned.type, warned.subtype) == ('ref', role)
    assert 'nobody' in warned.message
    assert warned.location == f'index.rst:{project.read("index.rst").splitlines().index("Words") + 1}'


def test_date_of_a_notice(make_project: ProjectMaker, markup: Markup) -> None:
    role = markup.role
    words = f'{role("privacy:updated", ".")} and {role("privacy:updated", "second")}.'
    files = {'index.rst': home('first', 'second')}
    for name, day in (('first', '2026-02-10'), ('second', '2026-03-11')):
        notice = markup.directive('privacy-notice', name, {'updated': day})
        files[f'{name}{markup.suffix}'] = markup.page(name.title(), notice, words)
    build = make_project(files, nitpicky=True).build()
    assert build.warnings == []
    shown = [' '.join(html.fromstring(build.page(name)).text_content().split()) for name in ('first', 'second')]
    assert 'February 10, 2026 and March 11, 2026.' in shown[0]
    assert 'March 11, 2026 and March 11, 2026.' in shown[1]


# -- where a name is looked up -------------------------------------------------------------------------------


def lookup_files(markup: Markup) -> dict[str, str]:
    """Give notices that add to one another, and others that do not; most of them name the same vendor."""
    d = markup.directive
    files = {'register.yaml': REGISTER, 'index.rst': home('aaa', 'child', 'grandparent', 'parent', 'stranger')}
    notices: dict[str, tuple[str, bool]] = {
        'aaa': ('', True),
        'parent': ('grandparent', True),
        'grandparent': ('', True),
        'child': ('parent', False),
        'stranger': ('', False),
    }
    for name, (parent, vendor) in notices.items():
        options = {'updated': '2026-02-10'} | ({'addendum-to': parent} if parent else {})
        entry = d('processor', 'fastly') if vendor else 'No vendor.'
        refers = f'See {markup.role("privacy:processor", "fastly")}.'
        files[f'{name}{markup.suffix}'] = markup.page(name.title(), d('privacy-notice', name, options), entry, refers)
    return files


def test_own_notice_then_parents_then_anywhere(make_project: ProjectMaker, markup: Markup) -> None:
    project = make_project(lookup_files(markup), **REGISTERED)
    build = project.build()
    anchor = '#privacy-processor-fastly'
    where = {page: links(build, page)[-1][1] for page in ('aaa', 'parent', 'grandparent', 'child', 'stranger')}
    assert where == {
        'aaa': anchor,
        'parent': anchor,
        'grandparent': anchor,
        'child': f'parent.html{anchor}',
        'stranger': f'aaa.html{anchor}',
    }
    # Without the nearest parent, the next one has it.
    project.replace(f'parent{markup.suffix}', markup.directive('processor', 'fastly'), 'Nothing.')
    build = project.build()
    assert links(build, 'child')[-1][1] == links(build, 'parent')[-1][1] == f'grandparent.html{anchor}'


def test_exact_name(make_project: ProjectMaker, markup: Markup) -> None:
    files = lookup_files(markup)
    role = markup.role
    words = [role('privacy:processor', f'{notice}/fastly') for notice in ('grandparent', 'parent', 'aaa')]
    words += [role('privacy:processor', 'words <parent/fastly>')]
    words += [role('privacy:processor', name) for name in ('stranger/fastly', 'nobody/fastly')]
    files[f'exact{markup.suffix}'] = markup.page('Exact', ', '.join(words))
    files['index.rst'] = home('aaa', 'child', 'exact', 'grandparent', 'parent', 'stranger')
    build = make_project(files, **REGISTERED).build()
    assert links(build, 'exact') == [
        ('Fastly', 'grandparent.html#privacy-processor-fastly'),
        ('Fastly', 'parent.html#privacy-processor-fastly'),
        ('Fastly', 'aaa.html#privacy-processor-fastly'),
        ('words', 'parent.html#privacy-processor-fastly'),
    ]
    assert [warned.subtype for warned in build.warned] == ['processor', 'processor']


def test_a_shown_entry_comes_before_a_hidden_one(make_project: ProjectMaker) -> None:
    files = {
        'index.rst': home('a', 'b', words=':privacy:processor:`cloud`'),
        'a.rst': RST.page('A', RST.directive('processor', 'cloud', {'style': 'hidden'})),
        'b.rst': RST.page('B', RST.directive('processor', 'cloud')),
        'register.yaml': REGISTER,
    }
    build = make_project(files, **REGISTERED).build()
    assert links(build, 'index') == [('Cloud', 'b.html#privacy-processor-cloud')]


def test_a_circle_of_notices(make_project: ProjectMaker) -> None:
    files = {'index.rst': home('a', 'b'), 'register.yaml': REGISTER}
    for name, other in (('a', 'b'), ('b', 'a')):
        notice = RST.directive('privacy-notice', name, {'addendum-to': other, 'updated': '2026-02-10'})
        files[f'{name}.rst'] = RST.page(name.upper(), notice, ':privacy:processor:`cloud`')
    files['b.rst'] += '\n' + RST.directive('processor', 'cloud') + '\n'
    build = make_project(files, **REGISTERED).build()
    assert links(build, 'a') == [('Cloud', 'b.html#privacy-processor-cloud')]


# -- links that do not say what they lead to -----------------------------------------------------------------


def test_any(make_project: ProjectMaker, markup: Markup) -> None:
    d, role = markup.directive, markup.role
    words = [role('any', name) for name in ('cloud', 'privacy-processor-cloud', 'shoe-size', 'words <cloud>')]
    files = {
        'register.yaml': REGISTER,
        'index.rst': home('page', 'refers'),
        f'page{markup.suffix}': markup.page('Page', d('processor', 'cloud'), d('collected-data', 'Shoe size')),
        f'refers{markup.suffix}': markup.page('Refers', ', '.join(words)),
    }
    build = make_project(files, **REGISTERED, nitpicky=True).build()
    assert build.warnings == []
    assert links(build, 'refers') == [
        ('Cloud', 'page.html#privacy-processor-cloud'),
        ('Cloud', 'page.html#privacy-processor-cloud'),
        ('Shoe size', 'page.html#privacy-data-shoe-size'),
        ('words', 'page.html#privacy-processor-cloud'),
    ]


@pytest.mark.myst
def test_myst_links(make_project: ProjectMaker) -> None:
    markup = Markup('md')
    words = '[](#privacy-processor-cloud), [words](#privacy-processor-cloud), [](#shoe-size), [more](#shoe-size)'
    d = markup.directive
    own = markup.page('Page', d('processor', 'cloud'), d('collected-data', 'Shoe size'), words)
    files = {
        'register.yaml': REGISTER,
        'index.rst': home('page', 'refers'),
        'page.md': own,
        'refers.md': markup.page('Refers', words),
    }
    build = make_project(files, **REGISTERED, nitpicky=True).build()
    assert build.warnings == []
    expected = [
        ('Cloud', '#privacy-processor-cloud'),
        ('words', '#privacy-processor-cloud'),
        ('Shoe size', '#privacy-data-shoe-size'),
        ('more', '#privacy-data-shoe-size'),
    ]
    assert links(build, 'page')[-4:] == expected
    assert links(build, 'refers') == [(text, f'page.html{address}') for text, address in expected]


@pytest.mark.myst
def test_myst_link_to_a_notice_that_is_named_as_its_page(make_project: ProjectMaker) -> None:
    """``#shop`` is the page ``shop`` and the notice ``shop``, and that is one place and not two."""
    markup = Markup('md')
    files = {
        'index.rst': home('shop', 'app'),
        'shop.md': markup.page('Shop', markup.directive('privacy-notice', 'shop', {'updated': '2026-02-10'})),
        'app.md': markup.page('App', '[our notice](#shop) and [](#shop)'),
    }
    build = make_project(files, nitpicky=True).build()
    assert build.warnings == []
    assert links(build, 'app') == [('our notice', 'shop.html'), ('Shop', 'shop.html')]


@pytest.mark.myst
def test_myst_links_in_prose_of_the_register(make_project: ProjectMaker) -> None:
    """They are parsed with the page that shows them, as those of the page are."""
    prose = '"with [words](#shoe-size), [](#shoe-size) and [a page](page.md)"'
    markup = Markup('md')
    files = {
        'register.yaml': f'processors:\n  cloud:\n    name: Cloud\n    purpose: {prose}\n',
        'index.rst': home('page', 'shows'),
        'page.md': markup.page('Page', markup.directive('collected-data', 'Shoe size')),
        'shows.md': markup.page('Shows', markup.directive('processor', 'cloud')),
    }
    build = make_project(files, **REGISTERED, nitpicky=True).build()
    assert build.warnings == []
    assert links(build, 'shows') == [
        ('words', 'page.html#privacy-data-shoe-size'),
        ('Shoe size', 'page.html#privacy-data-shoe-size'),
        ('a page', 'page.html'),
    ]


def test_default_role_any_gives_no_new_warning(make_project: ProjectMaker) -> None:
    """A word in backticks that another domain knows is theirs, also where an entry has the same name."""
    glossary = '.. glossary::\n\n   cloud\n      Something in the sky.\n\n.. py:function:: email\n\n.. option:: name\n'
    backticks = '`cloud`, `email`, `page`, `section`, `fastly` and `email <cloud>`.'
    with_ours = [RST.directive('processor', name) for name in ('cloud', 'page', 'section', 'email', 'name', 'fastly')]
    files = {
        'register.yaml': REGISTER,
        'index.rst': home('page', 'words'),
        'words.rst': f'Words\n=====\n\n.. _section:\n\nSection\n-------\n\n{glossary}\n{backticks}\n',
        'page.rst': RST.page('Page', *with_ours),
    }
    build = make_project(files, **REGISTERED, default_role='any', nitpicky=True).build()
    assert build.warnings == []
    assert links(build, 'words')[-6:] == [
        ('cloud', '#term-cloud'),
        ('email', '#email'),
        ('Page', 'page.html'),
        ('Section', '#section'),
        ('Fastly', 'page.html#privacy-processor-fastly'),
        ('email', '#term-cloud'),
    ]


def test_autosectionlabel_beside(make_project: ProjectMaker, markup: Markup) -> None:
    """Sections that are named as an entry, or as several, are no trouble to either."""
    d = markup.directive
    page = markup.page(
        'Cloud',
        d('processor', 'cloud'),
        markup.section('Fastly', d('processor', 'fastly', {'style': 'card'})),
        markup.section('Shoe size', d('collected-data', 'Shoe size', {'style': 'definition'})),
        f'{markup.role("ref", "Shoe size")}, {markup.role("privacy:data", "shoe-size")}.',
        f'{markup.role("any", "Fastly")}.',
    )
    extensions = ['sphinx.ext.autosectionlabel', *(['myst_parser'] if HAS_MYST else []), 'sphinxext_privacy']
    files = {'register.yaml': REGISTER, 'index.rst': home('page'), f'page{markup.suffix}': page}
    build = make_project(files, **REGISTERED, extensions=extensions, nitpicky=True).build()
    assert build.warnings == []
    assert Pages(build.out).duplicates() == []
    assert links(build, 'page')[-3:] == [
        ('Shoe size', '#shoe-size'),
        ('Shoe size', '#privacy-data-shoe-size'),
        ('Fastly', '#fastly'),
    ]


# -- ids -----------------------------------------------------------------------------------------------------


def anchors(build: Build, docname: str) -> list[str]:
    return [ident for ident in Pages(build.out).ids[f'{docname}.html'] if ident.startswith('privacy-')]


def test_ids_do_not_move_when_other_pages_are_edited(make_project: ProjectMaker, markup: Markup) -> None:
    names = ('cloud', 'Intercom, Inc.', '日本', 'Ελλάς', '123', 'Ünïcode', 'a.b', 'A.B Corp')
    entries = [markup.directive('processor', name) for name in names]
    files = {
        'register.yaml': REGISTER,
        'index.rst': home('bbb'),
        f'bbb{markup.suffix}': markup.page('Page', *entries),
    }
    project = make_project(files, **REGISTERED)
    before = anchors(project.build(), 'bbb')
    assert len(before) == len(set(before)) == len(names)
    assert all(ident.isascii() and ident == ident.lower() for ident in before)
    project.write({f'{name}{markup.suffix}': markup.page('Other', *reversed(entries)) for name in ('aaa', 'ccc')})
    project.write({'index.rst': home('aaa', 'bbb', 'ccc')})
    assert anchors(project.build(), 'bbb') == before
    assert anchors(project.clean(parallel=3), 'bbb') == before


def test_the_same_entry_several_times_on_a_page(make_project: ProjectMaker, markup: Markup) -> None:
    d = markup.directive
    page = markup.page(
        'Page',
        d('processor', 'cloud'),
        d('processor', 'cloud', {'style': 'table'}),
        d('processor', 'fastly, cloud'),
        d('processor', 'cloud', {'style': 'hidden'}),
        markup.role('privacy:processor', 'cloud'),
    )
    files = {'register.yaml': REGISTER, 'index.rst': home('page'), f'page{markup.suffix}': page}
    build = make_project(files, **REGISTERED, nitpicky=True).build()
    assert build.warnings == []
    assert sorted(anchors(build, 'page')) == [
        'privacy-processor-cloud',
        'privacy-processor-cloud-2',
        'privacy-processor-cloud-3',
        'privacy-processor-cloud-4',
        'privacy-processor-fastly',
    ]
    assert links(build, 'page')[-1] == ('Cloud', '#privacy-processor-cloud')
    assert Pages(build.out).duplicates() == []


def test_ids_that_look_alike_stay_apart(make_project: ProjectMaker) -> None:
    """Ids that differ in what no HTML id should hold, and one that looks like the second showing of another."""
    names = ('a.b', 'a-b', 'a_b', 'A.B', 'cloud', 'cloud', 'cloud-2')
    entries = [RST.directive('processor', name, {'style': 'definition'}) for name in names]
    build = make_project({'index.rst': RST.page('Page', *entries)}).build()
    assert Pages(build.out).duplicates() == []
    assert len(anchors(build, 'index')) == len(names)


# -- the same entry in several places ------------------------------------------------------------------------


def test_the_same_register_entry_on_several_pages(make_project: ProjectMaker, markup: Markup) -> None:
    files = {'register.yaml': REGISTER, 'index.rst': home('a', 'b', 'c')}
    for name in ('a', 'b', 'c'):
        notice = markup.directive('privacy-notice', name, {'updated': '2026-02-10'})
        entry = markup.directive('processor', 'cloud', {'purpose': f'to do {name}', 'retention': 'P90D'})
        files[f'{name}{markup.suffix}'] = markup.page(name.upper(), notice, entry)
    for parallel in (1, 3):
        assert make_project(files, **REGISTERED, nitpicky=True).build(parallel=parallel).warnings == []


@pytest.mark.parametrize(
    ('one', 'other', 'conflict'),
    [
        ({'policy': 'https://a.example'}, {'policy': 'https://b.example'}, 'policy'),
        ({'country': 'US'}, {'country': 'DE'}, 'country'),
        ({'policy': 'https://a.example'}, {'policy': 'https://a.example'}, ''),
        ({'policy': 'https://a.example'}, {}, ''),
        ({'purpose': 'to one'}, {'purpose': 'to other'}, ''),
        ({'retention': 'P1D'}, {'retention': 'P2D'}, ''),
    ],
)
def test_conflicting_facts(
    make_project: ProjectMaker, markup: Markup, one: dict[str, str], other: dict[str, str], conflict: str
) -> None:
    files = {'index.rst': home('a', 'b')}
    for name, facts in (('a', one), ('b', other)):
        files[f'{name}{markup.suffix}'] = markup.page(name.upper(), markup.directive('processor', 'Vendor', facts))
    build = make_project(files).build()
    found = [(warned.type, warned.subtype, warned.location.partition(':')[0]) for warned in build.warned]
    assert found == ([('privacy', 'x-registry', f'b{markup.suffix}')] if conflict else [])
    assert all(conflict in warned.message and 'a' in warned.message for warned in build.warned)


def test_two_documents_that_are_one_notice(make_project: ProjectMaker) -> None:
    """One notice over several documents is as usual, if they do not contradict each other."""
    files = {'index.rst': home('a', 'b')}
    for name in ('a', 'b'):
        files[f'{name}.rst'] = RST.page(name.upper(), RST.directive('privacy-notice', 'one', {'updated': '2026-02-10'}))
    project = make_project(files)
    assert [warned for warned in project.build().warned if warned.subtype != 'duplicate'] == []
    project.replace('b.rst', '2026-02-10', '2026-02-11')
    assert 'x-registry' in [warned.subtype for warned in project.build().warned]


# -- indices, inventory, search ------------------------------------------------------------------------------


def test_indices(make_project: ProjectMaker, markup: Markup) -> None:
    d = markup.directive
    files = {'register.yaml': REGISTER, 'index.rst': home('a', 'b')}
    for name in ('a', 'b'):
        notice = d('privacy-notice', name, {'updated': '2026-02-10', 'title': f'Notice of {name}'})
        data = markup.bullets(['email', f'Zoo of {name}', 'Äpfel'])
        files[f'{name}{markup.suffix}'] = markup.page(
            name, notice, d('processor', 'cloud'), d('collected-data', '', {}, data)
        )
    build = make_project(files, **REGISTERED).build()
    assert links(build, 'privacy-processors')[-3:] == [
        ('Cloud', 'a.html#privacy-processor-cloud'),
        ('Notice of a', 'a.html#privacy-processor-cloud'),
        ('Notice of b', 'b.html#privacy-processor-cloud'),
    ]
    titles = [text for text, _ in links(build, 'privacy-data')]
    assert 'Email address' in titles
    assert [text for text in titles if 'Zoo' in text] == ['Zoo of a', 'Zoo of b']
    assert Pages(build.out).broken() == []


def test_an_index_names_pages_without_a_notice_by_their_titles(make_project: ProjectMaker) -> None:
    entry = '.. processor:: cloud\n'
    files = {
        'register.yaml': REGISTER,
        'index.rst': home('a', 'b'),
        'a.rst': f'Page A\n======\n\n{entry}',
        'b.rst': entry,
    }
    project = make_project(files, **REGISTERED)
    # A page without a title has its name only.
    assert [text for text, _ in links(project.build(), 'privacy-processors')[-3:]] == ['Cloud', 'Page A', 'b']
    project.replace('a.rst', 'Page A', 'Page Z')
    assert [text for text, _ in links(project.build(), 'privacy-processors')[-3:]] == ['Cloud', 'Page Z', 'b']


def test_no_index_without_entries(make_project: ProjectMaker) -> None:
    build = make_project({'index.rst': home(words='Words.')}).build()
    assert not list(build.out.glob('privacy-*'))
    assert not [name for name in build.files('_static/*') if 'privacy' in name]


def inventory(build: Build) -> dict[str, dict[str, tuple[str, str]]]:
    """Give type → name → (address, title) of the entries in an inventory."""
    with (build.out / 'objects.inv').open('rb') as stream:
        loaded: Any = InventoryFile.load(stream, '', lambda base, uri: uri)
    items: Any = getattr(loaded, 'data', loaded)
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for kind, names in items.items():
        if kind.startswith('privacy:'):
            found[kind] = {name: (item[2], item[3]) for name, item in names.items()}
    return found


def test_inventory(make_project: ProjectMaker) -> None:
    project = make_project(lookup_files(RST), **REGISTERED)
    found = inventory(project.build())
    assert found['privacy:notice'].keys() == {'aaa', 'child', 'grandparent', 'parent', 'stranger'}
    assert found['privacy:notice']['parent'] == ('parent.html#privacy-notice-parent', 'Parent')
    anchor = '#privacy-processor-fastly'
    assert found['privacy:processor'] == {
        'fastly': (f'aaa.html{anchor}', 'Fastly'),
        'aaa/fastly': (f'aaa.html{anchor}', 'Fastly'),
        'grandparent/fastly': (f'grandparent.html{anchor}', 'Fastly'),
        'parent/fastly': (f'parent.html{anchor}', 'Fastly'),
    }


def test_another_project_refers_to_entries(make_project: ProjectMaker, markup: Markup) -> None:
    known = make_project(lookup_files(RST), **REGISTERED).build()
    role = markup.role
    words = [
        role('privacy:processor', 'fastly'),
        role('privacy:processor', 'other:parent/fastly'),
        role('external+other:privacy:processor', 'fastly'),
        role('privacy:notice', 'parent'),
        role('any', 'grandparent/fastly'),
        role('privacy:processor', 'words <fastly>'),
    ]
    extensions = ['sphinx.ext.intersphinx', *(['myst_parser'] if HAS_MYST else []), 'sphinxext_privacy']
    mapping = {'other': ('https://other.example/', str(known.out / 'objects.inv'))}
    files = {'index.rst': home('page'), f'page{markup.suffix}': markup.page('Page', ', '.join(words))}
    build = make_project(files, extensions=extensions, intersphinx_mapping=mapping, nitpicky=True).build()
    assert build.warnings == []
    base = 'https://other.example/'
    assert links(build, 'page') == [
        ('Fastly', f'{base}aaa.html#privacy-processor-fastly'),
        ('Fastly', f'{base}parent.html#privacy-processor-fastly'),
        ('Fastly', f'{base}aaa.html#privacy-processor-fastly'),
        ('Parent', f'{base}parent.html#privacy-notice-parent'),
        ('Fastly', f'{base}grandparent.html#privacy-processor-fastly'),
        ('words', f'{base}aaa.html#privacy-processor-fastly'),
    ]


@pytest.mark.myst
def test_another_project_without_the_extension(make_project: ProjectMaker) -> None:
    known = make_project(lookup_files(RST), **REGISTERED).build()
    mapping = {'other': ('https://other.example/', str(known.out / 'objects.inv'))}
    words = '[](inv:other:privacy:processor#parent/fastly), [words](inv:*:privacy:notice#stranger)'
    files = {'index.rst': home('page'), 'page.md': Markup('md').page('Page', words)}
    extensions = ['sphinx.ext.intersphinx', 'myst_parser']
    build = make_project(files, extensions=extensions, intersphinx_mapping=mapping, nitpicky=True).build()
    assert build.warnings == []
    assert links(build, 'page') == [
        ('Fastly', 'https://other.example/parent.html#privacy-processor-fastly'),
        ('words', 'https://other.example/stranger.html#privacy-notice-stranger'),
    ]


def test_names_in_the_search_index(make_project: ProjectMaker) -> None:
    page = RST.page('Page', RST.directive('processor', 'Intercom, Inc.'), RST.directive('collected-data', 'Größe'))
    build = make_project({'index.rst': page}).build()
    index = build.text('searchindex.js')
    assert 'intercom-inc' in index
    assert '"privacy:processor"' in index.replace("'", '"')
