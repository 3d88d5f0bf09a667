"""``privacy-map``: a picture of what flows to whom, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.relations import Relations
from sphinxext_privacy.notices.select import candidates, texts
from sphinxext_privacy.rendering.map import MapGraph, MapLayer, MapNode, to_latex, to_standalone_svg, to_svg, too_large
from sphinxext_privacy.rendering.overviews.listed import ListedEntry
from sphinxext_privacy.rendering.table import grid

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.notices.relations import Key
    from sphinxext_privacy.rendering.overviews.frame import Frame

LAYERS: Final = ('data', 'purpose', 'processor')
PAIRS: Final = (('data', 'purpose'), ('data', 'processor'), ('purpose', 'processor'), ('processor', 'country'))
TITLES: Final = {
    'data': N_('Personal data'),
    'purpose': N_('Purposes'),
    'processor': N_('Recipients'),
    'country': N_('Countries'),
}
NAME: Final = N_('Name')
TEXT_ALTERNATIVE: Final = N_('The table after the picture says the same.')
AS_TABLE: Final = N_('The same as a table')
TOO_LARGE: Final = N_('This is too much for one picture that can be read; the table has all of it.')
NOTHING: Final = N_('Nothing states which data serve which purposes or go to which recipients.')


class Flow:
    """The entries that are stated to belong together, and their order."""

    def __init__(self, frame: Frame) -> None:
        """Take the entries of the notices of *frame*."""
        context = frame.context
        notices = context.domain.notices
        listed = candidates(notices, frame.record, LAYERS)
        listed += notices.named(listed, LAYERS)
        self.relations = Relations(listed)
        self.countries: dict[Key, list[Key]] = {
            entry.key: [('country', code) for code in texts(entry.facts.get('country'))]
            for entry in listed
            if entry.kind == 'processor'
        }
        self.names = {entry.key: ListedEntry(entry, context) for entry in reversed(listed)}
        self.layers: dict[str, list[Key]] = {kind: [] for kind in TITLES}
        for kind in LAYERS:
            keys = dict.fromkeys(entry.key for entry in listed if entry.kind == kind)
            self.layers[kind] = [key for key in keys if self._leads_anywhere(key)]
        for key in self.layers['processor']:
            self.layers['country'] += [code for code in self.countries[key] if code not in self.layers['country']]

    def _leads_anywhere(self, key: Key) -> bool:
        return any(self.relations.of(key, kind) for kind in LAYERS) or bool(self.countries.get(key))

    def country(self, key: Key) -> str:
        """Give the name of a country in the words of the page."""
        entry = next(name for name in self.names.values() if key in self.countries.get(name.entry.key, ()))
        item = KINDS['processor'].by_name['country']
        return ''.join(node.astext() for node in entry.one_value(item, key[1]))

    def targets(self, key: Key, kind: str) -> list[Key]:
        """Give what the entry *key* is stated to lead to in the layer *kind*, in the order of that layer."""
        found = set(self.countries.get(key, ())) if kind == 'country' else self.relations.of(key, kind)
        return [target for target in self.layers[kind] if target in found]

    def links(self) -> list[tuple[Key, Key]]:
        """Give the lines of the picture: from data straight to a recipient only where no purpose leads there."""
        found: list[tuple[Key, Key]] = []
        for kind, later in PAIRS:
            for key in self.layers[kind]:
                for target in self.targets(key, later):
                    between = self.relations.of(key, 'purpose') & self.relations.of(target, 'purpose')
                    if (kind, later) != ('data', 'processor') or not between:
                        found.append((key, target))
        return found


def privacy_map(frame: Frame) -> list[Node]:
    """Make the picture, where the output can hold one, and the table."""
    flow = Flow(frame)
    lines = flow.links()
    if not lines:
        words = frame.context.label(NOTHING)
        return [nodes.paragraph('', words, classes=['privacy-overview', 'privacy-empty'])]
    picture = _picture(frame, flow, lines)
    drawn = any(isinstance(node, nodes.raw) for node in picture)
    caption: list[Node] = [nodes.Text(frame.context.label(AS_TABLE))] if drawn else frame.caption()
    return [*picture, *_table(frame, flow, caption)]


def _picture(frame: Frame, flow: Flow, lines: list[tuple[Key, Key]]) -> list[Node]:
    context = frame.context
    builder = context.builder
    kinds = [kind for kind in TITLES if flow.layers[kind]]
    places = {key: (layer, row) for layer, kind in enumerate(kinds) for row, key in enumerate(flow.layers[kind])}
    graph = MapGraph(
        tuple(
            MapLayer(context.label(TITLES[kind]), tuple(_box(frame, flow, key) for key in flow.layers[kind]))
            for kind in kinds
        ),
        tuple((places[start], places[end]) for start, end in lines),
    )
    writes = _WRITERS.get('epub' if builder.name == 'epub' else builder.format)
    if writes is None:
        return []
    if too_large(graph):
        return [nodes.paragraph('', context.label(TOO_LARGE), classes=['privacy-overview'])]
    title = ''.join(node.astext() for node in frame.caption())
    return [frame.rubric(frame.caption()), writes(frame, graph, title, context.label(TEXT_ALTERNATIVE))]


def _box(frame: Frame, flow: Flow, key: Key) -> MapNode:
    if key[0] == 'country':
        return MapNode(flow.country(key))
    entry = flow.names[key]
    link = next((node for node in entry.linked_name() if isinstance(node, nodes.reference)), None)
    href = ''
    if link is not None:
        href = link.get('refuri') or (f'#{link["refid"]}' if 'refid' in link else '')
    return MapNode(entry.words(entry.kind.title_field), href)


def _html(frame: Frame, graph: MapGraph, title: str, description: str) -> nodes.raw:
    language = frame.context.language
    rtl = language.partition('_')[0] in RIGHT_TO_LEFT
    svg = to_svg(graph, ident=f'{frame.anchor()}-map', title=title, description=description, rtl=rtl)
    return nodes.raw('', svg, format='html')


def _latex(frame: Frame, graph: MapGraph, title: str, description: str) -> nodes.raw:
    from sphinx.util.texescape import escape

    engine = frame.context.config.latex_engine
    return nodes.raw('', to_latex(graph, lambda text: escape(text, engine)), format='latex')


def _typst(frame: Frame, graph: MapGraph, title: str, description: str) -> nodes.raw:
    from sphinxext_privacy.pdf.markup import quote

    svg = to_standalone_svg(graph, title=title, description=description).decode()
    picture = f'image(bytes({quote(svg)}), format: "svg", alt: {quote(f"{title}. {description}")}'
    code = (
        f'#layout(area => {{ let natural = {picture}); '
        f'if measure(natural).width > area.width {{ {picture}, width: 100%) }} else {{ natural }} }})'
    )
    return nodes.raw('', code, format='typst')


_WRITERS: Final = {'html': _html, 'latex': _latex, 'typst': _typst}
"""What draws the picture, by the format of a builder; the others have the table alone, and so has an e-book."""

RIGHT_TO_LEFT: Final = frozenset({'ar', 'fa', 'he', 'ur', 'yi', 'ps', 'sd', 'ug', 'ckb', 'dv'})


def _table(frame: Frame, flow: Flow, caption: list[Node]) -> list[Node]:
    """Say of each entry where it leads to."""
    context = frame.context
    columns = [kind for kind in ('purpose', 'processor', 'country') if flow.layers[kind]]
    rows = []
    for kind in LAYERS:
        for key in flow.layers[kind]:
            # A purpose leads to recipients, not back to itself or to data.
            later = [column for column in columns if list(TITLES).index(column) > list(TITLES).index(kind)]
            cells = [
                context.join([_name(flow, key) for key in flow.targets(key, column)]) if column in later else []
                for column in columns
            ]
            if not any(cells):
                continue
            first = nodes.entry('', nodes.paragraph('', '', *flow.names[key].linked_name()))
            rest = [nodes.entry('', nodes.paragraph('', '', *cell)) if cell else nodes.entry() for cell in cells]
            rows.append(nodes.row('', first, *rest))
    made = grid([context.label(NAME), *(context.label(TITLES[column]) for column in columns)], rows)
    return frame.tabled(made, caption)


def _name(flow: Flow, key: Key) -> list[Node]:
    if key[0] == 'country':
        return [nodes.Text(flow.country(key))]
    entry: NoticeEntry = flow.names[key].entry
    return ListedEntry(entry, flow.names[key].context).linked_name()
