"""The date of a notice: what its author stated, or else what the settings fall back to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxext_privacy.dates.build import build_date, source_date
from sphinxext_privacy.diagnostics import warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.dates.history import CommitDate
    from sphinxext_privacy.domain.index import Index

logger = logging.getLogger(__name__)

_REASONS = {
    'no-git': 'git cannot be run',
    'no-repository': 'the file is not in a git repository',
    'not-committed': 'the file is not committed yet',
}


class NoticeDates:
    """Finds the date of each notice once for a build."""

    def __init__(self, env: BuildEnvironment, index: Index, told: set[str]) -> None:
        """Ask git only when a notice without a stated date needs it, and then once for all of them.

        *told* are the messages that were told in this build already, whatever was forgotten and found out again since.
        """
        self._told = told
        self.env = env
        self.index = index
        self.fallback: str = env.config.privacy_date_fallback
        self._found: dict[tuple[str, str], str] = {}
        self._commits: dict[str, CommitDate] | None = None

    def of(self, notice: str, docname: str) -> str:
        """Give the ISO date of *notice*, or of the document *docname* where *notice* is empty.

        Empty where no date is known.
        """
        key = (notice, '' if notice in self.index.notices else docname)
        if key not in self._found:
            self._found[key] = self._find(notice, docname)
        return self._found[key]

    def _find(self, notice: str, docname: str) -> str:
        stated = self.index.notice_fact(notice, 'updated')
        if isinstance(stated, str):
            return stated
        if self.fallback == 'none' or notice in self.index.foreign:
            # No file of this project tells when another one changed.
            return ''
        declared = self.index.notices.get(notice, [])
        docnames = sorted({showing.docname for showing in declared}) or [docname]
        location = (declared[0].docname, declared[0].record.line) if declared else (docname, None)
        try:
            if self.fallback == 'build':
                return build_date().isoformat()
            return self._from_git(notice, docnames, location, declared=bool(declared))
        except ValueError as error:
            self._warn(str(error), location)
            return ''

    def _from_git(self, notice: str, docnames: list[str], location: tuple[str, int | None], *, declared: bool) -> str:
        commits = [self._commit(docname) for docname in docnames]
        dates = [commit.date for commit in commits if commit.date is not None]
        for docname, commit in zip(docnames, commits, strict=True):
            if commit.problem == 'shallow':
                self._warn(
                    f'The git history is cut off before the last change of this page, so its date, {commit.date}, may '
                    'be wrong: fetch the whole history, or state :updated: in its privacy-notice',
                    (docname, None),
                )
        if dates:
            return max(dates).isoformat()
        # By its specification, this is the time of the last change of the sources.
        given = source_date()
        if given is not None:
            return given.isoformat()
        reason = _REASONS.get(commits[0].problem, commits[0].problem)
        if declared:
            self._warn(
                f'The date of the notice {notice!r} is not known: {reason}. State it with :updated:, or set '
                'privacy_date_fallback',
                location,
            )
        else:
            # A notice that was written for another tool and dropped in has declared nothing to us.
            logger.info('The date of %s is not known: %s', docnames[0], reason)
        return ''

    def _warn(self, message: str, location: tuple[str, int | None]) -> None:
        key = f'{location} {message}'
        if key not in self._told:
            self._told.add(key)
            # Nothing of what the author stated is wrong, or left out.
            warn('date', '%s', message, location=location, mistake=False)

    def _commit(self, docname: str) -> CommitDate:
        if self._commits is None:
            self._commits = self._ask_git(self._undated(), docname)
        if docname not in self._commits:
            self._commits.update(self._ask_git((), docname))
        return self._commits[docname]

    def _undated(self) -> Iterable[str]:
        for ident, places in self.index.notices.items():
            if self.index.notice_fact(ident, 'updated') is None:
                yield from (showing.docname for showing in places)
        for docname, document in self.index.documents.items():
            if any(reference.type == 'updated' for reference in document.references):
                yield docname

    def _ask_git(self, docnames: Iterable[str], docname: str) -> dict[str, CommitDate]:
        wanted = sorted({*docnames, docname})
        paths = {name: Path(os.fspath(self.env.doc2path(name))) for name in wanted}
        from sphinxext_privacy.dates.history import last_commit_dates

        found = last_commit_dates(list(paths.values()))
        return {name: found[path] for name, path in paths.items()}
