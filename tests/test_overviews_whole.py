"""The summary of a notice, and the whole of it on another page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from lxml import html

from tests.helpers.family import PAGE_BUILDERS, SETTINGS, WITH_MARKUP, Shown, asked, family_files, words
from tests.helpers.links import Pages
from tests.helpers.markup import RST
from tests.helpers.rich import DOT

if TYPE_CHECKING:
    from tests.conftest import Asker, ProjectMaker

pytestmark = pytest.mark.myst


# -- summary -----------------------------------------------------------------------------------------------------

ANSWERS: Final = {
    'Who is responsible?': 'Meadow Library Foundation (privacy@meadow.example, 1 Mill Lane, Oldtown) '
    'Data protection officer: Office for data protection, dpo@meadow.example',
    'What is collected?': 'Payment details: to keep your account Name: to keep your account '
    'Loans: to keep your account E-mail address (optional): to keep your account and to send you the newsletter '
    'IP address: to keep our services safe',
    'What is it used for, and on which basis?': 'to keep your account (Performance of a contract, or steps before one) '
    'to send you the newsletter (Consent) to keep our services safe (Legitimate interests)',
    'Who receives it, and where?': 'Abacus Pay (United States and Ireland) Harbor Cloud (Germany) '
    'Pigeon Mail (United States)',
    'What is stored on your device?': 'session (Strictly necessary, until the end of the session)',
    'How long is it kept?': 'E-mail address: until account deletion IP address: 30 days Harbor Cloud: 30 days',
    'What are your rights, and how do you use them?': 'Access: write to us Object: write to us at any time, '
    'privacy@meadow.example Write to us, by letter or by e-mail.',
    'What might you not expect?': 'Payment details',
    'When was this last changed?': 'January 20, 2026',
}


def test_summary(ask: Asker) -> None:
    shown = ask('privacy-summary', {'notice': 'shop', 'scope': 'all'})
    assert dict(shown.rows()[1:]) == ANSWERS
    assert [row[0] for row in shown.rows()[1:]] == list(ANSWERS)
    (block,) = shown.find('//*[contains(@class, "privacy-right-to-object")]')
    assert words(block) == (
        'Your right to object These uses rest on legitimate interests or on a public task: '
        'to keep our services safe. Object: write to us at any time, privacy@meadow.example.'
    )


def test_summary_of_a_notice_without_recipients(ask: Asker) -> None:
    """What it says itself, and who is responsible all the same; no word about what nothing states."""
    shown = ask('privacy-summary', {'notice': 'reading-room'})
    assert shown.rows()[1:] == [
        ['Who is responsible?', 'Meadow Library Foundation'],
        ['What is collected?', 'Card number'],
        ['Who receives it, and where?', 'No recipients — nobody outside of Meadow'],
        ['How long is it kept?', 'Card number: not stored'],
        ['What are your rights, and how do you use them?', 'Write to us, by letter or by e-mail.'],
        ['What might you not expect?', 'Opening of the gate'],
        ['When was this last changed?', 'November 5, 2025'],
    ]
    assert shown.find('//*[contains(@class, "privacy-right-to-object")]') == []


@pytest.mark.parametrize(
    ('basis', 'shown'), [('legitimate-interests', True), ('public-task', True), ('consent', False), ('contract', False)]
)
def test_right_to_object(make_project: ProjectMaker, basis: str, shown: bool) -> None:
    files = family_files(asked(('privacy-summary', {'notice': 'meadow'})))
    files['register.yaml'] = files['register.yaml'].replace(
        'legal-basis: legitimate-interests', f'legal-basis: {basis}'
    )
    page = Shown(make_project(files, **SETTINGS).build())
    assert bool(page.find('//*[contains(@class, "privacy-right-to-object")]')) == shown


# -- the whole notice ------------------------------------------------------------------------------------------


@pytest.mark.parametrize('builder', PAGE_BUILDERS)
def test_whole_notice_with_markup(make_project: ProjectMaker, builder: str) -> None:
    """Bodies stand on other pages, also in other folders, with their markup and with links that hold there."""
    files: dict[str, str | bytes] = {**family_files()}
    del files['overviews.md']
    files |= {
        'dot.png': DOT,
        'shop.md': str(files['shop.md']) + WITH_MARKUP,
        'sub/deep/whole.md': asked(('privacy-whole-notice', {'notice': 'shop'})),
        'near.md': asked(('privacy-whole-notice', {'notice': 'shop'})),
    }
    toctree = str(files['index.md']).replace('overviews', 'near\nsub/deep/whole')
    settings = {**SETTINGS, 'privacy_rules': {'X-ORPHAN': 'off', 'X-URL': 'off'}}
    build = make_project(files | {'index.md': toctree}, **settings).build(builder, fatal=True)
    pages = Pages(build.out)
    assert [ident for ident in pages.duplicates() if '#privacy-' in ident] == []
    assert pages.broken() == []
    if builder == 'singlehtml':
        return
    suffix = 'xhtml' if builder == 'epub' else 'html'
    for name in ('near', 'sub/deep/whole'):
        path = f'{name}/index.html' if builder == 'dirhtml' else f'{name}.{suffix}'
        tree = html.fromstring((build.out / path).read_bytes())
        (term,) = [item for item in tree.xpath('//dt') if words(item) == 'Lantern Statistics']
        body = term.getnext()
        # An e-book shows addresses after links.
        text = re.sub(r' \[\w+:[^]]*\]', '', words(body))
        assert (
            'They are near, see the notice, The catalogue, The reading room, below, E-mail address, Pigeon Mail, '
            'these, '
            'March 1, 2026, a site, mailto:us@lantern.example and a note.'
        ) in text
        assert 'A remark.' in text
        assert 'Nested vendor' not in text
        assert [words(item) for item in body.xpath('.//em')] == ['near', 'remark']
        targets = {words(link): link.get('href') for link in body.xpath('.//a')}
        assert targets['the notice'].replace('/index.html', '').rstrip('/').endswith(('meadow', f'meadow.{suffix}'))
        assert targets['a site'] == 'https://lantern.example/about'
        assert targets['mailto:us@lantern.example'].replace('%40', '@') == 'mailto:us@lantern.example'
        assert targets['these'].endswith('#privacy-processor-harbor')
        assert len(body.xpath('.//img')) == 2
        for image in body.xpath('.//img/@src'):
            assert (build.out / path).parent.joinpath(image).resolve().is_file()
        # The vendor in the body of another stands by itself.
        assert len([item for item in tree.xpath('//dt') if words(item) == 'Nested vendor']) == 1


def test_whole_notice_says_where_things_come_from(ask: Asker) -> None:
    shown = ask('privacy-whole-notice', {'notice': 'shop'})
    headings = [words(item) for item in shown.find('//*[contains(@class, "rubric")]')]
    assert headings == [
        'About this notice',
        'Who is responsible',
        'Personal data',
        'Purposes',
        'Recipients',
        'Cookies and similar storage',
        'Rights',
        'Security measures',
        'Statements',
        'Changes',
    ]
    origins = {
        words(term): [words(item) for item in term.getnext().xpath('.//*[contains(@class, "privacy-origin")]')]
        for term in shown.find('//dl[contains(@class, "privacy-block")]/dt')
    }
    assert origins['Payment details'] == []
    assert origins['Abacus Pay'] == []
    assert origins['E-mail address'] == ['From: The catalogue']
    assert origins['IP address'] == ['From: Privacy at Meadow']
    text = words(shown.tree)
    assert 'They keep records of their own.' in text
    assert 'Small corrections come at once.' in text


def test_whole_notice_begins_with_the_notice_itself(ask: Asker) -> None:
    """With what it has of the notices that it adds to; its history is told from the newest on."""
    shown = ask('privacy-whole-notice', {'notice': 'shop'})
    (first, *_) = shown.find('//dl[contains(@class, "privacy-whole-notice")]')
    said = words(first)
    assert said.startswith('The shop Service')
    assert 'shop.meadow.example' in said
    assert 'Write to us, by letter or by e-mail.' in said
    (*_, last) = shown.find('//dl[contains(@class, "privacy-whole-notice")]')
    dates = [words(term) for term in last.xpath('./dt')]
    assert dates == ['March 1, 2026', 'January 20, 2026', 'June 15, 2025']


def test_no_full_stop_before_a_comma(make_project: ProjectMaker) -> None:
    right = RST.directive('data-right', 'Access', {'how': 'Write to us.', 'email': 'us@acme.example'})
    page = RST.page('Notice', RST.directive('privacy-notice', 'n'), right, RST.directive('privacy-summary'))
    text = make_project({'index.rst': page}).build('text').text('index.txt')
    assert 'Access: Write to us, us@acme.example' in ' '.join(text.split())
