"""The how-to guides: each command that they show runs, in the order of its page, and each file is put where it belongs.

A page is followed to its end. So a block that is new on it, and that nothing here does anything with, fails.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from sphinxext_privacy.cli.check import NO_REASON
from sphinxext_privacy.cli.main import make_parser
from sphinxext_privacy.register.load import load_register
from tests.helpers.followed import PLAIN, Followed
from tests.helpers.pages import DOCS, blocks, quotes
from tests.helpers.pdf import squeezed, text_of
from tests.helpers.terminal import Terminal
from tests.helpers.visits import visited

if TYPE_CHECKING:
    from collections.abc import Callable

pytest.importorskip('myst_parser', reason='most of the examples are written in Markdown')
pytest.importorskip('typst', reason='the guides make PDFs')
pikepdf = pytest.importorskip('pikepdf')

PAGES: Final = [DOCS / 'start.md', *sorted((DOCS / 'how-to').glob('*.md'))]

STORIES: Final[dict[str, Callable[[Followed], None]]] = {}
"""How each page is followed."""

EXTENSIONS: Final = "extensions = ['myst_parser', 'sphinxext_privacy']\nmyst_enable_extensions = ['colon_fence']\n"
INDEX: Final = '# The Corner Shop\n\n```{toctree}\n:glob:\n\n*\n```\n'


FONT: Final = Path('/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf')
"""A font with the letters of Japanese; the pages name one that is no package of Debian."""


def follows(name: str) -> Callable[[Callable[[Followed], None]], Callable[[Followed], None]]:
    def keep(story: Callable[[Followed], None]) -> Callable[[Followed], None]:
        STORIES[name] = story
        return story

    return keep


def example(page: str, language: str, words: str = '') -> str:
    """Give the first block of a page, in a language, that holds some words."""
    return next(item.text for item in blocks(DOCS / page) if item.language == language and words in item.text)


def set_up(page: Followed) -> None:
    """Write the project of the page "Start"."""
    page.write('docs/conf.py', PLAIN + example('start.md', 'python'))
    page.write('docs/privacy.yaml', example('start.md', 'yaml'))
    page.write('docs/index.md', INDEX)
    page.write('docs/privacy.md', example('start.md', 'md'))


def commit(page: Followed, moment: str = '2026-02-10T12:00:00Z', tag: str = '') -> None:
    """Put all files into git."""
    page.terminal.variables |= {'GIT_AUTHOR_DATE': moment, 'GIT_COMMITTER_DATE': moment}
    if not (page.folder / '.git').exists():
        page.write('.gitignore', '_build\n')
        page.do('git init -q -b main')
    page.do('git add -A')
    page.do('git commit -q -m "A change"')
    if tag:
        page.do(f'git tag {tag}')


# -- the pages ----------------------------------------------------------------------------------------------------


@follows('start.md')
def start(page: Followed) -> None:
    page.run()
    page.run()
    page.write('docs/conf.py', PLAIN)
    page.set()
    page.put('docs/privacy.yaml')
    page.put('docs/privacy.md')
    rest = page.take('rst')
    page.write('docs/index.md', INDEX)
    page.run()
    shown = page.shown('docs/_build/html/privacy.html')
    told = quotes(page.page.read_text(encoding='utf-8'))
    assert len(told) == 6
    assert [words for words in told if words not in shown] == []
    (page.folder / 'docs' / 'privacy.md').unlink()
    page.write('docs/privacy.rst', rest.text)
    page.do('sphinx-build -W -b html docs docs/_build/html')
    assert page.shown('docs/_build/html/privacy.html') == shown


@follows('how-to/accessibility.md')
def accessibility(page: Followed) -> None:
    set_up(page)
    page.put('docs/_static/notices.css')
    page.add('docs/conf.py', example('how-to/styles.md', 'python', 'html_css_files'))
    page.add('docs/conf.py', "html_theme = 'sphinx_rtd_theme'\n")
    page.do('sphinx-build -W -b html docs docs/_build/html')
    assert page.styled('docs/_build/html/privacy.html', 'docs/_static/notices.css') == ['.rst-content a']


@follows('how-to/check.md')
def check(page: Followed) -> None:
    if shutil.which('jq') is None:
        pytest.skip('jq is not installed, which a recipe of this page uses')
    whole = example('tutorial.md', 'md', ':dpo:').replace(':::{privacy-summary}\n:::\n\n', '')
    page.write('docs/conf.py', PLAIN + EXTENSIONS + "root_doc = 'shop'\nprivacy_register = ['privacy.yaml']\n")
    page.write('docs/privacy.yaml', example('tutorial.md', 'yaml', 'safeguard-url'))
    page.set()
    page.put('docs/shop.md')
    told = page.do('sphinx-privacy check docs', 1)
    assert 'GDPR 13' in told
    assert 'CCPA' in told

    page.write('docs/shop.md', whole)
    page.do('sphinx-build -q -b dummy docs docs/_build/dummy')
    page.shows()
    page.put('docs/shop.md')
    settled = {'G13-1-E-RECIPIENTS', 'G13-2-F-ADM'}
    assert not [rule for rule in settled if rule in page.do('sphinx-privacy check docs', 1)]
    page.write('docs/shop.md', re.sub('(?m)^:(?:recipients|automated-decisions):.*\n', '', page.read('docs/shop.md')))
    assert [rule for rule in settled if rule not in page.do('sphinx-privacy check docs', 1)] == []

    page.write('docs/shop.md', whole)
    page.run(1)
    page.shows()
    page.write('docs/shop.md', whole + '\n:::{processor} Abacus Pay\n:data: card-number\n:::\n')
    assert 'error: processor' in page.do('sphinx-privacy check docs', 1)
    page.set()
    told = page.do('sphinx-privacy check docs', 1)
    assert re.search('info: .+X-REF', told)

    page.add('docs/conf.py', "privacy_controller = 'shop'\n")
    accepting = page.take('md').text
    page.write('docs/shop.md', f'{whole}\n{accepting}')
    assert 'infos: 0, accepted: 1' in page.do('sphinx-privacy check docs', 1)
    page.write('docs/shop.md', whole + '\n' + re.sub('(?m)^:accept:.*\n', '', accepting))
    page.run()
    page.set()
    wanted = page.take('toml').text
    written = tomllib.loads(page.read('docs/privacy-baseline.toml'))['accepted']
    (accepted,) = tomllib.loads(wanted)['accepted']
    assert {**accepted, 'reason': NO_REASON} in written
    of_author = wanted.splitlines(keepends=True)[-2:]
    page.replace('docs/privacy-baseline.toml', f'{of_author[0]}reason = "{NO_REASON}"\n', ''.join(of_author))
    assert wanted in page.read('docs/privacy-baseline.toml')
    assert f'infos: 0, accepted: {len(written)}' in page.do('sphinx-privacy check docs')

    page.put('docs/report.md')
    page.do('sphinx-build -W -b html docs docs/_build/html')
    assert accepted['reason'] in page.shown('docs/_build/html/report.html')
    page.run()
    for name in re.findall(r'(?m)^\| `(report\.\w+)` \|', page.page.read_text(encoding='utf-8')):
        assert accepted['reason'] in page.read(f'docs/_build/privacy/{name}')
    page.run_recipe()
    assert page.read('summary.md') == page.read('docs/_build/privacy/report.md')
    results = json.loads(page.read('privacy.sarif'))['runs'][0]['results']
    places = [place['physicalLocation']['artifactLocation']['uri'] for item in results for place in item['locations']]
    assert set(places) == {'docs/shop.md'}
    assert all(item['suppressions'] for item in results)


@follows('how-to/ci.md')
def ci(page: Followed) -> None:
    set_up(page)
    page.run()
    page.run_recipe()
    strict = 'sphinx-build -W --keep-going -b dummy docs docs/_build/dummy'
    page.replace('docs/privacy.md', ':updated: ', ':updated: about ')
    page.do(strict, 1)
    page.set()
    page.do(strict)
    page.replace('docs/privacy.yaml', 'policy:', 'polcy:')
    page.do(strict, 1)
    page.set()
    page.do(strict)
    with visited() as server:
        set_up(page)
        page.write('docs/privacy.yaml', page.read('docs/privacy.yaml').replace('https://mailer.example', server.base))
        hidden = f':::{{processor}} Other\n:policy: {server.base}/hidden\n:style: hidden\n:::\n'
        page.add('docs/privacy.md', f'[A link]({server.base}/other)\n\n{hidden}')
        page.run()
        assert server.paths == {'/dpa', '/privacy', '/other'}


@follows('how-to/data.md')
def data(page: Followed) -> None:
    set_up(page)
    page.replace('docs/privacy.md', '# Privacy notice', '# Privacy at the shop')
    page.run()
    page.write('records/ropa.csv', page.read('docs/_build/privacy/ropa.csv'))
    commit(page)
    lines = page.ahead[0].text.splitlines()
    page.run()
    page.replace('docs/privacy.md', 'to send you news', 'to send you letters')
    statuses = [page.terminal.run(line) for line in lines]
    assert statuses == [0, 0, 1]
    assert re.search(r'(?m)^\+.*to send you letters', page.terminal.output)

    page.set()
    page.do('sphinx-build -W -b html docs docs/_build/html')
    assert page.take('html').text.strip() in page.read('docs/_build/html/privacy.html')
    assert 'rel="alternate"' not in page.read('docs/_build/html/index.html')
    page.run_recipe()
    page.run()
    schema = json.loads(page.read('privacy.schema.json'))
    Draft202012Validator.check_schema(schema)
    written = json.loads(page.read('docs/_build/privacy/privacy.json'))
    assert list(Draft202012Validator(schema).iter_errors(written)) == []
    assert f'`{written["format"]}`' in page.page.read_text(encoding='utf-8')
    page.write('receivers.py', page.take('python').text)
    assert page.do('python receivers.py') == 'Privacy at the shop: Mailer\n'


@follows('how-to/dates.md')
def dates(page: Followed) -> None:
    page.write('docs/conf.py', PLAIN + EXTENSIONS + "root_doc = 'privacy'\n")
    page.put('docs/privacy.md')
    page.do('sphinx-build -W -b html docs docs/_build/html')
    shown = page.shown('docs/_build/html/privacy.html')
    told = quotes(page.ahead[0].words)
    assert len(told) == 3
    assert [words for words in told if words not in shown] == []
    page.put('docs/privacy.md')
    page.do('sphinx-build -W -b html docs docs/_build/html')
    assert '2026' not in page.shown('docs/_build/html/privacy.html')

    # A clone that has the newest commit only, as those of many services.
    page.write('docs/privacy.md', '# Privacy notice\n\n:::{privacy-notice} shop\n:::\n')
    commit(page, '2020-01-01T12:00:00Z')
    page.write('other.md', 'Words.')
    commit(page, '2021-01-01T12:00:00Z')
    page.do(f'git clone -q --depth=1 {page.folder.as_uri()} shallow')
    shallow = Terminal(page.folder / 'shallow')
    build = 'sphinx-build -b html docs docs/_build/html'
    assert shallow.run(build) == 0
    assert 'The git history is cut off' in shallow.output
    assert page.recipe()['jobs']['job']['steps'][0]['with'] == {'fetch-depth': 0}
    for command in page.recipe()['build']['jobs']['post_checkout']:
        assert shallow.run(command) == 0
    assert shallow.run(f'{build} -E -W') == 0
    assert 'January 1, 2020' in page.shown('shallow/docs/_build/html/privacy.html')
    assert page.recipe() == {'variables': {'GIT_DEPTH': 0}}

    for shown in ('January 1, 2020', '01 January 2020'):
        page.set()
        page.do(f'{build} -W')
        assert shown in page.shown('docs/_build/html/privacy.html')


@follows('how-to/editor.md')
def editor(page: Followed) -> None:
    set_up(page)
    page.run()
    text = page.put('docs/privacy.yaml')
    named = re.match(r'# yaml-language-server: \$schema=(\S+)\n', text)
    assert named is not None
    schema = json.loads(page.read(f'docs/{named[1]}'))
    assert list(Draft202012Validator(schema).iter_errors(yaml.safe_load(text))) == []
    assert list(Draft202012Validator(schema).iter_errors({'processors': {'mailer': {'nmae': 'Mailer'}}})) != []
    page.replace('docs/conf.py', "privacy_controller = 'shop'\n", '')
    page.do('sphinx-build -W -b html docs docs/_build/html')
    assert json.loads(page.take('json').text).keys() == {'[markdown]'}


@follows('how-to/from-sphinx-needs.md')
def from_sphinx_needs(page: Followed) -> None:
    needs = """\
extensions = ['sphinx_needs']
needs_types = [
    {'directive': 'vendor', 'title': 'Vendor', 'prefix': 'V_', 'color': '#fff', 'style': 'node'},
    {'directive': 'req', 'title': 'Requirement', 'prefix': 'R_', 'color': '#fff', 'style': 'node'},
]
needs_extra_options = ['country', 'policy', 'dpa']
"""
    vendor, entry = (item.text for item in page.ahead if item.language == 'rst')
    page.write('docs/conf.py', PLAIN + needs)
    other = '.. req:: Fast\n   :id: R_FAST\n'
    page.write('docs/index.rst', f'Vendors\n=======\n\n{vendor}\n{other}')
    # What another extension leaves in the process is not ours to clean.
    page.run(apart=True)
    page.write('move.py', page.take('python').text)
    page.do('python move.py')
    register = load_register(['privacy.yaml'], page.folder / 'docs')
    assert register.problems == ()
    assert list(register.records) == [('processor', 'mailer')]
    page.take('rst')
    page.take('rst')
    page.replace('docs/conf.py', "['sphinx_needs']", "['sphinx_needs', 'sphinxext_privacy']")
    page.add('docs/conf.py', "privacy_register = ['privacy.yaml']\n")
    notice = '.. privacy-notice:: shop\n   :updated: 2026-02-10\n'
    page.write('docs/index.rst', f'Notice\n======\n\n{notice}\n{entry}\n{other}')
    assert page.terminal.run('sphinx-build -b html docs docs/_build/html', apart=True) == 0
    assert 'docs/index.rst' not in page.terminal.output
    assert 'Mailer to send you news. They send our news.' in page.shown('docs/_build/html/index.html')


@follows('how-to/links.md')
def links(page: Followed) -> None:
    set_up(page)
    for name in ('conf.py', 'privacy.yaml', 'index.md', 'privacy.md'):
        page.write(f'policies/{name}', page.read(f'docs/{name}'))
    page.do('sphinx-build -b html policies policies/_build/html')
    page.past_examples()
    page.write('docs/conf.py', PLAIN + "nitpicky = True\nroot_doc = 'app'\nexclude_patterns = ['[!a]*']\n")
    page.set()
    # The inventory is not where the page has it.
    local = "(intersphinx_mapping['policies'][0], '../policies/_build/html/objects.inv')"
    page.add('docs/conf.py', f"intersphinx_mapping = {{'policies': {local}}}\n")
    text = page.take('md').text
    page.write('docs/app.md', f'# The app\n\n{text}')
    page.do('sphinx-build -W -b html docs docs/_build/html')
    built = BeautifulSoup(page.read('docs/_build/html/app.html'), 'html.parser')
    (role, link) = built.select('a[href^="https://policies.example.org/privacy.html#"]')
    assert role['href'] == link['href']
    assert (role.get_text(), link.get_text()) == ('Privacy notice', 'the notice')
    page.past_examples()


@follows('how-to/move.md')
def move(page: Followed) -> None:
    page.write('docs/conf.py', PLAIN + EXTENSIONS + "privacy_register = ['privacy.yaml']\n")
    page.write('docs/privacy.yaml', example('start.md', 'yaml'))
    page.add('docs/conf.py', "privacy_controller = 'shop'\n")
    page.write('docs/index.md', INDEX)
    page.set()
    page.write('docs/mkdocs.md', '# From MkDocs\n\n{{git_revision_date_localized}}\n')
    commit(page, '2020-01-01T12:00:00Z')
    ahead = [item.text for item in page.ahead if item.language == 'md']
    (vendor,) = [words for item in page.ahead for words in quotes(item.words)]
    links = re.findall(r'(\[[^]]+\]\([^)]+\))', page.page.read_text(encoding='utf-8').replace('\n> ', ' '))
    for link in (item for item in links if 'fastly' in item):
        vendor = vendor.replace(link[1 : link.index(']')], link)
    date = 'Last updated **February 10, 2026**'
    page.write('docs/privacy.md', f'# Privacy notice\n\n{date}\n\n{ahead[1]}\nWe use:\n\n- {vendor}\n')
    page.run()
    assert 'January 1, 2020' in page.read('docs/_build/before/mkdocs.txt')

    said, listed = page.put('docs/privacy.md'), page.take('md')
    assert listed.text == ahead[1]
    page.add('docs/privacy.md', page.take('md').text)
    page.take('rst')
    page.past_examples()
    page.add('docs/privacy.yaml', page.take('yaml').text.removeprefix('processors:\n'))
    page.add('docs/privacy.md', f'We use:\n\n{page.take("md").text}')
    assert said in page.read('docs/privacy.md')
    # There is no difference: git would end with 1.
    page.run(0, 0)
    page.run(1)
    assert 'errors: ' in page.terminal.output


@follows('how-to/notices.md')
def notices(page: Followed) -> None:
    set_up(page)
    build = 'sphinx-build -W -E -b html docs docs/_build/html'
    page.put('docs/privacy.md')
    page.put('docs/cookies.md')
    page.do(build)
    assert 'to keep you signed in' in page.shown('docs/_build/html/cookies.html')
    (page.folder / 'docs' / 'cookies.md').unlink()
    page.put('docs/privacy.yaml')
    page.put('docs/privacy.md')
    page.put('docs/app.md')
    page.do(build)
    for name, purpose in (('privacy', 'to send you news'), ('app', 'to send you codes')):
        shown = page.shown(f'docs/_build/html/{name}.html')
        assert f'Mailer {purpose}' in shown
        assert 'Privacy Policy' in shown
    page.put('docs/app.md')
    page.write('docs/vendors.md', f'# Vendors\n\n{page.take("md").text}')
    page.do(build)
    assert 'All our vendors Recipient Purpose Mailer to send you news' in page.shown('docs/_build/html/vendors.html')
    for name in ('privacy', 'vendors'):
        (page.folder / 'docs' / f'{name}.md').unlink()
    page.put('docs/app.md')
    page.do(build)
    page.do('sphinx-build -b privacy docs docs/_build/privacy')
    stated = json.loads(page.read('docs/_build/privacy/privacy.json'))['notices']
    labels = {item['id']: [data['title'] for data in item['own']['data']] for item in stated}
    assert labels == {'shop': ['Orders'], 'app': ['Crash reports']}


@follows('how-to/overviews.md')
def overviews(page: Followed) -> None:
    set_up(page)
    page.past_examples()
    page.put('docs/overview.md')
    page.do('sphinx-build -q -b dummy docs docs/_build/dummy')
    page.shows()


@follows('how-to/parents.md')
def parents(page: Followed) -> None:
    set_up(page)
    for name in ('privacy.yaml', 'index.md', 'privacy.md'):
        page.write(f'policies/{name}', page.read(f'docs/{name}').replace('shop', 'org').replace('mailer', 'cloud'))
    page.set()
    page.write('policies/conf.py', page.read('docs/conf.py').replace("'shop'", "'org'"))
    page.do('sphinx-build -W -b html policies policies/_build/html')

    page.write('docs/conf.py', PLAIN + EXTENSIONS + "root_doc = 'app'\nexclude_patterns = ['[!a]*']\n")
    site = 'https://policies.example/'
    assert f"('{site}', '{site}privacy.json')" in page.take('python').text
    page.put('docs/app.md')
    page.set()
    page.do('sphinx-build -W -b html docs docs/_build/html')
    built = BeautifulSoup(page.read('docs/_build/html/app.html'), 'html.parser')
    assert [link.get_text() for link in built.select(f'a[href^="{site}privacy.html"]')] == ['Mailer', 'privacy notice']


@follows('how-to/pdf-notice.md')
def pdf_notice(page: Followed) -> None:
    if not FONT.is_file():
        pytest.skip('the package fonts-droid-fallback is not installed')
    set_up(page)
    page.run()
    assert [path.name for path in (page.folder / 'docs/_build/pdf').glob('*.pdf')] == ['shop.pdf']
    notice = '# App notice\n\n:::{privacy-notice} app\n:addendum-to: shop\n:updated: 2026-02-10\n:::\n'
    page.write('docs/app/notice.md', f'{notice}\n[Other](../other.md)\n')
    page.write('docs/app/cookies.md', '# Cookies\n\n:::{cookie} session\n:notice: app\n:::\n')
    page.write('docs/other.md', '# Other\n\nWords.\n')
    page.write('docs/index.md', INDEX.replace('*', '**'))
    for _ in range(4):
        # Which documents, what is inherited, where the pages are, and the paper.
        page.set()
    page.do('sphinx-build -W -b noticepdf docs docs/_build/pdf')
    made = page.folder / 'docs' / '_build' / 'pdf'
    assert {path.name for path in made.glob('*.pdf')} == {'shop.pdf', 'app.pdf', 'all.pdf'}
    app = squeezed(text_of(made / 'app.pdf'))
    for words in ('session', 'Appnotice', 'Mailertosendyounews', 'https://docs.example.org/other.html'):
        assert words in app
    with pikepdf.open(made / 'app.pdf') as pdf:
        assert [float(size) for size in pdf.pages[0].mediabox] == [0, 0, 612, 792]

    page.set()
    page.replace('docs/privacy.md', 'They store', 'They 文 store')
    page.do('sphinx-build -W --keep-going -b html docs docs/_build/html', 1)
    assert '(U+6587)' in page.terminal.output
    (name,) = re.findall(r"'(fonts/.+)'", page.set())
    (page.folder / 'docs' / 'fonts').mkdir()
    shutil.copyfile(FONT, page.folder / 'docs' / name)
    page.set()
    page.put('docs/notice.typ')
    page.do('sphinx-build -W -b html docs docs/_build/html')
    linked = BeautifulSoup(page.read('docs/_build/html/privacy.html'), 'html.parser').select('a[href="shop.pdf"]')
    assert len(linked) == 1
    published = page.folder / 'docs' / '_build' / 'html' / 'shop.pdf'
    assert 'The Corner Shop Ltd · 1 Long Street · Dublin' in text_of(published)
    page.run()
    assert page.terminal.output == '[]\n'


@follows('how-to/pdf.md')
def pdf(page: Followed) -> None:
    if shutil.which('make') is None:
        pytest.skip('make is not installed')
    set_up(page)
    # LaTeX takes long; test_builders and the environment "latexpdf" of tox run it. Here make says what it would do.
    page.terminal.variables['MAKEFLAGS'] = 'n'
    page.run(apart=True)
    assert re.search('latexmk .*thecornershop.tex', page.terminal.output)
    page.run()
    page.set()
    page.add('docs/privacy.md', page.take('md').text)
    page.do('sphinx-build -W -b latex docs docs/_build/latex')
    assert 'The Corner Shop Ltd' in page.read('docs/_build/latex/privacy.tex')


def facts(page: Followed, name: str) -> dict[Any, Any]:
    """Give what a register states, which is right."""
    register = load_register([name], page.folder / 'docs')
    assert register.problems == ()
    return {key: record.facts for key, record in register.records.items()}


@follows('how-to/register.md')
def register(page: Followed) -> None:
    set_up(page)
    build = 'sphinx-build -W -b html docs docs/_build/html'
    page.set()
    page.put('docs/privacy.yaml')
    page.put('docs/privacy.toml')
    assert facts(page, 'privacy.yaml') == facts(page, 'privacy.toml') != {}
    notice = example('start.md', 'md').partition('We collect')[0]
    page.write('docs/privacy.md', notice + page.take('md').text)
    page.do(build)
    shown = page.shown('docs/_build/html/privacy.html')
    assert 'Mailer to send you news' in shown
    assert 'What you order' in shown

    page.put('docs/privacy/vendors.yaml')
    assert facts(page, 'privacy/vendors.yaml').keys() == {('processor', 'mailer'), ('processor', 'payer')}
    rest = re.sub(r'(?ms)^\[processors\.mailer\].*?\n\n', '', page.read('docs/privacy.toml'))
    page.write('docs/privacy/data.toml', rest)
    page.set()
    page.do(build)
    assert page.shown('docs/_build/html/privacy.html').casefold() == shown.casefold()
    page.add('docs/privacy/vendors.yaml', page.take('yaml').text)
    page.add('docs/privacy.md', page.take('md').text)
    page.do(build)
    assert 'We delete everything within 30 days' in page.shown('docs/_build/html/privacy.html')
    page.run()


@follows('how-to/review.md')
def review(page: Followed) -> None:
    page.write('docs/conf.py', PLAIN + EXTENSIONS)
    page.put('docs/index.md')
    page.set()
    page.run()
    assert page.read('docs/privacy.lock') == page.take('toml').text
    page.do('sphinx-build -b privacy docs docs/_build/privacy')
    page.write('published.json', page.read('docs/_build/privacy/privacy.json'))
    commit(page, tag='v1.0')
    page.do('git clone -q --bare . origin.git')
    page.do('git remote add origin origin.git')
    page.do('git fetch -q origin')

    page.replace('docs/index.md', 'P30D', 'P90D')
    page.do('sphinx-privacy lock docs', 1)
    page.shows()
    told = page.take('md').text
    page.do('sphinx-build -b privacy docs docs/_build/privacy')
    page.shows()
    page.run(1)
    page.shows()
    notice = told.partition('\n\n')[0]
    page.replace('docs/index.md', notice.replace('2026-03-01', '2026-02-10'), notice)
    page.add('docs/index.md', told.partition('\n\n')[2])
    assert 'docs/privacy.lock: written' in page.do('sphinx-privacy lock docs')
    page.do('sphinx-build -W -b privacy docs docs/_build/privacy')
    commit(page, tag='v2.0')
    # Orders are kept for longer, which matters to people.
    page.run(1, 1)

    page.terminal.variables['GITHUB_BASE_REF'] = 'main'
    page.run_recipe()
    assert page.read('summary.md').startswith('# What matters to people\n')
    page.run_tox('notices')
    assert page.terminal.output.startswith('# What matters to people\n')

    page.do('sphinx-privacy lock docs')
    page.write('docs/index.md', '# Another\n\n:::{privacy-notice} blog\n:updated: 2026-03-01\n:::\n')
    page.do('sphinx-privacy lock docs', 1)
    page.shows()
    page.do('sphinx-privacy lock --force docs')
    assert '[notices.shop]' not in page.read('docs/privacy.lock')


@follows('how-to/styles.md')
def styles(page: Followed) -> None:
    set_up(page)
    page.past_examples()
    page.set()
    page.past_examples()
    page.set()
    page.put('docs/_static/notices.css')
    card = ':::{cookie} session\n:style: card\n:::\n'
    page.add('docs/privacy.md', f'{card}\n{example("start.md", "md", "{processor}").partition("our work:")[2]}')
    page.replace('docs/conf.py', "'processor': 'table'", "'processor': 'bullet'")
    page.do('sphinx-build -W -b html docs docs/_build/html')
    selectors = ['.privacy-block-card > .privacy-card.privacy-card', 'ul.privacy-processor > li']
    assert page.styled('docs/_build/html/privacy.html', 'docs/_static/notices.css') == selectors


@follows('how-to/translate.md')
def translate(page: Followed) -> None:
    set_up(page)
    page.replace(
        'docs/privacy.yaml', '    name: Mailer\n', '    name: Mailer\n    retention: P90D after account deletion\n'
    )
    page.run()
    (german,) = re.findall(r'\| German \| (.+) \|', page.ahead[0].words)
    assert german.replace('**', '').rstrip('.') in page.shown('docs/_build/html/de/privacy.html')

    page.run()
    shown = page.take('po').text
    made = page.read('docs/_build/gettext/privacy.pot')
    assert [entry for entry in shown.strip().split('\n\n') if f'{entry}\n' not in made] == []
    page.run()
    path = page.folder / 'docs' / 'locales' / 'de' / 'LC_MESSAGES' / 'privacy.po'
    with path.open('rb') as file:
        catalogue = read_po(file)
    words = {'to send you news': 'für Neuigkeiten', 'account deletion': 'Löschung des Kontos'}
    for message, translated in words.items():
        entry = catalogue.get(message)
        assert entry is not None
        entry.string = translated
    with path.open('wb') as file:
        write_po(file, catalogue)
    page.do('sphinx-build -b html -D language=de docs docs/_build/html/de')
    text = page.shown('docs/_build/html/de/privacy.html')
    assert all(translated in text for translated in words.values())


# -- all of them --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', STORIES)
def test_following(tmp_path: Path, name: str) -> None:
    page = Followed(DOCS / name, tmp_path)
    STORIES[name](page)
    assert [str(block) for block in page.ahead] == []


EXAMPLES: Final = {'md', 'rst', 'python'}
"""What :mod:`tests.test_docs` reads by itself: notices and settings."""


def test_pages_that_are_not_followed_have_examples_only() -> None:
    left = [path for path in PAGES if path.relative_to(DOCS).as_posix() not in STORIES]
    assert len(left) + len(STORIES) == len(PAGES)
    for path in left:
        assert [str(item) for item in blocks(path) if item.language not in EXAMPLES or not item.is_checked] == []


def test_commands_within_sentences_are_right() -> None:
    parser = make_parser()
    text = ''.join(path.read_text(encoding='utf-8') for path in PAGES)
    found = re.findall(r'`sphinx-privacy ([^`]+ [^`]+)`', text)
    assert len(found) > 3
    for line in found:
        parser.parse_args(shlex.split(line))
