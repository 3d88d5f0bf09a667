"""Countries: their codes of ISO 3166-1, and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.words.locales import locale_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Listed here, as CLDR does not tell these from the reserved and private codes among its territories.
_CODES: Final = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""

COUNTRIES: Final = frozenset(_CODES.split())
"""The 249 officially assigned alpha-2 codes."""

AREAS: Final = {
    'EU': '',  # CLDR has a name for it
    'EEA': N_('European Economic Area'),
    'UK': '',  # reserved in ISO 3166-1 for the United Kingdom, whose code is GB
}
"""What may stand in place of a country, with our message where CLDR has no name."""

# The Union with those of its parts that have a code of their own (TFEU 355(1): Åland and the outermost regions), and
# Iceland, Liechtenstein and Norway, where the GDPR holds by decision 154/2018 of the EEA Joint Committee.
_EEA: Final = """
AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
AX GF GP MF MQ RE YT IS LI NO
"""

EEA: Final = frozenset({'EU', 'EEA', *_EEA.split()})
"""What lies in the European Economic Area: countries, and the areas themselves."""


def is_country(code: str) -> bool:
    """Tell whether *code* is an officially assigned alpha-2 code of ISO 3166-1, in capital letters."""
    return code in COUNTRIES


def is_place(code: str) -> bool:
    """Tell whether *code* is that of a country or of one of :data:`AREAS`."""
    return code in COUNTRIES or code in AREAS


def each_once(codes: Iterable[str]) -> tuple[str, ...]:
    """Give each country of *codes* once: the United Kingdom has two codes, of which ``GB`` is that of ISO 3166-1."""
    found = tuple(dict.fromkeys(codes))
    return tuple(code for code in found if code != 'UK' or 'GB' not in found)


def country_name(code: str, language: str, translate: Callable[[str], str]) -> str:
    """Give the name that CLDR has for a country or one of :data:`AREAS`.

    :param code: the code in capital letters.
    :param language: a language code of Sphinx.
    :param translate: gives one of our English messages in the language.
    :return: the name; in English where CLDR has none in the language.
    :raises ValueError: if *code* is neither a country nor an area.
    """
    if message := AREAS.get(code, ''):
        return str(translate(message))
    if code not in COUNTRIES and code not in AREAS:
        raise ValueError(f'{code!r} is not a country of ISO 3166-1, nor one of {", ".join(sorted(AREAS))}')
    code = 'GB' if code == 'UK' else code
    name: str = locale_for(language).territories.get(code) or locale_for('en').territories[code]
    return name
