"""How a family's questions look: always an icon and a word."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.states import PlaceState
from portal.consent.kinds import Mood
from portal.ui.templatetags.ui import chip

register = template.Library()

LOOKS = {
    Mood.ON: ("moss", "check"),
    Mood.PAUSED: ("persimmon", "pause"),
    Mood.YOURS: ("sky", "hand"),
    Mood.CHILD: ("plum", "person"),
    Mood.HOME: ("plum", "house"),
    Mood.PAPERS: ("indigo", "paper"),
}

PLACES = {
    PlaceState.ASKED: ("sky", "hand", _("waits for home's yes")),
    PlaceState.WAITING: ("persimmon", "hourglass", _("on the waiting list")),
    PlaceState.OFFERED: ("sky", "hand", _("a place is being kept")),
    PlaceState.HELD: ("moss", "check", _("has a place")),
}


@register.simple_tag
def mood(question):
    """{% mood question %}: on, paused, waiting for whom."""
    tone, icon = LOOKS[question.mood]
    return chip(question.mood.label, tone=tone, icon=icon)


@register.simple_tag
def taking_part(place):
    """How a place stands, in a guardian's words."""
    tone, icon, words = PLACES[place.state]
    return chip(words, tone=tone, icon=icon)


@register.filter
def about(question):
    """What a question is about in particular, in the reader's language."""
    ask = getattr(question, "ask", question)
    return ask.about_in(get_language()) if ask else ""
