"""A room is open, then closed, then reviewed; it never opens again.

What an open room is at this moment, its log says (`room.stage`: prepared, lobby, open; and paused), since that
changes with everything else in it, by one lock and one order.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    OPEN = "open", _("open")
    CLOSED = "closed", _("over")
    REVIEWED = "reviewed", _("looked through")


NEXT = {
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.REVIEWED}),
    State.REVIEWED: frozenset(),
}
