"""Kinds of councils, of offices in them, of ways into one and out of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CHILDREN = "children", _("children's committee or council")
    PARENTS = "parents", _("parents' committee")


class Role(TextChoices):
    MEMBER = "member", _("member of the committee")
    CHAIR = "chair", _("chair")
    TIME_KEEPER = "time_keeper", _("time-keeper")
    NOTE_TAKER = "note_taker", _("note-taker")
    REPORTER = "reporter", _("reporter")
    PRESENTER = "presenter", _("presenter")
    LIBRARIAN = "librarian", _("librarian")


class Way(TextChoices):
    """How seats are filled."""

    VOTE = "vote", _("a secret vote")
    LOTTERY = "lottery", _("drawn by lot")


class Came(TextChoices):
    ELECTED = "elected", _("elected")
    DRAWN = "drawn", _("drawn by lot")
    NAMED = "named", _("named by the group")


class Went(TextChoices):
    OVER = "over", _("the term is over")
    DOWN = "down", _("gave the office back")


SEATS_MOST = 15
WORDS_MOST = 120
REMARK_MOST = 200  # characters of why minutes go back
VOTERS_LEAST = 3  # with fewer no vote is secret
DOTS_MOST = 9


class Step(TextChoices):
    """What happened to a version of the rules."""

    READ = "read", _("read by a colleague")
    ADOPTED = "adopted", _("adopted by the members")


RULES_MOST = 12  # lines
