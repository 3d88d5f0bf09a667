"""The forms that the builder writes. A new one is a module of its own, and one line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.form import Form
    from sphinxext_privacy.exports.records import Exported

FORMS: Final = {
    'json': 'privacy_json',
    'jsonld': 'jsonld',
    'tilt': 'tilt',
    'ropa': 'ropa',
    'processors': 'processors_csv',
    'fides': 'fides',
    'cookies': 'cookies',
    'gpc': 'gpc',
    'report-markdown': 'report_markdown',
    'report-json': 'report_json',
    'report-sarif': 'report_sarif',
}
"""The module of each form, which calls it ``FORM``, by its name, in the order in which they are written."""

PUBLISHED: Final = ('json', 'jsonld', 'tilt')
"""The forms that HTML builds can publish, named here so that none is loaded to be asked."""


def form_named(name: str) -> Form:
    """Give the form *name*, one of :data:`FORMS`; its module is loaded when it is first asked for."""
    return cast('Form', import_module(f'sphinxext_privacy.exports.{FORMS[name]}').FORM)


def all_files(exported: Exported) -> Iterator[tuple[str, bytes]]:
    """Give path in the output folder and content of each file of every form, and what they do not hold."""
    # Each build loads this module, and few of them write.
    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.losses import loss_files

    accounts: list[tuple[Form, Account]] = []
    for name in FORMS:
        form, account = form_named(name), Account()
        for path, content in form.files(exported, account):
            yield path, content if isinstance(content, bytes) else content.encode()
        if form.loses:
            accounts.append((form, account))
    for path, text in loss_files(exported, accounts):
        yield path, text.encode()
