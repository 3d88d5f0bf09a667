"""Notices made of records: what each holds and inherits, what a filter lets through, what belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_privacy.domain.document import DocumentRecord
from sphinxext_privacy.domain.index import Index
from sphinxext_privacy.domain.records import EntryRecord, OverviewRecord
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.notices.records import ForeignNotice, NoticeEntry
from sphinxext_privacy.notices.relations import Relations
from sphinxext_privacy.notices.resolve import Notices
from sphinxext_privacy.notices.select import candidates, grouped, listed_notices, matches, ordered, texts, values
from sphinxext_privacy.register.load import Record, Register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_privacy.model.values import Facts


def record(kind: str, ident: str, notice: str, body: str = '', /, **facts: Any) -> EntryRecord:
    stated: Facts = {name.replace('_', '-'): value for name, value in facts.items()}
    return EntryRecord(kind, (ident,), '', notice, stated, '', (f'privacy-{kind}-{ident}',), '', 1, body)


def notice(ident: str, *parents: str, **facts: Any) -> EntryRecord:
    return record('notice', ident, ident, '', **({'addendum_to': parents} if parents else {}), **facts)


def notices(
    pages: Mapping[str, list[EntryRecord]],
    register: Mapping[tuple[str, str], Facts] | None = None,
    foreign: Mapping[str, ForeignNotice] | None = None,
) -> Notices:
    documents = {docname: DocumentRecord(tuple(entries)) for docname, entries in pages.items()}
    records = {key: Record(key[0], key[1], facts, {}, 'register.yaml', 1, 1) for key, facts in (register or {}).items()}
    return Notices(Index(documents, Register(records), '', foreign))


def idents(entries: object) -> list[str]:
    return [entry.ident for entry in entries]  # type: ignore[attr-defined]


def asked(**options: Any) -> OverviewRecord:
    plain = OverviewRecord('processor-list', '', (), 'own', 'table', (), (), (), '', '', '', '', 1)
    return plain._replace(**options)


# -- what a notice holds -------------------------------------------------------------------------------------


def test_own_before_inherited() -> None:
    made = notices(
        {
            'a': [notice('root'), record('processor', 'one', 'root'), record('processor', 'two', 'root')],
            'b': [notice('child', 'root'), record('processor', 'two', 'child'), record('processor', 'three', 'child')],
        }
    )
    assert made.all() == ('child', 'root')
    assert idents(made.own('child')) == ['two', 'three']
    assert idents(made.inherited('child')) == ['one']
    assert idents(made.whole('child')) == ['two', 'three', 'one']
    assert idents(made.scoped('child', 'all')) == ['two', 'three', 'one']
    assert idents(made.whole('root')) == ['one', 'two']
    assert [entry.notice for entry in made.whole('child')] == ['child', 'child', 'root']


def test_own_facts_win_and_the_rest_is_filled_in() -> None:
    made = notices(
        {
            'a': [notice('root'), record('processor', 'one', 'root', 'Its body.', purpose='to host', role='processor')],
            'b': [notice('child', 'root'), record('processor', 'one', 'child', purpose='to sell')],
        }
    )
    (entry,) = made.whole('child')
    assert entry.facts == {'purpose': 'to sell', 'role': 'processor'}
    assert entry.stated == {'purpose': 'to sell'}
    # The body of the parent stands on its page.
    assert (entry.body, entry.body_at, entry.docname) == ('Its body.', ('a', 1), 'b')


def test_order_of_what_is_stated() -> None:
    """Stated on a page of the notice, in the register, inherited."""
    register: dict[tuple[str, str], Facts] = {('processor', 'one'): {'name': 'One', 'country': ('DE',), 'purpose': 'r'}}
    made = notices(
        {
            'a': [notice('root'), record('processor', 'one', 'root', country=('US',), retention='P1Y')],
            'b': [notice('child', 'root'), record('processor', 'one', 'child', role='processor')],
            'c': [record('processor', 'one', 'child', purpose='p', role='recipient')],
        },
        register,
    )
    (entry,) = made.own('child')
    assert entry.facts == {'name': 'One', 'country': ('DE',), 'purpose': 'p', 'role': 'processor'}
    assert entry.stated == {'purpose': 'p', 'role': 'processor'}
    (entry,) = made.whole('child')
    assert entry.facts == {'name': 'One', 'country': ('DE',), 'purpose': 'p', 'role': 'processor', 'retention': 'P1Y'}


@pytest.mark.parametrize('start', ['a', 'b', 'c'])
def test_a_cycle_ends(start: str) -> None:
    """Each inherits from both others, once, and nothing from itself."""
    chain = {'a': 'b', 'b': 'c', 'c': 'a'}
    made = notices({name: [notice(name, chain[name]), record('processor', f'of-{name}', name)] for name in chain})
    order = [start, chain[start], chain[chain[start]]]
    assert idents(made.whole(start)) == [f'of-{name}' for name in order]
    assert idents(made.inherited(start)) == [f'of-{name}' for name in order[1:]]


def test_a_notice_that_adds_to_itself() -> None:
    made = notices({'a': [notice('self', 'self'), record('processor', 'one', 'self')]})
    assert idents(made.whole('self')) == ['one']
    assert made.inherited('self') == ()


def test_a_diamond() -> None:
    """What both parents inherit comes once; the nearest parent wins, and of two the one named first."""
    made = notices(
        {
            'a': [notice('top'), record('processor', 'one', 'top', purpose='top', role='processor', address='top')],
            'b': [notice('left', 'top'), record('processor', 'one', 'left', purpose='left')],
            'c': [notice('right', 'top'), record('processor', 'one', 'right', purpose='right', address='right')],
            'd': [notice('bottom', 'left', 'right')],
        }
    )
    (entry,) = made.whole('bottom')
    assert entry.facts == {'purpose': 'left', 'address': 'right', 'role': 'processor'}
    assert entry.notice == 'left'


def test_a_parent_that_is_not_there() -> None:
    made = notices({'a': [notice('child', 'nowhere'), record('processor', 'one', 'child')]})
    assert idents(made.whole('child')) == ['one']
    assert made.own('nowhere') == ()


def test_statements_and_changes_stand_for_themselves() -> None:
    """Two of one topic are two; all others of one id are one."""
    entries = [notice('n'), *[record('statement', 'security', 'n', body) for body in ('One.', 'Two.')]]
    entries += [record('change', '2026-01-01', 'n', body) for body in ('A.', 'B.')]
    entries += [record('right', 'access', 'n') for _ in range(2)]
    made = notices({'a': entries})
    assert [(entry.kind, entry.body) for entry in made.own('n')] == [
        ('statement', 'One.'),
        ('statement', 'Two.'),
        ('change', 'A.'),
        ('change', 'B.'),
        ('right', ''),
    ]


def test_several_processors_in_one_entry() -> None:
    both = record('processor', 'one', 'n', purpose='to help', name='One and two')
    both = both._replace(idents=('one', 'two'), anchors=('x', 'y'))
    register: dict[tuple[str, str], Facts] = {
        ('processor', 'one'): {'name': 'One'},
        ('processor', 'two'): {'name': 'Two'},
    }
    made = notices({'a': [notice('n'), both]}, register)
    assert [(entry.ident, entry.title, entry.anchor, entry.facts) for entry in made.own('n')] == [
        ('one', 'One', 'x', {'name': 'One', 'purpose': 'to help'}),
        ('two', 'Two', 'y', {'name': 'Two', 'purpose': 'to help'}),
    ]


def test_the_controller_of_the_register() -> None:
    """It is the notice's own where the notice names it, and stands on no page."""
    register: dict[tuple[str, str], Facts] = {('controller', 'acme'): {'name': 'Acme'}}
    made = notices({'a': [notice('n', controller=('acme',))], 'b': [notice('m', 'n')]}, register)
    (entry,) = made.own('n')
    assert (entry.kind, entry.title, entry.docname, entry.source) == ('controller', 'Acme', '', 'register.yaml')
    assert made.own('m') == ()
    assert idents(made.whole('m')) == ['acme']


def test_facts_of_a_notice_come_from_the_nearest() -> None:
    made = notices(
        {
            'a': [notice('top', recipients='none', request_channel='by letter')],
            'b': [notice('middle', 'top', recipients='none — so far')],
            'c': [notice('bottom', 'middle')],
        }
    )
    assert made.fact('bottom', 'recipients') == 'none — so far'
    assert made.fact('bottom', 'request-channel') == 'by letter'
    assert made.fact('bottom', 'gpc') is None


def test_a_parent_in_another_project() -> None:
    theirs = NoticeEntry('processor', 'far', 'Far', 'psf', {'name': 'Far'}, url='https://parent.example/#far')
    higher = NoticeEntry('processor', 'higher', 'Higher', 'above', {'name': 'Higher'}, url='https://parent.example/#h')
    foreign = {'psf': ForeignNotice('psf', 'Theirs', 'https://parent.example/', {}, (theirs, higher))}
    made = notices({'a': [notice('n', 'psf'), record('processor', 'near', 'n')]}, foreign=foreign)
    assert idents(made.whole('n')) == ['near', 'far', 'higher']
    assert idents(made.own('psf')) == ['far']
    assert idents(made.inherited('n')) == ['far', 'higher']
    assert made.all() == ('n',)


# -- what an overview lists ------------------------------------------------------------------------------------


def test_listed_notices() -> None:
    made = notices({'a': [notice('one')], 'b': [notice('two')]})
    assert listed_notices(made, asked(notices=('*',), notice='one')) == ('one', 'two')
    assert listed_notices(made, asked(notices=('two', 'one'))) == ('two', 'one')
    assert listed_notices(made, asked(notice='one')) == ('one',)
    assert listed_notices(made, asked()) == ()


def test_what_two_notices_inherit_is_listed_once() -> None:
    made = notices(
        {
            'a': [notice('root'), record('processor', 'one', 'root')],
            'b': [notice('left', 'root'), record('processor', 'two', 'left')],
            'c': [notice('right', 'root'), record('processor', 'two', 'right')],
        }
    )
    found = candidates(made, asked(notices=('left', 'right'), scope='all'), ('processor',))
    assert [(entry.ident, entry.notice) for entry in found] == [('two', 'left'), ('one', 'root'), ('two', 'right')]


@pytest.mark.parametrize(
    ('value', 'shown'),
    [
        (None, ()),
        (True, ('yes',)),
        (False, ('no',)),
        ('words', ('words',)),
        (('a', 'b'), ('a', 'b')),
        (Link('Title', 'https://a.example'), ('Title', 'https://a.example')),
        (Link('', 'https://a.example'), ('https://a.example',)),
        (Contact(name='Name', email='me@a.example'), ('Name', 'me@a.example')),
        (16, ('16',)),
    ],
)
def test_facts_as_texts(value: Any, shown: tuple[str, ...]) -> None:
    assert texts(value) == shown


def entry(ident: str = 'x', body: str = '', /, **facts: Any) -> NoticeEntry:
    stated: Facts = {name.replace('_', '-'): value for name, value in facts.items()}
    return NoticeEntry('processor', ident, ident, 'n', stated, body=body)


@pytest.mark.parametrize(
    ('conditions', 'found'),
    [
        ((), True),
        ((('country', 'US'),), True),
        ((('country', 'us'),), True),
        ((('country', 'DE'),), False),
        ((('country', 'US'), ('country', 'IE')), True),
        ((('country', 'US'), ('country', 'DE')), False),
        ((('optional', 'yes'),), True),
        ((('optional', 'True'),), True),
        ((('optional', 'no'),), False),
        ((('no-personal-data', 'no'),), True),
        ((('no-personal-data', 'false'),), True),
        ((('agreement', 'Terms'),), True),
        ((('agreement', 'https://a.example'),), True),
        ((('role', ''),), False),
        ((('notice', 'n'),), True),
        ((('id', 'X'),), True),
        ((('text', 'the body.'),), True),
        ((('country', 'US'), ('id', 'y')), False),
    ],
)
def test_matches(conditions: tuple[tuple[str, str], ...], found: bool) -> None:
    made = entry(
        'x',
        'The body.',
        country=('US', 'IE'),
        optional=True,
        no_personal_data=False,
        agreement=Link('Terms', 'https://a.example'),
    )
    assert matches(made, conditions) == found


WORDS = st.text('abAB 1', max_size=3)
ENTRIES = st.lists(st.dictionaries(st.sampled_from(['name', 'role', 'country']), WORDS, max_size=3), max_size=8).map(
    lambda facts: [
        entry(
            f'e{number}', **{name: tuple(value.split()) if name == 'country' else value for name, value in one.items()}
        )
        for number, one in enumerate(facts)
    ]
)


def shown(one: NoticeEntry, name: str) -> str:
    return ' '.join(values(one, name))


@given(ENTRIES, st.lists(st.sampled_from(['name', '-name', 'role', '-country', 'country', 'id']), max_size=3))
def test_sorting(entries: list[NoticeEntry], names: list[str]) -> None:
    """Nothing is lost; the first field decides, whatever states nothing comes last, and equals keep their order."""
    made = ordered(entries, names, shown)
    assert sorted(idents(made)) == sorted(idents(entries))
    assert ordered(made, names, shown) == made
    if not names:
        assert made == entries
        return
    field, backwards = names[0].removeprefix('-'), names[0].startswith('-')
    stated = [shown(one, field).casefold() for one in made if shown(one, field)]
    assert stated == sorted(stated, reverse=backwards)
    assert [bool(shown(one, field)) for one in made] == sorted((bool(shown(one, field)) for one in made), reverse=True)
    if len(names) == 1:
        for value in {*stated, ''}:
            same = [one.ident for one in entries if shown(one, field).casefold() == value]
            assert [one.ident for one in made if shown(one, field).casefold() == value] == same


@given(ENTRIES, st.sampled_from(['name', 'role', 'country', 'id', 'notice']))
def test_grouping(entries: list[NoticeEntry], name: str) -> None:
    """Every entry stands in the group of each of its values, or in that of those that state none, in its order."""
    made = grouped(entries, str.upper, lambda one: values(one, name))
    assert len({group.value for group in made}) == len(made)
    for group in made:
        assert idents(group.entries) == [one.ident for one in entries if group.value in (values(one, name) or ('',))]
    assert {value for one in entries for value in values(one, name) or ('',)} == {group.value for group in made}
    words = [group.value.upper().casefold() for group in made if group.value]
    assert words == sorted(words)
    assert [group.value for group in made if not group.value] == [group.value for group in made][len(words) :]


@given(ENTRIES, st.sampled_from(['name', 'role', 'country']), WORDS)
def test_filtering(entries: list[NoticeEntry], name: str, wanted: str) -> None:
    for one in entries:
        expected = wanted.casefold() in {value.casefold() for value in values(one, name)}
        assert matches(one, [(name, wanted)]) == expected
        # More conditions never let more through.
        assert matches(one, [(name, wanted), ('id', one.ident)]) == expected
        assert not matches(one, [(name, wanted), ('id', 'no')])


# -- what belongs together ----------------------------------------------------------------------------------------


def related(kind: str, ident: str, **facts: tuple[str, ...]) -> NoticeEntry:
    return NoticeEntry(kind, ident, ident, 'n', dict(facts))


def test_relations_of_either_side() -> None:
    relations = Relations(
        [
            related('data', 'email', purposes=('letters',)),
            related('data', 'ip'),
            related('purpose', 'letters', processors=('mailer', 'nobody')),
            related('purpose', 'safety', data=('ip',)),
            related('processor', 'mailer', data=('email',)),
            related('processor', 'cloud', purposes=('n/safety',)),
        ]
    )
    assert relations.of(('data', 'email'), 'purpose') == {('purpose', 'letters')}
    assert relations.of(('purpose', 'letters'), 'data') == {('data', 'email')}
    assert relations.of(('purpose', 'letters'), 'processor') == {('processor', 'mailer')}
    assert relations.of(('data', 'ip'), 'purpose') == {('purpose', 'safety')}
    assert relations.of(('processor', 'cloud'), 'purpose') == {('purpose', 'safety')}
    # Nothing is concluded: that the cloud serves safety does not say that it gets the address.
    assert relations.of(('data', 'ip'), 'processor') == set()
    assert relations.of(('processor', 'nobody'), 'data') == set()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(['data', 'purpose', 'processor']),
            st.sampled_from('abc'),
            st.dictionaries(
                st.sampled_from(['data', 'purposes', 'processors']), st.sets(st.sampled_from('abc')).map(tuple)
            ),
        ),
        max_size=8,
    )
)
def test_relations_hold_both_ways(made: list[tuple[str, str, dict[str, tuple[str, ...]]]]) -> None:
    relations = Relations([related(kind, ident, **facts) for kind, ident, facts in made])
    for key in relations.entries:
        for kind in ('data', 'purpose', 'processor'):
            for other in relations.of(key, kind):
                assert other in relations.entries
                assert key in relations.of(other, key[0])
