"""A child's own yes or no to one live session: asked at the start of each, taken back at any time (CON-10)."""

from datetime import datetime

from django.db import transaction

from activities.live import queries
from activities.live.actions.refusals import NotHere, NotNow
from activities.live.actions.rooms import let_go
from activities.live.models import Assent, Room
from activities.live.states import State
from activities.models import Place


@transaction.atomic
def say_whether(*, by, room: Room, yes: bool, notice, at: datetime) -> None:
    """Writes down whether a child wants to be in this session; a no ends their stay at once, and nobody hears why.

    The same answer twice is one. Raises NotHere for who is not asked, NotNow("closed") for a room that is over.
    """
    # Two taps on two phones come one after the other: the second sees the first.
    if not Place.objects.select_for_update().filter(activity=room.activity, child=by).exists():
        raise NotHere
    if room.parent_id or not queries.is_asked(room, by, at=at):
        raise NotHere
    if Room.objects.get(pk=room.pk).state != State.OPEN:
        raise NotNow("closed")
    last = queries.said_last(room, by)
    if last is None or last.yes != yes:
        number = last.number + 1 if last else 1
        Assent.objects.create(room=room, child=by, number=number, yes=yes, notice=notice, at=at)
    if not yes:
        let_go(person=by.pk, at=at)
