"""Cases for rules: a notice that meets the rule, one that does not, and where the finding stands.

All cases of a module are pages of one project that is built once; each page declares a notice of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.rules.table import RULES
from tests.helpers.project import Project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinxext_privacy.rules.judge import Finding, Judged, Verdict

NO_RULES: Final = dict.fromkeys(RULES, 'off')
"""A value of ``privacy_rules`` for pages whose entries are put together at random."""

_WORDS: Final = re.compile(r'[^a-z0-9]+')


@dataclass(frozen=True)
class Case:
    """A rule, with source in reST of a notice that it finds fault with and of one that it does not.

    In all sources ``{id}`` is the id of the notice, and ``{other}`` that of the notice in *others*. A source that does
    not declare its notice gets ``.. privacy-notice:: {id}`` with the regimes of the case before it.
    """

    rule: str
    fails: str
    passes: str
    at: str = ''
    """The line at which the finding stands begins with these words; empty: that of ``privacy-notice``."""
    says: tuple[str, ...] = ()
    """What the message must hold."""
    regimes: str = 'gdpr'
    options: str = ''
    """More options of the notice, as lines."""
    others: str = ''
    """Source of another page, with a notice ``{other}``."""
    count: int = 1
    """How many findings there are."""
    name: str = ''
    """What sets it apart from other cases of its rule."""

    @property
    def slug(self) -> str:
        """The name of its page."""
        return _WORDS.sub('-', f'{self.rule} {self.name}'.lower()).strip('-')

    def page(self, *, fails: bool) -> tuple[str, str]:
        """Give the name and the source of a page."""
        name = f'{self.slug}-{"fails" if fails else "passes"}'
        source = self.fails if fails else self.passes
        head = f'{name}\n{"=" * len(name)}\n\n'
        if '.. privacy-notice::' not in source:
            regimes = f'   :regimes: {self.regimes}\n' if self.regimes else ''
            options = ''.join(f'   {line.strip()}\n' for line in self.options.splitlines() if line.strip())
            head += f'.. privacy-notice:: {{id}}\n{regimes}{options}\n'
        return name, (head + source.strip('\n') + '\n').replace('{id}', name).replace('{other}', f'{name}-other')

    def other(self, *, fails: bool) -> tuple[str, str]:
        """Give the name and the source of the other page."""
        name = f'{self.page(fails=fails)[0]}-other'
        head = f'{name}\n{"=" * len(name)}\n\n'
        source = head + self.others.strip('\n') + '\n'
        return name, source.replace('{other}', name).replace('{id}', name.removesuffix('-other'))


class Judgement:
    """What the rules say of the cases of one module."""

    def __init__(self, folder: Path, cases: Sequence[Case], register: str = '', **settings: object) -> None:
        """Build all pages of *cases* once, with the *register* that they share."""
        self.pages: dict[str, str] = {}
        for case in cases:
            for fails in (True, False):
                name, source = case.page(fails=fails)
                assert name not in self.pages, f'two cases are called {case.slug!r}'
                self.pages[name] = source
                if case.others:
                    name, source = case.other(fails=fails)
                    self.pages[name] = source
        files = {f'{name}.rst': source for name, source in self.pages.items()}
        files['index.rst'] = 'Index\n=====\n\n.. toctree::\n   :glob:\n\n   *\n'
        if register:
            files['register.yml'] = register
            settings['privacy_register'] = ['register.yml']
        verdicts: list[Verdict] = []
        project = Project(folder, files, {'extensions': ['sphinxext_privacy'], 'exclude_patterns': [], **settings})
        build = project.build('dummy', verdicts=verdicts)
        self.warned = build.warned
        self.judged: dict[str, Judged] = {judged.notice.ident: judged for judged in verdicts[0].notices}

    def of(self, rule: str, name: str) -> list[Finding]:
        """Give what *rule* found on the notice *name*."""
        return [finding for finding in self.judged[name].findings if finding.rule.id == rule]

    def line(self, name: str, words: str) -> int:
        """Give the number of the line of the page *name* that begins with *words*."""
        wanted = words or '.. privacy-notice::'
        lines = self.pages[name].splitlines()
        found = [number for number, line in enumerate(lines, 1) if line.strip().startswith(wanted)]
        assert found, f'{name} has no line that begins with {wanted!r}'
        return found[0]

    def check(self, case: Case) -> None:
        """Assert that the rule finds what the case says, with its severity and at its line, and nothing in its twin."""
        rule = RULES[case.rule]
        name = case.page(fails=True)[0]
        found = self.of(case.rule, name)
        assert len(found) == case.count, [finding.message for finding in found]
        line = self.line(name, case.at)
        warned = [warned for warned in self.warned if warned.subtype == rule.id.lower()]
        places = [warned.location.rpartition('/')[2] for warned in warned]
        for finding in found:
            assert finding.severity == rule.severity
            assert finding.fingerprint
        if rule.severity == 'info':
            assert not warned
            place = found[0].passage or found[0].entry or found[0].notice
            assert place.line == line
        else:
            assert f'{name}.rst:{line}' in places, places
            message = next(warned for warned in warned if warned.location.endswith(f'{name}.rst:{line}')).message
            for words in (*case.says, rule.id):
                assert words in message, message
        twin = case.page(fails=False)[0]
        assert self.of(case.rule, twin) == []
        rows = [row for row in self.judged[twin].rows if row.rule.id == case.rule]
        assert [row.state for row in rows] in (['met'], ['not-applicable'])
