"""Notices as serialisers get them: made by hypothesis, and one that states every field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from sphinxext_privacy.exports.records import TABLES, Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Facts, Value

IDS: Final = ('one', 'two', 'three')
"""The ids of entries: few, so that entries name each other."""
NOTICES: Final = ('n-one', 'n.two')
WORDS: Final = (
    'to host it', '=SUM(A1)', '+1', '-1', '@cmd', '</script><!--', 'Straße 日本 \U0001f600', '"a", \'b\'; c', '\u2028',
    'a\tb', '# no: yaml', '- a', 'null', '%TAG', "it's {name}", 'x' * 300, 'Zürich, CH', 'none', '1e5', '2026-02-10',
)  # fmt: skip
URLS: Final = (
    'https://vendor.example/terms?a=1&b=<2>',
    'http://vendor.example',
    'mailto:privacy@vendor.example',
    'terms.html#part',
    './',
)
PERIODS: Final = (
    'P90D', 'P1Y6M', 'PT12H', 'P2W', 'P1.5Y', 'P0,5D', 'P90D after account deletion', 'until account deletion',
    'until 2027-12-31', 'session', 'not stored', 'indefinite', 'as long as the law asks for it', '90 days',
    'P999999999Y',
)  # fmt: skip
COUNTRIES: Final = ('US', 'DE', 'EU', 'EEA', 'UK', 'GB', 'JP', 'IE', 'Atlantis')
DATES: Final = ('2026-02-10', '2019-01-01', '2027-12-31')
EMAILS: Final = ('privacy@acme.example', 'a.b+c@x.example', 'no address')


def _lists(values: Sequence[str]) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)


def _links() -> SearchStrategy[Link]:
    return st.builds(Link, st.sampled_from(('', 'Terms', *WORDS)), st.sampled_from(('', *URLS))).filter(any)


def _contacts() -> SearchStrategy[Contact]:
    parts = (WORDS, WORDS, WORDS, COUNTRIES, EMAILS, ('+49 30 1', 'ask'), URLS)
    named = st.builds(Contact, *(st.sampled_from(('', *part)) for part in parts)).filter(any)
    return named | st.sampled_from([Contact(text=ident) for ident in IDS])


def values_of(item: Field) -> SearchStrategy[Value]:
    """Give values of a field, also those that a warning was given for."""
    words = st.sampled_from(WORDS)
    match item.type:
        case 'texts' | 'lines':
            return _lists(WORDS)
        case 'id':
            return st.sampled_from((*IDS, 'unknown', 'first-party'))
        case 'ids':
            return _lists((*NOTICES, 'elsewhere') if item.refers_to == 'notice' else (*IDS, 'unknown', 'n-one/two'))
        case 'link':
            return _links()
        case 'url':
            return st.sampled_from(URLS)
        case 'email':
            return st.sampled_from(EMAILS)
        case 'contact':
            return _contacts()
        case 'countries':
            return _lists(COUNTRIES)
        case 'date':
            return st.sampled_from(DATES)
        case 'retention':
            return st.sampled_from(PERIODS)
        case 'flag':
            return st.booleans()
        case 'key':
            return st.sampled_from((*VOCABULARIES[item.vocabulary].labels, 'no such key'))
        case 'keys':
            return _lists((*VOCABULARIES[item.vocabulary].labels, 'no such key'))
        case 'number':
            return st.integers(0, 200)
        case 'negative':
            return st.sampled_from(('none', 'none — we are small'))
        case _:
            return words


def facts_of(fields: Sequence[Field]) -> SearchStrategy[Facts]:
    """Give facts of a kind, in the order of the field table; each may be missing."""
    return st.fixed_dictionaries({}, optional={item.name: values_of(item) for item in fields}).map(
        lambda found: {item.name: found[item.name] for item in fields if item.name in found}
    )


@st.composite
def _entries(draw: st.DrawFn, kind: str) -> ExportedEntry:
    ident = draw(st.sampled_from(IDS))
    foreign = draw(st.booleans())
    return ExportedEntry(
        kind,
        ident,
        draw(st.sampled_from(WORDS)),
        draw(st.sampled_from(NOTICES)),
        draw(facts_of(KINDS[kind].fields)),
        draw(st.sampled_from(('', 'Words.\n\nMore </script> words.'))),
        f'https://parent.example/notice.html#{kind}-{ident}' if foreign else f'notice.html#privacy-{kind}-{ident}',
        None if foreign else Source('notice.md', draw(st.integers(1, 99))),
    )


@st.composite
def _notices(draw: st.DrawFn, ident: str) -> ExportedNotice:
    found = {
        entry.key: entry for kind in TABLES for entry in draw(st.lists(_entries(kind), max_size=2, unique_by=_key))
    }
    entries = tuple(found.values())
    return ExportedNotice(
        ident,
        draw(st.sampled_from(WORDS)),
        draw(st.sampled_from(('notice.html', './', 'https://acme.example/privacy'))),
        draw(facts_of(KINDS['notice'].fields)),
        Source('notice.md', 3),
        tuple(other for other in NOTICES[1:] if ident == NOTICES[0] and draw(st.booleans())),
        draw(_lists(IDS) | st.just(())),
        tuple(entry for entry in entries if entry.notice == ident),
        entries,
        draw(st.sampled_from(('', *DATES))),
    )


def _key(entry: ExportedEntry) -> tuple[str, str]:
    return entry.key


@st.composite
def exported(draw: st.DrawFn) -> Exported:
    """Give the notices of a project, with facts that do not always fit each other."""
    idents = draw(st.lists(st.sampled_from(NOTICES), max_size=2, unique=True).map(sorted))
    return Exported(
        draw(st.sampled_from(WORDS)),
        draw(st.sampled_from(('en', 'de', 'pt_BR', 'zh_CN', 'sr@latin'))),
        tuple(draw(_notices(ident)) for ident in idents),
        base_url=draw(st.sampled_from(('', 'https://docs.example/', 'https://docs.example/en/latest/'))),
    )


EVERY_VALUE: Final[dict[str, Value]] = {
    'prose': 'some words', 'blocks': 'Some words.', 'text': 'Words', 'texts': ('a.example', 'b.example'),
    'lines': ('one', 'two'), 'link': Link('Title', 'https://vendor.example/'), 'url': 'https://vendor.example/page',
    'email': 'privacy@acme.example', 'phone': '+49 30 123',
    'contact': Contact('', 'Dora', '1 Long Street', 'DE', 'dpo@acme.example', '+49 30 124', 'https://dora.example/'),
    'countries': ('US', 'DE'), 'date': '2026-02-10', 'retention': 'P90D after account deletion', 'flag': True,
    'number': 16, 'negative': 'none — we are small', 'terms': 'The terms of {processor}.',
}  # fmt: skip
"""A value of each type that needs no vocabulary and names nothing."""


def everything() -> Exported:
    """Give a notice that has an entry ``one`` of every kind, and states every field of it."""
    entries = tuple(
        ExportedEntry(
            kind,
            'one',
            f'The {kind}',
            'n',
            _every(KINDS[kind].fields),
            'Body.',
            f'n.html#{kind}',
            Source('n.md', line),
        )
        for line, kind in enumerate(TABLES, 5)
    )
    facts = _every(KINDS['notice'].fields)
    made = ExportedNotice(
        'n', 'Notice', 'n.html', facts, Source('n.md', 3), (), ('one',), entries, entries, '2026-02-10'
    )
    return Exported('Project', 'en', (made,), base_url='https://docs.example/')


def _every(fields: Sequence[Field]) -> Facts:
    found: Facts = {}
    for item in fields:
        if item.vocabulary:
            key = next(iter(VOCABULARIES[item.vocabulary].labels))
            found[item.name] = (key,) if item.type == 'keys' else key
        elif item.type == 'id':
            found[item.name] = 'one'
        elif item.type == 'ids':
            found[item.name] = ('one',)
        else:
            found[item.name] = EVERY_VALUE[item.type]
    return found
