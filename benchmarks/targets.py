"""What the extension has to reach: one table, and what each line of it measured.

The limits come from trials of the design that stands now (an entry is one small placeholder until its page is
written) against the same content written by hand and against sphinx-needs, with a margin for what a finished
extension adds to a trial. They are ratios wherever a ratio says it; the few others do not depend on size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final, Literal

from benchmarks.content import make_content
from benchmarks.forms import Form
from benchmarks.scenarios import Case, Quantity, Results, Scenario

if TYPE_CHECKING:
    from benchmarks.builds import Cost

Unit = Literal['×', 'ms', 'pages', '']
Measure = Callable[[Results, int, Form], float | None]


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity, and how large it may be."""

    label: str
    measure: Measure
    limits: dict[int, float]
    """Largest value from each number of entries on; below the smallest there is none."""
    form: Form = 'register'
    unit: Unit = '×'
    rival: Form | Literal[''] = ''
    """The form of sphinx-needs of which the same measure is worth showing, if any."""
    sized: bool = True
    """Whether it is measured at each number of entries."""

    def limit(self, entries: int) -> float | None:
        """Give the largest value at this number of entries."""
        reached = [start for start in self.limits if start <= entries]
        return self.limits[max(reached)] if reached else None


def over(base: Form, scenario: Scenario, quantity: Quantity = 'cpu') -> Measure:
    """Measure a form divided by another in the same scenario."""

    def measure(results: Results, entries: int, form: Form) -> float | None:
        return results.ratio(Case(scenario, entries, form), Case(scenario, entries, base), quantity)

    return measure


def over_no_op(results: Results, entries: int, form: Form) -> float | None:
    """Measure the edit of one vendor divided by a build with nothing changed."""
    return results.ratio(Case('vendor', entries, form), Case('no-op', entries, form), 'cpu')


def pages(scenario: Scenario, count: Callable[[Cost, frozenset[str]], int]) -> Measure:
    """Count pages of the worst round; the count is told which pages show the vendor that changes."""

    def measure(results: Results, entries: int, form: Form) -> float | None:
        shows = make_content(entries).pages_with_rare()
        costs = results.costs.get(Case(scenario, entries, form), [])
        return max((count(cost, shows) for cost in costs), default=None)

    return measure


def loading(results: Results, entries: int, form: Form) -> float | None:
    """Measure the milliseconds that an empty project takes longer."""
    seconds = results.difference(Case('empty', entries, form), Case('empty', entries, 'floor'), 'cpu')
    return None if seconds is None else 1000 * seconds


def growth(results: Results, entries: int, form: Form) -> float | None:
    """Measure the exponent of time over entries, from the smallest size to this one, start-up taken off."""
    sizes = [case.entries for case in results.costs if case.scenario == 'full' and case.form == form]
    if not sizes or min(sizes) >= entries:
        return None
    small, large = (
        results.difference(Case('full', size, form), Case('empty', 0, form), 'cpu') for size in (min(sizes), entries)
    )
    if not small or not large:
        return None
    return log(large / small) / log(entries / min(sizes))


TARGETS: Final = (
    # A placeholder composed at writing took 0.41–0.46 of the floor at 1,000 entries and 0.35 at 5,000.
    Target('Full build', over('floor', 'full'), {1_000: 0.50, 5_000: 0.45}, rival='needs'),
    Target(
        'Full build, every fact in the directive',
        over('floor', 'full'),
        {1_000: 0.50, 5_000: 0.45},
        'directives',
    ),
    # The trial with a table over everything took 0.41 at 5,000.
    Target(
        'Full build, with a table over everything',
        over('floor', 'full'),
        {1_000: 0.50, 5_000: 0.45},
        'overview',
        rival='needtable',
    ),
    Target('The same ÷ sphinx-needs with its table', over('needtable', 'full'), {1_000: 0.45}, 'overview'),
    # The trial with two processes took 0.47 at 5,000; below that, starting them costs more than it saves.
    Target('Full build, `-j 2`', over('floor', 'parallel'), {5_000: 0.50}, rival='needs'),
    # Building nothing still loads the extension and the environment; the trial took 1.01 at 5,000.
    Target('Nothing changed', over('floor', 'no-op'), {5_000: 1.10}, rival='needs'),
    Target(
        'Nothing changed, with a table over everything',
        over('floor', 'no-op'),
        {5_000: 1.10},
        'overview',
        rival='needtable',
    ),
    Target('Prose of one page changed', over('floor', 'edit'), {5_000: 1.15}, rival='needs'),
    Target(
        'The same, with a table over everything, which is not written again',
        over('floor', 'edit'),
        {5_000: 1.15},
        'overview',
        rival='needtable',
    ),
    # The page with all rows is written again then; the trial took 4.0.
    Target(
        'A fact changed that a table over everything shows',
        over('floor', 'fact'),
        {5_000: 4.00},
        'overview',
        rival='needtable',
    ),
    # Without trees of nodes the trial needed 100 MB where the floor needs 365, and 4.5% of its doctrees.
    Target('Peak memory of a full build', over('floor', 'full', 'memory'), {5_000: 0.40}, rival='needs'),
    Target('Doctrees', over('floor', 'full', 'doctrees'), {1_000: 0.10}, rival='needs'),
    Target('Environment', over('floor', 'full', 'environment'), {}, rival='needs'),
    # What sphinx-needs takes is what readers can have today.
    Target('Full build ÷ that of sphinx-needs', over('needs', 'full'), {5_000: 0.45}),
    Target('Environment ÷ that of sphinx-needs', over('needs', 'full', 'environment'), {1_000: 0.40}),
    # Linear, with room for noise.
    Target('Growth of the full build (exponent)', growth, {1_000: 1.05}, unit='', rival='needs'),
    # A register is no dependency of a page: facts are joined in at writing.
    Target(
        'Nothing changed: pages read or written',
        pages('no-op', lambda cost, _: len(cost.read | cost.written)),
        {0: 0},
        unit='pages',
    ),
    Target('One vendor changed ÷ nothing changed', over_no_op, {1_000: 1.50}),
    Target(
        'One vendor changed: pages read',
        pages('vendor', lambda cost, _: len(cost.read)),
        {0: 0},
        unit='pages',
    ),
    Target(
        'One vendor changed: pages written that do not show it, and not written that do',
        pages('vendor', lambda cost, shows: len(cost.written ^ shows)),
        {0: 0},
        unit='pages',
    ),
    # Who does not use it should not notice it.
    Target('Empty project, extension loaded', loading, {0: 20}, unit='ms', rival='needs', sized=False),
    Target('500 pages of prose, extension loaded', over('floor', 'prose'), {0: 1.01}, rival='needs', sized=False),
    Target('The same, peak memory', over('floor', 'prose', 'memory'), {0: 1.01}, rival='needs', sized=False),
)
