"""What families and colleagues are told from the desk."""

from django.utils.translation import gettext_lazy as _

NOTICES = {
    "desk.cancelled": (
        _("{name} does not take place: {when}"),
        _("It is because of this: {why}. Your place stays yours for the next time."),
    ),
    "desk.cancelled_home": (
        _("{name} does not take place: {when}"),
        _("It is because of this: {why}. The place stays for the next time; you need not do anything."),
    ),
}
FOR_STAFF = {
    "desk.cancelled_staff": (_("{name} was called off: {when}"), _("It is because of this: {why}. Families are told.")),
    "desk.on_duty": (
        _("You are on duty: {name}, {when}"),
        _("If you cannot come, say on its page who comes instead, as early as you can."),
    ),
    "desk.uncovered": (
        _("Too few grown-ups: {name}, {when}"),
        _("It is less than a day away. Find somebody who is in date, or call it off so that families hear in time."),
    ),
}
