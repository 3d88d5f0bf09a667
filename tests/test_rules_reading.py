"""Rules about words and images that everybody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import docutils
import pytest

from sphinxext_privacy.rules.phrases import phrases_of
from sphinxext_privacy.rules.reading import Fault, find_fault
from tests.helpers.project import Project
from tests.helpers.rules import Case, Judgement

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxext_privacy.rules.judge import Verdict

LINES_OF_IMAGES: Final = docutils.__version_info__ >= (0, 21)

CASES = (
    Case(
        'G12-1-PLAIN',
        fails='We keep it.\nWe ' + 'keep ' * 20 + '\nand ' + 'keep ' * 15 + 'it.',
        passes='We ' + 'keep ' * 20 + '.\nAnd ' + 'keep ' * 15 + 'it.',
        at='We keep keep',
    ),
    Case(
        'G12-1-PLAIN',
        name='vague',
        fails='We keep your name. Often\nwe may share it with some partners.',
        passes='You may write to us as soon as possible, by 3 May, or on May 4.',
        at='We keep',
    ),
    Case(
        'G12-1-PLAIN',
        name='body',
        fails='.. privacy-statement:: rights\n\n   It is possible to object.\n',
        passes='.. privacy-statement:: rights\n\n   You can object.\n',
        at='It is possible',
    ),
    Case(
        'G12-1-PLAIN',
        name='fact',
        fails='.. processor:: acme\n   :purpose: to send some of our letters\n',
        passes='.. processor:: acme\n   :purpose: to send our letters\n',
        at='.. processor::',
    ),
    Case(
        'G12-1-PLAIN',
        name='fact of the notice',
        fails='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-channel: You might write to us.\n\n',
        passes='.. privacy-notice:: {id}\n   :regimes: gdpr\n   :request-channel: Write to us.\n\n',
    ),
    Case(
        'G12-7-ICONS',
        fails='.. image:: https://example.org/eye.svg',
        passes='.. image:: https://example.org/eye.svg\n   :alt: We see your address.',
        at='.. image::',
        says=('https://example.org/eye.svg',),
    ),
    Case(
        'G12-7-ICONS',
        name='decoration',
        fails='.. image:: https://example.org/line.svg\n   :target: https://example.org/',
        passes='.. image:: https://example.org/line.svg\n   :target: https://example.org/\n   :alt:',
        at='.. image::',
    ),
    Case(
        'G12-7-ICONS',
        name='figure',
        fails='.. figure:: https://example.org/eye.svg\n\n   What we see',
        passes='.. figure:: https://example.org/eye.svg\n   :alt: An eye\n\n   What we see',
        at='.. figure::',
    ),
    Case(
        'G12-7-ICONS',
        name='body',
        fails='.. privacy-statement:: rights\n\n   You have rights.\n\n   .. image:: https://example.org/a.svg',
        passes=(
            '.. privacy-statement:: rights\n\n'
            '   You have rights.\n\n'
            '   .. image:: https://example.org/a.svg\n      :alt: A'
        ),
        at='.. image::',
    ),
)


@pytest.fixture(scope='module')
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    folder: Path = tmp_path_factory.mktemp('rules')
    return Judgement(folder, CASES)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.slug)
def test_rule(judgement: Judgement, case: Case) -> None:
    if case.name in {'decoration', 'figure'} and not LINES_OF_IMAGES:
        pytest.skip('docutils before 0.21 knows no line of such images')
    judgement.check(case)


@pytest.mark.parametrize(
    ('text', 'line', 'sentence'),
    [
        ('It is so.\nIt “might rain.” So it is.', 1, 'It “might rain.”'),
        ('One. Two three four five six seven eight nine ten eleven twelve some more.', 0, None),
        ('word ' * 35, None, None),
        ('May I? You may. As soon as possible. On 1 May.', 0, 'May I?'),
    ],
)
def test_fault(text: str, line: int | None, sentence: str | None) -> None:
    fault = find_fault(text, phrases_of('en'))
    assert (fault.line if fault else None) == line
    if sentence is not None:
        assert fault is not None
        assert fault.values['sentence'] == sentence


def test_a_long_sentence_is_quoted_in_part() -> None:
    fault = find_fault('Eins zwei ' * 18, phrases_of('en'))
    assert isinstance(fault, Fault)
    assert fault.values == {'count': '36', 'sentence': 'Eins zwei ' * 6 + '…'}


def test_words_are_judged_in_languages_with_a_list_only(tmp_path: Path) -> None:
    page = 'N\n=\n\n.. privacy-notice:: n\n   :regimes: gdpr\n\nWe may keep some of it.\n'
    found = []
    for language in ('en', 'en_GB', 'eo'):
        verdicts: list[Verdict] = []
        folder = tmp_path / language
        folder.mkdir()
        Project(folder, {'index.rst': page}).build('dummy', language=language, verdicts=verdicts)
        found.append([finding.rule.id for finding in verdicts[0].findings].count('G12-1-PLAIN'))
    assert found == [1, 1, 0]


def test_images_of_markdown(tmp_path: Path) -> None:
    pytest.importorskip('myst_parser')
    page = (
        '# N\n\n:::{privacy-notice} n\n:regimes: gdpr\n:::\n\n'
        'We see ![](a.png) and ![an eye](b.png).\n\n![](c.png)\n\n'
        ':::{image} d.png\n:alt:\n:::\n\n:::{image} e.png\n:::\n'
    )
    files: dict[str, str | bytes] = {'index.md': page, **{f'{name}.png': b'' for name in 'abcde'}}
    settings = {'extensions': ['sphinxext_privacy', 'myst_parser'], 'myst_enable_extensions': ['colon_fence']}
    verdicts: list[Verdict] = []
    Project(tmp_path, files, settings).build('dummy', verdicts=verdicts)
    found = [finding for finding in verdicts[0].findings if finding.rule.id == 'G12-7-ICONS']
    places = [(dict(finding.values)['image'], finding.passage.line) for finding in found if finding.passage]
    expected = [('a.png', 7), ('c.png', 9), ('e.png', 15)]
    assert places == expected if LINES_OF_IMAGES else [uri for uri, _ in places] == [uri for uri, _ in expected]
