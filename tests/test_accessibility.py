"""Pages in a browser: what axe finds, the keyboard, the network, phones and paper; each theme in light and dark.

The sample project is in ``tests/roots/accessible``; a page that is added there and to ``PAGES`` is tested like others.
Themes have faults of their own. What is found on pages that hold nothing of this extension is theirs, and ``KNOWN``
names it. Our blocks may show the same faults where they come from the same rule of the theme, and no other.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.helpers.browser import COMMANDS, Window, find_browser, roles, running, serving
from tests.helpers.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.helpers.browser import Scheme

pytestmark = pytest.mark.myst

ROOT: Final = Path(__file__).parent / 'roots' / 'accessible'
SETTINGS: Final[dict[str, Any]] = {
    'privacy_register': 'privacy.yaml',
    'privacy_controller': 'shop',
    'myst_enable_extensions': ['colon_fence', 'deflist', 'fieldlist'],
    'language': 'en',
    # With a long title the head of one theme is wider than a phone.
    'html_title': 'The shop',
    # The pages show all that can be shown, whether it agrees or not; there is something to report, and no warning.
    'privacy_rules': {'X-ORPHAN': 'info', 'X-URL': 'off'},
}

PLAIN: Final = ('plain', 'py-modindex')
"""Pages with nothing of ours: one written by hand, and an index of Sphinx."""
PAGES: Final = ('entries', 'overviews', 'report', 'privacy-processors')
MEASURED: Final = ('overviews', 'entries')
"""Large pages, of whose words the contrast is measured: by axe this takes longer than all of its other rules."""

LIGHT_AND_DARK: Final = ('furo', 'pydata_sphinx_theme', 'python_docs_theme')
THEMES: Final = ('alabaster', *LIGHT_AND_DARK, 'sphinx_rtd_theme')
SCHEMES: Final[tuple[tuple[str, Scheme], ...]] = (
    *((theme, 'light') for theme in THEMES),
    *((theme, 'dark') for theme in LIGHT_AND_DARK),
)

PHONE: Final = 360
TABLET: Final = 768
DESK: Final = 1440
PAPER: Final = 718
"""Width of A4 between margins of 1 cm, in pixels of CSS."""

KNOWN: Final[dict[str, dict[str, str]]] = {
    'alabaster': {'color-contrast': 'the words below the page are grey, 3.5 : 1'},
    'pydata_sphinx_theme': {'color-contrast': 'in the dark, the letters of an index are bright on bright'},
    'sphinx_rtd_theme': {
        'color-contrast': 'links are 4.2 : 1 on a page, less on a tint; so are the words below it, and titles of notes',
        'link-in-text-block': 'links have no line under them, and differ by 2.4 : 1 from the words around',
    },
}
"""What axe finds on any page of a theme, by rule, with the reason."""
FAINT_LINKS: Final = ('sphinx_rtd_theme',)
"""Themes whose links have too little contrast wherever they stand."""

OURS: Final = ':is([class*="privacy-"] a[href], a[href]:has([class*="privacy-"]), .privacy-block-scroll)'


class Sites:
    """The sample project, built with each theme when it is wanted."""

    def __init__(self, folder: Path, browser: Browser, base: str) -> None:
        self.folder = folder
        self.browser = browser
        self.base = base
        self.built: set[str] = set()
        self.looked_at: dict[tuple[str, int], Window] = {}

    def window(self, theme: str, width: int, scheme: Scheme = 'light') -> Window:
        """Open a window for the project in a theme."""
        if theme not in self.built:
            files = {path.name: path.read_bytes() for path in sorted(ROOT.iterdir())}
            build = Project(self.folder / theme, files, {**SETTINGS, 'html_theme': theme}).build()
            assert build.warnings == []
            self.built.add(theme)
        return Window(self.browser, f'{self.base}{theme}/out/html/', width, scheme)

    def page(self, theme: str, width: int, name: str) -> Page:
        """Give a page that is open already, where a test only looks at it: to lay one out takes longer than that."""
        if (theme, width) not in self.looked_at:
            self.looked_at[theme, width] = self.window(theme, width)
        return self.looked_at[theme, width].tab(f'{name}.html')


@pytest.fixture(scope='module')
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    command = find_browser()
    if command is None:
        pytest.skip(f'no browser: none of {", ".join(COMMANDS)} is installed')
    folder = tmp_path_factory.mktemp('sites')
    with running(command) as browser, serving(folder) as base:
        yield Sites(folder, browser, base)


@pytest.fixture(autouse=True)
def _has_theme(request: pytest.FixtureRequest) -> None:
    theme = getattr(request.node, 'callspec').params.get('theme', 'furo')  # noqa: B009
    if importlib.util.find_spec(theme) is None:
        pytest.skip(f'{theme} is not installed')


# -- axe --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(('theme', 'scheme', 'width'), [
    *((theme, scheme, DESK) for theme, scheme in SCHEMES),
    # Contrast is the same at any width; what differs is how tables are laid out.
    *((theme, 'light', PHONE) for theme in THEMES),
])  # fmt: skip
def test_axe_finds_nothing_serious(sites: Sites, theme: str, scheme: Scheme, width: int) -> None:
    window = sites.window(theme, width, scheme)
    contrast = width != PHONE
    plain = []
    for name in PLAIN:
        window.open(f'{name}.html')
        assert _is_dark(window) == (scheme == 'dark')
        plain += window.findings(contrast=contrast)
    assert {finding.rule for finding in plain} <= set(KNOWN.get(theme, {}))
    of_theme = {finding.cause for finding in plain}
    for name in PAGES:
        window.open(f'{name}.html')
        found = window.findings(contrast=contrast and name not in MEASURED)
        assert [item for item in found if item.cause not in of_theme] == [], name
    window.close()


@pytest.mark.parametrize('theme', ['furo', 'pydata_sphinx_theme'])
def test_switch_to_dark(sites: Sites, theme: str) -> None:
    """Readers can switch these themes by a button, whatever their system is set to."""
    window = sites.window(theme, DESK)
    window.open('entries.html')
    assert not _is_dark(window)
    holder = 'document.body' if theme == 'furo' else 'document.documentElement'
    window.page.evaluate(f'{holder}.dataset.theme = "dark"')
    # The theme changes colours slowly.
    window.page.wait_for_timeout(500)
    assert _is_dark(window)
    assert window.findings() == []
    window.close()


@pytest.mark.parametrize(('theme', 'scheme'), SCHEMES)
def test_contrast(sites: Sites, theme: str, scheme: Scheme) -> None:
    """All words of ours can be read, also on the tint of the entry that a link led to, which axe cannot judge."""
    window = sites.window(theme, DESK, scheme)
    page = window.page
    leave_out = 'a' if theme in FAINT_LINKS else 'script'
    for name in MEASURED:
        window.open(f'{name}.html')
        words = page.evaluate(CONTRAST, ['.privacy-block, .privacy-notice, .privacy-map, .xref.privacy', leave_out])
        assert len(words) > 100
        assert [word for word in words if word['contrast'] < 4.5] == []
    for style in ('bullet', 'definition', 'table', 'card'):
        anchor = page.evaluate(
            'id => document.getElementById(id).querySelector("[id^=privacy-purpose]").id', f'why-as-{style}'
        )
        page.evaluate('anchor => { location.hash = anchor; }', anchor)
        words = page.evaluate(CONTRAST, ['li:has(:target), tr:has(:target), dt:target', leave_out])
        assert words, style
        assert [word for word in words if word['contrast'] < 4.5] == [], style
    window.close()


def _is_dark(window: Window) -> bool:
    return bool(window.page.evaluate(DARK))


DARK: Final = """() => {
  const [red, green, blue] = getComputedStyle(document.querySelector('h1')).color.match(/[\\d.]+/g).map(Number);
  return red + green + blue > 3 * 128;
}"""
"""Whether the words of a heading are bright."""

CONTRAST: Final = r"""([selector, except]) => {
  // Paints colours, one over the other, and reads what comes of it: any notation that CSS knows.
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1})
    .getContext('2d', {willReadFrequently: true});
  const paint = colours => {
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = rgb => rgb.map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = element => {
    const above = element.parentElement ? behind(element.parentElement) : ['white'];
    const {backgroundColor, backgroundImage} = getComputedStyle(element);
    // A tint of ours: both stops have the same colour.
    const tint = backgroundImage.match(/^linear-gradient\((\w+\([^()]*\))/);
    return [...above, backgroundColor, ...(tint ? [tint[1]] : [])];
  };
  return [...document.querySelectorAll(selector)].flatMap(block => [block, ...block.querySelectorAll('*')])
    .filter(element => !element.closest(except) && element.checkVisibility())
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(element => {
      const back = paint(behind(element)), text = paint([...behind(element), getComputedStyle(element).color]);
      const [dark, bright] = [light(back), light(text)].sort((one, other) => one - other);
      return {contrast: (bright + 0.05) / (dark + 0.05), text: element.textContent, colours: [...text, ...back]};
    });
}"""
"""The contrast of all words in what a selector finds, except those in elements of a given name."""


# -- network ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('theme', THEMES)
def test_no_request_leaves_the_site(sites: Sites, theme: str) -> None:
    window = sites.window(theme, DESK)
    for name in ('index', *PAGES, 'privacy-data'):
        window.open(f'{name}.html')
        window.page.mouse.wheel(0, 100_000)
        window.page.wait_for_load_state('networkidle')
    assert any('sphinxext-privacy.css' in url for url in window.requests)
    assert [url for url in window.requests if not url.startswith(window.base)] == []
    # Themes ask for files of their own that are not there.
    assert [url for url in window.failed if 'privacy' in url.removeprefix(window.base)] == []
    window.close()


# -- keyboard ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('name', 'theme', 'width'),
    [
        *(('entries', theme, DESK) for theme in THEMES),
        ('entries', 'alabaster', PHONE),
        ('overviews', 'furo', DESK),
        ('overviews', 'alabaster', PHONE),
    ],
)
def test_keyboard(sites: Sites, name: str, theme: str, width: int) -> None:
    """Each link and box of ours is reached, in the order of the page, can be seen, and lets go of the focus."""
    window = sites.window(theme, width)
    window.open(f'{name}.html')
    page = window.page
    # Where a theme scrolls slowly, nothing is seen yet.
    page.add_style_tag(content='html { scroll-behavior: auto !important }')
    count = page.evaluate(NUMBER, OURS)
    assert count > 40
    reached, unseen = [], []
    for _ in range(count + 200):
        page.keyboard.press('Tab')
        number, seen, end = page.evaluate(FOCUS)
        if end:
            break
        if number is not None:
            reached.append(number)
            if not seen:
                unseen.append(page.evaluate('document.activeElement.outerHTML'))
    else:
        pytest.fail('the focus never comes to the end of the page')
    assert reached == list(range(count))
    assert unseen == []
    window.close()


NUMBER: Final = """selector => {
  const style = element => {
    const {outline, boxShadow, backgroundColor, borderColor, textDecoration, color} = getComputedStyle(element);
    return JSON.stringify([outline, boxShadow, backgroundColor, borderColor, textDecoration, color]);
  };
  // Of the two drawings of a map, one is not shown.
  window.ours = [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
  window.before = window.ours.map(style);
  window.styleOf = style;
  return window.ours.length;
}"""
"""Note down all that the keyboard should reach, and give how many these are."""

FOCUS: Final = """() => {
  const element = document.activeElement;
  if (element === document.body || element === window.first) { return [null, false, true]; }
  window.first ??= element;
  const number = window.ours.indexOf(element);
  if (number < 0) { return [null, false, false]; }
  const box = element.getBoundingClientRect();
  const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [number, within && box.width > 0 && window.styleOf(element) !== window.before[number], false];
}"""
"""What has the focus: its number, whether readers see it there, and whether the end of the page is reached."""


# -- phones, tables and paper -----------------------------------------------------------------------------------


@pytest.mark.parametrize('theme', THEMES)
def test_no_page_scrolls_sideways(sites: Sites, theme: str) -> None:
    window = sites.window(theme, TABLET)
    for name in (PLAIN[0], *PAGES):
        window.open(f'{name}.html')
        for width in (TABLET, DESK):
            window.page.set_viewport_size({'width': width, 'height': 900})
            assert window.page.evaluate(WIDTHS) == [width, width], f'{name} at {width}'
    window.close()


@pytest.mark.parametrize('theme', THEMES)
def test_no_page_scrolls_sideways_on_a_phone(sites: Sites, theme: str) -> None:
    for name in (PLAIN[0], *PAGES):
        assert sites.page(theme, PHONE, name).evaluate(WIDTHS) == [PHONE, PHONE], name


WIDTHS: Final = '[document.documentElement.scrollWidth, innerWidth]'


@pytest.mark.parametrize('theme', THEMES)
def test_no_words_are_cut_on_a_phone(sites: Sites, theme: str) -> None:
    """A page that does not scroll may hide what is too wide for it, and so may a box of the theme."""
    for name in ('entries', 'overviews', 'report'):
        words, cut = sites.page(theme, PHONE, name).evaluate(CUT)
        assert words > 20, name
        assert cut == [], name


CUT: Final = """() => {
  const words = [], cut = [], seen = document.createRange();
  for (const block of document.querySelectorAll('.privacy-block')) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
      words.push(walker.currentNode.data);
      seen.selectNodeContents(walker.currentNode);
      const right = Math.max(...[...seen.getClientRects()].map(box => box.right));
      let edge = innerWidth;
      for (let box = element; box; box = box.parentElement) {
        const holds = box.matches('td, th, li.privacy-card') || getComputedStyle(box).overflowX !== 'visible';
        if (holds && getComputedStyle(box).display !== 'inline')
          edge = Math.min(edge, box.getBoundingClientRect().right);
      }
      if (right > edge + 1) cut.push(walker.currentNode.data);
    }
  }
  return [words.length, cut];
}"""
"""How many pieces of text there are, and which stand out of a cell, a card, a box that hides them or the page."""


@pytest.mark.parametrize('theme', THEMES)
@pytest.mark.parametrize('width', [PHONE, DESK])
def test_tables_keep_their_distance(sites: Sites, theme: str, width: int) -> None:
    """There is a gap above and below each of them, and no abyss, whether a theme put a box around it or not."""
    for name in ('entries', 'overviews', 'report'):
        gaps = sites.page(theme, width, name).evaluate(GAPS)
        assert len(gaps) > 3, name
        assert [gap for gap in gaps if not 10 <= gap['pixels'] <= 64] == [], name


GAPS: Final = """() => {
  // The boxes around a table: ours, and that of a theme.
  const boxes = '.privacy-block-scroll, [class*="table"]';
  const edges = part => (part.matches(boxes) && part.querySelector('table') || part).getBoundingClientRect();
  return [...document.querySelectorAll('table.privacy-block')].flatMap(table => {
    let box = table;
    while (box.parentElement.matches(boxes)) box = box.parentElement;
    const [above, below] = [box.previousElementSibling, box.nextElementSibling], own = edges(table);
    return [
      ...(above ? [{to: above.outerHTML, pixels: own.top - edges(above).bottom}] : []),
      ...(below ? [{to: below.outerHTML, pixels: edges(below).top - own.bottom}] : []),
    ];
  });
}"""
"""The gap between each table and what stands before and after it."""


@pytest.mark.parametrize('theme', THEMES)
def test_rows_are_stacked_on_a_phone(sites: Sites, theme: str) -> None:
    page = sites.page(theme, PHONE, 'entries')
    cells = page.evaluate(CELLS)
    assert len(cells) > 20
    narrow = [cell for cell in sites.page(theme, PHONE, 'overviews').evaluate(CELLS) if not cell['boxed']]
    assert len({cell['summary'] for cell in narrow}) == 2
    for cell in (*cells, *narrow):
        # The questions of a summary need no title above their answers.
        assert cell['shown'] == ('none' if cell['summary'] else f'"{cell["title"]}"')
        assert cell['title']
        assert cell['left'] >= 0
        assert cell['right'] <= PHONE
        # Most of the width is its own, so that words are whole and lines long enough to be read.
        assert cell['right'] - cell['left'] > PHONE * 0.75
    for name in ('entries', 'overviews'):
        page = sites.page(theme, PHONE, name)
        assert page.evaluate(SCROLLING) == []
        words, broken = page.evaluate(BROKEN)
        assert words > 20, name
        assert broken == [], name
    # Elsewhere they are rows, and the titles stand above their columns only.
    cells = sites.page(theme, DESK, 'entries').evaluate(CELLS)
    assert {cell['shown'] for cell in cells} == {'none'}
    assert len({cell['left'] for cell in cells}) > 5


BROKEN: Final = r"""() => {
  const cells = document.querySelectorAll('table.privacy-block tbody :is(th, td)'), seen = document.createRange();
  let words = 0;
  const broken = [];
  for (const cell of cells) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      // An address is one long word, of several parts.
      if (text.parentElement.closest('[href^="mailto:"]')) continue;
      for (const word of text.data.matchAll(/(?<!\S)\p{L}{2,12}(?!\S)/gu)) {
        words += 1;
        seen.setStart(text, word.index);
        seen.setEnd(text, word.index + word[0].length);
        if (new Set([...seen.getClientRects()].map(box => box.top)).size > 1) broken.push(word[0]);
      }
    }
  }
  return [words, broken];
}"""
"""How many ordinary words there are in tables, and which of them are not in one piece."""

CELLS: Final = """() => [...document.querySelectorAll('table.privacy-block td:not(:empty)')].map(cell => ({
  title: cell.dataset.privacyTitle,
  boxed: cell.closest('.privacy-block-scroll') !== null,
  summary: cell.closest('.privacy-summary') !== null,
  shown: getComputedStyle(cell, '::before').content,
  left: cell.getBoundingClientRect().left,
  right: cell.getBoundingClientRect().right,
}))"""
SCROLLING: Final = """() => [...document.querySelectorAll('.privacy-block-scroll')]
  .filter(box => box.scrollWidth > box.clientWidth).map(box => box.textContent)"""


@pytest.mark.parametrize('theme', THEMES)
def test_what_themes_do_to_tables(sites: Sites, theme: str) -> None:
    """Lists in cells are moved once, and of a stacked row and its cells one line is seen, on one ground."""
    indents = sites.page(theme, PHONE, 'overviews').evaluate(INDENTS)
    assert len(indents) > 5
    assert max(indents) <= 1.25
    stacked = sites.page(theme, PHONE, 'report').evaluate(STACKED)
    assert len(stacked) > 20
    for left, row_left, ground in stacked:
        assert left == row_left
        assert ground == 'rgba(0, 0, 0, 0)'


INDENTS: Final = """[...document.querySelectorAll('.privacy-summary td > ul > li')].map(item => {
  const cell = item.closest('td'), style = getComputedStyle(cell);
  const start = cell.getBoundingClientRect().left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft);
  return (item.getBoundingClientRect().left - start) / parseFloat(getComputedStyle(item.parentElement).fontSize);
})"""
"""How far the items of lists in the summary are moved, in em."""

STACKED: Final = """[...document.querySelectorAll('.privacy-block-scroll tbody :is(th, td):not(:empty)')].map(cell => [
  cell.getBoundingClientRect().left,
  cell.parentElement.getBoundingClientRect().left,
  getComputedStyle(cell).backgroundColor,
])"""
"""Left edge of each stacked cell and of its row, and what it is painted with."""


@pytest.mark.parametrize('theme', THEMES)
@pytest.mark.parametrize('width', [PHONE, DESK])
def test_tables_are_tables(sites: Sites, theme: str, width: int) -> None:
    """What assistive technology is told stays the same, however the rows are laid out."""
    page = sites.page(theme, width, 'entries')
    found = roles(page)
    for wanted in (('group', 'Purpose'), ('rowheader', 'Selling you things')):
        assert wanted in found
    tables = page.locator('table.privacy-block').count()
    assert tables > 5
    assert sum(role == 'table' for role, _ in found) >= tables
    rows = page.locator('table.privacy-block tbody tr').count()
    assert sum(role == 'rowheader' for role, _ in found) >= rows
    names = [name for role, name in found if role == 'cell']
    if width == PHONE:
        assert 'Legal basis Legitimate interests' in [_words(name) for name in names]
    else:
        assert ('columnheader', 'Legal basis') in found
        assert 'Legitimate interests' in names


def _words(text: str) -> str:
    return ' '.join(text.split())


@pytest.mark.parametrize('theme', THEMES)
def test_paper(sites: Sites, theme: str) -> None:
    """Nothing of a table is cut off where there is nothing to scroll with."""
    window = sites.window(theme, PAPER)
    window.open('entries.html')
    window.page.emulate_media(media='print')
    boxes = window.page.evaluate(
        '[...document.querySelectorAll(".privacy-block-scroll")].map(box => '
        '[getComputedStyle(box).overflowX, box.scrollWidth - box.clientWidth])'
    )
    assert len(boxes) > 5
    assert [over for flow, over in boxes if flow != 'visible' or over > 0] == []
    assert {cell['shown'] for cell in window.page.evaluate(CELLS)} == {'none'}
    window.close()
