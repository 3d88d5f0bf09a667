"""The message catalogues: complete, up to date, and used in builds."""

from __future__ import annotations

import gettext
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

import sphinxext_privacy
from sphinxext_privacy.exports import processors_csv, ropa
from sphinxext_privacy.labels import CATALOGUE
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.overviews import OVERVIEWS
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.publish import feed
from sphinxext_privacy.rendering import bullet, context, entry, facts, single, table, terms
from sphinxext_privacy.rendering.overviews import flow, frame, listed, listing, matrix, summary, whole
from sphinxext_privacy.reports import words as reported
from sphinxext_privacy.words import countries, periods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

    from tests.conftest import ProjectMaker

LANGUAGES: Final = ('de', 'es', 'fr', 'ja', 'pt_BR')

PACKAGE: Final = Path(sphinxext_privacy.__file__).parent
LOCALE: Final = PACKAGE / 'locale'
SCRIPT: Final = PACKAGE.parent / '.ci' / 'messages.py'

_PLACE: Final = re.compile(r'\{[a-z_]+\}')


def _source(language: str) -> Path:
    return LOCALE / language / 'LC_MESSAGES' / f'{CATALOGUE}.po'


def _read(path: Path, language: str | None = None) -> Catalog:
    with path.open('rb') as file:
        return read_po(file, locale=language)


def _pairs(language: str) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in _read(_source(language), language) if message.id}


def _shown_messages() -> Iterator[str]:
    """Give every message that the modules hand to the catalogue at run time."""
    for kind in KINDS.values():
        yield from (item.label for item in kind.fields)
    for vocabulary in VOCABULARIES.values():
        yield from vocabulary.labels.values()
    yield from terms.SENTENCES.values()
    yield from (terms.AGREEMENT, terms.POLICY)
    yield from periods.MESSAGES.values()
    yield from filter(None, countries.AREAS.values())
    yield from facts.NEGATIVES.values()
    yield from (facts.YES, facts.NO, facts.FIRST_PARTY, facts.PARTS, facts.KEYS)
    yield from (bullet.OPTIONAL, bullet.OPT_IN, bullet.SOME_CASES, bullet.NO_PERSONAL_DATA)
    yield from (bullet.NAME_AND_PURPOSE, bullet.WITH_CONDITION, bullet.LABELLED, bullet.TWO_SENTENCES)
    yield from (entry.IN_BRACKETS, context.FULL_STOP, table.NOTES)
    yield from (single.LAST_UPDATED, single.EFFECTIVE, single.VERSION)
    yield from (overview.caption for overview in OVERVIEWS.values())
    yield from (item.label for overview in OVERVIEWS.values() for item in overview.fields.values())
    yield from (*listed.KIND_NAMES.values(), listing.NAME, listing.NOT_STATED, frame.EMPTY, frame.NO_MATCH, frame.PART)
    yield from (*flow.TITLES.values(), flow.NAME, flow.TEXT_ALTERNATIVE, flow.AS_TABLE, flow.TOO_LARGE, flow.NOTHING)
    yield from (matrix.YES, matrix.DATA_AND_PURPOSES, *whole.HEADINGS.values(), whole.FROM, whole.ABOUT)
    yield from (question for question, _ in summary.ANSWERS)
    yield from (summary.QUESTION, summary.ANSWER, summary.OBJECT, summary.OBJECT_TO, summary.OPTIONAL, summary.NAMED)
    yield from (feed.LINK_TITLE, feed.TITLE, feed.PLAIN_TITLE)
    yield from reported.MESSAGES
    yield from (ropa.TITLE, ropa.TAB, *(heading.words for heading in ropa.HEADINGS.values()))
    yield from (processors_csv.TITLE, processors_csv.IDENT, processors_csv.NOTICES)


# -- the files ----------------------------------------------------------------------------------------------------


def test_languages_of_the_package() -> None:
    assert sorted(path.parent.parent.name for path in LOCALE.glob('*/*/*.po')) == sorted(LANGUAGES)


@pytest.mark.skipif(not SCRIPT.is_file(), reason='the script is in the repository and not in the sdist')
def test_catalogues_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), '--check'], capture_output=True, text=True, encoding='utf-8', check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, f'complete: {", ".join(LANGUAGES)}'), done.stderr


def test_template_holds_every_message() -> None:
    template = {str(message.id) for message in _read(LOCALE / f'{CATALOGUE}.pot') if message.id}
    assert set(_shown_messages()) <= template


def test_template_names_files_without_lines() -> None:
    text = (LOCALE / f'{CATALOGUE}.pot').read_text(encoding='utf-8')
    places = re.findall(r'^#: (.*)$', text, re.MULTILINE)
    assert places
    assert all((PACKAGE.parent / place).is_file() for place in places)
    assert 'Date' not in text.partition('\n\n')[0]


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    template = {str(message.id) for message in _read(LOCALE / f'{CATALOGUE}.pot') if message.id}
    stored = [message for message in _read(_source(language), language) if message.id]
    assert {str(message.id) for message in stored} == template
    assert [message.id for message in stored if not message.string or message.fuzzy] == []


@pytest.mark.parametrize('language', LANGUAGES)
def test_placeholders_are_those_of_the_message(language: str) -> None:
    wrong = {
        message: words
        for message, words in _pairs(language).items()
        if set(_PLACE.findall(message)) != set(_PLACE.findall(words))
    }
    assert wrong == {}


@pytest.mark.parametrize('language', LANGUAGES)
def test_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    with _source(language).with_suffix('.mo').open('rb') as file:
        compiled = gettext.GNUTranslations(file)
    assert {message: compiled.gettext(message) for message in _pairs(language)} == _pairs(language)


# -- the words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('language', LANGUAGES)
def test_typography(language: str) -> None:
    """No typewriter quotes; no blank at the ends; what the language puts before and between its marks."""
    for message, text in _pairs(language).items():
        # What stands in backticks is typed as it is.
        words = re.sub(r'`[^`]+`', '`', text)
        assert not re.search(r'["\']|\.\.\.| -- ', words), message
        assert words == words.strip(), message
        assert words.endswith(('.', '。')) == message.endswith('.'), message
        if language == 'fr':
            assert not re.search(r'(?<!\u00a0)[:;?!»]|«(?!\u00a0)', words), message
        if language == 'ja':
            assert not re.search(r'[:;,!?()]|(?<!\d)\.|\.(?!\d)', words), message


@pytest.mark.parametrize('language', LANGUAGES)
def test_keys_of_a_vocabulary_have_different_words(language: str) -> None:
    """Except where two laws have two names for what is one word elsewhere."""
    pairs = _pairs(language)
    same = {'rights': 1}
    for vocabulary in VOCABULARIES.values():
        words = [pairs[label] for label in vocabulary.labels.values()]
        assert len(words) - len(set(words)) <= same.get(vocabulary.name, 0), vocabulary.name


@pytest.mark.parametrize('language', LANGUAGES)
def test_parts_stand_in_their_order(language: str) -> None:
    """Only what is between them is taken from these messages."""
    pairs = _pairs(language)
    for message in (facts.PARTS, facts.KEYS):
        assert re.fullmatch(r'\{part\}(.+)\{next_part\}', pairs[message])


# -- builds -------------------------------------------------------------------------------------------------------

NOTICE: Final = """\
Notice
======

.. privacy-notice:: main
   :controller: acme
   :updated: 2026-02-10
   :effective: 2026-03-01
   :version: 2

.. processor:: cloud
   :purpose: PURPOSE
   :optional:
   :condition: CONDITION
   :retention: P90D after EVENT

   BODY

.. processor:: Plain
   :no-personal-data:

.. collected-data::
   :retention: indefinite
   :visibility: private

   - email-address
   - gender

.. purpose:: security
   :opt-in:

.. data-right:: access
   :conditional:
   :authority: AUTHORITY

See :privacy:data:`email-address` and :privacy:data:`gender`.

.. collected-data:: ip-address
   :style: definition
   :source: data-subject, observed
   :legal-basis: consent, legitimate-interests
   :special: no

.. cookie:: session
   :kind: http-cookie
   :provider: first-party
   :duration: session
   :style: definition
"""

REGISTER: Final = """\
controllers:
  acme:
    name: Acme
processors:
  cloud:
    name: Cloud Hosting
    short-name: CH
    agreement: Data Processing Terms <https://cloud.example/dpa>
    policy: https://cloud.example/privacy
"""

EXPECTED: Final = {
    'de': """\
        Zuletzt aktualisiert: 10. Februar 2026 | Gültig ab: 1. März 2026 | Version 2
        Cloud Hosting (CH) PURPOSE (optional), CONDITION. BODY. Speicherdauer: 90 Tage nach EVENT. Die Nutzung dieser
        Informationen unterliegt dem Vertrag „Data Processing Terms“ zwischen CH und Acme sowie den
        Datenschutzhinweisen „Datenschutzerklärung“ von CH.
        Plain. Personenbezogene Daten werden dabei nicht übermittelt.
        E-Mail-Adresse. Sichtbarkeit: Nicht öffentlich. Speicherdauer: unbegrenzt.
        Sicherheit (nur nach Ihrer Zustimmung)
        Recht auf Auskunft (nur in bestimmten Fällen). Aufsichtsbehörde: AUTHORITY.
        See E-Mail-Adresse and Geschlecht.
        Rechtsgrundlage | Einwilligung; Berechtigte Interessen | Besondere Kategorie personenbezogener Daten | Nein
        Art | Anbieter | Speicherdauer | HTTP-Cookie | Wir selbst | bis zum Ende der Sitzung
        """,
    'es': """\
        Última actualización: 10 de febrero de 2026 | En vigor desde: 1 de marzo de 2026 | Versión 2
        Cloud Hosting (CH) PURPOSE (opcional), CONDITION. BODY. Plazo de conservación: 90 días tras EVENT. El uso de
        esta información está sujeto al contrato «Data Processing Terms» suscrito por CH con Acme, así como al aviso
        de privacidad «política de privacidad» de CH.
        Plain. No se comunican datos personales.
        Dirección de correo electrónico. Visibilidad: No público. Plazo de conservación: sin límite de tiempo.
        Seguridad (solo si usted lo acepta previamente)
        Derecho de acceso (solo en determinados casos). Autoridad de control: AUTHORITY.
        See Dirección de correo electrónico and Género.
        Base jurídica | Consentimiento; Intereses legítimos | Categoría especial de datos | No
        Tipo | Proveedor | Duración | Cookie HTTP | Nosotros | hasta el final de la sesión
        """,
    'fr': """\
        Dernière mise à jour~: 10 février 2026 | Date d’entrée en vigueur~: 1 mars 2026 | Version 2
        Cloud Hosting (CH) PURPOSE (facultatif), CONDITION. BODY. Durée de conservation~: 90~jours après EVENT.
        L’utilisation de ces informations est soumise au contrat «~Data Processing Terms~» conclu entre CH et Acme,
        ainsi qu’aux règles de confidentialité «~politique de confidentialité~» publiées par CH.
        Plain. Aucune donnée à caractère personnel n’est transmise.
        Adresse électronique. Visibilité~: Non public. Durée de conservation~: illimitée.
        Sécurité (uniquement avec votre accord préalable)
        Droit d’accès (dans certains cas seulement). Autorité de contrôle~: AUTHORITY.
        See Adresse électronique and Genre.
        Base juridique | Consentement~; Intérêts légitimes | Catégorie particulière de données | Non
        Type | Fournisseur | Durée | Cookie HTTP | Nous-mêmes | jusqu’à la fin de la session
        """,
    'ja': """\
        最終更新日：2026年2月10日 | 発効日：2026年3月1日 | バージョン 2
        Cloud Hosting（CH）：PURPOSE（任意）（CONDITION）。BODY。保存期間：EVENTから90 日。
        この情報の利用には、CHとAcmeとの間の「Data
        Processing Terms」およびCHの「プライバシーポリシー」が適用されます。
        Plain。個人データは提供されません。
        メールアドレス。公開範囲：非公開。保存期間：無期限。
        セキュリティ（事前に同意した場合のみ）
        アクセスの権利（一定の場合のみ）。監督機関：AUTHORITY。
        See メールアドレス and 性別.
        法的根拠 | 同意、正当な利益 | 特別な種類の個人データ | いいえ
        種類 | 提供者 | 保存期間 | HTTPクッキー | 当方 | セッション終了まで
        """,
    'pt_BR': """\
        Última atualização: 10 de fevereiro de 2026 | Em vigor a partir de: 1 de março de 2026 | Versão 2
        Cloud Hosting (CH) PURPOSE (opcional), CONDITION. BODY. Prazo de armazenamento: 90 dias após EVENT. O uso
        dessas informações está sujeito ao contrato “Data Processing Terms” firmado entre CH e Acme, bem como ao
        aviso de privacidade “política de privacidade” publicado por CH.
        Plain. Não são compartilhados dados pessoais.
        Endereço de e-mail. Visibilidade: Não público. Prazo de armazenamento: sem limite de tempo.
        Segurança (somente com a sua autorização prévia)
        Direito de acesso (somente em determinados casos). Autoridade de proteção de dados: AUTHORITY.
        See Endereço de e-mail and Gênero.
        Base legal | Consentimento; Legítimo interesse | Dado pessoal sensível | Não
        Tipo | Fornecedor | Duração | Cookie HTTP | Nós | até o fim da sessão
        """,
}
"""What readers see in each language: a line for each block, ``~`` for a space that does not break."""


def _words(text: str) -> str:
    """Give *text* without spaces and marks of plain text: how lines are broken does not matter."""
    return re.sub(r'[\s~*]', '', text)


@pytest.mark.parametrize('builder', ['html', 'text'])
@pytest.mark.parametrize('language', LANGUAGES)
def test_build_in_the_language(make_project: ProjectMaker, language: str, builder: str) -> None:
    project = make_project(
        {'index.rst': NOTICE, 'register.yaml': REGISTER},
        extensions=['sphinxext_privacy'],
        privacy_register=['register.yaml'],
    )
    build = project.build(builder, language=language)
    assert build.warnings == []
    page = build.page('index')
    seen = _words(BeautifulSoup(page, 'lxml').get_text() if builder == 'html' else page)
    missing = [
        part for line in EXPECTED[language].splitlines() for part in line.split(' | ') if _words(part) not in seen
    ]
    assert missing == []


@pytest.mark.parametrize('language', LANGUAGES)
def test_names_of_indices_and_object_types(make_project: ProjectMaker, language: str) -> None:
    """What Sphinx shows of ours outside of pages is translated too."""
    pairs = _pairs(language)
    project = make_project(
        {'index.rst': NOTICE, 'register.yaml': REGISTER},
        extensions=['sphinxext_privacy'],
        privacy_register=['register.yaml'],
    )
    build = project.build('html', language=language)
    index = BeautifulSoup(build.text('privacy-processors.html'), 'lxml')
    heading = index.find('h1')
    assert heading is not None
    assert heading.get_text() == pairs['Index of recipients of personal data']
    assert pairs['Gender'] not in index.get_text()
    assert pairs['Email address'] in BeautifulSoup(build.text('privacy-data.html'), 'lxml').get_text()
    names = json.loads(build.text('searchindex.js').removeprefix('Search.setIndex(').removesuffix(')'))['objnames']
    shown = ' | '.join(name[2] for name in names.values())
    assert [name for name in ('Privacy', 'recipient', 'personal data', 'right') if pairs[name] not in shown] == []


def test_language_without_a_catalogue_is_english(make_project: ProjectMaker) -> None:
    project = make_project({'index.rst': NOTICE}, extensions=['sphinxext_privacy'])
    build = project.build('text', language='nl')
    assert 'Last updated **10 februari 2026**' in build.page('index')


def test_builds_after_each_other_do_not_mix_languages(make_project: ProjectMaker) -> None:
    project = make_project({'index.rst': NOTICE}, extensions=['sphinxext_privacy'])
    pages = [project.clean('text', language=language).page('index') for language in ('de', 'en', 'fr')]
    found = [re.findall(r'(?:Zuletzt aktualisiert|Last updated|Dernière mise à jour)', page) for page in pages]
    assert found == [['Zuletzt aktualisiert'], ['Last updated'], ['Dernière mise à jour']]
