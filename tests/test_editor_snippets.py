"""The snippets for editors: each directive and field has one, and each becomes something that builds."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from sphinxext_privacy.model.fields import COMMON
from sphinxext_privacy.model.kinds import BY_DIRECTIVE, KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from tests.helpers.rules import NO_RULES

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker

EXTENSIONS: Final = Path(__file__).parent.parent / 'docs' / '_ext'

_CHOICE: Final = re.compile(r'\$\{\d+\|([^|]+)\|\}')
_PLACE: Final = re.compile(r'\$\{\d+:((?:\\\}|[^}])*)\}')

REGISTER: Final = """\
data:
  id:
    label: Something
purposes:
  id:
    label: A purpose
processors:
  id:
    name: Somebody
controllers:
  id:
    name: Somebody
"""
"""What the ids of the examples name."""

INDEX: Final = """\
All
===

.. privacy-notice:: id

.. toctree::
   :glob:

   *
"""

NOTICE: Final = ':::{privacy-notice}\n:::\n\n'
ARGUMENTS: Final = {'privacy-notice': '', 'privacy-change': '2026-01-01', 'privacy-statement': 'changes'}
"""Arguments that cannot be any name; without one, a notice is named after its page."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """Give the snippets."""
    monkeypatch.syspath_prepend(str(EXTENSIONS))
    module = importlib.import_module('editor_snippets')
    found: dict[str, dict[str, Any]] = module.snippets()
    return found


def filled(body: list[str], choice: int = 0) -> str:
    """Give the text of a snippet as an editor leaves it, with the key of that number chosen where there is a choice."""
    text = '\n'.join(body)
    for name, value in (('YEAR', '2026'), ('MONTH', '02'), ('DATE', '10')):
        text = text.replace(f'$CURRENT_{name}', value)
    text = _CHOICE.sub(lambda match: match[1].split(',')[choice], text)
    text = _PLACE.sub(lambda match: match[1].replace('\\}', '}'), text)
    assert '$' not in text.replace('$0', '')
    return text.replace('$0', '')


def entry(markup: str, directive: str, option: str) -> str:
    """Give a directive with one option."""
    argument = ARGUMENTS.get(directive, 'Name')
    if markup == 'markdown':
        return f':::{{{directive}}} {argument}\n{option}\n:::\n'
    return f'.. {directive}:: {argument}\n   {option}\n'


def page(markup: str, text: str) -> str:
    """Give a page that is a notice and holds *text*."""
    declared = f'privacy-notice{"}" if markup == "markdown" else "::"}' in text
    if markup == 'markdown':
        return f'# Notice\n\n{"" if declared else NOTICE}{text}\n'
    return f'Notice\n======\n\n{"" if declared else ".. privacy-notice::"}\n\n{text}\n'


def pages(made: dict[str, dict[str, Any]], markup: str) -> dict[str, str]:
    """Give a page for each snippet of a markup, with the first and with the last key of a choice."""
    found = {}
    for name, snippet in made.items():
        if markup not in snippet['scope'].split(','):
            continue
        prefix = snippet['prefix']
        for choice in (0, -1):
            text = filled(snippet['body'], choice)
            if not name.startswith(':'):
                # Its choices are those of the fields.
                found[f'directive-{prefix}'] = page(markup, text)
                continue
            where = re.search(r'\(([^()]+)\)$', snippet['description'])
            assert where is not None
            for directive in BY_DIRECTIVE if where[1] == 'every directive' else where[1].split(', '):
                found[f'field-{directive}-{prefix}{choice}'] = page(markup, entry(markup, directive, text))
    return found


def test_each_directive_has_a_snippet(made: dict[str, dict[str, Any]]) -> None:
    for kind in KINDS.values():
        for language in ('markdown', 'restructuredtext'):
            snippet = made[f'{kind.directive} ({language})']
            assert snippet['scope'] == language
            assert snippet['prefix'] == kind.directive
            assert snippet['description'] == kind.help


def test_each_field_has_a_snippet(made: dict[str, dict[str, Any]]) -> None:
    described = {name: snippet for name, snippet in made.items() if name.startswith(':')}
    for kind in KINDS.values():
        for item in kind.fields:
            mine = [
                snippet
                for name, snippet in described.items()
                if snippet['prefix'] == item.name and kind.directive in name.partition(' of ')[2].split(', ')
            ]
            alone = item.name == kind.title_field or item.type == 'blocks'
            assert len(mine) == (not alone), (kind.name, item.name)
            if mine and item.vocabulary:
                choice = _CHOICE.search(mine[0]['body'][0])
                assert choice is not None
                assert choice[1].split(',') == list(VOCABULARIES[item.vocabulary].labels)
    assert all(f':{item.name}: of every directive' in described for item in COMMON)


@pytest.mark.parametrize('markup', [pytest.param('markdown', marks=pytest.mark.myst), 'restructuredtext'])
def test_each_snippet_builds(make_project: ProjectMaker, made: dict[str, dict[str, Any]], markup: str) -> None:
    suffix = {'markdown': 'md', 'restructuredtext': 'rst'}[markup]
    sources = {f'{name}.{suffix}': text for name, text in pages(made, markup).items()}
    assert len(sources) > 2 * sum(len(kind.fields) - 2 for kind in KINDS.values())
    project = make_project(
        {**sources, 'register.yaml': REGISTER, 'index.rst': INDEX},
        privacy_register=['register.yaml'],
        privacy_date_fallback='none',
        privacy_rules=NO_RULES,
    )
    assert project.build('dummy').warnings == []


def test_the_file_is_json(made: dict[str, dict[str, Any]]) -> None:
    assert json.loads(json.dumps(made)) == made
    assert len({(snippet['scope'], snippet['prefix'], snippet['description']) for snippet in made.values()}) == len(
        made
    )
