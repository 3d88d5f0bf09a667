"""Snippets for editors, as a file beside the pages: one for each directive and field, made from the field table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from published_schema import FileRole, publishes

from sphinxext_privacy.model.fields import COMMON, Field, FieldType
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinxext_privacy.model.fields import Kind

FILE: Final = 'privacy.code-snippets'
"""Visual Studio Code finds a file with such an end in the folder ``.vscode``."""

FIRST: Final[dict[str, tuple[str, ...]]] = {
    'notice': ('service', 'controller', 'updated'),
    'controller': ('address', 'country', 'email'),
    'data': ('source', 'purposes', 'legal-basis', 'retention'),
    'purpose': ('legal-basis', 'data'),
    'processor': ('purpose', 'data', 'country'),
    'cookie': ('kind', 'category', 'provider', 'purpose', 'duration'),
    'right': ('key', 'how', 'email'),
    'measure': ('kind',),
    'decision': ('logic', 'significance', 'consequences'),
    'statement': (),
    'change': ('kind', 'entries'),
}
"""By kind, the fields that its snippet asks for; the others have snippets of their own."""

TODAY: Final = '$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE'

EXAMPLES: Final[dict[FieldType, str]] = {
    'prose': 'in your own words',
    'blocks': 'in your own words',
    'text': 'text',
    'texts': 'one, another',
    'lines': 'one a line',
    'id': 'id',
    'ids': 'id',
    'link': 'Title <https://www.example.org/>',
    'url': 'https://www.example.org/',
    'email': 'privacy@example.org',
    'phone': '+49 30 123456',
    'contact': 'Name, privacy@example.org',
    'countries': 'US',
    'date': TODAY,
    'retention': 'P90D',
    'number': '16',
    'negative': 'none',
    'terms': '{processor} uses it as we agreed.',
}
"""What stands in the place of a value until it is typed; keys are chosen from a list, and a flag has none."""

assert FIRST.keys() == KINDS.keys()
assert EXAMPLES.keys() | {'flag', 'key', 'keys'} == set(get_args(FieldType))

NAMES: Final = {
    'accept': 'X-URL — the reason why',
    'domains': 'www.example.org',
    'provider': 'first-party',
    'purpose': 'to send you news',
}
"""The same, for fields whose value has a form of its own."""

ARGUMENTS: Final = {'notice': 'my-notice', 'statement': 'changes', 'change': TODAY, 'cookie': 'session'}
"""What stands in the place of an argument, if not ``Name``."""


def snippets() -> dict[str, dict[str, Any]]:
    """Give the snippets by what they are called."""
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS.values():
        asked = [kind.by_name[name] for name in FIRST[kind.name]]
        name = _place(1, ARGUMENTS.get(kind.name, 'Name'))
        options = [_option(item, number) for number, item in enumerate(asked, 2)]
        myst = [f':::{{{kind.directive}}} {name}', *options, '', '$0', ':::']
        rest = [f'.. {kind.directive}:: {name}', *(f'   {line}' for line in options), '', '   $0']
        for language, body in (('markdown', myst), ('restructuredtext', rest)):
            found[f'{kind.directive} ({language})'] = {
                'scope': language,
                'prefix': kind.directive,
                'description': kind.help,
                'body': body,
            }
    for item, kinds in _fields():
        where = ', '.join(kind.directive for kind in kinds) or 'every directive'
        found[f':{item.name}: of {where}'] = {
            'scope': 'markdown,restructuredtext',
            # Without the colon: not every editor takes it for a part of the word.
            'prefix': item.name,
            'description': f'{item.help} ({where})',
            'body': [_option(item, 1)],
        }
    return found


def _fields() -> Iterator[tuple[Field, list[Kind]]]:
    """Give each field with the kinds that have it; those that differ in their values are several."""
    found: dict[tuple[str, str, str], tuple[Field, list[Kind]]] = {}
    for kind in KINDS.values():
        for item in kind.fields:
            # Prose of several paragraphs stands in the register, and not in an option.
            if item.type != 'blocks' and item.name != kind.title_field:
                found.setdefault((item.name, item.type, item.vocabulary), (item, []))[1].append(kind)
    yield from found.values()
    yield from ((item, []) for item in COMMON)


def _option(item: Field, number: int) -> str:
    """Give the line of a field, with a place to type its value."""
    if item.type == 'flag':
        return f':{item.name}:'
    if item.vocabulary:
        return f':{item.name}: ${{{number}|{",".join(VOCABULARIES[item.vocabulary].labels)}|}}'
    return f':{item.name}: {_place(number, NAMES.get(item.name, EXAMPLES[item.type]))}'


def _place(number: int, text: str) -> str:
    # A brace would end the place.
    safe = text.replace('}', r'\}')
    return f'${{{number}:{safe}}}'


def publish_snippets(app: Sphinx, exception: Exception | None) -> None:
    """Write the file beside the pages (event ``build-finished``)."""
    if exception is None and publishes(app.builder):
        text = json.dumps(snippets(), indent=2, ensure_ascii=False)
        (Path(app.outdir) / FILE).write_text(f'{text}\n', encoding='utf-8')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register a role that links to the file, and the writing of it."""
    app.setup_extension('published_schema')
    app.add_role('snippets-file', FileRole(FILE))
    app.connect('build-finished', publish_snippets)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
