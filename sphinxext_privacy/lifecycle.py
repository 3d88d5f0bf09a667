"""What happens when in a build: the register is loaded, pages that show changed facts are written again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinxext_privacy import __version__ as version
from sphinxext_privacy.assets import copy_style_sheet
from sphinxext_privacy.collector import HELD_BACK, collector_paused
from sphinxext_privacy.composed import WRITTEN
from sphinxext_privacy.config import state
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.domain.written import Written, concerned, packed, unpacked
from sphinxext_privacy.publish import BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.domain.written import Key
    from sphinxext_privacy.publish.heads import Heads


def domain_of(env: BuildEnvironment) -> PrivacyDomain:
    """Give our domain of *env*."""
    return cast('PrivacyDomain', env.domains['privacy'])


def start(app: Sphinx) -> None:
    """Load the notices of other projects, and report what is wrong in the register (event ``builder-inited``)."""
    domain = domain_of(app.env)
    domain.builder = app.builder
    domain.base = Path(app.confdir)
    if app.config.privacy_parents:
        from sphinxext_privacy.parents.loading import load_parents

        domain.foreign = load_parents(app)
        domain.forget()
    for problem in domain.open_register():
        warn(problem.subtype, '%s', problem.message, location=str(domain.base / problem.location))


def rewrite_dependents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give the pages that show something that changed elsewhere (event ``env-updated``)."""
    with collector_paused():
        changed = _changed_pages(app, env)
    domain_of(env).let_go()
    return changed


def _changed_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Compare the digests of pages with those of the last build.

    They are kept for each builder: builders that share an environment write at different times.
    """
    domain = domain_of(env)
    documents = domain.documents
    if not documents and app.builder.name not in domain.written:
        return []
    copy_style_sheet(app, domain)
    settings = f'{version}\n{app.config.language or "en"}\n{state(app.config)}'
    if app.builder.name in BUILDERS:
        settings += f'\n{app.config.privacy_publish}'
    unfinished = _unfinished(app)
    before = domain.written.get(app.builder.name, Written()) if not unfinished.exists() else Written()
    beside = _digest_beside_register(domain, settings)
    whole = _with_register(beside, domain.fingerprint)
    # Whether the facts of some records of the register are all that differs.
    edited = domain.edit is not None and (domain.edit.before, beside) == (before.register, before.beside)
    if app.builder.format == 'html':
        earlier = f'{app.builder.name} {before.whole}' if edited else ''
        domain.keep_derived(f'{app.builder.name} {whole}', earlier)
    other_findings = _judge(domain)
    undated = any(document.undated for document in documents.values())
    same_links = before.linked == _linked_now(domain, before.linked)
    domain.keep_agreement(beside, changed=before.whole != whole)
    if before.whole == whole and same_links and not undated:
        return [env.config.root_doc] if other_findings else []
    narrow = edited and same_links and not undated
    current = _written_now(app, domain, before if narrow else Written(), settings)._replace(whole=whole, beside=beside)
    domain.written[app.builder.name] = current
    pages = current.pages
    changed = [name for name, digest in pages.items() if before.pages.get(name) != digest]
    if changed:
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch()
    elif before.pages.keys() - pages.keys() or other_findings:
        # Where pages have only been removed, Sphinx keeps nothing of this build unless a page is written; nor does
        # it tell what rules found.
        return [env.config.root_doc]
    return changed


def _written_now(app: Sphinx, domain: PrivacyDomain, before: Written, settings: str) -> Written:
    """Digest the pages, where *before* says what all of them showed only those that look at what was edited since."""
    documents = domain.documents
    heads: Heads = {}
    if app.config.privacy_publish:
        from sphinxext_privacy.publish.heads import heads_by_page

        heads = heads_by_page(app)
    looked_at: dict[str, set[Key]] = {}
    again = set(documents)
    # What the heads of pages hold, or held, comes from anywhere.
    if domain.edit is not None and before.pages and not app.config.privacy_publish:
        again = concerned(before.looked_at, domain.edit)
        looked_at = unpacked(before.looked_at)
    digests = domain.page_digests(settings, heads)
    pages = {
        name: digests.page(name, documents[name]) if name in again else before.pages[name] for name in sorted(documents)
    }
    kept = [found for found in json.loads(before.linked) if found[0] not in again]
    linked = sorted([*kept, *([*place, *found] for place, found in digests.linked.items())])
    return Written('', '', domain.fingerprint, json.dumps(linked), pages, packed(looked_at | digests.looked_at))


def _judge(domain: PrivacyDomain) -> bool:
    """Let the rules judge what changed; tell whether they found anything else than before."""
    if not domain.documents:
        return False
    from sphinxext_privacy.checks.memory import remember

    return remember(domain)


def _linked_now(domain: PrivacyDomain, linked: str) -> str:
    """Give again which documents facts link to, as *linked* held it, with their titles as they are now."""
    places = [(docname, url) for docname, url, *_ in json.loads(linked)]
    return json.dumps([[docname, url, *domain.linked_place(url, docname)] for docname, url in places])


def _unfinished(app: Sphinx) -> Path:
    """Give the file that is there from when pages have to be written until they are.

    Digests are kept with the environment, before the pages are written: after a build that was broken off,
    they do not tell what stands in the pages.
    """
    return Path(app.doctreedir) / f'privacy-{app.builder.name}.unfinished'


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Note that all pages are written, and look at them if that is wanted (event ``build-finished``)."""
    WRITTEN.take_apart()
    HELD_BACK.release()
    if exception is not None:
        return
    _unfinished(app).unlink(missing_ok=True)
    if app.config.privacy_rules.get('N-LINK', 'off') != 'off' and app.builder.name in BUILDERS:
        from sphinxext_privacy.checks.linked import tell_of_links

        tell_of_links(app)
    domain_of(app.env).close()


def _digest_beside_register(domain: PrivacyDomain, settings: str) -> str:
    """Digest all that the digests of pages are made of, but for the register; while both stay, so do they."""
    bodies = any(record.shows_bodies for record in domain.documents.values())
    pages = [
        (name, record.digest, record.bodies if bodies else '', domain.document_title(name))
        for name, record in sorted(domain.documents.items())
    ]
    foreign = [(ident, notice.digest) for ident, notice in domain.foreign.items()]
    rules: object = None
    if any(record.reports for record in domain.documents.values()):
        from sphinxext_privacy.reports.state import rules_state

        rules = rules_state(domain)
    return hashlib.sha256(repr((settings, pages, foreign, rules)).encode()).hexdigest()


def _with_register(beside: str, register: str) -> str:
    return hashlib.sha256(f'{beside}\n{register}'.encode()).hexdigest()
