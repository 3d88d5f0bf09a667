"""The builder ``privacy``: the notices of a project as data. No page is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import sphinx
from sphinx.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from sphinxext_privacy.domain.privacy import PrivacyDomain

NOTE: Final = 'privacy-privacy.published'
"""The file beside the doctrees that says what was written."""


class PrivacyBuilder(Builder):
    """Writes every form of the notices."""

    name = 'privacy'
    format = 'data'
    epilog = 'The notices are in %(outdir)s as data.'
    allow_parallel = True

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Give the address of the HTML page of a document, relative to the root of the site."""
        from sphinxext_privacy.site import page_address

        return page_address(self.config, docname)

    def get_outdated_docs(self) -> str:
        """Say that the files are always made: that takes no more time than to find out whether they must be."""
        return 'the notices as data'

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare nothing."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write no page."""

    if sphinx.version_info < (8, 1):

        def write(self, build_docnames: Any, updated_docnames: Any, method: str = 'update') -> None:  # type: ignore[misc]
            """Write no page (Sphinx before 8.1)."""
            self.prepare_writing(set(updated_docnames))

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write no page."""

    def finish(self) -> None:
        """Write the files that are not as they must be, and remove those of notices that are no more."""
        from sphinxext_privacy.exports.forms import all_files
        from sphinxext_privacy.exports.gather import gather
        from sphinxext_privacy.files import WrittenFiles

        exported = gather(cast('PrivacyDomain', self.env.domains['privacy']), self.get_target_uri)
        WrittenFiles(Path(self.doctreedir) / NOTE, Path(self.outdir)).replace(dict(all_files(exported)))
