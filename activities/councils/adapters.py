"""What a child's group and a message show of councils."""

from django.urls import reverse
from django.utils.translation import gettext as _

from activities.councils import queries
from activities.registry import Way


def ways(person, activity, at) -> list[Way]:
    """My offices in this group, and the councils of it."""
    mine = [term for term in queries.terms_of(person, at=at) if term.council.activity_id == activity.pk]
    found = [
        Way(
            _("%(council)s: I am %(office)s") % {"council": term.council.label, "office": term.get_role_display()},
            reverse("councils:letter", args=[term.pk]),
            "check",
        )
        for term in mine
    ]
    councils = queries.councils_of(person).filter(activity=activity)
    return found + [Way(each.label, reverse("councils:one", args=[each.pk]), "people") for each in councils]


def address(message) -> str:
    known = message.params
    if "election" in known:
        return reverse("councils:election", args=[known["election"]])
    if "term" in known:
        return reverse("councils:letter", args=[known["term"]])
    return reverse("councils:one", args=[known["council"]])
