"""All rules by id, in the order of the families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rules import (
    addresses,
    claims,
    contacts,
    identity,
    references,
    registry,
)

if TYPE_CHECKING:
    from sphinxext_privacy.rules.rule import Rule

FAMILIES: Final = (
    identity.FAMILY,
    references.FAMILY,
    registry.FAMILY,
    contacts.FAMILY,
    addresses.FAMILY,
    claims.FAMILY,
)
"""The families; a new one needs its module, and a line here."""

RULES: Final[dict[str, Rule]] = {rule.id: rule for family in FAMILIES for rule in family}
"""Every rule by its id."""
