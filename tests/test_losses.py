"""What a form takes of the facts, and the files that say what it does not."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from hypothesis import given, settings

from sphinxext_privacy.exports.account import BODY, NO_PLACE, Account, LeftOut, Lost
from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.forms import FORMS, PUBLISHED, all_files, form_named
from sphinxext_privacy.exports.losses import loss_files
from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.model.values import Link
from tests.helpers.exported import everything, exported

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOUD = ExportedEntry(
    'processor',
    'cloud',
    'Cloud',
    'n',
    {'name': 'Cloud', 'policy': Link('', 'https://cloud.example/'), 'optional': False, 'country': ('US', 'XX')},
    'Words.',
    source=Source('n.md', 5),
)
NOTICE = ExportedNotice(
    'n', 'N', 'n.html', {'version': '2', 'minimum-age': 16}, Source('n.md', 1), (), (), (CLOUD,), (CLOUD,)
)
EXPORTED = Exported('A *project*', 'en', (NOTICE,))


def test_what_nobody_asked_for_is_lost() -> None:
    account = Account()
    assert list(account.losses(EXPORTED)) == [
        Lost('n', 'notice', 'n', {'version': NO_PLACE, 'minimum-age': NO_PLACE}),
        Lost('n', 'processor', 'cloud', dict.fromkeys(('name', 'policy', 'optional', 'country', BODY), NO_PLACE)),
    ]


def test_what_is_taken_is_not_lost() -> None:
    account = Account()
    assert account.title(CLOUD) == 'Cloud'
    assert account.link(CLOUD, 'policy').url == 'https://cloud.example/'
    assert account.flag(CLOUD, 'optional') is False
    assert account.texts(CLOUD, 'country') == ('US', 'XX')
    assert account.body(CLOUD) == 'Words.'
    assert account.text(NOTICE, 'minimum-age') == '16'
    assert account.text(NOTICE, 'version') == '2'
    # What is not stated is not lost either.
    assert account.flag(CLOUD, 'no-personal-data') is None
    assert account.link(CLOUD, 'website') == Link('', '')
    assert account.text(CLOUD, 'address') == ''
    assert account.texts(CLOUD, 'data') == ()
    assert list(account.losses(EXPORTED)) == []


def test_a_part_of_a_fact_may_be_lost() -> None:
    account = Account()
    for name in ('name', 'policy', 'optional', 'country', BODY):
        account.fact(CLOUD, name)
    account.lose(CLOUD, 'country', 'XX is no country')
    account.lose(CLOUD, 'country', 'XX is no country')
    account.lose(CLOUD, 'country', 'only one fits')
    assert list(account.losses(EXPORTED))[1:] == [
        Lost('n', 'processor', 'cloud', {'country': 'XX is no country; only one fits'})
    ]


def test_why_nothing_takes_a_fact() -> None:
    account = Account()
    for name in ('name', 'policy', 'optional'):
        account.unplaced(CLOUD, name, 'nobody is told of it')
        account.unplaced(CLOUD, name, 'and nobody asks')
    account.title(CLOUD)
    account.lose(CLOUD, 'policy', 'no link fits')
    assert list(account.losses(EXPORTED))[1:] == [
        Lost(
            'n',
            'processor',
            'cloud',
            {'policy': 'no link fits', 'optional': 'nobody is told of it', 'country': NO_PLACE, BODY: NO_PLACE},
        )
    ]


def test_the_files() -> None:
    account = Account()
    account.fact(NOTICE, 'version')
    account.lose(CLOUD, 'name', 'a | b')
    account.fill('a.json', 'meta/version', '1', 'the least that there is')
    account.fill('a.json', 'address', '', 'nobody states it')
    account.fill('a.json', 'data/0/must', 'false', 'the least')
    account.fill('a.json', 'data/1/must', 'false', 'the least')
    account.fill('a.json', 'data/1/other', 'false', 'the least')
    account.leave_out('b.json', 'no e-mail address is stated')
    found = dict(loss_files(EXPORTED, [(Form('a', 'What it is.', _nothing, ()), account)]))
    assert list(found) == ['losses.json', 'losses.md']
    (form,) = json.loads(found['losses.json'])['forms']
    assert form['name'] == 'a'
    assert form['left-out'] == [LeftOut('b.json', 'no e-mail address is stated')._asdict()]
    assert form['filled'][0] == {
        'file': 'a.json',
        'path': 'meta/version',
        'value': '1',
        'from': 'the least that there is',
    }
    assert form['lost'][0] == {'notice': 'n', 'kind': 'notice', 'id': 'n', 'facts': {'minimum-age': NO_PLACE}}
    text = found['losses.md']
    assert text.startswith('# What the forms do not hold: A \\*project\\*\n')
    assert '- `b.json`: no e-mail address is stated\n' in text
    assert '| `a.json` | `meta/version` | `1` | the least that there is |\n' in text
    assert '| `a.json` | `address` | nothing | nobody states it |\n' in text
    assert '| `a.json` | `data/*/must` (2 times) | `false` | the least |\n' in text
    assert '| `a.json` | `data/1/other` | `false` | the least |\n' in text
    assert '| `processor` | `name` | `cloud` | a \\| b |\n' in text
    assert text.endswith('\n')


def test_many_entries_in_a_line() -> None:
    entries = tuple(
        ExportedEntry('cookie', f'c{n}', 'C', 'n', {'name': 'C'}, source=Source('n.md', n)) for n in range(20)
    )
    notice = ExportedNotice('n', 'N', 'n.html', {}, Source('n.md', 1), (), (), entries, entries)
    account = Account()
    made = Exported('P', 'en', (notice,))
    text = dict(loss_files(made, [(Form('a', 'It.', _nothing, ()), account)]))['losses.md']
    # Of which nothing is held.
    assert '| `cookie` | all | all (20) | has no place |\n' in text
    assert account.text(entries[19], 'name') == 'C'
    text = dict(loss_files(made, [(Form('a', 'It.', _nothing, ()), account)]))['losses.md']
    assert '`c11`, and 7 more | has no place |' in text


def test_a_form_that_holds_everything_says_so() -> None:
    found = dict(loss_files(Exported('P', 'en', ()), [(Form('a', 'It.', _nothing, ()), Account())]))
    assert 'It holds everything.' in found['losses.md']


def _nothing(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    yield from ()


def test_the_forms_are_what_they_are_registered_as() -> None:
    forms = {name: form_named(name) for name in FORMS}
    assert {name: form.name for name, form in forms.items()} == {name: name for name in FORMS}
    assert tuple(name for name, form in forms.items() if form.publication) == PUBLISHED
    assert all(re.fullmatch(r'[A-Z].+\.', form.help) for form in forms.values())
    made = everything()
    for form in forms.values():
        named = {path.replace('<notice>', made.notices[0].ident) for path in form.paths}
        account = Account()
        written = {path for path, _ in form.files(made, account)}
        assert written <= named, form.name
        assert named - written <= {item.file for item in account.left_out}, form.name


@given(exported())
@settings(deadline=None)
def test_any_notice_can_be_written(made: Exported) -> None:
    first = dict(all_files(made))
    assert first == dict(all_files(made))
    assert {'privacy.json', 'losses.json', 'losses.md'} <= first.keys()
    for name, data in first.items():
        assert data.endswith(b'\n') or name.endswith('.xlsx'), name
        assert not name.startswith('/')
        assert '..' not in name.split('/')


def test_a_notice_that_states_everything_can_be_written() -> None:
    made = everything()
    losses = json.loads(dict(all_files(made))['losses.json'])
    assert [form['name'] for form in losses['forms']] == [name for name in FORMS if form_named(name).loses]
