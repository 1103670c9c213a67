"""What templates may say about a voice: who speaks, of what kind it is, how it stands."""

from functools import lru_cache
from unicodedata import combining
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.ui.templatetags.ui import chip
from voices.kinds import Gender, Kind
from voices.states import Shown

register = template.Library()

NAMING, BEGINNING = 20, 120  # characters
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
    return _attribution(revision.age_years, revision.gender, get_language())


@lru_cache(maxsize=256)
def _attribution(age, gender, _language):
    words = ngettext("%(n)d year old", "%(n)d years old", age) % {"n": age} if age else ""
    if not gender:
        return words
    who = Gender(gender).label.capitalize()
    return _("%(who)s, %(age)s") % {"who": who, "age": words} if words else who


@register.filter
def naming(revision):
    """What a link to it is called where it is heard and not seen: its title, or how it begins."""
    return _cut(revision.title or revision.body, NAMING)


@register.filter
def begins(revision):
    """What the wall shows of it."""
    return _cut(revision.body, BEGINNING)


@register.filter
def address(voice):
    """Its own page. Only the last piece differs, and a page of voices asks for many."""
    return f"{_wall(get_language())}{voice.pk}/"


@lru_cache(maxsize=8)
def _wall(_language):
    return reverse("voices:one", args=[UUID(int=0)]).removesuffix(f"{UUID(int=0)}/")


def _cut(words: str, most: int) -> str:
    """An accent is not parted from its letter. (Django's own filter walks through all characters of all words.)"""
    if len(words) <= most:
        return words
    end = most - 1
    while end and combining(words[end]):
        end -= 1
    return f"{words[:end]}…"


@register.simple_tag
def kind_chip(voice):
    return _kind_chip(voice.kind, get_language())


@lru_cache(maxsize=64)
def _kind_chip(kind, _language):
    icon, tone = KINDS[kind]
    return chip(Kind(kind).label.capitalize(), tone=tone, icon=icon)


@register.simple_tag
def state_chip(standing):
    """A state in the child's words; icon and word together."""
    if standing.state in STATES:
        icon, tone = STATES[standing.state]
        return chip(standing.label, tone=tone, icon=icon)
    return chip(standing.label, state=standing.state)
