"""The notice that is dropped in: one page, its register, its settings, and the facts that readers must find."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

NAME: Final = 'comparison-privacy-notice'
"""Name of the document; no docs have one of this name."""
REGISTER: Final = f'{NAME}.yaml'
EXTENSION: Final = 'sphinxext_privacy'
DOMAIN: Final = 'privacy'
STYLE_SHEET: Final = '_static/sphinxext-privacy.css'
INDICES: Final = ('privacy-processors', 'privacy-data')
"""The indices of the domain, which have pages as soon as there is an entry."""

REGISTER_TEXT: Final = """\
controllers:
  comparison-controller:
    name: Controller for Comparison
    short-name: the controller
processors:
  comparison-processor:
    name: Recipient for Comparison
    country: DE
    agreement: Terms for Comparison <https://recipient.example/terms>
    policy: Policy for Comparison <https://recipient.example/policy>
"""

SETTINGS: Final = f"""

# Added to compare builds without this extension and with it.
extensions = [*globals().get('extensions', []), {EXTENSION!r}]
privacy_register = {[REGISTER]!r}
privacy_controller = 'comparison-controller'
"""
"""What an author adds at the end of ``conf.py``."""

REST: Final = """\
:orphan:

Notice for comparison
=====================

.. privacy-notice:: comparison
   :updated: 2026-02-10

We collect:

.. collected-data::
   :retention: P90D

   - Addresses for comparison {#comparison-address}
   - Orders for comparison

.. processor:: comparison-processor
   :purpose: to send parcels for comparison
   :data: comparison-address

   They keep nothing for comparison.

You can write to :privacy:processor:`comparison-processor`.

.. data-right:: erasure
   :how: Write a letter for comparison.

.. processor-list::
   :columns: purpose, country, agreement, policy
"""

# Between backticks, as a colon fence needs a setting.
MYST: Final = """\
---
orphan: true
---

# Notice for comparison

```{privacy-notice} comparison
:updated: 2026-02-10
```

We collect:

```{collected-data}
:retention: P90D

- Addresses for comparison {#comparison-address}
- Orders for comparison
```

```{processor} comparison-processor
:purpose: to send parcels for comparison
:data: comparison-address

They keep nothing for comparison.
```

You can write to {privacy:processor}`comparison-processor`.

```{data-right} erasure
:how: Write a letter for comparison.
```

```{processor-list}
:columns: purpose, country, agreement, policy
```
"""

WORDS: Final = (
    'Notice for comparison',
    'Addresses for comparison',
    'Orders for comparison',
    'Recipient for Comparison',
    'to send parcels for comparison',
    'They keep nothing for comparison.',
    'Write a letter for comparison.',
    'Terms for Comparison',
    'Policy for Comparison',
)
"""What the author or the register says, in any language of the docs."""
LINKS: Final = (
    'https://recipient.example/terms',
    'https://recipient.example/policy',
    '#privacy-processor-comparison-processor',
)
PLACES: Final = (
    'privacy-notice-comparison',
    'privacy-data-comparison-address',
    'privacy-processor-comparison-processor',
    'privacy-right-erasure',
)
NUMBER_OF_FACTS: Final = len(WORDS) + len(LINKS) + len(PLACES)


def missing_facts(html: str) -> list[str]:
    """Give what the page built of the notice does not hold though it should: words, links and places to link to."""
    page = _Page()
    page.feed(html)
    text = ' '.join(' '.join(page.text).split())
    return [
        *(f'words {words!r}' for words in WORDS if words not in text),
        *(f'link to {link}' for link in LINKS if link not in page.links),
        *(f'place {place}' for place in PLACES if place not in page.places),
    ]


def links_style_sheet(html: str) -> bool:
    """Tell whether the page links our style sheet; a theme may print none."""
    return bool(re.search(r'<link[^>]+' + re.escape(STYLE_SHEET), html))


@dataclass
class _Page(HTMLParser):
    """What a page shows: words, targets of links, ids."""

    text: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == 'id' and value:
                self.places.add(value)
            elif name == 'href' and value:
                self.links.add(value)

    def handle_data(self, data: str) -> None:
        self.text.append(data)
