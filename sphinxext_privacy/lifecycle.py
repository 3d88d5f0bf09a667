"""What happens when in a build: the register is loaded, pages that show changed facts are written again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinxext_privacy import __version__ as version
from sphinxext_privacy.assets import copy_style_sheet
from sphinxext_privacy.config import state
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.domain.digests import PageDigests
from sphinxext_privacy.register.load import load_register

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.domain.privacy import PrivacyDomain


def domain_of(env: BuildEnvironment) -> PrivacyDomain:
    """Give our domain of *env*."""
    return cast('PrivacyDomain', env.domains['privacy'])


def start(app: Sphinx) -> None:
    """Load the register onto the domain and report what is wrong in it (event ``builder-inited``)."""
    domain = domain_of(app.env)
    domain.builder = app.builder
    base = cast('Path', app.confdir)
    domain.register = load_register(app.config.privacy_register, base)
    domain.forget()
    for problem in domain.register.problems:
        warn(problem.subtype, '%s', problem.message, location=problem.location)


def rewrite_dependents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give the pages that show something that changed elsewhere (event ``env-updated``).

    The digests are kept for each builder: builders that share an environment write at different times.
    """
    domain = domain_of(env)
    documents = domain.documents
    if documents:
        copy_style_sheet(app, domain)
    language = app.config.language or 'en'
    digests = PageDigests(
        domain.index,
        f'{version}\n{language}\n{state(app.config)}',
        domain.document_title,
        domain.dates.of,
    )
    current = {docname: digests.page(docname, documents[docname]) for docname in sorted(documents)}
    before = domain.digests.get(app.builder.name)
    if before == current:
        return []
    domain.digests[app.builder.name] = current
    before = before or {}
    return [docname for docname, digest in current.items() if before.get(docname) != digest and docname in env.all_docs]
