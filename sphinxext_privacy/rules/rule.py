"""What a rule is, and how one is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome, Severity

Profile = Literal[
    'gdpr-common',
    'gdpr-13',
    'gdpr-14',
    'ropa',
    'cookies',
    'style',
    'html',
    'i18n',
    'changes',
    'ccpa',
    'lgpd',
    'fadp',
    'consistency',
]

CONSISTENCY: Final[Profile] = 'consistency'
"""The profile that runs in every build."""

_GDPR: Final[frozenset[Profile]] = frozenset(
    ('gdpr-common', 'gdpr-13', 'gdpr-14', 'cookies', 'style', 'html', 'i18n', 'changes')
)

REGIMES: Final[dict[str, frozenset[Profile]]] = {
    'gdpr': _GDPR,
    'uk-gdpr': _GDPR,
    'ccpa': frozenset({'ccpa', 'changes', 'html', 'i18n'}),
    'lgpd': frozenset({'lgpd', 'changes', 'html', 'i18n'}),
    'fadp': frozenset({'fadp', 'changes', 'html', 'i18n'}),
    'ropa': frozenset({'ropa'}),
}
"""The profiles that each name in ``privacy_regimes`` turns on."""


class Rule(NamedTuple):
    """One rule."""

    id: str
    profile: Profile
    law: str
    """Items of laws and other sources."""
    severity: Severity
    """Where ``privacy_rules`` does not set another level."""
    text: str
    """What must be so, one sentence: a message of the catalogue."""
    wrong: str
    """What is wrong where it is not so: a message of the catalogue."""
    remedy: str
    """What would satisfy it: a message of the catalogue."""
    check: Callable[[Notice], Iterable[Outcome]]
    """Gives an outcome for each place that meets it or does not; none where the rule does not apply."""
    on: bool = True
    """Whether it runs with its profile; else only where ``privacy_rules`` gives it a level."""
    always: bool = False
    """Whether it runs whatever the regimes are: what it looks at is there only where a project asks for it."""
    wide: bool = False
    """Whether it looks at other notices of the project too, and at no words beside those of entries.

    What such a rule finds stays as long as no fact of the project changes.
    """
    across: Mapping[str, frozenset[str]] = {}
    """By kind, the facts of entries of all notices that a wide rule looks at: see :attr:`joint`."""
    joint: bool = False
    """Whether what a wide rule finds is found over all notices at once.

    Where facts of the register are edited, what such a rule finds stays in all notices, unless one of these facts is in
    :attr:`across`, or its entry in :attr:`Project.compared`. What another rule finds stays in the notices without the
    entry, unless a fact is in :attr:`across`.
    """
    late: bool = False
    """Whether it looks at pages as they were written: it can say nothing before an HTML build has finished."""


class Family(list[Rule]):
    """The rules of one module, in the order in which they are declared."""

    def rule(
        self,
        ident: str,
        profile: Profile,
        law: str,
        severity: Severity,
        *,
        text: str,
        wrong: str,
        remedy: str,
        on: bool = True,
        always: bool = False,
        wide: bool = False,
        across: Mapping[str, frozenset[str]] | None = None,
        joint: bool = False,
        late: bool = False,
    ) -> Callable[[Callable[[Notice], Iterable[Outcome]]], Callable[[Notice], Iterable[Outcome]]]:
        """Declare the decorated function as the rule *ident*; see :class:`Rule` for the rest."""

        def declare(check: Callable[[Notice], Iterable[Outcome]]) -> Callable[[Notice], Iterable[Outcome]]:
            words = (text, wrong, remedy)
            self.append(Rule(ident, profile, law, severity, *words, check, on, always, wide, across or {}, joint, late))
            return check

        return declare
