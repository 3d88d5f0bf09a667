"""``cookies.json``: a device storage disclosure that says no more than the notices do."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings

from sphinxext_privacy.exports.account import Account, Filled
from sphinxext_privacy.exports.cookie_age import CONVENTION, Age, cookie_age
from sphinxext_privacy.exports.cookies import FILE
from sphinxext_privacy.exports.forms import form_named
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from tests.helpers.exported import everything, exported
from tests.helpers.forms import made_by, validator_of
from tests.helpers.held import untrue
from tests.helpers.rich import SETTINGS, rich_files
from tests.helpers.stated import entry, notice, project

if TYPE_CHECKING:
    from jsonschema import Draft7Validator

    from sphinxext_privacy.exports.records import Exported, ExportedEntry
    from tests.conftest import ProjectMaker

FORM: Final = form_named('cookies')


@pytest.fixture(scope='module')
def validator() -> Draft7Validator:
    """Give the schema of the file."""
    return validator_of('cookies/iab-device-storage-disclosure.schema.json')


def made(stated: Exported) -> tuple[Any, Account]:
    return made_by(FORM, FILE, stated)


def lost(stated: Exported, account: Account) -> dict[str, dict[str, str]]:
    return {item.ident: item.facts for item in account.losses(stated)}


def cookie(ident: str = 'sid', title: str = 'sid', **facts: Any) -> ExportedEntry:
    """Give a cookie that states what the form cannot do without; a fact that is ``None`` is not stated."""
    needed = {'kind': 'http-cookie', 'duration': 'session', 'domains': ('acme.example',)}
    return entry('cookie', ident, title, **{name: value for name, value in (needed | facts).items() if value})


def disclosed(*entries: ExportedEntry, **facts: Any) -> tuple[dict[str, Any], Account]:
    """Give the one disclosure that a notice makes of its cookie."""
    data, account = made(project(notice('n', *entries, **facts)))
    (found,) = data['disclosures']
    return found, account


def refused(*entries: ExportedEntry, **facts: Any) -> str:
    """Say why there is no disclosure of the cookie of a notice: all that it states is lost for that reason."""
    stated = project(notice('n', *entries, **facts))
    data, account = made(stated)
    assert data is None
    assert [item.file for item in account.left_out] == [FILE, FILE]
    (told,) = set(lost(stated, account)[entries[0].ident].values())
    assert account.left_out[0].why == f"the cookie {entries[0].ident!r} of 'n': {told}"
    assert account.filled == []
    return told


def test_the_file(validator: Draft7Validator) -> None:
    stated = project(
        notice(
            'pypi',
            entry(
                'cookie',
                'session',
                'session_id',
                notice='pypi',
                kind='http-cookie',
                provider='first-party',
                purpose='Keeps you signed in',
                category='strictly-necessary',
                duration='session',
            ),
            entry(
                'cookie',
                'ga',
                '_ga_*',
                notice='pypi',
                body='Counts visits.',
                kind='http-cookie',
                provider='counter',
                party='third',
                category='analytics',
                duration='P90D',
            ),
            entry(
                'cookie',
                'theme',
                notice='pypi',
                kind='local-storage',
                category='functional',
                duration='indefinite',
                domains=('docs.pypi.example',),
            ),
            entry('cookie', 'dot', notice='pypi', kind='pixel', category='marketing'),
            entry('processor', 'counter', 'Counter', notice='pypi', domains=('*.counter.example',)),
            service='PyPI',
            domains=('pypi.example', 'www.pypi.example'),
        )
    )
    data, account = made(stated)
    validator.validate(data)
    assert data == {
        'disclosures': [
            {
                'identifier': 'session_id',
                'type': 'cookie',
                'maxAgeSeconds': 0,
                'cookieRefresh': False,
                'domains': ['pypi.example', 'www.pypi.example'],
                'purposes': [],
                'description': 'Keeps you signed in',
            },
            {
                'identifier': '_ga_*',
                'type': 'cookie',
                'maxAgeSeconds': 7776000,
                'cookieRefresh': False,
                'domains': ['*.counter.example'],
                'purposes': [1],
                'description': 'Counts visits.',
            },
            {
                'identifier': 'Theme',
                'type': 'web',
                'maxAgeSeconds': None,
                'domains': ['docs.pypi.example'],
                'purposes': [1],
            },
        ],
        'domains': [{'domain': 'pypi.example', 'use': 'PyPI'}, {'domain': 'www.pypi.example', 'use': 'PyPI'}],
    }
    refresh = 'nothing: no field states whether it is renewed'
    assert account.filled == [
        Filled(FILE, 'disclosures/0/cookieRefresh', 'false', refresh),
        Filled(FILE, 'disclosures/0/domains', 'pypi.example, www.pypi.example', "the domains of the notice 'pypi'"),
        Filled(FILE, 'disclosures/1/cookieRefresh', 'false', refresh),
        Filled(FILE, 'disclosures/1/domains', '*.counter.example', "the domains of its provider 'counter'"),
        Filled(
            FILE,
            'disclosures/2/purposes',
            '1',
            'ePrivacy Directive Art. 5(3), as nobody states that it is strictly necessary',
        ),
    ]
    assert [item.why for item in account.left_out] == ["the cookie 'dot' of 'pypi': no identifier for 'pixel'"]
    whose = 'it only decides whose host names are given'
    consent = 'only whether it needs consent has a place'
    assert lost(stated, account) == {
        'session': {'provider': whose},
        'ga': {'provider': whose, 'party': whose, 'category': consent},
        'theme': {
            'kind': 'all web storage is of one type',
            'category': consent,
            'duration': 'only that of cookies has a place',
        },
        'dot': dict.fromkeys(('kind', 'category'), "no identifier for 'pixel'"),
        'counter': {'name': 'has no place'},
    }


# -- whether there is a file ------------------------------------------------------------------------------------


def test_without_cookies_there_is_no_file() -> None:
    """An empty list would say that nothing is stored on the device."""
    stated = project(notice('n', domains=('acme.example',)))
    data, account = made(stated)
    assert data is None
    assert [item.why for item in account.left_out] == [
        'it would have no entry, and say so that nothing is stored on devices'
    ]
    assert lost(stated, account) == {'n': {'domains': 'has no place'}}


def test_an_empty_project() -> None:
    data, account = made(project())
    assert data is None
    assert account.left_out == []


# -- consent ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('category', 'purposes', 'filled'),
    [
        ('strictly-necessary', [], False),
        ('analytics', [1], False),
        ('marketing', [1], False),
        ('functional', [1], True),
        ('security', [1], True),
        ('no such key', [1], True),
        (None, [1], True),
    ],
)
def test_consent(category: str | None, purposes: list[int], filled: bool) -> None:
    found, account = disclosed(cookie(category=category))
    assert found['purposes'] == purposes
    assert ('disclosures/0/purposes' in {item.path for item in account.filled}) is filled


def test_every_category_is_decided() -> None:
    assert set(VOCABULARIES['cookie-categories'].labels) == {
        'strictly-necessary', 'analytics', 'marketing', 'functional', 'security',
    }  # fmt: skip


def test_a_category_outside_the_vocabulary_is_told() -> None:
    stated = project(notice('n', cookie(category='no such key')))
    _, account = made(stated)
    assert lost(stated, account)['sid']['category'] == "no identifier for 'no such key'"


def test_a_page_to_decline_is_no_cookie_that_remembers_it() -> None:
    found, _ = disclosed(cookie(opt_out=Link('', 'https://acme.example/no')))
    assert 'optOut' not in found


# -- how long ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('duration', 'age'),
    [
        ('session', Age(0)),
        ('P90D', Age(7776000)),
        ('PT12H', Age(43200)),
        ('P2W', Age(1209600)),
        ('P0,5D', Age(43200)),
        ('P1DT1H1M1S', Age(90061)),
        ('PT0.2S', Age(1)),
        ('P1Y', Age(31557600, CONVENTION)),
        ('P1M', Age(2629800, CONVENTION)),
        ('P1.5Y', Age(47336400, CONVENTION)),
        ('P0Y90D', Age(7776000)),
        ('P0D', Age(None, 'a duration of nothing would read as a session')),
        ('', Age(None, 'no duration is stated')),
        ('P90D after the last visit', Age(None, 'the duration begins with an event, and not when the cookie is set')),
        *(
            (text, Age(None, 'the duration is no period'))
            for text in ('until 2027-12-31', 'until you go', 'not stored', 'indefinite', 'for long', '90 days', 'P90X')
        ),
    ],
)
def test_age(duration: str, age: Age) -> None:
    assert cookie_age(duration) == age


def test_twelve_months_are_a_year() -> None:
    assert cookie_age('P12M').seconds == cookie_age('P1Y').seconds == cookie_age('PT8766H').seconds


@pytest.mark.parametrize('duration', [None, 'indefinite', 'P1D after you go', 'as long as needed', 'P0D'])
def test_a_cookie_without_an_age(duration: str | None) -> None:
    assert refused(cookie(duration=duration)) == cookie_age(duration or '').note


def test_a_convention_is_told() -> None:
    stated = project(notice('n', cookie(duration='P13M')))
    data, account = made(stated)
    assert data['disclosures'][0]['maxAgeSeconds'] == 13 * 2629800
    assert lost(stated, account)['sid']['duration'] == CONVENTION


# -- which storage ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize('kind', ['local-storage', 'session-storage', 'indexed-db', 'service-worker-cache'])
@pytest.mark.parametrize('duration', [None, 'session', 'P90D', 'indefinite'])
def test_web_storage_has_no_age(kind: str, duration: str | None) -> None:
    found, _ = disclosed(cookie(kind=kind, duration=duration))
    assert (found['type'], found['maxAgeSeconds'], 'cookieRefresh' in found) == ('web', None, False)


@pytest.mark.parametrize(
    ('changed', 'why'),
    [
        ({'kind': None}, 'no kind is stated'),
        ({'kind': 'pixel'}, "no identifier for 'pixel'"),
        ({'kind': 'flash'}, "no identifier for 'flash'"),
        ({'title': '*'}, 'a name of its own is needed'),
    ],
)
def test_what_has_no_place(changed: dict[str, Any], why: str) -> None:
    assert refused(cookie(**changed)) == why


def test_the_name_is_that_of_the_browser() -> None:
    """The name for readers is without what looks like markup."""
    stated = replace(cookie(title='_ga_*_x*'), title='gax')
    assert disclosed(stated)[0]['identifier'] == '_ga_*_x*'


# -- host names -------------------------------------------------------------------------------------------------

HOST: Final = entry('processor', 'host', 'Host', domains=('host.example', 'cdn.host.example'))
SILENT: Final = entry('processor', 'silent', 'Silent')


@pytest.mark.parametrize(
    ('stated', 'domains'),
    [
        ({}, ['acme.example']),
        ({'provider': 'first-party'}, ['acme.example']),
        ({'party': 'first'}, ['acme.example']),
        ({'party': 'first', 'provider': 'host'}, ['acme.example']),
        ({'party': 'third', 'provider': 'host'}, ['host.example', 'cdn.host.example']),
        ({'party': 'third', 'provider': 'n/host'}, ['host.example', 'cdn.host.example']),
        ({'domains': ('own.example',), 'party': 'third', 'provider': 'host'}, ['own.example']),
        ({'domains': ('https://own.example/', 'own.example')}, ['own.example']),
        ({'domains': ('https://own.example/',)}, ['acme.example']),
    ],
)
def test_domains(stated: dict[str, Any], domains: list[str]) -> None:
    found, account = disclosed(cookie(**({'domains': None} | stated)), HOST, SILENT, domains=('acme.example',))
    assert found['domains'] == domains
    own = 'own.example' in domains
    assert ('disclosures/0/domains' in {item.path for item in account.filled}) is not own


@pytest.mark.parametrize(
    'stated',
    [
        {'party': 'third'},
        {'party': 'third', 'provider': 'first-party'},
        {'party': 'third', 'provider': 'silent'},
        {'party': 'third', 'provider': 'unknown'},
        # A provider can set a cookie for the site it is on, or for itself.
        {'provider': 'host'},
    ],
)
def test_unknown_domains(stated: dict[str, Any]) -> None:
    why = refused(cookie(domains=None, **stated), HOST, SILENT, domains=('acme.example',))
    assert why == 'nobody states which host names can read it'


def test_what_is_no_host_name_is_told() -> None:
    stated = project(notice('n', cookie(domains=('a.example', 'b.example/path')), domains=('the site', 'c.example')))
    data, account = made(stated)
    assert data['disclosures'][0]['domains'] == ['a.example']
    assert data['domains'] == [{'domain': 'c.example'}]
    told = lost(stated, account)
    assert told['sid']['domains'] == "'b.example/path' is no host name"
    assert told['n']['domains'] == "'the site' is no host name"


# -- several notices --------------------------------------------------------------------------------------------


def test_an_inherited_cookie_is_disclosed_once() -> None:
    """With the domains of the notice that states it; of those that inherit it where that one is elsewhere."""
    inherited = replace(cookie(domains=None), notice='parent')
    parent = notice('parent', inherited, domains=('parent.example',), service='Parent')
    child = notice('child', inherited, domains=('child.example', 'parent.example'), service='Child')
    data, _ = made(project(child, parent))
    assert [found['domains'] for found in data['disclosures']] == [['parent.example']]
    assert data['domains'] == [
        {'domain': 'child.example', 'use': 'Child'},
        {'domain': 'parent.example', 'use': 'Child, Parent'},
    ]
    data, account = made(project(child))
    assert [found['domains'] for found in data['disclosures']] == [['child.example', 'parent.example']]
    assert account.filled[1].origin == "the domains of the notice 'child'"


def test_the_same_of_two_notices_is_disclosed_once() -> None:
    one, two = replace(cookie(), notice='a'), replace(cookie(), notice='b')
    data, account = made(project(notice('a', one), notice('b', two)))
    assert len(data['disclosures']) == 1
    assert len(account.filled) == 2
    data, _ = made(project(notice('a', one), notice('b', replace(two, facts={**two.facts, 'duration': 'P1D'}))))
    assert [found['maxAgeSeconds'] for found in data['disclosures']] == [0, 86400]


# -- all of them ------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=50)
@given(exported())
def test_any_notice(validator: Draft7Validator, stated: Exported) -> None:
    data, account = made(stated)
    assert made(stated)[0] == data
    if data is None:
        assert (account.left_out != []) is (stated.notices != ())
        return
    validator.validate(data)
    assert all(found['domains'] for found in data['disclosures'])
    for number, found in enumerate(data['disclosures']):
        # What nobody can state is told, each time.
        told = {item.path for item in account.filled}
        assert (f'disclosures/{number}/cookieRefresh' in told) is ('cookieRefresh' in found)


def test_every_fact_is_held_or_told() -> None:
    whole = everything()
    (only,) = whole.notices
    entries = [
        replace(item, facts={**item.facts, 'duration': 'P90D'}) if item.kind == 'cookie' else item
        for item in only.resolved
    ]
    stated = replace(whole, notices=(replace(only, resolved=tuple(entries)),))
    assert made(stated)[0] is not None
    assert untrue(FORM, stated) == []
    # Here the cookie is refused.
    assert untrue(FORM, whole) == []


def test_a_build(validator: Draft7Validator, make_project: ProjectMaker) -> None:
    files = rich_files()
    files['shop.rst'] = (
        ':orphan:\n\nShop\n====\n\n.. privacy-notice:: shop\n   :domains: shop.example\n\n'
        '.. cookie:: _ga_*\n   :kind: http-cookie\n   :duration: P1D\n   :purpose: Counts *visits*\n'
    )
    data = json.loads(make_project(files, **SETTINGS).build('privacy').text(FILE))
    validator.validate(data)
    assert {
        'identifier': '_ga_*',
        'type': 'cookie',
        'maxAgeSeconds': 86400,
        'cookieRefresh': False,
        'domains': ['shop.example'],
        'purposes': [1],
        'description': 'Counts visits',
    } in data['disclosures']
    assert {'domain': 'shop.example'} in data['domains']
