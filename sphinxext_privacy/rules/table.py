"""All rules by id, in the order of the families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rules import (
    addresses,
    arrangements,
    automated,
    ccpa_data,
    ccpa_rights,
    changes,
    children,
    claims,
    contacts,
    cookies,
    dates,
    decisions,
    exercise,
    identity,
    other_laws,
    processing_records,
    provision,
    publication,
    purposes,
    reading,
    recipients,
    references,
    registry,
    retention,
    rights,
    sources,
    special_data,
    transfers,
)

if TYPE_CHECKING:
    from sphinxext_privacy.rules.rule import Family, Rule

FAMILIES: Final[tuple[Family, ...]] = (
    identity.FAMILY,
    purposes.FAMILY,
    recipients.FAMILY,
    transfers.FAMILY,
    retention.FAMILY,
    rights.FAMILY,
    provision.FAMILY,
    decisions.FAMILY,
    automated.FAMILY,
    sources.FAMILY,
    special_data.FAMILY,
    children.FAMILY,
    exercise.FAMILY,
    reading.FAMILY,
    arrangements.FAMILY,
    processing_records.FAMILY,
    dates.FAMILY,
    changes.FAMILY,
    publication.FAMILY,
    cookies.FAMILY,
    ccpa_data.FAMILY,
    ccpa_rights.FAMILY,
    other_laws.FAMILY,
    references.FAMILY,
    registry.FAMILY,
    contacts.FAMILY,
    addresses.FAMILY,
    claims.FAMILY,
)
"""The families; a new one needs its module, and a line here."""

RULES: Final[dict[str, Rule]] = {rule.id: rule for family in FAMILIES for rule in family}
"""Every rule by its id."""
