"""Where a guardian's link stands, and what one answer was."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkState(TextChoices):
    WAITING = "waiting", _("papers not seen yet")
    CONFIRMED = "confirmed", _("confirmed")
    SUSPENDED = "suspended", _("resting")
    DISPUTED = "disputed", _("disputed")
    ENDED = "ended", _("ended")


NEXT = {
    LinkState.WAITING: {LinkState.CONFIRMED, LinkState.ENDED},
    LinkState.CONFIRMED: {LinkState.SUSPENDED, LinkState.DISPUTED, LinkState.ENDED},
    LinkState.SUSPENDED: {LinkState.CONFIRMED, LinkState.DISPUTED, LinkState.ENDED},  # a rest settles no doubt
    LinkState.DISPUTED: {LinkState.CONFIRMED, LinkState.SUSPENDED, LinkState.ENDED},
    LinkState.ENDED: set(),
}


class State(TextChoices):
    """Only `given` and `renewed` permit (CON-2).

    `pending_verification` is a yes of somebody not yet known well enough (CON-7).
    """

    GIVEN = "given", _("said yes")
    RENEWED = "renewed", _("said yes again")
    PENDING = "pending_verification", _("said yes, waiting for the papers")
    REFUSED = "refused", _("said no")
    WITHDRAWN = "withdrawn", _("taken back")
    EXPIRED = "expired", _("ran out")
    RENEWAL_NEEDED = "renewal_needed", _("asked anew")
    REVOKED = "revoked", _("no longer theirs to say")


YESES = frozenset({State.GIVEN, State.RENEWED})
NOES = frozenset({State.REFUSED, State.WITHDRAWN})


class Speaker(TextChoices):
    """In which role somebody answered."""

    GUARDIAN = "guardian", _("guardian")
    CHILD = "child", _("child")


class StartState(TextChoices):
    """How far a child has come who began alone."""

    WAITING = "waiting", _("waiting for a grown-up")
    YES = "yes", _("a grown-up said yes")
    NO = "no", _("no grown-up has said yes")


class InvitationState(TextChoices):
    """What became of one link that was sent to a grown-up."""

    READY = "ready", _("not answered yet")
    REPLACED = "replaced", _("replaced by a newer link")
    YES = "yes", _("answered with yes")
    NO = "no", _("answered with no")
    BACK = "back", _("taken back by whoever sent it")


class DraftState(TextChoices):
    """How far words have come that somebody is writing."""

    DRAFT = "draft", _("still being written")
    READY = "ready", _("waits for a second person")
    RETURNED = "returned", _("given back to its author")
    PUBLISHED = "published", _("put in force")
    DROPPED = "dropped", _("laid aside")


OPEN_DRAFTS = frozenset({DraftState.DRAFT, DraftState.READY, DraftState.RETURNED})
NEXT_DRAFT = {
    DraftState.DRAFT: {DraftState.DRAFT, DraftState.READY, DraftState.DROPPED},
    DraftState.READY: {DraftState.RETURNED, DraftState.PUBLISHED, DraftState.DROPPED},
    DraftState.RETURNED: {DraftState.DRAFT, DraftState.DROPPED},
    DraftState.PUBLISHED: set(),
    DraftState.DROPPED: set(),
}
