"""Projects that are edited at random: what is built step by step is what is built at once."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from tests.helpers.edits import FACTS_OF_REGISTER, Editor
from tests.helpers.incremental import assert_all_the_same, differences

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker

STEPS: Final = 9


@pytest.mark.parametrize(
    ('builders', 'seed'),
    [(builders, seed) for builders in ('html', 'text', 'html+text') for seed in range(3 if builders != 'text' else 1)],
)
def test_random_edits(make_project: ProjectMaker, builders: str, seed: int, request: pytest.FixtureRequest) -> None:
    """Builders that share their environment are used in turn."""
    seed += request.config.getoption('--seed')
    random = Random(f'{builders} {seed}')
    project = make_project({}, bare=True)
    editor = Editor(project, random)
    for step in range(STEPS):
        if step:
            editor.edit()
        builder = random.choice(builders.split('+'))
        incremental = project.build(builder, doctrees='shared')
        clean = project.clean(builder)
        edits = '\n'.join(editor.done)
        assert incremental.told == clean.told, f'seed {seed}, step {step}, after\n{edits}'
        assert differences(incremental, clean) == [], f'seed {seed}, step {step}, {builder}, after\n{edits}'
        assert incremental.files('**/*.html', '**/*.txt').keys() >= clean.files('**/*.html', '**/*.txt').keys()
        project.forget(clean)


@pytest.mark.parametrize('seed', range(3))
def test_random_edits_of_the_register(make_project: ProjectMaker, seed: int, request: pytest.FixtureRequest) -> None:
    """Where only facts of the register differ, only what depends on these is looked at again, and nothing is missed."""
    seed += request.config.getoption('--seed')
    random = Random(f'register {seed}')
    project = make_project({}, bare=True)
    editor = Editor(project, random)
    editor.sources.settings |= {
        'privacy_regimes': random.choice((['gdpr'], ['gdpr', 'ccpa', 'ropa'])),
        'privacy_rules': {'X-DPA-URL': 'warning'},
    }
    for page in editor.sources.pages.values():
        # What would have every digest computed again.
        page.references = [reference for reference in page.references if 'updated' not in reference]
        page.entries = [entry for entry in page.entries if entry.directive != 'privacy-report']
    project.build(doctrees='shared')
    for _ in range(STEPS):
        editor.edit(FACTS_OF_REGISTER if random.random() < 0.9 else ())
        assert_all_the_same(project, '\n'.join([f'seed {seed}, after', *editor.done]))
