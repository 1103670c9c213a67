"""States of a door-plate card, the ways a child signs in, and what of them a family is told."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CardState(TextChoices):
    READY = "ready", _("not used yet")
    USED = "used", _("used")
    REPLACED = "replaced", _("replaced by a newer card")
    STOPPED = "stopped", _("stopped because it was lost")


# A card that is over stays over: nobody has to wonder whether a found one opens something again.
NEXT = {
    CardState.READY: {CardState.USED, CardState.REPLACED, CardState.STOPPED},
    CardState.USED: set(),
    CardState.REPLACED: set(),
    CardState.STOPPED: set(),
}


class SecretKind(TextChoices):
    PICTURES = "pictures", _("four pictures")
    PASSPHRASE = "passphrase", _("a few words")


class WayIn(TextChoices):
    """What changed in how a child comes in; guardians are told, so that nobody comes in as the child unnoticed."""

    CARD_USED = "card_used", _("a card was used")
    PHONE_ADDED = "phone_added", _("a phone was added")
    SECRET_CHANGED = "secret_changed", _("new pictures or words")
