"""The document of TILT for a notice: data, and transfers to other countries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_privacy.exports.account import NO_PLACE, Account
from sphinxext_privacy.model.values import Link
from tests.helpers.exported import PERIODS
from tests.helpers.tilt import (
    DATED,
    document,
    entry,
    filled,
    lost,
)

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.model.values import Value


# -- data -------------------------------------------------------------------------------------------------------


def data_of(*entries: ExportedEntry, account: Account | None = None, **facts: Value) -> Any:
    """Give the data of a notice that has one datum, with *facts*."""
    return document(entry('data', 'ip', 'IP address', **facts), *entries, account=account)['dataDisclosed'][0]


def test_data_of_which_nothing_is_stated() -> None:
    account = Account()
    assert data_of(account=account) == {
        '_id': 'ip',
        'category': 'IP address',
        'purposes': [],
        'legalBases': [],
        'legitimateInterests': [],
        'recipients': [],
        'storage': [],
        'nonDisclosure': {
            'legalRequirement': False,
            'contractualRegulation': False,
            'obligationToProvide': False,
            'consequences': '',
        },
    }
    assert sum(path.startswith('dataDisclosed') for path in filled(account)) == 4


@pytest.mark.parametrize(
    ('facts', 'legal', 'contractual', 'obliged', 'number'),
    [
        ({'provision': 'statutory'}, True, False, True, 0),
        ({'provision': 'contractual'}, False, True, True, 0),
        ({'provision': 'contract-prerequisite'}, False, True, True, 0),
        ({'provision': 'voluntary'}, False, False, False, 0),
        ({'provision': 'perhaps'}, False, False, False, 3),
        ({'optional': True}, False, False, False, 2),
        ({'optional': False}, False, False, True, 2),
    ],
)
def test_whether_data_must_be_given(
    facts: dict[str, Value], legal: bool, contractual: bool, obliged: bool, number: int
) -> None:
    account = Account()
    found = data_of(account=account, consequence='You cannot.', **facts)['nonDisclosure']
    assert list(found.values()) == [legal, contractual, obliged, 'You cannot.']
    assert sum('nonDisclosure' in path for path in filled(account)) == number
    item = entry('data', 'ip', 'IP address', **facts)
    why = {'perhaps': "no identifier for 'perhaps'", 'contract-prerequisite': 'only that a contract asks for it'}
    told = lost(account, item).get(('data', 'ip'), {})
    assert told.get('provision') == why.get(str(facts.get('provision')))


@pytest.mark.parametrize(
    ('stated', 'ttl', 'words'),
    [
        ('P90D', 'P90D', '90 days'),
        ('P1Y6M', 'P1Y6M', '1 year and 6 months'),
        ('PT12H', 'PT12H', '12 hours'),
        ('P2W', 'P14D', '2 weeks'),
        ('P1,5W after login', 'P10.5D', '1.5 weeks after login'),
        ('P10W', 'P70D', '10 weeks'),
        ('until 2027-12-31', '', 'until December 31, 2027'),
        ('until you leave', '', 'until you leave'),
        ('session', '', 'until the end of the session'),
        ('not stored', '', 'not stored'),
        ('indefinite', '', 'indefinitely'),
        ('as long as the law asks', '', 'as long as the law asks'),
        ('P90X', '', 'P90X'),
    ],
)
def test_retentions(stated: str, ttl: str, words: str) -> None:
    (found,) = data_of(retention=stated)['storage']
    assert found.pop('aggregationFunction') == 'max'
    assert found == ({'temporal': [{'description': words, 'ttl': ttl}]} if ttl else {'purposeConditional': [words]})


@pytest.mark.parametrize('stated', PERIODS)
def test_periods_are_in_the_units_of_tilt(stated: str) -> None:
    for item in data_of(retention=stated)['storage']:
        for period in item.get('temporal', ()):
            number = r'[0-9]+(?:[.,][0-9]+)?'
            assert re.fullmatch(
                rf'P({number}Y)?({number}M)?({number}D)?(T({number}H)?({number}M)?({number}S)?)?', period['ttl']
            )


def test_what_a_purpose_says_of_its_basis() -> None:
    account = Account()
    several = entry(
        'purpose',
        'billing',
        'Billing',
        'We bill.',
        data=('ip', 'gone'),
        legal_basis=('contract', 'legal-obligation'),
        legal_basis_detail='the tax code',
        condition='if you buy',
    )
    plain = entry('purpose', 'shop', 'Shop', data=('ip',), legal_basis=('contract', 'whim'))
    found = data_of(several, plain, account=account)
    # It is not stated which of the two it is about.
    assert found['purposes'][0]['description'] == 'We bill.\nCondition: if you buy\nLegal basis in detail: the tax code'
    assert [basis['reference'] for basis in found['legalBases']] == ['GDPR-6-1-b', 'GDPR-6-1-c']
    told = lost(account, several, plain)
    tie = 'that it is the basis of this purpose and not of another'
    assert told['purpose', 'billing'] == {'data': "no entry 'gone'", 'legal-basis': tie}
    assert told['purpose', 'shop'] == {'legal-basis': f"no identifier for 'whim'; {tie}"}


def test_nothing_is_concluded_from_two_relations() -> None:
    account = Account()
    purpose = entry('purpose', 'hosting', 'Hosting', data=('ip',), processors=('cloud',))
    cloud = entry('processor', 'cloud', 'Cloud', name='Cloud', country=('DE',))
    assert data_of(purpose, cloud, account=account)['recipients'] == []
    unknown = 'it is not stated which data of the notice it receives'
    told = lost(account, purpose, cloud)
    assert told['processor', 'cloud'] == {'name': unknown, 'country': unknown}
    assert told['purpose', 'hosting'] == {'processors': NO_PLACE}


def test_recipients() -> None:
    account = Account()
    banks = entry('processor', 'banks', 'Banks', data=('ip',), reason='they change', category='payment', name='Banks')
    unlike = entry('processor', 'x', 'X', data=('ip', 'n/gone'), category='dentist', address='Here', country=('ZZ',))
    role = entry('processor', 'y', 'Y', data=('ip',), role='joint-controller', country=('EU',))
    bare = entry('processor', 'z', 'Z', data=('ip',))
    assert data_of(banks, unlike, role, bare, account=account)['recipients'] == [
        {'category': 'Banks'},
        {'name': 'X', 'address': 'Here', 'category': 'dentist'},
        {'name': 'Y', 'country': 'EU', 'category': 'Joint controller'},
        {'name': 'Z', 'category': ''},
    ]
    assert filled(account)['dataDisclosed/0/recipients/3/category'] == ('', 'nothing states it')
    told = lost(account, banks, unlike)
    assert told['processor', 'x'] == {'data': "no entry 'n/gone'", 'country': "no code of two letters for 'ZZ'"}
    assert told['processor', 'banks'] == {
        'category': 'what stands for its name is its category',
        'reason': NO_PLACE,
    }


def test_that_there_are_no_recipients_is_lost() -> None:
    account = Account()
    facts = {**DATED, 'recipients': 'none'}
    document(account=account, facts=facts)
    assert lost(account, facts=facts)['notice', 'n'] == {'recipients': 'an empty list of recipients says nothing'}


@pytest.mark.parametrize(
    ('keys', 'public', 'words'),
    [
        (('third-party', 'non-public'), [False], 'A third party; Sources that are not public'),
        (('public', 'non-public'), [True, False], 'Publicly accessible sources; Sources that are not public'),
        (('third-party',), [False], 'A third party'),
    ],
)
def test_sources(keys: tuple[str, ...], public: list[bool], words: str) -> None:
    account = Account()
    data = entry('data', 'ip', 'IP address', source=keys, source_url='https://x.example/')
    (found,) = document(data, account=account)['sources']
    assert [item['publiclyAvailable'] for item in found['sources']] == public
    assert {item['description'] for item in found['sources']} == {words}
    # Whether a third party can be reached by everybody is not stated.
    assert ('sources/0/sources/0/publiclyAvailable' in filled(account)) is (keys == ('third-party',))
    assert lost(account, data) == {}


# -- transfers --------------------------------------------------------------------------------------------------


def transfers_of(account: Account | None = None, **facts: Value) -> Any:
    return document(entry('processor', 'cloud', 'Cloud', **facts), account=account)['thirdCountryTransfers']


@pytest.mark.parametrize(
    ('facts', 'why'),
    [
        ({'country': ('DE', 'EEA', 'NO', 'MQ')}, 'no country outside the EEA is stated'),
        ({'country': ('Atlantis', 'ZZ')}, 'no country outside the EEA is stated'),
        ({}, 'no country outside the EEA is stated'),
        ({'country': ('US',), 'no-personal-data': True}, 'it is stated that there is no transfer'),
        ({'country': ('US',), 'transfer-mechanism': ('none-needed',)}, 'it is stated that there is no transfer'),
    ],
)
def test_no_transfer(facts: dict[str, Value], why: str) -> None:
    account = Account()
    assert transfers_of(account, **{'transfer-detail': 'some words', **facts}) == []
    told = lost(account, entry('processor', 'cloud', 'Cloud', transfer_detail='some words'))
    assert told['processor', 'cloud']['transfer-detail'] == why


def test_a_transfer_that_rests_on_nothing_that_is_stated() -> None:
    account = Account()
    facts: dict[str, Value] = {
        'country': ('US', 'UK', 'US'),
        'transfer-mechanism': ('derogation-consent', 'Privacy Shield'),
        'safeguard-url': Link('', 'https://x.example/'),
    }
    assert transfers_of(account, **facts) == [{'country': 'US'}, {'country': 'GB'}]
    told = lost(account, entry('processor', 'cloud', 'Cloud', **facts))
    assert told['processor', 'cloud'] == {
        'transfer-mechanism': "no identifier for 'derogation-consent'; no identifier for 'Privacy Shield'",
        'safeguard-url': 'it is not stated what the transfer rests on',
    }


def test_several_mechanisms() -> None:
    (found,) = transfers_of(
        country=('US',), transfer_mechanism=('bcr', 'certification', 'scc-authority'), transfer_detail='ask us'
    )
    assert found == {
        'country': 'US',
        'appropriateGuarantees': {
            'available': True,
            'description': 'Cloud: Binding corporate rules; Approved certification\nTransfer in detail: ask us',
        },
        'standardDataProtectionClause': {
            'available': True,
            'description': 'Cloud: Standard data protection clauses of an authority\nTransfer in detail: ask us',
        },
    }


def test_adequacy_alone_is_taken_as_it_is_stated() -> None:
    assert [sorted(item) for item in transfers_of(country=('IN', 'JP'), transfer_mechanism=('adequacy',))] == [
        ['adequacyDecision', 'country'],
        ['adequacyDecision', 'country'],
    ]
    # Another mechanism may be what a country without a decision rests on.
    assert [sorted(item) for item in transfers_of(country=('IN', 'JP'), transfer_mechanism=('adequacy', 'scc'))] == [
        ['country', 'standardDataProtectionClause'],
        ['adequacyDecision', 'country', 'standardDataProtectionClause'],
    ]
    assert [sorted(item) for item in transfers_of(country=('IN',), transfer_mechanism=('adequacy', 'scc'))] == [
        ['adequacyDecision', 'country', 'standardDataProtectionClause'],
    ]
    derogation = ('adequacy', 'derogation-consent')
    assert [sorted(item) for item in transfers_of(country=('IN', 'JP'), transfer_mechanism=derogation)] == [
        ['country'],
        ['adequacyDecision', 'country'],
    ]


def test_a_country_within_is_lost_where_no_data_go_there() -> None:
    account = Account()
    cloud = entry('processor', 'cloud', 'Cloud', country=('US', 'DE'))
    assert document(cloud, account=account)['thirdCountryTransfers'] == [{'country': 'US'}]
    assert lost(account, cloud) == {('processor', 'cloud'): {'country': 'only countries outside the EEA have a place'}}
    account = Account()
    cloud = entry('processor', 'cloud', 'Cloud', country=('US', 'DE'), data=('ip',))
    found = document(cloud, entry('data', 'ip', 'IP address'), account=account)
    assert found['thirdCountryTransfers'] == [{'country': 'US'}]
    assert lost(account, cloud) == {}
