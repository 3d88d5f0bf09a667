"""Edits of the register: what is written, judged and told again is what they concern, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ExtensionError

from sphinxext_privacy.rules.judge import Judging
from tests.helpers.incremental import differences, vendor_files
from tests.helpers.rich import VENDOR_PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_privacy.rules.judge import Judged, Verdict
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.rule import Rule
    from tests.conftest import ProjectMaker


# -- one vendor, four notices ----------------------------------------------------------------------------------


def test_one_vendor_in_four_notices(make_project: ProjectMaker) -> None:
    """A new address of its agreement: nothing is read, and just those that show it are written, with the new one."""
    project = make_project(vendor_files(), privacy_register=['register.yaml'], privacy_controller='acme')
    first = project.build()
    assert first.warnings == []
    old, new = 'https://cloud.example/agreement', 'https://cloud.example/terms-2027'
    project.replace('register.yaml', old, new)
    build = project.build()
    assert build.counts == '0 added, 0 changed, 0 removed'
    assert build.read == ()
    # Whenever Sphinx writes a page, it writes the root document too.
    assert build.written == ('index', *VENDOR_PAGES)
    for page in VENDOR_PAGES:
        assert new in build.page(page)
        assert old not in build.page(page)
    before, after = first.stamps(), build.stamps()
    for page in ('other', 'refers', 'plain'):
        assert before[f'{page}.html'] == after[f'{page}.html']
    assert project.build().written == ()


def test_remarks_and_order_of_the_register_change_nothing(make_project: ProjectMaker) -> None:
    project = make_project(vendor_files(), privacy_register=['register.yaml'], privacy_controller='acme')
    project.build()
    register = project.read('register.yaml')
    project.write({'register.yaml': '# A remark.\n\n' + register + '  unused: {name: Unused}\n'})
    build = project.build()
    assert build.read == ()
    assert build.written == ()


@pytest.mark.parametrize(
    ('old', 'new', 'judged'),
    [
        # An address that is the matter of two notices.
        ('https://cloud.example/agreement', 'https://cloud.example/blog/1', {'vendor-1', 'vendor-2'}),
        ('https://cloud.example/agreement', 'http://cloud.example/agreement', {'vendor-1', 'vendor-2'}),
        # The same host, the same name: the matter of all.
        ('country: DE', 'website: https://lonely.example', None),
        ('name: Lonely', 'name: Cloud', None),
        # What is told of the vendors that are one is told of the second.
        ('https://second.example/agreement', 'https://second.example/terms', None),
        # One of the findings that stand at lines of the register is that of both vendors.
        ('# A remark.', '# A remark.\n# Another one.', None),
        ('# A remark.', '# A longer remark.', set()),
        ('name: Officer', 'name: Office', None),
    ],
)
def test_an_edit_of_the_register_concerns_some(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, old: str, new: str, judged: set[str] | None
) -> None:
    """Only these notices are judged again, all of them where the fact is compared with others (``None``)."""
    project = make_project(
        edited_files(),
        bare=True,
        privacy_register=['register.yaml'],
        privacy_rules={'X-DPA-URL': 'warning'},
        privacy_baseline='accepted.toml',
    )
    first = project.build(doctrees='shared')
    assert {told.rule for told in first.told} == {'X-URL', 'X-REGISTRY'}
    seen: list[str] = []
    plain = Judging.notice

    def watched(judging: Judging, notice: Notice, wanted: Callable[[Rule], bool] | None = None) -> Judged:
        seen.append(notice.ident)
        return plain(judging, notice, wanted)

    monkeypatch.setattr(Judging, 'notice', watched)
    project.replace('register.yaml', old, new)
    build = project.build(doctrees='shared')
    assert build.read == ()
    assert set(seen) == ({'vendor-1', 'vendor-2', 'other', 'twins'} if judged is None else judged)
    clean = project.clean()
    assert differences(build, clean) == []
    assert build.told == clean.told
    assert build.digests == clean.digests


def test_names_that_nothing_bears_are_told_as_long_as_they_are_there(make_project: ProjectMaker) -> None:
    """Also where another page or a fact of the register is edited, and never after that."""
    files = vendor_files()
    files['other.rst'] += '\n.. processor:: cloud, lonely\n'
    project = make_project(files, bare=True, privacy_register=['register.yaml'], privacy_controller='acme')
    assert project.build().warnings == []
    steps: tuple[tuple[str, str, str, list[str]], ...] = (
        ('register.yaml', 'lonely.example/agreement', 'lonely.example/terms', []),
        ('register.yaml', '  lonely:', '  alone:', ['id']),
        ('plain.rst', 'Nothing', 'Still nothing', ['id']),
        ('vendor-1.rst', '.. processor:: cloud', 'Words.\n\n.. processor:: cloud', ['id']),
        ('register.yaml', 'cloud.example/agreement', 'cloud.example/terms', ['id']),
        ('register.yaml', '  alone:', '  lonely:', []),
        ('vendor-1.rst', 'Words.', 'Other words.', []),
        ('vendor-1.rst', '   :updated:', '   :addendum-to: vendor-1\n   :updated:', ['notice']),
    )
    for name, old, new, subtypes in steps:
        project.replace(name, old, new)
        build = project.build()
        found = [warned.subtype for warned in build.warned if not warned.subtype.startswith('x-')]
        assert found == subtypes, (name, new)
        assert build.warnings == project.clean().warnings, (name, new)


def test_where_documents_agreed_nothing_is_looked_up_again(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(vendor_files(), bare=True, privacy_register=['register.yaml'], privacy_controller='acme')
    project.build()

    def refuse(*_: object) -> None:
        raise AssertionError('nothing of this is needed')

    monkeypatch.setattr('sphinxext_privacy.domain.consistency.problems', refuse)
    project.replace('register.yaml', 'lonely.example/agreement', 'lonely.example/terms')
    assert project.build().written == ('index', 'other')
    project.replace('vendor-1.rst', '.. processor:: cloud', 'Words.\n\n.. processor:: cloud')
    assert project.build().read == ('vendor-1',)
    project.replace('vendor-1.rst', '.. processor:: cloud', '.. processor:: lonely')
    with pytest.raises(ExtensionError, match='nothing of this is needed'):
        project.build()


def test_an_accepted_finding_that_is_gone_with_the_words_of_a_page(make_project: ProjectMaker) -> None:
    """No fact has changed, and the baseline is told to forget it all the same."""
    page = 'Home\n====\n\n.. privacy-notice:: alone\n   :updated: 2026-02-10\n\n.. processor:: Cloud\n\n   See {}.\n'
    files = {'index.rst': page.format('https://cloud.example/help'), 'accepted.toml': ''}
    project = make_project(files, bare=True, privacy_baseline='accepted.toml')
    verdicts: list[Verdict] = []
    project.build(verdicts=verdicts)
    (known,) = verdicts[0].findings
    project.write({'accepted.toml': f'[[accepted]]\nfingerprint = "{known.fingerprint}"\nreason = "So be it."\n'})
    assert project.build().warnings == []
    project.write({'index.rst': page.format('their help')})
    build = project.build()
    assert [known.fingerprint in warning for warning in build.warnings] == [True]
    assert build.warnings == project.clean().warnings


def test_a_finding_in_the_register_that_moves(make_project: ProjectMaker) -> None:
    """It is told at its new line, though no fact is another one."""
    project = make_project(
        edited_files(), bare=True, privacy_register=['register.yaml'], privacy_rules={'X-REGISTRY': 'off'}
    )
    assert [warned.location for warned in project.build().warned] == ['register.yaml:14']
    project.replace('register.yaml', '# A remark.', '# A remark.\n# Another one.')
    build = project.build()
    assert [warned.location for warned in build.warned] == ['register.yaml:15']
    assert build.warnings == project.clean().warnings


def edited_files() -> dict[str, str]:
    """Give two notices with one vendor, one with another, whose address is not safe, and one with a vendor twice."""
    files = {
        'register.yaml': """\
# A remark.
controllers:
  acme:
    name: Acme
    dpo: {name: Officer, email: dpo@acme.example}
processors:
  cloud:
    name: Cloud
    country: DE
    agreement: Terms <https://cloud.example/agreement>
  lonely:
    name: Lonely
    website: https://lonely.example
    policy: http://lonely.example/policy
  one:
    name: Twin
    agreement: Terms <https://first.example/agreement>
  two:
    name: Twin, Inc.
    agreement: Terms <https://second.example/agreement>
""",
        'accepted.toml': '',
        'index.rst': 'Home\n====\n\n.. toctree::\n   :glob:\n   :hidden:\n\n   *\n',
    }
    entries = {'vendor-1': ['cloud'], 'vendor-2': ['cloud'], 'other': ['lonely'], 'twins': ['one', 'two']}
    for page, idents in entries.items():
        notice = f'.. privacy-notice:: {page}\n   :updated: 2026-02-10\n   :controller: acme\n'
        text = '\n'.join([notice, *(f'.. processor:: {ident}\n' for ident in idents)])
        files[f'{page}.rst'] = f'{page}\n========\n\n{text}'
    return files


def test_a_finding_that_an_edit_of_the_register_brings_back(make_project: ProjectMaker) -> None:
    """The baseline knows it, and is told to forget it while it is gone."""
    project = make_project(
        edited_files(), bare=True, privacy_register=['register.yaml'], privacy_baseline='accepted.toml'
    )
    verdicts: list[Verdict] = []
    project.build(verdicts=verdicts)
    known = next(finding for finding in verdicts[0].findings if finding.rule.id == 'X-URL')
    project.write({'accepted.toml': f'[[accepted]]\nfingerprint = "{known.fingerprint}"\nreason = "It moves."\n'})
    project.build()
    for old, new in (('http:', 'https:'), ('policy: https:', 'policy: http:')):
        project.replace('register.yaml', f'{old}//lonely.example/policy', f'{new}//lonely.example/policy')
        build = project.build()
        assert build.warnings == project.clean().warnings
        assert any(known.fingerprint in warning for warning in build.warnings) == (new == 'https:')
