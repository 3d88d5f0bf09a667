"""Where the pages of the project are on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinxext_privacy.model.values import is_web_address

if TYPE_CHECKING:
    from sphinx.config import Config


def site_root(config: Config) -> str:
    """Give the address of the root of the site, with a slash at its end, from what ``html_baseurl`` states.

    It is empty where the setting is empty, or is no address on the web: nothing that starts there would be one.
    """
    stated = config.html_baseurl
    return f'{stated.rstrip("/")}/' if isinstance(stated, str) and is_web_address(stated) else ''


def page_address(config: Config, docname: str) -> str:
    """Give the address of the HTML page of a document, relative to the root of the site.

    As the builder ``html`` does; where ``html_link_suffix`` is a slash, as ``dirhtml`` does.
    """
    suffix = config.html_link_suffix
    if suffix is None:
        suffix = '.html' if config.html_file_suffix is None else config.html_file_suffix
    if suffix == '/' and (docname == 'index' or docname.endswith('/index')):
        return quote(docname.removesuffix('index'))
    return f'{quote(docname)}{suffix}'
