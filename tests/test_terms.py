"""The sentence about the agreement with a processor and its privacy policy."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup

from sphinxext_privacy.rendering.terms import SENTENCES
from tests.helpers.markup import MARKUPS, RST, Markup

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Build

AGREEMENT: Final = 'Data Terms <https://vendor.example/dpa>'
POLICY: Final = 'Privacy Notice <https://vendor.example/privacy>'

REGISTER: Final = f"""\
controllers:
  acme:
    name: Acme Foundation
    short-name: Acme
  partner:
    name: Partner Org
processors:
  both:
    name: Both Vendor
    short-name: BV
    agreement: {AGREEMENT}
    policy: {POLICY}
  agreement-only:
    name: Agreement Vendor
    agreement: {AGREEMENT}
  policy-only:
    name: Policy Vendor
    policy: {POLICY}
  neither:
    name: Neither Vendor
  untitled:
    name: Untitled Vendor
    agreement: https://vendor.example/dpa
    policy: https://vendor.example/privacy
  worded:
    name: Worded Vendor
    policy: {POLICY}
    terms: As the {{policy}} of {{processor}} says
"""


def _build(make_project: ProjectMaker, page: str, *, suffix: str = '.rst', **settings: Any) -> Build:
    settings = {'privacy_register': ['register.yaml'], **settings}
    return make_project({f'index{suffix}': page, 'register.yaml': REGISTER}, **settings).build('html')


def _items(build: Build) -> list[str]:
    """Give the words of each processor that is shown as a bullet."""
    found = BeautifulSoup(build.page('index'), 'lxml').select('.privacy-processor > li')
    return [' '.join(item.get_text().split()) for item in found]


def _links(build: Build) -> list[tuple[str, str]]:
    found = BeautifulSoup(build.page('index'), 'lxml').select('.privacy-processor a[href]')
    return [(link.get_text(), str(link['href'])) for link in found]


def _shown(make_project: ProjectMaker, argument: str, options: Mapping[str, str] = {}, **settings: Any) -> str:
    """Give the words of one processor, of whose build nothing is warned."""
    build = _build(make_project, RST.page('Page', RST.directive('processor', argument, options)), **settings)
    assert build.warnings == []
    (item,) = _items(build)
    return item


# -- the standard sentence ----------------------------------------------------------------------------------------

_BETWEEN: Final = 'between Vendor and Acme'

STANDARD: Final = {
    # agreement, policy, controller: the sentence
    (True, True, True): (
        'Their use of this information is subject to the Data Terms between Vendor and Acme '
        'and the Vendor Privacy Notice.'
    ),
    (True, False, True): 'Their use of this information is subject to the Data Terms between Vendor and Acme.',
    (False, True, True): 'Their use of this information is subject to the Vendor Privacy Notice.',
    (False, False, True): '',
    (True, True, False): 'Their use of this information is subject to the Data Terms and the Vendor Privacy Notice.',
    (True, False, False): 'Their use of this information is subject to the Data Terms.',
    (False, True, False): 'Their use of this information is subject to the Vendor Privacy Notice.',
    (False, False, False): '',
}


@pytest.mark.parametrize('name', MARKUPS)
@pytest.mark.parametrize(('agreement', 'policy', 'controller'), STANDARD)
def test_each_combination(
    make_project: ProjectMaker, name: MarkupName, *, agreement: bool, policy: bool, controller: bool
) -> None:
    markup = Markup(name)
    options = {
        'purpose': 'to host the site',
        **({'agreement': AGREEMENT} if agreement else {}),
        **({'policy': POLICY} if policy else {}),
    }
    page = markup.page('Page', markup.directive('processor', 'Vendor', options, 'Data are stored there.'))
    settings = {'privacy_controller': 'acme'} if controller else {}
    build = _build(make_project, page, suffix=markup.suffix, **settings)
    assert build.warnings == []
    sentence = STANDARD[agreement, policy, controller]
    assert _items(build) == [f'Vendor to host the site. Data are stored there. {sentence}'.strip()]
    expected = [('Data Terms', 'https://vendor.example/dpa')] if agreement else []
    expected += [('Privacy Notice', 'https://vendor.example/privacy')] if policy else []
    assert _links(build) == expected


def test_each_combination_has_a_message() -> None:
    """There is a sentence wherever there is an agreement or a policy."""
    for key in itertools.product([True, False], repeat=4):
        alone, agreement, policy, controller = key
        assert (key in SENTENCES) == (agreement or policy), key
        if key in SENTENCES:
            message = SENTENCES[key]
            assert ('{agreement}' in message) == agreement
            assert ('{policy}' in message) == policy
            assert ('{controller}' in message) == (agreement and controller)
            assert ('by {processor}' in message) == (not alone)


def test_from_the_register(make_project: ProjectMaker) -> None:
    """The short names stand in running text, the name with the short name where it is introduced."""
    assert _shown(make_project, 'both', privacy_controller='acme') == (
        'Both Vendor (BV). Their use of this information is subject to the Data Terms between BV and Acme '
        'and the BV Privacy Notice.'
    )


def test_option_wins_over_the_register(make_project: ProjectMaker) -> None:
    page = RST.page('Page', RST.directive('processor', 'both', {'agreement': 'Our Deal <https://acme.example/deal>'}))
    build = _build(make_project, page)
    assert _items(build) == [
        'Both Vendor (BV). Their use of this information is subject to the Our Deal and the BV Privacy Notice.'
    ]
    assert _links(build) == [
        ('Our Deal', 'https://acme.example/deal'),
        ('Privacy Notice', 'https://vendor.example/privacy'),
    ]


def test_links_without_a_title(make_project: ProjectMaker) -> None:
    page = RST.page('Page', RST.directive('processor', 'untitled'))
    build = _build(make_project, page, privacy_controller='acme')
    assert _items(build) == [
        (
            'Untitled Vendor. Their use of this information is subject to the agreement '
            'between Untitled Vendor and Acme and the Untitled Vendor privacy policy.'
        )
    ]
    assert _links(build) == [
        ('agreement', 'https://vendor.example/dpa'),
        ('privacy policy', 'https://vendor.example/privacy'),
    ]


def test_link_whose_address_was_wrong(make_project: ProjectMaker) -> None:
    """The title still says which agreement it is."""
    page = RST.page('Page', RST.directive('processor', 'Vendor', {'agreement': 'Data Terms <javascript:x>'}))
    build = _build(make_project, page)
    assert _items(build) == ['Vendor. Their use of this information is subject to the Data Terms.']
    assert _links(build) == []


def test_policy_that_is_a_document(make_project: ProjectMaker) -> None:
    files = {
        'index.rst': RST.page(
            'Page',
            RST.toctree('legal/ours'),
            RST.directive('processor', 'Sister', {'policy': 'Own <legal/ours>', 'agreement': 'legal/ours'}),
        ),
        'legal/ours.rst': RST.page('Our Notice', 'Words.'),
    }
    build = make_project(files).build('html')
    assert build.warnings == []
    assert _items(build) == ['Sister. Their use of this information is subject to the Our Notice and the Sister Own.']
    assert _links(build) == [('Our Notice', 'legal/ours.html'), ('Own', 'legal/ours.html')]


# -- the controller -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('notice', 'described', 'setting', 'shown'),
    [
        ({'controller': 'acme'}, '', '', ' between Vendor and Acme'),
        ({'controller': 'acme, partner'}, '', '', ' between Vendor and Acme and Partner Org'),
        ({'controller': 'partner'}, '', 'acme', ' between Vendor and Partner Org'),
        ({}, 'acme', '', ' between Vendor and Acme'),
        ({}, 'partner', 'acme', ' between Vendor and Partner Org'),
        ({}, 'Local Club', 'acme', ' between Vendor and Local Club'),
        ({}, '', 'partner', ' between Vendor and Partner Org'),
        ({}, '', '', ''),
    ],
)
def test_controller_is_that_of_the_notice(
    make_project: ProjectMaker, notice: dict[str, str], described: str, setting: str, shown: str
) -> None:
    blocks = [RST.directive('privacy-notice', 'main', {'updated': '2026-02-10', **notice})]
    blocks += [RST.directive('controller', described)] if described else []
    blocks.append(RST.directive('processor', 'Vendor', {'agreement': AGREEMENT}))
    build = _build(make_project, RST.page('Page', *blocks), privacy_controller=setting)
    assert build.warnings == []
    assert _items(build) == [f'Vendor. Their use of this information is subject to the Data Terms{shown}.']


def test_controller_of_the_parent(make_project: ProjectMaker) -> None:
    page = RST.page(
        'Page',
        RST.directive('privacy-notice', 'parent', {'updated': '2026-02-10', 'controller': 'acme'}),
        RST.directive('privacy-notice', 'child', {'updated': '2026-02-10', 'addendum-to': 'parent'}),
        RST.directive('processor', 'Vendor', {'agreement': AGREEMENT}),
    )
    assert _items(_build(make_project, page)) == [
        'Vendor. Their use of this information is subject to the Data Terms between Vendor and Acme.'
    ]


def test_controller_without_a_short_name_on_its_page(make_project: ProjectMaker) -> None:
    page = RST.page(
        'Page',
        RST.directive('privacy-notice', 'main', {'updated': '2026-02-10'}),
        RST.directive('controller', 'Python Software Foundation', {'short-name': 'PSF'}),
        RST.directive('processor', 'Vendor', {'agreement': AGREEMENT}),
    )
    assert 'between Vendor and PSF.' in _items(_build(make_project, page))[0]


# -- several processors -------------------------------------------------------------------------------------------


def test_several_processors(make_project: ProjectMaker) -> None:
    """Each has a sentence of its own, that names it; those without agreement and policy have none."""
    argument = 'both, agreement-only, policy-only, neither'
    assert _shown(make_project, argument, {'purpose': 'to host'}, privacy_controller='acme') == (
        'Both Vendor (BV), Agreement Vendor, Policy Vendor, and Neither Vendor to host. '
        'Use of this information by BV is subject to the Data Terms between BV and Acme and the BV Privacy Notice. '
        'Use of this information by Agreement Vendor is subject to the Data Terms between Agreement Vendor and Acme. '
        'Use of this information by Policy Vendor is subject to the Policy Vendor Privacy Notice.'
    )


def test_several_processors_without_a_controller(make_project: ProjectMaker) -> None:
    assert _shown(make_project, 'both, agreement-only') == (
        'Both Vendor (BV) and Agreement Vendor. '
        'Use of this information by BV is subject to the Data Terms and the BV Privacy Notice. '
        'Use of this information by Agreement Vendor is subject to the Data Terms.'
    )


def test_several_processors_with_one_agreement(make_project: ProjectMaker) -> None:
    """What the page states holds for all of them."""
    assert _shown(make_project, 'policy-only, neither', {'agreement': 'One Deal <https://acme.example/deal>'}) == (
        'Policy Vendor and Neither Vendor. '
        'Use of this information by Policy Vendor is subject to the One Deal and the Policy Vendor Privacy Notice. '
        'Use of this information by Neither Vendor is subject to the One Deal.'
    )


def test_words_of_the_page_for_several(make_project: ProjectMaker) -> None:
    """One sentence stands for all; each place names them all."""
    page = RST.page(
        'Page',
        RST.directive(
            'processor', 'both, policy-only', {'terms': 'For {processor} the {policy} hold, and the {agreement}'}
        ),
    )
    build = _build(make_project, page)
    assert build.warnings == []
    assert _items(build) == [
        (
            'Both Vendor (BV) and Policy Vendor. For BV and Policy Vendor the Privacy Notice and Privacy Notice hold, '
            'and the Data Terms.'
        )
    ]
    assert [title for title, _ in _links(build)] == ['Privacy Notice', 'Privacy Notice', 'Data Terms']


# -- other words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_words_of_the_page(make_project: ProjectMaker, name: MarkupName) -> None:
    """All places, each as often as it is named, among markup."""
    markup = Markup(name)
    terms = (
        'What {processor} does is **subject** to the {agreement} with {controller}, the *{policy}*, '
        f'{markup.link("more", "https://acme.example/more")} and the {{policy}} again.'
    )
    page = markup.page('Page', markup.directive('processor', 'both', {'terms': terms}), 'The end.')
    build = _build(make_project, page, suffix=markup.suffix, privacy_controller='acme')
    assert build.warnings == []
    assert _items(build) == [
        (
            'Both Vendor (BV). What BV does is subject to the Data Terms with Acme, the Privacy Notice, more '
            'and the Privacy Notice again.'
        )
    ]
    assert [title for title, _ in _links(build)] == ['Data Terms', 'Privacy Notice', 'more', 'Privacy Notice']
    emphasis = BeautifulSoup(build.page('index'), 'lxml').select_one('.privacy-processor em a')
    assert emphasis is not None
    assert emphasis.get_text() == 'Privacy Notice'


def test_words_of_the_register(make_project: ProjectMaker) -> None:
    assert _shown(make_project, 'worded') == 'Worded Vendor. As the Privacy Notice of Worded Vendor says.'


def test_words_of_the_register_beside_others(make_project: ProjectMaker) -> None:
    assert _shown(make_project, 'worded, agreement-only') == (
        'Worded Vendor and Agreement Vendor. As the Privacy Notice of Worded Vendor says. '
        'Use of this information by Agreement Vendor is subject to the Data Terms.'
    )


def test_words_without_places(make_project: ProjectMaker) -> None:
    assert _shown(make_project, 'both', {'terms': 'They never tell.'}) == 'Both Vendor (BV). They never tell.'


@pytest.mark.parametrize('style', ['definition', 'card', 'table'])
def test_words_show_in_every_style(make_project: ProjectMaker, style: str) -> None:
    """The standard sentence says nothing that the facts do not; the words of an author do."""
    blocks = [
        RST.directive('processor', 'both', {'terms': 'The {policy} counts.', 'style': style}),
        'Between.',
        RST.directive('processor', 'policy-only', {'style': style}),
    ]
    build = _build(make_project, RST.page('Page', *blocks))
    assert build.warnings == []
    text = ' '.join(BeautifulSoup(build.page('index'), 'lxml').get_text().split())
    assert text.count('The Privacy Notice counts.') == 1
    assert 'subject to' not in text
    assert text.count('Privacy policy') == 2


# -- the setting --------------------------------------------------------------------------------------------------

SETTING: Final = 'See the {agreement} of {processor} with {controller} and *their* {policy}.'


def test_setting_replaces_the_standard_sentence(make_project: ProjectMaker) -> None:
    settings = {'privacy_processor_terms': SETTING, 'privacy_controller': 'acme'}
    build = _build(make_project, RST.page('Page', RST.directive('processor', 'both')), **settings)
    assert build.warnings == []
    assert _items(build) == ['Both Vendor (BV). See the Data Terms of BV with Acme and their Privacy Notice.']
    assert 'See the' in build.page('index')
    assert '<em>their</em>' in build.page('index')
    assert [title for title, _ in _links(build)] == ['Data Terms', 'Privacy Notice']


@pytest.mark.parametrize('argument', ['agreement-only', 'policy-only', 'neither'])
def test_setting_that_does_not_fit_gives_way(make_project: ProjectMaker, argument: str) -> None:
    """A place without a fact would be a hole: the standard sentence stands there, or none."""
    with_setting = _shown(make_project, argument, privacy_processor_terms=SETTING, privacy_controller='acme')
    assert with_setting == _shown(make_project, argument, privacy_controller='acme')
    assert 'See the' not in with_setting


def test_words_win_over_the_setting(make_project: ProjectMaker) -> None:
    shown = _shown(make_project, 'both', {'terms': 'Ask them.'}, privacy_processor_terms='See the {policy}.')
    assert shown == 'Both Vendor (BV). Ask them.'


def test_setting_for_several(make_project: ProjectMaker) -> None:
    assert _shown(make_project, 'both, policy-only', privacy_processor_terms='See the {processor} {policy}.') == (
        'Both Vendor (BV) and Policy Vendor. See the BV Privacy Notice. See the Policy Vendor Privacy Notice.'
    )


def test_setting_without_places_and_facts_says_nothing(make_project: ProjectMaker) -> None:
    """It is about agreement and policy: where there is neither, it would state what nobody did."""
    assert _shown(make_project, 'neither', privacy_processor_terms='They are bound by contract.') == 'Neither Vendor'
    assert _shown(make_project, 'neither', privacy_processor_terms='We chose {processor}.') == 'Neither Vendor'
    shown = _shown(make_project, 'policy-only', privacy_processor_terms='We chose {processor}')
    assert shown == 'Policy Vendor. We chose Policy Vendor.'


# -- names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('name', 'short', 'shown', 'in_text'),
    [
        ('Amazon Web Services', 'AWS', 'Amazon Web Services (AWS)', 'AWS'),
        ('Help Scout', '', 'Help Scout', 'Help Scout'),
        ('Fastly, Inc.', 'Fastly', 'Fastly, Inc.', 'Fastly'),
        ('Vendor (V)', 'V', 'Vendor (V)', 'V'),
    ],
)
def test_short_name(make_project: ProjectMaker, name: str, short: str, shown: str, in_text: str) -> None:
    """It stands in brackets after the name unless the name holds it."""
    options = {'policy': POLICY, 'purpose': 'to host', **({'short-name': short} if short else {})}
    assert _shown(make_project, name, options) == (
        f'{shown} to host. Their use of this information is subject to the {in_text} Privacy Notice.'
    )


def test_name_with_markup_characters(make_project: ProjectMaker) -> None:
    """Names are no markup, in the sentence as elsewhere."""
    assert _shown(make_project, 'A*B_C {policy}', {'policy': POLICY}) == (
        'A*B_C {policy}. Their use of this information is subject to the A*B_C {policy} Privacy Notice.'
    )


def test_title_that_looks_like_a_place(make_project: ProjectMaker) -> None:
    """What stands in one place is not searched for others."""
    options = {'agreement': '{policy} <https://vendor.example/dpa>', 'policy': POLICY}
    assert _shown(make_project, 'Vendor', options) == (
        'Vendor. Their use of this information is subject to the {policy} and the Vendor Privacy Notice.'
    )
