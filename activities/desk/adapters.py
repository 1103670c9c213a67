"""Shows an incident that may be harm to the safeguarding lead, the only one who opens its case."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.desk.models import Incident
from moderation.adapters import OnlyKept
from moderation.registry import Part

LABELS = {"what": _("What happened"), "told": _("Who was told"), "first": _("What was done first")}


class Judged(OnlyKept):
    label = _("Incident at a session")

    def revision(self, case, revision_id) -> list[Part]:
        found = Incident.objects.filter(pk=revision_id, case=case).select_related("session__activity")
        return [part for incident in found for part in _parts(incident)]


def _parts(incident: Incident) -> list[Part]:
    said = [Part(name, label, getattr(incident, name)) for name, label in LABELS.items()]
    when = f"{timezone.localtime(incident.happened_at):%Y-%m-%d %H:%M}"
    where = f"{incident.session.activity.label} · {incident.session.number} · {when}"
    return [*said, Part("where", _("At which session, and when"), where)]
