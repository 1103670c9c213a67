"""Shows words of a room to the safeguarding lead, the only one who opens their case."""

from django.utils.translation import gettext_lazy as _

from activities.live import log
from activities.live.models import HeldForCare
from moderation.actions import WrongMove
from moderation.registry import Media, Part
from portal.accounts.models import User

LABELS = {"words": _("Said in the room"), "before": _("Said by the same person in the minute before")}


class Judged:
    """Nothing here is published or given back to the room: the lead takes care of somebody, then closes the case."""

    label = _("Said in a live room")
    shown = False

    def body(self, case) -> list[Part]:
        return self.revision(case, case.revision)

    def revision(self, case, revision_id) -> list[Part]:
        held = HeldForCare.objects.filter(pk=revision_id, case=case).select_related("entry__room__session__activity")
        return [part for each in held for part in _parts(each)]

    def difference(self, case, old, new) -> list[tuple[str, str]]:
        return []  # what was said stays as it was said

    def media(self, case) -> list[Media]:
        return []

    def helpers(self, case):
        return ()

    def apply_edit(self, case, *, by, texts: dict[str, str], at):
        raise WrongMove

    def on_decision(self, case, decision) -> None:
        """The room hears nothing of it, and its rules let nobody pass these words on (`with_lead`)."""


def _parts(held: HeldForCare) -> list[Part]:
    session = held.entry.room.session
    where = _("%(activity)s, time %(number)d") % {"activity": session.activity.label, "number": session.number}
    said = [Part(name, LABELS[name], text) for name, text in log.said(held.entry).items() if text]
    about = User.objects.filter(pk=held.entry.event.get("who") or None).first()
    whom = [Part("about", _("About whom"), about.pseudonym)] if about else []
    return [*said, *whom, Part("where", _("In which room"), where)]
