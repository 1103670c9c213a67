"""The states of an election, of a candidate and of written things, and the only moves between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    NOMINATING = "nominating", _("names are collected")
    VOTING = "voting", _("the vote is on")
    DONE = "done", _("it is over")
    CANCELLED = "cancelled", _("called off")


NEXT = {
    State.NOMINATING: {State.VOTING, State.DONE, State.CANCELLED},
    State.VOTING: {State.DONE, State.CANCELLED},
    State.DONE: set(),
    State.CANCELLED: set(),
}
RUNNING = (State.NOMINATING, State.VOTING)


class Outcome(TextChoices):
    FILLED = "filled", _("the office has been given")
    NO_QUORUM = "no_quorum", _("too few took part")
    NOBODY = "nobody", _("nobody was chosen")


class Standing(TextChoices):
    """`asked`: somebody else proposed this person, who alone knows of it."""

    ASKED = "asked", _("asked whether they want to stand")
    STANDS = "stands", _("stands for the office")
    DECLINED = "declined", _("does not want to")
    WITHDRAWN = "withdrawn", _("does not stand any more")
