"""The register: what is right is kept, what is wrong is told with its place."""

from __future__ import annotations

import gc
import pickle
from typing import TYPE_CHECKING

import pytest

from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.register.fingerprint import fingerprint
from sphinxext_privacy.register.load import Register, load_register

if TYPE_CHECKING:
    from pathlib import Path

FASTLY_YAML = """\
# What we use
processors:
  fastly:
    name: Fastly
    category: cdn
    purpose: to host the website
      and services
    data: [ip-address, user-agent]
    country: US, EU
    agreement: Data Processing Terms <https://www.fastly.com/data-processing>
    policy:
      title: Privacy Policy
      url: https://www.fastly.com/privacy/
    optional: no
    reviewed: 2026-02-10
    retention: P90D
    domains:
      - "*.fastly.net"
      - fastly, as it was
controllers:
  psf:
    name: Python Software Foundation
    dpo:
      name: Ewa
      country: NO
      email: dpo@example.org
"""

FASTLY_TOML = """\
[controllers.psf]
dpo = { email = "dpo@example.org", country = "NO", name = "Ewa" }
name = 'Python Software Foundation'

[processors.fastly.policy]
url = "https://www.fastly.com/privacy/" # theirs
title = "Privacy Policy"

[processors.fastly.agreement]
url = "https://www.fastly.com/data-processing"
title = "Data Processing Terms"

[processors.fastly]
name = "Fastly"
category = "cdn"
purpose = '''
to host the website
and services'''
data = "ip-address\\nuser-agent"
country = [
  "US", # and
  "EU",
]
optional = false
reviewed = 2026-02-10
retention = "P90D"
domains = ["*.fastly.net", "fastly, as it was"]
"""

MARK = '¦'


def load(folder: Path, **texts: str) -> Register:
    """Load texts as files; their names have ``_`` in place of the dot."""
    files = []
    for name, text in texts.items():
        files.append(name.replace('_', '.'))
        (folder / files[-1]).write_text(text, encoding='utf-8')
    return load_register(files, folder)


def places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of *text*, and give the lines and columns where they were."""
    found = []
    while MARK in text:
        before, text = text.split(MARK, 1)
        found.append((before.count('\n') + 1, len(before) - before.rfind('\n')))
        text = before + text
    return text, found


def test_yaml(tmp_path: Path) -> None:
    register = load(tmp_path, vendors_yaml=FASTLY_YAML)
    assert register.problems == ()
    assert list(register.records) == [('processor', 'fastly'), ('controller', 'psf')]
    assert register.ids('processor') == ('fastly',)
    assert register.ids('cookie') == ()
    assert register.get('controller', 'fastly') is None
    record = register.get('processor', 'fastly')
    assert record is not None
    assert (record.kind, record.id, record.source, record.line) == ('processor', 'fastly', 'vendors.yaml', 3)
    assert record.facts == {
        'name': 'Fastly',
        'category': 'cdn',
        'purpose': 'to host the website and services',
        'data': ('ip-address', 'user-agent'),
        'country': ('US', 'EU'),
        'agreement': Link('Data Processing Terms', 'https://www.fastly.com/data-processing'),
        'policy': Link('Privacy Policy', 'https://www.fastly.com/privacy/'),
        'optional': False,
        'reviewed': '2026-02-10',
        'retention': 'P90D',
        'domains': ('*.fastly.net', 'fastly, as it was'),
    }
    assert (record.lines['name'], record.lines['policy'], record.lines['domains']) == (4, 11, 17)
    controller = register.get('controller', 'psf')
    assert controller is not None
    assert controller.facts['dpo'] == Contact(name='Ewa', country='NO', email='dpo@example.org')


def test_toml_gives_the_same(tmp_path: Path) -> None:
    register = load(tmp_path, vendors_toml=FASTLY_TOML)
    assert register.problems == ()
    other = load(tmp_path, vendors_yaml=FASTLY_YAML)
    assert {key: record.facts for key, record in register.records.items()} == {
        key: record.facts for key, record in other.records.items()
    }
    assert register.digest == other.digest
    record = register.get('processor', 'fastly')
    assert record is not None
    assert (record.line, record.column) == (13, 13)
    assert (record.lines['policy'], record.lines['name'], record.lines['data']) == (5, 14, 19)


def test_toml_with_dotted_keys(tmp_path: Path) -> None:
    text = '[processors]\nfastly.name = "Fastly"\nfastly.policy.url = "a.html"\n[processors.fastly]\nurl = "b.html"\n'
    register = load(tmp_path, vendors_toml=text)
    # TOML forbids to add to such a table later; what was there before is used.
    assert [problem.location for problem in register.problems] == ['vendors.toml:4:19']
    assert register.problems[0].message.endswith('; the table is left out')
    record = register.records['processor', 'fastly']
    assert (record.line, record.column) == (2, 1)
    assert record.facts == {'name': 'Fastly', 'policy': Link('', 'a.html')}
    assert record.lines == {'name': 2, 'policy': 3}


# What is wrong, in YAML and in TOML with a mark at each place; the subtype, and words of the message.
MISTAKES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    'top level': ('¦- processors\n', '', [('register', 'must hold tables: controllers')]),
    'top level, text': ('¦processors\n', '', [('register', 'must hold tables')]),
    'table': (
        '¦processor: {a: {name: A}}\ndata: {a: {label: A}}',
        '[¦processor.a]\nname = "A"\n[data.a]\nlabel = "A"\n',
        [('register', "no table 'processor'; did you mean 'processors'?")],
    ),
    'table without a near one': (
        '¦zzz: {}\ndata: {a: {label: A}}',
        '[¦zzz]\n[data.a]\nlabel = "A"\n',
        [('register', 'there are: controllers, data, purposes')],
    ),
    'table of the wrong shape': (
        'processors:\n  ¦- name: A\ndata: {a: {label: A}}',
        'processors = ¦["a"]\n[data.a]\nlabel = "A"\n',
        [('register', 'processors must be a table of ids')],
    ),
    'record of the wrong shape': (
        'processors:\n  b: ¦B\ndata: {a: {label: A}}',
        '[processors]\nb = ¦"B"\n[data.a]\nlabel = "A"\n',
        [('register', "'b' must be a table of facts")],
    ),
    'id': (
        'processors:\n  ¦Help Scout: {name: B}\ndata: {a: {label: A}}',
        '[processors.¦"Help Scout"]\nname = "B"\n[data.a]\nlabel = "A"\n',
        [('id', "'Help Scout' is not an id; write 'help-scout'")],
    ),
    'id of a cookie that is a pattern': (
        "cookies:\n  ¦'fastly_*': {name: B}\ndata: {a: {label: A}}",
        '[cookies.¦"fastly_*"]\nname = "B"\n[data.a]\nlabel = "A"\n',
        [('id', "'fastly_*' is not an id; write 'fastly-any'")],
    ),
    'key': (
        'data:\n  a:\n    label: A\n    ¦lable: B\n',
        '[data.a]\nlabel = "A"\n¦lable = "B"\n',
        [('register', "data have no key 'lable'; did you mean 'label'?")],
    ),
    'key with an underscore': (
        'data:\n  a:\n    label: A\n    ¦legal_basis: consent\n',
        '[data.a]\nlabel = "A"\n¦legal_basis = "consent"\n',
        [('register', "did you mean 'legal-basis'?")],
    ),
    'option of a directive': (
        'data: {a: {¦style: card, label: A}}',
        '[data]\na = {¦style = "card", label = "A"}\n',
        [('register', 'an option of a directive and not a key')],
    ),
    'list for one value': (
        'data: {a: {label: A, examples: ¦[b]}}',
        '[data.a]\nlabel = "A"\nexamples = ¦["b"]\n',
        [('register', 'examples takes words, not a list')],
    ),
    'table for words': (
        'data:\n  a:\n    label: A\n    examples:\n      ¦b: c\n',
        '[data.a]\nlabel = "A"\n[data.a.¦examples]\nb = "c"\n',
        [('register', 'examples takes words, not a table')],
    ),
    'table for a list': (
        'data: {a: {label: A, purposes: ¦{b: c}}}',
        '[data.a]\nlabel = "A"\npurposes = ¦{b = "c"}\n',
        [('register', 'purposes takes words or a list of words, not a table')],
    ),
    'list in a list': (
        'data: {a: {label: A, purposes: [¦[b]]}}',
        '[data.a]\nlabel = "A"\npurposes = [¦["b"]]\n',
        [('register', 'nothing deeper')],
    ),
    'nothing': (
        'data:\n  a:\n    label: A\n    examples:¦\n    access: ¦~\n    condition: ¦null\n    source: ¦""\n',
        '[data.a]\nlabel = "A"\nexamples = ¦""\naccess = ¦" "\ncondition = ¦\'\'\nsource = ¦""\n',
        [('value', f'{name} has no value') for name in ('examples', 'access', 'condition', 'source')],
    ),
    'id that is not one': (
        'data: {a: {label: A, purposes: [¦b c]}}',
        '[data.a]\nlabel = "A"\npurposes = [¦"b c"]\n',
        [('id', "purposes: 'b c' is not an id")],
    ),
    'yes or no': (
        'data: {a: {label: A, special: ¦perhaps}}',
        '[data.a]\nlabel = "A"\nspecial = ¦"perhaps"\n',
        [('value', "special: 'perhaps' is not yes or no")],
    ),
    'address with a wrong scheme': (
        'data: {a: {label: A, source-url: "¦javascript:alert(1)"}}'.replace('"¦', '¦"'),
        '[data.a]\nlabel = "A"\nsource-url = ¦"javascript:alert(1)"\n',
        [('url', 'is not an https, http or mailto address')],
    ),
}

# The same where the value is kept.
KEPT: dict[str, tuple[str, str, list[tuple[str, str]], dict[str, object]]] = {
    'number': (
        'processors: {a: {name: ¦37, group: ¦1.50, legal-name: ¦0x1F}}',
        '[processors.a]\nname = ¦37\ngroup = ¦1.50\nlegal-name = ¦0x1F\n',
        [('value', f'{text} is taken for a number; put it in quotes') for text in ('37', '1.50', '0x1F')],
        {'name': '37', 'group': '1.50', 'legal-name': '0x1F'},
    ),
    'bool and date': (
        'processors: {a: {name: ¦true, group: ¦2026-02-10, optional: ¦1}}',
        '[processors.a]\nname = ¦true\ngroup = ¦2026-02-10\noptional = ¦1\n',
        [
            ('value', 'name: true is taken for yes or no; put it in quotes'),
            ('value', 'group: 2026-02-10 is taken for a date; put it in quotes'),
            ('value', 'optional: 1 is taken for a number; write yes or no'),
        ],
        {'name': 'true', 'group': '2026-02-10', 'optional': True},
    ),
    'vocabulary': (
        'processors: {a: {category: ¦Hostin, handling: [stored, ¦Sent!]}}',
        '[processors.a]\ncategory = ¦"Hostin"\nhandling = ["stored", ¦"Sent!"]\n',
        [
            ('vocabulary', "category: 'Hostin' is not one of the recipient-categories; did you mean 'hosting'?"),
            ('vocabulary', "did you mean 'sent'?"),
        ],
        {'category': 'Hostin', 'handling': ('stored', 'Sent!')},
    ),
    'address': (
        'processors: {a: {agreement: ¦Terms <ftp://a.example>, policy: {title: Policy, url: ¦//a.example}}}',
        '[processors.a]\nagreement = ¦"Terms <ftp://a.example>"\npolicy = {title = "Policy", url = ¦"//a.example"}\n',
        [('url', 'ftp://a.example'), ('url', 'url: ')],
        {'agreement': Link('Terms', ''), 'policy': Link('Policy', '')},
    ),
    'link without an address': (
        'processors:\n  a:\n    policy:\n      ¦title: Policy\n',
        '[processors.a]\npolicy = ¦{title = "Policy"}\n',
        [('url', 'policy has no url')],
        {'policy': Link('Policy', '')},
    ),
    'link with an unknown key': (
        'processors: {a: {policy: {title: Policy, ¦link: "https://a.example", url: a.html}}}',
        '[processors.a.policy]\ntitle = "Policy"\n¦link = "https://a.example"\nurl = "a.html"\n',
        [('register', "policy has no key 'link'")],
        {'policy': Link('Policy', 'a.html')},
    ),
    'contact': (
        'controllers: {a: {dpo: {name: ¦[B], email: ¦b, country: ¦"DE, FR", ¦fax: 1, phone: "1"}}}',
        '[controllers.a.dpo]\nname = ¦["B"]\nemail = ¦"b"\ncountry = ¦"DE, FR"\n¦fax = 1\nphone = "1"\n',
        [
            ('register', 'dpo: name takes words'),
            ('value', "email: 'b' is not an e-mail address"),
            ('value', 'dpo: country takes one country'),
            ('register', "dpo has no key 'fax'"),
        ],
        {'dpo': Contact(email='b', country='DE, FR', phone='1')},
    ),
    'country': (
        'processors: {a: {country: [NO, ¦USA, no, eu]}}',
        '[processors.a]\ncountry = ["NO", ¦"USA", "no", "eu"]\n',
        [('value', "country: 'USA' is not an ISO 3166-1 alpha-2 code")],
        {'country': ('NO', 'USA', 'EU')},
    ),
    'several values in an item': (
        'processors: {a: {data: [¦"b, c", d]}}',
        '[processors.a]\ndata = [¦"b, c", "d"]\n',
        [('value', "data: 'b, c' is several values; make each an item of the list")],
        {'data': ('b', 'c', 'd')},
    ),
    'date': (
        'processors: {a: {since: ¦2026-02-30, until: ¦10.02.2026, reviewed: ¦2026-02-10 10:00:00}}',
        '[processors.a]\nsince = ¦"2026-02-30"\nuntil = ¦"10.02.2026"\nreviewed = ¦2026-02-10 10:00:00\n',
        [('date', 'since: '), ('date', 'until: '), ('date', 'reviewed: ')],
        {},
    ),
    'duration': (
        'processors: {a: {retention: ¦P90X}}',
        '[processors.a]\nretention = ¦"P90X"\n',
        [('value', "retention: 'P90X' is not a duration")],
        {'retention': 'P90X'},
    ),
    'character': (
        'processors: {a: {name: ¦"A\\u0001"}}',
        '[processors.a]\nname = ¦"A\\u0001"\n',
        [('value', 'name holds the character U+0001')],
        {},
    ),
    'key twice': (
        'processors:\n  a:\n    name: A\n    ¦name: B\n',
        '[processors.a]\nname = "A"\n¦name = "B"\n',
        [('register', "'name' stands twice; the first, in line")],
        {'name': 'A'},
    ),
    'record twice': (
        'processors:\n  a:\n    name: A\n  ¦a:\n    group: B\n',
        '[processors.a]\nname = "A"\n[processors.¦a]\ngroup = "B"\n',
        [('register', "'a' stands twice; the first, in line")],
        {'name': 'A'},
    ),
}


@pytest.mark.parametrize('suffix', ['yaml', 'toml'])
@pytest.mark.parametrize('name', MISTAKES)
def test_mistake(tmp_path: Path, name: str, suffix: str) -> None:
    yaml, toml, expected = MISTAKES[name]
    if suffix == 'toml' and not toml:
        return  # the top level of TOML is always a table
    text, marks = places(yaml if suffix == 'yaml' else toml)
    register = load(tmp_path, **{f'facts_{suffix}': text})
    assert_problems(register, expected, marks)
    # What is right stays.
    if 'label' in text:
        assert {key: record.facts for key, record in register.records.items()} == {('data', 'a'): {'label': 'A'}}


@pytest.mark.parametrize('suffix', ['yaml', 'toml'])
@pytest.mark.parametrize('name', KEPT)
def test_mistake_with_what_is_kept(tmp_path: Path, name: str, suffix: str) -> None:
    yaml, toml, expected, facts = KEPT[name]
    text, marks = places(yaml if suffix == 'yaml' else toml)
    register = load(tmp_path, **{f'facts_{suffix}': text})
    assert_problems(register, expected, marks)
    assert [record.facts for record in register.records.values()] == [facts]


def assert_problems(register: Register, expected: list[tuple[str, str]], marks: list[tuple[int, int]]) -> None:
    told = [(problem.subtype, problem.line, problem.column) for problem in register.problems]
    assert told == [(subtype, *mark) for (subtype, _), mark in zip(expected, marks, strict=True)]
    for problem, (_, words) in zip(register.problems, expected, strict=True):
        assert words in problem.message


def test_record_without_facts(tmp_path: Path) -> None:
    register = load(tmp_path, facts_yaml='processors:\n  fastly:\n  sentry: {}\n')
    # The id is right, and pages may name it.
    assert register.ids('processor') == ('fastly', 'sentry')
    assert [(problem.location, problem.message) for problem in register.problems] == [
        ('facts.yaml:2:10', "'fastly' has no facts")
    ]


@pytest.mark.parametrize('text', ['', '# nothing yet\n', '---\n', 'processors:\n', 'processors: {}\n'])
def test_nothing_yet(tmp_path: Path, text: str) -> None:
    register = load(tmp_path, facts_yaml=text)
    assert register.records == {}
    assert register.problems == ()


def test_norway_is_a_country_and_a_word_is_not(tmp_path: Path) -> None:
    text = 'processors:\n  a:\n    country: NO\n  b:\n    country: no\n  c:\n    country: yes\n'
    register = load(tmp_path, facts_yaml=text)
    assert register.records['processor', 'a'].facts == {'country': ('NO',)}
    assert register.records['processor', 'b'].facts == {'country': ('NO',)}
    assert [(problem.subtype, problem.location) for problem in register.problems] == [('value', 'facts.yaml:7:14')]


def test_same_id_in_two_files(tmp_path: Path) -> None:
    register = load(
        tmp_path,
        a_yaml='processors:\n  x: {name: A}\ndata:\n  x: {label: L}\n',
        b_toml='[processors.y]\nname = "Y"\n[processors.x]\nname = "B"\n',
    )
    assert [(problem.subtype, problem.location, problem.message) for problem in register.problems] == [
        ('register', 'b.toml:3:13', "'x' is already in a.yaml:2, which is used")
    ]
    assert register.records['processor', 'x'].facts == {'name': 'A'}
    assert register.records['data', 'x'].facts == {'label': 'L'}
    assert register.ids('processor') == ('x', 'y')


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / 'folder.yaml').mkdir()
    (tmp_path / 'latin.toml').write_bytes('# é\n[data.a]\nlabel = "é'.encode() + b'\xe9"\n')
    (tmp_path / 'utf16.yaml').write_bytes('data: {}'.encode('utf-16'))
    (tmp_path / 'facts.json').write_text('{}', encoding='utf-8')
    (tmp_path / 'good.YML').write_bytes(b'\xef\xbb\xbfdata: {a: {label: A, lable: B}}\r\n')
    files = ['none.yaml', 'folder.yaml', 'latin.toml', 'utf16.yaml', 'facts.json', 'good.YML', 'a\0.yaml', 'good.YML']
    register = load_register(files, tmp_path)
    assert {problem.subtype for problem in register.problems} == {'register'}
    told = [(problem.location, problem.message) for problem in register.problems]
    assert told[:5] == [
        ('none.yaml:1:1', 'the file does not exist; privacy_register in conf.py names it'),
        ('folder.yaml:1:1', 'this is a folder and not a file'),
        ('latin.toml:3:11', 'the byte 0xE9 is not UTF-8; save the file as UTF-8'),
        ('utf16.yaml:1:1', 'the byte 0xFF is not UTF-8; save the file as UTF-8'),
        ('facts.json:1:1', "a register file ends in .yaml, .yml, .toml, not in '.json'"),
    ]
    assert told[5] == ('good.YML:1:22', "data have no key 'lable'; did you mean 'label'?")
    assert told[6][0] == 'a\0.yaml:1:1'
    assert told[7] == ('good.YML:1:1', 'the file is named twice')
    assert register.ids('data') == ('a',)


def test_paths_as_written(tmp_path: Path) -> None:
    (tmp_path / 'docs').mkdir()
    (tmp_path / 'shared').mkdir()
    (tmp_path / 'shared' / 'facts.yaml').write_text('x: 1', encoding='utf-8')
    (tmp_path / 'docs' / 'facts.yaml').write_text('x: 1', encoding='utf-8')
    files = ['../shared/facts.yaml', str(tmp_path / 'docs' / 'facts.yaml')]
    register = load_register(files, tmp_path / 'docs')
    assert [problem.location for problem in register.problems] == ['../shared/facts.yaml:1:1', 'facts.yaml:1:1']


def test_problems_are_sorted(tmp_path: Path) -> None:
    text = 'processors:\n  a: {x: 1, name: 2}\n  a: {}\ncookies: {b: {z: &z [], c: *z}}\nzzz: 1\n'
    register = load(tmp_path, b_yaml=text, a_yaml=text)
    places_told = [(problem.path, problem.line, problem.column) for problem in register.problems]
    assert places_told == sorted(places_told, key=lambda place: ('ba'.index(place[0][0]), *place[1:]))
    assert len(places_told) == 6 + 6 + 2  # two ids are in both


def test_mistake_behind_an_anchor_is_told_once(tmp_path: Path) -> None:
    text = 'processors:\n  a: &a {category: hostin, name: A}\n  b: {<<: *a, name: B}\n  c: *a\n'
    register = load(tmp_path, facts_yaml=text)
    assert [problem.location for problem in register.problems] == ['facts.yaml:2:20']
    assert register.records['processor', 'b'].facts == {'name': 'B', 'category': 'hostin'}
    assert register.records['processor', 'c'].facts == {'name': 'A', 'category': 'hostin'}


def test_digest(tmp_path: Path) -> None:
    first = load(tmp_path, a_yaml='data: {a: {label: A, special: yes}}\npurposes: {p: {label: P}}')
    other = load(
        tmp_path,
        b_yaml='purposes:\n  p:\n    label: P # why\n',
        c_toml='[data.a]\nspecial = true\nlabel = "A"\n',
    )
    assert first.digest == other.digest
    assert first.records['data', 'a'].digest == other.records['data', 'a'].digest
    assert first.fingerprint != other.fingerprint
    for text in (
        'data: {a: {label: A, special: no}}\npurposes: {p: {label: P}}',
        'data: {a: {label: A}}\npurposes: {p: {label: P}}',
        'data: {b: {label: A, special: yes}}\npurposes: {p: {label: P}}',
        'data: {a: {label: A, special: yes}, b: {}}\npurposes: {p: {label: P}}',
    ):
        assert load(tmp_path, a_yaml=text).digest != first.digest


@pytest.mark.parametrize('enabled', [True, False])
def test_garbage_collector_is_left_as_it_was(tmp_path: Path, enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        load(tmp_path, a_yaml='data: [', b_toml='data = [')
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_fingerprint_tells_whether_to_load_again(tmp_path: Path) -> None:
    files = ['a.yaml', 'b.yaml']
    (tmp_path / 'a.yaml').write_text('data: {a: {label: A}}', encoding='utf-8')
    register = load_register(files, tmp_path)
    assert register.fingerprint == fingerprint(files, tmp_path)
    kept = pickle.loads(pickle.dumps(register))
    assert kept == register
    assert kept.digest == register.digest
    (tmp_path / 'b.yaml').write_text('', encoding='utf-8')
    assert register.fingerprint != fingerprint(files, tmp_path)
    assert fingerprint(files, tmp_path) != fingerprint(files[::-1], tmp_path)
