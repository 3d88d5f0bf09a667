"""The same document in MyST and in reST."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MarkupName = Literal['md', 'rst']

MARKUPS = ['rst', pytest.param('md', marks=pytest.mark.myst)]
"""For ``parametrize``: both, the second only where MyST is installed."""


class Markup:
    """Writes the constructs that tests need in one of the two."""

    def __init__(self, name: MarkupName) -> None:
        self.name = name
        self.suffix = f'.{name}'

    def page(self, title: str, *blocks: str) -> str:
        """Give a document with a title."""
        head = f'# {title}' if self.name == 'md' else f'{title}\n{"=" * len(title)}'
        return '\n\n'.join((head, *blocks)) + '\n'

    def section(self, title: str, *blocks: str) -> str:
        """Give a section of the second level."""
        head = f'## {title}' if self.name == 'md' else f'{title}\n{"-" * len(title)}'
        return '\n\n'.join((head, *blocks))

    def directive(
        self,
        name: str,
        argument: str = '',
        options: Mapping[str, str] = {},
        body: str = '',
    ) -> str:
        """Give a directive; an option may have several lines."""
        if self.name == 'md':
            depth = 3
            while ':' * depth in body:
                depth += 1
            lines = [f'{":" * depth}{{{name}}} {argument}'.rstrip()]
            if any('\n' in value for value in options.values()):
                lines.append('---')
                for key, value in options.items():
                    several = '\n' in value
                    lines += [f'{key}: |', textwrap.indent(value, '  ')] if several else [f'{key}: {value}'.rstrip()]
                lines.append('---')
            else:
                lines += [f':{key}: {value}'.rstrip() for key, value in options.items()]
            if body:
                lines += ['', body] if options else [body]
            return '\n'.join([*lines, ':' * depth])
        lines = [f'.. {name}:: {argument}'.rstrip()]
        for key, value in options.items():
            text = value.replace('\n', '\n      ')
            lines.append(f'   :{key}: {text}'.rstrip())
        if body:
            lines += ['', textwrap.indent(body, '   ')]
        return '\n'.join(lines)

    def role(self, name: str, text: str) -> str:
        """Give a role."""
        return f'{{{name}}}`{text}`' if self.name == 'md' else f':{name}:`{text}`'

    def link(self, text: str, url: str) -> str:
        """Give a link to an address."""
        return f'[{text}]({url})' if self.name == 'md' else f'`{text} <{url}>`__'

    def literal(self, text: str) -> str:
        """Give literal text."""
        return f'`{text}`' if self.name == 'md' else f'``{text}``'

    def bullets(self, items: Sequence[str]) -> str:
        """Give a bullet list; further paragraphs of an item are its further lines."""
        return '\n'.join('- ' + item.replace('\n', '\n  ').replace('\n  \n', '\n\n') for item in items)

    def toctree(self, *docnames: str, hidden: bool = False) -> str:
        """Give a table of contents."""
        name = 'toctree'
        options = {'hidden': ''} if hidden else {'maxdepth': '1'}
        body = '\n'.join(docnames)
        if self.name == 'md':
            return '\n'.join([f'```{{{name}}}', *(f':{k}: {v}'.rstrip() for k, v in options.items()), '', body, '```'])
        return self.directive(name, '', options, body)

    def target(self, name: str) -> str:
        """Give a target for the section that follows."""
        return f'({name})=' if self.name == 'md' else f'.. _{name}:'


MD = Markup('md')
RST = Markup('rst')
