"""Facts in words: each type of field as inline nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.labels import translate
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.values import Contact, Link
from sphinxext_privacy.words.countries import country_name
from sphinxext_privacy.words.periods import parse_retention, retention_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node

    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Value
    from sphinxext_privacy.rendering.context import Context
    from sphinxext_privacy.rendering.entry import FactsOfEntry

YES: Final = N_('Yes')
NO: Final = N_('No')
FIRST_PARTY: Final = N_('First party')
NEGATIVES: Final[dict[str, str]] = {
    'recipients': N_('No recipients'),
    'automated-decisions': N_('No automated decisions'),
    'representative': N_('No representative'),
    'dpo': N_('No data protection officer'),
}
"""A message for each: what "none" is called depends on the thing in most languages."""
PARTS: Final = N_('{part}, {next_part}')
"""Parts of a contact, one after the other."""
KEYS: Final = N_('{part}; {next_part}')
"""Keys of a vocabulary, one after the other: their words begin with a capital and can hold an "and"."""


def value_of(entry: FactsOfEntry, item: Field) -> list[Node]:
    """Give the value of the field *item* in words; empty where nothing states it.

    An entry about several processors shows what each of them has, once.
    """
    if item.name in entry.stated or len(entry.idents) == 1:
        return _value(entry, item, 0)
    found: list[list[Node]] = []
    seen: set[str] = set()
    for position in range(len(entry.idents)):
        content = _value(entry, item, position)
        key = repr(content)
        if content and key not in seen:
            seen.add(key)
            found.append(content)
    return entry.context.join(found)


def _value(entry: FactsOfEntry, item: Field, position: int) -> list[Node]:
    value = entry.fact(item.name, position)
    context = entry.context
    if value is None:
        return []
    match item.type:
        case 'prose' | 'terms':
            return entry.prose(item.name, position)
        case 'flag':
            return [nodes.Text(translate(YES if value else NO))]
        case 'key':
            return [nodes.Text(context.key_label(item, str(value)))]
        case 'keys':
            return in_turn(KEYS, [[nodes.Text(context.key_label(item, key))] for key in _texts(value)], context)
        case 'countries':
            return context.join([[nodes.Text(_country(code, context))] for code in _texts(value)])
        case 'id' | 'ids':
            return context.join([_named(entry, item, target) for target in _texts(value)])
        case 'link':
            source, line = entry.location(item.name, position)
            return context.link(value, location=f'{source}:{line}') if isinstance(value, Link) else []
        case 'url':
            return context.link(Link('', str(value)))
        case 'email':
            address = str(value)
            return context.mail(address) if '@' in address else [nodes.Text(address)]
        case 'date':
            return [nodes.Text(context.domain.date_in_words(str(value)))]
        case 'retention':
            return retention(str(value), entry, item.name, position)
        case 'contact':
            return _contact(value, entry, item.name, position)
        case 'negative':
            return [nodes.Text(negative(item.name, str(value)))]
        case 'texts' | 'lines':
            return context.join([[context.words(text)] for text in _texts(value)])
        case _:
            return [context.words(str(value))]


def negative(name: str, value: str) -> str:
    """Give a stated negative of the field *name* (``none``, or ``none — reason``) in words."""
    return value.replace('none', translate(NEGATIVES[name]), 1)


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) and not isinstance(value, (Link, Contact)) else (str(value),)


def _named(entry: FactsOfEntry, item: Field, target: str) -> list[Node]:
    if target == 'first-party':
        return [nodes.Text(translate(FIRST_PARTY))]
    if item.refers_to == '*':
        found = entry.context.index.resolve_any(target, entry.docname)
        return entry.context.linked(found[0]) if found else [nodes.Text(target)]
    return entry.context.name(item.refers_to, target, entry.notice)


def _country(code: str, context: Context) -> str:
    """Give the name of a country; what is no code stays as the author wrote it."""
    try:
        return country_name(code, context.language, translate)
    except ValueError:
        return code


def retention(text: str, entry: FactsOfEntry, name: str, position: int = 0) -> list[Node]:
    """Give how long data are kept, in words; criteria may hold markup."""
    context = entry.context
    try:
        parsed = parse_retention(text)
    except ValueError:
        return [context.words(text)]
    if name not in entry.stated:
        parsed = parsed._replace(event=entry.translated(parsed.event))
    if parsed.kind == 'criteria':
        words = text if name in entry.stated else entry.translated(text)
        return entry.written(words, name, position)
    date_format = context.config.privacy_date_format
    return [context.words(retention_words(parsed, context.language, translate, date_format=date_format))]


def _contact(value: Value, entry: FactsOfEntry, name: str, position: int) -> list[Node]:
    """Give a contact: a controller by id, words, or its parts one after the other."""
    context = entry.context
    if not isinstance(value, Contact):
        return [context.words(str(value))]
    if value.text:
        found = context.index.resolve('controller', value.text, entry.docname)
        if found is not None:
            return context.linked(found)
        return entry.written(value.text, name, position)
    parts: list[list[Node]] = [[context.words(text)] for text in (value.name, value.address) if text]
    if value.country:
        parts.append([nodes.Text(_country(value.country, context))])
    if value.email:
        parts.append(context.mail(value.email))
    if value.phone:
        parts.append([nodes.Text(value.phone)])
    if value.website:
        parts.append(context.link(Link('', value.website)))
    return in_turn(PARTS, parts, context)


def in_turn(message: str, parts: Sequence[list[Node]], context: Context) -> list[Node]:
    """Put *parts* one after the other, with what *message* has between two of them."""
    between = context.label(message).partition('{part}')[2].partition('{next_part}')[0]
    found: list[Node] = []
    for part in parts:
        if found:
            found.append(nodes.Text(between))
        found.extend(part)
    return found
