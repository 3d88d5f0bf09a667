"""The settings of the PDFs: declared, checked and cleaned here.

They are kept apart from the others: what pages show does not depend on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.config import Setting, clean_settings
from sphinxext_privacy.diagnostics import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PAPERS: Final = {'a4': 'a4', 'letter': 'us-letter'}
"""Names of paper, and what typst calls them."""
STANDARDS: Final = (
    '1.4', '1.5', '1.6', '1.7', '2.0', 'a-1a', 'a-1b', 'a-2a', 'a-2b', 'a-2u', 'a-3a', 'a-3b', 'a-3u', 'a-4', 'a-4e',
    'a-4f', 'ua-1',
)  # fmt: skip
KEYS: Final = {'file': str, 'notice': str, 'pages': list, 'title': str, 'toctree': bool}
"""Keys of a table of ``noticepdf_documents``."""


def _wrong(name: str, value: object, right: str) -> None:
    warn('config', '%s in conf.py: %r is not %s', name, value, right)


def _clean_documents(name: str, value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        _wrong(name, value, 'a list of notices or documents')
        return []
    good: list[Any] = []
    for item in value:
        if item and isinstance(item, str):
            good.append(item)
        elif isinstance(item, dict):
            good += [item] if _is_document(name, item) else []
        else:
            _wrong(name, item, 'the id of a notice, or a table')
    return good


def _is_document(name: str, item: dict[Any, Any]) -> bool:
    for key, value in item.items():
        if key not in KEYS:
            _wrong(name, key, f'one of {", ".join(KEYS)}')
            return False
        if key == 'pages':
            right = isinstance(value, (list, tuple)) and all(isinstance(page, str) for page in value)
        else:
            right = isinstance(value, KEYS[key])
        if not right:
            _wrong(f'{name}: {key}', value, 'a list of documents' if key == 'pages' else f'a {KEYS[key].__name__}')
            return False
    if not item.get('notice') and not item.get('pages'):
        _wrong(name, item, 'a table with "notice" or "pages"')
        return False
    file = item.get('file', '')
    if any(part in {'', '.', '..'} for part in file.split('/')) and file:
        _wrong(f'{name}: file', file, 'the name of a file in the output folder')
        return False
    return True


def _clean_paper(name: str, value: Any) -> Any:
    if value in PAPERS:
        return value
    _wrong(name, value, f'one of {", ".join(PAPERS)}')
    return 'a4'


def _clean_texts(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return [value] if value else []
    if not isinstance(value, (list, tuple)):
        _wrong(name, value, 'a list of texts')
        return []
    for item in value:
        if not isinstance(item, str):
            _wrong(name, item, 'text')
    return [item for item in value if isinstance(item, str)]


def _known(known: tuple[str, ...]) -> Any:
    def clean(name: str, value: Any) -> Any:
        texts = _clean_texts(name, value)
        for item in texts:
            if item not in known:
                _wrong(name, item, f'one of {", ".join(known)}')
        return [item for item in texts if item in known]

    return clean


def _clean_flag(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    # As "-D" on the command line gives it.
    if value in {0, 1, '0', '1'}:
        return value in {1, '1'}
    _wrong(name, value, 'True or False')
    return False


def _clean_text(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return value
    _wrong(name, value, 'text')
    return ''


SETTINGS: Final = (
    Setting(
        'noticepdf_documents',
        [],
        (list, tuple),
        'What becomes a PDF: ids of notices, or tables with `notice`, `pages`, `toctree`, `title`, `file`; '
        'empty: every notice.',
        _clean_documents,
    ),
    Setting(
        'noticepdf_inherited',
        False,
        (bool, int, str),
        'Whether the PDF of a notice also holds the pages of the notices that it is an addendum to.',
        _clean_flag,
    ),
    Setting('noticepdf_paper', 'a4', (str,), 'Paper: `a4` or `letter`.', _clean_paper),
    Setting(
        'noticepdf_fonts',
        [],
        (list, tuple, str),
        'Fonts to use first: files or folders beside `conf.py`, or names of families in them.',
        _clean_texts,
    ),
    Setting(
        'noticepdf_standards',
        ['ua-1', 'a-2a'],
        (list, tuple, str),
        'Standards that the PDFs keep: `ua-1` for accessibility, `a-2a` for archives, and others typst knows.',
        _known(STANDARDS),
    ),
    Setting(
        'noticepdf_print_urls',
        False,
        (bool, int, str),
        'Whether the addresses of links stand in footnotes, for readers on paper.',
        _clean_flag,
    ),
    Setting('noticepdf_template', '', (str,), 'A Typst template of your own, beside `conf.py`.', _clean_text),
)
"""Every setting, in the order of the reference."""


def declare(app: Sphinx) -> None:
    """Declare the settings; none of them makes Sphinx read or write pages again by itself."""
    for setting in SETTINGS:
        # A page of HTML shows what is published.
        published = setting.name == 'noticepdf_documents'
        app.add_config_value(setting.name, setting.default, 'html' if published else '', setting.types)


def clean(app: Sphinx, config: Config) -> None:
    """Check all settings and replace what is wrong (event ``config-inited``)."""
    clean_settings(app, config, SETTINGS)
