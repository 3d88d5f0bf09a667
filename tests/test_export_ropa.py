"""The record of processing activities: it says what the notices state, and where each of them states it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from sphinxext_privacy.exports.account import NO_PLACE, Account
from sphinxext_privacy.exports.forms import form_named
from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.exports.ropa import CSV, DATA_AFTER_ALL, HEADINGS, NO_DATA, OWN_PERSONS, OWN_RECIPIENTS, XLSX
from sphinxext_privacy.exports.spreadsheets import MOST_UNITS, safe
from sphinxext_privacy.model.values import Contact, Link
from tests.helpers.exported import everything, exported
from tests.helpers.markup import MARKUPS, Markup
from tests.helpers.rich import SETTINGS, rich_files
from tests.helpers.tables import read_csv, read_workbook, stated, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.model.values import Value
    from tests.conftest import ProjectMaker
    from tests.helpers.markup import MarkupName

FORM = form_named('ropa')


def files_of(made: Exported, account: Account | None = None) -> dict[str, bytes]:
    found = FORM.files(made, account or Account())
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in found}


def table_of(files: dict[str, bytes]) -> list[list[str]]:
    """Give the cells; both files hold the same."""
    assert list(files) == [CSV, XLSX]
    table = read_csv(files[CSV].decode())
    assert table == [[safe(cell) for cell in row] for row in read_workbook(files[XLSX])]
    return table


def rows_of(made: Exported, account: Account | None = None) -> list[dict[str, str]]:
    """Give the cells that hold something, by the name of their column."""
    rows = table_of(files_of(made, account))[1:]
    return [{name: cell for name, cell in zip(HEADINGS, row, strict=True) if cell} for row in rows]


def entry(kind: str, ident: str, notice: str = 'n', body: str = '', /, **facts: Value) -> ExportedEntry:
    named = {name.replace('_', '-'): value for name, value in facts.items()}
    return ExportedEntry(
        kind, ident, ident.capitalize(), notice, named, body, f'{notice}.html#{ident}', Source('n.md', 1)
    )


def notice(
    entries: Iterable[ExportedEntry],
    ident: str = 'n',
    parents: tuple[str, ...] = (),
    controllers: tuple[str, ...] = (),
    /,
    **facts: Value,
) -> ExportedNotice:
    whole = tuple(entries)
    own = tuple(item for item in whole if item.notice == ident)
    return ExportedNotice(
        ident, ident.upper(), f'{ident}.html', facts, Source(f'{ident}.md', 1), parents, controllers, own, whole
    )


def project(*notices: ExportedNotice) -> Exported:
    return Exported('P', 'en', tuple(sorted(notices, key=lambda found: found.ident)), base_url='https://p.example/')


def lost(made: Exported, account: Account) -> dict[tuple[str, str, str], str]:
    return {
        (item.kind, item.ident, name): why
        for item in account.losses(made)
        for name, why in item.facts.items()
        if why != NO_PLACE
    }


# -- a project ------------------------------------------------------------------------------------------------------

REGISTER = """\
controllers:
  acme:
    name: The Acme Foundation
    short-name: Acme
    address: 1 Long Street, Berlin
    country: DE
    email: privacy@acme.example
    dpo: {name: Ewa, phone: +49 30 123}
processors:
  cloud:
    name: Cloud
    legal-name: Cloud, Inc.
    category: hosting
    role: processor
    country: US, IE
    transfer-mechanism: scc
    safeguard-url: Clauses <https://cloud.example/scc>
    retention: P30D
    data: [ip-address]
data:
  ip-address:
    label: IP address
    category: ip-address
    retention: P90D after *the visit*
"""


def project_files(markup: Markup) -> dict[str, str]:
    d = markup.directive
    return {
        'register.yaml': REGISTER,
        'index.rst': 'Home\n====\n\n.. toctree::\n   :hidden:\n   :glob:\n\n   *\n',
        f'shop{markup.suffix}': markup.page(
            'The shop',
            d('privacy-notice', 'shop', {'updated': '2026-02-10', 'subjects': 'people who visit the shop'}),
            d('collected-data', 'ip-address'),
            d('collected-data', 'Name', {'examples': 'your *first* name', 'subjects': 'customer'}),
            d('collected-data', 'Allergies', {'category': 'health', 'special': ''}),
            d(
                'purpose',
                'To deliver',
                {'kind': 'provide-service', 'data': 'name', 'subjects': 'customer', 'retention': 'until 2027-12-31'},
                'We bring it.',
            ),
            d('purpose', 'To be safe', {'data': 'ip-address', 'processors': 'cloud'}),
            d('processor', 'cloud', {'purpose': 'to host **the shop**'}),
            d('processor', '=Carrier', {'id': 'carrier'}),
            d('security-measure', 'Locks', {'kind': 'access-control'}),
        ),
    }


ACME = 'The Acme Foundation, 1 Long Street, Berlin, Germany, privacy@acme.example'
SCC = 'Standard data protection clauses of the Commission'
PROJECT: dict[str, Any] = {
    'privacy_register': ['register.yaml'],
    'privacy_controller': 'acme',
    'privacy_date_fallback': 'none',
    'html_baseurl': 'https://acme.example',
    # Not all of it serves a purpose.
    'privacy_rules': {'X-ORPHAN': 'off'},
}


@pytest.mark.parametrize('name', MARKUPS)
def test_a_whole_record(make_project: ProjectMaker, name: MarkupName) -> None:
    build = make_project(project_files(Markup(name)), **PROJECT).build('privacy', fatal=True)
    headings, *rows = table_of({name: (build.out / name).read_bytes() for name in (CSV, XLSX)})
    assert headings == [
        'Notice',
        'Web address',
        'Status',
        'Controller (GDPR 30(1)(a))',
        'Joint controllers (GDPR 30(1)(a))',
        'Representative (GDPR 30(1)(a))',
        'Data protection officer (GDPR 30(1)(a))',
        'Purposes (GDPR 30(1)(b))',
        'Categories of data subjects (GDPR 30(1)(c))',
        'Categories of personal data (GDPR 30(1)(c))',
        'Categories of recipients (GDPR 30(1)(d))',
        'Transfers to third countries (GDPR 30(1)(e))',
        'Time limits for erasure (GDPR 30(1)(f))',
        'Technical and organisational measures (GDPR 30(1)(g))',
    ]
    first = ['The shop', 'https://acme.example/shop.html', '', ACME, '', '', 'Ewa, +49 30 123']
    last = 'Locks (Access control)'
    persons = 'people who visit the shop'
    assert rows == [
        [
            *first,
            'To deliver (Provide the service)\nWe bring it.',
            'Customers',
            'Name: your first name',
            '',
            '',
            'until December 31, 2027',
            last,
        ],
        [
            *first,
            'To be safe',
            persons,
            'IP address',
            'Cloud to host the shop (Cloud, Inc.; Hosting; Processor; United States, Ireland): IP address',
            f'Cloud: United States; {SCC}; Clauses <https://cloud.example/scc>',
            'IP address: 90 days after the visit\nCloud: 30 days',
            last,
        ],
        [*first, '', persons, 'Allergies (Health; Special category)', "'=Carrier", '', '', last],
    ]
    losses = next(form for form in json.loads(build.text('losses.json'))['forms'] if form['name'] == 'ropa')
    assert losses['left-out'] == losses['filled'] == []
    assert {(item['kind'], item['id'], *item['facts']) for item in losses['lost']} == {
        ('notice', 'shop', 'updated'),
        ('controller', 'acme', 'short-name'),
        # It is in one row, in which the purpose says whom it is about.
        ('data', 'name', 'subjects'),
    }


def test_in_german(make_project: ProjectMaker) -> None:
    build = make_project(project_files(Markup('rst')), **PROJECT).build('privacy', language='de')
    table = read_csv(build.text(CSV))
    row = dict(zip(HEADINGS, table[2], strict=True))
    assert 'United States' not in row['recipients']
    assert 'Vereinigte Staaten' in row['recipients']
    assert row['retention'] == 'IP address: 90 Tage nach the visit\nCloud: 30 Tage'
    assert table[0][2] == 'Status'
    assert table[0][3] == 'Verantwortlicher (GDPR 30(1)(a))'
    assert row['controller'] == ACME.replace('Germany', 'Deutschland')


# -- rows -----------------------------------------------------------------------------------------------------------


def test_either_side_states_what_belongs_together() -> None:
    made = project(
        notice(
            [
                entry('purpose', 'sell', data=('name',)),
                entry('purpose', 'ship', processors=('post',)),
                entry('data', 'name'),
                entry('data', 'place', purposes=('ship',)),
                entry('data', 'size'),
                entry('processor', 'post', data=('place', 'size')),
                entry('processor', 'bank', purposes=('n/sell',)),
                entry('processor', 'tailor', data=('size',)),
            ]
        )
    )
    account = Account()
    assert [[row.get(name, '') for name in ('purposes', 'data', 'recipients')] for row in rows_of(made, account)] == [
        ['Sell', 'Name', 'Bank'],
        # That it receives the size is not stated to be for shipping.
        ['Ship', 'Place', 'Post: Place'],
        ['', 'Size', 'Tailor: Size'],
    ]
    assert lost(made, account) == {('processor', 'post', 'data'): "'size' serves no purpose that it takes part in"}


def test_what_nobody_describes_is_lost() -> None:
    made = project(
        notice(
            [
                entry('purpose', 'sell', data=('hat', 'name'), processors=('bank',)),
                entry('data', 'name', purposes=('give',)),
                entry('processor', 'post', data=('coat',), purposes=('n/take',)),
                entry('statement', 'retention', 'n', 'Not long.', topic='retention', data=('shoe',)),
            ],
            controller=('who',),
        )
    )
    account = Account()
    assert rows_of(made, account)[0]['data'] == 'Name'
    assert lost(made, account) == {
        ('purpose', 'sell', 'data'): "no entry 'hat'",
        ('purpose', 'sell', 'processors'): "no entry 'bank'",
        ('data', 'name', 'purposes'): "no entry 'give'",
        ('processor', 'post', 'data'): "no entry 'coat'",
        ('processor', 'post', 'purposes'): "no entry 'n/take'",
        ('statement', 'retention', 'data'): "no entry 'shoe'",
        ('notice', 'n', 'controller'): "no entry 'who'",
    }


def test_what_is_inherited_is_written_once() -> None:
    parent = [
        entry('purpose', 'host', 'p', data=('address',)),
        entry('purpose', 'news', 'p'),
        entry('data', 'address', 'p'),
        entry('data', 'mail', 'p', subjects=('member',)),
        entry('processor', 'post', 'p'),
        entry('measure', 'locks', 'p'),
        entry('controller', 'acme', 'p', email='a@acme.example'),
    ]
    made = project(
        notice(parent, 'p', (), ('acme',), dpo='none — too small', subjects='everybody'),
        notice([entry('purpose', 'sell', 'a', data=('mail',)), *parent], 'a', ('p',), ('acme',)),
        # It adds to a purpose that it inherits.
        notice([entry('data', 'size', 'b', purposes=('host',)), *parent], 'b', ('p',), ('acme',)),
        notice(parent, 'c', ('p',), ('acme',)),
    )
    account = Account()
    rows = rows_of(made, account)
    assert {(row['controller'], row['dpo'], row['measures']) for row in rows} == {
        ('Acme, a@acme.example', 'No data protection officer — too small', 'Locks')
    }
    assert [
        [row.get(name, '') for name in ('notice', 'url', 'purposes', 'subjects', 'data', 'recipients')] for row in rows
    ] == [
        ['A', 'https://p.example/a.html', 'Sell', 'Members', 'Mail', ''],
        ['B', 'https://p.example/b.html', 'Host', '', 'Size\nAddress', ''],
        # It is a notice, and has nothing of its own.
        ['C', 'https://p.example/c.html', '', '', '', ''],
        ['P', 'https://p.example/p.html', 'Host', 'everybody', 'Address', ''],
        ['P', 'https://p.example/p.html', 'News', 'everybody', '', ''],
        ['P', 'https://p.example/p.html', '', 'Members', 'Mail', 'Post'],
    ]
    assert lost(made, account) == {}


def test_what_another_project_states_is_written_where_it_is_added_to() -> None:
    far = [entry('purpose', 'host', 'far'), entry('data', 'address', 'far', purposes=('host',))]
    made = project(
        notice([entry('data', 'size', 'a'), *far], 'a', ('b', 'far')),
        notice(far, 'b', ('far',)),
        notice(far, 'c', ('far',)),
    )
    assert [
        [row.get(name, '') for name in ('notice', 'purposes', 'data')] for row in rows_of(made)
    ] == [['A', '', 'Size'], ['B', 'Host', 'Address'], ['C', 'Host', 'Address']]  # fmt: skip


def test_notices_that_add_to_each_other() -> None:
    far = [entry('purpose', 'host', 'far')]
    made = project(notice(far, 'a', ('b', 'far')), notice(far, 'b', ('a', 'far')))
    assert [row.get('purposes', '') for row in rows_of(made)] == ['Host', '']


def test_own_facts_of_an_entry_that_others_state_too() -> None:
    parent = [entry('data', 'mail', 'p', retention='P1Y')]
    made = project(notice(parent, 'p'), notice([entry('data', 'mail', 'a', retention='P1D')], 'a', ('p',)))
    assert [row['retention'] for row in rows_of(made)] == ['Mail: 1 day', 'Mail: 1 year']


# -- columns --------------------------------------------------------------------------------------------------------


def test_controllers_and_those_who_act_for_them() -> None:
    entries = [
        entry('controller', 'one', role='joint', representative=Contact('two'), dpo=Contact('Ask us')),
        entry('controller', 'two', role='joint', address='2 Road', country=('US', 'Mars'), phone='+1 2'),
        entry(
            'controller',
            'three',
            website=Link('', 'three.html'),
            dpo=Contact('', 'Dora', '3 Lane', 'UK', 'd@three.example', '', 'https://three.example/'),
        ),
        entry('controller', 'four', email='four@four.example'),
    ]
    # The fourth is not one of this notice.
    (row,) = rows_of(project(notice(entries, 'n', (), ('one', 'two', 'three', 'five'), status='draft')))
    assert row == {
        'notice': 'N',
        'url': 'https://p.example/n.html',
        'status': 'Draft',
        'controller': 'One (Joint controller)\nThree, https://p.example/three.html',
        'joint': 'Two (Joint controller), 2 Road, United States, Mars, +1 2',
        'representative': 'Two, 2 Road, United States, Mars, +1 2 (One)',
        'dpo': 'Ask us (One)\nDora, 3 Lane, United Kingdom, d@three.example, https://three.example/ (Three)',
    }


def test_controllers_that_only_an_entry_names() -> None:
    (row,) = rows_of(project(notice([entry('controller', 'one')])))
    assert row['controller'] == 'One'


def test_that_there_is_none() -> None:
    facts = {'representative': 'none', 'dpo': 'none — small', 'recipients': 'none'}
    made = project(
        notice(
            [entry('purpose', 'sell'), entry('data', 'name'), entry('processor', 'x', no_personal_data=True)], **facts
        )
    )
    account = Account()
    rows = rows_of(made, account)
    assert len(rows) == 2
    for row in rows:
        assert (row['representative'], row['dpo'], row['recipients']) == (
            'No representative',
            'No data protection officer — small',
            'No recipients',
        )
    assert lost(made, account) == {('processor', 'x', 'no-personal-data'): NO_DATA}
    account = Account()
    made = project(notice([entry('processor', 'x')], recipients='none'))
    assert rows_of(made, account)[0]['recipients'] == 'X'
    assert lost(made, account) == {('notice', 'n', 'recipients'): OWN_RECIPIENTS}


def test_a_recipient_of_nothing() -> None:
    made = project(
        notice(
            [
                entry('purpose', 'sell', processors=('none', 'some')),
                entry('processor', 'none', no_personal_data=True, country=('US',)),
                entry('processor', 'some', no_personal_data=True, data=('name',)),
                entry('processor', 'any', no_personal_data=False),
                entry('data', 'name', purposes=('sell',)),
            ]
        )
    )
    account = Account()
    assert [row['recipients'] for row in rows_of(made, account)] == ['Some: Name', 'Any']
    assert lost(made, account) == {
        ('processor', 'none', 'no-personal-data'): NO_DATA,
        ('processor', 'none', 'country'): NO_DATA,
        ('processor', 'some', 'no-personal-data'): DATA_AFTER_ALL,
    }


def test_persons_are_those_that_stand_nearest_to_the_purpose() -> None:
    made = project(
        notice(
            [
                entry('purpose', 'a', subjects=('member', 'martians'), data=('x', 'y'), processors=('p',)),
                entry('purpose', 'b', data=('y', 'z')),
                entry('purpose', 'c', processors=('p',)),
                entry('purpose', 'd'),
                entry('data', 'x', subjects=('child',)),
                entry('data', 'y', subjects=('visitor', 'user')),
                entry('data', 'z', subjects=('user', 'customer')),
                entry('processor', 'p', subjects=('employee',)),
            ],
            subjects='all people',
        )
    )
    account = Account()
    assert [row['subjects'] for row in rows_of(made, account)] == [
        'Members\nmartians',
        'Visitors\nUsers\nCustomers',
        'Employees',
        'all people',
    ]
    assert lost(made, account) == {('data', 'x', 'subjects'): OWN_PERSONS}


@pytest.mark.parametrize(
    ('facts', 'cell'),
    [
        ({'country': ('DE', 'EU', 'EEA', 'NO')}, ''),
        ({'country': ('DE', 'UK', 'US')}, 'X: United Kingdom, United States'),
        # What is no code is told of the recipient, and not judged.
        ({'country': ('Atlantis',)}, ''),
        ({'country': ('Atlantis',), 'transfer_mechanism': ('bcr', 'hope')}, 'X: Binding corporate rules; hope'),
        ({'transfer_mechanism': ('none-needed',)}, 'X: No transfer outside the EEA'),
        ({'transfer_detail': 'we must; they agree'}, 'X: we must; they agree'),
        ({'safeguard_url': Link('', 'a.html')}, 'X: https://p.example/a.html'),
    ],
)
def test_transfers(facts: dict[str, Value], cell: str) -> None:
    (row,) = rows_of(project(notice([entry('processor', 'x', **facts)])))
    assert row.get('transfers', '') == cell


def test_statements_stand_in_the_column_of_their_topic() -> None:
    made = project(
        notice(
            [
                entry('purpose', 'sell', data=('name',)),
                entry('data', 'name', retention='not stored'),
                entry('data', 'size'),
                entry('statement', 'security', 'n', 'We lock.', topic='security'),
                entry('statement', 'contact', 'n', 'Knock.', topic='contact'),
                entry('statement', 'retention', 'n', 'Not long.', topic='retention', data=('name',)),
                entry('statement', 'transfers', text='Far away.', topic='transfers'),
                entry('statement', 'purposes', 'n', 'To fit.\n\nAnd so on.', topic='purposes', data=('size',)),
                entry('statement', 'children', 'n', 'No.', topic='children'),
            ]
        )
    )
    names = ('controller', 'purposes', 'data', 'transfers', 'retention', 'measures')
    account = Account()
    assert [[row.get(name, '') for name in names] for row in rows_of(made, account)] == [
        ['Knock.', 'Sell', 'Name', 'Far away.', 'Name: not stored\nName: Not long.', 'We lock.'],
        ['Knock.', 'To fit.\nAnd so on.', 'Size', 'Far away.', '', 'We lock.'],
    ]
    assert [(item.ident, item.facts) for item in account.losses(made)] == [
        ('children', {'topic': NO_PLACE, 'body': NO_PLACE})
    ]


# -- all of it ------------------------------------------------------------------------------------------------------


def test_an_empty_project() -> None:
    (headings,) = table_of(files_of(Exported('P', 'en', ())))
    assert len(headings) == len(HEADINGS)


def test_each_fact_is_there_or_told() -> None:
    made = told_apart(everything())
    account = Account()
    text = '\n'.join(cell for row in table_of(files_of(made, account))[1:] for cell in row)
    told = {(item.kind, name) for item in account.losses(made) for name in item.facts}
    held = [(kind, name, words) for kind, name, words in stated(made) if (kind, name) not in told]
    missing = [(kind, name) for kind, name, words in held if not all(word in text for word in words)]
    # The topic says in which column the statement stands.
    assert missing == [('statement', 'topic')]
    assert len(held) > 40
    assert {('cookie', 'name'), ('right', 'label'), ('purpose', 'legal-basis')} <= told


@given(exported())
@settings(deadline=None, max_examples=40)
def test_any_notice(made: Exported) -> None:
    account = Account()
    files = files_of(made, account)
    table = table_of(files)
    assert {row[0] for row in table[1:]} == {safe(' '.join(item.title.split())) for item in made.notices}
    assert len(table) > len(made.notices)
    assert files_of(made, Account()) == files
    list(account.losses(made))


def test_a_real_build(make_project: ProjectMaker) -> None:
    build = make_project(rich_files(), **SETTINGS).build('privacy')
    table = table_of({name: (build.out / name).read_bytes() for name in (CSV, XLSX)})
    assert len(table) > 10


def test_a_cell_that_is_too_long_for_a_workbook() -> None:
    made = project(notice([entry('purpose', 'long', 'n', 'x' * MOST_UNITS)]))
    account = Account()
    files = files_of(made, account)
    assert len(read_csv(files[CSV].decode())[1][7]) == MOST_UNITS + len('Long\n')
    assert len(read_workbook(files[XLSX])[1][7]) == MOST_UNITS
    (left,) = account.left_out
    assert left.file == XLSX
    assert left.why.startswith('the end of the text in row 2, Purposes')


SCRIPT = """\
import hashlib
from sphinxext_privacy.exports.account import Account
from sphinxext_privacy.exports.forms import form_named
from tests.helpers.exported import everything
for name, data in form_named('ropa').files(everything(), Account()):
    print(hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest())
"""


def test_the_same_bytes_elsewhere() -> None:
    here = [hashlib.sha256(data).hexdigest() for data in files_of(everything()).values()]
    for zone, seed in (('Asia/Tokyo', '1'), ('America/New_York', '2')):
        environment = {**os.environ, 'TZ': zone, 'PYTHONHASHSEED': seed, 'USER': 'somebody', 'PYTHONPATH': os.curdir}
        done = subprocess.run(
            [sys.executable, '-c', SCRIPT], env=environment, capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout.split() == here


def test_relative_addresses_stay_where_the_site_has_none() -> None:
    made = replace(project(notice([])), base_url='')
    assert rows_of(made)[0]['url'] == 'n.html'
