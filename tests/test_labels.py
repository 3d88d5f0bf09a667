"""Labels and classes that authors put right before a directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.entries import soup_of
from tests.helpers.links import Pages, latex_labels, latex_links

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker

RST = """
Page
====

.. privacy-notice:: shop
   :updated: 2026-01-01

.. _vendor:

.. processor:: Acme
   :purpose: to host

.. _second:

.. processor:: Bolt
   :purpose: to send

.. _data:

.. collected-data:: Name
   :style: table

.. _hidden:

.. cookie:: session
   :style: hidden

.. _text:

.. privacy-statement:: children

   We ask no children.

.. _all:

.. processor-list::
   :style: bullet

.. _table:

.. collected-data-list::

:ref:`one <vendor>` :ref:`two <second>` :ref:`three <data>` :ref:`four <hidden>` :ref:`five <text>`
:ref:`six <all>` :ref:`seven <table>` vendor_
"""
MYST = """
# Page

:::{privacy-notice} shop
:updated: 2026-01-01
:::

(vendor)=
:::{processor} Acme
:purpose: to host
:::

(table)=
:::{processor-list}
:::

[one](#vendor) {ref}`two <table>`
"""
LABELS = ('vendor', 'second', 'data', 'hidden', 'text', 'all', 'table')


@pytest.mark.each_sphinx
@pytest.mark.parametrize('builder', ['html', 'singlehtml', 'epub'])
def test_labels_of_entries_and_overviews(make_project: ProjectMaker, builder: str) -> None:
    project = make_project({'index.rst': RST}, version='1', copyright='2026', html_theme='basic')
    build = project.build(builder, fatal=True)
    pages = Pages(build.out)
    assert pages.broken() == pages.duplicates() == []
    page = next(name for name in pages.ids if name.startswith('index.'))
    assert {name for name in LABELS if pages.ids[page][name] == 1} == set(LABELS)
    assert {f'#{name}' for name in LABELS} <= {f'#{link.partition("#")[2]}' for link in pages.links[page]}


def test_labels_in_latex(make_project: ProjectMaker) -> None:
    """Each is there once: the writer makes some of them itself."""
    build = make_project({'index.rst': RST}).build('latex', fatal=True)
    source = (build.out / 'example.tex').read_text(encoding='utf-8')
    labels = latex_labels(source)
    assert {name: labels[f'index:{name}'] for name in LABELS} == dict.fromkeys(LABELS, 1)
    assert [link for link in latex_links(source) if link not in labels] == []


@pytest.mark.myst
def test_labels_in_markdown(make_project: ProjectMaker) -> None:
    build = make_project({'index.md': MYST}).build(fatal=True)
    pages = Pages(build.out)
    assert pages.broken() == pages.duplicates() == []
    assert pages.ids['index.html']['vendor'] == pages.ids['index.html']['table'] == 1


def test_classes(make_project: ProjectMaker) -> None:
    """They are those of the list or table; neighbours with other classes do not share it."""
    page = """
Page
====

.. privacy-notice:: shop
   :updated: 2026-01-01

.. collected-data:: Name

.. rst-class:: mine

.. collected-data:: Shoe size

.. rst-class:: ours

.. collected-data-list::
"""
    soup = soup_of(make_project({'index.rst': page}).build(fatal=True))
    lists = [tag for tag in soup.select('.privacy-data') if 'privacy-overview' not in tag['class']]
    assert [('mine' in tag['class'], tag.get_text(' ', strip=True)) for tag in lists] == [
        (False, 'Name'),
        (True, 'Shoe size'),
    ]
    assert [tag.name for tag in soup.select('.ours')] == ['table']
