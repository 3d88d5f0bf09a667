"""``fides.yml``: what a recipient does with which data, and for what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.fides import IP, lost, made, systems
from tests.helpers.stated import entry, notice, project

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import Exported, ExportedEntry


# -- declarations -----------------------------------------------------------------------------------------------


def declared(stated: Exported, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = systems(stated)[key]['privacy_declarations']
    return found


def test_either_side_is_enough() -> None:
    """Each pair may be stated by one of the two; the other need not name it."""
    ip = entry('data', 'ip', 'IP', category='ip-address', purposes=('n/errors',))
    errors = entry('purpose', 'errors', 'Errors', kind='error-monitoring', processors=('sentry',))
    sentry = entry('processor', 'sentry', 'Sentry', data=('ip',))
    stated = project(notice('n', ip, errors, sentry, service='S'))
    assert [made['data_categories'] for made in declared(stated, 'processor-sentry')] == [['user.device.ip_address']]
    assert len(declared(stated, 'service-n')) == 1
    # All ids are held by a declaration.
    told = lost(stated)
    assert not {'purposes', 'data', 'processors'} & {name for facts in told.values() for name in facts}


def test_the_only_purpose_of_a_recipient_is_that_of_its_data() -> None:
    """Unless they serve others: then nobody states what this recipient does with them."""
    ip, mail = (entry('data', name, name, category=f'{name}-address') for name in ('ip', 'email'))
    errors, news = (entry('purpose', name, name, kind='error-monitoring') for name in ('errors', 'news'))
    sentry = entry('processor', 'sentry', 'Sentry', data=('ip', 'email'), purposes=('errors',))
    for_news = replace(mail, facts={**mail.facts, 'purposes': ('news',)})
    ((made),) = declared(project(notice('n', ip, for_news, errors, news, sentry)), 'processor-sentry')
    assert made['data_categories'] == ['user.device.ip_address']
    both = replace(sentry, facts={**sentry.facts, 'purposes': ('errors', 'news')})
    assert declared(project(notice('n', ip, mail, errors, news, both)), 'processor-sentry') == []


@pytest.mark.parametrize('missing', ['data-processor', 'purpose-processor'])
def test_nothing_is_concluded(missing: str) -> None:
    """Where one of these pairs is not stated, the recipient does not get the data for the purpose."""
    pairs = {
        'data-purpose': (('purpose', 'errors'), 'data', 'ip'),
        'data-processor': (('processor', 'sentry'), 'data', 'ip'),
        'purpose-processor': (('processor', 'sentry'), 'purposes', 'errors'),
    }
    ip = entry('data', 'ip', 'IP', category='ip-address')
    found: dict[tuple[str, str], ExportedEntry] = {
        ('purpose', 'errors'): entry('purpose', 'errors', 'Errors', kind='error-monitoring'),
        ('processor', 'sentry'): entry('processor', 'sentry', 'Sentry'),
    }
    for name, (key, field, target) in pairs.items():
        if name != missing:
            found[key] = replace(found[key], facts={**found[key].facts, field: (target,)})
    stated = project(notice('n', ip, *found.values()))
    assert declared(stated, 'processor-sentry') == []
    told = lost(stated)
    for name, (key, field, target) in pairs.items():
        if name != missing:
            assert told[key][field].startswith(f'{target!r} is in no declaration with it')
    _, account = made(stated)
    assert ('system/0/privacy_declarations', '') in {(item.path, item.value) for item in account.filled}


@pytest.mark.parametrize(
    ('kind', 'category'), [(None, 'ip-address'), ('no such key', 'ip-address'), ('security', None), ('security', 'x')]
)
def test_no_declaration_without_a_use_and_a_category(kind: str | None, category: str | None) -> None:
    ip = entry('data', 'ip', 'IP', **({'category': category} if category else {}))
    use = entry('purpose', 'use', 'Use', data=('ip',), retention='P1D', **({'kind': kind} if kind else {}))
    stated = project(notice('n', ip, use, service='S'))
    assert declared(stated, 'service-n') == []
    told = lost(stated)
    assert told['purpose', 'use']['label'] == 'it is in no declaration'
    assert told['purpose', 'use']['retention'] == 'it is in no declaration'
    if kind == 'no such key':
        assert told['purpose', 'use']['kind'] == "no identifier for 'no such key'; it is in no declaration"
    if category == 'x':
        assert told['data', 'ip']['category'] == "no identifier for 'x'; it is in no declaration"


def test_what_a_recipient_states_for_no_declaration_is_told() -> None:
    recipient = entry('processor', 'r', 'R', retention='P1D', subjects=('visitor',))
    told = lost(project(notice('n', recipient)))
    assert told['processor', 'r'] == dict.fromkeys(('retention', 'subjects'), 'it is in no declaration')


def test_an_id_without_an_entry_is_told() -> None:
    use = entry('purpose', 'use', 'Use', kind='security', data=('ip', 'other/nobody'), processors=('gone',))
    told = lost(project(notice('n', entry('data', 'ip', 'IP', category='ip-address'), use, service='S')))
    assert told['purpose', 'use']['data'] == "no entry 'other/nobody'"
    assert told['purpose', 'use']['processors'] == "no entry 'gone'"


def test_data_that_differ_are_declared_apart() -> None:
    """One declaration says of all its categories that they are about the same persons, and kept as long."""
    mail = entry('data', 'mail', 'E-mail', category='email-address', subjects=('subscriber',), legal_basis=('consent',))
    name = entry('data', 'name', 'Name', category='name', subjects=('subscriber',), legal_basis=('consent',))
    use = entry('purpose', 'use', 'Use', kind='newsletter', data=('mail', 'name', 'ip'))
    found = declared(project(notice('n', mail, name, IP, use, service='S')), 'service-n')
    assert found == [
        {
            'name': 'Use',
            'data_categories': ['user.contact.email', 'user.name'],
            'data_use': 'marketing.communications.email',
            'data_subjects': ['prospect'],
            'legal_basis_for_processing': 'Consent',
        },
        {
            'name': 'Use (2)',
            'data_categories': ['user.device.ip_address'],
            'data_use': 'marketing.communications.email',
            'data_subjects': ['visitor'],
            'retention_period': 'P30D',
        },
    ]


def test_each_legal_basis_is_a_declaration() -> None:
    use = entry('purpose', 'use', 'Use', kind='newsletter', data=('ip',), legal_basis=('consent', 'contract'))
    found = declared(project(notice('n', IP, use, service='S')), 'service-n')
    assert [(made['name'], made['legal_basis_for_processing']) for made in found] == [
        ('Use', 'Consent'),
        ('Use (2)', 'Contract'),
    ]


def test_what_data_and_purpose_agree_on() -> None:
    data = entry(
        'data', 'd', 'D', category='name', subjects=('visitor', 'employee'), legal_basis=('consent', 'contract')
    )
    use = entry(
        'purpose', 'use', 'Use', kind='security', data=('d',), subjects=('employee',), legal_basis=('contract',)
    )
    stated = project(notice('n', data, use, service='S'))
    (found,) = declared(stated, 'service-n')
    assert found['data_subjects'] == ['employee']
    assert found['legal_basis_for_processing'] == 'Contract'
    reasons = lost(stated)['data', 'd']
    assert reasons['subjects'].startswith("'visitor' is not stated of all")
    assert reasons['legal-basis'].startswith("'consent' is not stated of all")


def test_what_contradicts_is_not_declared() -> None:
    data = entry('data', 'd', 'D', category='name', subjects=('visitor',))
    use = entry('purpose', 'use', 'Use', kind='security', data=('d',), subjects=('employee',))
    stated = project(notice('n', data, use, service='S'))
    (found,) = declared(stated, 'service-n')
    assert 'data_subjects' not in found
    assert 'subjects' in lost(stated)['data', 'd']
    assert 'subjects' in lost(stated)['purpose', 'use']


def test_retention() -> None:
    """That of the purpose before that of the data; of a recipient only what is said of it."""
    use = entry('purpose', 'use', 'Use', kind='security', data=('ip',), retention='P1Y')
    recipient = entry('processor', 'r', 'R', data=('ip',), purposes=('use',))
    stated = project(notice('n', IP, use, recipient, service='S'))
    assert declared(stated, 'service-n')[0]['retention_period'] == 'P1Y'
    assert 'retention_period' not in declared(stated, 'processor-r')[0]
    assert lost(stated)['data', 'ip']['retention'] == 'for a purpose that states its own, that one is told'


def test_special_data() -> None:
    data = entry('data', 'd', 'D', category='health', special=True, art9_condition=('explicit-consent', 'health-care'))
    use = entry('purpose', 'use', 'Use', kind='security', data=('d',), legal_basis=('consent',))
    found = declared(project(notice('n', data, use, service='S')), 'service-n')
    assert [made['special_category_legal_basis'] for made in found] == [
        'Explicit consent',
        'Health or social care (with a basis in law)',
    ]
    assert all(made['processes_special_category_data'] for made in found)


def test_conditions_that_belong_to_no_basis_are_lost() -> None:
    data = entry('data', 'd', 'D', category='health', art9_condition=('explicit-consent', 'health-care'))
    use = entry('purpose', 'use', 'Use', kind='security', data=('d',), legal_basis=('consent', 'contract'))
    stated = project(notice('n', data, use, service='S'))
    found = declared(stated, 'service-n')
    assert len(found) == 2
    assert not any({'special_category_legal_basis', 'processes_special_category_data'} & made.keys() for made in found)
    assert 'art9-condition' in lost(stated)['data', 'd']
