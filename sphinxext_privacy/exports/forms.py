"""The forms that the builder writes. A new one is a module of its own, and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.exports.privacy_json import FILE, privacy_json_text
from sphinxext_privacy.exports.report_json import FILE as REPORT_JSON
from sphinxext_privacy.exports.report_json import report_json_text
from sphinxext_privacy.exports.report_markdown import FILE as REPORT_MARKDOWN
from sphinxext_privacy.exports.report_markdown import report_markdown
from sphinxext_privacy.exports.report_sarif import FILE as REPORT_SARIF
from sphinxext_privacy.exports.report_sarif import report_sarif_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_privacy.exports.records import Exported


class Form(NamedTuple):
    """One form."""

    name: str
    files: Callable[[Exported], Iterator[tuple[str, str]]]
    """Gives path in the output folder and text of each file."""


def _privacy_json(exported: Exported) -> Iterator[tuple[str, str]]:
    yield FILE, privacy_json_text(exported)


def _report(exported: Exported) -> Iterator[tuple[str, str]]:
    yield REPORT_MARKDOWN, report_markdown(exported)
    yield REPORT_JSON, report_json_text(exported)
    yield REPORT_SARIF, report_sarif_text(exported)


FORMS: Final = (Form('json', _privacy_json), Form('report', _report))
"""Every form, in the order in which they are written."""
