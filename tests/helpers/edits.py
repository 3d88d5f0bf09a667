"""A project that is edited at random: pages, register and settings."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.model.overviews import OVERVIEWS, SCOPES
from sphinxext_privacy.model.overviews import STYLES as OVERVIEW_STYLES
from tests.helpers.markup import MD, RST
from tests.helpers.project import HAS_MYST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from tests.helpers.markup import Markup
    from tests.helpers.project import Project

VENDORS: Final = ('fastly', 'cloud', 'mailer', 'tracker')
DATA: Final = ('email', 'ip-address', 'name')
PURPOSES: Final = (
    'to *do this*',
    '"with :privacy:processor:`mailer`"',
    '"with {privacy:processor}`mailer`"',
    '"and [words](#privacy-processor-cloud)"',
    '"as of :privacy:updated:`n1`"',
    '"see :any:`email`"',
)
USES: Final = ('hosting', 'letters', 'safety')
RIGHTS: Final = ('access', 'object', 'erasure')
COUNTRIES: Final = ('', 'US', 'DE', 'US, IE')
LEGAL_BASES: Final = ('', 'consent', 'legitimate-interests', 'public-task')
BODIES: Final = (
    'quick fox',
    '*quick* fox',
    '**quick** fox',
    'by :privacy:processor:`fastly`',
    'by {privacy:processor}`fastly`',
    'of :privacy:updated:`n1`, :any:`email` and :doc:`notice-0`',
    'of {privacy:updated}`n1`, {any}`email` and {doc}`notice-0`',
    'see `words <https://words.example/1>`__ [words](https://words.example/1)',
    'see `words <https://words.example/2>`__ [words](https://words.example/2)',
    '- one\n- *two*',
    '.. processor:: mailer\n   :purpose: to nest',
    ':::{processor} mailer\n:purpose: to nest\n:::',
)
"""Each means something in one of the two markups, or in both."""
STYLES: Final = ('', 'bullet', 'definition', 'table', 'card', 'hidden')
WORDS: Final = ('quick', 'brown', 'fox', 'lazy', 'dog', 'river', 'stone')
REGISTER: Final = 'register.yaml'
SECOND: Final = 'second.toml'


@dataclass
class Entry:
    """One entry of a page."""

    directive: str
    argument: str
    options: dict[str, str] = field(default_factory=dict)
    body: str = ''


@dataclass
class Page:
    """One page; without a notice it only refers to others."""

    markup: Markup
    title: str
    notice: dict[str, str] | None = None
    entries: list[Entry] = field(default_factory=list)
    references: list[str] = field(default_factory=list)

    def text(self, docname: str) -> str:
        """Give its source."""
        blocks = ['Some words.']
        if self.notice is not None:
            options = {name: value for name, value in self.notice.items() if value and name != 'id'}
            blocks.append(self.markup.directive('privacy-notice', self.notice['id'], options))
        for entry in self.entries:
            options = {name: value for name, value in entry.options.items() if value}
            if entry.directive in OVERVIEWS and self.markup.name == 'md':
                # YAML wants quotes around an asterisk and around a colon.
                options = {name: f'"{value}"' for name, value in options.items()}
            blocks.append(self.markup.directive(entry.directive, entry.argument, options, entry.body))
        if self.references:
            blocks.append('See ' + ', '.join(self.references) + '.')
        return self.markup.page(self.title, *blocks)


@dataclass
class Sources:
    """All that the project is made of."""

    pages: dict[str, Page]
    register: dict[str, dict[str, dict[str, str]]]
    settings: dict[str, Any]
    second: str = ''
    """Text of the second register."""
    broken: str = ''
    """Text in place of the register, where it is broken; ``absent``: there is no such file."""
    remark: int = 0
    made: int = 0
    """How many pages have been made so far, for their names."""

    def files(self) -> dict[str, str]:
        """Give the files."""
        files = {f'{docname}{page.markup.suffix}': page.text(docname) for docname, page in self.pages.items()}
        # A hidden table of contents: what is in sight, Sphinx itself leaves stale in some builders.
        files['index.rst'] = RST.page('Home', RST.toctree(*sorted(self.pages), hidden=True), 'Welcome.')
        files[SECOND] = self.second
        if self.broken != 'absent':
            files[REGISTER] = self.broken or self.register_text()
        return files

    def register_text(self) -> str:
        """Give the register as YAML."""
        lines = [f'# {number}' for number in range(self.remark + 1)]
        for table, records in self.register.items():
            lines.append(f'{table}:')
            for ident, facts in records.items():
                lines.append(f'  {ident}:')
                lines += [f'    {name}: {value}' for name, value in facts.items()]
        return '\n'.join(lines) + '\n'


def first_sources() -> Sources:
    """Give a project with three notices, and a page that only refers to them."""
    other: Markup = MD if HAS_MYST else RST
    pages = {
        'notice-0': Page(
            other,
            'First notice',
            {'id': 'n0', 'updated': '2026-02-10', 'controller': 'acme'},
            [
                Entry('processor', 'fastly', {'purpose': 'to host', 'data': 'email'}, 'A body.'),
                Entry('collected-data', 'email', {'retention': 'P90D'}),
                Entry('cookie', '_ga', {'provider': 'fastly'}),
            ],
        ),
        'notice-1': Page(
            RST,
            'Second notice',
            {'id': 'n1', 'updated': '2026-02-11', 'addendum-to': 'n0'},
            [Entry('processor', 'fastly', {}), Entry('processor', 'mailer', {'style': 'table'})],
        ),
        'notice-2': Page(
            RST,
            'Third notice',
            {'id': 'n2', 'updated': '2026-02-12'},
            [Entry('collected-data', 'Shoe size', {}), Entry('processor', 'cloud, mailer', {})],
        ),
        'only-refers': Page(other, 'References', None, [], []),
        'sub/overviews': Page(
            other,
            'Overviews',
            None,
            [
                Entry('processor-list', '', {'notice': '*'}),
                Entry('processor-list', 'All recipients', {'notice': 'n1', 'scope': 'all', 'style': 'bullet'}),
                Entry(
                    'collected-data-list', '', {'notice': 'n1', 'scope': 'inherited', 'columns': 'notice, retention'}
                ),
                Entry('retention-list', '', {'notice': '*', 'group': 'kind'}),
                Entry('privacy-summary', '', {'notice': 'n1', 'scope': 'all'}),
                Entry('privacy-matrix', '', {'notice': '*'}),
                Entry('privacy-map', '', {'notice': 'n1', 'scope': 'all'}),
                Entry('privacy-report', '', {'notice': '*'}),
            ],
        ),
        'whole': Page(
            RST,
            'Whole',
            None,
            [
                Entry('privacy-whole-notice', '', {'notice': 'n1'}),
                Entry('privacy-change-list', '', {'notice': '*'}),
                Entry('processor-list', '', {'notice': '*', 'where': 'country: US', 'columns': 'text'}),
            ],
        ),
    }
    pages['only-refers'].references = [
        other.role('privacy:processor', 'fastly'),
        other.role('privacy:updated', 'n1'),
        other.role('any', 'email'),
    ]
    processors = {
        vendor: {
            'name': vendor.title(),
            'agreement': f'Terms <https://{vendor}.example/terms>',
            'policy': f'https://{vendor}.example/policy',
            'country': 'US',
        }
        for vendor in VENDORS
    }
    purposes = {use: {'label': f'to do {use}', 'legal-basis': 'legitimate-interests'} for use in USES}
    rights = {'access': {'label': 'Access', 'how': 'write to us'}, 'object': {'label': 'Object', 'key': 'object'}}
    register = {
        'controllers': {'acme': {'name': 'Acme'}, 'zenith': {'name': 'Zenith', 'short-name': 'Z'}},
        'processors': processors,
        'data': {'email': {'label': 'Email address'}, 'ip-address': {'label': 'IP *address*'}},
        'purposes': purposes,
        'rights': rights,
        'statements': {'about-changes': {'topic': 'changes', 'text': 'We *tell* you.'}},
    }
    return Sources(pages, register, {'privacy_register': [REGISTER], 'privacy_controller': 'acme'})


class Editor:
    """Edits a project at random, and keeps a list of what it did."""

    def __init__(self, project: Project, random: Random) -> None:
        self.project = project
        self.random = random
        self.sources = first_sources()
        self.done: list[str] = []
        self._written: dict[str, str] = {}
        self.save()

    def edit(self, edits: Sequence[Callable[[Editor], str]] = ()) -> None:
        """Make one to three edits, of all or of those named, and save."""
        before = copy.deepcopy(self.sources)
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            change = self.random.choice(edits or EDITS)
            self.done.append(f'{change.__name__}: {change(self)}')
        if self.sources == before:
            self.done.append('(nothing has changed)')
        self.save()

    def save(self) -> None:
        """Write the files that differ, and remove those that are gone."""
        files = self.sources.files()
        for name in self._written.keys() - files.keys():
            self.project.remove(name)
        self.project.write({name: text for name, text in files.items() if self._written.get(name) != text})
        self._written = files
        if any(self.project.settings.get(name) != value for name, value in self.sources.settings.items()):
            self.project.configure(**self.sources.settings)

    # -- what is chosen -----------------------------------------------------------------------------------------

    def page(self) -> Page:
        """Choose a page."""
        return self.sources.pages[self.random.choice(sorted(self.sources.pages))]

    def notices(self) -> list[str]:
        """Give the ids of all notices."""
        return sorted({page.notice['id'] for page in self.sources.pages.values() if page.notice is not None})

    def words(self) -> str:
        """Give a few words."""
        return ' '.join(self.random.choices(WORDS, k=3))

    def entry(self) -> Entry:
        """Make an entry."""
        choose = self.random.choice
        if self.random.random() < 0.35:
            return self.overview()
        style = choose(STYLES)
        kind = choose((*ENTRIES, 'processor'))
        body = choose(('', '', self.words(), *BODIES))
        if kind == 'processor':
            argument = choose((*VENDORS, 'cloud, mailer', self.words().title()))
            options = {'purpose': choose(('', f'to {self.words()}', '*to* mark')), 'data': choose(('', *DATA))}
            options |= {'country': choose(COUNTRIES), 'purposes': choose(('', *USES)), 'style': style}
            return Entry(kind, argument, options, body)
        if kind == 'collected-data':
            options = {'style': style, 'retention': choose(('', 'P1Y')), 'purposes': choose(('', *USES))}
            options |= {choose(('optional', 'surprising', 'special')): choose(('', 'yes', 'no'))}
            return Entry(kind, choose((*DATA, self.words())), options)
        if kind == 'purpose':
            options = {'data': choose(('', *DATA)), 'processors': choose(('', *VENDORS))}
            return Entry(kind, choose((*USES, self.words())), {**options, 'legal-basis': choose(LEGAL_BASES)}, body)
        if kind == 'cookie':
            options = {'provider': choose(('', 'first-party', *VENDORS)), 'duration': choose(('', 'P2Y', 'session'))}
            return Entry(kind, choose(('_ga', 'sessionid')), options)
        if kind == 'controller':
            return Entry(
                kind, choose(('acme', 'zenith')), {'style': choose(('', 'hidden')), 'dpo': choose(('', 'acme'))}
            )
        if kind == 'data-right':
            return Entry(kind, choose(RIGHTS), {'how': choose(('', self.words())), 'style': style}, body)
        if kind == 'privacy-change':
            options = {'kind': choose(('', 'added', 'removed')), 'entries': choose(('', *VENDORS, *DATA))}
            return Entry(kind, f'2026-0{self.random.randint(1, 9)}-10', options, body or self.words())
        if kind == 'privacy-statement':
            return Entry(kind, choose(('changes', 'about-changes')), {}, body)
        return Entry(kind, self.words(), {}, body)

    def overview(self) -> Entry:
        """Make an overview of any shape, with options that fit it."""
        choose = self.random.choice
        overview = OVERVIEWS[choose(sorted(OVERVIEWS))]
        notices = (*self.notices(), 'n0', 'n1')
        fields = sorted(overview.fields)
        usual = sorted({*overview.columns, 'notice', 'id', 'text'} & overview.fields.keys())
        some = (lambda: choose(fields)) if overview.shape == 'matrix' else (lambda: choose((choose(fields), *usual)))
        value = choose(('US', 'email', 'fastly', 'n0', 'consent', 'yes', 'Fastly', 'processor', 'P1Y'))
        options = {
            'notice': choose(('', '*', '*', choose(notices), f'{choose(notices)}, {choose(notices)}')),
            'scope': choose(('', *SCOPES, 'all')),
            'style': choose(('', *OVERVIEW_STYLES)),
            'columns': choose(('', some(), f'{some()}, {some()}')),
            'sort': choose(('', some(), f'-{some()}', f'{some()}, {some()}')),
            'where': choose(('', '', '', f'{some()}: {value}')),
            'group': choose(('', '', some())),
        }
        caption = choose(('', '', self.words(), f'*{self.words()}*'))
        return Entry(overview.directive, caption, {name: options[name] for name in overview.options})

    def reference(self, markup: Markup) -> str:
        """Make a reference of any kind."""
        choose = self.random.choice
        found = [
            markup.role('privacy:processor', choose(VENDORS)),
            markup.role('privacy:data', choose(DATA)),
            markup.role('privacy:notice', choose((*self.notices(), 'n0'))),
            markup.role('privacy:updated', choose((*self.notices(), 'n0'))),
            markup.role('privacy:processor', f'{choose((*self.notices(), "n0"))}/{choose(VENDORS)}'),
            markup.role('any', choose((*VENDORS, *DATA))),
            markup.role('any', f'privacy-processor-{choose(VENDORS)}'),
        ]
        if markup.name == 'md':
            found += [f'[](#privacy-processor-{choose(VENDORS)})', f'[words](#{choose((*VENDORS, *DATA))})']
        return choose(found)


ENTRIES: Final = (
    'processor',
    'collected-data',
    'purpose',
    'cookie',
    'controller',
    'data-right',
    'security-measure',
    'automated-decision',
    'privacy-change',
    'privacy-statement',
)


# -- edits ---------------------------------------------------------------------------------------------------


def add_entry(editor: Editor) -> str:
    page = editor.page()
    entry = editor.entry()
    page.entries.insert(editor.random.randint(0, len(page.entries)), entry)
    return f'{page.title}: {entry}'


def remove_entry(editor: Editor) -> str:
    page = editor.page()
    if not page.entries:
        return 'none'
    return f'{page.title}: {page.entries.pop(editor.random.randrange(len(page.entries)))}'


def move_entry(editor: Editor) -> str:
    source, target = editor.page(), editor.page()
    if not source.entries:
        return 'none'
    entry = source.entries.pop(editor.random.randrange(len(source.entries)))
    target.entries.append(entry)
    return f'{source.title} to {target.title}: {entry}'


def swap_pages(editor: Editor) -> str:
    pages = editor.sources.pages
    one, other = editor.random.choice(sorted(pages)), editor.random.choice(sorted(pages))
    pages[one], pages[other] = pages[other], pages[one]
    return f'{one}, {other}'


def change_entry(editor: Editor) -> str:
    page = editor.page()
    if not page.entries:
        return 'none'
    entry = editor.random.choice(page.entries)
    if entry.directive in OVERVIEWS:
        page.entries[page.entries.index(entry)] = editor.overview()
    elif editor.random.random() < 0.5:
        entry.body = editor.random.choice((editor.words(), *BODIES))
    elif editor.random.random() < 0.5:
        entry.options['accept'] = editor.random.choice(('', 'X-REF — for now', 'X-REF — for ever', 'X-REF'))
    else:
        entry.options['style'] = editor.random.choice(STYLES)
    return f'{page.title}: {entry}'


def change_overview(editor: Editor) -> str:
    places = [
        (page, position)
        for _, page in sorted(editor.sources.pages.items())
        for position, entry in enumerate(page.entries)
        if entry.directive in OVERVIEWS
    ]
    if not places:
        return 'none'
    page, position = editor.random.choice(places)
    page.entries[position] = editor.overview()
    return f'{page.title}: {page.entries[position]}'


def change_title(editor: Editor) -> str:
    page = editor.page()
    page.title = editor.words().title()
    return page.title


def change_notice(editor: Editor) -> str:
    page = editor.page()
    if page.notice is None:
        return 'none'
    names = ('updated', 'addendum-to', 'addendum-to', 'title', 'controller', 'style', 'id', 'recipients')
    name = editor.random.choice((*names, 'request-channel'))
    values = {
        'updated': (f'2026-01-{editor.random.randint(10, 28)}',),
        'addendum-to': ('', *editor.notices(), ', '.join(editor.random.choices(editor.notices() or ['n0'], k=2))),
        'title': ('', editor.words()),
        'controller': ('', 'acme', 'zenith'),
        'style': ('', 'hidden'),
        'recipients': ('', 'none', f'none — {editor.words()}'),
        'request-channel': ('', editor.words()),
        'id': ('n0', 'n1', 'n2', f'n{editor.random.randint(3, 9)}'),
    }
    page.notice[name] = editor.random.choice(values[name])
    return f'{page.title}: {page.notice}'


def change_references(editor: Editor) -> str:
    page = editor.page()
    page.references = [editor.reference(page.markup) for _ in range(editor.random.randint(0, 3))]
    return f'{page.title}: {page.references}'


def add_page(editor: Editor) -> str:
    sources = editor.sources
    sources.made += 1
    markup = editor.random.choice((MD, RST)) if HAS_MYST else RST
    page = Page(markup, f'New {editor.words()}')
    if editor.random.random() < 0.6:
        page.notice = {'id': f'n{editor.random.randint(0, 9)}', 'updated': '2026-03-01'}
    page.entries = [editor.entry() for _ in range(editor.random.randint(0, 3))]
    page.references = [editor.reference(markup) for _ in range(editor.random.randint(0, 2))]
    docname = f'page-{sources.made}' if editor.random.random() < 0.7 else f'aaa/page-{sources.made}'
    sources.pages[docname] = page
    return f'{docname}: {page}'


def remove_page(editor: Editor) -> str:
    pages = editor.sources.pages
    if len(pages) < 3:
        return 'none'
    docname = editor.random.choice(sorted(pages))
    del pages[docname]
    return docname


def rename_page(editor: Editor) -> str:
    sources = editor.sources
    sources.made += 1
    old = editor.random.choice(sorted(sources.pages))
    new = f'moved-{sources.made}'
    sources.pages[new] = sources.pages.pop(old)
    return f'{old} to {new}'


def change_register(editor: Editor) -> str:
    processors = editor.sources.register['processors']
    vendor = editor.random.choice(VENDORS)
    facts = processors.setdefault(vendor, {'name': vendor.title()})
    name = editor.random.choice(('name', 'agreement', 'policy', 'purpose', 'data', 'terms', *REGISTERED))
    facts[name] = {
        'name': editor.random.choice((editor.words(), 'Cloud')),
        'short-name': editor.random.choice((editor.words(), 'Cloud')),
        'domains': editor.random.choice(('fastly.example', 'cloud.example, x.example')),
        'agreement': f'Terms <https://{editor.random.choice((vendor, "blog"))}.example/{editor.random.randint(0, 99)}>',
        'policy': f'https://{vendor}.example/{editor.random.randint(0, 99)}',
        'purpose': editor.random.choice(PURPOSES),
        'data': editor.random.choice(DATA),
        'terms': editor.random.choice(('See {policy}.', 'It is *so*.')),
        'country': editor.random.choice(COUNTRIES[1:]),
        'purposes': editor.random.choice(USES),
        'retention': editor.random.choice(('P30D', 'as long as *needed*', '"as long as :privacy:processor:`mailer`"')),
        'website': editor.random.choice(('https://x.example', 'only-refers.md', '/notice-1.rst')),
        'transfer-mechanism': editor.random.choice(('scc', 'adequacy')),
    }[name]
    return f'{vendor}: {name} {facts[name]}'


REGISTERED: Final = (
    'short-name',
    'domains',
    'country',
    'country',
    'purposes',
    'retention',
    'website',
    'transfer-mechanism',
)


def change_other_records(editor: Editor) -> str:
    choose = editor.random.choice
    table, ident, facts = choose(
        (
            ('purposes', choose(USES), {'label': editor.words(), 'legal-basis': choose(LEGAL_BASES[1:])}),
            ('purposes', choose(USES), {'label': choose(PURPOSES), 'data': choose(DATA)}),
            ('rights', choose(RIGHTS), {'key': choose(RIGHTS), 'how': editor.words(), 'url': choose(URLS)}),
            ('rights', choose(RIGHTS), {'key': 'object', 'email': 'me@acme.example'}),
            ('statements', 'about-changes', {'topic': 'changes', 'text': choose(PURPOSES)}),
            ('data', choose(DATA), {'label': editor.words(), 'purposes': choose(USES), 'retention': 'P2Y'}),
        )
    )
    editor.sources.register[table][ident] = facts
    return f'{table} {ident}: {facts}'


URLS: Final = ('https://rights.example/1', 'https://rights.example/2', '/notice-0.md', 'only-refers.rst')


def shrink_register(editor: Editor) -> str:
    table = editor.sources.register[editor.random.choice(('processors', 'data', 'controllers', 'purposes', 'rights'))]
    if len(table) < 2:
        return 'none'
    ident = editor.random.choice(sorted(table))
    del table[ident]
    return ident


def change_label(editor: Editor) -> str:
    ident = editor.random.choice(DATA)
    editor.sources.register['data'][ident] = {'label': editor.words()}
    return ident


def change_controller(editor: Editor) -> str:
    facts = editor.sources.register['controllers']['acme'] = {'name': editor.words().title()}
    if editor.random.random() < 0.5:
        facts |= {'email': f'{editor.random.randint(0, 9)}@acme.example', 'address': editor.words()}
    return f'acme: {facts}'


def remark_in_register(editor: Editor) -> str:
    editor.sources.remark += 1  # one line more, which moves all others
    return 'a comment'


def break_register(editor: Editor) -> str:
    sources = editor.sources
    sources.broken = editor.random.choice(('', 'absent', 'processors: [\n', '- not a table\n', sources.broken))
    return sources.broken


def second_register(editor: Editor) -> str:
    sources = editor.sources
    if editor.random.random() < 0.5:
        sources.settings['privacy_register'] = editor.random.choice(([REGISTER], [REGISTER, SECOND], [SECOND], []))
    vendor = editor.random.choice((*VENDORS, 'only-in-second'))
    sources.second = f'[processors.{vendor}]\nname = "{editor.words()}"\npolicy = "https://second.example"\n'
    return f'{sources.settings["privacy_register"]}, {vendor}'


def change_settings(editor: Editor) -> str:
    choose = editor.random.choice
    names = ('privacy_styles', 'privacy_processor_terms', 'privacy_controller', 'privacy_date_format')
    name = choose((*names, 'privacy_regimes', 'privacy_rules', 'privacy_baseline'))
    editor.sources.settings[name] = {
        'privacy_styles': choose(({}, {'processor': 'table'}, {'collected-data': 'hidden', 'cookie': 'card'})),
        'privacy_processor_terms': choose(('', 'See the {agreement} and {policy} of {processor}.')),
        'privacy_controller': choose(('', 'acme', 'zenith')),
        'privacy_date_format': choose(('', '%d.%m.%Y', '%Y')),
        'privacy_regimes': choose(([], ['gdpr'], ['ccpa', 'lgpd'])),
        'privacy_rules': choose(({}, {'X-REF': 'off'}, {'X-REF': 'info', 'G13-1-A-IDENTITY': 'warning'})),
        'privacy_baseline': choose(('', 'absent.toml')),
    }[name]
    return f'{name} = {editor.sources.settings[name]!r}'


EDITS: Final[tuple[Callable[[Editor], str], ...]] = (
    add_entry,
    add_entry,
    add_entry,
    remove_entry,
    move_entry,
    change_entry,
    change_overview,
    change_title,
    change_title,
    change_notice,
    change_notice,
    change_references,
    change_references,
    add_page,
    add_page,
    remove_page,
    rename_page,
    swap_pages,
    change_register,
    change_register,
    change_register,
    change_other_records,
    change_other_records,
    shrink_register,
    change_label,
    change_controller,
    remark_in_register,
    break_register,
    second_register,
    change_settings,
    change_settings,
)
FACTS_OF_REGISTER: Final = (
    change_register,
    change_register,
    change_register,
    change_other_records,
    change_label,
    change_controller,
    remark_in_register,
)
"""Edits that leave all pages, and most of the time the ids of the register."""
