"""Where a case stands, and the only moves it may make (MOD-3)."""

from datetime import timedelta

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("being written")
    QUEUED = "queued", _("waiting for a person")
    FIRST_OK = "first_ok", _("one person said yes")
    APPROVED = "approved", _("approved")
    CHANGES = "changes_requested", _("a change was asked for")
    HELD = "held", _("kept safe by the safeguarding lead")
    DECLINED = "declined", _("not published")
    WITHDRAWN = "withdrawn", _("taken back by the child")
    CLOSED = "closed", _("taken care of")


class Lane(TextChoices):
    """Which door a case waits behind: a locked one opens to the safeguarding lead only (MOD-28)."""

    OPEN = "open", _("moderators")
    LOCKED = "locked", _("safeguarding lead")


class Priority(IntegerChoices):
    """How soon a person must look; it orders the queue and never hides anything (MOD-7)."""

    P0 = 0, _("P0 at once")
    P1 = 1, _("P1 within the hour")
    P2 = 2, _("P2 today")
    P3 = 3, _("P3 in turn")


# How long a case may wait for a person (SAF-2); the child is told the latest time.
WAIT = {
    Priority.P0: timedelta(minutes=5),
    Priority.P1: timedelta(hours=1),
    Priority.P2: timedelta(hours=4),
    Priority.P3: timedelta(hours=24),
}

NEXT: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.QUEUED, State.WITHDRAWN}),
    State.QUEUED: frozenset(State) - {State.DRAFT},
    State.FIRST_OK: frozenset(
        {State.QUEUED, State.APPROVED, State.CHANGES, State.HELD, State.DECLINED, State.WITHDRAWN}
    ),
    # An edit after approval starts again; a mistaken approval can be taken down at once.
    State.APPROVED: frozenset({State.QUEUED, State.CHANGES, State.HELD, State.DECLINED, State.WITHDRAWN}),
    State.CHANGES: frozenset({State.QUEUED, State.HELD, State.WITHDRAWN}),
    # Words kept safe stay behind the locked door, whatever is written to them, until the lead clears them (SAF-6).
    State.HELD: frozenset({State.HELD, State.QUEUED, State.CHANGES, State.DECLINED, State.WITHDRAWN}),
    State.DECLINED: frozenset({State.QUEUED, State.HELD, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.QUEUED, State.HELD}),
    State.CLOSED: frozenset(),  # whoever says more is heard anew, in a case of its own
}

WAITING = frozenset({State.QUEUED, State.FIRST_OK, State.HELD})


class Act(TextChoices):
    """What a person may decide."""

    APPROVE = "approve", _("approved")
    ASK_CHANGE = "ask_change", _("asked for a change")
    HOLD = "hold", _("kept it safe first")
    DECLINE = "decline", _("not published")
    CLEAR = "clear", _("given back to the moderators")
    CLOSE = "close", _("taken care of")


class Reason(TextChoices):
    """Why something is not shown as it is. There is no reason "too negative", and there will be none (ETH-9)."""

    PERSONAL = "personal", _("says who or where somebody is")
    OTHERS = "others", _("names or shows another person")
    PICTURE = "picture", _("the picture shows a face, a badge or a plate")
    INSULT = "insult", _("calls somebody names")
    ACCUSATION = "accusation", _("accuses a named person or place, unproven")
    ADVERT = "advert", _("advertises something")
    NOT_OWN = "not_own", _("not the child's own words")
    SOMEONE_ELSES = "someone_elses", _("copied from somebody else")
    UNCLEAR = "unclear", _("cannot be understood yet")
    UNSUITABLE = "unsuitable", _("not suitable for children to see")
    CARE = "care", _("somebody may need help")
