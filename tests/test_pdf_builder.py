"""The builder: what it makes, when it makes it again, what it says when something is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.pdf import body_of, failures, linked, links, outline, problems, types
from tests.helpers.project import HAS_MYST

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build, Project

pikepdf = pytest.importorskip('pikepdf')
pytest.importorskip('typst')

INDEX = """\
Home
====

.. toctree::

   shop
   app
   about
"""
SHOP = """\
Shop notice
===========

.. privacy-notice:: shop
   :updated: 2026-02-10

We sell tea.

.. processor:: cloud
"""
APP = """\
App notice
==========

.. privacy-notice:: app
   :updated: 2026-03-10

We make an app.

.. processor:: mailer
"""
HEAD = 'Page\n====\n\n.. privacy-notice:: main\n   :updated: 2026-02-10\n\n'
REGISTER = """\
controllers:
  acme:
    name: Acme Foundation
processors:
  cloud:
    name: Cloud Hosting
    purpose: to host
  mailer:
    name: Mail Sending
    purpose: to send
"""


def project_of(make_project: ProjectMaker, **settings: Any) -> Project:
    files = {
        'index.rst': INDEX,
        'shop.rst': SHOP,
        'app.rst': APP,
        'about.rst': 'About\n=====\n\nWords.\n',
        'register.yaml': REGISTER,
    }
    return make_project(
        files,
        **{
            'privacy_register': ['register.yaml'],
            'privacy_controller': 'acme',
            **settings,
        },
    )


def pdfs(build: Build) -> list[str]:
    return sorted(path.name for path in build.out.rglob('*.pdf'))


def written(before: dict[str, int], build: Build) -> list[str]:
    after = build.stamps()
    return sorted(name for name in after if name.endswith('.pdf') and before.get(name) != after[name])


def test_one_pdf_for_each_notice(make_project: ProjectMaker) -> None:
    build = project_of(make_project).build('noticepdf', fatal=True)
    assert build.warnings == []
    assert pdfs(build) == ['app.pdf', 'shop.pdf']
    text = ' '.join(body_of(build.out / 'shop.pdf').split())
    assert 'Shop notice Controller Acme Foundation Last updated February 10, 2026 We sell tea.' in text
    assert text.count('February') == 1
    for name in pdfs(build):
        assert problems(build.out / name) == []


# -- incremental builds --------------------------------------------------------------------------------------


def test_nothing_changed(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    before = project.build('noticepdf').stamps()
    build = project.build('noticepdf')
    assert build.stamps() == before
    assert 'no targets are out of date' in build.status


def test_a_changed_page(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    before = project.build('noticepdf').stamps()
    project.replace('shop.rst', 'tea', 'coffee')
    build = project.build('noticepdf')
    assert written(before, build) == ['shop.pdf']
    assert 'coffee' in body_of(build.out / 'shop.pdf')
    before = build.stamps()
    project.replace('about.rst', 'Words', 'More words')
    assert written(before, project.build('noticepdf')) == []


def test_a_changed_register(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    before = project.build('noticepdf').stamps()
    project.replace('register.yaml', 'to send', 'to deliver')
    build = project.build('noticepdf')
    assert written(before, build) == ['app.pdf']
    assert 'to deliver' in body_of(build.out / 'app.pdf')
    before = build.stamps()
    project.replace('register.yaml', 'Acme Foundation', 'Acme Trust')
    assert written(before, project.build('noticepdf')) == ['app.pdf', 'shop.pdf']


def test_a_changed_setting(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    before = project.build('noticepdf').stamps()
    project.configure(noticepdf_paper='letter')
    build = project.build('noticepdf')
    assert written(before, build) == ['app.pdf', 'shop.pdf']
    with pikepdf.open(build.out / 'app.pdf') as pdf:
        assert [float(item) for item in pdf.pages[0].MediaBox] == [0, 0, 612, 792]


def test_a_removed_pdf_and_a_removed_notice(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    build = project.build('noticepdf')
    (build.out / 'app.pdf').unlink()
    assert pdfs(project.build('noticepdf')) == ['app.pdf', 'shop.pdf']
    project.remove('app.rst')
    project.replace('index.rst', '   app\n', '')
    assert pdfs(project.build('noticepdf')) == ['shop.pdf']
    clean = project.build('noticepdf', out='clean')
    assert clean.files('*.pdf') == project.build('noticepdf').files('*.pdf')


def test_builders_that_share_their_doctrees(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    project.build('noticepdf', doctrees='shared')
    project.replace('shop.rst', 'tea', 'coffee')
    project.build('html', doctrees='shared')
    build = project.build('noticepdf', doctrees='shared')
    assert 'coffee' in body_of(build.out / 'shop.pdf')


def test_the_same_bytes(make_project: ProjectMaker) -> None:
    project = project_of(make_project)
    first = project.build('noticepdf').files('*.pdf')
    assert project.build('noticepdf', out='second').files('*.pdf') == first
    assert project.build('noticepdf', out='third', parallel=4).files('*.pdf') == first
    other = project_of(make_project).build('noticepdf').files('*.pdf')
    assert other == first
    for data in first.values():
        assert str(project.folder).encode() not in data


def test_source_date_epoch(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1577836800')
    build = project_of(make_project).build('noticepdf')
    with pikepdf.open(build.out / 'app.pdf') as pdf:
        assert str(pdf.docinfo.CreationDate).startswith('D:20200101')


# -- settings ------------------------------------------------------------------------------------------------


def test_documents(make_project: ProjectMaker) -> None:
    project = project_of(
        make_project,
        noticepdf_documents=[
            'shop',
            {'notice': 'app', 'pages': ['app', 'about'], 'file': 'both/app', 'title': 'The app'},
            {'pages': ['index'], 'toctree': True, 'file': 'all.pdf'},
        ],
    )
    build = project.build('noticepdf', fatal=True)
    assert build.warnings == []
    assert sorted(name for name in build.files('**/*.pdf')) == ['all.pdf', 'both/app.pdf', 'shop.pdf']
    text = body_of(build.out / 'both' / 'app.pdf')
    assert 'The app' in text
    assert 'Words.' in text
    whole = body_of(build.out / 'all.pdf')
    for expected in ('We sell tea.', 'We make an app.', 'Words.'):
        assert whole.count(expected) == 1


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'noticepdf_paper': 'a3'}, 'noticepdf_paper'),
        ({'noticepdf_standards': ['x-1']}, 'noticepdf_standards'),
        ({'noticepdf_documents': 'shop'}, 'noticepdf_documents'),
        ({'noticepdf_documents': [{'page': 'x'}]}, 'noticepdf_documents'),
        ({'noticepdf_documents': [{'pages': 'index'}]}, 'noticepdf_documents: pages'),
        ({'noticepdf_documents': [{'pages': ['index'], 'file': '../x'}]}, 'noticepdf_documents: file'),
        ({'noticepdf_documents': [{}]}, 'noticepdf_documents'),
        ({'noticepdf_documents': [7]}, 'noticepdf_documents'),
        ({'noticepdf_inherited': 'maybe'}, 'noticepdf_inherited'),
        ({'noticepdf_print_urls': 'maybe'}, 'noticepdf_print_urls'),
        ({'noticepdf_template': 3}, 'noticepdf_template'),
        ({'noticepdf_fonts': [3]}, 'noticepdf_fonts'),
        ({'privacy_publish': ['docx']}, 'privacy_publish'),
    ],
)
def test_wrong_settings(make_project: ProjectMaker, settings: dict[str, Any], expected: str) -> None:
    build = project_of(make_project, **settings).build('noticepdf')
    ours = [item for item in build.warned if (item.type, item.subtype) == ('privacy', 'config')]
    assert len(ours) == 1
    assert ours[0].message.startswith(f'{expected} in conf.py' if ':' not in expected else expected)
    assert pdfs(build) == ['app.pdf', 'shop.pdf']


@pytest.mark.parametrize(
    ('documents', 'expected'),
    [
        (['nothing'], "there is no notice with the id 'nothing'"),
        ([{'pages': ['nowhere']}], "there is no document 'nowhere'"),
        (['shop', {'pages': ['about'], 'file': 'shop'}], "two documents have the file name 'shop.pdf'"),
    ],
)
def test_documents_that_are_not_there(make_project: ProjectMaker, documents: list[Any], expected: str) -> None:
    build = project_of(make_project, noticepdf_documents=documents).build('noticepdf')
    assert [str(item.subtype) for item in build.warned] == ['pdf']
    assert expected in build.warned[0].message


PARENT = """\
All services
============

.. privacy-notice:: all
   :updated: 2026-01-10

What holds everywhere.

Rights
------

Ask us.
"""
ADDENDUM = """\
Shop notice
===========

.. privacy-notice:: shop
   :updated: 2026-02-10
   :addendum-to: all

It adds to :privacy:notice:`all`.

Cookies
-------

A basket.
"""


def test_standards(make_project: ProjectMaker) -> None:
    """The file says which standards it keeps: those that were asked for, and no other."""
    project = project_of(make_project, noticepdf_standards=['a-3b'])
    path = project.build('noticepdf', fatal=True).out / 'shop.pdf'
    assert failures(path, ['3b']) == []
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        assert (metadata['pdfaid:part'], metadata['pdfaid:conformance']) == ('3', 'B')
        assert 'pdfuaid:part' not in metadata


def test_inherited_pages(make_project: ProjectMaker) -> None:
    """With the setting, what a notice is an addendum to follows it; a change there is a change of the PDF."""
    files = {'index.rst': ADDENDUM, 'all.rst': f':orphan:\n\n{PARENT}'}
    project = make_project(files, html_baseurl='https://example.org/')
    build = project.build('noticepdf', fatal=True)
    assert 'What holds everywhere.' not in body_of(build.out / 'shop.pdf')
    project.configure(noticepdf_inherited=True)
    build = project.build('noticepdf', fatal=True)
    path = build.out / 'shop.pdf'
    assert problems(path) == []
    shown = body_of(path)
    assert shown.index('A basket.') < shown.index('All services\n') < shown.index('What holds everywhere.')
    # The head has the date of the notice; the date of the other one stays where it is.
    assert shown.count('February 10, 2026') == 1
    assert shown.count('January 10, 2026') == 1
    with pikepdf.open(path) as pdf:
        assert outline(pdf) == ['Cookies', 'All services', 'Rights']
        assert [name for name in types(pdf) if name in {'H1', 'H2'}] == ['H1', 'H1', 'H2']
        assert linked(pdf) == {'#': 1}
    before = build.stamps()
    assert written(before, project.build('noticepdf')) == []
    project.replace('all.rst', 'everywhere', 'in each of them')
    build = project.build('noticepdf')
    assert written(before, build) == ['all.pdf', 'shop.pdf']
    assert 'What holds in each of them.' in body_of(path)
    before = build.stamps()
    project.replace('index.rst', '   :addendum-to: all\n', '')
    assert written(before, project.build('noticepdf')) == ['shop.pdf']
    assert 'What holds in each of them.' not in body_of(path)


def test_inherited_pages_that_are_there_already(make_project: ProjectMaker) -> None:
    """No page is in a PDF twice, however the notices are linked."""
    circle = PARENT.replace('2026-01-10', '2026-01-10\n   :addendum-to: shop')
    tree = f'{ADDENDUM}\n.. toctree::\n\n   all\n'
    project = make_project(
        {'index.rst': tree, 'all.rst': circle},
        noticepdf_inherited=True,
        noticepdf_documents=[
            {'notice': 'shop', 'toctree': True, 'file': 'tree'},
            {'notice': 'shop', 'pages': ['all', 'index'], 'file': 'pages'},
            'all',
        ],
    )
    build = project.build('noticepdf')
    for name in ('tree', 'pages', 'all'):
        path = build.out / f'{name}.pdf'
        assert problems(path) == []
        shown = body_of(path)
        assert shown.count('A basket.') == shown.count('What holds everywhere.') == 1


def test_no_notice_at_all(make_project: ProjectMaker) -> None:
    build = make_project({'index.rst': 'Page\n====\n'}).build('noticepdf')
    assert ['there is no notice' in item.message for item in build.warned] == [True]
    assert pdfs(build) == []


def test_addresses_in_print(make_project: ProjectMaker) -> None:
    page = """\
Page
====

.. privacy-notice:: main
   :updated: 2026-02-10

The `policy <https://example.org/policy>`_, the `same <https://example.org/policy>`__, https://example.org/shown,
`mail <mailto:a@example.org>`_, another :doc:`page <other>`.

`Title with a link <https://example.org/title>`_
------------------------------------------------

Words [#]_.

.. [#] A note.
"""
    files = {'index.rst': page, 'other.rst': ':orphan:\n\nOther\n=====\n'}
    project = make_project(files, noticepdf_print_urls=True, html_baseurl='https://docs.example.org/')
    build = project.build('noticepdf', fatal=True)
    path = build.out / 'main.pdf'
    assert problems(path) == []
    text = body_of(path)
    assert text.count('https://docs.example.org/other.html') == 1
    assert text.count('https://example.org/policy') == 1
    assert text.count('https://example.org/shown') == 1
    assert text.count('a@example.org') == 1
    with pikepdf.open(path) as pdf:
        assert types(pdf).count('Note') == 5


def test_a_template(make_project: ProjectMaker) -> None:
    template = """\
#import "elements.typ": *
#import "default.typ": notice as base
#let notice(..arguments, body) = base(..arguments, {
  [Letterhead of the shop]
  body
})
"""
    project = project_of(make_project, noticepdf_template='own.typ')
    project.write({'own.typ': template})
    before = project.build('noticepdf').stamps()
    path = project.folder / 'out' / 'noticepdf' / 'shop.pdf'
    assert 'Letterhead of the shop' in body_of(path)
    assert problems(path) == []
    project.replace('own.typ', 'Letterhead', 'Paper')
    assert written(before, project.build('noticepdf')) == ['app.pdf', 'shop.pdf']
    project.configure(noticepdf_template='none.typ')
    build = project.build('noticepdf')
    assert build.exit == 1
    assert "there is no file 'none.typ'" in build.warned[0].message


# -- links ---------------------------------------------------------------------------------------------------

LINKS = """\
Page
====

.. privacy-notice:: main
   :updated: 2026-02-10

:doc:`Other <other>`, :ref:`place`, `relative <files/x.zip>`__, `ftp <ftp://example.org/x>`_.
"""


def test_links_to_other_pages(make_project: ProjectMaker) -> None:
    files = {
        'index.rst': LINKS,
        'other.rst': ':orphan:\n\n.. _place:\n\nOther\n=====\n',
    }
    project = make_project(files)
    build = project.build('noticepdf')
    assert [(item.location, item.subtype) for item in build.warned] == [('index.rst:7', 'pdf')] * 2
    with pikepdf.open(build.out / 'main.pdf') as pdf:
        assert links(pdf) == ['ftp://example.org/x']
    assert 'Other, Other, relative' in body_of(build.out / 'main.pdf')
    project.configure(html_baseurl='https://docs.example.org/en')
    build = project.build('noticepdf')
    with pikepdf.open(build.out / 'main.pdf') as pdf:
        assert links(pdf) == [
            'https://docs.example.org/en/other.html',
            'https://docs.example.org/en/other.html#place',
            'ftp://example.org/x',
        ]


# -- what is missing -----------------------------------------------------------------------------------------


def test_letters_that_no_font_has(make_project: ProjectMaker) -> None:
    page = 'Page 中\n=======\n\n.. privacy-notice:: main\n   :updated: 2026-02-10\n\nWords.\n\nA 文 and 🎉.\n'
    project = make_project({'index.rst': page})
    build = project.build('noticepdf')
    found = [(item.location, item.subtype, item.message) for item in build.warned]
    message = 'no font has “文” (U+6587), “🎉” (U+1F389); name one that does in noticepdf_fonts'
    assert ('index.rst:9', 'pdf', message) in found
    assert all(subtype == 'pdf' for _, subtype, _ in found)
    path = build.out / 'main.pdf'
    assert problems(path) == []
    assert 'A [U+6587] and [U+1F389].' in body_of(path)


def test_letters_for_private_use(make_project: ProjectMaker) -> None:
    """What they mean, no file says: one for archives must not hold them, whatever a font has for them."""
    page = 'Page\n====\n\n.. privacy-notice:: main\n   :updated: 2026-02-10\n\nWords.\n\nAn icon \ue001.\n'
    build = make_project({'index.rst': page}).build('noticepdf')
    message = '“\ue001” (U+E001) is for private use, which PDFs for archives cannot hold; say it in words'
    assert [(item.location, item.subtype, item.message) for item in build.warned] == [('index.rst:9', 'pdf', message)]
    assert problems(build.out / 'main.pdf') == []
    assert 'An icon [U+E001].' in body_of(build.out / 'main.pdf')


def test_images(make_project: ProjectMaker) -> None:
    page = """\
Page
====

.. privacy-notice:: main
   :updated: 2026-02-10

.. image:: square.png

.. image:: square.png
   :alt: Alt text

.. image:: https://example.org/remote.png
   :alt: Remote picture

.. image:: gone.png
   :alt: Gone picture
"""
    project = make_project({'index.rst': page})
    source = Path(__file__).parent / 'data' / 'pdf' / 'square.png'
    (project.source / 'square.png').write_bytes(source.read_bytes())
    build = project.build('noticepdf')
    # Which of its lines an image is said to stand on depends on the version of docutils.
    ours = [
        (item.location.partition(':')[0], item.message.split(';')[0]) for item in build.warned if item.subtype == 'pdf'
    ]
    assert ours == [
        ('index.rst', "the image 'square.png' has no alt text"),
        ('index.rst', "the image 'https://example.org/remote.png' is not a file of the project"),
        ('index.rst', "there is no image 'gone.png'"),
    ]
    path = build.out / 'main.pdf'
    assert problems(path) == []
    with pikepdf.open(path) as pdf:
        assert types(pdf).count('Figure') == 2
    text = body_of(path)
    assert 'Remote picture' in text
    assert 'Gone picture' in text


def test_code_of_an_author_that_is_wrong(make_project: ProjectMaker) -> None:
    """An error of typst names the line of the page, there is no PDF, and the build fails."""
    page = f'{HEAD}Words.\n\n.. raw:: typst\n\n   #nonsense()\n'
    project = make_project({'index.rst': page})
    build = project.build('noticepdf')
    assert build.exit == 1
    assert [(item.location, item.message) for item in build.warned] == [
        ('index.rst:9', 'main.pdf was not made: unknown variable: nonsense')
    ]
    assert not (project.folder / 'out' / 'noticepdf' / 'main.pdf').exists()


def test_content_that_typst_drops(make_project: ProjectMaker) -> None:
    page = f'{HEAD}.. raw:: typst\n\n   #par[#block[lost]]\n'
    project = make_project({'index.rst': page})
    build = project.build('noticepdf')
    assert build.exit == 1
    assert 'was ignored' in build.warned[0].message
    assert pdfs(build) == []


WITHOUT = """\
import sys
sys.modules['typst'] = None
from sphinx.cmd.build import main
sys.exit(main(['-q', '-b', *sys.argv[1:]]))
"""


@pytest.mark.parametrize('builder', ['noticepdf', 'html'])
def test_without_typst(make_project: ProjectMaker, builder: str) -> None:
    """One line says what to install; other builds do not miss it."""
    project = project_of(make_project)
    project.configure(extensions=['sphinxext_privacy'])
    command = [sys.executable, '-c', WITHOUT, builder, str(project.source), str(project.folder / 'plain')]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 'Traceback' not in done.stderr, done.stderr
    if builder == 'html':
        assert done.returncode == 0, done.stderr
        return
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert 'pip install "sphinxext-privacy[pdf]"' in done.stderr


@pytest.mark.skipif(not HAS_MYST, reason='myst-parser is not installed')
def test_fonts(make_project: ProjectMaker, tmp_path: Path) -> None:
    """A family that is in none of the files is named; the others are used."""
    project = project_of(make_project, noticepdf_fonts=['New Computer Modern', 'Nowhere Sans'])
    build = project.build('noticepdf')
    assert [item.message.partition(':')[2][:15] for item in build.warned] == [" 'Nowhere Sans'"]
    with pikepdf.open(build.out / 'shop.pdf') as pdf:
        dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        names = {str(item.FontName) for item in dictionaries if '/FontName' in item}
    assert any('NewCM' in name for name in names)
