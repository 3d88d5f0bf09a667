"""``cookies.json``: what is stored on the reader's device, as IAB Europe has vendors disclose it.

Three decisions are worth knowing.

Purpose 1 of the framework stands where storing needs consent. By ePrivacy Directive Art. 5(3) it always does, unless
it is strictly necessary for a service that the person asked for. So purpose 1 is left out only where an author
states just that, with the category ``strictly-necessary``. Some storage for security or for settings may be exempt
too, but that is a judgement, and nobody made it.

``optOut`` marks storage that remembers a refusal. The field ``opt-out`` of an entry is something else, a page where
the storage can be declined, so it has no place here.

A file with an empty list would say that nothing is stored on the device. No notice says that by not naming a cookie,
so there is no file then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.account import BODY
from sphinxext_privacy.exports.cookie_age import cookie_age
from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.homes import Homes
from sphinxext_privacy.exports.privacy_json import json_text
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.homes import Placed
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice

FILE: Final = 'cookies.json'

_COOKIE: Final = 'cookie'
_TYPES: Final = {
    'http-cookie': _COOKIE,
    'local-storage': 'web',
    'session-storage': 'web',
    'indexed-db': 'web',
    'service-worker-cache': 'web',
}
"""Kind of storage → its type here; a pixel has none."""

_EXEMPT: Final = 'strictly-necessary'
_CONSENT: Final = frozenset({'analytics', 'marketing'})
"""The categories that are never exempt; for the others, purpose 1 is the rule and not what the author states."""
_NEEDS_CONSENT: Final = 1
"""Purpose 1 of the framework: to store or read information on a device."""
_RULE: Final = 'ePrivacy Directive Art. 5(3), as nobody states that it is strictly necessary'

# Host names only: no address, no port, no words.
_HOST: Final = pattern(r'[^\s/:@?#,;<>"\'\\()\[\]{}|^`=&%+$!]+')


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    disclosures = _Disclosures(exported, account)
    for item in Homes(exported).entries('cookie'):
        disclosures.add(item)
    if not exported.notices:
        return
    if not disclosures.found:
        account.leave_out(FILE, 'it would have no entry, and say so that nothing is stored on devices')
        return
    data: dict[str, Any] = {'disclosures': disclosures.found}
    if domains := _domains(exported.notices, account):
        data['domains'] = domains
    yield FILE, json_text(data)


class _Disclosures:
    """The entries of the file."""

    def __init__(self, exported: Exported, account: Account) -> None:
        self.found: list[dict[str, Any]] = []
        self._account = account
        self._providers: dict[tuple[str, str], ExportedEntry] = {}
        for notice in exported.notices:
            for entry in notice.resolved:
                if entry.kind == 'processor':
                    self._providers.setdefault((notice.ident, entry.ident), entry)

    def add(self, item: Placed) -> None:
        """Add an entry, or say why it cannot be added; entries that say the same are one."""
        entry, account = item.entry, self._account
        refusal = self._refusal(item)
        if refusal:
            for name in (*entry.facts, *([BODY] if entry.body else [])):
                account.lose(entry, name, refusal)
            account.leave_out(FILE, f'the cookie {entry.ident!r} of {entry.notice!r}: {refusal}')
            return
        filled: dict[str, tuple[str, str]] = {}
        made = self._made(item, filled)
        if made in self.found:
            return
        for name, (value, origin) in filled.items():
            account.fill(FILE, f'disclosures/{len(self.found)}/{name}', value, origin)
        self.found.append(made)

    def _refusal(self, item: Placed) -> str:
        """Say what is missing that the form requires; empty where nothing is."""
        entry = item.entry
        kind = str(entry.facts.get('kind', ''))
        if not kind:
            return 'no kind is stated'
        if kind not in _TYPES:
            return f'no identifier for {kind!r}'
        if _identifier(entry) in {'', '*'}:
            return 'a name of its own is needed'
        age = cookie_age(str(entry.facts.get('duration', '')))
        if _TYPES[kind] == _COOKIE and age.seconds is None:
            return age.note
        sources, _ = self._sources(item)
        return '' if sources else 'nobody states which host names can read it'

    def _made(self, item: Placed, filled: dict[str, tuple[str, str]]) -> dict[str, Any]:
        entry, account = item.entry, self._account
        account.title(entry)
        kind = account.text(entry, 'kind')
        made: dict[str, Any] = {'identifier': _identifier(entry), 'type': _TYPES[kind], 'maxAgeSeconds': None}
        duration = account.text(entry, 'duration')
        if _TYPES[kind] == _COOKIE:
            age = cookie_age(duration)
            made['maxAgeSeconds'] = age.seconds
            if age.note:
                account.lose(entry, 'duration', age.note)
            made['cookieRefresh'] = False
            filled['cookieRefresh'] = ('false', 'nothing: no field states whether it is renewed')
        else:
            account.lose(entry, 'kind', 'all web storage is of one type')
            account.lose(entry, 'duration', 'only that of cookies has a place')
        made['domains'] = self._domains(item, filled)
        made['purposes'] = self._purposes(entry, filled)
        if description := account.text(entry, 'purpose') or account.body(entry):
            made['description'] = description
        return made

    # -- host names ---------------------------------------------------------------------------------------------

    def _domains(self, item: Placed, filled: dict[str, tuple[str, str]]) -> list[str]:
        entry, account = item.entry, self._account
        sources, origin = self._sources(item)
        hosts = _host_names(host for source in sources for host in _taken(source, account))
        if origin:
            filled['domains'] = (', '.join(hosts), origin)
            for name in ('party', 'provider'):
                if account.text(entry, name):
                    account.lose(entry, name, 'it only decides whose host names are given')
        return list(hosts)

    def _sources(self, item: Placed) -> tuple[Sequence[ExportedEntry | ExportedNotice], str]:
        """Give what states the host names that can read it, and what to call that where it is not the entry itself.

        A first-party cookie is read by the service of the notice. That of a third party is read by its provider. One
        that names a provider and no party can be either, as providers also set cookies for the site they are on.
        """
        entry = item.entry
        if _host_names(_listed(entry)):
            return (entry,), ''
        provider, party = str(entry.facts.get('provider', '')), str(entry.facts.get('party', ''))
        if party == 'first' or (not party and provider in {'', 'first-party'}):
            notices = [notice for notice in item.notices if _host_names(_listed(notice))]
            return notices, f'the domains of the notice {", ".join(repr(notice.ident) for notice in notices)}'
        ident = provider.rpartition('/')[2]
        known = [self._providers.get((notice.ident, ident)) for notice in item.notices] if party == 'third' else []
        stating = [found for found in known if found is not None and _host_names(_listed(found))]
        return stating[:1], f'the domains of its provider {ident!r}'

    # -- consent ------------------------------------------------------------------------------------------------

    def _purposes(self, entry: ExportedEntry, filled: dict[str, tuple[str, str]]) -> list[int]:
        account = self._account
        category = account.text(entry, 'category')
        if category == _EXEMPT:
            return []
        if category and category not in VOCABULARIES['cookie-categories'].labels:
            account.lose(entry, 'category', f'no identifier for {category!r}')
        elif category:
            account.lose(entry, 'category', 'only whether it needs consent has a place')
        if category not in _CONSENT:
            filled['purposes'] = (str(_NEEDS_CONSENT), _RULE)
        return [_NEEDS_CONSENT]


def _identifier(entry: ExportedEntry) -> str:
    """Give the name as the browser has it: that for readers may be without its asterisks."""
    return str(entry.facts.get('name', '')) or entry.title


def _listed(item: ExportedEntry | ExportedNotice) -> tuple[str, ...]:
    value = item.facts.get('domains')
    return value if isinstance(value, tuple) else ()


def _taken(item: ExportedEntry | ExportedNotice, account: Account) -> tuple[str, ...]:
    """Give the domains of an entry or a notice, which the file then holds, as far as they are host names."""
    stated = account.texts(item, 'domains')
    for domain in stated:
        if not _HOST.fullmatch(domain):
            account.lose(item, 'domains', f'{domain!r} is no host name')
    return _host_names(stated)


def _host_names(stated: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(host for host in stated if _HOST.fullmatch(host)))


def _domains(notices: Iterable[ExportedNotice], account: Account) -> list[dict[str, str]]:
    """Give the host names of the services, each with the services it is used for."""
    uses: dict[str, dict[str, None]] = {}
    for notice in notices:
        if hosts := _taken(notice, account):
            service = account.text(notice, 'service')
            for host in hosts:
                uses.setdefault(host, {}).update({service: None} if service else {})
    return [{'domain': host, **({'use': ', '.join(names)} if names else {})} for host, names in uses.items()]


FORM: Final = Form(
    'cookies',
    'What is stored on devices, as a device storage disclosure of the IAB Europe Transparency & Consent Framework.',
    _files,
    (FILE,),
)
