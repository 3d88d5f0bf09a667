"""The directives: they read what an author stated and leave one placeholder for each entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.directives.entries import (
    AutomatedDecision,
    CollectedData,
    Controller,
    Cookie,
    DataRight,
    PrivacyChange,
    PrivacyNotice,
    PrivacyStatement,
    Processor,
    Purpose,
    SecurityMeasure,
)
from sphinxext_privacy.directives.overviews import OVERVIEW_DIRECTIVES

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxDirective

    from sphinxext_privacy.directives.base import EntryDirective

ENTRY_DIRECTIVES: Final[dict[str, type[EntryDirective]]] = {
    directive.kind.directive: directive
    for directive in (
        PrivacyNotice,
        Controller,
        CollectedData,
        Purpose,
        Processor,
        Cookie,
        DataRight,
        SecurityMeasure,
        AutomatedDecision,
        PrivacyStatement,
        PrivacyChange,
    )
}
"""The directives of entries by their plain name."""

DIRECTIVES: Final[dict[str, type[SphinxDirective]]] = {**ENTRY_DIRECTIVES, **OVERVIEW_DIRECTIVES}
"""All directives by their plain name; each is also registered with the prefix ``privacy:``."""
