"""Where a request to look stands, and where a family's wish stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestState(TextChoices):
    ASKED = "asked", _("waiting for somebody else")
    APPROVED = "approved", _("may look for a while")
    REFUSED = "refused", _("may not look")


class WishState(TextChoices):
    ASKED = "asked", _("being looked after")
    DONE = "done", _("done")
    REFUSED = "refused", _("not done, with the reason")


# Both begin as asked and are decided once.
DECIDED = {RequestState.APPROVED, RequestState.REFUSED}
ANSWERED = {WishState.DONE, WishState.REFUSED}
