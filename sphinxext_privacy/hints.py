"""What is forgotten in ``conf.py`` and nothing else tells of: directives that are shown as text, names nearly right."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.config import setting_place
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.directives import DIRECTIVES
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIXES: Final = ('privacy_', 'noticepdf_')
"""How the names of our settings begin."""
NEARLY: Final = 0.9
"""How alike a name in ``conf.py`` is to a setting that was meant; authors may have variables of like names."""
_FENCE: Final = pattern(r':{3,}\{(?:privacy:)?(?P<directive>[a-z-]+)\}')


def misspelt_settings(app: Sphinx, config: Config) -> None:
    """Warn of names that are nearly those of our settings (event ``config-inited``)."""
    # What else conf.py holds, Sphinx keeps in no public place.
    typed: dict[str, object] = getattr(config, '_raw_config', {})
    ours = [value.name for value in config if value.name.startswith(PREFIXES)]
    for name in sorted(typed):
        if name.startswith(PREFIXES) and name not in ours:
            for near in get_close_matches(name, ours, n=1, cutoff=NEARLY):
                place = setting_place(app.confdir, config, name) or None
                warn('config', 'conf.py: there is no setting %r; did you mean %r?', name, near, location=place)


def unread_markdown(app: Sphinx) -> None:
    """Warn if the first page is Markdown and no extension reads it (event ``builder-inited``).

    Sphinx then only says that there is no such page in reStructuredText.
    """
    name = f'{app.config.root_doc}.md'
    suffixes = [*app.config.source_suffix]
    if '.md' in suffixes or not (Path(app.srcdir) / name).is_file():
        return
    if not any((Path(app.srcdir) / f'{app.config.root_doc}{suffix}').is_file() for suffix in suffixes):
        message = "conf.py: %s is Markdown, which nothing reads here; add 'myst_parser' to extensions"
        warn('config', message, name)


def unread_fences(app: Sphinx, doctree: nodes.document) -> None:
    """Warn once a page of our directives between colons, where MyST takes them for text (event ``doctree-read``)."""
    if 'colon_fence' in getattr(app.config, 'myst_enable_extensions', ('colon_fence',)):
        return
    for paragraph in doctree.findall(nodes.paragraph):
        # In literal text it is meant to be shown.
        text = paragraph[0].astext() if paragraph.children and isinstance(paragraph[0], nodes.Text) else ''
        match = _FENCE.match(text)
        if match is not None and match['directive'] in DIRECTIVES:
            message = (
                "%r is shown as text; for directives between colons, add 'colon_fence' to myst_enable_extensions "
                'in conf.py'
            )
            warn('config', message, match[0], location=paragraph)
            return
