"""The domain ``privacy``: harvests documents, answers references, lists objects."""

from __future__ import annotations

import pickle
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.locale import get_translation
from sphinx.locale import init as init_catalogue
from sphinx.util import docname_join
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import make_refnode

from sphinxext_privacy._version import __version__ as version
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.directives import DIRECTIVES
from sphinxext_privacy.domain.indices import DataIndex, ProcessorIndex
from sphinxext_privacy.domain.roles import OBJECT_TYPES, ROLES
from sphinxext_privacy.domain.written import LABEL
from sphinxext_privacy.labels import CATALOGUE, translate
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.ids import slug
from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.domain.consistency import Problem
    from sphinxext_privacy.domain.derived import Derived
    from sphinxext_privacy.domain.digests import PageDigests
    from sphinxext_privacy.domain.document import DocumentRecord
    from sphinxext_privacy.domain.index import Found, Index
    from sphinxext_privacy.domain.records import OverviewRecord
    from sphinxext_privacy.domain.unparsed import Unparsed
    from sphinxext_privacy.domain.written import Written
    from sphinxext_privacy.notice_dates import NoticeDates
    from sphinxext_privacy.notices.records import ForeignNotice
    from sphinxext_privacy.notices.resolve import Notices
    from sphinxext_privacy.register.edit import Edit
    from sphinxext_privacy.register.load import Register, RegisterProblem
    from sphinxext_privacy.reports.gather import Reports
    from sphinxext_privacy.rules.judge import Verdict

_TYPE_LABELS = {
    'notice': N_('privacy notice'),
    'controller': N_('controller'),
    'data': N_('personal data'),
    'purpose': N_('purpose'),
    'processor': N_('recipient'),
    'cookie': N_('cookie'),
    'right': N_('right'),
}

# Translated when it is asked for: the search of Sphinx shows these names to readers.
_later = get_translation(CATALOGUE)


class PrivacyDomain(Domain):
    """Keeps one record for each document; everything else is computed from the records and the register."""

    name = 'privacy'
    label = _later(N_('Privacy'))
    object_types: ClassVar[dict[str, ObjType]] = {
        name: ObjType(_later(_TYPE_LABELS[name]), name) for name in OBJECT_TYPES
    }
    roles = ROLES
    directives = dict(DIRECTIVES)
    indices: ClassVar[list[Any]] = [ProcessorIndex, DataIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        'docs': {},
        'written': {},
        'register': {},
        'derived': None,
        'findings': None,
        'agreement': None,
    }
    data_version = 4
    dangling_warnings: ClassVar[dict[str, str]] = {
        name: f'no {label} in this project has the id %(target)s' for name, label in _TYPE_LABELS.items()
    } | {'updated': 'no notice in this project has the id %(target)s'}

    def __init__(self, env: BuildEnvironment) -> None:
        """Start without a register: it is read or unpacked on first use."""
        super().__init__(env)
        for index in self.indices:
            # By now the language is known, and some builders write names as they are.
            index.localname = str(index.label)
        self._register: Register | None = None
        self._packed: bytes | None = None
        """The register as :meth:`open_register` found it in this build."""
        self.edit: Edit | None = None
        """How the register differs from that of the last build; ``None`` where it does not, or in more than facts."""
        self.builder: Builder | None = None
        self.foreign: dict[str, ForeignNotice] = {}
        """Notices of other projects that notices of this one may add to, by the ids under which they are known."""
        self.base = Path(env.srcdir)
        """The folder of ``conf.py``, which the paths of register files start from."""
        self._index: Index | None = None
        self._dates: NoticeDates | None = None
        self._told_dates: set[str] = set()
        self._notices: Notices | None = None
        self._unparsed: Unparsed | None = None
        self._derived: Derived | None = None
        self._verdict: Verdict | None = None
        self._reports: Reports | None = None
        self._problems: tuple[Problem, ...] | None = None
        self.tells_findings = True
        """Whether a build tells what the rules found."""
        self.tells_lock = True
        """Whether a build tells what is wrong with the lock file."""
        self._changed: set[str] = set()
        """The documents with a record that were read or removed in this build."""
        self._catalogue_names: dict[str, str] = {}
        self._catalogues: dict[str, Callable[[str], str] | None] = {}

    # -- records ------------------------------------------------------------------------------------------------

    @property
    def documents(self) -> dict[str, DocumentRecord]:
        """The records by docname."""
        return cast('dict[str, DocumentRecord]', self.data['docs'])

    @property
    def written(self) -> dict[str, Written]:
        """What the pages showed at their last writing, by builder name."""
        return cast('dict[str, Written]', self.data['written'])

    def forget(self) -> None:
        """Drop what was computed from the records: they changed."""
        self._index = None
        self._dates = None
        self._notices = None
        self._unparsed = None
        self._derived = None
        self._verdict = None
        self._reports = None
        self._problems = None

    def let_go(self) -> None:
        """Drop the entries of all notices, which rules and digests looked at: a page needs those that it lists.

        While pages are written, Sphinx takes the most memory.
        """
        self._notices = None
        self._unparsed = None

    def close(self) -> None:
        """Drop what is made of the records again when something asks for it.

        Before it ends, Python looks through all that is there, several times.
        """
        self.forget()
        for record in self.documents.values():
            record.pack()

    def clear_doc(self, docname: str) -> None:
        """Drop the record of *docname*."""
        if self.documents.pop(docname, None) is not None:
            self._changed.add(docname)
            self.forget()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take the records of *docnames* that a worker read."""
        others = otherdata['docs']
        for docname in docnames:
            if docname in others:
                self.documents[docname] = others[docname]
                self._changed.add(docname)
        self.forget()

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Take the record of a document that was read; runs after translation."""
        from sphinxext_privacy.domain.harvest import harvest

        record = harvest(document, str(env.doc2path(docname)), docname)
        if record is not None:
            self.documents[docname] = record
            self._changed.add(docname)
            self.forget()

    # -- the register -------------------------------------------------------------------------------------------

    def open_register(self) -> Sequence[RegisterProblem]:
        """Look whether the register files are still those of the last build; give what is wrong in them.

        They are read when they differ: the register is kept with the environment, packed, and unpacked when something
        is shown of it, which is not so where nothing changed.
        """
        self._register = self._packed = self.edit = None
        self.forget()
        config = self.env.config
        if not config.privacy_register:
            return ()
        from sphinxext_privacy.register.fingerprint import fingerprint

        seen = fingerprint(config.privacy_register, self.base)
        kept = self.data['register']
        if kept.get('fingerprint') != seen:
            register = self.register
            # Another version may have packed records of another shape.
            if kept.get('version') == version:
                from sphinxext_privacy.register.edit import edit_between

                self.edit = edit_between(pickle.loads(kept['packed']), register)
            packed = pickle.dumps(register, protocol=pickle.HIGHEST_PROTOCOL)
            kept = {'fingerprint': seen, 'version': version, 'problems': register.problems, 'packed': packed}
            self.data['register'] = kept
        self._packed = kept['packed']
        return cast('Sequence[RegisterProblem]', kept['problems'])

    @property
    def fingerprint(self) -> str:
        """Digest of the register files as they are."""
        return cast('str', self.data['register'].get('fingerprint', '')) if self.env.config.privacy_register else ''

    @property
    def register(self) -> Register:
        """The register; unpacked or read on first use."""
        if self._register is None and self._packed is not None:
            self._register = cast('Register', pickle.loads(self._packed))
        if self._register is None:
            from sphinxext_privacy.register.load import load_register

            self._register = load_register(self.env.config.privacy_register, self.base)
        return self._register

    # -- what follows from them ---------------------------------------------------------------------------------

    @property
    def index(self) -> Index:
        """The records joined with the register."""
        if self._index is None:
            from sphinxext_privacy.domain.index import Index

            controller: str = self.env.config.privacy_controller
            self._index = Index(self.documents, self.register, controller, self.foreign)
        return self._index

    @property
    def dates(self) -> NoticeDates:
        """The dates of the notices."""
        if self._dates is None:
            from sphinxext_privacy.notice_dates import NoticeDates

            self._dates = NoticeDates(self.env, self.index, self._told_dates)
        return self._dates

    @property
    def unparsed(self) -> Unparsed:
        """What tells which entries show prose that is parsed only when their page is written."""
        if self._unparsed is None:
            from sphinxext_privacy.domain.unparsed import Unparsed

            self._unparsed = Unparsed(
                self.notices, self.env.config, self.translated, self.catalogue, self.is_translated
            )
        return self._unparsed

    @property
    def notices(self) -> Notices:
        """The notices with all that they hold."""
        if self._notices is None:
            from sphinxext_privacy.notices.resolve import Notices

            self._notices = Notices(self.index)
        return self._notices

    @property
    def verdict(self) -> Verdict:
        """What the rules say of the notices."""
        if self._verdict is None:
            from sphinxext_privacy.checks.report import verdict_on

            self._verdict = verdict_on(self)
        return self._verdict

    @property
    def reports(self) -> Reports:
        """What the rules say, as reports show it."""
        if self._reports is None:
            from sphinxext_privacy.reports.gather import Reports

            self._reports = Reports(self)
        return self._reports

    def page_digests(self, settings: str, heads: Mapping[str, object] | None = None) -> PageDigests:
        """Give what computes the digests of pages.

        *settings* is text of all else that shows in each of them, *heads* what their heads name and hold, by docname.
        """
        from sphinxext_privacy.domain.digests import PageDigests

        role = self.env.config.default_role or ''
        made_of = (self.notices, settings, self.document_title, self.dates.of, self.linked_place)
        return PageDigests(*made_of, role, heads, self._reported)

    def _reported(self, overview: OverviewRecord) -> object:
        return self.reports.about(overview)

    def date_in_words(self, iso: str) -> str:
        """Give an ISO date in words of the build's language; text that is not a date as it is."""
        from sphinxext_privacy.dates.parse import parse_date
        from sphinxext_privacy.words.dates import date_words

        config = self.env.config
        try:
            date = parse_date(iso)
        except ValueError:
            return iso
        return date_words(date, format=config.privacy_date_format, language=config.language or 'en')

    def notice_title(self, ident: str) -> str:
        """Give the title of a notice: stated, or that of its document; empty where the notice is not known."""
        places = self.index.notices.get(ident)
        if not places:
            return self.index.foreign[ident].title if ident in self.index.foreign else ''
        stated = self.index.notice_fact(ident, 'title')
        return stated if isinstance(stated, str) else self.document_title(places[0].docname) or ident

    def document_title(self, docname: str) -> str:
        """Give the title of a document; empty where it has none."""
        title = self.env.titles.get(docname)
        text = title.astext() if title is not None else ''
        # What Sphinx has in its place.
        return '' if text == '<no title>' else text

    def linked_document(self, url: str, docname: str) -> tuple[str, str]:
        """Give name and title of the document that *url* leads to: beside the page *docname*, or from the root.

        Both are empty where there is none.
        """
        path = url.partition('#')[0]
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(docname), path))
        from_root = posixpath.normpath(path.lstrip('/'))
        for candidate in (from_root,) if path.startswith('/') else (beside, from_root):
            for suffix in ('', *self.env.config.source_suffix):
                found = candidate.removesuffix(suffix)
                if found in self.env.all_docs:
                    return found, self.document_title(found)
        return '', ''

    def labelled(self, label: str) -> tuple[str, str, str]:
        """Give document, HTML id and title of the place that has a *label* of Sphinx; empty for none."""
        std = self.env.domains['std']
        found: dict[str, tuple[str, str, str]] = std.data['labels']
        unnamed: dict[str, tuple[str, str]] = std.data['anonlabels']
        return found.get(label) or (*unnamed.get(label, ('', '')), '')

    def linked_place(self, url: str, docname: str) -> tuple[str, str]:
        """Give name and title of what *url* leads to: a document, or a label after :data:`LABEL`."""
        if not url.startswith(LABEL):
            return self.linked_document(url, docname)
        found, ident, title = self.labelled(url.removeprefix(LABEL))
        return f'{found}#{ident}', title

    def page_anchor(self, docname: str, anchor: str) -> str:
        """Give the HTML id of an entry of *docname* in the output of this builder.

        All documents are one page in ``singlehtml``, where the same entry may stand several times.
        """
        if self.builder is None or self.builder.name != 'singlehtml' or docname == self.env.config.root_doc:
            return anchor
        # Two hyphens for a slash: no slug holds them, so that ``a/b`` and ``a-b`` stay apart.
        return f'{anchor}-in-{"--".join(slug(part) for part in docname.split("/"))}'

    # -- references ---------------------------------------------------------------------------------------------

    def title_of(self, found: Found, docname: str) -> str:
        """Give the name by which readers of the page *docname* know what was found."""
        if found.kind == 'notice' and found.showing is not None:
            return self.notice_title(found.ident)
        if found.registered:
            from sphinxext_privacy.words.unmarked import unmarked

            return unmarked(self.translated(found.title, found.showing.docname if found.showing else docname))
        return found.title

    def catalogue(self, docname: str) -> str:
        """Give the name of the message catalogue of a document."""
        if docname not in self._catalogue_names:
            self._catalogue_names[docname] = docname_to_domain(docname, self.env.config.gettext_compact)
        return self._catalogue_names[docname]

    def is_translated(self, docname: str) -> bool:
        """Tell whether there is a message catalogue for a document in the language of the build."""
        return self._catalogue_of(docname) is not None

    def translated(self, text: str, docname: str) -> str:
        """Give prose of the register as the catalogue of the document *docname* translates it."""
        gettext = self._catalogue_of(docname) if text else None
        return gettext(text) if gettext is not None else text

    def _catalogue_of(self, docname: str) -> Callable[[str], str] | None:
        catalogue = self.catalogue(docname)
        if catalogue not in self._catalogues:
            config = self.env.config
            directories = [str(self.env.srcdir / directory) for directory in config.locale_dirs]
            # The same call as Sphinx's own translation of documents makes.
            made, found = init_catalogue(directories, config.language, catalogue)
            self._catalogues[catalogue] = made.gettext if found else None
        return self._catalogues[catalogue]

    def make_reference(self, found: Found, fromdocname: str, content: list[nodes.Node]) -> list[nodes.Node]:
        """Link *content* to what was found; unlinked where it stands nowhere."""
        if found.url:
            return [nodes.reference('', '', *content, refuri=found.url, internal=False)]
        if found.showing is None or self.builder is None:
            return content
        docname = found.showing.docname
        anchor = self.page_anchor(docname, found.showing.anchor)
        return [self.link_to(docname, anchor, fromdocname, content)]

    def link_to(self, docname: str, anchor: str, fromdocname: str, content: list[nodes.Node]) -> nodes.Element:
        """Link *content* to a place in a document; *anchor* is an HTML id in the output, or empty.

        It is no link where the document is no part of what is written, such as a page that no LaTeX document has.

        The words of a name are its children as they are: no builder needs an inline node around them, and pages hold
        thousands.
        """
        assert self.builder is not None
        if self.builder.name == 'singlehtml' and anchor:
            # All documents are one page; Sphinx from 8.2 makes "#document-a#id" of it, which leads nowhere.
            docname = fromdocname
        try:
            return make_refnode(self.builder, fromdocname, docname, anchor, content)
        except NoUri:
            return nodes.inline('', '', *content)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Resolve a role of this domain."""
        if typ == 'updated':
            # The signature knows references only; the resolver takes any node.
            return cast('nodes.reference | None', self.resolve_date(fromdocname, target))
        found = self.index.resolve(typ, target, fromdocname)
        if found is None:
            return None
        content = self._content(found, fromdocname, node, contnode)
        return cast('nodes.reference', self.make_reference(found, fromdocname, [content])[0])

    def _content(self, found: Found, docname: str, node: pending_xref, contnode: Element) -> Element:
        if node.get('refexplicit') and contnode.astext():
            return contnode
        return nodes.inline('', self.title_of(found, docname), classes=list(contnode.get('classes', [])))

    def resolve_date(self, fromdocname: str, target: str) -> nodes.inline | None:
        """Give the date of a notice in words; ``None`` where there is no such notice."""
        notice = target
        if target == '.':
            notice = next(iter(self.index.notices_of(fromdocname)), '')
        elif target not in self.index.notices and target not in self.index.foreign:
            return None
        iso = self.dates.of(notice, fromdocname)
        words = self.date_in_words(iso) if iso else translate(N_('date not known'))
        return nodes.inline('', words, classes=['privacy-updated'])

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a link that does not say what it links to, where the target is ours beyond doubt.

        With ``default_role = "any"`` every word in backticks comes here: a word that another domain knows is
        theirs.
        """
        found = [item for item in self.index.resolve_any(target, fromdocname) if item.showing is not None or item.url]
        if not found or self._known_elsewhere(env, fromdocname, builder, target, node, contnode):
            return []
        result = []
        for item in found:
            content = self._content(item, fromdocname, node, contnode.deepcopy())
            reference = self.make_reference(item, fromdocname, [content])[0]
            result.append((f'privacy:{item.kind}', cast('nodes.reference', reference)))
        return result

    def _known_elsewhere(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> bool:
        if docname_join(node.get('refdoc', fromdocname), target) in env.all_docs:
            # Sphinx and MyST look for documents beside what the domains know.
            return True
        domains = env.domains
        for name in sorted(domains):
            if name == self.name:
                continue
            other = domains[name]
            if type(other).resolve_any_xref is Domain.resolve_any_xref:
                continue
            if other.resolve_any_xref(env, fromdocname, builder, target, node.deepcopy(), contnode.deepcopy()):
                return True
        return False

    # -- objects ------------------------------------------------------------------------------------------------

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Give each entry under its id, and under ``notice/id`` for those that want it exactly.

        The plain id leads to its first showing; hidden showings come last.
        """
        if self.documents:
            yield from self.derived.objects

    @property
    def derived(self) -> Derived:
        """What Sphinx asks for in every build, also where nothing changed: objects and indices."""
        if self._derived is None:
            from sphinxext_privacy.domain.derived import derive

            self._derived = derive(self)
        return self._derived

    def keep_derived(self, key: str, earlier: str = '') -> None:
        """Keep objects and indices with the environment, or take those kept, where they were made of the same *key*.

        That spares a build in which nothing changed all records and the register. *earlier* is what the key was before
        :attr:`edit`, where nothing else changed.
        """
        kept: tuple[str, Derived] | None = self.data['derived']
        # Names of the register are translated by the catalogues of pages, which are read again with these.
        translated = f' {sorted(name for name, record in self.documents.items() if record.progress[0])}'
        key, earlier = key + translated, earlier + translated
        if kept is not None and not any(map(self._may_be_translated, self._changed)):
            if kept[0] == earlier and not self._renames():
                kept = (key, kept[1])
                self.data['derived'] = kept
            if kept[0] == key:
                self._derived = kept[1]
                return
        self.data['derived'] = (key, self.derived)

    def _may_be_translated(self, docname: str) -> bool:
        record = self.documents.get(docname)
        return record is None or record.progress[0] > 0 or self.is_translated(docname)

    def _renames(self) -> bool:
        """Tell whether the edit of the register gives anything another name."""
        fields = self.edit.fields.items() if self.edit is not None else ()
        return any(KINDS[kind].title_field in changed for (kind, _), changed in fields)

    def get_full_qualified_name(self, node: Element) -> str | None:
        """Give the name under which intersphinx looks a role up in another project."""
        target = node.get('reftarget')
        return target if isinstance(target, str) else None

    def check_consistency(self) -> None:
        """Warn of what only all documents together can show."""
        if self.documents:
            from sphinxext_privacy.checks.memory import tell

            for problem in self._look_for_problems() if self._problems is None else self._problems:
                warn(problem.subtype, problem.message, *problem.arguments, location=problem.location)
            tell(self, findings=self.tells_findings)

    def _look_for_problems(self) -> tuple[Problem, ...]:
        from sphinxext_privacy.domain.consistency import problems

        return tuple(problems(self))

    def keep_agreement(self, beside: str, *, changed: bool) -> None:
        """Keep with the environment that the documents agree, so that the next build need not look again.

        *beside*: digest of all that is looked at but for the register, of which it matters which records there are.
        Where anything has *changed* since it was kept, look now: later, the environment is written already.
        """
        state = (f'{beside} {self.env.config.privacy_parents}', self.fingerprint)
        same_records = (state[0], self.edit.before if self.edit is not None else state[1])
        if self.data['agreement'] in (state, same_records):
            self._problems = ()
        elif changed:
            self._problems = self._look_for_problems()
        if self._problems is not None:
            self.data['agreement'] = None if self._problems else state
