"""The picture as SVG and as LaTeX: well-formed, without styles, and all words in their boxes in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import fromstring
from sphinx.util import texescape

from sphinxext_privacy.rendering.map import MapGraph, to_latex, to_standalone_svg, to_svg
from sphinxext_privacy.rendering.map.graph import without_empty
from sphinxext_privacy.rendering.map.metrics import clean
from tests.helpers.maps import SAMPLES, TEXTS, graphs, spread

if TYPE_CHECKING:
    from pathlib import Path

SVG: Final = '{http://www.w3.org/2000/svg}'
ELEMENTS: Final = {'svg', 'title', 'desc', 'g', 'path', 'rect', 'a', 'text', 'tspan'}
ATTRIBUTES: Final = {
    'aria-describedby', 'aria-hidden', 'aria-labelledby', 'class', 'd', 'direction', 'display', 'fill', 'fill-opacity',
    'font-size', 'font-weight', 'height', 'href', 'id', 'opacity', 'role', 'rx', 'stroke', 'stroke-opacity',
    'stroke-width', 'text-anchor', 'viewBox', 'width', 'x', 'y',
}  # fmt: skip


def html(graph: MapGraph, **options: Any) -> Any:
    """Make the picture for a page, and read it as XML."""
    return fromstring(to_svg(graph, ident='m1', title='What <flows>', description='A & "b"', **options))


def labels(svg: Any) -> list[str]:
    """Give all texts of a drawing, in their order."""
    return [''.join(text.itertext()).replace('\u200f', '') for text in svg.iter(f'{SVG}text')]


@settings(deadline=None)
@given(graphs(), TEXTS, st.booleans(), st.booleans())
def test_any_text_is_well_formed(graph: MapGraph, text: str, links: bool, rtl: bool) -> None:
    written = to_svg(graph, ident='m1', title=text, description=text, links=links, rtl=rtl)
    assert written == to_svg(graph, ident='m1', title=text, description=text, links=links, rtl=rtl)
    root = fromstring(written)
    assert root.attrib == {'class': 'privacy-map'}
    for svg in root:
        for element in svg.iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
            assert element.get('fill', 'none') in {'none', 'currentColor'}
            assert element.get('stroke', 'currentColor') == 'currentColor'
        assert svg.findtext(f'{SVG}title') == clean(text)
        for number, layer in enumerate(graph.layers):
            if layer.nodes:
                shown = {words.replace('-', '') for words in labels(svg)}
                # Marks that nobody sees may stand elsewhere, or not at all.
                expected = {re.sub('[-\u00ad\u200f]', '', clean(node.label)) for node in layer.nodes}
                assert expected <= shown, number
    ids = [element.get('id') for element in root.iter() if element.get('id')]
    assert len(ids) == len(set(ids)) == 4
    assert all(ident.startswith('m1-') for ident in ids)
    standalone = to_standalone_svg(graph, title=text, description=text, rtl=rtl, fonts=('Noto Sans', "O'Font"))
    assert not list(fromstring(standalone).iter(f'{SVG}a'))


def test_links_are_in_reading_order() -> None:
    graph = SAMPLES['usual']
    names = {node.href: node.label for layer in graph.layers for node in layer.nodes}
    for svg in html(graph):
        assert svg.get('role') == 'group'
        found = list(svg.iter(f'{SVG}a'))
        assert len(found) == 15
        for link in found:
            assert ''.join(link.itertext()).replace('\u200f', '') == names[link.get('href')]
        layers = [int(re.findall(r'\d', link.get('href', ''))[0]) for link in found]
        assert layers == sorted(layers)
        ways = [element for element in svg.iter() if element.get('aria-hidden')]
        assert [way.get('class') for way in ways] == ['privacy-map-lines']


def test_without_links_it_is_an_image() -> None:
    for options in ({'links': False}, {}):
        graph = SAMPLES['two']
        if not options:
            graph = MapGraph(
                tuple(
                    layer._replace(nodes=tuple(node._replace(href='') for node in layer.nodes))
                    for layer in graph.layers
                ),
                graph.links,
            )
        for svg in html(graph, **options):
            assert svg.get('role') == 'img'
            assert not list(svg.iter(f'{SVG}a'))
            title, description = (
                next(element for element in svg.iter() if element.get('id') == svg.get(name))
                for name in ('aria-labelledby', 'aria-describedby')
            )
            assert (title.text, description.text) == ('What <flows>', 'A & "b"')


def test_without_a_style_sheet_one_is_shown() -> None:
    shown = {svg.get('class'): svg.get('display') for svg in html(SAMPLES['usual'])}
    assert shown == {'privacy-map-narrow': None, 'privacy-map-wide': 'none'}


def test_order_of_input_links_is_nothing() -> None:
    graph = SAMPLES['usual']
    other = graph._replace(links=(*reversed(graph.links), graph.links[0]))
    assert to_standalone_svg(other, title='', description='') == to_standalone_svg(graph, title='', description='')


def test_empty() -> None:
    graph = MapGraph((), ())
    assert len(html(graph)) == 2
    assert fromstring(to_standalone_svg(graph, title='', description='')).tag == f'{SVG}svg'
    assert 'begin{picture}' in to_latex(graph, escape)


# -- typst and LaTeX --------------------------------------------------------------------------------------------


def test_typst(tmp_path: Path) -> None:
    """The file is good for a tagged PDF, and its text is text."""
    typst = pytest.importorskip('typst')
    pikepdf = pytest.importorskip('pikepdf')
    (tmp_path / 'map.svg').write_bytes(to_standalone_svg(spread(3, 2), title='Map', description='Words'))
    main = tmp_path / 'main.typ'
    main.write_text(
        '#set document(title: "Map")\n#image(bytes(read("map.svg")), format: "svg", alt: "Words")\n', encoding='utf-8'
    )
    fonts = typst.Fonts(include_system_fonts=False)
    made, warnings = typst.compile_with_warnings(
        main, pdf_standards=['ua-1'], font_paths=fonts, ignore_system_fonts=True
    )
    assert warnings == []
    (tmp_path / 'main.pdf').write_bytes(made)
    with pikepdf.open(tmp_path / 'main.pdf') as pdf:
        assert b'/Image' not in b''.join(
            bytes(item.read_bytes()) for item in pdf.objects if isinstance(item, pikepdf.Stream)
        )


def latex_escape(text: str) -> str:
    texescape.init()
    return texescape.escape(text, 'lualatex')


@settings(deadline=None)
@given(graphs())
def test_latex_of_any_text(graph: MapGraph) -> None:
    made = to_latex(graph, latex_escape)
    assert made == to_latex(graph, latex_escape)
    plain = re.sub(r'\\[{}]', '', made)
    depth = 0
    for letter in plain:
        depth += {'{': 1, '}': -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    count = sum(len(layer.nodes) for layer in without_empty(graph).layers)
    assert made.count(r'\framebox') == count


@pytest.mark.parametrize('engine', ['pdflatex', 'lualatex'])
@pytest.mark.parametrize('bare', [True, False])
def test_latex(tmp_path: Path, engine: str, bare: bool) -> None:
    """It needs no package, fits into the lines, and stays on its page, also where it is very high."""
    if shutil.which(engine) is None:
        pytest.skip(f'{engine} is not installed')
    packages = '' if bare else '\\usepackage{pict2e}\n'
    code = ''.join(
        f'Before.\n\n{to_latex(graph, latex_escape)}\nAfter.\n\n' for graph in (spread(1, 1), spread(14, 2, 3))
    )
    # The letters of other scripts need fonts that may not be there.
    code = re.sub(r'[^\x00-\x7f]', 'x', code)
    source = f'\\documentclass[a5paper]{{article}}\n{packages}\\begin{{document}}\n{code}\\end{{document}}\n'
    (tmp_path / 'main.tex').write_text(source, encoding='utf-8')
    done = subprocess.run(
        [engine, '-interaction=nonstopmode', '-halt-on-error', 'main.tex'],
        cwd=tmp_path, capture_output=True, encoding='utf-8', errors='replace', check=False, timeout=300,
    )  # fmt: skip
    if 'pict2e.sty' in done.stdout and 'not found' in done.stdout:
        pytest.skip('pict2e is not installed')
    assert done.returncode == 0, done.stdout[-2000:]
    assert 'Overfull' not in done.stdout


# -- in a browser -----------------------------------------------------------------------------------------------

BROWSERS: Final = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome')
WIDTHS: Final = (288, 320, 760)

MEASURE: Final = """\
<!DOCTYPE html>
<meta charset="utf-8">
<style>SHEET</style>
BODY
<script>
const found = [...document.querySelectorAll('section')].map(section => {
  const shown = [...section.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width > 0);
  const over = [];
  for (const node of section.querySelectorAll('.privacy-map-node')) {
    const box = node.querySelector('rect').getBoundingClientRect();
    for (const line of node.querySelectorAll('tspan')) {
      const text = line.getBoundingClientRect();
      const level = text.left >= box.left && text.right <= box.right;
      const inside = level && text.top >= box.top && text.bottom <= box.bottom;
      if (text.width && !inside) {
        over.push(line.textContent);
      }
    }
  }
  const scale = shown[0].getBoundingClientRect().width / shown[0].viewBox.baseVal.width;
  return {
    shown: shown.map(svg => svg.getAttribute('class')),
    over,
    letters: 14 * scale,
    scroll: section.scrollWidth - section.clientWidth,
  };
});
const result = document.createElement('pre');
result.id = 'result';
result.textContent = JSON.stringify(found);
document.body.append(result);
</script>
"""


@pytest.mark.parametrize('family', ['sans-serif', 'serif', 'DejaVu Sans'])
def test_words_stay_in_their_boxes(tmp_path: Path, family: str) -> None:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip(f'no browser: none of {", ".join(BROWSERS)} is installed')
    sheet = (files('sphinxext_privacy') / 'static' / 'sphinxext-privacy.css').read_text(encoding='utf-8')
    cases = [(name, width) for name in SAMPLES for width in WIDTHS]
    body = ''.join(
        f'<section style="width: {width}px; font-family: {family}">'
        + to_svg(SAMPLES[name], ident=f'{name}-{width}', title=name, description=name)
        + '</section>'
        for name, width in cases
    )
    page = tmp_path / 'page.html'
    page.write_text(MEASURE.replace('SHEET', sheet).replace('BODY', body), encoding='utf-8')
    command = [
        browser, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic',
        '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
        '--host-resolver-rules=MAP * ~NOTFOUND', f'--user-data-dir={tmp_path / "profile"}',
        '--virtual-time-budget=20000', '--dump-dom', page.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding='utf-8', check=True, timeout=180)
    result = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert result is not None, done.stderr
    for (name, width), shown in zip(cases, json.loads(unescape(result[1])), strict=True):
        assert shown['shown'] == [f'privacy-map-{"narrow" if width < 400 else "wide"}'], (name, width)
        assert shown['over'] == [], (name, width)
        assert 12 <= shown['letters'] <= 18, (name, width)
        assert shown['scroll'] <= 0, (name, width)
