"""The setting that says what is published: declared, checked and cleaned here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.config import Setting, clean_settings
from sphinxext_privacy.diagnostics import warn
from sphinxext_privacy.publish.forms import FORMS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _clean_forms(name: str, value: Any) -> Any:
    found = [value] if isinstance(value, str) and value else value or []
    if not isinstance(found, (list, tuple)):
        warn('config', '%s in conf.py: %r is not a list of %s', name, value, ', '.join(FORMS))
        return []
    for item in found:
        # ``-D privacy_publish=`` gives a list with an empty text.
        if item and item not in FORMS:
            warn('config', '%s in conf.py: %r is not one of %s', name, item, ', '.join(FORMS))
    return [item for item in found if item in FORMS]


SETTINGS: Final = (
    Setting(
        'privacy_publish',
        [],
        (list, tuple, str),
        f'What HTML builds write beside the pages: {", ".join(f"`{name}`" for name in FORMS)}.',
        _clean_forms,
    ),
)
"""Every setting, in the order of the reference."""


def declare(app: Sphinx) -> None:
    """Declare the setting: pages of HTML name what is published, and are written again when it changes."""
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, 'html', setting.types)


def clean(app: Sphinx, config: Config) -> None:
    """Check the setting and replace what is wrong (event ``config-inited``)."""
    clean_settings(app, config, SETTINGS)
