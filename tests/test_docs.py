"""The documentation: it builds strictly, is complete, links nowhere wrong, and its examples work."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.domains.std import StandardDomain
from sphinx.util.inventory import InventoryFile

from sphinxext_privacy import config
from sphinxext_privacy.changes.material import MATERIAL, REASONS
from sphinxext_privacy.cli.main import COMMANDS
from sphinxext_privacy.diagnostics import DESCRIPTIONS
from sphinxext_privacy.domain.roles import OBJECT_TYPES, ROLES
from sphinxext_privacy.exports.forms import FORMS, PUBLISHED, form_named
from sphinxext_privacy.exports.records import TABLES
from sphinxext_privacy.exports.schemas import SCHEMAS
from sphinxext_privacy.model.fields import COMMON, FieldType
from sphinxext_privacy.model.kinds import BY_TABLE, KINDS
from sphinxext_privacy.model.overviews import EXTRA, MATRIX, OPTIONS, OVERVIEWS, SCOPES, STYLES, SUBJECT
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.pdf import settings as pdf_settings
from sphinxext_privacy.publish import settings as publish_settings
from sphinxext_privacy.register.load import load_register
from sphinxext_privacy.rules.table import RULES
from tests.helpers.pages import DOCS, ROOT, blocks

if TYPE_CHECKING:
    from sphinxext_privacy.exports.schemas import NamedSchema
    from tests.helpers.pages import Block

pytest.importorskip('myst_parser', reason='the documentation is written in Markdown')
pytest.importorskip('furo', reason='the documentation has this theme')

SETTINGS: Final = (*config.SETTINGS, *publish_settings.SETTINGS, *pdf_settings.SETTINGS)


def run_sphinx(source: Path, target: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build *source* without the settings of the machine."""
    environment = {name: value for name, value in os.environ.items() if name != 'SOURCE_DATE_EPOCH'}
    command = [sys.executable, '-m', 'sphinx', '-q', *options, str(source), str(target)]
    return subprocess.run(command, capture_output=True, encoding='utf-8', env=environment, check=False)


@pytest.fixture(scope='session')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the built documentation."""
    target = tmp_path_factory.mktemp('docs')
    made = run_sphinx(DOCS, target, '-b', 'html', '-nW', '--keep-going', '-d', str(target / '.doctrees'))
    assert made.returncode == 0, made.stderr
    assert made.stderr == ''
    return target


def page(site: Path, name: str) -> Tag:
    """Give the main part of a page."""
    soup = BeautifulSoup((site / f'{name}.html').read_text(encoding='utf-8'), 'html.parser')
    main = soup.select_one('article[role="main"]')
    assert main is not None
    return main


# -- the whole --------------------------------------------------------------------------------------------------


@pytest.mark.each_sphinx
def test_every_internal_link_leads_somewhere(site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob('*.html')}
    soups = {name: BeautifulSoup(path.read_text(encoding='utf-8'), 'html.parser') for name, path in pages.items()}
    ids = {name: {str(tag['id']) for tag in soup.select('[id]')} for name, soup in soups.items()}
    checked = 0
    for name, soup in soups.items():
        for link in soup.select('a[href]'):
            path, _, fragment = str(link['href']).partition('#')
            if re.match(r'[a-z]+:', path):
                continue
            target = os.path.normpath(Path(name).parent / path) if path else name
            assert (site / target).is_file(), f'{name}: {link["href"]}'
            if fragment and target in ids:
                assert fragment in ids[target] or fragment == '', f'{name}: {link["href"]}'
            checked += 1
    assert checked > 500


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.rglob('*.html'):
        soup = BeautifulSoup(path.read_text(encoding='utf-8'), 'html.parser')
        for tag in soup.select('script[src], link[rel="stylesheet"], img[src]'):
            assert not re.match(r'(?:https?:)?//', str(tag.get('src') or tag.get('href'))), path.name


def test_every_document_is_in_the_contents(site: Path) -> None:
    start = BeautifulSoup((site / 'index.html').read_text(encoding='utf-8'), 'html.parser')
    linked = {str(link['href']).partition('#')[0] for link in start.select('.sidebar-tree a[href]')}
    parts = {'_ext', '_generated', '_static', 'snippets'}
    documents = {path.relative_to(DOCS) for path in DOCS.rglob('*.md')}
    expected = {path.with_suffix('.html').as_posix() for path in documents if path.parts[0] not in parts}
    assert expected - linked - {'index.html', 'examples/python.org.html', 'examples/psf.html'} == set()


# -- the reference ----------------------------------------------------------------------------------------------


def table_of(section: Tag | None, column: int = 0) -> list[str]:
    """Give the texts of a column of a table of a section, not counting those written by hand."""
    assert section is not None
    rows = section.select('table.reference')[-1].select('tbody tr')
    return [row.find_all(['th', 'td'])[column].get_text(' ', strip=True) for row in rows]


@pytest.mark.parametrize('kind', KINDS.values(), ids=lambda kind: kind.directive)
def test_every_field_is_in_the_reference(site: Path, kind) -> None:
    soup = page(site, 'reference/directives')
    anchor = soup.select_one(f'#directive-{kind.directive}')
    section = anchor if anchor is None or anchor.name == 'section' else anchor.find_parent('section')
    assert table_of(section) == [item.name for item in kind.fields]
    meanings = table_of(section, 2)
    for item, meaning in zip(kind.fields, meanings, strict=True):
        assert item.help.replace('`', '').split()[0].rstrip('.,') in meaning
        assert item.law in meaning


@pytest.mark.each_sphinx
def test_the_inventory_lists_directives_roles_and_settings(site: Path) -> None:
    """Tools and other docs find them there, under the types that Sphinx has for them."""
    with (site / 'objects.inv').open('rb') as stream:
        inventory: Any = InventoryFile.load(stream, '', lambda base, uri: uri)
    directives = {*(kind.directive for kind in KINDS.values()), *OVERVIEWS}
    assert set(inventory['rst:directive']) == directives | {f'privacy:{name}' for name in directives}
    assert set(inventory['rst:role']) == {f'privacy:{name}' for name in ROLES}
    if 'confval' in StandardDomain.object_types:
        assert set(inventory['std:confval']) == {setting.name for setting in SETTINGS}
    found = {**inventory['rst:directive'], **inventory['rst:role'], **inventory.get('std:confval', {})}
    for name, item in found.items():
        # A tuple before Sphinx 8.2.
        address = item[2] if isinstance(item, tuple) else item.uri
        path, _, anchor = address.partition('#')
        soup = BeautifulSoup((site / path).read_text(encoding='utf-8'), 'html.parser')
        target = soup.find(id=anchor)
        assert isinstance(target, Tag)
        # Some versions have an empty element for a label, within its section.
        described = target if target.get_text() else target.find_parent('section')
        assert described is not None
        assert name.removeprefix('privacy:') in described.get_text(), name


def test_every_common_option_is_in_the_reference(site: Path) -> None:
    section = page(site, 'reference/directives').select_one('#all-directives-take')
    assert table_of(section) == [item.name for item in COMMON]


def test_every_option_of_the_overviews_is_in_the_reference(site: Path) -> None:
    section = page(site, 'reference/overviews').select_one('#options')
    assert table_of(section) == list(OPTIONS)
    values = dict(zip(OPTIONS, table_of(section, 1), strict=True))
    assert re.findall(r'\w+', values['scope'].replace('(default)', '')) == list(SCOPES)
    assert re.findall(r'\w+', values['style'].replace('(default)', '')) == list(STYLES)
    fields = page(site, 'reference/overviews').select_one('#fields')
    assert table_of(fields) == [*EXTRA, SUBJECT.name]


@pytest.mark.parametrize('overview', OVERVIEWS.values(), ids=lambda overview: overview.directive)
def test_every_overview_is_in_the_reference(site: Path, overview) -> None:
    anchor = page(site, 'reference/overviews').select_one(f'#directive-{overview.directive}')
    section = anchor if anchor is None or anchor.name == 'section' else anchor.find_parent('section')
    assert section is not None
    names = [name.get_text().rstrip(':') for name in section.select('dl.reference-facts > dt')]
    values = section.select('dl.reference-facts > dd')
    facts = dict(zip(names, values, strict=True))

    def listed(name: str) -> list[str]:
        return [item.get_text() for item in facts[name].select('code')] if name in facts else []

    assert overview.help.split()[0] in section.get_text()
    assert listed('Options') == list(overview.options)
    made_of = [KINDS[kind].directive for kind in overview.kinds]
    assert [link.get_text() for link in facts['Made of'].select('a')] == (made_of or ['rules'])
    assert listed('If they state') == list(overview.needs)
    assert listed('Columns') == list(overview.columns)
    assert listed('Order') == list(overview.sort)
    assert listed('Possible columns') == (list(MATRIX) if overview.shape == 'matrix' else [])
    assert listed('All fields') == (list(overview.fields) if 'where' in overview.options else [])
    assert ('Law' in facts) == bool(overview.law)
    assert not overview.law or facts['Law'].get_text(strip=True) == overview.law
    assert overview.shape == 'whole' or facts['Caption'].get_text(strip=True) == overview.caption


@pytest.mark.parametrize('vocabulary', VOCABULARIES.values(), ids=lambda vocabulary: vocabulary.name)
def test_every_key_is_in_the_reference(site: Path, vocabulary) -> None:
    section = page(site, 'reference/vocabularies').select_one(f'#vocabulary-{vocabulary.name}')
    assert table_of(section) == list(vocabulary.labels)
    labels = [label.replace("'", '’') for label in vocabulary.labels.values()]
    assert table_of(section, 1) == labels


def test_every_setting_is_in_the_reference(site: Path) -> None:
    soup = page(site, 'reference/settings')
    titles = soup.select('section[id^="setting-"] > h2 > code')
    assert [title.get_text() for title in titles] == [setting.name for setting in SETTINGS]
    facts = soup.select('section[id^="setting-"] > dl > dd')
    assert len(facts) == 2 * len(SETTINGS)
    assert [fact for fact in facts if not fact.get_text(strip=True)] == []


def test_every_warning_is_in_the_reference(site: Path) -> None:
    assert table_of(page(site, 'reference/warnings')) == [f'privacy.{subtype}' for subtype in sorted(DESCRIPTIONS)]


def test_every_role_and_object_type_is_in_the_reference(site: Path) -> None:
    soup = page(site, 'reference/roles')
    assert table_of(soup.select_one('#roles')) == [f'privacy:{name}' for name in ROLES]
    assert table_of(soup.select_one('#object-types')) == [f'privacy:{name}' for name in OBJECT_TYPES]


def test_every_table_of_the_register_is_in_the_reference(site: Path) -> None:
    assert table_of(page(site, 'reference/register')) == list(BY_TABLE)


@pytest.mark.parametrize('schema', SCHEMAS.values(), ids=SCHEMAS)
def test_the_schema_is_published(site: Path, schema: NamedSchema) -> None:
    name = schema.file.removesuffix('.schema.json')
    where = {'privacy': 'json'}.get(name, name)
    link = page(site, f'reference/{where}').find('a', string=f'{name}.schema.json')
    assert link is not None
    published = (site / 'reference' / str(link['href'])).resolve()
    assert json.loads(published.read_text(encoding='utf-8')) == schema.make()


def test_the_snippets_for_editors_are_published(site: Path) -> None:
    link = page(site, 'how-to/editor').find('a', string='privacy.code-snippets')
    assert link is not None
    published = (site / 'how-to' / str(link['href'])).resolve()
    snippets = json.loads(published.read_text(encoding='utf-8'))
    assert {snippet['prefix'] for snippet in snippets.values()} >= {kind.directive for kind in KINDS.values()}


def test_every_command_is_in_the_reference(site: Path) -> None:
    soup = page(site, 'reference/commands')
    for command in COMMANDS:
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        section = soup.select_one(f'#command-{command.name}')
        shown = ' '.join(table_of(section))
        for action in parser._actions:
            for name in action.option_strings or [str(action.metavar)]:
                assert name in shown or name in {'-h', '--help'}


def test_everything_that_matters_is_in_the_reference(site: Path) -> None:
    soup = page(site, 'reference/changes')
    assert table_of(soup.select_one('#reasons')) == list(REASONS)
    fields = [f'{name} of {KINDS[kind].directive}' for kind, rules in MATERIAL.items() for name in rules]
    assert table_of(soup.select_one('#facts')) == fields


def test_every_key_of_the_json_is_in_the_reference(site: Path) -> None:
    soup = page(site, 'reference/json')
    tables = [
        [row.find_all(['th', 'td'])[0].get_text(' ', strip=True) for row in table.select('tbody tr')]
        for table in soup.select('table.reference')
    ]
    schema: Any = SCHEMAS['json'].make()
    found = [list(item['properties']) for item in (schema, schema['$defs']['notice'], schema['$defs']['processor'])]
    assert tables[:2] == found[:2]
    assert tables[2:4] == [list(TABLES.values()), found[2]]
    assert len(tables[4]) == len(get_args(FieldType))


@pytest.mark.parametrize('rule', RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_is_in_the_reference(site: Path, rule) -> None:
    section = page(site, 'reference/rules').select_one(
        f'section#profile-{rule.profile} > section#rule-{rule.id.lower()}'
    )
    assert section is not None
    text = ' '.join(section.get_text().split())
    for words in (rule.id, rule.text, rule.remedy, rule.severity, rule.law if rule.law != 'consistency' else ''):
        assert words.replace('`', '').replace("'", '’') in text.replace("'", '’')
    assert ('off unless' in text) != rule.on


def test_every_form_is_in_the_docs(site: Path) -> None:
    rows = [row.get_text(' ', strip=True) for row in page(site, 'how-to/data').select('table.reference tbody tr')]
    assert len(rows) == len(FORMS) + 1
    told = page(site, 'reference/forms').get_text()
    for row, name in zip(rows, FORMS, strict=False):
        form = form_named(name)
        assert all(path in row for path in form.paths)
        assert form.help.split(',')[0] in row
        assert (name in PUBLISHED) == row.endswith(name)
        if form.loses:
            assert all(path in told for path in form.paths)


def test_the_docs_publish_their_notices(site: Path) -> None:
    text = (site / 'examples' / 'python.org.html').read_text(encoding='utf-8')
    links = BeautifulSoup(text, 'html.parser').select('head > link[rel=alternate][type*=json]')
    assert len(links) == len(PUBLISHED)
    assert all((site / 'examples' / str(link['href'])).resolve().is_file() for link in links)


def test_every_key_of_the_report_is_in_the_reference(site: Path) -> None:
    tables = page(site, 'reference/report').select('table.reference')
    found = [
        [row.find_all(['th', 'td'])[0].get_text(strip=True) for row in table.select('tbody tr')] for table in tables
    ]
    schema: Any = SCHEMAS['report'].make()
    objects = (schema, *(schema['$defs'][name] for name in ('rule', 'notice', 'row', 'finding', 'place')))
    assert found == [list(item['properties']) for item in objects]


def test_every_directive_is_in_the_gallery() -> None:
    shown = set(re.findall(r'(?m)^```\{sample\} (.+)$', (DOCS / 'gallery.md').read_text(encoding='utf-8')))
    for kind in KINDS.values():
        assert any(name.startswith(kind.directive) for name in shown), kind.directive
    shown |= set(re.findall(r'(?m)^```\{sample\} (.+)$', (DOCS / 'gallery-overviews.md').read_text(encoding='utf-8')))
    for name in shown:
        assert {path.suffix for path in (DOCS / 'snippets').glob(f'{name}.*')} == {'.md', '.rst'}, name


def test_every_overview_is_in_the_gallery() -> None:
    text = (DOCS / 'gallery-overviews.md').read_text(encoding='utf-8')
    sources = [
        (DOCS / 'snippets' / f'{name}.md').read_text(encoding='utf-8')
        for name in re.findall(r'(?m)^```\{sample\} (.+)$', text)
    ]
    for name, overview in OVERVIEWS.items():
        assert any(source.startswith(f':::{{{name}}}') for source in sources), name
        assert f'\n## {name}\n' in text
        for option in overview.options:
            assert any(f':{option}:' in source for source in sources), option


def test_every_class_of_the_docs_exists(site: Path) -> None:
    """The names that authors may use in style sheets of their own stand on pages."""
    text = (DOCS / 'how-to' / 'styles.md').read_text(encoding='utf-8')
    named = set(re.findall(r'`(privacy-[a-z-]+)`', text[text.index('| Class |') :]))
    named |= {f'privacy-block{suffix}' for suffix in re.findall(r'`(-[a-z]+)`', text)}
    shown = {
        str(name)
        for name in ('gallery', 'gallery-overviews', 'how-to/dates', 'index')
        for tag in page(site, name).select('[class]')
        for name in tag['class']
    }
    assert len(named) > 8
    assert named - shown == set()


# -- the examples -----------------------------------------------------------------------------------------------


def examples(path: Path) -> list[Block]:
    """Give the examples of a page: its blocks of code, but for files of recipes and those that a comment takes out."""
    return [block for block in blocks(path) if block.is_checked and not block.path]


PAGES: Final = sorted(path for path in [*DOCS.glob('*.md'), *DOCS.glob('*/*.md')] if path.parent.name != 'snippets')
TABLE: Final = re.compile(rf'(?m)^\[?(?:{"|".join(BY_TABLE)})[.:]')
DIRECTIVE: Final = re.compile(r'\{(?:privacy:)?[a-z-]+\}|^\.\. [a-z:-]+::|:privacy:', re.MULTILINE)


def registers(path: Path) -> list[Block]:
    """Give the examples of registers of a page."""
    return [item for item in examples(path) if item.language in {'yaml', 'toml'} and TABLE.search(item.text)]


@pytest.mark.parametrize('path', [path for path in PAGES if registers(path)], ids=lambda path: path.stem)
def test_registers_in_the_docs_are_right(path: Path, tmp_path: Path) -> None:
    for example in registers(path):
        name = f'register.{example.language}'
        (tmp_path / name).write_text(example.text, encoding='utf-8')
        register = load_register([name], tmp_path)
        assert [f'{example}: {problem.message}' for problem in register.problems] == []
        assert register.records, str(example)


SETTING_LINES: Final = """\
extensions = ['myst_parser', 'sphinxext_privacy']
myst_enable_extensions = ['colon_fence', 'substitution']
privacy_register = ['privacy.yaml', 'elsewhere.yaml']
privacy_controller = 'shop'
privacy_date_fallback = 'none'
root_doc = 'example-0'
source_suffix = {'.md': 'markdown', '.rst': 'restructuredtext'}
suppress_warnings = ['toc', 'myst.xref_missing', 'myst.header', 'ref.doc', 'app.add_node']
"""

ELSEWHERE: Final = """\
controllers:
  shop:
    name: The Corner Shop Ltd
    short-name: the shop
processors:
  mailer:
    name: Mailer
    agreement: Data Processing Agreement <https://mailer.example/dpa>
    policy: Privacy Policy <https://mailer.example/privacy>
data:
  name:
    label: Your name
  email-address:
    label: Your email address
  order:
    label: What you order
  orders:
    label: What you order
statements:
  deletion:
    topic: retention
    text: We delete everything.
"""
"""What the examples take from other pages."""

KNOWN: Final = re.compile(
    r'in this project has the id (?:shop|app/mailer|app)\b|there is no notice .(?:shop|psf|python\.org).|names .shop.'
    # Before 8.0, Sphinx does not name the types by which the settings suppress this one.
    r"|document isn't included in any toctree"
)
"""Warnings of examples that stand alone on their page, and name what another page declares."""


def sources(path: Path) -> list[Block]:
    """Give the examples of notices of a page."""
    return [item for item in examples(path) if item.language in {'md', 'rst'} and DIRECTIVE.search(item.text)]


@pytest.mark.parametrize('path', [path for path in PAGES if sources(path)], ids=lambda path: path.stem)
def test_notices_in_the_docs_are_right(path: Path, tmp_path: Path) -> None:
    """Each example is read as a page of its own, and none has a warning of this extension, of MyST or of docutils."""
    found = sources(path)
    for number, example in enumerate(found):
        suffix = {'md': '.md', 'rst': '.rst'}[example.language]
        text = example.text
        (tmp_path / f'example-{number}{suffix}').write_text(text, encoding='utf-8')
    (tmp_path / 'conf.py').write_text(SETTING_LINES, encoding='utf-8')
    (tmp_path / 'privacy.yaml').write_bytes((DOCS / 'privacy.yaml').read_bytes())
    (tmp_path / 'elsewhere.yaml').write_text(ELSEWHERE, encoding='utf-8')
    made = run_sphinx(tmp_path, tmp_path / '_build', '-b', 'dummy')
    lines = [line for line in made.stderr.splitlines() if 'WARNING' in line or 'ERROR' in line]
    assert [line for line in lines if not KNOWN.search(line)] == []


@pytest.mark.parametrize('path', PAGES, ids=lambda path: path.stem)
def test_settings_in_the_docs_are_right(path: Path) -> None:
    """Examples of ``conf.py`` are Python, and set nothing that this extension does not know."""
    for example in examples(path):
        if example.language == 'python':
            values: dict[str, object] = {}
            exec(compile(example.text, str(example), 'exec'), values)
            ours = {name for name in values if name.startswith(('privacy_', 'noticepdf_'))}
            assert ours <= {setting.name for setting in SETTINGS}, str(example)
            for setting in SETTINGS:
                if setting.name in ours:
                    assert setting.clean(setting.name, values[setting.name]) == values[setting.name], str(example)


@pytest.mark.parametrize('width', [360, 1200])
def test_no_page_has_a_serious_fault(site: Path, width: int) -> None:
    """Contrast is left out, which takes most of the time: other tests look at it, in five themes."""
    browsers = pytest.importorskip('tests.helpers.browser', reason='axe-playwright-python is not installed')
    command = browsers.find_browser()
    if command is None:
        pytest.skip('no Chromium is installed')
    found = {}
    with browsers.running(command) as browser, browsers.serving(site) as base:
        window = browsers.Window(browser, base, width)
        for path in sorted(site.rglob('*.html')):
            name = path.relative_to(site).as_posix()
            window.open(name)
            if faults := window.findings(contrast=False):
                found[name] = faults
        window.close()
    assert found == {}


# -- beside the documentation -----------------------------------------------------------------------------------


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / 'README.md').read_text(encoding='utf-8')
    commands = re.findall(r'(?m)^bash (\S+)$', readme)
    assert commands == ['.ci/build', '.ci/test']
    for command in commands:
        assert (ROOT / command).is_file()
    named = set(re.findall(r'`tox -e ([a-z]+)`', readme))
    configured = (ROOT / 'tox.ini').read_text(encoding='utf-8')
    assert all(f'[testenv:{name}]' in configured for name in named)
    for target in re.findall(r'\]\((?!https?:)([^)#]+)\)', readme):
        assert (ROOT / target).is_file(), target


def test_the_readme_shows_what_is_true(tmp_path: Path) -> None:
    """The notice of the README, with the register of the README, gives the words of the README."""
    found = examples(ROOT / 'README.md')
    notice = next(item.text for item in found if item.language == 'md')
    register = next(item.text for item in found if item.language == 'yaml')
    settings = next(item.text for item in found if item.language == 'python')
    (tmp_path / 'index.md').write_text(notice, encoding='utf-8')
    (tmp_path / 'privacy.yaml').write_text(register, encoding='utf-8')
    (tmp_path / 'conf.py').write_text(settings, encoding='utf-8')
    made = run_sphinx(tmp_path, tmp_path / '_build', '-b', 'text', '-nW')
    assert made.returncode == 0, made.stderr
    shown = ' '.join((tmp_path / '_build' / 'index.txt').read_text(encoding='utf-8').split())
    quote = re.findall(r'(?m)^> ?(.*)$', (ROOT / 'README.md').read_text(encoding='utf-8'))
    promised = re.sub(r'\[([^]]+)\]\([^)]+\)', r'\1', ' '.join(quote)).split()
    for sentence in re.split(r' - ', ' '.join(promised)):
        assert sentence.lstrip('- ') in shown


def test_the_changelog_names_every_directive() -> None:
    text = (ROOT / 'CHANGELOG.md').read_text(encoding='utf-8')
    assert [kind.directive for kind in KINDS.values() if f'`{kind.directive}`' not in text] == []
