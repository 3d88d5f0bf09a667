"""The Python.org Privacy Notice: rewritten in directives it says what it said, and unchanged it builds as it is."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from bs4 import BeautifulSoup

pytest.importorskip('myst_parser', reason='the notice is written in Markdown')

ROOT: Final = Path(__file__).parent.parent
DOCS: Final = ROOT / 'docs'
ORIGINAL: Final = Path(__file__).parent / 'data' / 'python.org.md'
"""The notice as its author published it, byte for byte."""

MOMENT: Final = '2026-02-10T12:00:00 +0000'
DATE: Final = 'February 10, 2026'

CONFIGURATION: Final = """\
extensions = ['myst_parser', 'sphinxext_privacy']
myst_enable_extensions = ['colon_fence', 'substitution']
exclude_patterns = ['_build']
privacy_register = ['privacy.yaml']
html_theme = 'basic'
"""


class Difference(NamedTuple):
    """What the rendered notice says otherwise than the original, and why."""

    original: str
    rendered: str
    reason: str


DIFFERENCES: Final = (
    Difference(
        '{{git_revision_date_localized}}',
        DATE,
        'A placeholder of the author, which the tool that publishes the original fills in; here the date is stated.',
    ),
    Difference(
        'Notice (https://aws.amazon.com/privacy/).',
        'Notice.',
        'The bare address of the policy became the link under its name, as the other two recipients have it.',
    ),
)


def build(folder: Path, builder: str, *, git: bool = True) -> Path:
    """Build *folder* strictly, and give the folder of the output."""
    target = folder / '_build' / builder
    environment = {**os.environ, 'GIT_CEILING_DIRECTORIES': str(folder.parent), 'LC_ALL': 'C.UTF-8'}
    environment.pop('SOURCE_DATE_EPOCH', None)
    if not git:
        # A folder with nothing in it: no program is found there.
        environment['PATH'] = str(folder / 'nothing')
    made = subprocess.run(
        [sys.executable, '-m', 'sphinx', '-q', '-nW', '--keep-going', '-b', builder, str(folder), str(target)],
        capture_output=True,
        encoding='utf-8',
        env=environment,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert made.stderr == ''
    return target


def words_of_html(html: str) -> list[str]:
    """Give the words that a browser shows of the main part of a page."""
    page = BeautifulSoup(html, 'html.parser')
    main = page.select_one('div.body') or page
    for mark in main.select('a.headerlink'):
        mark.decompose()
    return main.get_text().split()


def words_of_text(text: str) -> list[str]:
    """Give the words of a text file, without the marks that stand for structure."""
    lines = [line for line in text.splitlines() if not re.fullmatch(r'[*=-]{3,}', line)]
    # A line may break behind a hyphen.
    flowing = re.sub(r'(?<=\w-)\n\s*', '', '\n'.join(lines))
    return re.sub(r'(?m)^\s*\* ', '', flowing).replace('**', '').split()


def words_of_markdown(markdown: str) -> list[str]:
    """Give the words that a reader of the rendered Markdown sees."""
    from markdown_it import MarkdownIt

    body = re.sub(r'\A---\n.*?\n---\n', '', markdown, flags=re.DOTALL)
    return words_of_html(MarkdownIt('commonmark').render(body))


def differences(original: list[str], rendered: list[str]) -> list[tuple[str, str]]:
    """Give the stretches in which two texts differ."""
    matcher = difflib.SequenceMatcher(a=original, b=rendered, autojunk=False)
    return [
        (' '.join(original[a:b]), ' '.join(rendered[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != 'equal'
    ]


@pytest.fixture(scope='module')
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with the example of the documentation, and nothing else of it."""
    folder = tmp_path_factory.mktemp('example')
    others = shutil.ignore_patterns('index.md', 'data.md', 'model.*')
    shutil.copytree(DOCS / 'examples', folder / 'examples', ignore=others)
    shutil.copy(DOCS / 'privacy.yaml', folder)
    (folder / 'conf.py').write_text(CONFIGURATION, encoding='utf-8')
    (folder / 'index.md').write_text('# Notices\n\n```{toctree}\n:glob:\nexamples/*\n```\n', encoding='utf-8')
    return folder


def test_html_says_what_the_original_says(example: Path) -> None:
    page = build(example, 'html') / 'examples' / 'python.org.html'
    original = words_of_markdown(ORIGINAL.read_text(encoding='utf-8'))
    assert len(original) > 400
    found = differences(original, words_of_html(page.read_text(encoding='utf-8')))
    assert found == [(item.original, item.rendered) for item in DIFFERENCES]


def test_text_says_what_the_original_says(example: Path) -> None:
    page = build(example, 'text') / 'examples' / 'python.org.txt'
    original = words_of_markdown(ORIGINAL.read_text(encoding='utf-8'))
    found = differences(original, words_of_text(page.read_text(encoding='utf-8')))
    assert found == [(item.original, item.rendered) for item in DIFFERENCES]


def test_links_lead_where_the_original_leads(example: Path) -> None:
    """The words are the same; so are the addresses, with the one that had been bare text."""
    from markdown_it import MarkdownIt

    def addresses(html: str) -> list[str]:
        found = BeautifulSoup(html, 'html.parser').select('a[href^="https:"]')
        return sorted(str(link['href']).rstrip('/') for link in found)

    page = build(example, 'html') / 'examples' / 'python.org.html'
    original = MarkdownIt('commonmark').render(ORIGINAL.read_text(encoding='utf-8'))
    main = BeautifulSoup(page.read_text(encoding='utf-8'), 'html.parser').select_one('div.body')
    assert addresses(str(main)) == sorted([*addresses(original), 'https://aws.amazon.com/privacy'])


def test_every_difference_has_a_reason() -> None:
    assert all(len(item.reason) > 20 for item in DIFFERENCES)


# -- the original as it is --------------------------------------------------------------------------------------


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    """Give a project into which the original was dropped, with a page where it expects its parent."""
    folder = tmp_path / 'docs'
    (folder / 'services').mkdir(parents=True)
    shutil.copy(ORIGINAL, folder / 'services')
    (folder / 'PSF-Privacy-Notice.md').write_text('# Parent\n\nAnother notice.\n', encoding='utf-8')
    (folder / 'index.md').write_text(
        '# Policies\n\n```{toctree}\nPSF-Privacy-Notice\nservices/python.org\n```\n', encoding='utf-8'
    )
    (folder / 'conf.py').write_text(
        "extensions = ['myst_parser', 'sphinxext_privacy']\n"
        "myst_enable_extensions = ['substitution']\n"
        "exclude_patterns = ['_build']\n"
        "html_theme = 'basic'\n",
        encoding='utf-8',
    )
    return folder


def run_git(folder: Path, *arguments: str, moment: str = MOMENT) -> None:
    """Run git at a moment, without any setting of the machine."""
    environment = {
        **os.environ,
        'GIT_CONFIG_GLOBAL': os.devnull,
        'GIT_CONFIG_SYSTEM': os.devnull,
        'GIT_AUTHOR_DATE': moment,
        'GIT_COMMITTER_DATE': moment,
    }
    names = ('-c', 'user.name=Author', '-c', 'user.email=author@example.org')
    subprocess.run(['git', *names, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def dropped_words(folder: Path, *, git: bool = True) -> list[str]:
    """Build the project strictly, and give the words of the notice."""
    page = build(folder, 'html', git=git) / 'services' / 'python.org.html'
    return words_of_html(page.read_text(encoding='utf-8'))


@pytest.mark.parametrize('state', ['committed', 'untracked', 'no repository', 'no git'])
def test_the_original_builds_unchanged(dropped: Path, state: str) -> None:
    if state in {'committed', 'untracked', 'no git'}:
        run_git(dropped, 'init', '--quiet')
        run_git(dropped, 'add', 'index.md' if state == 'untracked' else '.')
        run_git(dropped, 'commit', '--quiet', '--message', 'Add the notice')
    shown = dropped_words(dropped, git=state != 'no git')
    original = words_of_markdown(ORIGINAL.read_text(encoding='utf-8'))
    date = DATE if state == 'committed' else 'date not known'
    assert differences(original, shown) == [('{{git_revision_date_localized}}', date)]


def test_the_date_of_the_original_is_that_of_its_last_commit(dropped: Path) -> None:
    run_git(dropped, 'init', '--quiet')
    run_git(dropped, 'add', '.')
    run_git(dropped, 'commit', '--quiet', '--message', 'Add the notice')
    index = dropped / 'index.md'
    index.write_text(f'{index.read_text(encoding="utf-8")}\nMore.\n', encoding='utf-8')
    # Another page is committed later, not the notice: its date stays.
    run_git(dropped, 'commit', '--quiet', '--all', '--message', 'Edit a page', moment='2026-03-01T12:00:00 +0000')
    assert f'Last updated {DATE} This' in ' '.join(dropped_words(dropped))
