"""One build in a process of its own, and what it cost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.projects import Project


class BuildError(Exception):
    """A build that warned or broke: its time would mean nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build cost: its processes, and what it left behind."""

    cpu: float
    """Seconds of user and system time of the process and its children."""
    memory: float
    """Peak resident size of the largest process, in MB."""
    doctrees: float
    """Size of all doctrees, in kB."""
    environment: float
    """Size of the pickled environment, in kB."""
    read: frozenset[str]
    """Pages that were read."""
    written: frozenset[str]
    """Pages that were written."""


def build(project: Project, *, clean: bool = False, jobs: int = 1) -> Cost:
    """Build a project as HTML, every warning an error; ``clean`` drops what earlier builds left."""
    if clean:
        shutil.rmtree(project.source / '_build', ignore_errors=True)
    before = {} if clean else project.stamps()
    command = [sys.executable, '-m', 'sphinx', '-b', 'html', '-q', '-W', '-j', str(jobs)]
    command += ['-d', str(project.doctrees), str(project.source), str(project.html)]
    cpu, memory = run(command, bytecode=project.source.parent / 'bytecode')
    after = project.stamps()
    changed = {key for key, stamp in after.items() if before.get(key) != stamp}
    return Cost(
        cpu=cpu,
        memory=memory,
        doctrees=project.doctree_bytes() / 1000,
        environment=project.environment_bytes() / 1000,
        read=frozenset(page for what, page in changed if what == 'read'),
        written=frozenset(page for what, page in changed if what == 'written'),
    )


def run(command: list[str], bytecode: Path) -> tuple[float, float]:
    """Run a command and give its CPU time in seconds and its peak memory in MB."""
    # modules are compiled once, as in an installed package, whatever the settings and the state of a checkout
    environment = os.environ | {'PYTHONHASHSEED': '0', 'PYTHONPYCACHEPREFIX': str(bytecode)}
    environment.pop('PYTHONDONTWRITEBYTECODE', None)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        # Popen.wait() would throw away the usage; this one includes every child that the process waited for
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            lines = output.read().decode(errors='replace').splitlines()
            raise BuildError('\n'.join([' '.join(command), *lines[:20]]))
    unit = 1_000_000 if sys.platform == 'darwin' else 1_000  # macOS counts bytes, Linux kB
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit
