"""Reading PDFs, and judging them.

What makes a PDF accessible and fit for archives is judged twice: by a validator that knows all rules of the standards
that a program can check, and by checks of our own for what the standards allow and readers would miss.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

pikepdf = pytest.importorskip('pikepdf')
page = pytest.importorskip('page', reason='page-validation, which judges PDFs, is not installed')

PROFILES: Final = ('2a', 'ua1')
"""What the validator calls PDF/A-2a and PDF/UA-1."""
BLOCKS: Final = {'Document', 'Part', 'Sect', 'Div', 'NonStruct', 'LBody', 'TD', 'TH', 'Note', 'BlockQuote', 'Caption'}
"""Elements that a list can stand in."""


# -- reading -------------------------------------------------------------------------------------------------


def text_of(path: Path) -> str:
    """Give the text of a PDF in reading order."""
    if shutil.which('pdftotext') is None:
        pytest.skip('pdftotext (poppler-utils) is not installed')
    done = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, check=True)
    return done.stdout.decode('utf-8')


def body_of(path: Path, *, paper: tuple[int, int] = (595, 842)) -> str:
    """Give the text of a PDF without what stands at the head and foot of pages."""
    if shutil.which('pdftotext') is None:
        pytest.skip('pdftotext (poppler-utils) is not installed')
    area = ['-x', '0', '-y', '66', '-W', str(paper[0]), '-H', str(paper[1] - 66 - 62)]
    done = subprocess.run(['pdftotext', '-raw', *area, path, '-'], capture_output=True, check=True)
    return done.stdout.decode('utf-8')


def joined(text: str) -> str:
    """Undo hyphenation at the ends of lines."""
    return re.sub(r'(?<=\w)[-\u00ad]\n(?=\w)', '', text)


def squeezed(text: str) -> str:
    """Take out what depends on where lines break."""
    return re.sub(r'[\s\u00ad\u200b-]', '', text)


def elements(pdf: Any) -> Iterator[tuple[Any, list[str]]]:
    """Give the structure elements in reading order, each with the types around it."""
    roles = {str(key)[1:]: str(value)[1:] for key, value in pdf.Root.StructTreeRoot.get('/RoleMap', {}).items()}

    def walk(node: Any, above: list[str]) -> Iterator[tuple[Any, list[str]]]:
        for kid in _kids(node):
            if isinstance(kid, pikepdf.Dictionary) and '/S' in kid:
                yield kid, above
                name = str(kid.S)[1:]
                yield from walk(kid, [*above, roles.get(name, name)])

    yield from walk(pdf.Root.StructTreeRoot, [])


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get('/K', [])
    return iter(kids if isinstance(kids, pikepdf.Array) else [kids])


def types(pdf: Any) -> list[str]:
    """Give the types of all structure elements."""
    return [str(element.S)[1:] for element, _ in elements(pdf)]


def outline(pdf: Any) -> list[str]:
    """Give the titles of the outline."""

    def walk(items: Any) -> Iterator[str]:
        for item in items:
            yield str(item.title)
            yield from walk(item.children)

    with pdf.open_outline() as opened:
        return list(walk(opened.root))


def links(pdf: Any) -> list[str]:
    """Give where the links lead: addresses, and the names of places as ``#name``."""
    found = []
    for page in pdf.pages:
        for annotation in page.get('/Annots', []):
            if annotation.get('/Subtype') != '/Link':
                continue
            if '/A' in annotation and '/URI' in annotation.A:
                found.append(str(annotation.A.URI))
            else:
                place = annotation.get('/Dest', annotation.get('/A', {}).get('/D'))
                found.append(f'#{place}' if isinstance(place, pikepdf.String) else '#')
    return found


def linked(pdf: Any) -> Counter[str]:
    """Count the links as readers meet them, by address; those within the PDF are ``#``.

    A link that runs over the end of a line is one. The marks of footnotes and the list of sections are left out.
    """
    found: Counter[str] = Counter()
    for element, above in elements(pdf):
        if element.S != '/Link' or 'TOC' in above:
            continue
        targets = set()
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get('/Type') == '/OBJR':
                action = kid.Obj.get('/A', {})
                targets.add(str(action.URI) if '/URI' in action else '#')
        if targets == {'#'} and above[-1] == 'Lbl':
            continue
        (target,) = targets
        found[target] += 1
    return found


def rules(page: Any) -> list[tuple[float, float]]:
    """Give the horizontal lines of a page, from the top: how high each stands, and how thick it is."""
    found = []
    height = thickness = 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == 'cm':
            height = float(operands[5])
        elif str(operator) == 'w':
            thickness = float(operands[0])
        elif str(operator) == 'l' and not float(operands[1]):
            found.append((round(height, 1), thickness))
    return sorted(set(found), reverse=True)


def destinations(pdf: Any) -> set[str]:
    """Give the named places."""
    names: set[str] = set()
    waiting = [pdf.Root.Names.Dests] if '/Names' in pdf.Root and '/Dests' in pdf.Root.Names else []
    while waiting:
        node = waiting.pop()
        names.update(str(name) for name in list(node.get('/Names', []))[::2])
        waiting.extend(node.get('/Kids', []))
    return names


# -- checking ------------------------------------------------------------------------------------------------


def problems(path: Path) -> list[str]:
    """Give what is wrong with a PDF; nothing where all is well."""
    with pikepdf.open(path) as pdf:
        own = [*_document(pdf), *_pages(pdf), *_fonts(pdf), *_tree(pdf), *_identifiers(pdf)]
    return [*own, *failures(path)]


def failures(path: Path, profiles: Sequence[str] = PROFILES) -> list[str]:
    """Give the rules of PDF/A-2a and PDF/UA-1 that a PDF breaks, as a validator sees it that knows nothing of us."""
    found = []
    for profile in profiles:
        report = page.validate_pdf(path, profile=profile)
        found += [f'{failure.rule_id}: {failure.message}' for failure in report.failures]
        # Not compliant without a failure would be a mistake of ours in reading the report.
        assert report.is_compliant == (not report.failures)
    return found


def _document(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    if not root.get('/MarkInfo', {}).get('/Marked'):
        yield 'it is not tagged'
    if '/StructTreeRoot' not in root:
        yield 'it has no structure'
    if not str(root.get('/Lang', '')):
        yield 'it states no language'
    if not root.get('/ViewerPreferences', {}).get('/DisplayDocTitle'):
        yield 'its title is not shown'
    with pdf.open_metadata() as metadata:
        if not metadata.get('dc:title'):
            yield 'it has no title'
        if metadata.get('pdfuaid:part') != '1':
            yield 'it does not say that it is PDF/UA-1'
        if (metadata.get('pdfaid:part'), metadata.get('pdfaid:conformance')) != ('2', 'A'):
            yield 'it does not say that it is PDF/A-2a'
    if '/OutputIntents' not in root:
        yield 'it does not say what its colours are'
    for key in ('/OpenAction', '/AA', '/AcroForm'):
        if key in root:
            yield f'it does something by itself: {key}'
    if '/JavaScript' in root.get('/Names', {}):
        yield 'it holds JavaScript'


def _pages(pdf: Any) -> Iterator[str]:
    places = destinations(pdf)
    for number, page in enumerate(pdf.pages, 1):
        if page.get('/Tabs') != '/S':
            yield f'page {number}: the order of its links is not that of reading'
        for annotation in page.get('/Annots', []):
            if '/StructParent' not in annotation:
                yield f'page {number}: a link is not tagged'
            if not str(annotation.get('/Contents', '')):
                yield f'page {number}: a link has no words'
            action = annotation.get('/A', {})
            if action and action.get('/S') not in {'/URI', '/GoTo'}:
                yield f'page {number}: a link does {action.get("/S")}'
    for place in links(pdf):
        if place.startswith('#') and len(place) > 1 and place[1:] not in places:
            yield f'a link to {place} leads nowhere'
        if place.startswith('file:') or (not place.startswith('#') and ':' not in place):
            yield f'a link leads to {place}'


def _fonts(pdf: Any) -> Iterator[str]:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get('/Type') != '/Font':
            continue
        if item.get('/Subtype') == '/Type0' and '/ToUnicode' not in item:
            yield f'the letters of {item.BaseFont} cannot be read'
        if '/FontDescriptor' in item:
            descriptor = item.FontDescriptor
            if not any(key in descriptor for key in ('/FontFile', '/FontFile2', '/FontFile3')):
                yield f'the font {item.BaseFont} is not in it'


def _tree(pdf: Any) -> Iterator[str]:
    level = 0
    for element, above in elements(pdf):
        name = str(element.S)[1:]
        parent = above[-1] if above else ''
        if re.fullmatch('H[1-9]', name):
            if int(name[1]) > level + 1:
                yield f'a heading of level {name[1]} follows one of level {level}'
            level = int(name[1])
        if name == 'Figure' and not str(element.get('/Alt', '')):
            yield 'a picture has no alt text'
        wanted = {
            'LI': {'L'},
            'LBody': {'LI'},
            'L': {*BLOCKS},
            'TR': {'Table', 'THead', 'TBody', 'TFoot'},
            'TH': {'TR'},
            'TD': {'TR'},
            'THead': {'Table'},
            'TBody': {'Table'},
        }.get(name)
        if wanted and parent not in wanted:
            yield f'a {name} is in a {parent or "nothing"}'
        if name == 'TH' and not any('/Scope' in item for item in attributes(element)):
            yield 'a header cell does not say what it is the header of'
        # A cell can be empty, and a term without a definition has an item with an empty body.
        if name not in {'TD', 'TH', 'LBody'} and not list(_kids(element)):
            yield f'a {name} is empty'


def attributes(element: Any) -> list[Any]:
    """Give the attributes of a structure element."""
    found = element.get('/A')
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _identifiers(pdf: Any) -> Iterator[str]:
    stated = {str(element.ID): element.objgen for element, _ in elements(pdf) if '/ID' in element}
    counted = Counter(str(element.ID) for element, _ in elements(pdf) if '/ID' in element)
    for name, number in counted.items():
        if number > 1:
            yield f'the id {name} stands {number} times'
    names = list(pdf.Root.StructTreeRoot.get('/IDTree', {}).get('/Names', []))
    listed = {str(name): element.objgen for name, element in zip(names[::2], names[1::2], strict=True)}
    if [str(name) for name in names[::2]] != sorted(listed):
        yield 'the list of ids is not sorted'
    if listed != stated:
        yield 'the list of ids is not that of the structure'
    for element, _ in elements(pdf):
        for stated_of_cell in attributes(element):
            for header in stated_of_cell.get('/Headers', []):
                if str(header) not in stated:
                    yield f'a cell has a header {header} that is not there'
