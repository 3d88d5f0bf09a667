"""What a release rests on: one version, a changelog of one form, metadata that are true, workflows that may little."""

from __future__ import annotations

import re
import tomllib
from configparser import ConfigParser
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

import sphinxext_privacy
from tests.helpers.scripts import ROOT, in_checkout, script

if TYPE_CHECKING:
    from pathlib import Path

PROJECT: Final = tomllib.loads((ROOT / 'pyproject.toml').read_text(encoding='utf-8'))
CHANGELOG: Final = (ROOT / 'CHANGELOG.md').read_text(encoding='utf-8')
WORKFLOWS: Final = ROOT / '.github' / 'workflows'

GOOD: Final = """\
# Changelog

What this is.

## 0.2.0 (unreleased)

### Added

- One thing, and
  more of it.

### Fixed

- Another.

## 0.1.0 - 2026-02-10

### Added

- The first.
"""


def environments() -> list[str]:
    """Give the environments that tox runs by itself."""
    parser = ConfigParser()
    parser.read(ROOT / 'tox.ini', encoding='utf-8')
    return parser['tox']['env_list'].split()


# -- the version --------------------------------------------------------------------------------------------------


def test_the_version_is_written_once() -> None:
    assert 'version' not in PROJECT['project']
    assert PROJECT['project']['dynamic'] == ['version']
    path = ROOT / PROJECT['tool']['hatch']['version']['path']
    assert f"__version__ = '{sphinxext_privacy.__version__}'" in path.read_text(encoding='utf-8')
    written = re.compile(r'^(?:__version__|version|release) *[:=] *.?\d', re.MULTILINE)
    files = [*(ROOT / 'sphinxext_privacy').rglob('*.py'), *(ROOT / 'docs').glob('*.py'), ROOT / 'CITATION.cff']
    assert [file for file in files if written.search(file.read_text(encoding='utf-8'))] == [path]


def test_the_extension_tells_its_version() -> None:
    assert re.fullmatch(r'\d+\.\d+\.\d+', sphinxext_privacy.__version__)


# -- the changelog ------------------------------------------------------------------------------------------------


@in_checkout
def test_the_changelog_has_its_form() -> None:
    check = script('check_release')
    assert check.form_problems(CHANGELOG) == []
    assert check.version_problems(CHANGELOG, sphinxext_privacy.__version__) == []


@in_checkout
def test_a_good_changelog_has_no_problem() -> None:
    check = script('check_release')
    assert check.form_problems(GOOD) == []
    assert check.releases(GOOD) == [('0.2.0', ''), ('0.1.0', '2026-02-10')]


@in_checkout
@pytest.mark.parametrize(
    ('old', 'new', 'problem'),
    [
        ('# Changelog', '# News', 'line 1: the title is'),
        ('(unreleased)', '', 'line 5: neither "## 1.2.3'),
        ('## 0.1.0 - 2026-02-10', '## [0.1.0] - 2026-02-10', 'line 16: neither "## 1.2.3'),
        ('2026-02-10', '2026-02-30', 'line 16: 2026-02-30 is no day'),
        ('0.2.0 (unreleased)', '0.1.0 - 2026-03-01', '0.1.0 stands above 0.1.0'),
        ('0.2.0 (unreleased)', '0.2.0 - 2026-01-01', '0.2.0 is older than 0.1.0'),
        ('0.1.0 - 2026-02-10', '0.1.0 (unreleased)', '0.1.0 is unreleased, but 0.2.0 is above it'),
        ('### Fixed', '### Mended', 'line 12: no section is called "Mended"'),
        ('### Fixed', '### Added', 'line 12: "Added" stands too late, or twice'),
        ('- Another.\n', '', 'before line 15: nothing is said'),
        ('- The first.\n', '', 'before the end: nothing is said'),
        ('- Another.', 'Another.', 'line 14: neither an entry nor a line of one: Another.'),
        ('### Fixed\n', '', ''),
        ('### Added\n\n- One', '- One', 'line 7: an entry without a section'),
    ],
)
def test_what_has_another_form_is_found(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    found = script('check_release').form_problems(GOOD.replace(old, new, 1))
    assert any(problem in item for item in found) if problem else found == []


@in_checkout
@pytest.mark.parametrize(
    ('version', 'tag', 'problems'),
    [
        ('0.1.0', 'v0.1.0', []),
        ('0.1.0', '0.1.0', ['the tag of 0.1.0 is v0.1.0, and not 0.1.0']),
        ('0.1.0', 'v0.2.0', ['the tag of 0.1.0 is v0.1.0, and not v0.2.0']),
    ],
)
def test_a_tag_has_to_be_that_of_the_version(version: str, tag: str, problems: list[str]) -> None:
    check = script('check_release')
    released = GOOD[: GOOD.index('## 0.2.0')] + GOOD[GOOD.index('## 0.1.0') :]
    assert check.form_problems(released) == []
    assert check.tag_problems(released, version, tag) == problems
    assert check.tag_problems(GOOD, '0.2.0', 'v0.2.0') == ['0.2.0 has no date in the changelog']
    assert check.version_problems(GOOD, '0.1.0') == ['the newest version is 0.2.0, but the package has 0.1.0']


# -- the metadata -------------------------------------------------------------------------------------------------

LANGUAGES: Final = {
    'de': 'German',
    'es': 'Spanish',
    'fr': 'French',
    'ja': 'Japanese',
    'pt_BR': 'Portuguese (Brazilian)',
}
"""What classifiers call the languages of the catalogues; the package itself is English."""


def classified(beginning: str) -> list[str]:
    """Give the ends of the classifiers with a *beginning*."""
    given: list[str] = PROJECT['project']['classifiers']
    return [item.removeprefix(beginning) for item in given if item.startswith(beginning)]


def test_the_classifiers_are_sorted_and_name_no_licence() -> None:
    given = PROJECT['project']['classifiers']
    assert given == sorted(set(given))
    # The licence is an expression; both together are refused.
    assert classified('License ::') == []
    assert PROJECT['project']['license'] == 'BSD-2-Clause'


def test_the_versions_of_python_are_those_that_are_tested() -> None:
    tested = {f'{name[2]}.{name[3:5]}' for name in environments() if re.match(r'py3\d\d-', name)}
    named = [item for item in classified('Programming Language :: Python :: ') if re.match(r'3\.\d', item)]
    assert set(named) == tested
    least = min(named, key=lambda item: int(item.partition('.')[2]))
    assert PROJECT['project']['requires-python'] == f'>={least}'
    assert PROJECT['tool']['ruff']['target-version'] == f'py{least.replace(".", "")}'
    assert PROJECT['tool']['mypy']['python_version'] == least


def test_the_oldest_sphinx_is_tested() -> None:
    least = re.fullmatch(r'sphinx>=(\d+)\.(\d+),<\d+', PROJECT['project']['dependencies'][0])
    assert least is not None
    assert any(name.endswith(f'-sphinx{least[1]}{least[2]}') for name in environments())


def test_the_languages_are_those_of_the_catalogues() -> None:
    catalogues = {path.name for path in (ROOT / 'sphinxext_privacy' / 'locale').iterdir() if path.is_dir()}
    assert catalogues == set(LANGUAGES)
    assert sorted(classified('Natural Language :: ')) == sorted(['English', *LANGUAGES.values()])


def test_the_citation_says_what_the_package_says() -> None:
    citation = yaml.safe_load((ROOT / 'CITATION.cff').read_text(encoding='utf-8'))
    project = PROJECT['project']
    assert citation['cff-version'] == '1.2.0'
    assert citation['title'] == project['name']
    assert citation['license'] == project['license']
    assert citation['authors'] == project['authors'] == [{'name': 'the sphinxext-privacy developers'}]
    # They would be forgotten with the next release.
    assert not citation.keys() & {'version', 'date-released'}


def test_nobody_is_told_to_write_to_an_address() -> None:
    text = (ROOT / 'SECURITY.md').read_text(encoding='utf-8')
    assert 'private vulnerability reporting' in text
    assert '@' not in text


# -- the workflows ------------------------------------------------------------------------------------------------


def workflow(name: str) -> dict[str, Any]:
    """Read a workflow; YAML takes its key ``on`` for yes."""
    found: dict[Any, Any] = yaml.safe_load((WORKFLOWS / f'{name}.yml').read_text(encoding='utf-8'))
    return {'on' if key is True else key: value for key, value in found.items()}


def workflow_files() -> list[Path]:
    return sorted(WORKFLOWS.glob('*.yml'))


@in_checkout
def test_there_are_these_workflows() -> None:
    assert [path.name for path in workflow_files()] == ['publish.yml', 'tests.yml']


@in_checkout
@pytest.mark.parametrize('name', ['publish', 'tests'])
def test_a_workflow_may_as_little_as_it_can(name: str) -> None:
    content = workflow(name)
    assert content['permissions'] == {}
    assert not content['on'].keys() & {'pull_request_target', 'workflow_run'}
    for job in content['jobs'].values():
        assert set(job['permissions'].items()) <= {('contents', 'read'), ('id-token', 'write')}
        assert job['timeout-minutes'] <= 60
        for step in job['steps']:
            # What others can choose, such as the name of a branch, is never a part of a command.
            assert '${{' not in step.get('run', '')
            if step.get('uses', '').startswith('actions/checkout@'):
                assert step['with']['persist-credentials'] is False


@in_checkout
@pytest.mark.parametrize('name', ['publish', 'tests'])
def test_actions_are_pinned(name: str) -> None:
    text = (WORKFLOWS / f'{name}.yml').read_text(encoding='utf-8')
    used = re.findall(r'uses: (.+)', text)
    assert used
    assert [line for line in used if not re.fullmatch(r'[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+', line)] == []


@in_checkout
def test_one_job_alone_publishes() -> None:
    content = workflow('publish')
    assert content['on'] == {'push': {'tags': ['v*']}}
    jobs = content['jobs']
    trusted = [name for name, job in jobs.items() if job['permissions'].get('id-token')]
    assert trusted == ['publish']
    job = jobs['publish']
    assert job['needs'] == 'build'
    assert job['environment'] == 'pypi'
    assert job['permissions'] == {'id-token': 'write'}
    # It runs nothing of the repository, so that nothing of it can use the right to publish.
    assert not any('run' in step or 'checkout' in step['uses'] for step in job['steps'])
    commands = [step['run'] for step in jobs['build']['steps'] if 'run' in step]
    assert any('.ci/check_release.py "$GITHUB_REF_NAME"' in command for command in commands)
    assert any('tox run -e package -- dist' in command for command in commands)


@in_checkout
def test_each_environment_of_tox_has_a_job() -> None:
    assert workflow('tests')['jobs']['tests']['strategy']['matrix']['environment'] == environments()
