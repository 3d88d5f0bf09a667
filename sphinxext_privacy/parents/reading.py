"""From the bytes of a ``privacy.json`` to notices. What is wrong is left out and told with its place in the file.

Keys that are not known are passed over: a newer version may have more. Types are not guessed. Text is taken as text,
and addresses are those that an author could have typed here.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

from sphinxext_privacy.exports.privacy_json import FORMAT
from sphinxext_privacy.exports.records import TABLES
from sphinxext_privacy.model import tables
from sphinxext_privacy.model.ids import REFERENCE, is_id
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import LISTS, UNSHOWABLE, Contact, Link, is_address, parse_value, url_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Facts, Value

LIMIT: Final = 10 * 1024 * 1024
"""Most bytes of a file that is read."""


class Problem(NamedTuple):
    """What is wrong at one place of a file."""

    path: str
    """Such as ``notices[0].facts.updated``; empty for the whole file."""
    message: str


class ReadEntry(NamedTuple):
    """One entry, with its notice by the id that it has in its own project."""

    kind: str
    ident: str
    title: str
    notice: str
    facts: Facts
    body: str
    url: str
    position: int
    """How many entries that cannot be told from it come before it."""


class ReadNotice(NamedTuple):
    """One notice, under the id that it has in its own project."""

    ident: str
    title: str
    url: str
    facts: Facts
    entries: tuple[ReadEntry, ...]
    """Its own and those that it inherits."""


class Read(NamedTuple):
    """What a file holds."""

    notices: tuple[ReadNotice, ...]
    problems: tuple[Problem, ...]
    usable: bool
    """Whether it is a ``privacy.json`` at all, of a version that is known here."""
    language: str = ''
    """The language of its words, empty where it does not say."""


def read(data: bytes, base: str) -> Read:
    """Read the file *data* of a site whose root is the address *base*. Never raises for what stands in it."""
    if len(data) > LIMIT:
        return _unusable(f'the file has more than {LIMIT // 1024 // 1024} MB')
    try:
        root = json.loads(data.decode('utf-8-sig'))
    except UnicodeDecodeError:
        return _unusable('the file is not UTF-8')
    except RecursionError:
        return _unusable('the file is nested too deeply')
    except ValueError as error:
        return _unusable(f'the file is not JSON: {error}')
    return read_data(root, base)


def read_data(root: object, base: str) -> Read:
    """Read what a file holds, as plain data; as :func:`read`."""
    if not isinstance(root, dict) or 'format' not in root:
        return _unusable('the file is no privacy.json: it names no format')
    if root['format'] != FORMAT:
        return _unusable(f'the file has the format {_shown(root["format"])}, and this version reads {FORMAT!r}')
    language = root.get('language')
    reader = _Reader(base)
    notices = tuple(reader.notices(root))
    return Read(notices, tuple(reader.problems), True, language if isinstance(language, str) else '')


def _unusable(message: str) -> Read:
    return Read((), (Problem('', message),), False)


def _shown(value: object) -> str:
    """Give *value* for a message: what is long or deep is of no use to anyone."""
    if isinstance(value, (dict, list)):
        return 'a table' if isinstance(value, dict) else 'a list'
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= 60 else f'{text[:59]}…'


class _Reader:
    """Reads one file."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.problems: list[Problem] = []

    def _note(self, path: str, message: str) -> None:
        self.problems.append(Problem(path, message))

    # -- notices and entries ------------------------------------------------------------------------------------

    def notices(self, root: dict[str, Any]) -> list[ReadNotice]:
        """Give the notices, each id once."""
        found: dict[str, ReadNotice] = {}
        for path, item in self._items(root, 'notices', '', required=True):
            ident = self._ident(item, path)
            if ident in found:
                self._note(f'{path}.id', f'there is another notice {ident!r} above')
            elif ident:
                found[ident] = self._notice(ident, item, path)
        return list(found.values())

    def _notice(self, ident: str, item: dict[str, Any], path: str) -> ReadNotice:
        facts = self._facts('notice', item, path)
        # Who is responsible may follow from more than its own facts.
        controllers = self._words_list(item.get('controllers', []), f'{path}.controllers', REFERENCE.fullmatch, 'an id')
        if controllers:
            facts['controller'] = controllers
        resolved = item.get('resolved')
        if not isinstance(resolved, dict):
            self._note(f'{path}.resolved', 'this must be a table of entries')
            resolved = {}
        # Each has an address: without one, it would be taken for an entry of this project.
        url = self._url(item, path) or self.base
        entries: list[ReadEntry] = []
        seen: Counter[tuple[str, ...]] = Counter()
        for kind, table in TABLES.items():
            for place, raw in self._items(resolved, table, f'{path}.resolved.'):
                entry = self._entry(kind, raw, place, ident, url)
                if entry is not None:
                    key = (kind, entry.ident, entry.notice, entry.url)
                    entries.append(entry._replace(position=seen[key]))
                    seen[key] += 1
        return ReadNotice(ident, self._title(item, path) or ident, url, facts, tuple(entries))

    def _entry(self, kind: str, item: dict[str, Any], path: str, notice: str, url: str) -> ReadEntry | None:
        """Read an entry that *notice* has; *url* is where the notice can be read."""
        ident = self._ident(item, path)
        if not ident:
            return None
        stated_in = item.get('notice', notice)
        if not isinstance(stated_in, str) or not REFERENCE.fullmatch(stated_in):
            self._note(f'{path}.notice', f'{_shown(stated_in)} is not the id of a notice')
            stated_in = notice
        facts = self._facts(kind, item, path)
        body = self._text(item['body'], f'{path}.body') if 'body' in item else ''
        title = self._title(item, path) or ident
        return ReadEntry(kind, ident, title, stated_in, facts, body, self._url(item, path) or url, 0)

    def _items(
        self, table: dict[str, Any], name: str, before: str, *, required: bool = False
    ) -> list[tuple[str, dict[str, Any]]]:
        """Give the tables in the list *name*, with their places."""
        if name not in table and not required:
            return []
        listed = table.get(name)
        if not isinstance(listed, list):
            self._note(f'{before}{name}', 'this must be a list of tables')
            return []
        found = []
        for position, item in enumerate(listed):
            path = f'{before}{name}[{position}]'
            if isinstance(item, dict):
                found.append((path, item))
            else:
                self._note(path, f'this must be a table, not {_shown(item)}')
        return found

    def _ident(self, item: dict[str, Any], path: str) -> str:
        ident = item.get('id')
        if isinstance(ident, str) and is_id(ident):
            return ident
        self._note(f'{path}.id', f'{_shown(ident)} is not an id')
        return ''

    def _title(self, item: dict[str, Any], path: str) -> str:
        return ' '.join(self._text(item['title'], f'{path}.title').split()) if 'title' in item else ''

    def _url(self, item: dict[str, Any], path: str) -> str:
        return self._address(item['url'], f'{path}.url', web=True) if 'url' in item else ''

    # -- facts --------------------------------------------------------------------------------------------------

    def _facts(self, kind: str, item: dict[str, Any], path: str) -> Facts:
        raw = item.get('facts', {})
        path = f'{path}.facts'
        if not isinstance(raw, dict):
            self._note(path, 'this must be a table of facts')
            return {}
        facts: Facts = {}
        # In the order of the field table, whatever that of the file.
        for field in KINDS[kind].fields:
            if field.name in raw:
                value = self._fact(field, raw[field.name], f'{path}.{field.name}')
                if value is not None:
                    facts[field.name] = value
        return facts

    def _fact(self, field: Field, raw: object, path: str) -> Value | None:
        match field.type:
            case 'flag':
                if isinstance(raw, bool):
                    return raw
                self._wrong(path, raw, 'true or false')
                return None
            case 'number':
                if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 10**9:
                    return raw
                self._wrong(path, raw, 'a whole number')
                return None
            case 'link':
                return self._link(raw, path)
            case 'contact':
                return self._contact(raw, path)
            case 'url':
                return self._address(raw, path) or None
            case 'ids':
                return self._words_list(raw, path, REFERENCE.fullmatch, 'an id') or None
            case name if name in LISTS:
                return self._words_list(raw, path) or None
        text = self._text(raw, path)
        return self._parsed(field, text, path) if text else None

    def _parsed(self, field: Field, text: str, path: str) -> Value | None:
        """Read *text* as an option is read; what is odd but kept was told to its author already."""
        parsed = parse_value(field, text)
        if parsed.value is None:
            self._note(path, parsed.problems[0].message)
        return parsed.value

    def _wrong(self, path: str, raw: object, right: str) -> None:
        self._note(path, f'{_shown(raw)} is not {right}')

    def _text(self, raw: object, path: str) -> str:
        """Give text that holds something and can be shown; else nothing."""
        if not isinstance(raw, str):
            self._wrong(path, raw, 'text')
            return ''
        character = UNSHOWABLE.search(raw)
        if character is not None:
            self._note(path, f'this holds the character U+{ord(character[0]):04X}, which cannot be shown')
            return ''
        if not raw.strip():
            self._note(path, 'this is empty')
        return raw.strip()

    def _words_list(self, raw: object, path: str, right: Any = None, what: str = '') -> tuple[str, ...]:
        if not isinstance(raw, list):
            self._wrong(path, raw, 'a list')
            return ()
        found = []
        for position, item in enumerate(raw):
            place = f'{path}[{position}]'
            text = self._text(item, place)
            if text and right is not None and not right(text):
                self._wrong(place, text, what)
            elif text:
                found.append(text)
        return tuple(found)

    def _link(self, raw: object, path: str) -> Link | None:
        if not isinstance(raw, dict):
            self._wrong(path, raw, 'a table with title and url')
            return None
        title = self._title(raw, path)
        url = self._address(raw['url'], f'{path}.url') if 'url' in raw else ''
        return Link(title, url) if title or url else None

    def _contact(self, raw: object, path: str) -> Contact | None:
        if not isinstance(raw, dict):
            self._wrong(path, raw, 'a table with the parts of a contact')
            return None
        parts: dict[str, str] = {}
        for name in Contact._fields:
            if name not in raw:
                continue
            place = f'{path}.{name}'
            part: Mapping[str, Field] = tables.CONTACT
            is_url = name in part and part[name].type == 'url'
            parts[name] = self._address(raw[name], place) if is_url else self._text(raw[name], place)
        contact = Contact(**parts)
        return contact if any(contact) else None

    def _address(self, raw: object, path: str, *, web: bool = False) -> str:
        """Give an address, absolute: nothing that a browser would run or that leads into the file system.

        With *web*, no mail either.
        """
        text = self._text(raw, path)
        if not text:
            return ''
        wrong = url_problem(text)
        if not wrong:
            try:
                url = text if is_address(text) else urljoin(self.base, text)
            except ValueError as error:
                url, wrong = '', f'{_shown(text)} is not an address: {error}'
            wrong = wrong or url_problem(url)
            if not wrong and web and not url.lower().startswith(('https://', 'http://')):
                wrong = f'{_shown(text)} is not the address of a page'
        if wrong:
            self._note(path, wrong)
            return ''
        return url
