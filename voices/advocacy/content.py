"""What a child is told when their words travel."""

from django.utils.translation import gettext_lazy as _

NOTICES = {
    "advocacy.asked": (
        _("May we pass your words on to {office}?"),
        _("Only if you want to, and home too. You see what exactly we ask about."),
    ),
    "advocacy.quoted": (_("Your sentence is in “{title}”"), _("Two adults checked that not a word was changed.")),
    "advocacy.sent": (_("Your words went to {office}"), _("They have two weeks to answer. We count the days.")),
    "advocacy.answered": (_("An answer came from {office}"), _("Read what they decided, and why.")),
}
