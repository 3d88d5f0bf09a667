"""The pages for those who work on the package: what they say is there, and to follow them leads to what they show."""

from __future__ import annotations

import ast
import re
from configparser import ConfigParser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.helpers.pages import ROOT
from tests.helpers.recipes import PAGES, Workshop, patched, steps
from tests.helpers.scripts import in_checkout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.pages import Block

PACKAGE: Final = ROOT / 'sphinxext_privacy'
RECIPES: Final = sorted(path.name for path in PAGES.glob('add-*.md'))


def configured() -> ConfigParser:
    """Read the configuration of tox."""
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / 'tox.ini', encoding='utf-8')
    return parser


# -- set-up -------------------------------------------------------------------------------------------------------


@in_checkout
def test_the_commands_of_the_set_up_are_there() -> None:
    text = (PAGES / 'setup.md').read_text(encoding='utf-8') + (PAGES / 'release.md').read_text(encoding='utf-8')
    scripts = set(re.findall(r'(?:bash|python) (\.ci/[\w.]+)', text))
    assert scripts == {'.ci/build', '.ci/test', '.ci/run', '.ci/check_release.py', '.ci/picture.py'}
    assert all((ROOT / name).is_file() for name in scripts)
    tested = set(re.findall(r'pytest (tests/\S+)', text))
    assert tested
    assert all((ROOT / name).is_file() for name in tested)
    groups = set(re.findall(r'--group (\S+)', text))
    project = (ROOT / 'pyproject.toml').read_text(encoding='utf-8')
    assert all(re.search(rf'(?m)^{name} = \[', project) for name in groups)


@in_checkout
def test_each_script_runs_environments_that_exist() -> None:
    parser = configured()
    known = {*parser['tox']['env_list'].split(), *(name.removeprefix('testenv:') for name in parser.sections())}
    for name in ('build', 'test', 'run'):
        text = (ROOT / '.ci' / name).read_text(encoding='utf-8')
        named = re.findall(r'(?:run_tox|set --|tox run -e) ([a-z0-9 -]+?)(?: --.*)?$', text, re.MULTILINE)
        assert all(environment in known for listed in named for environment in listed.split()), name
    listed = (PAGES / 'setup.md').read_text(encoding='utf-8')
    assert all(name in known for name in re.findall(r'bash \.ci/test (\S+)', listed))


def test_each_environment_of_tox_is_described() -> None:
    """The table is made from the descriptions."""
    parser = configured()
    sections = [name for name in parser.sections() if name.startswith('testenv')]
    assert [name for name in sections if not parser[name].get('description')] == []
    assert '```{tox-environments}\n```' in (PAGES / 'setup.md').read_text(encoding='utf-8')


# -- architecture -------------------------------------------------------------------------------------------------


def rows() -> Iterator[tuple[str, list[str]]]:
    """Give what is looked for, and the paths where it is."""
    text = (PAGES / 'architecture.md').read_text(encoding='utf-8')
    for line in text[text.index('(where)=') :].splitlines():
        match = re.fullmatch(r'\| (.+?) \| (`.+`) \|', line)
        if match:
            yield match[1], re.findall(r'`([^`]+)`', match[2])


def test_what_is_looked_for_is_there() -> None:
    table = list(rows())
    assert len(table) > 30
    paths = [path for _, named in table for path in named]
    assert [path for path in paths if not (PACKAGE / path).exists()] == []
    assert [path for path in paths if (PACKAGE / path).is_dir() != path.endswith('/')] == []
    assert len({what for what, _ in table}) == len(table)


def test_each_part_of_the_package_has_a_row() -> None:
    named = {Path(path).parts[0] for _, paths in rows() for path in paths}
    there = {path.name for path in PACKAGE.iterdir() if path.name not in {'__pycache__', 'py.typed'}}
    assert there - named == {'__main__.py', '_version.py'}


def test_the_parts_that_the_page_names_exist() -> None:
    text = (PAGES / 'architecture.md').read_text(encoding='utf-8')
    names = re.findall(r'`([a-z_.]+)`', text[: text.index('(where)=')])
    assert len(names) > 20
    missing = [
        name
        for name in names
        if not (PACKAGE / name.replace('.', '/')).is_dir() and not (PACKAGE / f'{name.replace(".", "/")}.py').is_file()
    ]
    assert missing == []


@pytest.mark.parametrize('part', ['register', 'notices', 'rules', 'changes'])
def test_facts_know_nothing_of_sphinx(part: str) -> None:
    """As the page says; but for the types, which no run loads."""
    for path in (PACKAGE / part).rglob('*.py'):
        for node in ast.walk(ast.parse(path.read_bytes())):
            names = []
            if isinstance(node, ast.Import):
                names = [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or '']
            assert not [name for name in names if name.partition('.')[0] in {'sphinx', 'docutils'}], path


# -- recipes ------------------------------------------------------------------------------------------------------


def test_recipes_are_in_the_contents() -> None:
    contents = (ROOT / 'docs' / 'index.md').read_text(encoding='utf-8')
    for path in PAGES.glob('*.md'):
        assert f'\ncontributing/{path.stem}\n' in contents
    assert RECIPES == ['add-directive.md', 'add-export.md', 'add-field.md', 'add-language.md', 'add-rule.md']


@in_checkout
@pytest.mark.myst
@pytest.mark.parametrize('name', RECIPES)
def test_following_a_recipe(tmp_path: Path, name: str) -> None:
    """Each block is done as it is read: a change, a new file, a command, and its output."""
    done = Workshop(tmp_path).follow(name)
    assert {step.language for step in done} >= {'diff', 'md', 'sh', 'text'}
    promised = [step for step in done if step.language == 'text']
    assert all(step.text.strip() for step in promised)


def changes() -> list[Block]:
    return [step for name in RECIPES for step in steps(name) if step.language == 'diff']


@in_checkout
@pytest.mark.myst
def test_without_the_change_a_recipe_shows_nothing(tmp_path: Path) -> None:
    """So that what the test above sees comes from what the recipe says."""
    workshop = Workshop(tmp_path)
    listed = [step for step in steps('add-field.md') if step.language != 'diff']
    assert [step.language for step in listed] == ['md', 'sh', 'text']
    for step in listed[:2]:
        workshop.do(step)
    assert "'certificates'" in workshop.output
    with pytest.raises(AssertionError, match=r'add-field\.md:\d+: the output is'):
        workshop.do(listed[2])


def test_a_change_must_fit() -> None:
    change = changes()[0]
    with pytest.raises(AssertionError, match='stand 0 times'):
        patched(change, 'something else')


def test_changes_are_small() -> None:
    """A recipe that asks for much is no recipe, but work that the package should take over."""
    for name in RECIPES:
        added = [
            line for step in changes() if step.page.name == name for line in step.text.splitlines() if line[0] == '+'
        ]
        assert 0 < len(added) < 40, name
