"""Ten documents as PDFs: every word and every link is there once, the outline is whole, the structure is right."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from docutils import nodes

from tests.helpers.pdf import body_of, elements, joined, linked, links, outline, problems, rules, text_of, types
from tests.helpers.project import HAS_MYST
from tests.helpers.rich import SETTINGS, rich_files

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project

pikepdf = pytest.importorskip('pikepdf')

DATA: Final = Path(__file__).parent / 'data'
UNSEEN: Final = (nodes.comment, nodes.raw, nodes.substitution_definition, nodes.meta, nodes.system_message)

NOTICE: Final = '.. privacy-notice:: main\n   :updated: 2026-02-10\n'

FOOTNOTES: Final = f"""\
Footnotes
=========

{NOTICE}
Once [#one]_, twice [#two]_, once more [#one]_.

- In a list [#three]_.

.. [#one] Remark alpha with `address <https://example.org/alpha>`_.
.. [#two] Remark beta.

   Its second paragraph gamma.
.. [#three] Remark delta.
.. [#never] Remark that nothing refers to.
"""

SPANS: Final = f"""\
Spans
=====

{NOTICE}
+-----------+-----------+-----------+
| Alpha     | Beta      | Gamma     |
|           +-----------+-----------+
|           | Delta     | Epsilon   |
+===========+===========+===========+
| Zeta      | Eta across two        |
|           +-----------+-----------+
|           | Theta     | Iota      |
+-----------+-----------+           |
| Kappa across two      |           |
+-----------------------+-----------+
"""

SCRIPTS: Final = f"""\
Scripts
=======

{NOTICE}
Latin: Grüße, naïve, smørrebrød, Łódź, İstanbul, Ţară, đường.

Greek: Πολιτική απορρήτου και δεδομένα.

Cyrillic: Политика конфиденциальности, ґрунт, ђак.

Hebrew: מדיניות פרטיות

Arabic: سياسة الخصوصية

שלום עולם, this paragraph begins from the right.

مرحبا بكم
"""

LONG: Final = 'Some words that fill the line, so that it is long enough to be three lines of a page. ' * 3
REGISTER: Final = 'controllers:\n  acme:\n    name: Acme Ltd\n'

MANY: Final = (
    'Many pages\n==========\n\n'
    + NOTICE
    + '\n'.join(
        f'\nSection number {number}\n------------------\n\n'
        + '\n\n'.join(f'Paragraph {letter}{number}. ' + 'Some words that fill the line. ' * 40 for letter in 'abc')
        for number in range(100)
    )
    + '\n\n.. list-table::\n   :header-rows: 1\n   :stub-columns: 1\n\n   * - Key\n     - Value\n'
    + ''.join(f'   * - Row number {number}\n     - Content of it\n' for number in range(150))
)


def blocks(document: nodes.Node) -> list[str]:
    """Give the text of each block that readers see."""
    found: list[str] = []
    for child in document.children:
        if isinstance(child, UNSEEN) or (isinstance(child, nodes.topic) and 'contents' in child['classes']):
            continue
        if isinstance(child, nodes.TextElement) and not any(child.findall(nodes.bullet_list)):
            for image in list(child.findall(nodes.image)):
                image.attributes.pop('alt', None)
            for part in list(child.findall(nodes.abbreviation)):
                if part.get('explanation'):
                    part += nodes.Text(f' ({part["explanation"]})')
            found.append(child.astext())
        else:
            found += blocks(child)
    return found


def words(text: str) -> Counter[str]:
    """Count the words of at least two letters; hyphens at the ends of lines part none."""
    text = re.sub(r'(?<=\w)[-\u00ad](?:\n(?=\w))?', '', text.replace('\u200b', ''))
    return Counter(word for word in re.findall(r'[^\W\d_]{2,}', text))


def compare(build: Build, pages: list[str], path: Path, generated: str = '') -> None:
    """Compare words and links of *pages* with those of a PDF: none is lost, none is there twice.

    *generated* are words of the head of the PDF and such.
    """
    stated: Counter[str] = words(generated)
    for page in pages:
        for block in blocks(build.after[page]):
            stated += words(block)
    shown = words(body_of(path))
    assert (stated - shown, shown - stated) == (Counter(), Counter())
    compare_links(build, pages, path)


def compare_links(build: Build, pages: list[str], path: Path, baseurl: str = '') -> None:
    """Compare the links of *pages* with those of a PDF, one by one; other pages are below *baseurl*."""
    stated: Counter[str] = Counter()
    for page in pages:
        for node in build.after[page].findall(nodes.reference):
            address: str = node.get('refuri', '#' if 'refid' in node else '')
            # Between resolving and writing, the address of another page begins with this mark.
            if address.startswith('%'):
                docname, _, anchor = address[1:].partition('#')
                away = f'{baseurl}{docname}.html#{anchor}'.rstrip('#')
                address = '#' if docname in pages else away
            # A file for download is named, not linked.
            if address:
                stated['#' if address.startswith('#') else address] += 1
    with pikepdf.open(path) as pdf:
        assert linked(pdf) == stated


def build_one(make_project: ProjectMaker, text: str, suffix: str = 'rst', **settings: Any) -> tuple[Build, Path]:
    """Build a project of one page, with a register; give its PDF, which nothing is wrong with."""
    project = make_project({f'index.{suffix}': text, 'register.yaml': REGISTER}, **settings)
    build = project.build('noticepdf', keep=True, fatal=True)
    assert build.warnings == []
    (path,) = build.out.glob('*.pdf')
    assert problems(path) == []
    return build, path


HEAD: Final = 'Last updated February'


def test_footnotes(make_project: ProjectMaker) -> None:
    # Sphinx warns of the one that nothing refers to; it is shown all the same.
    build, path = build_one(make_project, FOOTNOTES, suppress_warnings=['ref.footnote'])
    compare(build, ['index'], path, HEAD)
    with pikepdf.open(path) as pdf:
        assert types(pdf).count('Note') == 3
        assert links(pdf).count('https://example.org/alpha') == 1
    # A note of several paragraphs begins in the line of its number too.
    assert re.findall(r'^(\d) ?Remark (\w+)', body_of(path), re.MULTILINE) == [
        ('1', 'alpha'),
        ('2', 'beta'),
        ('3', 'delta'),
    ]


def test_tables_with_spans(make_project: ProjectMaker) -> None:
    build, path = build_one(make_project, SPANS)
    compare(build, ['index'], path, HEAD)
    with pikepdf.open(path) as pdf:
        assert types(pdf).count('TH') == 5
        assert types(pdf).count('TD') == 5
        # Below the date; around the table, below both rows of its header, and between the others.
        assert [thickness for _, thickness in rules(pdf.pages[0])] == [0.9, 0.9, 0.35, 0.6, 0.35, 0.35, 0.9]


def test_five_scripts(make_project: ProjectMaker) -> None:
    build, path = build_one(make_project, SCRIPTS)
    compare(build, ['index'], path, HEAD)


def test_a_language_that_runs_from_the_right(make_project: ProjectMaker) -> None:
    text = (
        'מדיניות פרטיות\n==============\n\n'
        + NOTICE
        + '\nאנחנו אוספים שם ו־Email של https://example.org/ לצורך שירות.\n\n'
        + '- ראשון\n- שני\n\nמונח\n    הגדרה\n\nEnglish words alone.\n'
    )
    _, path = build_one(make_project, text, language='he')
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == 'he'
    # Its last sign would change sides without the marks.
    assert '\u200ehttps://example.org/' in body_of(path)
    assert words(body_of(path)) >= words('אוספים לצורך שירות ראשון שני מונח הגדרה English words alone')


def test_sixty_pages(make_project: ProjectMaker) -> None:
    """A long document has a list of its sections, and heads of tables again on each page."""
    build, path = build_one(make_project, MANY)
    titles = [f'Section number {number}' for number in range(100)]
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) >= 60
        assert outline(pdf) == titles
        assert types(pdf).count('TH') == 2 + 150
        assert types(pdf).count('Table') == 1
    shown = words(body_of(path))
    stated = words('\n'.join(blocks(build.after['index'])))
    # Each title is in the list of sections too, and the head of the table on each of its pages.
    assert stated - shown == Counter()
    extra = shown - stated
    assert extra['Section'] == 100
    assert extra['Paragraph'] == extra['Content'] == 0
    assert extra['Key'] == extra['Value'] > 1
    compare_links(build, ['index'], path)


@pytest.mark.myst
def test_the_notice_of_python_org(make_project: ProjectMaker) -> None:
    text = (DATA / 'python.org.md').read_text(encoding='utf-8')
    text = text.replace('../PSF-Privacy-Notice.md', 'https://example.org/psf')
    options = ':updated: 2026-02-10\n:accept: X-PARENT — it stands elsewhere'
    text = text.replace('---\ntitle: Privacy Notice\n---\n', '').replace(
        '\n\nLast updated', f'\n\n```{{privacy-notice}} python\n{options}\n```\n\nLast updated', 1
    )
    build, path = build_one(make_project, text, 'md')
    compare(build, ['index'], path, HEAD)
    with pikepdf.open(path) as pdf:
        wanted = [title.astext() for title in build.after['index'].findall(nodes.title)]
        assert outline(pdf) == wanted[1:]


@pytest.fixture
def every_node(make_project: ProjectMaker) -> Project:
    project = make_project(
        {
            'index.rst': (DATA / 'pdf' / 'nodes.rst').read_text(encoding='utf-8'),
            'other.rst': 'Other page\n==========\n\nWords.\n',
        },
        noticepdf_documents=[{'pages': ['index'], 'file': 'nodes'}],
        html_baseurl='https://docs.example.org/',
        suppress_warnings=['app.add_node'],
    )
    for name in ('square.png', 'circle.svg'):
        (project.source / name).write_bytes((DATA / 'pdf' / name).read_bytes())
    return project


def test_every_kind_of_node(every_node: Project) -> None:
    build = every_node.build('noticepdf', keep=True)
    assert build.exit == 0
    assert [str(item.message) for item in build.warned] == [
        "the PDF does not hold the file 'square.png'; it is named, not linked"
    ]
    path = build.out / 'nodes.pdf'
    assert problems(path) == []
    shown = words(body_of(path))
    stated: Counter[str] = Counter()
    for block in blocks(build.after['index']):
        stated += words(block)
    assert stated - shown == Counter()
    # What the document has beside the words of its author.
    generated = words(
        'Author Contact Version Copyright Attention Caution Danger Error Hint Important Note Tip Warning See also '
        'Raw document code try_stmt try1_stmt'
    )
    contents = words('Contents Inline markup Block markup Tables and figures Admonitions Descriptions Deeper')
    numerals = words('ii iii iv v vi')
    assert shown - stated - generated - contents - numerals == Counter()
    with pikepdf.open(path) as pdf:
        wanted = [
            title.astext()
            for title in build.after['index'].findall(nodes.title)
            if isinstance(title.parent, nodes.section)
        ]
        assert outline(pdf) == wanted[1:]
        found = set(links(pdf))
    compare_links(build, ['index'], path, 'https://docs.example.org/')
    assert {
        'https://www.python.org/',
        'https://docutils.sourceforge.io/',
        'mailto:privacy@example.org',
        'https://example.org/footnote',
        'https://example.org/parsed',
        'https://example.org/image',
        'https://peps.python.org/pep-0008/',
        'https://datatracker.ietf.org/doc/html/rfc2324.html',
        'https://docs.example.org/other.html',
    } <= found


def test_every_style(make_project: ProjectMaker) -> None:
    """All kinds, fields and styles: nothing of them is lost, whether it is a list, a table or a card."""
    project = make_project(
        rich_files(),
        **{
            **SETTINGS,
            'html_baseurl': 'https://example.org/',
            'noticepdf_documents': [
                {'pages': [f'styles/{style}'], 'file': style} for style in ('bullet', 'definition', 'table', 'card')
            ],
        },
    )
    build = project.build('noticepdf', keep=True, fatal=True)
    assert build.warnings == []
    for style in ('bullet', 'definition', 'table', 'card'):
        path = build.out / f'{style}.pdf'
        assert problems(path) == []
        shown = words(body_of(path))
        stated = sum((words(block) for block in blocks(build.after[f'styles/{style}'])), Counter())
        assert stated - shown == Counter(), style
        compare_links(build, [f'styles/{style}'], path, 'https://example.org/')


def test_whole_documentation(make_project: ProjectMaker) -> None:
    files = {
        'index.rst': 'Home\n====\n\nSee :doc:`a/one` and :ref:`two`.\n\n.. toctree::\n\n   a/one\n   a/two\n',
        'a/one.rst': (
            'Chapter one\n===========\n\nLink to :doc:`two`.\n\nPart\n----\n\nAlpha [#f]_.\n\n.. [#f] Note one.\n'
        ),
        'a/two.rst': (
            f'.. _two:\n\nChapter two\n===========\n\n{NOTICE}\nBeta [#f]_, :doc:`/index`.\n\n.. [#f] Note two.\n'
        ),
    }
    project = make_project(
        files,
        noticepdf_documents=[{'pages': ['index'], 'toctree': True, 'title': 'All', 'file': 'all'}],
    )
    build = project.build('noticepdf', keep=True, fatal=True)
    assert build.warnings == []
    path = build.out / 'all.pdf'
    assert problems(path) == []
    with pikepdf.open(path) as pdf:
        assert outline(pdf) == ['Home', 'Chapter one', 'Part', 'Chapter two']
        assert types(pdf).count('Note') == 2
        assert '#a/two:chapter-two' in links(pdf)
        # Those of the text; the tree of contents is what the document itself is.
        assert linked(pdf) == {'#': 4}


def test_what_stands_at_the_head_and_foot(make_project: ProjectMaker) -> None:
    """The facts of the notice open the first page; the others have title and date at their head, all their number."""
    text = f"""\
Shop notice
===========

.. privacy-notice:: shop
   :service: shop.example
   :controller: acme
   :updated: 2026-02-10
   :effective: 2026-03-01
   :version: 2

{(LONG + chr(10) * 2) * 40}
"""
    _, path = build_one(make_project, text, privacy_register=['register.yaml'])
    pages = [page.strip().splitlines() for page in text_of(path).split('\f') if page.strip()]
    assert len(pages) > 2
    assert pages[0][:6] == [
        'Shop notice',
        'Service shop.example',
        'Controller Acme Ltd',
        'Last updated February 10, 2026',
        'Effective March 1, 2026',
        'Version 2',
    ]
    for number, page in enumerate(pages, 1):
        assert page[-1] == f'{number} / {len(pages)}'
        assert (page[0] == 'Shop notice Last updated February 10, 2026') == (number > 1)


@pytest.mark.parametrize('language', ['de', 'en'])
def test_words_are_broken_as_their_language_does(make_project: ProjectMaker, language: str) -> None:
    word = 'Datenschutzerklärung'
    text = f'Notice\n======\n\n{NOTICE}\n{" ".join(["a" * (number % 9 + 1) + " " + word for number in range(60)])}\n'
    _, path = build_one(make_project, text, language=language)
    lines = body_of(path).splitlines()
    broken = {line.rpartition(' ')[2].rstrip('-\u00ad') for line in lines if line.endswith(('-', '\u00ad'))}
    syllables = {'Da', 'Daten', 'Datenschutz', 'Datenschutzer', 'Datenschutzerklä'}
    assert broken
    assert (broken & syllables == broken) == (language == 'de'), broken
    assert joined(body_of(path)).count(word) == 60


def test_a_notice_of_several_pages(make_project: ProjectMaker) -> None:
    files = {
        'index.rst': f'Notice\n======\n\n{NOTICE}\nAlpha, :ref:`cookies`.\n\nInner\n-----\n\nBeta.\n',
        'cookies.rst': ':orphan:\n\n.. _cookies:\n\nCookies\n=======\n\nGamma, :doc:`index`.\n\nMore\n----\n\nDelta.\n',
    }
    project = make_project(
        files,
        noticepdf_documents=[{'notice': 'main', 'pages': ['index', 'cookies']}],
    )
    build = project.build('noticepdf', keep=True, fatal=True)
    assert build.warnings == []
    path = build.out / 'main.pdf'
    assert problems(path) == []
    compare(build, ['index', 'cookies'], path, HEAD)
    with pikepdf.open(path) as pdf:
        assert outline(pdf) == ['Inner', 'Cookies', 'More']
        assert len(links(pdf)) == 2


def test_what_belongs_together_stays_on_a_page(make_project: ProjectMaker) -> None:
    """No page ends with a heading, or with what only announces the code, list or table that follows."""
    kinds = {
        'code': ':\n\n   one\n   two\n',
        'list': '\n\n- one\n- two\n',
        'table': '\n\n.. list-table::\n\n   * - one\n     - more\n   * - two\n     - more\n',
    }
    parts = []
    for number in range(90):
        kind = list(kinds)[number % 3]
        # So many lines in between that each comes to stand at the end of a page some time.
        filler = '\n\n'.join(f'Filler {line}.' for line in range(number % 7))
        parts.append(f'Heading {number}\n{"-" * 12}\n\nAnnounces {number}:{kinds[kind]}\n{filler}\n')
    _, path = build_one(make_project, f'Together\n========\n\n{NOTICE}\n' + '\n'.join(parts))
    with pikepdf.open(path) as pdf:
        count = len(pdf.pages)
    assert count > 8
    ends = [pages.strip().splitlines()[-1] for pages in body_of(path).split('\f') if pages.strip()]
    assert len(ends) == count
    # The list of sections in front may end anywhere.
    ends = [line for line in ends if '. . .' not in line]
    assert [line for line in ends if line.startswith(('Heading', 'Announces', 'one'))] == []


@pytest.mark.myst
def test_lines_that_an_author_ends(make_project: ProjectMaker) -> None:
    """A line of Markdown that ends with a backslash ends in the PDF too."""
    text = '# Notice\n\n```{privacy-notice} main\n:updated: 2026-02-10\n```\n\nThe shop\\\n1 High Street\\\nExeter\n'
    build, path = build_one(make_project, text, 'md')
    assert 'The shop\n1 High Street\nExeter' in body_of(path)
    assert build.warnings == []


def test_the_facts_of_an_entry_are_in_its_item(make_project: ProjectMaker) -> None:
    """To a screen reader, a list within a list is part of an item, not a list of its own behind it."""
    text = f"""\
Nested
======

{NOTICE}
.. processor:: Vendor
   :style: definition
   :purpose: to host
   :country: US

- first

  - inner

- second
"""
    _, path = build_one(make_project, text)
    with pikepdf.open(path) as pdf:
        found = [above[-1] for element, above in elements(pdf) if element.S == '/L']
    # The facts in the head, the entry with its facts, the bullets with theirs.
    assert found == ['Document', 'Document', 'LBody', 'Document', 'LBody']


@pytest.mark.skipif(not HAS_MYST, reason='myst-parser is not installed')
def test_the_same_words_from_markdown(make_project: ProjectMaker) -> None:
    text = """\
# Datenschutzhinweise

:::{privacy-notice} main
:updated: 2026-02-10
:service: Die Kleine Buchhandlung
:::

Wir verarbeiten personenbezogene Daten ausschließlich im Rahmen datenschutzrechtlicher Bestimmungen[^1].

Begriff
: Erste Bedeutung
: Zweite Bedeutung

[^1]: Datenschutzgrundverordnung.
"""
    build, path = build_one(make_project, text, 'md', language='de')
    compare(build, ['index'], path, 'Dienst Die Kleine Buchhandlung Zuletzt aktualisiert Februar')
