"""How a notice is published: linked, whole, in layers, translated, and without asking readers to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.notice import stated
from sphinxext_privacy.rules.outcome import Passage, met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()

NAMED: Final = 5
"""How many pages a finding names."""


@FAMILY.rule(
    'N-LINK',
    'html',
    'GDPR 12(1); WP260 para 11',
    'warning',
    text=N_('Every page of the site links to the notice.'),
    wrong=N_('There are pages that link to no notice.'),
    remedy=N_('Link to it where every page shows it, such as the footer of the theme.'),
    on=False,
    late=True,
)
def linked(notice: Notice) -> Iterator[Outcome]:
    """Tell which pages of a finished HTML build link to no notice: a finding of each notice that adds to no other here.

    A notice that adds to another can be reached from there, and needs no link on every page.
    """
    pages = notice.project.unlinked
    if pages is None or not notice.is_active or set(notice.parents) - notice.parents_elsewhere:
        return
    if not pages:
        yield met()
    elif len(pages) <= NAMED:
        yield wanting(None, N_('These pages link to no notice: {pages}.'), pages=', '.join(pages))
    else:
        message = N_('{number} pages link to no notice; the first are: {pages}.')
        yield wanting(None, message, number=str(len(pages)), pages=', '.join(pages[:NAMED]))


@FAMILY.rule(
    'N-WHOLE',
    'html',
    'GDPR 12(1); WP260 para 17, 33',
    'warning',
    text=N_('The whole notice, with what it inherits, can be read in one place.'),
    wrong=N_('It adds to another notice, and nowhere can both be read in one place.'),
    remedy=N_('Place a `privacy-whole-notice` that is about it, or publish a PDF: `privacy_publish = ["pdf"]`.'),
)
def whole(notice: Notice) -> Iterator[Outcome]:
    """Ask a notice that adds to others for an overview of all that it holds, or for its PDF."""
    if not notice.parents:
        return
    shown = any(shown.directive == 'privacy-whole-notice' for shown in notice.overviews)
    yield met() if shown or 'pdf' in notice.project.published else wanting()


@FAMILY.rule(
    'N-LAYER',
    'html',
    'WP260 para 36',
    'warning',
    text=N_('The first layer holds the purposes, the controller, the rights, and what readers might not expect.'),
    wrong=N_('The summary does not hold all that a first layer must.'),
    remedy=N_(
        'State it as entries of the notice, and let the `:scope:` of the `privacy-summary` take in what is inherited, '
        'with `all`.'
    ),
)
def first_layer(notice: Notice) -> Iterator[Outcome]:
    """Ask that there is something that the summaries of the notice show of each of these.

    Findings stand at the first summary. Statements do not count, as no summary shows them.
    """
    layers = [shown for shown in notice.overviews if shown.directive == 'privacy-summary']
    if not layers:
        return
    place = Passage(layers[0].docname, layers[0].line, '', source=layers[0].source)
    lacks = []
    for kind, message in (
        ('purpose', N_('The summary shows no purpose.')),
        ('right', N_('The summary shows no right.')),
    ):
        if not any(layer.holds(notice.ident, entry) for entry in notice.of(kind) for layer in layers):
            lacks.append(wanting(place, message))
    # Whatever its scope, a summary shows who is responsible.
    if not any(stated(entry, 'name') for entry in notice.of('controller')):
        lacks.append(wanting(place, N_('The summary shows no controller.')))
    for entry in notice.of('data'):
        if entry.facts.get('surprising') is True:
            if any(layer.holds(notice.ident, entry) for layer in layers):
                yield met(entry)
            else:
                message = N_('The summary leaves out {id}, which readers might not expect.')
                lacks.append(wanting(place, message, id=entry.ident))
    yield from lacks or [met()]


@FAMILY.rule(
    'N-CHECKBACK',
    'style',
    'WP260 para 29',
    'warning',
    text=N_('The notice does not tell people to check back, or take further use for agreement.'),
    wrong=N_('It tells people to check back, or takes further use for agreement.'),
    remedy=N_('Take it out, and say how people are told of changes.'),
)
def check_back(notice: Notice) -> Iterator[Outcome]:
    """Find such words on the pages of the notice."""
    for passage, words in notice.passages_with('check-back'):
        yield wanting(
            passage, N_('“{words}” tells people to check back, or takes further use for agreement.'), words=words
        )


@FAMILY.rule(
    'N-TRANSLATION',
    'i18n',
    'GDPR 12(1); WP260 para 13',
    'warning',
    text=N_('In every language that the pages are built in, the notice is translated as a whole.'),
    wrong=N_('It is not translated as a whole.'),
    remedy=N_('Translate the messages that are missing in its catalogue, and check those that are fuzzy.'),
)
def translated(notice: Notice) -> Iterator[Outcome]:
    """Ask that all messages on the pages of the notice are translated, where the project is built from catalogues.

    A page without any translated message has no catalogue while others have one: nothing of it is translated. The
    finding about the page that declares the notice stands at its directive, others at the top of their page.
    """
    progress = notice.project.progress
    if not progress:
        return
    for docname in dict.fromkeys((notice.docname, *(passage.docname for passage in notice.passages))):
        total, done = progress.get(docname, (0, 0))
        if total and done >= total:
            yield met()
            continue
        place = None if docname == notice.docname else Passage(docname, 1, '')
        if done:
            yield wanting(place, N_('The page {page} is translated in part only.'), page=docname)
        else:
            yield wanting(place, N_('The page {page} is not translated.'), page=docname)
