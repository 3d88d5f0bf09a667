"""All rules by id, in the order of the families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rules import (
    arrangements,
    automated,
    children,
    cookies,
    exercise,
    identity,
    processing_records,
    reading,
    references,
    sources,
    special_data,
    decisions,
    identity,
    provision,
    purposes,
    recipients,
    references,
    retention,
    rights,
    transfers,
)

if TYPE_CHECKING:
    from sphinxext_privacy.rules.rule import Rule

FAMILIES: Final = (
    identity.FAMILY,
    sources.FAMILY,
    special_data.FAMILY,
    children.FAMILY,
    exercise.FAMILY,
    reading.FAMILY,
    automated.FAMILY,
    arrangements.FAMILY,
    processing_records.FAMILY,
    cookies.FAMILY,
    purposes.FAMILY,
    recipients.FAMILY,
    transfers.FAMILY,
    retention.FAMILY,
    rights.FAMILY,
    provision.FAMILY,
    decisions.FAMILY,
    references.FAMILY,
)
"""The families; a new one needs its module, and a line here."""

RULES: Final[dict[str, Rule]] = {rule.id: rule for family in FAMILIES for rule in family}
"""Every rule by its id."""
