"""The JSON Schemas, as files beside the pages, and roles that link to these and to other such files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

from sphinxext_privacy.exports.schemas import SCHEMAS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

    from sphinxext_privacy.domain.privacy import PrivacyDomain


ROLES: Final = {schema.file.replace('.schema.json', '-schema'): schema for schema in SCHEMAS.values()}
"""By the role that links to each."""


class file_link(nodes.Inline, nodes.Element):
    """Stands for the link to a file beside the pages until the builder is known."""


class FileRole(SphinxRole):
    """A file, as a link where it is published."""

    def __init__(self, file: str) -> None:
        """*file*: its name."""
        super().__init__()
        self.file = file

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a placeholder; the text of the role is the text of the link."""
        return [file_link('', nodes.literal(self.text, self.text), file=self.file)], []


class LinkFile(SphinxPostTransform):
    """Links the file in HTML output; elsewhere there is no such file."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace the placeholders."""
        builder = cast('PrivacyDomain', self.env.domains['privacy']).builder
        for node in list(self.document.findall(file_link)):
            content = node.children
            if builder is not None and publishes(builder):
                here = builder.get_target_uri(self.env.docname)
                address = relative_uri(here, node['file'])
                node.replace_self(nodes.reference('', '', *content, refuri=address, internal=True))
            else:
                node.replace_self(list(content))


def publishes(builder: Builder) -> bool:
    """Tell whether *builder* makes a site, where a file can stand beside the pages."""
    return builder.format == 'html' and builder.name != 'epub'


def publish_schemas(app: Sphinx, exception: Exception | None) -> None:
    """Write the JSON Schemas beside the pages (event ``build-finished``)."""
    if exception is None and publishes(app.builder):
        for schema in SCHEMAS.values():
            text = json.dumps(schema.make(), indent=2, ensure_ascii=False)
            (Path(app.outdir) / schema.file).write_text(f'{text}\n', encoding='utf-8')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the roles, and the writing of the files."""
    app.add_node(file_link)
    for name, schema in ROLES.items():
        app.add_role(name, FileRole(schema.file))
    app.add_post_transform(LinkFile)
    app.connect('build-finished', publish_schemas)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
