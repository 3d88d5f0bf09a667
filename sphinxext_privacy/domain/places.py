"""Where something stands, as warnings take it: a line of a page, or of a file that it includes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinxext_privacy.directives.options import option_line_in

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinxext_privacy.domain.privacy import PrivacyDomain

Location = tuple[str, int] | str


def location(env: BuildEnvironment, docname: str, source: str, line: int, option: str = '') -> Location:
    """Give the place at *line* of *source*, or of the page *docname* where that is empty.

    *option* is the one that it is about, where the place is that of a directive. Its line is looked up in the file now:
    to remember the lines of all options would cost every page, and few are ever told.
    """
    path = absolute(env, source) if source else ''
    found = line_of(env, docname, path, line, option)
    return f'{path}:{found}' if path else (docname, found)


def absolute(env: BuildEnvironment, source: str) -> str:
    """Give the path of a file as it can be opened from anywhere; register files are named from where conf.py is."""
    domain = cast('PrivacyDomain', env.domains['privacy'])
    path = domain.base / source
    return str(path) if path.is_file() else source


def line_of(env: BuildEnvironment, docname: str, source: str, line: int, option: str) -> int:
    """Give the line of *option*, or *line* where it is nowhere to be found; for the rest see :func:`location`."""
    if not option or not (source or docname):
        return line
    return option_line_in(source or str(env.doc2path(docname)), line, option)
