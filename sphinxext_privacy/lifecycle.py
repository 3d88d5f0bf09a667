"""What happens when in a build: the register is loaded, pages that show changed facts are written again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from sphinxext_privacy import __version__ as version
from sphinxext_privacy.assets import copy_style_sheet
from sphinxext_privacy.config import state
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.domain.digests import PageDigests

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.domain.privacy import PrivacyDomain


ALL: Final = ''
"""Key of the digest of the whole project, beside those of pages; no document has this name."""


def domain_of(env: BuildEnvironment) -> PrivacyDomain:
    """Give our domain of *env*."""
    return cast('PrivacyDomain', env.domains['privacy'])


def start(app: Sphinx) -> None:
    """Report what is wrong in the register (event ``builder-inited``)."""
    domain = domain_of(app.env)
    domain.builder = app.builder
    domain.base = Path(app.confdir)
    for problem in domain.open_register():
        warn(problem.subtype, '%s', problem.message, location=problem.location)


def rewrite_dependents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give the pages that show something that changed elsewhere (event ``env-updated``).

    The digests are kept for each builder: builders that share an environment write at different times.
    """
    domain = domain_of(env)
    documents = domain.documents
    if not documents and app.builder.name not in domain.digests:
        return []
    copy_style_sheet(app, domain)
    settings = f'{version}\n{app.config.language or "en"}\n{state(app.config)}'
    before = domain.digests.get(app.builder.name, {})
    whole = _digest_of_all(domain, settings)
    undated = any(document.undated for document in documents.values())
    if before.get(ALL) == whole and not undated:
        return []
    digests = PageDigests(domain.index, settings, domain.document_title, domain.dates.of)
    current = {docname: digests.page(docname, documents[docname]) for docname in sorted(documents)}
    current[ALL] = whole
    domain.digests[app.builder.name] = current
    return [docname for docname in sorted(documents) if before.get(docname) != current[docname]]


def _digest_of_all(domain: PrivacyDomain, settings: str) -> str:
    """Digest all that the digests of pages are made of; while it stays, so do they."""
    pages = [(name, record.digest, domain.document_title(name)) for name, record in sorted(domain.documents.items())]
    return hashlib.sha256(repr((settings, domain.fingerprint, pages)).encode()).hexdigest()
