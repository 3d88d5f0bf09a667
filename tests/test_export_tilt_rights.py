"""The document of TILT for a notice: rights, decisions and changes."""

from __future__ import annotations

from sphinxext_privacy.exports.account import BODY, NO_PLACE, Account
from sphinxext_privacy.exports.tilt_values import (
    fee,
    place,
)
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from tests.helpers.tilt import (
    DATED,
    document,
    entry,
    filled,
    lost,
)

# -- rights, decisions, changes ---------------------------------------------------------------------------------


def test_rights_of_one_field() -> None:
    account = Account()
    rights = (
        entry('right', 'fix', 'Correction', key='rectification', url=Link('Form', 'form.html'), law='GDPR 16'),
        entry('right', 'drop', 'Deletion', 'All of it.', key='erasure', email='a@x.example', conditional=True),
        entry('right', 'gone', 'More', key='erasure', how='Ring.', email='b@x.example', conditional=False),
        entry('right', 'odd', 'Odd', key='fly'),
        entry('right', 'own', 'Own', label='Own'),
    )
    facts = {**DATED, 'request-channel': 'Write to us.'}
    found = document(*rights, account=account, facts=facts)
    assert found['rightToRectificationOrDeletion'] == {
        'available': True,
        'description': 'Correction\nWrite to us.\nLaw: GDPR 16\n\n'
        'Deletion\nWrite to us.\nAll of it.\nIn some cases only\n\n'
        'More\nRing.',
        'url': 'https://docs.example/form.html',
        'email': 'a@x.example',
    }
    told = lost(account, *rights, facts=facts)
    assert told == {
        ('right', 'fix'): {'url': 'the words of the link have no place'},
        ('right', 'gone'): {'email': 'there is a place for one address only'},
        ('right', 'odd'): {'key': "no identifier for 'fly'"},
        ('right', 'own'): {'label': 'it is not stated which right it is'},
    }


def test_every_right_has_its_field_or_is_lost() -> None:
    for key in VOCABULARIES['rights'].labels:
        account = Account()
        right = entry('right', 'x', 'X', key=key)
        found = document(right, account=account)
        field = place('rights', key)
        told = lost(account, right).get(('right', 'x'))
        if field:
            assert found[field]['available'] is True
            assert told is None
        else:
            assert told == {'key': f'no identifier for {key!r}'}
        # The id says which right it is, too.
        account = Account()
        named = entry('right', key, 'X', label='X')
        assert document(named, account=account) == found
        assert lost(account, named).get(('right', key)) == ({'label': f'no identifier for {key!r}'} if told else None)


def test_whether_there_is_access() -> None:
    account = Account()
    assert document(account=account)['accessAndDataPortability'] == {'available': False}
    assert filled(account)['accessAndDataPortability/available'][0] == 'false'
    account = Account()
    portability = entry('right', 'move', 'Move', key='portability')
    assert document(portability, account=account)['accessAndDataPortability'] == {'available': True}
    assert filled(account)['accessAndDataPortability/available'] == ('true', 'rightToDataPortability/available')


def test_fees() -> None:
    account = Account()
    facts = {**DATED, 'request-fee': '0'}
    access = entry('right', 'access', 'Access', key='access')
    assert 'administrativeFee' not in document(access, account=account, facts=facts)['accessAndDataPortability']
    assert lost(account, facts=facts)['notice', 'n'] == {'request-fee': 'no amount with a currency'}
    assert fee('12.50 CHF') == (12.5, 'CHF')
    assert fee('free') is None


def test_complaints() -> None:
    account = Account()
    rights = (
        entry('right', 'a', 'Complain', key='complain', url=Link('', 'https://a.example/')),
        entry(
            'right', 'b', 'Again', key='complain', authority='Office', authority_url=Link('It', 'https://b.example/')
        ),
        entry('right', 'c', 'Thrice', key='complain', authority='Bureau'),
    )
    found = document(*rights, account=account)['rightToComplain']
    assert found == {
        'available': True,
        'description': 'Complain\n\nAgain\n\nThrice',
        'url': 'https://a.example/',
        'supervisoryAuthority': {'name': 'Office'},
    }
    assert lost(account, *rights) == {
        ('right', 'b'): {'authority-url': 'the words of the link have no place; there is a place for one address only'},
        ('right', 'c'): {'authority': 'there is a place for one authority only'},
    }
    account = Account()
    assert document(rights[0], account=account)['rightToComplain']['supervisoryAuthority'] == {'name': ''}
    assert filled(account)['rightToComplain/supervisoryAuthority/name'] == ('', 'nothing states it')


def test_decisions() -> None:
    assert document()['automatedDecisionMaking'] == {}
    account = Account()
    facts = {**DATED, 'automated-decisions': 'none'}
    assert document(account=account, facts=facts)['automatedDecisionMaking'] == {'inUse': False}
    assert lost(account, facts=facts) == {}
    account = Account()
    entries = (
        entry('decision', 'a', 'Scores', logic='points', significance='no credit', consequences='no car'),
        entry('decision', 'b', 'Filter', 'It learns.'),
    )
    assert document(*entries, account=account, facts=facts)['automatedDecisionMaking'] == {
        'inUse': True,
        'logicInvolved': 'Scores\npoints\n\nFilter\nIt learns.',
        'scopeAndIntendedEffects': 'no credit\nno car',
    }
    assert lost(account, facts=facts) == {('notice', 'n'): {'automated-decisions': 'a decision is stated'}}
    account = Account()
    document(entries[1], account=account)
    assert filled(account)['automatedDecisionMaking/scopeAndIntendedEffects'] == ('', 'nothing states it')


def test_changes_of_purpose() -> None:
    account = Account()
    only = 'only new and changed purposes have a place'
    entries = (
        entry('data', 'ip', 'IP address'),
        entry('purpose', 'ads', 'Advertising', data=('ip',)),
        # As a change names it, this may be the purpose or the right.
        entry('purpose', 'both', 'Both'),
        entry('right', 'both', 'Both'),
        entry(
            'change', 'a', 'a', 'We advertise.', kind='added', entries=('ads', 'ip'), **{'takes-effect': '2027-01-01'}
        ),
        entry('change', 'b', 'b', kind='changed', entries=('n/ads',), date='2026-05-05'),
        entry('change', 'c', 'c', kind='removed', entries=('ads',)),
        entry('change', 'd', 'd', kind='added', entries=('both',)),
        entry('change', 'e', 'e', 'A comma.', kind='corrected'),
    )
    assert document(*entries, account=account)['changesOfPurpose'] == [
        {
            'description': 'We advertise.',
            'affectedDataCategories': ['IP address'],
            'plannedDateOfChange': '2027-01-01',
        },
        {
            'description': 'Advertising',
            'affectedDataCategories': ['IP address'],
            'plannedDateOfChange': '2026-05-05',
        },
    ]
    told = lost(account, *entries)
    assert told['change', 'a'] == {'kind': NO_PLACE, 'entries': 'only purposes have a place'}
    assert told['change', 'b'] == {'kind': NO_PLACE}
    assert told['change', 'c'] == told['change', 'd'] == {'kind': NO_PLACE, 'entries': only}
    assert told['change', 'e'] == {'kind': NO_PLACE, BODY: only}
