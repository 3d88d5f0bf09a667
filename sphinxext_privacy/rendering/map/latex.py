"""Drawings as a picture of LaTeX: lines and letters, nothing that has to be loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rendering.map.drawing import ARROW, SIZE
from sphinxext_privacy.rendering.map.svg import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_privacy.rendering.map.drawing import Drawing, Stroke, Words

_LARGEST: Final = '0.72bp'
"""The most that a unit is: letters are then as large as those of a small text."""
_TALLEST: Final = '0.88'
"""The most of a page that a picture takes."""


def latex(drawing: Drawing, escape: Callable[[str], str]) -> str:
    """Give *drawing* as a ``picture`` that is as wide as the lines at most, and no higher than a page.

    :param escape: makes LaTeX of plain text.
    """
    top = drawing.height
    width, height = (max(int(value) + 1, 1) for value in (drawing.width, drawing.height))
    parts = [
        r'\par\smallskip\begingroup\parindent=0pt\relax',
        rf'\setlength{{\unitlength}}{{\dimexpr\linewidth/{width}\relax}}%',
        rf'\ifdim\unitlength>{_LARGEST}\setlength{{\unitlength}}{{{_LARGEST}}}\fi',
        rf'\ifdim{height}\unitlength>{_TALLEST}\textheight',
        rf'\setlength{{\unitlength}}{{\dimexpr{_TALLEST}\textheight/{height}\relax}}\fi',
        rf'\begin{{picture}}({number(drawing.width)},{number(drawing.height)})',
        r'\linethickness{1.1\unitlength}',
    ]
    parts += [_stroke(stroke, top) for stroke in drawing.strokes]
    for arrow in drawing.arrows:
        parts += _head(arrow.x, top - arrow.y, arrow.towards)
    parts.append(r'\linethickness{0.8\unitlength}')
    for box in drawing.boxes:
        frame = rf'\framebox({number(box.width)},{number(box.height)}){{}}'
        parts.append(_put(box.x, top - box.y - box.height, frame))
    for words in (*drawing.headings, *(box.words for box in drawing.boxes)):
        parts += _lines(words, top, escape)
    parts += [r'\end{picture}', r'\par\endgroup\smallskip']
    return '\n'.join(parts) + '\n'


def _put(x: float, y: float, what: str) -> str:
    return rf'\put({number(x)},{number(y)}){{{what}}}'


def _stroke(stroke: Stroke, top: float) -> str:
    (x, y), (end_x, end_y) = stroke.start, stroke.end
    if stroke.control is not None:
        points = ''.join(
            f'({number(at)},{number(top - height)})' for at, height in (stroke.start, stroke.control, stroke.end)
        )
        return rf'\qbezier{points}'
    if y == end_y:
        return _put(min(x, end_x), top - y, rf'\line(1,0){{{number(abs(end_x - x))}}}')
    return _put(x, top - max(y, end_y), rf'\line(0,1){{{number(abs(end_y - y))}}}')


def _head(x: float, y: float, towards: int) -> list[str]:
    """Draw the head of an arrow as strips: without packages, LaTeX fills nothing but rectangles."""
    strips = 7
    found = []
    for strip in range(strips):
        half = 3.0 * (strip + 0.5) / strips
        length = ARROW / strips
        left = x - towards * ARROW * (strip + 1) / strips if towards == 1 else x + ARROW * strip / strips
        rule = rf'\rule{{{number(length + 0.1)}\unitlength}}{{{number(2 * half)}\unitlength}}'
        found.append(_put(left, y - half, rule))
    return found


def _lines(words: Words, top: float, escape: Callable[[str], str]) -> list[str]:
    series = r'\bfseries' if words.bold else r'\mdseries'
    font = rf'\fontsize{{{number(SIZE)}\unitlength}}{{{number(SIZE)}\unitlength}}\normalfont{series}\selectfont'
    side = 'r' if words.rtl else 'l'
    return [
        _put(words.start, top - baseline, rf'\makebox(0,0)[b{side}]{{\smash{{{font} {escape(line.rstrip())}}}}}')
        for line, baseline in zip(words.lines, words.baselines, strict=True)
    ]
