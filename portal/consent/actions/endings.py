"""What ends by itself, on its second: this writes it down afterwards and tells the parts above.

`may` knows it without any of this. Each child is for itself: one whose news cannot be told stays due, and does not keep
back the others.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby

from django.db import transaction

from portal.consent import queries
from portal.consent.actions.adding import again
from portal.consent.kinds import Method, Reason
from portal.consent.models import Event
from portal.consent.states import State

log = logging.getLogger(__name__)


def announce_expiries(*, at: datetime) -> int:
    """A yes stops by itself on its second."""
    return _announce(queries.ended_yeses(at), State.EXPIRED, "", at)


def announce_renewals(*, at: datetime) -> int:
    """A yes to words that newer ones of weight have ended is asked anew (CON-16)."""
    return _announce(queries.overtaken_yeses(at), State.RENEWAL_NEEDED, Reason.NOTICE, at)


def _announce(ended: Iterable[Event], state: State, reason: str, at: datetime) -> int:
    done = 0
    for _child, events in groupby(list(ended), key=lambda event: event.child_id):
        with one_child():
            told = [again(event, state, at, method=Method.CLOCK, reason=reason) for event in events]
            done += len(told)
    return done


@contextmanager
def one_child() -> Iterator[None]:
    """A savepoint of one child's own; what fails in it is undone, noted without its words, and left for next time."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        log.error("an ending could not be told", exc_info=False)
