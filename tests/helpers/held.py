"""Whether a form tells the truth about what it holds: facts are changed one by one, and the files looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinxext_privacy.exports.account import NO_PLACE, Account
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.form import Form
    from sphinxext_privacy.exports.records import Exported, ExportedEntry
    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Facts, Value


def untrue(form: Form, exported: Exported) -> list[str]:
    """Give the facts of *exported*, which has one notice, that *form* is not honest about.

    A fact that is held changes the files when it changes, or is then told to be lost. One that has no place changes
    nothing.
    """
    files, lost = _made(form, exported)
    wrong = []
    for kind, ident, name, changed in _changes(exported):
        other_files, other_lost = _made(form, changed)
        why = lost.get((kind, ident, name))
        if why is None and other_files == files and (kind, ident, name) not in other_lost:
            wrong.append(f'{kind} {name}: it is neither held nor told to be lost')
        elif why == NO_PLACE and other_files != files:
            wrong.append(f'{kind} {name}: it is told to have no place, and changes the files')
    return wrong


def _made(form: Form, exported: Exported) -> tuple[dict[str, str | bytes], dict[tuple[str, str, str], str]]:
    account = Account()
    files = dict(form.files(exported, account))
    told = account.losses(exported)
    return files, {(lost.kind, lost.ident, name): why for lost in told for name, why in lost.facts.items()}


def _changes(exported: Exported) -> Iterator[tuple[str, str, str, Exported]]:
    (notice,) = exported.notices
    for name in notice.facts:
        facts = _with_other(KINDS['notice'].by_name[name], notice.facts)
        url = str(facts['url']) if name == 'url' else notice.url
        yield 'notice', notice.ident, name, replace(exported, notices=(replace(notice, facts=facts, url=url),))
    for position, entry in enumerate(notice.resolved):
        for name in entry.facts:
            changed = _changed(entry, KINDS[entry.kind].by_name[name])
            resolved = (*notice.resolved[:position], changed, *notice.resolved[position + 1 :])
            made = replace(exported, notices=(replace(notice, own=resolved, resolved=resolved),))
            yield entry.kind, entry.ident, name, made


def _changed(entry: ExportedEntry, item: Field) -> ExportedEntry:
    facts = _with_other(item, entry.facts)
    title = str(facts[item.name]) if item.name == KINDS[entry.kind].title_field else entry.title
    return replace(entry, facts=facts, title=title)


def _with_other(item: Field, facts: Facts) -> Facts:
    return {**facts, item.name: _other(item, facts[item.name])}


def _other(item: Field, value: Value) -> Value:
    """Give another value of the field, as good as *value*."""
    if item.vocabulary:
        # Not the next one, which some tell as the same.
        last = list(VOCABULARIES[item.vocabulary].labels)[-1]
        return (last,) if item.type == 'keys' else last
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case Link():
            return Link(value.title, f'{value.url}other')
        case Contact():
            return value._replace(name='Other', email='other@acme.example')
        case tuple():
            return ('other.example',)
    if item.type == 'date':
        return '2031-01-01'
    return 'P77D' if item.type == 'retention' else f'{value}-other'
