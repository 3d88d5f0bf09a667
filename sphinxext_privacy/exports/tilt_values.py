"""What values TILT takes: each function gives a value as it may stand in a document, or says that it may not.

The schema has patterns that take exponential time on some texts; these here do not, and let through less.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from sphinxext_privacy.model.crosswalk import identifier
from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.words.countries import COUNTRIES
from sphinxext_privacy.words.periods import parse_duration

_EMAIL: Final = pattern(r'[^@\s<>"(),;]+@[^@\s<>"(),;]+\.[^@\s<>"(),;.]+')
_PHONE: Final = pattern(r'\+*\(?[0-9]{1,4}\)?[- ./0-9]*')
_DATE: Final = pattern(r'[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])')
_REFERENCE: Final = pattern(r'[A-Z]+(?:-[0-9]+)+(?:-[a-z])?')
_FEE: Final = pattern(r'([0-9]{1,6}(?:\.[0-9]{1,2})?) ?([A-Z]{3})')

# RFC 3986, section 4.1. What is not ASCII is encoded before.
_PLAIN: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_CHARACTER: Final = rf'(?:{_PLAIN}|@)'
_HOST: Final = rf'(?:{_PLAIN}*|\[[0-9A-Fa-f:.]+\])'
_AUTHORITY: Final = rf'//(?:(?:{_PLAIN}|:)*@)?{_HOST}(?::[0-9]*)?(?:/(?:{_CHARACTER}|[:/])*)?'
_URI: Final = pattern(
    rf'(?:[A-Za-z][A-Za-z0-9+.-]*:(?:{_AUTHORITY}|(?!//)(?:{_CHARACTER}|[:/])*)'
    rf'|{_AUTHORITY}|(?!//)(?:{_CHARACTER}*(?:/(?:{_CHARACTER}|[:/])*)?))'
    rf'(?:\?(?:{_CHARACTER}|[:/?])*)?(?:\#(?:{_CHARACTER}|[:/?])*)?'
)

# ISO 639-1, with the withdrawn codes that the schema knows.
_CODES: Final = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_LANGUAGES: Final = frozenset(_CODES.split())


def language_code(language: str) -> str:
    """Give the two letters of a language of Sphinx, such as ``pt`` for ``pt_BR``; empty where it has none."""
    code = re.split(r'[-_@.]', language, maxsplit=1)[0].lower()
    return code if code in _LANGUAGES else ''


def country_code(code: str) -> str:
    """Give a country as two letters: ``UK`` is ``GB``; empty where *code* has none, as ``EEA``.

    ``EU`` stays: ISO 3166 reserves it for what it means here, and it is what the author stated.
    """
    if code == 'UK':
        return 'GB'
    return code if code in COUNTRIES or code == 'EU' else ''


def is_email(text: str) -> bool:
    """Tell whether *text* is an e-mail address, and nothing else."""
    return _EMAIL.fullmatch(text) is not None


def email_in(text: str) -> str:
    """Give the e-mail address in words; empty where there is none, or several."""
    found = {part for word in text.split() if is_email(part := word.strip('.,;:!?()<>"').removeprefix('mailto:'))}
    return found.pop() if len(found) == 1 else ''


def is_phone(text: str) -> bool:
    """Tell whether *text* can stand as a phone number."""
    return _PHONE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Tell whether *text* is a calendar date."""
    return _DATE.fullmatch(text) is not None


def uri(text: str) -> str:
    """Give an address with all encoded that must be; empty where it is none."""
    # A percent sign stays where it encodes something.
    halfway = re.sub(r'%(?![0-9A-Fa-f]{2})', '%25', text.strip())
    found = quote(halfway, safe="%!#$&'()*+,/:;=?@[]~", errors='replace')
    return found if _URI.fullmatch(found) else ''


def time_to_live(iso: str) -> str:
    """Give a duration in the units that TILT has: weeks are days there.

    :raises ValueError: if *iso* is not a duration.
    """
    parts = parse_duration(iso)
    unit, number = parts[0]
    return f'P{(number * 7).normalize():f}D' if unit == 'week' else iso


def reference(vocabulary: str, key: str) -> str:
    """Give what TILT calls a legal basis, such as ``GDPR-6-1-f``; empty where the key is not of the vocabulary."""
    found = identifier(vocabulary, key, 'tilt')
    return found if _REFERENCE.fullmatch(found) else ''


def place(vocabulary: str, key: str) -> str:
    """Give the key of a document that a key of the vocabulary belongs below; empty where there is none."""
    return identifier(vocabulary, key, 'tilt').rpartition('.')[2]


def fee(text: str) -> tuple[float, str] | None:
    """Read an amount with its currency: ``10 EUR``; ``None`` where *text* is something else."""
    match = _FEE.fullmatch(text.strip())
    if match is None:
        return None
    amount = float(match[1])
    return int(amount) if amount.is_integer() else amount, match[2]
