"""Shows words of a room to the safeguarding lead, the only one who opens their case."""

from django.utils.translation import gettext_lazy as _

from activities.live import log
from activities.live.models import HeldForCare
from moderation.adapters import OnlyKept
from moderation.registry import Part
from portal.accounts.models import User

LABELS = {"words": _("Said in the room"), "before": _("Said by the same person in the minute before")}


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
    about = User.objects.filter(pk=held.entry.event.get("who") or None).first()
    whom = [Part("about", _("About whom"), about.pseudonym)] if about else []
    return [*said, *whom, Part("where", _("In which room"), where)]
