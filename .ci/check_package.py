"""Build and check the sdist and the wheel; install the wheel away from the checkout and build notices."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = 'sphinxext_privacy'
STAYS_OUT = {'.po', '.pot', '.pyc'}

CONF = """
extensions = ['myst_parser', 'sphinxext_privacy']
myst_enable_extensions = ['colon_fence']
privacy_register = ['privacy.yaml']
privacy_controller = 'acme'
html_baseurl = 'https://docs.example/'
"""

REGISTER = """
controllers:
  acme:
    name: Acme Ltd
processors:
  fastly:
    name: Fastly
    agreement: Data Processing Terms <https://www.fastly.com/data-processing>
    policy: Privacy Policy <https://www.fastly.com/privacy/>
"""

MARKDOWN = """
# Privacy notice

:::{privacy-notice} acme
:updated: 2026-02-10
:::

:::{collected-data}
- Full name
- Email addresses {#email-address}
:::

:::{processor} fastly
:purpose: to host the website
:data: email-address
:::

{privacy:processor}`fastly` hosts this site.

```{toctree}
again
```
"""

REST = """
Second notice
=============

.. privacy-notice:: again
   :updated: 2026-02-10

.. processor:: fastly
   :purpose: to host the other website
"""


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command, and end here if it fails."""
    print('$', *command, flush=True)
    done = subprocess.run(command, cwd=cwd, env=env, check=False)
    if done.returncode:
        sys.exit(f'error: exit status {done.returncode}')


def expect(condition: bool, message: str) -> None:
    """End here with a message if something does not hold."""
    if not condition:
        sys.exit(f'error: {message}')


def digests(folder: Path) -> dict[str, str]:
    """Give the digest of each file in a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def build(scratch: Path) -> tuple[Path, Path]:
    """Build the sdist, a wheel from it and one from the checkout; the wheels have to be equal."""
    dist, again = scratch / 'dist', scratch / 'again'
    run(sys.executable, '-m', 'build', '--outdir', dist, ROOT)
    run(sys.executable, '-m', 'build', '--sdist', '--wheel', '--outdir', again, ROOT)
    expect(digests(dist) == digests(again), 'two builds, from the sdist and from the checkout, differ')
    run(sys.executable, '-m', 'twine', 'check', '--strict', *sorted(dist.iterdir()))
    (sdist,) = dist.glob('*.tar.gz')
    (wheel,) = dist.glob('*.whl')
    return sdist, wheel


def check_contents(sdist: Path, wheel: Path) -> None:
    """Look for each file of the package (catalogues, style sheet, py.typed …) in what was built."""
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / PACKAGE).rglob('*')
        if path.is_file() and '__pycache__' not in path.parts and '.ruff_cache' not in path.parts
    }
    expect(f'{PACKAGE}/py.typed' in sources, 'py.typed is missing')
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name for name in archive.namelist() if name.startswith(f'{PACKAGE}/')}
    with tarfile.open(sdist) as archive:
        in_sdist = {name.partition('/')[2] for name in archive.getnames()}
    wanted = {name for name in sources if Path(name).suffix not in STAYS_OUT}
    expect(wanted <= in_wheel, f'not in the wheel: {", ".join(sorted(wanted - in_wheel))}')
    expect(in_wheel <= wanted, f'not of the package, but in the wheel: {", ".join(sorted(in_wheel - wanted))}')
    expect(sources <= in_sdist, f'not in the sdist: {", ".join(sorted(sources - in_sdist))}')


def install(scratch: Path, wheel: Path) -> Path:
    """Install the wheel into a virtual environment that holds nothing else; give its Python."""
    run(sys.executable, '-m', 'virtualenv', '--quiet', scratch / 'env')
    python = scratch / 'env' / ('Scripts/python.exe' if os.name == 'nt' else 'bin/python')
    run(python, '-m', 'pip', 'install', '--quiet', f'{wheel}[myst,pdf]')
    run(python, '-m', 'pip', 'check')
    return python


def build_notice(scratch: Path, python: Path) -> None:
    """Build two small notices to HTML and PDF, and lock them, where the checkout cannot be imported."""
    source = scratch / 'docs'
    source.mkdir()
    pages = {'conf.py': CONF, 'privacy.yaml': REGISTER, 'index.md': MARKDOWN, 'again.rst': REST}
    for name, text in pages.items():
        (source / name).write_text(text.lstrip(), encoding='utf-8')
    # Neither the checkout nor the environment of tox may lend a hand.
    environment = {key: value for key, value in os.environ.items() if not key.startswith('PYTHON')}
    where = f'import {PACKAGE}, sys; sys.exit(not {PACKAGE}.__file__.startswith(sys.prefix))'
    run(python, '-c', where, cwd=scratch, env=environment)
    output = scratch / 'html'
    run(python, '-m', 'sphinx', '-b', 'html', '-nW', source, output, cwd=scratch, env=environment)
    for page, purpose in {
        'index.html': 'to host the website',
        'again.html': 'to host the other website',
    }.items():
        html = (output / page).read_text(encoding='utf-8')
        for wanted in (purpose, 'https://www.fastly.com/data-processing', 'February 10, 2026'):
            expect(wanted in html, f'{page} lacks "{wanted}"')
    expect(any((output / '_static').glob('*privacy*.css')), 'the style sheet is missing in the HTML')
    output = scratch / 'pdf'
    run(python, '-m', 'sphinx', '-b', 'noticepdf', '-nW', source, output, cwd=scratch, env=environment)
    for name in ('acme.pdf', 'again.pdf'):
        expect((output / name).is_file() and (output / name).read_bytes().startswith(b'%PDF-'), f'no {name} was made')
    run(python.with_name('sphinx-privacy'), 'lock', '-o', 'privacy.lock', source, cwd=scratch, env=environment)
    expect((scratch / 'privacy.lock').is_file(), 'no lock file was made')


def main() -> None:
    """Check all."""
    # A temporary folder, so that no other file can be mistaken for one that was built now.
    with tempfile.TemporaryDirectory(prefix='package-') as name:
        scratch = Path(name).resolve()
        sdist, wheel = build(scratch)
        check_contents(sdist, wheel)
        build_notice(scratch, install(scratch, wheel))
        print(f'{sdist.name} and {wheel.name} are good')


if __name__ == '__main__':
    main()
