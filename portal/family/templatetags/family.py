"""How a family's questions look: always an icon and a word."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.states import PlaceState
from portal.consent.kinds import BY_HAND, Mood
from portal.consent.purposes import Missing
from portal.consent.states import LinkState, State
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

LINKS = {
    LinkState.WAITING: ("indigo", "paper"),
    LinkState.CONFIRMED: ("moss", "check"),
    LinkState.SUSPENDED: ("persimmon", "pause"),
    LinkState.DISPUTED: ("persimmon", "alert"),
    LinkState.ENDED: ("ink", "cross"),
}
STANDS = {
    Missing.A_NO: ("persimmon", "pause", _("paused: somebody of the family said no")),
    Missing.GUARDIAN: ("sky", "hand", _("waits for a guardian's yes")),
    Missing.LEVEL: ("indigo", "paper", _("waits until a guardian is known better")),
    Missing.CHILD: ("plum", "person", _("waits for the child's yes")),
    Missing.OFF: ("ink", "cross", _("nobody is asked for it here")),
}

PLACES = {
    PlaceState.ASKED: ("sky", "hand", _("waits for home's yes")),
    PlaceState.LISTED: ("sky", "pencil", _("the name is in; places are given later")),
    PlaceState.WAITING: ("persimmon", "hourglass", _("on the waiting list")),
    PlaceState.OFFERED: ("sky", "hand", _("a place is being kept")),
    PlaceState.HELD: ("moss", "check", _("has a place")),
}


@register.simple_tag
def mood(question):
    """{% mood question %}: on, paused, waiting for whom."""
    tone, icon = LOOKS[question.mood]
    return chip(question.mood.label, tone=tone, icon=icon)


# Whose yes words still wait for: in a guardian's words, and in the child's.
YET = {
    Missing.GUARDIAN: ("sky", "hand", _("waits for your yes"), _("waits for home's yes")),
    Missing.LEVEL: ("indigo", "paper", _("waits for your papers at the centre"), _("waits for home's papers")),
    Missing.CHILD: ("plum", "person", _("waits for your child's yes"), _("waits for your yes")),
}


@register.simple_tag
def yet_to_say(missing, own):
    """{% yet_to_say who own %}: who has yet to say yes before words go out."""
    tone, icon, guardians, childs = YET[missing]
    return chip(childs if own else guardians, tone=tone, icon=icon)


SAID = {
    State.GIVEN: _("You said yes"),
    State.RENEWED: _("You said yes again"),
    State.PENDING: _("You said yes; it waits for the papers"),
    State.REFUSED: _("You said no"),
    State.WITHDRAWN: _("You took your yes back"),
    State.EXPIRED: _("Your yes ran out"),
    State.RENEWAL_NEEDED: _("Your yes ended; we ask you anew"),
    State.REVOKED: _("What you said before does not count now"),
}


@register.simple_tag
def last_said(event):
    """{% last_said question.mine %}: what the reader's own last answer was."""
    return SAID[State(event.state)]


@register.simple_tag
def taking_part(place):
    """How a place stands, in a guardian's words."""
    tone, icon, words = PLACES[place.state]
    return chip(words, tone=tone, icon=icon)


@register.filter
def spoken(words):
    """Words kept in several languages, in the reader's."""
    return words.get(get_language()) or words.get("zh-hans") or next(iter(words.values()), "")


@register.filter
def asked(event):
    """What an answer was about in particular, as it stood when it was given."""
    about = (event.asked or {}).get("about")
    return spoken(about) if about else ""


@register.filter
def about(question):
    """What a question is about in particular, in the reader's language."""
    ask = getattr(question, "ask", question)
    return ask.about_in(get_language()) if ask else ""


@register.filter
def given_to(question):
    """Who outside would receive it, as the question names them (CON-23)."""
    ask = getattr(question, "ask", question)
    return ask.recipients if ask else []


@register.simple_tag
def link_state(link):
    """Where a guardian's link stands."""
    tone, icon = LINKS[link.state]
    return chip(link.get_state_display(), tone=tone, icon=icon)


@register.simple_tag
def stands(missing):
    """For the desk: allowed, or what is missing first. A no is somebody's of the family, never said whose (CON-9)."""
    if not missing:
        return chip(_("allowed now"), tone="moss", icon="check")
    tone, icon, words = STANDS[missing[0]]
    return chip(words, tone=tone, icon=icon)


@register.filter
def by_hand(event) -> bool:
    """Entered at the centre, on paper or spoken (CON-21)."""
    return event.method in BY_HAND


@register.filter
def adult(person) -> str:
    """How a worker tells two adults apart: the name here, or a piece of the address; never all of it."""
    if person.pseudonym:
        return person.pseudonym
    start, _at, host = person.email.partition("@")
    return f"{start[:2]}…@{host}" if host else str(_("without e-mail"))
