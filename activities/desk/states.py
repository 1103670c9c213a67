"""What may be said of a child on the day of a session, and the steps of a plan."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Said(TextChoices):
    """What one line of a day's list says. `nothing` only ever stands in for a line that was wrong."""

    ARRIVED = "arrived", _("is here")
    LEFT = "left", _("has gone home")
    EXCUSED = "excused", _("told us that they stay away")
    MISSING = "missing", _("did not come, nobody told us")
    NOTHING = "nothing", _("a line was taken back")


class Company(TextChoices):
    """With whom a child went home."""

    HOME = "home", _("with somebody from home")
    LISTED = "listed", _("with somebody from the list")
    ALONE = "alone", _("alone, as agreed with home")
    OTHER = "other", _("with somebody else, after a call home")


EARLY = timedelta(hours=24)  # that somebody stays away is told the day before
AFTER = timedelta(hours=12)  # the last child has gone home by then
LATE = timedelta(days=60)  # a list on paper, or a phone without a network, reaches us
RECORD_WITHIN = timedelta(hours=48)  # of the end of a session; later nobody remembers who said what
AHEAD = timedelta(minutes=5)  # clocks of phones go a little wrong


class PlanState(TextChoices):
    DRAFT = "draft", _("still being written")
    HANDED = "handed", _("waits for the supervisor")
    APPROVED = "approved", _("approved")


# Whoever writes in a plan brings it back to the beginning: what was approved is what was read.
PLAN_NEXT = {
    PlanState.DRAFT: {PlanState.HANDED},
    PlanState.HANDED: {PlanState.APPROVED, PlanState.DRAFT},
    PlanState.APPROVED: {PlanState.DRAFT},
}


class Asking(TextChoices):
    """How far the questions of an evaluation are. Measures change only while they are written."""

    WRITING = "writing", _("questions are being written")
    BEFORE = "before", _("children are asked before it begins")
    PAUSE = "pause", _("the first answers are in")
    AFTER = "after", _("children are asked at the end")
    CLOSED = "closed", _("all answers are in")


ASKING_NEXT = {
    Asking.WRITING: Asking.BEFORE,
    Asking.BEFORE: Asking.PAUSE,
    Asking.PAUSE: Asking.AFTER,
    Asking.AFTER: Asking.CLOSED,
}


class ReportState(TextChoices):
    DRAFT = "draft", _("still being written")
    HANDED = "handed", _("waits for the supervisor")
    FINAL = "final", _("final: its words stand")


REPORT_NEXT = {
    ReportState.DRAFT: {ReportState.HANDED},
    ReportState.HANDED: {ReportState.DRAFT, ReportState.FINAL},
    ReportState.FINAL: set(),
}
