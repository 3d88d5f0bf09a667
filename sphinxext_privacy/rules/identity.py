"""Who is responsible: the controller, its representative, its data protection officer (GDPR 13(1)(a)-(b))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.ids import REFERENCE
from sphinxext_privacy.model.values import Contact
from sphinxext_privacy.rules.area import is_british, is_outside
from sphinxext_privacy.rules.notice import NOT_STATED, lacking, options, stated
from sphinxext_privacy.rules.outcome import any_of, met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_NO_REASON: Final = N_('It is not stated why there is no representative in the Union.')
_NO_REASON_IN_UK: Final = N_('It is not stated why there is no representative in the United Kingdom.')
_NOBODY_IN_UK: Final = N_('It is outside the United Kingdom, and no representative there is stated.')


@FAMILY.rule(
    'G13-1-A-IDENTITY',
    'gdpr-common',
    'GDPR 13(1)(a), 14(1)(a)',
    'error',
    text=N_('The notice names the controller.'),
    wrong=N_('It is not stated who the controller is.'),
    remedy=N_('Name one with `:controller:` of the notice and describe it in the register, or add a controller.'),
)
def identity(notice: Notice) -> Iterator[Outcome]:
    """Ask for a controller with a name, in the notice or in one that it adds to."""
    named = [entry for entry in notice.of('controller') if stated(entry, 'name')]
    said = [*named, *notice.statements('controller')]
    yield from any_of(said)


@FAMILY.rule(
    'G13-1-A-CONTACT',
    'gdpr-common',
    'GDPR 13(1)(a), 14(1)(a)',
    'error',
    text=N_('The controller can be contacted.'),
    wrong=N_('It is not stated how the controller can be contacted.'),
    remedy=N_('Give its `:email:`, `:address:` or `:website:`.'),
)
def contact(notice: Notice) -> Iterator[Outcome]:
    """Ask for a way to reach each controller; where there is none at all, for that of the notice."""
    controllers = notice.of('controller')
    said = notice.statements('controller')
    yield from (met(entry) for entry in said)
    for entry in controllers:
        if stated(entry, 'email', 'address', 'website'):
            yield met(entry)
        elif not said:
            yield wanting(entry)
    if not controllers and not said:
        yield wanting()


@FAMILY.rule(
    'G13-1-A-POSTAL',
    'gdpr-common',
    'GDPR 13(1)(a); TILT',
    'info',
    text=N_('The controller has a postal address and a country.'),
    wrong=N_('A postal address with a country is missing.'),
    remedy=N_('Give its `:address:` and its `:country:`.'),
)
def postal(notice: Notice) -> Iterator[Outcome]:
    """Ask for the address and the country of each controller."""
    for entry in notice.of('controller'):
        missing = lacking(entry, 'address', 'country')
        yield wanting(entry, NOT_STATED, fields=options(missing)) if missing else met(entry)


@FAMILY.rule(
    'G13-1-A-REP',
    'gdpr-common',
    'GDPR 13(1)(a), 27',
    'warning',
    text=N_(
        'A controller outside the Union states its representative in the Union, or that Art. 27 does not apply and why.'
    ),
    wrong=N_('It is outside the Union, and no representative in the Union is stated.'),
    remedy=N_('Give its `:representative:`, or state `:representative: none — reason` in the notice.'),
)
def representative(notice: Notice) -> Iterator[Outcome]:
    """Ask each controller outside the EEA for a representative with a contact, or for why there is none.

    Where the UK GDPR runs alone, the United Kingdom takes the place of the EEA.
    """
    outside = [entry for entry in notice.of('controller') if is_outside(notice, entry)]
    if not outside:
        return
    said = notice.statements('representative')
    yield from (met(entry) for entry in said)
    denied = notice.denies('representative')
    if denied and not said:
        why = notice.reason('representative')
        yield met() if why else wanting(None, _NO_REASON_IN_UK if is_british(notice) else _NO_REASON)
    for entry in outside:
        named = entry.facts.get('representative')
        if isinstance(named, Contact):
            if (named.text or named.name) and _reachable(named, notice):
                yield met(entry)
            else:
                yield wanting(entry, N_('Of its representative either the name or the contact details are missing.'))
        elif not said and not denied:
            yield wanting(entry, _NOBODY_IN_UK if is_british(notice) else '')


@FAMILY.rule(
    'G13-1-B-DPO',
    'gdpr-common',
    'GDPR 13(1)(b), 14(1)(b), 37(7)',
    'warning',
    text=N_('The contact details of the data protection officer are given, or it is stated that none is designated.'),
    wrong=N_('It is not stated how to reach the data protection officer, nor that there is none.'),
    remedy=N_('Give the `:dpo:` of the controller, or state `:dpo: none` in the notice.'),
)
def officer(notice: Notice) -> Iterator[Outcome]:
    """Ask for an officer of any controller; whether one that is named can be reached is for the next rule."""
    named = [(entry, entry.facts.get('dpo')) for entry in notice.of('controller')]
    officers = [(entry, contact) for entry, contact in named if isinstance(contact, Contact)]
    said = [*notice.statements('dpo'), *(entry for entry, contact in officers if _reachable(contact, notice))]
    yield from (met(entry) for entry in said)
    if notice.denies('dpo'):
        yield met()
    elif not said and not officers:
        yield wanting()


@FAMILY.rule(
    'G13-1-B-DPO-CONTACT',
    'gdpr-common',
    'GDPR 13(1)(b), 37(7)',
    'error',
    text=N_('A data protection officer who is named has contact details.'),
    wrong=N_('Its data protection officer is named without contact details.'),
    remedy=N_('Give an e-mail address, a phone number, a postal address or a website in `:dpo:`.'),
)
def officer_contact(notice: Notice) -> Iterator[Outcome]:
    """Ask for a way to reach each officer who is named."""
    for entry in notice.of('controller'):
        value = entry.facts.get('dpo')
        if isinstance(value, Contact):
            yield met(entry) if _reachable(value, notice) else wanting(entry)


def _reachable(contact: Contact, notice: Notice) -> bool:
    """Tell whether *contact* says how to reach somebody."""
    if contact.email or contact.phone or contact.address or contact.website:
        return True
    text = contact.text
    for entry in notice.of('controller'):
        if entry.ident == text:
            return stated(entry, 'email', 'phone', 'address', 'website')
    # Of words, only signs tell: of mail, of the web, the digits of a phone number or of a street. One word in small
    # letters is the id of somebody whom the register describes.
    return any(sign in text for sign in ('@', '://', 'www.')) or any(map(str.isdigit, text)) or _is_id(text)


def _is_id(text: str) -> bool:
    return text.islower() and REFERENCE.fullmatch(text) is not None
