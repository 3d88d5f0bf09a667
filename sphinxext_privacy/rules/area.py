"""Where data are at home: what lies outside is a third country, which depends on the law that a notice names.

The GDPR looks from the European Economic Area, the UK GDPR from the United Kingdom. Where both run, the rules look from
the Economic Area alone: they ask for less then than both laws do together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rules.adequacy import decision_for
from sphinxext_privacy.rules.notice import ids
from sphinxext_privacy.words.countries import EEA, is_place

if TYPE_CHECKING:
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Notice

UK: Final = frozenset({'GB', 'UK'})
"""The codes of the United Kingdom."""
UK_REGULATIONS: Final = 'Data Protection Act 2018, Sch. 21'
"""What makes the EEA adequate for the UK; of other countries, nothing is known here."""


def is_british(notice: Notice) -> bool:
    """Tell whether the UK GDPR runs for *notice*, and not the GDPR."""
    regimes = {*notice.project.regimes, *texts(notice.fact('regimes'))}
    return 'uk-gdpr' in regimes and 'gdpr' not in regimes


def is_outside(notice: Notice, controller: NoticeEntry) -> bool:
    """Tell whether a controller is established outside only; one of which no country is stated is not."""
    countries = [code for code in ids(controller, 'country') if is_place(code)]
    return bool(countries) and _home(notice).isdisjoint(countries)


def abroad(notice: Notice, entry: NoticeEntry) -> tuple[str, ...]:
    """Give the countries of a recipient that lie outside."""
    home = _home(notice)
    return tuple(code for code in ids(entry, 'country') if is_place(code) and code not in home)


def decision_on(notice: Notice, code: str) -> tuple[str, bool] | None:
    """Give the decision that the country *code* is adequate, and whether it covers only some recipients there."""
    if is_british(notice):
        return (UK_REGULATIONS, False) if code in EEA else None
    found = decision_for(code)
    return (found.number, bool(found.only)) if found is not None else None


def may_be_adequate(notice: Notice, code: str) -> bool:
    """Tell whether *code* is adequate as far as can be known: which other regulations the UK made is not."""
    return is_british(notice) or decision_for(code) is not None


def _home(notice: Notice) -> frozenset[str]:
    return UK if is_british(notice) else EEA
