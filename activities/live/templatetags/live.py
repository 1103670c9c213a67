"""Marks and words that pages of live rooms need."""

import uuid

from django import template
from django.utils.translation import gettext_lazy as _

from portal.accounts.kinds import Avatar

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


@register.simple_tag
def count_of(poll, number):
    """How many chose it, or None where that must not be told."""
    counts = poll["counts"]
    return counts[number] if number < len(counts) else None


@register.simple_tag
def avatars():
    return Avatar.values
