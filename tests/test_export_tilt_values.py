"""Values of TILT: codes, references, dates, phone numbers and addresses fit the patterns of its schema."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from sphinxext_privacy.exports.tilt_values import (
    country_code,
    email_in,
    is_date,
    is_email,
    is_phone,
    language_code,
    reference,
    time_to_live,
    uri,
)
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from tests.helpers.exported import URLS, WORDS
from tests.helpers.tilt import (
    load_schema,
)


@pytest.fixture(scope='module')
def schema() -> Any:
    return load_schema()


# -- values -----------------------------------------------------------------------------------------------------


def pattern_of(schema: Any, *path: str) -> re.Pattern[str]:
    for step in path:
        schema = schema['properties'][step]
    return re.compile(schema['pattern'])


def test_languages_and_countries_fit_their_patterns(schema: Any) -> None:
    language, country = pattern_of(schema, 'meta', 'language'), pattern_of(schema, 'controller', 'country')
    two = [first + second for first in map(chr, range(97, 123)) for second in map(chr, range(97, 123))]
    assert [code for code in two if language_code(code)] == [code for code in two if language.search(code)]
    assert language_code('pt_BR') == 'pt'
    assert [language_code(code) for code in ('sr@latin', 'zh-Hant', 'DE', 'cak', '')] == ['sr', 'zh', 'de', '', '']
    codes = [code.upper() for code in two if country_code(code.upper())]
    assert len(codes) > 240
    assert all(country.search(country_code(code)) for code in codes)
    assert [country_code(code) for code in ('UK', 'EU', 'EEA', 'de', 'ZZ')] == ['GB', 'EU', '', '', '']


def test_every_legal_basis_has_a_reference(schema: Any) -> None:
    items = schema['properties']['dataDisclosed']['items']['anyOf'][0]['properties']['legalBases']['items']['anyOf'][0]
    known = re.compile(items['properties']['reference']['pattern'])
    for vocabulary in ('legal-bases', 'art9-conditions'):
        for key in VOCABULARIES[vocabulary].labels:
            found = reference(vocabulary, key)
            assert re.fullmatch(r'GDPR-[69]-[12]-[a-j]', found)
            assert known.search(found)


def test_dates_and_phone_numbers_fit_their_patterns(schema: Any) -> None:
    date = pattern_of(schema, 'meta', 'created')
    phone = pattern_of(schema, 'dataProtectionOfficer', 'phone')
    for text in ('2026-02-10', '0001-01-01', '9999-12-31', '2024-02-29'):
        assert is_date(text)
        assert date.search(text)
    assert not any(map(is_date, ('', '2026', '2026-13-01', '10.02.2026', '2026-02-10T00:00:00', '2026-02-10\n')))
    for text in ('+49 30 124', '0049/30/124', '(030) 124', '++1', '030-1.2'):
        assert is_phone(text)
        assert phone.search(text)
    assert not any(map(is_phone, ('', 'ring', '030 124 ext. 5', '124\n', '٣')))


@given(
    st.text(alphabet=st.characters(codec='utf-8') | st.sampled_from('/:?#[]@%a.0 ')) | st.sampled_from((*URLS, *WORDS))
)
@settings(deadline=None, max_examples=50)
def test_addresses(text: str) -> None:
    found = uri(text)
    assert Draft7Validator.FORMAT_CHECKER.conforms(found, 'uri-reference')
    assert uri(found) == found
    assert found.isascii()


def test_addresses_are_kept_as_they_are() -> None:
    for text in ('https://user@x.example:8080/a%20b?c=d&e#f', 'mailto:a@x.example', './', 'n.html#a', 'https://[::1]/'):
        assert uri(text) == text
    assert uri('https://x.example/ü 50%?<b>') == 'https://x.example/%C3%BC%2050%25?%3Cb%3E'
    assert [uri(text) for text in ('https://[x/', 'a#b#c', 'https://x.example:port/')] == ['', '', '']


def test_email_addresses() -> None:
    assert is_email('a.b+c@x.example')
    assert not any(
        map(is_email, ('', 'a@b', 'a b@x.example', 'a@x.example, b@x.example', 'a@x.example.', '@x.example'))
    )
    assert email_in('Dora <dora@x.example>, room 5') == 'dora@x.example'
    assert email_in('mailto:dora@x.example') == 'dora@x.example'
    assert email_in('a@x.example or b@x.example') == ''
    assert email_in('Ask at the door') == ''


@pytest.mark.parametrize(('iso', 'ttl'), [('P52W', 'P364D'), ('P0W', 'P0D'), ('P0,5W', 'P3.5D'), ('P100W', 'P700D')])
def test_weeks(iso: str, ttl: str) -> None:
    assert time_to_live(iso) == ttl
