"""Data beside HTML pages: written when the pages are, named in their heads, and held by them where they can be."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinxext_privacy.exports.account import Account
from sphinxext_privacy.exports.forms import PUBLISHED
from sphinxext_privacy.exports.forms import form_named as export_named
from sphinxext_privacy.exports.gather import gather
from sphinxext_privacy.exports.privacy_json import json_text
from sphinxext_privacy.files import WrittenFiles
from sphinxext_privacy.labels import translate
from sphinxext_privacy.lifecycle import domain_of
from sphinxext_privacy.publish import BUILDERS
from sphinxext_privacy.publish.form import Form, Published, is_wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinxext_privacy.domain.index import Index
    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.exports.form import Publication
    from sphinxext_privacy.exports.records import Exported

logger = logging.getLogger(__name__)

_GATHERED: Final[WeakKeyDictionary[Index, Exported]] = WeakKeyDictionary()
"""The notices of a state of a project: several forms are made of them, at several times of a build."""
_MADE: Final[WeakKeyDictionary[Index, dict[str, dict[str, bytes]]]] = WeakKeyDictionary()
"""The files of each form of such a state: pages name them, and later they are written."""


def published(name: str) -> Form:
    """Give the form *name*, one of :data:`sphinxext_privacy.exports.forms.PUBLISHED`, as HTML builds publish it."""
    publication = _publication(name)
    embedded = partial(_scripts, publication) if publication.embedded is not None else None
    return Form(name, publication.media_type, partial(_links, name), partial(_connect, name), embedded)


def left_over(app: Sphinx) -> list[str]:
    """Give the forms that an earlier build wrote into the output folder, and that the project no longer wants."""
    return [name for name in PUBLISHED if not is_wanted(app, name) and _written(app, name).paths()]


def _publication(name: str) -> Publication:
    publication = export_named(name).publication
    assert publication is not None, name
    return publication


def _gathered(domain: PrivacyDomain) -> Exported:
    if domain.index not in _GATHERED:
        assert domain.builder is not None
        _GATHERED[domain.index] = gather(domain, domain.builder.get_target_uri, report=False)
    return _GATHERED[domain.index]


def _contents(domain: PrivacyDomain, name: str) -> dict[str, bytes]:
    """Give the files of a form, by path."""
    forms = _MADE.setdefault(domain.index, {})
    if name not in forms:
        made = export_named(name).files(_gathered(domain), Account())
        forms[name] = {path: data if isinstance(data, bytes) else data.encode() for path, data in made}
    return forms[name]


# -- what pages hold --------------------------------------------------------------------------------------------


def _links(name: str, domain: PrivacyDomain) -> dict[str, list[Published]]:
    """Give the files that each page names: those of all notices that it states something of."""
    publication, there = _publication(name), _contents(domain, name)
    found: dict[str, list[Published]] = {}
    for docname in domain.documents:
        named = {publication.file_of(notice): notice for notice in reversed(domain.index.notices_of(docname))}
        files = [
            Published(file, translate(publication.title).format(notice=domain.notice_title(notice)))
            for file, notice in reversed(named.items())
            if file in there
        ]
        if files:
            found[docname] = files
    return found


def _scripts(publication: Publication, domain: PrivacyDomain) -> Mapping[str, list[str]]:
    """Give what each page holds of the notices that it is the first one of."""
    assert publication.embedded is not None
    assert domain.builder is not None
    exported = _gathered(domain)
    found: dict[str, list[str]] = {}
    for notice in exported.notices:
        docname = domain.index.notices[notice.ident][0].docname
        root = exported.base_url or relative_uri(domain.builder.get_target_uri(docname), '') or './'
        found.setdefault(docname, []).append(json_text(publication.embedded(exported, notice, root)))
    return found


# -- files ------------------------------------------------------------------------------------------------------


def _connect(name: str, app: Sphinx) -> None:
    app.connect('build-finished', partial(_write, name))


def _write(name: str, app: Sphinx, exception: Exception | None) -> None:
    """Write the files of a form, and remove those of the last build that are no more (event ``build-finished``)."""
    if exception is not None or app.builder.name not in BUILDERS:
        return
    wanted = is_wanted(app, name)
    if wanted:
        _tell_of_absent(name, domain_of(app.env))
    _written(app, name).replace(_contents(domain_of(app.env), name) if wanted else {})


def _tell_of_absent(name: str, domain: PrivacyDomain) -> None:
    """Say for which notices there is no file: a form may ask for facts that nobody has stated."""
    there, file_of = _contents(domain, name), _publication(name).file_of
    absent = [notice for notice in domain.notices.all() if file_of(notice) not in there]
    if absent:
        # No warning: what is not stated is no mistake, and rules ask for what has to be.
        message = "privacy_publish: no %s for %s, as facts that it needs are not stated; 'sphinx-build -b privacy' %s"
        logger.info(message, name, ', '.join(absent), 'tells which, in losses.md')


def _written(app: Sphinx, name: str) -> WrittenFiles:
    return WrittenFiles(Path(app.doctreedir) / f'privacy-{app.builder.name}-{name}.published', Path(app.outdir))
