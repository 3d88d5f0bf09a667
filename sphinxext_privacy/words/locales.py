"""The locale that Babel has for a language of Sphinx."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

# The names gettext gives to writing systems; Babel would take "sr@latin" for Serbian in Cyrillic.
_SCRIPTS: Final = {'latin': 'Latn', 'cyrillic': 'Cyrl', 'devanagari': 'Deva'}
_NO_LANGUAGE: Final = frozenset({'C', 'POSIX'})
"""What POSIX calls its locale without a language. Babel 2.19 has one for it, which is English with other numbers."""


@cache
def locale_for(language: str) -> Locale:
    """Give the locale of a language code.

    :param language: the value of Sphinx's ``language``, such as ``de``, ``pt_BR``, ``zh_CN`` or ``sr@latin``;
        BCP 47 tags (``pt-BR``) are taken as well.
    :return: the locale; that of the language alone where the country is unknown, and English where the
        language is unknown or empty, as Sphinx does with its own messages.
    """
    code, _, modifier = language.replace('-', '_').partition('@')
    # An encoding may follow, as in Sphinx's "zh_TW.Big5".
    code = code.partition('.')[0]
    if code.upper() in _NO_LANGUAGE:
        code = 'en'
    name = code.partition('_')[0]
    candidates = [code, name]
    if modifier in _SCRIPTS:
        candidates.insert(0, f'{name}_{_SCRIPTS[modifier]}')
    for candidate in candidates:
        try:
            return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse('en')


def language_tag(language: str) -> str:
    """Give the tag of BCP 47 for a language code of Sphinx: ``pt-BR`` for ``pt_BR``, ``sr-Latn`` for ``sr@latin``.

    Unlike :func:`locale_for`, it is no guess: a language that nobody knows keeps its code.
    """
    code, _, modifier = language.partition('@')
    name, *rest = code.partition('.')[0].replace('_', '-').split('-')
    script = [_SCRIPTS[modifier]] if modifier in _SCRIPTS else []
    return '-'.join([name, *script, *rest])
