"""Show what a test environment holds, and fail if that is not what its name promises."""

from __future__ import annotations

import platform
import re
import sys
from importlib import metadata


def version_of(name: str) -> str:
    """Give the installed version of a distribution, or an empty string."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ''


def broken_promises(environment: str, versions: dict[str, str]) -> list[str]:
    """Compare the factors in the name of the environment with the versions."""
    problems = []
    promised = re.search(r'sphinx(\d)(\d)', environment)
    if promised and not versions['Sphinx'].startswith('.'.join(promised.groups()) + '.'):
        problems.append(f'{environment} has Sphinx {versions["Sphinx"]}')
    has_myst = bool(versions['myst-parser'])
    if has_myst == ('nomyst' in environment):
        problems.append(f'{environment} has {"a" if has_myst else "no"} myst-parser')
    return problems


def main(environment: str) -> int:
    """Print the versions and the problems."""
    versions = {name: version_of(name) for name in ('Sphinx', 'docutils', 'myst-parser')}
    shown = ', '.join(f'{name} {version or "(none)"}' for name, version in versions.items())
    print(f'{environment}: Python {platform.python_version()}, {shown}')
    problems = broken_promises(environment, versions)
    for problem in problems:
        print(f'error: {problem}', file=sys.stderr)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
