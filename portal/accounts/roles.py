"""What staff and partners may do, who may give it to them, and the checks that run out; in words a manager can read."""

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
    DATA_OFFICER = "data_officer", _("data officer: answers for what is kept about families")
    EDITOR = "editor", _("editor: writes the public pages")
    PARTNER = "partner", _("partner office: receives what children say and owes an answer")


# Roles whose people meet children must hold a vetting and a training in date (SAF-8, ETH-7).
WITH_CHILDREN = frozenset({Role.WORKER, Role.FACILITATOR, Role.MODERATOR, Role.SAFEGUARDING_LEAD})
# Roles that open the Wagtail admin. Nobody else holds `wagtailadmin.access_admin` (SEC-40).
AT_THE_DESK = frozenset(
    {
        Role.FACILITATOR,
        Role.MODERATOR,
        Role.CURATOR,
        Role.SUPERVISOR,
        Role.SAFEGUARDING_LEAD,
        Role.DATA_OFFICER,
        Role.EDITOR,
    }
)
# What the supervisor of an office gives alone, there and nowhere else.
GIVEN_BY_ONE = frozenset({Role.WORKER, Role.FACILITATOR, Role.MODERATOR, Role.CURATOR, Role.EDITOR})
# What two different people give. Supervisors are among them: who could make a second one alone would be two people.
GIVEN_BY_TWO = frozenset({Role.SUPERVISOR, Role.SAFEGUARDING_LEAD, Role.DATA_OFFICER})
# Who looks after colleagues: sees their roles and checks, and is one of the two.
MANAGERS = frozenset({Role.SUPERVISOR, Role.SAFEGUARDING_LEAD, Role.DATA_OFFICER})

LONGEST_VALID = timedelta(days=365)  # a criminal record inquiry older than this counts for nothing (SAF-8)
WARN_BEFORE = (timedelta(days=30), timedelta(days=7))  # when a holder and their supervisor hear that a check runs out


class QualificationKind(TextChoices):
    VETTING = "vetting", _("criminal record inquiry")
    TRAINING = "training", _("child protection training")


class Result(TextChoices):
    CLEAR = "clear", _("in order")
    NOT_CLEAR = "not_clear", _("not in order: no work with children")


class PauseCode(TextChoices):
    AWAY = "away", _("away for a while")
    PAPERS = "papers", _("a paper is missing")
    LOST = "lost", _("phone or password lost")
    CONCERN = "concern", _("a concern is being looked into")


# Pauses that may end by a date. A concern ends when the safeguarding lead says so, never by itself.
ENDS_BY_ITSELF = frozenset({PauseCode.AWAY, PauseCode.PAPERS, PauseCode.LOST})
