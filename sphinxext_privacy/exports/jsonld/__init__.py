"""``privacy.jsonld``: the notices as linked data, in the Data Privacy Vocabulary of W3C (DPV 2.3).

Every thing is a node that is called as the address where it stands, so that data of several sites can be put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.account import Account
from sphinxext_privacy.exports.form import Form, Publication
from sphinxext_privacy.exports.jsonld.context import CONTEXT
from sphinxext_privacy.exports.jsonld.graph import Graph
from sphinxext_privacy.exports.jsonld.notices import write_notice, write_parents
from sphinxext_privacy.exports.privacy_json import json_text
from sphinxext_privacy.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.records import Exported, ExportedNotice

FILE: Final = 'privacy.jsonld'


def privacy_jsonld(exported: Exported, account: Account) -> dict[str, Any]:
    """Give the content of the file as plain data."""
    graph = Graph(exported, account, exported.notices)
    for notice in exported.notices:
        write_notice(graph, notice)
    return {'@context': {**CONTEXT}, '@graph': graph.nodes()}


def embedded(exported: Exported, notice: ExportedNotice, root: str) -> dict[str, Any]:
    """Give what a page of *notice* can hold of it: the notice with what it inherits, as plain data.

    Things are called as in the file. Where the project does not say where its site is, their names start at its *root*,
    which is given as it is from the page.
    """
    graph = Graph(exported, Account(), [notice])
    write_notice(graph, notice)
    write_parents(graph, notice)
    base = {} if exported.base_url else {'@base': root}
    return {'@context': {**CONTEXT, **base}, '@graph': graph.nodes()}


def _files(exported: Exported, account: Account) -> Iterator[tuple[str, str]]:
    yield FILE, json_text(privacy_jsonld(exported, account))


FORM: Final = Form(
    'jsonld',
    'All notices as linked data, in the Data Privacy Vocabulary (DPV 2.3) of W3C.',
    _files,
    (FILE,),
    publication=Publication('application/ld+json', N_('As linked data: {notice}'), lambda notice: FILE, embedded),
)
