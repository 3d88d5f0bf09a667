"""``dataDisclosed`` and ``sources`` of a TILT document: each category of data with what is stated to belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_privacy.exports.account import BODY
from sphinxext_privacy.exports.tilt_sheet import LABELLED, NOWHERE, key_words, stated_only
from sphinxext_privacy.exports.tilt_storage import storage
from sphinxext_privacy.exports.tilt_values import reference
from sphinxext_privacy.labels import translate
from sphinxext_privacy.rules.notice import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_privacy.exports.records import ExportedEntry
    from sphinxext_privacy.exports.tilt_sheet import Sheet

_PURPOSE: Final = (
    'label',
    'legal-basis',
    'legal-basis-detail',
    'legitimate-interest',
    'legitimate-interest-of',
    'data',
    'retention',
    'condition',
    BODY,
)
_RECIPIENT: Final = ('name', 'legal-name', 'category', 'role', 'data', 'address', 'country')
"""What a purpose and a recipient have a place for, as a part of the data."""

_REQUIRED: Final = {
    'statutory': ('legalRequirement', 'obligationToProvide'),
    'contractual': ('contractualRegulation', 'obligationToProvide'),
    'contract-prerequisite': ('contractualRegulation', 'obligationToProvide'),
    'voluntary': (),
}
"""Which fields of ``nonDisclosure`` are true, by ``provision``."""


def data_disclosed(sheet: Sheet) -> list[dict[str, Any]]:
    """Give the data of the notice."""
    for purpose in sheet.of('purpose'):
        if not sheet.related(purpose, 'data'):
            sheet.unplaced(purpose, _PURPOSE, 'no data of the notice are stated to be used for it')
    for recipient in sheet.of('processor'):
        if not sheet.related(recipient, 'data'):
            sheet.unplaced(recipient, _RECIPIENT, 'it is not stated which data of the notice it receives')
    if sheet.inherited('recipients'):
        sheet.lose_inherited('recipients', 'an empty list of recipients says nothing')
    return [_disclosed(sheet, data, f'dataDisclosed/{place}') for place, data in enumerate(sheet.of('data'))]


def _disclosed(sheet: Sheet, data: ExportedEntry, path: str) -> dict[str, Any]:
    sheet.tie(data, 'purposes')
    purposes = sheet.related(data, 'purpose')
    return {
        '_id': data.ident,
        'category': sheet.account.title(data),
        'purposes': [_purpose(sheet, purpose, f'{path}/purposes/{place}') for place, purpose in enumerate(purposes)],
        'legalBases': _legal_bases(sheet, data, purposes),
        'legitimateInterests': list(_interests(sheet, purposes)),
        'recipients': list(_recipients(sheet, data, f'{path}/recipients')),
        'storage': storage(sheet, data, f'{path}/storage'),
        'nonDisclosure': _non_disclosure(sheet, data, f'{path}/nonDisclosure'),
    }


# -- purposes and what they rest on -----------------------------------------------------------------------------


def _purpose(sheet: Sheet, purpose: ExportedEntry, path: str) -> dict[str, str]:
    sheet.tie(purpose, 'data')
    title = sheet.account.title(purpose)
    parts = [sheet.account.body(purpose), sheet.labelled(purpose, 'condition')]
    if not _has_one_basis(purpose):
        # There is none that it is about, or it is not stated which one.
        parts.append(sheet.labelled(purpose, 'legal-basis-detail'))
    description = '\n'.join(filter(None, parts))
    return {
        'purpose': title,
        'description': description or sheet.fill(f'{path}/description', title, 'label of the purpose'),
    }


def _legal_bases(sheet: Sheet, data: ExportedEntry, purposes: Iterable[ExportedEntry]) -> list[dict[str, str]]:
    """Give what the data and their purposes rest on, each once."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for entry, name, vocabulary in (
        (data, 'legal-basis', 'legal-bases'),
        *((purpose, 'legal-basis', 'legal-bases') for purpose in purposes),
        (data, 'art9-condition', 'art9-conditions'),
    ):
        keys = sheet.account.texts(entry, name)
        detail = sheet.account.text(entry, 'legal-basis-detail') if _has_one_basis(entry) else ''
        for key in keys:
            if code := reference(vocabulary, key):
                found.setdefault((code, key_words(vocabulary, key)), {})[detail] = None
            else:
                sheet.account.lose(entry, name, f'no identifier for {key!r}')
    _lose_ties(sheet, purposes)
    return [
        {'reference': code, 'description': translate(LABELLED).format(label=words, value=detail) if detail else words}
        for (code, words), details in found.items()
        # The words alone say nothing more than those with a detail do.
        for detail in (list(filter(None, details)) or [''])
    ]


def _bases(entry: ExportedEntry) -> tuple[str, ...]:
    stated = entry.facts.get('legal-basis')
    return stated if isinstance(stated, tuple) else ()


def _has_one_basis(entry: ExportedEntry) -> bool:
    bases = _bases(entry)
    return len(bases) == 1 and bool(reference('legal-bases', bases[0]))


def _lose_ties(sheet: Sheet, purposes: Iterable[ExportedEntry]) -> None:
    """Purposes and legal bases of data stand beside each other."""
    if len({_bases(purpose) for purpose in purposes}) > 1:
        for purpose in purposes:
            sheet.account.lose(purpose, 'legal-basis', 'that it is the basis of this purpose and not of another')


def _interests(sheet: Sheet, purposes: Iterable[ExportedEntry]) -> Iterator[dict[str, Any]]:
    for purpose in purposes:
        if interest := sheet.account.text(purpose, 'legitimate-interest'):
            whose = sheet.words(purpose, 'legitimate-interest-of')
            parts = [interest, sheet.labelled(purpose, 'legitimate-interest-of', whose)]
            yield {'exists': True, 'reasoning': '\n'.join(filter(None, parts))}


# -- recipients -------------------------------------------------------------------------------------------------


def _recipients(sheet: Sheet, data: ExportedEntry, path: str) -> Iterator[dict[str, str]]:
    """Give the recipients of the data; one in several countries stands there once for each."""
    place = 0
    for recipient in sheet.related(data, 'processor'):
        sheet.tie(recipient, 'data')
        for country in tuple(sheet.countries(recipient)) or ('',):
            named = _named(sheet, recipient)
            address = sheet.account.text(recipient, 'address')
            category = named.pop('category') or sheet.fill(f'{path}/{place}/category', '', NOWHERE)
            yield {**stated_only({**named, 'address': address, 'country': country}), 'category': category}
            place += 1


def _named(sheet: Sheet, recipient: ExportedEntry) -> dict[str, str]:
    """Give name and category of a recipient; where a reason says why it has no name, its title is a category."""
    title = sheet.account.title(recipient)
    if 'reason' in recipient.facts:
        sheet.unplaced(recipient, ('category', 'role', 'legal-name'), 'what stands for its name is its category')
        return {'category': title}
    legal = sheet.account.text(recipient, 'legal-name')
    name = f'{title} ({legal})' if legal and legal != title else title
    return {'name': name, 'category': sheet.words(recipient, 'category') or sheet.words(recipient, 'role')}


# -- whether data must be given ---------------------------------------------------------------------------------


def _non_disclosure(sheet: Sheet, data: ExportedEntry, path: str) -> dict[str, Any]:
    account = sheet.account
    provision = account.text(data, 'provision')
    required = _REQUIRED.get(provision)
    if required is None and provision:
        account.lose(data, 'provision', f'no identifier for {provision!r}')
    if provision == 'contract-prerequisite':
        account.lose(data, 'provision', 'only that a contract asks for it')
    found: dict[str, Any] = {}
    for name in ('legalRequirement', 'contractualRegulation', 'obligationToProvide'):
        if required is not None:
            found[name] = name in required
        elif name == 'obligationToProvide' and 'optional' in data.facts:
            found[name] = account.flag(data, 'optional') is False
        else:
            found[name] = sheet.fill_false(f'{path}/{name}', NOWHERE)
    consequences = account.text(data, 'consequence')
    return {**found, 'consequences': consequences or sheet.fill(f'{path}/consequences', '', NOWHERE)}


# -- sources ----------------------------------------------------------------------------------------------------


def sources(sheet: Sheet) -> list[dict[str, Any]]:
    """Give where data come from that the person does not give: only these have a place (GDPR 14)."""
    found: list[dict[str, Any]] = []
    for data in sheet.of('data'):
        keys = data.facts.get('source')
        if isinstance(keys, tuple) and not ELSEWHERE.isdisjoint(keys):
            path = f'sources/{len(found)}'
            category = sheet.account.title(data)
            found.append({'_id': data.ident, 'dataCategory': category, 'sources': _sources(sheet, data, path)})
        else:
            sheet.unplaced(
                data, ('source', 'source-name', 'source-url'), 'only sources other than the person have a place'
            )
    return found


def _sources(sheet: Sheet, data: ExportedEntry, path: str) -> list[dict[str, Any]]:
    """Give one source, or two where some of it is public and some is not."""
    account = sheet.account
    keys = account.texts(data, 'source')
    words = '; '.join(key_words('data-sources', key) for key in keys)
    name = account.text(data, 'source-name')
    description = translate(LABELLED).format(label=words, value=name) if name else words
    url = sheet.url(data, 'source-url')
    found = []
    for place, public in enumerate([key == 'public' for key in keys if key in {'public', 'non-public'}] or [None]):
        at = f'{path}/sources/{place}'
        found.append(
            {
                'description': description,
                'url': url or sheet.fill(f'{at}/url', '', NOWHERE),
                'publiclyAvailable': sheet.fill_false(f'{at}/publiclyAvailable', NOWHERE) if public is None else public,
            }
        )
    return found
