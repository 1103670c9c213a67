"""The words a child reads about something of theirs; computed each time, stored nowhere (field rules: the loop)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Shown(TextChoices):
    WRITING = "writing", _("Still writing")
    SENT = "sent", _("It arrived")
    READING = "reading", _("Adults are reading it")
    CHANGE = "change", _("Please change a little")
    NOD = "nod", _("Waiting for your nod")
    KEPT = "kept", _("We are keeping it safe for you")
    HOME = "home", _("Still to be asked at home")
    PUBLIC = "public", _("Everyone can see it")
    FORWARDED = "forwarded", _("Sent on")
    ANSWERED = "answered", _("An answer came")
    SILENT = "silent", _("No answer yet")
    NOT_SHOWN = "not_shown", _("Not put on the wall")
    PUT_AWAY = "put_away", _("Put away for now")
    TAKEN_BACK = "taken_back", _("I took it back")


EDITABLE = frozenset({Shown.WRITING, Shown.CHANGE, Shown.NOT_SHOWN, Shown.TAKEN_BACK})  # the child may write on
