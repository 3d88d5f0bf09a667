"""The directives over all entries of a notice: they read what is asked for, and leave a placeholder."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.directives.options import CONTROL, block_from_file, given_twice, option_line
from sphinxext_privacy.model.ids import REFERENCE
from sphinxext_privacy.model.overviews import OPTIONS, OVERVIEWS, SCOPES, STYLES, Overview, unknown_field
from sphinxext_privacy.model.values import LISTS, parse_value, split_list, without_commas
from sphinxext_privacy.model.vocabularies import nearest
from sphinxext_privacy.nodes import privacy_overview, privacy_part
from sphinxext_privacy.notices import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinxext_privacy.diagnostics import Subtype
    from sphinxext_privacy.model.fields import Field


CHECKED: Final = frozenset({'key', 'keys', 'countries', 'date', 'flag', 'number'})
"""Types of fields whose values have a form; nothing else could ever match."""


class _OptionSpec(dict[str, 'Callable[[str], Any]']):
    """Names the options of an overview, and accepts any other name as well, which the directive reports."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return _as_typed


def _as_typed(value: str | None) -> str:
    return '' if value is None else value.strip()


class OverviewDirective(SphinxDirective):
    """Reads one overview; the argument is its caption."""

    overview: ClassVar[Overview]

    has_content = False
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Give the placeholder."""
        given = {name.lower(): self._printable(text, name) for name, text in self.options.items()}
        if self.name in self.block_text.partition('\n')[0]:
            for name, offset in given_twice(self.block_text):
                message = '%s: option %r is given twice; the last one counts'
                self._warn('option', message, self.overview.directive, name, line=self.get_source_info()[1] + offset)
        for name, text in given.items():
            if name not in self.overview.options:
                near = nearest(name, list(self.overview.options))
                hint = f'did you mean {near!r}?' if near else f'it knows: {", ".join(self.overview.options)}'
                self._warn('option', '%s has no option %r; %s', self.overview.directive, name, hint, option=name)
            elif not text:
                self._warn('option', '%s: option %r needs a value', self.overview.directive, name, option=name)
        stated = {name: text for name, text in given.items() if text and name in self.overview.options}
        node = privacy_overview(
            '',
            directive=self.overview.directive,
            docname=self.env.docname,
            notices=self._notices(stated.get('notice', '')),
            scope='all' if self.overview.shape == 'whole' else self._one_of('scope', SCOPES, stated),
            style=self._one_of('style', STYLES, stated),
            columns=self._fields('columns', stated),
            sort=self._fields('sort', stated),
            where=self._conditions(stated.get('where', '')),
            group=self._group(stated),
        )
        node.source, node.line = self.get_source_info()
        node.document = self.state.document
        caption = ' '.join(self._printable(self.arguments[0]).split()) if self.arguments else ''
        if caption:
            source, line = self.get_source_info()
            inline, messages = self.state.inline_text(caption, line)
            paragraph = nodes.paragraph(caption, '', *inline, *messages)
            paragraph.source, paragraph.line = source, line
            node += privacy_part('', paragraph, name='caption')
        return [node]

    def _printable(self, text: str, option: str = '') -> str:
        """Give the argument or the text of *option* without characters that no output may hold."""
        if not CONTROL.search(text):
            return text
        where = f'option {option!r}' if option else 'the argument'
        message = '%s: %s holds a control character, which is left out'
        self._warn('value', message, self.overview.directive, where, option=option)
        return CONTROL.sub('', text)

    def _warn(self, subtype: Subtype, message: str, *args: object, option: str = '', line: int = 0) -> None:
        source, own = self.get_source_info()
        line = line or own
        if option:
            block = self.block_text
            if self.name not in block.partition('\n')[0]:
                # MyST before version 5 gives the body only.
                block = block_from_file(source, line)
            line = option_line(option, block, line)
        warn(subtype, message, *args, location=f'{source}:{line}')

    def _notices(self, text: str) -> tuple[str, ...]:
        """Read the ids of notices; whether there are such notices, all documents together can tell."""
        found = []
        for part in split_list(text):
            if part == EVERY or REFERENCE.fullmatch(part):
                found.append(part)
            else:
                self._warn('id', '%s: %r is not the id of a notice', self.overview.directive, part, option='notice')
        return tuple(found)

    def _one_of(self, name: str, allowed: Sequence[str], stated: dict[str, str]) -> str:
        """Read a word of a closed list; a wrong one counts as the first, which is the default."""
        text = stated.get(name, allowed[0])
        if text in allowed:
            return text
        near = nearest(text, list(allowed))
        hint = f'did you mean {near!r}?' if near else f'there are: {", ".join(allowed)}'
        self._warn('vocabulary', '%s: %s has no %r; %s', self.overview.directive, name, text, hint, option=name)
        return allowed[0]

    def _fields(self, name: str, stated: dict[str, str]) -> tuple[str, ...]:
        """Read names of fields; those that there are not are left out."""
        found = []
        for part in split_list(stated.get(name, '')):
            field = part.removeprefix('-') if name == 'sort' else part
            if field in self.overview.fields:
                found.append(part)
            else:
                hint = self._commas(part, name) or unknown_field(self.overview, field)
                message = '%s: %s: there is no field %r; %s'
                self._warn('overview', message, self.overview.directive, name, field, hint, option=name)
        return tuple(found)

    def _commas(self, text: str, name: str) -> str:
        """Say that commas are missing where *text* is several fields for the option *name*; it may be an empty text."""
        if name == 'group':
            return ''
        prefix = '-' if name == 'sort' else ''
        return without_commas(text, lambda part: part.removeprefix(prefix) in self.overview.fields)

    def _group(self, stated: dict[str, str]) -> str:
        """Read the one field that entries are grouped by; of several, the first that there is."""
        text = stated.get('group', '')
        if len(re.split(r'[,;\s]+', text.strip(',; '))) < 2:
            return next(iter(self._fields('group', stated)), '')
        found = [part for part in re.split(r'[,;\s]+', text) if part in self.overview.fields]
        used = f'{found[0]!r} is used' if found else 'none is used'
        message = '%s: group takes one field, not %r; %s'
        self._warn('overview', message, self.overview.directive, text, used, option='group')
        return found[0] if found else ''

    def _conditions(self, text: str) -> tuple[tuple[str, str], ...]:
        """Read ``field: value, field: value``."""
        found = []
        fields = self.overview.fields
        for part in split_list(text):
            name, colon, value = (piece.strip() for piece in part.partition(':'))
            if self._are_conditions(part.split(';')):
                message = '%s: where: %r is several conditions; put commas between them'
                self._warn('overview', message, self.overview.directive, part, option='where')
                continue
            if not colon or not value:
                message = '%s: where: %r is not "field: value"'
                self._warn('overview', message, self.overview.directive, part, option='where')
                continue
            item = fields.get(name)
            if item is None:
                hint = unknown_field(self.overview, name)
                message = '%s: where: there is no field %r; %s'
                self._warn('overview', message, self.overview.directive, name, hint, option='where')
                continue
            if item.type in LISTS and without_commas(value, partial(_is_right, item)):
                message = '%s: where: %r is several values; a condition has one'
                self._warn('overview', message, self.overview.directive, value, option='where')
            elif item.type in CHECKED:
                for problem in parse_value(item, value).problems:
                    message = '%s: where: %s'
                    self._warn(problem.subtype, message, self.overview.directive, problem.message, option='where')
            found.append((name, value))
        return tuple(found)

    def _are_conditions(self, parts: Sequence[str]) -> bool:
        """Tell whether *parts* are two conditions or more."""
        return len(parts) > 1 and all(part.partition(':')[0].strip() in self.overview.fields for part in parts)


def _is_right(item: Field, text: str) -> bool:
    return item.type in CHECKED and not parse_value(item, text).problems


def _directive(overview: Overview) -> type[OverviewDirective]:
    name = ''.join(part.capitalize() for part in overview.directive.split('-'))
    spec = _OptionSpec({option: _as_typed for option in OPTIONS if option in overview.options})
    return type(name, (OverviewDirective,), {'__doc__': overview.help, 'overview': overview, 'option_spec': spec})


OVERVIEW_DIRECTIVES: Final[dict[str, type[OverviewDirective]]] = {
    name: _directive(overview) for name, overview in OVERVIEWS.items()
}
"""The directives by their plain name; they differ in the table of overviews only."""
