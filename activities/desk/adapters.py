"""Shows an incident that may be harm to the safeguarding lead, the only one who opens its case."""

from django.utils.translation import gettext_lazy as _

from activities.desk.models import Incident
from moderation.actions import WrongMove
from moderation.registry import Media, Part

LABELS = {"what": _("What happened"), "told": _("Who was told"), "first": _("What was done first")}


class Judged:
    """Nothing of it is ever published: the lead takes care of somebody, then closes the case."""

    label = _("Incident at a session")
    shown = False

    def body(self, case) -> list[Part]:
        return self.revision(case, case.revision)

    def revision(self, case, revision_id) -> list[Part]:
        found = Incident.objects.filter(pk=revision_id, case=case).select_related("session__activity")
        return [part for incident in found for part in _parts(incident)]

    def difference(self, case, old, new) -> list[tuple[str, str]]:
        return []  # what was noted stays as it was noted

    def media(self, case) -> list[Media]:
        return []

    def helpers(self, case):
        return ()

    def apply_edit(self, case, *, by, texts: dict[str, str], at):
        raise WrongMove

    def on_decision(self, case, decision) -> None:
        """Who noted it hears nothing more: it may be about a colleague, or about home (SAF-4)."""


def _parts(incident: Incident) -> list[Part]:
    said = [Part(name, label, getattr(incident, name)) for name, label in LABELS.items()]
    where = f"{incident.session.activity.label} · {incident.session.number} · {incident.happened_at:%Y-%m-%d %H:%M}"
    return [*said, Part("where", _("At which session, and when"), where)]
