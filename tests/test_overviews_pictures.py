"""The matrix and the map of a notice: table and picture say the same, and neither grows too large."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_privacy.rendering.map import MapGraph, to_svg
from sphinxext_privacy.rendering.overviews import flow
from tests.helpers.family import SETTINGS, Shown, asked, family_files, words
from tests.helpers.markup import MD

if TYPE_CHECKING:
    from tests.conftest import Asker, ProjectMaker

pytestmark = pytest.mark.myst


# -- matrix and map --------------------------------------------------------------------------------------------


def many(data: int, purposes: int, processors: int) -> dict[str, str]:
    """Give a notice in which everything belongs together with everything."""
    uses = ', '.join(f'use-{number}' for number in range(purposes))
    vendors = ', '.join(f'vendor-{number}' for number in range(processors))
    all_data = ', '.join(f'datum-{number}' for number in range(data))
    blocks = [MD.directive('privacy-notice', 'many', {'updated': '2026-01-01'})]
    blocks += [MD.directive('collected-data', f'Datum {number}', {'purposes': uses}) for number in range(data)]
    blocks += [MD.directive('purpose', f'Use {number}', {'processors': vendors}) for number in range(purposes)]
    options = {'data': all_data, 'country': 'US'}
    blocks += [MD.directive('processor', f'Vendor {number}', options) for number in range(processors)]
    return {'many.md': MD.page('Many', *blocks)}


@pytest.mark.parametrize(('vendors', 'columns'), [(6, 7), (7, 2)])
def test_a_wide_matrix_names_what_would_be_columns(make_project: ProjectMaker, vendors: int, columns: int) -> None:
    page = asked(('privacy-matrix', {'notice': 'many'}))
    shown = Shown(make_project(family_files(page) | many(2, 1, vendors), **SETTINGS).build())
    head, *rows = shown.rows()
    assert len(head) == columns
    assert shown.names() == ['Datum 0', 'Datum 1']
    if columns == 2:
        assert head == ['Data', 'Recipient']
        assert all(rows[0][1].count(f'Vendor {number}') == 1 for number in range(vendors))
    else:
        assert head[1:] == [f'Vendor {number}' for number in range(vendors)]
        assert rows[0][1:] == ['Yes'] * vendors


def test_map_and_table_say_the_same(ask: Asker) -> None:
    """Each box of the picture is a name in the table, and each line of the table is one of the picture."""
    shown = ask('privacy-map', {'notice': 'shop', 'scope': 'all'})
    pictures = shown.find('//*[local-name() = "svg"]')
    assert len(pictures) == 2
    head, *rows = shown.rows()
    assert head == ['Name', 'Purposes', 'Recipients', 'Countries']
    assert rows == [
        ['Payment details', 'to keep your account', 'Abacus Pay and Harbor Cloud', ''],
        ['Name', 'to keep your account', '', ''],
        ['Loans', 'to keep your account', '', ''],
        ['E-mail address', 'to keep your account and to send you the newsletter', 'Abacus Pay and Pigeon Mail', ''],
        ['IP address', 'to keep our services safe', 'Harbor Cloud', ''],
        ['to send you the newsletter', '', 'Pigeon Mail', ''],
        ['to keep our services safe', '', 'Harbor Cloud', ''],
        ['Abacus Pay', '', '', 'United States and Ireland'],
        ['Harbor Cloud', '', '', 'Germany'],
        ['Pigeon Mail', '', '', 'United States'],
    ]
    named = {row[0] for row in rows} | {'United States', 'Ireland', 'Germany'}
    for picture in pictures:
        drawn = ''.join(picture.xpath('.//*[local-name() = "text"]//text()')).replace(' ', '').replace('\n', '')
        for name in named:
            assert name.replace(' ', '') in drawn, name
    links = set(shown.find('//*[local-name() = "svg"]//*[local-name() = "a"]/@href'))
    assert links == set(shown.find('//table//tbody//a/@href'))


def test_lines_of_the_picture(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are the pairs of the table, but for those between data and recipients that a purpose stands between."""
    graphs: list[MapGraph] = []

    def kept(graph: MapGraph, **options: Any) -> str:
        graphs.append(graph)
        return to_svg(graph, **options)

    monkeypatch.setattr(flow, 'to_svg', kept)
    shown = ask('privacy-map', {'notice': 'shop', 'scope': 'all'})
    (graph,) = graphs
    lines = {tuple(graph.layers[layer].nodes[row].label for layer, row in edge) for edge in graph.links}
    pairs = {
        (row[0], name)
        for row in shown.rows()[1:]
        for cell in row[1:]
        for name in re.split(', and |, | and (?!to )|(?<=account) and ', cell)
        if name
    }
    assert lines == pairs - {('IP address', 'Harbor Cloud'), ('E-mail address', 'Pigeon Mail')}


@pytest.mark.parametrize('builder', ['html', 'latex', 'text'])
def test_too_large_for_a_picture(make_project: ProjectMaker, builder: str) -> None:
    page = asked(('privacy-map', {'notice': 'many'}))
    project = make_project(family_files(page) | many(40, 10, 30), **SETTINGS)
    project.replace('index.md', 'overviews', 'overviews\nmany')
    build = project.build(builder, fatal=True)
    told = 'This is too much for one picture'
    written = build.text('example.tex') if builder == 'latex' else build.page('overviews')
    assert (told in ' '.join(written.split())) == (builder != 'text')
    assert 'Datum 39' in written
    if builder == 'html':
        assert Shown(build).find('//*[local-name() = "svg"]') == []
        assert len(Shown(build).rows()) == 1 + 40 + 10 + 30


def test_nothing_to_draw(ask: Asker) -> None:
    shown = ask('privacy-map', {'notice': 'reading-room'})
    assert [words(item) for item in shown.find('//*[contains(@class, "privacy-empty")]')] == [
        'Nothing states which data serve which purposes or go to which recipients.'
    ]
