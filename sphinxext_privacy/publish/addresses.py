"""Where a notice and its feed are on the web, as far as the settings and the notice say so."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin

from sphinxext_privacy.model.values import is_web_address
from sphinxext_privacy.site import site_root

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxext_privacy.domain.privacy import PrivacyDomain

_NAMESPACE: Final = uuid.UUID('5d4c1f1e-6a0b-5a7e-9a52-0c7e2b9f6d31')
"""Of ids that are made of names; never changed, as the ids would."""
_NOWHERE: Final = 'https://site.invalid/'
"""Stands in for the address of the site while relative addresses are joined."""


class Addresses:
    """Makes the addresses in the feed of one notice.

    They start with ``html_baseurl``, or with what comes before the name of the page in the address that the notice
    states. Without either, they are relative to the feed, which stands at the root of the site.
    """

    def __init__(self, domain: PrivacyDomain, builder: Builder, notice: str, file: str) -> None:
        """*file* is the path of the feed below the output folder."""
        self.builder = builder
        self.notice = notice
        page = builder.get_target_uri(domain.index.notices[notice][0].docname)
        url = domain.index.notice_fact(notice, 'url')
        stated = url if isinstance(url, str) and is_web_address(url) else ''
        base = site_root(domain.env.config)
        if not base and page and stated.endswith(f'/{page}'):
            base = stated.removesuffix(page)
        self.base = base
        self.feed = f'{base}{quote(file)}'
        self.page = stated or self._absolute(page)
        if base:
            self.id = self.feed
        else:
            self.id = _urn('feed', stated or f'{domain.env.config.project}\n{notice}')

    def of_entry(self, *parts: str) -> str:
        """Give the id of an entry that *parts* tell apart from all others of the notice."""
        return _urn('entry', self.id, *parts)

    def of_place(self, docname: str, anchor: str) -> str:
        """Give the address of a place on a page."""
        return self._absolute(f'{self.builder.get_target_uri(docname)}#{anchor}')

    def from_page(self, docname: str, uri: str) -> str:
        """Give the address that *uri* has on the page *docname*."""
        return self._absolute(self.builder.get_target_uri(docname), uri)

    def _absolute(self, *parts: str) -> str:
        address = self.base or _NOWHERE
        for part in parts:
            address = urljoin(address, part)
        return address if self.base else address.removeprefix(_NOWHERE) or './'


def _urn(*parts: str) -> str:
    return uuid.uuid5(_NAMESPACE, '\n'.join(parts)).urn
