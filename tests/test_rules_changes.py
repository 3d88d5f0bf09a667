"""Rules about what changed since the lock file was written: real builds beside a lock that the command wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx import locale

from sphinxext_privacy.cli.main import main
from tests.helpers.markup import RST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.judge import Verdict
    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project

d = RST.directive


@pytest.fixture(autouse=True)
def _leave_no_language() -> Iterator[None]:
    yield
    locale.translators.clear()


def notice(*blocks: str, updated: str = '2026-01-01', retention: str = 'P30D', how: str = 'Write to us.') -> str:
    return RST.page(
        'Notice',
        d('privacy-notice', 'shop', {'updated': updated}),
        d('collected-data', 'Names', {'retention': retention}),
        d('data-right', 'Access', {'how': how}),
        *blocks,
    )


@pytest.fixture
def project(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = make_project(
        {'index.rst': RST.page('Home', RST.toctree('notice')), 'notice.rst': notice()},
        extensions=['sphinxext_privacy'],
        privacy_lock='privacy.lock',
    )
    monkeypatch.chdir(made.source)
    assert main(['lock', '-q']) == 0
    return made


def told(build: Build) -> list[tuple[str, str]]:
    return [(warned.subtype, warned.location.rpartition('/')[2]) for warned in build.warned]


def test_nothing_changed(project: Project) -> None:
    assert project.build(fatal=True).warnings == []


def test_spelling_is_no_change(project: Project) -> None:
    project.write({'notice.rst': notice(how='Write to us!')})
    assert project.build().warnings == []


def test_a_change_that_people_are_not_told_of(project: Project) -> None:
    project.build()
    project.write({'notice.rst': notice(retention='P90D')})
    verdicts: list[Verdict] = []
    build = project.build(verdicts=verdicts)
    assert told(build) == [('n-change', 'notice.rst:4'), ('n-change', 'notice.rst:4')]
    assert [finding.severity for finding in verdicts[0].findings] == ['error', 'error']
    date, entry = (warned.message for warned in build.warned)
    assert 'has no newer date' in date
    assert 'P90D' in date
    assert 'tells' in entry
    # The same in a clean build, and again where the words of another page changed.
    assert told(project.clean()) == told(build)
    project.replace('index.rst', 'Home', 'Start')
    project.write({'index.rst': project.read('index.rst').replace('====', '=====')})
    assert told(project.build()) == told(build)

    change = d('privacy-change', '2026-02-01', {}, 'Kept longer.')
    project.write({'notice.rst': notice(change, retention='P90D', updated='2026-02-01')})
    assert project.build().warnings == []


def test_a_date_that_moved_for_nothing(project: Project) -> None:
    project.write({'notice.rst': notice(updated='2026-03-01')})
    verdicts: list[Verdict] = []
    build = project.build(verdicts=verdicts)
    assert [finding.severity for finding in verdicts[0].findings] == ['info']
    assert build.warnings == []
    assert 'The date moved from 2026-01-01 to 2026-03-01' in build.status


def test_a_purpose_that_is_not_announced(project: Project) -> None:
    purpose = d('purpose', 'Sell', {'from': '2026-01-15'})
    late = d('privacy-change', '2026-02-01', {}, 'We sell.')
    project.write({'notice.rst': notice(purpose, late, updated='2026-02-01')})
    verdicts: list[Verdict] = []
    ((subtype, location),) = told(project.build(verdicts=verdicts))
    assert [finding.severity for finding in verdicts[0].findings] == ['warning']
    assert subtype == 'g13-3-further'
    assert location == f'notice.rst:{project.read("notice.rst").splitlines().index(".. purpose:: Sell") + 1}'
    early = d('privacy-change', '2026-01-05', {}, 'We will sell.')
    project.write({'notice.rst': notice(purpose, early, updated='2026-02-01')})
    assert project.build().warnings == []


def test_a_new_id_of_the_notice_lets_no_change_slip_past(project: Project) -> None:
    project.write({'notice.rst': notice(retention='P90D').replace(':: shop', ':: store')})
    build = project.build()
    assert told(build) == [('n-change', 'notice.rst:4'), ('n-change', 'notice.rst:4')]
    for warned in build.warned:
        assert 'notice store has another id; it was shop; category of data Names' in warned.message
    project.write({'notice.rst': notice().replace(':: shop', ':: store')})
    assert project.build().warnings == []


def test_a_notice_that_is_gone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told where it is still known, by a build and by the command, until somebody knows better."""
    other = RST.page('Other', d('privacy-notice', 'blog', {'updated': '2026-01-01'}), d('purpose', 'To write'))
    project.write({'notice.rst': other})
    build = project.build()
    line = project.read('privacy.lock').splitlines().index('[notices.shop]') + 1
    assert told(build) == [('lock', f'privacy.lock:{line}')]
    assert 'shop: the notice is gone' in build.warnings[0]
    assert told(project.clean()) == told(build)
    project.configure(privacy_rules={'N-CHANGE': 'off'})
    assert project.build().warnings == []
    project.configure(privacy_rules={})
    assert main(['lock', '-Q']) == 1
    assert f'privacy.lock:{line}: shop: the notice is gone' in capsys.readouterr().err
    assert main(['diff', 'privacy.lock']) == 1
    assert '`shop`: the notice is gone' in capsys.readouterr().out
    assert main(['lock', '-Q', '--force']) == 0
    assert project.build().warnings == []


def test_a_new_lock_file_changes_what_is_told(project: Project) -> None:
    project.write({'notice.rst': notice(retention='P90D')})
    assert len(project.build().warned) == 2
    assert main(['lock', '-Q', '--force']) == 0
    # No page changed, and what is told is another thing all the same.
    build = project.build()
    assert build.read == ()
    assert build.warnings == []
    (project.source / 'privacy.lock').write_text('no = "lock"\n', encoding='utf-8')
    assert {subtype for subtype, _ in told(project.build())} == {'lock'}
    project.remove('privacy.lock')
    assert 'there is no such file' in project.clean().warnings[0]
