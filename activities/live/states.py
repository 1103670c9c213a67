"""A room is open or closed; a closed one never opens again."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    OPEN = "open", _("open")
    CLOSED = "closed", _("over")


NEXT = {State.OPEN: frozenset({State.CLOSED}), State.CLOSED: frozenset()}
