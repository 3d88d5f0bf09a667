"""Lists in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel.lists import format_list

from sphinxext_privacy.words.locales import locale_for

if TYPE_CHECKING:
    from collections.abc import Sequence


def join_words(parts: Sequence[str], language: str) -> str:
    """Join *parts* to a list in prose: "A, B, and C", "A, B und C", "A、B和C", as CLDR has it.

    :param parts: any number of texts; none gives an empty string.
    :param language: a language code of Sphinx.
    """
    return format_list(list(parts), locale=locale_for(language))


def list_separators(count: int, language: str) -> tuple[str, ...]:
    """Give what stands around the parts of a list in prose, to join things that are not text.

    :param count: how many parts the list has.
    :param language: a language code of Sphinx.
    :return: ``count + 1`` texts: before the first part, between the parts, after the last. The first and
        last are empty in most languages.
    """
    return _separators(count, language)


@cache
def _separators(count: int, language: str) -> tuple[str, ...]:
    # No pattern of CLDR holds this character, and in all of them the parts stand in their order.
    return tuple(join_words(['\0'] * count, language).split('\0'))
