"""Rules that run in every build: what is named exists and is of use, and the words agree with the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from sphinxext_privacy.rules.hosts import host_of, owned_part
from sphinxext_privacy.rules.judge import judge
from sphinxext_privacy.rules.notice import Notice, Project
from sphinxext_privacy.rules.outcome import Passage
from sphinxext_privacy.rules.phrases import phrases_of
from sphinxext_privacy.rules.vendors import folded_name
from tests.helpers.markup import RST
from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxext_privacy.model.values import Facts
    from sphinxext_privacy.rules.judge import Verdict
    from tests.conftest import ProjectMaker

REGISTER: Final = """\
data:
  logs:
    label: Log files
    category: ip-address
controllers:
  registered:
    name: Registered Ltd
    email: office@registered.example
"""

NAME: Final = '.. collected-data:: Your name\n   :id: name\n\n'

CASES = (
    # -- what is related ---------------------------------------------------------------------------------------
    Case(
        'X-ORPHAN',
        name='data',
        fails=f'{NAME}.. collected-data:: Your age\n   :id: age\n\n.. purpose:: To ask\n   :data: name\n',
        passes=f'{NAME}.. collected-data:: Your age\n   :id: age\n\n.. purpose:: To ask\n',
        at='.. collected-data:: Your age',
        says=('No purpose names it',),
    ),
    Case(
        'X-ORPHAN',
        name='data of a recipient with a purpose',
        fails=f'{NAME}.. collected-data:: Your age\n   :id: age\n\n.. purpose:: To ask\n   :data: name\n\n'
        '.. processor:: Vendor {id}\n   :data: name\n',
        passes=f'{NAME}.. collected-data:: Your age\n   :id: age\n\n.. purpose:: To ask\n   :data: name\n\n'
        '.. processor:: Vendor {id}\n   :data: age\n   :purpose: to count\n',
        at='.. collected-data:: Your age',
    ),
    Case(
        'X-ORPHAN',
        name='purpose',
        fails=f'{NAME}.. purpose:: To ask\n   :data: name\n\n.. purpose:: To answer\n',
        passes=f'{NAME}.. purpose:: To ask\n\n.. purpose:: To answer\n',
        at='.. purpose:: To answer',
        says=('No data are named for it',),
    ),
    Case(
        'X-ORPHAN',
        name='recipient',
        fails=f'{NAME}.. processor:: One {{id}}\n   :data: name\n\n.. processor:: Two {{id}}\n',
        passes=f'{NAME}.. processor:: One {{id}}\n   :data: name\n\n.. processor:: Two {{id}}\n   :no-personal-data:\n',
        at='.. processor:: Two',
        says=('It is not said which data it receives',),
    ),
    Case(
        'X-ORPHAN',
        name='recipient of a purpose with data',
        fails=f'{NAME}.. purpose:: To ask\n   :data: name\n\n.. processor:: One {{id}}\n   :data: name\n\n'
        '.. processor:: Two {id}\n',
        passes=f'{NAME}.. purpose:: To ask\n   :data: name\n\n.. processor:: One {{id}}\n   :data: name\n\n'
        '.. processor:: Two {id}\n   :purposes: to-ask\n',
        at='.. processor:: Two',
    ),
    Case(
        'X-ORPHAN',
        name='cookie',
        fails='.. cookie:: a {id}\n   :purpose: to keep you signed in\n\n.. cookie:: b {id}\n',
        passes='.. cookie:: a {id}\n\n.. cookie:: b {id}\n',
        at='.. cookie:: b',
        says=(':purpose:',),
    ),
    Case(
        'X-ORPHAN',
        name='a notice of which the author has only begun to relate its parts',
        fails=f'{NAME}.. collected-data::\n\n   - Age {{#age}}\n\n.. purpose:: To ask\n   :data: name\n',
        passes=f'{NAME}.. collected-data::\n\n   - Age {{#age}}\n'
        '   - Sex {#sex}\n\n.. purpose:: To ask\n   :data: name\n'
        '\n.. purpose:: To answer\n\n.. purpose:: To sell\n\n.. processor:: One {id}\n   :data: name\n\n'
        '.. processor:: Two {id}\n\n.. processor:: Three {id}\n\n'
        '.. cookie:: a {id}\n   :purpose: to keep you signed in\n\n.. cookie:: b {id}\n\n.. cookie:: c {id}\n',
        at='- Age',
    ),
    Case(
        'X-SHARED',
        fails=f'{NAME}.. processor:: Vendor {{id}}\n   :data: name, email-address\n',
        passes=f'{NAME}.. processor:: Vendor {{id}}\n   :data: name, logs\n',
        at=':data:',
        says=('email-address',),
    ),
    Case(
        'X-SHARED',
        name='a notice that states no data',
        fails=f'{NAME}.. processor:: Vendor {{id}}\n   :data: health\n',
        passes='.. processor:: Vendor {id}\n   :data: health\n',
        at=':data:',
    ),
    Case(
        'X-SHARED',
        name='inherited',
        fails='.. privacy-notice:: {id}\n\n.. collected-data:: Your age\n   :id: age\n\n'
        '.. processor:: Vendor {id}\n   :data: health\n',
        passes='.. privacy-notice:: {id}\n   :addendum-to: {other}\n\n.. collected-data:: Your age\n   :id: age\n\n'
        '.. processor:: Vendor {id}\n   :data: health\n',
        others='.. privacy-notice:: {other}\n\n.. collected-data:: Your health\n   :id: health\n',
        at=':data:',
    ),
    Case(
        'X-PARENT',
        fails='This privacy notice is an addendum to the Privacy\nNotice of Acme.',
        passes='The terms have a data processing addendum. It is an addendum to our agreement.',
        at='This privacy notice',
        says=('“This privacy notice is an addendum to”',),
    ),
    Case(
        'X-PARENT',
        name='named',
        fails='.. privacy-statement:: contact\n\n   We wrote\n   an addendum to the Acme privacy policy.\n',
        passes='.. privacy-notice:: {id}\n   :addendum-to: {other}\n\nIt is an addendum to the Acme privacy policy.\n',
        others='.. privacy-notice:: {other}\n',
        at='an addendum',
    ),
    # -- one set of facts --------------------------------------------------------------------------------------
    Case(
        'X-REGISTRY',
        fails='.. processor:: Vendor {id}\n   :country: US\n\n.. processor::  Vendor {id}\n   :country: DE\n',
        passes='.. processor:: Vendor {id}\n   :country: UK\n\n.. processor::  Vendor {id}\n   :country: GB\n'
        '   :purpose: to do more\n',
        at=':country: DE',
        says=('`country` is DE here, but US on the page x-registry-fails.',),
    ),
    Case(
        'X-REGISTRY',
        name='one name with two ids',
        fails='.. processor:: Help Scout, Inc. {id}\n   :id: a-{id}\n   :policy: https://a.example/a\n\n'
        '.. processor:: HelpScout, Inc. {id}\n   :id: b-{id}\n   :policy: https://a.example/b\n',
        passes='.. processor:: Help Scout, Inc. {id}\n   :id: a-{id}\n   :policy: https://a.example/a\n\n'
        '.. processor:: HelpScout, Inc. {id}\n   :id: b-{id}\n   :purpose: to do more\n',
        at=':policy: https://a.example/b',
        says=('seems to be the same recipient',),
    ),
    Case(
        'X-REGISTRY',
        name='one host with two ids',
        fails='.. processor:: One {id}\n   :domains: www.{id}.example\n   :country: US\n\n'
        '.. processor:: Two {id}\n   :website: https://{id}.example/\n   :country: DE\n',
        passes='.. processor:: One {id}\n   :website: https://{id}.example/one\n   :country: US\n\n'
        '.. processor:: Two {id}\n   :website: https://{id}.example/two\n   :country: DE\n',
        at=':country: DE',
    ),
    Case(
        'X-LAYERS',
        fails='.. privacy-notice:: {id}\n   :addendum-to: {other}\n\n.. processor:: Vendor {other}\n   :country: DE\n',
        passes='.. privacy-notice:: {id}\n   :addendum-to: {other}\n\n.. processor:: Vendor {other}\n'
        '   :country: US\n   :purpose: to do it\n   :retention: P1D\n',
        others='.. privacy-notice:: {other}\n\n.. processor:: Vendor {other}\n   :country: US\n'
        '   :purpose: to do\n   :retention: P2D\n',
        at=':country: DE',
        says=('`country` is DE here, but US in the notice x-layers-fails-other.',),
    ),
    Case(
        'X-CONTACT',
        fails='.. privacy-notice:: {id}\n\n.. controller:: Acme {id}, Inc.\n   :id: z-{id}\n   :email: a@a.example\n',
        passes='.. privacy-notice:: {id}\n\n.. controller:: Acme {id}, Inc.\n   :id: z-{id}\n   :email: B@a.example\n',
        # The notice that comes first is the measure.
        others='.. privacy-notice:: a-{other}\n\n.. controller:: Acme {id}\n   :id: a-{other}\n'
        '   :email: b@a.example\n',
        at='.. controller::',
        says=('`controller` is reached at a@a.example here, but at b@a.example',),
    ),
    # -- addresses ---------------------------------------------------------------------------------------------
    Case(
        'X-URL',
        name='fact',
        fails='.. processor:: Vendor {id}\n   :policy: Policy <http://{id}.example/>\n',
        passes='.. processor:: Vendor {id}\n   :policy: Policy <http://localhost:8000/>\n',
        at=':policy:',
        says=('in `policy` is not safe',),
    ),
    Case(
        'X-URL',
        name='of the notice',
        fails='.. privacy-notice:: {id}\n   :url: http://a.example/\n',
        passes='.. privacy-notice:: {id}\n   :url: https://a.example/\n',
        at=':url:',
    ),
    Case(
        'X-URL',
        name='body',
        fails='.. processor:: Vendor {id}\n\n   They store it. See\n   https://a.example/privacy for more.\n',
        passes='See https://a.example/privacy for more.\n\n.. processor:: Vendor {id}\n\n'
        '   See `more <https://a.example/privacy>`__.\n',
        at='They store it',
        says=('https://a.example/privacy stands in the text without words',),
    ),
    Case(
        'X-URL',
        name='prose of an option',
        fails='.. processor:: Vendor {id}\n   :purpose: to host (https://a.example/privacy)\n',
        passes='.. processor:: Vendor {id}\n   :purpose: to host `us <https://a.example/privacy>`__\n',
        at=':purpose:',
        says=('https://a.example/privacy stands in `purpose`',),
    ),
    Case(
        'X-DPA-URL',
        name='blog',
        fails='.. processor:: V {id}\n   :agreement: DPA <https://{id}.example/blog/dpa>\n',
        passes='.. processor:: V {id}\n   :agreement: DPA <https://{id}.example/weblog-of/dpa>\n',
        at='.. processor::',
    ),
    Case(
        'X-DPA-URL',
        name='elsewhere',
        fails='.. processor:: V {id}\n   :domains: cdn.{id}.example\n   :agreement: DPA <https://other.example/dpa>\n',
        passes='.. processor:: V {id}\n   :domains: cdn.{id}.example\n   :agreement: DPA <https://www.{id}.example/dpa>\n',
        at='.. processor::',
    ),
    Case(
        'X-DPA-URL',
        name='of a company whose name is not said',
        fails='.. processor:: V {id}\n   :website: https://{id}.example/\n'
        '   :agreement: DPA <https://www.parent-of-v.example/dpa>\n',
        passes='.. processor:: V {id}\n   :website: https://{id}.example/\n   :legal-name: Parent of V, Inc.\n'
        '   :agreement: DPA <https://www.parent-of-v.example/dpa>\n\n'
        '.. processor:: U {id}\n   :website: https://u-{id}.example/\n'
        '   :agreement: DPA of GrandParent <https://grandparent.example/dpa>\n\n'
        '.. processor:: T {id}\n   :website: https://t-{id}.example/\n'
        '   :agreement: DPA <https://powerforms.docusign.net/1234>\n\n'
        '.. processor:: Parent of V {id}\n   :website: https://parent-of-v.example/\n',
        at='.. processor::',
    ),
    Case(
        'X-DPA-URL',
        name='another recipient',
        fails='.. processor:: V {id}\n   :policy: Policy <https://w-{id}.example/>\n\n'
        '.. processor:: W {id}\n   :website: https://w-{id}.example/\n',
        passes='.. processor:: V {id}\n   :policy: Policy <https://v-{id}.example/>\n\n'
        '.. processor:: W {id}\n   :website: https://w-{id}.example/\n',
        at='.. processor:: V',
    ),
    # -- words -------------------------------------------------------------------------------------------------
    Case(
        'X-NOCLAIM',
        name='page',
        fails=f'{NAME}We count visits.\nNo personal information is collected.\n',
        passes=f'{NAME}We do not collect personal data of children.\n',
        at='No personal',
        says=('“No personal information is collected.”', 'but name is collected'),
    ),
    Case(
        'X-NOCLAIM',
        name='statement',
        fails=f'{NAME}.. privacy-statement:: analytics\n   :data: name\n\n   No personal data is collected.\n',
        passes=f'{NAME}.. privacy-statement:: analytics\n\n   No personal data is collected.\n',
        at='No personal',
    ),
    Case(
        'X-NOCLAIM',
        name='recipient',
        fails='.. processor:: V {id}\n   :data: ip-address\n\n   This service does not collect personal data.\n',
        passes='.. processor:: V {id}\n   :data: operating-system\n\n   This service does not collect personal data.\n',
        at='This service',
    ),
    Case(
        'X-NOCLAIM',
        name='fact',
        fails='.. processor:: V {id}\n   :data: ip-address\n   :no-personal-data:\n',
        passes='.. processor:: V {id}\n   :no-personal-data:\n',
        at='.. processor::',
        says=('`no-personal-data` is stated',),
    ),
    Case(
        'X-NOCLAIM',
        name='option',
        fails=f'{NAME}.. purpose:: To count visits. No personal data is collected.\n   :data: name\n',
        passes=f'{NAME}.. purpose:: To count visits. No personal data is collected.\n',
        at='.. purpose::',
    ),
    Case(
        'C-CLAIM',
        name='functional',
        fails='The cookies we use are\nstrictly functional cookies and have no comics.\n\n'
        '.. cookie:: a-{id}\n   :category: analytics\n',
        passes='The cookies we use are\nstrictly functional cookies.\n\n.. cookie:: a-{id}\n   :category: functional\n',
        at='The cookies',
        says=('is one for analytics',),
    ),
    Case(
        'C-CLAIM',
        name='none',
        fails='We do not use cookies.\n\n.. cookie:: a-{id}\n',
        passes='We do not use cookies.\n\n.. cookie:: a-{id}\n   :kind: local-storage\n',
        at='We do not',
        says=('there is the cookie a-c-claim-none-fails',),
    ),
    Case(
        'C-CLAIM',
        name='marketing',
        fails='We do not use advertising or tracking cookies.\n\n.. cookie:: a-{id}\n   :category: marketing\n',
        passes='We do not use advertising cookies.\n\n.. cookie:: a-{id}\n   :category: analytics\n',
        at='We do not',
    ),
    Case(
        'C-CLAIM',
        name='of a recipient',
        fails='.. processor:: V {id}\n   :id: v-{id}\n\n   We do not use cookies.\n\n'
        '.. cookie:: a-{id}\n   :provider: v-{id}\n',
        passes='.. processor:: V {id}\n   :id: v-{id}\n\n   We do not use cookies.\n\n'
        '.. cookie:: a-{id}\n   :provider: first-party\n',
        at='We do not',
    ),
    Case(
        'X-SERVICE',
        name='option',
        fails='.. processor:: V {id}\n   :purpose: to host the ConfX {other} website\n',
        passes='.. processor:: V {id}\n   :purpose: to host https://ConfX.example/{other}\n',
        others='.. privacy-notice:: {other}\n   :service: ConfX {other}\n',
        at='.. processor::',
        says=('This names ConfX x-service-option-fails-other',),
    ),
    Case(
        'X-SERVICE',
        name='passage',
        fails='We store it\non the servers of {other}.example.\n',
        passes='Write to us@{other}.example. See the privacy notice of {other}.example, or {other}.example/x.\n',
        others='.. privacy-notice:: {other}\n   :service: {other}.example\n',
        at='on the servers',
    ),
    Case(
        'X-SERVICE',
        name='parent',
        fails='.. privacy-notice:: {id}\n\nThe Hub{other} is ours.\n',
        passes='.. privacy-notice:: {id}\n   :addendum-to: {other}\n\nThe Hub{other} is ours.\n',
        others='.. privacy-notice:: {other}\n   :service: Hub{other}\n',
        at='The Hub',
    ),
    Case(
        'X-SERVICE',
        name='a controller of that name',
        fails='Acme {other} does this.\n',
        passes='Acme {other} does this.\n\n.. controller:: Acme {other} Ltd\n',
        others='.. privacy-notice:: {other}\n   :service: Acme {other}\n',
        at='Acme',
    ),
    Case(
        'X-PLACEHOLDER',
        name='passage',
        fails='We keep it\nfor [X] days.\n',
        passes='We keep it\nfor 30 days, see [1] and the *todo* list.\n',
        at='for [X]',
        says=('Here stands [X',),
    ),
    Case(
        'X-PLACEHOLDER',
        name='fact',
        fails='.. controller:: [COMPANY NAME]\n   :id: c-{id}\n   :address: TBD\n',
        passes='.. controller:: Company Name\n   :id: c-{id}\n   :address: Todo Street 1\n',
        at='.. controller::',
        says=('In `name` stands [COMPANY NAME].',),
        count=2,
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES, REGISTER)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)


def test_hosts() -> None:
    assert host_of('https://WWW.a.example:8/b') == 'www.a.example'
    assert [host_of(url) for url in ('mailto:a@b.example', 'page.rst', '', 'http://[', 'https:///')] == [''] * 5
    owned = {
        'www.a.example': 'a.example',
        'a.example': 'a.example',
        'x.y.a.co.uk': 'a.co.uk',
        'a.com.br': 'a.com.br',
        'a.b.de': 'b.de',
        '*.a.b.de': 'b.de',
        'localhost': 'localhost',
        '10.0.0.1': '10.0.0.1',
    }
    assert {host: owned_part(host) for host in owned} == owned


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('Help Scout', 'HelpScout, Inc.'),
        ('ACME GmbH & Co. KG', 'Acme'),
        ('Amazon Web Services', 'amazon-web-services, inc'),
        ('Ａcme', 'Acme Ltd.'),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


@pytest.mark.parametrize(('one', 'other'), [('Fast', 'Fastly'), ('Coco', 'Co'), ('A1', 'A2'), ('Inc', 'Ltd')])
def test_two_names(one: str, other: str) -> None:
    assert folded_name(one) != folded_name(other)


@pytest.mark.parametrize(
    ('service', 'words', 'language', 'expected'),
    [
        ('PyPI', 'to host PyPI, and', 'en', True),
        ('PyPI', 'to host (PyPI).', 'de', True),
        ('PyPI', 'to host pypi', 'en', False),
        ('PyPI', 'to host PyPIs', 'en', False),
        ('PyPI', 'to host TestPyPI and PyPI-mirrors', 'en', False),
        ('PyPI', 'write to PyPI@a.example or go to https://a.example/PyPI', 'en', False),
        ('pypi.org', 'to host PyPI.org.', 'en', True),
        ('pypi.org', 'to host test.pypi.org, pypi.org.example and pypi.org/help', 'en', False),
        ('PyCon US', 'to host the PyCon\nUS website', 'en', True),
        ('PyCon US', 'to host PyCon USA', 'en', False),
        # What may be a common word.
        ('shop', 'to host the shop', 'en', False),
        ('the app', 'to host the app', 'en', False),
        ('Forum', 'to host the Forum', 'en', True),
        ('Forum', 'Forum posts are kept. Forum names too', 'en', False),
        ('Forum', 'im Forum', 'de', False),
        ('AB', 'to host AB', 'en', False),
        ('123', 'to host 123', 'en', False),
        # A script without blanks.
        ('日本語掲示板', '当社は日本語掲示板を運営します。', 'ja', True),
        ('Straßenkarte', 'für die Straßenkarte Berlin', 'en', True),
    ],
)
def test_when_a_service_is_named(service: str, words: str, language: str, expected: bool) -> None:
    project = Project(language, phrases=phrases_of(language), services={'other': service})
    mine = Notice('mine', 'Mine', {}, {}, (), project, 'mine', passages=(Passage('mine', 3, words),))
    facts: Facts = {'service': service}
    project.notices = {'mine': mine, 'other': Notice('other', 'Other', facts, facts, (), project)}
    found = [finding for finding in judge(project).findings if finding.rule.id == 'X-SERVICE']
    assert [finding.notice.ident for finding in found] == ['mine'] * expected


@pytest.mark.parametrize(
    ('stated', 'entry', 'expected'),
    [
        ({'recipients': 'none'}, RST.directive('processor', 'Harbor', {'data': 'ip-address'}), True),
        ({'recipients': 'none'}, RST.directive('processor', 'Harbor', {'no-personal-data': ''}), False),
        ({'recipients': 'none'}, RST.directive('automated-decision', 'Harbor'), False),
        ({'automated-decisions': 'none — never'}, RST.directive('automated-decision', 'Harbor'), True),
        ({}, RST.directive('automated-decision', 'Harbor'), False),
    ],
)
def test_what_there_is_none_of(
    make_project: ProjectMaker, stated: dict[str, str], entry: str, *, expected: bool
) -> None:
    """It is told at the field, and is no warning: that there is nobody but these may be what is meant."""
    page = RST.page('Page', RST.directive('privacy-notice', 'main', {'updated': '2026-02-10', **stated}), entry)
    verdicts: list[Verdict] = []
    build = make_project({'index.rst': page}, privacy_rules={'X-ORPHAN': 'off', 'X-SHARED': 'off'}).build(
        'text', fatal=True, verdicts=verdicts
    )
    assert build.warned == []
    found = [finding for finding in verdicts[0].findings if finding.rule.id == 'X-NOCLAIM']
    assert [(item.severity, item.option) for item in found] == [('info', next(iter(stated), ''))] * expected


def test_rules_may_be_named_as_warnings_name_them(make_project: ProjectMaker) -> None:
    page = RST.page(
        'Page', RST.directive('privacy-notice', 'main', {'updated': '2026-02-10', 'controller': 'nobody'}), 'Words.'
    )
    project = make_project({'index.rst': page})
    (warned,) = project.build('text').warned
    assert warned.subtype == 'x-ref'
    project.configure(privacy_rules={warned.subtype: 'off'})
    assert project.build('text').warned == []
