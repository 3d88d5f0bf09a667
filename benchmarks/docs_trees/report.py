"""What was found, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.docs_trees.notice import NUMBER_OF_FACTS

if TYPE_CHECKING:
    from benchmarks.docs_trees.builds import Facts
    from benchmarks.docs_trees.comparison import Comparison
    from benchmarks.docs_trees.trees import Tree

MOST_LINES: Final = 40
"""Where everything differs, the first lines tell why."""
MOST_FILES: Final = 5


def write_report(tree: Tree, facts: Facts, found: Comparison) -> str:
    """Write the report."""
    sphinx, docutils, python = facts.versions
    held = 0 if found.page_missing else NUMBER_OF_FACTS - len(found.missing)
    files = found.files
    markup = 'MyST' if facts.myst else 'reStructuredText'
    shown = 'not looked for: the builder writes no HTML page of each document'
    if found.has_pages:
        shown = f'{held} of {NUMBER_OF_FACTS}; the style sheet is {"" if found.styled else "not "}linked'
    lines = [
        str(tree.root / tree.docs),
        f'  built with     Sphinx {sphinx}, docutils {docutils}, Python {python}, theme {facts.theme}',
        f'  documents      {facts.documents}, with the notice in {markup} ({facts.suffix})',
        f'  warnings       {found.warnings} lines without the extension, {len(found.new_warnings)} new',
        f'  files          {files.pages} HTML and {files.others} others compared, {len(files.differences)} differ',
        *_named('unsteady', 'builds without the extension differ in it', files.unsteady),
        *_named('not compared', 'lists the notice', files.lists),
        *(
            f'  {name:<14} {f"differs in {len(wrong)} entries" if wrong else "the same"}'
            for name, wrong in found.lists.items()
        ),
        f'  facts          {shown}',
    ]
    problems = found.problems
    lines += [f'  ! {problem}' for problem in problems[:MOST_LINES]]
    if len(problems) > MOST_LINES:
        lines.append(f'  ! and {len(problems) - MOST_LINES} more')
    lines.append('Nothing else changes.' if not problems else 'Something else changes.')
    return '\n'.join(lines) + '\n'


def _named(title: str, reason: str, names: list[str]) -> list[str]:
    """Give a line for each file, or for the first of many."""
    lines = [f'  {title:<14} {name} ({reason})' for name in names[:MOST_FILES]]
    if len(names) > MOST_FILES:
        lines.append(f'  {title:<14} and {len(names) - MOST_FILES} more')
    return lines
