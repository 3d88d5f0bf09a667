"""One page of content, written in each of the forms that are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, get_args

from benchmarks.content import Content, Entry, Page, Vendor

Form = Literal['floor', 'directives', 'register', 'overview', 'needs', 'needtable']
"""``floor``: plain MyST by hand; ``directives``: ours, each fact in an option; ``register``: ours, the facts
of the vendors in a register; ``overview``: the same with a page that lists all of them; ``needs``: sphinx-needs;
``needtable``: the same with its table over everything."""
FORMS: Final[tuple[Form, ...]] = get_args(Form)

EXTENSIONS: Final[dict[Form, tuple[str, ...]]] = {
    'floor': (),
    'directives': ('sphinxext_privacy',),
    'register': ('sphinxext_privacy',),
    'overview': ('sphinxext_privacy',),
    'needs': ('sphinx_needs',),
    'needtable': ('sphinx_needs',),
}
REGISTER: Final = 'vendors.yaml'
REGISTERED: Final[tuple[Form, ...]] = ('register', 'overview')
"""The forms with a register."""
TABLE: Final = 'table'
"""Name of the page that lists everything."""
TABLES: Final[dict[Form, str]] = {
    'overview': """\
# All

:::{processor-list}
:notice: "*"
:columns: category, purpose, country, retention
:::
""",
    'needtable': """\
# All

:::{needtable}
:columns: title, category, purpose, country, retention
:style: table
:::
""",
}
"""The source of that page, where a form has one: a name and four facts of each entry."""
_REGISTER_SETTING: Final = f'privacy_register = [{REGISTER!r}]\n'
_NEEDS_SETTINGS: Final = """\
needs_types = [{'directive': 'vendor', 'title': 'Vendor', 'prefix': 'V_', 'color': '#fff', 'style': 'node'}]
needs_fields = {name: {'nullable': True} for name in (
    'legal_name', 'category', 'purpose', 'data', 'country', 'agreement', 'policy', 'retention')}
"""
SETTINGS: Final[dict[Form, str]] = {
    'floor': '',
    'directives': '',
    'register': _REGISTER_SETTING,
    'overview': _REGISTER_SETTING,
    'needs': _NEEDS_SETTINGS,
    'needtable': _NEEDS_SETTINGS,
}
"""What ``conf.py`` holds beyond the settings that all forms share."""


def write_page(form: Form, page: Page) -> str:
    """Write a page in one form."""
    first, last = page.entries[0], page.entries[-1]
    reference = REFERENCES[form]
    sentence = f'{page.introduction} See {reference(page, first)} and {reference(page, last)}.'
    blocks = [f'# Notice {page.name}', _updated(form, page), sentence]
    return '\n\n'.join([*blocks, *(ENTRIES[form](page, entry) for entry in page.entries)]) + '\n'


def write_register(content: Content) -> str:
    """Write the vendors as a register in YAML."""
    return 'processors:\n' + ''.join(
        f"""\
  {vendor.id}:
    name: {vendor.name}
    legal-name: {vendor.legal_name}
    category: {vendor.category}
    country: {vendor.country[0]}
    agreement: {_angled(vendor.agreement)}
    policy: {_angled(vendor.policy)}
"""
        for vendor in content.vendors
    )


def _updated(form: Form, page: Page) -> str:
    if form in {'directives', *REGISTERED}:
        return f':::{{privacy-notice}} {page.name}\n:updated: 2026-02-10\n:::'
    return 'Last updated **February 10, 2026**'


def _link(link: tuple[str, str]) -> str:
    title, url = link
    return f'[{title}]({url})'


def _angled(link: tuple[str, str]) -> str:
    title, url = link
    return f'{title} <{url}>'


def _need_id(page: Page, vendor: Vendor) -> str:
    return f'V_{page.name}_{vendor.id}'.upper().replace('-', '_')


def _floor(page: Page, entry: Entry) -> str:
    vendor = entry.vendor
    return f"""\
({page.name}-{vendor.id})=
**{vendor.name}**

:Legal name: {vendor.legal_name}
:Category: {vendor.category.capitalize()}
:Purpose: {entry.purpose}
:Data: {', '.join(words for _, words in entry.data)}
:Agreement: {_link(vendor.agreement)}
:Privacy policy: {_link(vendor.policy)}
:Country: {vendor.country[1]}
:Kept: {entry.retention[1]}

{entry.paragraph}"""


def _own_options(entry: Entry) -> str:
    return f"""\
:style: definition
:purpose: {entry.purpose}
:data: {', '.join(key for key, _ in entry.data)}
:retention: {entry.retention[0]}

{entry.paragraph}
:::"""


def _directive(_page: Page, entry: Entry) -> str:
    vendor = entry.vendor
    return f"""\
:::{{processor}} {vendor.name}
:legal-name: {vendor.legal_name}
:category: {vendor.category}
:agreement: {_angled(vendor.agreement)}
:policy: {_angled(vendor.policy)}
:country: {vendor.country[0]}
{_own_options(entry)}"""


def _registered(_page: Page, entry: Entry) -> str:
    return f':::{{processor}} {entry.vendor.id}\n{_own_options(entry)}'


def _need(page: Page, entry: Entry) -> str:
    vendor = entry.vendor
    return f"""\
:::{{vendor}} {vendor.name}
:id: {_need_id(page, vendor)}
:legal_name: {vendor.legal_name}
:category: {vendor.category.capitalize()}
:purpose: {entry.purpose}
:data: {', '.join(words for _, words in entry.data)}
:agreement: {vendor.agreement[1]}
:policy: {vendor.policy[1]}
:country: {vendor.country[1]}
:retention: {entry.retention[1]}

{entry.paragraph}
:::"""


def _role(_page: Page, entry: Entry) -> str:
    return f'{{privacy:processor}}`{entry.vendor.id}`'


def _need_role(page: Page, entry: Entry) -> str:
    return f'{{need}}`{_need_id(page, entry.vendor)}`'


Writer = Callable[[Page, Entry], str]

ENTRIES: Final[dict[Form, Writer]] = {
    'floor': _floor,
    'directives': _directive,
    'register': _registered,
    'overview': _registered,
    'needs': _need,
    'needtable': _need,
}
REFERENCES: Final[dict[Form, Writer]] = {
    'floor': lambda page, entry: f'[{entry.vendor.name}](#{page.name}-{entry.vendor.id})',
    'directives': _role,
    'register': _role,
    'overview': _role,
    'needs': _need_role,
    'needtable': _need_role,
}
