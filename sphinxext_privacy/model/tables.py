"""The tables that may stand in the register in place of one text: a link and a contact."""

from __future__ import annotations

from typing import Final

from sphinxext_privacy.model.fields import Field

LINK: Final[dict[str, Field]] = {
    item.name: item
    for item in (
        Field('title', 'text', 'Title', 'Words of the link.'),
        Field('url', 'url', 'Address', 'An https, http or mailto address, or a document of the project.'),
    )
}

CONTACT: Final[dict[str, Field]] = {
    item.name: item
    for item in (
        Field('name', 'text', 'Name', 'Name of the person or office.'),
        Field('address', 'text', 'Address', 'Postal address.'),
        Field('country', 'countries', 'Country', 'Country of the address.'),
        Field('email', 'email', 'E-mail', 'E-mail address.'),
        Field('phone', 'phone', 'Phone', 'Telephone number.'),
        Field('website', 'url', 'Website', 'Address of a website.'),
    )
}
"""The names are those of :class:`~sphinxext_privacy.model.values.Contact`."""
