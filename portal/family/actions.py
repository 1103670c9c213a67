"""What one of a family does over several parts at once."""

from datetime import datetime

from django.db import transaction

from portal.consent import actions as consent
from portal.consent import queries
from portal.consent.purposes import Purpose, Say
from portal.consent.states import State
from portal.privacy import actions as privacy
from portal.privacy.kinds import WishKind


@transaction.atomic
def take_everything_back(*, by, child, account: bool = False, at: datetime) -> int:
    """Takes back every yes of this person about the child; that of the account only when it is meant.

    A no is not touched, and what others said stays theirs. Each taking back is one event, as if done by hand.
    """
    seen, taken = set(), 0
    for event in queries.answers_of(by, child=child):
        key = event.purpose, event.scope
        if key in seen or (event.purpose == Purpose.ACCOUNT and not account):
            continue
        seen.add(key)
        if event.says(at) == Say.YES or event.state == State.PENDING:
            consent.withdraw(by=by, child=child, purpose=event.purpose, scope=event.scope, at=at)
            taken += 1
    return taken


@transaction.atomic
def ask_for(*, by, child, kind: str, words: str = "", at: datetime):
    """A wish about what is kept. Who asks to erase takes every yes back in the same moment: effects stop at once.

    A child's own account stays open until somebody has answered, so that the child can read the answer.
    """
    made = privacy.wish(by=by, person=child.pk, kind=kind, words=words, at=at)
    if kind == WishKind.ERASE:
        take_everything_back(by=by, child=child, account=by.pk != child.pk, at=at)
    return made
