"""``fides.yml``: organizations and systems as a manifest of the Fides language (fideslang 3.1).

Only what an author states is written. What reads it has defaults of its own for the rest, such as that a system
uses no cookies: an absent key says nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.fides_organizations import Organizations
from sphinxext_privacy.exports.fides_systems import Systems
from sphinxext_privacy.exports.form import Form
from sphinxext_privacy.exports.yaml_text import yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported

FILE: Final = 'fides.yml'


def manifest(exported: Exported, account: Account) -> dict[str, list[dict[str, Any]]]:
    """Give the content of the file as plain data; empty where nothing is stated that has a place in it."""
    organizations = Organizations(exported, account)
    systems = Systems(FILE, exported, organizations, account)
    found = {'organization': organizations.written(), 'system': systems.written}
    return {name: listed for name, listed in found.items() if listed}


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    if made := manifest(exported, account):
        yield FILE, yaml_text(made)
    elif exported.notices:
        account.leave_out(FILE, 'no controller is described, no service named, and no recipient stated')


FORM: Final = Form(
    'fides',
    'The controllers, services and recipients, with what data are used for, as a manifest of the Fides language.',
    _files,
    (FILE,),
)
