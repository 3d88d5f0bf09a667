"""Values, ids and vocabularies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_privacy.model import tables
from sphinxext_privacy.model.fields import COMMON, STYLES, Field, FieldType
from sphinxext_privacy.model.ids import anchor, is_id, slug, split_ids
from sphinxext_privacy.model.kinds import BY_TABLE, KINDS
from sphinxext_privacy.model.values import Contact, Link, Value, is_web_address, parse_value, url_problem
from sphinxext_privacy.model.vocabularies import VOCABULARIES, nearest

CROSSWALK = Path(__file__).parents[1].parent / 'shared' / 'data' / 'crosswalk.json'

FIELDS = [item for kind in KINDS.values() for item in kind.fields] + list(COMMON)


def field_of(kind: str) -> Field:
    """Give a field of the type *kind*."""
    return Field('field', kind, 'Field', 'Help.', vocabulary='handling')  # type: ignore[arg-type]


# Type, text, the value, and the subtype of each problem.
VALUES: list[tuple[str, str, Value | None, list[str]]] = [
    ('prose', ' to host\n the  website ', 'to host the website', []),
    ('prose', ' \n', None, ['value']),
    ('blocks', ' One.\n\n- Two\n', 'One.\n\n- Two', []),
    ('blocks', ' \n', None, ['value']),
    ('text', 'Intercom, Inc.', 'Intercom, Inc.', []),
    ('terms', 'See {agreement}.', 'See {agreement}.', []),
    ('phone', '+1 (555) 0100', '+1 (555) 0100', []),
    ('texts', 'a, b c,\nd,', ('a', 'b c', 'd'), []),
    ('texts', ',', None, ['value']),
    ('lines', ' R1 — a, b\n\nR2 — c ', ('R1 — a, b', 'R2 — c'), []),
    ('id', 'fastly', 'fastly', []),
    ('id', 'pypi/fastly', 'pypi/fastly', []),
    ('id', 'a, b', None, ['value']),
    ('id', 'Help Scout', None, ['id']),
    ('ids', 'a, b\nc', ('a', 'b', 'c'), []),
    ('ids', 'a, b c, d', ('a', 'd'), ['id']),
    ('ids', 'a/b/c', None, ['id']),
    ('link', 'https://a.example/b', Link('', 'https://a.example/b'), []),
    ('link', 'Privacy\n Policy <https://a.example>', Link('Privacy Policy', 'https://a.example'), []),
    ('link', '<a.html#b>', Link('', 'a.html#b'), []),
    ('link', 'a < b <c.html>', Link('a < b', 'c.html'), []),
    ('link', 'mailto:a@b.example', Link('', 'mailto:a@b.example'), []),
    ('link', 'Privacy Policy', Link('Privacy Policy', ''), ['url']),
    ('link', 'Policy <javascript:alert(1)>', Link('Policy', ''), ['url']),
    ('link', 'javascript:alert(1)', None, ['url']),
    ('link', '<>', None, ['url']),
    ('url', 'https://a.example:8080/é?b', 'https://a.example:8080/é?b', []),
    ('url', 'javascript:alert(1)', None, ['url']),
    ('email', 'mailto:a@b.example', 'a@b.example', []),
    ('email', 'a at b.example', 'a at b.example', ['value']),
    ('contact', 'Ewa,\n ewa@a.example', Contact(text='Ewa, ewa@a.example'), []),
    ('contact', 'ewa@a.example', Contact(email='ewa@a.example'), []),
    ('contact', 'https://a.example/dpo', Contact(website='https://a.example/dpo'), []),
    ('contact', 'Ewa <mailto:ewa@a.example>', Contact(name='Ewa', email='ewa@a.example'), []),
    ('contact', 'Ewa B., <https://a.example>', Contact(name='Ewa B.', website='https://a.example'), []),
    ('contact', '*Ewa* <ewa@a.example>', Contact(text='*Ewa* <ewa@a.example>'), []),
    ('contact', 'Ewa <javascript:alert(1)>', Contact(text='Ewa <javascript:alert(1)>'), []),
    ('contact', 'A <a@a.example>, B <b@a.example>', Contact(text='A <a@a.example>, B <b@a.example>'), []),
    ('contact', 'None — we are three people', None, ['value']),
    ('contact', 'None Such Ltd', Contact(text='None Such Ltd'), []),
    ('countries', 'us, EU\nuk', ('US', 'EU', 'UK'), []),
    ('countries', 'us, uk, GB, US', ('US', 'GB'), []),
    ('countries', 'US, Poland', ('US', 'Poland'), ['value']),
    ('date', '2026-02-10', '2026-02-10', []),
    ('date', '10.02.2026', None, ['date']),
    ('date', '2026-02-30', None, ['date']),
    ('retention', 'P90D  after account deletion', 'P90D after account deletion', []),
    ('retention', 'as long as needed', 'as long as needed', []),
    ('retention', 'P90X', 'P90X', ['value']),
    ('flag', '', True, []),
    ('flag', 'Yes', True, []),
    ('flag', 'OFF', False, []),
    ('flag', 'perhaps', None, ['value']),
    ('key', 'stored', 'stored', []),
    ('key', 'Stored', 'Stored', ['vocabulary']),
    ('keys', 'stored, sent', ('stored', 'sent'), []),
    ('keys', 'stored, send', ('stored', 'send'), ['vocabulary']),
    ('number', '16', 16, []),
    ('number', '-1', None, ['value']),
    ('number', '٣', None, ['value']),
    ('number', '9' * 5000, None, ['value']),
    ('negative', 'None', 'none', []),
    ('negative', 'none — as we have one office', 'none — as we have one office', []),
    ('negative', 'none: as we have one office', 'none — as we have one office', []),
    ('negative', 'nonetheless', None, ['value']),
]


@pytest.mark.parametrize(('kind', 'text', 'value', 'subtypes'), VALUES)
def test_value(kind: str, text: str, value: Value | None, subtypes: list[str]) -> None:
    parsed = parse_value(field_of(kind), text)
    assert parsed.value == value
    assert type(parsed.value) is type(value)
    assert [problem.subtype for problem in parsed.problems] == subtypes


def test_every_type_is_tested() -> None:
    assert {kind for kind, *_ in VALUES} == set(get_args(FieldType))


@pytest.mark.parametrize(
    ('url', 'words'),
    [
        ('', 'is empty'),
        ('a b', 'a character that an address cannot hold'),
        ('java\nscript:alert(1)', 'a character that an address cannot hold'),
        ('https://a.example/\\b', 'a character that an address cannot hold'),
        ('//a.example', 'write https://a.example'),
        ('JavaScript:alert(1)', 'is not an https, http or mailto address'),
        ('data:text/html,a', 'is not an https, http or mailto address'),
        ('https:a.example', 'has no host name'),
        ('https://.example', 'has no host name'),
        ('https://a.example:port', 'is not an address'),
        ('https://[::1', 'is not an address'),
        ('mailto:', 'has no e-mail address'),
        ('mailto:?subject=a', 'has no e-mail address'),
    ],
)
def test_wrong_address(url: str, words: str) -> None:
    assert words in url_problem(url)


@pytest.mark.parametrize(
    ('url', 'expected'),
    [
        ('https://a.example/b', True),
        ('HTTP://a.example', True),
        ('a/b.html', False),
        ('mailto:a@b.example', False),
        ('javascript:alert(1)', False),
        ('https://[::1', False),
        ('https://a.example/"><b>', False),
    ],
)
def test_addresses_on_the_web(url: str, expected: bool) -> None:
    assert is_web_address(url) is expected


@given(st.sampled_from(FIELDS), st.text() | st.text(alphabet='a1P-:/<>,\n @.?[]#—none', max_size=20))
def test_reading_a_value_never_raises(item: Field, text: str) -> None:
    parsed = parse_value(item, text)
    # What cannot be kept is never lost without a word.
    assert parsed.value is not None or parsed.problems
    assert parsed.value not in ((), '', Link('', ''), Contact())
    if isinstance(parsed.value, Link) and parsed.value.url:
        assert not re.match(r'(?i)\s*(?!https?:|mailto:)[a-z][a-z0-9+.-]*:', parsed.value.url)


@given(st.sampled_from(FIELDS), st.text(alphabet='aB1P9D-/<>,. @', max_size=20))
def test_reading_again_changes_nothing(item: Field, text: str) -> None:
    value = parse_value(item, text).value
    if isinstance(value, str):
        assert parse_value(item, value).value == value
    elif isinstance(value, tuple) and not isinstance(value, Link | Contact):
        assert parse_value(item, '\n'.join(value)).value == value


def test_ids() -> None:
    assert all(is_id(text) for text in ('a', 'A.b_c-1', '1'))
    assert not any(is_id(text) for text in ('', '-a', 'a b', 'a/b', 'é', 'a\n', '.a'))
    assert split_ids('help-scout, anthropic') == ('help-scout', 'anthropic')
    assert split_ids('fastly') == ()
    assert split_ids('Intercom, Inc.') == ()
    assert split_ids('intercom, ') == ()


@pytest.mark.parametrize(
    ('name', 'ident'),
    [
        ('Help Scout', 'help-scout'),
        ('Écoles & Cie.', 'ecoles-cie'),
        ('2FA tokens', '2-fa-tokens'),
        ('Intercom, Inc.', 'intercom-inc'),
    ],
)
def test_slug(name: str, ident: str) -> None:
    assert slug(name) == ident


def test_slugs_of_other_scripts_differ() -> None:
    names = ['Ηλεκτρονικό', 'Ταχυδρομείο', '邮件', '电话', '!', '?', 'IP 地址是什么', 'IP 电话号码在', '12', '34']
    assert len({slug(name) for name in names}) == len(names)


@given(st.text() | st.text(alphabet=st.characters(categories=['Cs', 'L', 'N'])))
def test_slug_is_an_id(name: str) -> None:
    made = slug(name)
    assert is_id(made)
    assert made.isascii()
    assert made == made.lower()


@given(st.from_regex(r'\A[A-Za-z0-9][A-Za-z0-9._-]*\Z'), st.integers(1, 3))
def test_anchor(ident: str, occurrence: int) -> None:
    made = anchor('data', ident, occurrence)
    assert re.fullmatch(r'privacy-data-[a-z0-9-]+', made)


@pytest.mark.parametrize(
    ('value', 'near'),
    [
        ('hostin', 'hosting'),
        ('Hosting', 'hosting'),
        ('professional adviser', 'professional-adviser'),
        ('professional_adviser', 'professional-adviser'),
        ('zzz', ''),
        ('', ''),
    ],
)
def test_nearest(value: str, near: str) -> None:
    assert VOCABULARIES['recipient-categories'].nearest(value) == near
    assert nearest(value, list(VOCABULARIES['recipient-categories'].labels)) == near
    assert nearest(value, [key.upper() for key in VOCABULARIES['recipient-categories'].labels]) == near.upper()


def test_nearest_of_names_with_capital_letters() -> None:
    names = ['X-REF', 'X-REGISTRY', 'Big_Team']
    assert [nearest(value, names) for value in ('X-REFF', 'x-ref', 'X-REGISTRI', 'big team', 'Big-Teem', 'zzz')] == [
        'X-REF',
        'X-REF',
        'X-REGISTRY',
        'Big_Team',
        'Big_Team',
        '',
    ]


def test_field_table_is_whole() -> None:
    for kind in KINDS.values():
        assert kind.title_field in kind.by_name or kind.title_field == 'id'
        assert len(kind.by_name) == len(kind.fields)
        # What an option of every directive means, no field of one can mean.
        assert not kind.by_name.keys() & {item.name for item in COMMON}
        for item in kind.fields:
            assert re.fullmatch(r'[a-z0-9]+(-[a-z0-9]+)*', item.name)
            assert item.type in get_args(FieldType)
            assert item.help.endswith('.')
            assert (item.vocabulary in VOCABULARIES) == (item.type in {'key', 'keys'})
            assert not item.refers_to or item.refers_to == '*' or item.refers_to in KINDS
    assert set(BY_TABLE) == {
        *('controllers', 'processors', 'data', 'purposes', 'cookies', 'rights', 'measures', 'statements')
    }
    assert tuple(VOCABULARIES['styles'].labels) == STYLES
    assert set(tables.CONTACT) == set(Contact._fields) - {'text'}
    assert set(tables.LINK) == set(Link._fields)


# The vocabularies of the crosswalk; and keys in it for what is found on a site, which no author states.
LISTS = {
    'data-categories': (('data_categories',), set()),
    'purposes': (('purposes',), set()),
    'legal-bases': (('legal_bases',), set()),
    'art9-conditions': (('art9_conditions',), set()),
    'transfer-mechanisms': (('transfer_mechanisms',), set()),
    'rights': (('rights_gdpr', 'rights_ccpa'), set()),
    'recipient-roles': (('recipient_roles',), set()),
    'data-sources': (('data_sources',), set()),
    'provision': (('provision_13_2_e',), set()),
    'data-subjects': (('data_subjects',), set()),
    'cookie-categories': (('cookie_categories',), {'unclassified'}),
    'cookie-kinds': (('cookie_kinds',), {'fingerprint'}),
    'security-measures': (('security_measures',), set()),
}


@pytest.mark.skipif(not CROSSWALK.exists(), reason=f'{CROSSWALK.name} is not beside this checkout')
@pytest.mark.parametrize('name', LISTS)
def test_vocabulary_is_that_of_the_crosswalk(name: str) -> None:
    crosswalk: dict[str, list[Any]] = json.loads(CROSSWALK.read_text(encoding='utf-8'))
    lists, others = LISTS[name]
    items = [item for part in lists for item in crosswalk[part]]
    keys = [item if isinstance(item, str) else item['key'] for item in items]
    assert set(VOCABULARIES[name].labels) | others == set(keys)
    assert not VOCABULARIES[name].labels.keys() & others
