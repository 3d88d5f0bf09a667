"""Short ways to make ``fides.yml``, and notices for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml
from fideslang.default_taxonomy import DEFAULT_TAXONOMY
from fideslang.models import ContactDetails, Organization, PrivacyDeclaration, System, Taxonomy
from fideslang.relationships import get_referenced_missing_keys
from pydantic import AnyUrl

from sphinxext_privacy.exports.account import Account
from sphinxext_privacy.exports.fides import FILE, manifest
from sphinxext_privacy.exports.forms import form_named
from sphinxext_privacy.model.values import Contact, Link
from tests.helpers.stated import entry

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import Exported

FORM: Final = form_named('fides')

# Numbers, truth values and nothing in the core schema of YAML 1.2, which PyYAML does not know.
_CORE: Final = re.compile(
    r'[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)'
    r'|\.nan|\.NaN|\.NAN|null|Null|NULL|~|true|True|TRUE|false|False|FALSE|'
)


def made(stated: Exported) -> tuple[dict[str, Any], Account]:
    """Give the file as data, after all that can be checked of it; empty where there is none."""
    account = Account()
    files = dict(FORM.files(stated, account))
    assert files.keys() <= {FILE}
    if not files:
        return {}, account
    text = files[FILE]
    assert isinstance(text, str)
    assert text.endswith('\n')
    data = yaml.safe_load(text)
    assert data == manifest(stated, Account())
    check_text(text)
    check_data(data)
    return data, account


def check_text(text: str) -> None:
    for event in yaml.parse(text):
        assert not isinstance(event, yaml.AliasEvent)
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and isinstance(yaml.safe_load(event.value), str):
            assert not _CORE.fullmatch(event.value)


def check_data(data: dict[str, Any]) -> None:
    """Check that models take all of it as it is: they pass over keys that they do not know."""
    organizations = [_taken(Organization, found) for found in data.get('organization', [])]
    for found in data.get('organization', []):
        for name in ('controller', 'data_protection_officer', 'representative'):
            _taken(ContactDetails, found.get(name, {}))
    systems = [_taken(System, found, but=('privacy_declarations',)) for found in data.get('system', [])]
    for found in data.get('system', []):
        names = [_taken(PrivacyDeclaration, made).name for made in found['privacy_declarations']]
        assert len(set(names)) == len(names)
    keys = [made.fides_key for made in (*organizations, *systems)]
    assert len(set(keys)) == len(keys)
    merged = Taxonomy(
        data_category=DEFAULT_TAXONOMY.data_category,
        data_use=DEFAULT_TAXONOMY.data_use,
        data_subject=DEFAULT_TAXONOMY.data_subject,
        organization=[*DEFAULT_TAXONOMY.organization, *organizations],
        system=systems,
    )
    assert get_referenced_missing_keys(merged) == set()


def _taken(model: type[Any], data: dict[str, Any], but: tuple[str, ...] = ()) -> Any:
    assert data.keys() <= model.model_fields.keys()
    taken = model.model_validate(data)
    dumped = taken.model_dump(mode='json')
    for name, value in data.items():
        if isinstance(value, dict):
            assert value.items() <= dumped[name].items()
        elif name not in but:
            # Addresses are written out in full there: with the slash after the host, and no sign as it is.
            assert dumped[name] == (str(AnyUrl(value)) if name == 'privacy_policy' else value)
    return taken


def systems(stated: Exported) -> dict[str, dict[str, Any]]:
    """Give the systems by key."""
    data, _ = made(stated)
    return {found['fides_key']: found for found in data.get('system', [])}


def lost(stated: Exported) -> dict[tuple[str, str], dict[str, str]]:
    """Give what is told lost, by kind and id."""
    _, account = made(stated)
    return {(item.kind, item.ident): item.facts for item in account.losses(stated)}


ACME: Final = entry(
    'controller',
    'acme',
    'Acme Foundation',
    address='1 Long Street, Berlin',
    country=('DE',),
    email='privacy@acme.example',
    dpo=Contact(name='Dora', email='dpo@acme.example', country='DE'),
)
IP: Final = entry('data', 'ip', 'IP address', category='ip-address', subjects=('visitor',), retention='P30D')
MAIL: Final = entry('data', 'mail', 'E-mail', category='email-address', subjects=('subscriber',))
ERRORS: Final = entry(
    'purpose',
    'errors',
    'Find errors',
    kind='error-monitoring',
    legal_basis=('legitimate-interests',),
    data=('ip',),
)
SENTRY: Final = entry(
    'processor',
    'sentry',
    'Sentry',
    body='Some data may be stored there.',
    legal_name='Functional Software, Inc.',
    role='processor',
    purpose='to aggregate error information',
    purposes=('errors',),
    data=('ip',),
    agreement=Link('Addendum', 'https://sentry.example/dpa/'),
    policy=Link('', 'https://sentry.example/privacy/'),
    address='45 Street',
    country=('US',),
    transfer_mechanism=('scc',),
    retention='P90D',
)
