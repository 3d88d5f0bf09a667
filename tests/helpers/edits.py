"""A project that is edited at random: pages, register and settings."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tests.helpers.markup import MD, RST
from tests.helpers.project import HAS_MYST

if TYPE_CHECKING:
    from collections.abc import Callable
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
        lines = [f'# {self.remark}']
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
        }
        for vendor in VENDORS
    }
    register = {
        'controllers': {'acme': {'name': 'Acme'}, 'zenith': {'name': 'Zenith', 'short-name': 'Z'}},
        'processors': processors,
        'data': {'email': {'label': 'Email address'}, 'ip-address': {'label': 'IP *address*'}},
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

    def edit(self) -> None:
        """Make one to three edits, and save."""
        before = copy.deepcopy(self.sources)
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            change = self.random.choice(EDITS)
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
        style = choose(STYLES)
        kind = choose(('processor', 'processor', 'collected-data', 'purpose', 'cookie', 'controller', 'statement'))
        if kind == 'processor':
            argument = choose((*VENDORS, 'cloud, mailer', self.words().title()))
            options = {'purpose': choose(('', f'to {self.words()}', '*to* mark')), 'data': choose(('', *DATA))}
            return Entry(kind, argument, {**options, 'style': style}, choose(('', self.words(), f'*{self.words()}*')))
        if kind == 'collected-data':
            return Entry(kind, choose((*DATA, self.words())), {'style': style, 'retention': choose(('', 'P1Y'))})
        if kind == 'purpose':
            return Entry(kind, self.words(), {'data': choose(('', *DATA)), 'processors': choose(('', *VENDORS))})
        if kind == 'cookie':
            return Entry(kind, choose(('_ga', 'sessionid')), {'provider': choose(('', *VENDORS))})
        if kind == 'controller':
            return Entry(kind, choose(('acme', 'zenith')), {'style': choose(('', 'hidden'))})
        return Entry('privacy-statement', 'changes', {}, self.words())

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
    if editor.random.random() < 0.5:
        entry.body = editor.words()
    else:
        entry.options['style'] = editor.random.choice(STYLES)
    return f'{page.title}: {entry}'


def change_title(editor: Editor) -> str:
    page = editor.page()
    page.title = editor.words().title()
    return page.title


def change_notice(editor: Editor) -> str:
    page = editor.page()
    if page.notice is None:
        return 'none'
    name = editor.random.choice(('updated', 'addendum-to', 'title', 'controller', 'style', 'id'))
    values = {
        'updated': (f'2026-01-{editor.random.randint(10, 28)}',),
        'addendum-to': ('', *editor.notices()),
        'title': ('', editor.words()),
        'controller': ('', 'acme', 'zenith'),
        'style': ('', 'hidden'),
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
    name = editor.random.choice(('name', 'agreement', 'policy', 'purpose', 'data', 'terms'))
    facts[name] = {
        'name': editor.words(),
        'agreement': f'Terms <https://{vendor}.example/{editor.random.randint(0, 99)}>',
        'policy': f'https://{vendor}.example/{editor.random.randint(0, 99)}',
        'purpose': editor.random.choice(PURPOSES),
        'data': editor.random.choice(DATA),
        'terms': editor.random.choice(('See {policy}.', 'It is *so*.')),
    }[name]
    return f'{vendor}: {name} {facts[name]}'


def shrink_register(editor: Editor) -> str:
    table = editor.sources.register[editor.random.choice(('processors', 'data', 'controllers'))]
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
    editor.sources.register['controllers']['acme'] = {'name': editor.words().title()}
    return 'acme'


def remark_in_register(editor: Editor) -> str:
    editor.sources.remark += 1
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
    name = choose(('privacy_styles', 'privacy_processor_terms', 'privacy_controller', 'privacy_date_format'))
    editor.sources.settings[name] = {
        'privacy_styles': choose(({}, {'processor': 'table'}, {'collected-data': 'hidden', 'cookie': 'card'})),
        'privacy_processor_terms': choose(('', 'See the {agreement} and {policy} of {processor}.')),
        'privacy_controller': choose(('', 'acme', 'zenith')),
        'privacy_date_format': choose(('', '%d.%m.%Y', '%Y')),
    }[name]
    return f'{name} = {editor.sources.settings[name]!r}'


EDITS: Final[tuple[Callable[[Editor], str], ...]] = (
    add_entry,
    add_entry,
    remove_entry,
    move_entry,
    change_entry,
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
    shrink_register,
    change_label,
    change_controller,
    remark_in_register,
    break_register,
    second_register,
    change_settings,
    change_settings,
)
