"""Typst: loaded when a PDF is made; fonts, one run, and what typst says in words about nodes."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxext_privacy.pdf.markup import array, is_private, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LOST: Final = re.compile(r'the text `"(.+?)"` could not be displayed with', re.DOTALL)
_PLACE: Final = re.compile(r'main\.typ:(\d+):')
_DROPPED: Final = 'was ignored'
BASE: Final = ('Libertinus Serif', 'DejaVu Sans Mono')
"""The families of the template; both come with typst."""


INSTALL: Final = 'to make PDFs, install the typst package: pip install "sphinxext-privacy[pdf]"'


class PdfError(Exception):
    """No PDF can be made."""


class Problem(NamedTuple):
    """What typst says about a document."""

    message: str
    line: int
    """Line of the code, from 0; below 0 where it is not known."""


class Engine:
    """Runs typst with the fonts of the settings; no font of the machine is used, and nothing is downloaded."""

    def __init__(self, standards: Sequence[str], fonts: Sequence[str], folder: Path) -> None:
        """*fonts* are files and folders below *folder*, or families in them."""
        try:
            import typst
        except ImportError:
            raise PdfError(INSTALL) from None
        self._typst: Any = typst
        self.standards = list(standards)
        self.problems: list[str] = []
        self.files: list[Path] = []
        names: list[str] = []
        paths: list[str] = []
        for item in fonts:
            path = folder / item
            if path.exists():
                paths.append(str(path))
                self.files += sorted(path.rglob('*')) if path.is_dir() else [path]
            else:
                names.append(item)
        self._scratch = tempfile.TemporaryDirectory(prefix='noticepdf-')
        folders = [self._as_folder(number, Path(item)) for number, item in enumerate(paths)]
        given = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
        self._fonts: Any = typst.Fonts(include_system_fonts=False, font_paths=folders)
        known = set(self._fonts.families())
        for name in names:
            if name not in known:
                self.problems.append(name)
        wanted = [name for name in names if name in known]
        self.families = list(dict.fromkeys([*wanted, *(sorted(given.families()))]))
        self._covered: dict[str, bool] = {}

    def _as_folder(self, number: int, path: Path) -> str:
        """Typst takes folders of fonts: a font that is named alone gets one."""
        if path.is_dir():
            return str(path)
        folder = Path(self._scratch.name) / f'font-{number}'
        folder.mkdir()
        shutil.copy2(path, folder)
        return str(folder)

    def close(self) -> None:
        """Remove temporary files."""
        self._scratch.cleanup()

    @property
    def version(self) -> str:
        """The version of typst."""
        return str(getattr(self._typst, '__version__', ''))

    def uncovered(self, characters: Iterable[str]) -> frozenset[str]:
        """Give those *characters* that no font has, and those for private use, which PDF/A does not take."""
        wanted = {item for item in characters if not item.isspace() and ord(item) > 126}
        self._covered.update(dict.fromkeys(filter(is_private, wanted), False))
        unknown = sorted(item for item in wanted if item not in self._covered)
        if unknown:
            # Alone on its line, so that none is drawn as part of another.
            body = ''.join(f'{quote(item)}\nparbreak()\n' for item in unknown)
            families = array(quote(name) for name in (*self.families, *BASE))
            code = f'#set document(title: "-")\n#set text(font: {families})\n#{{\n{body}}}\n'
            try:
                self._run(code.encode(), ['a-2u'], 0)
                lost: set[str] = set()
            except self._typst.TypstError as error:
                found = _LOST.findall(str(error.diagnostic))
                if not found:
                    raise PdfError(str(error.diagnostic)) from None
                lost = {_unescaped(item)[:1] for item in found}
            self._covered.update({item: item not in lost for item in unknown})
        return frozenset(item for item in wanted if not self._covered[item])

    def _run(self, source: bytes | str, standards: Sequence[str], timestamp: int, root: str | None = None) -> Any:
        return self._typst.compile_with_warnings(
            source,
            format='pdf',
            root=root,
            font_paths=self._fonts,
            ignore_system_fonts=True,
            pdf_standards=list(standards),
            timestamp=timestamp,
        )

    def compile(
        self, files: Mapping[str, str], copies: Mapping[str, Path], timestamp: int
    ) -> tuple[bytes, list[Problem]]:
        """Make a PDF of ``main.typ`` among *files*, with *copies* of images; give its warnings too.

        :raises PdfError: with typst's own words, if there is no PDF.
        """
        with tempfile.TemporaryDirectory(prefix='noticepdf-') as name:
            folder = Path(name)
            for file, text in files.items():
                (folder / file).write_text(text, encoding='utf-8', newline='\n')
            for file, path in copies.items():
                shutil.copyfile(path, folder / file)
            try:
                data, warnings = self._run(str(folder / 'main.typ'), self.standards, timestamp, root=name)
            except self._typst.TypstError as error:
                raise Failed(_problems(str(error.diagnostic)), str(error.diagnostic).replace(name, '')) from None
        found = [_problem(str(item.message), str(item.diagnostic)) for item in warnings]
        return bytes(data), found


class Failed(Exception):
    """Typst made no PDF."""

    def __init__(self, problems: list[Problem], words: str) -> None:
        """Keep what typst said, in parts and as a whole."""
        super().__init__(words)
        self.problems = problems


def drops_content(problem: Problem) -> bool:
    """Tell whether typst left something out of the document."""
    return _DROPPED in problem.message


def _problems(diagnostic: str) -> list[Problem]:
    parts = re.split(r'(?m)^(?=error: )', diagnostic)
    errors = [part for part in parts if part.startswith('error: ')]
    return [_problem(part.partition('\n')[0].removeprefix('error: '), part) for part in errors]


def _problem(message: str, diagnostic: str) -> Problem:
    place = _PLACE.search(diagnostic)
    return Problem(message, int(place[1]) - 1 if place else -1)


def _unescaped(text: str) -> str:
    """Undo the escapes of typst's own words: a character that cannot be seen is written by its number."""
    match = re.match(r'\\u\{([0-9a-f]+)\}', text)
    return chr(int(match[1], 16)) if match else text
