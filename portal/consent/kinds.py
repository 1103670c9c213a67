"""For whom a notice is written, in which language, and how an answer reached us."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    GUARDIAN = "guardian", _("guardians")
    YOUNG = "6-8", _("children from 6 to 8")
    MIDDLE = "9-12", _("children from 9 to 12")
    OLDER = "13-17", _("children from 13 to 17")


class Method(TextChoices):
    TAP = "tap", _("tapped here")
    PAPERS = "papers", _("said here before, counted once the papers were seen")
    CLOCK = "clock", _("ended by itself")
    DESK = "desk", _("ended or brought back at the centre")
    PAPER = "paper", _("signed on paper")
    SPOKEN = "spoken", _("said to a worker")
    PICTURE = "picture", _("drawn by the child")
    HEARD = "heard", _("said by the child to a worker")


# Entered by one worker for somebody without a device; a yes counts once a second one stands for it too (CON-21).
BY_HAND = frozenset({Method.PAPER, Method.SPOKEN, Method.PICTURE, Method.HEARD})
BY_THEMSELVES = BY_HAND | {Method.TAP}  # what somebody said; any other row is what became of it by no word of theirs
AT_THE_DESK = frozenset({Method.PAPER, Method.SPOKEN})  # how a guardian's answer reaches a worker
FROM_A_CHILD = frozenset({Method.PAPER, Method.PICTURE, Method.HEARD})  # how a child's does


class Reason(TextChoices):
    """Why a link rests or ended, or an answer ended by no act of its owner; a code, in no words of the family."""

    COURT = "court", _("a court or an office decided so")
    SAFETY = "safety", _("to keep the child safe")
    ERROR = "error", _("a mistake of ours")
    MOVED = "moved", _("moved away, or no longer looks after the child")
    GROWN = "grown", _("the child has grown up")
    DISPUTE = "dispute", _("it is not sure who may speak for the child")
    BIRTHDAY = "birthday", _("a birthday after which the child is asked anew")
    NOTICE = "notice", _("what one said yes to has changed")
    LIFTED = "lifted", _("a no was lifted by nobody's yes")


class Outcome(TextChoices):
    """What came of talking with two guardians who differ; a code, in no words of either."""

    AGREED = "agreed", _("they agree now")
    STAYS_NO = "stays_no", _("it stays a no")
    SAFEGUARDING = "safeguard", _("it is about the child's safety: told to the safeguarding lead")


class Turn(TextChoices):
    """A step on a guardian's link of which a family hears, or is kept from hearing (`content.telling`)."""

    ADDED = "added", _("tied to a child")
    KNOWN = "known", _("papers seen")
    RESTED = "rested", _("resting")
    BACK = "back", _("brought back")
    DOUBTED = "doubted", _("in doubt")
    SETTLED = "settled", _("the doubt is gone")
    ENDED = "ended", _("ended")
    LIMITED = "limited", _("limited to activities")
    WIDENED = "widened", _("for everything again")


class Authority(TextChoices):
    """How far an adult speaks for a child: a grandmother may collect who may not consent."""

    FULL = "full", _("speaks for the child")
    ACTIVITIES = "activities", _("speaks for the child about activities only")
    NONE = "none", _("collects the child and says nothing for them")


class Papers(TextChoices):
    """What a worker held in their hands; the kind alone is kept, never a number or a picture of it."""

    HOUSEHOLD = "household", _("household register with both in it")
    BIRTH = "birth", _("birth certificate, and the adult's identity card")
    COURT = "court", _("a court's judgment or agreement")
    APPOINTED = "appointed", _("an office's paper that names the guardian")


class Stage(TextChoices):
    """What a family waits for at its office."""

    PAPERS = "papers", _("Waiting for the papers")
    SECOND = "second", _("Waiting for a second worker")
    STANDING = "standing", _("Known")


class Verdict(TextChoices):
    """What weighing up a purpose came to."""

    GO = "go", _("may be asked for")
    STOP = "stop", _("may not be asked for")


class Mood(TextChoices):
    """How a switch stands, for a screen; a pause never says whose no it is (CON-9)."""

    ON = "on", _("allowed")
    PAUSED = "paused", _("paused")
    YOURS = "yours", _("waiting for your answer")
    CHILD = "child", _("waiting for your child's yes")
    HOME = "home", _("waiting for home")
    PAPERS = "papers", _("waiting for the papers")


class Relation(TextChoices):
    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    GRANDPARENT = "grandparent", _("grandparent")
    OTHER = "other", _("another guardian")
