"""What a system of ``fides.yml`` stores on devices: whether, and for how long at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.cookie_age import cookie_age
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import ExportedEntry

_COOKIE: Final = 'http-cookie'


def storage(cookies: Iterable[ExportedEntry], account: Account) -> dict[str, Any]:
    """Give the fields of a system that sets *cookies*; nothing is said where nothing is stated."""
    of_kind: dict[str, list[ExportedEntry]] = {}
    for entry in cookies:
        kind = account.text(entry, 'kind')
        if kind in VOCABULARIES['cookie-kinds'].labels:
            of_kind.setdefault(kind, []).append(entry)
            if kind != _COOKIE:
                account.lose(entry, 'kind', 'only that it is no cookie has a place')
        elif kind:
            account.lose(entry, 'kind', f'no identifier for {kind!r}')
        if kind not in of_kind:
            account.lose(entry, 'provider', 'its kind is not stated, and the provider stands with that only')
    made: dict[str, Any] = {}
    if proper := of_kind.pop(_COOKIE, []):
        made['uses_cookies'] = True
        longest = _longest(proper, account)
        if longest is not None:
            made['cookie_max_age_seconds'] = longest
    if of_kind:
        made['uses_non_cookie_access'] = True
    return made


def _longest(cookies: Iterable[ExportedEntry], account: Account) -> int | None:
    """Give the longest time in seconds; ``None`` where it is not known of each, as any could be the longest."""
    ages = [(entry, cookie_age(account.text(entry, 'duration'))) for entry in cookies]
    known = [age.seconds for _, age in ages if age.seconds is not None]
    whole = len(known) == len(ages)
    for entry, age in ages:
        if age.seconds is None or (age.note and whole):
            account.lose(entry, 'duration', age.note)
        elif not whole:
            account.lose(entry, 'duration', 'that of another cookie is not known in seconds, so none is the longest')
        elif age.seconds != max(known):
            account.lose(entry, 'duration', 'only the longest of a system has a place')
    return max(known) if whole else None
