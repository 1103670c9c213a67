"""What screening may point at, in words for the desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FindingKind(TextChoices):
    PHONE = "phone", _("phone number")
    IDENTITY = "identity", _("identity number")
    CONTACT = "contact", _("contact or handle")
    LINK = "link", _("link or e-mail")
    ADDRESS = "address", _("where somebody lives")
    SCHOOL = "school", _("school or class")
    NAME = "name", _("a person's name")
    HARM = "harm", _("sign of harm")
    MEETING = "meeting", _("where and when")
    SECRET = "secret", _("password or card")
    INSULT = "insult", _("calling names")
    ADULT = "adult", _("an adult's hand")
    ADVERT = "advert", _("advert")
    TOGETHER = "together", _("facts that together point at a child")
