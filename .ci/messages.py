"""The message catalogues of the package: what readers see of ours, in their language.

``update`` takes the messages from the code and puts them into the catalogues (``update nl`` begins a language),
``compile`` writes the files that Sphinx reads, and ``--check`` tells what is missing or out of date.

The same messages always give the same bytes: sorted, without dates, versions and line numbers.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / 'sphinxext_privacy'
LOCALE: Final = PACKAGE / 'locale'
NAME: Final = 'sphinxext_privacy'

MARKS: Final = frozenset({'N_', '_', 'translate'})
"""The calls whose text is a message: marked, or translated on the spot."""

_PLACE: Final = re.compile(r'\{[a-z_]+\}')
_ESCAPES: Final = str.maketrans({'\\': r'\\', '"': r'\"', '\n': r'\n', '\t': r'\t'})


class Fixed(Catalog):
    """A catalogue with a header that says nothing of when and with what it was made."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header, line by line."""
        return [
            ('Project-Id-Version', 'sphinxext-privacy'),
            ('Language', self.locale_identifier or ''),
            ('MIME-Version', '1.0'),
            ('Content-Type', 'text/plain; charset=utf-8'),
            ('Content-Transfer-Encoding', '8bit'),
        ]


def extracted() -> Fixed:
    """Give the messages of the code."""
    found = Fixed()
    for path in sorted(PACKAGE.rglob('*.py')):
        place = path.relative_to(ROOT).as_posix()
        # Babel's own reader also takes the key in ``translate(TEXTS['key'])`` for a message.
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
                match node.args[0]:
                    case ast.Constant(value=str(message)):
                        found.add(message, locations=[(place, 0)])
    return found


def languages() -> list[str]:
    """Give the languages there are."""
    return sorted(path.parent.parent.name for path in LOCALE.glob(f'*/LC_MESSAGES/{NAME}.po'))


def source_path(language: str) -> Path:
    """Give the file that translators edit."""
    return LOCALE / language / 'LC_MESSAGES' / f'{NAME}.po'


def compiled_path(language: str) -> Path:
    """Give the file that Sphinx reads."""
    return source_path(language).with_suffix('.mo')


TEMPLATE: Final = LOCALE / f'{NAME}.pot'


def read(language: str) -> Fixed:
    """Read the catalogue of a language."""
    with source_path(language).open('rb') as file:
        stored = read_po(file, locale=language)
    found = Fixed(locale=language)
    for message in stored:
        if message.id:
            found[message.id] = message
    return found


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Give the messages in the order of their texts."""
    yield from sorted((message for message in catalogue if message.id), key=lambda message: str(message.id))


def as_source(catalogue: Fixed) -> str:
    """Give the text of a ``.po`` or ``.pot`` file."""
    lines = ['msgid ""', 'msgstr ""', *(f'"{name}: {value}\\n"' for name, value in catalogue.mime_headers)]
    for message in messages(catalogue):
        lines.append('')
        lines.extend(f'# {comment}' for comment in message.user_comments)
        lines.extend(f'#: {place}' for place in sorted({place for place, _ in message.locations}))
        flags = [*(['fuzzy'] if message.fuzzy else []), *(['python-brace-format'] if _places(message.id) else [])]
        if flags:
            lines.append(f'#, {", ".join(flags)}')
        lines.append(f'msgid "{str(message.id).translate(_ESCAPES)}"')
        lines.append(f'msgstr "{str(message.string or "").translate(_ESCAPES)}"')
    return '\n'.join(lines) + '\n'


def as_compiled(catalogue: Fixed) -> bytes:
    """Give the bytes of a ``.mo`` file; what is not translated is left out."""
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def update(new: list[str]) -> None:
    """Bring the template and all catalogues up to date with the code; *new* languages are begun.

    A translation whose message changed a little is kept as fuzzy, to be looked at; one whose message is gone
    is dropped.
    """
    template = extracted()
    LOCALE.mkdir(exist_ok=True)
    _write(TEMPLATE, as_source(template).encode())
    for language in sorted({*languages(), *new}):
        catalogue = read(language) if source_path(language).is_file() else Fixed(locale=language)
        catalogue.update(template)
        catalogue.obsolete.clear()
        _write(source_path(language), as_source(catalogue).encode())


def compile_all() -> None:
    """Write the compiled catalogue of each language."""
    for language in languages():
        _write(compiled_path(language), as_compiled(read(language)))


def problems() -> list[str]:
    """Tell what is missing, out of date or wrong."""
    template = extracted()
    found = []
    if _content(TEMPLATE) != as_source(template).encode():
        found.append(f'{_shown(TEMPLATE)}: out of date; run "update"')
    for language in languages():
        path = source_path(language)
        catalogue = read(language)
        found += [f'{_shown(path)}: {problem}' for problem in _problems_of(catalogue, template)]
        expected = Fixed(locale=language)
        for message in template:
            if message.id:
                expected.add(message.id, locations=message.locations)
                stored = catalogue.get(message.id)
                if stored is not None:
                    copy = expected[message.id]
                    copy.string, copy.flags, copy.user_comments = stored.string, stored.flags, stored.user_comments
        if _content(path) != as_source(expected).encode():
            found.append(f'{_shown(path)}: not as "update" writes it')
        if _content(compiled_path(language)) != as_compiled(catalogue):
            found.append(f'{_shown(compiled_path(language))}: out of date; run "compile"')
    return found


def _problems_of(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    for message in messages(template):
        stored = catalogue.get(message.id)
        if stored is None:
            yield f'{message.id!r} is not in it; run "update"'
        elif not stored.string:
            yield f'{message.id!r} is not translated'
        elif stored.fuzzy:
            yield f'{message.id!r} is fuzzy'
        elif _places(message.id) != _places(stored.string):
            yield f'{message.id!r} has other placeholders: {stored.string!r}'
    for message in messages(catalogue):
        if message.id not in template:
            yield f'{message.id!r} is not in the code any more; run "update"'


def _places(text: object) -> set[str]:
    return set(_PLACE.findall(str(text)))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b''


def _write(path: Path, content: bytes) -> None:
    if _content(path) != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f'written: {_shown(path)}')


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main() -> int:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description='The message catalogues of the package.')
    parser.add_argument('command', nargs='?', choices=('update', 'compile'))
    parser.add_argument('languages', nargs='*', help='languages to begin (with "update")')
    parser.add_argument('--check', action='store_true', help='only tell what is missing, out of date or wrong')
    given = parser.parse_args()
    if given.check == bool(given.command):
        parser.error('one of "update", "compile" and "--check"')
    if given.command == 'update':
        update(given.languages)
    elif given.command == 'compile':
        compile_all()
    else:
        found = problems()
        print('\n'.join(found) if found else f'complete: {", ".join(languages())}')
        return 1 if found else 0
    return 0


if __name__ == '__main__':
    sys.exit(main())
