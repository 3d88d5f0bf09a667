"""The style sheet: on pages that hold a block only, in the colours of the theme, and no page scrolls sideways."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import tempfile
import zipfile
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from bs4 import BeautifulSoup

from tests.helpers.browser import COMMANDS, find_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project

NAME: Final = 'sphinxext-privacy.css'
SHEET: Final = (files('sphinxext_privacy') / 'static' / NAME).read_text(encoding='utf-8')
STYLES: Final = ('bullet', 'definition', 'table', 'card')

LONG_NAME: Final = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
LONG_LINK: Final = 'https://example.org/a/very/long/path/that/goes-on-and-on/without/an/end/in/sight?and=more&to=come'

ENTRIES: Final = f"""\
.. controller:: Example Foundation
   :style: STYLE
   :address: 1 Example Street, 10115 Berlin
   :country: DE
   :email: a-rather-long-address-of-the-office@privacy.example.org
   :website: {LONG_LINK}

.. collected-data:: Address
   :id: STYLE-address
   :style: STYLE
   :category: email-address
   :examples: the one you signed up with
   :retention: P90D after account deletion
   :visibility: private
   :optional:

.. collected-data:: {LONG_NAME}
   :id: STYLE-long
   :style: STYLE
   :source: observed

   It is needed

   - to send pages, see {LONG_LINK},
   - to keep the service running:

     - {LONG_NAME}.

.. processor:: Example Hosting
   :id: STYLE-hosting
   :style: STYLE
   :purpose: to host the website
   :category: hosting
   :agreement: Terms <https://example.org/terms>
   :policy: {LONG_LINK}
   :country: US
   :transfer-mechanism: scc
   :data: STYLE-address, STYLE-long

   Your information transits their servers.

.. cookie:: __Secure-Preference-Identifier-{LONG_NAME}
   :id: STYLE-cookie
   :style: STYLE
   :kind: http-cookie
   :party: first
   :purpose: keeps you signed in
   :duration: P14D
"""

HOLDING: Final = ('bullet', 'definition', 'table', 'card', 'nested')
BARE: Final = ('index', 'plain', 'mention', 'notice', 'silent')

PAGES: Final = {
    'index.rst': 'Index\n=====\n\n.. toctree::\n\n' + ''.join(f'   {name}\n' for name in (*HOLDING, *BARE[1:])),
    **{f'{style}.rst': f'In {style}\n{"=" * 20}\n\n{ENTRIES.replace("STYLE", style)}' for style in STYLES},
    'nested.rst': 'Nested\n======\n\n.. note::\n\n   .. purpose:: Hosting\n',
    'plain.rst': 'Plain\n=====\n\nNothing of ours.\n\n- one\n- two\n',
    'mention.rst': 'Mention\n=======\n\nSee :privacy:processor:`card-hosting`.\n',
    'notice.rst': (
        'Notice\n======\n\n.. privacy-notice:: here\n   :updated: 2026-02-10\n   :version: 2\n\n'
        '.. privacy-statement:: security\n\n   All is well.\n'
    ),
    'silent.rst': 'Silent\n======\n\n.. purpose:: Support\n   :style: hidden\n\n.. data-right:: Access\n',
}
SETTINGS: Final[dict[str, Any]] = {'privacy_styles': {'data-right': 'hidden'}}


@pytest.fixture
def project(make_project: ProjectMaker) -> Project:
    return make_project(PAGES, **SETTINGS)


def linked(html: str) -> list[str]:
    """Give the addresses under which a page links our style sheet."""
    links = BeautifulSoup(html, 'html.parser').find_all('link', rel='stylesheet')
    return [str(link['href']) for link in links if NAME in str(link['href'])]


# -- where it is ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_only_pages_that_hold_a_block(project: Project, builder: str) -> None:
    build = project.build(builder, fatal=True)
    assert build.text(f'_static/{NAME}') == SHEET
    for name in HOLDING:
        assert len(linked(build.page(name))) == 1, name
    others = [*BARE, 'search', 'genindex', 'privacy-processors', 'privacy-data']
    for name in others:
        assert linked(build.page(name)) == [], name


def test_one_page(project: Project) -> None:
    build = project.build('singlehtml', fatal=True)
    assert len(linked(build.page('index'))) == 1


def test_epub(project: Project) -> None:
    build = project.build('epub', overrides={'version': '1', 'copyright': 'Example'}, fatal=True)
    (book,) = build.out.glob('*.epub')
    with zipfile.ZipFile(book) as archive:
        assert archive.read(f'_static/{NAME}').decode() == SHEET
        assert f'href="_static/{NAME}"' in archive.read('content.opf').decode()
        for name in HOLDING:
            (address,) = linked(archive.read(f'{name}.xhtml').decode())
            # Sphinx 7.2 puts a checksum here, too.
            assert address.split('?')[0] == f'_static/{NAME}', name
        for name in (*BARE, 'genindex', 'nav'):
            assert linked(archive.read(f'{name}.xhtml').decode()) == [], name


@pytest.mark.parametrize('builder', ['latex', 'text', 'man', 'texinfo', 'xml', 'gettext', 'dummy'])
def test_no_other_builder(project: Project, builder: str) -> None:
    build = project.build(builder)
    assert not [name for name in build.files() if NAME in name]


def test_no_block_no_file(make_project: ProjectMaker) -> None:
    pages = {name: text for name, text in PAGES.items() if name.removesuffix('.rst') in {'plain', 'notice', 'silent'}}
    project = make_project({**pages, 'index.rst': 'Index\n=====\n\n.. toctree::\n   :glob:\n\n   *\n'}, **SETTINGS)
    assert not [name for name in project.build().files() if NAME in name]
    # The first block brings it.
    project.write({'plain.rst': 'Plain\n=====\n\n.. purpose:: Hosting\n'})
    build = project.build()
    assert build.text(f'_static/{NAME}') == SHEET
    assert linked(build.page('plain'))
    assert not linked(build.page('silent'))


def test_order(project: Project) -> None:
    """It comes after the theme, and before what the project itself adds."""
    project.configure(html_static_path=['own'], html_css_files=['own.css'])
    project.write({'own/own.css': ''})
    sheets = re.findall(r'_static/([\w-]+)\.css', project.build().page('card'))
    assert [name for name in sheets if name in {'basic', 'sphinxext-privacy', 'own'}] == [
        'basic',
        'sphinxext-privacy',
        'own',
    ]


def test_checksum(project: Project) -> None:
    before = linked(project.build().page('card'))
    assert re.fullmatch(rf'_static/{re.escape(NAME)}\?v=[0-9a-f]{{8}}', before[0])
    assert linked(project.build('dirhtml').page('card')) == [f'../{before[0]}']


@pytest.mark.parametrize('builder', ['html', 'singlehtml'])
def test_written_once(project: Project, builder: str) -> None:
    first = project.build(builder)
    path = f'_static/{NAME}'
    stamp = first.stamps()[path]
    second = project.build(builder)
    assert second.counts == '0 added, 0 changed, 0 removed'
    assert second.stamps()[path] == stamp
    # A copy that was changed or lost is put right.
    (second.out / path).write_text('')
    assert project.build(builder).text(path) == SHEET
    (second.out / path).unlink()
    assert project.build(builder).text(path) == SHEET


def test_nothing_of_ours_is_inline(project: Project) -> None:
    build = project.build()
    for name in (*HOLDING, *BARE):
        body = BeautifulSoup(build.page(name), 'html.parser').find(class_='body')
        assert body is not None
        assert body.find(['script', 'style']) is None
        for element in body.find_all(True):
            assert not [attribute for attribute in element.attrs if attribute == 'style' or attribute[:2] == 'on']
    holding, plain = (BeautifulSoup(build.page(name), 'html.parser').head for name in ('card', 'plain'))
    assert holding is not None
    assert plain is not None
    assert [script.get('src') for script in holding.find_all('script')] == [
        script.get('src') for script in plain.find_all('script')
    ]


# -- what is in it ----------------------------------------------------------------------------------------------


class Rule(NamedTuple):
    """One rule of the style sheet."""

    selector: str
    properties: dict[str, str]


def rules() -> Iterator[Rule]:
    text = re.sub(r'/\*.*?\*/', '', SHEET, flags=re.DOTALL)
    # Within a media rule as well: it has no properties of its own.
    for selector, block in re.findall(r'([^{};]+)\{([^{}]*)\}', text):
        pairs = (line.split(':', 1) for line in block.split(';') if line.strip())
        yield Rule(' '.join(selector.split()), {name.strip(): value.strip() for name, value in pairs})


WORDS: Final = {
    'auto', 'auto-fit', 'avoid', 'block', 'break-word', 'currentColor', 'anywhere', 'data-privacy-title', 'grid',
    'inline', 'inline-size', 'max-content', 'none', 'normal', 'pre', 'solid', 'srgb', 'start', 'top', 'transparent',
    'visible', 'in',
}  # fmt: skip
"""The words that values are made of: none of them a colour of our own, none of them moves anything."""


def test_no_colour_of_its_own() -> None:
    assert not re.search(r'#[0-9a-f]{3,8}\b', re.sub(r'/\*.*?\*/', '', SHEET, flags=re.DOTALL), re.IGNORECASE)
    for rule in rules():
        for name, value in rule.properties.items():
            assert not re.search(r'\b(rgba?|hsla?|hwb|(ok)?l(ab|ch)|color|url)\(', value), f'{rule.selector}: {value}'
            bare = re.sub(r'"[^"]*"|--[\w-]+|[\w-]+\(|[\d.]+[a-z%]*', ' ', value)
            assert set(re.findall(r'[A-Za-z][\w-]*', bare)) <= WORDS, f'{rule.selector}: {name}: {value}'
    for word in ('!important', '@import', 'animation', 'transition', 'scroll-behavior', 'prefers-color-scheme'):
        assert word not in SHEET


def test_only_our_blocks() -> None:
    """Each rule is about a block of ours; roles, which have ``privacy`` classes as well, stay as they are."""
    seen = set()
    for rule in rules():
        for selector in re.split(r',(?![^(]*\))', rule.selector):
            if selector.strip().startswith('@'):
                continue
            names = re.findall(r'\.([\w-]+)', selector)
            seen |= set(names)
            assert re.search(r'\.privacy-(block|card|map)\b', selector), selector
    assert seen <= {f'privacy-block-{style}' for style in STYLES} | {
        'privacy-block', 'privacy-block-scroll', 'privacy-card', 'field-list', 'target',
        'privacy-map', 'privacy-map-narrow', 'privacy-map-wide', 'privacy-report', 'privacy-summary',
    }  # fmt: skip
    assert len(SHEET.splitlines()) < 300


def test_classes_are_those_of_the_pages(project: Project) -> None:
    build = project.build()
    for style in STYLES:
        soup = BeautifulSoup(build.page(style), 'html.parser')
        assert soup.select(f'.privacy-block.privacy-block-{style}'), style
    card = BeautifulSoup(build.page('card'), 'html.parser').select_one('ul.privacy-block > li.privacy-card')
    assert card is not None
    assert card.select_one(':scope > p.privacy-card-title > span.target') is not None
    # Themes take a list of definitions for the description of an object of some API, unless it is a "simple" one.
    assert all(
        'simple' in block['class']
        for block in BeautifulSoup(build.page('definition'), 'html.parser').select('dl.privacy-block')
    )


# -- in a browser -----------------------------------------------------------------------------------------------

THEMES: Final = ('alabaster', 'furo', 'pydata_sphinx_theme', 'python_docs_theme', 'sphinx_rtd_theme')
PHONE: Final = 360
DESK: Final = 1440

MEASURE: Final = """\
<!DOCTYPE html>
<meta charset="utf-8">
<body>
<script>
const found = [];
const frames = FRAMES.map(([address, width]) => {
  const frame = document.createElement('iframe');
  frame.style = `border: 0; width: ${width}px; height: 1000px`;
  frame.src = address;
  return document.body.appendChild(frame);
});
function wide(element) { return element.scrollWidth > element.clientWidth + 1; }
function measure(frame) {
  const page = frame.contentDocument, root = page.documentElement, view = frame.contentWindow;
  const cut = [];
  for (const block of page.querySelectorAll('ul.privacy-block, dl.privacy-block, table.privacy-block')) {
    // A table of more than two columns may scroll in its box.
    const box = block.closest('.privacy-block-scroll') || block;
    // The box of furo is a little wider than the text around it.
    if (box.getBoundingClientRect().right > box.parentElement.getBoundingClientRect().right + 7) {
      cut.push(box.tagName + '.' + box.className);
    }
    if (block.tagName !== 'TABLE') {
      for (const part of [block, ...block.querySelectorAll('li, dd, dt, p')]) {
        if (view.getComputedStyle(part).display !== 'inline' && wide(part)) {
          cut.push(part.tagName + ' ' + part.textContent);
        }
      }
    }
  }
  const cards = [...page.querySelectorAll('.privacy-data > .privacy-card')].map(card => card.getBoundingClientRect());
  const marked = page.querySelector(':target');
  const entry = marked && marked.closest('li, tr, dt');
  return {
    width: view.innerWidth,
    scroll: root.scrollWidth,
    cut,
    columns: new Set(cards.map(card => Math.round(card.left))).size,
    backgrounds: [...page.querySelectorAll('.privacy-block, .privacy-card, .privacy-block .field-list > *')]
      .filter(part => part.tagName !== 'TABLE' && part.tagName !== 'DIV')
      .map(part => view.getComputedStyle(part).backgroundColor),
    marked: entry ? [entry.tagName, view.getComputedStyle(entry).outlineStyle] : [],
  };
}
window.onload = () => {
  const result = document.createElement('pre');
  result.id = 'result';
  result.textContent = JSON.stringify(frames.map(measure));
  document.body.append(result);
};
</script>
"""


class Measured(NamedTuple):
    """One page as the browser shows it."""

    width: int
    scroll: int
    """Width of all that the page holds."""
    cut: list[str]
    """Blocks that stand out of the text, and what stands out of a block."""
    columns: int
    """Columns of cards."""
    backgrounds: list[str]
    marked: list[str]
    """What the fragment of the address leads to: its element and outline."""


@pytest.fixture(scope='module')
def browser() -> str:
    found = find_browser()
    if found is None:
        pytest.skip(f'no browser: none of {", ".join(COMMANDS)} is installed')
    return found


def measure(browser: str, build: Build, frames: list[tuple[str, int]]) -> list[Measured]:
    """Load pages of *build* in frames of given widths and give what the browser made of them."""
    page = build.out / 'measure.html'
    page.write_text(MEASURE.replace('FRAMES', json.dumps(frames)), encoding='utf-8')
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic',
            '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
            '--host-resolver-rules=MAP * ~NOTFOUND', '--allow-file-access-from-files', f'--user-data-dir={profile}',
            '--virtual-time-budget=20000', '--dump-dom', page.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, encoding='utf-8', check=True, timeout=180)
    result = BeautifulSoup(done.stdout, 'html.parser').find(id='result')
    assert result is not None, done.stderr
    return [Measured(**item) for item in json.loads(result.text)]


@pytest.mark.parametrize('theme', THEMES)
def test_in_a_browser(browser: str, make_project: ProjectMaker, theme: str) -> None:
    if importlib.util.find_spec(theme) is None:
        pytest.skip(f'{theme} is not installed')
    build = make_project(PAGES, **SETTINGS, html_theme=theme).build()
    assert build.warnings == []

    pages = [(f'{name}.html', width) for name in ('plain', *HOLDING) for width in (PHONE, DESK)]
    targets = [(f'{style}.html#privacy-data-{style}-long', PHONE) for style in STYLES]
    measured = dict(zip([*pages, *targets], measure(browser, build, [*pages, *targets]), strict=True))

    for (address, width), shown in measured.items():
        assert shown.width == width
        assert shown.scroll <= width, f'{address} scrolls sideways at {width}'
        assert shown.cut == [], f'{address} at {width}'
        # The theme's own background shows through.
        assert set(shown.backgrounds) <= {'rgba(0, 0, 0, 0)'}, address
    assert measured['card.html', PHONE].columns == 1
    assert measured['card.html', DESK].columns == 2

    marked = {style: measured[f'{style}.html#privacy-data-{style}-long', PHONE].marked for style in STYLES}
    for style, name in (('bullet', 'LI'), ('card', 'LI'), ('table', 'TR'), ('definition', 'DT')):
        assert marked[style] == [name, 'solid']
