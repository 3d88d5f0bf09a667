"""Build docs without sphinxext_privacy and with it, and tell what else changes: nothing should.

The docs are copied to a temporary folder and built three times, each time from nothing: twice as they are, and once
with the extension at the end of conf.py, a register and a small notice. Where the first two builds differ (dates,
hashes), the third may too. All other files have to be the same, byte for byte; the search index and objects.inv are
compared without what is the notice's, and files that are no pages but list the notice, such as a map of the site, are
only named. No warning may be new, and the page of the notice has to hold its facts.

The environment that builds the docs needs the extension installed: python -m pip install . in a copy of this
repository. Options after "--" go to sphinx-build, as in: python -m benchmarks.docs_trees docs -- -n -W --keep-going
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.docs_trees.builds import Builder, BuildError
from benchmarks.docs_trees.comparison import compare
from benchmarks.docs_trees.notice import EXTENSION
from benchmarks.docs_trees.report import write_report
from benchmarks.docs_trees.trees import Tree, add_notice

if TYPE_CHECKING:
    from collections.abc import Sequence


def make_parser() -> argparse.ArgumentParser:
    """Describe the options."""
    parser = argparse.ArgumentParser(
        prog='python -m benchmarks.docs_trees',
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog='Exit status: 0 if nothing else changes, 1 if something does, 2 if the docs cannot be built.',
    )
    parser.add_argument('docs', type=Path, help='the folder that sphinx-build is given')
    parser.add_argument('--root', type=Path, help='the folder to copy, if the docs need what is beside them')
    parser.add_argument(
        '--python',
        type=shlex.split,
        default=[sys.executable],
        metavar='COMMAND',
        help='the Python that builds the docs, with options of its own if need be, such as '
        '".venv/bin/python -bb -X dev -W error" (default: this one)',
    )
    parser.add_argument(
        '--builder',
        default='html',
        help='builder of Sphinx (default: html); facts are looked for in pages of HTML only',
    )
    parser.add_argument('--at', default='', metavar='FOLDER', help='folder of the docs to put the notice in')
    parser.add_argument('--keep', type=Path, metavar='FOLDER', help='keep all that is built in this new folder')
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    place = given.index('--') if '--' in given else len(given)
    options = make_parser().parse_args(given[:place])
    with tempfile.TemporaryDirectory(prefix='docs-trees-') as temporary:
        folder = options.keep or Path(temporary)
        # A relative path of the interpreter is one of the caller's; builds run elsewhere.
        command, *own = options.python
        command = str(Path(command).absolute()) if '/' in command else command
        builder = Builder(folder.resolve(), [command, *own], options.builder, given[place + 1 :])
        try:
            folder.mkdir(parents=True, exist_ok=options.keep is None)
            tree = Tree.find(options.docs, options.root)
            return _run(tree, builder, options.at)
        except (BuildError, FileExistsError, ValueError) as error:
            print(error, file=sys.stderr)
            return 2


def _run(tree: Tree, builder: Builder, folder: str) -> int:
    first = builder.build(tree.copy(builder.tree), 'first')
    if EXTENSION in first.facts.extensions:
        raise ValueError(f'the docs have {EXTENSION} already: there is nothing to compare with')
    second = builder.build(tree.copy(builder.tree), 'second')
    docs = tree.copy(builder.tree)
    docname = add_notice(first.facts, folder)
    try:
        ours = builder.build(docs, 'ours')
    except BuildError as error:
        print(f'The docs can be built without the extension, and not with it.\n{error}')
        return 1
    comparison = compare(first, second, ours, docname)
    print(write_report(tree, first.facts, comparison), end='')
    return 1 if comparison.problems else 0


if __name__ == '__main__':
    sys.exit(main())
