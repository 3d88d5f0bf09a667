"""Rules on how a notice is published: dates, layers, the whole of it, translation, links from every page."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from sphinx import locale
from sphinx.errors import SphinxWarning

from sphinxext_privacy.cli.main import main
from sphinxext_privacy.rules.dates import months_before
from sphinxext_privacy.rules.judge import fingerprint_of, judge
from sphinxext_privacy.rules.notice import Notice, Project
from sphinxext_privacy.rules.outcome import wanting
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
        ('We may review our privacy policy from time to time.', ''),
        ('We ask you to review our privacy policy from time to time.', 'review our privacy policy from time to time'),
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


# -- links from every page ----------------------------------------------------------------------------------------

SITE: Final = {
    'index.rst': 'Home\n====\n\n.. toctree::\n   :hidden:\n\n'
    '   guide/start\n   guide/next\n   guide/privacy\n   last\n',
    'guide/start.rst': 'Start\n=====\n\nWords.\n',
    'guide/next.rst': 'Next\n====\n\nSee :doc:`privacy`.\n',
    'guide/privacy.rst': 'Privacy\n=======\n\n.. privacy-notice:: shop\n   :updated: 2026-01-15\n\nWords.\n',
    'last.rst': 'Last\n====\n\nWords.\n',
}
FOOTER: Final = '{%- extends "!layout.html" %}\n{%- block footer %}\n{{ super() }}\nLINK\n{%- endblock %}\n'
NEXT_ONLY: Final = ['guide/start', 'index', 'last']
"""The pages that do not link to the notice by themselves."""


def site(make_project: ProjectMaker, files: Mapping[str, str] = {}, link: str = '', **settings: Any) -> Sources:
    """Give a project whose pages have no links of a theme but *link* in their footer."""
    project = make_project({**SITE, **files}, **{'privacy_rules': {'N-LINK': 'warning'}, **settings})
    # Beside what authors write, the theme would link to the page before and after.
    layout = '<!DOCTYPE html><html><head><title>{{ title }}</title></head><body>{{ body }}LINK</body></html>'
    project.write({'_templates/layout.html': layout.replace('LINK', link)})
    project.configure(templates_path=['_templates'])
    return project


def unlinked(build: Build) -> list[tuple[str, str]]:
    """Give where the build tells of pages without a link, and what it says of them."""
    return [
        (warned.location, warned.message.partition(': ')[2].partition('. ')[0])
        for warned in build.warned
        if warned.subtype == 'n-link'
    ]


def without_link(*docnames: str) -> list[tuple[str, str]]:
    return [('guide/privacy.rst:4', f'These pages link to no notice: {", ".join(docnames)}')]


LINK: Final = """<footer><a href="{{ pathto('guide/privacy') }}">Privacy</a></footer>"""


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
@pytest.mark.parametrize('parallel', [1, 2])
def test_pages_without_a_link_to_the_notice(make_project: ProjectMaker, builder: str, parallel: int) -> None:
    build = site(make_project).build(builder, parallel=parallel)
    assert unlinked(build) == without_link(*NEXT_ONLY)


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_a_footer_links_to_the_notice(make_project: ProjectMaker, builder: str) -> None:
    assert unlinked(site(make_project, link=LINK).build(builder)) == []


def test_the_footer_of_a_theme(make_project: ProjectMaker) -> None:
    project = make_project(SITE, html_theme='alabaster', privacy_rules={'N-LINK': 'warning'}, html_sidebars={})
    project.write({'_templates/layout.html': FOOTER.replace('LINK', LINK)})
    project.configure(templates_path=['_templates'])
    assert unlinked(project.build()) == []


@pytest.mark.parametrize(
    ('link', 'leads'),
    [
        ('<a href="/guide/privacy.html#privacy-notice-shop">Privacy</a>', True),
        ('<a class="x"\nhref=\'https://docs.example/guide/privacy.html?a=b\'>Privacy</a>', True),
        ('<A HREF="http://DOCS.example/guide/priv&#97;cy.html">Privacy</A>', True),
        ('<a rel="nofollow privacy-policy" href="https://other.example/p">Privacy</a>', True),
        ('<map><area href="/guide/priv%61cy.html" alt="Privacy"></map>', True),
        ('<a href="https://other.example/guide/privacy.html">Privacy</a>', False),
        ('<a href="/privacy.html">Privacy</a>', False),
        ('<a href="https://[docs.example/guide/privacy.html">Privacy</a>', False),
        ('<!-- <a href="/guide/privacy.html">Privacy</a> -->', False),
        ('<script>"<a href=\'/guide/privacy.html\'>"</script>', False),
        ('<link rel="privacy-policy" href="/guide/privacy.html">', False),
        ('<a>Privacy</a><a href>Privacy</a>', False),
        ('x' * 70000 + '<a href="/guide/privacy.html">Privacy</a>', True),
        ('x' * 65400 + '<a href="/guide/privacy.html">Privacy</a>' * 9, True),
    ],
)
def test_what_is_a_link_to_the_notice(make_project: ProjectMaker, link: str, leads: bool) -> None:
    project = site(make_project, link=link, html_baseurl='https://docs.example')
    assert unlinked(project.build()) == ([] if leads else without_link(*NEXT_ONLY))


def test_links_to_where_the_notice_is_published(make_project: ProjectMaker) -> None:
    page = SITE['guide/privacy.rst'].replace('   :updated', '   :url: https://shop.example/privacy\n   :updated')
    project = site(make_project, {'guide/privacy.rst': page}, link='<a href="https://shop.example/privacy">Privacy</a>')
    assert unlinked(project.build()) == []


def test_all_pages_are_judged_in_every_build(make_project: ProjectMaker) -> None:
    """Also those that are not written again, and none that is gone."""
    project = site(make_project)
    assert unlinked(project.build()) == without_link(*NEXT_ONLY)
    assert unlinked(project.build()) == without_link(*NEXT_ONLY)
    project.write({'last.rst': SITE['last.rst'] + '\nSee :doc:`guide/privacy`.\n'})
    assert unlinked(project.build()) == without_link('guide/start', 'index')
    project.remove('guide/start.rst')
    project.replace('index.rst', '   guide/start\n', '')
    assert unlinked(project.build(parallel=2)) == without_link('index')
    project.write(
        {'_templates/layout.html': project.read('_templates/layout.html').replace('</body>', f'{LINK}</body>')}
    )
    assert unlinked(project.build()) == []


def test_many_pages_without_a_link(make_project: ProjectMaker) -> None:
    more = {f'more/{number}.rst': f':orphan:\n\nPage {number}\n======\n' for number in range(6)}
    assert unlinked(site(make_project, more).build()) == [
        (
            'guide/privacy.rst:4',
            '9 pages link to no notice; the first are: guide/start, index, last, more/0, more/1',
        )
    ]


def test_one_finding_for_each_notice_that_adds_to_none(make_project: ProjectMaker) -> None:
    files = {
        'last.rst': 'Last\n====\n\n.. privacy-notice:: add-on\n   :addendum-to: shop\n   :updated: 2026-01-15\n',
        'old.rst': ':orphan:\n\nOld\n===\n\n.. privacy-notice:: old\n   :status: superseded\n   :updated: 2020-01-15\n',
        'other.rst': ':orphan:\n\nOther\n=====\n\n.. privacy-notice:: other\n   :updated: 2026-01-15\n\n'
        'See :doc:`old`.\n',
    }
    said = 'These pages link to no notice: guide/start, index, old'
    assert unlinked(site(make_project, files).build()) == [('other.rst:6', said), ('guide/privacy.rst:4', said)]


def test_a_wrong_baseline_is_told_of_once(make_project: ProjectMaker) -> None:
    build = site(make_project, privacy_baseline='none.toml').build()
    assert [warned.message for warned in build.warned if warned.subtype == 'rule'] == [
        "privacy_baseline in conf.py: there is no file 'none.toml'; `sphinx-privacy check --write-baseline` makes it"
    ]
    assert unlinked(build) == without_link(*NEXT_ONLY)


def test_a_baseline_is_out_of_date_only_where_the_rule_has_run(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before pages are written, nobody knows what this rule will find."""
    ((_, said),) = without_link(*NEXT_ONLY)
    message = 'These pages link to no notice: {pages}.'
    found = fingerprint_of('N-LINK', 'shop', wanting(None, message, pages=said.partition(': ')[2]))
    accepted = f'[[accepted]]\nrule = "N-LINK"\nnotice = "shop"\nfingerprint = "{found}"\nreason = "A test."\n'
    other = accepted.replace('N-LINK', 'X-REF').replace(found, '0123456789abcdef')
    project = site(make_project, {'accepted.toml': accepted + other}, privacy_baseline='accepted.toml')
    gone = 'privacy_baseline in conf.py: nothing has the fingerprint {} any more; delete it there'
    for builder in ('html', 'text'):
        told = [warned.message for warned in project.build(builder).warned]
        assert told == [gone.format('0123456789abcdef')]
    monkeypatch.chdir(project.source)
    try:
        assert main(['check', '--write-baseline']) == 0
    finally:
        locale.translators.clear()
    assert 'accepted findings: 1\n' in capsys.readouterr().out
    assert project.read('accepted.toml').partition('[[')[2] == accepted.partition('[[')[2]
    # Other pages than those that were accepted.
    project.write({'last.rst': SITE['last.rst'] + '\nSee :doc:`guide/privacy`.\n'})
    build = project.build()
    assert unlinked(build) == without_link('guide/start', 'index')
    assert [warned.message for warned in build.warned if warned.subtype == 'rule'] == [gone.format(found)]


def test_a_project_without_a_notice(make_project: ProjectMaker) -> None:
    """Nothing can be linked to, also where there are entries."""
    project = make_project(
        {'index.rst': 'Home\n====\n\n.. collected-data:: Hats\n'}, privacy_rules={'N-LINK': 'warning'}
    )
    assert unlinked(project.build()) == []
    project.write({'index.rst': 'Home\n====\n'})
    assert unlinked(project.build()) == []


def test_it_is_a_level_as_of_other_rules(make_project: ProjectMaker) -> None:
    project = site(make_project)
    with pytest.raises(SphinxWarning, match='N-LINK'):
        project.build(fatal=True)
    assert unlinked(project.build(overrides={'privacy_rules': {'N-LINK': 'info'}})) == []
    accepted = SITE['guide/privacy.rst'].replace('   :updated', '   :accept: N-LINK — a test\n   :updated')
    project.write({'guide/privacy.rst': accepted})
    assert unlinked(project.build()) == []


@pytest.mark.parametrize(
    ('builder', 'rules'), [('html', {}), ('html', {'N-LINK': 'off'}), ('text', {'N-LINK': 'warning'})]
)
def test_nothing_is_loaded_where_it_is_off(make_project: ProjectMaker, builder: str, rules: dict[str, str]) -> None:
    name = 'sphinxext_privacy.checks.linked'
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, name, raising=False)
        assert unlinked(site(make_project, privacy_rules=rules).build(builder)) == []
        assert name not in sys.modules


def test_nothing_is_judged_after_a_build_that_failed(make_project: ProjectMaker) -> None:
    project = site(make_project, link='{{ 1 // 0 }}')
    with pytest.raises(Exception, match=r'division|zero'):
        project.build()
