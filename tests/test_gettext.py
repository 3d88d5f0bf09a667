"""Translation: what authors wrote, by the catalogues of their project; our own words, by ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from lxml import html

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from tests.helpers.family import SETTINGS as FAMILY_SETTINGS
from tests.helpers.family import asked, family_files, words
from tests.helpers.markup import MARKUPS, Markup
from tests.helpers.rich import SETTINGS, rich_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Build, Project

REGISTER: Final = """\
controllers:
  acme:
    name: Acme

processors:
  cloud:
    name: Cloud
    agreement: Terms <https://cloud.example/terms>
    purpose: to keep *registered* things
    retention: P30D after the registered event
    condition: if the register says so
  named:
    name: Named
    policy: https://named.example/policy
    terms: A registered sentence about the {policy}.

data:
  email:
    label: Registered email
  shoes:
    label: Registered shoes

statements:
  basis:
    topic: legal-basis
    text: A registered **statement**.
"""


def a_page(markup: Markup) -> str:
    """Give a page with prose in every place that has any; no two are alike, but for one."""
    d = markup.directive
    return markup.page(
        'A title',
        d('privacy-notice', 'n', {'updated': '2026-02-10', 'subjects': 'people of all ages'}, 'Words of the notice.'),
        d(
            'processor',
            'cloud',
            {'retention': 'P90D after the stated event', 'data': 'email', 'style': 'table'},
            'A plain body.\n\nAnd a second paragraph\nof two lines.',
        ),
        d(
            'processor',
            'Other vendor',
            {'purpose': 'to be plain', 'condition': 'when *it* is marked'},
            'A *marked* body.',
        ),
        d('processor', 'named'),
        d(
            'collected-data',
            '',
            {'access': 'shared by all'},
            markup.bullets(['First label', 'A **second** {#second}', 'email']),
        ),
        d('collected-data', 'A label as argument', {'retention': 'until you say stop'}),
        d('collected-data', 'Kept by criteria', {'retention': 'as long as needed'}),
        d('data-right', 'access', {'how': f'write to {markup.link("us", "https://acme.example")}'}),
        d('security-measure', '', {}, markup.bullets(['A nested measure\n\n- inner words'])),
        d('privacy-statement', 'basis'),
        d('privacy-statement', 'children', {}, 'We ask no children.'),
        d('processor', 'Stated terms', {'policy': 'Policy words <https://p.example>', 'terms': 'Read the {policy}.'}),
        'The same words.',
        d('processor', 'Twice', {'purpose': 'The same words.'}),
    )


EXPECTED: Final = {
    'A title',
    'people of all ages',
    'Words of the notice.',
    'the stated event',
    'A plain body.',
    'And a second paragraph of two lines.',
    'to be plain',
    'when *it* is marked',
    'A *marked* body.',
    'shared by all',
    'First label',
    'A **second**',
    'A label as argument',
    'you say stop',
    'Kept by criteria',
    'as long as needed',
    'write to LINK',
    'A nested measure',
    'inner words',
    'We ask no children.',
    'Read the {policy}.',
    'The same words.',
}
"""What the page says; the names of vendors and the titles of links are no prose."""

REGISTERED: Final = {
    text: REGISTER[: REGISTER.index(text)].count('\n') + 1
    for text in (
        'to keep *registered* things',
        'if the register says so',
        'A registered sentence about the {policy}.',
        'Registered email',
        'A registered **statement**.',
    )
}
"""What the register says of what the page shows, and its line; what the page states itself wins."""


def messages(build: Build, name: str = 'index') -> Catalog:
    """Read a catalogue that was extracted; a message that stands twice in it is an error."""
    path = build.out / f'{name}.pot'
    text = path.read_text(encoding='utf-8')
    found = re.findall(r'^msgid (.+(?:\n".*")*)', text, re.MULTILINE)
    assert len(found) == len(set(found))
    with path.open('rb') as file:
        return read_po(file)


def translate(project: Project, translations: Mapping[str, str], name: str = 'index') -> None:
    """Give the project a German catalogue."""
    catalogue = Catalog(locale='de')
    for original, translated in translations.items():
        catalogue.add(original, translated)
    path = project.source / 'locale' / 'de' / 'LC_MESSAGES' / f'{name}.po'
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open('wb') as file:
        write_po(file, catalogue)
    project.configure(locale_dirs=['locale'])


def make(make_project: ProjectMaker, markup: MarkupName) -> Project:
    language = Markup(markup)
    files = {'register.yaml': REGISTER, f'index{language.suffix}': a_page(language)}
    settings: dict[str, Any] = {'privacy_register': ['register.yaml'], 'privacy_controller': 'acme'}
    # There is something of everything, whether it belongs together or not.
    return make_project(files, **settings, privacy_rules={'X-ORPHAN': 'off'})


@pytest.mark.parametrize('markup', MARKUPS)
def test_catalogue_holds_all_prose_and_nothing_else(make_project: ProjectMaker, markup: MarkupName) -> None:
    project = make(make_project, markup)
    build = project.build('gettext')
    assert build.warnings == []
    link = Markup(markup).link('us', 'https://acme.example')
    found = {str(message.id).replace(link, 'LINK') for message in messages(build) if message.id}
    assert found - EXPECTED - REGISTERED.keys() == set()
    assert EXPECTED - found == set()
    assert REGISTERED.keys() - found == set()


@pytest.mark.parametrize('markup', MARKUPS)
def test_messages_tell_where_they_stand(make_project: ProjectMaker, markup: MarkupName) -> None:
    project = make(make_project, markup)
    build = project.build('gettext')
    page = f'index.{markup}'
    lines = project.read(page).splitlines()
    for message in messages(build):
        if not message.id:
            continue
        text = str(message.id)
        for path, line in message.locations:
            place = (build.out / path).resolve()
            if text in REGISTERED:
                assert (place, line) == (project.source / 'register.yaml', REGISTERED[text])
                continue
            assert place == project.source / page
            assert line
            # Options are placed at their directive, or at a bullet that they hold for: they have no node of their own.
            near = '\n'.join(lines[max(line - 6, 0) : line + 8])
            assert text.split(maxsplit=1)[0].strip('*') in near, f'{text!r} does not stand at line {line}'
    assert len(next(message for message in messages(build) if message.id == 'The same words.').locations) == 2


def test_no_label_of_ours_in_any_catalogue(make_project: ProjectMaker) -> None:
    project = make_project(rich_files(), **SETTINGS)
    build = project.build('gettext')
    labels = {item.label for kind in KINDS.values() for item in kind.fields}
    labels |= {label for vocabulary in VOCABULARIES.values() for label in vocabulary.labels.values()}
    # Words of the project that happen to be a label of ours as well.
    labels -= {'IP address', 'Email address', 'Website'}
    for path in build.out.rglob('*.pot'):
        found = {str(message.id) for message in messages(build, path.relative_to(build.out).with_suffix('').as_posix())}
        assert found & labels == set()
        assert not [text for text in found if 'Their use of this information' in text or 'Last updated' in text]


def test_catalogue_is_the_same_in_every_build(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make(make_project, 'rst')
    first, again = project.clean('gettext'), project.clean('gettext', parallel=2)
    assert without_time(first) == without_time(again)


def without_time(build: Build) -> str:
    return re.sub(r'"POT-Creation-Date: .*"\n', '', build.text('index.pot'))


@pytest.mark.parametrize('markup', MARKUPS)
@pytest.mark.parametrize('builder', ['html', 'text'])
def test_prose_is_translated(make_project: ProjectMaker, markup: MarkupName, builder: str) -> None:
    project = make(make_project, markup)
    translate(project, TRANSLATIONS | {f'write to {Markup(markup).link("us", "https://acme.example")}': 'frag *nach*'})
    build = project.build(builder, language='de')
    assert build.warnings == []
    shown = plain(build)
    for german in SHOWN:
        assert german in shown, f'{german!r} is not shown'
    for english in (
        'stated event',
        'A plain body',
        'second paragraph',
        'marked body',
        'label',
        'registered',
        'write to',
    ):
        assert english not in shown


TRANSLATIONS: Final = {
    'A title': 'Ein Titel',
    'Words of the notice.': 'Worte der Erklärung.',
    'the stated event': 'dem genannten Ereignis',
    'A plain body.': 'Ein schlichter Text.',
    'And a second paragraph of two lines.': 'Und ein *zweiter* Absatz.',
    'to be plain': 'um schlicht zu sein',
    'when *it* is marked': 'wenn *er* markiert ist',
    'A *marked* body.': 'Ein *markierter* Text.',
    'First label': 'Erste Angabe',
    'A **second**': 'Eine **zweite**',
    'A label as argument': 'Eine Angabe am Anfang',
    'you say stop': 'Sie halt sagen',
    'as long as needed': 'solange *nötig*',
    'Kept by criteria': 'Nach Kriterien',
    'A nested measure': 'Eine Maßnahme',
    'inner words': 'innere Worte',
    'We ask no children.': 'Wir fragen keine Kinder.',
    'Read the {policy}.': 'Lesen Sie die {policy}.',
    'The same words.': 'Dieselben Worte.',
    'to keep *registered* things': 'um *eingetragene* Dinge zu behalten',
    'if the register says so': 'wenn das Register es sagt',
    'A registered sentence about the {policy}.': 'Ein eingetragener Satz über die {policy}.',
    'Registered email': 'Eingetragene Adresse',
    'A registered **statement**.': 'Eine eingetragene **Aussage**.',
}

SHOWN: Final = (
    'Ein Titel',
    'Worte der Erklärung.',
    '90 Tage nach dem genannten Ereignis',
    'Ein schlichter Text.',
    'Und ein zweiter Absatz.',
    'Other vendor um schlicht zu sein, wenn er markiert ist. Ein markierter Text.',
    'Erste Angabe',
    'Eine zweite',
    'Eine Angabe am Anfang',
    'bis Sie halt sagen',
    'Nach Kriterien',
    'solange nötig',
    'frag nach',
    'Eine Maßnahme',
    'innere Worte',
    'Wir fragen keine Kinder.',
    'Lesen Sie die Policy words.',
    'Dieselben Worte.',
    'Twice Dieselben Worte.',
    'um eingetragene Dinge zu behalten',
    'wenn das Register es sagt',
    'Ein eingetragener Satz über die',
    'Eingetragene Adresse',
    'Eine eingetragene Aussage.',
    'Zuletzt aktualisiert',
    '10. Februar 2026',
)
"""Words of the page and of the register, and ours, as German readers see them."""


def plain(build: Build) -> str:
    """Give what readers see, without marks and line breaks."""
    text = build.page('index')
    if build.builder == 'html':
        text = re.sub(r'<[^>]*>', '', text[text.index('role="main"') :])
    else:
        # What a table of text breaks over lines is read column by column.
        text = text.replace('*', '') + ' ' + columns(text).replace('*', '')
    return ' '.join(text.split())


def columns(text: str) -> str:
    """Give the cells of all tables, one after the other."""
    found = []
    for block in re.findall(r'(?:^\|.*\n)+', text, re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip('|\n').split('|')] for line in block.splitlines()]
        found += [' '.join(column) for column in zip(*rows, strict=True)]
    return '\n'.join(found)


def test_a_changed_translation_is_shown(make_project: ProjectMaker) -> None:
    project = make(make_project, 'rst')
    translate(project, TRANSLATIONS)
    project.build(language='de')
    changed = {'to keep *registered* things': 'um neu zu sein', 'to be plain': 'um anders zu sein'}
    translate(project, TRANSLATIONS | changed)
    build = project.build(language='de')
    assert 'um neu zu sein' in plain(build)
    assert 'um anders zu sein' in plain(build)
    assert build.page('index') == project.clean(language='de').page('index')


def test_blocks_of_several_lines_are_translated(make_project: ProjectMaker) -> None:
    """A message has no line breaks; the text of the register may have some."""
    register = (
        'statements:\n  st:\n    topic: retention\n    text: |\n      We keep it\n      for long.\n\n      Or not.\n'
    )
    page = 'Page\n====\n\n.. privacy-statement:: st\n'
    project = make_project({'register.yaml': register, 'index.rst': page}, privacy_register=['register.yaml'])
    assert {'We keep it for long.', 'Or not.'} <= {str(message.id) for message in messages(project.build('gettext'))}
    translate(project, {'We keep it for long.': 'Wir behalten es lange.'})
    assert 'Wir behalten es lange. Or not.' in plain(project.build('text', language='de'))


def test_a_translated_name_of_the_register_is_shown_where_others_name_it(make_project: ProjectMaker) -> None:
    """The label of data that stand on no page, in the entry of a vendor: from the catalogue of that page."""
    page = 'Page\n====\n\n.. processor:: cloud\n   :data: shoes\n   :style: table\n'
    project = make_project({'register.yaml': REGISTER, 'index.rst': page}, privacy_register=['register.yaml'])
    assert 'Registered shoes' in {str(message.id) for message in messages(project.build('gettext'))}
    translate(project, {'Registered shoes': 'Eingetragene Schuhe'})
    assert 'Eingetragene Schuhe' in project.build(language='de').page('index')


def test_references_show_translated_names_of_the_register(make_project: ProjectMaker) -> None:
    files = {
        'register.yaml': REGISTER,
        'index.rst': 'Home\n====\n\n.. toctree::\n\n   page\n\n'
        'See :privacy:data:`email`, :privacy:data:`shoes` and :privacy:data:`ip-address`.\n',
        'page.rst': 'Page\n====\n\n.. collected-data:: email\n',
    }
    project = make_project(files, privacy_register=['register.yaml'])
    extracted = project.build('gettext')
    assert 'Registered email' in {str(message.id) for message in messages(extracted, 'page')}
    assert 'Registered shoes' in {str(message.id) for message in messages(extracted)}
    translate(project, {'Registered email': 'Eingetragene Adresse'}, 'page')
    translate(project, {'Registered shoes': 'Eingetragene Schuhe'})
    build = project.build(language='de')
    assert 'Eingetragene Adresse' in build.page('index')
    assert 'Eingetragene Schuhe' in build.page('index')
    assert 'IP-Adresse' in build.page('index')
    assert 'Eingetragene Adresse' in build.page('privacy-data')


def test_a_title_that_is_translated_is_no_glossary_term(make_project: ProjectMaker) -> None:
    page = 'Page\n====\n\n.. collected-data:: Shoe size\n   :style: definition\n\n   Words.\n'
    project = make_project({'index.rst': page}, nitpicky=True)
    translate(project, {'Shoe size': 'Schuhgröße'})
    build = project.build(language='de')
    assert 'Schuhgröße' in build.page('index')
    assert 'Schuhgröße' not in build.page('genindex')
    assert b'std:term' not in build.files('objects.inv')['objects.inv']
    assert 'id="privacy-data-shoe-size"' in build.page('index')


def test_references_show_translated_names(make_project: ProjectMaker) -> None:
    files = {
        'index.rst': 'Home\n====\n\n.. toctree::\n\n   page\n\nSee :privacy:data:`shoe-size`.\n',
        'page.rst': 'Page\n====\n\n.. collected-data::\n\n   - Shoe size\n',
    }
    project = make_project(files, gettext_compact=False)
    translate(project, {'Shoe size': 'Schuhgröße', 'Page': 'Seite'}, 'page')
    build = project.build(language='de')
    assert 'Schuhgröße' in build.page('index')
    assert 'href="page.html#privacy-data-shoe-size"' in build.page('index')
    assert 'Schuhgröße' in build.page('privacy-data')


# -- overviews -----------------------------------------------------------------------------------------------

ASKED: Final[tuple[tuple[str, dict[str, str], *tuple[str, ...]], ...]] = (
    ('processor-list', {'notice': '*', 'columns': 'purpose, data, country', 'sort': 'name'}, 'All *our* recipients'),
    ('collected-data-list', {'notice': 'shop', 'scope': 'all', 'style': 'bullet'}, 'What we know'),
    ('data-right-list', {'notice': 'meadow'}),
    ('privacy-change-list', {'notice': '*'}),
    ('privacy-summary', {'notice': 'shop', 'scope': 'all'}),
    ('privacy-whole-notice', {'notice': 'shop'}, 'What we know'),
    ('cookie-list', {'notice': 'shop'}, 'Nothing at all'),
)
OF_PAGES: Final = {
    'overviews': {
        'All *our* recipients': 'Alle *unsere* Empfänger',
        'What we know': 'Was wir wissen',
        'Nothing at all': 'Gar nichts',
    },
    'shop': {
        'to take payments': 'zum Bezahlen',
        'Abacus Pay takes all payments.': 'Abacus Pay nimmt alle Zahlungen an.',
    },
    'meadow': {
        'They keep [records](https://harbor.example/records) *of their own*.': 'Sie führen *eigene* '
        '[Akten](https://harbor.example/records).',
        'Access': 'Auskunft',
        'write to us': 'schreiben Sie uns',
        'write to us at any time': 'schreiben Sie uns jederzeit',
        'to keep our services safe': 'zur Sicherheit',
    },
    'catalogue': {'E-mail address': 'E-Mail-Adresse', 'Loans': 'Ausleihen'},
}
"""Originals and translations, by the catalogue of the page that states or shows them."""


@pytest.mark.myst
def test_captions_are_in_the_catalogue_once(make_project: ProjectMaker) -> None:
    """And nothing that other pages state, nor a word of ours."""
    build = make_project(family_files(asked(*ASKED)), **FAMILY_SETTINGS).build('gettext')
    assert build.warnings == []
    found = messages(build, 'overviews')
    assert {str(message.id) for message in found if message.id} == {'Overviews', *OF_PAGES['overviews']}
    assert len(next(message for message in found if message.id == 'What we know').locations) == 2
    for page, translations in OF_PAGES.items():
        assert translations.keys() <= {str(message.id) for message in messages(build, page) if message.id}, page


@pytest.mark.myst
@pytest.mark.parametrize('builder', ['html', 'text'])
def test_overviews_are_translated(make_project: ProjectMaker, builder: str) -> None:
    """Captions by the catalogue of their page, facts by that of the page that states them, labels by ours."""
    project = make_project(family_files(asked(*ASKED)), **FAMILY_SETTINGS)
    for page, translations in OF_PAGES.items():
        translate(project, translations, page)
    build = project.build(builder, language='de')
    assert build.warnings == []
    text = build.page('overviews')
    if builder == 'html':
        text = words(html.fromstring(text))
    text = ' '.join(text.replace('*', '').replace('|', ' ').split())
    assert 'Alle unsere Empfänger' in text
    assert text.count('Was wir wissen') == 2
    # A table of the text builder breaks its cells.
    for translated in (
        'zum Bezahlen',
        'E-Mail-Adresse',
        'Ausleihen',
        'Auskunft',
        'schreiben Sie uns',
        'zur Sicherheit',
    ):
        assert translated in text, translated
    for original in ('to take payments', 'E-mail address', 'Loans', 'write to us', 'to keep our services safe'):
        assert original not in text, original
    assert 'Abacus Pay nimmt alle Zahlungen an.' in text
    assert 'Sie führen eigene Akten' in text
    assert 'Vereinigte Staaten' in text
