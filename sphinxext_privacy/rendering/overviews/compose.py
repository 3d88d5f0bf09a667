"""An overview to nodes, by its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rendering.overviews.flow import privacy_map
from sphinxext_privacy.rendering.overviews.frame import Frame
from sphinxext_privacy.rendering.overviews.listing import listing
from sphinxext_privacy.rendering.overviews.matrix import matrix
from sphinxext_privacy.rendering.overviews.report import report
from sphinxext_privacy.rendering.overviews.summary import summary
from sphinxext_privacy.rendering.overviews.whole import whole_notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Node

    from sphinxext_privacy.model.overviews import Shape
    from sphinxext_privacy.nodes import privacy_overview
    from sphinxext_privacy.rendering.context import Context

SHAPES: Final[dict[Shape, Callable[[Frame], list[Node]]]] = {
    'list': listing,
    'retention': listing,
    'summary': summary,
    'matrix': matrix,
    'map': privacy_map,
    'whole': whole_notice,
    'report': report,
}


def compose_overview(node: privacy_overview, context: Context) -> list[Node]:
    """Make the nodes of one overview."""
    frame = Frame(node, context)
    return SHAPES[frame.overview.shape](frame)
