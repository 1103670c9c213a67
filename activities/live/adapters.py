"""Shows words of a room to the safeguarding lead, the only one who opens their case; and the way into an open room."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.live import log, queries
from activities.live.models import HeldForCare, Room
from activities.live.protocol import HelpAsked, LeadCalled
from activities.live.queries import summing
from activities.live.states import State
from activities.registry import Said, Way
from moderation.adapters import OnlyKept
from moderation.registry import Part
from portal.accounts.models import User

HELP, CALLED = (kind.model_fields["type"].default for kind in (HelpAsked, LeadCalled))
LABELS = {"words": _("Said in the room"), "before": _("Said by the same person in the minute before")}


def ways(person, activity, at) -> list[Way]:
    """The way from the page of a group into its room, while it is open; whether somebody is let in, its door says."""
    rooms = queries.sittings(person, at=at).filter(session__activity=activity)
    words = gettext("Our room is open: go in")
    open_now = [Way(words, reverse("live:room", args=[room.pk]), "door", waits=True) for room in rooms]
    return open_now + [_to_read(version) for version in queries.summaries_for(person, activity)]


def _to_read(version) -> Way:
    room = version.summary.room
    asked = gettext("Time %(number)d: read what was written of it. Is that how it was?")
    words = gettext("What was written of time %(number)d") if version.mine else asked
    address = reverse("live:summary", args=[room.pk])
    return Way(words % {"number": room.session.number}, address, "pencil", waits=version.mine is None)


def summary_page(message) -> str:
    return reverse("live:summary", args=[message.params["room"]])


def said_in_room(person, key: str) -> Said | None:
    """Own words that everybody in the room could read; "<room>.<number>"."""
    room, _gap, number = key.partition(".")
    row = Room.objects.visible_to(person).select_related("session__activity").filter(pk=_uuid(room)).first()
    if row is None or row.state == State.OPEN or not person.is_child:
        return None
    own = summing.own_words(summing.story(row.pk), person.pk)
    words = own.get(int(number) if number.isascii() and number.isdigit() else 0)
    return Said(row.activity, words) if words else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class Judged(OnlyKept):
    """The room hears nothing of a decision, and its rules let nobody pass these words on (`with_lead`)."""

    label = _("Said in a live room")

    def revision(self, case, revision_id) -> list[Part]:
        held = HeldForCare.objects.filter(pk=revision_id, case=case).select_related("entry__room__session__activity")
        return [part for each in held for part in _parts(each)]


def _parts(held: HeldForCare) -> list[Part]:
    session = held.entry.room.session
    where = _("%(activity)s, time %(number)d") % {"activity": session.activity.label, "number": session.number}
    said = [Part(name, LABELS[name], text) for name, text in log.said(held.entry).items() if text]
    return [*said, *_asked(held.entry.event), *_whom(held.entry.event), Part("where", _("In which room"), where)]


def _asked(event: dict) -> list[Part]:
    """A child who pressed "I need help", and nobody answered before the room closed."""
    words = gettext("Asked the adults of the room for help. Nobody had answered when it closed.")
    return [Part("help", _("Without words"), words)] if event["type"] == HELP else []


def _whom(event: dict) -> list[Part]:
    """Whom an adult who called the lead named."""
    who = event.get("who") if event["type"] == CALLED else None
    about = User.objects.filter(pk=who).first() if who else None
    return [Part("about", _("About whom"), about.pseudonym)] if about else []
