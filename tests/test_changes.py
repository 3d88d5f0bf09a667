"""What changed between two states of notices, whether it matters to people, and the file that keeps a state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sphinxext_privacy.changes.compare import compare, compare_states
from sphinxext_privacy.changes.lockfile import FORMAT, LockError, lock_text, read_lock
from sphinxext_privacy.changes.material import ADDED, MATERIAL, REASONS, REMOVED
from sphinxext_privacy.changes.periods import is_longer
from sphinxext_privacy.changes.report import changes_json, changes_markdown, describe
from sphinxext_privacy.changes.review import new_change_dates, review_states
from sphinxext_privacy.changes.said import Said, SaidEntry, State
from sphinxext_privacy.changes.schema import changes_schema
from sphinxext_privacy.changes.wording import same_name, small_edit
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link

if TYPE_CHECKING:
    from sphinxext_privacy.changes.compare import Change
    from sphinxext_privacy.changes.review import Wanting
    from sphinxext_privacy.model.values import Facts


def entry(kind: str, ident: str, *, notice: str = 'shop', body: str = '', number: int = 1, **facts: Any) -> SaidEntry:
    """Make an entry; underscores in the names of *facts* stand for hyphens."""
    return SaidEntry(kind, ident, named(facts), notice, body, number)


def named(facts: dict[str, Any]) -> Facts:
    return {name.strip('_').replace('_', '-'): value for name, value in facts.items()}


def said(*entries: SaidEntry, ident: str = 'shop', **facts: Any) -> Said:
    return Said(ident, named(facts), tuple(sorted(entries, key=lambda item: item.key)))


def state(*notices: Said, language: str = 'en') -> State:
    return State(language, {notice.ident: notice for notice in notices})


def only(changes: tuple[Change, ...]) -> Change:
    assert len(changes) == 1, changes
    return changes[0]


# -- what matters -----------------------------------------------------------------------------------------------

CHANGED: Final[list[tuple[str, str, Facts, Facts, Facts]]] = [
    # kind, reason; before, a change that matters, and one that does not
    ('purpose', 'purpose', {'label': 'to send letters'}, {'label': 'to sell letters'}, {'label': 'To send  leters.'}),
    ('purpose', 'purpose', {'kind': 'newsletter'}, {'kind': 'advertise'}, {}),
    ('data', 'purpose', {'purposes': ('a', 'b')}, {'purposes': ('a', 'c')}, {'purposes': ('b', 'a')}),
    ('processor', 'purpose', {'purpose': 'to host it'}, {'purpose': 'to host and sell it'}, {'purpose': 'To host it'}),
    ('purpose', 'basis', {'legal-basis': ('consent',)}, {'legal-basis': ('contract',)}, {'legal-basis': ('consent',)}),
    (
        'purpose',
        'basis',
        {'legitimate-interest': 'a service that works'},
        {'legitimate-interest': 'a service that is paid for'},
        {'legitimate-interest': 'a servise, that works'},
    ),
    ('purpose', 'basis', {'opt-in': True}, {}, {'opt-in': True, 'condition': 'if you like'}),
    ('processor', 'recipient', {'name': 'Twitter'}, {'name': 'X Corp'}, {'name': 'Twitter, Inc.'}),
    ('processor', 'recipient', {'role': 'processor'}, {'role': 'third-party'}, {}),
    ('cookie', 'recipient', {'provider': 'first-party'}, {'provider': 'lantern'}, {}),
    ('processor', 'transfer', {'country': ('DE',)}, {'country': ('DE', 'US')}, {'country': ('DE',), 'group': 'g'}),
    (
        'processor',
        'transfer',
        {'transfer-mechanism': ('adequacy',)},
        {'transfer-mechanism': ('scc',)},
        {'transfer-mechanism': ('adequacy',), 'safeguard-url': Link('', 'https://a.example/')},
    ),
    ('processor', 'data', {'data': ('name',)}, {'data': ('name', 'ip')}, {'data': ('name',), 'handling': ('sent',)}),
    ('data', 'data', {'category': 'health'}, {'category': 'genetic'}, {'category': 'health', 'examples': 'blood'}),
    ('data', 'data', {'label': 'Names'}, {'label': 'Names and faces'}, {'label': 'names'}),
    ('data', 'retention', {'retention': 'P30D'}, {'retention': 'P60D'}, {'retention': 'P14D'}),
    ('cookie', 'retention', {'duration': 'session'}, {'duration': 'P1Y'}, {'duration': 'Session'}),
    ('data', 'special', {'label': 'a'}, {'label': 'a', 'special': True}, {'label': 'a', 'special': False}),
    ('decision', 'decision', {'logic': 'a card opens it'}, {'logic': 'a face opens it'}, {'logic': 'A card opens it!'}),
    ('decision', 'decision', {'solely': False}, {'solely': True}, {}),
    ('controller', 'controller', {'name': 'Meadow'}, {'name': 'Harbor'}, {'name': 'Meadow Library'}),
    ('notice', 'controller', {'controller': ('a',)}, {'controller': ('b',)}, {'controller': ('a',), 'version': '2'}),
    ('right', 'right', {'how': 'write to us'}, {'how': 'use the form in your account'}, {'how': 'Write to us.'}),
    (
        'right',
        'right',
        {'url': Link('', 'https://a.example/x')},
        {'url': Link('', 'https://b.example/x')},
        {'url': Link('Form', 'https://a.example/y')},
    ),
    ('right', 'right', {'email': 'a@a.example'}, {'email': 'b@a.example'}, {'email': 'a@a.example', 'law': 'GDPR'}),
    (
        'controller',
        'right',
        {'dpo': Contact(name='Ewa', email='dpo@a.example')},
        {'dpo': Contact(name='Ewa', email='dpo@b.example')},
        {'dpo': Contact(name='Adam', email='DPO@a.example')},
    ),
    ('notice', 'right', {'request-response': 'P30D'}, {'request-response': 'P90D'}, {'request-response': 'P14D'}),
    (
        'notice',
        'right',
        {'request-channel': 'by mail'},
        {'request-channel': 'by post'},
        {'request-channel': 'By  mail'},
    ),
    ('notice', 'recipient', {'recipients': 'none'}, {}, {'recipients': 'none — we are alone'}),
    ('notice', 'decision', {'automated-decisions': 'none'}, {}, {'automated-decisions': 'none — people decide'}),
]


def changed(kind: str, before: Facts, after: Facts) -> tuple[Change, ...]:
    if kind == 'notice':
        return compare(Said('shop', before), Said('shop', after))
    made = [SaidEntry(kind, 'it', facts, 'shop') for facts in (before, after)]
    return compare(said(made[0]), said(made[1]))


@pytest.mark.parametrize(('kind', 'reason', 'before', 'material', 'harmless'), CHANGED)
def test_a_change_that_matters_is_told_from_one_that_does_not(kind, reason, before, material, harmless) -> None:
    assert {change.material for change in changed(kind, before, material)} == {reason}
    assert {change.material for change in changed(kind, before, harmless)} <= {None}


def test_every_reason_has_a_change_above() -> None:
    assert {reason for _, reason, *_ in CHANGED} == REASONS.keys() - {'notice'}


def test_the_table_names_fields_that_exist() -> None:
    assert MATERIAL.keys() == KINDS.keys()
    for kind, rules in MATERIAL.items():
        fields = KINDS[kind].by_name
        for name, rule in rules.items():
            assert {name, *rule.unless} <= fields.keys()
            assert rule.how != 'longer' or fields[name].type == 'retention'
            assert rule.how != 'host' or fields[name].type in {'link', 'contact'}
    # Nothing that says how long, on what basis or in which country escapes it.
    for name, known in KINDS.items():
        for item in known.fields:
            needs = item.type == 'retention' or item.vocabulary in {'legal-bases', 'transfer-mechanisms', 'rights'}
            assert not needs or item.name in MATERIAL[name], (name, item.name)


def test_words_do_not_count_where_data_say_the_same() -> None:
    before: Facts = {'purpose': 'to host it', 'purposes': ('hosting',)}
    assert only(changed('processor', before, {**before, 'purpose': 'to run our site'})).material is None
    changes = changed('processor', before, {'purpose': 'to run our site', 'purposes': ('ads',)})
    assert {change.field: change.material for change in changes} == {'purpose': None, 'purposes': 'purpose'}


@pytest.mark.parametrize('kind', [kind for kind in KINDS if kind != 'notice'])
def test_entries_that_come_and_go(kind: str) -> None:
    one = entry(kind, 'it')
    come, gone = only(compare(said(), said(one))), only(compare(said(one), said()))
    assert (come.what, come.kind, come.ident, come.material) == ('added', kind, 'it', ADDED.get(kind))
    assert (gone.what, gone.kind, gone.ident, gone.material) == ('removed', kind, 'it', REMOVED.get(kind))
    matters = {'purpose', 'processor', 'data', 'decision', 'controller'}
    assert bool(come.material) == (kind in matters | {'cookie'})
    assert bool(gone.material) == (kind in matters | {'right'})


def test_a_cookie_that_needs_no_consent_may_come() -> None:
    assert only(compare(said(), said(entry('cookie', 'it', category='strictly-necessary')))).material is None


def test_the_prose_of_a_body_never_matters_and_is_shown() -> None:
    before, after = (said(entry('statement', 'retention', body=body)) for body in ('We keep it.', 'We sell it.'))
    change = only(compare(before, after))
    assert (change.field, change.before, change.material) == ('body', 'We keep it.', None)


def test_one_more_statement_leaves_the_others_as_they_are() -> None:
    def statements(*bodies: str, inherited: bool = False) -> Said:
        notices = ['org' if inherited and body == 'parent' else 'shop' for body in bodies]
        return said(
            *(
                entry('statement', 'retention', notice=notice, body=body, number=number, data=(body,))
                for number, (body, notice) in enumerate(zip(bodies, notices, strict=True), 1)
            )
        )

    change = only(compare(statements('a', 'b'), statements('new', 'a', 'b')))
    assert (change.what, change.ident, change.material) == ('added', 'retention', None)
    assert only(compare(statements('a', 'b'), statements('b'))).what == 'removed'
    assert (
        only(compare(statements('a', 'parent', inherited=True), statements('parent', inherited=True))).notice == 'shop'
    )


# -- words and periods ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('before', 'after', 'same'),
    [
        ('your adress', 'your address', True),
        ('E-mail addresses', 'email addresses', True),
        ('write to us', 'Write  to us!', True),
        ('we recieve it', 'we receive it', True),
        ('we may sell it', 'we may not sell it', False),
        ('we can sell it', "we can't sell it", False),
        ('lawful use', 'unlawful use', False),
        ('opt-in', 'opt-out', False),
        ('for 2 years', 'for 3 years', False),
        ('for 1.5 years', 'for 15 years', False),
        ('now we sell', 'not we sell', False),
        ('write to a@x.example', 'write to b@x.example', False),
        ('データを保存する', 'データを販売する', False),
        ('', 'anything', False),
    ],
)
def test_spelling(before: str, after: str, *, same: bool) -> None:
    assert small_edit(before, after) is same
    assert small_edit(after, before) is same


def test_names() -> None:
    assert same_name('Fastly', 'Fastly, Inc.')
    assert not same_name('Fastly', 'Cloudflare')
    assert not same_name('', 'Fastly')


@pytest.mark.parametrize(
    ('before', 'after', 'longer', 'back'),
    [
        ('P30D', 'P60D', True, False),
        ('P12M', 'P1Y', False, False),
        ('P90D', 'P3M', False, False),
        ('P365D', 'P13M', True, False),
        ('P30D after deletion', 'P60D after deletion', True, False),
        ('P30D', 'P30D after deletion', True, True),
        ('not stored', 'session', True, False),
        ('session', 'PT1H', True, False),
        ('P30D', 'indefinite', True, False),
        ('until 2027-01-01', 'until 2028-01-01', True, False),
        ('until 2027-01-01', 'P30D', True, True),
        ('until account deletion', 'until acount deletion', False, False),
        ('until account deletion', 'until the end of the year', True, True),
        ('as long as we must', 'as long as we like', True, True),
        ('', 'P30D', True, True),
        ('', '', False, False),
    ],
)
def test_longer(before: str, after: str, *, longer: bool, back: bool) -> None:
    assert is_longer(before, after) is longer
    assert is_longer(after, before) is back


# -- names and languages ----------------------------------------------------------------------------------------


def test_another_id_for_the_same_is_a_renaming_wherever_it_is_named() -> None:
    before = said(
        entry('purpose', 'leters', label='to send leters', data=('mail',)),
        entry('data', 'mail', label='E-mail', purposes=('leters',)),
    )
    after = said(
        entry('purpose', 'letters', label='to send letters', data=('e-mail',)),
        entry('data', 'e-mail', label='E-mail', purposes=('letters',)),
    )
    changes = compare(before, after)
    assert [(change.what, change.before, change.after) for change in changes] == [
        ('renamed', 'mail', 'e-mail'),
        ('renamed', 'leters', 'letters'),
        ('changed', 'to send leters', 'to send letters'),
    ]
    assert {change.material for change in changes} == {None}


@pytest.mark.parametrize(
    ('old', 'new'),
    [
        ({'label': 'Shoe size'}, {'label': 'Hat size'}),
        ({'label': 'Shoe size', 'retention': 'P1D'}, {'label': 'Shoe size', 'retention': 'P2D'}),
        ({}, {}),
    ],
)
def test_another_id_for_something_else_is_no_renaming(old: Facts, new: Facts) -> None:
    before, after = said(SaidEntry('data', 'a', old, 'shop')), said(SaidEntry('data', 'b', new, 'shop'))
    assert [(change.what, change.material) for change in compare(before, after)] == [
        ('removed', 'data'),
        ('added', 'data'),
    ]


def test_notices_that_come_go_and_get_another_id() -> None:
    one = said(entry('data', 'a', label='A'), updated='2026-01-01')
    other = Said('store', one.facts, (entry('data', 'a', label='A', notice='store'),))
    assert [(change.what, change.material) for change in compare_states(state(), state(one))] == [('added', None)]
    assert [(change.what, change.material) for change in compare_states(state(one), state())] == [('removed', 'notice')]
    renamed = only(compare_states(state(one), state(other)))
    assert (renamed.what, renamed.before, renamed.after, renamed.material) == ('renamed', 'shop', 'store', None)


def test_words_of_two_languages_are_not_compared() -> None:
    before = said(entry('purpose', 'p', label='letters', retention='until the end', body='a'))
    after = said(entry('purpose', 'p', label='Briefe', retention='bis zum Ende', body='b', legal_basis=('consent',)))
    changes = compare_states(state(before), state(after, language='de'))
    assert [change.field for change in changes] == ['legal-basis']


# -- what is wanting --------------------------------------------------------------------------------------------

KEPT: Final = entry('data', 'ip', retention='P30D')
LONGER: Final = entry('data', 'ip', retention='P90D')
TOLD: Final = entry('change', '2026-01-01', date='2026-01-01')


def told(date: str, **facts: Any) -> SaidEntry:
    return entry('change', date, date=date, **facts)


def lacks(before: Said, after: Said) -> list[str]:
    return [item.lack for item in review_states(state(before), state(after))]


def test_a_change_that_matters_asks_for_a_date_and_an_entry() -> None:
    before = said(KEPT, TOLD, updated='2026-01-01')
    assert lacks(before, said(LONGER, TOLD, updated='2026-01-01')) == ['date', 'entry']
    assert lacks(before, said(LONGER, TOLD, updated='2025-01-01')) == ['date', 'entry']
    assert lacks(before, said(LONGER, TOLD)) == ['date', 'entry']
    assert lacks(before, said(LONGER, TOLD, updated='2026-02-01')) == ['entry']
    # An entry that is older than the date tells of something else.
    assert lacks(before, said(LONGER, TOLD, told('2025-12-01'), updated='2026-02-01')) == ['entry']
    assert lacks(before, said(LONGER, TOLD, told('2026-02-01'), updated='2026-01-01')) == ['date']
    assert lacks(before, said(LONGER, TOLD, told('2026-02-01'), updated='2026-02-01')) == []


def test_the_first_date_is_a_new_one() -> None:
    assert lacks(said(KEPT), said(LONGER, told('2026-02-01'), updated='2026-02-01')) == []


def test_a_spelling_fix_asks_for_nothing_and_a_date_alone_is_an_information() -> None:
    before = said(entry('right', 'a', how='wriet to us'), updated='2026-01-01')
    fixed = entry('right', 'a', how='write to us')
    assert lacks(before, said(fixed, updated='2026-01-01')) == []
    assert lacks(before, said(fixed, updated='2026-02-01')) == ['needless']
    found: tuple[Wanting, ...] = review_states(state(before), state(said(fixed, updated='2026-02-01')))
    assert [item.is_finding for item in found] == [False]


@pytest.mark.parametrize(
    ('history', 'start', 'late'),
    [
        (told('2026-02-01'), '2026-03-01', False),
        (told('2026-03-01'), '2026-03-01', True),
        (told('2026-02-01', entries=('ads',)), '2026-03-01', False),
        (told('2026-02-01', entries=('shop/ads',)), '2026-03-01', False),
        (told('2026-02-01', entries=('other',)), '2026-03-01', True),
        (told('2026-02-01'), None, False),
    ],
)
def test_a_new_purpose_is_announced_before_it_begins(history: SaidEntry, start: str | None, *, late: bool) -> None:
    purpose = SaidEntry('purpose', 'ads', {'label': 'ads', **({'from': start} if start else {})}, 'shop')
    after = said(purpose, TOLD, history, updated='2026-02-01')
    assert lacks(said(TOLD, updated='2026-01-01'), after) == (['announcement'] if late else [])


def test_what_a_parent_says_is_answered_there_if_it_is_of_the_project() -> None:
    def family(entry_of_parent: SaidEntry, *history: SaidEntry, updated: str = '2026-01-01') -> State:
        own = Said('org', {'updated': updated, 'controller': ('me',)}, (entry_of_parent, *history))
        child = said(entry_of_parent, *history, updated='2026-01-01', addendum_to=('org',), controller=('me',))
        return state(own, child)

    kept, longer = (entry('data', 'ip', notice='org', retention=period) for period in ('P30D', 'P90D'))
    before = family(kept)
    assert [(item.notice, item.lack) for item in review_states(before, family(longer))] == [
        ('org', 'date'),
        ('org', 'entry'),
    ]
    news = entry('change', '2026-02-01', notice='org', date='2026-02-01')
    assert review_states(before, family(longer, news, updated='2026-02-01')) == ()
    # A parent in another project answers to nobody here: then the notice itself must.
    alone = [State('en', {'shop': found.notices['shop']}) for found in (before, family(longer))]
    assert [item.lack for item in review_states(*alone)] == ['date', 'entry']


NAMES: Final = entry('data', 'name', notice='store')


@pytest.mark.parametrize(
    ('old', 'new'),
    [
        ({'service': 'The Shop'}, {'service': 'the shop'}),
        ({'title': 'Privacy'}, {'title': 'Privacy'}),
        ({'url': 'https://shop.example/'}, {'url': 'https://shop.example/'}),
        ({}, {}),
    ],
)
def test_a_new_id_of_a_notice_lets_no_change_slip_past(old: dict[str, str], new: dict[str, str]) -> None:
    """It is the same notice where it is about the same, or where half of its entries are the same."""
    before = state(said(KEPT, **old, updated='2026-01-01'), said(entry('right', 'a', notice='blog'), ident='blog'))
    longer = entry('data', 'ip', notice='store', retention='P90D')
    others = (NAMES, entry('data', 'sex', notice='store')) if new else (NAMES,)
    after = state(said(longer, *others, ident='store', **new, updated='2026-01-01'), before.notices['blog'])
    found = review_states(before, after)
    assert [(item.notice, item.lack) for item in found] == [('store', 'date'), ('store', 'entry')]
    first, *material = found[0].changes
    assert describe(first) == 'notice store has another id; it was shop'
    assert ('changed', 'ip', 'retention') in [(change.what, change.ident, change.field) for change in material]
    answered = said(
        longer, *others, entry('change', '2026-02-01', notice='store', date='2026-02-01'), ident='store', **new
    )
    after = state(replace(answered, facts={**answered.facts, 'updated': '2026-02-01'}), before.notices['blog'])
    assert review_states(before, after) == ()


def test_a_notice_that_is_gone() -> None:
    """Nobody can say on its page that it is: it takes a person who knows that people were told."""
    before = said(KEPT, service='The shop', updated='2026-01-01')
    other = said(NAMES, entry('data', 'sex', notice='store'), ident='store', service='The store')
    found = review_states(state(before), state(other))
    assert [(item.notice, item.lack, item.before, item.after) for item in found] == [('shop', 'gone', '2026-01-01', '')]
    assert found[0].is_finding
    removed = [change for change in compare_states(state(before), state(other)) if change.what == 'removed']
    assert [change.material for change in removed] == ['notice']
    for status in ('draft', 'superseded'):
        before = said(KEPT, service='The shop', status=status)
        assert review_states(state(before), state(other)) == ()
        assert not any(change.material for change in compare_states(state(before), state(other)))


def test_those_that_add_to_a_notice_with_a_new_id_have_not_to_answer() -> None:
    def family(parent: str, period: str) -> State:
        kept = entry('data', 'ip', notice=parent, retention=period)
        own = Said(parent, {'updated': '2026-01-01', 'service': 'All'}, (kept,))
        return state(own, said(kept, updated='2026-01-01', addendum_to=(parent,)))

    found = review_states(family('org', 'P30D'), family('company', 'P90D'))
    assert [(item.notice, item.lack) for item in found] == [('company', 'date'), ('company', 'entry')]
    assert review_states(family('org', 'P30D'), family('company', 'P30D')) == ()


def test_an_entry_of_the_history_counts_once() -> None:
    before = said(TOLD, told('2026-02-01'))
    twice = said(TOLD, told('2026-02-01'), entry('change', '2026-02-01', number=2, date='2026-02-01'))
    assert new_change_dates(before, twice) == ('2026-02-01',)
    assert new_change_dates(before, before) == ()


# -- reports ----------------------------------------------------------------------------------------------------


def test_reports_say_what_matters_first_and_fit_the_schema() -> None:
    policy = Link('Policy', 'https://a.example/')
    before = state(
        said(KEPT, entry('processor', 'a', name='A `x` <b>', policy=policy, gone=True), updated='2026-01-01')
    )
    after = state(said(LONGER, entry('processor', 'a', name='A `x` <b>', optional=False), entry('right', 'b')))
    changes, wanting = compare_states(before, after), review_states(before, after)
    data = changes_json(changes, wanting)
    assert list(Draft202012Validator(changes_schema()).iter_errors(data)) == []
    assert data['material'] is True
    assert [change['material'] for change in data['changes']] == ['retention', None, None, None, None]
    assert {'title': 'Policy', 'url': 'https://a.example/'} in [change.get('before') for change in data['changes']]
    assert False in [change.get('after') for change in data['changes']]
    text = changes_markdown(changes, wanting)
    assert (
        text.index('`P30D`, is now `P90D`') < text.index('# Other changes') < text.index('was not stated, is now `no`')
    )
    assert '`` A `x` <b> ``' in text or '``A `x` <b>``' in text
    assert changes_markdown((), ()) == 'Nothing changed.\n'
    assert describe(changes[-1]) == 'right b was added'


# -- the lock file ----------------------------------------------------------------------------------------------

TEXT: Final = (
    st.text(st.characters(exclude_categories=('Cs', 'Cc', 'Cn', 'Co')), min_size=1, max_size=30)
    .map(lambda text: ' '.join(text.split()))
    .filter(bool)
)
IDENT: Final = st.from_regex(r'[A-Za-z0-9][A-Za-z0-9._-]{0,8}', fullmatch=True)
VALUES: Final[dict[str, st.SearchStrategy[Any]]] = {
    'name': TEXT,
    'country': st.lists(st.sampled_from(['US', 'DE', 'EU']), min_size=1, max_size=3).map(tuple),
    'data': st.lists(IDENT, min_size=1, max_size=3).map(tuple),
    'optional': st.booleans(),
    'policy': st.builds(Link, TEXT, st.sampled_from(['', 'https://a.example/"\\', 'a/b.html#c', './'])).filter(
        lambda link: '"' not in link.url
    ),
    'since': st.dates().map(lambda date: date.isoformat()),
    'retention': st.sampled_from(['P30D', 'until death', 'session']),
}
ENTRY: Final = st.builds(
    SaidEntry,
    st.just('processor'),
    IDENT,
    st.fixed_dictionaries({}, optional=VALUES),
    st.sampled_from(['shop', 'org/main']),
    st.text(st.characters(exclude_categories=('Cs', 'Cc', 'Cn', 'Co'), include_characters='\n\t'), max_size=30).map(
        str.strip
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ENTRY, max_size=4, unique_by=lambda item: item.ident),
    st.fixed_dictionaries({}, optional={'minimum-age': st.integers(0, 99), 'service': TEXT, 'gpc': st.booleans()}),
)
def test_what_is_written_is_read(entries: list[SaidEntry], facts: Facts) -> None:
    before = state(Said('shop', facts, tuple(sorted(entries, key=lambda item: item.key))), said(ident='a.b'))
    text = lock_text(before)
    assert read_lock(text.encode()) == before
    assert read_lock(text.replace('\n', '\r\n').encode()) == before
    # One fact a line, whatever stands in it, and the same again.
    written = sum(max(1, len(item.facts) + bool(item.body) + (item.notice != 'shop')) for item in entries)
    assert len(text.splitlines()) == 6 + len(facts) + written
    assert lock_text(read_lock(text.encode())) == text


def test_the_file_is_sorted_and_says_its_version_first() -> None:
    two = entry('statement', 'retention', body='b', number=2), entry('statement', 'retention', body='a\n"')
    text = lock_text(state(said(*two, entry('data', 'ip'), entry('right', 'x.y', key='access'), updated='2026-01-01')))
    assert text == (
        f'format = "{FORMAT}"\n'
        'language = "en"\n'
        '\n'
        '[notices.shop]\n'
        'updated = "2026-01-01"\n'
        'data.ip = {}\n'
        'rights."x.y".key = "access"\n'
        'statements.retention.body = "a\\n\\""\n'
        'statements."retention#2".body = "b"\n'
    )


HEAD: Final = f'format = "{FORMAT}"\nlanguage = "en"\n'


@pytest.mark.parametrize(
    ('text', 'line', 'message'),
    [
        ('', 1, "'no format' is not"),
        ('format = "sphinxext-privacy-lock/2"\n', 1, "'sphinxext-privacy-lock/2' is not"),
        (f'{HEAD}<<<<<<< ours\n[notices.a]\n=======\n>>>>>>> theirs\n', 3, 'a merge left a conflict here'),
        (f'{HEAD}[notices.a]\nupdated = "2026-01-01\n', 4, 'this is not TOML'),
        (f'{HEAD}[notices.a]\nupdated = "2026-13-01"\n', 4, '2026-13-01'),
        (f'{HEAD}[notices.a]\nupdated = 2026-01-01\n', 4, 'is not text'),
        (f'{HEAD}[notices.a]\n\ndata.ip.retentoin = "P1D"\n', 5, "'retentoin' is not known"),
        (f'{HEAD}[notices.a]\nprocesors.b = {{}}\n', 4, "'procesors' is not known"),
        (f'{HEAD}[notices.a]\ndata.ip.optional = "yes"\n', 4, 'is not true or false'),
        (f'{HEAD}[notices.a]\ndata.b = {{}}\nprocessors.x.data = ["a", "b c"]\n', 5, "'b c' is not an id"),
        (f'{HEAD}[notices.a]\ndata.ip = "P1D"\n', 4, 'this must be a table'),
        (f'{HEAD}[notices.a]\ndata."#x" = {{}}\n', 4, "'#x' is not an id"),
        (f'format = "{FORMAT}"\n', 1, 'the language of the words is missing'),
        (f'{HEAD}notices = 1\n', 3, 'this must be a table'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError) as caught:
        read_lock(text.encode())
    assert [(problem.line, message in problem.message) for problem in caught.value.problems[:1]] == [(line, True)]


def test_a_file_in_another_encoding_is_told() -> None:
    with pytest.raises(LockError, match='line 2: the file is not UTF-8'):
        read_lock(f'format = "{FORMAT}"\nlanguage = "é"\n'.encode('latin-1'))
