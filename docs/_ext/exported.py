"""What the builder ``privacy`` writes for a notice, shown on a page: made when that is written, and so never old."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinxext_privacy.exports.forms import all_files
from sphinxext_privacy.exports.gather import gather
from sphinxext_privacy.site import page_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinxext_privacy.domain.privacy import PrivacyDomain

LANGUAGES: Final = {'json': 'json', 'jsonld': 'json', 'yml': 'yaml', 'md': 'markdown', 'csv': 'text'}


class exported_file(nodes.General, nodes.Element):
    """Stands for a file until all pages are read."""


class ExportedFile(SphinxDirective):
    """A file of the builder ``privacy``: the argument is its name, ``:notice:`` the notices that it is made of.

    ``:start-at:`` and ``:lines:`` choose lines. ``:rows:`` shows that many rows of a CSV file, each as a list of its
    cells that hold something: the first ones, from the one in which ``:start-at:`` is found; or the last ones, where it
    is below 0.
    """

    required_arguments = 1
    option_spec = {
        'notice': directives.unchanged_required,
        'start-at': directives.unchanged_required,
        'lines': directives.positive_int,
        'rows': int,
    }

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder."""
        # Where pages are that must be written again.
        self.env.metadata[self.env.docname]['exported'] = 'yes'
        node = exported_file('', file=self.arguments[0], options=dict(self.options))
        self.set_source_info(node)
        return [node]


class ShowFile(SphinxPostTransform):
    """Shows the file."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace the placeholders."""
        for node in list(self.document.findall(exported_file)):
            text = self._text(node['file'], node['options'].get('notice', ''))
            node.replace_self(_rows(node, text) if 'rows' in node['options'] else [_lines(node, text)])

    def _text(self, name: str, notices: str) -> str:
        domain = cast('PrivacyDomain', self.env.domains['privacy'])
        exported = gather(domain, lambda docname: page_address(self.config, docname), report=False)
        wanted = {ident.strip() for ident in notices.split(',')} - {''}
        if wanted:
            exported = replace(exported, notices=tuple(item for item in exported.notices if item.ident in wanted))
        return dict(all_files(exported))[name].decode()


def _lines(node: nodes.Element, text: str) -> nodes.literal_block:
    options, lines = node['options'], text.splitlines()
    start = next(number for number, line in enumerate(lines) if options.get('start-at', '') in line)
    end = start + options.get('lines', len(lines))
    shown = '\n'.join(lines[start:end])
    return nodes.literal_block(shown, shown, language=LANGUAGES[node['file'].rpartition('.')[2]])


def _rows(node: nodes.Element, text: str) -> list[nodes.Node]:
    """Give each row as a list of fields: a record has more columns than a page is wide."""
    titles, *rows = csv.reader(io.StringIO(text.lstrip('\ufeff')))
    start, count = node['options'].get('start-at', ''), node['options']['rows']
    first = next(number for number, row in enumerate(rows) if any(start in cell for cell in row))
    rows = rows[count:] if count < 0 else rows[first : first + count]
    found: list[nodes.Node] = []
    for row in rows:
        listed = nodes.field_list()
        for title, cell in zip(titles, row, strict=True):
            if cell:
                body = nodes.field_body('', *(nodes.paragraph(line, line) for line in cell.splitlines()))
                listed += nodes.field('', nodes.field_name(title, title), body)
        found.append(nodes.container('', listed, classes=['sample-result']))
    return found


def show_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the pages anew in each build: any page may change what they show (event ``env-updated``)."""
    return sorted(name for name in env.all_docs if 'exported' in env.metadata[name])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_node(exported_file)
    app.add_directive('exported', ExportedFile)
    app.add_post_transform(ShowFile)
    app.connect('env-updated', show_again)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
