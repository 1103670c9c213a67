"""What people are told about councils; neutral words, no numbers, no reasons of others."""

from django.utils.translation import gettext_lazy as _

# Each leads to the election, the term or the council that its params name.
NOTICES = {
    "councils.names": (
        _("{name}: who wants to stand?"),
        _("A new term begins. You may stand yourself, ask somebody, or just vote later. All of it is free."),
    ),
    "councils.asked": (
        _("{name}: somebody would like you to stand"),
        _("Only you know that you were asked. You may say yes or no; nobody hears of a no."),
    ),
    "councils.vote": (
        _("{name}: the vote is on"),
        _("It is secret: nobody can see how you vote, grown-ups neither. You may leave it."),
    ),
    "councils.result": (_("{name}: the office has been given"), _("The page says to whom. Thank you for taking part.")),
    "councils.office": (
        _("{name}: you hold an office now"),
        _("Your letter is here. You may give the office back at any time."),
    ),
    "councils.off": (_("{name}: the election was called off"), _("Why: {why} What was put into the box goes unread.")),
    "councils.named": (
        _("{name}: the group would like you to take an office"),
        _("Look what it is. You may say yes or no; both are fine."),
    ),
    "councils.handed": (
        _("{name}: something was passed on to you"),
        _("Who held the office before you left you some words."),
    ),
    "councils.rules": (_("{name}: new rules to read"), _("They count when two thirds of the members have agreed.")),
    "councils.minutes": (_("{name}: new minutes"), _("Read what was talked about and decided.")),
}
