"""Which changes matter to people, and why: one table over the fields of :mod:`sphinxext_privacy.model.kinds`.

The reasons are those of WP260 rev.01, paragraphs 29 and 30: changes that people must be told of. Facts that are data
(keys, ids, countries, periods, hosts of links) matter whenever they differ; words only where nothing else says the same
as data, and only where more than their spelling changed. A field that is not in the table never matters by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args
from urllib.parse import urlsplit

from sphinxext_privacy.changes.periods import is_longer
from sphinxext_privacy.changes.wording import same_name, small_edit
from sphinxext_privacy.model.values import Contact, Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_privacy.changes.said import SaidEntry
    from sphinxext_privacy.model.values import Facts, Value

Reason = Literal[
    'purpose',
    'basis',
    'recipient',
    'transfer',
    'data',
    'retention',
    'special',
    'decision',
    'controller',
    'right',
    'notice',
]

REASONS: Final[dict[Reason, str]] = {
    'purpose': 'what data are used for',
    'basis': 'what the use rests on',
    'recipient': 'who receives data',
    'transfer': 'where data go, or what that rests on',
    'data': 'which data are used',
    'retention': 'data are kept longer, or it cannot be told',
    'special': 'special categories of data',
    'decision': 'automated decisions',
    'controller': 'who is responsible',
    'right': 'which rights there are, or how they are used',
    'notice': 'a notice is withdrawn',
}
"""Why a change matters, in words."""

assert set(REASONS) == set(get_args(Reason))

How = Literal['value', 'replaced', 'dropped', 'longer', 'words', 'name', 'host']
"""When two values of a field differ in a way that matters:

- ``value``: they are not equal; the order of lists does not count,
- ``replaced``: both are stated, and not equal; to state for the first time what was so in words is no change,
- ``dropped``: it was stated (or true), and is no more,
- ``longer``: the second is longer, or that cannot be told,
- ``words``: more than the spelling differs,
- ``name``: the same, and words were not only added or left out,
- ``host``: links or contacts lead to another host or e-mail address.
"""


class Rule(NamedTuple):
    """When a change of one field matters."""

    reason: Reason
    how: How = 'value'
    default: Value | None = None
    """What holds where nothing is stated."""
    unless: tuple[str, ...] = ()
    """Fields that say the same as data: where one of them is stated before and after, the words do not count."""


MATERIAL: Final[dict[str, dict[str, Rule]]] = {
    'notice': {
        'controller': Rule('controller'),
        'recipients': Rule('recipient', 'dropped'),
        'automated-decisions': Rule('decision', 'dropped'),
        'request-response': Rule('right', 'longer'),
        'request-channel': Rule('right', 'words'),
        'gpc': Rule('right', 'dropped'),
    },
    'controller': {
        'name': Rule('controller', 'name'),
        'role': Rule('controller', default='sole'),
        'country': Rule('controller', 'replaced'),
        'email': Rule('right'),
        'representative': Rule('right', 'host'),
        'dpo': Rule('right', 'host'),
    },
    'data': {
        'label': Rule('data', 'words', unless=('category',)),
        'category': Rule('data', 'replaced'),
        'special': Rule('special', default=False),
        'art9-condition': Rule('special'),
        'purposes': Rule('purpose'),
        'legal-basis': Rule('basis'),
        'retention': Rule('retention', 'longer'),
        'visibility': Rule('recipient', default='private'),
        'ccpa-category': Rule('data'),
        'sold-or-shared': Rule('recipient', default=False),
    },
    'purpose': {
        'label': Rule('purpose', 'words', unless=('kind',)),
        'kind': Rule('purpose', 'replaced'),
        'legal-basis': Rule('basis'),
        'legal-basis-detail': Rule('basis', 'words'),
        'legitimate-interest': Rule('basis', 'words'),
        'legitimate-interest-of': Rule('basis'),
        'data': Rule('data'),
        'processors': Rule('recipient'),
        'opt-in': Rule('basis', default=False),
        'withdraw': Rule('right', 'words'),
        'retention': Rule('retention', 'longer'),
    },
    'processor': {
        'name': Rule('recipient', 'name'),
        'legal-name': Rule('recipient', 'name'),
        'category': Rule('recipient', 'replaced'),
        'role': Rule('recipient', default='processor'),
        'purpose': Rule('purpose', 'words', unless=('purposes',)),
        'purposes': Rule('purpose'),
        'data': Rule('data'),
        'no-personal-data': Rule('data', 'dropped'),
        'country': Rule('transfer'),
        'transfer-mechanism': Rule('transfer'),
        'retention': Rule('retention', 'longer'),
        'opt-out': Rule('right', 'host'),
    },
    'cookie': {
        'provider': Rule('recipient', default='first-party'),
        'party': Rule('recipient', 'replaced'),
        'purpose': Rule('purpose', 'words', unless=('category',)),
        'category': Rule('purpose', 'replaced'),
        'duration': Rule('retention', 'longer'),
        'opt-out': Rule('right', 'host'),
    },
    'right': {
        'label': Rule('right', 'words', unless=('key',)),
        'key': Rule('right', 'replaced'),
        'how': Rule('right', 'words', unless=('url', 'email')),
        'url': Rule('right', 'host'),
        'email': Rule('right'),
        'authority': Rule('right', 'name'),
        'authority-url': Rule('right', 'host'),
        'conditional': Rule('right', default=False),
        'subjects': Rule('right'),
    },
    'measure': {},
    'decision': {
        'label': Rule('decision', 'words'),
        'kind': Rule('decision', 'words'),
        'logic': Rule('decision', 'words'),
        'significance': Rule('decision', 'words'),
        'consequences': Rule('decision', 'words'),
        'ground': Rule('decision'),
        'safeguards': Rule('decision'),
        'solely': Rule('decision', default=False),
    },
    'statement': {
        'data': Rule('data'),
        'no-personal-data': Rule('data', 'dropped'),
        'self-hosted': Rule('recipient', 'dropped'),
    },
    'change': {},
}
"""Kind → field → when a change of it matters. The prose of a body never does: its entry says what counts."""

ADDED: Final[dict[str, Reason]] = {
    'controller': 'controller',
    'data': 'data',
    'purpose': 'purpose',
    'processor': 'recipient',
    'cookie': 'purpose',
    'decision': 'decision',
}
"""Kinds of which a new entry matters."""

REMOVED: Final[dict[str, Reason]] = {
    'controller': 'controller',
    'data': 'data',
    'purpose': 'purpose',
    'processor': 'recipient',
    'decision': 'decision',
    'right': 'right',
}
"""Kinds of which an entry that is no longer there matters."""

HARMLESS_COOKIES: Final = frozenset({'strictly-necessary'})
"""Categories of cookies that may be set without asking (ePrivacy 5(3))."""


def why_added(entry: SaidEntry) -> Reason | None:
    """Say why a new entry matters, if it does."""
    if entry.kind == 'cookie' and entry.facts.get('category') in HARMLESS_COOKIES:
        return None
    return ADDED.get(entry.kind)


def why_removed(entry: SaidEntry) -> Reason | None:
    """Say why it matters that an entry is gone, if it does."""
    return REMOVED.get(entry.kind)


def why_changed(kind: str, name: str, before: Facts, after: Facts) -> Reason | None:
    """Say why it matters that the fact *name* changed, if it does.

    *before* and *after* are all facts of the entry, as words may be said by another one as data.
    """
    rule = MATERIAL[kind].get(name)
    if rule is None or any(other in before and other in after for other in rule.unless):
        return None
    first, second = before.get(name, rule.default), after.get(name, rule.default)
    return rule.reason if DIFFERS[rule.how](first, second) else None


# -- when two values differ -------------------------------------------------------------------------------------


def equal(before: Value | None, after: Value | None) -> bool:
    """Tell whether two values are the same; the order of lists is how they are written."""
    if isinstance(before, tuple) and isinstance(after, tuple) and type(before) is type(after) is tuple:
        return set(before) == set(after)
    return type(before) is type(after) and before == after


def _replaced(before: Value | None, after: Value | None) -> bool:
    return before is not None and after is not None and not equal(before, after)


def _dropped(before: Value | None, after: Value | None) -> bool:
    return bool(before) and not after


def _longer(before: Value | None, after: Value | None) -> bool:
    return is_longer(_text(before), _text(after))


def _words(before: Value | None, after: Value | None) -> bool:
    return not small_edit(_text(before), _text(after))


def _name(before: Value | None, after: Value | None) -> bool:
    # To say the name for the first time changes nobody; without one the id is shown.
    return bool(before and after) and not same_name(_text(before), _text(after))


def _host(before: Value | None, after: Value | None) -> bool:
    return _hosts(before) != _hosts(after)


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ''


def _hosts(value: Value | None) -> frozenset[str]:
    if isinstance(value, Link):
        return frozenset({_address(value.url)}) - {''}
    if isinstance(value, Contact):
        stated = {value.email.casefold(), _address(value.website)} - {''}
        # Without an address, the words are all there is: a person of the same office is no other contact.
        return frozenset(stated or {_address(value.text)} - {''})
    return frozenset()


def _address(url: str) -> str:
    """Give the host or the e-mail address that *url* leads to; a page of the own docs is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme.lower() == 'mailto':
        return parts.path.casefold()
    return (parts.hostname or '').removeprefix('www.')


DIFFERS: Final[dict[How, Callable[[Value | None, Value | None], bool]]] = {
    'value': lambda before, after: not equal(before, after),
    'replaced': _replaced,
    'dropped': _dropped,
    'longer': _longer,
    'words': _words,
    'name': _name,
    'host': _host,
}
"""How → whether a change from one value to another matters."""

assert set(DIFFERS) == set(get_args(How))
