"""What templates may ask about an activity: how many places are left, and how it stands with this child."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import policy, queries, registry
from activities.kinds import Kind
from activities.models import Activity
from activities.states import PlaceState
from portal.ui.templatetags.ui import chip

register = template.Library()

PLACES = {
    PlaceState.ASKED: ("family", "plum"),
    PlaceState.LISTED: ("pencil", "sky"),
    PlaceState.WAITING: ("hourglass", "persimmon"),
    PlaceState.OFFERED: ("hand", "sky"),
    PlaceState.HELD: ("check", "moss"),
}


@register.simple_tag
def vacancy(activity):
    """Places left, counted by places and not by children: 「还有2个位子」「可以排队」「随时可以来」."""
    if policy.takes_names(activity, at=timezone.now()):
        return chip(_("Put your name in"), tone="sky", icon="pencil")
    free = activity.capacity - activity.taken
    if free <= 0 or activity.queue or policy.is_unsettled(activity):
        return chip(_("You can queue"), tone="persimmon", icon="hourglass")
    if activity.kind == Kind.OPEN:
        return chip(_("Come any time"), tone="moss", icon="door")
    return chip(ngettext("%d place left", "%d places left", free) % free, tone="moss", icon="hand")


@register.simple_tag
def place_chip(place):
    icon, tone = PLACES[place.state]
    return chip(PlaceState(place.state).label, tone=tone, icon=icon)


@register.simple_tag(takes_context=True)
def standing_of(context, page):
    """What a page shows of its activity today, to this reader."""
    person, at = context["request"].user, timezone.now()
    child = person.is_authenticated and person.is_child
    place = None
    activity = Activity.objects.with_taken().select_related("office").get(pk=page.activity_id)
    if child:
        place = queries.place_of(person, activity)
    return {
        "activity": activity,
        "picture": registry.pictures_of([activity.pk]).get(activity.pk),
        "joinable": policy.is_joinable(activity, at=at),
        "takes_names": policy.takes_names(activity, at=at),
        "sessions": activity.sessions.filter(ends_at__gt=at)[:4],
        "leads": [lead.person for lead in activity.leads.select_related("person")],
        "place": place,
        "say_again": place and place.state == PlaceState.ASKED and queries.must_say_again(person, activity, at=at),
        "clashes": queries.clashes(person, activity, at=at) if child else [],
    }
