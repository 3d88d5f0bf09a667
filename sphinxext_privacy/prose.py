"""Prose of authors: whether it holds markup, and how it is parsed.

Most prose holds none, and parsing it would cost more than everything else that an entry does; so plain prose
is told apart here, for reST and Markdown alike, and anything that could be markup goes to the parser.
"""

from __future__ import annotations

import copy
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser as RstParser
from docutils.utils import DependencyList, new_document, smartquotes
from sphinx import addnodes
from sphinx.util.docutils import LoggingReporter, sphinx_domains
from sphinx.util.rst import default_role

from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.words.unmarked import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

# A line that could open a block: anything but a letter or an opening quote or bracket at its start, or what
# looks like the number of a list.
_BLOCK_START: Final = pattern(r'(?:[^\w“‘«(]|\(?(?:[0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?:\s|$))')
_FUZZY_LINK: Final = pattern(r'\w\.\w')


def has_markup(text: str, *, linkify: bool = False) -> bool:
    """Tell whether *text* must be parsed; with *linkify*, a bare host name becomes a link too."""
    return MARKUP.search(text) is not None or (linkify and _FUZZY_LINK.search(text) is not None)


def is_plain_body(lines: Sequence[str], *, linkify: bool = False) -> bool:
    """Tell whether *lines* are nothing but paragraphs of plain prose, in reST and in Markdown."""
    for line in lines:
        if line and (_BLOCK_START.match(line) or line.endswith('  ')):
            return False
    return not has_markup('\n'.join(lines), linkify=linkify)


def linkifies(config: Config) -> bool:
    """Tell whether MyST turns bare host names into links, or rewrites characters, in this project."""
    enabled = getattr(config, 'myst_enable_extensions', ()) or ()
    return bool({'linkify', 'replacements', 'smartquotes'} & set(enabled))


def plain_paragraphs(lines: Sequence[str], line: int) -> list[tuple[int, str]]:
    """Split *lines*, of which :func:`is_plain_body` was true, into paragraphs without a parser.

    *line* is the number of the first of them; each paragraph comes with the number of its own first line.
    """
    found: list[tuple[int, str]] = []
    block: list[str] = []
    for index, text in enumerate((*lines, '')):
        if text.strip():
            block.append(text.rstrip())
        elif block:
            found.append((line + index - len(block), '\n'.join(block)))
            block = []
    return found


def smart(text: str, env: BuildEnvironment, builder_name: str) -> str:
    """Turn straight quotes and dashes of *text* into typographic ones where Sphinx does so in this build.

    Prose that was parsed with its page has passed through Sphinx's own transform; this is for prose that
    is put in later.
    """
    if '"' not in text and "'" not in text and '--' not in text and '...' not in text:
        return text
    config = env.config
    if not config.smartquotes:
        return text
    excludes = config.smartquotes_excludes
    language = config.language or 'en'
    if builder_name in excludes.get('builders', []) or language in excludes.get('languages', []):
        return text
    quotes = smartquotes.smartchars.quotes
    tag = language.lower().replace('_', '-')
    tag = tag if tag in quotes else tag.partition('-')[0]
    if tag not in quotes:
        return text
    educated = smartquotes.educate_tokens([('plain', text)], config.smartquotes_action, tag)
    return ''.join(educated)


def _parser_name(env: BuildEnvironment, docname: str) -> str:
    """Tell which markup the page *docname* is written in: ``markdown`` or ``restructuredtext``."""
    path = str(env.doc2path(docname))
    for suffix, name in env.config.source_suffix.items():
        if path.endswith(suffix):
            return 'restructuredtext' if name in {None, 'restructuredtext'} else 'markdown'
    return 'restructuredtext'


@contextmanager
def _read_on(docname: str, env: BuildEnvironment) -> Iterator[None]:
    """Let *docname* be the page that is read: links lead from there, whatever page is written."""
    before = env.docname
    env.temp_data['docname'] = docname
    try:
        yield
    finally:
        env.temp_data['docname'] = before


def parse_fragment(
    text: str,
    *,
    env: BuildEnvironment,
    document: nodes.document,
    docname: str,
    source: str,
    line: int,
) -> list[nodes.Element]:
    """Parse *text* (from the register or a translation) in the markup of the page *docname*, and as it would link.

    Gives block nodes that need no read transform any more: what only such a transform could resolve
    (a substitution, a footnote, a named reST link) is left as its text, with a warning.
    """
    settings = copy.copy(document.settings)
    if not hasattr(settings, 'pep_references'):
        # Extensions make documents of their own, such as a list of todos, with no settings of any parser.
        known = vars(settings)
        settings.__dict__ = vars(get_default_settings(RstParser)) | known | env.settings
    settings.env = env
    settings.record_dependencies = DependencyList()
    fragment = new_document(source, settings)
    fragment.reporter = LoggingReporter.from_reporter(fragment.reporter)
    with ExitStack() as stack:
        stack.enter_context(_read_on(docname, env))
        stack.enter_context(sphinx_domains(env))
        if _parser_name(env, docname) == 'markdown' and hasattr(env, 'myst_config'):
            from myst_parser.parsers.sphinx_ import MystParser

            MystParser().parse(text, fragment)
        else:
            stack.enter_context(default_role(docname, env.config.default_role or ''))
            RstParser().parse(text, fragment)
    location = f'{source}:{line}'
    for message in list(fragment.findall(nodes.system_message)):
        message.parent.remove(message)
    for target in list(fragment.findall(nodes.target)):
        target.parent.remove(target)
    unresolved = (nodes.substitution_reference, nodes.footnote_reference, nodes.citation_reference)
    for node in list(fragment.findall()):
        stale = isinstance(node, unresolved) or (isinstance(node, nodes.reference) and 'refname' in node)
        if stale and node.parent is not None:
            warn('markup', 'This markup cannot be used here, its text is shown: %s', node.astext(), location=location)
            node.parent.replace(node, nodes.Text(node.astext()))
    for node in list(fragment.findall(nodes.reference)):
        if node.get('id_link'):
            # A link to an id, which MyST makes into a pending reference later in reading.
            inner = nodes.inline('', '', *node.children, classes=['xref', 'myst'])
            explicit = bool(node.children)
            target = node['refuri'].removeprefix('#')
            pending = addnodes.pending_xref(
                '', inner, refdomain=None, reftype='myst', reftarget=target, refexplicit=explicit
            )
            node.parent.replace(node, pending)
    for node in fragment.findall(addnodes.pending_xref):
        node['refdoc'] = docname
    return [child for child in fragment.children if isinstance(child, nodes.Element)]
