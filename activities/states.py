"""The states of an activity and of a child's place in it, and the only moves between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """`closed` is for good: it takes nobody any more, and times that were to come do not take place. An activity that
    is full, or past its end, stays open and is known by its places and its times."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open to children")
    CLOSED = "closed", _("over for good")


NEXT = {State.DRAFT: {State.OPEN, State.CLOSED}, State.OPEN: {State.CLOSED}, State.CLOSED: set()}


class PlaceState(TextChoices):
    """`asked`: the child said yes and home has not yet; `listed`: both did, and places are given out later; `offered`:
    a place came free and is kept for this child."""

    ASKED = "asked", _("ask at home")
    LISTED = "listed", _("your name is in")
    WAITING = "waiting", _("in the queue")
    OFFERED = "offered", _("a place is kept for you")
    HELD = "held", _("you have a place")
    LEFT = "left", _("not in it any more")


PLACE_NEXT = {
    PlaceState.ASKED: {PlaceState.LISTED, PlaceState.HELD, PlaceState.WAITING, PlaceState.LEFT},
    PlaceState.LISTED: {PlaceState.HELD, PlaceState.WAITING, PlaceState.ASKED, PlaceState.LEFT},
    PlaceState.WAITING: {PlaceState.OFFERED, PlaceState.LEFT, PlaceState.ASKED},
    PlaceState.OFFERED: {PlaceState.HELD, PlaceState.WAITING, PlaceState.LEFT, PlaceState.ASKED},
    PlaceState.HELD: {PlaceState.LEFT},
    PlaceState.LEFT: set(),
}
# States that take one of the numbered places.
NUMBERED = (PlaceState.HELD, PlaceState.OFFERED)
