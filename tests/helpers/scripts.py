"""The scripts of ``.ci``, as modules; the sdist has none of them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT: Final = Path(__file__).parent.parent.parent

in_checkout: Final = pytest.mark.skipif(
    not (ROOT / '.ci').is_dir(), reason='what it is about is in the repository and not in the sdist'
)


def script(name: str) -> ModuleType:
    """Load the script *name*."""
    spec = importlib.util.spec_from_file_location(name, ROOT / '.ci' / f'{name}.py')
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
