"""Samples: a source and what becomes of it, both from one file, so that neither can be without the other."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from sphinxext_privacy.diagnostics import WARNING_TYPE
from sphinxext_privacy.register.load import load_register

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FOLDER: Final = 'snippets'
MARKUPS: Final = {'.md': ('MyST', 'markdown'), '.rst': ('reStructuredText', 'rst')}


class Sample(SphinxDirective):
    """The snippet that the argument names, in each markup, with the result below.

    Both markups give the same document, which the tests see to; so the result is shown once. The body is
    shown in place of a result that readers do not see.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Show the sources as they are, and include the first of them."""
        made = nodes.container('', classes=['sample'])
        sources = nodes.container('', classes=['sample-sources'])
        for suffix, (markup, language) in MARKUPS.items():
            path = Path(self.env.srcdir) / FOLDER / f'{self.arguments[0]}{suffix}'
            self.env.note_dependency(str(path))
            text = path.read_text(encoding='utf-8').rstrip()
            title = nodes.paragraph('', '', nodes.strong(markup, markup), classes=['sample-markup'])
            sources += nodes.container('', title, nodes.literal_block(text, text, language=language))
        result = nodes.container('', classes=['sample-result'])
        result.document = self.state.document
        source, _ = self.get_source_info()
        included = f'/{FOLDER}/{self.arguments[0]}.md'
        lines = StringList([f':::::::{{include}} {included}', ':::::::'], source)
        self.state.nested_parse(lines, 0, result)
        made += [sources, result]
        if self.content:
            self.state.nested_parse(self.content, self.content_offset, result)
        return [made]


class RegisterMistakes(SphinxDirective):
    """A register with mistakes (the body), and the warnings that the package itself gives for it.

    The argument is the name of its file.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Load the register as a build does."""
        name = self.arguments[0]
        text = '\n'.join(self.content)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / name).write_text(text, encoding='utf-8')
            problems = load_register([name], Path(folder)).problems
        lines = [f'{item.location}: WARNING: {item.message} [{WARNING_TYPE}.{item.subtype}]' for item in problems]
        if not lines:
            raise self.error('this register has no mistake')
        said = '\n'.join(lines)
        return [
            nodes.literal_block(text, text, language='yaml'),
            nodes.literal_block(said, said, language='text'),
        ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive('sample', Sample)
    app.add_directive('register-mistakes', RegisterMistakes)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
