"""What is built, in which order, and the costs that come back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from benchmarks.builds import BuildError, Cost, build
from benchmarks.content import make_content
from benchmarks.projects import Project, write_project, write_prose_project

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.forms import Form

Scenario = Literal['full', 'no-op', 'edit', 'fact', 'vendor', 'parallel', 'empty', 'prose']
Quantity = Literal['cpu', 'memory', 'doctrees', 'environment']
Step = Callable[[Project, int], Cost]
"""One build of a project, given the number of the round."""

LOADED: Final[tuple[Form, ...]] = ('floor', 'register', 'needs')
"""Forms that differ in a project without entries."""
REPEATS: Final[dict[Scenario, int]] = {'empty': 12, 'prose': 3, 'no-op': 20, 'edit': 8, 'vendor': 8}
"""Rounds for each round asked for, where the difference is smaller than what two equal builds differ by."""
SMALL: Final = 1_000
"""Up to so many entries, full builds are as short as that, too."""
SMALL_REPEATS: Final = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One scenario at one size in one form."""

    scenario: Scenario
    entries: int
    form: Form


@dataclass(slots=True)
class Results:
    """The costs of every round of every case."""

    costs: defaultdict[Case, list[Cost]] = field(default_factory=lambda: defaultdict(list))

    def values(self, case: Case, quantity: Quantity) -> list[float]:
        """Give one quantity of each round."""
        return [getattr(cost, quantity) for cost in self.costs.get(case, [])]

    def ratio(self, case: Case, base: Case, quantity: Quantity) -> float | None:
        """Give one case divided by another, each in its best round; None if one was not run."""
        ours, theirs = self._least(case, quantity), self._least(base, quantity)
        return None if ours is None or theirs is None else ours / theirs

    def difference(self, case: Case, base: Case, quantity: Quantity) -> float | None:
        """Give one case less another, each in its best round; None if one was not run."""
        ours, theirs = self._least(case, quantity), self._least(base, quantity)
        return None if ours is None or theirs is None else ours - theirs

    def _least(self, case: Case, quantity: Quantity) -> float | None:
        # What else runs on the machine makes a build cost more, and never less.
        return min(self.values(case, quantity), default=None)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run, and where."""

    folder: Path
    entries: Sequence[int]
    forms: Sequence[Form]
    rounds: int
    say: Callable[[str], None]
    results: Results = field(default_factory=Results)

    def run(self) -> Results:
        """Run every scenario."""
        self._without_entries()
        for entries in self.entries:
            self._with_entries(entries)
        return self.results

    def _without_entries(self) -> None:
        loaded = [form for form in LOADED if form in self.forms]
        empty = {form: write_project(self.folder / f'empty-{form}', form, 0) for form in loaded}
        prose = {form: write_prose_project(self.folder / f'prose-{form}', form) for form in loaded}
        for project in empty.values():
            build(project, clean=True)  # so that no build that counts compiles modules
        self._turns('empty', 0, empty, _full)
        self._turns('prose', 0, prose, _full)

    def _with_entries(self, entries: int) -> None:
        content = make_content(entries)
        projects = {form: write_project(self.folder / f'{entries}-{form}', form, entries) for form in self.forms}
        registers: dict[Form, Project] = {form: projects[form] for form in self.forms if form == 'register'}

        def edit_vendor(project: Project, number: int) -> Cost:
            project.edit_register(content, number)
            return build(project)

        self._turns('full', entries, projects, _full)
        for form, project in projects.items():
            if missing := project.not_shown(content):
                raise BuildError(f'{form}: {len(missing)} facts are not shown, such as {missing[:3]}')
        self._turns('no-op', entries, projects, _again)
        self._turns('edit', entries, projects, _edit)
        self._turns('fact', entries, projects, _edit_fact)
        self._turns('vendor', entries, registers, edit_vendor)
        self._turns('parallel', entries, projects, _parallel)

    def _turns(self, scenario: Scenario, entries: int, projects: Mapping[Form, Project], step: Step) -> None:
        """Let the forms take turns, round by round."""
        repeats = SMALL_REPEATS if scenario == 'full' and entries <= SMALL else REPEATS.get(scenario, 1)
        rounds = self.rounds * repeats
        for number in range(1, rounds + 1):
            for form, project in projects.items():
                cost = step(project, number)
                self.results.costs[Case(scenario, entries, form)].append(cost)
                self.say(f'{scenario} {entries} {form} {number}/{rounds}: {cost.cpu:.2f} s, {cost.memory:.0f} MB')


def _full(project: Project, _number: int) -> Cost:
    return build(project, clean=True)


def _again(project: Project, _number: int) -> Cost:
    return build(project)


def _edit(project: Project, number: int) -> Cost:
    project.edit_prose(number)
    return build(project)


def _edit_fact(project: Project, number: int) -> Cost:
    project.edit_fact(number)
    return build(project)


def _parallel(project: Project, _number: int) -> Cost:
    return build(project, clean=True, jobs=2)
