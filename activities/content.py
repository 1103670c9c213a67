"""What a child is told about their place; neutral words, no reasons of others."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _


def in_both(words) -> tuple[str, str]:
    """Words of ours as they are kept beside what people write: in Chinese and in English."""
    both = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            both.append(str(words))
    return tuple(both)


NOTICES = {
    "activities.held": (_("You have a place in {name}"), _("Home said yes. The place is yours.")),
    "activities.waiting": (
        _("You are in the queue for {name}"),
        _("Home said yes. All places are taken just now; when one comes free, it is kept for you."),
    ),
    "activities.listed": (
        _("Your name is in for {name}"),
        _("Home said yes. The page says until when names are collected, and how places are given then."),
    ),
    "activities.given": (
        _("You have a place in {name}"),
        _("The places were given out, and one of them is yours. If you do not want it any more, give it back."),
    ),
    "activities.not_given": (
        _("You are in the queue for {name}"),
        _("More children want to come than there are places. When one comes free, it is kept for you and we tell you."),
    ),
    "activities.outgrown": (
        _("{name} is for another age"),
        _("You have grown since you put your name down. Look, there are others for you."),
    ),
    "activities.asked_again": (
        _("{name}: we ask once more"),
        _("A yes does not last for ever. We have asked at home again. Look at the page whether you are asked too."),
    ),
    "activities.day": (_("{when}: {name}"), _("Where: {where}. If you cannot come, say so on the page; that is fine.")),
    "activities.hours": (_("Soon ({when}): {name}"), _("Where: {where}.")),
    "activities.after": (
        _("How was {name}?"),
        _("Three faces, one tap. Only those who lead it see the faces, without names. You may leave it."),
    ),
    "activities.moved": (_("{name} has moved. Now: {when}"), _("Before: {before}. Where: {where}.")),
    "activities.off": (_("{name} does not take place ({when})"), _("Why: {why}")),
    "activities.closed": (
        _("{name} has ended"),
        _("It does not go on, and takes nobody any more. It is nobody's fault. Look, there are others."),
    ),
    "activities.contract": (
        _("{name}: a new version of our contract"),
        _("It was written out of what the group said. Read it under «My group», agree, or propose something else."),
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
    "activities.names_in": (
        _("{name}: the names are in"),
        _("Names are collected no longer. Choose who gets a place, and write how you chose: families wait for it."),
    ),
    "activities.ended_for_all": (
        _("{name} has ended"),
        _("A colleague has ended the whole activity. Its coming times do not take place; children and homes are told."),
    ),
    "activities.no_lead": (
        _("{name} has nobody to lead it"),
        _("A colleague who led it has left. Please find somebody, or tell the families in time."),
    ),
}
