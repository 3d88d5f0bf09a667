"""How rights are used: when an answer comes, what it costs, and the right to object on its own (GDPR 12 and 21)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.words.periods import parse_duration, parse_retention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome
    from sphinxext_privacy.rules.phrases import Phrases

FAMILY: Final[Family] = Family()

_DAYS: Final = {
    'month': Decimal(30),
    'week': Decimal(7),
    'day': Decimal(1),
    'hour': 1 / Decimal(24),
    'minute': 1 / Decimal(1440),
    'second': 1 / Decimal(86400),
}
"""A month is one of 30 days, so that a month and a day are too long, and 30 days are not."""
_OBJECTED_TO: Final = frozenset({'legitimate-interests', 'public-task'})
_DIRECT_MARKETING: Final = frozenset({'newsletter', 'advertise', 'personalised-advertising'})


@FAMILY.rule(
    'G12-3-TIME',
    'gdpr-common',
    'GDPR 12(3)',
    'error',
    text=N_('Requests are answered within a month.'),
    wrong=N_('The promised time to answer a request is longer than a month.'),
    remedy=N_('Promise an answer within P1M or less in `:request-response:`.'),
)
def time(notice: Notice) -> Iterator[Outcome]:
    """Compare the promised time with a month; prose is not read."""
    promised = notice.own_facts.get('request-response')
    if not promised:
        return
    days = _days(str(promised))
    if days is None:
        return
    if days > _DAYS['month']:
        yield wanting(
            None, N_('The promised time to answer a request, {period}, is longer than a month.'), period=str(promised)
        )
    else:
        yield met()


def _days(text: str) -> Decimal | None:
    """Give how many days a period has; ``None`` for what is no period."""
    try:
        parsed = parse_retention(text)
    except ValueError:
        return None
    if parsed.kind == 'indefinite':
        return Decimal('Infinity')
    if parsed.kind != 'period':
        return None
    return sum((_DAYS.get(unit, Decimal(365)) * number for unit, number in parse_duration(parsed.duration)), Decimal())


@FAMILY.rule(
    'G12-5-FREE',
    'gdpr-common',
    'GDPR 12(5)',
    'warning',
    text=N_('Requests cost nothing, unless they are manifestly unfounded or excessive.'),
    wrong=N_('A fee is asked for requests in general.'),
    remedy=N_('State `:request-fee: 0`, or that a fee is asked of manifestly unfounded or excessive requests only.'),
)
def free(notice: Notice) -> Iterator[Outcome]:
    """Ask that a stated fee is none, or one for unfounded requests."""
    fee = str(notice.own_facts.get('request-fee') or '')
    if fee:
        yield met() if _costs_nothing(fee, notice.project.phrases) else wanting()


def _costs_nothing(fee: str, phrases: Phrases | None) -> bool:
    digits = {letter for letter in fee if letter.isdigit()}
    if digits == {'0'}:
        return True
    if phrases is None:
        return False
    if phrases.find('unfounded', fee):
        return True
    return not digits and bool(phrases.find('no-fee', fee))


@FAMILY.rule(
    'G21-4-SEPARATE',
    'gdpr-common',
    'GDPR 21(4)',
    'warning',
    text=N_('The right to object is shown apart from other information.'),
    wrong=N_('The right to object is not shown apart from other information.'),
    remedy=N_('Describe it in a `data-right` with `:key: object` and `:prominent:`.'),
)
def separate(notice: Notice) -> Iterator[Outcome]:
    """Ask for the right to object in a block of its own where something can be objected to."""
    marketing = any(entry.facts.get('kind') in _DIRECT_MARKETING for entry in notice.of('purpose'))
    if not marketing and _OBJECTED_TO.isdisjoint(notice.bases):
        return
    found = [entry for entry in notice.of('right') if 'object' in {entry.facts.get('key'), entry.ident}]
    apart = [entry for entry in found if entry.facts.get('prominent')]
    yield from (met(entry) for entry in apart)
    if not apart and found:
        yield from (wanting(entry) for entry in found)
    elif not apart:
        yield wanting(None, N_('The right to object is described nowhere apart from other information.'))
