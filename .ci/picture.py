"""The picture of the README: the source of its example beside what readers and programs get, in light and in dark.

Without options the pictures are drawn anew, which takes Chromium; ``--check`` tells whether they show what the README,
the style sheet and this file say now, and needs no browser. What they were drawn from is noted in the files themselves.

Fonts differ between machines. The pictures in the repository were drawn with Inter and JetBrains Mono, which Debian has
as ``fonts-inter`` and ``fonts-jetbrains-mono``.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import io
import json
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import RegexLexer, bygroups
from pygments.lexers import JsonLexer, YamlLexer
from pygments.token import Comment, Generic, Name, Punctuation, String, Text

if TYPE_CHECKING:
    from pygments.lexer import Lexer

ROOT: Final = Path(__file__).resolve().parent.parent
SHEET: Final = ROOT / 'sphinxext_privacy' / 'static' / 'sphinxext-privacy.css'
PICTURES: Final = {scheme: ROOT / 'docs' / '_static' / f'readme-{scheme}.png' for scheme in ('light', 'dark')}
FILES: Final = {'md': 'index.md', 'yaml': 'privacy.yaml', 'python': 'conf.py'}
"""The blocks of the README that make up its example, by language, and the files that they are."""

WIDTH: Final = 830
"""Width in pixels of CSS: that of the column of a README."""
SCALE: Final = 2
NOTE: Final = 'Drawn from'
"""Where a picture holds the digest of what it shows."""

THEME: Final = 'furo'
STYLES: Final = {'light': 'a11y-high-contrast-light', 'dark': 'a11y-high-contrast-dark'}
"""Those of the theme for code."""

PAGE: Final = """\
<!DOCTYPE html>
<meta charset="utf-8">
<style>
:root { --line: #d1d9e0; --head: #f6f8fa; --ground: #ffffff; --text: #59636e; color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --head: #1c2128; --ground: #131416; --text: #9198a1; }
}
* { box-sizing: border-box; }
body { margin: 0; background: none; font: 12px/1 Inter, sans-serif; }
main { display: grid; grid-template-columns: 472px 1fr; gap: 14px; width: WIDTHpx; }
section { display: flex; flex-direction: column; gap: 14px; }
figure {
  display: flex; flex-direction: column; margin: 0; overflow: hidden;
  border: 1px solid var(--line); border-radius: 8px; background: var(--ground);
}
figure:last-child { flex: 1; }
figcaption {
  padding: 9px 14px; border-bottom: 1px solid var(--line);
  background: var(--head); color: var(--text); font-weight: 600;
}
pre {
  margin: 0; padding: 11px 14px; font: 11.5px/1.42 "JetBrains Mono", monospace; font-variant-ligatures: none;
  white-space: pre-wrap;
}
/* Lines that are too long go on further right than they began. */
pre > span { display: block; min-height: 1.42em; }
iframe { display: block; width: 100%; border: 0; color-scheme: light dark; }
CODE
</style>
<main>
<section>
<figure><figcaption>index.md</figcaption><pre>NOTICE</pre></figure>
<figure><figcaption>privacy.yaml</figcaption><pre>REGISTER</pre></figure>
</section>
<section>
<figure><figcaption>What readers see</figcaption><iframe src="index.html"></iframe></figure>
<figure><figcaption>What programs read of Fastly, in privacy.json</figcaption><pre>DATA</pre></figure>
</section>
</main>
"""

CONTENT_ALONE: Final = """
html { font-size: 13.6px; scroll-behavior: auto; }
body { --font-stack: Inter, sans-serif; }
.mobile-header, .content-icon-container, .sidebar-drawer, .toc-drawer, .back-to-top, footer {
  display: none !important;
}
.main, .main > .content { width: auto; margin: 0; padding: 0; }
.page .content { padding: 16px 14px 14px; }
.article-container h1 { margin-top: 0; font-size: 1.55em; }
.article-container section > :last-child { margin-bottom: 0; }
article[role=main] { padding-bottom: 0; }
"""
"""Leaves of the page of the theme what stands between its head, foot and sides, as large as there is room."""


class Notice(RegexLexer):
    """Markdown with directives: their names and options stand out, as in an editor that knows MyST."""

    name = 'MyST'
    tokens: ClassVar[dict[str, Any]] = {
        'root': [
            (r'^# .+', Generic.Heading),
            (r'^(:::)(\{)([\w-]+)(\})(.*)', bygroups(Punctuation, Punctuation, Name.Tag, Punctuation, String)),
            (r'^:::$', Punctuation),
            (r'^(:[\w-]+:)(.*)', bygroups(Name.Attribute, Text)),
            (r'^(- )', Punctuation),
            (r'\{#[\w-]+\}', Comment),
            (r'[^{\n]+', Text),
            (r'\n|\{', Text),
        ]
    }


def example() -> dict[str, str]:
    """Give the example of the README: notice, register and settings, by name of file."""
    readme = (ROOT / 'README.md').read_text(encoding='utf-8')
    blocks = re.findall(r'(?ms)^```(\w+)\n(.*?)^```$', readme)
    # The first of each language: what comes later is about other things.
    return {FILES[language]: text for language, text in reversed(blocks) if language in FILES}


def facts(data: str) -> str:
    """Give what *data*, the text of ``privacy.json``, says of the recipient of the example, short lists in one line."""
    (notice,) = json.loads(data)['notices']
    (processor,) = notice['own']['processors']
    lines = json.dumps(processor['facts'], indent=2, ensure_ascii=False).splitlines()[1:-1]
    return re.sub(r'\[\s+("[^"]*")\s+\]', r'[\1]', textwrap.dedent('\n'.join(lines)))


def digest(shown: str, data: str) -> str:
    """Give what tells pictures apart that have to differ, from the page of the example as plain text and its data.

    The HTML of the page is left out, which each version of Sphinx and of the theme writes in another way.
    """
    sheet = SHEET.read_text(encoding='utf-8')
    parts = (*sorted(example().items()), ' '.join(shown.split()), facts(data), sheet, PAGE, CONTENT_ALONE)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def noted(path: Path) -> str:
    """Give the digest that is noted in a picture."""
    with Image.open(path) as image:
        return str(image.info.get(NOTE, ''))


def build(folder: Path, builder: str) -> Path:
    """Build the example in *folder*, strictly, and give the folder with the results."""
    source, target = folder / 'source', folder / builder
    options = ['-q', '-nW', '-D', f'html_theme={THEME}', '-b', builder]
    subprocess.run([sys.executable, '-m', 'sphinx', *options, str(source), str(target)], check=True)
    return target


def coloured(text: str, lexer: Lexer) -> str:
    """Give source as HTML, a block for each line, so that lines can be told apart where they are broken."""
    lines = highlight(text, lexer, HtmlFormatter(nowrap=True)).rstrip('\n').split('\n')
    made = []
    for line in lines:
        # As far as the line is indented, and two characters more.
        indent = len(re.match(r' *', html.unescape(re.sub(r'<[^>]+>', '', line)))[0]) + 2
        made.append(f'<span style="padding-left: {indent}ch; text-indent: -{indent}ch">{line}</span>')
    return ''.join(made)


def composed(scheme: str, data: str) -> str:
    """Give the page that the picture is taken of; *data* is the text of ``privacy.json``."""
    files = example()
    code = HtmlFormatter(style=STYLES[scheme]).get_style_defs('pre')
    parts = {
        'WIDTH': str(WIDTH),
        # Its ground is that of the picture.
        'CODE': re.sub(r'(?m)^.*(?:background|line-height): .*$\n?', '', code),
        'NOTICE': coloured(files['index.md'], Notice()),
        'REGISTER': coloured(files['privacy.yaml'], YamlLexer()),
        'DATA': coloured(facts(data), JsonLexer()),
    }
    return re.sub('|'.join(parts), lambda match: parts[match[0]], PAGE)


def draw(site: Path, data: str, note: str) -> None:
    """Draw the example that was built in the folder *site*."""
    sys.path.insert(0, str(ROOT))
    from tests.helpers.browser import find_browser, running, serving

    command = find_browser()
    if command is None:
        sys.exit('no Chromium is installed')
    with running(command) as browser, serving(site) as base:
        for scheme, path in PICTURES.items():
            (site / 'picture.html').write_text(composed(scheme, data), encoding='utf-8')
            page = browser.new_page(
                viewport={'width': WIDTH, 'height': 600}, device_scale_factor=SCALE, color_scheme=scheme
            )
            page.goto(f'{base}picture.html', wait_until='load')
            page.frames[1].add_style_tag(content=CONTENT_ALONE)
            frame = page.locator('iframe')
            height = page.frames[1].evaluate('document.querySelector(".content").offsetHeight')
            frame.evaluate('(frame, height) => { frame.style.height = `${height}px`; }', height)
            save(page.locator('main').screenshot(omit_background=True), path, note)
            page.close()


def save(shot: bytes, path: Path, note: str) -> None:
    """Save a picture with the colours that it needs, and the note."""
    info = PngInfo()
    info.add_text(NOTE, note)
    with Image.open(io.BytesIO(shot)) as image:
        image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            path, optimize=True, pnginfo=info
        )
    print(f'written: {path.relative_to(ROOT).as_posix()}, {path.stat().st_size} bytes')


def main() -> int:
    """Draw the pictures, or tell whether that has to be done."""
    parser = argparse.ArgumentParser(description='The picture of the README.')
    parser.add_argument('--check', action='store_true', help='only tell whether the pictures are out of date')
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / 'source').mkdir()
        for name, text in example().items():
            (folder / 'source' / name).write_text(text, encoding='utf-8')
        shown = (build(folder, 'text') / 'index.txt').read_text(encoding='utf-8')
        data = (build(folder, 'privacy') / 'privacy.json').read_text(encoding='utf-8')
        note = digest(shown, data)
        if not given.check:
            draw(build(folder, 'html'), data, note)
    stale = [path for path in PICTURES.values() if not path.is_file() or noted(path) != note]
    for path in stale:
        print(f'{path.relative_to(ROOT).as_posix()}: out of date; run "python .ci/picture.py"')
    return 1 if stale else 0


if __name__ == '__main__':
    sys.exit(main())
