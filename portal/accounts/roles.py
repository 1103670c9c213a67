"""What staff and partners may do, as words a manager can read."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    WORKER = "worker", _("social worker: checks a family's papers at the centre")
    FACILITATOR = "facilitator", _("facilitator: leads activities and live rooms")
    MODERATOR = "moderator", _("moderator: reads what children write before others do")
    CURATOR = "curator", _("curator: carries children's words into briefs")
    SUPERVISOR = "supervisor", _("supervisor: looks after the work of others")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("safeguarding lead: the only one who opens locked cases")
    EDITOR = "editor", _("editor: writes the public pages")
    PARTNER = "partner", _("partner office: receives what children say and owes an answer")


# Roles whose people meet children must hold a vetting and a training in date (SAF-8, ETH-7).
WITH_CHILDREN = frozenset({Role.WORKER, Role.FACILITATOR, Role.MODERATOR, Role.SAFEGUARDING_LEAD})
# Roles that open the Wagtail admin. Nobody else holds `wagtailadmin.access_admin` (SEC-40).
AT_THE_DESK = frozenset(
    {Role.FACILITATOR, Role.MODERATOR, Role.CURATOR, Role.SUPERVISOR, Role.SAFEGUARDING_LEAD, Role.EDITOR}
)


LONGEST_VALID = timedelta(days=365)  # a criminal record inquiry older than this counts for nothing (SAF-8)


class QualificationKind(TextChoices):
    VETTING = "vetting", _("criminal record inquiry")
    TRAINING = "training", _("child protection training")
