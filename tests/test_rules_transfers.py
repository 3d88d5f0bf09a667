"""Rules about transfers out of the European Economic Area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_privacy.rules.adequacy import ADEQUACY, decision_for
from sphinxext_privacy.rules.phrases import phrases_of
from sphinxext_privacy.words.countries import AREAS, COUNTRIES, EEA
from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

ABROAD = '.. controller:: acme\n   :name: Acme Inc\n   :country: US\n\n'


def recipient(**options: str) -> str:
    """Give a processor; in the names of options, ``_`` stands for ``-``."""
    lines = [f'   :{name.replace("_", "-")}: {value}\n' for name, value in options.items()]
    return '.. processor:: Fastly\n' + ''.join(lines)


CASES = (
    Case(
        'G13-1-F-COUNTRY',
        fails=recipient(),
        passes=recipient(country='DE'),
        at='.. processor::',
        says=("processor 'fastly'", 'in which country', '`:country:`'),
    ),
    Case(
        'G13-1-F-COUNTRY',
        name='no code',
        fails=recipient(country='Germany'),
        passes=recipient(country='EU'),
        at='.. processor::',
    ),
    Case(
        'G13-1-F-COUNTRY',
        name='public',
        fails=recipient(role='processor'),
        passes=recipient(role='public'),
        at='.. processor::',
    ),
    Case(
        'G13-1-F-ADEQUACY',
        fails=recipient(country='IN'),
        passes=recipient(country='IN', transfer_mechanism='scc'),
        at='.. processor::',
        says=('what the transfer to IN rests on', '`:transfer-mechanism:`'),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='from the United Kingdom',
        regimes='uk-gdpr',
        fails=recipient(country='DE, FR'),
        passes=recipient(country='GB') + '\n' + recipient(country='BR', transfer_mechanism='adequacy'),
        at='.. processor::',
        says=('the transfer to DE, FR rests on the adequacy decision, Data Protection Act 2018, Sch. 21',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='from the United Kingdom to where nothing is known of',
        regimes='uk-gdpr',
        fails=ABROAD.replace('US', 'GB') + recipient(country='JP'),
        passes=recipient(country='JP', transfer_mechanism='scc'),
        at='.. processor::',
        says=('It is not stated what the transfer to JP rests on',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='none from the United Kingdom',
        regimes='uk-gdpr',
        fails=recipient(country='DE', transfer_mechanism='none-needed'),
        passes=recipient(country='UK', transfer_mechanism='none-needed'),
        at='.. processor::',
        says=('DE is outside the United Kingdom',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='under both laws',
        regimes='gdpr, uk-gdpr',
        fails=recipient(country='GB'),
        passes=recipient(country='DE'),
        at='.. processor::',
        says=('(EU) 2021/1772',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='inside',
        fails=recipient(country='DE, IN'),
        passes=recipient(country='DE, NO, RE, EU, EEA'),
        at='.. processor::',
        says=('the transfer to IN rests',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='decided',
        fails=recipient(country='JP, UK'),
        passes=recipient(country='JP, UK', transfer_mechanism='adequacy'),
        at='.. processor::',
        says=('the transfer to JP, UK rests on the adequacy decision, (EU) 2019/419, (EU) 2021/1772.',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='partly decided',
        fails=recipient(country='US'),
        passes=recipient(country='US', transfer_mechanism='adequacy'),
        at='.. processor::',
        says=('(EU) 2023/1795, which covers only some recipients there',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='undecided',
        fails=recipient(country='US, IN', transfer_mechanism='adequacy'),
        passes=recipient(country='US, IN', transfer_mechanism='adequacy, scc'),
        at='.. processor::',
        says=('there is none for IN.',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='onward',
        fails=ABROAD + recipient(country='IN'),
        passes=ABROAD + recipient(country='IN', transfer_mechanism='none-needed'),
        at='.. processor::',
        says=('what the onward transfer to IN rests on',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='not needed',
        fails=recipient(country='IN', transfer_mechanism='none-needed'),
        passes=recipient(country='IS', transfer_mechanism='none-needed'),
        at='.. processor::',
        says=('IN is outside the EEA',),
    ),
    Case(
        'G13-1-F-ADEQUACY',
        name='statement',
        fails=(
            recipient(country='IN', data='address')
            + '\n.. collected-data:: Address\n   :id: address\n\n.. collected-data:: Name\n   :id: name\n\n'
            '.. privacy-statement:: transfers\n   :data: name\n\n   On clauses.\n'
        ),
        passes=recipient(country='IN') + '\n.. privacy-statement:: transfers\n\n   On clauses.\n',
        at='.. processor::',
    ),
    Case(
        'G13-1-F-SAFEGUARD',
        fails=recipient(country='US', transfer_mechanism='scc'),
        passes=recipient(country='US', transfer_mechanism='scc', safeguard_url='mailto:dpo@acme.example'),
        at='.. processor::',
        says=('how to get a copy of the safeguards of the transfer.', '`:safeguard-url:`'),
    ),
    Case(
        'G13-1-F-SAFEGUARD',
        name='onward',
        fails=ABROAD + recipient(country='IN', transfer_mechanism='scc'),
        passes=ABROAD + recipient(country='IN', transfer_mechanism='derogation-consent'),
        at='.. processor::',
        says=('of the onward transfer',),
    ),
    Case(
        'G13-1-F-SAFEGUARD',
        name='unlisted',
        fails=recipient(country='US', transfer_mechanism='our word', safeguard_url='https://acme.example/copy'),
        passes=recipient(country='US', transfer_mechanism='bcr', safeguard_url='https://acme.example/copy'),
        at='.. processor::',
        says=('rest on our word, which is none of the safeguards',),
    ),
    Case(
        'G13-1-F-SAFEGUARD',
        name='adequacy',
        fails=recipient(country='US, IN', transfer_mechanism='adequacy, scc'),
        passes=recipient(country='US, GB', transfer_mechanism='adequacy, scc'),
        at='.. processor::',
    ),
    Case(
        'G13-1-F-SAFEGUARD',
        name='compelling',
        fails=recipient(country='US', transfer_mechanism='derogation-compelling'),
        passes=recipient(country='US', transfer_mechanism='derogation-claims'),
        at='.. processor::',
    ),
    Case(
        'G13-1-F-SAFEGUARD',
        name='statement',
        fails=recipient(transfer_mechanism='scc'),
        passes=recipient(transfer_mechanism='scc') + '\n.. privacy-statement:: transfers\n\n   Ask us for a copy.\n',
        at='.. processor::',
    ),
    Case(
        'G13-1-F-49',
        fails=recipient(transfer_mechanism='derogation-compelling'),
        passes=recipient(transfer_mechanism='derogation-compelling', transfer_detail='To save a ship.'),
        at='.. processor::',
        says=('compelling legitimate interests that are not stated', '`:transfer-detail:`'),
    ),
    Case(
        'G13-1-F-STALE',
        fails='Some words.\nWe rely on the EU-U.S. Privacy\nShield here.\n',
        passes='The Privacy Shield was struck down, and we no longer rely on the Privacy Shield.\n',
        at='We rely',
        says=('“rely on the EU-U.S. Privacy Shield”', 'struck down'),
    ),
    Case(
        'G13-1-F-STALE',
        name='mechanism',
        fails=recipient(transfer_mechanism='privacy-shield'),
        passes=recipient(transfer_mechanism='adequacy'),
        at='.. processor::',
        says=('“privacy-shield”',),
    ),
    Case(
        'G13-1-F-STALE',
        name='safeguards',
        fails=recipient(transfer_mechanism='scc', safeguard_url='https://www.privacyshield.gov/list'),
        passes=recipient(transfer_mechanism='scc', safeguard_url='https://www.dataprivacyframework.gov/list'),
        at='.. processor::',
        says=('“privacyshield”',),
    ),
    Case(
        'G13-1-F-STALE',
        name='detail',
        fails=recipient(transfer_mechanism='adequacy', transfer_detail='Fastly is certified under the Privacy Shield.'),
        passes=recipient(transfer_mechanism='adequacy', transfer_detail='Fastly takes part in the framework.'),
        at='.. processor::',
    ),
    Case(
        'G13-1-F-STALE',
        name='body of a recipient',
        fails=recipient() + '\n   Fastly complies with the Safe Harbor Framework.\n',
        passes=recipient() + '\n   Fastly gives researchers safe harbor.\n',
        at='Fastly complies',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)


def test_countries_with_a_decision_lie_outside_the_area() -> None:
    """Both tables hold codes, and no country is in both."""
    assert set(ADEQUACY) <= COUNTRIES
    assert set(ADEQUACY).isdisjoint(EEA)
    assert EEA - set(AREAS) <= COUNTRIES
    # The 27 of the Union with 7 parts that have codes, the 3 others, and the two areas.
    assert len(EEA) == 27 + 7 + 3 + 2


def test_decisions() -> None:
    """What is decided, for all or some recipients of a country, under each of its codes."""
    assert decision_for('UK') is decision_for('GB') is not None
    assert {code for code, decision in ADEQUACY.items() if decision.only} == {'CA', 'US'}
    assert decision_for('IN') is None


@pytest.mark.parametrize(
    'text',
    [
        'Acme is certified under the EU-U.S. Privacy Shield Framework.',
        'Acme complies with the EU-US and Swiss-US Privacy Shield Frameworks',
        'transfers that are protected by the Privacy Shield',
        'We are Privacy Shield certified',
        'Acme has been self-certified to the Privacy Shield',
        'Acme certifies its compliance to the Privacy Shield',
        'The Privacy Shield protects your data',
        'We relied on the U.S. Safe Harbor',
        'transfers under the Safe Harbor agreement',
        'the EU-US Safe Harbor',
    ],
)
def test_reliance_is_found(text: str) -> None:
    assert phrases_of('en').find('stale-mechanism', text)


@pytest.mark.parametrize(
    'text',
    [
        'Until 2020 we relied on the Privacy Shield',
        'transfers under the Privacy Shield were stopped',
        'We do not rely on the Privacy Shield',
        'We are not certified under the Privacy Shield',
        'Data are no longer transferred under the Privacy Shield',
        'We rely on the EU-US Data Privacy Framework, which replaced the Privacy Shield',
        'Acme is certified under the EU-US Data Privacy Framework, the successor of the Privacy Shield',
        'The EU-US Safe Harbor was struck down',
        'Our bug bounty gives researchers safe harbor',
        'Their servers shield your data',
    ],
)
def test_what_is_past_or_denied_is_no_reliance(text: str) -> None:
    assert phrases_of('en').find('stale-mechanism', text) == ''
