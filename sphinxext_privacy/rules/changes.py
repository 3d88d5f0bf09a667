"""What changed since people were told last: the lock file against the notice as it is (WP260 para 29-31)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.messages import N_
from sphinxext_privacy.rules.outcome import met, wanting
from sphinxext_privacy.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.changes.review import Wanting
    from sphinxext_privacy.rules.notice import Notice
    from sphinxext_privacy.rules.outcome import Outcome

FAMILY: Final[Family] = Family()


@FAMILY.rule(
    'N-CHANGE',
    'changes',
    'WP260 para 29-30',
    'error',
    text=N_('A change that matters to people has a new date and an entry in the history.'),
    wrong=N_('Something changed that matters to people, and they are not told.'),
    remedy=N_('Set `:updated:`, add a `privacy-change`, and run `sphinx-privacy lock`.'),
    always=True,
    wide=True,
)
def told(notice: Notice) -> Iterator[Outcome]:
    """Compare with the lock file; without one, or for a notice that it does not know, there is nothing to compare."""
    if notice.review is None:
        return
    wants = [item for item in notice.review if item.lack != 'announcement']
    for item in wants:
        if item.lack == 'needless':
            message = N_('The date moved from {before} to {after}, and nothing changed that matters to people.')
            remedy = N_('Leave the date as it was, unless people should know of something else that changed.')
            found = wanting(None, message, before=item.before, after=item.after)
            yield found._replace(severity='info', remedy=remedy)
        elif item.lack == 'date':
            message = N_('Something changed that matters to people, and the notice has no newer date: {changes}.')
            yield wanting(None, message, changes=_words(item))
        else:
            message = N_(
                'Something changed that matters to people, and no new `privacy-change` tells of it: {changes}.'
            )
            yield wanting(None, message, changes=_words(item))
    if not wants:
        yield met()


@FAMILY.rule(
    'G13-3-FURTHER',
    'changes',
    'GDPR 13(3), 14(4)',
    'warning',
    text=N_('A new purpose is announced before data are used for it.'),
    wrong=N_('A new purpose was not announced before data are used for it.'),
    remedy=N_('Add a `privacy-change` that is dated before `:from:` of the purpose and names it in `:entries:`.'),
    always=True,
    wide=True,
)
def announced(notice: Notice) -> Iterator[Outcome]:
    """Find purposes that the lock file does not know and that no change announces in time."""
    if notice.review is None:
        return
    late = {change.ident for item in notice.review if item.lack == 'announcement' for change in item.changes}
    for purpose in notice.own('purpose'):
        if purpose.ident in late:
            yield wanting(purpose)


def _words(item: Wanting) -> str:
    # Loaded only where there is a lock file; it knows the records of reports, which know the rules.
    from sphinxext_privacy.changes.report import describe

    return '; '.join(describe(change) for change in item.changes)
