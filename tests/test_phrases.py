"""The lists of phrases: each expression finds what it is there for, and not what only looks like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_privacy.rules.outcome import Passage
from sphinxext_privacy.rules.phrases import ENGLISH, Phrases, folded, languages, listed_in, phrases_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOUND: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    'en': {
        'no-personal-data': (
            'No personal information is collected.',
            'All is counted in aggregate; no personal data are stored or shared.',
            'We count visits, and no personally identifiable information (PII) is ever collected.',
            'We do not collect any personal data.',
            'This website does not collect, store or share personal information on this site.',
            'docs.example.org doesn’t store any personal data about you.',
            "We don't collect personally identifiable information!",
            'Our app never collects personal data.',
            'We collect no personal information at all.',
        ),
        'no-cookies': (
            'No cookies are used.',
            'We do not use cookies.',
            'This site does not set or store any cookies.',
            'Our blog uses no cookies and no scripts.',
            'We never set cookies.',
            'There are no cookies on this site.',
            'This website is completely cookie-free.',
        ),
        'only-necessary-cookies': (
            'We only use strictly necessary cookies.',
            'This site uses only essential cookies to keep you signed in.',
            'We use nothing but functional cookies.',
            'Only necessary cookies are set.',
            'We use strictly functional cookies.',
            'The cookies we use are strictly functional cookies and have no marketing purpose.',
            'All our cookies are strictly necessary.',
            'Our cookies are exclusively technically necessary.',
        ),
        'no-marketing-cookies': (
            'No advertising or tracking cookies are set.',
            'There are no marketing cookies.',
            'We do not use any third-party advertising cookies.',
            'We use no tracking cookies.',
            'We never set marketing cookies.',
            'We do not use cookies for advertising purposes.',
            'The cookies we use are strictly functional cookies and have no marketing purpose.',
            'Our cookies are not used for marketing.',
        ),
        'addendum': (
            'This notice is an addendum to the PSF Privacy Notice, which also applies.',
            'It is an addendum to “Acme & Co. Privacy Policy”.',
            'This privacy notice forms an addendum to all that we say elsewhere.',
            'This privacy policy supplements the general privacy policy.',
        ),
        'placeholder': (
            'for [X] days',
            'after [XX days]',
            '[COMPANY NAME] keeps it',
            'Write to [EMAIL].',
            'Write to [your e-mail address here].',
            '[Insert date]',
            'TODO: ask Ann',
            'Retention: TBD',
            'Call XXX',
            'Lorem ipsum dolor sit amet',
        ),
        'other-notice': ('see the privacy notice of PyPI', 'This does not cover PyPI.', 'See also PyPI.'),
    },
    'de': {
        'no-personal-data': (
            'Es werden keine personenbezogenen Daten erhoben.',
            'Es werden auf dieser Website keinerlei personenbezogene Daten gespeichert oder verarbeitet.',
            'Wir erheben keine personenbezogenen Daten.',
            'Diese Website speichert keine persönlichen Daten.',
            'Personenbezogene Daten werden nicht erhoben.',
            'Auf dieser Seite werden keine personenbezogenen Daten erfasst.',
        ),
        'no-cookies': (
            'Wir verwenden keine Cookies.',
            'Wir setzen auf unserer Website keine Cookies ein.',
            'Es werden keine Cookies gesetzt.',
            'Auf dieser Website werden keine Cookies verwendet.',
            'Cookies werden nicht verwendet.',
            'Wir verzichten vollständig auf Cookies.',
            'Unsere Website kommt ohne Cookies aus.',
        ),
        'only-necessary-cookies': (
            'Wir verwenden ausschließlich technisch notwendige Cookies.',
            'Es werden nur unbedingt erforderliche Cookies gesetzt.',
            'Auf dieser Website werden nur notwendige Cookies eingesetzt.',
            'Unsere Cookies sind rein funktional.',
            'Die von uns verwendeten Cookies sind ausschließlich technisch notwendig.',
        ),
        'no-marketing-cookies': (
            'Wir verwenden keine Werbe-Cookies.',
            'Es werden keine Marketing- oder Tracking-Cookies gesetzt.',
            'Auf dieser Website werden keine Trackingcookies verwendet.',
            'Wir verwenden keine Cookies für Werbung.',
            'Wir setzen keine Cookies zu Werbezwecken ein.',
        ),
        'addendum': (
            'Diese Datenschutzhinweise sind eine Ergänzung zur Datenschutzerklärung der Acme GmbH.',
            'Diese Datenschutzerklärung ergänzt die allgemeinen Hinweise.',
        ),
        'placeholder': ('[Name des Unternehmens]', '[bitte eintragen]', '[Ihr Unternehmen]'),
        'other-notice': (
            'siehe die Datenschutzerklärung von PyPI',
            'die Datenschutzbestimmungen von PyPI',
            'Dies gilt nicht für PyPI.',
            'anders als PyPI',
        ),
    },
    'fr': {
        'no-personal-data': (
            'Aucune donnée personnelle n’est collectée.',
            "Aucune information à caractère personnel n'est conservée ni transmise.",
            'Nous ne collectons aucune donnée personnelle.',
            'Ce site ne recueille pas de données à caractère personnel.',
            'Notre application n’enregistre aucune donnée personnelle.',
            "Il n'y a pas de collecte de données personnelles.",
        ),
        'no-cookies': (
            'Aucun cookie n’est utilisé.',
            "Nous n'utilisons pas de cookies.",
            'Ce site ne dépose aucun cookie.',
        ),
        'only-necessary-cookies': (
            'Nous n’utilisons que des cookies strictement nécessaires.',
            'Ce site ne dépose que des cookies techniques.',
            'Nous utilisons uniquement des cookies fonctionnels.',
            'Seuls des cookies nécessaires sont déposés.',
            'Les cookies que nous utilisons sont strictement nécessaires.',
        ),
        'no-marketing-cookies': (
            'Aucun cookie publicitaire n’est déposé.',
            "Nous n'utilisons pas de cookies à des fins publicitaires.",
            'Ce site ne dépose pas de cookies de suivi.',
        ),
        'addendum': (
            'La présente notice de confidentialité complète celle de la fondation.',
            'C’est un complément à la politique de confidentialité de la fondation.',
        ),
        'placeholder': ('[nom de l’entreprise]', '[à compléter]'),
        'other-notice': (
            'la politique de confidentialité de PyPI',
            'Elle ne s’applique pas à PyPI.',
            'contrairement à PyPI',
        ),
    },
    'es': {
        'no-personal-data': (
            'No se recopilan datos personales.',
            'No recopilamos ni almacenamos datos personales.',
            'Este sitio web no recoge información personal.',
            'Nunca recopilamos datos personales.',
            'Ningún dato personal es almacenado.',
        ),
        'no-cookies': (
            'No se utilizan cookies.',
            'No usamos cookies.',
            'Este sitio no utiliza cookies.',
            'Nunca usamos cookies.',
        ),
        'only-necessary-cookies': (
            'Solo usamos cookies estrictamente necesarias.',
            'Este sitio utiliza únicamente cookies técnicas.',
            'Solo se utilizan cookies necesarias.',
            'Las cookies que usamos son estrictamente necesarias.',
        ),
        'no-marketing-cookies': ('No se utilizan cookies publicitarias.', 'No usamos cookies de seguimiento.'),
        'addendum': (
            'Este aviso de privacidad complementa el de la fundación.',
            'Es un anexo al aviso de privacidad de la fundación.',
        ),
        'placeholder': ('[nombre de la empresa]', '[completar]'),
        'other-notice': ('la política de privacidad de PyPI', 'No se aplica a PyPI.', 'a diferencia de PyPI'),
    },
    'pt_BR': {
        'no-personal-data': (
            'Não se coletam dados pessoais.',
            'Não coletamos dados pessoais.',
            'Este site não coleta nem armazena informações pessoais.',
            'Nenhum dado pessoal é coletado.',
            'Não há coleta de dados pessoais.',
            'Dados pessoais não são coletados.',
        ),
        'no-cookies': (
            'Não se usam cookies.',
            'Não utilizamos cookies.',
            'Nenhum cookie é utilizado.',
            'Não são utilizados cookies.',
        ),
        'only-necessary-cookies': (
            'Usamos apenas cookies estritamente necessários.',
            'São utilizados somente cookies técnicos.',
            'Apenas cookies essenciais são usados.',
            'Nossos cookies são estritamente necessários.',
        ),
        'no-marketing-cookies': (
            'Não usamos cookies de publicidade.',
            'Nenhum cookie publicitário é utilizado.',
            'Não são utilizados cookies de marketing.',
        ),
        'addendum': (
            'Este aviso de privacidade complementa o da fundação.',
            'É um adendo à política de privacidade da fundação.',
        ),
        'placeholder': ('[nome da empresa]', '[preencher]'),
        'other-notice': ('a política de privacidade do PyPI', 'Não se aplica ao PyPI.', 'ao contrário do PyPI'),
    },
    'ja': {
        'no-personal-data': (
            '個人情報を収集しません。',
            '当サイトでは、個人データは一切収集していません。',
            '当社は個人情報の収集を行っておりません。',
            '個人情報は取得されません。',
        ),
        'no-cookies': (
            'Cookieは使用していません。',
            '当サイトはクッキー（Cookie）を使用しません。',
            'Cookieの使用は行っていません。',
        ),
        'only-necessary-cookies': (
            '必要なCookieのみを使用しています。',
            '本サイトでは、必須のクッキーだけを使用します。',
            '当社が使用するCookieは、必要なものだけです。',
        ),
        'no-marketing-cookies': (
            '広告目的のCookieは使用していません。',
            'Cookieを広告目的には使用しません。',
        ),
        'addendum': ('本プライバシー通知は、財団のプライバシーポリシーを補足するものです。',),
        'placeholder': ('［会社名］', '[未定]'),
        'other-notice': (
            'PyPIのプライバシーポリシー',
            'PyPIには適用されません。',
            'PyPIとは異なります。',
            'PyPIとは異なり、',
        ),
    },
}
"""By language and topic: what is found, each expression of the lists at least once."""

MISSED: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    'en': {
        'no-personal-data': (
            'We do not collect personal data of children.',
            'We do not knowingly collect personal information from children under 13.',
            'We do not collect personal information unless you give it to us.',
            'We do not collect personal data without your consent.',
            'No personal information is collected for advertising.',
            'No personal data is sold.',
            'If you do not sign in, no personal data is collected.',
            'When you read the blog we do not collect personal data.',
            'Our partners do not collect personal data.',
            'No personal information other than your name is collected.',
            'No personal data is collected except your address.',
            'We collect personal data that you give us.',
            'We do not collect special categories of personal data.',
            'No personal data is collected through the contact form.',
            'Where no personal data is collected, nothing is kept.',
        ),
        'no-cookies': (
            'We do not use cookies for advertising.',
            'We do not use cookies to track you.',
            'We do not use cookies from third parties.',
            'No cookies are set before you agree.',
            'If you use our app, no cookies are set.',
            'We do not use these cookies unless you agree.',
            'You can choose that no cookies are set.',
            'We do not use cookies without your consent.',
        ),
        'only-necessary-cookies': (
            'Strictly necessary cookies',
            'Strictly functional cookies keep you signed in.',
            'If you decline, we only use strictly necessary cookies.',
            'Choose “Only necessary cookies” to decline.',
            'We use strictly necessary cookies and analytics cookies.',
            'We use strictly necessary cookies to keep you signed in.',
            'We only use necessary cookies unless you agree to more.',
            'These cookies are strictly necessary.',
            'Some cookies are strictly necessary.',
            'We only use necessary cookies and marketing cookies.',
        ),
        'no-marketing-cookies': (
            'We do not use marketing cookies without your consent.',
            'No marketing e-mails are sent.',
            'If you decline, no advertising cookies are set.',
            'We use marketing cookies.',
            'We do not use cookies for analytics.',
        ),
        'addendum': (
            'The Data Processing Addendum to our agreement holds.',
            'We signed an addendum to the contract.',
            'This notice is about the addendum.',
            'This policy supplements your rights.',
        ),
        'placeholder': (
            'the list of things to do',
            'our Todo app',
            'see [1] and [RFC 2119] and [GDPR]',
            '- [x] done',
            '[Your rights](rights.md)',
            '[COMPANY NAME](https://a.example)',
            'size XXL',
            'the ISBN [978-3]',
        ),
        'other-notice': ('We host PyPI there.', 'It is notable that PyPI applies.'),
    },
    'de': {
        'no-personal-data': (
            'Wir erheben keine personenbezogenen Daten von Kindern.',
            'Wir erheben keine personenbezogenen Daten ohne Ihre Einwilligung.',
            'Wenn Sie nur lesen, werden keine personenbezogenen Daten erhoben.',
            'Es werden keine personenbezogenen Daten erhoben, es sei denn, Sie schreiben uns.',
            'Es werden keine personenbezogenen Daten verkauft.',
            'Unsere Partner erheben keine personenbezogenen Daten.',
            'Wir erheben personenbezogene Daten nur, soweit das nötig ist.',
        ),
        'no-cookies': (
            'Wir verwenden keine Cookies für Werbung.',
            'Wir verwenden keine Cookies von Dritten.',
            'Es werden keine Cookies gesetzt, bevor Sie zustimmen.',
            'Wenn Sie ablehnen, werden keine Cookies gesetzt.',
            'Wir verwenden Cookies.',
        ),
        'only-necessary-cookies': (
            'Technisch notwendige Cookies',
            'Wenn Sie ablehnen, werden nur notwendige Cookies gesetzt.',
            'Nur notwendige Cookies zulassen',
            'Wir verwenden notwendige Cookies und Werbe-Cookies.',
            'Es werden nur notwendige Cookies gesetzt, sofern Sie nicht zustimmen.',
        ),
        'no-marketing-cookies': (
            'Wir verwenden keine Werbe-Cookies ohne Ihre Einwilligung.',
            'Wir versenden keine Werbung.',
            'Wir verwenden Marketing-Cookies.',
        ),
        'addendum': ('Wir haben eine Ergänzung zum Vertrag geschlossen.', 'Sie können Ihre Daten ergänzen.'),
        'placeholder': ('[Name](name.md)', 'der Name des Unternehmens', '[1]'),
        'other-notice': ('Wir betreiben PyPI.',),
    },
    'fr': {
        'no-personal-data': (
            'Nous ne collectons aucune donnée personnelle sans votre accord.',
            'Nous ne collectons pas de données personnelles concernant des enfants.',
            'Si vous lisez le site, aucune donnée personnelle n’est collectée.',
            'Aucune donnée personnelle n’est vendue.',
            'Nous ne collectons que les données personnelles utiles.',
        ),
        'no-cookies': (
            'Nous n’utilisons pas de cookies publicitaires.',
            'Aucun cookie n’est déposé sans votre accord.',
            'Si vous refusez, aucun cookie n’est déposé.',
        ),
        'only-necessary-cookies': (
            'Cookies strictement nécessaires',
            'Si vous refusez, nous n’utilisons que des cookies nécessaires.',
            'Nous utilisons des cookies nécessaires et des cookies publicitaires.',
        ),
        'no-marketing-cookies': (
            'Nous n’utilisons pas de cookies publicitaires sans votre accord.',
            'Nous n’envoyons pas de publicité.',
        ),
        'addendum': ('Nous avons signé un avenant au contrat.', 'La notice est complète.'),
        'placeholder': ('le nom de l’entreprise', '[nom](nom.md)'),
        'other-notice': ('Nous hébergeons PyPI.',),
    },
    'es': {
        'no-personal-data': (
            'No recopilamos datos personales de menores.',
            'No recopilamos datos personales sin su consentimiento.',
            'Si solo lee, no se recopilan datos personales.',
            'No se venden datos personales.',
        ),
        'no-cookies': (
            'No usamos cookies de terceros.',
            'No se usan cookies sin su consentimiento.',
            'Si las rechaza, no se usan cookies.',
        ),
        'only-necessary-cookies': (
            'Cookies estrictamente necesarias',
            'Si las rechaza, solo usamos cookies necesarias.',
            'Usamos cookies necesarias y publicitarias.',
        ),
        'no-marketing-cookies': ('No usamos cookies publicitarias sin su consentimiento.', 'No enviamos publicidad.'),
        'addendum': ('Firmamos un anexo al contrato.',),
        'placeholder': ('el nombre de la empresa', '[nombre](nombre.md)'),
        'other-notice': ('Alojamos PyPI.',),
    },
    'pt_BR': {
        'no-personal-data': (
            'Não coletamos dados pessoais de crianças.',
            'Não coletamos dados pessoais sem o seu consentimento.',
            'Se você apenas lê, não coletamos dados pessoais.',
            'Não vendemos dados pessoais.',
        ),
        'no-cookies': (
            'Não usamos cookies de terceiros.',
            'Não usamos cookies sem o seu consentimento.',
            'Se você recusar, nenhum cookie é utilizado.',
        ),
        'only-necessary-cookies': (
            'Cookies estritamente necessários',
            'Se você recusar, usamos apenas cookies necessários.',
            'Usamos cookies necessários e de publicidade.',
        ),
        'no-marketing-cookies': (
            'Não usamos cookies de publicidade sem o seu consentimento.',
            'Não enviamos publicidade.',
        ),
        'addendum': ('Assinamos um aditivo ao contrato.',),
        'placeholder': ('o nome da empresa', '[nome](nome.md)'),
        'other-notice': ('Hospedamos o PyPI.',),
    },
    'ja': {
        'no-personal-data': (
            'お子様の個人情報は収集しません。',
            '同意なく個人情報を収集しません。',
            '個人情報を第三者に提供しません。',
            '当社は個人情報を収集します。',
        ),
        'no-cookies': (
            '第三者のCookieは使用していません。',
            'Cookieを使用します。',
            '広告のためにCookieは使用しません。',
        ),
        'only-necessary-cookies': ('必要なCookie', 'Cookieを拒否した場合は必要なCookieのみを使用します。'),
        'no-marketing-cookies': ('同意なく広告目的のCookieは使用しません。', '広告目的のCookieを使用します。'),
        'addendum': ('契約の追補に署名しました。',),
        'placeholder': ('会社名', '[会社名](a.md)'),
        'other-notice': ('PyPIを運営しています。',),
    },
}
"""By language and topic: what only looks like it."""

TOPICS: Final = sorted(FOUND[ENGLISH])


def sentences(table: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[tuple[str, str, str]]:
    for language, topics in table.items():
        for topic, listed in topics.items():
            yield from ((language, topic, sentence) for sentence in listed)


def test_languages() -> None:
    assert set(languages()) == set(FOUND) == set(MISSED)
    for language in languages():
        topics, words = listed_in(language)
        assert set(TOPICS) == set(FOUND[language]) == set(MISSED[language])
        assert set(TOPICS) <= set(topics)
        assert set(words) <= set(topics)


@pytest.mark.parametrize(('language', 'topic', 'sentence'), sentences(FOUND))
def test_found(language: str, topic: str, sentence: str) -> None:
    phrases = phrases_of(language)
    assert phrases.find(topic, sentence)
    assert phrases.possible(topic, folded(sentence))


@pytest.mark.parametrize(('language', 'topic', 'sentence'), sentences(MISSED))
def test_near_misses(language: str, topic: str, sentence: str) -> None:
    assert not phrases_of(language).find(topic, sentence)


@pytest.mark.parametrize('language', FOUND)
def test_each_expression_is_of_use(language: str) -> None:
    """There is a sentence that it finds."""
    for topic in TOPICS:
        for number, expression in enumerate(listed_in(language)[0][topic]):
            alone = Phrases({topic: [expression]})
            assert any(alone.find(topic, sentence) for sentence in FOUND[language][topic]), (topic, number, expression)


@given(
    st.sampled_from([item for item in sentences(FOUND) if item[0] != 'ja' and item[1] != 'placeholder']),
    st.sampled_from(['\n', '  ', ' \n ', '\u00a0', '\t']),
    st.sampled_from(['We are Acme.\n', 'Is it so? ', 'Read this: ', '']),
    st.sampled_from([str.upper, str.lower, str.title, str]),
)
def test_blanks_and_capitals_make_no_difference(
    found: tuple[str, str, str], blank: str, before: str, case: Callable[[str], str]
) -> None:
    """Wherever the lines break, whatever comes before, and at its line."""
    language, topic, sentence = found
    text = before + case(sentence).replace(' ', blank)
    if case is str.title and re.search(r'[’\'0-9]\w', text):
        return
    passage = Passage('index', 7, text)
    ((told, words),) = phrases_of(language).passages(topic, [passage])
    assert '\n' not in words
    assert told.line >= 7 + before.count('\n') * (words.split()[0] not in before)


@given(st.lists(st.sampled_from([item for item in sentences(MISSED) if item[0] == 'en']), min_size=1, max_size=4))
def test_near_misses_together(missed: list[tuple[str, str, str]]) -> None:
    """One sentence does not make a claim of the next."""
    text = ' '.join(sentence for _, _, sentence in missed)
    for _, topic, _ in missed:
        if all(other == topic or topic in {'addendum', 'placeholder'} for _, other, _ in missed):
            assert not phrases_of('en').find(topic, text), (topic, text)


@given(st.text(), st.sampled_from(sorted(FOUND)), st.sampled_from(TOPICS))
def test_any_text(text: str, language: str, topic: str) -> None:
    """Nothing is found where it is told to be impossible."""
    phrases = phrases_of(language)
    if not phrases.possible(topic, folded(text)):
        assert not phrases.find(topic, text)


def test_words_of_two_languages() -> None:
    """A language keeps the lists of English beside its own, and one without lists has these alone."""
    assert phrases_of('de').find('no-cookies', 'We do not use cookies.')
    assert phrases_of('pt').find('no-cookies', 'Não usamos cookies.') == ''
    assert phrases_of('de_AT').find('no-cookies', 'Wir verwenden keine Cookies.')
    assert phrases_of('fi').find('no-cookies', 'We do not use cookies.')
    assert phrases_of('fi').topics == phrases_of('en').topics
    assert not phrases_of('en').find('nothing', 'We do not use cookies.')
    assert not phrases_of('en').possible('nothing', 'we do not use cookies.')
    assert list(phrases_of('en').passages('nothing', [Passage('a', 1, 'We do not use cookies.')])) == []
