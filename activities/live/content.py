"""Words of a letter that says a session was written up, and what the sections of a summary are called."""

from django.utils.translation import gettext_lazy as _

SUMMARY = (
    _("{name}: what was written of time {number}"),
    _("Read it, and say whether that is how it was, or what is missing."),
)
# By the name of each section in `activities.live.room.summing`.
SECTIONS = {
    "minutes": _("We wrote down"),
    "polls": _("We asked everybody"),
    "words": _("Words we collected"),
    "ideas": _("Ideas on our board"),
}
