"""What a child is told about their place; neutral words, no reasons of others."""

from django.utils.translation import gettext_lazy as _

NOTICES = {
    "activities.held": (_("You have a place in {name}"), _("Home said yes. The place is yours.")),
    "activities.waiting": (
        _("You are in the queue for {name}"),
        _("Home said yes. All places are taken just now; when one comes free, it is kept for you."),
    ),
    "activities.offered": (
        _("A place in {name} is kept for you"),
        _("It is kept for two days. Take it if you still want to come."),
    ),
    "activities.ended": (
        _("{name}: not this time"),
        _("You are not on the list of this one any more. You did nothing wrong. If you want to talk, find help here."),
    ),
}

# What colleagues are told.
FOR_STAFF = {
    "activities.no_lead": (
        _("{name} has nobody to lead it"),
        _("A colleague who led it has left. Please find somebody, or tell the families in time."),
    ),
}
