"""For which countries the European Commission has decided that they protect personal data well enough (GDPR 45(3)).

As of August 2026, from the Commission's list of adequacy decisions and from the Official Journal. Decisions on
international organisations (the European Patent Organisation, 2025) are left out: these are no countries. A country
comes in or goes out here, and nowhere else.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Decision(NamedTuple):
    """One decision of the Commission."""

    year: int
    """In which it was adopted."""
    number: str
    """Its number in the Official Journal."""
    only: str = ''
    """Which recipients it covers, where these are not all; empty: all that the law of the country covers."""


ADEQUACY: Final[dict[str, Decision]] = {
    'AD': Decision(2010, '2010/625/EU'),
    'AR': Decision(2003, '2003/490/EC'),
    'BR': Decision(2026, '(EU) 2026/179'),
    'CA': Decision(2001, '2002/2/EC', only='commercial organisations under PIPEDA'),
    'CH': Decision(2000, '2000/518/EC'),
    'FO': Decision(2010, '2010/146/EU'),
    'GB': Decision(2021, '(EU) 2021/1772'),  # prolonged in 2025, until 27 December 2031
    'GG': Decision(2003, '2003/821/EC'),
    'IL': Decision(2011, '2011/61/EU'),
    'IM': Decision(2004, '2004/411/EC'),
    'JE': Decision(2008, '2008/393/EC'),
    'JP': Decision(2019, '(EU) 2019/419'),
    'KR': Decision(2021, '(EU) 2022/254'),
    'NZ': Decision(2012, '2013/65/EU'),
    'US': Decision(2023, '(EU) 2023/1795', only='participants in the EU-US Data Privacy Framework'),
    'UY': Decision(2012, '2012/484/EU'),
}
"""The decisions in force by country, as codes of ISO 3166-1."""


def decision_for(code: str) -> Decision | None:
    """Give the decision on the country *code*; ``None`` where there is none. ``UK`` is another name of ``GB``."""
    return ADEQUACY.get('GB' if code == 'UK' else code)
