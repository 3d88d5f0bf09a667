"""The project of a root notice and three that add to it, with overviews of the tester's choice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lxml import html

from tests.helpers.markup import MD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from tests.helpers.project import Build

FOLDER: Final = Path(__file__).parent.parent / 'data' / 'family'
SETTINGS: Final[dict[str, Any]] = {
    'privacy_register': ['register.yaml'],
    'privacy_controller': 'meadow',
    'version': '1',
    'copyright': 'Meadow',
    'latex_engine': 'lualatex',
    'latex_use_xindy': False,
}
PAGE_BUILDERS: Final = ('html', 'dirhtml', 'singlehtml', 'epub')
NOTICES: Final = ('catalogue', 'meadow', 'reading-room', 'shop')


WITH_MARKUP: Final = """
:::::{processor} lantern
:purpose: to count
:style: definition

They are *near*, see [the notice](meadow.md), {doc}`catalogue`, [](reading-room.md), [below](#privacy-data-payment),
[](#email-address), {privacy:processor}`pigeon`, {privacy:processor}`these <harbor>`, {privacy:updated}`meadow`,
[a site](https://lantern.example/about), <mailto:us@lantern.example> and a note[^1].

![A dot](dot.png)

```{figure} dot.png
:name: a-figure

A figure of theirs
```

| a | b |
|---|---|
| 1 | 2 |

- one

  :::{processor} Nested vendor
  :purpose: to be nested
  :::

:::{note}
A *remark*.
:::

[^1]: The note.
:::::
"""


def family_files(overviews: str = '') -> dict[str, str]:
    """Give its files; *overviews* in the place of its own page of overviews."""
    files = {path.name: path.read_text(encoding='utf-8') for path in sorted(FOLDER.iterdir())}
    if overviews:
        files['overviews.md'] = overviews
    return files


def asked(*directives: tuple[str, Mapping[str, str], *tuple[str, ...]]) -> str:
    """Give a page of overviews: each directive with its options, and a caption if there is one."""
    blocks = []
    for name, options, *rest in directives:
        caption = ''.join(rest)
        quoted = {key: f'"{value}"' for key, value in options.items()}
        blocks.append(MD.directive(name, caption, quoted))
    return MD.page('Overviews', *blocks)


def words(element: HtmlElement) -> str:
    """Give the text of *element*, without the signs that link to a place."""
    text = ''.join(element.xpath('.//text()[not(ancestor::a[@class="headerlink"])]'))
    return ' '.join(text.split())


class Shown:
    """The overviews of one HTML page."""

    def __init__(self, build: Build, docname: str = 'overviews') -> None:
        self.tree: HtmlElement = html.fromstring(build.page(docname))

    def find(self, expression: str) -> list[HtmlElement]:
        """Give what an XPath *expression* finds."""
        found: list[HtmlElement] = self.tree.xpath(expression)
        return found

    @property
    def tables(self) -> list[HtmlElement]:
        """The tables of overviews."""
        return self.find('//table[contains(@class, "privacy-overview")]')

    def rows(self, number: int = 0) -> list[list[str]]:
        """Give the cells of a table as text, the header row first."""
        return [[words(cell) for cell in row.xpath('./th | ./td')] for row in self.tables[number].xpath('.//tr')]

    def names(self, number: int = 0) -> list[str]:
        """Give the first column of a table, without its header."""
        return [row[0] for row in self.rows(number)[1:]]

    def caption(self, number: int = 0) -> str:
        """Give the caption of a table."""
        return words(self.tables[number].xpath('./caption')[0])

    def items(self, style: str) -> list[str]:
        """Give what is listed by the bullets, cards or definitions of all overviews."""
        block = f'//*[contains(@class, "privacy-overview") and contains(@class, "privacy-block-{style}")]'
        return [words(item) for item in self.find(f'{block}/li | {block}/dt')]
