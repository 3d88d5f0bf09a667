"""What all entry directives share: options to facts, the argument, the body, one placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.statemachine import StateMachine
from sphinx.util.docutils import SphinxDirective

from sphinxext_privacy import prose
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.directives.options import (
    CONTROL,
    OptionSpec,
    block_from_file,
    given_twice,
    option_in_text,
    option_line,
)
from sphinxext_privacy.model.fields import COMMON, STYLES
from sphinxext_privacy.model.ids import is_id, is_visible, slug
from sphinxext_privacy.model.values import parse_value
from sphinxext_privacy.model.vocabularies import nearest
from sphinxext_privacy.nodes import privacy_entry, privacy_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinxext_privacy.diagnostics import Subtype
    from sphinxext_privacy.model.fields import Field, Kind
    from sphinxext_privacy.model.values import Facts

_COMMON = {item.name: item for item in COMMON}
_PROSE = frozenset({'prose', 'terms'})


class EntryDirective(SphinxDirective):
    """Reads one entry, or a list of entries, of :attr:`kind`."""

    kind: ClassVar[Kind]
    argument_words: ClassVar[str] = 'an id or a name'
    """What the argument is, for a message."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def __init_subclass__(cls) -> None:
        """Take the option spec from the field table."""
        cls.option_spec = OptionSpec(cls.kind)

    def run(self) -> list[nodes.Node]:
        """Give the placeholders, and the content around them where a list has some."""
        self.common: dict[str, str] = {}
        self.parsed: dict[str, nodes.paragraph] = {}
        self.typed = ''
        facts = self.read_options()
        self._look_into_text()
        argument = ' '.join(self.printable(self.arguments[0]).split()) if self.arguments else ''
        argument = argument if is_visible(argument) else ''
        if not argument and self.kind.takes_list and self.kind.title_field not in facts:
            from sphinxext_privacy.directives.lists import read_list

            return read_list(self, facts)
        return self.read_single(argument, facts)

    # -- what is wrong ------------------------------------------------------------------------------------------

    def warn(self, subtype: Subtype, message: str, *args: object, option: str = '', line: int = 0) -> None:
        """Warn at the directive, at its *option*, or at *line* of the same file."""
        source, own = self.get_source_info()
        if option:
            own = option_line(option, self.source_block(), own)
        warn(subtype, message, *args, location=f'{source}:{line or own}')

    def source_block(self) -> str:
        """Give the source of this directive, with its options."""
        if self.name in self.block_text.partition('\n')[0]:
            return self.block_text
        # MyST before version 5 gives the body only.
        source, line = self.get_source_info()
        return block_from_file(source, line)

    def printable(self, text: str, option: str = '') -> str:
        """Give the argument or the text of *option* without characters that no output may hold."""
        if not CONTROL.search(text):
            return text
        where = f'option {option!r}' if option else 'the argument'
        self.warn(
            'value', '%s: %s holds a control character, which is left out', self.kind.directive, where, option=option
        )
        return CONTROL.sub('', text)

    # -- options ------------------------------------------------------------------------------------------------

    def read_options(self) -> Facts:
        """Read the options into facts, field by field in the order of the table; warn of what is wrong."""
        facts: Facts = {}
        fields = self.kind.by_name
        given = {name.lower(): self.printable(text, name) for name, text in self.options.items()}
        for name, offset in given_twice(self.block_text) if self.name in self.block_text.partition('\n')[0] else ():
            line = self.get_source_info()[1] + offset
            self.warn(
                'option', '%s: option %r is given twice; the last one counts', self.kind.directive, name, line=line
            )
        for name, text in given.items():
            if name in _COMMON:
                self._read_common(name, text)
            elif name not in fields:
                near = nearest(name, {**fields, **_COMMON})
                hint = f'did you mean {near!r}?' if near else f'it knows: {", ".join(fields)}'
                self.warn('option', '%s has no option %r; %s', self.kind.directive, name, hint, option=name)
        for name, item in fields.items():
            if name in given:
                self._read_fact(item, given[name], facts)
        return facts

    def _look_into_text(self) -> None:
        """Warn of what stands in the body or in the argument and was meant to be something else."""
        misplaced = option_in_text(self.content, {**self.kind.by_name, **_COMMON})
        if misplaced is not None:
            name, offset = misplaced
            message = '%s: %r stands in the text; options stand right below the first line, without an empty line'
            self.warn('option', message, self.kind.directive, name, line=self.content_source()[1] + offset)
        if self.kind.takes_list and self.arguments and self.arguments[0].startswith(('- ', '* ', '+ ')):
            self.warn('list', '%s: a list begins on a line of its own, below an empty line', self.kind.directive)

    def _read_fact(self, item: Field, text: str, facts: Facts) -> None:
        result = parse_value(item, text)
        for problem in result.problems:
            self.warn(
                problem.subtype, '%s: option %r: %s', self.kind.directive, item.name, problem.message, option=item.name
            )
        if result.value is None:
            return
        facts[item.name] = result.value
        if item.type in _PROSE and isinstance(result.value, str) and self.has_markup(result.value):
            source, line = self.get_source_info()
            line = option_line(item.name, self.source_block(), line)
            self.parsed[item.name] = self.parse_prose(result.value, source, line)

    def _read_common(self, name: str, text: str) -> None:
        if not text:
            self.warn('option', '%s: option %r needs a value', self.kind.directive, name, option=name)
            return
        if name == 'style' and text not in STYLES:
            near = nearest(text, list(STYLES))
            hint = f'did you mean {near!r}?' if near else f'the styles are: {", ".join(STYLES)}'
            self.warn('vocabulary', '%s: %r is not a style; %s', self.kind.directive, text, hint, option=name)
            return
        if name in {'id', 'notice'} and not is_id(text):
            self.warn('id', '%s: %r is not an id; %r is used', self.kind.directive, text, slug(text), option=name)
            text = slug(text)
        self.common[name] = text

    # -- prose --------------------------------------------------------------------------------------------------

    def has_markup(self, text: str) -> bool:
        """Tell whether *text* has to be parsed in this project."""
        return prose.has_markup(text, linkify=prose.linkifies(self.config))

    def parse_prose(self, text: str, source: str, line: int) -> nodes.paragraph:
        """Parse inline markup into a paragraph that translators see at *source*, *line*."""
        inline, messages = self.state.inline_text(text, line)
        paragraph = nodes.paragraph(text, '', *inline)
        paragraph.source, paragraph.line = source, line
        if messages:
            paragraph += cast('Sequence[nodes.Node]', messages)
        return paragraph

    def parse_body(self) -> list[nodes.Node]:
        """Parse the body into block nodes."""
        holder = nodes.Element()
        holder.document = self.state.document
        self.state.nested_parse(self.content, self.content_offset, holder)
        return holder.children

    def is_plain(self, lines: Iterable[str]) -> bool:
        """Tell whether *lines* are paragraphs of plain prose in this project."""
        return prose.is_plain_body(list(lines), linkify=prose.linkifies(self.config))

    def content_source(self) -> tuple[str, int]:
        """Give the file, and the line of the first line of the body."""
        # What stands in for the state machine under MyST is no such machine, whatever the annotation says.
        machine: object = self.state_machine
        if self.content and isinstance(machine, StateMachine):
            source, offset = self.content.items[0]
            return source, offset + 1
        # Under MyST the offset of the content counts from the line of the directive.
        source, line = self.get_source_info()
        return source, line + self.content_offset + 1

    # -- the placeholder ----------------------------------------------------------------------------------------

    def read_single(self, argument: str, facts: Facts) -> list[nodes.Node]:
        """Make the one entry that *argument* and the options describe."""
        idents = self.read_argument(argument, facts) if argument else self.default_idents(facts)
        if 'id' in self.common:
            idents, self.typed = (self.common['id'],), ''
        if not idents:
            self.warn('missing', '%s needs %s as its argument', self.kind.directive, self.argument_words)
            return self.parse_body()
        node = self.placeholder(idents, facts, self.parsed)
        if any(line.strip() for line in self.content):
            if self.is_plain(self.content):
                # As text, which takes a fraction of the room and time that nodes do.
                node['plain'] = prose.plain_paragraphs(list(self.content), self.content_source()[1])
            else:
                node += privacy_part('', *self.parse_body(), name='body')
        return [node]

    def default_idents(self, facts: Facts) -> tuple[str, ...]:
        """Give the id where there is no argument: a slug of the name, if one is stated."""
        name = facts.get(self.kind.title_field)
        return (slug(name),) if isinstance(name, str) else ()

    def read_argument(self, argument: str, facts: Facts) -> tuple[str, ...]:
        """Give the ids that *argument* stands for, and state the name in *facts* where none is.

        Whether an argument that looks like an id is one is decided when the register is joined in, so that
        reading a page does not depend on the register: it is kept as a name until then.
        """
        title = self.kind.title_field
        self.typed = argument if is_id(argument) else ''
        if title in facts:
            return (argument,) if self.typed else (slug(argument),)
        facts[title] = argument
        if self.kind.by_name[title].type == 'prose' and self.has_markup(argument):
            source, line = self.get_source_info()
            paragraph = self.parse_prose(argument, source, line)
            self.parsed[title] = paragraph
            argument = paragraph.astext()
        return (slug(argument),)

    def placeholder(
        self,
        idents: tuple[str, ...],
        facts: Facts,
        parsed: Mapping[str, nodes.paragraph],
    ) -> privacy_entry:
        """Make the placeholder of one entry, with its *parsed* prose below it."""
        node = privacy_entry(
            '',
            kind=self.kind.name,
            idents=idents,
            typed=self.typed,
            facts=facts,
            style=self.common.get('style', ''),
            notice=self.common.get('notice', ''),
            docname=self.env.docname,
        )
        if 'accept' in self.common:
            node['accept'] = tuple(self.common['accept'].splitlines())
        node.source, node.line = self.get_source_info()
        node.document = self.state.document
        for name, paragraph in parsed.items():
            node += privacy_part('', paragraph, name=name)
        return node
