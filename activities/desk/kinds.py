"""Kinds of words and reasons at the desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Task(TextChoices):
    """What an adult does at a session."""

    LEAD = "lead", _("leads")
    HELP = "help", _("helps")
    DOOR = "door", _("stands at the door")


class Why(TextChoices):
    """Why a session does not take place; families read these words."""

    ADULTS = "adults", _("not enough grown-ups can be there")
    WEATHER = "weather", _("the weather or the air")
    ROOM = "room", _("the room cannot be used")
    OTHER = "other", _("another reason")


class Nature(TextChoices):
    GROWTH = "growth", _("to grow: to know oneself and to try things")
    LEARNING = "learning", _("to learn something together")
    SUPPORT = "support", _("to help each other through something")
    TASK = "task", _("to get something done together")


class Point(TextChoices):
    """The nine basic requirements of General Comment 12 (134)."""

    INFORMED = "informed", _("open and explained: children know what it is about and what comes of it")
    VOLUNTARY = "voluntary", _("of their own will: nobody must, and anybody may stop")
    RESPECTFUL = "respectful", _("with respect: their views are taken seriously")
    RELEVANT = "relevant", _("about their lives: it matters to them")
    FRIENDLY = "friendly", _("child-friendly: time, place and ways fit their age")
    INCLUSIVE = "inclusive", _("for all: nobody is left out, and nobody is treated alike who is not")
    TRAINED = "trained", _("with adults who learned how")
    SAFE = "safe", _("safe: risks are known and somebody sees to them")
    ANSWERED = "answered", _("with an answer: children hear what became of it")


class Stage(TextChoices):
    SITUATION = "situation", _("finding out what matters")
    PLANNING = "planning", _("choosing what to do")
    DESIGN = "design", _("making the plan")
    DOING = "doing", _("doing it")
    MONITORING = "monitoring", _("looking back")


class Level(TextChoices):
    NONE = "none", _("adults decide")
    CONSULT = "consult", _("children are asked")
    COLLABORATE = "collaborate", _("children and adults decide together")
    CHILD_LED = "child_led", _("children decide")


class Form(TextChoices):
    PROCESS = "process", _("process record: for a group")
    SUMMARY = "summary", _("summary: for a club or an event")


class Theme(TextChoices):
    """The three functions of supervision."""

    ADMIN = "admin", _("how the work is organised")
    EDUCATION = "education", _("learning to do it better")
    SUPPORT = "support", _("how you are with it")


INCIDENT = "incident"  # how moderation names our cases


class Moment(TextChoices):
    """When the same questions are asked."""

    BEFORE = "before", _("before it begins")
    AFTER = "after", _("at the end")


class Part(TextChoices):
    """What a term report says, in its order."""

    SESSIONS = "sessions", _("Sessions")
    ATTENDANCE = "attendance", _("Who came")
    COURSE = "course", _("What happened")
    FELT = "felt", _("How children found it")
    EVALUATION = "evaluation", _("What changed")
    SHARE = "share", _("Where children decided")
    INCIDENTS = "incidents", _("Incidents in this time")
    COMING = "coming", _("What comes next")


class ListKind(TextChoices):
    """Lists that may leave the house."""

    ROSTER = "roster", _("Who is coming")
    ATTENDANCE = "attendance", _("Who came")
    DAY = "day", _("List of the day")
    ON = "on", _("List of activities")


class Taking(TextChoices):
    """What a list is taken along for; on record."""

    NETWORK = "network", _("to work where there is no network")
    RECORD = "record", _("for the folder of this activity")
    REPORT = "report", _("to write a report from")
    OUTING = "outing", _("for an outing: who is with us")
    CHECK = "check", _("an official check was announced")


class Outcome(TextChoices):
    """What would come of one name of a list."""

    NEW = "new", _("is invited")
    KNOWN = "known", _("is on the list, was invited, or has answered")
    TWICE = "twice", _("stands twice")
    AGE = "age", _("this one is for another age")
    UNKNOWN = "unknown", _("no child of this name is known at this office")


class To(TextChoices):
    """Who of a group is written to."""

    HOMES = "homes", _("all homes")
    CHILDREN = "children", _("all children")
    BOTH = "both", _("children and homes")
