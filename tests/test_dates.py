"""Dates: read from text, asked of git, taken from the build."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinxext_privacy.dates.build import build_date, source_date
from sphinxext_privacy.dates.history import CommitDate, last_commit_dates
from sphinxext_privacy.dates.parse import parse_date

DAY = datetime.date(2026, 2, 10)
COMMITTED = CommitDate(DAY)
# Late in the evening, far west: in most other zones it is the next day.
MOMENT = '2026-02-10T23:30:00 -1100'


class Repository:
    """A repository of git with a clock that the test sets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git('init', '--quiet', '--initial-branch=main')

    def git(self, *arguments: str, moment: str = MOMENT, stdin: bytes = b'') -> str:
        return git(self.folder, *arguments, moment=moment, stdin=stdin)

    def write(self, name: str, text: str = 'words') -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')
        return path

    def commit(self, name: str, text: str = 'words', moment: str = MOMENT) -> Path:
        path = self.write(name, text)
        self.git('--literal-pathspecs', 'add', '--', name)
        self.git('commit', '--quiet', '--message', f'change {name}', moment=moment)
        return path


def git(folder: Path, *arguments: str, moment: str = MOMENT, stdin: bytes = b'') -> str:
    """Run git as nobody in particular, whatever the machine is set to."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith('GIT_')}
    environment |= {
        'GIT_AUTHOR_DATE': '2001-01-01T00:00:00 +0000',
        'GIT_AUTHOR_EMAIL': 'a@example.org',
        'GIT_AUTHOR_NAME': 'A',
        'GIT_COMMITTER_DATE': moment,
        'GIT_COMMITTER_EMAIL': 'c@example.org',
        'GIT_COMMITTER_NAME': 'C',
        'GIT_CONFIG_GLOBAL': os.devnull,
        'GIT_CONFIG_SYSTEM': os.devnull,
    }
    command = ['git', '-c', 'protocol.file.allow=always', *arguments]
    process = subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, check=False)
    assert process.returncode == 0, process.stderr.decode()
    return os.fsdecode(process.stdout)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / 'repository')


def ask(*files: Path) -> list[CommitDate]:
    dates = last_commit_dates(files)
    assert list(dates) == list(dict.fromkeys(files))
    return [dates[file] for file in files]


# -- git -------------------------------------------------------------------------------------------


@pytest.mark.parametrize('zone', ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'])
def test_date_is_the_committers_in_the_committers_zone(
    repository: Repository, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = repository.commit('privacy.md')
    repository.commit('other.md', moment='2026-03-01T00:00:00 +0000')
    monkeypatch.setenv('TZ', zone)
    assert ask(file) == [COMMITTED]


def test_each_file_has_its_own_date(repository: Repository) -> None:
    first = repository.commit('docs/a.md', moment='2024-01-01T12:00:00 +0000')
    second = repository.commit('docs/deep/b.md', moment='2024-02-02T12:00:00 +0000')
    repository.commit('docs/a.md', 'new words', moment='2024-03-03T12:00:00 +0000')
    assert [found.date for found in ask(first, second)] == [
        datetime.date(2024, 3, 3),
        datetime.date(2024, 2, 2),
    ]


def test_no_files() -> None:
    assert last_commit_dates([]) == {}


def test_paths_stay_as_they_were_given(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    file = repository.commit('docs/a.md')
    monkeypatch.chdir(repository.folder / 'docs')
    relative, around = Path('a.md'), repository.folder / 'docs' / '..' / 'docs' / 'a.md'
    assert ask(file, relative, around, file) == [COMMITTED] * 4


@pytest.mark.parametrize(
    'name',
    [
        ' leading space.md',
        '-option.md',
        ':(top)magic.md',
        '[brackets]*?.md',
        'new\nline.md',
        'quote"and\\backslash.md',
        'tab\there.md',
        'ümlaut – 日本.md',
        'commit 0000.md',
        *([os.fsdecode(b'not-utf-8-\xff.md')] if sys.platform == 'linux' else []),
    ],
)
@pytest.mark.skipif(os.name == 'nt', reason='Windows has no such names')
def test_names_of_every_kind(repository: Repository, name: str) -> None:
    decoy = repository.commit('b.md', moment='2020-01-01T00:00:00 +0000')
    file = repository.commit(name)
    assert [found.date for found in ask(file, decoy)] == [DAY, datetime.date(2020, 1, 1)]


def test_file_not_committed(repository: Repository) -> None:
    committed = repository.commit('a.md')
    fresh = repository.write('b.md')
    removed = repository.commit('d.md')
    repository.git('rm', '--quiet', '--cached', 'd.md')
    repository.git('commit', '--quiet', '--message', 'remove')
    staged = repository.write('c.md')
    repository.git('add', 'c.md')
    missing = CommitDate(None, 'not-committed')
    assert ask(committed, fresh, staged, removed) == [COMMITTED, missing, missing, missing]


def test_changes_in_the_work_tree_do_not_count(repository: Repository) -> None:
    changed = repository.commit('a.md')
    deleted = repository.commit('b.md')
    repository.write('a.md', 'other words')
    deleted.unlink()
    assert ask(changed, deleted) == [COMMITTED, COMMITTED]


def test_repository_without_commits(repository: Repository) -> None:
    assert ask(repository.write('a.md')) == [CommitDate(None, 'not-committed')]


def test_no_repository(tmp_path: Path, repository: Repository) -> None:
    outside = tmp_path / 'a.md'
    inside_git = repository.folder / '.git' / 'description'
    repository.commit('a.md')
    assert ask(outside)[0].problem == 'no-repository'
    assert ask(inside_git)[0].problem == 'not-committed'


def test_folder_that_only_looks_like_a_repository(tmp_path: Path, repository: Repository) -> None:
    (tmp_path / '.git').mkdir()
    found = ask(tmp_path / 'a.md')[0]
    assert (found.date, found.problem) == (None, 'no-repository')
    assert 'not a git repository' in found.detail
    # git looks further up, and so do we.
    file = repository.commit('docs/a.md')
    (repository.folder / 'docs' / '.git').mkdir()
    assert ask(file) == [COMMITTED]


def test_several_repositories_at_once(tmp_path: Path) -> None:
    first, second = Repository(tmp_path / 'first'), Repository(tmp_path / 'second')
    inner = Repository(first.folder / 'vendor' / 'inner')
    files = [
        first.commit('a.md', moment='2024-01-01T00:00:00 +0000'),
        second.commit('a.md', moment='2024-02-02T00:00:00 +0000'),
        inner.commit('a.md', moment='2024-03-03T00:00:00 +0000'),
        tmp_path / 'a.md',
    ]
    assert [str(found.date or found.problem) for found in ask(*files)] == [
        '2024-01-01',
        '2024-02-02',
        '2024-03-03',
        'no-repository',
    ]


def test_submodule_and_worktree(tmp_path: Path, repository: Repository) -> None:
    library = Repository(tmp_path / 'library')
    library.commit('notice.md', moment='2023-05-05T00:00:00 +0000')
    repository.commit('a.md')
    repository.git('submodule', '--quiet', 'add', '--', str(library.folder), 'sub')
    repository.git('commit', '--quiet', '--message', 'submodule')
    repository.git('worktree', 'add', '--quiet', '-b', 'side', str(tmp_path / 'tree'))
    assert [found.date for found in ask(repository.folder / 'sub' / 'notice.md', tmp_path / 'tree' / 'a.md')] == [
        datetime.date(2023, 5, 5),
        DAY,
    ]


def test_worktree_whose_repository_is_gone(tmp_path: Path) -> None:
    (tmp_path / '.git').write_text('gitdir: /nowhere/.git/worktrees/x\n', encoding='utf-8')
    found = ask(tmp_path / 'a.md')[0]
    assert found.problem == 'no-repository'
    assert '/nowhere/' in found.detail


@pytest.mark.skipif(os.name == 'nt', reason='links need a privilege there')
def test_links_stand_for_what_they_lead_to(tmp_path: Path, repository: Repository) -> None:
    repository.commit('PRIVACY.md')
    link = repository.folder / 'docs.md'
    link.symlink_to('PRIVACY.md')
    repository.git('add', 'docs.md')
    repository.git('commit', '--quiet', '--message', 'link', moment='2026-09-09T00:00:00 +0000')
    folder = tmp_path / 'elsewhere'
    folder.symlink_to(repository.folder, target_is_directory=True)
    loop = tmp_path / 'loop'
    loop.symlink_to(loop)
    assert ask(link, folder / 'PRIVACY.md', folder / 'docs.md') == [COMMITTED] * 3
    assert ask(loop)[0].problem == 'no-repository'


def test_renames_are_not_followed(repository: Repository) -> None:
    repository.commit('old.md', 'long enough to be seen as a rename\n' * 9, moment='2020-01-01T00:00:00 +0000')
    repository.git('mv', 'old.md', 'new.md')
    repository.git('commit', '--quiet', '--message', 'rename')
    repository.git('config', 'log.follow', 'true')
    repository.git('config', 'diff.renames', 'true')
    assert ask(repository.folder / 'new.md') == [COMMITTED]


def test_shallow_clone(tmp_path: Path, repository: Repository) -> None:
    repository.commit('old.md', moment='2020-01-01T00:00:00 +0000')
    repository.commit('middle.md', moment='2021-01-01T00:00:00 +0000')
    repository.commit('new.md')
    url = repository.folder.as_uri()
    for depth in (1, 2):
        git(tmp_path, 'clone', '--quiet', f'--depth={depth}', '--', url, f'clone{depth}')
    one, two = tmp_path / 'clone1', tmp_path / 'clone2'
    assert ask(one / 'old.md', one / 'new.md') == [CommitDate(DAY, 'shallow')] * 2
    boundary = CommitDate(datetime.date(2021, 1, 1), 'shallow')
    assert ask(two / 'old.md', two / 'middle.md', two / 'new.md') == [boundary, boundary, COMMITTED]


def test_shallow_clone_in_a_worktree(tmp_path: Path, repository: Repository) -> None:
    repository.commit('a.md')
    git(tmp_path, 'clone', '--quiet', '--depth=1', '--', repository.folder.as_uri(), 'clone')
    git(tmp_path / 'clone', 'worktree', 'add', '--quiet', '-b', 'side', '../tree')
    assert ask(tmp_path / 'tree' / 'a.md') == [CommitDate(DAY, 'shallow')]


def test_no_git(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = repository.commit('a.md')
    monkeypatch.setenv('PATH', str(tmp_path / 'empty'))
    found, outside = ask(file, tmp_path / 'b.md')
    assert (found.date, found.problem) == (None, 'no-git')
    assert 'not installed' in found.detail
    assert outside.problem == 'no-repository'


@pytest.mark.skipif(os.name == 'nt', reason='needs a script that stands in for git')
@pytest.mark.parametrize('count', [1, 9])
@pytest.mark.parametrize(
    ('script', 'detail'),
    [
        ('exit 3', 'git ended with status 3'),
        ('echo "hint: oh"; echo "fatal: broken" >&2; exit 128', 'fatal: broken'),
        ('exec sleep 60', 'git did not answer within 1 seconds'),
        ('case "$*" in *" log "*) exec sleep 60;; esac; exec "$GIT" "$@"', 'within 1 seconds'),
        ('case "$*" in *" log "*) echo "fatal: bad tree" >&2; exit 128;; esac; exec "$GIT" "$@"', 'bad tree'),
        ('case "$*" in *" log "*) exit 0;; esac; exec "$GIT" "$@"', 'does not tell'),
    ],
)
def test_git_that_fails(
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    detail: str,
    count: int,
) -> None:
    files = [repository.commit(f'{number}.md') for number in range(count)]
    stand_in = tmp_path / 'bin' / 'git'
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/sh\n{script}\n', encoding='utf-8')
    stand_in.chmod(0o755)
    monkeypatch.setenv('GIT', shutil.which('git') or '')
    monkeypatch.setenv('PATH', str(stand_in.parent), prepend=os.pathsep)
    for found in last_commit_dates(files, timeout=1 if 'sleep' in script else 60).values():
        assert (found.date, found.problem) == (None, 'no-git')
        assert detail in found.detail


def test_repository_of_somebody_else(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    file = repository.commit('a.md')
    # The switch git's own tests use, as only root can give a folder away.
    monkeypatch.setenv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1')
    monkeypatch.setenv('GIT_CONFIG_GLOBAL', os.devnull)
    found = ask(file)[0]
    assert (found.date, found.problem) == (None, 'no-git')
    assert 'ownership' in found.detail
    # What a user allows is respected.
    monkeypatch.setenv('GIT_CONFIG_COUNT', '1')
    monkeypatch.setenv('GIT_CONFIG_KEY_0', 'safe.directory')
    monkeypatch.setenv('GIT_CONFIG_VALUE_0', '*')
    assert ask(file) == [COMMITTED]


def test_variables_of_a_hook_do_not_matter(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = repository.commit('a.md')
    other = Repository(tmp_path / 'other')
    for name, value in {
        'GIT_DIR': str(other.folder / '.git'),
        'GIT_ICASE_PATHSPECS': '1',
        'GIT_INDEX_FILE': '.git/index.lock',
        'GIT_PREFIX': 'docs/',
        'GIT_WORK_TREE': str(other.folder),
    }.items():
        monkeypatch.setenv(name, value)
    assert ask(file) == [COMMITTED]


@pytest.mark.skipif(os.name == 'nt', reason='needs a script')
def test_configuration_of_the_repository_runs_nothing_and_changes_nothing(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write('.gitattributes', '*.md diff=evil filter=evil\n')
    repository.commit('.gitattributes')
    file = repository.commit('docs/a.md')
    repository.commit('docs/b.md', moment='2027-01-01T00:00:00 +0000')
    trap = tmp_path / 'trap'
    trap.write_text(f'#!/bin/sh\necho ran >> {tmp_path}/ran\n', encoding='utf-8')
    trap.chmod(0o755)
    for key, value in {
        'color.ui': 'always',
        'core.abbrev': '4',
        'core.fsmonitor': str(trap),
        'core.pager': str(trap),
        'core.quotePath': 'true',
        'diff.evil.command': str(trap),
        'diff.evil.textconv': str(trap),
        'diff.external': str(trap),
        'diff.noprefix': 'true',
        'diff.orderFile': str(tmp_path / 'missing'),
        'diff.relative': 'true',
        'diff.renames': 'copies',
        'filter.evil.smudge': str(trap),
        'format.pretty': 'fuller',
        'gpg.program': str(trap),
        'log.date': 'relative',
        'log.decorate': 'full',
        'log.diffMerges': 'off',
        'log.follow': 'true',
        'log.showRoot': 'false',
        'log.showSignature': 'true',
        'pager.log': str(trap),
    }.items():
        repository.git('config', key, value)
    repository.git('config', 'alias.log', f'!{trap}')
    assert ask(file) == [COMMITTED]
    assert ask(repository.folder / '.gitattributes') == [COMMITTED]
    assert not (tmp_path / 'ran').exists()


def test_repository_of_another_work_tree(repository: Repository, tmp_path: Path) -> None:
    file = repository.commit('a.md')
    repository.git('config', 'core.worktree', str(tmp_path))
    assert ask(file)[0].date is None
    repository.git('config', '--unset', 'core.worktree')
    repository.git('config', 'core.bare', 'true')
    assert ask(file)[0].problem == 'no-repository'


def test_many_files_in_one_walk(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = ['feature done\n']
    for number in range(1, 201):
        moment = f'C <c@example.org> {1_600_000_000 + number * 86_400} +0000'
        commands.append(f'commit refs/heads/main\ncommitter {moment}\ndata 1\nx\n')
        commands.append(f'M 100644 inline docs/{number % 100}/é {number}.md\ndata 1\nx\n\n')
    commands.append('done\n')
    repository.git('fast-import', '--quiet', stdin=''.join(commands).encode())
    files = [repository.folder / 'docs' / str(number % 100) / f'é {number}.md' for number in range(1, 201)]
    started: list[list[str]] = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **options: Any) -> None:
            started.append(command)
            super().__init__(command, **options)

    monkeypatch.setattr(subprocess, 'Popen', Popen)
    found = ask(*files, repository.folder / 'docs' / 'missing.md')
    assert len([command for command in started if 'log' in command]) == 1
    assert len(started) <= 3
    first = datetime.datetime.fromtimestamp(1_600_000_000, tz=datetime.UTC).date()
    assert [each.date for each in found[:-1]] == [first + datetime.timedelta(days=number) for number in range(1, 201)]
    assert found[-1].problem == 'not-committed'


def test_commit_of_a_year_that_is_no_date(repository: Repository) -> None:
    repository.git(
        'fast-import',
        '--quiet',
        stdin=(
            b'commit refs/heads/main\ncommitter C <c@example.org> 999999999999 +0000\ndata 1\nx\n'
            b'M 100644 inline a.md\ndata 1\nx\n\n'
        ),
    )
    found = ask(repository.folder / 'a.md')[0]
    assert (found.date, found.problem) == (None, 'no-git')
    assert 'is not a date' in found.detail


FILES = ('a.md', 'docs/b.md', 'docs/c.md')

Step = tuple[list[int], dict[str, str], int]
"""A commit: its parents, counted back from it; what it does to files; how far its clock is off, in days."""

steps = st.lists(
    st.tuples(
        st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True),
        st.dictionaries(
            st.sampled_from(FILES),
            st.sampled_from(['1', '2', '3', 'run', 'remove', 'theirs', 'theirs']),
            max_size=3,
        ),
        st.sampled_from([0, 0, 0, 0, 40, -40]),
    ),
    min_size=3,
    max_size=12,
)


def history(drawn: list[Step]) -> bytes:
    """Give *drawn* as the input of ``git fast-import``.

    A commit has the files of its first parent, with the changes: a new text, a new mode, removed, or as the
    last parent has it.
    """
    out = []
    trees: list[dict[str, str]] = []
    for number, (back, changes, skew) in enumerate(drawn, 1):
        seconds = 1_700_000_000 + (number + skew) * 86_400
        out.append(f'commit refs/heads/main\nmark :{number}\ncommitter C <c@example.org> {seconds} +0000\n')
        out.append('data 1\nx\n')
        parents = [number - steps for steps in back if number > steps]
        out += [f'{"merge" if index else "from"} :{parent}\n' for index, parent in enumerate(parents)]
        tree, theirs = (dict(trees[parents[0] - 1]), trees[parents[-1] - 1]) if parents else ({}, {})
        for name, change in changes.items():
            entry = theirs.get(name, '') if change == 'theirs' else change
            tree[name] = '' if entry == 'remove' else entry
        out.append('deleteall\n')
        for name, entry in tree.items():
            if entry:
                mode, text = ('100755', '1') if entry == 'run' else ('100644', entry)
                out.append(f'M {mode} inline {name}\ndata 1\n{text}\n')
        out.append('\n')
        trees.append(tree)
    return f'{"".join(out)}reset refs/heads/main\nfrom :{len(drawn)}\n\n'.encode()


@settings(max_examples=50, deadline=None)
@given(steps)
# A merge that has all files of its second parent, where the other trail ends first.
@example([([1], {'a.md': '1'}, 0), ([1], {}, 0), ([2], {'a.md': '2'}, -40), ([2, 1], {'a.md': 'theirs'}, 0)])
# The same change on both sides; what counts is the first parent.
@example([([1], {'a.md': '1'}, 0), ([1], {'a.md': '2'}, 0), ([2], {'a.md': '2'}, 0), ([2, 1], {}, 0)])
# A merge that made the file anew.
@example([([1], {'a.md': '1'}, 0), ([1], {'a.md': '2'}, 0), ([2], {'a.md': '3'}, 0), ([2, 1], {'a.md': '1'}, 0)])
# Three parents, of which two have the file; and a clock that is wrong before two branches part.
@example([([1], {'a.md': '1'}, 0), ([2], {}, 0), ([1], {'a.md': '1'}, 0), ([2], {}, 0), ([4, 1, 2], {}, 0)])
@example([([1], {'a.md': '1'}, 40), ([1], {}, 0), ([2], {}, 40), ([2, 1], {'docs/b.md': '1'}, 40)])
def test_every_history_gives_the_dates_of_git(drawn: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        repository = Repository(Path(folder).resolve())
        repository.git('fast-import', '--quiet', '--force', stdin=history(drawn))
        known = repository.git('ls-tree', '-r', '--name-only', 'HEAD').split()
        expected = [
            repository.git('log', '-1', '--format=%cs', 'HEAD', '--', name).strip()
            if name in known
            else 'not-committed'
            for name in FILES
        ]
        files = [repository.folder / name for name in FILES]
        assert [str(found.date or found.problem) for found in ask(*files)] == expected
        # As if these were many files.
        patch.setattr('sphinxext_privacy.dates.history._FEW_FILES', 0)
        assert [str(found.date or found.problem) for found in ask(*files)] == expected


# -- the build -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('epoch', 'date'),
    [
        ('0', '1970-01-01'),
        ('86399', '1970-01-01'),
        ('86400', '1970-01-02'),
        ('-1', '1969-12-31'),
        ('1770767999', '2026-02-10'),
        ('1770768000', '2026-02-11'),
        ('253402300799', '9999-12-31'),
    ],
)
@pytest.mark.parametrize('zone', ['Pacific/Kiritimati', 'America/Los_Angeles'])
def test_source_date(epoch: str, date: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('TZ', zone)
    environ = {'SOURCE_DATE_EPOCH': epoch}
    assert source_date(environ) == build_date(environ) == datetime.date.fromisoformat(date)


@pytest.mark.parametrize(
    'epoch',
    [
        '',
        'today',
        '1.5',
        ' 5',
        '5\n',
        '1_000',
        '0x10',
        '+5',
        '１２',
        '253402300800',
        '-99999999999',
        '9' * 5000,
    ],
)
def test_source_date_that_is_wrong(epoch: str) -> None:
    for function in (source_date, build_date):
        with pytest.raises(ValueError, match='SOURCE_DATE_EPOCH'):
            function({'SOURCE_DATE_EPOCH': epoch})


def test_build_date_is_today_where_none_is_given() -> None:
    assert source_date({}) is None
    before = datetime.datetime.now(tz=datetime.UTC).date()
    assert before <= build_date({}) <= datetime.datetime.now(tz=datetime.UTC).date()


def test_build_date_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '86400')
    assert build_date() == source_date() == datetime.date(1970, 1, 2)


# -- text ------------------------------------------------------------------------------------------


@given(st.dates())
def test_dates_are_read_back(date: datetime.date) -> None:
    assert parse_date(date.isoformat()) == parse_date(f' {date.isoformat()}\n') == date


@pytest.mark.parametrize(
    'text',
    [
        '',
        '10/02/2026',
        '10.02.2026',
        '2026',
        '2026-02',
        '2026-2-1',
        '2026-02-10T00:00',
        '2026-041',
        '2026-W07-2',
        '20260210',
        '+2026-02-10',
        '２０２６-０２-１０',
        '٢٠٢٦-٠٢-١٠',
        'February 10, 2026',
    ],
)
def test_dates_of_another_form(text: str) -> None:
    with pytest.raises(ValueError, match='year-month-day in digits, such as 2026-02-10'):
        parse_date(text)


@pytest.mark.parametrize('text', ['2026-02-30', '2026-13-01', '2026-00-10', '2026-01-00', '2025-02-29', '0000-01-01'])
def test_days_that_no_calendar_has(text: str) -> None:
    with pytest.raises(ValueError, match=f'{text!r} is not a date: '):
        parse_date(text)


@given(st.text())
def test_no_other_error_is_raised(text: str) -> None:
    try:
        assert parse_date(text).isoformat() == text.strip()
    except ValueError as error:
        assert 'is not a date' in str(error)  # noqa: PT017
