"""The sentence about the agreement with a processor and its privacy policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.directives.options import option_line_in
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.rendering.context import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node

    from sphinxext_privacy.rendering.context import Context
    from sphinxext_privacy.rendering.entry import ShownEntry

PLACEHOLDERS: Final = ('agreement', 'policy', 'processor', 'controller')

AGREEMENT: Final = N_('agreement')
POLICY: Final = N_('privacy policy')

# One whole sentence for each combination, so that translators need not build it from pieces. The key: whether
# the entry is about one processor alone, and which of agreement, policy and controller are known.
_BOTH_BETWEEN = N_(
    'Their use of this information is subject to the {agreement} between {processor} and {controller} '
    'and the {processor} {policy}.'
)
_AGREEMENT_BETWEEN = N_(
    'Their use of this information is subject to the {agreement} between {processor} and {controller}.'
)
_BOTH = N_('Their use of this information is subject to the {agreement} and the {processor} {policy}.')
_AGREEMENT = N_('Their use of this information is subject to the {agreement}.')
_POLICY = N_('Their use of this information is subject to the {processor} {policy}.')
_MANY_BOTH_BETWEEN = N_(
    'Use of this information by {processor} is subject to the {agreement} between {processor} and {controller} '
    'and the {processor} {policy}.'
)
_MANY_AGREEMENT_BETWEEN = N_(
    'Use of this information by {processor} is subject to the {agreement} between {processor} and {controller}.'
)
_MANY_BOTH = N_('Use of this information by {processor} is subject to the {agreement} and the {processor} {policy}.')
_MANY_AGREEMENT = N_('Use of this information by {processor} is subject to the {agreement}.')
_MANY_POLICY = N_('Use of this information by {processor} is subject to the {processor} {policy}.')

SENTENCES: Final[dict[tuple[bool, bool, bool, bool], str]] = {
    # (alone, agreement, policy, controller)
    (True, True, True, True): _BOTH_BETWEEN,
    (True, True, False, True): _AGREEMENT_BETWEEN,
    (True, True, True, False): _BOTH,
    (True, True, False, False): _AGREEMENT,
    (True, False, True, True): _POLICY,
    (True, False, True, False): _POLICY,
    (False, True, True, True): _MANY_BOTH_BETWEEN,
    (False, True, False, True): _MANY_AGREEMENT_BETWEEN,
    (False, True, True, False): _MANY_BOTH,
    (False, True, False, False): _MANY_AGREEMENT,
    (False, False, True, True): _MANY_POLICY,
    (False, False, True, False): _MANY_POLICY,
}

_PLACE: Final = pattern(r'\{([^{}]*)\}')


def terms(entry: ShownEntry) -> list[list[Node]]:
    """Give the sentences about agreement and policy: one for each processor of the entry that has either."""
    if 'terms' in entry.stated and len(entry.idents) > 1:
        # One sentence stands for all of them, and each place names them all.
        return [entry.context.sentence(_stated_terms(entry, None, _places(entry, None)))]
    found = []
    for position in range(len(entry.idents)):
        places = _places(entry, position)
        stated = entry.fact('terms', position) is not None
        sentence = _stated_terms(entry, position, places) if stated else []
        sentence = sentence or _configured(entry, places) or _standard(entry, places)
        if sentence:
            found.append(entry.context.sentence(sentence))
    return found


def _link(entry: ShownEntry, name: str, default: str, position: int) -> list[Node]:
    value = entry.fact(name, position)
    if not isinstance(value, Link):
        return []
    source, line = entry.location(name, position)
    return entry.context.link(value, entry.context.label(default), location=f'{source}:{line}')


def _controllers(entry: ShownEntry) -> list[Node]:
    context = entry.context
    names: list[list[Node]] = []
    for ident in context.index.controllers(entry.notice):
        short = context.controller_name(ident)
        if short:
            names.append([nodes.Text(short)])
    return context.join(names)


def _places(entry: ShownEntry, position: int | None) -> dict[str, list[Node]]:
    """Give the nodes for each placeholder; a list is empty where there is no such fact."""
    positions = range(len(entry.idents)) if position is None else (position,)
    join = entry.context.join

    def each(name: str, default: str) -> list[Node]:
        return join([link for link in (_link(entry, name, default, item) for item in positions) if link])

    return {
        'agreement': each('agreement', AGREEMENT),
        'policy': each('policy', POLICY),
        'processor': join([entry.short_name(item) for item in positions]),
        'controller': _controllers(entry),
    }


def _standard(entry: ShownEntry, places: Mapping[str, list[Node]]) -> list[Node]:
    key = (len(entry.idents) == 1, bool(places['agreement']), bool(places['policy']), bool(places['controller']))
    message = SENTENCES.get(key)
    return entry.context.fill(message, _Copies(places)) if message else []


def _configured(entry: ShownEntry, places: Mapping[str, list[Node]]) -> list[Node]:
    """Give the sentence of ``privacy_processor_terms``, where every placeholder in it has a fact.

    It stands in place of the standard one, so there is none without agreement and policy.
    """
    text: str = entry.context.config.privacy_processor_terms
    if not text or not (places['agreement'] or places['policy']):
        return []
    if any(not places.get(name) for name in _PLACE.findall(text) if name in PLACEHOLDERS):
        return []
    context = entry.context
    return _fill_nodes(context, context.inline(text, 'conf.py', 1), places)


def _stated_terms(entry: ShownEntry, position: int | None, places: Mapping[str, list[Node]]) -> list[Node]:
    """Give the sentence that the author wrote in place of the standard one."""
    content = entry.prose('terms', position or 0)
    text = ''.join(node.astext() for node in content)
    for name in _PLACE.findall(text):
        if name not in PLACEHOLDERS:
            known = ', '.join(f'{{{place}}}' for place in PLACEHOLDERS)
            message = 'terms: {%s} is not known; the placeholders are %s'
            warn('terms', message, name, known, location=_place_of(entry, position or 0))
        elif not places[name]:
            warn('terms', 'terms: no %s is stated for {%s}', name, name, location=_place_of(entry, position or 0))
    return _fill_nodes(entry.context, content, {name: nodes_ for name, nodes_ in places.items() if nodes_})


def _place_of(entry: ShownEntry, position: int) -> str:
    """Give the line that states the sentence: that of the option, or of the register."""
    source, line = entry.location('terms', position)
    if 'terms' in entry.stated:
        line = option_line_in(source, line, 'terms')
    return f'{source}:{line}'


def _fill_nodes(context: Context, content: list[Node], places: Mapping[str, list[Node]]) -> list[Node]:
    """Put nodes in the ``{places}`` of the texts in *content*, also of those deeper down."""
    holder = nodes.inline('', '', *content)
    copies = _Copies(places)
    for leaf in list(holder.findall(nodes.Text)):
        if '{' in leaf and leaf.parent is not None:
            leaf.parent.replace(leaf, fill(str(leaf), copies))
    return list(holder.children)


class _Copies(dict[str, 'list[Node]']):
    """Gives each place a fresh copy of its nodes: a node can stand once only."""

    def __getitem__(self, name: str) -> list[Node]:
        return [node.deepcopy() for node in super().__getitem__(name)]
