"""States of a door-plate card, and the ways a child signs in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CardState(TextChoices):
    READY = "ready", _("not used yet")
    USED = "used", _("used")
    REPLACED = "replaced", _("replaced by a newer card")


NEXT = {CardState.READY: {CardState.USED, CardState.REPLACED}, CardState.USED: set(), CardState.REPLACED: set()}


class SecretKind(TextChoices):
    PICTURES = "pictures", _("four pictures")
    PASSPHRASE = "passphrase", _("a few words")
