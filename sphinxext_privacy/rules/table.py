"""All rules by id, in the order of the families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rules import (
    ccpa_data,
    ccpa_rights,
    dates,
    identity,
    other_laws,
    publication,
    references,
)

if TYPE_CHECKING:
    from sphinxext_privacy.rules.rule import Rule

FAMILIES: Final = (
    identity.FAMILY,
    dates.FAMILY,
    publication.FAMILY,
    ccpa_data.FAMILY,
    ccpa_rights.FAMILY,
    other_laws.FAMILY,
    references.FAMILY,
)
"""The families; a new one needs its module, and a line here."""

RULES: Final[dict[str, Rule]] = {rule.id: rule for family in FAMILIES for rule in family}
"""Every rule by its id."""
