"""What a notice says in words, against what it states in facts (X-NOCLAIM, C-CLAIM, X-SERVICE, X-PLACEHOLDER)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rules.notice import ids
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.rules.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_OF_NOBODY: Final = frozenset(
    (
        'age-range', 'country', 'language', 'operating-system', 'pages-viewed', 'performance-data', 'referrer',
        'region', 'usage', 'user-agent',
    )
)  # fmt: skip
"""Categories of data that need not be those of anybody in particular."""
_CONTRADICTED_BY: Final = {
    'no-cookies': None,
    'only-necessary-cookies': frozenset({'analytics', 'marketing'}),
    'no-marketing-cookies': frozenset({'marketing'}),
}
"""By claim, the categories of cookies that contradict it; ``None``: all cookies do."""
_STRINGS: Final = frozenset(
    ('prose', 'blocks', 'text', 'texts', 'lines', 'link', 'url', 'email', 'phone', 'contact', 'retention', 'terms')
)
_TEXTS: Final = {
    name: tuple(item.name for item in kind.fields if item.type in _STRINGS) for name, kind in KINDS.items()
}
"""By kind, the fields that hold words of an author."""
_AROUND: Final = 60
"""How many characters before and behind a name may say that it is spoken of on purpose."""


@FAMILY.rule(
    'X-NOCLAIM',
    'consistency',
    'consistency',
    'warning',
    text=N_('A notice that says that no personal data are collected states none.'),
    wrong=N_('This says that no personal data are collected, but some are stated.'),
    remedy=N_('Say what it is about, in a `privacy-statement` of its own with `:no-personal-data:`, or leave it out.'),
)
def nothing_collected(notice: Notice) -> Iterator[Outcome]:
    """Compare the claim, in the words of the notice or as a fact of an entry, with the data in its scope.

    The scope is the entry whose words they are, or else all of the notice.
    """
    yield from _denied(notice)
    for passage, words in notice.says('no-personal-data'):
        found = _identifying(notice, _data_around(notice, passage.entry))
        if found:
            yield wanting(passage, N_('This says “{words}”, but {data} is collected.'), words=words, data=found)
    for kind in ('processor', 'statement'):
        for entry in notice.of(kind):
            if entry.facts.get('no-personal-data') is not True:
                continue
            found = _identifying(notice, ids(entry, 'data'))
            if found:
                message = N_('`no-personal-data` is stated, but {data} in `data` is personal.')
                yield wanting(entry, message, data=found)
            else:
                yield met(entry)


def _denied(notice: Notice) -> Iterator[Outcome]:
    """Compare what the notice itself says that there is none of with its own entries."""
    for name, kind in (('recipients', 'processor'), ('automated-decisions', 'decision')):
        entries = [entry for entry in notice.own(kind) if entry.facts.get('no-personal-data') is not True]
        if name in notice.own_facts and notice.denies(name) and entries:
            message = N_('`{field}` is `none`, but there is {entry}.')
            found = wanting(None, message, field=name, entry=entries[0].ident)
            # It may be meant: that nobody but these receives data.
            yield found._replace(severity='info', remedy=N_('Correct the field, or the entry.'))


def _data_around(notice: Notice, entry: NoticeEntry | None) -> tuple[str, ...]:
    """Give the ids of the data that words in *entry* are about; those of the whole notice outside of entries."""
    if entry is None:
        return tuple(data.ident for data in notice.of('data'))
    if entry.kind == 'data':
        return (entry.ident,)
    if entry.kind in {'purpose', 'processor'}:
        return tuple(dict.fromkeys((*ids(entry, 'data'), *(data.ident for data in notice.related(entry, 'data')))))
    return ids(entry, 'data')


def _identifying(notice: Notice, idents: tuple[str, ...]) -> str:
    """Give the first of the data *idents* that tell of a person; empty where there are none."""
    known = {entry.ident: entry for entry in notice.of('data')} if idents else {}
    for ident in idents:
        entry, record = known.get(ident), notice.project.registered.get(('data', ident))
        facts = entry.facts if entry is not None else record.facts if record is not None else {}
        category = str(facts.get('category') or ident)
        if category not in _OF_NOBODY and (facts or ident in VOCABULARIES['data-categories'].labels):
            return ident
    return ''


@FAMILY.rule(
    'C-CLAIM',
    'consistency',
    'consistency',
    'error',
    text=N_('What the notice says of its cookies agrees with the cookies it states.'),
    wrong=N_('The notice says of its cookies what is not so.'),
    remedy=N_('Correct the words, or the cookie.'),
)
def cookie_claims(notice: Notice) -> Iterator[Outcome]:
    """Compare claims such as "strictly functional cookies" with the categories of the cookies that are stated."""
    if not notice.of('cookie'):
        return
    for topic, categories in _CONTRADICTED_BY.items():
        for passage, words in notice.says(topic):
            for cookie in notice.of('cookie'):
                if not _is_about(passage.entry, cookie):
                    continue
                category = str(cookie.facts.get('category', ''))
                if categories is None and cookie.facts.get('kind', 'http-cookie') == 'http-cookie':
                    message = N_('This says “{words}”, but there is the cookie {cookie}.')
                    yield wanting(passage, message, words=words, cookie=cookie.ident)
                    break
                if categories is not None and category in categories:
                    message = N_('This says “{words}”, but the cookie {cookie} is one for {category}.')
                    yield wanting(passage, message, words=words, cookie=cookie.ident, category=category)
                    break


def _is_about(entry: NoticeEntry | None, cookie: NoticeEntry) -> bool:
    """Tell whether words in *entry* are about *cookie*: those about a recipient are about what it sets."""
    if entry is None or entry.kind == 'statement':
        return True
    if entry.kind == 'processor':
        return entry.ident in ids(cookie, 'provider')
    return entry.key == cookie.key


@FAMILY.rule(
    'X-SERVICE',
    'consistency',
    'consistency',
    'warning',
    text=N_('A notice names its own service, not another one of the project.'),
    wrong=N_('This names the service of another notice.'),
    remedy=N_('Name the service that is meant, or accept it with `:accept:` if it is.'),
)
def other_services(notice: Notice) -> Iterator[Outcome]:
    """Find the services of notices that this one has nothing to do with, in the words of this one."""
    phrases = notice.project.phrases
    for service in notice.project.once(Services).others_in(notice):
        for passage in notice.prose:
            if passage.entry is not None and passage.entry.kind == 'change':
                continue
            text = passage.text
            match = service.pattern.search(text)
            if match is None:
                continue
            around = text[max(match.start() - _AROUND, 0) : match.end() + _AROUND]
            if phrases is not None and phrases.find('other-notice', around):
                continue
            yield wanting(
                passage._replace(line=passage.line + text.count('\n', 0, match.start())),
                N_('This names {service}, the service of the notice {notice}.'),
                service=service.name,
                notice=min(service.notices),
            )


@FAMILY.rule(
    'X-PLACEHOLDER',
    'consistency',
    'consistency',
    'warning',
    text=N_('Nothing was left to be filled in.'),
    wrong=N_('Something was left to be filled in.'),
    remedy=N_('Write what belongs there.'),
)
def placeholders(notice: Notice) -> Iterator[Outcome]:
    """Find what stands for words still to come, on the pages of the notice and in its facts."""
    phrases = notice.project.phrases
    if phrases is None or not phrases.possible('placeholder', notice.words):
        return
    for passage, words in phrases.passages('placeholder', notice.passages):
        yield wanting(passage, N_('Here stands {words}.'), words=words)
    for name in _TEXTS['notice']:
        for text in texts(notice.own_facts.get(name)):
            if words := phrases.find('placeholder', text):
                yield wanting(None, N_('In `{field}` stands {words}.'), field=name, words=words)
    for entry in notice.entries:
        if entry.notice == notice.ident:
            for name in _TEXTS[entry.kind]:
                for text in texts(entry.facts.get(name)):
                    if words := phrases.find('placeholder', text):
                        at = notice.found_in(entry, name)
                        yield wanting(at, N_('In `{field}` stands {words}.'), field=name, words=words)
