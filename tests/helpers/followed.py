"""Pages of the docs that are followed from their first block to their last, as readers may do who try all of it."""

from __future__ import annotations

import re
from configparser import ConfigParser
from typing import TYPE_CHECKING, Any, Final

import sphinx
import yaml
from bs4 import BeautifulSoup

from tests.helpers.pages import ROOT, blocks
from tests.helpers.stand_ins import check_requirement, stand_in
from tests.helpers.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.pages import Block

PLAIN: Final = """\
project = 'The Corner Shop'
html_theme = 'basic'
exclude_patterns = ['_build']
# Themes add to it, and Sphinx has one default list for all builds of a process.
templates_path = []
"""
"""What the settings of a project begin with in each test."""

WHOLE: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    'GitHub Actions': ('vendor.github-workflows', {'on': 'push', 'jobs': {}}),
    'Read the Docs': ('vendor.readthedocs', {'version': 2, 'build': {'os': 'ubuntu-24.04', 'tools': {'python': '3'}}}),
    'GitLab CI': ('vendor.gitlab-ci', {}),
}
"""By the first comment of a block of YAML: the schema of the file that it is, or is a part of, and what the rest of the
file would have."""


class Followed:
    """One page, and the project of a reader who follows it."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.terminal = Terminal(folder)
        self.ahead = blocks(page)
        """The blocks that were not come to yet."""

    # -- the project ----------------------------------------------------------------------------------------------

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')

    def read(self, name: str) -> str:
        """Give a file."""
        return (self.folder / name).read_text(encoding='utf-8')

    def add(self, name: str, text: str) -> None:
        """Put text at the end of a file."""
        self.write(name, f'{self.read(name)}\n{text}')

    def replace(self, name: str, old: str, new: str) -> None:
        """Change words in a file that stand there once."""
        text = self.read(name)
        assert text.count(old) == 1, f'{name} has {text.count(old)} times {old!r}'
        self.write(name, text.replace(old, new))

    def shown(self, name: str) -> str:
        """Give the words that a page shows."""
        body = BeautifulSoup(self.read(name), 'html.parser').select_one('div.body')
        assert body is not None
        return ' '.join(body.get_text().replace('¶', ' ').split())

    def styled(self, name: str, sheet: str) -> list[str]:
        """Give the selectors of a style sheet that a page loads and that something on the page is meant by."""
        soup = BeautifulSoup(self.read(name), 'html.parser')
        loaded = [str(link['href']).partition('?')[0] for link in soup.select('link[rel=stylesheet]')]
        assert f'_static/{sheet.rpartition("/")[2]}' in loaded
        selectors = re.findall(r'(?m)^(?!/\*)(\S.*) \{$', self.read(sheet))
        return [selector for selector in selectors if soup.select(selector)]

    def do(self, line: str, status: int = 0) -> str:
        """Run a line that no block of the page has, and give what it prints."""
        done = self.terminal.run(line)
        assert done == status, f'{self.page.name}: {line}: {done}\n{self.terminal.output}'
        return self.terminal.output

    # -- the blocks, in their order -------------------------------------------------------------------------------

    def take(self, language: str) -> Block:
        """Come to the next block, which has to be of this language."""
        block = self.ahead.pop(0)
        assert block.language == language, f'{block} is of another language than {language}'
        return block

    def past_examples(self) -> None:
        """Go past blocks that are examples of notices, of which :mod:`tests.test_docs` builds each alone."""
        while self.ahead and self.ahead[0].language in {'md', 'rst'} and self.ahead[0].is_checked:
            del self.ahead[0]

    def put(self, name: str) -> str:
        """Write the next block into the file *name*, in whose language it has to be, and give its text."""
        suffix = name.rpartition('.')[2]
        block = self.take({'typ': 'typst'}.get(suffix, suffix))
        self.write(name, block.text)
        return block.text

    def set(self) -> str:
        """Put the next block, of settings, into ``conf.py``."""
        block = self.take('python')
        self.add('docs/conf.py', block.text)
        return block.text

    def run(self, *statuses: int, apart: bool = False) -> None:
        """Run the next block, of commands; the exit status of each has to be 0, or else as *statuses* have it."""
        block = self.take('sh')
        lines = block.text.replace('\\\n', '').splitlines()
        for line, status in zip(lines, statuses or [0] * len(lines), strict=True):
            if not stand_in(line, self.folder):
                done = self.terminal.run(line, apart=apart)
                assert done == status, f'{block}: {line}: {done}\n{self.terminal.output}'

    def shows(self) -> None:
        """See that the last command printed the next block; each … in it stands for any words."""
        block = self.take('text')
        text = block.text
        if sphinx.version_info < (8,):
            # Types of warnings are not shown there.
            text = re.sub(r' \[privacy\.[\w-]+\]$', '', text, flags=re.MULTILINE)
        form = re.escape(text).replace('…', r'[^\n]*')
        assert re.search(form, self.terminal.output), f'{block}: the output is\n{self.terminal.output}'

    def recipe(self) -> dict[str, Any]:
        """See that the next block, of YAML, fits the file of the service that its comment names, and give that file."""
        block = self.take('yaml')
        schema, rest = WHOLE[block.text.partition('\n')[0].removeprefix('# ')]
        given = yaml.safe_load(block.text)
        if isinstance(given, list):
            given = {'jobs': {'job': {'runs-on': 'ubuntu-latest', 'steps': given}}}
        if True in given:
            # What YAML 1.1 takes the word "on" for.
            given['on'] = given.pop(True)
        file = _merged(rest, given)
        self.write('recipe.yml', yaml.safe_dump(file))
        self.do(f'check-jsonschema --builtin-schema {schema} recipe.yml')
        (self.folder / 'recipe.yml').unlink()
        if (ROOT / '.github').is_dir():
            # It is not in the sdist.
            assert _used(file) <= _versions() | OTHER_ACTIONS, f'{block}: {_used(file)}'
        return file

    def run_recipe(self) -> None:
        """Run the commands of the next block, of a workflow of GitHub, as its machines do."""
        self.terminal.variables |= {'GITHUB_STEP_SUMMARY': str(self.folder / 'summary.md')}
        lines = [step['run'] for job in self.recipe()['jobs'].values() for step in job['steps'] if 'run' in step]
        assert lines
        for line in lines:
            if not stand_in(line, self.folder):
                self.do(line)

    def run_tox(self, name: str) -> None:
        """Run the commands of an environment of the next block, of ``tox.ini``; after a dash, they may fail."""
        block = self.take('ini')
        parser = ConfigParser(interpolation=None)
        parser.read_string(block.text)
        assert parser.sections() == [f'testenv:{name}'], str(block)
        assert set(parser[f'testenv:{name}']) == {'deps', 'commands'}, str(block)
        for wanted in parser[f'testenv:{name}']['deps'].split():
            check_requirement(wanted)
        for line in parser[f'testenv:{name}']['commands'].strip().splitlines():
            status = self.terminal.run(line.removeprefix('- '))
            assert status == 0 or line.startswith('- '), f'{block}: {line}: {status}\n{self.terminal.output}'


def _merged(rest: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    both = {**rest, **given}
    for name in rest.keys() & given.keys():
        if isinstance(rest[name], dict):
            both[name] = _merged(rest[name], given[name])
    return both


def _used(file: dict[str, Any]) -> set[str]:
    """Give the actions of a workflow, with their versions."""
    return {step['uses'] for job in file.get('jobs', {}).values() for step in job['steps'] if 'uses' in step}


OTHER_ACTIONS: Final = {'github/codeql-action/upload-sarif@v4'}
"""The actions of the docs that the workflows of the project itself have no use for."""


def _versions() -> set[str]:
    """Give the actions that the workflows of the project itself use, with the first number of their versions."""
    folder = ROOT / '.github' / 'workflows'
    texts = [path.read_text(encoding='utf-8') for path in folder.glob('*.yml')]
    return {f'{name}@v{number}' for text in texts for name, number in re.findall(r'uses: (\S+)@\w+ # v(\d+)', text)}
