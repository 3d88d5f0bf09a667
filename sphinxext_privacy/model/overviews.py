"""The overviews: what each lists, the columns it has, and the options that they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.fields import Field
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

Shape = Literal['list', 'retention', 'summary', 'matrix', 'map', 'whole', 'report']

NOTICE: Final = Field('notice', 'id', N_('Notice'), 'The notice that states it.', refers_to='notice')
IDENT: Final = Field('id', 'text', N_('Id'), 'Its id.')
TEXT: Final = Field('text', 'prose', N_('Text'), 'The text of its body.')
SUBJECT: Final = Field('kind', 'text', N_('What it is'), 'Whether it is data, a purpose, a recipient or a cookie.')
EXTRA: Final = {item.name: item for item in (NOTICE, IDENT, TEXT)}
"""What can be a column, a filter or a group beside the fields of a kind."""


class Overview(NamedTuple):
    """One directive over the entries of notices."""

    directive: str
    shape: Shape
    help: str
    caption: str
    """What stands above it where the author says nothing else: a message of the catalogue."""
    kinds: tuple[str, ...]
    """The kinds of entries that it lists, or is made of."""
    columns: tuple[str, ...] = ()
    """The fields shown where the author chose none."""
    needs: tuple[str, ...] = ()
    """Fields of which an entry must state at least one to be listed."""
    sort: tuple[str, ...] = ()
    """The order where the author chose none; empty: that of the notice."""
    law: str = ''

    @property
    def fields(self) -> dict[str, Field]:
        """What can be a column, a filter or a group, by name."""
        found = dict(EXTRA)
        if self.shape == 'retention':
            return {**found, 'kind': SUBJECT, 'retention': KINDS['data'].by_name['retention']}
        if self.shape == 'matrix':
            labels = {name: KINDS[name].by_name[KINDS[name].title_field].label for name in MATRIX}
            return {name: Field(name, 'text', label, '') for name, label in labels.items()}
        for kind in self.kinds:
            found.update(KINDS[kind].by_name)
        return found

    @property
    def options(self) -> tuple[str, ...]:
        """Names of the options that it takes."""
        return OPTIONS_OF[self.shape]


MATRIX: Final = ('processor', 'purpose')
"""What ``privacy-matrix`` can set against the data."""

OPTIONS: Final[dict[str, Field]] = {
    item.name: item
    for item in (
        Field(
            'notice',
            'ids',
            'Notice',
            'Ids of the notices it is about, or `*` for all of the project; without it, that of the page.',
            refers_to='notice',
        ),
        Field(
            'scope',
            'key',
            'Scope',
            'What counts: the notice’s own entries, those it inherits, or both.',
            vocabulary='scopes',
        ),
        Field('style', 'key', 'Style', 'How it is shown.', vocabulary='overview-styles'),
        Field('columns', 'texts', 'Columns', 'Fields to show beside the name.'),
        Field('sort', 'texts', 'Sort', 'Fields to sort by; `-` before one sorts from last to first.'),
        Field(
            'where',
            'texts',
            'Where',
            'What an entry must state to be listed: `country: US`; a comma is “and”.',
        ),
        Field('group', 'text', 'Group', 'A field that splits it into one part for each value.'),
    )
}
"""The options; none of them says what is true of an entry."""

NOTICE_INHERITS: Final = frozenset(
    ('controller', 'request-channel', 'request-response', 'representative', 'dpo', 'recipients', 'automated-decisions')
)
"""What a notice has of those that it adds to, where it states nothing else."""

SCOPES: Final = ('own', 'inherited', 'all')
STYLES: Final = ('table', 'bullet', 'definition', 'card')

OPTIONS_OF: Final[dict[Shape, tuple[str, ...]]] = {
    'list': tuple(OPTIONS),
    'retention': tuple(OPTIONS),
    'summary': ('notice', 'scope'),
    'matrix': ('notice', 'scope', 'columns'),
    'map': ('notice', 'scope'),
    'whole': ('notice',),
    'report': ('notice',),
}

_SUMMARY_KINDS: Final = ('controller', 'data', 'purpose', 'processor', 'cookie', 'right', 'decision')

OVERVIEWS: Final[dict[str, Overview]] = {
    overview.directive: overview
    for overview in (
        Overview(
            'processor-list',
            'list',
            'The recipients of data.',
            N_('Recipients'),
            ('processor',),
            ('purpose', 'data', 'country', 'retention'),
            law='GDPR 13(1)(e)',
        ),
        Overview(
            'collected-data-list',
            'list',
            'The categories of personal data.',
            N_('Personal data'),
            ('data',),
            ('purposes', 'legal-basis', 'source', 'retention'),
            law='GDPR 14(1)(d); GDPR 30(1)(c)',
        ),
        Overview(
            'purpose-list',
            'list',
            'What data are used for.',
            N_('Purposes'),
            ('purpose',),
            ('legal-basis', 'data', 'processors', 'retention'),
            law='GDPR 13(1)(c)',
        ),
        Overview(
            'cookie-list',
            'list',
            'Cookies and other storage on the reader’s device.',
            N_('Cookies and similar storage'),
            ('cookie',),
            ('provider', 'purpose', 'category', 'duration'),
            law='ePrivacy 5(3)',
        ),
        Overview(
            'data-right-list',
            'list',
            'The rights of the person.',
            N_('Rights'),
            ('right',),
            ('how', 'law', 'url', 'email'),
            law='GDPR 13(2)(b)',
        ),
        Overview(
            'transfer-list',
            'list',
            'Recipients that state a country, or what a transfer there rests on.',
            N_('Where data go'),
            ('processor',),
            ('country', 'transfer-mechanism', 'safeguard-url', 'data'),
            needs=('country', 'transfer-mechanism', 'safeguard-url'),
            law='GDPR 13(1)(f)',
        ),
        Overview(
            'retention-list',
            'retention',
            'Everything that states how long it is kept.',
            N_('How long data are kept'),
            ('data', 'purpose', 'processor', 'cookie'),
            ('kind', 'retention'),
            needs=('retention', 'duration'),
            law='GDPR 13(2)(a)',
        ),
        Overview(
            'privacy-change-list',
            'list',
            'The history of a notice, newest first.',
            N_('Changes'),
            ('change',),
            ('kind', 'text', 'takes-effect'),
            sort=('-date',),
            law='WP260 para 29-31',
        ),
        Overview(
            'privacy-summary',
            'summary',
            'The first layer of a notice: all that it states, in short, each with a link.',
            N_('In short'),
            _SUMMARY_KINDS,
            law='WP260 para 35-36',
        ),
        Overview(
            'privacy-matrix',
            'matrix',
            'Which data go to which recipients, or serve which purposes, as a table.',
            N_('Data and recipients'),
            ('data', 'processor', 'purpose'),
            ('processor',),
        ),
        Overview(
            'privacy-map',
            'map',
            'A picture of what flows to whom, with the same as a table.',
            N_('What flows to whom'),
            ('data', 'purpose', 'processor'),
        ),
        Overview(
            'privacy-whole-notice',
            'whole',
            'All entries of a notice, with those that it inherits, in one place.',
            N_('The whole notice'),
            tuple(name for name in KINDS if name != 'notice'),
        ),
        Overview(
            'privacy-report',
            'report',
            'What the rules find: where each requirement is met, what is missing or wrong, and what is accepted.',
            N_('Privacy report'),
            (),
        ),
    )
}
"""The overviews by directive, in the order of the reference."""


RELATIONS: Final = frozenset({'purposes', 'processors', 'data', 'country'})
_SUMMARY: Final = frozenset(
    (
        'email', 'address', 'representative', 'dpo', 'purposes', 'legal-basis', 'country', 'category', 'duration',
        'retention', 'key', 'how', 'url', 'authority', 'optional', 'surprising', 'special', 'sold-or-shared',
        'request-channel',
    )
)  # fmt: skip
_NAMES: Final = frozenset({*(kind.title_field for kind in KINDS.values()), 'short-name'})


def fields_used(overview: Overview, asked: Iterable[str]) -> frozenset[str] | None:
    """Give the fields that an overview depends on, ``None`` for all.

    *asked* are the names of fields among its options, or what stands for them: columns, filters, order and group;
    with columns alone, they are those that it may show.
    """
    if overview.shape == 'whole':
        return None
    if overview.shape == 'summary':
        return _NAMES | _SUMMARY
    if overview.shape in {'matrix', 'map'}:
        return _NAMES | RELATIONS
    own = frozenset(name.removeprefix('-') for name in (*asked, *overview.needs))
    return _NAMES | own | ({'duration'} if overview.shape == 'retention' else frozenset())


def unknown_field(overview: Overview, name: str) -> str:
    """Say which fields there are, where *name* is none of them."""
    near = nearest(name, overview.fields)
    return f'did you mean {near!r}?' if near else f'there are: {", ".join(overview.fields)}'
