"""``sphinx-privacy``: what the commands write, print and answer, with docs of which Sphinx reads the pages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from sphinx import locale

from sphinxext_privacy._version import __version__
from sphinxext_privacy.changes.lockfile import read_lock
from sphinxext_privacy.changes.schema import changes_schema
from sphinxext_privacy.cli.main import COMMANDS, main
from sphinxext_privacy.exports.schemas import SCHEMAS
from tests.helpers.markup import RST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Project

d = RST.directive


def files(
    *blocks: str, updated: str = '2026-01-01', retention: str = 'P30D', how: str = 'Wriet to us.'
) -> dict[str, str]:
    return {
        'index.rst': RST.page('Home', RST.toctree('notice')),
        'notice.rst': RST.page(
            'Notice',
            d('privacy-notice', 'shop', {'updated': updated}),
            d('collected-data', 'Names', {'retention': retention}),
            d('data-right', 'Access', {'how': how}),
            d('processor', 'Harbor', {'policy': 'index.rst', 'no-such': 'x'}),
            *blocks,
        ),
    }


@pytest.fixture(autouse=True)
def _leave_no_language() -> Iterator[None]:
    yield
    locale.translators.clear()


@pytest.fixture
def project(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = make_project(
        {**files(), 'register.yaml': 'controllers:\n  a: {name: Acme}\n  b: {name: Bolt}\n'},
        extensions=['sphinxext_privacy'],
        privacy_controller='a',
        privacy_register=['register.yaml'],
        privacy_lock='privacy.lock',
    )
    monkeypatch.chdir(made.source)
    return made


def test_a_lock_is_written_kept_and_not_moved_past_people(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(project.source.rglob('*'))
    lock = project.source / 'privacy.lock'
    assert main(['lock', '--check']) == 1
    assert 'privacy.lock: there is no such file' in capsys.readouterr().err
    assert main(['lock']) == 0
    out, err = capsys.readouterr()
    assert out == 'privacy.lock: written, notices: 1\n'
    # The warnings of the build are shown, and nothing else of it.
    assert 'no-such' in err
    assert 'reading' not in out + err
    assert set(project.source.rglob('*')) - before == {lock}
    first = lock.read_bytes()
    assert b'controllers.a.name = "Acme"\n' in first
    assert main(['lock', '--check', '--silent']) == 0
    assert capsys.readouterr().err == ''

    # Spelling, and nothing else: the file is behind, and nothing is wanting.
    project.write(files(how='Write to us.'))
    assert main(['lock', '--check', '-Q']) == 1
    assert 'changes that matter to people: 0, others: 1' in capsys.readouterr().err
    assert main(['lock', '-q']) == 0
    second = lock.read_bytes()
    assert second != first

    project.write(files(how='Write to us.', retention='P90D'))
    assert main(['lock', '-Q']) == 1
    err = capsys.readouterr().err
    assert 'notice.rst:4: shop: the notice needs a newer date: something changed that matters to people' in err
    assert 'Kept was P30D, is now P90D – data are kept longer' in err
    assert lock.read_bytes() == second
    change = d('privacy-change', '2026-02-01', {}, 'Longer.')
    project.write(files(change, how='Write to us.', retention='P90D', updated='2026-02-01'))
    assert main(['lock', '-Q']) == 0
    assert capsys.readouterr() == ('', '')
    assert read_lock(lock.read_bytes()).notices['shop'].updated == '2026-02-01'
    # Said otherwise, and forced.
    project.write(files(how='Write to us.', retention='P1Y', updated='2026-02-01'))
    assert main(['lock', '-Q', '--force']) == 0
    assert b'"P1Y"' in lock.read_bytes()

    lock.write_bytes(b'<<<<<<< ours\n' + second)
    assert main(['lock', '-Q']) == 1
    assert 'privacy.lock:1: a merge left a conflict here' in capsys.readouterr().err
    assert main(['lock', '-Q', '--force']) == 0
    assert main(['lock', '--check', '-q', '-Q']) == 0


def test_a_lock_and_the_json_of_a_build_say_the_same(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    made = project.build('privacy')
    assert main(['lock', '-Q', '-o', 'other.lock']) == 0
    assert main(['diff', 'other.lock', str(made.out / 'privacy.json')]) == 0
    assert capsys.readouterr() == ('Nothing changed.\n', '')


def git(folder: Path, *arguments: str) -> None:
    settings = ('user.name=a', 'user.email=a@b.example', 'core.autocrlf=false', 'core.hooksPath=/dev/null')
    options = [part for setting in settings for part in ('-c', setting)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith('GIT_')}
    subprocess.run(['git', *options, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def test_revisions_are_compared(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    top = project.folder
    conf = project.read('conf.py')
    # Each revision has a module of its own beside conf.py, and docs are left out of archives.
    project.write(
        {
            'conf.py': f'{conf}import sys\nsys.path.insert(0, ".")\nfrom who import privacy_controller\n',
            'who.py': 'privacy_controller = "a"\n',
            '../.gitattributes': 'source export-ignore\n',
        }
    )
    git(top, 'init', '-q')
    git(top, 'commit', '-q', '--allow-empty', '-m', 'nothing')
    git(top, 'add', '.')
    git(top, 'commit', '-q', '-m', 'one')
    git(top, 'tag', 'v1')
    project.write({'who.py': 'privacy_controller = "b"\n', **files(how='Write to us.')})
    monkeypatch.chdir(top)
    before = {path: path.stat().st_mtime_ns for path in top.rglob('*') if '.git' not in path.parts}

    assert main(['diff', 'v1', '--docs', 'source', '-Q', '--format', 'json']) == 1
    out, err = capsys.readouterr()
    assert err == ''
    data = json.loads(out)
    assert list(Draft202012Validator(changes_schema()).iter_errors(data)) == []
    found = {(item['what'], item['kind'], item['id'], item['material']) for item in data['changes']}
    assert found == {
        ('changed', 'notice', 'shop', 'controller'),
        ('removed', 'controller', 'a', 'controller'),
        ('added', 'controller', 'b', 'controller'),
        ('changed', 'right', 'access', None),
    }
    assert [item['lack'] for item in data['wanting']] == ['date', 'entry']
    assert main(['diff', 'v1', 'HEAD', '--docs', 'source']) == 0
    assert capsys.readouterr().out == 'Nothing changed.\n'
    # Before there were docs, nothing was said; nobody knew anything else.
    assert main(['diff', 'v1~1', 'v1', '--docs', 'source']) == 0
    out, err = capsys.readouterr()
    assert '- notice `shop` was added' in out
    assert 'v1~1: there were no docs in source' in err
    assert {path: path.stat().st_mtime_ns for path in top.rglob('*') if '.git' not in path.parts} == before

    # A path wins: this one is not what the tag says.
    (top / 'v1').write_text('format = "sphinxext-privacy-lock/1"\nlanguage = "en"\n', encoding='utf-8')
    assert main(['diff', 'v1', 'v1']) == 0
    # What is wrong in a revision is said of it.
    project.write({'conf.py': '1 / 0\n'})
    git(top, 'commit', '-q', '-a', '-m', 'broken')
    project.write({'conf.py': conf})
    assert main(['diff', 'HEAD', '--docs', 'source']) == 2
    assert capsys.readouterr().err == (
        'sphinx-privacy diff: HEAD: There is a programmable error in your configuration file: '
        'ZeroDivisionError: division by zero\n'
    )


@pytest.mark.parametrize(
    ('conf', 'arguments', 'message'),
    [
        ('1 / 0', ['lock'], '.: There is a programmable error in your configuration file: ZeroDivisionError: divi'),
        ('extensions = ["nope"]', ['lock'], ".: Could not import extension nope (exception: No module named 'nope')"),
        ('extensions = []', ['lock'], ".: 'sphinxext_privacy' is not among the extensions in conf.py"),
        ('def setup(app):\n    app.connect("env-updated", lambda *a: 1 / 0)', ['lock'], '.: Handler'),
        (None, ['lock', 'nowhere'], 'nowhere: there is no such folder'),
        (None, ['lock', '..'], '..: there is no conf.py'),
        (None, ['lock', '-c', '..'], 'there is no conf.py here or in a folder "docs"; name the folder of the docs'),
        (None, ['lock', '-Q', '-o', 'no/such/../../index.rst/x'], 'index.rst/x: this file cannot be written: '),
        (None, ['lock', '-D', 'privacy_lock'], "argument -D/--define: 'privacy_lock' is not SETTING=VALUE"),
        (None, ['lock', '-j', '0'], 'argument -j/--jobs: \'0\' is neither a number from 1 on nor "auto"'),
        (None, ['diff', 'nope'], 'nope: there is neither such a file nor such a revision of git'),
        (None, ['diff', 'conf.py'], 'conf.py: this is neither a privacy.json nor a lock file'),
        (None, ['diff', 'wrong.json'], 'wrong.json: the file has the format 1, and this version reads'),
        (None, ['diff'], 'the following arguments are required: A'),
        (None, [], 'the following arguments are required: COMMAND'),
    ],
)
def test_wrong_use_is_told_in_a_line(
    project: Project, capsys: pytest.CaptureFixture[str], conf: str | None, arguments: list[str], message: str
) -> None:
    git(project.folder, 'init', '-q')
    project.write({'wrong.json': '{"format": 1}'})
    if conf is not None:
        project.write({'conf.py': f'extensions = ["sphinxext_privacy"]\n{conf}\n'})
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ''
    assert 'Traceback' not in err
    last = err.splitlines()[-1]
    assert last.startswith(('sphinx-privacy', 'sphinx-privacy lock: ', 'sphinx-privacy diff: '))
    assert message in last


def test_what_is_not_known_is_not_locked(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.configure(privacy_parents={'org': ('https://org.example/', 'missing.json')})
    assert main(['lock', '-Q']) == 2
    assert 'the notices of org cannot be had' in capsys.readouterr().err
    project.configure(privacy_parents=None)
    project.write({'notice.rst': RST.page('Notice')})
    assert main(['lock', '-Q']) == 2
    assert 'there is no privacy-notice' in capsys.readouterr().err


def test_the_program_is_installed_and_runs_as_a_module() -> None:
    script = next(iter(metadata.entry_points(group='console_scripts', name='sphinx-privacy')))
    assert script.load() is main
    command = [sys.executable, '-m', 'sphinxext_privacy']
    assert subprocess.check_output([*command, '--version'], text=True) == f'sphinx-privacy {__version__}\n'


def test_help_loads_no_sphinx() -> None:
    code = (
        'import sys; from sphinxext_privacy.cli.main import main; main(["--help"]); '
        'sys.exit("sphinx.application" in sys.modules)'
    )
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True)
    assert all(f'    {command.name}' in done.stdout for command in COMMANDS)


def test_check_tells_findings_and_accepts_them(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write(
        {
            'notice.rst': RST.page(
                'Notice',
                d('privacy-notice', 'shop', {'regimes': 'ropa'}),
                d('purpose', 'sell', {'data': 'nmae'}),
                d('collected-data', 'name', {'label': 'Names', 'accept': 'G30-ERASURE — it is in the works'}),
            )
        }
    )
    before = set(project.source.rglob('*'))
    assert main(['check']) == 1
    out, err = capsys.readouterr()
    # Findings are the result, and no warnings beside it.
    assert 'X-REF' not in err
    lines = out.splitlines()
    assert "notice.rst:8: error: purpose 'sell': `data` names nmae, which is declared nowhere; did you mean" in out
    assert any(
        line.startswith('notice.rst:4: error: ') and 'G30-MEASURES: GDPR 30(1)(g), 32(1)' in line for line in lines
    )
    assert 'G30-ERASURE' not in out
    assert lines[-1].endswith('accepted: 1')

    assert main(['check', '--format', 'json', '-o', 'found.json']) == 1
    report = json.loads((project.source / 'found.json').read_text(encoding='utf-8'))
    assert report['format'] == 'sphinxext-privacy-report/1'
    assert main(['check', '--format', 'sarif']) == 1
    assert json.loads(capsys.readouterr().out)['version'] == '2.1.0'
    (project.source / 'found.json').unlink()
    assert set(project.source.rglob('*')) == before

    assert main(['check', '--write-baseline', '--reason', 'Known since the start.']) == 0
    assert "set privacy_baseline = 'privacy-baseline.toml'" in capsys.readouterr().out
    assert 'Known since the start.' in project.read('privacy-baseline.toml')
    assert main(['check', '--baseline', 'privacy-baseline.toml']) == 0
    assert 'errors: 0, warnings: 0' in capsys.readouterr().out
    project.configure(privacy_baseline='privacy-baseline.toml')
    assert main(['check', '-q']) == 0
    # What is mended has no place in the baseline any more, and builds say so.
    project.replace('notice.rst', 'nmae', 'name')
    assert main(['check', '-q']) == 0
    assert 'nothing has the fingerprint' in capsys.readouterr().err
    # But not while a part of the register cannot be read: then it may only seem mended.
    register = project.read('register.yaml')
    project.write({'register.yaml': f'{register}nothing: {{}}\n'})
    assert main(['check', '-q']) == 1
    assert 'nothing has the fingerprint' not in capsys.readouterr().err
    project.write({'register.yaml': register})
    # Reasons of an author stay when it is written anew.
    project.replace('privacy-baseline.toml', 'Known since the start.', 'Legal is on it.')
    assert main(['check', '--write-baseline', '-q']) == 0
    assert 'Legal is on it.' in project.read('privacy-baseline.toml')
    # What cannot be read of it would be lost.
    project.write({'privacy-baseline.toml': project.read('privacy-baseline.toml').replace('reason =', 'raeson =', 1)})
    assert main(['check', '--write-baseline', '-Q']) == 2
    assert re.search(r'baseline\.toml:\d+: .* gives no reason; it is left out; nothing was', capsys.readouterr().err)
    assert main(['check', '--fail-on', 'error', '--baseline', 'none.toml', '-Q']) == 1


def test_check_says_that_there_is_nothing_to_judge(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Docs whose notice was not recognised would pass every check."""
    project.write({'notice.rst': RST.page('Notice', ':::{privacy-notice} shop')})
    assert main(['check']) == 0
    out, err = capsys.readouterr()
    assert out.startswith('notices: 0, errors: 0')
    assert err == 'sphinx-privacy check: no page declares a notice with privacy-notice, so no regime was asked\n'
    assert main(['check', '-Q', '--format', 'json']) == 0
    assert capsys.readouterr().err == ''


@pytest.mark.parametrize('jobs', ['1', '2'])
def test_check_counts_mistakes(project: Project, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    """What is wrong is left out, so rules may find nothing of it."""
    pages = {f'page-{number}.rst': RST.page('Page') for number in range(8)}
    notice = d('privacy-notice', 'shop', {'updated': '2026-01-01', 'titel': 'A'})
    home = RST.page('Home', RST.toctree('notice', *(name.removesuffix('.rst') for name in pages)))
    project.write({**pages, 'index.rst': home, 'notice.rst': RST.page('Notice', notice)})
    project.configure(privacy_lock=None)
    counted = 'sphinx-privacy check: warnings about what the docs or their settings state: '
    assert main(['check', '-j', jobs]) == 1
    out, err = capsys.readouterr()
    assert "has no option 'titel'" in err
    assert out == 'notices: 1, errors: 0, warnings: 0, infos: 0, accepted: 0\n'
    assert err.splitlines()[-1] == f'{counted}1; what is wrong was left out'
    assert main(['check', '-j', jobs, '-Q']) == 1
    assert main(['check', '-j', jobs, '--fail-on', 'error']) == 0
    capsys.readouterr()
    # What the project does not want to be told counts no more than for a build.
    project.configure(suppress_warnings=['privacy.option'])
    assert main(['check', '-j', jobs]) == 0
    assert capsys.readouterr().err == ''
    project.configure(suppress_warnings=None, privacy_regimes=['gdrp'])
    project.replace('notice.rst', ':titel:', ':title:')
    assert main(['check']) == 1
    out, err = capsys.readouterr()
    assert "did you mean 'gdpr'?" in err
    assert f'{counted}1;' in err
    # A date that is not known is no mistake, and is told once.
    project.configure(privacy_regimes=None)
    project.replace('notice.rst', '   :updated: 2026-01-01\n', '')
    assert main(['check']) == 0
    assert capsys.readouterr().err.count('The date of the notice') == 1


def test_check_tells_of_entries_without_a_notice(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """On a page that declares none, ``:notice:`` is easily forgotten, and the entry is listed nowhere."""
    home = RST.page('Home', RST.toctree('notice', 'cookies'))
    cookies = RST.page('Cookies', d('cookie', 'session'), d('cookie', 'theme', {'notice': 'shop'}))
    project.write(
        {
            'index.rst': home,
            'notice.rst': RST.page('Notice', d('privacy-notice', 'shop', {'updated': '2026-01-01'})),
            'cookies.rst': cookies,
        }
    )
    project.configure(privacy_lock=None)
    line = next(number for number, text in enumerate(cookies.splitlines(), 1) if 'session' in text)
    assert main(['check']) == 0
    assert capsys.readouterr().err == (
        f"sphinx-privacy check: cookies.rst:{line}: cookie 'session' belongs to no notice; declare one before it, or "
        'name one with :notice:\n'
    )


def test_what_the_register_cannot_tell_is_not_locked(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A lock would record that it is no longer stated."""
    notice = d('privacy-notice', 'shop', {'updated': '2026-01-01'})
    project.write(
        {
            'notice.rst': RST.page('Notice', notice, d('processor', 'mailer')),
            'register.yaml': 'processors:\n  mailer:\n    name: Mailer: Ltd\n',
        }
    )
    project.configure(privacy_register=['register.yaml'], privacy_controller=None)
    for arguments in (['lock'], ['lock', '--check']):
        assert main(arguments) == 1
        err = capsys.readouterr().err
        assert f'{project.source / "register.yaml"}:3:17: WARNING: ' in err
        assert err.endswith('.: mistakes in the register: 1; mend them first, or go on with --force\n')
    assert not (project.source / 'privacy.lock').exists()
    project.replace('register.yaml', 'Mailer: Ltd', 'Mailer Ltd')
    # That a setting names a file which is not written yet is no news for what writes it.
    project.configure(privacy_lock='privacy.lock')
    assert main(['lock', '-q']) == 0
    assert capsys.readouterr() == ('', '')
    project.replace('register.yaml', 'Mailer Ltd', 'Mailer Inc')
    assert main(['lock', '--check']) == 1
    assert 'others: 0); tell people first, then "sphinx-privacy lock" writes it anew' in capsys.readouterr().err


def test_markdown_that_nothing_reads(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Sphinx only says that there is no ``index.rst``."""
    # Builds with MyST in the same process leave its suffix in Sphinx's default.
    project.configure(source_suffix={'.rst': 'restructuredtext'})
    project.rename('index.rst', 'index.md')
    assert main(['check']) == 2
    told = "WARNING: conf.py: index.md is Markdown, which nothing reads here; add 'myst_parser' to extensions"
    assert told in capsys.readouterr().err


@pytest.mark.parametrize('name', ['', *SCHEMAS])
def test_schemas_are_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['schema', *([name] if name else [])]) == 0
    out, err = capsys.readouterr()
    schema = json.loads(out)
    assert schema == SCHEMAS[name or 'register'].make()
    Draft202012Validator.check_schema(schema)
    assert out.endswith('}\n')
    assert err == ''


def test_a_schema_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['schema', 'toml']) == 2
    assert "'toml'" in capsys.readouterr().err
