"""``controller`` and ``dataProtectionOfficer`` of a TILT document.

An officer and a representative are required, whether there are such persons or not. What is not stated of them is
filled from the controller; what cannot be filled so is missing, and there is no document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxext_privacy.exports.account import BODY
from sphinxext_privacy.exports.tilt_sheet import NOWHERE, right_key
from sphinxext_privacy.exports.tilt_values import country_code, email_in, is_email, is_phone
from sphinxext_privacy.model.values import Contact
from sphinxext_privacy.rendering.facts import negative

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.exports.tilt_sheet import Sheet

_ROLES: Final = {'dpo': 'data protection officer', 'representative': 'representative'}
_ONE: Final = 'there is a place for one controller only'
_PARTS: Final = {
    'address': 'the address has no place',
    'country': 'the country has no place',
    'website': 'the website has no place',
}
"""What is lost of a contact where nothing asks for it."""


class _Given(NamedTuple):
    """A value that may fill a field, and where it comes from, in words."""

    value: str
    origin: str


class _Person(NamedTuple):
    """What is stated of the officer or of the representative, as far as TILT takes it."""

    contact: Contact
    none: str = ''
    """That there is no such person, in words."""

    def given(self, part: str) -> str:
        """Give what is stated; a person who does not exist is called so."""
        value: str = getattr(self.contact, part)
        return value or (self.none if part == 'name' else '')


def responsible(sheet: Sheet) -> ExportedEntry | None:
    """Give the controller: the first that the notice names, else the first that it describes."""
    named = [sheet.find('controller', ident) for ident in sheet.notice.controllers]
    return next((entry for entry in (*named, *sheet.of('controller')) if entry is not None), None)


def people(sheet: Sheet, controller: ExportedEntry) -> dict[str, Any]:
    """Give both objects; what is missing for them is noted on the sheet."""
    _lose_others(sheet, controller)
    officer = _person(sheet, controller, 'dpo', ('address', 'country'))
    representative = _person(sheet, controller, 'representative', ())
    name = sheet.account.title(controller)
    home = _home(sheet, controller)
    others = {'name': _Given(name, 'name of the controller')}
    if not (officer.contact.email and representative.contact.email):
        others['email'] = _email(sheet, controller, {'dpo': officer, 'representative': representative})
    return {
        'controller': {
            'name': name,
            **{part: given.value for part, given in home.items()},
            'representative': _filled(sheet, 'controller/representative', representative, others, ('name', 'email')),
        },
        'dataProtectionOfficer': _filled(
            sheet, 'dataProtectionOfficer', officer, {**others, **home}, ('name', 'address', 'country', 'email')
        ),
    }


def _lose_others(sheet: Sheet, controller: ExportedEntry) -> None:
    if any(named is not controller for named in sheet.account.entries(sheet.notice, 'controller', sheet.relations)):
        sheet.account.lose(sheet.notice, 'controller', _ONE)
    for other in sheet.of('controller'):
        if other.key != controller.key:
            sheet.unplaced(other, (*other.facts, BODY), _ONE)


def _filled(
    sheet: Sheet, path: str, person: _Person, others: Mapping[str, _Given], required: tuple[str, ...]
) -> dict[str, str]:
    """Give a person with all that is required."""
    found: dict[str, str] = {}
    for part in required:
        if stated := person.given(part):
            found[part] = stated
        else:
            origin = others[part].origin + (', as it is stated that there is none' if person.none else '')
            found[part] = sheet.fill(f'{path}/{part}', others[part].value, origin)
    if person.contact.phone:
        found['phone'] = person.contact.phone
    return found


# -- what is stated of them -------------------------------------------------------------------------------------


def _person(sheet: Sheet, controller: ExportedEntry, role: str, wanted: tuple[str, ...]) -> _Person:
    denial = sheet.inherited(role)
    value = sheet.account.fact(controller, role)
    if not isinstance(value, Contact):
        return _Person(Contact(), negative(role, denial) if denial else '')
    if denial:
        sheet.lose_inherited(role, f'the controller has a {_ROLES[role]}')
    contact, wrong = _checked(_described(sheet, value))
    lost = [why for part, why in _PARTS.items() if part not in wanted and getattr(contact, part)]
    if value.name and value.text and contact.name == value.name:
        lost.append('its words have no place')
    for why in (*wrong, *lost):
        sheet.account.lose(controller, role, why)
    return _Person(contact)


def _described(sheet: Sheet, contact: Contact) -> Contact:
    """Give a contact with the facts of the controller that it names, or with what its words hold."""
    known = sheet.find('controller', contact.text)
    if known is None:
        return contact._replace(name=contact.name or contact.text, email=contact.email or email_in(contact.text))
    account = sheet.account
    country = next(iter(sheet.countries(known)), '')
    facts = {name: account.text(known, name) for name in ('address', 'email', 'phone')}
    return Contact(contact.text, account.title(known), country=country, **facts)


def _checked(contact: Contact) -> tuple[Contact, list[str]]:
    """Give what TILT takes of a contact, and what it does not, in words."""
    checked = contact._replace(
        country=country_code(contact.country),
        email=contact.email if is_email(contact.email) else '',
        phone=contact.phone if is_phone(contact.phone) else '',
    )
    wrong = {
        'country': f'no code of two letters for {contact.country!r}',
        'email': f'{contact.email!r} is no e-mail address',
        'phone': f'{contact.phone!r} is no phone number',
    }
    return checked, [why for part, why in wrong.items() if getattr(contact, part) != getattr(checked, part)]


# -- what fills the rest ----------------------------------------------------------------------------------------


def _home(sheet: Sheet, controller: ExportedEntry) -> dict[str, _Given]:
    """Give address and country of the controller."""
    address = sheet.account.text(controller, 'address')
    if not address:
        sheet.fill('controller/address', '', NOWHERE)
    codes = tuple(sheet.countries(controller))
    if not codes:
        sheet.missing.append('no country of the controller with a code of two letters is stated')
    elif len(codes) > 1:
        sheet.account.lose(controller, 'country', 'there is a place for one country only')
    return {
        'address': _Given(address, 'address of the controller' if address else NOWHERE),
        'country': _Given(codes[0] if codes else '', 'country of the controller'),
    }


def _email(sheet: Sheet, controller: ExportedEntry, persons: Mapping[str, _Person]) -> _Given:
    """Give an address at which the controller is reached."""
    for given in _emails(sheet, controller, persons):
        if given.value:
            return given
    sheet.missing.append('no e-mail address is stated')
    return _Given('', '')


def _emails(sheet: Sheet, controller: ExportedEntry, persons: Mapping[str, _Person]) -> Iterator[_Given]:
    # Each is read only where those before it are empty: what is read counts as held.
    yield _Given(sheet.email(controller), 'email of the controller')
    for role, person in persons.items():
        yield _Given(person.contact.email, f'email of the {_ROLES[role]}')
    for right in sheet.of('right'):
        # That of a complaint may be the address of the authority.
        if right_key(right) != 'complain':
            yield _Given(sheet.email(right), f'email of the right {right.ident!r}')
    for other in sheet.of('controller'):
        if other.notice != sheet.notice.ident:
            yield _Given(sheet.email(other), f'email of the controller {other.ident!r} of the notice {other.notice!r}')
