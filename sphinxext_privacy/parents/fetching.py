"""Getting a file from the web, within bounds of size and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import requests
from sphinx.util import requests as sphinx_requests

from sphinxext_privacy.parents.reading import LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

TIMEOUT: Final = 30
"""Seconds to wait for a server, where ``intersphinx_timeout`` says nothing."""
_CHUNK: Final = 65536


class FetchError(Exception):
    """A file cannot be had; the message says why."""


class Answer(NamedTuple):
    """What a server sent."""

    data: bytes | None
    """``None`` where the copy that is there already is still right."""
    etag: str = ''
    modified: str = ''


def without_credentials(url: str) -> str:
    """Give *url* as it may be shown: without user and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition('@')[2]))


def fetch(url: str, config: Config, known: Answer | None = None) -> Answer:
    """Get *url*, unless it is what is *known* already; raises :exc:`FetchError`."""
    headers: dict[str, str] = {}
    if known is not None and known.etag:
        headers['If-None-Match'] = known.etag
    if known is not None and known.modified:
        headers['If-Modified-Since'] = known.modified
    timeout = getattr(config, 'intersphinx_timeout', None) or TIMEOUT
    try:
        return _fetch(url, config, headers, timeout)
    except requests.Timeout as error:
        raise FetchError(f'there was no answer within {timeout} seconds') from error
    except requests.exceptions.SSLError as error:
        raise FetchError('its certificate is not trusted') from error
    except requests.ConnectionError as error:
        raise FetchError('the server cannot be reached') from error
    except requests.exceptions.InvalidSchema as error:
        raise FetchError('it leads to an address that is neither https nor http') from error
    except requests.TooManyRedirects as error:
        raise FetchError('it leads from one address to the next without end') from error
    except (requests.RequestException, ValueError) as error:
        # Their texts may show the address with all that is in it.
        raise FetchError(f'the answer is wrong ({type(error).__name__})') from error


def _fetch(url: str, config: Config, headers: Mapping[str, str], timeout: float) -> Answer:
    with sphinx_requests.get(
        url,
        timeout=timeout,
        stream=True,
        headers=dict(headers),
        _user_agent=config.user_agent,
        _tls_info=(config.tls_verify, config.tls_cacerts),
    ) as response:
        if response.status_code == requests.codes.not_modified and headers:
            return Answer(None)
        if response.status_code != requests.codes.ok:
            raise FetchError(f'the server answers {response.status_code} {response.reason}'.rstrip())
        data = bytearray()
        for chunk in response.iter_content(_CHUNK):
            data += chunk
            if len(data) > LIMIT:
                raise FetchError(f'the file has more than {LIMIT // 1024 // 1024} MB')
        answer = response.headers
        return Answer(bytes(data), answer.get('ETag', ''), answer.get('Last-Modified', ''))
