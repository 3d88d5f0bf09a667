"""Facts as the text of cells: the words that readers of a notice see, in the language of the build, on lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_privacy.labels import translate
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.rendering.bullet import LABELLED, NAME_AND_PURPOSE
from sphinxext_privacy.rendering.entry import IN_BRACKETS
from sphinxext_privacy.rendering.facts import KEYS, PARTS
from sphinxext_privacy.words.countries import country_name
from sphinxext_privacy.words.periods import parse_retention, retention_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedEntry
    from sphinxext_privacy.model.values import Link


class Cells:
    """Makes text of facts, and takes them through an account."""

    def __init__(self, exported: Exported, account: Account) -> None:
        """*account* is told what is taken."""
        self.exported = exported
        self.account = account

    # -- text ---------------------------------------------------------------------------------------------------

    def parts(self, texts: Iterable[str]) -> str:
        """Give the parts of one thing, one after the other; those that are empty are left out."""
        return _in_turn(PARTS, texts)

    def keys(self, texts: Iterable[str]) -> str:
        """Give things that can hold a comma or an "and" themselves, one after the other."""
        return _in_turn(KEYS, texts)

    def lines(self, texts: Iterable[str]) -> str:
        """Give each of *texts* on a line of its own, once."""
        return '\n'.join(dict.fromkeys(filter(None, texts)))

    def remarked(self, phrase: str, remarks: Iterable[str]) -> str:
        """Give *phrase* with *remarks* in brackets; those that only repeat it are left out."""
        remark = self.keys(text for text in remarks if text.casefold() != phrase.casefold())
        return translate(IN_BRACKETS).format(phrase=phrase, remark=remark) if remark else phrase

    def labelled(self, label: str, value: str) -> str:
        """Give *value* with what it is about before it; *label* alone where there is no value."""
        return translate(LABELLED).format(label=label, value=value) if value else label

    def named(self, name: str, purpose: str) -> str:
        """Give the name of a recipient with the phrase that says what it is used for."""
        return translate(NAME_AND_PURPOSE).format(name=name, purpose=purpose) if purpose else name

    def said(self, told: Iterable[tuple[str, str]]) -> str:
        """Give what several say of one thing: pairs of who it is and the text, which may be empty.

        Who says it stands behind in brackets, unless all say the same.
        """
        found: dict[str, dict[str, None]] = {}
        for who, text in told:
            found.setdefault(text, {})[who] = None
        if len(found) == 1:
            return next(iter(found))
        in_brackets = translate(IN_BRACKETS)
        return self.lines(
            in_brackets.format(phrase=text, remark=self.parts(who)) for text, who in found.items() if text
        )

    # -- facts --------------------------------------------------------------------------------------------------

    def label(self, vocabulary: str, key: str) -> str:
        """Give the words for a key; a value outside the vocabulary as it stands."""
        return translate(VOCABULARIES[vocabulary].labels.get(key, '')) or key

    def key(self, entry: ExportedEntry, name: str) -> str:
        """Give a fact that is a key, in words."""
        return self.label(KINDS[entry.kind].by_name[name].vocabulary, self.account.text(entry, name))

    def key_list(self, entry: ExportedEntry, name: str) -> list[str]:
        """Give a fact that is a list of keys, each in words."""
        vocabulary = KINDS[entry.kind].by_name[name].vocabulary
        return [self.label(vocabulary, key) for key in self.account.texts(entry, name)]

    def countries(self, codes: Sequence[str]) -> list[str]:
        """Give the names of countries; what is no code stays as the author wrote it."""
        found = []
        for code in codes:
            try:
                found.append(country_name(code, self.exported.language, translate))
            except ValueError:
                found.append(code)
        return found

    def period(self, entry: ExportedEntry, name: str) -> str:
        """Give a fact that says how long, in words; what cannot be read as it stands."""
        text = self.account.text(entry, name)
        try:
            return retention_words(parse_retention(text), self.exported.language, translate) if text else ''
        except ValueError:
            return text

    def link(self, link: Link) -> str:
        """Give a link as authors write it: ``Title <address>``, or one of the two."""
        url = self.exported.absolute(link.url) if link.url else ''
        return f'{link.title} <{url}>' if link.title and url else link.title or url

    def link_of(self, entry: ExportedEntry, name: str) -> str:
        """Give a fact that is a link."""
        return self.link(self.account.link(entry, name))


def _in_turn(message: str, texts: Iterable[str]) -> str:
    between = translate(message).partition('{part}')[2].partition('{next_part}')[0]
    return between.join(dict.fromkeys(filter(None, texts)))
