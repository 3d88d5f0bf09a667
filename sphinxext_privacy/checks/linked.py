"""Which pages of a finished HTML build link to a notice: read from what was written, whatever theme made it.

Loaded only where ``privacy_rules`` turns the rule on.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin, urlsplit

from sphinxext_privacy.checks.judging import told_as_stale, told_of
from sphinxext_privacy.checks.memory import log
from sphinxext_privacy.checks.report import baseline_of, verdict_on
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.lifecycle import domain_of
from sphinxext_privacy.site import site_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

RULE: Final = 'N-LINK'

_NOWHERE: Final = 'https://site.invalid/'
"""Stands in for the address of the site where the project does not state it."""
_SHOWN: Final = frozenset(('a', 'area'))
_NOT_IN_FORCE: Final = frozenset(('draft', 'superseded'))
_BLOCK: Final = 1 << 16
"""How many characters of a page are read before looking whether the link was among them."""

Place = tuple[str, str]
"""A page: host, and path as it is in the address without what servers add to it."""


def tell_of_links(app: Sphinx) -> None:
    """Log which pages of the build that *app* has finished link to no notice.

    All pages of the project are judged, also those that this build did not have to write.
    """
    domain = domain_of(app.env)
    if not domain.documents:
        return
    verdict = verdict_on(domain, unlinked=tuple(unlinked_pages(app)))
    for judged in verdict.notices:
        for told in told_of(domain, judged):
            # All else was told when the pages had been read.
            if told.rule == RULE:
                log(domain, told)
    accepted = baseline_of(domain).accepted
    for fingerprint in verdict.stale:
        if accepted[fingerprint].rule == RULE:
            subtype, message, place = told_as_stale(domain, fingerprint, accepted[fingerprint].line)
            warn(subtype, '%s', message, location=place)


def unlinked_pages(app: Sphinx) -> Iterator[str]:
    """Give the documents whose page has no link to a notice, sorted; a page that is a notice needs none."""
    base = site_root(app.config) or _NOWHERE
    notices = set(_notices(app, base))
    for docname in sorted(app.env.all_docs):
        address = urljoin(base, app.builder.get_target_uri(docname))
        path = Path(app.builder.get_outfilename(docname))  # type: ignore[attr-defined]
        if _place(address) not in notices and path.is_file():
            text = path.read_text(encoding=app.config.html_output_encoding, errors='replace')
            if not _links(text, address, notices):
                yield docname


def _notices(app: Sphinx, base: str) -> Iterator[Place]:
    """Give the pages that declare a notice in force, and the addresses that such notices state."""
    index = domain_of(app.env).index
    for ident, places in index.notices.items():
        if index.notice_fact(ident, 'status') not in _NOT_IN_FORCE:
            for place in places:
                yield _place(urljoin(base, app.builder.get_target_uri(place.docname)))
            stated = index.notice_fact(ident, 'url')
            if isinstance(stated, str):
                yield _place(urljoin(base, stated))


def _place(address: str) -> Place:
    """Give the page that *address* leads to; https and http are the same, and so are ``a/`` and ``a/index.html``."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return '', ''
    path = unquote(parts.path)
    if path.endswith('/index.html'):
        path = path.removesuffix('index.html')
    return parts.netloc.casefold(), path or '/'


def _links(text: str, address: str, notices: set[Place]) -> bool:
    """Tell whether the page *text*, which stands at *address*, has a link to one of *notices*."""
    parser = _Links(address, notices)
    for start in range(0, len(text), _BLOCK):
        parser.feed(text[start : start + _BLOCK])
        if parser.found:
            return True
    parser.close()
    return parser.found


class _Links(HTMLParser):
    """Looks for a link to a notice among those that readers see."""

    def __init__(self, address: str, notices: set[Place]) -> None:
        super().__init__()
        self.address = address
        self.notices = notices
        self.found = False
        self._known: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SHOWN or self.found:
            return
        stated = dict(attrs)
        href = stated.get('href')
        if href is None:
            return
        if 'privacy-policy' in (stated.get('rel') or '').casefold().split():
            # That is what the page says of where it leads, wherever that is.
            self.found = True
        elif href not in self._known:
            self._known.add(href)
            self.found = self._leads_to_notice(href.strip())

    def _leads_to_notice(self, href: str) -> bool:
        try:
            return _place(urljoin(self.address, href)) in self.notices
        except ValueError:
            return False
