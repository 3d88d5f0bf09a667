"""A small Sphinx project in a temporary folder, built as ``sphinx-build`` would build it."""

from __future__ import annotations

import gettext
import importlib
import importlib.util
import io
import json
import logging
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from jinja2 import BytecodeCache
from jsonschema import Draft202012Validator
from sphinx import locale
from sphinx.application import Sphinx, builtin_extensions
from sphinx.errors import SphinxWarning
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util import logging as sphinx_logging
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxext_privacy.exports.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docutils import nodes
    from jinja2.bccache import Bucket

    from sphinxext_privacy.checks.memory import Told
    from sphinxext_privacy.domain.document import DocumentRecord
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.rules.judge import Verdict

_SCHEMA: Final = Draft202012Validator(SCHEMAS['json'].make())

HAS_MYST: Final = importlib.util.find_spec('myst_parser') is not None

# Sphinx's modules keep their words in the language of the build that loads them first.
for module in builtin_extensions:
    importlib.import_module(module)

MYST_EXTENSIONS: Final = ['colon_fence', 'deflist', 'substitution']

_COLOUR: Final = re.compile(r'\x1b\[[0-9;]*m')

LAYOUT: Final = """\
<title>{{ title|striptags }}</title>
{%- for css in css_files %}
{{ css_tag(css) }}
{%- endfor %}
{% block body %}{% endblock %}
"""
"""A page that is its body and style sheets only.

Sphinx leaves sidebars and links to neighbours behind after some edits; with this layout they are not there,
and whole files can be compared.
"""


class _Compiled(BytecodeCache):
    """The templates of themes as code: they are the same for all builds of a process, and to compile them for each
    takes longer than all else that is done for a small page.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose name, file and text are known."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED: Final = _Compiled()


@dataclass(frozen=True)
class Warned:
    """One warning, as Sphinx got it; older versions do not print its type."""

    type: str
    subtype: str
    location: str
    """``path:line``, the path relative to the source folder."""
    message: str

    def __str__(self) -> str:
        name = '.'.join(part for part in (self.type, self.subtype) if part)
        return f'{self.location}: {self.message}' + (f' [{name}]' if name else '')


@dataclass
class Build:
    """What one build did."""

    builder: str
    out: Path
    status: str = ''
    exit: int = 0
    warned: list[Warned] = field(default_factory=list)
    read: tuple[str, ...] = ()
    """The documents that were read."""
    written: tuple[str, ...] = ()
    """The documents that were written, with those that Sphinx always writes along; not of every builder."""
    before: dict[str, nodes.document] = field(default_factory=dict)
    """Doctrees as they were read, where they were asked for."""
    after: dict[str, nodes.document] = field(default_factory=dict)
    """Doctrees with all references resolved, where they were asked for."""
    records: dict[str, DocumentRecord] = field(default_factory=dict)
    """What the domain knows of each document, where doctrees were asked for."""

    told: list[Told] = field(default_factory=list)
    """What the rules found, in this build or as it is remembered."""
    digests: dict[str, str] = field(default_factory=dict)
    """Digests of what pages show and do not state themselves."""

    @property
    def warnings(self) -> list[str]:
        """The warnings as text."""
        return [str(warned) for warned in self.warned]

    @property
    def counts(self) -> str:
        """How many documents were added, changed and removed, in Sphinx's words."""
        found = re.search(r'updating environment: (?:\[.*?\] )?(.*)', self.status)
        return found[1].strip() if found else ''

    @property
    def config_changed(self) -> bool:
        """Whether Sphinx saw other settings than in the build before."""
        return 'config changed' in self.status or 'configuration has changed' in self.status

    def text(self, name: str) -> str:
        """Give an output file."""
        return (self.out / name).read_text(encoding='utf-8')

    def page(self, docname: str) -> str:
        """Give the output of a document; builders differ in the names of files."""
        for name in (f'{docname}.html', f'{docname}.txt', f'{docname}/index.html', f'{docname}.xml'):
            if (self.out / name).is_file():
                return self.text(name)
        raise FileNotFoundError(docname)

    def files(self, *patterns: str) -> dict[str, bytes]:
        """Give the bytes of all output files whose path fits one of *patterns*, by path."""
        found = {path for pattern in patterns or ('**/*',) for path in self.out.glob(pattern) if path.is_file()}
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in sorted(found)}

    def stamps(self) -> dict[str, int]:
        """Give the time of the last writing of each output file, in nanoseconds."""
        paths = (path for path in self.out.rglob('*') if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.stat().st_mtime_ns for path in sorted(paths)}


class Project:
    """A folder with sources, and folders for what is built of them."""

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, str | bytes] = {},
        settings: Mapping[str, Any] = {},
        *,
        bare: bool = False,
    ) -> None:
        """Write *files* (path → text) and a ``conf.py`` with *settings*.

        MyST is loaded where it is installed, unless *settings* says which extensions are. With *bare*, HTML
        pages are their bodies only.
        """
        self.folder = folder
        self.source = folder / 'source'
        self.source.mkdir(parents=True, exist_ok=True)
        self.settings: dict[str, Any] = {
            'project': 'Example',
            'extensions': ['sphinxext_privacy'],
            'html_theme': 'basic',
            'html_copy_source': False,
            # Themes add to it, and Sphinx has one default list for all builds of a process.
            'templates_path': [],
            # The type of each warning is kept with it; Sphinx 8 would also put it into the text.
            'show_warning_types': False,
        }
        if HAS_MYST:
            self.settings['extensions'] = ['myst_parser', 'sphinxext_privacy']
            self.settings['myst_enable_extensions'] = MYST_EXTENSIONS
        if bare:
            self.write({'_templates/layout.html': LAYOUT})
            self.settings['templates_path'] = ['_templates']
        self.configure(**settings)
        self.write(files)

    # -- sources ------------------------------------------------------------------------------------------------

    def configure(self, **settings: Any) -> None:
        """Change settings in ``conf.py``; ``None`` takes a setting out."""
        self.settings.update(settings)
        self.settings = {name: value for name, value in self.settings.items() if value is not None}
        text = ''.join(f'{name} = {value!r}\n' for name, value in self.settings.items())
        self.write({'conf.py': text})

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write source files."""
        for name, content in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, name: str) -> str:
        """Give a source file."""
        return (self.source / name).read_text(encoding='utf-8')

    def replace(self, name: str, old: str, new: str) -> None:
        """Change words in a source file; they must be there."""
        text = self.read(name)
        assert old in text, f'{name} does not hold {old!r}'
        self.write({name: text.replace(old, new)})

    def remove(self, *names: str) -> None:
        """Remove source files."""
        for name in names:
            (self.source / name).unlink()

    def rename(self, old: str, new: str) -> None:
        """Rename a source file."""
        (self.source / old).rename(self.source / new)

    # -- builds -------------------------------------------------------------------------------------------------

    def build(
        self,
        builder: str = 'html',
        *,
        out: str = '',
        doctrees: str = '',
        language: str = '',
        overrides: Mapping[str, Any] | None = None,
        parallel: int = 1,
        fatal: bool = False,
        keep: bool = False,
        verdicts: list[Verdict] | None = None,
    ) -> Build:
        """Build into the folder *out*, as far as that is not built yet.

        Environments are kept in *doctrees*, by default one for each *out*. With *fatal*, a warning is an error,
        as with ``-W``. With *keep*, doctrees and records are given too; *verdicts* takes what the rules say.
        """
        outdir = self.folder / 'out' / (out or builder)
        build = Build(builder, outdir)
        settings = dict(overrides or {})
        if language:
            settings['language'] = language
        status = io.StringIO()
        nocolor()

        class Recorder(sphinx_logging.WarningStreamHandler):
            """Keeps the warnings that are not suppressed."""

            def emit(recorder, record: logging.LogRecord) -> None:
                build.warned.append(_warned(record, self.source))
                super().emit(record)

        path = sys.path.copy()
        # Sphinx makes hundreds of records that nobody sees.
        logging.disable(logging.DEBUG)
        try:
            with (
                patch_docutils(self.source),
                docutils_namespace(),
                patch.object(sphinx_logging, 'WarningStreamHandler', Recorder),
            ):
                app = Sphinx(
                    self.source,
                    self.source,
                    outdir,
                    self.folder / 'doctrees' / (doctrees or out or builder),
                    builder,
                    confoverrides=settings,
                    status=status,
                    warning=io.StringIO(),
                    warningiserror=fatal,
                    parallel=parallel,
                )
                if isinstance(templates := getattr(app.builder, 'templates', None), BuiltinTemplateLoader):
                    templates.environment.bytecode_cache = _COMPILED
                _watch(app, build, keep=keep)
                app.build()
                if 'privacy' in app.registry.domains:
                    _take_down(app.env.domains['privacy'], build)  # type: ignore[arg-type]
                if verdicts is not None:
                    verdicts.append(app.env.domains['privacy'].verdict)  # type: ignore[attr-defined]
                build.exit = app.statuscode
        finally:
            sys.path[:] = path
            logging.disable(logging.NOTSET)
            locale.translators.clear()
            # Python keeps each catalogue that it ever read.
            getattr(gettext, '_translations', {}).clear()
        build.status = _COLOUR.sub('', status.getvalue())
        if builder == 'privacy' and build.exit == 0:
            # Whatever a test is about, the file fits its schema.
            found = _SCHEMA.iter_errors(json.loads(build.text('privacy.json')))
            assert [error.message for error in found] == []
        if fatal and build.warned:
            # As Sphinx before 8.1 does by itself; later it only sets the exit status.
            raise SphinxWarning(build.warnings[0])
        return build

    def clean(self, builder: str = 'html', **options: Any) -> Build:
        """Build everything, into a folder where nothing has been built."""
        made = Path(tempfile.mkdtemp(prefix='clean-', dir=self._folder('out')))
        made.rmdir()
        return self.build(builder, out=made.name, **options)

    def forget(self, build: Build) -> None:
        """Remove what was built, and its environment."""
        shutil.rmtree(build.out, ignore_errors=True)
        shutil.rmtree(self.folder / 'doctrees' / build.out.name, ignore_errors=True)

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder


def _warned(record: logging.LogRecord, source: Path) -> Warned:
    location = str(getattr(record, 'location', None) or '').replace(f'{source}/', '')
    # Sphinx's own records put location and type around the message.
    message = _COLOUR.sub('', logging.LogRecord.getMessage(record)).replace(f'{source}/', '')
    subtype = getattr(record, 'subtype', None) or ''
    return Warned(str(getattr(record, 'type', None) or ''), str(subtype), location, message)


def _take_down(domain: PrivacyDomain, build: Build) -> None:
    findings = domain.data['findings']
    build.told = findings.told if findings is not None else []
    if build.builder in domain.written:
        build.digests = domain.written[build.builder].pages


def _watch(app: Sphinx, build: Build, *, keep: bool) -> None:
    """Take down what is read and written."""

    def reading(app: Sphinx, env: Any, docnames: Sequence[str]) -> None:
        build.read = tuple(docnames)

    def have_read(app: Sphinx, env: Any) -> None:
        for docname in sorted(env.all_docs):
            build.before[docname] = env.get_doctree(docname)
        build.records.update(env.domains['privacy'].documents)

    def have_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
        # The tree of an HTML page is taken apart once it is written.
        build.after[docname] = doctree.deepcopy() if app.builder.format == 'html' else doctree

    app.connect('env-before-read-docs', reading)
    if keep:
        app.connect('env-updated', have_read)
        app.connect('doctree-resolved', have_resolved)
    # No event tells it, where pages are written in parallel.
    builder: Any = app.builder
    prepare: Callable[[set[str]], None] = builder.prepare_writing

    def writing(docnames: set[str]) -> None:
        build.written = tuple(sorted(docnames))
        prepare(docnames)

    builder.prepare_writing = writing
