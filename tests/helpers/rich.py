"""A project that uses everything: all kinds, fields and styles, a register, and references across pages."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.model.fields import STYLES
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.rules.table import RULES
from tests.helpers.markup import MD, RST
from tests.helpers.project import HAS_MYST

if TYPE_CHECKING:
    from sphinxext_privacy.model.fields import Field, Kind
    from tests.helpers.markup import Markup

VENDOR_PAGES: Final = ('vendor-1', 'vendor-2', 'vendor-3', 'vendor-4')
STYLE_PAGES: Final = tuple(f'styles/{style}' for style in STYLES)

SETTINGS: Final[dict[str, Any]] = {
    'privacy_register': ['register.yaml', 'more.toml'],
    'privacy_controller': 'acme',
    # There is something of everything, whether it belongs together or not.
    'privacy_rules': {rule.id: 'off' for rule in RULES.values() if rule.profile != 'consistency'} | {'X-ORPHAN': 'off'},
    'nitpicky': True,
    'version': '1',
    'copyright': 'Acme',
    'latex_engine': 'lualatex',
    # makeindex is a part of every TeX installation, xindy is not.
    'latex_use_xindy': False,
    'numfig': True,
}

REGISTER: Final = """\
controllers:
  acme:
    name: Acme Foundation
    short-name: Acme
    address: 1 Long Street, Berlin
    country: DE
    email: privacy@acme.example
    dpo: {name: Dora Officer, email: dpo@acme.example}

processors:
  cloud:
    name: Cloud Hosting
    short-name: Cloud
    category: hosting
    agreement: Data Processing Terms <BASE/cloud/agreement>
    policy: Privacy Policy <BASE/cloud/policy>
    website: Cloud <BASE/cloud>
    country: US, DE
    transfer-mechanism: scc
    data: [email, ip-address]
    purpose: to host "the site"
    retention: P30D after the last visit
  mailer:
    name: Mailer, Inc.
    agreement: {title: Mailer Terms, url: BASE/mailer/agreement}
    policy: BASE/mailer/policy
  bare:
    name: Bare & Sons
  terms-only:
    name: Terms Only
    policy: Policy <BASE/terms/policy>
    terms: Use of this is subject to the {policy}, which *says so*.

data:
  ip-address:
    label: IP address
    category: ip-address
    retention: P90D
  secret:
    label: A secret that is never shown

purposes:
  hosting:
    label: Hosting the service
    legal-basis: legitimate-interests
    legitimate-interest: to **run** a service

cookies:
  session:
    name: sessionid
    kind: http-cookie
    provider: first-party
    purpose: Keeps you signed in
    duration: session

rights:
  access:
    label: See your data
    how: Write to us.

measures:
  tls:
    label: Encryption
    kind: encryption-in-transit

statements:
  our-basis:
    topic: legal-basis
    text: We rely on your *consent*.
"""

MORE: Final = """\
[processors.tracker]
name = "Tracker"
agreement = "Tracker Terms <BASE/tracker/agreement>"
policy = "Tracker Policy <BASE/tracker/policy>"
opt-out = "BASE/tracker/opt-out"
"""

LINKS: Final = (
    *(f'/{vendor}/{page}' for vendor in ('cloud', 'mailer', 'tracker') for page in ('agreement', 'policy')),
    '/terms/policy',
    '/full/agreement',
    '/full/policy',
)
"""Every agreement and policy of the project, as paths below the base."""


def sample(kind: Kind, item: Field, base: str) -> str:
    """Give a value for an option."""
    words = f'{kind.name} {item.name}'
    match item.type:
        case 'prose':
            return f'Prose about {words} with **strong** words'
        case 'terms':
            return 'This is subject to the {agreement} and the {policy} of {processor}, says {controller}'
        case 'text':
            return f'Text about {words}'
        case 'texts' | 'lines':
            return f'first-{item.name}.example, second-{item.name}.example'
        case 'id':
            return _REFERRED[item.refers_to][0]
        case 'ids':
            return ', '.join(_REFERRED[item.refers_to])
        case 'link':
            return f'The {item.label} <{base}/full/{item.name}>'
        case 'url':
            return f'{base}/full/{item.name}'
        case 'email':
            return 'someone@acme.example'
        case 'phone':
            return '+49 30 123456'
        case 'contact':
            return 'acme'
        case 'countries':
            return 'US, EU, JP'
        case 'date':
            return '2026-03-01'
        case 'retention':
            return f'P90D after the end of {words}'
        case 'flag':
            return ''
        case 'key':
            return next(iter(VOCABULARIES[item.vocabulary].labels))
        case 'keys':
            return ', '.join(list(VOCABULARIES[item.vocabulary].labels)[:2])
        case 'number':
            return '16'
        case 'negative':
            return f'none — there is no {words}'
    raise ValueError(item.type)


_REFERRED: Final = {
    'controller': ('acme',),
    'notice': ('main',),
    'data': ('email', 'ip-address'),
    'purpose': ('hosting', 'full-purpose'),
    'processor': ('cloud', 'full-processor'),
    '*': ('email', 'cloud'),
}


def full(kind: Kind, markup: Markup, base: str, style: str = '') -> str:
    """Give an entry with every field of its kind."""
    options = {
        item.name: sample(kind, item, base)
        for item in kind.fields
        if item.name not in {kind.title_field, 'no-personal-data', 'text'}
    }
    if style:
        options['style'] = style
    argument = f'Full {kind.name}'
    if kind.name == 'statement':
        argument = 'children'
    elif kind.name == 'change':
        argument = '2026-03-02'
    elif kind.name == 'notice':
        argument = f'full-{style}'
    return markup.directive(kind.directive, argument, options, f'The body of a full {kind.name}.')


def lists(markup: Markup, style: str) -> list[str]:
    """Give the list form of every kind that has one."""
    found = []
    for kind in KINDS.values():
        if kind.takes_list:
            body = markup.bullets(
                [
                    f'First {kind.name}',
                    f'Second {kind.name} of **two** {{#second-{kind.name}}}',
                    f'Nested {kind.name}\n\n- inner one\n- inner two',
                ]
            )
            found.append(markup.directive(kind.directive, '', {'style': style}, body))
            found.append('Between.')
    return found


def style_page(markup: Markup, style: str, base: str) -> str:
    """Give a notice with entries of all kinds in one style."""
    blocks = [full(KINDS['notice'], markup, base, style)]
    for kind in KINDS.values():
        if kind.name == 'notice':
            continue
        blocks.append(full(kind, markup, base, style))
        if kind.name == 'processor':
            blocks.append(markup.directive('processor', 'cloud', {'style': style, 'purpose': 'to host'}))
            blocks.append(markup.directive('processor', 'mailer, tracker', {'style': style, 'data': 'email'}))
            blocks.append(markup.directive('processor', 'bare', {'style': style, 'no-personal-data': ''}))
            blocks.append(markup.directive('processor', 'terms-only', {'style': style}))
    blocks.append(markup.section(f'Lists as {style}', *lists(markup, style)))
    return markup.page(f'All as {style}', *blocks)


def vendor_page(markup: Markup, docname: str) -> str:
    """Give a notice that names the vendor that others name too."""
    return markup.page(
        f'Notice {docname}',
        markup.directive('privacy-notice', docname, {'updated': '2026-02-10', 'addendum-to': 'main'}),
        'We use:',
        markup.directive('processor', 'cloud', {'purpose': f'to serve {docname}'}, f'Body on {docname}.'),
        f'Again: {markup.role("privacy:processor", "cloud")} and {markup.role("privacy:updated", ".")}.',
    )


def main_page(markup: Markup, base: str) -> str:
    """Give the parent of the other notices."""
    d = markup.directive
    return markup.page(
        'The Notice',
        d('privacy-notice', 'main', {'service': 'example.org', 'updated': '2026-02-10', 'version': '2'}),
        d('controller', 'acme'),
        d('collected-data', '', {}, markup.bullets(['Full name', 'Email address {#email}', 'ip-address'])),
        d('purpose', 'hosting'),
        d('purpose', 'Full purpose', {'id': 'full-purpose', 'kind': 'provide-service'}, 'What it means.'),
        d('processor', 'cloud', {'purpose': f'to host {markup.link("this", base + "/this")}'}, 'It is stored there.'),
        d('processor', 'Full processor', {'country': 'US, EU, JP'}),
        d('processor', 'Sister project', {'policy': 'Our own </vendor-1>'}),
        d('processor', 'Ünïcode & Söhne Ελλάς', {'purpose': 'to test'}),
        d('processor', 'tracker', {'optional': '', 'condition': 'if you agree'}),
        d('cookie', 'session'),
        d('cookie', '_ga_*', {'provider': 'tracker', 'duration': 'P2Y', 'purpose': 'Counts visits'}),
        d('data-right', '', {}, markup.bullets(['access', 'erasure', 'Be **heard** {#heard}'])),
        d('security-measure', 'tls'),
        d('automated-decision', 'Scoring', {'logic': 'We *count*.', 'ground': 'contract'}, 'Nothing more.'),
        d('privacy-statement', 'our-basis'),
        d('privacy-statement', 'children', {}, 'We ask no children.'),
        d('privacy-change', '2026-02-10', {'kind': 'added', 'entries': 'email, cloud'}, 'Added a vendor.'),
    )


def nested_page(markup: Markup, base: str) -> str:
    """Give entries in the places where authors put them, and with all that a body can hold."""
    d = markup.directive
    code = '```python\nprint("x")\n```' if markup.name == 'md' else '.. code-block:: python\n\n   print("x")'
    quoted = '> Quoted words.' if markup.name == 'md' else 'Before.\n\n   Quoted words.'
    body = '\n\n'.join(
        [
            f'First {markup.literal("paragraph")}, {markup.link("a link", base + "/body")}.',
            markup.bullets(['one', 'two\n\n- deeper']),
            code,
            quoted,
            d('note', '', {}, 'A note in a body.'),
            d('processor', 'tracker', {'purpose': 'to be nested'}),
        ]
    )
    return markup.page(
        'Nested',
        d('privacy-notice', 'nested', {'updated': '2026-02-10', 'controller': 'acme', 'addendum-to': 'main'}),
        d('processor', 'Holder', {'style': 'definition'}, body),
        d('processor', 'Second holder', {}, body),
        d('processor', 'Third holder', {'style': 'card'}, body),
        d('note', '', {}, d('processor', 'cloud', {'purpose': 'to stand in a note'})),
        markup.bullets(['An item\n\n' + d('processor', 'cloud', {'purpose': 'to stand in a list'}), 'Another']),
        d('collected-data', '', {'style': 'table'}, markup.bullets(['One datum', 'Two data'])),
        markup.section('Again', d('processor', 'cloud', {'style': 'hidden'}), 'The end.'),
    )


PLACES: Final = """\
Places
======

.. privacy-notice:: places
   :updated: 2026-02-10

.. processor:: With blocks
   :style: table

   Words.

   - one
   - two

   .. code-block:: python

      print(1)

   .. note:: A note in a cell.

.. processor:: With a table
   :style: table

   .. list-table::

      * - a cell
        - another

.. processor:: With a table of ours
   :style: table

   .. cookie:: inner

.. processor::
   :style: table

LONG
.. list-table::

   * - .. processor:: In a cell
     - .. cookie:: in-a-cell
   * - .. collected-data::

          - In a list in a cell
     - Words

a term
   .. processor:: In a definition

.. glossary::

   entry
      .. processor:: In a glossary

.. admonition:: A box

   .. processor:: In an admonition
      :style: card

.. topic:: A matter

   .. processor:: In a topic

.. sidebar:: A margin

   .. processor:: In a sidebar

.. figure:: dot.png

   Caption

   .. processor:: In a legend

A footnote [1]_.

.. [1] Note.

   .. processor:: In a footnote

* deep

  * deeper

    .. processor:: In a list in a list

       - deepest

.. processor:: Before code
   :style: hidden

.. code-block:: python

   x = 1

.. processor:: First before a section
   :style: hidden

.. processor:: Second before a section
   :style: hidden

A section of places
-------------------

.. processor:: Before a figure
   :style: hidden

.. figure:: dot.png

   Caption

.. processor:: Before captioned code
   :style: hidden

.. code-block:: python
   :caption: Some code

   y = 1

.. processor:: Before a table
   :style: hidden

.. list-table:: A title

   * - first
     - second

.. privacy-statement:: security

   .. list-table::

      * - third
        - fourth

.. rubric:: A rubric

.. processor:: At the end
   :style: hidden
""".replace('LONG', ''.join(f'   - Row number {number}\n' for number in range(15)))
"""Entries in all places where they can stand, and hidden ones before what LaTeX gives labels to."""

HIDDEN_PLACES: Final = (
    'before-code',
    'first-before-a-section',
    'second-before-a-section',
    'before-a-figure',
    'before-captioned-code',
    'before-a-table',
    'at-the-end',
)

DOT: Final = base64.b64decode(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
)


def index_page(markup: Markup) -> str:
    """Give the root: it holds no entry, but refers to all of them."""
    role = markup.role
    names = {
        'notice': 'main',
        'controller': 'acme',
        'data': 'email',
        'purpose': 'hosting',
        'processor': 'cloud',
        'cookie': 'session',
        'right': 'access',
    }
    return markup.page(
        # As the project, as LaTeX shows the name of the project only.
        'Example',
        markup.toctree('main', *VENDOR_PAGES, 'nested', 'places', 'sub/deep', *STYLE_PAGES, 'plain'),
        'See ' + ', '.join(role(f'privacy:{kind}', name) for kind, name in names.items()) + '.',
        f'Exact: {role("privacy:processor", "vendor-2/cloud")}, with words: '
        f'{role("privacy:processor", "the host <cloud>")}, never shown: {role("privacy:data", "secret")}.',
        ', '.join(role('privacy:processor', f'places/{name}') for name in HIDDEN_PLACES) + '.',
        f'Any: {role("any", "full-purpose")}, {role("any", "privacy-processor-cloud")}; '
        f'{role("privacy:updated", "main")}.',
    )


def deep_page(markup: Markup) -> str:
    """Give a page in a folder."""
    return markup.page(
        'Deep',
        f'{markup.role("privacy:processor", "cloud")} and {markup.role("privacy:data", "main/email")}.',
        markup.directive(
            'processor', 'Deep vendor', {'policy': 'The notice <../main>', 'notice': 'main', 'data': 'email'}
        ),
    )


def rich_files(base: str = 'https://example.org') -> dict[str, str | bytes]:
    """Give the files of the project; all links to other hosts are below *base*.

    Half of the pages are in MyST where that is installed.
    """
    first: Markup = MD if HAS_MYST else RST
    files: dict[str, str | bytes] = {
        'dot.png': DOT,
        'register.yaml': REGISTER.replace('BASE', base),
        'more.toml': MORE.replace('BASE', base),
        f'index{first.suffix}': index_page(first),
        f'main{first.suffix}': main_page(first, base),
        'nested.rst': nested_page(RST, base),
        f'sub/deep{first.suffix}': deep_page(first),
        'places.rst': PLACES,
        'plain.rst': RST.page('Plain', 'Nothing of ours.'),
    }
    for position, docname in enumerate(VENDOR_PAGES):
        markup = first if position % 2 else RST
        files[f'{docname}{markup.suffix}'] = vendor_page(markup, docname)
    for position, (docname, style) in enumerate(zip(STYLE_PAGES, STYLES, strict=True)):
        markup = RST if position % 2 else first
        files[f'{docname}{markup.suffix}'] = style_page(markup, style, base)
    if HAS_MYST:
        files['index.md'] = index_page(first) + '\nMyST: [](#privacy-processor-cloud), [words](#email).\n'
    return files
