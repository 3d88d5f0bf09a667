"""Forms that make one file of JSON: their schemas, and what they make."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from jsonschema import Draft7Validator

from sphinxext_privacy.exports.account import Account

if TYPE_CHECKING:
    from sphinxext_privacy.exports.form import Form
    from sphinxext_privacy.exports.records import Exported

DATA: Final = Path(__file__).parents[2].parent / 'shared' / 'data'


def validator_of(name: str) -> Draft7Validator:
    """Give the schema in the file *name* of the reference data."""
    if not DATA.is_dir():
        pytest.skip('the reference data are not there')
    return Draft7Validator(json.loads((DATA / name).read_text(encoding='utf-8')))


def made_by(form: Form, name: str, stated: Exported) -> tuple[Any, Account]:
    """Give what is in the one file that *form* may make, ``None`` where it makes none; and its account."""
    account = Account()
    files = dict(form.files(stated, account))
    assert files.keys() <= {name}
    return (json.loads(files[name]) if files else None), account
