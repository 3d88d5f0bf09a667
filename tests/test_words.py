"""Facts in the words of a language."""

from __future__ import annotations

import datetime
import logging
import time
from decimal import Decimal
from pathlib import Path

import pytest
import sphinx.locale
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_privacy.words.countries import AREAS, COUNTRIES, country_name, is_country
from sphinxext_privacy.words.dates import date_format_problem, date_words
from sphinxext_privacy.words.lists import join_words, list_separators
from sphinxext_privacy.words.locales import locale_for
from sphinxext_privacy.words.periods import (
    MESSAGES,
    Retention,
    duration_words,
    parse_duration,
    parse_retention,
    retention_order,
    retention_words,
)

LANGUAGES = ('', 'ar', 'de', 'en', 'es', 'fr', 'ja', 'pl', 'pt_BR', 'ru', 'sr@latin', 'zh_CN')
SPHINX_LANGUAGES = sorted(
    folder.name for folder in Path(sphinx.locale.__file__).parent.iterdir() if (folder / 'LC_MESSAGES').is_dir()
)
DAY = datetime.date(2026, 2, 10)

languages = st.sampled_from(LANGUAGES)


def same(message: str) -> str:
    return message


# -- locales ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('language', 'locale'),
    [
        ('', 'en'),
        ('en', 'en'),
        ('de', 'de'),
        ('pt_BR', 'pt_BR'),
        ('pt-BR', 'pt_BR'),
        ('zh_CN', 'zh_Hans_CN'),
        ('zh_TW', 'zh_Hant_TW'),
        ('zh_TW.Big5', 'zh_Hant_TW'),
        ('zh-Hant', 'zh_Hant'),
        ('sr', 'sr'),
        ('sr@latin', 'sr_Latn'),
        ('ca@valencia', 'ca'),
        ('de_XX', 'de'),
        ('cak', 'en'),
        ('xx_YY', 'en'),
        ('../../etc/passwd', 'en'),
        ('C', 'en'),
        ('POSIX', 'en'),
        ('C.UTF-8', 'en'),
        ('Ünsinn', 'en'),
    ],
)
def test_locale_for_a_language(language: str, locale: str) -> None:
    assert str(locale_for(language)) == locale


@given(st.text())
def test_every_language_has_a_locale(language: str) -> None:
    assert isinstance(locale_for(language), Locale)


# -- dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('language', 'words'),
    [
        ('', 'February 10, 2026'),
        ('en', 'February 10, 2026'),
        ('en_GB', '10 February 2026'),
        ('de', '10. Februar 2026'),
        ('es', '10 de febrero de 2026'),
        ('fr', '10 février 2026'),
        ('ja', '2026年2月10日'),
        ('pl', '10 lutego 2026'),
        ('pt_BR', '10 de fevereiro de 2026'),
        ('sr@latin', '10. februar 2026.'),
        ('zh_CN', '2026年2月10日'),
    ],
)
def test_long_dates(language: str, words: str) -> None:
    assert date_words(DAY, format='', language=language) == words


@pytest.mark.parametrize(
    ('language', 'format_', 'words'),
    [
        ('en', '%Y-%m-%d', '2026-02-10'),
        ('en', '%B %-d, %Y', 'February 10, 2026'),
        ('en', '%b %d, %Y', 'Feb 10, 2026'),
        ('de', '%A, %d. %B %Y', 'Dienstag, 10. Februar 2026'),
        ('de', '%x', '10.02.2026'),
        ('de', '%c', '10.02.2026'),
        ('cak', '%B', 'February'),
        ('en', 'as of %Y, 100 %%', 'as of 2026, 100 %'),
        ('en', '%%Y %%y', '%Y %y'),
        ('en', 'plain', 'plain'),
    ],
)
def test_formatted_dates(language: str, format_: str, words: str) -> None:
    assert date_words(DAY, format=format_, language=language) == words


def test_year_of_two_digits_is_that_of_the_date() -> None:
    # These days belong to a week of another year.
    assert date_words(datetime.date(2024, 12, 30), format='%d/%m/%y', language='en') == '30/12/24'
    assert date_words(datetime.date(2027, 1, 1), format='%y', language='en') == '27'
    assert date_words(datetime.date(2009, 6, 1), format='%y', language='en') == '09'


@pytest.mark.skipif(not hasattr(time, 'tzset'), reason='the zone of a process cannot be set there')
@pytest.mark.parametrize('zone', ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC'])
def test_dates_do_not_shift(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('TZ', zone)
    time.tzset()
    try:
        east = datetime.timezone(datetime.timedelta(hours=14))
        west = datetime.timezone(datetime.timedelta(hours=-12))
        for date in (
            DAY,
            datetime.datetime(2026, 2, 10, 0, 0, tzinfo=east),
            datetime.datetime(2026, 2, 10, 23, 59, tzinfo=west),
        ):
            assert date_words(date, format='', language='en') == 'February 10, 2026'
            assert date_words(date, format='%Y-%m-%d %a', language='en') == '2026-02-10 Tue'
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize('format_', ['%H:%M', '%d %X', '%U', '%W', '%-W', '%p', '%z', '%Z', '%F', '%-y', '%é', '50 %'])
def test_formats_that_no_date_has(format_: str, caplog: pytest.LogCaptureFixture) -> None:
    assert 'cannot stand in the format of a date' in date_format_problem(format_)
    with caplog.at_level(logging.WARNING):
        assert date_words(DAY, format=format_, language='en') == 'February 10, 2026'
    assert not caplog.records


def test_problem_names_each_wrong_format_once() -> None:
    assert date_format_problem('%H %d %M %H').startswith('%H %M cannot stand')
    assert date_format_problem('') == date_format_problem('%d. %B %Y %%H') == ''


@given(st.dates(), languages, st.text(alphabet='%-aAbBcdjmwxyYHX %.é', max_size=9))
def test_date_words_never_fail(date: datetime.date, language: str, format_: str) -> None:
    assert date_words(date, format='', language=language)
    assert isinstance(date_words(date, format=format_, language=language), str)


# -- lists -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('language', 'words'),
    [
        ('en', 'A, B, and C'),
        ('de', 'A, B und C'),
        ('es', 'A, B y C'),
        ('fr', 'A, B et C'),
        ('ja', 'A、B、C'),
        ('pt_BR', 'A, B e C'),
        ('zh_CN', 'A、B和C'),
    ],
)
def test_lists(language: str, words: str) -> None:
    assert join_words(['A', 'B', 'C'], language) == words


def test_short_lists() -> None:
    assert [join_words('ABC'[:count], 'en') for count in range(4)] == ['', 'A', 'A and B', 'A, B, and C']


def test_words_are_no_patterns() -> None:
    assert join_words(['{0}', '{1} {', '%s'], 'en') == '{0}, {1} {, and %s'


def test_separators() -> None:
    assert list_separators(0, 'en') == ('',)
    assert list_separators(1, 'en') == ('', '')
    assert list_separators(2, 'en') == ('', ' and ', '')
    assert list_separators(4, 'en') == ('', ', ', ', ', ', and ', '')
    assert list_separators(3, 'ab')[-1] == '-и'


def test_separators_make_the_same_list_in_every_language() -> None:
    for language in localedata.locale_identifiers():
        for count in range(6):
            parts = [f'<{number}>' for number in range(count)]
            first, *others = list_separators(count, language)
            joined = first + ''.join(part + other for part, other in zip(parts, others, strict=True))
            assert joined == join_words(parts, language), (language, count)


# -- countries -------------------------------------------------------------------------------------


def test_countries_are_the_official_ones() -> None:
    # What CLDR has besides: reserved in ISO 3166-1 (AC CP CQ DG EA EU EZ IC TA UN), for private use (QO XA XB
    # XK ZZ), and regions in digits.
    besides = {'AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ'}
    territories = {code for code in map(str, Locale('en').territories) if len(code) == 2}
    assert territories - besides == COUNTRIES
    assert len(COUNTRIES) == 249


@pytest.mark.parametrize('code', ['', 'EU', 'EEA', 'UK', 'XK', 'ZZ', 'us', 'USA', '840', ' US', 'AN', 'SU', 'YU'])
def test_codes_that_are_no_countries(code: str) -> None:
    assert not is_country(code)
    assert is_country('US')


@pytest.mark.parametrize(
    ('code', 'language', 'name'),
    [
        ('US', 'en', 'United States'),
        ('DE', 'de', 'Deutschland'),
        ('IE', 'fr', 'Irlande'),
        ('JP', 'ja', '日本'),
        ('GB', 'de', 'Vereinigtes Königreich'),
        ('UK', 'de', 'Vereinigtes Königreich'),
        ('EU', 'es', 'Unión Europea'),
        ('EU', 'cak', 'European Union'),
        ('EEA', 'en', 'European Economic Area'),
    ],
)
def test_country_names(code: str, language: str, name: str) -> None:
    assert country_name(code, language, same) == name


def test_area_without_a_name_in_cldr_is_a_message() -> None:
    translations = {'European Economic Area': 'Europäischer Wirtschaftsraum'}
    assert country_name('EEA', 'de', translations.__getitem__) == 'Europäischer Wirtschaftsraum'


@pytest.mark.parametrize('code', ['', 'XX', 'us', 'Germany'])
def test_names_of_what_is_no_country(code: str) -> None:
    with pytest.raises(ValueError, match='EEA, EU, UK'):
        country_name(code, 'en', same)


@pytest.mark.parametrize('language', [*SPHINX_LANGUAGES, 'ab', 'nds'])
def test_every_country_has_a_name(language: str) -> None:
    for code in (*COUNTRIES, *AREAS):
        assert country_name(code, language, same)


# -- periods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('text', 'retention'),
    [
        ('P90D', Retention('period', duration='P90D')),
        ('PT12H', Retention('period', duration='PT12H')),
        ('P1DT12H', Retention('period', duration='P1DT12H')),
        ('PT0,5H', Retention('period', duration='PT0,5H')),
        ('P90D after account deletion', Retention('period', duration='P90D', event='account deletion')),
        ('P2W After [closing](#x) it', Retention('period', duration='P2W', event='[closing](#x) it')),
        ('until 2027-12-31', Retention('until-date', date='2027-12-31')),
        ('until account deletion', Retention('until-event', event='account deletion')),
        ('Until 2027', Retention('until-event', event='2027')),
        ('until 24/7 support ends', Retention('until-event', event='24/7 support ends')),
        ('session', Retention('session')),
        ('Session', Retention('session')),
        ('not stored', Retention('not-stored')),
        ('indefinite', Retention('indefinite')),
    ],
)
def test_retentions(text: str, retention: Retention) -> None:
    assert parse_retention(text) == retention._replace(text=text)


@pytest.mark.parametrize(
    'text',
    [
        '90 days',
        '90d',
        '24h after the visit',
        '3D scans are not kept',
        'P2P messages pass through',
        'Pages after deletion',
        'after account deletion',
        'as long as the law asks',
        'untilled fields',
        'indefinitely',
        'session cookies only',
        'not stored by us',
        'in two\n  lines',
    ],
)
def test_criteria(text: str) -> None:
    assert parse_retention(f' {text}\n') == Retention('criteria', text=text)


def test_space_does_not_matter() -> None:
    spaced = parse_retention('\n P90D   after\n account\tdeletion ')
    assert spaced == parse_retention('P90D after account deletion')
    assert parse_retention('not \n stored').kind == 'not-stored'


@pytest.mark.parametrize(
    'text',
    [
        'P',
        'PT',
        'P after account deletion',
        'P90',
        'P90X',
        'P90D,',
        'P90D, or longer',
        'P-90D',
        '-P90D',
        'p90d',
        'p90d after account deletion',
        'P９０D',
        'P1D1Y',
        'P1Y2W',
        'P1DT',
        'P1H',
        'PT1D',
        'P1.5Y6M',
        'P1234567890D',
        'P0003-06-04T12:30:05',
        '90D',
        '90D after account deletion',
        '1Y6M',
        'T12H',
    ],
)
def test_durations_that_are_wrong(text: str) -> None:
    with pytest.raises(ValueError, match='is not a duration of ISO 8601'):
        parse_retention(text)


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        ('', 'it is empty'),
        (' \n', 'it is empty'),
        ('P90D after', 'names no event'),
        ('P90D or longer', 'write "P90D after" and an event'),
        ('P90D from account deletion', 'write "P90D after" and an event'),
        ('until', 'has no end'),
        ('until 2027-13-45', 'is not a date'),
        ('until 2027-02-30', 'is not a date'),
        ('until 2027-1-1', 'such as 2026-02-10'),
        ('until 2027-12', 'such as 2026-02-10'),
        ('until 20271231', 'such as 2026-02-10'),
        ('until 31.12.2027', 'such as 2026-02-10'),
        ('until 12/31/27', 'such as 2026-02-10'),
    ],
)
def test_retentions_that_are_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_retention(text)


numbers = st.one_of(st.integers(0, 999_999_999).map(str), st.from_regex('[0-9]{1,9}[.,][0-9]{1,9}', fullmatch=True))


@st.composite
def durations(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        return f'P{draw(numbers)}W'
    chosen = draw(st.lists(st.sampled_from(range(6)), min_size=1, unique=True).map(sorted))
    texts = []
    for index in chosen:
        if index > 2 and 'T' not in texts:
            texts.append('T')
        whole = st.integers(0, 999_999_999).map(str)
        texts.append(draw(numbers if index == chosen[-1] else whole) + 'YMDHMS'[index])
    return f'P{"".join(texts)}'


events = st.text(min_size=1).map(lambda text: ' '.join(text.split())).filter(bool)
retentions = st.one_of(
    st.text(),
    durations(),
    st.builds('{} after {}'.format, durations(), events),
    st.builds('until {}'.format, st.one_of(events, st.dates())),
    st.sampled_from(['session', 'not stored', 'indefinite']),
    st.from_regex(r'[-+PT0-9.,YMWDHSX]{1,9}( after .*| .*)?', fullmatch=True),
)


@given(retentions, languages)
def test_every_retention_is_read_back_and_has_words(text: str, language: str) -> None:
    try:
        retention = parse_retention(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017
        return
    assert parse_retention(retention.text) == retention
    assert bool(retention.duration) == (retention.kind == 'period')
    assert bool(retention.date) == (retention.kind == 'until-date')
    assert not retention.event or retention.kind in {'period', 'until-event'}
    words = retention_words(retention, language, same)
    assert words
    assert retention.event in words


@given(durations(), languages)
def test_every_duration_has_words(iso: str, language: str) -> None:
    assert all(number >= 0 for _, number in parse_duration(iso))
    assert parse_retention(iso).duration == iso
    assert duration_words(iso, language)


def test_parts_of_a_duration() -> None:
    assert parse_duration('P1Y2M3DT4H5M6,5S') == (
        ('year', Decimal(1)),
        ('month', Decimal(2)),
        ('day', Decimal(3)),
        ('hour', Decimal(4)),
        ('minute', Decimal(5)),
        ('second', Decimal('6.5')),
    )
    assert parse_duration('PT5M') == (('minute', Decimal(5)),)
    assert parse_duration('P2W') == (('week', Decimal(2)),)


@pytest.mark.parametrize(
    ('iso', 'language', 'words'),
    [
        ('P90D', 'en', '90 days'),
        ('P1D', 'en', '1 day'),
        ('P0D', 'en', '0 days'),
        ('P1Y6M', 'en', '1 year and 6 months'),
        ('P0Y6M', 'en', '6 months'),
        ('P1Y2M3D', 'en', '1 year, 2 months, and 3 days'),
        ('P1DT12H', 'en', '1 day and 12 hours'),
        ('P2W', 'en', '2 weeks'),
        ('PT30M', 'en', '30 minutes'),
        ('P1.5Y', 'en', '1.5 years'),
        ('P1.0Y', 'en', '1 year'),
        ('P1.23456Y', 'en', '1.23456 years'),
        ('P1000D', 'en', '1,000 days'),
        ('P1Y6M', 'de', '1 Jahr und 6 Monate'),
        ('PT0,5H', 'de', '0,5 Stunden'),
        ('P2Y', 'pl', '2 lata'),
        ('P5Y', 'pl', '5 lat'),
        # Long forms that CLDR leaves out, as they are the same as the short ones.
        ('P90D', 'ja', '90 日'),
        ('P1Y6M', 'zh_CN', '1年和6个月'),
        ('P1Y6M', 'pt_BR', '1 ano e 6 meses'),
        ('P1M', 'ar', 'شهر'),
    ],
)
def test_durations_in_words(iso: str, language: str, words: str) -> None:
    assert duration_words(iso, language) == words


@pytest.mark.parametrize('language', SPHINX_LANGUAGES)
def test_no_language_shows_names_of_units(language: str) -> None:
    for iso in ('P1Y', 'P6M', 'P2W', 'P90D', 'PT12H', 'PT30M', 'PT5S', 'P1.5Y'):
        assert 'duration' not in duration_words(iso, language)


@pytest.mark.parametrize('iso', ['', '90 days', 'P', 'P90', 'P1D1Y'])
def test_words_of_what_is_no_duration(iso: str) -> None:
    with pytest.raises(ValueError, match='is not a duration of ISO 8601'):
        duration_words(iso, 'en')


GERMAN = {
    '{period} after {event}': '{period} nach {event}',
    'until {date}': 'bis zum {date}',
    'until {event}': 'bis zur {event}',
    'not stored': 'nicht gespeichert',
    'indefinitely': 'unbefristet',
    'until the end of the session': 'bis zum Ende der Sitzung',
}


def test_german_covers_all_messages() -> None:
    assert set(MESSAGES.values()) == set(GERMAN)


@pytest.mark.parametrize(
    ('text', 'english', 'german'),
    [
        ('P90D', '90 days', '90 Tage'),
        ('P90D after Löschung', '90 days after Löschung', '90 Tage nach Löschung'),
        ('until 2027-12-31', 'until December 31, 2027', 'bis zum 31. Dezember 2027'),
        ('until Löschung', 'until Löschung', 'bis zur Löschung'),
        ('session', 'until the end of the session', 'bis zum Ende der Sitzung'),
        ('not stored', 'not stored', 'nicht gespeichert'),
        ('indefinite', 'indefinitely', 'unbefristet'),
        ('as long as {event} lasts', 'as long as {event} lasts', 'as long as {event} lasts'),
    ],
)
def test_retentions_in_words(text: str, english: str, german: str) -> None:
    retention = parse_retention(text)
    assert retention_words(retention, 'en', same) == english
    assert retention_words(retention, 'de', GERMAN.__getitem__) == german


def test_dates_of_retentions_take_the_format_of_dates() -> None:
    retention = parse_retention('until 2027-12-31')
    assert retention_words(retention, 'en', same, date_format='%Y-%m-%d') == 'until 2027-12-31'


def test_braces_in_an_event_are_no_placeholders() -> None:
    assert retention_words(parse_retention('until {date} {0} {'), 'en', same) == 'until {date} {0} {'


def test_retentions_in_order() -> None:
    """Shorter comes first; what has no length comes after, and what has no end last."""
    expected = [
        'not stored', 'session', 'PT12H', 'P1D', 'P30D', 'P30D after the visit', 'P6M', 'P1Y', 'P10Y',
        'until 2027-12-31', 'until account deletion', 'as long as needed', 'indefinite',
    ]  # fmt: skip
    shuffled = [*expected[1::2], *expected[::2]]
    found = sorted(shuffled, key=retention_order)
    lengths = expected[:9]
    assert found[:9] == lengths
    assert found[-1] == 'indefinite'
    assert set(found[9:-1]) == set(expected[9:-1])
    assert retention_order('P90X') > retention_order('P100Y')
