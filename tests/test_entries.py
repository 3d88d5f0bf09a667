"""Entries of every kind in every style: what is stated is shown, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from tests.helpers.entries import build_page, bullets_of, soup_of, text_of
from tests.helpers.markup import MARKUPS, MD, RST, Markup
from tests.helpers.project import HAS_MYST
from tests.helpers.rules import NO_RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bs4 import Tag

    from sphinxext_privacy.model.fields import Field, Kind
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName


# -- everything that is stated, and nothing else ------------------------------------------------------------------

WORDS: Final = ('amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heath')
DATES: Final = {'2026-03-01': 'March 1, 2026', '2024-12-31': 'December 31, 2024'}
PERIODS: Final = {
    'P90D': '90 days',
    'P1Y6M': '1 year and 6 months',
    'P30D after the last visit': '30 days after the last visit',
    'until account deletion': 'until account deletion',
    'until 2027-12-31': 'until December 31, 2027',
    'session': 'until the end of the session',
    'not stored': 'not stored',
    'indefinite': 'indefinitely',
    'as long as needed': 'as long as needed',
}
COUNTRIES: Final = {'US': 'United States', 'FR': 'France', 'UK': 'United Kingdom', 'EEA': 'European Economic Area'}
NAMES: Final = {
    'data': {'ip-address': 'IP address', 'photo': 'Your photograph'},
    'purpose': {'security': 'Security', 'support': 'Answer questions'},
    'processor': {'cloud': 'Cloud Hosting', 'mailer': 'Mailer'},
    'controller': {'acme': 'Acme Foundation'},
    '*': {'cloud': 'Cloud Hosting', 'ip-address': 'IP address'},
}
"""Names of entries by kind and id, as the register or a vocabulary has them."""


def _in_words(parts: Sequence[str]) -> str:
    if len(parts) < 3:
        return ' and '.join(parts)
    return f'{", ".join(parts[:-1])}, and {parts[-1]}'


_phrases: Final = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(' '.join)


def _several(pairs: Mapping[str, str], join: Callable[[Sequence[str]], str]) -> st.SearchStrategy[tuple[str, str]]:
    some = st.lists(st.sampled_from(sorted(pairs)), min_size=1, max_size=3, unique=True)
    return some.map(lambda keys: (', '.join(keys), join([pairs[key] for key in keys])))


def _one(pairs: Mapping[str, str]) -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from(sorted(pairs.items()))


def _values(item: Field) -> st.SearchStrategy[tuple[str, str]]:
    """Give what an author may type for *item*, with the words that readers see."""
    match item.type:
        case 'prose':
            return _phrases.flatmap(
                lambda words: st.sampled_from([(words, words), (f'{words} **strong**', f'{words} strong')])
            )
        case 'text' | 'terms' | 'phone':
            return _phrases.map(lambda words: (words, words))
        case 'texts' | 'lines':
            return _several({word: word for word in WORDS}, _in_words)
        case 'id':
            return _one(NAMES[item.refers_to])
        case 'ids':
            return _several(NAMES[item.refers_to], _in_words)
        case 'link':
            return st.sampled_from([('Title <https://x.example/a>', 'Title'), ('https://x.example/b',) * 2])
        case 'url':
            return st.just(('https://x.example/c', 'https://x.example/c'))
        case 'email':
            return st.just(('someone@x.example', 'someone@x.example'))
        case 'contact':
            return st.one_of(_one(NAMES['controller']), _phrases.map(lambda words: (words, words)))
        case 'countries':
            return _several(COUNTRIES, _in_words)
        case 'date':
            return _one(DATES)
        case 'retention':
            return _one(PERIODS)
        case 'flag':
            return _one({'yes': 'Yes', 'no': 'No'})
        case 'key':
            return _one(VOCABULARIES[item.vocabulary].labels)
        case 'keys':
            return _several(VOCABULARIES[item.vocabulary].labels, '; '.join)
    raise ValueError(item.type)


@dataclass(frozen=True)
class Stated:
    """An entry, as the page and the register state it."""

    kind_name: str
    style: str
    title: tuple[str, str]
    options: Mapping[str, tuple[str, str]]
    """Name of a field → what is typed, and what readers see."""
    registered: Mapping[str, tuple[str, str]] | None
    """The same in the register; ``None`` where the entry is not in it."""
    body: str
    facts: Mapping[str, tuple[str, str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Join both; what the page states wins."""
        object.__setattr__(self, 'facts', {**(self.registered or {}), **self.options})

    @property
    def kind(self) -> Kind:
        """The kind by its name."""
        return KINDS[self.kind_name]

    def seen(self, name: str) -> str:
        """Give what readers see of a field."""
        return self.facts[name][1] if name in self.facts else ''

    @property
    def shown(self) -> list[Field]:
        """The fields that stand in lists and tables."""
        apart = {self.kind.title_field, 'short-name', 'terms', 'text'}
        return [
            item for item in self.kind.fields if item.name in self.facts and item.name not in apart and not item.machine
        ]

    @property
    def full_title(self) -> str:
        """The name, with the short name after it."""
        short = self.seen('short-name')
        return f'{self.title[1]} ({short})' if short and short not in self.title[1] else self.title[1]


_SHOWN_KINDS: Final = [kind for kind in KINDS.values() if kind.name not in {'notice', 'statement'}]


@st.composite
def _entries(draw: st.DrawFn) -> Stated:
    kind = draw(st.sampled_from(_SHOWN_KINDS))
    style = draw(st.sampled_from(['bullet', 'definition', 'table', 'card']))
    names = [item.name for item in kind.fields if item.name not in {kind.title_field, 'text'}]

    def some() -> dict[str, tuple[str, str]]:
        chosen = draw(st.lists(st.sampled_from(names), max_size=6, unique=True))
        return {name: draw(_values(kind.by_name[name])) for name in chosen}

    title = draw(_one(DATES)) if kind.name == 'change' else (f'A {draw(_phrases)}',) * 2
    registered = some() if kind.table and draw(st.booleans()) else None
    return Stated(kind.name, style, title, some(), registered, draw(st.sampled_from(['', 'The body follows'])))


def _bullet(entry: Stated) -> str:
    """Give the words of a bullet, as a notice written by hand would have them."""
    kind = entry.kind.name
    lead = entry.full_title
    if kind in {'processor', 'cookie'} and 'purpose' in entry.facts:
        lead += f' {entry.seen("purpose")}'
    remarks = {
        'processor': {'optional': 'optional'},
        'data': {'optional': 'optional'},
        'purpose': {'opt-in': 'opt-in only'},
        'right': {'conditional': 'in some cases only'},
    }
    for name, words in remarks.get(kind, {}).items():
        if entry.seen(name) == 'Yes':
            lead += f' ({words})'
    if 'condition' in entry.facts:
        lead += f', {entry.seen("condition")}'
    sentences = [entry.body] if entry.body else []
    if kind == 'right' and 'how' in entry.facts:
        sentences.append(entry.seen('how'))
    if kind == 'processor' and entry.seen('no-personal-data') == 'Yes':
        sentences.append('They receive no personal data')
    labelled = {
        'processor': ('retention', 'opt-out'),
        'data': ('examples', 'visibility', 'retention'),
        'purpose': ('legitimate-interest', 'withdraw', 'retention'),
        'right': ('url', 'email', 'authority', 'authority-url'),
        'measure': (),
    }.get(kind, tuple(item.name for item in entry.shown if item.name not in {'purpose', 'condition'}))
    sentences += [f'{entry.kind.by_name[name].label}: {entry.seen(name)}' for name in labelled if name in entry.facts]
    if kind == 'processor':
        sentences += _terms(entry)
    if not sentences and not (kind == 'processor' and 'purpose' in entry.facts):
        return lead
    if sentences == [entry.body]:
        # What an author wrote is left as it is where nothing follows.
        return f'{lead}. {entry.body}'
    return ' '.join(f'{sentence}.' for sentence in (lead, *sentences))


def _terms(entry: Stated) -> list[str]:
    if 'terms' in entry.facts:
        return [entry.seen('terms')]
    words = {'agreement': 'agreement', 'policy': 'privacy policy'}
    links = {
        name: default if entry.seen(name).startswith('http') else entry.seen(name)
        for name, default in words.items()
        if name in entry.facts
    }
    parts = []
    if 'agreement' in links:
        parts.append(f'the {links["agreement"]}')
    if 'policy' in links:
        parts.append(f'the {entry.seen("short-name") or entry.title[1]} {links["policy"]}')
    return [f'Their use of this information is subject to {" and ".join(parts)}'] if parts else []


def _check(entry: Stated, block: Tag) -> None:
    """Compare what stands on the page with what was stated."""
    labels = [item.label for item in entry.shown]
    values = [entry.seen(item.name) for item in entry.shown]
    after = [words for words in (entry.body, f'{entry.seen("terms")}.') if words not in {'', '.'}]
    if entry.style == 'bullet':
        (item,) = block.find_all('li', recursive=False)
        assert text_of(item) == _bullet(entry)
    elif entry.style == 'table':
        (table,) = block.select('table') or [block]
        (row,) = table.select('tbody tr')
        cells = [text_of(cell) for cell in row.find_all(['th', 'td'])]
        assert cells[0] == entry.full_title
        heads = [text_of(cell) for cell in table.select('thead th')]
        assert heads[0] == entry.kind.by_name[entry.kind.title_field].label
        _check_table(heads[1:], cells[1:], labels, values, after)
    else:
        facts = [f'{label}: {value}' for label, value in zip(labels, values, strict=True)]
        # There is no space between a term and what defines it.
        assert text_of(block).replace(' ', '') == ' '.join([entry.full_title, *facts, *after]).replace(' ', '')


def _check_table(heads: list[str], cells: list[str], labels: list[str], values: list[str], after: list[str]) -> None:
    """Compare the columns; of many facts, the last column holds those that have none of their own."""
    own = [(head, cell) for head, cell in zip(heads, cells, strict=True) if head != 'Notes']
    notes = [cell for head, cell in zip(heads, cells, strict=True) if head == 'Notes']
    columns = [head for head, _ in own]
    pairs = list(zip(labels, values, strict=True))
    assert own == [pair for pair in pairs if pair[0] in columns]
    rest = [f'{label}: {value}' for label, value in pairs if label not in columns]
    assert notes == ([' '.join([*rest, *after])] if rest or after else [])


@settings(
    max_examples=12,
    deadline=None,
    # Smaller examples would say no more than the one entry does that the failure names.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    entries=st.lists(_entries(), min_size=15, max_size=30),
    markup=st.sampled_from([MD, RST] if HAS_MYST else [RST]),
)
def test_what_is_stated_is_shown_and_nothing_else(
    make_project: ProjectMaker, entries: list[Stated], markup: Markup
) -> None:
    tables: dict[str, dict[str, dict[str, str]]] = json.loads(json.dumps(_TABLES))
    blocks = []
    for number, entry in enumerate(entries):
        options = {name: typed for name, (typed, _) in entry.options.items()}
        argument = entry.title[0]
        if entry.registered is not None:
            argument = f'entry-{number}'
            facts = {name: typed for name, (typed, _) in entry.registered.items()}
            tables.setdefault(entry.kind.table, {})[argument] = {entry.kind.title_field: entry.title[0], **facts}
        elif entry.kind.name != 'change':
            options['id'] = f'entry-{number}'
        options['style'] = entry.style
        blocks += [markup.directive(entry.kind.directive, argument, options, entry.body), 'Between.']
    files = {f'index{markup.suffix}': markup.page('Page', *blocks), 'r.yaml': json.dumps(tables)}
    project = make_project(files, privacy_register=['r.yaml'], privacy_rules=NO_RULES, smartquotes=False)
    build = project.build('html')
    assert build.warnings == []
    soup = soup_of(build)
    for colon in soup.select('.headerlink'):
        colon.decompose()
    shown = [block for block in soup.select('.privacy-block') if block.find_parent(class_='privacy-block') is None]
    assert len(shown) == len(entries)
    for entry, block in zip(entries, shown, strict=True):
        _check(entry, block)


_TABLES: Final = {
    'controllers': {'acme': {'name': 'Acme Foundation'}},
    'processors': {'cloud': {'name': 'Cloud Hosting'}, 'mailer': {'name': 'Mailer'}},
    'data': {'photo': {'label': 'Your photograph'}},
}


# -- the page, the register, the body -----------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_options_win_over_the_register(make_project: ProjectMaker, name: MarkupName) -> None:
    markup = Markup(name)
    options = {'country': 'FR', 'name': 'Cloud of Ours', 'style': 'definition'}
    page = markup.page('Page', markup.directive('processor', 'cloud', options))
    build = build_page(make_project, page, suffix=markup.suffix)
    assert build.warnings == []
    text = text_of(soup_of(build).select('.privacy-processor')[0])
    assert 'Cloud of Ours' in text
    assert 'France' in text
    assert 'United States' not in text
    # What the page does not state comes from the register.
    assert 'Kept: 30 days' in text


def test_option_takes_a_flag_of_the_register_back(make_project: ProjectMaker) -> None:
    register = 'processors:\n  cloud:\n    name: Cloud\n    optional: true\n    no-personal-data: true\n'
    page = RST.page(
        'Page',
        RST.directive('processor', 'cloud'),
        RST.directive('processor', 'cloud', {'optional': 'no', 'no-personal-data': 'no'}),
    )
    build = make_project({'index.rst': page, 'r.yaml': register}, privacy_register=['r.yaml']).build('html')
    assert build.warnings == []
    items = [text_of(item) for item in soup_of(build).select('.privacy-processor > li')]
    assert items == ['Cloud (optional). They receive no personal data.', 'Cloud']


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize(
    ('contact', 'words', 'addresses'),
    [
        ('ewa@acme.example', 'ewa@acme.example', ['mailto:ewa@acme.example']),
        ('Ewa <mailto:ewa@acme.example>', 'Ewa, ewa@acme.example', ['mailto:ewa@acme.example']),
        ('Ewa <https://acme.example>', 'Ewa, https://acme.example', ['https://acme.example']),
        ('acme', 'Acme Foundation', []),
        ('Ewa in room 5', 'Ewa in room 5', []),
    ],
)
def test_contact_is_the_same_in_both_markups(
    make_project: ProjectMaker, name: MarkupName, contact: str, words: str, addresses: list[str]
) -> None:
    markup = Markup(name)
    page = markup.page('Page', markup.directive('controller', 'Acme Ltd', {'dpo': contact}))
    build = build_page(make_project, page, suffix=markup.suffix)
    assert build.warnings == []
    (shown,) = soup_of(build).select('.privacy-controller dl dd')
    assert text_of(shown) == words
    assert [unquote(str(link['href'])) for link in shown.select('a')] == addresses


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize('style', ['bullet', 'definition', 'table', 'card'])
def test_body_follows(make_project: ProjectMaker, name: MarkupName, style: str) -> None:
    """All its blocks, in their order, and in each style."""
    markup = Markup(name)
    body = '\n\n'.join(['First paragraph.', markup.bullets(['one', 'two']), 'Last paragraph.'])
    page = markup.page('Page', markup.directive('processor', 'cloud', {'style': style}, body), 'After it.')
    build = build_page(make_project, page, suffix=markup.suffix)
    assert build.warnings == []
    block = soup_of(build).select('.privacy-processor')[0]
    text = text_of(block)
    places = [text.index(words) for words in ('Cloud Hosting', 'First paragraph.', 'one', 'two', 'Last paragraph.')]
    assert places == sorted(places)
    assert [text_of(item) for item in block.select('ul li ul li, dd > ul > li, td > ul > li')] == ['one', 'two']
    assert 'After it.' not in text


def test_body_goes_on_in_the_sentence(make_project: ProjectMaker) -> None:
    """A full stop comes where something follows and the author set none."""
    blocks = [
        RST.directive('processor', 'Vendor', {'purpose': 'to host.'}, 'It is in transit.'),
        RST.directive('processor', 'Vendor', {'purpose': 'to host'}, 'Is it in transit?'),
        RST.directive('processor', 'Vendor', {}, 'It is in transit'),
        RST.directive('processor', 'Vendor', {'retention': 'P1D'}, 'It is in transit'),
        RST.directive('processor', 'Vendor', {'retention': 'P1D'}, 'It is (in *transit*.)'),
    ]
    assert bullets_of(make_project, *blocks) == [
        'Vendor to host. It is in transit.',
        'Vendor to host. Is it in transit?',
        'Vendor. It is in transit',
        'Vendor. It is in transit. Kept: 1 day.',
        'Vendor. It is (in transit.) Kept: 1 day.',
    ]


# -- notices, statements, changes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('options', 'shown'),
    [
        ({'updated': '2026-02-10'}, 'Last updated February 10, 2026'),
        (
            {'updated': '2026-02-10', 'effective': '2026-03-01'},
            'Last updated February 10, 2026 Effective March 1, 2026',
        ),
        (
            {'updated': '2026-02-10', 'effective': '2026-03-01', 'version': '2.1'},
            'Last updated February 10, 2026 Effective March 1, 2026 Version 2.1',
        ),
        ({'version': '2.1'}, 'Version 2.1'),
        ({'service': 'example.org', 'subjects': 'users', 'recipients': 'none — no one', 'gpc': ''}, ''),
        ({'updated': '2026-02-10', 'style': 'hidden'}, ''),
    ],
)
@pytest.mark.parametrize('name', MARKUPS)
def test_line_of_a_notice(make_project: ProjectMaker, name: MarkupName, options: dict[str, str], shown: str) -> None:
    markup = Markup(name)
    page = markup.page('Page', markup.directive('privacy-notice', 'main', options), 'After it.')
    build = build_page(make_project, page, suffix=markup.suffix, privacy_date_fallback='none')
    assert build.warnings == []
    body = soup_of(build).select_one('[role=main]')
    assert body is not None
    assert text_of(body).replace('¶', '') == f'Page {shown} After it.'.replace('  ', ' ')
    strong = [text_of(tag) for tag in body.select('strong')]
    assert ' '.join(strong) == ' '.join(re.sub(r'Last updated|Effective|Version', '', shown).split())


def test_statement_of_the_register(make_project: ProjectMaker) -> None:
    """Its text is parsed as the page is; a body on the page stands in its place."""
    text = 'We rely on *your* consent.\n\nAnd on law.\n'
    register = json.dumps({'statements': {'ours': {'topic': 'legal-basis', 'text': text}}})
    page = RST.page(
        'Page',
        RST.directive('privacy-statement', 'ours'),
        RST.directive('privacy-statement', 'ours', {}, 'Other words.'),
        RST.directive('privacy-statement', 'children', {'data': 'ip-address'}, 'We ask no children.'),
        RST.directive('privacy-statement', 'sale'),
    )
    build = make_project({'index.rst': page, 'r.yaml': register}, privacy_register=['r.yaml']).build('html')
    assert build.warnings == []
    body = soup_of(build).select_one('[role=main]')
    assert body is not None
    assert text_of(body).replace('¶', '') == (
        'Page We rely on your consent. And on law. Other words. We ask no children.'
    )
    assert [text_of(tag) for tag in body.select('em')] == ['your']


def test_change(make_project: ProjectMaker) -> None:
    page = RST.page(
        'Page',
        RST.directive('privacy-change', '2026-02-10', {'kind': 'added', 'entries': 'cloud, photo'}, 'We moved.'),
        RST.directive('processor', 'cloud', {'style': 'hidden'}),
        RST.directive('collected-data', 'photo', {'style': 'hidden'}),
    )
    build = build_page(make_project, page)
    assert build.warnings == []
    text = text_of(soup_of(build).select('.privacy-change')[0])
    assert re.sub(r'\s', '', text) == 'February10,2026Kind:AddedEntries:CloudHostingandYourphotographWemoved.'


# -- names of directives ------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize('kind', KINDS.values(), ids=lambda kind: kind.name)
def test_plain_and_full_name_of_the_directive(make_project: ProjectMaker, name: MarkupName, kind: Kind) -> None:
    markup = Markup(name)
    argument = {'change': '2026-02-10', 'statement': 'children', 'notice': 'main'}.get(kind.name, 'Some name')
    options = {'updated': '2026-02-10'} if kind.name == 'notice' else {}
    pages = []
    for prefix in ('', 'privacy:'):
        directive = markup.directive(prefix + kind.directive, argument, options, 'The body.')
        build = build_page(make_project, markup.page('Page', directive), suffix=markup.suffix)
        assert build.warnings == []
        body = soup_of(build).select_one('[role=main]')
        pages.append(str(body))
    assert pages[0] == pages[1]
    assert 'The body.' in pages[0]
