"""The states of a brief, and what an office may decide."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BriefState(TextChoices):
    DRAFT = "draft", _("being put together")
    RELEASED = "released", _("out in public")
    WITHDRAWN = "withdrawn", _("taken off")


NEXT = {
    BriefState.DRAFT: {BriefState.RELEASED},
    BriefState.RELEASED: {BriefState.WITHDRAWN},
    BriefState.WITHDRAWN: set(),
}


class Outcome(TextChoices):
    """Each with a reason in a child's words (ETH-14)."""

    ADOPTED = "adopted", _("Yes, we do it")
    PARTLY = "partly", _("We do a part of it")
    NOT_NOW = "not_now", _("Not now")
