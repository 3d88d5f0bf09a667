"""The shape of a field and of a kind of entry; :mod:`sphinxext_privacy.model.kinds` fills them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

FieldType = Literal[
    'prose',  # words for readers, with inline markup
    'blocks',  # paragraphs, lists and the like, in the markup of the page that shows them
    'text',  # words for readers, taken as they stand (names, addresses)
    'texts',  # several of them, separated by commas or new lines
    'lines',  # several of them, one a line
    'id',  # the id of another entry
    'ids',  # ids of other entries
    'link',  # `Title <url>` or a bare URL
    'url',  # a URL without a title
    'email',
    'phone',
    'contact',  # a person or office: words, a link, the id of a controller, or a table in the register
    'countries',  # ISO 3166-1 alpha-2 codes, EU, EEA, UK
    'date',  # ISO 8601 calendar date
    'retention',  # how long: see `sphinxext_privacy.words.periods`
    'flag',  # yes or no; without a value: yes
    'key',  # one key of a vocabulary
    'keys',  # keys of a vocabulary
    'number',  # a whole number
    'negative',  # `none`, or `none — reason`
    'terms',  # prose with the placeholders of the standard sentence
]


class Field(NamedTuple):
    """One fact that can be stated about an entry.

    The same field is an option of a directive, a key of the register and a key of ``privacy.json``.
    """

    name: str
    """Kebab-case name, the same everywhere."""
    type: FieldType
    label: str
    """What readers see before the value, in English: a message of the catalogue."""
    help: str
    """One sentence for authors, in English."""
    law: str = ''
    """The law items that ask for it, separated by semicolons; empty where none does."""
    vocabulary: str = ''
    """Name of the closed vocabulary of a ``key`` or ``keys`` field."""
    refers_to: str = ''
    """Kind of the entries that an ``id`` or ``ids`` field names."""
    shared: bool = False
    """Whether it is a fact about the thing itself, the same in each notice, and not about one use of it.

    Two values of a shared field for one entry contradict each other.
    """
    machine: bool = False
    """Whether it is recorded for programs and overviews, and not shown in the entry itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One kind of entry: what its directive, its register table and its object type are called."""

    name: str
    """Singular name: ``processor``, ``data``; the object type and the role where there is one."""
    directive: str
    table: str
    """Table of the register; empty where the kind has none."""
    title_field: str
    """Field that the argument of the directive fills when it is not an id."""
    help: str
    fields: tuple[Field, ...]
    is_object: bool = False
    """Whether entries can be referred to with a role."""
    takes_list: bool = False
    """Whether the directive without an argument reads a bullet list, one entry a bullet."""
    is_prose: bool = False
    """Whether it is shown as prose of its own, and never in a list or table."""
    style: str = 'definition'
    """Style where neither the author nor ``privacy_styles`` chose one."""
    law: str = ''
    by_name: dict[str, Field] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Index the fields by name."""
        object.__setattr__(self, 'by_name', {item.name: item for item in self.fields})


Style = Literal['bullet', 'definition', 'table', 'card', 'hidden']
STYLES: tuple[Style, ...] = ('bullet', 'definition', 'table', 'card', 'hidden')

COMMON: tuple[Field, ...] = (
    Field('id', 'id', 'Id', 'Id of the entry; without it, a slug of its name.'),
    Field(
        'notice',
        'id',
        'Notice',
        'Id of the notice the entry belongs to; without it, the notice of the document.',
    ),
    Field('style', 'key', 'Style', 'How the entry is shown.', vocabulary='styles'),
    Field('accept', 'lines', 'Accepted finding', 'A finding accepted here: `RULE — reason`, one a line.'),
)
"""Options that every directive takes; they say where and how an entry stands, not what is true."""
