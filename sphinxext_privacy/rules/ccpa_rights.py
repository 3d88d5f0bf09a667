"""CCPA: which rights there are, how they are used, and who answers questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.rules.ccpa_data import sensitive, sold
from sphinxext_privacy.rules.notice import stated
from sphinxext_privacy.rules.outcome import any_of, met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

ALWAYS: Final = ('know', 'delete', 'correct', 'non-retaliation')
"""The rights that every consumer has, as keys of the vocabulary."""
OPT_OUT: Final = 'opt-out'
LIMIT: Final = 'limit'
ADULT: Final = 16
"""From which age on data can be sold without the processes for younger people."""

_TOLL_FREE: Final = frozenset(('800', '822', '833', '844', '855', '866', '877', '888'))
_INTERNATIONAL_FREEPHONE: Final = '800'


@FAMILY.rule(
    'CA-130-A1',
    'ccpa',
    'CCPA 1798.130(a)(1)',
    'error',
    text=N_(
        'Requests can be made in two or more ways, one of them a toll-free number; by e-mail alone where the business '
        'operates only online.'
    ),
    wrong=N_('It does not state two ways to make a request, one of them a toll-free number.'),
    remedy=N_(
        'Give a toll-free `:phone:` of the controller, and `:email:` or `:url:` of a right or `:request-channel:` of '
        'the notice; or state `:online-only: yes` and an `:email:`.'
    ),
)
def ways_to_ask(notice: Notice) -> Iterator[Outcome]:
    """Ask for a toll-free number and another way, or for an e-mail address of a business that is only online.

    A number is toll-free by its first digits. A postal address is no second way: it is stated for other reasons.
    """
    phones = [entry for entry in notice.of('controller') if stated(entry, 'phone')]
    free = [entry for entry in phones if is_toll_free(str(entry.facts['phone']))]
    mailed = [entry for kind in ('controller', 'right') for entry in notice.of(kind) if _has_email(entry)]
    others = mailed + [entry for entry in notice.of('right') if stated(entry, 'url') and not _has_email(entry)]
    channel = notice.text('request-channel')
    if free and (others or channel):
        yield from (met(entry) for entry in (*free, *others))
        if channel:
            yield met()
    elif notice.fact('online-only') is True:
        yield from any_of(
            mailed, N_('The business operates only online, and no e-mail address for requests is stated.')
        )
    elif phones and not free:
        yield wanting(None, N_('None of the telephone numbers is toll-free.'))
    else:
        yield wanting()


@FAMILY.rule(
    'CA-130-A5A',
    'ccpa',
    'CCPA 1798.130(a)(5)(A)',
    'error',
    text=N_('The rights of consumers are described: know, delete, correct, opt out, limit, no retaliation.'),
    wrong=N_('Not all rights of consumers are described.'),
    remedy=N_('Add a `data-right` for each, with its key as argument, or a `privacy-statement` about `rights`.'),
)
def consumer_rights(notice: Notice) -> Iterator[Outcome]:
    """Ask for the rights; to opt out only where data are sold or shared, to limit only where some are sensitive."""
    said = notice.statements('rights')
    yield from (met(entry) for entry in said)
    wanted = [*ALWAYS]
    if sold(notice):
        wanted.append(OPT_OUT)
    if sensitive(notice):
        wanted.append(LIMIT)
    yield from (met(notice.rights[key]) for key in wanted if key in notice.rights)
    missing = [key for key in wanted if key not in notice.rights]
    if missing and not said:
        yield wanting(None, N_('These rights are not described: {rights}.'), rights=', '.join(missing))


@FAMILY.rule(
    'CA-106',
    'ccpa',
    'CCPA 1798.106',
    'error',
    text=N_('The right to correct is stated.'),
    wrong=N_('The right to correct is not stated.'),
    remedy=N_('Add a `data-right` with the key `correct`, or a `privacy-statement` about `rights`.'),
)
def correction(notice: Notice) -> Iterator[Outcome]:
    """Ask for the right to correct."""
    yield from _right(notice, 'correct')


@FAMILY.rule(
    'CA-125',
    'ccpa',
    'CCPA 1798.125',
    'error',
    text=N_('It is stated that nobody is treated worse for using a right.'),
    wrong=N_('It is not stated that nobody is treated worse for using a right.'),
    remedy=N_('Add a `data-right` with the key `non-retaliation`, or a `privacy-statement` about `rights`.'),
)
def no_retaliation(notice: Notice) -> Iterator[Outcome]:
    """Ask for the right to no retaliation."""
    yield from _right(notice, 'non-retaliation')


@FAMILY.rule(
    'CA-135-LINKS',
    'ccpa',
    'CCPA 1798.135(a)',
    'error',
    text=N_(
        'There is a link to opt out of sale and sharing, and one to limit the use of sensitive personal information, '
        'or an opt-out preference signal is honoured.'
    ),
    wrong=N_('There is no link to opt out of the sale and sharing of data.'),
    remedy=N_(
        'State the `:url:` of the rights with the keys `opt-out` and `limit`, or `:gpc: yes` in the notice where that '
        'holds.'
    ),
)
def opt_out_links(notice: Notice) -> Iterator[Outcome]:
    """Ask for the addresses of the rights to opt out, where data are sold, and to limit, where some are sensitive."""
    asked = [key for key, data in ((OPT_OUT, sold(notice)), (LIMIT, sensitive(notice))) if data]
    if asked and notice.fact('gpc') is True:
        yield met()
        return
    for key in asked:
        rights = _rights(notice, key)
        linked = [right for right in rights if stated(right, 'url')]
        yield from (met(right) for right in linked)
        if not linked:
            place = rights[0] if rights else None
            if key == OPT_OUT:
                yield wanting(place)
            else:
                yield wanting(place, N_('There is no link to limit the use of sensitive personal information.'))


@FAMILY.rule(
    'CA-7011-F',
    'ccpa',
    '11 CCR 7011(e)(3)(F)-(G)',
    'error',
    text=N_('It is stated how an opt-out preference signal is processed.'),
    wrong=N_('It is not stated how an opt-out preference signal is processed.'),
    remedy=N_(
        'Say in `:how:` of the right with the key `opt-out` what the signal does and how to send it, or add a '
        '`privacy-statement` about `sale`.'
    ),
)
def signal(notice: Notice) -> Iterator[Outcome]:
    """Ask for words about the signal, where data are sold or the signal is honoured: yes or no does not tell how."""
    if notice.fact('gpc') is not True and not sold(notice):
        return
    told = [right for right in _rights(notice, OPT_OUT) if right.body or stated(right, 'how')]
    told += notice.statements('sale')
    yield from any_of(told)


@FAMILY.rule(
    'CA-7011-H',
    'ccpa',
    '11 CCR 7011(e)(3)(H)',
    'warning',
    text=N_('It is stated how an authorized agent can make a request.'),
    wrong=N_('It is not stated how an authorized agent can make a request.'),
    remedy=N_('State `:authorized-agent:` in the notice.'),
)
def agent(notice: Notice) -> Iterator[Outcome]:
    """Ask for what the notice says of agents."""
    yield met() if notice.text('authorized-agent') else wanting()


@FAMILY.rule(
    'CA-7011-I',
    'ccpa',
    '11 CCR 7011(e)(3)(I)',
    'error',
    text=N_('Where data of people under 16 are sold, the processes for that are described.'),
    wrong=N_('Data of children are sold or shared, and the processes for that are not described.'),
    remedy=N_('Add a `privacy-statement` about `children`.'),
)
def minors(notice: Notice) -> Iterator[Outcome]:
    """Ask a notice of a service for children, with data that are sold, for a statement about them."""
    age = notice.fact('minimum-age')
    if notice.fact('children') != 'directed' or not sold(notice) or (isinstance(age, int) and age >= ADULT):
        return
    said = notice.statements('children')
    yield from any_of(said)


@FAMILY.rule(
    'CA-7011-J',
    'ccpa',
    '11 CCR 7011(e)(3)(J)',
    'error',
    text=N_('A contact for questions is stated.'),
    wrong=N_('No contact for questions is stated.'),
    remedy=N_(
        'Give `:email:`, `:phone:`, `:address:` or `:website:` of the controller, or add a `privacy-statement` about '
        '`contact`.'
    ),
)
def questions(notice: Notice) -> Iterator[Outcome]:
    """Ask for a way to reach a controller."""
    found = [entry for entry in notice.of('controller') if stated(entry, 'email', 'phone', 'address', 'website')]
    found += notice.statements('contact')
    yield from any_of(found)


# -- what the rules ask --------------------------------------------------------------------------------------------


def is_toll_free(number: str) -> bool:
    """Tell whether a call of *number* from California is free: by the first digits, those of the country aside."""
    digits = ''.join(character for character in number if character in '0123456789')
    if digits.startswith('00') or number.strip().startswith('+'):
        digits = digits.removeprefix('00')
        if digits.startswith(_INTERNATIONAL_FREEPHONE):
            return True
        if not digits.startswith('1'):
            return False
    return digits.removeprefix('1')[:3] in _TOLL_FREE


def _has_email(entry: NoticeEntry) -> bool:
    if stated(entry, 'email'):
        return True
    url = entry.facts.get('url')
    return isinstance(url, Link) and url.url.casefold().startswith('mailto:')


def _rights(notice: Notice, key: str) -> list[NoticeEntry]:
    """Give the rights of the kind *key*; one without a kind is of that which its id names."""
    return [entry for entry in notice.of('right') if (entry.facts.get('key') or entry.ident) == key]


def _right(notice: Notice, key: str) -> Iterator[Outcome]:
    found = [*_rights(notice, key), *notice.statements('rights')]
    yield from any_of(found)
