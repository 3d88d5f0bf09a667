"""Where data go, and what a transfer to a third country rests on (GDPR 13(1)(f), 44 to 49)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.values import Link
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.notices.select import texts
from sphinxext_privacy.rules.area import abroad, decision_on, is_british, is_outside, may_be_adequate
from sphinxext_privacy.rules.bases import said_of
from sphinxext_privacy.rules.notice import ids, stated
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.recipients import recipients_of
from sphinxext_privacy.rules.rule import Family
from sphinxext_privacy.words.countries import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

_MECHANISMS: Final = VOCABULARIES['transfer-mechanisms'].labels
# Art. 13(1)(f) asks for safeguards of transfers under Art. 46, 47 and the second subparagraph of Art. 49(1) alone.
_WITHOUT_SAFEGUARDS: Final = frozenset(
    name for name in _MECHANISMS if name.startswith('derogation-') and name != 'derogation-compelling'
) | {'adequacy', 'none-needed'}


class _Message(NamedTuple):
    """What is wrong with a transfer, and with an onward one: from a controller that is in a third country itself."""

    first: str
    onward: str

    def of(self, notice: Notice) -> str:
        return self.onward if _is_onward(notice) else self.first


_SILENT: Final = _Message(
    N_('It is not stated what the transfer to {countries} rests on.'),
    N_('It is not stated what the onward transfer to {countries} rests on.'),
)
_DECIDED: Final = _Message(
    N_('It is not stated whether the transfer to {countries} rests on the adequacy decision, {decisions}.'),
    N_('It is not stated whether the onward transfer to {countries} rests on the adequacy decision, {decisions}.'),
)
_PARTLY: Final = _Message(
    N_(
        'It is not stated whether the transfer to {countries} rests on the adequacy decision, {decisions}, which '
        'covers only some recipients there.'
    ),
    N_(
        'It is not stated whether the onward transfer to {countries} rests on the adequacy decision, {decisions}, '
        'which covers only some recipients there.'
    ),
)
_UNDECIDED: Final = _Message(
    N_('The transfer is said to rest on an adequacy decision, and there is none for {countries}.'),
    N_('The onward transfer is said to rest on an adequacy decision, and there is none for {countries}.'),
)
_UNLISTED: Final = _Message(
    N_('The transfer is said to rest on {mechanisms}, which is none of the safeguards of Art. 46.'),
    N_('The onward transfer is said to rest on {mechanisms}, which is none of the safeguards of Art. 46.'),
)
_NO_TRANSFER: Final = N_('It is stated that no transfer takes place, and {countries} is outside the EEA.')
_NO_TRANSFER_IN_UK: Final = N_(
    'It is stated that no transfer takes place, and {countries} is outside the United Kingdom.'
)
_NO_COPY: Final = _Message(
    N_('It is not stated how to get a copy of the safeguards of the transfer.'),
    N_('It is not stated how to get a copy of the safeguards of the onward transfer.'),
)


def _is_onward(notice: Notice) -> bool:
    controllers = notice.of('controller')
    return bool(controllers) and all(is_outside(notice, controller) for controller in controllers)


@FAMILY.rule(
    'G13-1-F-COUNTRY',
    'gdpr-common',
    'GDPR 13(1)(f), 14(1)(f)',
    'warning',
    text=N_('Of every recipient it is stated in which country, or countries, it processes data.'),
    wrong=N_('It is not stated in which country it processes data.'),
    remedy=N_('Give the codes of ISO 3166-1 in its `:country:`.'),
)
def country(notice: Notice) -> Iterator[Outcome]:
    """Ask for the country of each recipient; the public is everywhere."""
    for entry in recipients_of(notice):
        if any(is_place(code) for code in ids(entry, 'country')):
            yield met(entry)
        elif 'public' not in {entry.facts.get('role'), entry.facts.get('category')}:
            yield wanting(entry)


@FAMILY.rule(
    'G13-1-F-ADEQUACY',
    'gdpr-common',
    'GDPR 13(1)(f), 45',
    'error',
    text=N_('Of each recipient in a third country it is stated whether the transfer rests on an adequacy decision.'),
    wrong=N_('It is in a third country, and it is not stated what the transfer rests on.'),
    remedy=N_('Give `adequacy` or what else the transfer rests on in its `:transfer-mechanism:`.'),
)
def adequacy(notice: Notice) -> Iterator[Outcome]:
    """Ask for what each transfer rests on, and hold ``adequacy`` against the decisions that there are."""
    for entry in recipients_of(notice):
        outside = abroad(notice, entry)
        if not outside:
            continue
        mechanisms = texts(entry.facts.get('transfer-mechanism'))
        decisions = {code: found for code in outside if (found := decision_on(notice, code)) is not None}
        undecided = [code for code in outside if not may_be_adequate(notice, code)]
        countries = ', '.join(outside)
        if mechanisms == ('none-needed',):
            # Whether data that a controller abroad collects itself are transferred at all is disputed.
            if _is_onward(notice):
                yield met(entry)
            else:
                yield wanting(entry, _NO_TRANSFER_IN_UK if is_british(notice) else _NO_TRANSFER, countries=countries)
        elif mechanisms:
            # With a second mechanism, the countries without a decision may rest on that.
            if mechanisms == ('adequacy',) and undecided:
                yield wanting(entry, _UNDECIDED.of(notice), countries=', '.join(undecided))
            else:
                yield met(entry)
        elif said_of(notice, 'transfers', entry):
            yield met(entry)
        elif len(decisions) < len(outside):
            yield wanting(entry, _SILENT.of(notice), countries=countries)
        else:
            message = _PARTLY if any(partly for _, partly in decisions.values()) else _DECIDED
            numbers = ', '.join(dict.fromkeys(number for number, _ in decisions.values()))
            yield wanting(entry, message.of(notice), countries=countries, decisions=numbers)


@FAMILY.rule(
    'G13-1-F-SAFEGUARD',
    'gdpr-common',
    'GDPR 13(1)(f), 46, 47',
    'error',
    text=N_('A transfer without an adequacy decision names its safeguards, and how to get a copy of them.'),
    wrong=N_('It is not stated which safeguards a transfer has, or how to get a copy of them.'),
    remedy=N_(
        'Give a key of the vocabulary in its `:transfer-mechanism:`, and an address, also `mailto:`, in its '
        '`:safeguard-url:`.'
    ),
)
def safeguard(notice: Notice) -> Iterator[Outcome]:
    """Ask for the safeguards of each transfer that needs some."""
    for entry in recipients_of(notice):
        mechanisms = texts(entry.facts.get('transfer-mechanism'))
        needing = [name for name in mechanisms if name not in _WITHOUT_SAFEGUARDS]
        decided = 'adequacy' in mechanisms and all(may_be_adequate(notice, code) for code in abroad(notice, entry))
        if not needing or decided:
            continue
        where = entry.facts.get('safeguard-url')
        if said_of(notice, 'transfers', entry):
            yield met(entry)
        elif not any(name in _MECHANISMS for name in needing):
            yield wanting(entry, _UNLISTED.of(notice), mechanisms=', '.join(needing))
        elif not (isinstance(where, Link) and where.url):
            yield wanting(entry, _NO_COPY.of(notice))
        else:
            yield met(entry)


@FAMILY.rule(
    'G13-1-F-49',
    'gdpr-common',
    'GDPR 49(1) second subparagraph',
    'error',
    text=N_('A transfer on compelling legitimate interests states these interests.'),
    wrong=N_('The transfer rests on compelling legitimate interests that are not stated.'),
    remedy=N_('State the interests in its `:transfer-detail:`.'),
)
def compelling(notice: Notice) -> Iterator[Outcome]:
    """Ask for the interests of transfers that rest on them."""
    for entry in recipients_of(notice):
        if 'derogation-compelling' in texts(entry.facts.get('transfer-mechanism')):
            yield met(entry) if stated(entry, 'transfer-detail') else wanting(entry)


@FAMILY.rule(
    'G13-1-F-STALE',
    'gdpr-common',
    'GDPR 45',
    'error',
    text=N_('No transfer relies on a mechanism that was struck down.'),
    wrong=N_('It relies on a mechanism that was struck down.'),
    remedy=N_('Name what the transfer rests on today, or nothing of it.'),
)
def stale(notice: Notice) -> Iterator[Outcome]:
    """Find Safe Harbor and Privacy Shield in what recipients state, and in the words of the pages."""
    said = N_('“{words}” relies on a mechanism that was struck down.')
    phrases = notice.project.phrases
    possible = phrases is not None and phrases.possible('stale-mechanism', notice.words)
    for entry in recipients_of(notice):
        # What stands in these fields is what the transfer rests on, however it is put.
        values = (*texts(entry.facts.get('transfer-mechanism')), *texts(entry.facts.get('safeguard-url')))
        names = (notice.phrase('stale-mechanism-name', value) for value in values if value not in _MECHANISMS)
        for words in dict.fromkeys(filter(None, names)):
            yield wanting(entry, said, words=words)
        for name in ('transfer-detail', 'terms', 'purpose') if possible else ():
            if stated(entry, name) and (words := notice.phrase('stale-mechanism', str(entry.facts[name]))):
                yield wanting(entry, said, words=words)
    for passage, words in notice.passages_with('stale-mechanism'):
        yield wanting(passage, said, words=words)
