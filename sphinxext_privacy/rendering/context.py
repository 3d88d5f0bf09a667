"""What rendering needs to know of the build and of the page, and the inline nodes that all styles share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy import prose
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.labels import translate
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.values import Link, is_address
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.nodes import PARAGRAPH_BREAK, on_one_line
from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.rendering.doctrees import Doctrees
from sphinxext_privacy.words.lists import list_separators

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils.nodes import Node
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.domain.index import Found
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Facts

_PLACE: Final = pattern(r'\{([a-z_]+)\}')


class Context:
    """One page of one build: makes text, links and names as this page shows them."""

    def __init__(
        self,
        domain: PrivacyDomain,
        builder: Builder,
        document: nodes.document,
        docname: str,
        *,
        page: str = '',
        ready_made: bool = False,
        doctrees: Doctrees | None = None,
    ) -> None:
        """*docname* is the page an entry was written on, also where many pages are written as one.

        *ready_made* tells that nothing but the writer of an HTML page comes after what is composed. *doctrees* are
        those that all pages share that are written as one.
        """
        self.domain = domain
        self._register_paths: dict[str, str] = {}
        self.index = domain.index
        self.builder = builder
        self.env: BuildEnvironment = domain.env
        self.config = domain.env.config
        self.document = document
        self.docname = docname
        self.page = page or docname
        """The page that is written, where links start: that of a list of todos shows entries of others."""
        self.ready_made = ready_made
        self.doctrees = Doctrees(domain.env) if doctrees is None else doctrees
        self.language: str = self.config.language or 'en'
        self._labels: dict[str, str] = {}
        self._linkify = prose.linkifies(self.config)

    # -- text ---------------------------------------------------------------------------------------------------

    def text(self, words: str) -> nodes.Text:
        """Give *words* as they stand."""
        return nodes.Text(words)

    def words(self, text: str) -> nodes.Text:
        """Give prose of an author that holds no markup, with the quotes and dashes of the page."""
        return nodes.Text(prose.smart(text, self.env, self.builder.name))

    def label(self, message: str) -> str:
        """Give a message of ours in the language of the build."""
        words = self._labels.get(message)
        if words is None:
            words = self._labels[message] = translate(message)
        return words

    def translated(self, text: str) -> str:
        """Give prose of the register as the catalogue of this document translates it."""
        return self.domain.translated(text, self.docname)

    def translated_blocks(self, text: str) -> str:
        """Give text of several blocks as the catalogue of this document translates each of them."""
        # A message of several lines is one line to Sphinx.
        blocks = text.split(PARAGRAPH_BREAK)
        found = ((block, message, self.translated(message)) for block in blocks for message in [on_one_line(block)])
        return PARAGRAPH_BREAK.join(block if new == message else new for block, message, new in found)

    def inline(self, text: str, source: str, line: int, docname: str = '') -> list[Node]:
        """Give prose that was not parsed with its page: of the register, or translated.

        It is parsed as prose of this page, or of *docname*.
        """
        if not prose.has_markup(text, linkify=self._linkify):
            return [self.words(text)]
        blocks = self.blocks(text, source, line, docname)
        found: list[Node] = []
        for block in blocks:
            if found:
                found.append(nodes.Text(' '))
            found.extend(block.children if isinstance(block, nodes.TextElement) else [nodes.Text(block.astext())])
        return found

    def blocks(self, text: str, source: str, line: int, docname: str = '') -> list[nodes.Element]:
        """Parse *text* in the markup of this page, or of *docname*, into block nodes."""
        found = prose.parse_fragment(
            text, env=self.env, document=self.document, docname=docname or self.docname, source=source, line=line
        )
        for block in found:
            for leaf in list(block.findall(nodes.Text)):
                if not isinstance(leaf.parent, (nodes.literal, nodes.FixedTextElement)):
                    smart = prose.smart(str(leaf), self.env, self.builder.name)
                    if smart != str(leaf) and leaf.parent is not None:
                        leaf.parent.replace(leaf, nodes.Text(smart))
        return found

    # -- links --------------------------------------------------------------------------------------------------

    def link(self, link: Link, default: str = '', *, location: str = '') -> list[Node]:
        """Give *link*; *default* is its text where the author gave none, else the address itself."""
        text = link.title or default or link.url.removeprefix('mailto:')
        content = self.words(text) if link.title else nodes.Text(text)
        if not link.url:
            return [content]
        if is_address(link.url):
            return [nodes.reference('', '', content, refuri=link.url, internal=False)]
        return self._document_link(link, content, location)

    def _document_link(self, link: Link, content: nodes.Text, location: str) -> list[Node]:
        """Link to a document of the project: beside this page, or from the root of the docs."""
        docname, title = self.domain.linked_document(link.url, self.docname)
        if docname:
            words = content if link.title or not title else nodes.Text(title)
            return [self.domain.link_to(docname, link.url.partition('#')[2], self.page, [words])]
        warn(
            'url',
            'There is no document %r in this project; an address elsewhere starts with https://',
            link.url,
            location=location or (self.docname, None),
        )
        return [content]

    def mail(self, address: str) -> list[Node]:
        """Give an e-mail address as a link."""
        return [nodes.reference('', address, refuri=f'mailto:{address}', internal=False)]

    def name(self, kind: str, target: str, notice: str) -> list[Node]:
        """Give the name of the entry *target*, linked to where it stands."""
        found = self.index.resolve(kind, target, self.docname, (notice,) if notice else None)
        if found is None:
            return [nodes.Text(target)]
        return self.linked(found)

    def linked(self, found: Found) -> list[Node]:
        """Give the name of what was found, linked to where it stands."""
        title = self.domain.title_of(found, self.docname)
        if found.showing is None and not found.url:
            return [self.words(title)]
        return self.domain.make_reference(found, self.page, [self.words(title)])

    def notice_link(self, notice: str) -> list[Node]:
        """Give the title of a notice, linked to it."""
        found = self.index.resolve('notice', notice, self.docname)
        if found is None:
            return [nodes.Text(notice)]
        return self.linked(found)

    def source_of(self, docname: str) -> str:
        """Give the file of a document of the project; empty for none."""
        return str(self.env.doc2path(docname)) if docname else ''

    def register_path(self, source: str) -> str:
        """Give the path of a register file, which *source* names from where ``conf.py`` is."""
        found = self._register_paths.get(source)
        if found is None:
            found = self._register_paths[source] = str(self.domain.base / source)
        return found

    def key_label(self, item: Field, key: str) -> str:
        """Give the words for a key of the vocabulary of *item*; a value outside it as it stands."""
        return translate(VOCABULARIES[item.vocabulary].labels.get(key, '')) or key

    def linked_title(self, kind: str, ident: str) -> list[Node]:
        """Give the name that the project or the register has for *ident*."""
        return [self.words(self.index.title(kind, ident))]

    def controller_name(self, ident: str) -> str:
        """Give the name of a controller for running text; empty where only its id is known."""
        for facts in self._controller_facts(ident):
            for field in ('short-name', 'name'):
                value = facts.get(field)
                if isinstance(value, str):
                    return value
        return ''

    def _controller_facts(self, ident: str) -> list[Facts]:
        found = []
        for showing in self.index.showings('controller', ident):
            record = showing.record
            found.append(self.index.stated('controller', ident, record.typed, record.facts))
        known = self.index.register.get('controller', ident)
        if known is not None:
            found.append(known.facts)
        found += [entry.facts for entry in self.index.foreign_entries('controller', ident)]
        return found

    # -- composition --------------------------------------------------------------------------------------------

    def fill(self, message: str, places: Mapping[str, Sequence[Node]]) -> list[Node]:
        """Put nodes in the ``{places}`` of the translated *message*."""
        return fill(self.label(message), places)

    def join(self, items: Sequence[Sequence[Node]]) -> list[Node]:
        """Join *items* in words: ``A, B, and C``."""
        if len(items) < 2:
            return list(items[0]) if items else []
        before, *separators = list_separators(len(items), self.language)
        found: list[Node] = [nodes.Text(before)] if before else []
        for item, separator in zip(items, separators, strict=True):
            found.extend(item)
            if separator:
                found.append(nodes.Text(separator))
        return found

    def sentence(self, content: list[Node]) -> list[Node]:
        """End *content* with a full stop unless it ends in one already."""
        text = ''.join(node.astext() for node in content).rstrip()
        if not text or text.rstrip('"\'”’»)]')[-1:] in set('.!?…。！？؟।'):
            return content
        return [*content, nodes.Text(self.label(FULL_STOP))]


FULL_STOP: Final = N_('.')


def fill(text: str, places: Mapping[str, Sequence[Node]]) -> list[Node]:
    """Put nodes in the ``{places}`` of *text*; a place that is not known stays as it stands."""
    found: list[Node] = []
    end = 0
    for match in _PLACE.finditer(text):
        if match[1] not in places:
            continue
        if text[end : match.start()]:
            found.append(nodes.Text(text[end : match.start()]))
        found.extend(places[match[1]])
        end = match.end()
    if text[end:]:
        found.append(nodes.Text(text[end:]))
    return found
