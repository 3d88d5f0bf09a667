"""The JSON Schema of the register, as a file beside the pages, and a role that links to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

from sphinxext_privacy.model.schema import register_schema

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

    from sphinxext_privacy.domain.privacy import PrivacyDomain

SCHEMA_FILE: Final = 'register.schema.json'


class schema_link(nodes.Inline, nodes.Element):
    """Stands for the link to the JSON Schema until the builder is known."""


class SchemaRole(SphinxRole):
    """The file with the JSON Schema of the register, as a link where it is published."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a placeholder; the text of the role is the text of the link."""
        return [schema_link('', nodes.literal(self.text, self.text))], []


class LinkSchema(SphinxPostTransform):
    """Links the file in HTML output; elsewhere there is no such file."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace the placeholders."""
        builder = cast('PrivacyDomain', self.env.domains['privacy']).builder
        for node in list(self.document.findall(schema_link)):
            content = node.children
            if builder is not None and publishes(builder):
                here = builder.get_target_uri(self.env.docname)
                address = relative_uri(here, SCHEMA_FILE)
                node.replace_self(nodes.reference('', '', *content, refuri=address, internal=True))
            else:
                node.replace_self(list(content))


def publishes(builder: Builder) -> bool:
    """Tell whether *builder* makes a site, where a file can stand beside the pages."""
    return builder.format == 'html' and builder.name != 'epub'


def publish_schema(app: Sphinx, exception: Exception | None) -> None:
    """Write the JSON Schema of the register beside the pages (event ``build-finished``)."""
    if exception is None and publishes(app.builder):
        text = json.dumps(register_schema(), indent=2, ensure_ascii=False)
        (Path(app.outdir) / SCHEMA_FILE).write_text(f'{text}\n', encoding='utf-8')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role, and the writing of the file."""
    app.add_node(schema_link)
    app.add_role('register-schema', SchemaRole())
    app.add_post_transform(LinkSchema)
    app.connect('build-finished', publish_schema)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
