"""The setting ``privacy_parents``: its files are had from disk, from the web or from copies, and read."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.util import logging

from sphinxext_privacy.config import setting_place
from sphinxext_privacy.diagnostics import placed_at, warn
from sphinxext_privacy.parents.cache import Cache
from sphinxext_privacy.parents.fetching import FetchError, fetch, without_credentials
from sphinxext_privacy.parents.naming import known_notices
from sphinxext_privacy.parents.reading import LIMIT, read

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxext_privacy.notices.records import ForeignNotice
    from sphinxext_privacy.parents.cache import Kept
    from sphinxext_privacy.parents.reading import Read, ReadNotice

logger = logging.getLogger(__name__)

FOLDER: Final = 'privacy-parents'
"""Where the copies are, below the doctrees."""
DAYS: Final = 5
"""After how many days a file is fetched again, where ``intersphinx_cache_limit`` says nothing."""
MOST: Final = 20
"""How many problems of one file are told one by one."""


def load_parents(app: Sphinx) -> dict[str, ForeignNotice]:
    """Give the notices of other projects by the ids under which they are known here; warn of what is wrong."""
    files: dict[str, tuple[ReadNotice, ...]] = {}
    for name, (base, location) in app.config.privacy_parents.items():
        with placed_at(partial(setting_place, app.confdir, app.config, 'privacy_parents')):
            load = _from_web if '://' in location else _from_disk
            found = load(app, name, base, location)
        if found is None:
            continue
        files[name] = found.notices
        _report(name, location, found)
    return known_notices(files)


def _report(name: str, location: str, found: Read) -> None:
    shown = without_credentials(location)
    for problem in found.problems[:MOST]:
        warn('parent', '%s', problem.message, location=f'{shown}:{problem.path}')
    if len(found.problems) > MOST:
        warn('parent', 'there are %s more problems in this file', len(found.problems) - MOST, location=f'{shown}:1')
    if not found.notices:
        warn('parent', 'this file holds no notice', location=f'{shown}:1')


def _unavailable(name: str, location: str, reason: str) -> None:
    warn(
        'parent',
        'privacy_parents in conf.py: the notices of %r cannot be had from %s: %s. '
        'This build does without what they state',
        name,
        without_credentials(location),
        reason,
    )


def _from_disk(app: Sphinx, name: str, base: str, location: str) -> Read | None:
    path = Path(app.confdir) / location
    try:
        if path.is_file() and path.stat().st_size <= LIMIT:
            data = path.read_bytes()
        else:
            reason = 'there is no such file' if not path.is_file() else f'it has more than {LIMIT // 1024 // 1024} MB'
            _unavailable(name, location, reason)
            return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        _unavailable(name, location, f'the file cannot be read: {reason}')
        return None
    found = read(data, base)
    if not found.usable:
        _unavailable(name, location, found.problems[0].message)
        return None
    return found


def _from_web(app: Sphinx, name: str, base: str, location: str) -> Read | None:
    config = app.config
    cache = Cache(Path(app.doctreedir) / FOLDER, location)
    kept = cache.load()
    copy = read(kept.data, base) if kept is not None else None
    if kept is not None and (copy is None or not copy.usable):
        # Another version of this extension could make something of it.
        kept = None
    limit = getattr(config, 'intersphinx_cache_limit', DAYS)
    if kept is not None and (limit < 0 or kept.age < limit):
        return copy
    logger.info('loading the notices of %r from %s ...', name, without_credentials(location))
    try:
        answer = fetch(location, config, kept.answer if kept is not None else None)
        if answer.data is None:
            cache.touch()
            return copy
        found = read(answer.data, base)
        if not found.usable:
            raise FetchError(found.problems[0].message)
    except FetchError as error:
        if kept is None:
            _unavailable(name, location, str(error))
            return None
        _warn_of_copy(name, location, str(error), kept)
        return copy
    cache.store(answer)
    return found


def _warn_of_copy(name: str, location: str, reason: str, kept: Kept) -> None:
    day = time.strftime('%Y-%m-%d', time.localtime(kept.checked))
    days = int(kept.age)
    age = 'of today' if not days else f'{days} day old' if days == 1 else f'{days} days old'
    warn(
        'parent',
        'privacy_parents in conf.py: the notices of %r cannot be had from %s: %s. The copy of %s is used, which is %s',
        name,
        without_credentials(location),
        reason,
        day,
        age,
    )
