"""Facts of a thing that this project and a notice of another one state differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.rules.agreement import disagree
from tests.helpers.markup import MARKUPS, RST, Markup
from tests.helpers.parents import SITE, child_of, compare, ours, parent_text

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName
    from tests.helpers.project import Project

D = RST.directive

PARENT: Final = {
    'index.rst': RST.page('Policies', RST.toctree('psf', 'events', 'other')),
    'psf.rst': RST.page(
        'PSF',
        D('privacy-notice', 'psf', {'updated': '2026-02-10', 'controller': 'psf'}),
        D('controller', 'PSF', {'id': 'psf', 'email': 'privacy@psf.example'}),
        D(
            'processor',
            'Fastly',
            {
                'country': 'GB, US',
                'policy': 'Policy <https://fastly.example/policy>',
                'purpose': 'to host',
                'domains': 'fastly.example',
            },
        ),
        D('privacy-statement', 'changes', {}, 'We tell you.'),
    ),
    'events.rst': RST.page(
        'Events',
        D('privacy-notice', 'events', {'updated': '2026-03-01', 'addendum-to': 'psf'}),
        D('processor', 'Tickets', {'country': 'FR'}),
    ),
    'other.rst': RST.page(
        'Other',
        D('privacy-notice', 'other', {'updated': '2026-03-01'}),
        D('processor', 'Mailer', {'country': 'FR'}),
    ),
}


@pytest.fixture
def facts(make_project: ProjectMaker) -> str:
    return parent_text(make_project(PARENT))


def child(make_project: ProjectMaker, facts: str, *entries: str, adds_to: str = 'psf', **more: Any) -> Project:
    files = {
        'index.rst': RST.page(
            'App', D('privacy-notice', 'app', {'updated': '2026-02-11', 'addendum-to': adds_to}), *entries
        ),
        **more.pop('files', {}),
    }
    return child_of(make_project, facts, files, **more)


def otherwise(
    kind: str,
    ident: str,
    field: str,
    notice: str = 'psf',
    page: str = 'psf',
    values: tuple[str, str] = ('DE', 'GB, US'),
) -> str:
    here, there = values
    place = f'{SITE}{page}.html#privacy-{kind}-{ident}'
    advice = 'Leave it out here, or correct it there. (X-LAYERS: WP260 para 35)'
    contradiction = f'`{field}` is {here} here, but {there} in the notice {notice} of another project, {place}.'
    return f"{kind} '{ident}': {contradiction} {advice}"


FRENCH: Final = ('DE', 'FR')


# -- on a page -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', MARKUPS)
def test_a_fact_that_a_parent_states_otherwise(make_project: ProjectMaker, facts: str, name: MarkupName) -> None:
    """A warning at the option; what is stated here is shown. Facts about the use of a thing do not contradict."""
    markup = Markup(name)
    page = markup.page(
        'App',
        markup.directive('privacy-notice', 'app', {'updated': '2026-02-11', 'addendum-to': 'psf'}),
        markup.directive('processor', 'Fastly', {'country': 'DE', 'purpose': 'to deliver', 'style': 'definition'}),
        markup.directive('privacy-statement', 'changes', {}, 'We tell nobody.'),
    )
    files = {'index.rst': RST.page('Home', RST.toctree('app')), f'app{markup.suffix}': page}
    build = child_of(make_project, facts, files).build()
    line = next(number for number, text in enumerate(page.splitlines(), 1) if 'country' in text)
    assert ours(build) == [
        ('x-layers', f'app{markup.suffix}:{line}', otherwise('processor', 'fastly', 'country')),
    ]
    assert 'Germany' in build.page('app')


def test_what_stands_in_an_included_file(make_project: ProjectMaker, facts: str) -> None:
    files = {'part.txt': D('processor', 'Fastly', {'country': 'DE'})}
    build = child(make_project, facts, '.. include:: part.txt', files=files).build()
    ((_, location, message),) = ours(build)
    assert location.endswith('part.txt:2')
    assert message == otherwise('processor', 'fastly', 'country')


def test_it_can_be_silenced(make_project: ProjectMaker, facts: str) -> None:
    entry = D('processor', 'Fastly', {'country': 'DE'})
    assert child(make_project, facts, entry, suppress_warnings=['privacy.x-layers']).build(fatal=True).warnings == []


def test_only_what_the_notice_adds_to(make_project: ProjectMaker, facts: str) -> None:
    """Not every notice of another project that has an entry with this id."""
    mailer = D('processor', 'Mailer', {'country': 'DE'})
    fastly = D('processor', 'Fastly', {'country': 'DE'})
    alone = D('privacy-notice', 'alone', {'updated': '2026-02-11'})
    assert ours(child(make_project, facts, mailer, alone, fastly).build()) == []
    (told,) = ours(child(make_project, facts, mailer, adds_to='psf/other').build())
    assert told[2] == otherwise('processor', 'mailer', 'country', 'psf/other', 'other', FRENCH)


def test_over_several_generations(make_project: ProjectMaker, facts: str) -> None:
    """Here: app → service → (there) events → psf."""
    files = {
        'service.rst': RST.page(
            'Service', D('privacy-notice', 'service', {'updated': '2026-02-11', 'addendum-to': 'events'})
        )
    }
    entries = [
        RST.toctree('service'),
        D('processor', 'Tickets', {'country': 'DE'}),
        D('processor', 'Fastly', {'country': 'DE'}),
    ]
    build = child(make_project, facts, *entries, adds_to='service', files=files).build()
    assert {(subtype, message) for subtype, _, message in ours(build)} == {
        ('x-layers', otherwise('processor', 'tickets', 'country', 'psf/events', 'events', FRENCH)),
        ('x-layers', otherwise('processor', 'fastly', 'country', 'psf', 'psf')),
    }


def test_a_third_project(make_project: ProjectMaker, facts: str) -> None:
    """What the parent inherits from a project that is not known here."""
    middle = child(make_project, facts, D('processor', 'Cloud', {'country': 'FR'}))
    entries = [D('processor', 'Cloud', {'country': 'DE'}), D('processor', 'Fastly', {'country': 'DE'})]
    parents = {'middle': ('https://middle.example/', 'psf.json')}
    files = {'index.rst': RST.page('Own', D('privacy-notice', 'own', {'addendum-to': 'middle'}), *entries)}
    options: dict[str, Any] = {'privacy_parents': parents, 'suppress_warnings': ['privacy.date']}
    told = ours(child_of(make_project, parent_text(middle), files, **options).build())
    cloud = otherwise('processor', 'cloud', 'country', 'middle', values=FRENCH).replace(
        f'{SITE}psf.html', 'https://middle.example/index.html'
    )
    assert [message for _, _, message in told] == [cloud, otherwise('processor', 'fastly', 'country', 'middle/psf')]


def test_the_parent_that_is_nearest(make_project: ProjectMaker, facts: str) -> None:
    """What ``events`` states itself is what holds there, and two parents that inherit one fact are told once."""
    entry = D('processor', 'Fastly', {'country': 'DE'})
    (told,) = ours(child(make_project, facts, entry, adds_to='psf, events').build())
    assert told[2] == otherwise('processor', 'fastly', 'country')
    edited = RST.page(
        'Events',
        D('privacy-notice', 'events', {'updated': '2026-03-01', 'addendum-to': 'psf'}),
        D('processor', 'Fastly', {'country': 'DE'}),
    )
    other = make_project({**PARENT, 'events.rst': edited}).build('privacy').text('privacy.json')
    assert ours(child(make_project, other, entry, adds_to='events').build()) == []


# -- in the register -----------------------------------------------------------------------------------------

REGISTER: Final = """\
processors:
  fastly:
    name: Fastly
    purpose: to deliver
    country: DE
"""


def test_a_fact_of_the_register(make_project: ProjectMaker, facts: str) -> None:
    """Told once, where it stands, however many pages show it."""
    files = {
        'register.yaml': REGISTER,
        'more.rst': RST.page('More', D('processor', 'fastly', {'notice': 'app'})),
    }
    entries = [RST.toctree('more'), D('processor', 'fastly')]
    project = child(make_project, facts, *entries, files=files, privacy_register=['register.yaml'])
    assert ours(project.build()) == [('x-layers', 'register.yaml:5', otherwise('processor', 'fastly', 'country'))]
    # Where a page states it, the page is what readers see.
    project.replace('more.rst', ':notice: app', ':notice: app\n   :country: UK, US')
    assert ours(project.build()) == []


def test_a_controller_that_stands_in_the_register_alone(make_project: ProjectMaker, facts: str) -> None:
    files = {
        'register.yaml': 'controllers:\n  psf: {name: PSF, email: other@psf.example}\n',
        'index.rst': RST.page(
            'App', D('privacy-notice', 'app', {'updated': '2026-02-11', 'addendum-to': 'psf', 'controller': 'psf'})
        ),
    }
    build = child_of(make_project, facts, files, privacy_register=['register.yaml']).build()
    values = ('other@psf.example', 'privacy@psf.example')
    expected = otherwise('controller', 'psf', 'email', values=values)
    assert ours(build) == [('x-layers', 'register.yaml:2', expected)]


def test_a_record_that_no_notice_uses(make_project: ProjectMaker, facts: str) -> None:
    files = {'register.yaml': REGISTER}
    project = child(make_project, facts, 'Words.', files=files, privacy_register=['register.yaml'])
    assert ours(project.build()) == []


# -- what is the same ----------------------------------------------------------------------------------------


def test_the_same_in_other_words(make_project: ProjectMaker, facts: str) -> None:
    entry = D(
        'processor',
        'Fastly',
        {'country': 'US, UK', 'policy': 'https://Fastly.example/policy', 'domains': 'FASTLY.example'},
    )
    assert child(make_project, facts, entry).build(fatal=True).warnings == []


@pytest.mark.parametrize(
    ('kind', 'field', 'here', 'there', 'expected'),
    [
        ('processor', 'name', 'Fastly', 'Fastly, Inc.', True),
        ('processor', 'name', 'Cafe\u0301', 'Café', False),
        ('processor', 'country', ('UK',), ('GB',), False),
        ('processor', 'country', ('US', 'FR'), ('FR', 'US'), False),
        ('processor', 'country', ('US',), ('FR', 'US'), True),
        ('processor', 'transfer-mechanism', ('a', 'b'), ('b', 'a'), False),
        ('processor', 'policy', Link('A', 'https://a.example/'), Link('', 'https://A.example'), False),
        ('processor', 'policy', Link('A', 'https://a.example/x'), Link('A', 'https://a.example/X'), True),
        ('processor', 'policy', Link('A', 'https://a.example/#x'), Link('A', 'https://a.example/#y'), True),
        # A document of this project may be that page, and a title alone can be of any.
        ('processor', 'policy', Link('A', 'policy.rst'), Link('', f'{SITE}policy.html'), False),
        ('processor', 'policy', Link('A', ''), Link('', 'https://a.example/'), False),
        ('controller', 'email', 'Privacy@a.example', 'privacy@A.example', False),
        ('controller', 'email', 'privacy@a.example', 'office@a.example', True),
        ('controller', 'phone', '+49 30 123-45', '+49 (30) 12345', False),
        ('controller', 'phone', '+49 30 12345', '+49 30 12346', True),
        ('controller', 'dpo', Contact(text='*The* office'), Contact(text='The office'), False),
        ('controller', 'dpo', Contact(text='The office'), Contact(name='A. B.'), False),
        ('controller', 'dpo', Contact(name='A. B.', country='UK'), Contact(country='GB', phone='1'), False),
        ('controller', 'dpo', Contact(name='A. B.', country='UK'), Contact(name='A. B.', country='FR'), True),
        ('cookie', 'provider', 'fastly', 'psf/fastly', False),
        ('cookie', 'provider', 'first-party', 'fastly', True),
        ('cookie', 'duration', 'P1Y', 'P12M', False),
        ('cookie', 'duration', 'P1Y', 'P13M', True),
        ('cookie', 'duration', 'PT24H', 'P1D', False),
        ('cookie', 'duration', 'P2W', 'P14D', False),
        ('cookie', 'duration', 'P1Y', 'session', True),
        ('cookie', 'duration', 'Session', 'session', False),
        ('cookie', 'duration', 'until 2027-01-01', 'until 2028-01-01', True),
        # Words may be those of another language.
        ('cookie', 'duration', 'P1Y after your visit', 'P1Y after Ihrem Besuch', False),
        ('cookie', 'duration', 'as long as needed', 'solange es sein muss', False),
        ('cookie', 'duration', '90 days', 'P90D', False),
        ('cookie', 'duration', 'until you log out', 'session', False),
        ('cookie', 'duration', 'P90X', 'P1D', False),
        ('cookie', 'category', 'analytics', 'necessary', True),
    ],
)
def test_when_two_values_disagree(kind: str, field: str, here: Any, there: Any, expected: bool) -> None:
    item = KINDS[kind].by_name[field]
    assert disagree(item, here, there) is expected
    assert disagree(item, there, here) is expected


# -- incremental builds --------------------------------------------------------------------------------------


def test_an_incremental_build_says_the_same(make_project: ProjectMaker, facts: str) -> None:
    """Also where no page shows what changed: own facts win."""
    files = {'register.yaml': REGISTER.replace('DE', 'GB, US')}
    entries = [D('processor', 'fastly', {'policy': 'https://fastly.example/policy'})]
    project = child(make_project, facts, *entries, files=files, privacy_register=['register.yaml'])
    assert ours(project.build()) == []
    edits = [
        ('psf.json', 'fastly.example/policy', 'fastly.example/new', ['policy']),
        ('psf.json', '"name": "Fastly"', '"name": "Fastly Inc."', ['name', 'policy']),
        ('psf.json', '"to host"', '"to host all"', ['name', 'policy']),
        ('register.yaml', 'GB, US', 'GB', ['country', 'name', 'policy']),
        ('register.yaml', 'name: Fastly', 'name: Fastly Inc.', ['country', 'policy']),
        ('register.yaml', 'country', 'domains: [cdn.example]\n    country', ['country', 'domains', 'policy']),
        ('index.rst', 'example/policy', 'example/new', ['country', 'domains']),
        ('index.rst', ':addendum-to: psf', ':addendum-to: psf/other', []),
        ('index.rst', ':addendum-to: psf/other', ':addendum-to: events', ['country', 'domains']),
        ('psf.json', '"GB"', '"UK"', ['country', 'domains']),
        ('psf.json', '"US"', '"UK"', ['domains']),
    ]
    told: list[tuple[str, str, str]] = []
    for name, old, new, expected in edits:
        assert old in project.read(name)
        project.replace(name, old, new)
        build = project.build()
        before, told = told, ours(project.clean())
        assert sorted(message.split('`')[1] for _, _, message in told) == expected
        # Where neither a page nor a contradiction changed, Sphinx has no reason to look for them once more.
        assert ours(build) == told or (told == before and not build.written), (name, new)
        compare(project, build)
        assert project.build().written == ()
