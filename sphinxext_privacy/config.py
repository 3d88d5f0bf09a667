"""The settings: declared, checked and cleaned here and nowhere else.

A wrong value is a warning and is replaced by the default; what is right in a table of values stays. After
``config-inited`` nothing is changed any more, so that Sphinx does not see a new configuration in every build.
"""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from sphinxext_privacy.diagnostics import placed_at, warn
from sphinxext_privacy.model.fields import STYLES
from sphinxext_privacy.model.ids import is_id
from sphinxext_privacy.model.kinds import BY_DIRECTIVE
from sphinxext_privacy.model.values import url_problem
from sphinxext_privacy.model.vocabularies import VOCABULARIES, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config

FALLBACKS: Final = ('git', 'build', 'none')
LEVELS: Final = ('error', 'warning', 'info', 'off')


class Setting(NamedTuple):
    """One setting of ``conf.py``."""

    name: str
    default: Any
    types: tuple[type, ...]
    help: str
    clean: Callable[[str, Any], Any]


def _clean_files(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return [value] if value else []
    if not isinstance(value, (list, tuple)):
        return _wrong(name, value, 'a list of file names', [])
    # ``-D privacy_register=`` gives a list with an empty text.
    good = [item for item in value if isinstance(item, str) and item]
    for item in value:
        if not isinstance(item, str):
            _wrong(name, item, 'a file name', None)
    return good


def _clean_text(name: str, value: Any) -> Any:
    return value if isinstance(value, str) else _wrong(name, value, 'text', '')


def _clean_terms(name: str, value: Any) -> Any:
    text = _clean_text(name, value)
    if not text:
        return text
    from sphinxext_privacy.rendering.terms import PLACEHOLDERS

    # Before a backtick stands the name of a role.
    for place in re.findall(r'\{([^{}]*)\}(?!`)', text):
        if place not in PLACEHOLDERS:
            known = ', '.join(f'{{{word}}}' for word in PLACEHOLDERS)
            return _wrong(name, f'{{{place}}}', f'one of {known}', '')
    return text


def _clean_date_format(name: str, value: Any) -> Any:
    text = _clean_text(name, value)
    if not text:
        return text
    from sphinxext_privacy.words.dates import date_format_problem

    problem = date_format_problem(text)
    return _wrong(name, value, f'a format of a date: {problem}', '') if problem else text


def _clean_id(name: str, value: Any) -> Any:
    if not isinstance(value, str) or (value and not is_id(value)):
        return _wrong(name, value, 'an id', '')
    return value


def _clean_fallback(name: str, value: Any) -> Any:
    return value if value in FALLBACKS else _wrong(name, value, f'one of {", ".join(FALLBACKS)}', 'git')


def _clean_styles(name: str, value: Any) -> Any:
    if not isinstance(value, dict):
        return _wrong(name, value, 'a table of directive names and styles', {})
    good: dict[str, str] = {}
    for directive, style in value.items():
        if directive not in BY_DIRECTIVE:
            _unknown(name, directive, 'a directive', list(BY_DIRECTIVE))
        elif style not in STYLES:
            _unknown(f'{name}[{directive!r}]', style, 'a style', list(STYLES))
        else:
            good[directive] = style
    return good


def _clean_rules(name: str, value: Any) -> Any:
    if not isinstance(value, dict):
        return _wrong(name, value, 'a table of rules and levels', {})
    if not value:
        return value
    from sphinxext_privacy.rules.table import RULES

    good: dict[str, str] = {}
    for rule, level in value.items():
        # Warnings name rules in small letters.
        ident = rule.upper() if isinstance(rule, str) else ''
        if ident not in RULES:
            _unknown(name, rule, 'a rule', list(RULES))
        elif level not in LEVELS:
            _unknown(f'{name}[{rule!r}]', level, 'a level', list(LEVELS))
        else:
            good[ident] = level
    return good


def _clean_regimes(name: str, value: Any) -> Any:
    found = [value] if isinstance(value, str) and value else value or []
    if not isinstance(found, (list, tuple)):
        return _wrong(name, value, 'a list of regimes', [])
    known = VOCABULARIES['regimes'].labels
    for regime in found:
        # An empty text as above.
        if regime not in known and regime != '':
            _unknown(name, regime, 'a regime', list(known))
    return [regime for regime in found if regime in known]


def _clean_months(name: str, value: Any) -> Any:
    right = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return value if right else _wrong(name, value, 'a number of months', 12)


def _clean_parents(name: str, value: Any) -> Any:
    if not isinstance(value, dict):
        return _wrong(name, value, 'a table of names and pairs of an address and a file', {})
    good: dict[str, tuple[str, str]] = {}
    for parent, pair in value.items():
        if not isinstance(parent, str) or not is_id(parent):
            _wrong(name, parent, 'an id', None)
            continue
        place = f'{name}[{parent!r}]'
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            _wrong(place, pair, 'a pair: the address of the site, and a file or its address', None)
            continue
        base, location = (os.fspath(part) if isinstance(part, os.PathLike) else part for part in pair)
        if not isinstance(base, str) or not _is_web(base):
            _wrong(place, base, 'the https or http address of a site', None)
        elif not isinstance(location, str) or not location or ('://' in location and not _is_web(location)):
            _wrong(place, location, 'the path of a file, or its https or http address', None)
        else:
            good[parent] = (_root(base), location)
    return good


def _is_web(url: str) -> bool:
    return url.lower().startswith(('https://', 'http://')) and not url_problem(url)


def _root(url: str) -> str:
    """Give the address of a site as links to its pages begin: with a slash at its end, and without a password."""
    parts = urlsplit(url)
    path = f'{parts.path.rstrip("/")}/'
    return urlunsplit((parts.scheme, parts.netloc.rpartition('@')[2], path, '', ''))


def _wrong(name: str, value: Any, right: str, default: Any) -> Any:
    warn('config', '%s in conf.py: %r is not %s', name, value, right)
    return default


def _unknown(name: str, value: Any, what: str, known: list[str]) -> None:
    near = nearest(str(value), known)
    hint = f'did you mean {near!r}?' if near else f'known are: {", ".join(known)}'
    warn('config', '%s in conf.py: %r is not %s; %s', name, value, what, hint)


SETTINGS: Final = (
    Setting('privacy_register', [], (list, tuple, str), 'Register files, beside `conf.py`.', _clean_files),
    Setting('privacy_controller', '', (str,), 'Id of the controller of notices that name none.', _clean_id),
    Setting('privacy_styles', {}, (dict,), 'Default style of each directive.', _clean_styles),
    Setting(
        'privacy_processor_terms',
        '',
        (str,),
        'Sentence about the agreement with a processor, in place of the standard one.',
        _clean_terms,
    ),
    Setting(
        'privacy_regimes',
        [],
        (list, tuple, str),
        'Whose rules run beside those for consistency: `gdpr`, `uk-gdpr`, `ccpa`, `lgpd`, `fadp`, `ropa`. A notice can '
        'name more with `:regimes:`.',
        _clean_regimes,
    ),
    Setting(
        'privacy_rules',
        {},
        (dict,),
        'Level of single rules, by id: `error`, `warning`, `info` or `off`.',
        _clean_rules,
    ),
    Setting('privacy_baseline', '', (str,), 'File of accepted findings, beside `conf.py`.', _clean_text),
    Setting('privacy_review_months', 12, (int,), 'After how many months a notice is due for a review.', _clean_months),
    Setting(
        'privacy_parents',
        {},
        (dict,),
        'Notices of other projects: name, and a pair of the address of the site and its `privacy.json` (a file beside '
        '`conf.py`, or an address).',
        _clean_parents,
    ),
    Setting(
        'privacy_lock',
        '',
        (str,),
        'File, beside `conf.py`, that records what each notice said when its date was set; '
        '`sphinx-privacy lock` writes it.',
        _clean_text,
    ),
    Setting(
        'privacy_date_format',
        '',
        (str,),
        'Format of dates, as Sphinx knows it; empty: the long form of the language.',
        _clean_date_format,
    ),
    Setting(
        'privacy_date_fallback',
        'git',
        (str,),
        'Where the date of a notice comes from that states none: `git`, `build` or `none`.',
        _clean_fallback,
    ),
)
"""Every setting, in the order of the reference."""

RULE_SETTINGS: Final = (
    'privacy_regimes',
    'privacy_rules',
    'privacy_baseline',
    'privacy_lock',
    'privacy_review_months',
)
"""The settings that say what rules find."""
_NOT_SHOWN: Final = frozenset({'privacy_parents', *RULE_SETTINGS})

GIT_DATE_SUBSTITUTION: Final = 'git_revision_date_localized'
"""What notices written for MkDocs call the date of their last change."""


def declare(app: Sphinx) -> None:
    """Declare the settings.

    None of them makes Sphinx read pages again: the digest of each page knows which it depends on.
    """
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, '', setting.types)


def clean(app: Sphinx, config: Config) -> None:
    """Check all settings and replace what is wrong (event ``config-inited``)."""
    clean_settings(app, config, SETTINGS)
    if 'myst_substitutions' in config and isinstance(config.myst_substitutions, dict):
        known = config.myst_substitutions
        if GIT_DATE_SUBSTITUTION not in known:
            config.myst_substitutions = {**known, GIT_DATE_SUBSTITUTION: '{privacy:updated}`.`'}


def clean_settings(app: Sphinx, config: Config, settings: Iterable[Setting]) -> None:
    """Check *settings* and replace what is wrong in them; what is right is left as it is."""
    for setting in settings:
        value = getattr(config, setting.name)
        with placed_at(partial(setting_place, app.confdir, config, setting.name)):
            cleaned = setting.clean(setting.name, value)
        if cleaned != value or type(cleaned) is not type(value):
            setattr(config, setting.name, cleaned)


def setting_place(confdir: str | os.PathLike[str], config: Config, name: str) -> str:
    """Give the line of ``conf.py`` that sets *name* last, as ``path:line``; empty where something else sets it."""
    path = Path(confdir, 'conf.py')
    if any(given.partition('.')[0] == name for given in config.overrides):
        return ''
    try:
        lines = path.read_text(encoding='utf-8', errors='replace').splitlines()
    except OSError:
        return ''
    setting = re.compile(rf'\s*{name}\b')
    numbers = [number for number, line in enumerate(lines, 1) if setting.match(line)]
    return f'{path}:{numbers[-1]}' if numbers else ''


def state(config: Config) -> str:
    """Give the settings that pages show the effect of, as text for their digests."""
    # What pages show of other projects is known by what it is, not by where it comes from; and of what rules find,
    # only pages with a report show anything.
    shown = [setting.name for setting in SETTINGS if setting.name not in _NOT_SHOWN]
    return repr([(name, getattr(config, name)) for name in shown])
