"""Build and check the sdist and the wheel; install the wheel away from the checkout, build notices, do the tutorial.

A folder as argument keeps the two files, once they are found to be good.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Final

from check_release import package_version

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = 'sphinxext_privacy'
STAYS_OUT: Final = {'.po', '.pot', '.pyc'}

NEEDED: Final = (
    'py.typed',
    'model/crosswalk.json',
    'pdf/elements.typ',
    'pdf/template.typ',
    'rules/phrases/*.toml',
    'static/*.css',
)
"""Files that no module imports: a build without them fails late, or says less."""

BESIDE: Final = ('CHANGELOG.md', 'CITATION.cff', 'LICENSE', 'README.md', 'SECURITY.md', 'pyproject.toml', 'tox.ini')
"""What the sdist holds beside the folders."""

FOLDERS: Final = ('benchmarks', 'docs', 'tests')

STAMP: Final = int(os.environ.get('SOURCE_DATE_EPOCH', '1700000000'))
"""When a build is told that it takes place, in seconds: both files have to say so, and nothing else."""

CONF: Final = """
extensions = ['myst_parser', 'sphinxext_privacy']
myst_enable_extensions = ['colon_fence']
privacy_register = ['privacy.yaml']
privacy_controller = 'acme'
html_baseurl = 'https://docs.example/'
"""

REGISTER: Final = """
controllers:
  acme:
    name: Acme Ltd
processors:
  fastly:
    name: Fastly
    agreement: Data Processing Terms <https://www.fastly.com/data-processing>
    policy: Privacy Policy <https://www.fastly.com/privacy/>
"""

MARKDOWN: Final = """
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

REST: Final = """
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


def stamped(**more: str) -> dict[str, str]:
    """Give an environment in which a build takes place at the stamp, with *more* in it."""
    known = {key: value for key, value in os.environ.items() if key != 'PYTHONHASHSEED'}
    return {**known, 'SOURCE_DATE_EPOCH': str(STAMP), **more}


def digests(folder: Path) -> dict[str, str]:
    """Give the digest of each file in a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def build(scratch: Path) -> tuple[Path, Path]:
    """Build the sdist and the wheel, three times: whoever builds them has to get the same bytes.

    Once the wheel comes from the checkout and not from the sdist, and once all differs that may: folder, times and
    rights of the files, time zone, language, and the order of sets.
    """
    dist, again, elsewhere = scratch / 'dist', scratch / 'again', scratch / 'elsewhere'
    run(sys.executable, '-m', 'build', '--outdir', dist, ROOT, env=stamped())
    made = digests(dist)
    (sdist,) = dist.glob('*.tar.gz')
    (wheel,) = dist.glob('*.whl')
    run(sys.executable, '-m', 'build', '--sdist', '--wheel', '--outdir', again, ROOT, env=stamped())
    expect(digests(again) == made, 'two builds, from the sdist and from the checkout, differ')
    with tarfile.open(sdist) as archive:
        archive.extractall(scratch / 'unpacked', filter='data')
    (copy,) = (scratch / 'unpacked').iterdir()
    for path in copy.rglob('*'):
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (time.time(), time.time() + 3600))
    odd = stamped(TZ='Asia/Tokyo', LC_ALL='C', PYTHONHASHSEED='42')
    run(sys.executable, '-m', 'build', '--outdir', elsewhere, copy, env=odd)
    expect(digests(elsewhere) == made, 'two builds, here and in another folder, differ')
    check_stamps(sdist, wheel)
    return sdist, wheel


def check_stamps(sdist: Path, wheel: Path) -> None:
    """Look for times other than the one that was given."""
    with tarfile.open(sdist) as archive:
        times = {member.mtime for member in archive.getmembers()}
    expect(times == {STAMP}, f'the sdist has other times than that of the build: {times}')
    with zipfile.ZipFile(wheel) as archive:
        stamps = {info.date_time for info in archive.infolist()}
    # Zip files know even seconds only.
    expect(stamps == {time.gmtime(STAMP // 2 * 2)[:6]}, f'the wheel has other times than that of the build: {stamps}')


def check_metadata(sdist: Path, wheel: Path) -> None:
    """Have others judge the two, and compare their names with the version."""
    run(sys.executable, '-m', 'twine', 'check', '--strict', sdist, wheel)
    run(sys.executable, '-m', 'check_wheel_contents', wheel)
    version = package_version()
    expect(sdist.name == f'{PACKAGE}-{version}.tar.gz', f'{sdist.name} is not of version {version}')
    expect(wheel.name == f'{PACKAGE}-{version}-py3-none-any.whl', f'{wheel.name} is not of version {version}')


def check_contents(sdist: Path, wheel: Path) -> None:
    """Look for each file of the package (catalogues, style sheet, py.typed …) in what was built."""
    sources = files_below(PACKAGE)
    catalogues = {name for name in sources if name.endswith('.po')}
    needed = {name.removesuffix('.po') + '.mo' for name in catalogues}
    expect(bool(needed), 'there is no catalogue')
    for pattern in NEEDED:
        found = {path.relative_to(ROOT).as_posix() for path in (ROOT / PACKAGE).glob(pattern)}
        expect(bool(found), f'there is no {PACKAGE}/{pattern}')
        needed |= found
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    in_wheel = {name for name in names if name.startswith(f'{PACKAGE}/')}
    others = {name.partition('/')[0] for name in names - in_wheel}
    expect(others == {f'{PACKAGE}-{package_version()}.dist-info'}, f'in the wheel beside the package: {others}')
    with tarfile.open(sdist) as archive:
        in_sdist = {member.name.partition('/')[2] for member in archive.getmembers() if member.isfile()}
    wanted = needed | {name for name in sources if Path(name).suffix not in STAYS_OUT}
    expect(wanted <= in_wheel, f'not in the wheel: {", ".join(sorted(wanted - in_wheel))}')
    expect(in_wheel <= wanted, f'not of the package, but in the wheel: {", ".join(sorted(in_wheel - wanted))}')
    sources |= {*BESIDE, *(name for folder in FOLDERS for name in files_below(folder))}
    expect(sources <= in_sdist, f'not in the sdist: {", ".join(sorted(sources - in_sdist))}')
    strange = in_sdist - sources - {'.gitignore', 'PKG-INFO'}
    expect(not strange, f'not of the project, but in the sdist: {", ".join(sorted(strange))}')


def files_below(folder: str) -> set[str]:
    """Give the files in a folder of the checkout, but for those that tools leave behind."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob('*')
        if path.is_file() and not {'__pycache__', '.ruff_cache', '.hypothesis'} & set(path.parts)
    }


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
    # The catalogues, and the files of the PDF, of the phrases and of the vocabularies.
    output = scratch / 'text'
    german = ('-D', 'language=de', '-d', scratch / 'german')
    run(python, '-m', 'sphinx', '-b', 'text', '-nW', *german, source, output, cwd=scratch, env=environment)
    expect('Zuletzt aktualisiert' in (output / 'index.txt').read_text(encoding='utf-8'), 'no word is in German')
    output = scratch / 'pdf'
    run(python, '-m', 'sphinx', '-b', 'noticepdf', '-nW', source, output, cwd=scratch, env=environment)
    for name in ('acme.pdf', 'again.pdf'):
        expect((output / name).is_file() and (output / name).read_bytes().startswith(b'%PDF-'), f'no {name} was made')
    output = scratch / 'data'
    run(python, '-m', 'sphinx', '-b', 'privacy', source, output, cwd=scratch, env=environment)
    data = json.loads((output / 'privacy.json').read_text(encoding='utf-8'))
    expect([notice['id'] for notice in data['notices']] == ['acme', 'again'], 'privacy.json has other notices')
    run(python.with_name('sphinx-privacy'), 'lock', '-o', 'privacy.lock', source, cwd=scratch, env=environment)
    expect((scratch / 'privacy.lock').is_file(), 'no lock file was made')


def follow_tutorial(scratch: Path, python: Path, sdist: Path) -> None:
    """Do all that the tutorial tells, with the installed wheel, by the test that the sdist brings."""
    run(python, '-m', 'pip', 'install', '--quiet', 'pytest')
    with tarfile.open(sdist) as archive:
        archive.extractall(scratch / 'sdist', filter='data')
    (folder,) = (scratch / 'sdist').iterdir()
    # What is imported has to be what was installed.
    shutil.rmtree(folder / PACKAGE)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(('PYTHON', 'PYTEST'))}
    test = ('tests/test_tutorial.py', '--noconftest', '-p', 'no:cacheprovider')
    run(python, '-m', 'pytest', '-q', *test, cwd=folder, env=environment)


def main(kept: str = '') -> None:
    """Check all, and put the two files into the folder *kept*, if one is named."""
    # A temporary folder, so that no other file can be mistaken for one that was built now.
    with tempfile.TemporaryDirectory(prefix='package-') as name:
        scratch = Path(name).resolve()
        sdist, wheel = build(scratch)
        check_metadata(sdist, wheel)
        check_contents(sdist, wheel)
        python = install(scratch, wheel)
        build_notice(scratch, python)
        follow_tutorial(scratch, python, sdist)
        for path in (sdist, wheel):
            print(f'{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}')
            if kept:
                Path(kept).mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, kept)
        print(f'{sdist.name} and {wheel.name} are good')


if __name__ == '__main__':
    main(*sys.argv[1:])
