"""What the vault holds, why it is opened, what a family may wish; and three scales of age, no other (decisions: Ages).

No age known means the youngest rule.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContactKind(TextChoices):
    PHONE = "phone", _("phone")
    EMAIL = "email", _("e-mail")
    EMERGENCY = "emergency", _("whom to call when something happens")  # never lets anybody in


class NoteKind(TextChoices):
    HEALTH = "health", _("health: what helpers must know")
    EMERGENCY = "emergency", _("what to do when something happens")


class Code(TextChoices):
    """What somebody looks for. A family reads these words when it asks who looked (PRI-4)."""

    PAPERS = "papers", _("compare with the papers that were handed in")
    CONTACT = "contact", _("reach the family")
    HEALTH = "health", _("know what helps your child during an activity")
    SAFETY = "safety", _("keep a child safe")
    CORRECT = "correct", _("answer a wish of the family")
    LAW = "law", _("answer an authority that may ask")


class WishKind(TextChoices):
    COPY = "copy", _("a copy of everything")
    CORRECT = "correct", _("put something right")
    ERASE = "erase", _("erase what is kept")


NEEDS_HELPER = 8  # below this birthday a grown-up reads and writes along


def needs_helper(age: int | None) -> bool:
    """Whether somebody must sit beside the child."""
    return age is None or age < NEEDS_HELPER


def wording_band(age: int | None) -> str:
    """Which wording a child reads."""
    if age is None or age <= 8:
        return "6-8"
    return "9-12" if age <= 12 else "13-17"


def reporting_band(age: int | None) -> str:
    """Which group a child is counted in."""
    if age is None or age <= 8:
        return "6-8"
    if age <= 11:
        return "9-11"
    return "12-14" if age <= 14 else "15-17"


def sign_in_band(age: int | None) -> str:
    """How a child signs in: four pictures to 11, words from 12."""
    return "pictures" if age is None or age <= 11 else "passphrase"
