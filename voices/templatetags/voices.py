"""What templates may say about a voice: who speaks, of what kind it is, how it stands."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ui.templatetags.ui import chip
from voices.kinds import Gender, Kind
from voices.states import Shown

register = template.Library()

KINDS = {Kind.STORY: ("book", "sky"), Kind.OPINION: ("bubble", "plum")}
STATES = {
    Shown.NOD: ("eye", "persimmon"),
    Shown.HOME: ("family", "sky"),
    Shown.NOT_SHOWN: ("pause", "ink"),
    Shown.PUT_AWAY: ("pause", "ink"),
}


@register.filter
def attribution(revision):
    """「男孩，8岁」, and less where less was offered; a snapshot, so an old story keeps its age."""
    age = revision.age_years
    words = ngettext("%(n)d year old", "%(n)d years old", age) % {"n": age} if age else ""
    if not revision.gender:
        return words
    who = Gender(revision.gender).label.capitalize()
    return _("%(who)s, %(age)s") % {"who": who, "age": words} if words else who


@register.simple_tag
def kind_chip(voice):
    icon, tone = KINDS[voice.kind]
    return chip(Kind(voice.kind).label.capitalize(), tone=tone, icon=icon)


@register.simple_tag
def state_chip(standing):
    """A state in the child's words; icon and word together."""
    if standing.state in STATES:
        icon, tone = STATES[standing.state]
        return chip(standing.label, tone=tone, icon=icon)
    return chip(standing.label, state=standing.state)
