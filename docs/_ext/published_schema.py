"""The JSON Schemas, as files beside the pages, and roles that link to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

from sphinxext_privacy.changes.schema import changes_schema
from sphinxext_privacy.exports.report_schema import report_json_schema
from sphinxext_privacy.exports.schema import privacy_json_schema
from sphinxext_privacy.model.schema import register_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

    from sphinxext_privacy.domain.privacy import PrivacyDomain


class Published(NamedTuple):
    """A schema that is published."""

    file: str
    make: Callable[[], dict[str, object]]


SCHEMAS: Final = {
    'register-schema': Published('register.schema.json', register_schema),
    'privacy-schema': Published('privacy.schema.json', privacy_json_schema),
    'changes-schema': Published('changes.schema.json', changes_schema),
    'report-schema': Published('report.schema.json', report_json_schema),
}
"""By the role that links to each."""


class schema_link(nodes.Inline, nodes.Element):
    """Stands for the link to a JSON Schema until the builder is known."""


class SchemaRole(SphinxRole):
    """The file with a JSON Schema, as a link where it is published; the name of the role says which one."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a placeholder; the text of the role is the text of the link."""
        return [schema_link('', nodes.literal(self.text, self.text), file=SCHEMAS[self.name].file)], []


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
        for published in SCHEMAS.values():
            text = json.dumps(published.make(), indent=2, ensure_ascii=False)
            (Path(app.outdir) / published.file).write_text(f'{text}\n', encoding='utf-8')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the roles, and the writing of the files."""
    app.add_node(schema_link)
    for name in SCHEMAS:
        app.add_role(name, SchemaRole())
    app.add_post_transform(LinkSchema)
    app.connect('build-finished', publish_schemas)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
