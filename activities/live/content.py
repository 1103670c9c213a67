"""Words of a letter that says a session was written up."""

from django.utils.translation import gettext_lazy as _

SUMMARY = (
    _("{name}: what was written of time {number}"),
    _("Read it, and say whether that is how it was, or what is missing."),
)
