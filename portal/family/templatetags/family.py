"""How a family's questions look: always an icon and a word."""

from django import template
from django.utils.translation import get_language

from portal.consent.kinds import Mood
from portal.ui import drawings

register = template.Library()

LOOKS = {
    Mood.ON: ("moss", "check"),
    Mood.PAUSED: ("persimmon", "pause"),
    Mood.YOURS: ("sky", "hand"),
    Mood.CHILD: ("plum", "person"),
    Mood.HOME: ("plum", "house"),
    Mood.PAPERS: ("indigo", "paper"),
}


@register.inclusion_tag("components/chip.html")
def mood(question):
    """{% mood question %}: on, paused, waiting for whom."""
    tone, icon = LOOKS[question.mood]
    return {"label": question.mood.label, "tone": tone, "drawing": drawings.icon(icon)}


@register.filter
def about(question):
    """What a question is about in particular, in the reader's language."""
    ask = getattr(question, "ask", question)
    return ask.about_in(get_language()) if ask else ""
