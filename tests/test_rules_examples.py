"""All rules at once: on a notice that states everything, on that of python.org, and against the table of rules."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from sphinxext_privacy.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.rules.judge import Judged, Verdict
    from tests.conftest import ProjectMaker

ROOT: Final = Path(__file__).parents[1]
EXAMPLES: Final = ROOT / 'docs' / 'examples'
TABLE: Final = ROOT.parent / 'shared' / 'data' / 'rules' / 'rules.json'
OWN: Final = {
    'G13-1-C-MULTI': 'the table asks for it in the note of another rule',
    'X-PLACEHOLDER': 'nothing else finds what was left to be filled in',
}
"""Rules that the table does not have, and why there are such."""

PYTHON_ORG: Final = {
    'G13-1-A-REP': (1, 'the controller is in the United States, and no representative in the Union is named'),
    'G13-1-B-DPO': (1, 'neither notice names a data protection officer, or says that there is none'),
    'G13-1-C-PURPOSE': (5, 'purposes are listed, and which data serve which is not said'),
    'G13-1-C-BASIS': (7, 'no legal basis is named'),
    'G13-1-E-LINK': (3, 'which data the vendors receive is not said'),
    'G13-1-F-COUNTRY': (3, 'where the vendors process data is not said'),
    'G13-2-A-RETENTION': (5, 'how long data are kept is not said'),
    'G13-2-B-RIGHTS': (3, 'the parent names three rights of six'),
    'G13-2-D-COMPLAIN': (1, 'the right to complain is not mentioned'),
    'G13-2-E-PROVISION': (5, 'whether data must be given is not said'),
    'G13-2-F-ADM': (1, 'nothing is said about automated decisions'),
    'G12-1-PLAIN': (4, '“may collect”, and “some” three times'),
    'N-DATE': (1, 'the date of the last change is there, that from which it holds is not'),
    'N-WHOLE': (1, 'nowhere do both notices stand in one place'),
    'X-DPA-URL': (1, 'the agreement with AWS is linked through a blog'),
}
"""What the rules find in the notice of python.org with its parent: how often, and why that is right."""


def judged(make_project: ProjectMaker, pages: Sequence[str], register: Path, **settings: Any) -> Verdict:
    verdicts: list[Verdict] = []
    files = {Path(page).name: (EXAMPLES / page).read_text(encoding='utf-8') for page in pages}
    files['register.yaml'] = register.read_text(encoding='utf-8')
    root = Path(pages[0]).stem
    project = make_project(files, root_doc=root, privacy_register=['register.yaml'], **settings)
    project.build('dummy', verdicts=verdicts)
    return verdicts[0]


def found(judged: Judged) -> Counter[str]:
    return Counter(finding.rule.id for finding in judged.findings)


@pytest.mark.myst
def test_a_complete_notice_has_no_findings(make_project: ProjectMaker) -> None:
    verdict = judged(make_project, ['model.md'], EXAMPLES / 'model.yaml')
    (model,) = verdict.notices
    assert found(model) == {}
    assert list(model.accepted) == []
    states = Counter(row.state for row in model.rows)
    # It says so much that most rules have something to look at.
    assert states['met'] > 40
    assert {row.rule.profile for row in model.rows} >= {'gdpr-common', 'gdpr-13', 'gdpr-14', 'cookies', 'ropa'}


@pytest.mark.myst
def test_what_is_found_in_the_notice_of_python_org(make_project: ProjectMaker) -> None:
    pages = ['psf.md', 'python.org.md']
    register = ROOT / 'docs' / 'privacy.yaml'
    settings = {'privacy_controller': 'psf', 'privacy_regimes': ['gdpr']}
    notices = {item.notice.ident: item for item in judged(make_project, pages, register, **settings).notices}
    expected = {rule: count for rule, (count, _) in PYTHON_ORG.items()}
    # The controller is described by the parent, and judged there.
    assert found(notices['python.org']) - Counter({'G13-1-A-POSTAL': 1}) == expected
    assert all(reason for _, reason in PYTHON_ORG.values())


def test_the_rules_are_those_of_the_table() -> None:
    if not TABLE.is_file():
        pytest.skip('the table of rules is not there')
    table = {item['id']: item for item in json.loads(TABLE.read_text(encoding='utf-8'))['rules']}
    # What is seen outside of the docs is another matter.
    wanted = {ident: item for ident, item in table.items() if item['profile'] != 'drift'}
    assert RULES.keys() - OWN.keys() == wanted.keys()
    for ident, item in wanted.items():
        rule = RULES[ident]
        assert (rule.profile, rule.law, rule.severity) == (item['profile'], item['law'], item['severity'])


@pytest.mark.parametrize('ident', RULES)
def test_messages_are_sentences(ident: str) -> None:
    rule = RULES[ident]
    for text in (rule.text, rule.wrong, rule.remedy):
        assert text.endswith('.'), text
        assert text == text.strip()
        assert text[0].isupper() or text[0] == '`', text
