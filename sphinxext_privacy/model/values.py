"""How a value is read: from what an author typed to a fact, with what is wrong with it.

Option values and register values pass through here alike, so both know the same forms.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import urlsplit

from sphinxext_privacy.model.ids import REFERENCE
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinxext_privacy.model.fields import Field


class Link(NamedTuple):
    """A link as an author wrote it."""

    title: str
    """Empty where only an address was given."""
    url: str
    """An https, http or mailto address, or the path of a document of the project; empty where it was unusable."""


class Contact(NamedTuple):
    """How a person or office can be reached; each part is empty where it was not stated."""

    text: str = ''
    """The contact in words, or the id of a controller of the register."""
    name: str = ''
    address: str = ''
    country: str = ''
    email: str = ''
    phone: str = ''
    website: str = ''


Value = str | bool | int | tuple[str, ...] | Link | Contact
Facts = dict[str, Value]

ValueSubtype = Literal['value', 'vocabulary', 'url', 'date', 'id']


class Problem(NamedTuple):
    """What is wrong with a value; the caller knows where it stands."""

    subtype: ValueSubtype
    message: str


MISSING: Final = Problem('value', 'a value is missing')


class Parsed(NamedTuple):
    """A fact, and what was wrong with the text it was read from.

    ``value`` is ``None`` where nothing can be kept.
    """

    value: Value | None
    problems: Sequence[Problem] = ()


TRUE: Final = frozenset({'', 'yes', 'true', 'on', '1'})
FALSE: Final = frozenset({'no', 'false', 'off', '0'})

LISTS: Final = frozenset({'texts', 'lines', 'ids', 'countries', 'keys'})
"""Types of fields that take several values."""

# What XML cannot hold. Escapes in quotes bring it in, and the builders choke on it.
UNSHOWABLE: Final = pattern(r'[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]')

_LONGEST_LIST: Final = 1000
"""What is longer is no list that somebody typed."""

_TITLED: Final = pattern(r'(?s)(?P<title>.*?)\s*<(?P<url>[^<>]*)>\s*')
_SCHEME: Final = pattern(r'[A-Za-z][A-Za-z0-9+.-]*:')
_EMAIL: Final = pattern(r'[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>".]+')
_MARKUP: Final = pattern(r'[`*\[\]<>|\\]|_(?!\w)')
_NEGATIVE: Final = pattern(r'(?is)none(?:\s*(?:—|–|--?|:)\s*(?P<reason>.+))?')
_UNSAFE: Final = pattern(r'[\x00-\x20\x7f-\x9f<>"\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]')


def split_list(text: str) -> tuple[str, ...]:
    """Split *text* at commas and new lines."""
    return tuple(part for part in (part.strip() for part in re.split(r'[,\n]', text)) if part)


def split_lines(text: str) -> tuple[str, ...]:
    """Split *text* at new lines."""
    return tuple(part for part in (part.strip() for part in text.splitlines()) if part)


def without_commas(text: str, is_right: Callable[[str], bool]) -> str:
    """Say how to write *text* where it is several right values with something else than commas between them."""
    if len(text) > _LONGEST_LIST:
        return ''
    parts = [part for part in re.split(r'[;\s]+', text) if part]
    several = len(parts) > 1 and all(is_right(part) for part in parts)
    return f'put commas between them: {", ".join(parts)}' if several else ''


@lru_cache(maxsize=4096)
def is_address(url: str) -> bool:
    """Tell whether *url* leaves the project (as against the path of one of its documents)."""
    return _SCHEME.match(url) is not None


def url_problem(url: str) -> str:
    """Say what is wrong with *url*, or give an empty string.

    Only https, http and mailto addresses and paths of documents are right; nothing that a browser would run.
    """
    if not url:
        return 'the address is empty'
    if _UNSAFE.search(url):
        return f'{url!r} holds a character that an address cannot hold'
    if url.startswith('//'):
        return f'{url!r} has no scheme; write https:{url}'
    if not is_address(url):
        return f'{url!r} has no scheme; write https://{url}' if url.startswith('www.') else ''
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f'{url!r} is not an address: {error}'
    scheme = parts.scheme.lower()
    if scheme == 'mailto':
        return '' if _EMAIL.fullmatch(parts.path) else f'{url!r} has no e-mail address after mailto:'
    if scheme not in {'https', 'http'}:
        return f'{url!r} is not an https, http or mailto address or a document of the project'
    if not host or host.startswith('.') or '..' in host:
        return f'{url!r} has no host name'
    return ''


def is_web_address(url: str) -> bool:
    """Tell whether *url* is the whole address of something on the web."""
    return is_address(url) and not url.lower().startswith('mailto:') and not url_problem(url)


def parse_link(text: str) -> Parsed:
    """Read ``Title <url>`` or a bare URL; a wrong address is dropped and the title stays."""
    titled = _TITLED.fullmatch(text)
    title, url = (' '.join(titled['title'].split()), titled['url'].strip()) if titled else ('', text.strip())
    if not titled and re.search(r'\s', url):
        message = f'{text!r} has no address; write "Title <https://…>"'
        return Parsed(Link(' '.join(text.split()), ''), [Problem('url', message)])
    wrong = url_problem(url)
    if wrong:
        # An address that a browser must not follow is no text for readers either.
        return Parsed(Link(title, '') if title else None, [Problem('url', wrong)])
    return Parsed(Link(title, url))


def _several(found: Sequence[str], problems: list[Problem]) -> Parsed:
    """Give what was found in a list; a list of commas alone holds nothing."""
    return Parsed(tuple(found) or None, problems if found or problems else [MISSING])


def _parse_keys(item: Field, parts: Sequence[str]) -> tuple[list[str], list[Problem]]:
    vocabulary = VOCABULARIES[item.vocabulary]
    found: list[str] = []
    problems: list[Problem] = []
    for part in parts:
        found.append(part)
        if part in vocabulary.labels:
            continue
        near = vocabulary.nearest(part)
        hint = f'did you mean {near!r}?' if near else f'the keys are: {", ".join(vocabulary.labels)}'
        if item.type == 'keys':
            hint = without_commas(part, vocabulary.labels.__contains__) or hint
        problems.append(Problem('vocabulary', f'{part!r} is not one of the {item.vocabulary}; {hint}'))
    return found, problems


def _parse_countries(text: str) -> Parsed:
    from sphinxext_privacy.words.countries import each_once, is_place

    found: list[str] = []
    problems: list[Problem] = []
    for part in split_list(text):
        code = part.upper()
        if is_place(code):
            found.append(code)
            continue
        found.append(part)
        hint = without_commas(part, lambda piece: is_place(piece.upper()))
        message = f'{part!r} is not an ISO 3166-1 alpha-2 code (or EU, EEA, UK){hint and f"; {hint}"}'
        problems.append(Problem('value', message))
    return _several(each_once(found), problems)


def _parse_references(text: str, *, single: bool) -> Parsed:
    parts = split_list(text)
    problems: list[Problem] = []
    for part in parts:
        if not REFERENCE.fullmatch(part):
            hint = '' if single else without_commas(part, _is_reference)
            # It may as well be a name, which has blanks.
            problems.append(Problem('id', f'{part!r} is not an id{hint and f"; if it is several, {hint}"}'))
    if single and len(parts) > 1:
        return Parsed(None, [Problem('value', f'{text!r} is more than one id')])
    good = tuple(part for part in parts if REFERENCE.fullmatch(part))
    if single and good:
        return Parsed(good[0], problems)
    return _several(good, problems)


def _is_reference(text: str) -> bool:
    return REFERENCE.fullmatch(text) is not None


def _parse_negative(text: str) -> Parsed:
    match = _NEGATIVE.fullmatch(text.strip())
    if match is None:
        return Parsed(None, [Problem('value', f'{text!r} is not "none" or "none — reason"')])
    reason = match['reason']
    return Parsed(f'none — {reason.strip()}' if reason else 'none')


def _parse_contact(text: str) -> Parsed:
    if _NEGATIVE.fullmatch(text):
        # Readers, and all that is made of it, would have somebody called None.
        problem = f'{text!r} is nobody; that there is none is stated in the same field of the privacy-notice'
        return Parsed(None, [Problem('value', problem)])
    titled = _TITLED.fullmatch(text)
    name, address = (titled['title'].rstrip(' ,;:'), titled['url'].strip()) if titled else ('', text)
    # Of an address, one markup makes a link by itself and another does not; and words may hold markup.
    if not _MARKUP.search(name):
        mail = address.removeprefix('mailto:')
        if _EMAIL.fullmatch(mail) and '?' not in mail:
            return Parsed(Contact(name=name, email=mail))
        if is_web_address(address):
            return Parsed(Contact(name=name, website=address))
    return Parsed(Contact(text=text))


def _parse_dates(text: str) -> Parsed:
    from sphinxext_privacy.dates.parse import parse_date

    try:
        return Parsed(parse_date(text).isoformat())
    except ValueError as error:
        return Parsed(None, [Problem('date', str(error))])


def _parse_period(text: str) -> Parsed:
    from sphinxext_privacy.words.periods import parse_retention

    try:
        parse_retention(text)
    except ValueError as error:
        # Kept as prose: what the author wrote is still the best that readers can get.
        return Parsed(text, [Problem('value', str(error))])
    return Parsed(text)


def translatable_part(item: Field, value: Value) -> str:
    """Give the words in *value* that are an author's prose, for translators; empty where there are none.

    Of ``P90D after account deletion`` that is ``account deletion``.
    """
    if not isinstance(value, str):
        return ''
    if item.type in {'prose', 'terms', 'blocks'}:
        return value
    if item.type == 'retention':
        from sphinxext_privacy.words.periods import parse_retention

        try:
            parsed = parse_retention(value)
        except ValueError:
            return value
        return parsed.event or (value if parsed.kind == 'criteria' else '')
    return ''


def parse_value(item: Field, text: str) -> Parsed:
    """Read *text* as a value of the field *item*.

    *text* is what stands in an option or, as text, in the register; an empty text means the option was
    given without a value. The result holds the fact and every problem; the caller adds the place.
    """
    text = text.strip()
    kind = item.type
    if kind == 'flag':
        folded = text.casefold()
        if folded in TRUE:
            return Parsed(True)
        if folded in FALSE:
            return Parsed(False)
        return Parsed(None, [Problem('value', f'{text!r} is not yes or no')])
    if not text:
        return Parsed(None, [MISSING])
    match kind:
        case 'prose' | 'text' | 'terms' | 'phone':
            return Parsed(' '.join(text.split()))
        case 'blocks':
            return Parsed(text)
        case 'contact':
            return _parse_contact(' '.join(text.split()))
        case 'texts':
            return _several(split_list(text), [])
        case 'lines':
            return _several(split_lines(text), [])
        case 'id' | 'ids':
            return _parse_references(text, single=kind == 'id')
        case 'link':
            return parse_link(text)
        case 'url':
            wrong = url_problem(text)
            return Parsed(None, [Problem('url', wrong)]) if wrong else Parsed(text)
        case 'email':
            address = text.removeprefix('mailto:')
            if _EMAIL.fullmatch(address):
                return Parsed(address)
            return Parsed(text, [Problem('value', f'{text!r} is not an e-mail address')])
        case 'countries':
            return _parse_countries(text)
        case 'date':
            return _parse_dates(text)
        case 'retention':
            return _parse_period(' '.join(text.split()))
        case 'key':
            found, problems = _parse_keys(item, [text])
            return Parsed(found[0], problems)
        case 'keys':
            found, problems = _parse_keys(item, split_list(text))
            return _several(found, problems)
        case 'number':
            # Python refuses to read thousands of digits.
            if text.isascii() and text.isdigit() and len(text) < 10:
                return Parsed(int(text))
            return Parsed(None, [Problem('value', f'{text!r} is not a whole number')])
        case 'negative':
            return _parse_negative(text)
