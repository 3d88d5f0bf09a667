"""Rules on how a notice is published: dates, layers, the whole of it, translation, links from every page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from sphinxext_privacy.rules.dates import months_before
from sphinxext_privacy.rules.judge import judge
from sphinxext_privacy.rules.notice import Notice, Project
from sphinxext_privacy.rules.phrases import phrases_of
from tests.helpers.project import Project as Sources
from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build

ADDENDUM: Final = '.. privacy-notice:: {id}\n   :regimes: gdpr\n   :addendum-to: {other}\n\n'
ROOT: Final = '.. privacy-notice:: {other}\n\n'
LAYER: Final = """\
.. controller:: acme
   :name: Acme

.. purpose:: news

.. data-right:: access

.. privacy-summary::
"""


def dates(**stated: str) -> str:
    """Give a notice with dates."""
    return '.. privacy-notice:: {id}\n   :regimes: gdpr\n' + ''.join(
        f'   :{name}: {date}\n' for name, date in stated.items()
    )


CASES: Final = (
    Case(
        'N-DATE',
        dates(updated='2026-01-15'),
        dates(updated='2026-01-15', effective='2026-01-01'),
        name='effective',
        says=('from when on it holds',),
    ),
    Case(
        'N-DATE',
        dates(effective='2026-01-15'),
        dates(updated='2026-01-15', effective='2026-01-01'),
        name='updated',
        says=('when it was last changed',),
    ),
    Case(
        'N-DATE',
        ADDENDUM,
        ADDENDUM.rstrip() + '\n   :updated: 2026-01-15\n   :effective: 2026-01-01\n',
        name='inherited',
        others='.. privacy-notice:: {other}\n   :updated: 2026-01-15\n   :effective: 2026-01-01\n',
        count=2,
    ),
    Case(
        'N-DATE',
        dates(updated='2026-01-15', effective='2026-01-01') + '\n.. privacy-change:: 2026-01-16\n\n   New.\n',
        dates(updated='2026-01-15', effective='2026-01-01')
        + '\n.. privacy-change:: 2026-01-16\n   :kind: corrected\n\n   A comma.\n\n'
        '.. privacy-change:: 2026-01-15\n\n   New.\n',
        name='change',
        at='.. privacy-change:: 2026-01-16',
        says=('last changed, 2026-01-15',),
    ),
    Case(
        'N-REVIEW',
        dates(updated='2025-08-27', reviewed='2025-08-27'),
        dates(updated='2020-01-01', reviewed='2025-08-28'),
        says=('2025-08-27, more than 6 months ago',),
    ),
    Case('N-REVIEW', 'Words.\n', dates(updated='2026-01-15'), name='updated', says=('when it was last reviewed',)),
    Case('N-REVIEW', 'Words.\n', dates(status='draft'), name='draft'),
    Case(
        'N-REVIEW',
        dates(reviewed='2024-01-01').replace('gdpr', 'lgpd'),
        dates(reviewed='2026-01-01').replace('gdpr', 'lgpd'),
        name='other laws',
    ),
    Case(
        'N-WHOLE',
        ADDENDUM,
        ADDENDUM + '.. privacy-whole-notice::\n',
        others=ROOT,
        says=('nowhere can both be read',),
    ),
    Case('N-WHOLE', ADDENDUM, 'Words.\n', others=ROOT, name='alone'),
    Case(
        'N-LAYER',
        LAYER.replace('.. purpose::', '.. collected-data::'),
        LAYER,
        at='.. privacy-summary::',
        says=('shows no purpose',),
    ),
    Case(
        'N-LAYER',
        LAYER.replace('.. data-right::', '.. collected-data::'),
        LAYER,
        name='rights',
        at='.. privacy-summary::',
        says=('shows no right',),
    ),
    Case(
        'N-LAYER',
        LAYER.replace('.. controller:: acme\n   :name: Acme\n', ''),
        LAYER,
        name='controller',
        at='.. privacy-summary::',
        says=('shows no controller',),
    ),
    Case(
        'N-LAYER',
        ADDENDUM + LAYER + '   :scope: own\n',
        ADDENDUM + LAYER + '   :scope: all\n',
        name='surprising',
        others=ROOT + '.. collected-data:: voice\n   :surprising: yes\n',
        at='.. privacy-summary::',
        says=('leaves out voice',),
    ),
    Case(
        'N-LAYER',
        ADDENDUM + '.. privacy-summary::\n   :scope: own\n',
        ADDENDUM + '.. privacy-summary::\n   :scope: own\n\n.. privacy-summary::\n   :scope: inherited\n',
        name='two summaries',
        others=ROOT + LAYER.replace('.. privacy-summary::\n', ''),
        at='.. privacy-summary::',
        count=2,
    ),
    Case('N-LAYER', '.. privacy-summary::\n', 'Words.\n', name='none', at='.. privacy-summary::', count=3),
    Case(
        'N-CHECKBACK',
        'We change things.\n\nPlease check back\noften.\n',
        'You do not have to check back: we write to you. We review this notice regularly.\n',
        at='Please check back',
        says=('“check back”',),
    ),
    Case(
        'N-CHECKBACK',
        '.. privacy-statement:: changes\n\n   Your continued use of acme.example means that you accept them.\n',
        '.. privacy-statement:: changes\n\n   You can continue to use your account, and we ask you to agree.\n',
        name='further use',
        at='Your continued use',
        says=('“continued use of acme.example means that you accept”',),
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judgement]:
    folder: Path = tmp_path_factory.mktemp('rules')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('SOURCE_DATE_EPOCH', '1772236800')  # 2026-02-28
        yield Judgement(folder, CASES, privacy_review_months=6)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    judgement.check(case)


def test_an_overview_on_another_page_and_a_pdf_show_the_whole_notice(tmp_path: Path) -> None:
    files = {
        'index.rst': 'Index\n=====\n\n.. toctree::\n   :glob:\n\n   *\n',
        'root.rst': 'Root\n====\n\n.. privacy-notice:: root\n',
        'shop.rst': 'Shop\n====\n\n.. privacy-notice:: shop\n   :addendum-to: root\n',
    }
    settings = {'extensions': ['sphinxext_privacy'], 'privacy_regimes': ['gdpr']}
    assert told(Sources(tmp_path / 'none', files, settings).build('dummy'), 'n-whole') == ['shop.rst:4']
    pdf = {**settings, 'privacy_publish': ['pdf']}
    assert told(Sources(tmp_path / 'pdf', files, pdf).build('dummy'), 'n-whole') == []
    files['index.rst'] += '\n.. privacy-whole-notice::\n   :notice: shop\n'
    assert told(Sources(tmp_path / 'overview', files, settings).build('dummy'), 'n-whole') == []


def told(build: Build, rule: str) -> list[str]:
    """Give where the build tells of findings of *rule*."""
    return [warned.location for warned in build.warned if warned.subtype == rule]


@pytest.mark.parametrize(
    ('day', 'months', 'before'),
    [
        ('2026-02-28', 12, '2025-02-28'),
        ('2026-03-31', 1, '2026-02-28'),
        ('2024-03-31', 1, '2024-02-29'),
        ('2026-01-15', 1, '2025-12-15'),
        ('2026-12-31', 6, '2026-06-30'),
        ('2026-01-15', 999999, '0001-01-01'),
    ],
)
def test_months_before(day: str, months: int, before: str) -> None:
    assert months_before(dt.date.fromisoformat(day), months).isoformat() == before


def test_no_rule_looks_at_the_calendar_without_a_day() -> None:
    project = Project()
    project.notices = {'a': Notice('a', 'A', {}, {'updated': '1999-01-01'}, (), project)}
    judged = judge(project, regimes=('ccpa',)).notices[0]
    assert {row.rule.id: row.state for row in judged.rows if row.rule.id in {'N-REVIEW', 'CA-130-UPDATE'}} == {
        'N-REVIEW': 'not-applicable',
        'CA-130-UPDATE': 'not-applicable',
    }


@pytest.mark.parametrize(
    ('text', 'words'),
    [
        ('Please check back often.', 'check back'),
        ('We encourage you to review this privacy policy periodically.', 'review this privacy policy periodically'),
        ('We recommend that you regularly visit this page.', 'regularly visit this page'),
        ('Revisit our notice from time to\ntime.', 'Revisit our notice from time to time'),
        ('By continuing to use the site, you agree to them.', 'By continuing to use the site, you agree'),
        ('If you continue to use it after that, you accept them.', 'If you continue to use it after that, you accept'),
        ('You do not need to check back: we tell you.', ''),
        ('You don’t have to check back.', ''),
        ('We review this policy regularly, and check the backups.', ''),
        ('We will periodically review this notice.', ''),
        ('Staff review the access logs regularly.', ''),
        ('Continued use of funds is audited. We agree to that.', ''),
    ],
)
def test_words_that_ask_to_check_back(text: str, words: str) -> None:
    assert phrases_of('en').find('check-back', text) == words


# -- translations ------------------------------------------------------------------------------------------------

PAGES: Final = {
    'index.rst': 'Home\n====\n\nWelcome.\n\n.. toctree::\n   :glob:\n\n   *\n',
    'privacy.rst': 'Privacy\n=======\n\n.. privacy-notice:: shop\n\nWords of it.\n\n'
    '.. collected-data:: Shoe size\n   :condition: if you try them\n',
    'more.rst': 'More\n====\n\n.. collected-data:: Hat size\n   :notice: shop\n\nOther words.\n',
}
GERMAN: Final = {
    'privacy': {
        'Privacy': 'Datenschutz',
        'Words of it.': 'Worte davon.',
        'Shoe size': 'Schuhgröße',
        'if you try them': 'wenn Sie sie anprobieren',
    },
    'more': {'More': 'Mehr', 'Hat size': 'Hutgröße', 'Other words.': 'Andere Worte.'},
}


def catalogue(project: Sources, name: str, translations: Mapping[str, str], *, fuzzy: str = '') -> None:
    """Give the project a German catalogue, in which the message *fuzzy* is still to be looked at."""
    made = Catalog(locale='de')
    for original, translated in translations.items():
        made.add(original, translated, flags=['fuzzy'] if original == fuzzy else [])
    path = project.source / 'locale' / 'de' / 'LC_MESSAGES' / f'{name}.po'
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open('wb') as file:
        write_po(file, made)


@pytest.fixture
def translated(make_project: ProjectMaker) -> Sources:
    project = make_project(PAGES, locale_dirs=['locale'], privacy_regimes=['gdpr'], gettext_compact=False)
    for name, translations in GERMAN.items():
        catalogue(project, name, translations)
    return project


def found(build: Build) -> list[tuple[str, str]]:
    """Give what the build tells of translations: where, and how far."""
    return [
        (warned.location, warned.message.partition(': ')[2].partition('.')[0])
        for warned in build.warned
        if warned.subtype == 'n-translation'
    ]


def test_a_notice_is_translated_as_a_whole(translated: Sources) -> None:
    assert found(translated.build('html', language='de')) == []
    assert found(translated.build('text')) == []


@pytest.mark.parametrize('message', ['Words of it.', 'Shoe size', 'if you try them'])
def test_a_message_is_not_translated(translated: Sources, message: str) -> None:
    """Of the text of the page, or of an entry."""
    left = {original: german for original, german in GERMAN['privacy'].items() if original != message}
    catalogue(translated, 'privacy', left)
    assert found(translated.build('html', language='de')) == [
        ('privacy.rst:4', 'Die Seite privacy ist nur teilweise übersetzt')
    ]
    catalogue(translated, 'privacy', GERMAN['privacy'])
    assert found(translated.build('html', language='de')) == []


def test_a_translation_may_be_the_original(translated: Sources) -> None:
    """And leaves the other messages of its entry to be translated; captions of a toctree count for nothing."""
    translated.write({'privacy.rst': PAGES['privacy.rst'] + '\n.. toctree::\n   :caption: Parts\n\n   more\n'})
    catalogue(translated, 'privacy', {**GERMAN['privacy'], 'Shoe size': 'Shoe size'})
    build = translated.build('html', language='de')
    assert found(build) == []
    assert 'wenn Sie sie anprobieren' in build.page('privacy')


def test_a_message_is_fuzzy(translated: Sources) -> None:
    catalogue(translated, 'more', GERMAN['more'], fuzzy='Other words.')
    assert found(translated.build('html', language='de')) == [
        ('more.rst:1', 'Die Seite more ist nur teilweise übersetzt')
    ]


def test_a_page_has_no_catalogue_or_an_empty_one(translated: Sources) -> None:
    (translated.source / 'locale' / 'de' / 'LC_MESSAGES' / 'more.po').unlink()
    assert found(translated.build('html', language='de')) == [('more.rst:1', 'Die Seite more ist nicht übersetzt')]
    catalogue(translated, 'privacy', dict.fromkeys(GERMAN['privacy'], ''))
    catalogue(translated, 'index', {'Welcome.': 'Willkommen.'})
    catalogue(translated, 'more', GERMAN['more'])
    assert found(translated.clean('html', language='de')) == [
        ('privacy.rst:4', 'Die Seite privacy ist nicht übersetzt')
    ]
