"""Marks and words that pages of live rooms need."""

import uuid
from datetime import datetime
from math import ceil

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.live.content import SECTIONS
from portal.accounts.kinds import Avatar
from portal.figures.bars import bars

register = template.Library()
KINDS = {
    "phone": _("a telephone number"),
    "identity": _("an identity number"),
    "contact": _("a way to reach somebody"),
    "link": _("a link"),
    "address": _("an address"),
    "school": _("a school"),
    "name": _("a name"),
    "harm": _("somebody may be hurting: read this first"),
    "meeting": _("a plan to meet"),
    "secret": _("a secret being asked for"),
    "insult": _("unkind words"),
    "adult": _("nothing for children"),
    "advert": _("advertising"),
    "unscreened": _("not screened"),
}

FEELINGS = {
    "good": (_("Good"), "face-good"),
    "fair": (_("So-so"), "face-fair"),
    "bad": (_("Not so good"), "face-bad"),
}
ROLES = {
    "chair": _("Chair"),
    "time_keeper": _("Time-keeper"),
    "note_taker": _("Note-taker"),
}

GROUPS = (
    (_("Kite"), "kite"),
    (_("Moon"), "moon"),
    (_("Fish"), "fish"),
    (_("Umbrella"), "umbrella"),
    (_("Pinwheel"), "pinwheel"),
    (_("Bicycle"), "bicycle"),
)


@register.simple_tag
def client_id():
    """A mark of its own for each form, so that pressing twice sends once."""
    return uuid.uuid4()


@register.simple_tag
def kinds():
    return [{"kind": kind, "words": words} for kind, words in KINDS.items()]


@register.filter
def in_words(kind):
    return KINDS.get(kind, kind)


@register.filter
def could_find(kinds):
    """Whether something in it could lead to a person; a sign of harm is told of elsewhere, and kindly."""
    return bool(set(kinds or ()) - {"harm"})


@register.filter
def clock(moment):
    """The hour and minute of a moment written out, or nothing."""
    return timezone.localtime(datetime.fromisoformat(moment)).strftime("%H:%M") if moment else ""


@register.simple_tag
def left(moment, now):
    """Whole minutes from now to a moment written out; nothing below nought."""
    seconds = (datetime.fromisoformat(moment) - now).total_seconds() if moment else 0
    return max(0, ceil(seconds / 60))


@register.filter
def split(words):
    return words.split()


@register.simple_tag
def feelings():
    return [{"key": key, "words": words, "icon": icon} for key, (words, icon) in FEELINGS.items()]


@register.simple_tag
def felt_counts(mood):
    """Each feeling with how many had it, None where that must not be told; nothing before the check-in has closed."""
    counts = mood["counts"] if mood else ()
    return [each | {"count": count} for each, count in zip(feelings(), counts, strict=False)]


@register.simple_tag
def roles(room):
    return [{"key": key, "words": words, "who": room["roles"].get(key)} for key, words in ROLES.items()]


@register.filter
def as_role(role):
    return ROLES.get(role, role)


@register.filter
def section_title(section):
    """What a section of a summary is called."""
    return SECTIONS.get(section.name, section.name)


@register.simple_tag
def chart(figure):
    return bars(figure.rows)


@register.simple_tag
def group(number):
    """What a small group is called, and its picture for who does not read yet."""
    words, picture = GROUPS[number - 1]
    return {"number": number, "words": words, "picture": picture}


@register.simple_tag
def groups(groups, inside):
    """All there may be, each with who is placed in it and how many are there: `inside` by the room's name."""
    found = []
    for number in range(1, len(GROUPS) + 1):
        placed = [each for each in groups["placed"] if each["group"] == number]
        room = groups["rooms"][number - 1] if groups["open"] and number <= len(groups["rooms"]) else ""
        shown = number <= (len(groups["rooms"]) if groups["open"] else groups["planned"])
        turns = sum(each["adult"] for each in placed) < 2
        here = inside.get(room, {"adults": 0, "children": 0})
        found.append(group(number) | {"placed": placed, "room": room, "shown": shown, "turns": turns, "here": here})
    return found


@register.simple_tag
def avatars():
    return Avatar.values
