"""One class for each directive; most differ in their fields only, and those stand in the field table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinxext_privacy.directives.base import EntryDirective
from sphinxext_privacy.model import kinds
from sphinxext_privacy.model.ids import cookie_slug, is_id, slug, split_ids
from sphinxext_privacy.model.values import parse_value

if TYPE_CHECKING:
    from sphinxext_privacy.model.fields import Kind
    from sphinxext_privacy.model.values import Facts


class PrivacyNotice(EntryDirective):
    """Declares that this document is a notice; the argument is its id."""

    kind: ClassVar[Kind] = kinds.NOTICE

    def default_idents(self, facts: Facts) -> tuple[str, ...]:
        """Name the notice after its document."""
        return (slug(self.env.docname),)

    def read_argument(self, argument: str, facts: Facts) -> tuple[str, ...]:
        """Take *argument* as an id."""
        if is_id(argument):
            return (argument,)
        self.warn('id', '%s: %r is not an id; %r is used', self.kind.directive, argument, slug(argument))
        return (slug(argument),)


class Controller(EntryDirective):
    """Who is responsible."""

    kind: ClassVar[Kind] = kinds.CONTROLLER


class CollectedData(EntryDirective):
    """A category of personal data."""

    kind: ClassVar[Kind] = kinds.DATA


class Purpose(EntryDirective):
    """Why data are used."""

    kind: ClassVar[Kind] = kinds.PURPOSE


class Processor(EntryDirective):
    """A recipient of data; the argument may name several ids of the register."""

    kind: ClassVar[Kind] = kinds.PROCESSOR

    def read_argument(self, argument: str, facts: Facts) -> tuple[str, ...]:
        """Take several ids as one entry about all of them."""
        several = split_ids(argument)
        return several or super().read_argument(argument, facts)


class Cookie(EntryDirective):
    """A cookie or other storage; the argument is its name (which may look like an id) or a register id."""

    kind: ClassVar[Kind] = kinds.COOKIE

    def read_argument(self, argument: str, facts: Facts) -> tuple[str, ...]:
        """Take *argument* as the name, which may hold ``*``."""
        idents = super().read_argument(argument, facts)
        return (cookie_slug(argument),) if '*' in argument else idents


class DataRight(EntryDirective):
    """A right of the person."""

    kind: ClassVar[Kind] = kinds.RIGHT


class SecurityMeasure(EntryDirective):
    """A measure that protects data."""

    kind: ClassVar[Kind] = kinds.MEASURE


class AutomatedDecision(EntryDirective):
    """An automated decision."""

    kind: ClassVar[Kind] = kinds.DECISION


class PrivacyStatement(EntryDirective):
    """Prose about one topic; the argument is the topic, or the id of a statement of the register."""

    kind: ClassVar[Kind] = kinds.STATEMENT
    argument_words: ClassVar[str] = 'a topic, or the id of a statement of the register,'

    def read_argument(self, argument: str, facts: Facts) -> tuple[str, ...]:
        """Take *argument* as a topic or an id; one that can be neither is no id of the register either."""
        if not is_id(argument) and 'topic' not in facts:
            for problem in parse_value(self.kind.by_name['topic'], argument).problems:
                self.warn(problem.subtype, '%s: %s', self.kind.directive, problem.message)
        return super().read_argument(argument, facts)


class PrivacyChange(EntryDirective):
    """One entry of the history of a notice; the argument is its date."""

    kind: ClassVar[Kind] = kinds.CHANGE
    argument_words: ClassVar[str] = 'a date'

    def read_argument(self, argument: str, facts: Facts) -> tuple[str, ...]:
        """Take *argument* as the date of the change."""
        if 'date' in facts:
            return super().read_argument(argument, facts)
        result = parse_value(self.kind.by_name['date'], argument)
        for problem in result.problems:
            self.warn(problem.subtype, '%s: %s', self.kind.directive, problem.message)
        facts['date'] = result.value if result.value is not None else argument
        return (slug(argument),)
