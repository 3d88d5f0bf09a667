"""The builder ``noticepdf``: one PDF for each notice. All that takes time to load is loaded when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import sphinx
from sphinx.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class NoticePdfBuilder(Builder):
    """Writes PDFs through typst, without any program beside Python."""

    name = 'noticepdf'
    format = 'typst'
    epilog = 'The PDFs are in %(outdir)s.'
    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = [
        'image/svg+xml',
        'image/png',
        'image/jpeg',
        'image/webp',
        'image/gif',
    ]
    supported_remote_images = True
    supported_data_uri_images = True
    """Neither is shown; but to say so, the writer has to see them, and nothing is downloaded for it."""

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Keep the application: its status is that of the program."""
        super().__init__(app, env)
        self._application = app

    def init(self) -> None:
        """Load the writer, and say at once if typst is missing."""
        from sphinxext_privacy.pdf.maker import Maker
        from sphinxext_privacy.pdf.writer import TypstTranslator

        type(self).default_translator_class = TypstTranslator
        self.maker = Maker(self, self._application)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Give a mark that the writer turns into a link within the PDF, or to the web."""
        from sphinxext_privacy.pdf.markup import ELSEWHERE

        return f'{ELSEWHERE}{docname}'

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Give the same mark from everywhere."""
        return self.get_target_uri(to, typ)

    def get_outdated_docs(self) -> Iterable[str]:
        """Give the pages of the PDFs that are not as they would be made now."""
        return self.maker.outdated()

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Start with nothing known of the PDFs: pages were read since."""
        self.maker.forget()

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write no page by itself."""

    if sphinx.version_info < (8, 1):

        def write(self, build_docnames: Any, updated_docnames: Any, method: str = 'update') -> None:  # type: ignore[misc]
            """Write the PDFs (Sphinx before 8.1)."""
            self.maker.forget()
            self.maker.make(set(updated_docnames))

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the PDFs whose inputs changed."""
        self.maker.make(docnames)

    def finish(self) -> None:
        """Remove PDFs of notices that are no more, also where nothing was to be written."""
        self.maker.tidy()

    def cleanup(self) -> None:
        """Remove temporary files."""
        self.maker.close()
