"""Makes the PDFs: decides which are out of date, writes their code, and hands it to typst."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sphinx
from docutils import nodes
from sphinx.util import logging

from sphinxext_privacy import __version__
from sphinxext_privacy.config import setting_place
from sphinxext_privacy.dates.build import source_date
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.lifecycle import domain_of
from sphinxext_privacy.pdf.assemble import Front, assemble, front
from sphinxext_privacy.pdf.core import located
from sphinxext_privacy.pdf.engine import Engine, Failed, PdfError, Problem, drops_content
from sphinxext_privacy.pdf.markup import array, quote, visible
from sphinxext_privacy.pdf.plan import plan
from sphinxext_privacy.pdf.retag import retagged
from sphinxext_privacy.pdf.settings import PAPERS, SETTINGS
from sphinxext_privacy.pdf.state import State, digest, stable
from sphinxext_privacy.pdf.writer import TypstTranslator
from sphinxext_privacy.progress import shown_while_done

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinxext_privacy.domain.digests import PageDigests
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.pdf.plan import Planned

logger = logging.getLogger(__name__)

_HERE: Final = Path(__file__).parent


class Maker:
    """Makes the PDFs of one build."""

    def __init__(self, builder: Builder, app: Sphinx) -> None:
        """Say at once what is missing: typst, a template, a font."""
        self.builder = builder
        self.app = app
        self.env = builder.env
        self.config = config = builder.config
        self.state = State(Path(builder.outdir))
        self.engine: Engine | None = None
        self._digests: PageDigests | None = None
        folder = Path(builder.confdir)
        template = config.noticepdf_template
        self._template = folder / template if template else _HERE / 'template.typ'
        try:
            if not self._template.is_file():
                raise PdfError(f'noticepdf_template in conf.py: there is no file {template!r}')
            self.engine = Engine(config.noticepdf_standards, config.noticepdf_fonts, folder)
        except PdfError as error:
            self._report('%s', error)
            return
        for name in self.engine.problems:
            warn(
                'pdf',
                'noticepdf_fonts in conf.py: %r is neither a file or folder beside conf.py nor a family in one of them',
                name,
                location=setting_place(folder, config, 'noticepdf_fonts') or None,
            )

    def close(self) -> None:
        """Remove temporary files."""
        if self.engine is not None:
            self.engine.close()

    def _report(self, message: str, *args: object, location: nodes.Node | None = None) -> None:
        """Say that something cannot be made, in one line, and let the build end as failed.

        An exception would print a report about a crash, which this is not.
        """
        logger.error(message, *args, location=location)
        self.app.statuscode = 1

    # -- what is to be made -------------------------------------------------------------------------------------

    def outdated(self) -> list[str]:
        """Give the pages of the PDFs that are not as they would be made now."""
        if self.engine is None:
            return []
        domain = domain_of(self.env)
        self.forget()
        found: set[str] = set()
        for planned in plan(domain):
            if not self.state.is_current(planned.file, self.inputs(domain, planned)):
                found.update(docname for docname in planned.below(domain) if docname in self.env.all_docs)
        return sorted(found)

    def forget(self) -> None:
        """Forget what was found out about pages: they may have been read since."""
        self._digests = None

    def inputs(self, domain: PrivacyDomain, planned: Planned) -> str:
        """Digest what a PDF is made of, without making it."""
        env = self.env
        if self._digests is None:
            self._digests = domain.page_digests('')
            self._common = digest(
                __version__,
                sphinx.__version__,
                self.engine.version if self.engine is not None else '',
                os.environ.get('SOURCE_DATE_EPOCH', ''),
                self._settings(),
                *(path.read_bytes() for path in (self._template, *self._font_files()) if path.is_file()),
            )
        parts: list[object] = [self._common, planned]
        for docname in planned.below(domain):
            record = domain.documents.get(docname)
            parts.append(docname)
            parts.append(_stamp(Path(os.fspath(env.doc2path(docname)))))
            needed = sorted(str(item) for item in env.dependencies.get(docname, ()))
            parts.extend(_stamp(Path(env.srcdir) / item) for item in needed)
            parts.append(self._digests.page(docname, record) if record is not None else '')
            parts.append(domain.document_title(docname))
        return digest(*parts, front(domain, planned))

    def _font_files(self) -> list[Path]:
        return self.engine.files if self.engine is not None else []

    def _settings(self) -> list[tuple[str, str]]:
        """Give the settings that a PDF depends on."""
        own = {setting.name for setting in SETTINGS if setting.name.startswith('noticepdf')}
        own |= {value.name for value in self.config.filter(frozenset({'env'}))}
        own |= {'language', 'html_baseurl', 'html_file_suffix', 'html_link_suffix', 'numfig_format', 'author'}
        return [
            (value.name, stable(value.value))
            for value in self.config
            if value.name in own or (value.name.startswith('privacy_') and value.name != 'privacy_publish')
        ]

    def make(self, docnames: AbstractSet[str] = frozenset()) -> None:
        """Write the PDFs that hold one of *docnames*, or whose inputs changed."""
        if self.engine is None:
            return
        domain = domain_of(self.env)
        wanted = plan(domain, report=True)
        outdated = [
            planned
            for planned in wanted
            if docnames & set(planned.below(domain))
            or not self.state.is_current(planned.file, self.inputs(domain, planned))
        ]
        if not outdated:
            return
        for planned in shown_while_done(outdated, 'writing PDF... ', self.config, lambda item: item.file):
            self._make_one(self.engine, domain, planned)

    def tidy(self) -> None:
        """Remove PDFs of an earlier build that are not made any more, and keep what was done."""
        names = {planned.file for planned in plan(domain_of(self.env))}
        for file in [name for name in self.state.files if name not in names]:
            self.state.forget(file)
        self.state.save()

    # -- one PDF ------------------------------------------------------------------------------------------------

    def _make_one(self, engine: Engine, domain: PrivacyDomain, planned: Planned) -> None:
        made = front(domain, planned)
        document = assemble(self.builder, domain, planned, made)
        document['missing'] = sorted(engine.uncovered(_characters(document, made)))
        writer = self.builder.create_translator(document, self.builder)
        assert isinstance(writer, TypstTranslator)
        document.walkabout(writer)
        epoch = _epoch(made)
        main = '\n'.join([*self._head(made, writer, epoch, engine.families), writer.astext_code, '}', ''])
        shift = main[: main.index(writer.astext_code)].count('\n') if writer.lines else 0
        files = {'main.typ': main, **self._library()}
        stamp = self.inputs(domain, planned)
        content = digest(
            engine.version, engine.standards, engine.families, epoch, writer.shapes,
            *(text for item in sorted(files.items()) for text in item),
            *(path.read_bytes() for path in (*writer.images.values(), *engine.files) if path.is_file()),
        )  # fmt: skip
        if self.state.is_same(planned.file, content):
            self.state.note(planned.file, stamp, content)
            return
        try:
            data, problems = engine.compile(files, writer.images, epoch)
        except Failed as error:
            self._fail(planned, writer, error.problems, shift, str(error))
            return
        lost = [problem for problem in problems if drops_content(problem)]
        if lost:
            self._fail(planned, writer, lost, shift, '')
            return
        for problem in problems:
            warn('pdf', '%s', problem.message, location=located(_origin(writer, problem.line - shift)))
        data = retagged(data, writer.shapes)
        path = self.state.outdir / planned.file
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f'.{path.name}.{os.getpid()}')
        temporary.write_bytes(data)
        temporary.replace(path)
        self.state.note(planned.file, stamp, content)

    def _fail(self, planned: Planned, writer: TypstTranslator, problems: list[Problem], shift: int, words: str) -> None:
        self.state.forget(planned.file)
        for problem in problems:
            node = located(_origin(writer, problem.line - shift))
            self._report('%s was not made: %s', planned.file, problem.message, location=node)
        if not problems:
            self._report('%s was not made: %s', planned.file, words)

    def _library(self) -> dict[str, str]:
        return {
            'elements.typ': (_HERE / 'elements.typ').read_text(encoding='utf-8'),
            'default.typ': (_HERE / 'template.typ').read_text(encoding='utf-8'),
            'template.typ': self._template.read_text(encoding='utf-8'),
        }

    def _head(self, made: Front, writer: TypstTranslator, epoch: int, families: list[str]) -> Iterator[str]:
        """Give the first lines of the code: the template, with what it is to show."""

        def text(value: str) -> str:
            return quote(visible(writer.shown(value)))

        language, _, region = (self.config.language or 'en').replace('-', '_').partition('_')
        day = datetime.datetime.fromtimestamp(epoch, datetime.UTC).date()
        yield '#import "elements.typ": *'
        yield '#import "template.typ": notice'
        yield '#show: notice.with('
        yield f'title: {text(made.title)},'
        yield f'heading: {text(made.title)},'
        yield f'facts-of: {array(array(map(text, pair)) for pair in made.facts)},'
        yield f'status: {text(made.status)},'
        yield f'authors: {array(map(text, made.authors))},'
        yield f'keywords: {array(map(text, made.keywords))},'
        yield f'date: datetime(year: {day.year}, month: {day.month}, day: {day.day}),'
        yield f'language: {quote(language.lower() if len(language) in {2, 3} else "en")},'
        yield f'region: {quote(region.upper()) if len(region) == 2 else "none"},'
        yield f'paper: {quote(PAPERS[self.config.noticepdf_paper])},'
        yield f'fonts: {array(map(quote, families))},'
        yield f'sections: {writer.headings},'
        yield ')'
        yield '#{'


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ''
    return f'{found.st_mtime_ns}:{found.st_size}'


def _characters(document: nodes.document, made: Front) -> set[str]:
    found = set(''.join(made.texts())) | set('•–—→…')
    for leaf in document.findall(nodes.Text):
        found.update(leaf)
    for node in document.findall(nodes.Element):
        for name in ('alt', 'explanation', 'refuri'):
            found.update(node.get(name) or '')
    return set(visible(''.join(found)))


def _epoch(made: Front) -> int:
    """Give the time of a PDF: that of the environment, or that of its notice; never that of the clock."""
    given = source_date()
    if given is None:
        try:
            given = datetime.date.fromisoformat(made.date)
        except ValueError:
            given = datetime.date(1980, 1, 1)
    return int(datetime.datetime(given.year, given.month, given.day, tzinfo=datetime.UTC).timestamp())


def _origin(writer: TypstTranslator, line: int) -> nodes.Node | None:
    """Give the node that a line of the code was written for."""
    found = None
    for place, node in writer.places:
        if place > line >= 0:
            break
        found = node if line >= 0 else found
    return found
