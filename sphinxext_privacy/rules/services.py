"""The names of the services of a project, and who else may be meant by them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice, Project

_TOKEN: Final = pattern(r'\w+')
_HOST: Final = pattern(r'[\w-]+(?:\.[\w-]+)+')
_AROUND: Final = (r'(?<![\w@/.\-])', r'(?![\w@\-]|/\w|\.\w)')
"""No part of a longer word, of an address, or of a host."""
_WITHIN: Final = r'(?<=[^\W\d_A-Z][\s(])|(?<=[,;(]\s)'
"""Behind another word, where a capital letter is not that of a beginning."""
_SHORTEST: Final = 3


class Service(NamedTuple):
    """The service of one or more notices."""

    name: str
    notices: frozenset[str]
    pattern: re.Pattern[str]
    """Compiled when it is first used: most services are named in their own notice only."""


class Services:
    """Finds the services of other notices in the words of one; made once for a project."""

    def __init__(self, project: Project) -> None:
        """Take the names of the services; those that are common words are left out."""
        self._project = project
        named: defaultdict[str, set[str]] = defaultdict(set)
        for ident, name in project.services.items():
            named[name].add(ident)
        tokens = {name: tuple(_TOKEN.findall(name.casefold())) for name in named}
        count = Counter(token for found in tokens.values() for token in set(found))
        self._by_token: defaultdict[str, list[Service]] = defaultdict(list)
        self._loose: list[Service] = []
        for name, notices in sorted(named.items()):
            expression = _expression(name, project.language)
            if expression is None:
                continue
            service = Service(name, frozenset(notices), expression)
            if name.isascii():
                self._by_token[min(tokens[name], key=lambda token: (count[token], -len(token)))].append(service)
            else:
                # Of scripts without blanks, words cannot be told apart.
                self._loose.append(service)

    def others_in(self, notice: Notice) -> Iterator[Service]:
        """Give the services of notices that *notice* has nothing to do with and whose names it may hold."""
        if not self._by_token and not self._loose:
            return
        found = [
            service for token in self._by_token.keys() & _tokens(notice.words) for service in self._by_token[token]
        ]
        found += [service for service in self._loose if service.name.casefold() in notice.words]
        strange = [service for service in found if not any(self._related(notice, ident) for ident in service.notices)]
        if strange:
            own = '\n'.join(_own_names(notice)).casefold()
            yield from sorted(service for service in strange if service.name.casefold() not in own)

    def _related(self, notice: Notice, other: str) -> bool:
        """Tell whether one of two notices adds to the other, or they are one."""
        return other == notice.ident or other in notice.parents or notice.ident in self._project.notices[other].parents


def _tokens(text: str) -> set[str]:
    """Give the words of *text*; most of them come with nothing around them."""
    found: set[str] = set()
    for word in set(text.split(' ')):
        if word.isalnum():
            found.add(word)
        else:
            found.update(_TOKEN.findall(word))
    return found


def _expression(name: str, language: str) -> re.Pattern[str] | None:
    """Give what finds the service *name* in prose; ``None`` for what may as well be a common word."""
    if len(name) < _SHORTEST:
        return None
    text = r'\s+'.join(re.escape(part) for part in name.split())
    if _HOST.fullmatch(name):
        return pattern(text.join(_AROUND), re.IGNORECASE)
    if name.lower() == name.upper():
        return pattern(text) if not name.isascii() else None
    if name.lower() == name:
        return None
    if name.isalpha() and name[1:].islower():
        # "Forum", "Shop": in German every noun looks like that.
        return None if language.startswith('de') else pattern(f'(?:{_WITHIN}){text}{_AROUND[1]}')
    return pattern(text.join(_AROUND))


def _own_names(notice: Notice) -> Iterator[str]:
    """Give the names that *notice* uses for itself and for those whom it names."""
    yield notice.ident
    yield notice.title
    for name in ('service', 'domains', 'url'):
        yield from texts(notice.facts.get(name))
    for kind in ('controller', 'processor'):
        for entry in notice.of(kind):
            yield entry.title
            for name in ('name', 'short-name', 'legal-name'):
                yield from texts(entry.facts.get(name))
